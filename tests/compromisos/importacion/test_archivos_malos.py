"""Files that cannot be taken: a sentence that says what to do, never an exception of a library."""

import io
import json
import struct
import zipfile
import zlib

import pikepdf
import pytest
from documentos_de_prueba import FORMATOS, Bloque
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from compromisos.importacion import limites
from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer, leer_aparte
from compromisos.importacion.limites import DocumentoIlegible

PLAN: list[Bloque] = [
    ("titulo", "Plan de Acción Local"),
    ("titulo", "Compromiso 1. Presupuesto abierto"),
    ("parrafo", "Problema: Nadie sabe en qué se gasta."),
    ("tabla", [["Actividad", "Fecha de inicio", "Fecha de término"], ["Publicar", "2022-01-01", "2022-03-31"]]),
]


def motivo(cuerpo: bytes, nombre: str = "plan") -> str:
    with pytest.raises(DocumentoIlegible) as rechazo:
        comprender(leer(cuerpo, nombre))
    assert rechazo.value.mensaje.endswith(".")
    return rechazo.value.motivo


def zip_con(**partes: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, datos in partes.items():
            paquete.writestr(nombre, datos)
    return salida.getvalue()


def pdf_de(paginas: int) -> bytes:
    libro = PdfWriter()
    for _ in range(paginas):
        libro.add_blank_page(100, 100)
    salida = io.BytesIO()
    libro.write(salida)
    return salida.getvalue()


@pytest.mark.parametrize("cuerpo", [b"", b"  \n\t ", FORMATOS["plan.docx"]([]), FORMATOS["plan.xlsx"]([])])
def test_an_empty_file_is_told(cuerpo: bytes) -> None:
    assert motivo(cuerpo) == "vacio"


def test_a_ciphered_pdf_asks_for_its_password_to_be_taken_off() -> None:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(FORMATOS["plan.pdf"](PLAN))) as pdf:
        pdf.save(salida, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert motivo(salida.getvalue()) == "cifrado"


def test_a_ciphered_office_file_and_an_old_one_are_told_apart() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert motivo(ole + "EncryptedPackage".encode("utf-16-le")) == "cifrado"
    assert motivo(ole + b"WordDocument") == "doc_antiguo"


def test_a_scanned_pdf_is_explained() -> None:
    assert motivo(pdf_de(3)) == "escaneado"


def test_a_pdf_of_2000_pages_is_told_how_many_are_read() -> None:
    assert motivo(pdf_de(2000)) == "paginas"


def test_a_heavy_file_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limites, "PESO", 1000)
    assert motivo(FORMATOS["plan.docx"](PLAN)) == "pesado"


def test_a_zip_bomb_is_refused() -> None:
    assert motivo(zip_con(**{"word/document.xml": b"0" * 30_000_000})) == "bomba"


def test_a_zip_whose_directory_lies_about_its_size_is_refused() -> None:
    cuerpo = bytearray(zip_con(**{"word/document.xml": b"0" * 30_000_000}))
    central = cuerpo.rindex(b"PK\x01\x02")
    cuerpo[central + 24 : central + 28] = struct.pack("<I", 1000)
    assert motivo(bytes(cuerpo)) in ("bomba", "danado")


def test_a_document_with_entities_does_not_grow() -> None:
    """Billion laughs in a DOCX."""
    salida = io.BytesIO()
    bomba = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "' + b"a" * 1000 + b'">'
    for uno, otro in zip("bcdefgh", "abcdefg", strict=True):
        bomba += f'<!ENTITY {uno} "{f"&{otro};" * 20}">'.encode()
    bomba += (
        b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>&h;</w:document>"
    )
    with zipfile.ZipFile(io.BytesIO(FORMATOS["plan.docx"](PLAN))) as bueno, zipfile.ZipFile(salida, "w") as malo:
        for parte in bueno.infolist():
            malo.writestr(parte, bomba if parte.filename == "word/document.xml" else bueno.read(parte))
    assert motivo(salida.getvalue()) in ("danado", "vacio")


@pytest.mark.parametrize(
    "cuerpo", [b"PK\x03\x04nada", b"%PDF-1.7 nada", zip_con(otra=b"cosa"), b"\x89PNG\r\n\x00\x00"]
)
def test_a_damaged_or_foreign_file_is_told(cuerpo: bytes) -> None:
    assert motivo(cuerpo) in ("danado", "desconocido", "imagen")


def test_another_language_and_what_is_no_plan_are_told() -> None:
    ingles = "The commitment of the government is to publish the budget and to open the data for the people. " * 5
    assert motivo(ingles.encode()) == "otro_idioma"
    assert motivo(b"Receta de mole: se tuestan los chiles y se muelen con las especias. " * 9) == "no_es_plan"


@pytest.mark.parametrize(
    "datos", [[], {}, {"plan": {}}, {"plan": {}, "compromisos": [{}]}, {"plan": {}, "compromisos": [3]}]
)
def test_a_json_of_somebody_else_is_told(datos: object) -> None:
    cuerpo = json.dumps(datos).encode()
    assert motivo(cuerpo) in ("json_ajeno", "no_es_plan")


