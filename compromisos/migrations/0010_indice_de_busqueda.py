"""The full-text index of each engine, kept by the database itself from the columns that the service writes.

On SQLite, a later migration that makes `compromisos_entradabusqueda` again must repeat its triggers.
"""

from django.db import migrations

from pal_portal.cimientos.migraciones import SegunMotor, extension

TABLA = "compromisos_entradabusqueda"
COLUMNAS = ("raices_titulo", "raices_contexto", "raices_texto")
VECTOR = " || ".join(
    f"setweight(to_tsvector('simple'::regconfig, {columna}), '{peso}')" for columna, peso in zip(COLUMNAS, "ABD")
)
LISTA = ", ".join(COLUMNAS)
VIEJO, NUEVO = (", ".join(f"{fila}.{c}" for c in COLUMNAS) for fila in ("old", "new"))
QUITAR = f"INSERT INTO {TABLA}_fts({TABLA}_fts, rowid, {LISTA}) VALUES ('delete', old.id, {VIEJO});"
PONER = f"INSERT INTO {TABLA}_fts(rowid, {LISTA}) VALUES (new.id, {NUEVO});"
TRIGRAMAS = "compromisos_vocablo_trigramas"


class Migration(migrations.Migration):
    dependencies = [("compromisos", "0009_busqueda")]
    operations = [
        extension("pg_trgm"),
        SegunMotor(
            {
                "postgresql": [
                    f"ALTER TABLE {TABLA} ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
                    f"CREATE INDEX {TABLA}_vector ON {TABLA} USING gin (vector)",
                    f"CREATE INDEX {TRIGRAMAS} ON compromisos_vocablo USING gin (palabra gin_trgm_ops)",
                ],
                "sqlite": [
                    f"CREATE VIRTUAL TABLE {TABLA}_fts USING fts5({LISTA}, content='{TABLA}', content_rowid='id', "
                    "tokenize='unicode61 remove_diacritics 2')",
                    f"CREATE TRIGGER {TABLA}_alta AFTER INSERT ON {TABLA} BEGIN {PONER} END",
                    f"CREATE TRIGGER {TABLA}_baja AFTER DELETE ON {TABLA} BEGIN {QUITAR} END",
                    f"CREATE TRIGGER {TABLA}_cambio AFTER UPDATE OF {LISTA} ON {TABLA} BEGIN {QUITAR} {PONER} END",
                ],
            },
            {
                "postgresql": [
                    f"DROP INDEX IF EXISTS {TRIGRAMAS}",
                    f"ALTER TABLE {TABLA} DROP COLUMN vector",
                ],
                "sqlite": [
                    *(f"DROP TRIGGER IF EXISTS {TABLA}_{n}" for n in ("alta", "baja", "cambio")),
                    f"DROP TABLE {TABLA}_fts",
                ],
            },
        ),
    ]
