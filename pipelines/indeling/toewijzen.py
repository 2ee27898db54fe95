"""Bringing a delivered table under the column names of a contract, with or without a mapping.

Columns that a mapping does not name are found by their own names. The result is a table of texts;
types are left to ``inlezen``, the choice of rows to ``rijkeuze``.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from pipelines.bevindingen import KRITIEK, WAARSCHUWING, Bevinding, Plek, per_rij
from pipelines.contract import Breed, Contract, Kolom
from pipelines.indeling import tijdstip
from pipelines.indeling.kolommen import PATROON, Bronkolom, Bronkolommen
from pipelines.indeling.koppen import Kolomvinder
from pipelines.indeling.rijkeuze import kies_rijen
from pipelines.indeling.vertalen import Vertaling
from pipelines.readers import Tabel
from pipelines.waarden.vouwen import vouw
from warehouse import periode

KOP = "_kop"  # per row: header of the cell that a wide table was unfolded from

_VOORBEELDEN = 5  # values told in full when they were all read as something else

Gebonden = dict[str, tuple[str, pl.Expr]]  # our column → header in the file, how to get the text


@dataclass(frozen=True)
class Toewijzing:
    """A table under our own column names, all text.

    Attributes:
        rijen: one text column per column of the contract that was found, and ``rij``; ``_kop``
            too when the table was wide.
        paren: a school that stands in two columns, and what those are called in ``rijen``.
        koppen: our column → header in the file; an empty string for a constant.
        waardekolom: our column whose header differs per row (``_kop``), if the table was wide.
        gemeld: our columns that could not be filled and were reported as such.
        tel_op: rows with the same key are to be added up.
    """

    rijen: pl.DataFrame
    paren: dict[str, tuple[str, str]]
    koppen: dict[str, str]
    waardekolom: str | None
    gemeld: frozenset[str]
    bevindingen: tuple[Bevinding, ...]
    aannames: tuple[str, ...]
    tel_op: bool = False


def wijs_toe(
    tabel: Tabel,
    contract: Contract,
    kolommen: Bronkolommen | None,
    ontvangst: dt.date | None = None,
) -> Toewijzing:
    """Bring a table under the column names of a contract.

    Columns that the mapping does not name are found by their own name. What cannot be found is
    simply absent: whether that is wrong is for the contract to say.

    Args:
        ontvangst: day of receipt, for a mapping that leans on it.
    """
    return _Toewijzer(tabel, contract, kolommen, ontvangst).uitvoeren()


class _Toewijzer:
    """One table on its way to one contract; collects findings as it goes."""

    def __init__(
        self,
        tabel: Tabel,
        contract: Contract,
        kolommen: Bronkolommen | None,
        ontvangst: dt.date | None,
    ) -> None:
        self.tabel = tabel
        self.contract = contract
        self.is_gekarteerd = kolommen is not None
        self.kolommen = kolommen or Bronkolommen(bron=contract.naam)
        self.ontvangst = ontvangst
        self.rijen = tabel.rijen
        self.vinder = Kolomvinder(tabel, contract.naam, self.kolommen.koppen)
        self.aannames: list[str] = []
        self.paren: dict[str, tuple[str, str]] = {}
        self.gemeld: set[str] = set()
        self.gekozen: set[int] = set()  # columns that the mapping gives to one of ours

    def uitvoeren(self) -> Toewijzing:
        self.rijen = kies_rijen(self.rijen, self.contract, self.kolommen, self.vinder)
        bron = self._bind()
        breed, bron = self._bind_breed(bron)
        self._noem_overige()
        uitdrukkingen = [waarde.alias(naam) for naam, (_, waarde) in bron.items()]
        rijen = self.rijen.select("rij", *uitdrukkingen)
        koppen = {naam: kop for naam, (kop, _) in bron.items()}
        for naam, (brin, vestiging) in self.paren.items():
            koppen[naam] = f"{koppen[brin]} + {koppen[vestiging]}"
        if breed is not None:
            vorm, delen = breed
            rijen = self._ontvouw(rijen, vorm, delen)
            koppen |= {naam: "" for naam in (vorm.naar, vorm.waarde) if naam}
        return Toewijzing(
            rijen,
            self.paren,
            koppen,
            breed[0].waarde if breed else None,
            frozenset(self.gemeld),
            tuple(self.vinder.bevindingen),
            tuple(self.aannames),
            self.kolommen.tel_op,
        )

    def _bind(self) -> Gebonden:
        """For each of our columns that was found: the header and how to get the text."""
        bron: Gebonden = {}
        schooldelen: Gebonden = {}
        for sleutel, kolom in self.kolommen.kolommen.items():
            deel = self._schooldeel(sleutel)
            naam = deel or self._doel(sleutel, "kolommen")
            gebonden = self._bind_kolom(sleutel, kolom)
            if naam and gebonden:
                (schooldelen if deel else bron)[naam] = gebonden
            elif naam and kolom.ontbreekt is None:
                self.gemeld.add(self._school_van(naam) if deel else naam)
        for sleutel, waarde in self.kolommen.vast.items():
            if naam := self._doel(sleutel, "vast"):
                bron[naam] = ("", pl.lit(waarde, dtype=pl.String))
        self._laat_onbekend(bron)
        gevuld = set(bron) | self.gemeld
        if self.kolommen.breed:
            gevuld |= {self.kolommen.breed.naar, self.kolommen.breed.waarde}
        for ons in self.contract.kolommen:
            if ons.naam in gevuld:
                continue
            if self.vinder.heeft(ons.naam):
                plek = self.vinder.plek(ons.naam, ons.naam)
                if plek is None:
                    self.gemeld.add(ons.naam)
                else:
                    bron[ons.naam] = (self.tabel.kolommen[plek], pl.col(f"k{plek}"))
            elif ons.type == "school":
                self._bind_school(ons, schooldelen, bron)
        self._bind_buiten_de_tabel(bron)
        return bron

    def _bind_kolom(self, sleutel: str, kolom: Bronkolom) -> tuple[str, pl.Expr] | None:
        """A column as the mapping wants it; None when it is absent."""
        heeft_ander = kolom.of is not None and self.vinder.heeft(kolom.of)
        if not self.vinder.heeft(kolom.uit) and (kolom.ontbreekt is not None or heeft_ander):
            if heeft_ander and kolom.of is not None:
                ander = kolom.model_copy(update={"uit": kolom.of, "of": None, "past": None})
                return self._bind_kolom(sleutel, ander)
            return ("", pl.lit(kolom.ontbreekt, dtype=pl.String)) if kolom.ontbreekt else None
        plek = self.vinder.plek(kolom.uit, f"kolommen.{sleutel}")
        if plek is None:
            return None
        self.gekozen.add(plek)
        kop = self.tabel.kolommen[plek]
        spellingen = self.kolommen.koppen.get(kolom.uit, (kolom.uit,))
        if any(spelling.startswith(PATROON) for spelling in spellingen):
            self.aannames.append(f"Kolom '{kop}' is gelezen als {sleutel}.")
        cel = self._hercodeer(plek, kolom)
        if heeft_ander and kolom.of is not None:
            plek_ander = self.vinder.plek(kolom.of, f"kolommen.{sleutel}.of")
            if plek_ander is not None:
                zonder = kolom.model_copy(update={"past": None})
                cel = pl.coalesce(cel, self._hercodeer(plek_ander, zonder))
        return kop, cel if kolom.leeg is None else cel.fill_null(kolom.leeg)

    def _bind_school(self, school: Kolom, delen: Gebonden, bron: Gebonden) -> None:
        """A school in two columns, brin and vestiging, or in one of them."""
        gevonden = []
        for deel in school.schooldelen:
            if deel in delen:
                gevonden.append(delen[deel])
            elif self.vinder.heeft(deel) and (plek := self.vinder.plek(deel, deel)) is not None:
                gevonden.append((self.tabel.kolommen[plek], pl.col(f"k{plek}")))
        if len(gevonden) == 1:
            bron[school.naam] = gevonden[0]
        elif gevonden:
            self.paren[school.naam] = (f"{school.naam}.brin", f"{school.naam}.vestiging")
            bron.update(zip(self.paren[school.naam], gevonden, strict=True))

    def _bind_buiten_de_tabel(self, bron: Gebonden) -> None:
        """What the file itself does not tell: from its name, or from the day of receipt."""
        for sleutel in (*self.kolommen.uit_naam, *self.kolommen.uit_ontvangst):
            naam = self._doel(sleutel, "uit_naam")
            kolom = self.contract.zoek(sleutel)
            if naam is None or kolom is None or naam in bron:
                continue
            uit_naam = (
                tijdstip.jaar_uit_naam(self.tabel.bestand)
                if kolom.type == "jaar"
                else tijdstip.schooljaar_uit_naam(self.tabel.bestand)
            )
            if uit_naam:
                self.aannames.append(f"{naam} {uit_naam} komt uit de naam van het bestand.")
                bron[naam] = ("", pl.lit(uit_naam, dtype=pl.String))
            elif sleutel in self.kolommen.uit_ontvangst and self.ontvangst:
                waarde = periode.schooljaar_van(self.ontvangst)
                bron[naam] = ("", pl.lit(waarde, dtype=pl.String))
                self.vinder.vind(
                    WAARSCHUWING,
                    "aangenomen_tijdvak",
                    f"Het bestand noemt geen {naam}; aangenomen is {waarde}, van de dag van"
                    " ontvangst.",
                    f"Klopt dat niet, zet dan het {naam} in de naam van het bestand (zoals"
                    " scholen_2024-2025.csv), of geef erbij op wanneer het is ontvangen.",
                )
            else:
                self.gemeld.add(naam)
                self.vinder.vind(
                    KRITIEK,
                    "tijdvak_onbekend",
                    f"Het bestand noemt geen {naam}.",
                    f"Zet het {naam} in de naam van het bestand (zoals cijfers_2022.csv of"
                    f" scholen_2024-2025.csv), of voeg een kolom {naam} toe.",
                    naam,
                )

    def _laat_onbekend(self, bron: Gebonden) -> None:
        """Required columns that a file of this kind never has: unknown, with what that costs."""
        for sleutel, gevolg in self.kolommen.onbekend.items():
            naam = self._doel(sleutel, "onbekend")
            kolom = self.contract.zoek(sleutel)
            if naam is None or kolom is None or naam in bron:
                continue
            if set(self.vinder.zoeker.plekken(naam)) - self.gekozen:
                continue
            if kolom.verplicht and not (kolom.ontheffing or kolom.type == "aantal"):
                self.vinder.vind(
                    KRITIEK,
                    "kolommen_fout",
                    f"De kolommenkaart laat {naam} onbekend, maar die kolom is onmisbaar.",
                    "Wijs een kolom of een vaste waarde aan.",
                    naam,
                )
            self.gemeld.add(naam)
            self.vinder.vind(
                WAARSCHUWING,
                "kolom_onbekend",
                f"Het bestand heeft geen {naam}: {gevolg}.",
                "Lever deze gegevens aan in het eigen sjabloon om dit wel te kunnen berekenen.",
                naam,
            )

    def _doel(self, sleutel: str, deel: str) -> str | None:
        """The column of the contract that a key of the mapping means; a finding when none."""
        kolom = self.contract.zoek(sleutel)
        if kolom is None:
            namen = ", ".join(k.naam for k in self.contract.kolommen)
            self.vinder.vind(
                KRITIEK,
                "kolommen_fout",
                f"De kolommenkaart vult bij '{deel}' kolom '{sleutel}', maar bron"
                f" {self.contract.naam} heeft die kolom niet.",
                f"Verbeter de naam in de kolommenkaart. De kolommen zijn: {namen}.",
                sleutel,
            )
            return None
        return kolom.naam

    def _schooldeel(self, sleutel: str) -> str | None:
        """The part of a school (``brin``, ``van_vestiging``) that a key of the mapping means."""
        delen = [d for k in self.contract.kolom if k.type == "school" for d in k.schooldelen]
        return next((deel for deel in delen if vouw(deel) == vouw(sleutel)), None)

    def _school_van(self, deel: str) -> str:
        scholen = [k for k in self.contract.kolom if k.type == "school"]
        return next(k.naam for k in scholen if deel in k.schooldelen)

    def _hercodeer(self, plek: int, kolom: Bronkolom) -> pl.Expr:
        """The cells of a column with their values made ours; null where they count as empty."""
        cellen = self.rijen[f"k{plek}"].unique().drop_nulls().sort().to_list()
        vertaling = Vertaling(kolom)
        nieuw = [vertaling(cel) for cel in cellen]
        if vertaling.overig:
            voorbeelden = ", ".join(f"'{tekst}'" for tekst in vertaling.overig[:_VOORBEELDEN])
            meer = len(vertaling.overig) - _VOORBEELDEN
            rest = f" en nog {meer} andere" if meer > 0 else ""
            self.aannames.append(
                f"Kolom '{self.tabel.kolommen[plek]}', gelezen als {kolom.anders or 'leeg'}:"
                f" {voorbeelden}{rest}."
            )
        cel = pl.col(f"k{plek}")
        if nieuw == cellen:
            return cel
        doel = pl.Series(nieuw, dtype=pl.String)
        return cel.replace_strict(cellen, doel, default=None, return_dtype=pl.String)

    def _bind_breed(self, bron: Gebonden) -> tuple[tuple[Breed, dict[int, str]] | None, Gebonden]:
        """The wide columns, by the mapping or by the contract, added under their own names."""
        vorm: Breed | None = self.kolommen.breed
        if vorm is None:
            vorm = self.contract.breed
            if vorm is None or {vorm.naar, vorm.waarde} & set(bron):
                return None, bron
        delen = vorm.gekozen(self.tabel.kolommen)
        if not delen:
            if self.kolommen.breed:
                self.vinder.vind(
                    KRITIEK,
                    "kolommen_fout",
                    f"Geen kolom past bij 'breed.kolommen' ({vorm.kolommen}) van de kolommenkaart.",
                    "Verbeter het patroon in de kolommenkaart.",
                )
            return None, bron
        self.vinder.gebruikt |= set(delen)
        koppen = ", ".join(self.tabel.kolommen[plek] for plek in delen)
        als = f", met de kop als {vorm.naar}" if vorm.naar else f" met een {vorm.waarde}"
        self.aannames.append(f"Brede tabel: kolommen {koppen} zijn rijen geworden{als}.")
        return (vorm, delen), bron | {f"k{i}": ("", pl.col(f"k{i}")) for i in delen}

    def _ontvouw(self, rijen: pl.DataFrame, vorm: Breed, delen: dict[int, str]) -> pl.DataFrame:
        """One row per wide cell. Empty is unknown: a count stays, anything else is left out."""
        vast = [naam for naam in rijen.columns if naam not in {f"k{i}" for i in delen}]
        lang = pl.concat(
            rijen.select(
                *vast,
                *([pl.lit(tekst).alias(vorm.naar)] if vorm.naar else []),
                pl.col(f"k{plek}").alias(vorm.waarde),
                pl.lit(self.tabel.kolommen[plek]).alias(KOP),
            )
            for plek, tekst in delen.items()
        ).sort("rij", maintain_order=True)
        waarde = self.contract.zoek(vorm.waarde)
        if waarde is not None and waarde.type == "aantal":
            return lang
        leeg = pl.col(vorm.waarde).is_null() | (pl.col(vorm.waarde).str.strip_chars() == "")
        weg = lang.filter(leeg).select("rij", KOP)
        sjabloon = Bevinding(
            WAARSCHUWING,
            "lege_cel",
            f"De cel is leeg: {vorm.waarde} is onbekend, niet nul, en telt niet mee.",
            "Vul de cel; vul 0 als het werkelijk nul is.",
            bestand=self.tabel.bestand,
            bron=self.contract.naam,
        )
        plekken = [Plek(rij, kop) for rij, kop in weg.iter_rows()]
        self.vinder.bevindingen += per_rij(sjabloon, plekken, weg.height)
        return lang.filter(~leeg)

    def _noem_overige(self) -> None:
        """Columns that nobody asked for are named and ignored."""
        overig = [
            kop or f"(kolom {plek + 1}, zonder naam)"
            for plek, kop in enumerate(self.tabel.kolommen)
            if plek not in self.vinder.gebruikt
        ]
        if overig:
            waarvoor = f" voor {self.contract.naam}" if self.is_gekarteerd else ""
            self.aannames.append(f"Niet gebruikte kolommen{waarvoor}: {', '.join(overig)}.")
