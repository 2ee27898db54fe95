"""From a delivered table to typed rows of one bron, with everything that is wrong at once.

    assign columns → convert distinct texts → key → typed rows

A finding that is ``kritiek`` refuses the delivery: then there are no rows. Privacy and references
to other bronnen are left to the load.
"""

import datetime as dt
from collections.abc import Mapping
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
from pipelines.waarden.coderen import Gecodeerd, codeer, sleutelgetal, zijn_verschillend
from pipelines.waarden.omzetting import Fout, Notatie, Omgeving, Omzetting
from pipelines.waarden.spreiden import Spreiding
from pipelines.waarden.vouwen import vouw
from warehouse.profiel import GEBIED, Profiel

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
    tabel = _met_onze_kop(tabel, profiel)
    toewijzing = wijs_toe(tabel, contract, kolommen, ontvangst)
    return _Lezing(tabel, contract, toewijzing, profiel).uitvoeren()


def _met_onze_kop(tabel: Tabel, profiel: Profiel) -> Tabel:
    """The table with our name for the level that this region calls otherwise."""
    eigen = vouw(profiel.gebied)
    koppen = tuple(GEBIED if vouw(kop) == eigen else kop for kop in tabel.kolommen)
    return replace(tabel, kolommen=koppen) if koppen != tabel.kolommen else tabel


