"""Several tagged PDFs, each laid out on its own, joined into one that is still PDF/UA and PDF/A.

Joining pages is not enough: the structure tree, the tree that leads from what is drawn to it, the identifiers of
table headers, the bookmarks and the named destinations are one per document. The first part gives the document
its metadata, attachments and colour intent. Why so: docs/decisiones/0012-capitulos.md.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from pal_portal.cimientos.pdf_flujos import comprimido

ANCLA = "ancla:"
"""`<a href="ancla:GTO-1">` in one part leads, once joined, to the element `id="GTO-1"` of another."""


@dataclass(frozen=True, slots=True)
class Parte:
    """A PDF made by `pdf.html_a_pdf`. `nivel`: under how many levels of bookmarks its own hang."""

    contenido: bytes
    nivel: int = 0


@dataclass(frozen=True, slots=True)
class _Marca:
    nivel: int
    titulo: str
    destino: Array


def anclas(contenido: bytes) -> dict[str, int]:
    """The named destinations of a part and the page of each, from 0."""
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        paginas = {p.obj.objgen: n for n, p in enumerate(pdf.pages)}
        return {nombre: paginas[destino[0].objgen] for nombre, destino in _destinos(pdf)}


def unir(partes: Sequence[Parte], pies: bytes) -> tuple[bytes, int]:
    """The joined PDF and its number of pages. `pies`: one page per page of the result, the running text of each;
    it is drawn over it as an artifact, not read aloud."""
    with pikepdf.open(io.BytesIO(partes[0].contenido)) as salida:
        documento = _documento(salida)
        numeros = list(salida.Root.StructTreeRoot.ParentTree.Nums)
        marcas, destinos = list(_marcas(salida, partes[0].nivel)), list(_destinos(salida))
        for orden, parte in enumerate(partes[1:], start=1):
            with pikepdf.open(io.BytesIO(parte.contenido)) as otro:
                _apartar(otro, orden, 1 + max(int(n) for n in numeros[::2]))
                suyas, suyos = list(_marcas(otro, parte.nivel)), list(_destinos(otro))
                primera = len(salida.pages)
                paginas = {p.obj.objgen: primera + n for n, p in enumerate(otro.pages)}
                salida.pages.extend(otro.pages)
                raiz = salida.copy_foreign(otro.Root.StructTreeRoot)
                for hijo in _lista(_lista(raiz.K)[0].K):
                    hijo.P = documento
                    documento.K.append(hijo)
                numeros += list(raiz.ParentTree.Nums)
                marcas += [_Marca(m.nivel, m.titulo, _mudar(salida, m.destino, paginas)) for m in suyas]
                destinos += [(n, _mudar(salida, d, paginas)) for n, d in suyos]
        salida.Root.StructTreeRoot.ParentTree = salida.make_indirect(Dictionary(Nums=Array(numeros)))
        _nombrar(salida, destinos)
        _marcar(salida, marcas)
        _enlazar(salida, {n for n, _d in destinos})
        _poner_pies(salida, pies)
        crudo = io.BytesIO()
        # Each stream as it came: none is compressed here, so none ends as `pdf_flujos` mends in a second reading.
        salida.save(crudo, deterministic_id=True, compress_streams=False)
        return crudo.getvalue(), len(salida.pages)


def _documento(pdf: pikepdf.Pdf) -> Any:
    """The one child of the structure tree's root, its children in an array."""
    raiz = _lista(pdf.Root.StructTreeRoot.K)[0]
    raiz.K = Array(_lista(raiz.K))
    return raiz


def _lista(valor: Any) -> list[Any]:
    return list(valor) if isinstance(valor, Array) else [valor]


def _apartar(pdf: pikepdf.Pdf, orden: int, desfase: int) -> None:
    """Give its keys and identifiers a range of their own."""
    for pagina in pdf.pages:
        pagina.obj.StructParents = int(pagina.obj.StructParents) + desfase
        for nota in pagina.obj.get("/Annots", []):
            if "/StructParent" in nota:
                nota.StructParent = int(nota.StructParent) + desfase
    arbol = pdf.Root.StructTreeRoot.ParentTree
    pares = list(arbol.Nums)
    arbol.Nums = Array([n + desfase if p % 2 == 0 else n for p, n in enumerate(pares)])
    for nodo in _elementos(pdf.Root.StructTreeRoot.K):
        if "/ID" in nodo:
            nodo.ID = String(f"{orden}.{nodo.ID}")
        if "/Headers" in nodo.get("/A", {}):
            nodo.A.Headers = Array([String(f"{orden}.{h}") for h in nodo.A.Headers])


