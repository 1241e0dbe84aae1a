"""Whether a PDF is PDF/UA-1 and PDF/A-3a: what an independent validator says, and a reading of our own.

The validator is `page` (page-validation), which passes veraPDF's corpus of tests; veraPDF itself cannot be
installed here. Our reading asks for more where the standards let be (docs/decisiones/0007-reportes.md): it takes
the finished bytes with pikepdf, knows nothing of how they were made, and names the clause behind each check.
"""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import page
import pikepdf
import pytest

PERMITIDAS = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "P", "H1", "H2", "H3", "H4", "H5", "H6",
    "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Link", "Figure",
    "NonStruct", "Form", "Annot",
}  # fmt: skip
DENTRO_DE = {
    "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"},
    "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
}  # fmt: skip
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def revisar(contenido: bytes) -> list[str]:
    """Everything wrong, in words; empty when all the checks pass."""
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        fallas = [*_identidad(pdf), *_catalogo(pdf), *_estructura(pdf), *_contenido(pdf), *_fuentes(pdf)]
        return [*fallas, *_anotaciones(pdf), *_adjuntos(pdf), *_archivo(pdf), *_segun_el_validador(contenido)]


def _segun_el_validador(contenido: bytes) -> Iterator[str]:
    """Every rule of both standards that it found broken."""
    for perfil in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        for falla in page.validate_pdf_bytes(contenido, profile=perfil).failures:
            yield f"{perfil.value} {falla.rule_id}: {falla.message}"


def _xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Every simple property of the XMP packet, by its local name; exactly one rdf:RDF."""
    crudo = re.sub(rb"<\?xpacket.*?\?>", b"", pdf.Root.Metadata.read_bytes()).strip()
    raices = ElementTree.fromstring(crudo).findall(f"{RDF}RDF")  # noqa: S314
    assert len(raices) == 1
    valores: dict[str, str] = {}
    for descripcion in raices[0]:
        for clave, valor in descripcion.attrib.items():
            valores[clave] = valor
        for hijo in descripcion:
            valores[hijo.tag] = " ".join(t.strip() for t in hijo.itertext() if t.strip())
    return valores


def _identidad(pdf: pikepdf.Pdf) -> Iterator[str]:
    xmp = _xmp(pdf)
    if xmp.get("{http://www.aiim.org/pdfua/ns/id/}part") != "1":
        yield "14289-1 §5: el XMP no dice PDF/UA-1"
    if (
        xmp.get("{http://www.aiim.org/pdfa/ns/id/}part"),
        xmp.get("{http://www.aiim.org/pdfa/ns/id/}conformance"),
    ) != ("3", "A"):
        yield "19005-3 §6.6.4: el XMP no dice PDF/A-3a"
    if "pdfuaid" not in xmp.get("{http://www.aiim.org/pdfa/ns/extension/}schemas", ""):
        yield "19005-3 §6.6.2.3: el esquema pdfuaid no está descrito"
    if not xmp.get("{http://purl.org/dc/elements/1.1/}title"):
        yield "14289-1 §7.1: el XMP no tiene dc:title"
    if xmp.get("{http://purl.org/dc/elements/1.1/}title") != str(pdf.docinfo.get("/Title", "")):
        yield "19005-3: título distinto en Info y en XMP"
    for info, clave in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        dia = re.sub(r"\D", "", str(pdf.docinfo.get(info, "")))[:14]
        if dia != re.sub(r"\D", "", xmp.get(f"{{http://ns.adobe.com/xap/1.0/}}{clave}", ""))[:14] or not dia:
            yield f"19005-3: {clave} distinta en Info y en XMP"


def _catalogo(pdf: pikepdf.Pdf) -> Iterator[str]:
    raiz = pdf.Root
    if not raiz.get("/MarkInfo", {}).get("/Marked") or raiz.MarkInfo.get("/Suspects", False):
        yield "14289-1 §6.2: sin MarkInfo/Marked"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(raiz.get("/Lang", ""))):
        yield "14289-1 §7.2: sin idioma del documento"
    if not raiz.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "14289-1 §7.1: no muestra el título"
    if "/StructTreeRoot" not in raiz:
        yield "14289-1 §7.1: sin árbol de estructura"
    marcadores = list(_marcadores(raiz.get("/Outlines", {}).get("/First")))
    if not marcadores or not all(m.strip() for m in marcadores):
        yield "14289-1 §7.17: sin marcadores"


def _marcadores(nodo: Any) -> Iterator[str]:
    while nodo is not None:
        yield str(nodo.Title)
        yield from _marcadores(nodo.get("/First"))
        nodo = nodo.get("/Next")


def elementos(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    """Every structure element with the type of its parent, in reading order."""

    def bajar(nodo: Any, padre: str) -> Iterator[tuple[Any, str]]:
        if isinstance(nodo, pikepdf.Array):
            for hijo in nodo:
                yield from bajar(hijo, padre)
        elif isinstance(nodo, pikepdf.Dictionary) and "/S" in nodo:
            yield nodo, padre
            yield from bajar(nodo.get("/K", pikepdf.Array()), str(nodo.S)[1:])

    yield from bajar(pdf.Root.StructTreeRoot.K, "")


def _estructura(pdf: pikepdf.Pdf) -> Iterator[str]:
    nivel, encabezados, celdas, ids = 0, 0, [], set()
    for nodo, padre in elementos(pdf):
        tipo = str(nodo.S)[1:]
        if tipo not in PERMITIDAS:
            yield f"14289-1 §7.1: tipo de estructura no estándar: {tipo}"
        if tipo in DENTRO_DE and padre not in DENTRO_DE[tipo]:
            yield f"14289-1 §7.2: {tipo} dentro de {padre}"
        if re.fullmatch(r"H\d", tipo):
            encabezados += 1
            if int(tipo[1]) > nivel + 1:
                yield f"14289-1 §7.4.2: de H{nivel} se salta a {tipo}"
            nivel = int(tipo[1])
        if tipo == "Figure" and not str(nodo.get("/Alt", "")).strip():
            yield "14289-1 §7.3: figura sin texto alternativo"
        if tipo == "TH":
            ids.add(str(nodo.get("/ID", "")))
            if "/Scope" not in nodo.get("/A", {}) and not nodo.get("/ID"):
                yield "14289-1 §7.5: TH sin Scope ni ID"
        if tipo == "TD":
            celdas.append([str(h) for h in nodo.get("/A", {}).get("/Headers", [])])
    if not encabezados:
        yield "14289-1 §7.4: sin encabezados"
    huerfanas = [c for c in celdas if not c or not set(c) <= ids]
    if huerfanas:
        yield f"14289-1 §7.5: {len(huerfanas)} celdas sin encabezado, de {len(celdas)}"


def _contenido(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Everything drawn is tagged content or an artifact, and each tag has its place in the parent tree."""
    arbol = {int(n): v for n, v in zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True)}
    pinta = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}
    for numero, pagina in enumerate(pdf.pages, start=1):
        if str(pagina.obj.get("/Tabs")) != "/S":
            yield f"14289-1 §7.18.3: página {numero} sin Tabs/S"
        pila: list[bool] = []
        sueltos, mcids = 0, set()
        for operandos, operador in pikepdf.parse_content_stream(pagina):
            op = str(operador)
            if op in ("BMC", "BDC"):
                pila.append(True)
                if op == "BDC" and "/MCID" in operandos[1]:
                    mcids.add(int(operandos[1].MCID))
            elif op == "EMC":
                pila.pop()
            elif op in pinta and not pila:
                sueltos += 1
        if sueltos:
            yield f"14289-1 §7.1: página {numero}: {sueltos} trazos ni etiquetados ni artefactos"
        if mcids and max(mcids) >= len(arbol[int(pagina.obj.StructParents)]):
            yield f"14289-1 §7.1: página {numero}: contenido sin lugar en el árbol"


