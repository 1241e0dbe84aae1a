"""Uploads that are only hashed: their bytes go through a SHA-256 and nowhere else, neither memory nor disk."""

import hashlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MAXIMO = 200 * 1024 * 1024


class ArchivoConHuella(UploadedFile):
    """What is left of an upload: its name, its size and its hash."""

    def __init__(self, nombre: str, tamano: int, sha256: str) -> None:
        super().__init__(file=BytesIO(), name=nombre, size=tamano)
        self.sha256 = sha256


class SoloHuella(FileUploadHandler):
    """Set it as the only handler of a request, before anything reads its POST."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._huella, self._tamano = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is handed on."""
        self._tamano += len(raw_data)
        if self._tamano > MAXIMO:
            raise StopUpload(connection_reset=True)
        self._huella.update(raw_data)

    def file_complete(self, file_size: int) -> ArchivoConHuella:
        return ArchivoConHuella(self.file_name or "", self._tamano, self._huella.hexdigest())
