"""Loads, started as processes of their own: the app itself never reads a delivery.

A file that someone uploads can be anything, so it is read in a process with limited memory that
can be stopped without the app noticing. Uploads stand in a directory of that process alone and
are gone when it ends; what is worth keeping is kept by the load, in its archive. A load goes on
when whoever started it looks at another page.
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from app import toegang
from warehouse import logboek
from warehouse.paths import Thuis

GEHEUGEN = 3 * 2**30  # bytes (ours, 2026): the whole demo loads in half of it
GEDULD = 120.0  # seconds for what a reader waits for
_BEWAARD = 20  # loads that can be looked back at
_OUD = 3600.0  # seconds after which a directory belongs to a process that was killed
_VOOR = "peilstok-aanbod-"

# The words of the command line, with a limit on memory where the system knows one.
_BEGIN = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[1]), int(sys.argv[1])))
except (ImportError, ValueError, OSError):
    pass
sys.argv[:2] = ["peilstok"]
from pipelines.cli import main
main()
"""

# What a load says on its way, and the step that it is in then.
STAPPEN = {"lezen": "Lezen", "bouwen": "Cijfers maken", "controleren": "Controleren"}
PUBLICEREN = {"publiceren": "Publiceren"}
_WACHT = "een andere laadronde is bezig"
_MISLUKT = (
    "Het lukte niet, en er is niets veranderd. Probeer het opnieuw; blijft het misgaan, vraag dan"
    " de beheerder om naar het logboek te kijken."
)
_GEHEUGEN_OP = (
    "Deze bestanden vragen meer geheugen dan één ronde krijgt. Er is niets veranderd. Lever minder"
    " bestanden tegelijk; is het één groot bestand, vraag dan de beheerder om het te laden met"
    " peilstok load."
)
_TE_LANG = "Het duurde te lang en is gestopt. Er is niets veranderd. Probeer het zo nog eens."


class Mislukt(Exception):
    """A command gave no answer; the text says in Dutch what to do."""


@dataclass(frozen=True)
class Indeling:
    """A saved mapping to read one of the files by."""

    naam: str
    tekst: str
    bestand: str

    @property
    def voor_dit_bestand(self) -> str:
        """The mapping, for this file of the call alone."""
        patroon = re.sub(r"([\[*?])", r"[\1]", self.bestand)
        return f"bestand: {json.dumps(patroon, ensure_ascii=False)}\n{self.tekst}"


def veilige_naam(naam: str) -> str:
    """The name of an upload as a file name: no folders, no hidden file, no control characters."""
    kaal = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', "_", Path(naam.replace("\\", "/")).name)
    stam, punt, soort = kaal.strip(" .-").rpartition(".")
    return f"{stam[:100]}{punt}{soort[:10]}" if stam else (soort[:100] or "levering")


def vraag(
    thuis: Thuis, woorden: Sequence[str], bestanden: Mapping[str, bytes] | None = None
) -> Any:
    """The answer (JSON) of a short command, on files if there are any.

    Raises:
        Mislukt: it gave none.
    """
    map_ = _maak_map(bestanden or {}, ())
    try:
        paden = [str(map_ / "bestanden" / naam) for naam in bestanden or {}]
        with _start(thuis, [*woorden, *paden, "--json"], map_) as proces:
            try:
                code = proces.wait(GEDULD)
            except subprocess.TimeoutExpired:
                proces.kill()
                raise Mislukt(_TE_LANG) from None
        return _antwoord(map_, code)
    finally:
        shutil.rmtree(map_, ignore_errors=True)


@dataclass
class Ronde:
    """One load, trial or real, that is on its way or done.

    Attributes:
        na: the publication that stood when it began; what it says is about that one.
        rapport: what the load answered, as JSON gives it.
        fout: why there is no answer.
        werkmappen: the reports per file, as far as the load made them.
    """

    code: str
    bestanden: tuple[str, ...]
    publiceren: bool
    na: str | None
    map: Path
    rapport: dict[str, Any] | None = None
    fout: str = ""
    werkmappen: dict[str, bytes] = field(default_factory=dict)
    klaar: threading.Event = field(default_factory=threading.Event)

    @property
    def meldingen(self) -> list[str]:
        """What the load said so far."""
        try:
            tekst = (self.map / "voortgang.txt").read_text("utf-8", errors="replace")
        except OSError:
            return []
        return [regel.strip() for regel in tekst.splitlines() if regel.strip()]

    @property
    def stap(self) -> int:
        """Which of its steps it is in, from 1."""
        gezegd = " ".join(self.meldingen)
        return max(1, sum(woord in gezegd for woord in self.stappen))

    @property
    def stappen(self) -> dict[str, str]:
        return STAPPEN | PUBLICEREN if self.publiceren else STAPPEN

    @property
    def wacht(self) -> bool:
        """Whether it waits for the load of someone else."""
        meldingen = self.meldingen
        return bool(meldingen) and meldingen[-1].startswith(_WACHT)


