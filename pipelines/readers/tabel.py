"""The table that every reader returns, and the refusal of a file that holds none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.bevindingen import KRITIEK, Bevinding


@dataclass(frozen=True)
class Tabel:
    """A delivered table, all cells as text.

    Attributes:
        bestand: name of the file.
        kolommen: header as delivered; an empty string for a column without one.
        rijen: columns ``k0, k1, …`` of text (null = empty cell) in the order of ``kolommen``,
            and ``rij``, the row number as a spreadsheet shows it. Empty rows are left out.
        aannames: Dutch sentences on what the reader had to assume.
        bevindingen: rows that do not fit the header; those rows are not in ``rijen``.
        getypeerd: numbers came typed (XLSX): a decimal point is then no sign of a notation.
        bladen: names of all sheets of a workbook.
        blad: the sheet that this is, of a workbook.
        koprij: row number of the header.
    """

    bestand: str
    kolommen: tuple[str, ...]
    rijen: pl.DataFrame
    aannames: tuple[str, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    getypeerd: bool = False
    bladen: tuple[str, ...] = ()
    blad: str = ""
    koprij: int = 1


class OnleesbaarBestand(Exception):
    """The file cannot be read as a table at all; ``bevinding`` says why in one line."""

    def __init__(self, bevinding: Bevinding) -> None:
        super().__init__(bevinding.tekst)
        self.bevinding = bevinding


def onleesbaar(
    naam: str, regel: str, melding: str, oplossing: str, rij: int | None = None
) -> OnleesbaarBestand:
    """The refusal to raise for this file."""
    return OnleesbaarBestand(Bevinding(KRITIEK, regel, melding, oplossing, bestand=naam, rij=rij))


def maak_rijen(cellen: Iterable[Sequence[str | None]], nummers: Sequence[int]) -> pl.DataFrame:
    """Columns of text and their row numbers, as ``Tabel.rijen`` wants them."""
    kolommen = {
        f"k{i}": pl.Series(kolom, dtype=pl.String, strict=True) for i, kolom in enumerate(cellen)
    }
    return pl.DataFrame(kolommen | {"rij": pl.Series(nummers, dtype=pl.Int64)})


def zonder_lege_rijen(rijen: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Leave out the rows without a single filled cell; also says how many there were."""
    if not rijen["k0"].null_count():
        return rijen, 0
    leeg = rijen.select(pl.all_horizontal(pl.exclude("rij").is_null())).to_series()
    aantal = int(leeg.sum())
    return (rijen.filter(~leeg), aantal) if aantal else (rijen, 0)


def aanname_lege_rijen(aantal: int) -> tuple[str, ...]:
    """The sentence on empty rows that were passed over, if there were any."""
    if not aantal:
        return ()
    rijen = "1 lege rij is" if aantal == 1 else f"{aantal} lege rijen zijn"
    return (f"{rijen} overgeslagen.",)


def aanname_koprij(koprij: int, *, leeg: bool = False) -> tuple[str, ...]:
    """The sentence on what stands above the header, if anything does."""
    if koprij == 1 or leeg:
        return ()
    return (f"De kolomnamen staan op rij {koprij}; wat erboven staat, is niet gelezen.",)


def met_kop(tabel: Tabel, plek: int) -> Tabel:
    """The table with its row at this place as the header; what stands above it is left out."""
    rijen = tabel.rijen.drop("rij").row(plek)
    koprij = int(tabel.rijen["rij"][plek])
    return replace(
        tabel,
        kolommen=tuple((cel or "").strip() for cel in rijen),
        rijen=tabel.rijen.slice(plek + 1),
        aannames=(*tabel.aannames, *aanname_koprij(koprij)),
        koprij=koprij,
    )
