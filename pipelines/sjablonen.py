"""Templates to deliver with, made from the contracts: one workbook per bron.

A template has the columns with a note each, drop-downs for what is a choice, one invented row as
an example, and a sheet that explains. Beside the workbooks stands ``contracten.json``: what a page
must know of bronnen, columns and the calendar of deliveries, without reading a contract.
"""

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from pipelines.contract import VERZONNEN, Contract, Kolom, load_contracten
from pipelines.inlezen import parse
from pipelines.readers import read
from pipelines.rijhoogte import rijhoogte
from warehouse import duurzaam
from warehouse.paths import STANDAARD_PROFIEL, Thuis
from warehouse.profiel import GEBIED, Profiel, profiel_van

INHOUD = "contracten.json"
LEGE_RIJEN = 5000  # rows below the header that have drop-downs and a format
_KEUZES = "Keuzelijsten"
_UITLEG = "Toelichting"
_LANGSTE_NOOT = 250  # Excel shows no more of a message beside a cell

_VORM = {
    "tekst": "vrije tekst",
    "code": "een van de keuzes",
    "datum": "een datum, zoals 01-02-2024",
    "datumlijst": "datums met een | ertussen, zoals 01-02-2024|01-03-2024",
    "maand": "jaar en maand, zoals 2015-03; nooit een hele geboortedatum",
    "schooljaar": "een schooljaar, zoals 2024-2025",
    "jaar": "een jaar, zoals 2024",
    "periode": "een dag, schooljaar, kwartaal of jaar: 2024-02-01, 2024-2025, 2024-K3 of 2024",
    "getal": "een getal, met een komma voor de decimalen",
    "geheel": "een heel getal",
    "bedrag": "een bedrag in euro's, met een komma voor de centen",
    "aantal": "een heel getal; <5 mag, en leeg is onbekend (dus niet nul)",
    "ja_nee": "ja of nee",
    "postcode": "een postcode, zoals 2011 AB of 2011",
    "gemeente": "de naam van de gemeente, of onbekend",
}
_BRIN = "het instellingsnummer: twee cijfers en twee letters, zoals 03NJ"
_VESTIGING = "het nummer van de vestiging, zoals 00"
_GETALLEN = {"jaar", "geheel", "getal", "bedrag", "aantal"}
_DAGEN = {"datum"}


@dataclass(frozen=True)
class Veld:
    """One column of a template; a school has two.

    Attributes:
        keuzes: what the drop-down offers, each with the words that explain it, if any.
        streng: whether something else than the choices is wrong.
    """

    naam: str
    type: str
    verplicht: bool
    omschrijving: str
    vorm: str
    keuzes: dict[str, str]
    streng: bool


@dataclass(frozen=True)
class Bronbeschrijving:
    """What a page must know of a bron."""

    bron: str
    titel: str
    omschrijving: str
    soort: str
    scope: tuple[str, ...]
    leerlingniveau: bool
    sjabloon: str
    velden: tuple[Veld, ...]


def schrijf_thuis(thuis: Thuis, merk: str) -> Path:
    """The templates of this version of the software, in the home; made when they are not there.

    Args:
        merk: fingerprint of the software; those of another version are removed.
    """
    doel = thuis.wortel / "sjablonen" / merk
    if not (doel / INHOUD).is_file():
        doel.parent.mkdir(parents=True, exist_ok=True)
        nieuw = doel.with_name(f"{duurzaam.TIJDELIJK}{os.getpid()}-{merk}")
        schrijf(nieuw, profiel_van(thuis))
        shutil.rmtree(doel, ignore_errors=True)
        duurzaam.verplaats(nieuw, doel)
        for ander in doel.parent.iterdir():
            if ander != doel:
                shutil.rmtree(ander, ignore_errors=True)
    return doel


def schrijf(doel: Path, profiel: Profiel) -> list[Path]:
    """Write a template per bron and ``contracten.json`` into a directory.

    Raises:
        DefinitieFout: a contract is wrong.
    """
    doel.mkdir(parents=True, exist_ok=True)
    beschrijvingen = []
    for contract in (c for c in load_contracten().values() if profiel.kent(c.naam)):
        beschrijving = beschrijf(contract, profiel)
        _Sjabloon(contract, beschrijving, profiel).schrijf(doel / beschrijving.sjabloon)
        beschrijvingen.append(beschrijving)
    inhoud = {
        "profiel": profiel.id,
        "bronnen": [asdict(b) for b in beschrijvingen],
        "kalender": [moment.model_dump(mode="json") for moment in profiel.leverkalender],
    }
    tekst = json.dumps(inhoud, ensure_ascii=False, indent=1)
    duurzaam.schrijf(doel / INHOUD, tekst.encode())
    return [doel / b.sjabloon for b in beschrijvingen]


