"""How the command line shows things on a terminal: Dutch tables, one function per command.

Numbers and dates go through ``warehouse.opmaak``. What is shown is decided by the caller.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.table import Table

from pipelines.cijfers import Spoor
from warehouse import opmaak
from warehouse.publish import Versie
from warehouse.register import Kengetal

if TYPE_CHECKING:
    from pipelines.toestand import Toestand

Rij = Mapping[str, Any]


def _tabel(kop: Sequence[str], rijen: Iterable[Sequence[str]], rechts: Sequence[int] = ()) -> None:
    tabel = Table(box=None, pad_edge=False, header_style="bold")
    for plaats, naam in enumerate(kop):
        tabel.add_column(naam, justify="right" if plaats in rechts else "left", overflow="fold")
    for rij in rijen:
        tabel.add_row(*rij)
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=200)
    console.print(tabel, markup=False)


def waarden_tabel(rijen: Sequence[Rij], register: Mapping[str, Kengetal]) -> None:
    """Figures with their period and unit; what is hidden, unknown or a range says so."""
    if not rijen:
        print("Er zijn geen cijfers voor deze vraag.")
        return
    namen = list(rijen[0])
    dims = namen[namen.index("reeks") + 1 : namen.index("teller")]
    kop = ["kengetal", "periode", *dims, "waarde", "teller", "noemer", "streefwaarde", "landelijk"]
    _tabel(
        kop,
        (
            [
                rij["kengetal"],
                opmaak.periode(rij["periode"]),
                *(str(rij[dim]) for dim in dims),
                _waarde(rij, register[rij["kengetal"]]),
                _getal(rij["teller"]),
                _getal(rij["noemer"]),
                _maat(rij["streefwaarde"], register[rij["kengetal"]]),
                _maat(rij["landelijk"], register[rij["kengetal"]]),
            ]
            for rij in rijen
        ),
        rechts=range(2 + len(dims), len(kop)),
    )


def _waarde(rij: Rij, kengetal: Kengetal) -> str:
    if rij["symbool"]:
        return str(rij["symbool"])
    if rij["waarde"] is None and rij["waarde_max"] is not None:
        return f"{_maat(rij['waarde_min'], kengetal)} tot {_maat(rij['waarde_max'], kengetal)}"
    tekst = _maat(rij["waarde"], kengetal) or "onbekend"
    return f"{tekst} ({rij['ontbreekt']} onbekend)" if rij["ontbreekt"] else tekst


def _maat(waarde: float | None, kengetal: Kengetal) -> str:
    d = kengetal.definitie
    return "" if waarde is None else opmaak.waarde(waarde, d.soort, d.eenheid, d.decimalen)


def _getal(waarde: float | None) -> str:
    return "" if waarde is None else opmaak.getal(waarde)


def waarden_csv(rijen: Sequence[Rij], uit: TextIO) -> None:
    """Figures as CSV with `;` and decimal comma; empty is unknown."""
    if not rijen:
        return
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(rijen[0])
    for rij in rijen:
        schrijver.writerow([_cel(waarde) for waarde in rij.values()])


def _cel(waarde: object) -> object:
    if isinstance(waarde, float):
        kort = int(waarde) if waarde.is_integer() else waarde
        return str(kort).replace(".", ",")
    return waarde


def definities(kengetallen: Sequence[Kengetal]) -> None:
    """One definition in full, or a list of several."""
    if len(kengetallen) > 1:
        _tabel(
            ["kengetal", "titel", "soort", "per"],
            (
                [k.id, k.definitie.titel, k.definitie.soort, " | ".join(k.definitie.grain)]
                for k in kengetallen
            ),
        )
        return
    for kengetal in kengetallen:
        d = kengetal.definitie
        print(f"{d.titel} ({d.id}, versie {kengetal.versie})\n\n{d.vraag}\n")
        for naam, tekst in (
            ("teller", d.teller),
            ("noemer", d.noemer or "niet van toepassing"),
            ("wat het niet is", d.niet),
            ("waarom", d.waarom),
            ("let op", " ".join(d.let_op)),
            ("per", " | ".join(d.grain)),
            ("eigenaar", d.eigenaar),
            ("nagekeken door", d.controleur),
            ("herzien voor", opmaak.datum(d.herzien)),
        ):
            print(f"{naam}: {tekst}")
        print(f"\n{kengetal.sql}")


def toetsen(rijen: Sequence[Rij]) -> None:
    """Failed checks first, with their sentence; then how many passed."""
    opvallend = [rij for rij in rijen if rij["uitkomst"] == "gezakt"]
    _tabel(
        ["uitkomst", "ernst", "aantal", "controle", "melding"],
        (
            [
                rij["uitkomst"].replace("_", " "),
                rij["ernst"],
                opmaak.getal(rij["aantal"]),
                rij["id"],
                rij["melding"],
            ]
            for rij in opvallend
        ),
        rechts=(2,),
    )
    niet_uitgevoerd = Counter(
        rij["bron"] or rij["kengetal"] for rij in rijen if rij["uitkomst"] == "niet_uitgevoerd"
    )
    for waarover, aantal in niet_uitgevoerd.items():
        controles = opmaak.aantal_met_eenheid(aantal, "controle", "controles")
        print(f"{waarover}: {controles} niet uitgevoerd, want hier is nog niets over geleverd.")
    geslaagd = sum(rij["uitkomst"] == "geslaagd" for rij in rijen)
    print(f"{opmaak.getal(geslaagd)} van {opmaak.getal(len(rijen))} geslaagd.")


def spoor(spoor_: Spoor) -> None:
    """A figure back to its deliveries."""
    kop = spoor_.kop
    print(f"{kop['titel']} ({kop['kengetal']}, versie {kop['definitie_versie']})")
    print(f"teller: {kop['teller']}")
    if kop["noemer"]:
        print(f"noemer: {kop['noemer']}")
    print(f"\n{kop['sql']}\n")
    _tabel(
        ["periode", "bron", "levering", "bestand", "datum", "rijen", "sha256"],
        (
            [
                opmaak.periode(lev["periode"]),
                lev["bron"],
                str(lev["levering"]),
                lev["bestand"],
                opmaak.datum(lev["datum"]),
                opmaak.getal(lev["rijen"]),
                lev["sha256"][:12],
            ]
            for lev in spoor_.leveringen
        ),
        rechts=(2, 5),
    )


def toestand(stand: "Toestand") -> None:
    """Health first, then freshness per bron."""
    print("Gezond." if stand.gezond else "Niet gezond:")
    for klacht in stand.klachten:
        print(f"  {klacht}")
    if stand.gemaakt_op:
        voorbeeld = " Voorbeeldgegevens." if stand.voorbeeldgegevens else ""
        print(
            f"Publicatie {stand.publicatie} van {opmaak.datum(stand.gemaakt_op)}, "
            f"zoals bekend op {opmaak.datum(stand.bekend_op)}.{voorbeeld}"
        )
    _tabel(
        ["bron", "laatste levering", "dagen oud", "leveringen"],
        (
            [
                bron.bron,
                opmaak.datum(bron.datum) if bron.datum else "nog niet geleverd",
                "" if bron.dagen_oud is None else opmaak.getal(bron.dagen_oud),
                opmaak.getal(bron.leveringen),
            ]
            for bron in stand.bronnen
        ),
        rechts=(2, 3),
    )
    print(f"Vrij op de schijf: {opmaak.getal(stand.schijf_vrij / 1024**3, 1)} GB")


def versies(lijst: Sequence[Versie]) -> None:
    """Every publication, the current one marked."""
    if not lijst:
        print("Er is nog niets gepubliceerd.")
        return
    _tabel(
        ["publicatie", "gemaakt op", "leveringen", ""],
        (
            [
                versie.publicatie,
                f"{opmaak.datum(versie.gemaakt_op)} {versie.gemaakt_op:%H:%M}",
                opmaak.getal(versie.ontvangst),
                "huidig" if versie.is_huidig else "",
            ]
            for versie in lijst
        ),
        rechts=(2,),
    )
