"""A write told as a declaration: which row its address names, which service it calls with it, what it answers."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model
from django.http import Http404
from rest_framework.request import Request

from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.escritura import Escritura, Hecho, actor, publicada


class Acto(Escritura):
    """`fila` is the resource whose rows, as this account reads them, the address names (none: the address is of
    no row); `como`, the name the service takes it by. The answer is the row of `salida` that is left: what the
    service returned or, if that is of another kind, the row of the address."""

    fila: ClassVar[Recurso | None] = None
    con: ClassVar[tuple[str, ...]] = ()
    """Relations that the service needs."""
    servicio: ClassVar[Callable[..., Any]]
    como: ClassVar[str] = ""
    candado: ClassVar[str] = ""
    """Where, from the row, is the one that the service locks first; none: itself."""
    estado = 200

    def objeto(self, request: Request, **ruta: Any) -> Any:
        if self.fila is None:
            return None
        filas = self.fila.filas(request.user)
        filas = filas.select_related(*self.con) if self.con else filas  # without names it would bring them all
        fila = filas.filter(**{self.fila.clave: next(iter(ruta.values()))}).first()
        if fila is None:
            raise Http404
        return fila

    def clave_de(self, objeto: Any) -> Any:
        assert self.marca is not None
        return clave_en(self.marca, objeto)

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        """What the service takes besides the actor and the row."""
        return dict(datos)

    def hacer(self, request: Request, objeto: Any, datos: Any) -> Hecho:
        with transaction.atomic():
            if self.marca is not None:
                objeto = self._retomado(request, objeto)
            fila = {self.como: objeto} if self.como else {}
            suyos = fila | self.argumentos(request, objeto, dict(datos))
            resultado = type(self).servicio(actor=actor(request), **suyos)
            return self.responder(request, objeto, resultado)

    def _retomado(self, request: Request, objeto: Any) -> Any:
        """The row as it is once held: what If-Match was compared with may have changed on the way here."""
        tomada = attrgetter(self.candado)(objeto) if self.candado else objeto
        list(type(tomada)._base_manager.select_for_update().filter(pk=tomada.pk).values_list("pk"))
        actual = self.objeto(request, **self.kwargs)
        self._comprobar_marca(request, actual)
        return actual

    def responder(self, request: Request, objeto: Any, resultado: Any) -> Hecho:
        if not isinstance(self.salida, Recurso):
            return Hecho(None)
        modelo = self.salida.filas(request.user).model
        queda: Model = resultado if isinstance(resultado, modelo) else objeto
        clave = clave_en(self.salida, queda)
        lugar = f"/api/v1/{self.salida.nombre}/{clave}/" if self.estado in (201, 202) else ""
        return Hecho(publicada(self.salida, request.user, clave), lugar)


def clave_en(recurso: Recurso, objeto: Any) -> Any:
    """The public key of a row in a resource."""
    return attrgetter(recurso.clave.replace("__", "."))(objeto)
