"""Which rows of a delivered table come along, by the mapping, and which carry a remark."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pipelines.bevindingen import WAARSCHUWING, Bevinding, Plek, per_rij
from pipelines.contract import Contract
from pipelines.indeling.kolommen import Behoud, Bronkolommen, Opmerking, Weglating
from pipelines.indeling.koppen import Kolomvinder
from pipelines.waarden.vouwen import vouw_waarde
from warehouse.opmaak import aantal_met_eenheid

_AANPASSEN = "Pas de kolommenkaart aan als deze rijen wel mee moeten tellen."
_LET_OP = "Houd hier rekening mee bij het lezen van de cijfers."


def kies_rijen(
    rijen: pl.DataFrame, contract: Contract, kolommen: Bronkolommen, vinder: Kolomvinder
) -> pl.DataFrame:
    """The rows that come along; what is left out or remarked upon becomes a finding."""
    return _Rijkeuze(rijen, contract, kolommen, vinder).uitvoeren()


class _Rijkeuze:
    def __init__(
        self, rijen: pl.DataFrame, contract: Contract, kolommen: Bronkolommen, vinder: Kolomvinder
    ) -> None:
        self.rijen = rijen
        self.contract = contract
        self.kolommen = kolommen
        self.vinder = vinder

    def uitvoeren(self) -> pl.DataFrame:
        for behoud in self.kolommen.alleen:
            self._behoud(behoud)
        weg = pl.Series([False]).new_from_index(0, self.rijen.height)
        for weglating in self.kolommen.weglaten:
            weg |= self._laat_weg(weglating)
        if weg.any():
            self.rijen = self.rijen.filter(~weg)
        for opmerking in self.kolommen.opmerkingen:
            self._merk_op(opmerking)
        return self.rijen

    def _behoud(self, behoud: Behoud) -> None:
        plek = self.vinder.plek(behoud.kolom, "alleen")
        if plek is None:
            return
        blijft = self._rijen_met(plek, behoud.waarden)
        weg = self.rijen.height - int(blijft.sum())
        if weg:
            zijn = "is" if weg == 1 else "zijn"
            self.vinder.vind(
                WAARSCHUWING,
                "weggelaten",
                f"{aantal_met_eenheid(weg, 'rij', 'rijen')} met een andere waarde in kolom"
                f" '{self.vinder.kop(plek)}' {zijn} weggelaten: {behoud.reden}.",
                _AANPASSEN,
                self.vinder.kop(plek),
            )
            self.rijen = self.rijen.filter(blijft)

    def _laat_weg(self, weglating: Weglating) -> pl.Series:
        plek = self.vinder.plek(weglating.kolom, "weglaten")
        if plek is None:
            return pl.Series([False]).new_from_index(0, self.rijen.height)
        masker = self._rijen_met(plek, weglating.waarden)
        if weglating.tellen:
            for waarde, aantal in self._geteld(plek, masker):
                zijn = "is" if aantal == 1 else "zijn"
                self.vinder.vind(
                    WAARSCHUWING,
                    "weggelaten",
                    f"{aantal_met_eenheid(aantal, 'rij', 'rijen')} met '{waarde}' in kolom"
                    f" '{self.vinder.kop(plek)}' {zijn} weggelaten: {weglating.reden}.",
                    _AANPASSEN,
                    self.vinder.kop(plek),
                )
            return masker
        self._meld_ongebruikt(plek, weglating.kolom, weglating.waarden, "weglaten")
        sjabloon = Bevinding(
            WAARSCHUWING,
            "weggelaten",
            f"Rij {{rij}} ({{waarde}}) is weggelaten: {weglating.reden}.",
            "Pas 'weglaten' in de kolommenkaart aan als de rij wel mee moet tellen.",
        )
        self._meld_rijen(sjabloon, plek, masker)
        return masker

    def _merk_op(self, opmerking: Opmerking) -> None:
        zin = opmerking.melding.rstrip(".")
        if opmerking.kolom is None:
            melding = f"{zin[0].upper()}{zin[1:]}."
            self.vinder.vind(WAARSCHUWING, "opmerking", melding, _LET_OP)
            return
        plek = self.vinder.plek(opmerking.kolom, "opmerkingen")
        if plek is None:
            return
        masker = self._rijen_met(plek, opmerking.waarden)
        if opmerking.tellen:
            for waarde, aantal in self._geteld(plek, masker):
                melding = f"{aantal_met_eenheid(aantal, 'rij', 'rijen')} met '{waarde}': {zin}."
                kop = self.vinder.kop(plek)
                self.vinder.vind(WAARSCHUWING, "opmerking", melding, _LET_OP, kop)
            return
        self._meld_ongebruikt(plek, opmerking.kolom, opmerking.waarden, "opmerkingen")
        sjabloon = Bevinding(WAARSCHUWING, "opmerking", f"Rij {{rij}}{{wie}}: {zin}.", _LET_OP)
        self._meld_rijen(sjabloon, plek, masker)

    def _rijen_met(self, plek: int, waarden: Sequence[str]) -> pl.Series:
        """Which rows hold one of these values in this column of the file."""
        cellen = self.rijen[f"k{plek}"]
        gezocht = {vouw_waarde(waarde) for waarde in waarden}
        gelijk = [cel for cel in cellen.unique().to_list() if cel and vouw_waarde(cel) in gezocht]
        return cellen.is_in(gelijk).fill_null(value=False)

    def _geteld(self, plek: int, masker: pl.Series) -> list[tuple[str, int]]:
        cellen = self.rijen.filter(masker)[f"k{plek}"].str.strip_chars()
        return cellen.value_counts(name="aantal").sort(f"k{plek}").rows()

    def _meld_ongebruikt(self, plek: int, kolom: str, waarden: Sequence[str], sleutel: str) -> None:
        """A value that is named one by one and is not there is a spelling that changed."""
        aanwezig = {vouw_waarde(cel) for cel in self.rijen[f"k{plek}"].unique().to_list() if cel}
        for waarde in waarden:
            if vouw_waarde(waarde) not in aanwezig:
                self.vinder.vind(
                    WAARSCHUWING,
                    "kolommen_ongebruikt",
                    f"De kolommenkaart noemt bij '{sleutel}' de waarde '{waarde}', maar die komt in"
                    f" kolom '{kolom}' niet voor.",
                    "Controleer of de schrijfwijze in het bestand is veranderd.",
                    kolom,
                )

    def _meld_rijen(self, sjabloon: Bevinding, plek: int, masker: pl.Series) -> None:
        kop = self.vinder.kop(plek)
        treffers = self.rijen.filter(masker).select("rij", pl.col(f"k{plek}"), wie=self._wie())
        plekken = [Plek(rij, kop, cel, wie) for rij, cel, wie in treffers.iter_rows()]
        sjabloon = replace(sjabloon, bestand=self.vinder.tabel.bestand, bron=self.contract.naam)
        self.vinder.bevindingen += per_rij(sjabloon, plekken, treffers.height)

    def _wie(self) -> pl.Expr:
        """The school a row is about, if the mapping names the column."""
        for ons in self.contract.kolom:
            if ons.type != "school":
                continue
            kolommen = [self.kolommen.kolommen.get(n) for n in (ons.naam, *ons.schooldelen)]
            plekken = [p for k in kolommen if k for p in self.vinder.zoeker.plekken(k.uit)[:1]]
            if plekken:
                cellen = [pl.col(f"k{plek}").fill_null("") for plek in plekken]
                return pl.concat_str(cellen, separator=" ")
        return pl.lit("")
