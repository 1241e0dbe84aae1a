"""Run by `test_recepcion` in a process of its own: two uploads of one gigabyte through the WSGI handler, with an
account and its form. Prints what was answered, and by how many megabytes the peak of memory grew.
"""

import io
import os
import sys
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(RAIZ), str(RAIZ / "tests")]
os.environ["DJANGO_SETTINGS_MODULE"] = "pal_portal.settings"

from django.core.wsgi import get_wsgi_application  # noqa: E402

aplicacion = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from fabricas import Elenco  # noqa: E402

GIGA = 1024**3
TROZO = 1 << 16


def parte(cabeza: bytes, valor: bytes) -> bytes:
    return b"--x\r\nContent-Disposition: form-data; " + cabeza + b"\r\n\r\n" + valor


class Chorro(io.RawIOBase):
    """A body with a file of one gigabyte, made as it is read."""

    def __init__(self, antes: bytes, despues: bytes) -> None:
        self.antes, self.despues, self.leido = antes, despues, 0

    def __len__(self) -> int:
        return len(self.antes) + GIGA + len(self.despues)

    def read(self, cuanto: int = -1) -> bytes:
        cuanto = min(cuanto if cuanto >= 0 else TROZO, TROZO)
        relleno = self.leido - len(self.antes)
        if relleno < 0:
            trozo = self.antes[self.leido : self.leido + cuanto]
        elif relleno < GIGA:
            trozo = b"0" * min(cuanto, GIGA - relleno)
        else:
            trozo = self.despues[relleno - GIGA : relleno - GIGA + cuanto]
        self.leido += len(trozo)
        return trozo


def enviar(cliente: Client, ruta: str) -> tuple[str, int, str]:
    """Status, bytes read of the body, and page."""
    ficha = cliente.cookies["csrftoken"].value.encode()
    chorro = Chorro(
        parte(b'name="csrfmiddlewaretoken"', ficha)
        + b"\r\n"
        + parte(b'name="archivos"; filename="acta.pdf"', b"%PDF-1.7\n"),
        b"\r\n" + parte(b'name="que_se_hizo"', b"Se instalo la mesa.") + b"\r\n--x--\r\n",
    )
    entorno: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": ruta,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "CONTENT_LENGTH": str(len(chorro)),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "HTTP_COOKIE": "; ".join(f"{k}={v.value}" for k, v in cliente.cookies.items()),
        "wsgi.input": chorro,
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    dicho: list[str] = []
    cuerpo = b"".join(aplicacion(entorno, lambda estado, *_: dicho.append(estado)))
    return dicho[0][:3], chorro.leido, cuerpo.decode()


def memoria(cual: str) -> int:
    """Megabytes of this process: `VmRSS` now, `VmHWM` at its peak."""
    estado = Path("/proc/self/status").read_text()
    return int(estado.split(f"{cual}:")[1].split()[0]) // 1024


def principal() -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    call_command("migrate", verbosity=0)
    elenco = Elenco()
    cliente = Client(SERVER_NAME="127.0.0.1")
    cliente.force_login(elenco.dario, backend="allauth.account.auth_backends.AuthenticationBackend")
    ruta = f"/mesa/entregas/{elenco.entrega.pk}/"
    cliente.get(ruta)
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts here
    antes = memoria("VmRSS")
    estado, leido, pagina = enviar(cliente, ruta)
    print(estado, leido, "Lo que enviaste pesa demasiado" in pagina)
    settings.ENVIO_MAXIMO_MB = 2000  # as if it had not said how long it was
    estado, leido, pagina = enviar(cliente, ruta)
    print(estado, leido > GIGA, "pesa más de 25 MB" in pagina, "Se instalo la mesa.</textarea>" in pagina)
    print(memoria("VmHWM") - antes)


principal()
