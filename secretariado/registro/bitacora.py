"""The log: one append-only, hash-chained entry per public act. The database refuses changes (triggers).

An entry says role and institution, never a person. Appending holds the head of the chain until commit, so it
is the last line of a transaction.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy

from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento, Institucion, Membresia, Usuario

ROLES = {**dict(Membresia.Rol.choices), "portal": gettext_lazy("El portal")}
"""How an entry names who acted."""
GENESIS = "0" * 64
_CANDADO = 7203120
"""Key of the advisory lock that serialises writers on PostgreSQL; SQLite's transactions already do."""


def asentar(
    *,
    actor: Usuario | None,
    rol: str,
    institucion: Institucion | None,
    accion: str,
    asunto: str,
    plan: str = "",
    publico: bool = True,
    momento: datetime | None = None,
    datos: dict[str, Any] | None = None,
) -> Asiento:
    """Append an entry within the caller's transaction. `datos` holds public facts only; `actor` is not kept."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("asentar() va dentro de una transacción")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CANDADO])
    ultimo = Asiento.objects.order_by("-numero").values_list("numero", "hash").first()
    numero, previo = ultimo or (0, GENESIS)
    asiento = Asiento(
        numero=numero + 1,
        momento=momento or ahora(),
        rol=rol,
        institucion=institucion.nombre if institucion else "",
        accion=accion,
        asunto=asunto,
        plan=plan,
        datos=datos or {},
        publico=publico,
        hash_previo=previo,
    )
    asiento.hash = calcular_hash(asiento)
    asiento.save(force_insert=True)
    return asiento


def contenido(asiento: Asiento) -> bytes:
    """What an entry says, as canonical JSON (sorted keys, no spaces, UTC to the microsecond, UTF-8)."""
    datos = {
        "momento": asiento.momento.astimezone(UTC).isoformat(timespec="microseconds"),
        "rol": asiento.rol,
        "institucion": asiento.institucion,
        "accion": asiento.accion,
        "asunto": asiento.asunto,
        "plan": asiento.plan,
        "datos": asiento.datos,
    }
    return json.dumps(datos, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def calcular_hash(asiento: Asiento) -> str:
    """SHA-256 of previous hash, number, whether public, and SHA-256 of the content, one per line.

    The content enters through its own hash so that a reserved entry can be checked without being read, and a
    public one cannot be passed off as reserved.
    """
    huella = hashlib.sha256(contenido(asiento)).hexdigest()
    publico = "true" if asiento.publico else "false"
    return hashlib.sha256(f"{asiento.hash_previo}\n{asiento.numero}\n{publico}\n{huella}".encode()).hexdigest()


def linea(asiento: Asiento) -> bytes:
    """An entry as a line of the download; of a reserved one, only the hash of its content."""
    datos = contenido(asiento)
    if asiento.publico:
        cuerpo = b'"contenido":' + datos
    else:
        cuerpo = b'"contenido_sha256":"' + hashlib.sha256(datos).hexdigest().encode() + b'"'
    publico = "true" if asiento.publico else "false"
    return f'{{"numero":{asiento.numero},"publico":{publico},"hash":"{asiento.hash}",'.encode() + cuerpo + b"}\n"


def exportar() -> Iterator[bytes]:
    """The whole log as JSON Lines, closed by the number of entries and the head's hash. Constant memory."""
    numero, ultimo = 0, GENESIS
    for asiento in Asiento.objects.order_by("numero").iterator(chunk_size=2000):
        yield linea(asiento)
        numero, ultimo = asiento.numero, asiento.hash
    yield f'{{"asientos":{numero},"cabeza":"{ultimo}"}}\n'.encode()


def cabeza() -> tuple[int, str]:
    """Number and hash of the last entry."""
    return Asiento.objects.order_by("-numero").values_list("numero", "hash").first() or (0, GENESIS)


def cabezas_por_dia(cuantas: int = 30) -> list[Asiento]:
    """The last entry of each of the latest days with entries, latest first (Mexico City's days)."""
    recientes = Asiento.objects.filter(numero__gt=cabeza()[0] - 20_000)
    dias = (
        recientes.annotate(dia=TruncDate("momento")).values("dia").annotate(ultimo=Max("numero")).order_by("-dia")
    )
    numeros = [d["ultimo"] for d in dias[:cuantas]]
    return list(Asiento.objects.filter(numero__in=numeros).order_by("-momento"))


def fallas() -> Iterator[str]:
    """What is wrong with the chain, entry by entry; nothing when it is whole."""
    previo, esperado = GENESIS, 1
    for asiento in Asiento.objects.order_by("numero").iterator(chunk_size=2000):
        if asiento.numero != esperado:
            yield f"falta el asiento {esperado} (sigue el {asiento.numero})"
        if asiento.hash_previo != previo:
            yield f"el asiento {asiento.numero} no continúa al anterior"
        if calcular_hash(asiento) != asiento.hash:
            yield f"el asiento {asiento.numero} fue alterado"
        previo, esperado = asiento.hash, asiento.numero + 1
