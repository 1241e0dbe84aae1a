"""How a section under review is laid out: each value with where it came from and the doubts about it, by parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from compromisos.importacion.borrador import PROPUESTA, SEGURA
from compromisos.importacion.cotejo import cotejar
from compromisos.importacion.letras import normal
from compromisos.importacion.revision import (
    OPCION,
    Dato,
    Grupo,
    dudas_de,
    grupos_de,
    origenes_de,
    por_revisar,
    secciones,
    textos,
)
from compromisos.importacion.tramos import del_tramo, filas_de_dudas, tramo_de, tramo_de_fila, tramos
from compromisos.models import Importacion
from compromisos.servicios.revisiones import opciones
from compromisos.textos import nombre_de_dato
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.permisos import exigir


def importacion_de(request: HttpRequest, pk: int) -> Importacion:
    fila = get_object_or_404(
        Importacion.objects.select_related("secretariado__entidad", "plan", "destino", "archivo", "editado_por"),
        pk=pk,
    )
    exigir("compromisos.importar_plan", request.user, fila.secretariado)
    return fila


def titulo_de(datos: dict[str, Any], seccion: str) -> str:
    if seccion == "plan":
        return _("El plan y sus ejes")
    if seccion == "secretariado":
        return _("Secretariado e instituciones")
    fila = datos["compromisos"][int(seccion[1:]) - 1]
    titulo = f"{fila.get('numero') or '—'}. {fila.get('nombre') or _('Compromiso sin nombre')}"
    return f"{titulo} ({_('quitado')})" if fila.get("_quitado") else titulo


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
    propias: list[Any]
    """Doubts about the list that begins here, and about this row."""


class Pagina:
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
        self.de_fila: dict[str, list[Any]] = {}
        dudas = dudas_de(self.datos, seccion)
        for ruta, (n, citada) in filas_de_dudas(todos, dudas).items():
            if tramo_de_fila(n) != tramo:
                continue
            duda = dudas[ruta]
            fila = {**duda, "ruta": ruta, "ancla": ancla(ruta), "resuelta": ruta in self.marcadas}
            fila["pieza"] = self._pieza_con(duda.get("texto_original") or "")
            donde, clave = (self.de_fila, todos[n].ruta) if citada else (self.dudas, duda["campo"])
            donde.setdefault(clave, []).append(fila)

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
                    self.de_fila.get(grupo.ruta, []),
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


def donde(importacion: Importacion, seccion: str, ruta: str) -> str:
    """The address of a row, value or doubt, in the part that shows it."""
    datos = importacion.borrador["datos"]
    grupos, dudas = grupos_de(datos, seccion), dudas_de(datos, seccion)
    de_dudas = filas_de_dudas(grupos, dudas)
    tramo = tramo_de_fila(de_dudas[ruta][0]) if ruta in de_dudas else tramo_de(grupos, ruta)
    aqui = reverse("importacion_seccion", args=[importacion.pk, seccion])
    return f"{aqui}{f'?tramo={tramo}' if tramo > 1 else ''}#{ancla(ruta)}"


def siguiente_duda(importacion: Importacion, desde: str = "plan") -> str:
    """The address of the next open doubt, from a section on and around; "" when none is left."""
    todas = secciones(importacion.borrador["datos"])
    orden = todas.index(desde)
    for seccion in [*todas[orden:], *todas[:orden]]:
        pendientes, _valores = por_revisar(importacion.borrador, importacion.decisiones, seccion)
        if pendientes:
            return donde(importacion, seccion, pendientes[0])
    return ""


def ancla(ruta: str) -> str:
    return ruta.replace("/", "-")
