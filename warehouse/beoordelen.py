"""Judge every figure at publication: intervals per point, trend and target per series.

Joins what ``statistics`` and ``duiding`` say to the rolled-up figures, once, so that pages only
select. What a method is and how a sentence reads is left to those modules.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from warehouse import periode
from warehouse.duiding import Duiding, Gemist, Punt, duid
from warehouse.oprollen import dimensies
from warehouse.register import Definitie, Kengetal
from warehouse.seizoen import Kaart
from warehouse.statistics import gemiddelde_kolommen, poisson_kolommen, wilson_kolommen

_RAMINGEN = ("begroting", "prognose")


@dataclass(frozen=True)
class Breuk:
    """A day from which figures are counted differently; empty `kengetallen` means all of them."""

    datum: dt.date
    kengetallen: frozenset[str] = frozenset()
    gemeente: str | None = None

    def raakt(self, kengetal: str, gemeente: str | None) -> bool:
        """Whether a series is broken: that of another gemeente goes on."""
        if self.kengetallen and kengetal not in self.kengetallen:
            return False
        return self.gemeente is None or gemeente in (None, self.gemeente)


@dataclass(frozen=True)
class Verband:
    """What figures are judged against, beside themselves.

    Attributes:
        referenties: table ``referentie`` of the publication: targets and national figures.
        breuken: every trend break, of definitions, profile and deliveries.
        gemist: kengetal and period → how many units were expected and which are missing.
        bekend_op: the day up to which deliveries were received.
    """

    referenties: pl.DataFrame
    breuken: Sequence[Breuk]
    gemist: Mapping[tuple[str, str], Gemist]
    bekend_op: dt.date


Bekend = dict[tuple[Any, ...], Duiding]  # what a series was judged by → the judgement


def beoordeel(
    waarden: pl.DataFrame,
    register: Mapping[str, Kengetal],
    verband: Verband,
    bekend: Bekend | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add to every figure what can be said of it, and judge the last of each series.

    The last figure is the one that speaks of now: a plan for later years and a period that still
    runs are drawn, not judged.

    Args:
        waarden: table ``waarde`` of the work database, protected, with ``symbool``.
        register: the definitions.
        verband: what the figures are judged against.
        bekend: series that were judged before, for another audience; those of now are added.

    Returns:
        The rows of table ``waarde`` (without ``publicatie``) and of table ``duiding``.
    """
    frame = _met_intervallen(_met_referenties(waarden, verband.referenties), register)
    dims = [dim for dim in dimensies(register) if dim in frame.columns]
    sleutel = ["swv", "kengetal", "periode_soort", "reeks", "grain", *dims]
    duidingen: list[dict[str, Any]] = []
    kaarten: list[dict[str, Any]] = []
    bekend = {} if bekend is None else bekend
    for groep, punten in _reeksen(frame, sleutel):
        definitie = register[str(groep["kengetal"])].definitie
        duiding = _duiding(definitie, groep, punten, verband, bekend)
        velden = vars(duiding).copy()
        kaart = velden.pop("kaart")
        datum = {"periode_datum": periode.begin(duiding.periode)}
        duidingen.append(groep | velden | datum)
        kaarten += [groep | punt for punt in _kaartpunten(kaart, duiding.periode)]
    tekst: _Schema = dict.fromkeys(sleutel, pl.String)
    tabel = pl.DataFrame(duidingen, schema=tekst | _DUIDING, orient="row")
    for kolommen in (
        tabel.select(*sleutel, "periode", "trend", "status"),
        pl.DataFrame(kaarten, schema=tekst | _KAART, orient="row"),
    ):
        frame = frame.join(kolommen, on=[*sleutel, "periode"], how="left", nulls_equal=True)
    return _met_definitie(frame, register), tabel


