"""How long rows about a pupil are kept: when a matter ended, and which rows are past their term.

Every bron of pupils says in its contract what its matter is and which date ends it. What the last
delivery says of a matter holds for its rows in all deliveries. Removing them is left to
``opschonen``.
"""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from pydantic import Field

from warehouse.strikt import Strikt, Tekst

if TYPE_CHECKING:
    from pipelines.contract import Contract

# Types of column that can end a matter: a year ends on its last day.
EINDTYPEN = {"datum", "jaar", "schooljaar"}


class Einde(Strikt):
    """In rows where the ``als`` columns hold one of these values, the first filled date counts."""

    als: dict[str, tuple[Tekst, ...]] = Field(default_factory=dict)
    datum: tuple[Tekst, ...] = Field(min_length=1)


class Samen(Strikt):
    """Matters of another bron with the same value in this column: while one lasts, so does ours."""

    bron: Tekst
    kolom: Tekst


class Bewaren(Strikt):
    """When a matter of this bron ended; the first rule of ``einde`` that holds decides.

    Attributes:
        zaak: columns that name the matter; without them every row is one.
        volgt: the bron whose matters these are as well; its dates go first.
        samen: matters of another bron that ours does not end before.
        einde: no rule that holds, or no date filled: the matter is open, and its rows stay.
    """

    zaak: tuple[Tekst, ...] = ()
    volgt: Tekst | None = None
    samen: Samen | None = None
    einde: tuple[Einde, ...] = Field(min_length=1)

    @property
    def kolommen(self) -> set[str]:
        """Every column that it names."""
        voorwaarden = {naam for regel in self.einde for naam in regel.als}
        samen = {self.samen.kolom} if self.samen else set()
        return {*self.zaak, *self.datums, *voorwaarden, *samen}

    @property
    def datums(self) -> set[str]:
        return {naam for regel in self.einde for naam in regel.datum}


@dataclass(frozen=True)
class Deelrijen:
    """The typed rows that one delivery brings to one bron, in order of standing."""

    levering: int
    datum: dt.date
    rijen: pl.DataFrame


def grensdag(vandaag: dt.date, jaren: int) -> dt.date:
    """The last day on which a matter may have ended to be past its term today."""
    jaar = vandaag.year - jaren
    laatste = calendar.monthrange(jaar, vandaag.month)[1]
    return dt.date(jaar, vandaag.month, min(vandaag.day, laatste))


def verlopen(
    contracten: Mapping[str, "Contract"],
    delen: Mapping[str, Sequence[Deelrijen]],
    grens: dt.date,
) -> dict[str, pl.DataFrame]:
    """Per bron the rows past their term, as ``levering`` and ``rij``.

    Args:
        contracten: the bronnen about pupils.
        delen: per bron its deliveries, the one that stands last.
        grens: matters that ended on this day or before are past their term.
    """
    rijen = {bron: _rijen(contracten[bron], delen[bron]) for bron in contracten}
    zaken = {bron: _zaken(contracten[bron], rijen[bron], delen[bron]) for bron in contracten}
    uit = {}
    for bron, contract in contracten.items():
        regel = contract.bewaren
        eigen = zaken[bron]
        if regel is not None and regel.samen:
            ander, kolom = regel.samen.bron, regel.samen.kolom
            lopend = _laatste_einde(rijen[ander], zaken[ander], delen[ander], kolom)
            eigen = _niet_eerder(eigen, rijen[bron], delen[bron], kolom, lopend)
        if regel is not None and regel.volgt:
            voorop = zaken[regel.volgt].select("zaak", leidend="einde", kent=pl.lit(value=True))
            eigen = eigen.join(voorop, on="zaak", how="left").with_columns(
                einde=pl.when(pl.col("kent").is_null()).then("einde").otherwise("leidend")
            )
        weg = eigen.filter(pl.col("einde") <= grens)
        uit[bron] = rijen[bron].join(weg, on="zaak", how="semi").select("levering", "rij")
    return uit


def _met_kolom(rijen: pl.DataFrame, delen: Sequence[Deelrijen], kolom: str) -> pl.DataFrame:
    """Which matter goes with which value of a column."""
    waarden = [
        deel.rijen.select("rij", waarde=kolom, levering=pl.lit(deel.levering, dtype=pl.Int64))
        for deel in delen
    ]
    if not waarden:
        return rijen.select("zaak", waarde=pl.lit(None, dtype=pl.String)).clear()
    return rijen.join(pl.concat(waarden), on=["levering", "rij"]).select("zaak", "waarde").unique()


