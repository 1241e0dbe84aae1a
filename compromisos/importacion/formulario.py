"""The form a document uses for its commitments, inferred from what repeats: labels, and what stands above the first.

A line that comes back with the same words once for each commitment, and text of its own below each time, is a label
whatever it says; the line above the first label of each round is a name. What the vocabulary knows is read as
always: this adds the words of the document at hand. Pure.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile

from compromisos.importacion.documento import Documento, Lugar
from compromisos.importacion.fechas import fechas_en
from compromisos.importacion.instituciones import clase_de
from compromisos.importacion.letras import (
    normal,
    sin_acentos,
    sin_comillas,
    sin_punto,
    tiene_vineta,
)
from compromisos.importacion.lineas import EN_LINEA, Linea, clave, lineas_de, marcas_de, pies_de
from compromisos.importacion.plazos_de_actividad import es_calendario
from compromisos.importacion.sinonimos import campo_probable, forma_de
from compromisos.importacion.vocabulario import Rotulo, rotulo_entero

LARGO_DE_NOMBRE = 250
ROTULOS_DE_UNA_FORMA = 3
_CODIGO = re.compile(
    r"(?:(?P<palabra>[^\W\d_]{1,20}(?:\s+(?:n[uú]m|no|n))?)(?:[.°º]?\s+|[-#]?(?=\d)))?(?P<n>\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}|[A-Z])"
    r"(?:\s*[.):|·•–—/-]+\s*|\s+)(?=\S)"
)
_NUMERADA = re.compile(
    r"(?:actividad|accion|hito|etapa|paso|fase|tarea|linea de accion)\s*(?:n[uo]m?\.?|#)?\s*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])"
)
_DE_NOMBRE = re.compile(r"(?:nombre|titulo|denominacion|iniciativa|proyecto|propuesta|compromiso|acuerdo)\b")
_DEL_CENTRO = {
    "problema",
    "objetivo",
    "proposito_ciudadano",
    "texto_alineacion",
    "responsables",
    "actividades",
    "descripcion",
}


_PROPIO = {
    "descripcion": r"\bdescri|consiste",
    "problema": r"\bproblem",
    "proposito_ciudadano": r"\bmetas?\b|\bresultad|proposito",
}
"""By what a label says that it is the field's own, where the form has several for it."""


_DICEN_POCO = {"descripcion", "periodo", "plazos", "proposito_ciudadano", "objetivo", "contribucion"}
"""«¿Qué haremos?», «Calendario de trabajo»: what they head may be the activities."""


@dataclass(slots=True)
class Formulario:
    """`propios`: label → field; `aperturas`: where a commitment opens → its printed number and its name."""

    propios: dict[str, str] = field(default_factory=dict)
    rotulos: set[str] = field(default_factory=set)
    """Those that come back once for each commitment."""
    aperturas: dict[tuple[Lugar, str], tuple[str, str]] = field(default_factory=dict)
    pies: set[tuple[Lugar, str]] = field(default_factory=set)
    de_actividad: set[str] = field(default_factory=set)
    """Labels that come back for each activity, not for each commitment."""

    def entero(self, texto: str) -> str:
        if tiene_numero(texto):
            return "actividad"
        return self.propios.get(clave(texto)) or rotulo_entero(texto)

    def columna(self, texto: str) -> str:
        """The field of a column, "" when its heading is one of this form that says nothing."""
        campo = self.entero(texto)
        return "" if campo.startswith("«") else campo

    def inicial(self, texto: str) -> Rotulo | None:
        for patron in EN_LINEA:
            hallado = patron.match(texto)
            k = clave(hallado[1]) if hallado else ""
            if hallado and k in self.rotulos and (campo := self.propios.get(k) or rotulo_entero(hallado[1])):
                return Rotulo(campo, hallado[1], texto[hallado.end() :].strip())
        return None


def tiene_numero(texto: str) -> bool:
    """«Actividad 3», «Hito II»: the name of the activity is what follows."""
    return bool(_NUMERADA.fullmatch(sin_acentos(texto.strip(" .:"))))


def inferir(documento: Documento) -> Formulario:
    lineas = lineas_de(documento)
    pies = pies_de(lineas)
    lineas = [linea for linea in lineas if (linea.lugar, linea.texto) not in pies]
    formulario = _de_laslineas_de(lineas)
    formulario.pies = pies
    return formulario