def lege_rijen(contract: Contract) -> pl.DataFrame:
    """What a delivery reads as when nothing of it is left."""
    soorten = {naam: _DTYPE[soort] for naam, soort in contract.sql_kolommen.items()}
    return pl.DataFrame(schema=soorten | {"rij": pl.Int64})


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
        self.kolommen = Spreiding(self.ruw["rij"])
        self.ongeldig: dict[str, pl.Series] = {}
        self.sleuteldelen: dict[str, tuple[pl.Series, Gecodeerd]] = {}

    def uitvoeren(self) -> Gelezen:
        gevonden = [k.naam for k in self.contract.kolommen if k.naam in self.toewijzing.koppen]
        gecodeerd = codeer(self.ruw, gevonden, self.toewijzing.paren)
        notatie = self._notatie_van_bestand(gecodeerd)
        for kolom in self.contract.kolommen:
            if kolom.naam in gecodeerd:
                self._lees_kolom(kolom, gecodeerd[kolom.naam], notatie)
            else:
                self._ontbrekende_kolom(kolom)
        for lijst in self.contract.codelijst:
            self._lees_codelijst(lijst)
        gebouwd = self._bouw()
        self._zoek_verzonnen_rijen(gebouwd["verzonnen"])
        self._eis_rijen()
        rijen: pl.DataFrame | None = None
        scope: tuple[str, ...] = ()
        if not is_geweigerd(self.bevindingen):
            rijen = gebouwd.select(*self.contract.sql_kolommen, "rij")
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

    def _notatie_van_bestand(self, gecodeerd: Mapping[str, Gecodeerd]) -> Notatie | None:
        """The one notation that the numbers of the file prove, if they prove one."""
        bewezen: set[Notatie] = set()
        for kolom in self.contract.kolom:
            if kolom.type in {"getal", "bedrag"} and kolom.naam in gecodeerd:
                teksten = gecodeerd[kolom.naam].teksten
                bewezen |= getallen.bewezen_notaties(teksten, getypeerd=self.tabel.getypeerd)
        return next(iter(bewezen)) if len(bewezen) == 1 else None

    def _lees_kolom(self, kolom: Kolom, cellen: Gecodeerd, notatie: Notatie | None) -> None:
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

    def _leeg(self, cellen: Gecodeerd) -> pl.Series | None:
        """Which rows have an empty cell; None when there are none."""
        leeg = None
        if cellen.plaats is not None and cellen.plaats.null_count():
            leeg = cellen.plaats.is_null()
        blanco = cellen.teksten == ""
        if blanco.any():
            blanco_cel = cellen.spreid(blanco).fill_null(value=False)
            leeg = blanco_cel if leeg is None else leeg | blanco_cel
        return leeg

    def _zet_kolommen(
        self, kolom: Kolom, omzetting: Omzetting, cellen: Gecodeerd, leeg: pl.Series | None
    ) -> None:
        self.kolommen.zet(cellen, omzetting.kolommen)
        if kolom.type == "aantal" and leeg is not None:
            self.kolommen.vervang(f"{kolom.naam}_min", leeg, 0)
        if kolom.naam in self.contract.sleutel:
            self.sleuteldelen[kolom.naam] = (omzetting.kolommen[kolom.naam], cellen)

    def _ontbrekende_kolom(self, kolom: Kolom) -> None:
        for naam, soort in kolom.sql_kolommen.items():
            waarde = 0 if naam == f"{kolom.naam}_min" else kolom.standaard
            self.kolommen.zet_vast(naam, pl.Series([waarde], dtype=_DTYPE[soort]))
        if not kolom.verplicht or kolom.naam in self.toewijzing.gemeld:
            return
        aanwezig = ", ".join(kop for kop in self.tabel.kolommen if kop)
        wat = " en ".join(kolom.schooldelen) if kolom.type == "school" else f"'{kolom.naam}'"
        self.bevindingen.append(
            self._sjabloon(
                "kolom_ontbreekt",
                f"Kolom {wat} ontbreekt ({kolom.omschrijving.rstrip('.')}).",
                "Voeg de kolom toe, of wijs in een kolommenkaart een kolom of een vaste waarde aan."
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

    def _meld(self, fout: Fout, kolom: Kolom, cellen: Gecodeerd) -> pl.Series | None:
        """Report the rows that hold a wrong text; returns which they are."""
        if not fout.masker.any():
            return None
        masker = cellen.spreid(fout.masker.fill_null(value=False)).fill_null(value=False)
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

    def _teksten(self, rijen: pl.DataFrame, kolom: Kolom | None) -> list[str]:
        """The cells as delivered, for a report."""
        if kolom is None:
            return [""] * rijen.height
        delen = self.toewijzing.paren.get(kolom.naam, (kolom.naam,))
        samen = pl.concat_str(pl.col(delen).fill_null(""), separator="|")
        teksten = ["" if t == "|" else t for t in rijen.select(samen).to_series().to_list()]
        return [t.replace("|", " ") for t in teksten] if kolom.type == "school" else teksten

    def _lees_codelijst(self, lijst: Codelijst) -> None:
        """In some rows a free text is a code: fold it, or report it."""
        masker = pl.Series([True]).new_from_index(0, self.ruw.height)
        for naam, waarden in lijst.als.items():
            masker &= self.kolommen.reeks(naam).is_in(waarden).fill_null(value=False)
        if lijst.kolom not in self.toewijzing.koppen or not masker.any():
            return
        teksten = self.kolommen.reeks(lijst.kolom)
        uniek = teksten.filter(masker).drop_nulls().unique()
        codes, fout = typen.zet_codes_om(lijst.waarden, uniek)
        vertaald = teksten.replace_strict(uniek, codes, default=None, return_dtype=pl.String)
        gevouwen = teksten.zip_with(~masker, vertaald).alias(lijst.kolom).to_frame()
        cellen = codeer(gevouwen, [lijst.kolom], {})[lijst.kolom]
        self.kolommen.zet(cellen, {lijst.kolom: cellen.teksten})
        kolom = self.contract.zoek(lijst.kolom)
        onbekend = masker & teksten.is_in(uniek.filter(fout.masker).to_list())
        if kolom is not None and onbekend.any():
            sjabloon = self._sjabloon(fout.regel, fout.melding, fout.oplossing)
            self._meld_rijen(sjabloon, kolom, onbekend)
        if lijst.kolom in self.sleuteldelen:
            self.sleuteldelen[lijst.kolom] = (cellen.teksten, cellen)

    def _zoek_verzonnen_rijen(self, verzonnen: pl.Series) -> None:
        """Invented rows among real ones, or a single one: the example of a template left in.

        What is wrong in another column, as when a row has shifted, is no sign of a real row.
        """
        kolom = self.contract.zoek("verzonnen")
        if kolom is None or kolom.naam not in self.toewijzing.koppen or kolom.naam in self.ongeldig:
            return
        echt = ~verzonnen
        for ongeldig in self.ongeldig.values():
            echt &= ~ongeldig
        if verzonnen.any() and echt.any():
            sjabloon = self._sjabloon(
                "verzonnen_rij",
                "Rij {rij} is een verzonnen voorbeeld (verzonnen is ja), maar andere rijen zijn"
                " echt.",
                "Haal deze rij weg. Is de hele levering verzonnen, vul dan in elke rij ja.",
            )
            self._meld_rijen(sjabloon, kolom, verzonnen)
        elif verzonnen.all() and len(verzonnen) == 1:
            sjabloon = self._sjabloon(
                "alleen_voorbeeld",
                "Rij {rij} is een verzonnen voorbeeld (verzonnen is ja), en de enige rij.",
                "Vul eigen gegevens in en haal deze rij weg.",
            )
            self._meld_rijen(sjabloon, kolom, verzonnen)

    def _meld_dubbele_rijen(self, sleutel: pl.Series) -> None:
        """Rows with the key of an earlier row, among those whose key could be read."""
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

    def _bouw(self) -> pl.DataFrame:
        """All columns of the contract with their defaults, looked through for rows that are alike.

        Rows that are added up may share a key.
        """
        for kolom in self.contract.kolommen:
            if kolom.standaard is not None:
                self.kolommen.vul(kolom.naam, kolom.standaard)
        self.kolommen.vul("verzonnen", waarde=False)
        if self.toewijzing.tel_op or not self._heeft_sleutel():
            return self.kolommen.bouw()
        sleutel, omvang = sleutelgetal(self.sleuteldelen.values(), self.ruw.height)
        gebouwd = self.kolommen.bouw(_sleutel=sleutel)
        if not zijn_verschillend(gebouwd["_sleutel"], omvang):
            self._meld_dubbele_rijen(gebouwd["_sleutel"])
        return gebouwd

    def _heeft_sleutel(self) -> bool:
        """Whether the columns are there without which two rows cannot be called alike."""
        verplicht = {kolom.naam for kolom in self.contract.kolom if kolom.verplicht}
        nodig = verplicht & set(self.contract.sleutel)
        return bool(self.contract.sleutel) and nodig <= set(self.sleuteldelen)