@st.cache_resource(show_spinner=False)
def rondes() -> dict[str, Ronde]:
    """The loads of this server, by code, oldest first."""
    ruim_resten()
    return {}


def start(
    thuis: Thuis, bestanden: Mapping[str, bytes], indelingen: Sequence[Indeling], publiceren: bool
) -> Ronde:
    """Start a load of these files and return at once."""
    ruim_resten()
    map_ = _maak_map(bestanden, indelingen)
    # In the order of their names, as a folder is loaded: of two lists the later one stands.
    woorden = ["load", *(str(map_ / "bestanden" / naam) for naam in sorted(bestanden))]
    for nummer, _ in enumerate(indelingen):
        woorden += ["--kolommen", str(_kaartpad(map_, nummer))]
    woorden += ["--json"] if publiceren else ["--json", "--dry-run"]
    woorden += ["--rapport", str(map_ / "rapport")]
    code = secrets.token_hex(4)
    ronde = Ronde(code, tuple(bestanden), publiceren, thuis.huidige(), map_)
    proces = _start(thuis, woorden, map_)
    threading.Thread(target=_volg, args=(ronde, proces), daemon=True).start()
    bekend = rondes()
    bekend[code] = ronde
    for oud in list(bekend)[:-_BEWAARD]:
        bekend.pop(oud, None)
    return ronde


def ruim_resten() -> None:
    """Remove uploads of processes that were killed; a load reads all of its files at once."""
    for map_ in Path(tempfile.gettempdir()).glob(f"{_VOOR}*"):
        try:
            oud = time.time() - map_.stat().st_mtime > _OUD
        except OSError:
            continue
        if oud:
            shutil.rmtree(map_, ignore_errors=True)


def _volg(ronde: Ronde, proces: subprocess.Popen[bytes]) -> None:
    """Wait for a load, keep its answer and throw its files away."""
    code = proces.wait()
    try:
        ronde.rapport = _antwoord(ronde.map, code)
        rapporten = ronde.map / "rapport"
        if rapporten.is_dir():
            ronde.werkmappen = {p.name: p.read_bytes() for p in sorted(rapporten.glob("*.xlsx"))}
    except Mislukt as fout:
        ronde.fout = str(fout)
    finally:
        shutil.rmtree(ronde.map, ignore_errors=True)
        ronde.klaar.set()


def _maak_map(bestanden: Mapping[str, bytes], indelingen: Sequence[Indeling]) -> Path:
    """A directory that only this user can open, with the uploads in it."""
    map_ = Path(tempfile.mkdtemp(prefix=_VOOR))
    (map_ / "bestanden").mkdir()
    (map_ / "rapport").mkdir()
    for naam, inhoud in bestanden.items():
        (map_ / "bestanden" / naam).write_bytes(inhoud)
    for nummer, indeling in enumerate(indelingen):
        pad = _kaartpad(map_, nummer)
        pad.parent.mkdir(exist_ok=True)
        pad.write_text(indeling.voor_dit_bestand, "utf-8")
    return map_


def _kaartpad(map_: Path, nummer: int) -> Path:
    return map_ / "kolommen" / f"indeling_{nummer + 1}.yaml"


def _start(thuis: Thuis, woorden: Sequence[str], map_: Path) -> subprocess.Popen[bytes]:
    wie = toegang.bezoeker()
    omgeving = os.environ | {
        "PEILSTOK_HOME": str(thuis.wortel.parent),
        "PEILSTOK_PROFIEL": thuis.profiel,
        "PYTHONIOENCODING": "utf-8",
        logboek.WIE: wie.wie,
        logboek.WIE_ROL: wie.rol.code,
    }
    with (map_ / "antwoord.json").open("wb") as uit, (map_ / "voortgang.txt").open("wb") as zegt:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _BEGIN, str(GEHEUGEN), *woorden],
            env=omgeving,
            stdin=subprocess.DEVNULL,
            stdout=uit,
            stderr=zegt,
            start_new_session=True,
        )


def _antwoord(map_: Path, code: int) -> Any:
    """What a command answered.

    Raises:
        Mislukt: nothing that can be read; says what the command said was wrong.
    """
    try:
        return json.loads((map_ / "antwoord.json").read_text("utf-8"))
    except (OSError, ValueError):
        pass
    if code < 0:
        raise Mislukt(_GEHEUGEN_OP)
    gezegd = (map_ / "voortgang.txt").read_text("utf-8", errors="replace")
    _, teken, reden = gezegd.rpartition("peilstok: ")
    if not teken:
        raise Mislukt(_MISLUKT)
    zin = " ".join(reden.split())
    raise Mislukt(zin[:1].upper() + zin[1:])
