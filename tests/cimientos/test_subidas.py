"""Hostile files: each is refused with a sentence a person understands; the honest ones pass."""

import io
import tempfile

import pikepdf
import pytest
from archivos import abierto, accion, exif, imagen, oficina, paquete, pdf, relaciones
from PIL import Image

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.subidas import MENSAJES, Revision, es_hostil, nombre_limpio, revisar

OFICINA = "application/vnd.openxmlformats-officedocument."


def juzgar(contenido: bytes, nombre: str) -> Revision:
    with tempfile.TemporaryFile() as archivo:
        archivo.write(contenido)
        archivo.flush()
        return revisar(archivo, nombre)


def publica(contenido: bytes, nombre: str) -> bytes:
    limpia = juzgar(contenido, nombre).limpia
    assert limpia is not None
    limpia.seek(0)
    return limpia.read()


@pytest.mark.parametrize(
    ("contenido", "nombre", "tipo"),
    [
        (pdf(), "acta.pdf", "application/pdf"),
        (pdf({"/OpenAction": pikepdf.Array([pikepdf.Name.Fit])}), "con destino.pdf", "application/pdf"),
        (pdf(encryption=pikepdf.Encryption(owner="x", user="")), "sin imprimir.pdf", "application/pdf"),
        (imagen("PNG"), "foto.png", "image/png"),
        (imagen("JPEG"), "foto.JPG", "image/jpeg"),
        (imagen("JPEG"), "foto.jpeg", "image/jpeg"),
        (imagen("WEBP"), "foto.webp", "image/webp"),
        (oficina("docx"), "minuta.v2.final.docx", f"{OFICINA}wordprocessingml.document"),
        (oficina("xlsx"), "padrón.xlsx", f"{OFICINA}spreadsheetml.sheet"),
        (oficina("pptx"), "láminas.pptx", f"{OFICINA}presentationml.presentation"),
        (oficina("docx", {"word/embeddings/Hoja1.xlsx": oficina("xlsx")}), "gráfica.docx", f"{OFICINA}wordprocessingml.document"),
        (oficina("docx", {"word/_rels/document.xml.rels": relaciones("hyperlink", "https://a.mx/")}), "liga.docx", f"{OFICINA}wordprocessingml.document"),
        (abierto("odt"), "minuta.odt", "application/vnd.oasis.opendocument.text"),
        (abierto("ods"), "padrón.ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("municipio,piezas\nLeón,3\n".encode(), "piezas.csv", "text/csv"),
        (b"una sola columna\n3\n", "piezas.csv", "text/csv"),
        (b"=SUMA(A1:A3)|nada,-5\n", "saldos.csv", "text/csv"),
        ("Acta, de la sesión\n".encode("latin-1"), "acta.txt", "text/plain"),
    ],
)  # fmt: skip
def test_honest_files_are_told_by_their_content(contenido: bytes, nombre: str, tipo: str) -> None:
    assert juzgar(contenido, nombre).tipo == tipo


@pytest.mark.parametrize(
    ("contenido", "nombre", "motivo"),
    [
        (b"", "acta.pdf", "vacio"),
        (pdf(), "acta", "no_aceptado"),
        (pdf(), "acta.exe", "no_aceptado"),
        (pdf(), "acta.php.pdf", "doble_extension"),
        (pdf(), "acta.png", "no_coincide"),
        (imagen("PNG"), "foto.jpg", "no_coincide"),
        (oficina("docx"), "acta.xlsx", "no_coincide"),
        (pdf({"/OpenAction": accion("JavaScript", JS="app.alert(1)")}), "a.pdf", "pdf_activo"),
        (pdf(pagina={"/AA": pikepdf.Dictionary(O=accion("Named", N=pikepdf.Name.Print))}), "a.pdf", "pdf_activo"),
        (pdf({"/AcroForm": pikepdf.Dictionary(XFA="<xdp/>")}), "a.pdf", "pdf_activo"),
        (pdf(encryption=pikepdf.Encryption(owner="x", user="x")), "a.pdf", "con_clave"),
        (b"%PDF-1.7 esto no es un pdf", "a.pdf", "pdf_danado"),
        (b"<!doctype html><p>hola", "a.pdf", "texto_con_codigo"),
        (pdf() + paquete({"a.txt": b"x"}), "a.pdf", "disfrazado"),
        (pdf() + b"<script>alert(1)</script>", "a.pdf", "disfrazado"),
        (paquete({"a.txt": b"hola"}), "a.docx", "comprimido"),
        (b"PK\x03\x04roto", "a.docx", "oficina_danada"),
        (oficina("docx", {"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
        (oficina("docx", mas='<Default Extension="x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'), "a.docx", "macros"),
        (abierto("odt", {"Basic/script-lc.xml": b"<x/>"}), "a.odt", "macros"),
        (oficina("docx", {"word/activeX/activeX1.xml": b"<x/>"}), "a.docx", "objetos"),
        (oficina("docx", {"word/embeddings/oleObject1.bin": b"x"}), "a.docx", "objetos"),
        (oficina("docx", {"word/embeddings/Hoja1.xlsx": oficina("xlsx", {"xl/vbaProject.bin": b"x"})}), "a.docx", "macros"),
        (oficina("docx", {"word/_rels/settings.xml.rels": relaciones("attachedTemplate", "https://mal.test/x.dotm")}), "a.docx", "vinculos"),
        (oficina("docx", {"word/document.xml": b"<w:p><w:instrText>DD</w:instrText><w:instrText>EAUTO cmd</w:instrText></w:p>"}), "a.docx", "vinculos"),
        (oficina("docx", {"word/document.xml": "<?xml version='1.0' encoding='UTF-16'?><x/>".encode("utf-16")}), "a.docx", "oficina_danada"),
        (oficina("xlsx", {"xl/externalLinks/externalLink1.xml": b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'}), "a.xlsx", "vinculos"),
        (abierto("odt", manifiesto=b"<manifest:encryption-data/>"), "a.odt", "con_clave"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "con_clave"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.docx", "oficina_antigua"),
        (oficina("docx", {"word/media/relleno.bin": b"0" * (301 * 1024 * 1024)}), "a.docx", "bomba"),
        (oficina("docx", comentario=b"<script>alert(1)</script>"), "a.docx", "disfrazado"),
        (b"\x89PNG\r\n\x1a\nroto", "a.png", "imagen_danada"),
        (imagen("PNG")[:60], "a.png", "imagen_danada"),
        (imagen("JPEG") + paquete({"a.class": b"x"}), "a.jpg", "disfrazado"),
        (imagen("JPEG", comment=b"<?php system($_GET[0]) ?>"), "a.jpg", "disfrazado"),
        (imagen("PNG", (9000, 9000)), "a.png", "imagen_grande"),
        (imagen("PNG", save_all=True, append_images=[Image.new("RGB", (8, 8), c) for c in ("red", "blue")]), "a.png", "imagen_animada"),
        (b"RIFF0000WAVEfmt ", "a.webp", "no_coincide"),
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "a.txt", "texto_con_codigo"),
        (b"nada\n" * 2000 + b"  <SCRIPT>alert(1)</SCRIPT>", "a.txt", "texto_con_codigo"),
        (b"nombre,monto\n=cmd|' /C calc'!A0,3\n", "a.csv", "formula"),
        (b"Rar!\x1a\x07\x00", "a.pdf", "comprimido"),
        (b"MZ\x90\x00\x03", "a.txt", "no_aceptado"),
        (b"texto con \x1b[31m control", "a.txt", "no_aceptado"),
    ],
)  # fmt: skip
def test_hostile_or_broken_files_are_refused_with_their_sentence(
    contenido: bytes, nombre: str, motivo: str
) -> None:
    with pytest.raises(ReglaIncumplida) as error:
        juzgar(contenido, nombre)
    assert error.value.campo == "archivo"
    assert error.value.mensaje == str(MENSAJES[motivo])


def test_every_sentence_says_what_happens_and_what_to_do() -> None:
    for mensaje in MENSAJES.values():
        assert len(str(mensaje).split()) > 6


@pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP"])
def test_the_public_copy_has_the_same_pixels_and_no_metadata(formato: str) -> None:
    extra = {"comment": b"Juana"} if formato == "JPEG" else {}
    enviada = imagen(formato, (40, 20), exif=exif(orientacion=6), xmp=b"<x:xmpmeta>Juana</x:xmpmeta>", **extra)
    assert b"Juana" in enviada
    copia = publica(enviada + (b"rastro de Juana" if formato != "WEBP" else b""), f"foto.{formato.lower()}")
    assert b"Juana" not in copia
    assert b"Fabricante" not in copia
    with Image.open(io.BytesIO(enviada)) as antes, Image.open(io.BytesIO(copia)) as despues:
        assert despues.tobytes() == antes.tobytes()
        assert dict(despues.getexif()) == {0x0112: 6}
        assert not despues.getexif().get_ifd(0x8825)
        assert not set(despues.info) & {"xmp", "comment", "photoshop"}


def test_colours_and_transparency_survive_the_cleaning() -> None:
    perfil = b"ICC" * 100
    copia = publica(imagen("JPEG", icc_profile=perfil, progressive=True, exif=exif()), "foto.jpg")
    with Image.open(io.BytesIO(copia)) as limpia:
        assert limpia.info["icc_profile"] == perfil
        assert limpia.info["progressive"]
    salida = io.BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 40)).save(salida, "WEBP", lossless=True, exif=exif(3))
    with Image.open(io.BytesIO(publica(salida.getvalue(), "foto.webp"))) as limpia:
        assert limpia.getpixel((0, 0)) == (10, 20, 30, 40)


def test_a_phones_picture_with_a_second_one_inside_publishes_the_first_only() -> None:
    salida = io.BytesIO()
    Image.new("RGB", (16, 16), "teal").save(
        salida, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")], exif=exif()
    )
    copia = publica(salida.getvalue(), "IMG_0001.jpg")
    assert copia.count(b"\xff\xd8\xff") == 1
    with Image.open(io.BytesIO(copia)) as limpia:
        assert (limpia.format, limpia.size) == ("JPEG", (16, 16))


@pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP"])
def test_cleaning_what_is_clean_changes_nothing(formato: str) -> None:
    una = publica(imagen(formato, exif=exif(3)), f"a.{formato.lower()}")
    assert publica(una, f"a.{formato.lower()}") == una


def test_a_reader_that_dies_is_a_refusal_and_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    for codigo in ("import os; os.kill(os.getpid(), 11)", "import time; time.sleep(60)"):
        monkeypatch.setattr("pal_portal.cimientos.subidas._HIJO", codigo)
        monkeypatch.setattr("pal_portal.cimientos.subidas.SEGUNDOS", 0.3)
        with pytest.raises(ReglaIncumplida, match="No se pudo revisar"):
            juzgar(pdf(), "acta.pdf")


@pytest.mark.parametrize(
    ("nombre", "hostil"),
    [
        ("../../etc/passwd.pdf", True),
        ("..\\acta.pdf", True),
        ("acta\u202efdp.exe.pdf", True),
        ("acta\x00.pdf", True),
        ("C:\\Documentos\\acta.pdf", False),
        ("Acta de la sesión… 2ª (final).pdf", False),
    ],
)
def test_names_with_tricks_are_known(nombre: str, hostil: bool) -> None:
    assert es_hostil(nombre) is hostil


@pytest.mark.parametrize(
    ("nombre", "limpio"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\datos\\acta.pdf", "acta.pdf"),
        ("acta\u202efdp.exe", "actafdp.exe"),
        ("a\x00b.txt", "ab.txt"),
        ("...", "archivo"),
    ],
)
def test_file_names_lose_paths_controls_and_direction_tricks(nombre: str, limpio: str) -> None:
    assert nombre_limpio(nombre) == limpio


def test_very_long_names_keep_their_extension() -> None:
    assert nombre_limpio("x" * 500 + ".pdf") == "x" * 180 + ".pdf"
