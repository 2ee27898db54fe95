"""Publish: a new directory with a file per audience, made current in one step.

``stand.json`` is the commit point. It names the current publication and the last receipt that
counts; until it is replaced nothing has happened, afterwards everything has. Older publications
stay, so that a link or a report keeps showing what it showed.
"""

import datetime as dt
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import duurzaam
from warehouse.paths import CASUS, VORM, Stand, Thuis

if TYPE_CHECKING:
    from warehouse.grondslag import Gegevens

MANIFEST = "manifest.json"
_TERUGBLIK = 3  # earlier publications that readers are taken to remember


class PublicatieFout(Exception):
    """A publication that is asked for is not there or is damaged; the text says what to do."""


class LekFout(PublicatieFout):
    """Something that must stay hidden follows from what would be published; the text names it."""


@dataclass(frozen=True)
class Versie:
    """One publication in the list of versions."""

    publicatie: str
    gemaakt_op: dt.datetime
    ontvangst: int
    vingerafdruk: str
    bestanden: dict[str, str]
    is_huidig: bool
    is_alvast: bool = False  # for medewerkers alone: those for others were still being protected


def volgende_id(thuis: Thuis) -> str:
    """The id of the next publication: a number that is never used again."""
    bekend = [*thuis.publicatielijst(), thuis.huidige() or "p0"]
    laatste = max(int(naam[1:]) for naam in bekend)
    return f"p{laatste + 1:04d}"


def schrijf_map(
    doel: Path,
    werk: Path,
    gegevens: "Gegevens",
    ontvangst: int,
    afdruk: str,
    eerdere: Sequence[Path] = (),
    *,
    is_alvast: bool = False,
) -> None:
    """Write a publication directory with its manifest; nothing becomes current.

    Args:
        doel: the new directory; it must not exist.
        werk: the finished work database.
        gegevens: what is published beside the figures.
        ontvangst: number of the last receipt that it is built on.
        afdruk: fingerprint of the software and definitions that built it.
        eerdere: directories of earlier publications, newest first: what readers have seen.
        is_alvast: for medewerkers alone, who see everything: nothing is protected yet.

    Raises:
        LekFout: something small could be worked out from what would be published.
    """
    from warehouse import inhoud  # noqa: PLC0415 - heavy, for a build
    from warehouse.casus import schrijf_casussen  # noqa: PLC0415
    from warehouse.publicatie import Schrijver  # noqa: PLC0415

    doel.mkdir(parents=True)
    bestanden: dict[str, str] = {}
    tijdelijk = doel / f"{duurzaam.TIJDELIJK}delen"
    tijdelijk.mkdir()
    schrijver = Schrijver(werk, gegevens, tijdelijk)
    profiel, register = gegevens.profiel, gegevens.register
    eerder = inhoud.lees_eerder(eerdere)
    delen = (
        inhoud.lees_bloot(werk, profiel, register)
        if is_alvast
        else inhoud.lees_inhoud(werk, profiel, register, eerder, afdruk)
    )
    for deel in delen:
        pad = doel / f"{deel.doelgroep.code}.duckdb"
        schrijver.schrijf(pad, deel)
        bestanden[pad.name] = duurzaam.sha256(pad)
    shutil.rmtree(tijdelijk)
    casussen = doel / f"{CASUS}.duckdb"
    schrijf_casussen(casussen, werk)
    bestanden[casussen.name] = duurzaam.sha256(casussen)
    manifest = {
        "publicatie": gegevens.publicatie,
        "gemaakt_op": gegevens.gemaakt_op.isoformat(),
        "ontvangst": ontvangst,
        "vingerafdruk": afdruk,
        "alvast": is_alvast,
        "bestanden": bestanden,
    }
    (doel / MANIFEST).write_text(json.dumps(manifest, indent=2), "utf-8")


def eerdere(thuis: Thuis) -> list[Path]:
    """The directories of the last publications that readers have seen, newest first."""
    return voorgangers(thuis, None)


