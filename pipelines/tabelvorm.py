"""The shape of a delivered table: rows that are no data, and columns that have shifted.

A total counted as a row, or a header repeated half-way, would make wrong figures or a hundred
findings; they are left out and named.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from pipelines.bevindingen import KRITIEK, MAX_VOLUIT, WAARSCHUWING, Bevinding, Plek, per_rij
from pipelines.contract import Contract, spellingen
from pipelines.inlezen import Gelezen
from pipelines.readers import Tabel
from pipelines.waarden.vouwen import vouw

_TOTAAL = r"(?i)^\s*(?:sub|eind)?-?\s?(?:totaal|totalen|total)\b"
_GETALLEN = {"aantal", "bedrag", "geheel", "getal"}
_VERSCHOVEN = 3  # as many columns without one fitting value are no coincidence

_HERHAALD = Bevinding(
    WAARSCHUWING,
    "kopregel_herhaald",
    "Rij {rij} herhaalt de kolomnamen en is niet meegenomen.",
    "Controleer of er geen twee bestanden aan elkaar zijn geplakt.",
)
_TOTAALRIJ = Bevinding(
    WAARSCHUWING,
    "totaalrij",
    "Rij {rij} is een totaal ('{waarde}') en is niet meegenomen.",
    "Laat totalen weg uit de levering; Peilstok telt zelf op.",
)


def zonder_vreemde_rijen(tabel: Tabel, contract: Contract, *, met_totalen: bool) -> Tabel:
    """The table without repeated headers and totals, with a warning for each of them.

    Args:
        met_totalen: totals stay: a mapping says itself which rows it leaves out.
    """
    for sjabloon, plekken in (
        (_HERHAALD, _herhaalde_koppen(tabel)),
        (_TOTAALRIJ, [] if met_totalen else _totalen(tabel, contract)),
    ):
        if plekken:
            weg = [plek.rij for plek in plekken]
            gevonden = per_rij(replace(sjabloon, bestand=tabel.bestand), plekken, len(plekken))
            tabel = replace(
                tabel,
                rijen=tabel.rijen.filter(~pl.col("rij").is_in(weg)),
                bevindingen=(*tabel.bevindingen, *gevonden),
            )
    return tabel


def _herhaalde_koppen(tabel: Tabel) -> list[Plek]:
    """Rows that say what the header says."""
    rijen = tabel.rijen
    gelijk = pl.lit(0)
    for plek, kop in enumerate(tabel.kolommen):
        cel = pl.col(f"k{plek}").str.strip_chars()
        is_kop = cel.str.to_lowercase() == kop.lower()
        rijen = rijen.filter(cel.is_null() | is_kop)
        if rijen.is_empty():
            return []
        gelijk += is_kop.fill_null(value=False).cast(pl.Int32)
    rijen = rijen.filter(gelijk > 1)
    return [Plek(rij, "", "") for rij in rijen["rij"].to_list()]


def _totalen(tabel: Tabel, contract: Contract) -> list[Plek]:
    """Rows that name a total where a place belongs, or with most required cells left empty.

    Where "totaal" is a code, it says nothing.
    """
    ergens = tabel.rijen.select(pl.exclude("rij").unique().str.contains(_TOTAAL).any())
    if not any(ergens.row(0)):
        return []
    kolommen = {vouw(kop): plek for plek, kop in enumerate(tabel.kolommen) if kop}
    verplicht: list[pl.Expr] = []
    plaatsen: list[pl.Expr] = [pl.lit(value=False)]
    codes = {lijst.kolom for lijst in contract.codelijst if _kent_totaal(lijst.waarden)}
    for kolom in contract.kolom:
        namen = (kolom.naam, *(kolom.schooldelen if kolom.type == "school" else ()))
        cellen = [pl.col(f"k{kolommen[vouw(n)]}") for n in namen if vouw(n) in kolommen]
        if _kent_totaal(kolom.waarden):
            codes.add(kolom.naam)
        elif kolom.type in {"gemeente", "school"}:
            plaatsen += [cel.str.contains(_TOTAAL) for cel in cellen]
        if cellen and kolom.verplicht and kolom.type not in _GETALLEN:
            is_leeg = pl.all_horizontal(cel.is_null() for cel in cellen)
            is_totaal = pl.any_horizontal(cel.str.contains(_TOTAAL) for cel in cellen)
            verplicht.append(
                pl.when(is_leeg)
                .then(1)
                .when(is_totaal.fill_null(value=False))
                .then(0)
                .otherwise(-1)
            )
    vrij = sorted(set(kolommen.values()) - {kolommen.get(vouw(code)) for code in codes})
    noemt_totaal = pl.any_horizontal(pl.col(f"k{plek}").str.contains(_TOTAAL) for plek in vrij)
    is_totaal = noemt_totaal & (pl.sum_horizontal(verplicht or [pl.lit(0)]) > 0)
    gevonden = tabel.rijen.filter(is_totaal | pl.any_horizontal(plaatsen))
    return [_waar(tabel, rij) for rij in gevonden.iter_rows(named=True)]


def _kent_totaal(waarden: Mapping[str, Iterable[str]]) -> bool:
    return any("totaal" in vouw(spelling) for spelling in spellingen(waarden))


def _waar(tabel: Tabel, rij: dict[str, str]) -> Plek:
    """The cell of a row that names the total."""
    cellen = pl.Series([rij[f"k{plek}"] for plek in range(len(tabel.kolommen))], dtype=pl.String)
    plek = cellen.str.contains(_TOTAAL).fill_null(value=False).arg_true()[0]
    return Plek(int(rij["rij"]), tabel.kolommen[plek], cellen[plek])


def met_verschuiving(gelezen: Gelezen, tabel: Tabel) -> Gelezen:
    """The same findings, led by what explains them when in several columns no value fits."""
    if gelezen.rijen is not None or tabel.rijen.height < 2:
        return gelezen
    eerste = set(tabel.rijen["rij"].head(MAX_VOLUIT).to_list())
    fout: dict[str, set[int | None]] = defaultdict(set)
    for bevinding in gelezen.bevindingen:
        if bevinding.ernst == KRITIEK and bevinding.kolom:
            fout[bevinding.kolom].add(bevinding.rij)
    kolommen = [kolom for kolom, rijen in fout.items() if eerste <= rijen]
    if len(kolommen) < _VERSCHOVEN:
        return gelezen
    zin = Bevinding(
        KRITIEK,
        "kolommen_verschoven",
        f"In {len(kolommen)} kolommen past geen enkele waarde bij de kolomnaam"
        f" ({', '.join(kolommen)}): waarschijnlijk zijn de kolommen verschoven.",
        "Controleer of er een kolomnaam ontbreekt of te veel is, en of de kolommen onder de"
        " juiste naam staan.",
        bestand=tabel.bestand,
        bron=gelezen.bron,
        kolom=kolommen[0],
    )
    return replace(gelezen, bevindingen=(zin, *gelezen.bevindingen))
