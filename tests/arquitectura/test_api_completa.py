"""What a page lets somebody write, the API lets them write too, through the same service; what it does not stands
here with its reason. Found by walking from each address of the site to the services that its code names."""

import dis
import types
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from pal_portal.escrituras import ESCRITURAS

NUESTROS = ("pal_portal", "secretariado", "compromisos", "consultas")
SOLO_PAGINAS = {
    "contar_descarga": "a count of what is downloaded; the API gives the address of the file",
    # The link in a mail is the permission, and opens in a browser.
    "aceptar_invitacion": "the link in the mail is the permission",
    "abrir_cuenta_invitada": "the link in the mail is the permission, and a password is chosen",
    "confirmar_comentario": "the link in the mail is the permission; with an account there is nothing to confirm",
    "entrar_con_enlace": "opens a session in the browser",
    "pedir_entrada": "sends the link that opens a session in the browser",
    "participante_de_correo": "who writes without an account",
    "pedir_seguir": "following is by e-mail, without account: its link confirms it",
    "confirmar_seguir": "the link in the mail is the permission",
    "cambiar_frecuencia": "the link in the mail is the permission",
    "dejar_de_seguir": "the link in the mail is the permission; mail programs post it (RFC 8058)",
    "olvidar_suscriptor": "the link in the mail is the permission",
    "pedir_gestion": "sends the link with which one manages what one follows",
    "dar_de_baja": "the signed address of a message is the permission; mail programs post it (RFC 8058)",
    # What opens doors, or closes all of them, is done by the person.
    "crear_llave": "a key does not make keys: it would outlive its revocation",
    "rotar_llave": "the same, and its secret would be kept with the idempotent answers",
    "revocar_llave": "the person revokes, in their account",
    "suprimir_cuenta": "asks for the password and cannot be undone",
    "olvidar_participante": "cannot be undone: the page says what goes and asks to be sure",
}


def test_whatever_a_page_writes_the_api_writes_or_says_why_not() -> None:
    de_paginas = puertas(v for ruta, v in vistas() if not ruta.startswith(("api/", "admin/")))
    de_api = puertas(v for _nombre, _ruta, clases in ESCRITURAS for v in clases)
    assert len(de_paginas) > 90  # the walk finds them
    assert de_paginas - de_api - set(SOLO_PAGINAS) == set(), "sin API y sin razón"


def test_no_reason_stands_for_what_the_api_already_writes_or_no_page_does() -> None:
    de_paginas = puertas(v for ruta, v in vistas() if not ruta.startswith("api/"))
    de_api = puertas(v for _nombre, _ruta, clases in ESCRITURAS for v in clases)
    assert set(SOLO_PAGINAS) - de_paginas == set()
    assert set(SOLO_PAGINAS) & de_api == set()


def vistas(resolvedor: Any = None, antes: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of the site and its view."""
    for patron in (resolvedor or get_resolver()).url_patterns:
        ruta = antes + str(patron.pattern)
        if isinstance(patron, URLResolver):
            yield from vistas(patron, ruta)
        elif isinstance(patron, URLPattern):
            yield ruta, patron.callback


def puertas(desde: Any) -> set[str]:
    """Services that write, among those that the code of `desde` names, however deep."""
    nombres: set[str] = set()
    vistos: set[int] = set()
    pila = list(desde)
    while pila:
        objeto = pila.pop()
        if id(objeto) in vistos:
            continue
        vistos.add(id(objeto))
        if isinstance(objeto, types.FunctionType) and ".servicios." in objeto.__module__:
            if {"transaction", "atomic"} <= _nombres(objeto.__code__):  # as test_puertas.py asks of each
                nombres.add(objeto.__name__)
        else:
            pila += nombrados(objeto)
    return nombres


def nombrados(objeto: Any) -> list[Any]:
    """What a function or a class of ours names."""
    if isinstance(objeto, staticmethod | classmethod):
        return [objeto.__func__]
    if isinstance(objeto, property):
        return [objeto.fget]
    if isinstance(objeto, type):
        if not objeto.__module__.startswith(NUESTROS):
            return []
        return [*vars(objeto).values(), *objeto.__bases__]
    if not isinstance(objeto, types.FunctionType):
        return []
    dentro = [c.cell_contents for c in objeto.__closure__ or () if _tiene(c)]
    dentro += [objeto.__wrapped__] if hasattr(objeto, "__wrapped__") else []
    if hasattr(objeto, "view_class"):
        dentro.append(objeto.view_class)
    if not objeto.__module__.startswith(NUESTROS):
        return dentro  # a decorator of Django: only what it wraps
    for nombre in _nombres(objeto.__code__):
        valor = objeto.__globals__.get(nombre)
        dentro += [getattr(valor, n, None) for n in _nombres(objeto.__code__)] if _modulo(valor) else [valor]
    return dentro


def _tiene(celda: Any) -> bool:
    try:
        return celda.cell_contents is not None
    except ValueError:  # not filled
        return False


def _modulo(valor: Any) -> bool:
    return isinstance(valor, types.ModuleType) and valor.__name__.startswith(NUESTROS)


def _nombres(codigo: types.CodeType) -> set[str]:
    """Of the code and of what is defined within it."""
    nombres = {str(i.argval) for i in dis.get_instructions(codigo) if i.opname.startswith("LOAD_")}
    for constante in codigo.co_consts:
        if isinstance(constante, types.CodeType):
            nombres |= _nombres(constante)
    return nombres
