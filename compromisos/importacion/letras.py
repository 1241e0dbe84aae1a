"""Small repairs of text that a converter broke, and the forms in which texts are compared."""

import re

_SIN_ACENTO = str.maketrans("áéíóúüÁÉÍÓÚÜàèìòù", "aeiouuAEIOUUaeiou")
_VINETA = re.compile(r"^\s*[·•▪◦●*‣\uf0b7]\s*|^\s*[-–]\s+")
_NUMERAL = re.compile(
    r"^\s*(?:\d{1,3}(?:\.\d{1,3})*\s?(?:[.)]\s?[-–]?|[-–](?=\s))(?!\d)|\d{1,3}(?:\.\d{1,3})+(?=\s)|[a-zA-Z]\)|(?:[IVX]{1,5}|[ivx]{1,5})[.)]\s?[-–]?(?=\s))\s*"
)
# A host cut by a space: «http:// sitio.mx», «www. sitio.mx», «sitio.org. mx», «poderjudicial-gto. gob.mx/».
_ESQUEMA_SUELTO = re.compile(r"(https?://|www\.)\s+(?=[\w-]+\.[a-z])", re.IGNORECASE)
_DOMINIO_SUELTO = re.compile(
    r"((?:https?://|www\.)[\w.-]*\.)\s+(?=(?:[\w-]+\.)*(?:mx|com|org|gob|net|edu)\b)", re.IGNORECASE
)
_SIN_H = re.compile(r"(?<![\w/:])ttps?://")
CONTACTO = re.compile(
    r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+|(?:tel[eé]fonos?|tel\.?|cel\.?)\s*:?\s*[\d\s()+,.-]{7,}(?:ext\.?\s*\d+)?",
    re.IGNORECASE,
)


def normal(texto: str) -> str:
    """For comparison: lower case, no accents, single spaces."""
    return re.sub(r"\s+", " ", texto.translate(_SIN_ACENTO).lower()).strip()


def sin_acentos(texto: str) -> str:
    """Of the same length, so that positions hold."""
    return texto.translate(_SIN_ACENTO).lower()


def en_un_renglon(texto: str) -> str:
    """The lines of a paragraph as one, with words broken at a line's end joined."""
    # An address or a double acronym cut at the end of a line goes on without a space.
    texto = re.sub(r"(https?://\S+/)\n(?=[a-z0-9])", r"\1", texto)
    texto = re.sub(r"(?<=[A-Z]-)\n(?=[A-Z])", "", texto)
    plano = re.sub(r"\s+", " ", texto).strip()
    return re.sub(r"(?<=[a-záéíóúñ])- (?=[a-záéíóúñ])", "", plano)


def sin_vineta(texto: str) -> str:
    return _VINETA.sub("", texto).strip()


def tiene_vineta(texto: str) -> bool:
    return bool(_VINETA.match(texto))


def sin_numeral(texto: str) -> str:
    return _NUMERAL.sub("", texto, count=1).strip()


def tiene_numeral(texto: str) -> bool:
    return bool(_NUMERAL.match(texto))


def sin_comillas(texto: str) -> str:
    """Without the quotation marks that hold the whole of it."""
    hallado = re.fullmatch(r"[“«\"]([^“”«»\"]+)[”»\"]\.?", texto.strip())
    return hallado[1].strip() if hallado else texto


def sin_punto(texto: str) -> str:
    return texto.strip().rstrip(".:;").strip()


def direcciones_reparadas(texto: str) -> tuple[str, list[str]]:
    """Addresses broken by spaces, joined; and each as it was printed."""
    impresas: list[str] = []

    def unir(hallado: re.Match[str]) -> str:
        return hallado.group(1)

    reparado = texto
    for patron in (_ESQUEMA_SUELTO, _DOMINIO_SUELTO):
        for hallado in patron.finditer(reparado):
            resto = re.match(r"[^\s]*", reparado[hallado.end() :])
            impresas.append(hallado.group(0) + (resto.group(0) if resto else ""))
        reparado = patron.sub(unir, reparado)
    if _SIN_H.search(reparado):
        impresas += _SIN_H.findall(reparado)
        reparado = _SIN_H.sub(lambda h: f"h{h.group(0)}", reparado)
    return reparado, impresas


def sin_contacto(texto: str) -> str:
    """Without e-mails nor telephones, which never leave in a public output."""
    return CONTACTO.sub("[dato de contacto]", texto)
