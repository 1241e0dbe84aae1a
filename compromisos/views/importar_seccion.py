"""One section of a draft under review: its values to correct, its doubts, and the document beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from compromisos.forms_modificar import sellar
from compromisos.importacion.borrador import PROPUESTA, SEGURA
from compromisos.importacion.cotejo import cotejar
from compromisos.importacion.letras import normal
from compromisos.importacion.revision import (
    OPCION,
    QUITADO,
    Dato,
    Grupo,
    dudas_de,
    grupos_de,
    listas_de,
    origenes_de,
    por_revisar,
    secciones,
    textos,
)
from compromisos.importacion.tramos import del_tramo, tramo_de, tramos
from compromisos.models import Importacion
from compromisos.servicios.revisiones import agregar_fila, opciones, revisar_seccion
from compromisos.textos import nombre_de_dato
from compromisos.views.importar import importacion_de, titulo_de
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from secretariado.permisos import usuario_de

_SAL = "modificacion.visto"
_VISTA = "revisado:"


@dataclass(slots=True)
class Procedencia:
    """Where a value came from, to be shown beside it."""

    ruta: str
    lugar: str
    cita: str
    certeza: str
    pieza: int | None
    revisado: bool


@dataclass(slots=True)
class Casilla:
    """A value as the page shows it."""

    dato: Dato
    etiqueta: str
    valor: str
    opciones: list[tuple[str, str]]
    procedencia: Procedencia | None
    dudas: list[Any] = field(default_factory=list)
    error: str = ""


@dataclass(slots=True)
class Renglon:
    """A row of the draft as the page shows it."""

    grupo: Grupo
    titulo: str
    casillas: list[Casilla]
    vacias: list[Casilla]
    procedencia: Procedencia | None
    encabezado: str
    dudas: list[Any]


@login_required
def seccion(request: HttpRequest, pk: int, seccion: str) -> HttpResponse:
    importacion = importacion_de(request, pk)
    if importacion.estado != Importacion.Estado.EN_REVISION:
        return redirect(importacion)
    if seccion not in secciones(importacion.borrador["datos"]):
        raise Http404
    if request.method != "POST":
        return _pintar(request, importacion, seccion)
    visto: dict[str, str] = {}
    error: ReglaIncumplida | None = None
    try:
        visto = dict(signing.loads(request.POST.get("visto", ""), salt=_SAL))
        importacion = _guardar(request, importacion, seccion, visto)
    except signing.BadSignature:
        error = ReglaIncumplida(_("A la página le falta un dato. Copia lo que escribiste y vuelve a abrirla."))
    except ReglaIncumplida as incumplida:
        error = incumplida
    if error is None and not request.htmx:  # type: ignore[attr-defined]
        return _seguir(request, importacion, seccion)
    importacion = importacion_de(request, pk)
    if request.htmx:  # type: ignore[attr-defined]
        return _fragmento(request, importacion, seccion, error)
    cambiado = {r: t for r, t in _textos_enviados(request).items() if t != visto.get(r)}
    return _pintar(request, importacion, seccion, cambiado, _marcas(request), error)


def _textos_enviados(request: HttpRequest) -> dict[str, str]:
    return {r: str(v).replace("\r\n", "\n").strip() for r, v in request.POST.items() if "/" in r}


def _marcas(request: HttpRequest) -> set[str]:
    return {*request.POST.getlist("revisado"), *filter(None, [request.POST.get("resolver", "")])}


def _guardar(request: HttpRequest, importacion: Importacion, seccion: str, visto: dict[str, str]) -> Importacion:
    escrito = _textos_enviados(request)
    for boton, valor in (("quitar", "si"), ("restaurar", "")):
        if ruta := request.POST.get(boton):
            escrito[f"{ruta}/{QUITADO}"] = valor
    marcadas = _marcas(request)
    antes = {r.removeprefix(_VISTA) for r, v in visto.items() if r.startswith(_VISTA) and v}
    ofrecidas = {r.removeprefix(_VISTA) for r in visto if r.startswith(_VISTA)}
    return revisar_seccion(
        actor=usuario_de(request),
        importacion=importacion,
        seccion=seccion,
        escrito=escrito,
        visto=visto,
        marcas={r: r in marcadas for r in ofrecidas if (r in marcadas) != (r in antes)},
    )


def _seguir(request: HttpRequest, importacion: Importacion, seccion: str) -> HttpResponse:
    """After saving: to the next doubt, to the row that was added, to the next section, or here again."""
    aqui = reverse("importacion_seccion", args=[importacion.pk, seccion])
    if lista := request.POST.get("agregar"):
        try:
            ruta = agregar_fila(actor=usuario_de(request), importacion=importacion, seccion=seccion, lista=lista)
        except ReglaIncumplida as error:
            messages.error(request, error.mensaje)
            return redirect(aqui)
        return redirect(_donde(Importacion.objects.get(pk=importacion.pk), seccion, ruta))
    if fila := request.POST.get("quitar") or request.POST.get("restaurar"):
        return redirect(_donde(importacion, seccion, fila))
    if request.POST.get("resolver"):
        return redirect(siguiente_duda(importacion, seccion) or importacion.get_absolute_url())
    tramo, ultimo = _tramo(request, importacion, seccion)
    if "siguiente" in request.POST and tramo < ultimo:
        return redirect(f"{aqui}?tramo={tramo + 1}")
    if "siguiente" in request.POST:
        todas = secciones(importacion.borrador["datos"])
        orden = todas.index(seccion) + 1
        if orden == len(todas):
            return redirect(importacion)
        return redirect("importacion_seccion", importacion.pk, todas[orden])
    messages.success(request, _("Se guardó lo revisado."))
    return redirect(f"{aqui}?tramo={tramo}" if tramo > 1 else aqui)


def _tramo(request: HttpRequest, importacion: Importacion, seccion: str) -> tuple[int, int]:
    """The stretch of the section that is asked for, and the last."""
    ultimo = len(tramos(grupos_de(importacion.borrador["datos"], seccion)))
    pedido = request.GET.get("tramo", "")
    return min(max(int(pedido), 1), ultimo) if pedido.isdecimal() and len(pedido) < 6 else 1, ultimo


def _donde(importacion: Importacion, seccion: str, ruta: str) -> str:
    """The address of a row or value, in the stretch that shows it."""
    tramo = tramo_de(grupos_de(importacion.borrador["datos"], seccion), ruta)
    aqui = reverse("importacion_seccion", args=[importacion.pk, seccion])
    return f"{aqui}{f'?tramo={tramo}' if tramo > 1 else ''}#{ancla(ruta)}"


def siguiente_duda(importacion: Importacion, desde: str = "plan") -> str:
    """The address of the next open doubt, from a section on and around; "" when none is left."""
    todas = secciones(importacion.borrador["datos"])
    orden = todas.index(desde)
    for seccion in [*todas[orden:], *todas[:orden]]:
        pendientes, _valores = por_revisar(importacion.borrador, importacion.decisiones, seccion)
        if pendientes:
            return _donde(importacion, seccion, pendientes[0])
    return ""


def ancla(ruta: str) -> str:
    return ruta.replace("/", "-")


def _visto(importacion: Importacion, seccion: str, tramo: int) -> str:
    datos = importacion.borrador["datos"]
    grupos, valores = grupos_de(datos, seccion), textos(datos, seccion)
    claves = del_tramo(grupos, origenes_de(importacion.borrador["origenes"], seccion), tramo)
    if tramo == 1:
        claves += dudas_de(datos, seccion)
    vistas = {f"{_VISTA}{r}": "si" if r in importacion.decisiones else "" for r in claves}
    return sellar({r: valores[r] for r in del_tramo(grupos, valores, tramo)} | vistas)


def _fragmento(
    request: HttpRequest, importacion: Importacion, seccion: str, error: ReglaIncumplida | None
) -> HttpResponse:
    """What saving as one goes answers: saved, or why not. Another's change, once told, counts as seen."""
    contexto: dict[str, Any] = {"i": importacion, "error": error.mensaje if error else ""}
    if error is None or isinstance(error, OtraPersonaCambio):
        contexto["visto"] = _visto(importacion, seccion, _tramo(request, importacion, seccion)[0])
    return render(request, "mesa/_importacion_guardado.html", contexto)


