"""The audit log: who saw, took out, loaded, published, rolled back, logged in or was refused.

Lines of JSON, a file per month, only ever added to. Every line holds the hash of the one before,
so that a line that was changed, moved or taken away is found by ``controleer``. No figures and
nothing about pupils: besides the person only codes of ours go in.
"""

import getpass
import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from warehouse import duurzaam
from warehouse.geheugen import Geheugen
from warehouse.paths import Thuis

# What can be logged, and how people read it.
WAT = {
    "aangemeld": "Aangemeld",
    "afgemeld": "Afgemeld",
    "verlopen": "Aanmelding verlopen",
    "rol_gekozen": "Rol gekozen",
    "geweigerd": "Geweigerd",
    "bekeken": "Bekeken",
    "gedownload": "Gedownload",
    "geladen": "Geladen",
    "gepubliceerd": "Gepubliceerd",
    "teruggezet": "Teruggezet",
    "opgeschoond": "Opgeschoond",
    "opgeruimd": "Logboek opgeruimd",
    "veiliggesteld": "Back-up gemaakt",
    "hersteld": "Back-up teruggezet",
    "vergadering_gemaakt": "Vergadering gemaakt",
    "vergadering_gewijzigd": "Vergadering gewijzigd",
    "oordeel_bewaard": "Oordeel bewaard",
    "besluit_bewaard": "Besluit bewaard",
    "besluit_bijgewerkt": "Besluit bijgewerkt",
    "bewijs_toegevoegd": "Bewijs toegevoegd",
    "bewijs_verwijderd": "Bewijs verwijderd",
    "vastgesteld": "Vergadering vastgesteld",
    "correctie_begonnen": "Correctie begonnen",
}
OVER = (
    *("pagina", "kengetal", "per", "publicatie", "bestand", "afloop", "ontvangst", "tot", "som"),
    *("vergadering", "vraag"),
)
OPDRACHTREGEL = "opdrachtregel"
BEWAAR_MAANDEN = 24  # ours, 2026: two plan years; the purge removes what is older
WIE, WIE_ROL = "PEILSTOK_WIE", "PEILSTOK_WIE_ROL"

_EERSTE = "0" * 64  # what the very first line refers to
_CODE = re.compile(r"[\w.:,-]{1,120}")
_LANG = 255  # characters of a subject, as OpenID Connect limits it
_STAART = 8192  # bytes in which the last line certainly stands
_GEDULD = 5.0  # seconds to wait for another writer
_WACHT = 0.5  # seconds in which views are gathered before they go to the disk
_KOP = "kop"

_slot = threading.RLock()
_wachten: dict[Path, threading.Timer] = {}


class LogboekFout(OSError):
    """The log cannot be written; who asked for something does not get it."""


@dataclass(frozen=True)
class Regel:
    """One line: what happened, when, by whom in which role, and about what."""

    nr: int
    tijd: datetime
    wie: str
    rol: str
    wat: str
    over: dict[str, str]
    vorige: str
    som: str


def map_van(thuis: Thuis) -> Path:
    """Where the files of the log stand."""
    return thuis.wortel / "logboek"


def afzender() -> tuple[str, str]:
    """Who works on the command line, and as what: the person whose app started it, else the user.

    The app passes the person on in the environment of the processes that it starts.
    """
    if wie := os.environ.get(WIE):
        return wie, os.environ.get(WIE_ROL, "")
    try:
        return getpass.getuser(), OPDRACHTREGEL
    except (KeyError, OSError):
        return "onbekend", OPDRACHTREGEL


def schrijf(
    thuis: Thuis, wat: str, wie: str, rol: str, *, zeker: bool = True, **over: str | None
) -> None:
    """Add a line.

    Args:
        thuis: the home.
        wat: a key of ``WAT``.
        wie: the subject of the person, and nothing more about them.
        rol: code of the role.
        zeker: on the disk when this returns. A view may follow within half a second: it
            survives a killed process at once, a power cut only then.
        over: codes of what it was about, by the names in ``OVER``; None is left out.

    Raises:
        ValueError: not one of our words, or a value that is not a code.
        LogboekFout: the log cannot be written.
    """
    waarover = {naam: waarde for naam, waarde in over.items() if waarde}
    onbekend = set(waarover) - set(OVER) | {wat} - set(WAT)
    geen_code = [naam for naam, waarde in waarover.items() if not _CODE.fullmatch(waarde)]
    if onbekend or geen_code:
        raise ValueError(f"niet voor het logboek: {sorted([*onbekend, *geen_code])}")
    kaal = re.sub(r"[\x00-\x1f\x7f]", " ", wie)[:_LANG]
    inhoud = {"wie": kaal, "rol": rol[:_LANG], "wat": wat, "over": waarover}
    try:
        with _alleen(thuis) as map_:
            pad = _voeg_toe(map_, inhoud)
        if zeker:
            _naar_schijf(thuis, pad)
        else:
            _straks(thuis, pad)
    except (OSError, TimeoutError) as fout:
        raise LogboekFout(f"het logboek in {map_van(thuis)} is niet te schrijven") from fout


