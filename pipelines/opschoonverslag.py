"""What a purge removed, or would remove: as text and as plain values."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from warehouse.opmaak import aantal_met_eenheid, datum


@dataclass(frozen=True)
class Bronverslag:
    """Of one bron: how many rows, in how many deliveries."""

    bron: str
    titel: str
    rijen: int
    leveringen: int


@dataclass(frozen=True)
class Opschoonverslag:
    """What came of it.

    Attributes:
        grens: matters that ended on this day or before are past their term.
        bevroren: how many figures (of one kengetal and period) stay as they were from now on.
        veranderd: figures of recent periods that count less rows than before.
        toetsen: critical checks that would fail; then nothing changed.
        logmaanden: files of the audit log that were past their term, and are gone.
    """

    afloop: Literal["opgeschoond", "proef", "niets", "geweigerd"]
    grens: dt.date
    jaren: int
    bronnen: tuple[Bronverslag, ...]
    publicatie: str | None = None
    bevroren: int = 0
    veranderd: tuple[tuple[str, str], ...] = ()
    toetsen: tuple[dict[str, Any], ...] = ()
    logmaanden: tuple[str, ...] = ()

    @property
    def rijen(self) -> int:
        return sum(bron.rijen for bron in self.bronnen)

    @property
    def zin(self) -> str:
        """In one sentence."""
        aantal = aantal_met_eenheid(self.rijen, "rij", "rijen")
        termijn = f"{self.jaren} jaar na het einde van de zaak (op of voor {datum(self.grens)})"
        if self.afloop == "geweigerd":
            return (
                "Niet opgeschoond: er is niets veranderd. Zonder de rijen die weg moeten, zakt een"
                " kritieke controle."
            )
        if self.afloop == "proef" and self.rijen:
            return f"Proef: {aantal} over leerlingen zouden worden verwijderd, {termijn}."
        if self.afloop == "opgeschoond":
            return (
                f"Opgeschoond: {aantal} over leerlingen verwijderd, {termijn}. Publicatie"
                f" {self.publicatie} is nu de huidige."
            )
        return f"Er is niets te verwijderen: geen rij is ouder dan {termijn}."

    def als_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self) | {"rijen": self.rijen, "zin": self.zin}


def als_tekst(verslag: Opschoonverslag) -> Iterator[str]:
    """The sentence, a line per bron, and what it means for the figures."""
    yield verslag.zin
    for bron in verslag.bronnen:
        if bron.rijen:
            rijen = aantal_met_eenheid(bron.rijen, "rij", "rijen")
            uit = aantal_met_eenheid(bron.leveringen, "levering", "leveringen")
            yield f"  {bron.bron}: {rijen} uit {uit}"
    if verslag.bevroren:
        yield (
            f"{aantal_met_eenheid(verslag.bevroren, 'cijfer', 'cijfers')} van perioden die ermee"
            " werden berekend, blijven staan zoals ze waren (bevroren)."
        )
    for kengetal, periode in verslag.veranderd:
        yield f"Let op: {kengetal} over {periode} telt voortaan zonder wat is verwijderd."
    if verslag.logmaanden:
        maanden = aantal_met_eenheid(len(verslag.logmaanden), "maand", "maanden")
        yield f"Van het logboek zijn {maanden} verwijderd waarvan de bewaartermijn voorbij is."
    for toets in verslag.toetsen:
        yield f"  {toets['titel']}: {toets['melding']} {toets['oplossing']}"