_Schema = dict[str, type[pl.DataType]]
_DUIDING: _Schema = {
    "periode": pl.String,
    "periode_datum": pl.Date,
    "waarde": pl.Float64,
    "vorige_periode": pl.String,
    "vorige_waarde": pl.Float64,
    "trend": pl.String,
    "status": pl.String,
    "zin": pl.String,
}
_KAART: _Schema = {
    "periode": pl.String,
    "xmr_midden": pl.Float64,
    "xmr_onder": pl.Float64,
    "xmr_boven": pl.Float64,
    "signaal": pl.String,
}


def _kaartpunten(kaart: Kaart | None, laatste: str) -> Iterator[dict[str, Any]]:
    """The lines of an XmR chart and what stands out at each kwartaal, ending at the last one."""
    if kaart is None:
        return
    lijnen = zip(kaart.midden, kaart.onder, kaart.boven, kaart.signals, strict=True)
    for terug, (midden, onder, boven, signalen) in enumerate(reversed([*lijnen])):
        yield {
            "periode": periode.kwartaal_eerder(laatste, terug),
            "xmr_midden": midden,
            "xmr_onder": onder,
            "xmr_boven": boven,
            "signaal": "|".join(sorted(signalen)) or None,
        }


def _met_definitie(frame: pl.DataFrame, register: Mapping[str, Kengetal]) -> pl.DataFrame:
    """With the version of the definition, and of shares and means the number they rest on."""
    versies = {naam: kengetal.versie for naam, kengetal in register.items()}
    met_noemer = [
        naam for naam, k in register.items() if k.definitie.noemer and k.definitie.heeft_toeval
    ]
    return frame.with_columns(
        pl.col("kengetal")
        .replace_strict(versies, return_dtype=pl.String)
        .alias("definitie_versie"),
        pl.when(pl.col("kengetal").is_in(met_noemer))
        .then(pl.col("noemer"))
        .otherwise(pl.col("n"))
        .alias("n"),
    ).drop("kwadraat", "_vergelijkbaar_streefwaarde", "_vergelijkbaar_landelijk")


def _met_referenties(waarden: pl.DataFrame, referenties: pl.DataFrame) -> pl.DataFrame:
    """Targets and national figures are about the region as a whole: they join its rows only."""
    frame = waarden
    for soort in ("streefwaarde", "landelijk"):
        cijfers = referenties.filter(pl.col("soort") == soort).select(
            "kengetal",
            "periode",
            pl.lit("regio").alias("grain"),
            pl.col("waarde").alias(soort),
            pl.col("vergelijkbaar").alias(f"_vergelijkbaar_{soort}"),
        )
        frame = frame.join(cijfers, on=["kengetal", "periode", "grain"], how="left")
    return frame


def _met_intervallen(frame: pl.DataFrame, register: Mapping[str, Kengetal]) -> pl.DataFrame:
    """95% intervals: Wilson for shares, Poisson for counts, Student's t for means.

    A distribution brings its own; money and unknown figures have none.
    """
    soort = {
        naam: k.definitie.soort if k.definitie.heeft_toeval else "" for naam, k in register.items()
    }
    frame = frame.with_columns(
        pl.col("kengetal").replace_strict(soort, return_dtype=pl.String).alias("_soort"),
        ((pl.col("ontbreekt") == 0) & pl.col("waarde").is_not_null()).alias("_bekend"),
    )
    teller, noemer = frame["teller"].to_numpy(), frame["noemer"].to_numpy()
    aantal = poisson_kolommen(teller)
    grenzen = {
        "aandeel": wilson_kolommen(teller, noemer),
        "aantal": aantal,
        "promille": tuple(1000 * grens / np.where(noemer > 0, noemer, np.nan) for grens in aantal),
        "gemiddelde": gemiddelde_kolommen(teller, noemer, frame["kwadraat"].to_numpy()),
    }
    kolommen = []
    for plaats, naam in enumerate(("onder", "boven")):
        keuze = pl.when(pl.col("_soort") == "verdeling").then(pl.col(naam)).otherwise(None)
        for kind, waarden in grenzen.items():
            bekend = pl.col("_bekend") & (pl.col("_soort") == kind)
            keuze = pl.when(bekend).then(pl.Series(waarden[plaats])).otherwise(keuze)
        kolommen.append(keuze.fill_nan(None).alias(naam))
    return frame.with_columns(kolommen).drop("_soort", "_bekend")


