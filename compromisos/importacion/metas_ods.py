"""Goals and targets of the 2030 Agenda, with the misprints they come with (216.6 · 16,6 · 16,.b · 5b)."""

import re
from dataclasses import dataclass

from compromisos.importacion.letras import sin_acentos

# Goal → number of numbered targets and letter of the last one (17 goals, 169 targets).
_METAS = {
    1: (5, "b"), 2: (5, "c"), 3: (9, "d"), 4: (7, "c"), 5: (6, "c"), 6: (6, "b"), 7: (3, "b"), 8: (10, "b"),
    9: (5, "c"), 10: (7, "c"), 11: (7, "c"), 12: (8, "c"), 13: (3, "b"), 14: (7, "c"), 15: (9, "c"), 16: (10, "b"),
    17: (19, ""),
}  # fmt: skip
_TOKEN = re.compile(r"(?<![\d.])(\d{1,3})(\s?[.,]+\s?)?(\d{1,2}|[a-d])(?![\w])|(?<![\d.,])(\d{1,2})([a-d])\b")
_OBJETIVOS = re.compile(
    r"\b(?:objetivos?(?: de desarrollo sostenible)?|ods)\s*(?:n[ou]m(?:ero)?\.?|no\.)?\s*:?\s*"
    r"(\d{1,2}(?!\d|\s?[.,]+\s?[a-d]\b|\.\d)(?:\s*(?:,|y|e)\s*\d{1,2}(?!\d|\.\d|,\.))*)"
)
_METAS_ROTULO = re.compile(r"\bmetas?(?: ods)?\s*:?\s*(?=\d)")
_LISTA = re.compile(
    r"(?:\s*(?:y|e|,|;|/|–|-|metas?)?\s*\d{1,3}(?:\s?[.,]+\s?(?:\d{1,2}|[a-d])|[a-d])(?![\w]),?\s?,?)+\.?"
)


@dataclass(frozen=True, slots=True)
class Meta:
    """`impresa` only where it was odd; `confirmada` is False where the reading is a proposal."""

    clave: str
    impresa: str = ""
    confirmada: bool = True


def existe(clave: str) -> bool:
    objetivo, _, meta = clave.partition(".")
    if not objetivo.isdigit() or int(objetivo) not in _METAS:
        return False
    if not meta:
        return True
    numeradas, letra = _METAS[int(objetivo)]
    if meta.isdigit():
        return str(int(meta)) == meta and 1 <= int(meta) <= numeradas
    return len(meta) == 1 and "a" <= meta <= letra


def alineaciones_en(texto: str) -> tuple[list[Meta], list[tuple[str, str]], str]:
    """Goals and targets as printed, each once; the doubts (printed, note); and the text without the lists.

    Only numbers that a word announces (Objetivo, Metas, ODS) or whole printed targets (16.6) are taken.
    """
    plano = sin_acentos(texto)
    metas: list[tuple[int, Meta]] = []
    dudas: list[tuple[str, str]] = []
    usados: list[tuple[int, int]] = []
    for hallado in _OBJETIVOS.finditer(plano):
        lista = hallado.group(1)
        if re.search(r"\d,\d", lista):
            leidos = " y ".join(re.findall(r"\d+", lista))
            dudas.append(
                (texto[hallado.start() : hallado.end()], f"«{lista}» es la lista de los objetivos {leidos}.")
            )
        metas += [(hallado.start(), Meta(n)) for n in re.findall(r"\d+", lista) if existe(n)]
        usados.append(hallado.span())
    for hallado in _METAS_ROTULO.finditer(plano):
        lista = _LISTA.match(plano, hallado.end())
        if lista and not _dentro(lista.start(), usados):
            nuevas, mas = _leer_lista(texto[lista.start() : lista.end()])
            metas += [(lista.start(), m) for m in nuevas]
            dudas += mas
            usados.append((hallado.start(), lista.end()))
    for hallado in re.finditer(r"(?<![\d.,/])(\d{1,2}\.(?:\d{1,2}|[a-d]))(?![\d%a-z]|\.\d|\s?%)", plano):
        if existe(hallado.group(1)) and not _dentro(hallado.start(), usados):
            metas.append((hallado.start(), Meta(hallado.group(1))))
            usados.append(hallado.span())
    en_orden = [meta for _, meta in sorted(metas, key=lambda par: par[0])]
    return _sin_repetir(en_orden, dudas), dudas, _sin(texto, usados)


def _dentro(punto: int, tramos: list[tuple[int, int]]) -> bool:
    return any(a <= punto < b for a, b in tramos)


def _sin(texto: str, tramos: list[tuple[int, int]]) -> str:
    for inicio, fin in sorted(tramos, reverse=True):
        texto = texto[:inicio] + texto[fin:]
    return texto


def _sin_repetir(metas: list[Meta], dudas: list[tuple[str, str]]) -> list[Meta]:
    unicas: dict[str, Meta] = {}
    for meta in metas:
        if meta.clave in unicas and "." in meta.clave:
            dudas.append(
                (f"Meta {meta.clave} … Meta {meta.clave}", "La meta se imprimió dos veces; se registró una.")
            )
        unicas.setdefault(meta.clave, meta)
    return list(unicas.values())


def _leer_lista(lista: str) -> tuple[list[Meta], list[tuple[str, str]]]:
    metas: list[Meta] = []
    dudas: list[tuple[str, str]] = []
    for hallado in _TOKEN.finditer(sin_acentos(lista)):
        impresa = lista[hallado.start() : hallado.end()]
        objetivo = hallado.group(1) or hallado.group(4)
        separa = re.sub(r"\s", "", hallado.group(2) or "")
        meta = _meta(objetivo, separa, hallado.group(3) or hallado.group(5), impresa)
        if meta is None:
            dudas.append((impresa, f"La meta ODS {impresa} no existe; no se registró."))
            continue
        if meta.impresa:
            nota = f"La meta ODS se imprimió «{impresa}»; se leyó {meta.clave}."
            if not meta.confirmada:
                nota = (
                    f"La meta ODS {impresa} no existe; se propone {meta.clave}. Falta que una persona lo confirme."
                )
            dudas.append((impresa, nota))
        metas.append(meta)
    if re.search(r"\d[.,][\da-d]+,(?=\d{1,2}\.)", lista):
        pegadas = re.search(r"\d{1,2}[.,][\da-d]+,\d{1,2}\.[\da-d]+", lista)
        dudas.append((pegadas.group(0) if pegadas else lista, "Dos metas impresas sin espacio entre ellas."))
    if metas and lista.rstrip().endswith(","):
        metas[-1] = Meta(metas[-1].clave, metas[-1].impresa or f"{metas[-1].clave},", metas[-1].confirmada)
        dudas.append((metas[-1].impresa, "La lista de metas termina en una coma: puede faltar una meta."))
    return metas, dudas


def _meta(objetivo: str, separa: str, meta: str, impresa: str) -> Meta | None:
    clave = f"{objetivo}.{meta}"
    if existe(clave):
        return Meta(clave, "" if separa == "." else impresa)
    if len(objetivo) == 3 and existe(f"{objetivo[1:]}.{meta}"):
        return Meta(f"{objetivo[1:]}.{meta}", impresa, confirmada=False)
    return None