def _de_laslineas_de(lineas: list[Linea]) -> Formulario:
    marcas = marcas_de(lineas)
    veces = Counter(k for k, _, _ in marcas)
    sabidos = {k: rotulo_entero(_impreso(lineas[i], resto)) for k, i, resto in reversed(marcas)}
    conocidos = Counter({k: n for k, n in veces.items() if sabidos[k] in _DEL_CENTRO and n > 1})
    propias = conocidos or Counter({k: n for k, n in veces.items() if n > 1})
    if not propias:
        return Formulario()
    cuantos = Counter(propias.values()).most_common(1)[0][0]
    suyos = {
        k
        for k, n in veces.items()
        if n == cuantos or (max(2, cuantos - 1) <= n < cuantos and (sabidos[k] or n > 2))
    }
    if sum(sabidos[k] in _DEL_CENTRO or not sabidos[k] for k in suyos) < ROTULOS_DE_UNA_FORMA:
        return Formulario()
    formulario = Formulario(rotulos=suyos)
    formulario.de_actividad = {k for k, n in veces.items() if cuantos > 1 and n >= 1.5 * cuantos}
    _rotular(formulario, lineas, marcas, sabidos)
    campos = {sabidos[k] or formulario.propios.get(k, "«") for k in suyos}
    if len(campos & _DEL_CENTRO) < ROTULOS_DE_UNA_FORMA:
        # Too little of a commitment's to trust that what says nothing is a label.
        return Formulario()
    if len({c for c in campos if not c.startswith("«")}) >= ROTULOS_DE_UNA_FORMA:
        en_orden = [(k, i) for k, i, _ in marcas if k in suyos]
        if not sabidos[en_orden[0][0]] and _DE_NOMBRE.match(en_orden[0][0]):
            _rotulo_del_nombre(formulario, _valores(lineas, marcas, suyos), en_orden, sabidos)
        _nombrar(formulario, lineas, en_orden, cuantos, sabidos)
        if not formulario.aperturas and "nombre" not in [*sabidos.values(), *formulario.propios.values()]:
            _rotulo_del_nombre(formulario, _valores(lineas, marcas, suyos), en_orden, sabidos)
    return formulario


def _rotular(
    formulario: Formulario, lineas: list[Linea], marcas: list[tuple[str, int, str]], sabidos: dict[str, str]
) -> None:
    """The field of each label of the form that the vocabulary does not know."""
    valores = _valores(lineas, marcas, formulario.rotulos)
    for campo, raiz in _PROPIO.items():
        suyos = [k for k in formulario.rotulos if sabidos[k] == campo and any(map(any, valores[k]))]
        if any(re.search(raiz, k) for k in suyos):  # «Relevancia» is not the description where another label is
            formulario.propios |= {k: f"«{k}»" for k in suyos if not re.search(raiz, k)}
    tomados = {sabidos[k] for k in formulario.rotulos if sabidos[k]}
    for k in dict.fromkeys(k for k, _, _ in marcas if k in formulario.rotulos):
        primera = lineas[next(i for c, i, _ in marcas if c == k)]
        aparte = primera.clase in ("rotulo", "celda") or primera.texto.rstrip().endswith("?")
        if sabidos[k] in _DICEN_POCO and "actividades" not in tomados and forma_de(valores[k]) == "actividades":
            formulario.propios[k] = "actividades"
            tomados.add("actividades")
        if sabidos[k] or not (_varia(valores[k]) or aparte):
            continue
        campo = campo_probable(k, valores[k], tomados) if any(map(any, valores[k])) else ""
        formulario.propios[k] = campo or f"«{k}»"
        tomados.add(campo)


def _impreso(linea: Linea, resto: str) -> str:
    return linea.texto[: len(linea.texto) - len(resto)].strip(" :.|→»–—-") if resto else linea.texto


def _varia(valores: list[list[str]]) -> bool:
    """A label heads something else each time; what heads the same is part of the text."""
    llenos = [normal(" ".join(v)) for v in valores if any(v)]
    return len(llenos) > 1 and len(set(llenos)) >= 0.6 * len(llenos)


