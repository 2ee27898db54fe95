"""How the command line shows things on a terminal: Dutch tables, one function per command.

Numbers and dates go through ``warehouse.opmaak``. What is shown is decided by the caller.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.table import Table

from pipelines.cijfers import Gebruik, Spoor
from warehouse import opmaak
from warehouse.publish import Versie
from warehouse.register import Kengetal

if TYPE_CHECKING:
    from pipelines.nakijken import Uitkomst
    from pipelines.toestand import Toestand

Rij = Mapping[str, Any]

# What makes a spreadsheet read a text as a formula.
_GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r")


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
    if len({rij["swv"] for rij in rijen}) > 1:
        dims = ["swv", *dims]
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
    """Figures as CSV with `;` and decimal comma; empty is unknown.

    A text that a spreadsheet would run as a formula stays a text.
    """
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
    if isinstance(waarde, str) and waarde.startswith(_GEVAARLIJK):
        return f"'{waarde}"
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


def spoor(gevonden: Spoor | Gebruik) -> None:
    """The way back from a figure, or on from a delivery."""
    if isinstance(gevonden, Spoor):
        _spoor(gevonden)
    else:
        _gebruik(gevonden)


def _gebruik(gebruik: Gebruik) -> None:
    """The delivery, and the kengetallen and periods that it counts in."""
    for lev in gebruik.leveringen:
        print(
            f"levering {lev['levering']}: {lev['bestand']}, {lev['bron']},"
            f" {opmaak.aantal_met_eenheid(lev['rijen'], 'rij', 'rijen')},"
            f" {opmaak.datum(lev['datum'])}, sha256 {lev['sha256'][:12]}"
        )
    if not gebruik.kengetallen:
        print("telt in geen enkel cijfer van deze publicatie")
        return
    _tabel(
        ["kengetal", "bron", "rijen", "perioden"],
        (
            [
                rij["kengetal"],
                rij["bron"],
                opmaak.getal(rij["rijen"]),
                _perioden(rij["perioden"]),
            ]
            for rij in gebruik.kengetallen
        ),
        rechts=(2,),
    )


def _perioden(codes: Sequence[str]) -> str:
    """A few periods by name; of many, how many and which the first and last are."""
    if len(codes) <= 3:
        return ", ".join(opmaak.periode(code) for code in codes)
    eerste, laatste = opmaak.periode(codes[0]), opmaak.periode(codes[-1])
    return f"{opmaak.getal(len(codes))}: {eerste} tot en met {laatste}"


def _spoor(spoor_: Spoor) -> None:
    """Definition, SQL and the deliveries behind a figure."""
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
            f"Publicatie {stand.publicatie} van {opmaak.datum(opmaak.hier(stand.gemaakt_op))}, "
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
    gemaakt = stand.backup.gemaakt_op.astimezone() if stand.backup else None
    print(
        f"Laatste back-up: {opmaak.datum(gemaakt.date())} om {gemaakt:%H:%M}"
        if gemaakt
        else "Laatste back-up: nog geen; maak er een met 'peilstok backup FILE'"
    )
    print(f"Peilstok {stand.versie}")


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
                f"{opmaak.datum(tijd := opmaak.hier(versie.gemaakt_op))} {tijd:%H:%M}",
                opmaak.getal(versie.ontvangst),
                ", ".join(_bijzonder(versie)),
            ]
            for versie in lijst
        ),
        rechts=(2,),
    )


def _bijzonder(versie: Versie) -> Iterator[str]:
    if versie.is_huidig:
        yield "huidig"
    if versie.is_alvast:
        yield "alleen voor medewerkers"


def audit(uitkomst: "Uitkomst") -> None:
    """What could be worked out, per audience; one line when nothing could."""
    for vondst in uitkomst.vondsten:
        waar = " ".join(vondst.rij.eenheid) or "hele regio"
        print(
            f"{vondst.doelgroep}: {vondst.rij.kengetal}, {opmaak.periode(vondst.rij.periode)},"
            f" {vondst.rij.grain} {waar}: tussen {opmaak.getal(vondst.minimum)} en"
            f" {opmaak.getal(vondst.maximum)}"
        )
    wie = opmaak.aantal_met_eenheid(len(uitkomst.rollen), "doelgroep", "doelgroepen")
    wat = opmaak.aantal_met_eenheid(len(uitkomst.vondsten), "cel", "cellen")
    print(f"{wie} onderzocht; {wat} uit te rekenen.")
