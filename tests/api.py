"""A client of the API with a key, and what tests ask of its errors."""

from typing import Any

from django.test import Client

from secretariado.permisos import alcances_de
from secretariado.servicios.llaves import crear_llave


class Sistema:
    """Another system, with a key of `usuario`. Without `alcances`, every one its owner may have."""

    def __init__(self, usuario: Any, *alcances: str) -> None:
        self.llave, self.secreto = crear_llave(
            actor=usuario, nombre="Sistema de prueba", alcances=alcances or alcances_de(usuario), dias=90
        )
        self.cliente = Client(enforce_csrf_checks=True)

    def pedir(self, metodo: str, ruta: str, datos: Any = None, **cabeceras: str) -> Any:
        """`if_match="…"` is the header If-Match."""
        mas = {n.replace("_", "-"): v for n, v in cabeceras.items()}
        cuerpo: dict[str, Any] = {"data": datos, "content_type": "application/json"} if datos is not None else {}
        return self.cliente.generic(
            metodo,
            f"/api/v1/{ruta}",
            **_json(cuerpo),
            headers={"authorization": f"Bearer {self.secreto}", **mas},
        )

    def subir(self, ruta: str, datos: dict[str, Any], **cabeceras: str) -> Any:
        """As multipart/form-data."""
        mas = {n.replace("_", "-"): v for n, v in cabeceras.items()}
        return self.cliente.post(
            f"/api/v1/{ruta}", datos, headers={"authorization": f"Bearer {self.secreto}", **mas}
        )

    def marca(self, ruta: str) -> str:
        return str(self.pedir("GET", ruta)["ETag"])


def _json(cuerpo: dict[str, Any]) -> dict[str, Any]:
    import json

    return {**cuerpo, "data": json.dumps(cuerpo["data"])} if cuerpo else {}


def campos(respuesta: Any) -> set[str]:
    """The fields that an error names."""
    return {e["campo"] for e in respuesta.json().get("errores", [])}


def es_problema(respuesta: Any, estado: int) -> bool:
    """A well-formed problem of that status."""
    cuerpo = respuesta.json()
    return (
        respuesta.status_code == estado == cuerpo["status"]
        and respuesta["Content-Type"] == "application/problem+json"
        and {"type", "title", "detail"} <= set(cuerpo)
    )
