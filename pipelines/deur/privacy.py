"""Privacy at the door: who is recognisable in a delivery stops it, before anything is kept.

A table about pupils may hold no names, numbers, addresses or birth dates; one about schools may
hold addresses and telephone numbers, which are dropped. A finding names the column and counts the
rows, and never repeats a value. Re-keying of pseudonyms is left to ``pseudoniemen``.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.contract import Contract, Kolom
from pipelines.deur import identiteiten
from pipelines.deur.identiteiten import WAT, Soort
from pipelines.readers import Tabel
from pipelines.waarden.vouwen import vouw
from warehouse.opmaak import aantal_met_eenheid

REGEL = "persoonsgegeven"
VERBORGEN = "…"

# A column is what most of its filled cells are; this many numbers that pass are no coincidence in
# a column that is mostly empty words either (one in eleven passes by chance; ours, 2026).
_GENOEG = 5
# Pupils are of an age between these, seen from the dates in their row.
_JONGSTE, _OUDSTE = 3, 24
_KOPRIJEN = 10  # a header may stand this far down, under a title
_MINSTENS_ELDERS = 3  # a sheet with notes may name whom to ask
_ALTIJD = {"nummer", "naam", "geboortedatum"}  # of a pupil, whatever the table is about
TEKST = pl.col("tekst")
_VRIJ = {"bedrag", "getal"}  # types in which long numbers mean nothing
_OVERSLAAN = r"(?i)rsin|kvk|fiscaal|loonheffing"  # numbers of organisations pass the elfproef too


def zoek(
    tabel: Tabel,
    contracten: Sequence[Contract],
    gekarteerd: Mapping[int, Kolom] | None = None,
    werkblad: int = 0,
) -> list[Bevinding]:
    """Findings that refuse a delivery because of whom its table names.

    Args:
        tabel: the table as delivered.
        contracten: the bronnen that it feeds; none when it was not recognised.
        gekarteerd: place of a column → what a mapping takes it for.
        werkblad: number of the sheet in its workbook, when it is not the one that is read.
    """
    return _Scan(tabel, contracten, gekarteerd or {}, werkblad).bevindingen()


def is_over_leerlingen(contracten: Sequence[Contract]) -> bool:
    """Whether the strict rules hold: for pupils, and for what nobody recognised."""
    return not contracten or any(contract.leerlingniveau for contract in contracten)


def zonder_adressen(tabel: Tabel, contracten: Sequence[Contract]) -> Tabel:
    """A table about schools without its columns of addresses, telephone and e-mail."""
    bekend = _bekende_namen(contracten)
    weg = [
        plek
        for plek, kop in enumerate(tabel.kolommen)
        if identiteiten.soort_van_kop(kop) in {"adres", "telefoon", "e-mail"}
        and not identiteiten.is_dubbelzinnig(kop)
        and vouw(kop) not in bekend
    ]
    if not weg or is_over_leerlingen(contracten):
        return tabel
    houd = [plek for plek in range(len(tabel.kolommen)) if plek not in weg]
    namen = ", ".join(tabel.kolommen[plek] for plek in weg)
    rijen = tabel.rijen.select("rij", *(pl.col(f"k{j}").alias(f"k{i}") for i, j in enumerate(houd)))
    return replace(
        tabel,
        kolommen=tuple(tabel.kolommen[plek] for plek in houd),
        rijen=rijen,
        aannames=(*tabel.aannames, f"Adressen en telefoonnummers zijn weggelaten: {namen}."),
    )


def verhul(bevindingen: Iterable[Bevinding], contracten: Sequence[Contract]) -> list[Bevinding]:
    """The same findings, without a value that names somebody.

    A column that is fine as a whole may have one cell that is not: a wrong text is told to the
    deliverer, a BSN among wrong texts is not.
    """
    datums = {vouw(k.naam) for c in contracten for k in c.kolommen if k.type == "datum"}
    return [
        _zonder_waarde(b)
        if b.waarde and identiteiten.is_herleidbaar(b.waarde, datum_mag=vouw(b.kolom) in datums)
        else b
        for b in bevindingen
    ]


def heeft_gegevens_als_kop(tabel: Tabel) -> bool:
    """Whether the row that should hold column names holds data: then it is not to be shown."""
    gevuld = [kop for kop in tabel.kolommen if kop]
    getallen = sum(re.fullmatch(r"(?!(?:19|20)\d\d$)[\d.,]+", kop) is not None for kop in gevuld)
    return getallen * 2 > len(gevuld) or any(map(identiteiten.is_herleidbaar, gevuld))


def veilige_kop(kop: str, plek: int) -> str:
    """The name of a column, or its place when the name itself may be a value."""
    if not kop or sum(map(str.isdigit, kop)) > 3 or identiteiten.is_herleidbaar(kop):
        return f"kolom {plek + 1}"
    return kop


class _Scan:
    """One table being searched; each column is found at most once.

    Cells are judged by their distinct texts: a million rows hold few of them.
    """

    def __init__(
        self,
        tabel: Tabel,
        contracten: Sequence[Contract],
        gekarteerd: Mapping[int, Kolom],
        werkblad: int,
    ) -> None:
        self.tabel = tabel
        self.werkblad = werkblad
        self.strikt = is_over_leerlingen(contracten)
        self.namen = _bekende_namen(contracten)
        bekend = {vouw(k.naam): k for c in contracten for k in c.kolommen}
        self.kolommen = [
            gekarteerd.get(plek) or bekend.get(vouw(kop)) for plek, kop in enumerate(tabel.kolommen)
        ]
        self.lagere_kop = self._lagere_kop()

    def bevindingen(self) -> list[Bevinding]:
        return [
            bevinding
            for plek in range(len(self.tabel.kolommen))
            if (bevinding := self._zoek(plek)) is not None
        ]

    def _zoek(self, plek: int) -> Bevinding | None:
        """What a column holds about a person, by its name or else by what most cells are."""
        cellen = self._cellen(plek)
        for kop in (self.tabel.kolommen[plek], self.lagere_kop[plek]):
            soort = self._soort_van_kop(kop)
            if soort is not None:
                gevuld = int(cellen["aantal"].sum())
                return self._bevinding(plek, kop, soort, gevuld, "gezien haar naam")
        kop = self.tabel.kolommen[plek]
        minstens = _MINSTENS_ELDERS if self.werkblad else 1
        for gevonden, aantal in self._tellingen(plek, cellen):
            if aantal >= minstens:
                return self._bevinding(plek, kop, gevonden, aantal, "gezien de inhoud")
        return None

    def _cellen(self, plek: int) -> pl.DataFrame:
        """The distinct filled texts of a column, stripped, and in how many rows they stand."""
        return (
            self.tabel.rijen.lazy()
            .group_by(tekst=pl.col(f"k{plek}"))
            .agg(aantal=pl.len())
            .with_columns(pl.col("tekst").str.strip_chars())
            .filter(pl.col("tekst") != "")
            .collect()
        )

    def _soort_van_kop(self, kop: str) -> Soort | None:
        """What a column of this name may not hold here; columns of our own are known."""
        soort = identiteiten.soort_van_kop(kop)
        if soort is None or vouw(kop) in self.namen:
            return None
        zeker = soort in _ALTIJD and not identiteiten.is_dubbelzinnig(kop)
        return soort if self.strikt or zeker else None

    def _lagere_kop(self) -> Sequence[str]:
        """The real column names, when the first row is a title: the widest row a little lower."""
        koppen = self.tabel.kolommen
        gevuld = sum(map(bool, koppen))
        if self.namen & {vouw(kop) for kop in koppen if kop}:
            return koppen
        rijen = self.tabel.rijen.drop("rij").head(_KOPRIJEN).rows()
        breedste = max(rijen, key=lambda rij: sum(map(bool, rij)), default=())
        if sum(map(bool, breedste)) <= gevuld:
            return koppen
        return [(cel or "").strip() for cel in breedste]

    def _tellingen(self, plek: int, cellen: pl.DataFrame) -> Iterable[tuple[Soort, int]]:
        """Per kind of identity, how many cells hold it; zero when they are too few."""
        kolom = self.kolommen[plek]
        soort = kolom.type if kolom else ""
        if self.strikt or soort in {"", "tekst"}:
            is_vrij = soort in _VRIJ or (
                not self.strikt and re.search(_OVERSLAAN, self.tabel.kolommen[plek])
            )
            yield "nummer", 0 if is_vrij else _nummers(cellen)
        if not self.strikt:
            return
        yield "e-mail", _meest(cellen, TEKST.str.contains(identiteiten.EMAIL))
        if soort not in {"postcode", "school"}:
            yield "telefoon", _meest(cellen, TEKST.str.contains(identiteiten.TELEFOON))
            yield "adres", _meest(cellen, TEKST.str.contains(identiteiten.POSTCODE))
        if soort == "maand":
            yield "geboortedatum", _meest(cellen, _is_dag(TEKST))
        elif soort not in {"datum", "datumlijst"}:
            yield "geboortedatum", self._geboortedatums(plek, cellen)
        if kolom is not None and kolom.pseudoniem:
            yield "naam", _meest(cellen, identiteiten.is_naam(TEKST))

    def _geboortedatums(self, plek: int, cellen: pl.DataFrame) -> int:
        """Full dates some years before the other dates of their row; before today without any."""
        aantal = _meest(cellen, identiteiten.is_volledige_datum(TEKST))
        if not aantal or "geb" in vouw(self.tabel.kolommen[plek]):
            return aantal
        anders = [_jaar(i) for i in range(len(self.tabel.kolommen)) if i != plek]
        jaren = self.tabel.rijen.select(
            eigen=_jaar(plek), ander=pl.max_horizontal(anders or [pl.lit(None, dtype=pl.Int32)])
        ).drop_nulls("eigen")
        laatste = jaren["ander"].max() or dt.date.today().year
        leeftijd = pl.col("ander").fill_null(laatste) - pl.col("eigen")
        passend = jaren.select(leeftijd.is_between(_JONGSTE, _OUDSTE).sum()).item()
        return aantal if passend * 2 > aantal else 0

    def _bevinding(
        self, plek: int, kop: str, soort: Soort, aantal: int, waardoor: str
    ) -> Bevinding:
        kop = veilige_kop(kop, plek)
        waar = f" op werkblad {self.werkblad}" if self.werkblad else ""
        rijen = aantal_met_eenheid(aantal, "gevulde rij", "gevulde rijen")
        return Bevinding(
            KRITIEK,
            REGEL,
            f"De kolom '{kop}'{waar} bevat {waardoor} een {WAT[soort]} ({rijen}).",
            "Haal deze kolom uit de levering en lever opnieuw. Een leerling staat er alleen met"
            " een pseudoniem in. Van dit bestand is niets bewaard dan naam, hash en dit bericht.",
            bestand=self.tabel.bestand,
            kolom=kop,
        )


def _meest(cellen: pl.DataFrame, is_raak: pl.Expr) -> int:
    """How many cells are it, when those are most of the filled ones."""
    raak = int(cellen.filter(is_raak)["aantal"].sum())
    return raak if raak * 2 > cellen["aantal"].sum() else 0


def _nummers(cellen: pl.DataFrame) -> int:
    """Numbers that pass the elfproef, when most numbers do."""
    nummers = cellen.filter(identiteiten.is_nummervormig(TEKST))
    if nummers.is_empty():
        return 0
    goed = int(nummers.filter(identiteiten.voldoet_aan_elfproef(TEKST))["aantal"].sum())
    genoeg = goed * 2 > cellen["aantal"].sum() or goed >= _GENOEG
    return goed if genoeg and goed * 2 > nummers["aantal"].sum() else 0


def _is_dag(cel: pl.Expr) -> pl.Expr:
    """A full date; the first of a month is how Excel keeps a month."""
    is_eerste = cel.str.contains(r"^\d{4}-\d{1,2}-0?1\b|^0?1[-/.]\d{1,2}[-/.]\d{4}")
    return identiteiten.is_volledige_datum(cel) & ~is_eerste


def _jaar(plek: int) -> pl.Expr:
    """The year of a full date in a column."""
    cel = pl.col(f"k{plek}").str.strip_chars()
    return pl.when(identiteiten.is_volledige_datum(cel)).then(identiteiten.jaar_van(cel))


def _bekende_namen(contracten: Iterable[Contract]) -> set[str]:
    return {
        vouw(naam)
        for contract in contracten
        for kolom in contract.kolommen
        for naam in (kolom.naam, *(kolom.schooldelen if kolom.type == "school" else ()))
    }


def _zonder_waarde(bevinding: Bevinding) -> Bevinding:
    melding = bevinding.melding.replace(bevinding.waarde, VERBORGEN)
    return replace(bevinding, melding=melding, waarde="")