def beschrijf(contract: Contract, profiel: Profiel) -> Bronbeschrijving:
    """A contract as people fill it in, with the codes of the profile."""
    ingevuld = contract.met_profiel(profiel)
    velden = [veld for kolom in ingevuld.kolom for veld in _velden(ingevuld, kolom, profiel)]
    return Bronbeschrijving(
        bron=contract.naam,
        titel=contract.titel,
        omschrijving=contract.omschrijving,
        soort=contract.soort,
        scope=contract.scope,
        leerlingniveau=contract.leerlingniveau,
        sjabloon=f"{contract.naam}.xlsx",
        velden=tuple(velden),
    )


def _velden(contract: Contract, kolom: Kolom, profiel: Profiel) -> Iterable[Veld]:
    if kolom.type != "school":
        keuzes, streng = _keuzes(contract, kolom, profiel)
        yield Veld(
            naam=profiel.in_eigen_woorden(kolom.naam),
            type=kolom.type,
            verplicht=kolom.verplicht,
            omschrijving=profiel.in_eigen_woorden(kolom.omschrijving),
            vorm=kolom.vorm or _VORM[kolom.type],
            keuzes=keuzes,
            streng=streng,
        )
        return
    brin, vestiging = kolom.schooldelen
    anders = f"; of {', '.join(kolom.pseudo)}" if kolom.pseudo else ""
    delen = ((brin, _BRIN + anders, kolom.verplicht), (vestiging, _VESTIGING, kolom.verplicht))
    for naam, vorm, verplicht in delen:
        soort = "brin" if naam == brin else "vestiging"
        yield Veld(naam, soort, verplicht, kolom.omschrijving, vorm, {}, streng=False)


def _keuzes(contract: Contract, kolom: Kolom, profiel: Profiel) -> tuple[dict[str, str], bool]:
    """What a column may hold, and whether that is all that it may hold."""
    if kolom.type == "ja_nee":
        return {"ja": "", "nee": ""}, True
    if kolom.waarden:
        uitleg = kolom.waarden_uit is not None
        return {c: (w[0] if uitleg and w else "") for c, w in kolom.waarden.items()}, True
    if kolom.type == "gemeente":
        return dict.fromkeys((*profiel.gemeenten, "onbekend"), ""), False
    if kolom.naam == GEBIED:
        return dict.fromkeys((*(k.naam for k in profiel.kerngebied), "onbekend"), ""), False
    lijsten = [lijst.waarden for lijst in contract.codelijst if lijst.kolom == kolom.naam]
    return {code: "" for lijst in lijsten for code in lijst}, False