def _laatste_einde(
    rijen: pl.DataFrame, zaken: pl.DataFrame, delen: Sequence[Deelrijen], kolom: str
) -> pl.DataFrame:
    """Per value of a column the day on which the last of its matters ended; null if one lasts."""
    eind = pl.col("einde")
    return (
        _met_kolom(rijen, delen, kolom)
        .join(zaken, on="zaak")
        .group_by("waarde")
        .agg(leidend=pl.when(eind.is_null().any()).then(None).otherwise(eind.max()))
        .with_columns(kent=pl.lit(value=True))
    )


def _niet_eerder(
    zaken: pl.DataFrame,
    rijen: pl.DataFrame,
    delen: Sequence[Deelrijen],
    kolom: str,
    lopend: pl.DataFrame,
) -> pl.DataFrame:
    """The matters, none of them ended before those that they go together with."""
    samen = (
        _met_kolom(rijen, delen, kolom)
        .join(lopend, on="waarde")
        .group_by("zaak")
        .agg(
            leidend=pl.when(pl.col("leidend").is_null().any())
            .then(None)
            .otherwise(pl.col("leidend").max()),
            kent=pl.lit(value=True).first(),
        )
    )
    later = pl.when(pl.col("leidend").is_null() | pl.col("einde").is_null()).then(None)
    return zaken.join(samen, on="zaak", how="left").select(
        "zaak",
        "plaats",
        einde=pl.when(pl.col("kent").is_null())
        .then("einde")
        .otherwise(later.otherwise(pl.max_horizontal("einde", "leidend"))),
    )


def _rijen(contract: "Contract", delen: Sequence[Deelrijen]) -> pl.DataFrame:
    """Every row with its matter and the day on which that ended as far as the row says."""
    regel = contract.bewaren
    assert regel is not None
    zaak = pl.concat_str([pl.col(naam).cast(pl.String) for naam in regel.zaak], separator="\x1f")
    losse = pl.format("\x1f{}\x1f{}", "levering", "rij")
    leeg = pl.DataFrame(schema={"levering": pl.Int64, "plaats": pl.Int64, "rij": pl.Int64})
    delen_met_plaats = [
        deel.rijen.with_columns(
            levering=pl.lit(deel.levering, dtype=pl.Int64),
            plaats=pl.lit(plaats, dtype=pl.Int64),
        ).select(
            "levering",
            "plaats",
            "rij",
            zaak=pl.coalesce(zaak, losse) if regel.zaak else losse,
            einde=_einde(contract),
        )
        for plaats, deel in enumerate(delen)
    ]
    leeg = leeg.with_columns(zaak=pl.lit(None, dtype=pl.String), einde=pl.lit(None, dtype=pl.Date))
    return pl.concat([leeg, *delen_met_plaats])


def _einde(contract: "Contract") -> pl.Expr:
    """The day on which the matter of a row ended; null while it is open."""
    assert contract.bewaren is not None
    uit: pl.Expr = pl.lit(None, dtype=pl.Date)
    for regel in reversed(contract.bewaren.einde):
        geldt = pl.all_horizontal(
            pl.lit(value=True),
            *(pl.col(naam).is_in(waarden) for naam, waarden in regel.als.items()),
        )
        dag = pl.coalesce(_dag(contract, naam) for naam in regel.datum)
        uit = pl.when(geldt.fill_null(value=False)).then(dag).otherwise(uit)
    return uit


def _dag(contract: "Contract", naam: str) -> pl.Expr:
    kolom = contract.zoek(naam)
    assert kolom is not None
    if kolom.type == "jaar":
        return pl.date(pl.col(naam), 12, 31)
    if kolom.type == "schooljaar":
        return pl.date(pl.col(naam) + 1, 7, 31)
    return pl.col(naam)


def _zaken(contract: "Contract", rijen: pl.DataFrame, delen: Sequence[Deelrijen]) -> pl.DataFrame:
    """Every matter with its end, as the last delivery with it says.

    An open matter that is gone from a later list ended on the day of that list.
    """
    laatste = rijen.filter(pl.col("plaats") == pl.col("plaats").max().over("zaak"))
    zaken = laatste.group_by("zaak").agg(
        pl.col("plaats").first(),
        einde=pl.when(pl.col("einde").is_null().any()).then(None).otherwise(pl.col("einde").max()),
    )
    if contract.soort != "register":
        return zaken
    weg_op = {plaats - 1: deel.datum for plaats, deel in enumerate(delen) if plaats}
    verdwenen = pl.col("plaats").replace_strict(weg_op, default=None, return_dtype=pl.Date)
    return zaken.with_columns(einde=pl.coalesce("einde", verdwenen))
