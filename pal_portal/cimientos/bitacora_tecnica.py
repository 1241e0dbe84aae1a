"""Technical logs: JSON in service, readable lines in development. No personal data is ever logged here."""

import logging
from datetime import UTC, datetime

import orjson


class EnJson(logging.Formatter):
    """A line per record, traces included."""

    def format(self, record: logging.LogRecord) -> str:
        linea = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
        }
        if record.exc_info:
            linea["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(linea).decode()


def formato(json: bool = False) -> logging.Formatter:
    """The formatter that settings.LOGGING asks for."""
    return EnJson() if json else logging.Formatter("%(asctime)s %(levelname)-8s %(name)s  %(message)s")
