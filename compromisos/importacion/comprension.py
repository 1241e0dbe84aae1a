"""From the neutral document to the draft of a plan. Pure code: the same document always gives the same draft."""

import re
from typing import Any

from compromisos.importacion.borrador import CITA, SEGURA, Borrador, Origen
from compromisos.importacion.compromiso import Armador
from compromisos.importacion.crudo import Crudo, Ficha
from compromisos.importacion.documento import Documento
from compromisos.importacion.dudas import dudas_del_conjunto
from compromisos.importacion.instituciones import Padron, glosario
from compromisos.importacion.letras import normal
from compromisos.importacion.limites import DocumentoIlegible
from compromisos.importacion.plan import del_plan, ejes, secretariado
from compromisos.importacion.recorrido import recorrer

_ESPANOL = re.compile(r"\b(?:de|la|el|los|las|que|en|del|para|con|por|una?|se|su|al|y)\b")
_OTROS = re.compile(r"\b(?:the|of|and|to|for|with|is|are|that|this|et|les|des|une|dans|pour|und|der|die|das)\b")
PALABRAS_PARA_JUZGAR = 40


def comprender(documento: Documento, *, entidad: str = "") -> Borrador:
    """Raises DocumentoIlegible when it is not in Spanish, or no commitment was found."""
    if documento.datos is not None:
        try:
            return _del_portal(documento, entidad)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DocumentoIlegible("json_ajeno") from error
    texto = documento.texto()
    _exigir_espanol(texto)
    crudo = recorrer(documento)
    _descartar_vacias(crudo)
    if not crudo.fichas:
        raise DocumentoIlegible("no_es_plan")
    return _armar(crudo, documento, entidad, texto)


def _exigir_espanol(texto: str) -> None:
    plano = normal(texto[:200_000])
    propias, ajenas = len(_ESPANOL.findall(plano)), len(_OTROS.findall(plano))
    if len(plano.split()) >= PALABRAS_PARA_JUZGAR and ajenas > propias:
        raise DocumentoIlegible("otro_idioma")


def _descartar_vacias(crudo: Crudo) -> None:
    """A commitment of which nothing was printed is a line of a summary: it goes to what has no place."""
    con_contenido = [f for f in crudo.fichas if _dice_algo(f)]
    for ficha in crudo.fichas:
        if not _dice_algo(ficha) and ficha.apertura:
            crudo.sin_clasificar.append(ficha.apertura)
    crudo.fichas = con_contenido


def _dice_algo(ficha: Ficha) -> bool:
    return any(any(t.texto.strip() for t in trozos) for trozos in ficha.campos.values()) or bool(
        ficha.filas or ficha.acciones
    )


def _armar(crudo: Crudo, documento: Documento, entidad: str, texto: str) -> Borrador:
    borrador = Borrador({"dudas": []}, avisos=list(documento.avisos))
    padron = Padron(siglas=glosario(crudo.secciones.get("siglas", [])))
    stl = secretariado(crudo, borrador, padron, entidad, texto)
    filas_de_ejes = ejes(crudo, borrador)
    compromisos: list[dict[str, Any]] = []
    usados: set[int] = set()
    for orden, ficha in enumerate(crudo.fichas):
        eje = str(ficha.eje) if ficha.eje is not None else None
        datos = Armador(borrador, padron, ficha, orden, crudo.anio).armar(eje)
        datos["numero"] = datos["numero"] if datos["numero"] and datos["numero"] not in usados else _libre(usados)
        usados.add(datos["numero"])
        datos["eje"] = filas_de_ejes[ficha.eje]["orden"] if ficha.eje is not None else None
        compromisos.append(datos)
    borrador.datos = {
        "fuente": {"titulo": "", "formato": documento.formato},
        "secretariado": stl,
        "instituciones": list(padron.filas.values()),
        "plan": del_plan(crudo, borrador, compromisos, texto),
        "ejes": filas_de_ejes,
        "compromisos": compromisos,
        "dudas": borrador.datos["dudas"],
    }
    for nombre in ("integrantes", "ejes", "fin"):
        borrador.apartar(crudo.secciones.get(nombre, []), f"apartado: {nombre}")
    borrador.apartar(crudo.sin_clasificar, "sin apartado conocido")
    dudas_del_conjunto(borrador, texto)
    return borrador


def _libre(usados: set[int]) -> int:
    return next(n for n in range(1, len(usados) + 2) if n not in usados)


def _del_portal(documento: Documento, entidad: str) -> Borrador:
    """Our own export. In JSON its axes are cited by number, ours by order; in the workbook, by order already."""
    datos: dict[str, Any] = documento.datos or {}
    filas = [{"orden": i, **e} for i, e in enumerate(datos.get("ejes") or [], 1)]
    orden = {e["orden"] if documento.formato != "json" else e["numero"]: e["orden"] for e in filas}
    compromisos = []
    for numero, fila in enumerate(datos["compromisos"], 1):
        completa = {"numero": numero, "acciones": [], "actividades": [], "dudas": [], "responsables": [], **fila}
        completa["eje"] = orden.get(fila.get("eje"))
        compromisos.append(completa)
    stl = {"nombre": "", "integrantes": [], **(datos.get("secretariado") or {})}
    if entidad:
        stl["entidad"] = entidad
    return Borrador(
        {
            "fuente": {"formato": "json", "titulo": "", **(datos.get("fuente") or {})},
            "secretariado": stl,
            "instituciones": datos.get("instituciones") or [],
            "plan": {**datos["plan"], "estado": "en_formulacion"},
            "ejes": filas,
            "compromisos": compromisos,
            "dudas": datos.get("dudas") or [],
        },
        {ruta: Origen(lugar, cita[:CITA], SEGURA) for ruta, (lugar, cita) in documento.origenes.items()},
        [*documento.sueltos],
    )
