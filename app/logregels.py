"""The log of the server: a line of JSON per event, on standard error, with nothing about people.

No address, no query, no name of a visitor goes in, and of an error only its kind and place: who did
what is in the audit log, which is kept apart and shown to few.
"""

import json
import logging
import sys
from datetime import UTC, datetime

from streamlit import logger as streamlit_logger

from warehouse.foutspoor import houd_logs_schoon

_ERBIJ = ("kenmerk", "pagina", "profiel", "versie")


class Jsonregel(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, who says it, what, and of an error where."""
        tijd = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        regel = {
            "tijd": tijd,
            "niveau": record.levelname,
            "wie": record.name,
            "wat": record.getMessage(),
        }
        regel |= {naam: vars(record)[naam] for naam in _ERBIJ if vars(record).get(naam)}
        if record.exc_text:
            regel["spoor"] = record.exc_text
        return json.dumps(regel, ensure_ascii=False)


def stel_in() -> None:
    """From here on everything that this process logs is a line of JSON.

    Streamlit gives each of its loggers, and those of its web server, a handler of its own; they get
    ours instead. That leans on a function of its module, which the browser tests watch.
    """
    houd_logs_schoon()
    logging.captureWarnings(True)
    uitgang = logging.StreamHandler(sys.stderr)
    uitgang.setFormatter(Jsonregel())
    wortel = logging.getLogger()
    wortel.handlers = [uitgang]
    wortel.setLevel(logging.WARNING)
    logging.getLogger("peilstok").setLevel(logging.INFO)
    streamlit_logger.get_logger("uvicorn.error").setLevel(logging.WARNING)  # names each visitor

    def via_ons(logger: logging.Logger) -> None:
        logger.handlers = []
        logger.propagate = logger.name != "uvicorn.access"  # addresses and what was asked for
        logger.streamlit_console_handler = uitgang  # type: ignore[attr-defined]

    streamlit_logger.setup_formatter = via_ons
    streamlit_logger.update_formatter()
