"""One section of a draft under review: its values to correct, its doubts, and the document beside them."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from compromisos.forms_modificar import sellar
from compromisos.importacion.revision import (
    QUITADO,
    dudas_de,
    grupos_de,
    listas_de,
    origenes_de,
    por_revisar,
    secciones,
    textos,
)
from compromisos.importacion.tramos import del_tramo, filas_de_dudas, tramo_de_fila, tramos
from compromisos.models import Importacion
from compromisos.servicios.revisiones import agregar_fila, revisar_seccion
from compromisos.textos import nombre_de_dato
from compromisos.views.importar_pagina import (
    Pagina,
    donde,
    importacion_de,
    nombres_de_fila,
    siguiente_duda,
    titulo_de,
)
from compromisos.views.importar_presentes import presentes
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.permisos import usuario_de

_SAL = "modificacion.visto"
_VISTA = "revisado:"


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
        return _fragmento(request, importacion, seccion, visto, error)
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
        return redirect(donde(Importacion.objects.get(pk=importacion.pk), seccion, ruta))
    if fila := request.POST.get("quitar") or request.POST.get("restaurar"):
        return redirect(donde(importacion, seccion, fila))
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


def _visto(importacion: Importacion, seccion: str, tramo: int) -> dict[str, str]:
    """What a part of the section says, and which of it is marked as looked at."""
    datos = importacion.borrador["datos"]
    grupos, valores = grupos_de(datos, seccion), textos(datos, seccion)
    claves = del_tramo(grupos, origenes_de(importacion.borrador["origenes"], seccion), tramo)
    de_dudas = filas_de_dudas(grupos, dudas_de(datos, seccion))
    claves += [r for r, (n, _citada) in de_dudas.items() if tramo_de_fila(n) == tramo]
    vistas = {f"{_VISTA}{r}": "si" if r in importacion.decisiones else "" for r in claves}
    return {r: valores[r] for r in del_tramo(grupos, valores, tramo)} | vistas


def _fragmento(
    request: HttpRequest,
    importacion: Importacion,
    seccion: str,
    visto: Mapping[str, str],
    error: ReglaIncumplida | None,
) -> HttpResponse:
    """What saving as one goes answers: saved, or why not; and what another person changed meanwhile.

    The page goes on showing what it showed: only what its person changed counts as seen anew. Were it all, the
    next save would put back the old values of what another changed.
    """
    ahora = _visto(importacion, seccion, _tramo(request, importacion, seccion)[0])
    escrito, marcadas = _textos_enviados(request), _marcas(request)
    suyas = {r for r in visto if r in escrito and escrito[r] != visto[r]}
    suyas |= {r for r in visto if r.startswith(_VISTA) and (r.removeprefix(_VISTA) in marcadas) != bool(visto[r])}
    ajenas = [r for r in visto if r not in suyas and r in escrito and ahora.get(r, visto[r]) != visto[r]]
    contexto = {
        "i": importacion,
        "error": error.mensaje if error else "",
        "visto": sellar({r: ahora.get(r, v) if r in suyas else v for r, v in visto.items()}) if visto else "",
        "ajenas": sorted({nombre_de_dato(r.rpartition("/")[2]) for r in ajenas}),
    }
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
    pagina = Pagina(importacion, seccion, tramo, escrito or {}, marcadas, error)
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
        "visto": sellar(_visto(importacion, seccion, tramo)),
        "tramo": tramo,
        "ultimo_tramo": ultimo,
        "error": error.mensaje if error else "",
        "anterior": todas[orden - 1] if orden else "",
        "siguiente": todas[orden + 1] if orden + 1 < len(todas) else "",
        "orden": orden + 1,
        "total": len(todas),
        "pendientes": len(por_revisar(importacion.borrador, importacion.decisiones, seccion)[0]),
        "siguiente_duda": siguiente_duda(importacion, seccion),
        "presentes": presentes(request, importacion, seccion),
    }
    return render(request, "mesa/importacion_seccion.html", contexto, status=422 if error else 200)