def voorgangers(thuis: Thuis, publicatie: str | None) -> list[Path]:
    """Those before one publication, or before the next one when none is named."""
    lijst = thuis.publicatielijst()
    einde = lijst.index(publicatie) if publicatie else len(lijst)
    namen = lijst[max(0, einde - _TERUGBLIK) : einde]
    return [thuis.publicaties / naam for naam in reversed(namen)]


def publiceer(thuis: Thuis, geschreven: Path, publicatie: str, ontvangst: int) -> None:
    """Put a written publication directory beside the others and make it current.

    Args:
        thuis: the home.
        geschreven: what ``schrijf_map`` wrote, on the same file system.
        publicatie: its id.
        ontvangst: number of the last receipt that counts from now on.
    """
    thuis.publicaties.mkdir(parents=True, exist_ok=True)
    duurzaam.verplaats(geschreven, thuis.publicaties / publicatie)
    zet_stand(thuis, Stand(publicatie=publicatie, ontvangst=ontvangst))


def zet_stand(thuis: Thuis, stand: Stand) -> None:
    """Replace the commit point."""
    duurzaam.schrijf(thuis.stand, json.dumps({"vorm": VORM, **stand}).encode())


def lees_versie(thuis: Thuis, publicatie: str) -> Versie:
    """What the manifest of a publication says.

    Raises:
        PublicatieFout: there is no such publication, or its manifest cannot be read.
    """
    pad = thuis.publicaties / publicatie / MANIFEST
    try:
        manifest = json.loads(pad.read_text("utf-8"))
        return Versie(
            publicatie=manifest["publicatie"],
            gemaakt_op=dt.datetime.fromisoformat(manifest["gemaakt_op"]),
            ontvangst=manifest["ontvangst"],
            vingerafdruk=manifest["vingerafdruk"],
            bestanden=manifest["bestanden"],
            is_huidig=publicatie == thuis.huidige(),
            is_alvast=manifest.get("alvast", False),
        )
    except FileNotFoundError:
        bekend = ", ".join(thuis.publicatielijst()) or "nog geen"
        raise PublicatieFout(f"publicatie '{publicatie}' bestaat niet; er zijn: {bekend}") from None
    except (ValueError, KeyError) as fout:
        raise PublicatieFout(
            f"het manifest van publicatie '{publicatie}' is onleesbaar; "
            "zet de publicatie terug uit een back-up of bouw opnieuw met 'peilstok load'"
        ) from fout


def versies(thuis: Thuis) -> list[Versie]:
    """Every publication, oldest first."""
    return [lees_versie(thuis, publicatie) for publicatie in thuis.publicatielijst()]


def beschadigd(
    thuis: Thuis, publicatie: str, som: Callable[[Path], str] = duurzaam.sha256
) -> list[str]:
    """Names of the files of a publication that are missing or differ from what was published."""
    versie = lees_versie(thuis, publicatie)
    map_ = thuis.publicaties / publicatie
    return [
        naam
        for naam, verwacht in versie.bestanden.items()
        if not (map_ / naam).is_file() or som(map_ / naam) != verwacht
    ]


def zet_terug(thuis: Thuis, publicatie: str) -> None:
    """Make an older publication current again. The archive of deliveries stays as it is.

    Raises:
        PublicatieFout: no such publication, or its files are not what was published.
    """
    if kapot := beschadigd(thuis, publicatie):
        raise PublicatieFout(
            f"publicatie '{publicatie}' is beschadigd ({', '.join(kapot)}); "
            "kies een andere of bouw opnieuw met 'peilstok load'"
        )
    stand = thuis.lees_stand()
    ontvangst = stand["ontvangst"] if stand else lees_versie(thuis, publicatie).ontvangst
    zet_stand(thuis, Stand(publicatie=publicatie, ontvangst=ontvangst))
