"""Technical logs: JSON in service, readable lines in development. No personal data is ever logged here."""

import logging

import structlog


def formato(json: bool = False) -> logging.Formatter:
    """The formatter that settings.LOGGING asks for."""
    salida = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    return structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, salida],
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
        ],
    )
