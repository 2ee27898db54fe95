"""What a delivery gets back: per file what was found and assumed, and what changed in the figures.

One record, shown as text on a terminal and as JSON. Deciding what happens is left to ``run``.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.bevindingen import Bevinding
from warehouse import opmaak
from warehouse.connection import voeg_bij

Afloop = Literal["geladen", "proef", "ongewijzigd", "geweigerd"]
GETOOND = 100  # findings shown in full, per file and rule; the rest is counted


# Findings that an option of the command line cures; their own words are for every reader.
_OPTIES = {
    "bron_onbekend": "--bron",
    "kolom_ontbreekt": "--kolommen",
    "onbekende_code": "--kolommen",
    "aangenomen_tijdvak": "--datum",
}


@dataclass(frozen=True)
class Deelrapport:
    """What one file brings to one bron."""

    bron: str
    rijen: int
    scope: tuple[str, ...]


@dataclass(frozen=True)
class Bestandsrapport:
    """One file of the call.

    Attributes:
        levering: its receipt number, once it is in.
        rapport: name of the workbook with its findings, when one was written.
    """

    bestand: str
    sha256: str
    afloop: Afloop
    levering: int | None = None
    delen: tuple[Deelrapport, ...] = ()
    aannames: tuple[str, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    rapport: str = ""


@dataclass(frozen=True)
class Wijziging:
    """A figure of the whole region that differs from the publication before."""

    kengetal: str
    titel: str
    periode: str
    was: float | None
    wordt: float | None
    was_tekst: str
    wordt_tekst: str


@dataclass(frozen=True)
class Laadrapport:
    """The outcome of one load."""

    afloop: Afloop
    zin: str
    publicatie: str | None
    bestanden: tuple[Bestandsrapport, ...] = ()
    toetsen: tuple[dict[str, Any], ...] = ()  # the checks that failed or could not run
    wijzigingen: tuple[Wijziging, ...] = ()
    overgeslagen: tuple[str, ...] = field(default=())

    def als_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def als_tekst(rapport: Laadrapport) -> Iterator[str]:
    """The report line by line, most important first; nothing in it steers a terminal."""
    for regel in _regels(rapport):
        yield "".join(teken if teken.isprintable() else "?" for teken in regel)


def _regels(rapport: Laadrapport) -> Iterator[str]:
    yield rapport.zin
    for bestand in rapport.bestanden:
        yield from _bestand(bestand)
    for naam in rapport.overgeslagen:
        yield f"  {naam}: overgeslagen, dit is geen csv- of xlsx-bestand"
    opties = {
        _OPTIES[b.regel]
        for deel in rapport.bestanden
        for b in deel.bevindingen
        if b.regel in _OPTIES
    }
    if opties:
        yield f"  Opties van peilstok load die hierbij helpen: {', '.join(sorted(opties))}."
    if rapport.toetsen:
        yield ""
        yield "Controles die aandacht vragen:"
        for toets in rapport.toetsen:
            yield f"  [{toets['ernst']}] {toets['titel'].rstrip('.')}: {toets['melding']}"
            if toets["oplossing"]:
                yield f"      {toets['oplossing']}"
    if rapport.wijzigingen:
        yield ""
        yield f"Wat er verandert in de cijfers van de regio ({len(rapport.wijzigingen)}):"
        for w in rapport.wijzigingen[:GETOOND]:
            yield f"  {w.titel}, {opmaak.periode(w.periode)}: {w.was_tekst} → {w.wordt_tekst}"
        if len(rapport.wijzigingen) > GETOOND:
            yield f"  en {len(rapport.wijzigingen) - GETOOND} andere; zie --json"


def _bestand(bestand: Bestandsrapport) -> Iterator[str]:
    delen = "; ".join(
        f"{deel.bron}: {opmaak.aantal_met_eenheid(deel.rijen, 'rij', 'rijen')}"
        + (f" ({_opsomming(deel.scope)})" if deel.scope else "")
        for deel in bestand.delen
    )
    nummer = f" als levering {bestand.levering}" if bestand.levering else ""
    yield f"  {bestand.bestand}: {bestand.afloop}{nummer}" + (f" — {delen}" if delen else "")
    for aanname in bestand.aannames:
        yield f"      aangenomen: {aanname}"
    yield from _bevindingen(bestand.bevindingen)
    if bestand.rapport:
        yield f"      rapport: {bestand.rapport}"


def _bevindingen(bevindingen: Sequence[Bevinding]) -> Iterator[str]:
    geteld: Counter[str] = Counter()
    eenmaal = dict.fromkeys(replace(b, bron="") for b in bevindingen)  # told once for all bronnen
    for bevinding in sorted(eenmaal, key=lambda b: (b.ernst, b.regel, b.rij or 0)):
        geteld[bevinding.regel] += 1
        if geteld[bevinding.regel] <= GETOOND:
            plek = [f"rij {bevinding.rij}"] if bevinding.rij else []
            plek += [f"kolom {bevinding.kolom}"] if bevinding.kolom else []
            waar = f"{', '.join(plek)}: " if plek else ""
            yield f"      [{bevinding.ernst}] {waar}{bevinding.melding} {bevinding.oplossing}"
    for regel, aantal in geteld.items():
        if aantal > GETOOND:
            yield f"      en {opmaak.getal(aantal - GETOOND)} andere van de soort '{regel}'"


def _opsomming(namen: Sequence[str]) -> str:
    return (
        ", ".join(namen) if len(namen) <= 4 else f"{', '.join(namen[:3])} en {len(namen) - 3} meer"
    )


_REGIO = """
    select cijfer.kengetal, definitie.titel, cijfer.periode, cijfer.periode_datum, cijfer.waarde,
        definitie.soort, definitie.eenheid, definitie.decimalen
    from {db}.waarde as cijfer
    join {db}.kengetal as definitie on definitie.kengetal = cijfer.kengetal
    where cijfer.grain = 'regio'
