"""Amounts as the parts of page Middelen write them."""

from app.components import tabel, teken
from warehouse import opmaak


def cel(bedrag: float | None) -> tabel.Cel:
    """A cell with an amount; one that was not delivered says so."""
    if bedrag is None:
        return tabel.Cel(teken.regel(teken.NIET_GELEVERD))
    return tabel.Cel(opmaak.bedrag(bedrag), bedrag)


def met_teken(bedrag: float) -> str:
    """An amount that is a difference, with its sign."""
    tekst = opmaak.bedrag(bedrag)
    return tekst.replace("€ ", "€ +") if bedrag >= 0.5 else tekst
