"""Adding up rows that are about the same thing, when a file is finer than a bron asks for.

Pupils by age or postcode become one count per school. A range stays a range: the ends are added.
"""

from dataclasses import dataclass, replace

import polars as pl

from pipelines.bevindingen import Bevinding
from pipelines.contract import Contract
from warehouse.opmaak import aantal_met_eenheid


@dataclass(frozen=True)
class Optelling:
    """Rows with every key once.

    Attributes:
        rijen: in the order of the first row of each key, with its ``rij``.
        bevindingen: columns that cannot be added and on which rows of one key disagree.
    """

    rijen: pl.DataFrame
    bevindingen: tuple[Bevinding, ...]
    aannames: tuple[str, ...]


def tel_op(rijen: pl.DataFrame, contract: Contract, sjabloon: Bevinding) -> Optelling:
    """One row per key of the contract: counts added, of the rest the first filled value.

    A sum is known when all its parts are; its maximum too, unless one of them is unknown.

    Args:
        sjabloon: the finding to fill in for a column on which rows disagree.
    """
    aantallen = [k.naam for k in contract.kolom if k.type == "aantal"]
    tellend = {f"{naam}{deel}" for naam in aantallen for deel in ("", "_min", "_max")}
    overig = [n for n in rijen.columns if n not in {*contract.sleutel, *tellend, "rij"}]
    groepen = rijen.group_by(contract.sleutel, maintain_order=True).agg(
        pl.col("rij").first(),
        *(
            pl.when(pl.col(naam).null_count() == 0).then(pl.col(naam).sum()).alias(naam)
            for naam in tellend
        ),
        *(pl.col(naam).drop_nulls().first() for naam in overig),
        *(pl.col(naam).drop_nulls().n_unique().alias(f"_{naam}") for naam in overig),
    )
    verschil = {naam: int((groepen[f"_{naam}"] > 1).sum()) for naam in overig}
    bevindingen = tuple(
        replace(
            sjabloon,
            melding=f"In {aantal_met_eenheid(aantal, 'samengenomen rij', 'samengenomen rijen')}"
            f" verschilt {naam}; de eerste in het bestand telt.",
            oplossing=f"Controleer {naam} in het bestand.",
            kolom=naam,
        )
        for naam, aantal in verschil.items()
        if aantal
    )
    aannames = []
    if groepen.height < rijen.height:
        per = ", ".join(n for n in contract.sleutel if rijen[n].null_count() < rijen.height)
        aannames.append(
            f"{aantal_met_eenheid(rijen.height, 'rij is', 'rijen zijn')} samengenomen tot"
            f" {aantal_met_eenheid(groepen.height, 'rij', 'rijen')}, één per {per}."
        )
    return Optelling(groepen.select(rijen.columns), bevindingen, tuple(aannames))
