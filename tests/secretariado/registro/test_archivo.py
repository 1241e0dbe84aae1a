"""Stored files, the same on this machine's disk and on an S3 server."""

import hashlib
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from archivos import exif, imagen, pdf
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client

from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Archivo
from secretariado.registro.archivo import guardar_generado, guardar_revisado, revisar_archivo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("almacen")]


def guardar(contenido: bytes, nombre: str) -> tuple[Archivo, Archivo | None]:
    return guardar_revisado(revisar_archivo(ContentFile(contenido, name=nombre), nombre))


def leer(archivo: Archivo) -> bytes:
    with archivo.contenido.open("rb") as contenido:
        return contenido.read()


def test_what_is_stored_is_what_was_sent_with_its_hash_size_and_type(almacen: Any) -> None:
    contenido = pdf()
    archivo, original = guardar(contenido, "acta.pdf")
    assert original is None
    assert leer(archivo) == contenido
    assert (archivo.sha256, archivo.tamano, archivo.tipo) == (
        hashlib.sha256(contenido).hexdigest(),
        len(contenido),
        "application/pdf",
    )
    assert almacen.exists(archivo.contenido.name)


def test_the_same_content_is_stored_once(almacen: Any) -> None:
    uno, _ = guardar(b"minuta", "a.txt")
    otro, _ = guardar(b"minuta", "b.txt")
    assert uno == otro
    assert Archivo.objects.count() == 1


def test_lost_content_comes_back_when_it_is_sent_again(almacen: Any) -> None:
    uno, _ = guardar(b"minuta", "a.txt")
    almacen.delete(uno.contenido.name)
    otro, _ = guardar(b"minuta", "a.txt")
    assert (otro, leer(otro)) == (uno, b"minuta")


def test_an_image_is_stored_twice_clean_and_as_it_came() -> None:
    enviada = imagen("JPEG", exif=exif())
    publico, original = guardar(enviada, "foto.jpg")
    assert original is not None
    assert leer(original) == enviada
    assert b"Juana" not in leer(publico)
    assert hashlib.sha256(leer(publico)).hexdigest() == publico.sha256


def test_an_image_without_metadata_is_its_own_public_copy() -> None:
    enviada = imagen("PNG")
    publico, original = guardar(enviada, "foto.png")
    assert (leer(publico), original) == (enviada, None)


def test_a_generated_report_is_stored_as_it_is() -> None:
    archivo = guardar_generado(ContentFile(b"%PDF-1.7 un reporte"), "application/pdf")
    assert leer(archivo) == b"%PDF-1.7 un reporte"


def test_a_refused_file_leaves_nothing(almacen: Any) -> None:
    with pytest.raises(ReglaIncumplida):
        guardar(b"MZ\x00", "acta.txt")
    assert not Archivo.objects.exists()


def test_over_size_is_refused_by_what_was_sent_and_not_by_what_was_kept(settings: Any) -> None:
    settings.SUBIDA_MAXIMA_MB = 1
    with TemporaryUploadedFile("acta.txt", "text/plain", 3 * 1024 * 1024, None) as cortado:
        cortado.write(b"x" * 1024)
        cortado.seek(0)
        with pytest.raises(ReglaIncumplida, match="pesa más de 1 MB"):
            revisar_archivo(cortado, "acta.txt")


def test_nobody_reads_the_store_but_the_portal(almacen: Any, client: Client) -> None:
    archivo, _ = guardar(b"minuta", "a.txt")
    if not hasattr(almacen, "bucket"):
        assert client.get(almacen.url(archivo.contenido.name)).status_code == 404
        return
    permisos = almacen.bucket.Object(archivo.contenido.name).Acl().grants
    assert [p["Grantee"]["Type"] for p in permisos] == ["CanonicalUser"]
    with pytest.raises(HTTPError) as error:
        urlopen(almacen.url(archivo.contenido.name).split("?")[0])  # noqa: S310
    assert error.value.code == 403