def lees(thuis: Thuis, van: date, tot: date) -> list[Regel]:
    """The lines of these days (UTC), both included, oldest first; broken lines are left out."""
    gevonden = []
    for pad in _bestanden(map_van(thuis)):
        if not f"{van:%Y-%m}" <= pad.stem <= f"{tot:%Y-%m}":
            continue
        for _, regel in _regels(pad):
            if regel and van <= regel.tijd.date() <= tot:
                gevonden.append(regel)
    return gevonden


def controleer(thuis: Thuis, geheugen: Geheugen | None = None) -> str | None:
    """The first line where the chain is broken, in Dutch; None when all is well.

    With a memory, months in which nothing changed are not read again.
    """
    with _alleen(thuis, mits=map_van(thuis).is_dir()) as map_:
        kop = _lees_kop(map_)
        maanden = [
            geheugen.bij(pad, _lees_maand) if geheugen else _lees_maand(pad)
            for pad in _bestanden(map_)
        ]
    opgeruimd, vorige = 0, None
    for maand in maanden:
        if vorige and maand.begin and _sluit_niet_aan(vorige, maand.begin):
            return f"{map_.name}/{maand.naam}, regel 1: {_GAT}"
        if maand.breuk:
            return f"{map_.name}/{maand.naam}, {maand.breuk}"
        opgeruimd, vorige = max(opgeruimd, maand.opgeruimd), maand.laatste or vorige
    begin = next((maand.begin for maand in maanden if maand.begin), None)
    if begin and begin.vorige != _EERSTE and begin.nr > opgeruimd + 1:
        return f"{map_.name}/{maanden[0].naam}, regel 1: het begin van het logboek ontbreekt"
    if kop and kop[0] > (vorige.nr if vorige else 0):
        naam = maanden[-1].naam if maanden else "(leeg)"
        return f"{map_.name}/{naam}: aan het eind ontbreken regels, vanaf nummer {_na(vorige)}"
    if kop and kop[1] != _som_van(map_, maanden, kop[0], kop[1]):
        return f"{map_.name}: regel nummer {kop[0]} is vervangen"
    return None


def ruim_op(thuis: Thuis, vandaag: date, wie: str, rol: str, proef: bool = False) -> list[str]:
    """Remove the months that are past their term; a line says up to where. Returns their names."""
    maand = vandaag.year * 12 + vandaag.month - 1 - BEWAAR_MAANDEN
    grens = f"{maand // 12:04d}-{maand % 12 + 1:02d}"
    oud = [pad for pad in _bestanden(map_van(thuis)) if pad.stem < grens]
    if not oud or proef:
        return [pad.name for pad in oud]
    if laatste := _laatste(oud[-1]):
        schrijf(thuis, "opgeruimd", wie, rol, tot=str(laatste.nr), som=laatste.som)
    with _alleen(thuis):
        for pad in oud:
            pad.unlink()
    return [pad.name for pad in oud]


# How it is written.


@contextmanager
def stil(thuis: Thuis) -> Iterator[Path]:
    """The folder of the log, to copy: nobody writes in it meanwhile."""
    with _alleen(thuis, mits=map_van(thuis).is_dir()) as map_:
        yield map_


@contextmanager
def _alleen(thuis: Thuis, mits: bool = True) -> Iterator[Path]:
    """The folder of the log, with no other writer in it: no thread, no process."""
    map_ = map_van(thuis)
    if not mits:
        yield map_
        return
    with _slot:
        map_.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(map_ / ".slot", timeout=_GEDULD, poll_interval=0.002):
            yield map_


