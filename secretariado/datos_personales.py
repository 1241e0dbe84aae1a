"""Right of access: everything that the portal holds on a person, as plain data."""

from typing import Any

from django.db.models import Model, QuerySet
from django.dispatch import Signal

from secretariado.models import Invitacion, Usuario
from secretariado.registro.suscripciones import datos_de_suscriptor, suscriptor_de

SECRETOS = {
    "password", "token_sha256", "session_key", "data", "token", "token_secret", "key", "secret", "huella",
    "ficha", "red", "correo_huella", "correo_cifrado", "huella_texto",
    "Bloqueo.valor", "Invitacion.correo",
}  # fmt: skip
"""Columns that open doors, or are of somebody else; who downloads the data gets the fact that they exist."""
datos_pedidos = Signal()
"""Sent with `cuenta`: each receiver of the floors above answers with more rows, by the name of their table."""


def datos_de(usuario: Usuario) -> dict[str, Any]:
    """The account and every row that points at it, whichever floor it lives on, by the name of its table; the
    invitations sent to its address, and what the floors above know by that address."""
    filas = {str(Usuario._meta.verbose_name): [_fila(usuario)]}
    for relacion in Usuario._meta.related_objects:
        modelo = relacion.related_model
        if not isinstance(modelo, type) or not issubclass(modelo, Model) or modelo._meta.auto_created:
            continue
        suyas = modelo._base_manager.filter(**{relacion.field.name: usuario}).order_by("pk")
        _agregar(filas, f"{modelo._meta.verbose_name} ({relacion.field.verbose_name})", suyas)
    _agregar(filas, "invitaciones a tu correo", Invitacion.objects.filter(correo__iexact=usuario.correo))
    if seguidos := datos_de_suscriptor(suscriptor_de(usuario.correo)):
        filas["lo que sigues por correo"] = seguidos
    respuestas: list[Any] = datos_pedidos.send(sender=Usuario, cuenta=usuario)
    for _receptor, tablas in respuestas:
        filas |= tablas
    return filas


def _agregar(filas: dict[str, list[dict[str, Any]]], nombre: str, suyas: "QuerySet[Any]") -> None:
    if datos := [_fila(f) for f in suyas]:
        filas.setdefault(nombre, []).extend(datos)


def _fila(objeto: Model) -> dict[str, Any]:
    fila: dict[str, Any] = {}
    for campo in objeto._meta.concrete_fields:
        valor = campo.value_from_object(objeto)
        if SECRETOS & {campo.name, f"{objeto._meta.object_name}.{campo.name}"}:
            valor = "(guardado; no se muestra por seguridad)" if valor else ""
        fila[campo.name] = (
            valor if isinstance(valor, str | int | float | bool | dict | list | None) else str(valor)
        )
    return fila
