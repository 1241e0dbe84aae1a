"""The technical log in service: one line of JSON per record, whatever it says."""

import json
import logging
import sys

from pal_portal.cimientos.bitacora_tecnica import formato


def test_each_record_is_one_line_of_json_with_its_trace() -> None:
    try:
        int("no\nse puede")
    except ValueError:
        causa = sys.exc_info()
    fila = logging.LogRecord("compromisos.x", logging.ERROR, "x.py", 1, "Falló «%s»\n%d", ("año", 3), causa)
    linea = formato(json=True).format(fila)
    assert "\n" not in linea
    leida = json.loads(linea)
    assert (leida["event"], leida["level"], leida["logger"]) == ("Falló «año»\n3", "error", "compromisos.x")
    assert leida["timestamp"].endswith("Z")
    assert leida["exception"].endswith("no\\nse puede'")


def test_in_development_it_is_read_as_text() -> None:
    fila = logging.LogRecord("compromisos.x", logging.WARNING, "x.py", 1, "Aviso %s", ("uno",), None)
    assert formato().format(fila).endswith("WARNING  compromisos.x  Aviso uno")