def _fuentes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for objeto in pdf.objects:
        if not isinstance(objeto, pikepdf.Dictionary) or objeto.get("/Type") != "/Font":
            continue
        if objeto.get("/Subtype") == "/Type0" and "/ToUnicode" not in objeto:
            yield f"14289-1 §7.21.7: {objeto.BaseFont} sin ToUnicode"
        descriptor = objeto.get("/FontDescriptor")
        if descriptor is not None and not any(c in descriptor for c in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"14289-1 §7.21.4: {objeto.BaseFont} no está incrustada"


def _anotaciones(pdf: pikepdf.Pdf) -> Iterator[str]:
    for numero, pagina in enumerate(pdf.pages, start=1):
        for a in pagina.obj.get("/Annots", []):
            if a.Subtype == "/Link" and "/StructParent" not in a:
                yield f"14289-1 §7.18.5: página {numero}: enlace sin etiqueta"
            if not int(a.get("/F", 0)) & 4 or int(a.get("/F", 0)) & 0b100011:
                yield f"19005-3 §6.3.2: página {numero}: anotación que no se imprime"


def _adjuntos(pdf: pikepdf.Pdf) -> Iterator[str]:
    declarados = [str(f.UF) for f in pdf.Root.get("/AF", [])]
    if sorted(declarados) != sorted(pdf.attachments):
        yield "19005-3 §6.8: los adjuntos no están declarados en AF, una vez cada uno"
    for f in pdf.Root.get("/AF", []):
        if not str(f.get("/AFRelationship", "")) or "/F" not in f or not str(f.EF.F.get("/Subtype", "")):
            yield f"19005-3 §6.8: al adjunto {f.UF} le falta relación, nombre o tipo"


def _archivo(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Encrypt" in pdf.trailer:
        yield "19005-3 §6.1.3: cifrado"
    if "/ID" not in pdf.trailer:
        yield "19005-3 §6.1.3: sin identificador"
    intenciones = [str(i.S) for i in pdf.Root.get("/OutputIntents", [])]
    if intenciones != ["/GTS_PDFA1"]:
        yield "19005-3 §6.2.3: sin intención de salida"
    for objeto in pdf.objects:
        if isinstance(objeto, pikepdf.Dictionary | pikepdf.Stream):
            if objeto.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm"):
                yield "19005-3 §6.5: acción prohibida"
            if objeto.get("/Filter") == "/LZWDecode":
                yield "19005-3 §6.1.7: LZW"


def textos(contenido: bytes) -> list[str]:
    """The text of each page."""
    if not shutil.which("pdftotext"):
        pytest.skip("falta pdftotext")
    orden = ["pdftotext", "-layout", "-", "-"]
    salida = subprocess.run(orden, input=contenido, capture_output=True, check=True).stdout.decode()
    return salida.split("\f")[:-1]