class _Sjabloon:
    """The workbook of one bron."""

    def __init__(self, contract: Contract, beschrijving: Bronbeschrijving, profiel: Profiel):
        self.contract = contract
        self.beschrijving = beschrijving
        self.voorbeeld = _voorbeeldrij(contract, profiel)

    def schrijf(self, pad: Path) -> None:
        boek = xlsxwriter.Workbook(str(pad), {"strings_to_formulas": False})
        boek.set_properties({"title": f"Sjabloon: {self.beschrijving.titel}"})
        blad = boek.add_worksheet(self.contract.naam)
        uitleg = boek.add_worksheet(_UITLEG)
        keuzes = boek.add_worksheet(_KEUZES)
        self._vul_blad(boek, blad, keuzes)
        self._vul_uitleg(boek, uitleg)
        keuzes.hide()
        blad.activate()
        boek.close()

    def _vul_blad(self, boek: Any, blad: Any, keuzes: Any) -> None:
        kop = {"bold": True, "valign": "vcenter", "border": 1, "border_color": "#c9d2d8"}
        verplicht = boek.add_format(kop | {"bg_color": "#1f5f8b", "font_color": "#ffffff"})
        gewoon = boek.add_format(kop | {"bg_color": "#e6eaec", "font_color": "#1d2a33"})
        blad.set_row(0, 22)
        blad.freeze_panes(1, 0)
        for plek, veld in enumerate(self._alle_velden()):
            blad.set_column(plek, plek, max(12, len(veld.naam) + 3), _vorm(boek, veld))
            blad.write_string(0, plek, veld.naam, verplicht if veld.verplicht else gewoon)
            blad.write_comment(0, plek, _noot(veld), {"x_scale": 2.2, "y_scale": 1.4})
            self._schrijf_voorbeeld(boek, blad, plek, veld)
            self._beperk(blad, keuzes, plek, veld)
        blad.set_landscape()
        blad.fit_to_pages(1, 0)
        blad.repeat_rows(0)

    def _alle_velden(self) -> Sequence[Veld]:
        verzonnen = Veld(
            VERZONNEN.naam,
            VERZONNEN.type,
            verplicht=False,
            omschrijving="De voorbeeldrij is verzonnen; haal haar weg voor u aanlevert. Laat deze"
            " kolom bij echte gegevens leeg.",
            vorm="ja, of leeg",
            keuzes={"ja": ""},
            streng=True,
        )
        return (*self.beschrijving.velden, verzonnen)

    def _schrijf_voorbeeld(self, boek: Any, blad: Any, plek: int, veld: Veld) -> None:
        waarde = self.voorbeeld.get(veld.naam)
        if waarde is None:
            return
        vorm = _vorm(boek, veld, italic=True, font_color="#5a6870")
        if isinstance(waarde, dt.date):
            blad.write_datetime(1, plek, waarde, vorm)
        elif isinstance(waarde, str):
            blad.write_string(1, plek, waarde, vorm)
        else:
            blad.write_number(1, plek, waarde, vorm)

    def _beperk(self, blad: Any, keuzes: Any, plek: int, veld: Veld) -> None:
        """A drop-down where there is a choice, a check on what is a day, a message on the rest."""
        regel: dict[str, Any] = {"validate": "any"}
        if veld.keuzes:
            letter = xlsxwriter.utility.xl_col_to_name(plek)
            keuzes.write_string(0, plek, veld.naam)
            keuzes.write_column(1, plek, list(veld.keuzes))
            bereik = f"={_KEUZES}!${letter}$2:${letter}${len(veld.keuzes) + 1}"
            regel = {"validate": "list", "source": bereik}
        elif veld.type in _DAGEN:
            grenzen = {"minimum": dt.date(1990, 1, 1), "maximum": dt.date(2100, 12, 31)}
            regel = {"validate": "date", "criteria": "between"} | grenzen
        regel |= {
            "input_title": veld.naam[:32],
            "input_message": _kort(veld.vorm),
            "error_title": "Dat kan hier niet" if veld.streng else "Klopt dit?",
            "error_message": _kort(f"Hier hoort {veld.vorm}."),
            "error_type": "stop" if veld.streng else "warning",
        }
        blad.data_validation(1, plek, LEGE_RIJEN, plek, regel)

    def _vul_uitleg(self, boek: Any, blad: Any) -> None:
        vet = boek.add_format({"bold": True, "valign": "top"})
        groot = boek.add_format({"bold": True, "font_size": 15})
        tekst = boek.add_format({"text_wrap": True, "valign": "top"})
        breedtes = (26, 11, 58, 58)
        for plek, breedte in enumerate(breedtes):
            blad.set_column(plek, plek, breedte)
        blad.hide_gridlines(2)
        blad.write_string(0, 0, self.beschrijving.titel, groot)
        rij = 1
        for regel in (self.contract.omschrijving, *_werkwijze(self.contract)):
            blad.merge_range(rij, 0, rij, 3, regel, tekst)
            blad.set_row(rij, rijhoogte([(regel, sum(breedtes))]))
            rij += 1
        rij += 1
        for plek, naam in enumerate(("Kolom", "Verplicht", "Wat erin staat", "Hoe u het schrijft")):
            blad.write_string(rij, plek, naam, vet)
        for veld in self._alle_velden():
            rij += 1
            cellen = (veld.naam, "ja" if veld.verplicht else "nee", veld.omschrijving, veld.vorm)
            blad.set_row(rij, rijhoogte(zip(cellen, breedtes, strict=True)))
            for plek, cel in enumerate(cellen):
                blad.write_string(rij, plek, cel, vet if plek == 0 else tekst)
        rij += 2
        for veld in self.beschrijving.velden:
            if veld.keuzes and veld.type != "ja_nee":
                blad.write_string(rij, 0, f"Keuzes bij {veld.naam}", vet)
                for code, woorden in veld.keuzes.items():
                    rij += 1
                    blad.write_string(rij, 0, code, tekst)
                    blad.merge_range(rij, 1, rij, 3, woorden, tekst)
                    blad.set_row(rij, rijhoogte([(woorden, sum(breedtes[1:]))]))
                rij += 2
        blad.set_landscape()
        blad.fit_to_pages(1, 0)


