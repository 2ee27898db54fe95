"""What a delivery covers, as a reader names it: ``teldatum 1 februari 2023``.

The text is also the key under which a later delivery of the same scope replaces it.
"""

from typing import Any

import polars as pl

from pipelines.contract import Contract, Kolom
from warehouse import opmaak


def noem_scope(rijen: pl.DataFrame, contract: Contract) -> tuple[str, ...]:
    """Each scope in these rows; nothing for a register, which is always the whole list."""
    if not contract.scope:
        return ()
    kolommen = {kolom.naam: kolom for kolom in contract.kolom}
    combinaties = rijen.select(contract.scope).unique().sort(contract.scope)
    return tuple(
        ", ".join(
            f"{naam} {_toon(kolommen[naam], waarde)}"
            for naam, waarde in rij.items()
            if waarde is None or waarde != kolommen[naam].standaard  # goes without saying
        )
        for rij in combinaties.iter_rows(named=True)
    )


def _toon(kolom: Kolom, waarde: Any) -> str:
    if waarde is None:
        return "onbekend"
    if kolom.type == "datum":
        return opmaak.datum(waarde)
    return opmaak.schooljaar(waarde) if kolom.type == "schooljaar" else str(waarde)
