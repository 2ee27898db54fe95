"""Bringing a delivered table under the column names of a contract, with or without a mapping.

Columns that a mapping does not name are found by their own names. The result is a table of texts;
types are left to ``inlezen``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.bevindingen import KRITIEK, WAARSCHUWING, Bevinding, Plek, per_rij
from pipelines.contract import SCHOOLKOLOMMEN, Breed, Contract
from pipelines.kolommen import Bronkolom, Bronkolommen
from pipelines.readers import Tabel
from pipelines.vouwen import vouw

KOP = "_kop"  # per row: header of the cell that a wide table was unfolded from


@dataclass(frozen=True)
class Toewijzing:
    """A table under our own column names, all text.

    Attributes:
        rijen: one text column per column of the contract that was found, and ``rij``; ``_kop``
            too when the table was wide. A school in two columns is ``brin|vestiging``.
        koppen: our column → header in the file; an empty string for a constant.
        waardekolom: our column whose header differs per row (``_kop``), if the table was wide.
        gemeld: our columns that could not be filled and were reported as such.
    """

    rijen: pl.DataFrame
    koppen: dict[str, str]
    waardekolom: str | None
    gemeld: frozenset[str]
    bevindingen: tuple[Bevinding, ...]
    aannames: tuple[str, ...]


def wijs_toe(tabel: Tabel, contract: Contract, kolommen: Bronkolommen | None) -> Toewijzing:
    """Bring a table under the column names of a contract.

    Columns that the mapping does not name are found by their own name. What cannot be found is
    simply absent: whether that is wrong is for the contract to say.
    """
    return _Toewijzer(tabel, contract, kolommen or Bronkolommen(bron=contract.naam)).uitvoeren()


class _Toewijzer:
    """One table on its way to one contract; collects findings as it goes."""

    def __init__(self, tabel: Tabel, contract: Contract, kolommen: Bronkolommen) -> None:
        self.tabel = tabel
        self.contract = contract
        self.kolommen = kolommen
        self.rijen = tabel.rijen
        self.bevindingen: list[Bevinding] = []
        self.aannames: list[str] = []
        self.plekken: dict[str, list[int]] = {}
        for plek, kop in enumerate(tabel.kolommen):
            if kop:
                self.plekken.setdefault(vouw(kop), []).append(plek)
        self.gebruikt: set[int] = set()
        self.gemeld: set[str] = set()

    def uitvoeren(self) -> Toewijzing:
        self._laat_weg()
        self._maak_opmerkingen()
        bron = self._bind()
        breed, bron = self._bind_breed(bron)
        self._noem_overige()
        uitdrukkingen = [waarde.alias(naam) for naam, (_, waarde) in bron.items()]
        rijen = self.rijen.select("rij", *uitdrukkingen)
        koppen = {naam: kop for naam, (kop, _) in bron.items()}
        if breed is not None:
            vorm, delen = breed
            rijen = self._ontvouw(rijen, vorm, delen)
            koppen |= {vorm.naar: "", vorm.waarde: ""}
        return Toewijzing(
            rijen,
            koppen,
            breed[0].waarde if breed else None,
            frozenset(self.gemeld),
            tuple(self.bevindingen),
            tuple(self.aannames),
        )

    def _plek(self, kop: str, sleutel: str) -> int | None:
        """The column with this header; a finding when there is none, or more than one."""
        gevonden = self.plekken.get(vouw(kop), [])
        if len(gevonden) == 1:
            self.gebruikt.add(gevonden[0])
            return gevonden[0]
        aanwezig = ", ".join(k for k in self.tabel.kolommen if k)
        if gevonden:
            self._vind(
                KRITIEK,
                "kolom_dubbel",
                f"Kolom '{kop}' komt {len(gevonden)} keer voor.",
                "Houd er één over, of geef de andere een eigen naam.",
                kop,
            )
        else:
            self._vind(
                KRITIEK,
                "kolommen_fout",
                f"De kolommenkaart noemt bij '{sleutel}' kolom '{kop}', maar die staat niet in het"
                " bestand.",
                f"Verbeter de naam in de kolommenkaart. In het bestand staan: {aanwezig}.",
                kop,
            )
        return None

    def _vind(self, ernst: str, regel: str, melding: str, oplossing: str, kolom: str = "") -> None:
        self.bevindingen.append(
            Bevinding(
                ernst,
                regel,
                melding,
                oplossing,
                bestand=self.tabel.bestand,
                bron=self.contract.naam,
                kolom=kolom,
            )
        )

    def _rijen_met(self, kolom: str, waarden: Sequence[str], sleutel: str) -> pl.Series | None:
        """Which rows hold one of these values in this column of the file."""
        plek = self._plek(kolom, sleutel)
        if plek is None:
            return None
        cellen = self.rijen[f"k{plek}"]
        gezocht = {vouw(waarde) for waarde in waarden}
        gelijk = [cel for cel in cellen.unique().to_list() if cel and vouw(cel) in gezocht]
        for waarde in waarden:
            if vouw(waarde) not in {vouw(cel) for cel in gelijk}:
                self._vind(
                    WAARSCHUWING,
                    "kolommen_ongebruikt",
                    f"De kolommenkaart noemt bij '{sleutel}' de waarde '{waarde}', maar die komt in"
                    f" kolom '{kolom}' niet voor.",
                    "Controleer of de schrijfwijze in het bestand is veranderd.",
                    kolom,
                )
        return cellen.is_in(gelijk).fill_null(value=False)

    def _meld_rijen(self, sjabloon: Bevinding, kolom: str, masker: pl.Series) -> None:
        plek = self.plekken[vouw(kolom)][0]
        kop = self.tabel.kolommen[plek]
        treffers = self.rijen.filter(masker).select("rij", pl.col(f"k{plek}"), wie=self._wie())
        plekken = [Plek(rij, kop, cel, wie) for rij, cel, wie in treffers.iter_rows()]
        sjabloon = replace(sjabloon, bestand=self.tabel.bestand, bron=self.contract.naam)
        self.bevindingen += per_rij(sjabloon, plekken, treffers.height)

    def _wie(self) -> pl.Expr:
        """The school a row is about, if the mapping names the column."""
        for ons in self.contract.kolom:
            kolom = self.kolommen.kolommen.get(ons.naam)
            plekken = self.plekken.get(vouw(kolom.uit), []) if kolom else []
            if ons.type == "school" and plekken:
                return pl.col(f"k{plekken[0]}").fill_null("")
        return pl.lit("")

    def _laat_weg(self) -> None:
        weg = pl.Series([False]).new_from_index(0, self.rijen.height)
        for weglating in self.kolommen.weglaten:
            masker = self._rijen_met(weglating.kolom, weglating.waarden, "weglaten")
            if masker is None:
                continue
            sjabloon = Bevinding(
                WAARSCHUWING,
                "weggelaten",
                f"Rij {{rij}} ({{waarde}}) is weggelaten: {weglating.reden}.",
                "Pas 'weglaten' in de kolommenkaart aan als de rij wel mee moet tellen.",
            )
            self._meld_rijen(sjabloon, weglating.kolom, masker)
            weg = weg | masker
        if weg.any():
            self.rijen = self.rijen.filter(~weg)

    def _maak_opmerkingen(self) -> None:
        for opmerking in self.kolommen.opmerkingen:
            oplossing = "Houd hier rekening mee bij het lezen van de cijfers."
            zin = opmerking.melding.rstrip(".")
            if opmerking.kolom is None:
                melding = f"{zin[0].upper()}{zin[1:]}."
                self._vind(WAARSCHUWING, "opmerking", melding, oplossing)
                continue
            masker = self._rijen_met(opmerking.kolom, opmerking.waarden, "opmerkingen")
            if masker is not None:
                melding = f"Rij {{rij}}{{wie}}: {zin}."
                sjabloon = Bevinding(WAARSCHUWING, "opmerking", melding, oplossing)
                self._meld_rijen(sjabloon, opmerking.kolom, masker)

    def _bind(self) -> dict[str, tuple[str, pl.Expr]]:
        """For each of our columns that was found: the header and how to get the text."""
        bron: dict[str, tuple[str, pl.Expr]] = {}
        for sleutel, kolom in self.kolommen.kolommen.items():
            naam = self._doel(sleutel, "kolommen")
            plek = self._plek(kolom.uit, f"kolommen.{sleutel}")
            if naam and plek is not None:
                bron[naam] = (self.tabel.kolommen[plek], self._hercodeer(plek, kolom))
            elif naam:
                self.gemeld.add(naam)
        for sleutel, waarde in self.kolommen.vast.items():
            naam = self._doel(sleutel, "vast")
            if naam:
                bron[naam] = ("", pl.lit(waarde, dtype=pl.String))
        gevuld = set(bron) | self.gemeld
        if self.kolommen.breed:
            gevuld |= {self.kolommen.breed.naar, self.kolommen.breed.waarde}
        for ons in self.contract.kolommen:
            if ons.naam in gevuld:
                continue
            if vouw(ons.naam) in self.plekken:
                plek = self._plek(ons.naam, ons.naam)
                if plek is None:
                    self.gemeld.add(ons.naam)
                else:
                    bron[ons.naam] = (self.tabel.kolommen[plek], pl.col(f"k{plek}"))
            elif ons.type == "school":
                self._bind_school(ons.naam, bron)
        return bron

    def _bind_school(self, naam: str, bron: dict[str, tuple[str, pl.Expr]]) -> None:
        """A school in two columns, brin and vestiging, or in one of them."""
        plekken = [
            plek
            for deel in SCHOOLKOLOMMEN
            if vouw(deel) in self.plekken and (plek := self._plek(deel, deel)) is not None
        ]
        koppen = " + ".join(self.tabel.kolommen[plek] for plek in plekken)
        cellen = [pl.col(f"k{plek}") for plek in plekken]
        if len(cellen) == 1:
            bron[naam] = (koppen, cellen[0])
        elif cellen:
            samen = pl.concat_str([cel.fill_null("") for cel in cellen], separator="|")
            beide_leeg = pl.all_horizontal(cel.is_null() for cel in cellen)
            bron[naam] = (koppen, pl.when(~beide_leeg).then(samen))

    def _doel(self, sleutel: str, deel: str) -> str | None:
        """The column of the contract that a key of the mapping means; a finding when none."""
        kolom = self.contract.zoek(sleutel)
        if kolom is None:
            namen = ", ".join(k.naam for k in self.contract.kolommen)
            self._vind(
                KRITIEK,
                "kolommen_fout",
                f"De kolommenkaart vult bij '{deel}' kolom '{sleutel}', maar bron"
                f" {self.contract.naam} heeft die kolom niet.",
                f"Verbeter de naam in de kolommenkaart. De kolommen zijn: {namen}.",
                sleutel,
            )
            return None
        return kolom.naam

    def _hercodeer(self, plek: int, kolom: Bronkolom) -> pl.Expr:
        cel = pl.col(f"k{plek}")
        if not kolom.waarden:
            return cel
        tabel = {vouw(van): naar for van, naar in kolom.waarden.items()}
        uniek = [waarde for waarde in self.rijen[f"k{plek}"].unique().to_list() if waarde]
        nieuw = [tabel.get(vouw(w), w if kolom.anders is None else kolom.anders) for w in uniek]
        return cel.replace(uniek, pl.Series(nieuw, dtype=pl.String)) if uniek else cel

    def _bind_breed(
        self, bron: dict[str, tuple[str, pl.Expr]]
    ) -> tuple[tuple[Breed, dict[int, str]] | None, dict[str, tuple[str, pl.Expr]]]:
        """The wide columns, by the mapping or by the contract, added under their own names."""
        vorm = self.kolommen.breed
        if vorm is None:
            vorm = self.contract.breed
            if vorm is None or {vorm.naar, vorm.waarde} & set(bron):
                return None, bron
        delen = vorm.gekozen(self.tabel.kolommen)
        if not delen:
            if self.kolommen.breed:
                self._vind(
                    KRITIEK,
                    "kolommen_fout",
                    f"Geen kolom past bij 'breed.kolommen' ({vorm.kolommen}) van de kolommenkaart.",
                    "Verbeter het patroon in de kolommenkaart.",
                )
            return None, bron
        self.gebruikt |= set(delen)
        koppen = ", ".join(self.tabel.kolommen[plek] for plek in delen)
        self.aannames.append(
            f"Brede tabel: kolommen {koppen} zijn rijen geworden, met de kop als {vorm.naar}."
        )
        return (vorm, delen), bron | {f"k{i}": ("", pl.col(f"k{i}")) for i in delen}

    def _ontvouw(self, rijen: pl.DataFrame, vorm: Breed, delen: dict[int, str]) -> pl.DataFrame:
        """One row per wide cell; empty cells are unknown: left out and named."""
        vast = [naam for naam in rijen.columns if naam not in {f"k{i}" for i in delen}]
        lang = pl.concat(
            rijen.select(
                *vast,
                pl.lit(tekst).alias(vorm.naar),
                pl.col(f"k{plek}").alias(vorm.waarde),
                pl.lit(self.tabel.kolommen[plek]).alias(KOP),
            )
            for plek, tekst in delen.items()
        ).sort("rij", maintain_order=True)
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
        self.bevindingen += per_rij(sjabloon, plekken, weg.height)
        return lang.filter(~leeg)

    def _noem_overige(self) -> None:
        """Columns that nobody asked for are named and ignored."""
        overig = [
            kop or f"(kolom {plek + 1}, zonder naam)"
            for plek, kop in enumerate(self.tabel.kolommen)
            if plek not in self.gebruikt
        ]
        if overig:
            self.aannames.append(f"Niet gebruikte kolommen: {', '.join(overig)}.")