def _werkwijze(contract: Contract) -> Iterable[str]:
    """What to do with the workbook, in the order in which it is done."""
    yield (
        f"1. Vul op het blad '{contract.naam}' een rij per gegeven in. Kolommen met een blauwe kop"
        " zijn verplicht; wijs een kop aan en u leest wat erin hoort. Andere kolommen mogen leeg"
        " blijven of weg."
    )
    yield (
        "2. De cursieve rij is een verzonnen voorbeeld. Haal haar weg voor u aanlevert: tussen"
        " echte rijen, of als enige rij, wordt zij geweigerd."
    )
    if contract.soort == "register":
        yield (
            "3. Lever steeds de hele lijst, zoals die op de dag van uitdraaien is: een nieuwe"
            " levering komt in de plaats van de vorige."
        )
    else:
        yield (
            f"3. Een levering vervangt wat er stond voor dezelfde {_rijtje(contract.scope)}: lever"
            " daarvan steeds alle rijen. Wat u niet levert, blijft staan."
        )
    yield (
        "4. Sla op als XLSX of als CSV en lever het bestand in op de pagina Leveringen. U ziet"
        " eerst wat er verandert; pas daarna wordt er iets gepubliceerd."
    )
    if contract.leerlingniveau:
        yield (
            "Rijen gaan over één leerling. Gebruik een eigen kenmerk dat in elke levering hetzelfde"
            " blijft. Namen, adressen, geboortedatums, BSN en onderwijsnummers worden geweigerd."
        )


def _rijtje(woorden: Sequence[str]) -> str:
    *eerste, laatste = woorden
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def _vorm(boek: Any, veld: Veld, **erbij: Any) -> Any:
    """How a cell is written: codes and half dates stay text, days are days."""
    soorten = {"datum": "dd-mm-yyyy", "bedrag": "#,##0.00", "getal": "General", "jaar": "0"}
    soorten |= {"geheel": "0", "aantal": "General"}
    return boek.add_format({"num_format": soorten.get(veld.type, "@")} | erbij)


def _noot(veld: Veld) -> str:
    verplicht = "Verplicht. " if veld.verplicht else ""
    return f"{verplicht}{veld.omschrijving}\n\nSchrijf: {veld.vorm}."


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= _LANGSTE_NOOT else f"{tekst[: _LANGSTE_NOOT - 1]}…"


def _voorbeeldrij(contract: Contract, profiel: Profiel) -> dict[str, Any]:
    """The fullest row of the example: days and numbers typed, everything else as it is written."""
    tabel = read(contract.voorbeeld.name, contract.voorbeeld.read_bytes())
    plaats = {kop: f"k{plek}" for plek, kop in enumerate(tabel.kolommen)}
    vol = tabel.rijen.to_dicts()
    ruw = max(vol, key=lambda rij: sum(cel is not None for cel in rij.values()))
    gelezen = parse(tabel, contract, None, profiel).rijen
    if gelezen is None:
        raise ValueError(f"{contract.naam}/voorbeeld.csv is geen levering zonder fouten")
    waarden = next(rij for rij in gelezen.to_dicts() if rij["rij"] == ruw["rij"])
    typen: dict[str, Callable[[Any], Any]] = dict.fromkeys(_DAGEN, _zelf)
    typen |= dict.fromkeys(_GETALLEN, float)
    rij: dict[str, Any] = {kop: ruw[k] for kop, k in plaats.items() if ruw[k] is not None}
    for kolom in contract.kolom:
        if kolom.naam in rij and kolom.type in typen and waarden[kolom.naam] is not None:
            rij[kolom.naam] = typen[kolom.type](waarden[kolom.naam])
        if kolom.naam in rij and (kolom.type == "gemeente" or kolom.naam == GEBIED):
            rij[kolom.naam] = _plek(kolom, rij[kolom.naam], profiel)
    eigen = profiel.in_eigen_woorden
    return {eigen(k): eigen(w) if isinstance(w, str) else w for k, w in rij.items()}


def _plek(kolom: Kolom, plek: str, profiel: Profiel) -> str | None:
    """A place as the example of a column: examples are of the calibrated region, else of this."""
    namen = profiel.gemeenten if kolom.type == "gemeente" else [g.naam for g in profiel.kerngebied]
    return plek if profiel.id == STANDAARD_PROFIEL else next(iter(namen), None)


def _zelf(waarde: Any) -> Any:
    return waarde
