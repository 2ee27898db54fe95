"""The funnel in Verdieping: besturen or schools against the region, by their size.

The limits and who lies beyond them were worked out at publication (`warehouse.trechter`); here
they are put into words and rows. Drawing is left to `trechtergrafiek`.
"""

from collections.abc import Sequence

import streamlit as st

from app import data
from app.components import (
    afdalen,
    blok,
    cijfer,
    definitie,
    grafiek,
    keuze,
    leeswijzer,
    palet,
    tabel,
    teken,
    trechtergrafiek,
)
from app.components.keuze import Keuze
from app.inhoud import Inzage, Trechterpunt
from warehouse import opmaak

_SLEUTEL = "trechter"
_GENOEMD = 3  # names in a heading
_OORDEEL = {
    "boven": teken.Teken("let-op", "hoger dan toeval verklaart", "paars"),
    "onder": teken.Teken("let-op", "lager dan toeval verklaart", "paars"),
    "binnen": teken.Teken("gelijk", "binnen de trechter", "grijs"),
}


def toon(inzage: Inzage, gekozen: Keuze) -> None:
    """The funnel of the chosen period, its words and its table."""
    punten = [
        p
        for p in data.trechter(inzage, gekozen.kengetal.kengetal, gekozen.per)
        if (p.periode, p.reekscode) == (gekozen.periode, gekozen.reeks)
    ]
    lijn = [p for p in punten if p.eenheid is None]
    binnen = {p.eenheid[0] for p in gekozen.delen}
    eenheden = [p for p in punten if p.eenheid in binnen]
    if not eenheden:
        blok.toon(blok.melding(_waarom_geen(gekozen)))
        return
    namen = {p.eenheid: keuze.eenheidsnaam(inzage, gekozen.per, _code(p)) for p in eenheden}
    figuur = trechtergrafiek.Trechter(gekozen.kengetal, lijn, eenheden, namen, gekozen.eenheid)
    blok.toon(blok.deelkop(_titel(gekozen, figuur), _uitleg(gekozen, figuur)))
    grafiek.toon(
        trechtergrafiek.teken(figuur, palet.huidig()),
        _SLEUTEL,
        trechtergrafiek.alternatief(figuur),
        on_select=lambda: _open(inzage, gekozen, eenheden),
        selection_mode="points",
    )
    blok.toon(leeswijzer.zo_leest_u("trechter"))
    rijen = _tabel(inzage, gekozen, figuur)
    blok.toon(blok.uitklap("Tabel bij de trechter", tabel.html(rijen)))
    tabel.downloads(rijen, _SLEUTEL)


def _code(punt: Trechterpunt) -> tuple[str, ...]:
    return (punt.eenheid,) if punt.eenheid else ()


def _waarom_geen(gekozen: Keuze) -> str:
    namen = cijfer.grain(gekozen.per, meervoud=True)
    return (
        f"Een trechter vraagt het cijfer van de regio en van minstens vijf {namen}. "
        f"{opmaak.wanneer(gekozen.periode).capitalize()} zijn die er niet, of zijn ze verborgen."
    )


def _titel(gekozen: Keuze, figuur: trechtergrafiek.Trechter) -> str:
    """Who stands out, by name when they are few."""
    buiten = [figuur.namen[p.eenheid] for p in figuur.eenheden if p.valt_op]
    namen = cijfer.grain(gekozen.per, meervoud=True)
    if not buiten:
        aantal = opmaak.getal(len(figuur.eenheden))
        return f"Geen van de {aantal} {namen} wijkt meer af dan toeval verklaart"
    if len(buiten) <= _GENOEMD:
        wijkt = "wijkt" if len(buiten) == 1 else "wijken"
        return f"{blok.rijtje(buiten)} {wijkt} meer af dan toeval verklaart"
    aantal = opmaak.getal(len(buiten))
    totaal = opmaak.getal(len(figuur.eenheden))
    return f"{aantal} van de {totaal} {namen} wijken meer af dan toeval verklaart"


def _uitleg(gekozen: Keuze, figuur: trechtergrafiek.Trechter) -> str:
    """The moment, the centre, and who is not in it."""
    k, periode = gekozen.kengetal, opmaak.periode(gekozen.periode)
    midden = cijfer.tekst(k, figuur.eenheden[0].midden)
    zin = f"{periode[:1].upper()}{periode[1:]}. Het midden is de hele regio, {midden}."
    alle = {p.eenheid for p in gekozen.delen if p.periode == gekozen.periode}
    weg = len([e for e in alle if not afdalen.RESTCODES & set(e)]) - len(figuur.eenheden)
    if weg > 0:
        wat = opmaak.aantal_met_eenheid(
            weg, cijfer.grain(gekozen.per), cijfer.grain(gekozen.per, meervoud=True)
        )
        zin += f" {wat} {'staat' if weg == 1 else 'staan'} er niet in: geen cijfer of verborgen."
    return zin


def _open(inzage: Inzage, gekozen: Keuze, eenheden: Sequence[Trechterpunt]) -> None:
    """A point that was clicked leads where its name leads."""
    stand = st.session_state.get(_SLEUTEL)
    geraakt = [p for p in (stand.selection.points if stand else []) if p.get("customdata")]
    if not geraakt or geraakt[0]["point_index"] >= len(eenheden):
        return
    code = eenheden[geraakt[0]["point_index"]].eenheid or ""
    punt = next((p for p in gekozen.delen if p.eenheid == (code,)), None)
    afdalen.ga_naar(afdalen.adres(inzage, gekozen, (code,), punt))


def _tabel(inzage: Inzage, gekozen: Keuze, figuur: trechtergrafiek.Trechter) -> tabel.Tabel:
    """A row per unit with its limits, those that stand out first."""
    k, naam = gekozen.kengetal, cijfer.grain(gekozen.per)
    kolommen = (
        tabel.Kolom(naam.capitalize()),
        tabel.Kolom("Noemer", True),
        tabel.getalkolom("Waarde", k),
        tabel.getalkolom("Ondergrens 99,8%", k),
        tabel.getalkolom("Bovengrens 99,8%", k),
        tabel.Kolom("Oordeel"),
    )
    op_volgorde = sorted(figuur.eenheden, key=lambda p: (not p.valt_op, -(p.waarde or 0.0)))
    delen = {p.eenheid[0]: p for p in gekozen.delen if p.periode == gekozen.periode}
    rijen = [
        (
            tabel.Cel(
                blok.verwijzing(
                    figuur.namen[p.eenheid],
                    afdalen.adres(inzage, gekozen, _code(p), delen.get(p.eenheid or "")),
                )
            ),
            tabel.aantal(p.n),
            tabel.cijfercel(k, p.waarde),
            tabel.cijfercel(k, p.onder_998),
            tabel.cijfercel(k, p.boven_998),
            tabel.Cel(teken.regel(_OORDEEL[p.oordeel or "binnen"])),
        )
        for p in op_volgorde
    ]
    titel = f"{k.titel} per {naam}, {opmaak.periode(gekozen.periode)}"
    bestand = f"{k.kengetal}_trechter_{gekozen.per}_{gekozen.periode}"
    return tabel.Tabel(titel, kolommen, rijen, bestand, definitie.bij_download(inzage, k))