def _valores(
    lineas: list[Linea], marcas: list[tuple[str, int, str]], rotulos: set[str]
) -> dict[str, list[list[str]]]:
    """What each label is followed by, up to the next one."""
    cortes = sorted({i for k, i, _ in marcas if k in rotulos} | {len(lineas)})
    valores: dict[str, list[list[str]]] = {k: [] for k, _, _ in marcas}
    for k, i, resto in marcas:
        fin = cortes[min(bisect_right(cortes, i), len(cortes) - 1)]
        siguientes = lineas[i + 1 : min(fin, i + 13)]
        en_tabla = bool(siguientes) and siguientes[0].clase == "rejilla"
        cuerpo = [x.texto for x in takewhile(lambda x: (x.clase == "rejilla") == en_tabla, siguientes)]  # noqa: B023
        if lineas[i].clase == "rotulo":
            cuerpo = cuerpo[:1]
        valores[k].append([resto] if resto else cuerpo)
    return valores


# Names ----------------------------------------------------------------------------------------------------


def _nombrar(
    formulario: Formulario,
    lineas: list[Linea],
    marcas: list[tuple[str, int]],
    cuantos: int,
    sabidos: dict[str, str],
) -> None:
    """The line above the first label of each round, where no other way of opening a commitment was printed."""
    if cuantos < 2 or not marcas:
        return
    veces = Counter(k for k, _ in marcas)
    if any("nombre" in (sabidos[k], formulario.propios.get(k)) for k, n in veces.items() if n == cuantos):
        return
    primero = next((k for k, _ in marcas if veces[k] == cuantos and (sabidos[k] or formulario.propios.get(k))), "")
    rondas = [i for k, i in marcas if k == primero]
    de_rotulo = {i for _, i in marcas}
    candidatas = [_encima(lineas, i, de_rotulo, rondas[n - 1] if n else -1) for n, i in enumerate(rondas)]
    if not rondas or any(c is None for c in candidatas):
        return
    nombres = [c for c in candidatas if c is not None]
    textos = [_texto_de(n, lineas) for n in nombres]
    if len({normal(t) for t in textos}) < len(textos):
        return
    codigos = [_CODIGO.match(t) for t in textos]
    con_codigo = all(codigos) and len({normal(h["palabra"] or "") for h in codigos if h}) == 1
    for indice, texto, codigo in zip(nombres, textos, codigos, strict=True):
        numero = codigo["n"] if con_codigo and codigo and codigo["n"].isdigit() else ""
        nombre = texto[codigo.end() :] if con_codigo and codigo else texto
        linea = lineas[indice]
        formulario.aperturas[(linea.lugar, linea.texto)] = (numero, sin_comillas(sin_punto(nombre)))


def _rotulo_del_nombre(
    formulario: Formulario,
    valores: dict[str, list[list[str]]],
    marcas: list[tuple[str, int]],
    sabidos: dict[str, str],
) -> None:
    """The first label of the form, whatever it says, when it heads something short and different each time."""
    k = marcas[0][0]
    textos = [" ".join(v) for v in valores[k]]
    cortos = all(4 < len(t) <= 180 and not t.endswith(".") and not es_calendario(t) for t in textos)
    if not sabidos[k] and cortos and len(set(textos)) == len(textos) and not clase_de(textos[0]):
        formulario.propios[k] = "nombre"


def _encima(lineas: list[Linea], i: int, de_rotulo: set[int], desde: int) -> int | None:
    """The nearest line above that may be a name: a heading if there is one, a short line if not."""
    previas = [j for j in range(i - 1, max(desde, i - 6), -1) if lineas[j].clase != "rejilla"]
    for j in previas:
        if j in de_rotulo and lineas[j].clase != "titulo":
            return None
        texto = lineas[j].texto.strip()
        if (
            lineas[j].clase == "rotulo"
            and lineas[j + 1].clase == "valor"
            and re.fullmatch(r"[\w.\- ]{1,12}", texto)
        ):
            return j
        if lineas[j].orden or lineas[j].clase in ("valor", "rotulo"):
            return None
        if lineas[j].clase == "titulo" or _puede_nombrar(texto):
            return j
        return None
    return None


def _texto_de(indice: int, lineas: list[Linea]) -> str:
    linea = lineas[indice]
    if linea.clase == "rotulo":
        return f"{linea.texto.strip()}. {lineas[indice + 1].texto.strip()}"
    return linea.texto.strip()


def _puede_nombrar(texto: str) -> bool:
    return (
        3 < len(texto) <= LARGO_DE_NOMBRE
        and not texto.endswith((":", ";", ","))
        and not (texto.endswith(".") and len(texto) > 120)
        and not fechas_en(texto)
        and not tiene_vineta(texto)
        and clase_de(texto) != "cargo"
    )