def _elementos(nodo: Any) -> Iterator[Any]:
    pila = [nodo]
    while pila:
        nodo = pila.pop()
        if isinstance(nodo, Array):
            pila.extend(nodo)
        elif isinstance(nodo, Dictionary) and "/S" in nodo:
            yield nodo
            pila.append(nodo.get("/K", Array()))


def _destinos(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Array]]:
    nombres: list[Any] = list(
        pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    )
    yield from ((str(n), d) for n, d in zip(nombres[::2], nombres[1::2], strict=True))


def _marcas(pdf: pikepdf.Pdf, nivel: int) -> Iterator[_Marca]:
    def bajar(nodo: Any, nivel: int) -> Iterator[_Marca]:
        while nodo is not None:
            yield _Marca(nivel, str(nodo.Title), nodo.Dest)
            yield from bajar(nodo.get("/First"), nivel + 1)
            nodo = nodo.get("/Next")

    yield from bajar(pdf.Root.get("/Outlines", Dictionary()).get("/First"), nivel)


def _mudar(pdf: pikepdf.Pdf, destino: Array, paginas: dict[tuple[int, int], int]) -> Array:
    """The same place, in the joined document."""
    return Array([pdf.pages[paginas[destino[0].objgen]].obj, *list(destino)[1:]])


def _nombrar(pdf: pikepdf.Pdf, destinos: list[tuple[str, Array]]) -> None:
    """The tree of names, in the order of their bytes as the standard wants; the first of each name stays."""
    unicos: dict[str, Array] = {}
    for nombre, destino in destinos:
        unicos.setdefault(nombre, destino)
    pares = sorted(unicos.items(), key=lambda par: bytes(String(par[0])))
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.Dests = Dictionary(Names=Array([x for n, d in pares for x in (String(n), d)]))


def _marcar(pdf: pikepdf.Pdf, marcas: list[_Marca]) -> None:
    with pdf.open_outline() as indice:
        indice.root.clear()
        rama: list[Any] = []
        for marca in marcas:
            hoja = OutlineItem(marca.titulo, marca.destino)
            del rama[marca.nivel :]
            (rama[-1].children if rama else indice.root).append(hoja)
            rama.append(hoja)


def _enlazar(pdf: pikepdf.Pdf, nombres: set[str]) -> None:
    for pagina in pdf.pages:
        for nota in pagina.obj.get("/Annots", []):
            direccion = str(nota.get("/A", Dictionary()).get("/URI", ""))
            nombre = direccion.removeprefix(ANCLA)
            if direccion.startswith(ANCLA):
                if nombre not in nombres:
                    raise ValueError(f"Ninguna parte tiene el ancla {nombre}")
                del nota.A
                nota.Dest, nota.Contents = String(nombre), String(nombre)


def _poner_pies(pdf: pikepdf.Pdf, pies: bytes) -> None:
    """Each running text as a form drawn last, out of the reading order."""
    with pikepdf.open(io.BytesIO(pies)) as otro:
        for n, (pagina, pie) in enumerate(zip(pdf.pages, otro.pages, strict=True), start=1):
            pie.obj.Contents = otro.make_stream(_sin_etiquetas(pie))
            forma = pdf.copy_foreign(otro.make_indirect(pie.as_form_xobject()))
            forma.write(comprimido(forma.read_bytes()), filter=Name.FlateDecode)
            nombre = pagina.add_resource(
                forma, Name.XObject, name=Name(f"/PiePAL{n}")
            )  # pages share one dictionary
            pagina.contents_add(b"q", prepend=True)
            pagina.contents_add(f"Q /Artifact BMC q {nombre} Do Q EMC".encode())


def _sin_etiquetas(pagina: pikepdf.Page) -> bytes:
    """Its drawing with every mark turned into an artifact's."""
    instrucciones: list[Any] = []
    for instruccion in pikepdf.parse_content_stream(pagina):
        if str(instruccion.operator) in ("BDC", "BMC"):
            instrucciones.append(([Name.Artifact], pikepdf.Operator("BMC")))
        else:
            instrucciones.append(instruccion)
    return pikepdf.unparse_content_stream(instrucciones)
