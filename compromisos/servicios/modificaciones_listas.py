"""Changing who answers for a commitment or key action, what it is aligned with and what measures it: as any other
change, free in a draft and by a `Modificacion` once published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.cambios import compromiso_de, permiso_de_cambio, plan_de
from compromisos.importacion.comparacion_listas import texto_de
from compromisos.models import (
    AccionClave,
    Alineacion,
    Compromiso,
    Elemento,
    Indicador,
    Medicion,
    Modificacion,
    Plan,
    Responsable,
)
from compromisos.servicios.autorizaciones import (
    ACCION,
    Autorizacion,
    Cambio,
    abrir_cambio,
    dejar_constancia,
    exigir_en_vigor,
)
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from secretariado.models import Usuario
from secretariado.permisos import exigir

_CAMPOS = {
    "responsables": ("papel", "institucion", "area", "persona", "cargo", "correo", "telefono"),
    "indicadores": ("nombre", "definicion", "clase", "linea_base", "meta", "unidad", "medio_verificacion"),
}
_MODELOS: dict[str, Any] = {"responsables": Responsable, "indicadores": Indicador, "alineaciones": Alineacion}


@dataclass(frozen=True, slots=True)
class Renglon:
    """`antes`: what the row said when seen, "" for a new one; `datos`: what it will say, None to remove it."""

    antes: str
    datos: dict[str, Any] | None


def modificar_lista(
    *,
    actor: Usuario,
    objeto: Compromiso | AccionClave,
    lista: str,
    renglones: Sequence[Renglon],
    autorizacion: Autorizacion | None = None,
) -> None:
    """Add, change and remove rows of a list ("responsables", "alineaciones" or "indicadores"), all or none."""
    plan = plan_de(objeto)
    exigir(permiso_de_cambio(plan), actor, plan)
    with transaction.atomic():
        plan = abrir_cambio(actor, plan, autorizacion)
        exigir_en_vigor(tomar(Compromiso.objects.select_for_update(of=("self",)), pk=compromiso_de(objeto).pk))
        actuales = {_dice(lista, fila): fila for fila in _filas(objeto, lista)}
        antes = "\n".join(actuales)
        for renglon in renglones:
            _poner(objeto, lista, renglon, actuales)
        despues = "\n".join(_dice(lista, fila) for fila in _filas(objeto, lista))
        if antes == despues:
            raise ReglaIncumplida(_("No cambiaste nada: los datos son los mismos."))
        _con_responsable(plan, objeto, lista)
        tipo = Modificacion.Tipo.RESPONSABLE if lista == "responsables" else Modificacion.Tipo.TEXTO
        cambio = Cambio(tipo, ACCION[type(objeto)], {lista: antes}, {lista: despues})
        dejar_constancia(actor, plan, objeto, cambio, autorizacion)


def _filas(objeto: Compromiso | AccionClave, lista: str) -> list[Any]:
    filas = _MODELOS[lista].objects.filter(compromiso=compromiso_de(objeto))
    if lista == "alineaciones":
        return list(filas.select_related("elemento__marco").order_by("pk"))
    filas = filas.filter(accion=objeto if isinstance(objeto, AccionClave) else None)
    orden = ("orden", "pk") if lista == "responsables" else ("pk",)
    return list((filas.select_related("institucion") if lista == "responsables" else filas).order_by(*orden))


def _dice(lista: str, fila: Any) -> str:
    if lista == "alineaciones":
        return texto_de(lista, {"marco": fila.elemento.marco.clave, "clave": fila.elemento.clave})
    datos = {c: getattr(fila, c) for c in _CAMPOS[lista]}
    if lista == "responsables":
        datos["institucion"] = fila.institucion.nombre
    return texto_de(lista, datos)


def _poner(objeto: Compromiso | AccionClave, lista: str, renglon: Renglon, actuales: dict[str, Any]) -> None:
    fila = actuales.get(renglon.antes) if renglon.antes else None
    if renglon.antes and fila is None:
        raise OtraPersonaCambio(_("El plan cambió mientras lo comparabas. Revisa de nuevo las diferencias."))
    if renglon.datos is None:
        _quitar(lista, fila)
        return
    if lista == "alineaciones":
        _alinear(compromiso_de(objeto), renglon.datos)
        return
    if fila is None:
        fila = _MODELOS[lista](
            compromiso=compromiso_de(objeto), accion=objeto if isinstance(objeto, AccionClave) else None
        )
        if lista == "responsables":
            fila.orden = len(actuales)
    for campo in _CAMPOS[lista]:
        if renglon.datos.get(campo) not in (None, ""):
            setattr(fila, campo, renglon.datos[campo])
    _comprobada(fila).save()


def _comprobada(fila: Any) -> Any:
    if isinstance(fila, Responsable) and fila.correo:
        try:
            validate_email(fila.correo)
        except ValidationError:  # as printed, it is no address
            fila.correo = ""
    try:
        fila.full_clean()
    except ValidationError as error:
        campo, mensajes = next(iter(error.message_dict.items()))
        raise ReglaIncumplida(mensajes[0], campo if campo != "__all__" else None) from error
    return fila


def _alinear(compromiso: Compromiso, datos: dict[str, Any]) -> None:
    elemento = Elemento.objects.get(marco__clave=datos["marco"], clave=datos["clave"])
    Alineacion.objects.get_or_create(
        compromiso=compromiso,
        elemento=elemento,
        defaults={
            "texto_original": (datos.get("texto_original") or "")[:60],
            "confirmada": datos.get("confirmada", True),
        },
    )


def _quitar(lista: str, fila: Any) -> None:
    if lista == "indicadores" and Medicion.objects.filter(indicador=fila).exists():
        mensaje = _("«%(nombre)s» ya tiene mediciones: no se quita. Desmárcalo para aplicar lo demás.")
        raise ReglaIncumplida(mensaje % {"nombre": fila.nombre})
    fila.delete()


def _con_responsable(plan: Plan, objeto: Compromiso | AccionClave, lista: str) -> None:
    """A published commitment always has who answers for it."""
    if lista != "responsables" or plan.es_borrador:
        return
    papel = Responsable.Papel.RESPONSABLE
    if not Responsable.objects.filter(compromiso=compromiso_de(objeto), papel=papel).exists():
        raise ReglaIncumplida(_("El compromiso se quedaría sin responsable: acepta también a quien lo sustituye."))
