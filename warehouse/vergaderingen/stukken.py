"""Documents as evidence: which links and files are taken, and where a file is kept.

A file is kept under its hash, outside of what is served, with no name that someone chose. What it
is called for readers is a cleaned name in the register. It is only ever offered as a download.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from warehouse import duurzaam
from warehouse.paths import Thuis
from warehouse.vergaderingen.inhoud import Bewijsstuk, Ongeldig, RegisterFout
from warehouse.vergaderingen.opslag import map_van

MEGABYTES = 20  # ours, 2026: a year report with pictures fits
_ZIP, _JPEG = b"PK\x03\x04", b"\xff\xd8\xff"
# What a file of each kind begins with, and how a browser is told of it.
TYPEN = {
    "pdf": (b"%PDF-", "application/pdf"),
    "docx": (_ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (_ZIP, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": (_ZIP, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "odt": (_ZIP, "application/vnd.oasis.opendocument.text"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (_JPEG, "image/jpeg"),
    "jpeg": (_JPEG, "image/jpeg"),
}
_LANG, _ADRES = 120, 2_000
_VREEMD = re.compile(r"[^\w .,()-]+")


@dataclass(frozen=True)
class NieuwStuk:
    """What someone gives: a title, a date, and a link or a file."""

    vraag: str
    titel: str
    datum: date
    adres: str = ""
    bestand: str = ""
    inhoud: bytes = b""


def veilige_naam(naam: str) -> str:
    """A file name that can do no harm: no folders, no control signs, not endless."""
    kaal = unicodedata.normalize("NFC", naam).replace("\\", "/").rpartition("/")[2]
    voor, _, achter = kaal.rpartition(".")
    schoon = _VREEMD.sub("_", voor or achter).strip(" ._")[:_LANG] or "document"
    soort = _VREEMD.sub("", achter).casefold() if voor else ""
    return f"{schoon}.{soort}" if soort else schoon


def controleer(stuk: NieuwStuk) -> tuple[str, str]:
    """The link and the cleaned file name; one of the two is empty.

    Raises:
        Ongeldig: neither, both, or one that we do not take.
    """
    adres = stuk.adres.strip()
    if bool(adres) == bool(stuk.bestand):
        raise Ongeldig("Geef een verwijzing of een bestand, een van de twee.")
    return (_link(adres), "") if adres else ("", _bestand(stuk))


def _link(adres: str) -> str:
    delen = urlsplit(adres)
    goed = delen.scheme in ("http", "https") and delen.hostname and not delen.username
    if not goed or len(adres) > _ADRES or re.search(r"[\s\x00-\x1f<>\"]", adres):
        raise Ongeldig("De verwijzing is geen adres van een webpagina; begin met https://")
    return adres


def _bestand(stuk: NieuwStuk) -> str:
    naam = veilige_naam(stuk.bestand)
    soort = naam.rpartition(".")[2]
    if soort not in TYPEN:
        raise Ongeldig(f"Dit soort bestand kan niet; kies uit {', '.join(TYPEN)}.")
    if len(stuk.inhoud) > MEGABYTES * 1024 * 1024:
        raise Ongeldig(f"Het bestand is te groot: hoogstens {MEGABYTES} MB.")
    if not stuk.inhoud.startswith(TYPEN[soort][0]):
        raise Ongeldig(f"Dit is geen {soort}-bestand, al heet het zo.")
    return naam


def bewaar(thuis: Thuis, inhoud: bytes) -> str:
    """Keep a file; returns its hash, under which it stands."""
    som = sha256(inhoud).hexdigest()
    if not pad_van(thuis, som).is_file():
        duurzaam.schrijf(pad_van(thuis, som), inhoud, modus=0o600)
    return som


def lees(thuis: Thuis, stuk: Bewijsstuk) -> bytes:
    """The file of a document, exactly as it was given.

    Raises:
        RegisterFout: it is gone or was changed.
    """
    try:
        inhoud = pad_van(thuis, stuk.som).read_bytes()
    except OSError:
        raise RegisterFout(f"Het bestand {stuk.bestand} is er niet meer.") from None
    if sha256(inhoud).hexdigest() != stuk.som:
        raise RegisterFout(f"Het bestand {stuk.bestand} is veranderd en wordt niet getoond.")
    return inhoud


def mime(stuk: Bewijsstuk) -> str:
    """What a browser is told that a document is."""
    return TYPEN[stuk.bestand.rpartition(".")[2]][1]


def pad_van(thuis: Thuis, som: str) -> Path:
    """Where a file with this hash stands."""
    return map_van(thuis) / "bewijs" / som
