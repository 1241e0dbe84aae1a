"""Migration operations that speak to PostgreSQL and SQLite each in its own words."""

from typing import Any

from django.db import DatabaseError, migrations


class SegunMotor(migrations.RunPython):
    """Run the statements of the connection's vendor; vendors not named are left alone."""

    def __init__(self, ida: dict[str, list[str]], vuelta: dict[str, list[str]]) -> None:
        super().__init__(_ejecutar(ida), _ejecutar(vuelta))


def _ejecutar(ordenes: dict[str, list[str]]) -> Any:
    def correr(apps: Any, schema_editor: Any) -> None:
        for orden in ordenes.get(schema_editor.connection.vendor, []):
            schema_editor.execute(orden, params=None)

    return correr


def solo_agregar(*tablas: str) -> SegunMotor:
    """Triggers that refuse UPDATE and DELETE on `tablas`: what was written stays as it was written."""
    ida: dict[str, list[str]] = {
        "postgresql": [
            "CREATE OR REPLACE FUNCTION solo_agregar() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '% solo admite altas', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        ],
        "sqlite": [],
    }
    vuelta: dict[str, list[str]] = {"postgresql": [], "sqlite": []}
    for tabla in tablas:
        ida["postgresql"].append(
            f"CREATE TRIGGER {tabla}_solo_agregar BEFORE UPDATE OR DELETE ON {tabla} "
            "FOR EACH ROW EXECUTE FUNCTION solo_agregar()"
        )
        vuelta["postgresql"].append(f"DROP TRIGGER IF EXISTS {tabla}_solo_agregar ON {tabla}")
        for accion in ("UPDATE", "DELETE"):
            nombre = f"{tabla}_sin_{accion.lower()}"
            ida["sqlite"].append(
                f"CREATE TRIGGER {nombre} BEFORE {accion} ON {tabla} "
                f"BEGIN SELECT RAISE(ABORT, '{tabla} solo admite altas'); END"
            )
            vuelta["sqlite"].append(f"DROP TRIGGER IF EXISTS {nombre}")
    return SegunMotor(ida, vuelta)


def holgura(*tablas: str, fillfactor: int = 70) -> SegunMotor:
    """Free room in each page of `tablas`, so that rewriting figures stays within the page (HOT updates)."""
    return SegunMotor(
        {"postgresql": [f"ALTER TABLE {t} SET (fillfactor = {fillfactor})" for t in tablas]},
        {"postgresql": [f"ALTER TABLE {t} RESET (fillfactor)" for t in tablas]},
    )


class SinExtension(Exception):
    """The database lacks an extension and its user may not create it."""


def extension(nombre: str) -> migrations.RunPython:
    """An extension of PostgreSQL. If it cannot be created, say who must run what."""

    def crear(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        try:
            schema_editor.execute(f"CREATE EXTENSION IF NOT EXISTS {nombre}", params=None)
        except DatabaseError as error:
            raise SinExtension(
                f"La búsqueda necesita la extensión «{nombre}» de PostgreSQL y este usuario no puede crearla "
                f"({str(error).strip()}). Quien administra la base debe instalarla (paquete postgresql-contrib) y "
                f"correr en ella: CREATE EXTENSION {nombre}; después, repite `python manage.py migrate`."
            ) from error

    return migrations.RunPython(crear, migrations.RunPython.noop)