"""


def vergelijk(oud: Path | None, nieuw: Path) -> tuple[Wijziging, ...]:
    """Every figure of the region that is new, gone or different in the newer publication."""
    verbinding = duckdb.connect()
    try:
        voeg_bij(verbinding, "nieuw", nieuw)
        if oud is None:
            return ()
        voeg_bij(verbinding, "oud", oud)
        rijen = verbinding.execute(
            f"""
            with was as ({_REGIO.format(db="oud")}), wordt as ({_REGIO.format(db="nieuw")})
            select
                coalesce(wordt.kengetal, was.kengetal),
                coalesce(wordt.titel, was.titel),
                coalesce(wordt.periode, was.periode),
                was.waarde,
                wordt.waarde,
                coalesce(wordt.soort, was.soort),
                coalesce(wordt.eenheid, was.eenheid),
                coalesce(wordt.decimalen, was.decimalen),
                was.kengetal is null,
                wordt.kengetal is null
            from was
            full join wordt on was.kengetal = wordt.kengetal and was.periode = wordt.periode
            where was.waarde is distinct from wordt.waarde
                or was.kengetal is null
                or wordt.kengetal is null
            order by 1, coalesce(wordt.periode_datum, was.periode_datum)
            """
        ).fetchall()
    finally:
        verbinding.close()
    return tuple(_wijziging(*rij) for rij in rijen)


def _wijziging(
    kengetal: str,
    titel: str,
    periode: str,
    was: float | None,
    wordt: float | None,
    soort: str,
    eenheid: str,
    decimalen: int,
    is_nieuw: bool,
    is_weg: bool,
) -> Wijziging:
    def tekst(waarde: float | None, afwezig: bool) -> str:
        return "nog niet geleverd" if afwezig else opmaak.waarde(waarde, soort, eenheid, decimalen)

    return Wijziging(
        kengetal, titel, periode, was, wordt, tekst(was, is_nieuw), tekst(wordt, is_weg)
    )


def json_waarde(waarde: object) -> object:
    """For ``json.dumps(default=…)``: dates and times as ISO text, amounts as numbers."""
    if isinstance(waarde, dt.date | dt.datetime):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return float(waarde)
    raise TypeError(f"{type(waarde).__name__} past niet in JSON")