def _pintar(
    request: HttpRequest,
    importacion: Importacion,
    seccion: str,
    escrito: Mapping[str, str] | None = None,
    marcadas: set[str] | None = None,
    error: ReglaIncumplida | None = None,
) -> HttpResponse:
    datos = importacion.borrador["datos"]
    todas = secciones(datos)
    orden = todas.index(seccion)
    tramo, ultimo = _tramo(request, importacion, seccion)
    pagina = _Pagina(importacion, seccion, tramo, escrito or {}, marcadas, error)
    contexto = {
        "i": importacion,
        "seccion": seccion,
        "titulo": titulo_de(datos, seccion),
        "renglones": pagina.renglones(),
        "arriba": pagina.dudas_sueltas(),
        "otros": pagina.otros(),
        "piezas": pagina.piezas,
        "listas": [(r, clase) for r, clase in listas_de(datos, seccion).items()],
        "nombres": nombres_de_fila(),
        "visto": _visto(importacion, seccion, tramo),
        "tramo": tramo,
        "ultimo_tramo": ultimo,
        "error": error.mensaje if error else "",
        "anterior": todas[orden - 1] if orden else "",
        "siguiente": todas[orden + 1] if orden + 1 < len(todas) else "",
        "orden": orden + 1,
        "total": len(todas),
        "pendientes": len(por_revisar(importacion.borrador, importacion.decisiones, seccion)[0]),
    }
    return render(request, "mesa/importacion_seccion.html", contexto, status=422 if error else 200)


