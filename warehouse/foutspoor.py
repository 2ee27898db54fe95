"""What may be written down of an error: its kind and its place in the code.

The text of an error often quotes what was being read (a database does, a parser does), and that
may be about a pupil. So it goes into no log and no report.
"""

import datetime as dt
import json
import logging
import os
import secrets
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from warehouse.paths import Thuis

PAGINA, OPDRACHT = "pagina", "opdracht"
_GROOT = 1_000_000  # bytes after which the file makes room; one older one is kept


@dataclass(frozen=True)
class Fout:
    """Something that nobody foresaw.

    Attributes:
        kenmerk: what people see of it, to find it back by.
        soort: ``PAGINA`` or ``OPDRACHT``.
        waar: which page or command.
        spoor: the kinds and places of it and of what led to it.
    """

    tijd: str
    kenmerk: str
    soort: str
    waar: str
    spoor: str


def leg_vast(thuis: Thuis, fout: BaseException, soort: str, waar: str) -> str:
    """Add an error to the file of this home; returns its kenmerk, also when the disk is full."""
    nu = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    regel = Fout(nu, secrets.token_hex(4), soort, waar, spoor(fout))
    try:
        thuis.fouten.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if thuis.fouten.is_file() and thuis.fouten.stat().st_size > _GROOT:
            os.replace(thuis.fouten, thuis.fouten.with_suffix(".1.jsonl"))
        bestand = os.open(thuis.fouten, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(bestand, (json.dumps(asdict(regel), ensure_ascii=False) + "\n").encode())
        finally:
            os.close(bestand)
    except OSError as waarom:
        logging.getLogger("peilstok").error("een fout was niet te bewaren", exc_info=waarom)
    return regel.kenmerk


def lees(thuis: Thuis, sinds: dt.datetime) -> list[Fout]:
    """The errors since a moment, oldest first."""
    try:
        regels = thuis.fouten.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    fouten = []
    for regel in regels:
        try:
            fout = Fout(**json.loads(regel))
            if dt.datetime.fromisoformat(fout.tijd) >= sinds:
                fouten.append(fout)
        except (ValueError, TypeError):
            continue  # half a line of a process that was killed
    return fouten


def spoor(fout: BaseException) -> str:
    """The kinds and places of an error and of what led to it, the first cause first."""
    oorzaak = fout.__cause__ or (None if fout.__suppress_context__ else fout.__context__)
    eerder = f"{spoor(oorzaak)}\nDaardoor:\n" if oorzaak is not None else ""
    stappen = "".join(traceback.format_list(traceback.extract_tb(fout.__traceback__)))
    soort = f"{type(fout).__module__}.{type(fout).__qualname__}".removeprefix("builtins.")
    waarom = f": {fout.strerror}" if isinstance(fout, OSError) and fout.strerror else ""
    return f"{eerder}{stappen}{soort}{waarom}"


def houd_logs_schoon() -> None:
    """From here on no logger of this process, of whatever library, writes the text of an error."""
    maak = logging.getLogRecordFactory()
    if getattr(maak, "is_schoon", False):
        return

    def maak_schoon(*args: object, **kwargs: object) -> logging.LogRecord:
        regel = maak(*args, **kwargs)
        if isinstance(regel.args, tuple):
            regel.args = tuple(_kaal(deel) for deel in regel.args)
        elif isinstance(regel.args, Mapping):
            regel.args = {naam: _kaal(deel) for naam, deel in regel.args.items()}
        if isinstance(regel.msg, BaseException):
            regel.msg = _kaal(regel.msg)
        if regel.exc_info and regel.exc_info[1]:
            regel.exc_text, regel.exc_info = spoor(regel.exc_info[1]), None
        return regel

    maak_schoon.is_schoon = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(maak_schoon)


def _kaal(deel: object) -> object:
    return type(deel).__qualname__ if isinstance(deel, BaseException) else deel