def _voeg_toe(map_: Path, inhoud: dict[str, Any]) -> Path:
    paden = _bestanden(map_)
    for pad in paden[-1:]:
        _knip_rest_af(pad)
    laatste = next((regel for pad in reversed(paden) if (regel := _laatste(pad))), None)
    nr, vorige = (laatste.nr, laatste.som) if laatste else (0, _EERSTE)
    kop = _lees_kop(map_)
    if kop and kop[0] > nr:
        nr, vorige = kop  # lines were taken away: the gap must stay visible
    nu = datetime.now(UTC)
    tijd = max(nu, laatste.tijd) if laatste else nu  # a clock that was set back
    velden: dict[str, Any] = {
        "nr": nr + 1,
        "tijd": tijd.isoformat(timespec="milliseconds"),
        **inhoud,
    }
    velden["vorige"] = vorige
    velden["som"] = _som(velden)
    pad = map_ / f"{tijd:%Y-%m}.jsonl"
    bestand = os.open(pad, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(bestand, (_als_json(velden) + "\n").encode())
    finally:
        os.close(bestand)
    return pad


def _knip_rest_af(pad: Path) -> None:
    """Remove what a process that was killed half-way wrote: a line that nobody was told of."""
    with pad.open("rb+") as bestand:
        omvang = bestand.seek(0, os.SEEK_END)
        if not omvang:
            return
        bestand.seek(max(0, omvang - _STAART))
        staart = bestand.read()
        if not staart.endswith(b"\n"):
            bestand.truncate(omvang - len(staart) + staart.rfind(b"\n") + 1)


def _straks(thuis: Thuis, pad: Path) -> None:
    """Bring a file to the disk soon, with whatever is added until then."""
    with _slot:
        if pad not in _wachten:
            wachter = threading.Timer(_WACHT, _naar_schijf, (thuis, pad))
            wachter.daemon = True
            _wachten[pad] = wachter
            wachter.start()


def _naar_schijf(thuis: Thuis, pad: Path) -> None:
    """The file to the disk, and then the mark of how far it certainly goes."""
    with _slot:
        _wachten.pop(pad, None)
        laatste = _laatste(pad) if pad.is_file() else None
    if laatste is None:
        return
    bestand = os.open(pad, os.O_RDWR)
    try:
        os.fsync(bestand)
    finally:
        os.close(bestand)
    duurzaam.naar_schijf(pad.parent)
    with _alleen(thuis) as map_:
        kop = _lees_kop(map_)
        if not kop or kop[0] < laatste.nr:
            bestand = os.open(map_ / _KOP, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(bestand, f"{laatste.nr:012d} {laatste.som}\n".encode())
            finally:
                os.close(bestand)


# How it is read.


def _bestanden(map_: Path) -> list[Path]:
    return sorted(map_.glob("????-??.jsonl")) if map_.is_dir() else []


_GAT = "sluit niet aan; hiervoor is een regel weg of veranderd"


@dataclass(frozen=True)
class _Maand:
    """What one file says of the chain.

    Attributes:
        breuk: the first line that is not what it was, or does not follow; None when all do.
        opgeruimd: up to which line the log was removed, by its own word.
    """

    naam: str
    begin: Regel | None
    laatste: Regel | None
    breuk: str | None
    opgeruimd: int


def _lees_maand(pad: Path) -> _Maand:
    begin, laatste, opgeruimd = None, None, 0
    for nummer, regel in _regels(pad):
        breuk = None
        if regel is None or regel.som != _som(_kaal(regel)):
            breuk = f"regel {nummer}: deze regel is veranderd of onleesbaar"
        elif laatste and _sluit_niet_aan(laatste, regel):
            breuk = f"regel {nummer}: {_GAT}"
        if regel is None or breuk:
            return _Maand(pad.name, begin, laatste, breuk, opgeruimd)
        begin, laatste = begin or regel, regel
        if regel.wat == "opgeruimd" and (tot := regel.over.get("tot", "")).isdecimal():
            opgeruimd = max(opgeruimd, int(tot))
    return _Maand(pad.name, begin, laatste, None, opgeruimd)


def _som_van(map_: Path, maanden: list[_Maand], nr: int, anders: str) -> str:
    """The hash of the line with a number; ``anders`` when the log no longer holds it."""
    for maand in maanden:
        if maand.begin and maand.laatste and maand.begin.nr <= nr <= maand.laatste.nr:
            regels = (r for _, r in _regels(map_ / maand.naam) if r and r.nr == nr)
            return maand.laatste.som if maand.laatste.nr == nr else next(regels).som
    return anders


def _sluit_niet_aan(vorige: Regel, regel: Regel) -> bool:
    return (regel.vorige, regel.nr) != (vorige.som, vorige.nr + 1)


def _regels(pad: Path) -> Iterator[tuple[int, Regel | None]]:
    """Every whole line with its number; None for one that cannot be read."""
    with pad.open("rb") as bestand:
        for nummer, tekst in enumerate(bestand, start=1):
            if tekst.endswith(b"\n"):
                yield nummer, _regel(tekst)


def _regel(tekst: bytes) -> Regel | None:
    try:
        velden = json.loads(tekst)
        regel = Regel(**(velden | {"tijd": datetime.fromisoformat(velden["tijd"])}))
    except (ValueError, TypeError, KeyError):
        return None
    return regel if isinstance(regel.nr, int) and isinstance(regel.over, dict) else None


def _laatste(pad: Path) -> Regel | None:
    """The last whole line of a file."""
    with pad.open("rb") as bestand:
        omvang = bestand.seek(0, os.SEEK_END)
        bestand.seek(max(0, omvang - _STAART))
        heel = bestand.read().rpartition(b"\n")[0].splitlines()
    return _regel(heel[-1]) if heel else None


def _lees_kop(map_: Path) -> tuple[int, str] | None:
    """Number and hash of the last line that certainly reached the disk."""
    try:
        nr, som = (map_ / _KOP).read_text("ascii").split()
        return int(nr), som
    except (OSError, ValueError):
        return None


def _kaal(regel: Regel) -> dict[str, Any]:
    velden = vars(regel) | {"tijd": regel.tijd.isoformat(timespec="milliseconds")}
    return {naam: waarde for naam, waarde in velden.items() if naam != "som"}


def _som(velden: dict[str, Any]) -> str:
    return hashlib.sha256(_als_json(velden).encode()).hexdigest()


def _als_json(velden: dict[str, Any]) -> str:
    return json.dumps(velden, ensure_ascii=False, separators=(",", ":"))


def _na(laatste: Regel | None) -> int:
    return laatste.nr + 1 if laatste else 1
