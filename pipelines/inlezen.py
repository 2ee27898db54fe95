"""From a delivered table to typed rows of one bron, with everything that is wrong at once.

    assign columns → convert distinct texts → key → typed rows

A finding that is ``kritiek`` refuses the delivery: then there are no rows. Privacy and references
to other bronnen are left to the load.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from pipelines.bevindingen import (
    KRITIEK,
    MAX_VOLUIT,
    WAARSCHUWING,
    Bevinding,
    Plek,
    is_geweigerd,
    per_rij,
)
from pipelines.contract import Codelijst, Contract, Kolom
from pipelines.dekking import noem_scope
from pipelines.indeling.kolommen import Bronkolommen
from pipelines.indeling.optellen import tel_op
from pipelines.indeling.toewijzen import KOP, Toewijzing, wijs_toe
from pipelines.readers import Tabel
from pipelines.waarden import getallen, typen
from pipelines.waarden.omzetting import Fout, Notatie, Omgeving, Omzetting
from pipelines.waarden.vouwen import vouw
from warehouse.profiel import Profiel

_DTYPE: dict[str, Any] = {
    "varchar": pl.String,
    "date": pl.Date,
    "date[]": pl.List(pl.Date),
    "bigint": pl.Int64,
    "double": pl.Float64,
    "boolean": pl.Boolean,
    "decimal(14,2)": pl.Decimal(14, 2),
}


@dataclass(frozen=True)
class Gelezen:
    """What a table brings to one bron.

    Attributes:
        rijen: typed, in the columns of ``Contract.sql_kolommen`` and ``rij``; None when refused.
        aannames: Dutch sentences on what had to be assumed.
        scope: Dutch text per scope covered, for instance ``teldatum 1 februari 2023``.
    """

    bron: str
    rijen: pl.DataFrame | None
    bevindingen: tuple[Bevinding, ...]
    aannames: tuple[str, ...]
    scope: tuple[str, ...]


def parse(
    tabel: Tabel,
    contract: Contract,
    kolommen: Bronkolommen | None,
    profiel: Profiel,
    ontvangst: dt.date | None = None,
) -> Gelezen:
    """Read a table by the contract of a bron, through a column mapping if there is one.

    Args:
        ontvangst: day of receipt, for a mapping that leans on it.
    """
    contract = contract.met_profiel(profiel)
    toewijzing = wijs_toe(tabel, contract, kolommen, ontvangst)
    return _Lezing(tabel, contract, toewijzing, profiel).uitvoeren()


@dataclass(frozen=True)
class _Gecodeerd:
    """A column as its distinct texts and, per row, which one; null where the cell is empty."""

    teksten: pl.Series
    plaats: pl.Series


def _codeer(rijen: pl.DataFrame, namen: Sequence[str]) -> dict[str, _Gecodeerd]:
    """Distinct texts and places of several columns, in parallel.

    Converting distinct texts instead of cells is what keeps a million rows quick.
    """
    if not namen:
        return {}
    uniek = dict(
        zip(namen, rijen.select(pl.col(namen).drop_nulls().unique().implode()).row(0), strict=True)
    )
    wisselend = [n for n in namen if len(uniek[n]) != 1 or rijen[n].null_count()]
    plaats = rijen.select(
        pl.col(n).cast(pl.Enum(uniek[n])).to_physical().cast(pl.UInt32) for n in wisselend
    )
    nul = pl.Series([0], dtype=pl.UInt32).new_from_index(0, rijen.height)
    return {
        naam: _Gecodeerd(
            pl.Series(naam, teksten, dtype=pl.String).str.strip_chars(),
            plaats[naam] if naam in wisselend else nul,
        )
        for naam, teksten in uniek.items()
    }


class _Lezing:
    """One table being read by one contract; collects findings as it goes."""

    def __init__(
        self, tabel: Tabel, contract: Contract, toewijzing: Toewijzing, profiel: Profiel
    ) -> None:
        self.tabel = tabel
        self.contract = contract
        self.toewijzing = toewijzing
        self.ruw = toewijzing.rijen
        self.gemeenten = {vouw(naam): naam for naam in profiel.gemeenten}
        self.bevindingen = [
            *(replace(b, bron=contract.naam) for b in tabel.bevindingen),
            *toewijzing.bevindingen,
        ]
        self.aannames = [*tabel.aannames, *toewijzing.aannames]
        self.kolommen: dict[str, pl.Series] = {}
        self.ongeldig: dict[str, pl.Series] = {}
        self.sleuteldelen: dict[str, tuple[pl.Series, int]] = {}

    def uitvoeren(self) -> Gelezen:
        gevonden = [k.naam for k in self.contract.kolommen if k.naam in self.toewijzing.koppen]
        gecodeerd = _codeer(self.ruw, gevonden)
        notatie = self._notatie_van_bestand(gecodeerd)
        for kolom in self.contract.kolommen:
            if kolom.naam in gecodeerd:
                self._lees_kolom(kolom, gecodeerd[kolom.naam], notatie)
            else:
                self._ontbrekende_kolom(kolom)
        for lijst in self.contract.codelijst:
            self._lees_codelijst(lijst)
        if not self.toewijzing.tel_op:
            self._zoek_dubbele_rijen()
        self._eis_rijen()
        rijen: pl.DataFrame | None = None
        scope: tuple[str, ...] = ()
        if not is_geweigerd(self.bevindingen):
            rijen = pl.DataFrame(self._met_standaard()).with_columns(self.ruw["rij"])
            rijen = self._tel_op(rijen) if self.toewijzing.tel_op else rijen
            scope = noem_scope(rijen, self.contract)
        bevindingen, aannames = tuple(self.bevindingen), tuple(self.aannames)
        return Gelezen(self.contract.naam, rijen, bevindingen, aannames, scope)

    def _tel_op(self, rijen: pl.DataFrame) -> pl.DataFrame:
        sjabloon = self._sjabloon("ongelijk_samengenomen", "", "", WAARSCHUWING)
        opgeteld = tel_op(rijen, self.contract, sjabloon)
        self.bevindingen += opgeteld.bevindingen
        self.aannames += opgeteld.aannames
        return opgeteld.rijen

    def _notatie_van_bestand(self, gecodeerd: Mapping[str, _Gecodeerd]) -> Notatie | None:
        """The one notation that the numbers of the file prove, if they prove one."""
        bewezen: set[Notatie] = set()
        for kolom in self.contract.kolom:
            if kolom.type in {"getal", "bedrag"} and kolom.naam in gecodeerd:
                teksten = gecodeerd[kolom.naam].teksten
                bewezen |= getallen.bewezen_notaties(teksten, getypeerd=self.tabel.getypeerd)
        return next(iter(bewezen)) if len(bewezen) == 1 else None

    def _lees_kolom(self, kolom: Kolom, cellen: _Gecodeerd, notatie: Notatie | None) -> None:
        omgeving = Omgeving(self.gemeenten, notatie, self.tabel.getypeerd)
        omzetting = typen.zet_om(kolom, cellen.teksten, omgeving)
        self.aannames += omzetting.aannames
        leeg = self._leeg(cellen)
        self._meld_lege_cellen(kolom, leeg)
        ongeldig = leeg if kolom.verplicht else None
        for fout in omzetting.fouten:
            masker = self._meld(fout, kolom, cellen)
            if masker is not None and fout.ernst == KRITIEK:
                ongeldig = masker if ongeldig is None else ongeldig | masker
        if ongeldig is not None:
            self.ongeldig[kolom.naam] = ongeldig
        self._zet_kolommen(kolom, omzetting, cellen, leeg)

    def _leeg(self, cellen: _Gecodeerd) -> pl.Series | None:
        """Which rows have an empty cell; None when there are none."""
        leeg = cellen.plaats.is_null() if cellen.plaats.null_count() else None
        blanco = cellen.teksten == ""
        if blanco.any():
            blanco_cel = blanco.gather(cellen.plaats).fill_null(value=False)
            leeg = blanco_cel if leeg is None else leeg | blanco_cel
        return leeg

    def _zet_kolommen(
        self, kolom: Kolom, omzetting: Omzetting, cellen: _Gecodeerd, leeg: pl.Series | None
    ) -> None:
        for naam, waarden in omzetting.kolommen.items():
            self.kolommen[naam] = waarden.gather(cellen.plaats).alias(naam)
        if kolom.type == "aantal" and leeg is not None:
            ondergrens = self.kolommen[f"{kolom.naam}_min"]
            self.kolommen[f"{kolom.naam}_min"] = ondergrens.set(leeg, 0)
        if kolom.naam in self.contract.sleutel:
            rang = omzetting.kolommen[kolom.naam].rank("dense").fill_null(0).cast(pl.UInt64)
            delen = rang.gather(cellen.plaats).fill_null(0)
            self.sleuteldelen[kolom.naam] = (delen, int(rang.max() or 0) + 1)  # type: ignore[arg-type]

    def _ontbrekende_kolom(self, kolom: Kolom) -> None:
        for naam, soort in kolom.sql_kolommen.items():
            waarde = 0 if naam == f"{kolom.naam}_min" else None
            een = pl.Series(naam, [waarde], dtype=_DTYPE[soort])
            self.kolommen[naam] = een.new_from_index(0, self.ruw.height)
        if not kolom.verplicht or kolom.naam in self.toewijzing.gemeld:
            return
        aanwezig = ", ".join(kop for kop in self.tabel.kolommen if kop)
        wat = " en ".join(kolom.schooldelen) if kolom.type == "school" else f"'{kolom.naam}'"
        self.bevindingen.append(
            self._sjabloon(
                "kolom_ontbreekt",
                f"Kolom {wat} ontbreekt ({kolom.omschrijving.rstrip('.')}).",
                "Voeg de kolom toe, of wijs met --kolommen een kolom of een vaste waarde aan."
                f" In het bestand staan: {aanwezig}.",
                kolom=kolom.naam,
            )
        )

    def _meld_lege_cellen(self, kolom: Kolom, leeg: pl.Series | None) -> None:
        if leeg is None or not kolom.verplicht:
            return
        if kolom.type == "aantal":
            sjabloon = self._sjabloon(
                "aantal_onbekend",
                f"Rij {{rij}}{{wie}}: {kolom.naam} is leeg en telt als onbekend, niet als nul.",
                "Vul het aantal; vul 0 als het werkelijk nul is.",
                WAARSCHUWING,
            )
        else:
            sjabloon = self._sjabloon(
                "verplichte_cel_leeg",
                f"Rij {{rij}}{{wie}}: {kolom.naam} is leeg, maar verplicht.",
                "Vul de cel" + (", eventueel met onbekend." if kolom.type == "gemeente" else "."),
            )
        self._meld_rijen(sjabloon, kolom, leeg)

    def _meld(self, fout: Fout, kolom: Kolom, cellen: _Gecodeerd) -> pl.Series | None:
        """Report the rows that hold a wrong text; returns which they are."""
        if not fout.masker.any():
            return None
        masker = fout.masker.fill_null(value=False).gather(cellen.plaats).fill_null(value=False)
        sjabloon = self._sjabloon(fout.regel, fout.melding, fout.oplossing, fout.ernst)
        self._meld_rijen(sjabloon, kolom, masker, geheim=fout.geheim)
        return masker

    def _sjabloon(
        self, regel: str, melding: str, oplossing: str, ernst: str = KRITIEK, kolom: str = ""
    ) -> Bevinding:
        return Bevinding(
            ernst,
            regel,
            melding,
            oplossing,
            bestand=self.tabel.bestand,
            bron=self.contract.naam,
            kolom=kolom,
        )

    def _meld_rijen(
        self, sjabloon: Bevinding, kolom: Kolom, masker: pl.Series, *, geheim: bool = False
    ) -> None:
        kop = self.toewijzing.koppen[kolom.naam] or kolom.naam
        per_rij_kop = KOP if kolom.naam == self.toewijzing.waardekolom else None
        eerste = self.ruw[masker.arg_true().head(MAX_VOLUIT)]
        koppen = eerste[per_rij_kop].to_list() if per_rij_kop else [kop] * eerste.height
        school = next((k for k in self.contract.kolom if k.type == "school"), None)
        is_er = school is not None and school.naam in self.toewijzing.koppen
        schoolcodes = self._teksten(eerste, school if is_er else None)
        plekken = [
            Plek(*plek)
            for plek in zip(
                eerste["rij"].to_list(),
                koppen,
                self._teksten(eerste, None if geheim else kolom),
                schoolcodes,
                strict=True,
            )
        ]
        self.bevindingen += per_rij(sjabloon, plekken, int(masker.sum()))

    @staticmethod
    def _teksten(rijen: pl.DataFrame, kolom: Kolom | None) -> list[str]:
        """The cells as delivered, for a report."""
        if kolom is None:
            return [""] * rijen.height
        cellen = [cel or "" for cel in rijen[kolom.naam].to_list()]
        return [cel.replace("|", " ") for cel in cellen] if kolom.type == "school" else cellen

    def _lees_codelijst(self, lijst: Codelijst) -> None:
        """In some rows a free text is a code: fold it, or report it."""
        masker = pl.Series([True]).new_from_index(0, self.ruw.height)
        for naam, waarden in lijst.als.items():
            masker &= self.kolommen[naam].is_in(waarden).fill_null(value=False)
        if lijst.kolom not in self.toewijzing.koppen or not masker.any():
            return
        teksten = self.kolommen[lijst.kolom]
        uniek = teksten.filter(masker).drop_nulls().unique()
        codes, fout = typen.zet_codes_om(lijst.waarden, uniek)
        vertaald = teksten.replace_strict(uniek, codes, default=None, return_dtype=pl.String)
        self.kolommen[lijst.kolom] = teksten.zip_with(~masker, vertaald).alias(lijst.kolom)
        kolom = self.contract.zoek(lijst.kolom)
        onbekend = masker & teksten.is_in(uniek.filter(fout.masker).to_list())
        if kolom is not None and onbekend.any():
            sjabloon = self._sjabloon(fout.regel, fout.melding, fout.oplossing)
            self._meld_rijen(sjabloon, kolom, onbekend)
        if lijst.kolom in self.sleuteldelen:
            rang = self.kolommen[lijst.kolom].rank("dense").fill_null(0).cast(pl.UInt64)
            self.sleuteldelen[lijst.kolom] = (rang, int(rang.max() or 0) + 1)  # type: ignore[arg-type]

    def _zoek_dubbele_rijen(self) -> None:
        """Rows with the key of an earlier row, among those whose key could be read."""
        sleutel = self._sleutelgetal()
        if sleutel is None or sleutel.n_unique() == len(sleutel):
            return
        geldig = pl.Series([True]).new_from_index(0, self.ruw.height)
        for naam in self.contract.sleutel:
            if naam in self.ongeldig:
                geldig &= ~self.ongeldig[naam]
        rijen = (
            pl.DataFrame({"rij": self.ruw["rij"], "sleutel": sleutel, "geldig": geldig})
            .filter("geldig")
            .with_columns(eerste=pl.col("rij").first().over("sleutel"))
            .filter(~pl.col("sleutel").is_first_distinct())
        )
        sjabloon = self._sjabloon(
            "dubbele_rij",
            "Rij {rij} gaat over hetzelfde als rij {waarde}: ze zijn gelijk in"
            f" {', '.join(n for n in self.contract.sleutel if n in self.toewijzing.koppen)}.",
            "Houd één van beide rijen over, of voeg ze samen.",
        )
        plekken = [
            Plek(rij, "", str(eerste))
            for rij, eerste in rijen.select("rij", "eerste").head(MAX_VOLUIT).iter_rows()
        ]
        self.bevindingen += per_rij(sjabloon, plekken, rijen.height)

    def _sleutelgetal(self) -> pl.Series | None:
        """One whole number per row that is equal where the keys are; None without a full key."""
        verplicht = {k.naam for k in self.contract.kolom if k.verplicht}
        if not self.contract.sleutel:
            return None
        if not verplicht & set(self.contract.sleutel) <= set(self.sleuteldelen):
            return None
        getal = pl.Series([0], dtype=pl.UInt64).new_from_index(0, self.ruw.height)
        omvang = 1
        for delen, aantal in self.sleuteldelen.values():
            if omvang * aantal >= 2**63:
                getal, omvang = getal.rank("dense").cast(pl.UInt64), self.ruw.height + 1
            getal, omvang = getal * aantal + delen, omvang * aantal
        return getal

    def _eis_rijen(self) -> None:
        if self.tabel.rijen.height:
            if self.ruw.height or is_geweigerd(self.bevindingen):
                return
            melding = "Na het weglaten van rijen blijft er niets over."
        elif is_geweigerd(self.tabel.bevindingen):
            return
        else:
            melding = "Het bestand heeft een kopregel, maar geen rijen."
        self.bevindingen.append(
            self._sjabloon("geen_rijen", melding, "Controleer de export en lever opnieuw.")
        )

    def _met_standaard(self) -> dict[str, pl.Series]:
        for kolom in self.contract.kolommen:
            if kolom.standaard is not None:
                self.kolommen[kolom.naam] = self.kolommen[kolom.naam].fill_null(kolom.standaard)
        if self.kolommen["verzonnen"].null_count():
            self.kolommen["verzonnen"] = self.kolommen["verzonnen"].fill_null(value=False)
        return {naam: self.kolommen[naam] for naam in self.contract.sql_kolommen}