def test_reading_apart_gives_the_same_document_and_the_same_refusal() -> None:
    cuerpo = FORMATOS["plan.docx"](PLAN)
    assert leer_aparte(cuerpo, "plan.docx") == leer(cuerpo, "plan.docx")
    with pytest.raises(DocumentoIlegible) as rechazo:
        leer_aparte(pdf_de(2000), "plan.pdf")
    assert rechazo.value.motivo == "paginas"
    assert "2000" in rechazo.value.mensaje


def test_reading_apart_is_given_up_when_it_takes_too_long() -> None:
    with pytest.raises(DocumentoIlegible) as rechazo:
        leer_aparte(FORMATOS["plan.docx"](PLAN), "plan.docx", segundos=0.001)
    assert rechazo.value.motivo == "tiempo"


def intentar(cuerpo: bytes, nombre: str) -> None:
    """Either a draft or a sentence."""
    try:
        comprender(leer(cuerpo, nombre))
    except DocumentoIlegible as rechazo:
        assert rechazo.mensaje


PALABRAS = st.sampled_from(
    [
        "Compromiso 1.", "Compromiso", "Nombre del compromiso:", "Nombre del eje:", "Problema", "Objetivo:", "Metas: 16.6, 216.6",
        "Actividades y Plazos", "· Inicio: julio de 2019", "· Conclusión: 31 de febrero de 2020", "Responsable", "\t", "\n", "\n\n",
        "Acción clave 1 (35% de ponderación del compromiso)", "Medios de verificación", "TITULAR", "SUPLENTE", "INSTITUCIÓN",
        "4.- EJES TEMÁTICOS", "Eje 2. Salud", "Fecha de inicio y fecha de conclusión del Plan de Acción 2019-12-10 — 2019-01-01",
        "http:// x.org. mx", "Ma. de los Ángeles", "(", ":", "1.", "Resumen ejecutivo", "mensual a partir de:", "2º semestre de 2020",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PALABRAS, st.text(max_size=30)), max_size=60), st.sampled_from([" ", "\n", "\n\t"]))
def test_any_text_gives_a_draft_or_a_sentence(trozos: list[str], union: str) -> None:
    intentar(union.join(trozos).encode("utf-8", "surrogatepass"), "plan.txt")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["plan.docx", "plan.xlsx", "plan.odt", "plan.ods"]), st.data())
def test_any_mutilated_office_file_gives_a_draft_or_a_sentence(nombre: str, datos: st.DataObject) -> None:
    cuerpo = bytearray(_BUENOS.setdefault(nombre, FORMATOS[nombre](PLAN)))
    for _ in range(datos.draw(st.integers(1, 12))):
        cuerpo[datos.draw(st.integers(0, len(cuerpo) - 1))] = datos.draw(st.integers(0, 255))
    intentar(bytes(cuerpo[: datos.draw(st.integers(1, len(cuerpo)))]), nombre)


_BUENOS: dict[str, bytes] = {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["plan.docx", "plan.xlsx", "plan.odt"]), st.data())
def test_any_mutilated_xml_within_gives_a_draft_or_a_sentence(nombre: str, datos: st.DataObject) -> None:
    """Damage inside the parts, with sound checksums, goes further than damage to the container."""
    bueno = _BUENOS.setdefault(nombre, FORMATOS[nombre](PLAN))
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bueno)) as origen, zipfile.ZipFile(salida, "w") as destino:
        victima = datos.draw(
            st.sampled_from([p.filename for p in origen.infolist() if p.filename.endswith(".xml")])
        )
        for parte in origen.infolist():
            texto = bytearray(origen.read(parte))
            if parte.filename == victima and texto:
                desde = datos.draw(st.integers(0, len(texto) - 1))
                texto[desde : desde + datos.draw(st.integers(0, 80))] = datos.draw(st.binary(max_size=20))
            destino.writestr(parte.filename, bytes(texto))
    intentar(salida.getvalue(), nombre)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_draft_or_a_sentence(cuerpo: bytes) -> None:
    intentar(cuerpo, "plan")
    intentar(b"%PDF-1.4\n" + cuerpo, "plan.pdf")
    intentar(b"PK\x03\x04" + zlib.compress(cuerpo), "plan.docx")


def test_a_long_reading_tells_how_far_it_is() -> None:
    partes = [("titulo", "Compromiso 1. Agua"), ("parrafo", "Problema: No hay agua en los pozos. " * 700)]
    leidos: list[int] = []
    documento = leer_aparte(FORMATOS["plan.pdf"](partes), "plan.pdf", avisar=leidos.append)
    assert documento.formato == "pdf"
    assert leidos == sorted(leidos)
    assert leidos[-1] == 100


def test_a_reading_that_somebody_cancels_ends_at_once() -> None:
    class Parar(Exception):
        pass

    def parar(_leido: int) -> None:
        raise Parar

    with pytest.raises(Parar):
        leer_aparte(pdf_de(300), "plan.pdf", avisar=parar)
