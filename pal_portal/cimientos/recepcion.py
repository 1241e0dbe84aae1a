"""How the body of a request is received: always on disk, never more of a file than is allowed.

Every form passes here, also those of people without an account: Django reads the body before any view.
"""

import html
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParser

from pal_portal.cimientos.subidas import es_hostil

MB = 1024 * 1024


def limitar_cuerpo(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a request that announces more than ENVIO_MAXIMO_MB, before reading any of it (page 413)."""

    def intermedio(request: HttpRequest) -> HttpResponse:
        anunciado = str(request.META.get("CONTENT_LENGTH") or "")
        if anunciado.isdecimal() and int(anunciado) > settings.ENVIO_MAXIMO_MB * MB:
            raise RequestDataTooBig
        return get_response(request)

    return intermedio


class _NombreHostil(str):
    """A cleaned name that came with tricks."""

    __slots__ = ()


class _Analizador(MultiPartParser):
    """Django's, which cleans the names, remembering which came hostile instead of dropping their file."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        limpio = super().sanitize_file_name(file_name)
        if es_hostil(html.unescape(file_name)) or not limpio:
            return _NombreHostil(limpio or "archivo")
        return limpio


class SubidaVigilada(TemporaryFileUploadHandler):
    """Files to disk as they come. Past the limit the rest is read and thrown away, so that what was typed after
    the file still arrives and the form can be shown again with it."""

    _dentro = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - as Django names it
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> Any:
        if self._dentro:
            return None
        self._dentro = True
        assert self.request is not None
        return _Analizador(META, input_data, self.request.upload_handlers, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= settings.SUBIDA_MAXIMA_MB * MB:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """`size` is what was sent, also when it was not all kept."""
        archivo: Any = super().file_complete(file_size)
        archivo.nombre_hostil = isinstance(self.file_name, _NombreHostil)
        return cast(UploadedFile, archivo)