class _Pagina:
    """Lays out a section: values under their rows, each with where it came from and the doubts about it."""

    def __init__(
        self,
        importacion: Importacion,
        seccion: str,
        tramo: int,
        escrito: Mapping[str, str],
        marcadas: set[str] | None,
        error: ReglaIncumplida | None,
    ) -> None:
        self.datos = importacion.borrador["datos"]
        todos = grupos_de(self.datos, seccion)
        self.grupos = tramos(todos)[tramo - 1]
        self.escrito, self.error = escrito, error
        self.marcadas = set(importacion.decisiones) if marcadas is None else marcadas
        origenes = origenes_de(importacion.borrador["origenes"], seccion)
        self.origenes = {r: origenes[r] for r in del_tramo(todos, origenes, tramo)}
        self.piezas, self.primeras = cotejar(importacion.fuente, self.origenes, textos(self.datos, seccion))
        self.mostrados: set[str] = set()
        self.dudas: dict[str, list[Any]] = {}
        for ruta, duda in dudas_de(self.datos, seccion).items() if tramo == 1 else ():
            fila = {**duda, "ruta": ruta, "ancla": ancla(ruta), "resuelta": ruta in self.marcadas}
            fila["pieza"] = self._pieza_con(duda.get("texto_original") or "")
            self.dudas.setdefault(duda["campo"], []).append(fila)

    def _pieza_con(self, texto: str) -> int | None:
        dice = normal(texto)
        return next((p.numero for p in self.piezas if dice in normal(p.texto)), None) if dice else None

    def renglones(self) -> list[Renglon]:
        nombres, filas, anterior = nombres_de_fila(), [], ""
        for grupo in self.grupos:
            base = grupo.clase in ("plan", "compromisos")
            casillas = [self._casilla(d, grupo, base) for d in grupo.datos]
            lista = grupo.lista.rpartition("/")[2]
            encabezado = nombres[grupo.clase][1] if grupo.lista and grupo.lista != anterior else ""
            anterior = grupo.lista
            filas.append(
                Renglon(
                    grupo,
                    "" if base else f"{nombres[grupo.clase][0]} {int(grupo.ruta.rpartition('/')[2]) + 1}",
                    [c for c in casillas if self._a_la_vista(c)],
                    [c for c in casillas if not self._a_la_vista(c)],
                    self._procedencia(grupo.ruta),
                    encabezado,
                    self.dudas.pop(lista, []) if encabezado else [],
                )
            )
        return filas

    def _a_la_vista(self, casilla: Casilla) -> bool:
        """Empty long texts wait folded."""
        corta = casilla.dato.clase != "texto"
        return corta or bool(casilla.valor or casilla.dudas or casilla.error)

    def _casilla(self, dato: Dato, grupo: Grupo, base: bool) -> Casilla:
        procedencia = self._procedencia(dato.ruta)
        if procedencia is None and dato.campo == "fecha_inicio":
            procedencia = self._procedencia(f"{grupo.ruta}/fechas")
        return Casilla(
            dato,
            nombre_de_dato(dato.campo),
            self.escrito.get(dato.ruta, dato.texto),
            self._opciones(grupo, dato) if dato.clase == OPCION else [],
            procedencia,
            self.dudas.pop(dato.campo, []) if base else [],
            self.error.mensaje if self.error and self.error.campo == dato.ruta else "",
        )

    def _opciones(self, grupo: Grupo, dato: Dato) -> list[tuple[str, str]]:
        """With what was read even if it is none of them, so that looking does not change it."""
        posibles = opciones(self.datos, grupo.clase, dato.campo)
        return posibles if dato.texto in dict(posibles) else [(dato.texto, dato.texto or "—"), *posibles]

    def _procedencia(self, ruta: str) -> Procedencia | None:
        origen = self.origenes.get(ruta)
        if origen is None:
            return None
        self.mostrados.add(ruta)
        certeza = "segura" if origen["confianza"] >= SEGURA else "probable"
        return Procedencia(
            ruta,
            origen["lugar"],
            origen["cita"],
            "propuesta" if origen["confianza"] <= PROPUESTA else certeza,
            self.primeras.get(ruta),
            ruta in self.marcadas,
        )

    def dudas_sueltas(self) -> list[Any]:
        """After `renglones`: doubts about no field of the page."""
        return [d for lista in self.dudas.values() for d in lista]

    def otros(self) -> list[Procedencia]:
        """After `renglones`: what was read and is not a field of the page."""
        return [p for r in self.origenes if r not in self.mostrados and (p := self._procedencia(r))]


def nombres_de_fila() -> dict[str, tuple[str, str]]:
    """Of each kind of row, its name and the heading of its list."""
    return {
        "plan": ("", ""),
        "compromisos": ("", ""),
        "ejes": (_("Eje"), _("Ejes")),
        "integrantes": (_("Integrante"), _("Integrantes del secretariado")),
        "instituciones": (_("Institución"), _("Instituciones")),
        "responsables": (_("Responsable"), _("Responsables")),
        "acciones": (_("Acción clave"), _("Acciones clave")),
        "actividades": (_("Actividad"), _("Actividades")),
        "indicadores": (_("Indicador"), _("Indicadores")),
    }