class _Rij(NamedTuple):
    """One figure of a series, as far as it is judged: columns of the frame."""

    periode: str
    periode_datum: dt.date
    waarde: float | None
    waarde_min: float | None
    waarde_max: float | None
    symbool: str | None
    ontbreekt: int
    teller: float | None
    noemer: float | None
    onder: float | None
    boven: float | None
    is_onvolledig: bool | None
    streefwaarde: float | None
    landelijk: float | None
    vergelijkbaar_landelijk: bool | None


def _reeksen(
    frame: pl.DataFrame, sleutel: list[str]
) -> Iterator[tuple[dict[str, Any], list[_Rij]]]:
    """Each series on its own: one unit at one grain, one kind of period."""
    velden = [naam if naam in frame.columns else f"_{naam}" for naam in _Rij._fields]
    reeksen: dict[tuple[Any, ...], list[_Rij]] = {}
    breedte = len(sleutel)
    for rij in frame.sort("periode_datum").select(*sleutel, *velden).iter_rows():
        reeksen.setdefault(rij[:breedte], []).append(_Rij(*rij[breedte:]))
    for groep, punten in reeksen.items():
        yield dict(zip(sleutel, groep, strict=True)), punten


def _duiding(
    definitie: Definitie,
    groep: Mapping[str, Any],
    reeks: Sequence[_Rij],
    verband: Verband,
    bekend: Bekend,
) -> Duiding:
    """The last figure of a series that is complete; while there is none, what there is so far."""
    tot_nu = [rij for rij in reeks if rij.periode_datum <= verband.bekend_op]
    heel = [rij for rij in tot_nu if rij.is_onvolledig is False]
    gesproken = tuple(heel or tot_nu or reeks)
    laatste = gesproken[-1]
    breuken = tuple(
        breuk.datum for breuk in verband.breuken if breuk.raakt(definitie.id, groep.get("gemeente"))
    )
    is_raming = groep.get("soort") in _RAMINGEN or _is_raming(
        laatste, groep["periode_soort"], definitie, verband.bekend_op
    )
    is_regio = groep["grain"] == "regio"
    gemist = verband.gemist.get((definitie.id, laatste.periode)) if is_regio else None
    vraag = (definitie.id, gesproken, breuken, is_raming, gemist)
    if vraag not in bekend:
        bekend[vraag] = duid(
            definitie,
            [_punt(rij, definitie) for rij in gesproken],
            laatste.streefwaarde,
            trendbreuken=breuken,
            is_raming=is_raming,
            is_onvolledig=bool(laatste.is_onvolledig),
            landelijk=laatste.landelijk,
            is_vergelijkbaar=bool(laatste.vergelijkbaar_landelijk),
            gemist=gemist,
        )
    return bekend[vraag]


def _is_raming(laatste: _Rij, periode_soort: str, definitie: Definitie, bekend_op: dt.date) -> bool:
    """Whether the figure is money of a calendar year that has not ended: then it is a forecast.

    What is counted on a day of that year (the Day a Week School) is a fact.
    """
    if definitie.sectie != "Middelen":
        return False
    eind = dt.date(laatste.periode_datum.year, 12, 31)
    return periode_soort == "jaar" and eind > bekend_op and not laatste.is_onvolledig


def _punt(rij: _Rij, definitie: Definitie) -> Punt:
    # Of a distribution the cases of unknown length are told, but the others count.
    return Punt(
        periode=rij.periode,
        waarde=rij.waarde,
        waarde_min=rij.waarde_min,
        waarde_max=rij.waarde_max,
        symbool=rij.symbool,
        ontbreekt=0 if definitie.soort == "verdeling" else rij.ontbreekt,
        teller=rij.teller,
        noemer=rij.noemer,
        onder=rij.onder,
        boven=rij.boven,
        onbekend=rij.ontbreekt if definitie.soort == "verdeling" else 0,
    )
