"""A question on the page: its answer in a sentence, the charts under it, what we do not know."""

import streamlit as st
from markupsafe import Markup

from app.components import (
    blok,
    grafiek,
    inverslag,
    leeswijzer,
    palet,
    permalink,
    tabel,
    teken,
    verlooptabel,
    vonk,
    vraagbewijs,
)
from app.components.vraagbewijs import Bewijs, Cijfer
from app.inhoud import Inzage
from warehouse.vergaderingen.inhoud import Oordeel


def kop(bewijs: Bewijs, oordeel: Oordeel | None, leeg: teken.Teken | None, adres: str) -> Markup:
    """The question with its answer; `adres` opens it, and is empty when it is open.

    `leeg` is the sign of a question without verdict; None outside of a meeting.
    """
    vraag = bewijs.vraag
    tekens = blok.LEEG
    if leeg:
        teken_ = teken.oordeel(oordeel.oordeel) if oordeel else leeg
        tekens = Markup('<span class="stand">{}</span>').format(teken.plaatje(teken_))
    titel = blok.verwijzing(vraag.tekst, adres) if adres else Markup.escape(vraag.tekst)
    meer = blok.LEEG
    if adres:
        meer = Markup('<p class="klein meer">{}</p>').format(
            blok.verwijzing("Bewijs en bespreking", adres)
        )
    return Markup(
        '<section class="vraag{}"><p class="boven"><span>{} {}</span>{}</p><h2>{}</h2>'
        '<p class="zin">{}</p>{}</section>'
    ).format(
        "" if adres else " open",
        vraagbewijs.soortnaam(vraag),
        vraag.id,
        tekens,
        titel,
        vraagbewijs.antwoord(bewijs),
        meer,
    )


def toon_bewijs(inzage: Inzage, bewijs: Bewijs) -> None:
    """The charts, the other figures in a row each, and what is not known."""
    beeld = bewijs.beeld
    if len(beeld) % 2:
        # What weighs most has the whole width; no corner stays empty.
        _toon_grafiek(inzage, beeld[0])
        beeld = beeld[1:]
    for begin in range(0, len(beeld), 2):
        naast = beeld[begin : begin + 2]
        with st.container(key=f"naast_{begin}"):
            kolommen = st.columns(2, gap="large")
        for kolom, gevonden in zip(kolommen, naast, strict=True):
            with kolom:
                _toon_grafiek(inzage, gevonden)
    blok.toon(_rest(inzage, bewijs) + _leemten(inzage, bewijs))


def _toon_grafiek(inzage: Inzage, gevonden: Cijfer) -> None:
    beeld = vraagbewijs.regiobeeld(inzage, gevonden)
    naam = gevonden.kengetal.kengetal
    tekens = blok.voeg(teken.plaatje(t) for t in gevonden.tekens)
    rijen = verlooptabel.regio(inzage, beeld)
    blok.toon(
        Markup('<h3 class="grafiekkop">{}</h3><p class="tekens">{}</p>').format(
            gevonden.titel, tekens
        )
    )
    grafiek.toon(grafiek.trend(beeld, palet.huidig()), f"bewijs_{naam}", grafiek.alternatief(beeld))
    verdieping = permalink.adres("verdieping", inzage, kengetal=naam)
    blok.toon(
        Markup('<p class="klein meer">{}</p>').format(
            blok.verwijzing(f"Verdieping: {gevonden.kengetal.titel}", verdieping)
        )
        + blok.uitklap("Zo leest u deze grafiek", leeswijzer.toon(inzage, beeld, gevonden.nu.punt))
        + blok.uitklap("Tabel bij de grafiek", tabel.html(rijen))
    )
    tabel.downloads(rijen, f"bewijs_{naam}", inverslag.regio(gevonden.kengetal))


def _rest(inzage: Inzage, bewijs: Bewijs) -> Markup:
    """The other figures: what, its course in small, and the sentence."""
    if not bewijs.rest:
        return blok.LEEG
    rijen = [_rij(inzage, gevonden) for gevonden in bewijs.rest]
    return Markup('<h3>Ook bij deze vraag</h3><ul class="lijst ookbij">{}</ul>').format(
        blok.voeg(rijen)
    )


def _rij(inzage: Inzage, gevonden: Cijfer) -> Markup:
    k, nu = gevonden.kengetal, gevonden.nu
    adres = permalink.adres("verdieping", inzage, kengetal=k.kengetal)
    punten = [p.waarde for p in nu.punten if p.periode <= nu.periode]
    verloop = vonk.vonk(punten, f"Verloop van {k.onderwerp}") or blok.LEEG
    return Markup("<li><div>{}{}</div><span>{}</span></li>").format(
        blok.verwijzing(gevonden.titel, adres), verloop, gevonden.zin
    )


def _leemten(inzage: Inzage, bewijs: Bewijs) -> Markup:
    regels = vraagbewijs.leemten(inzage, bewijs)
    if not regels:
        if not bewijs.alle:
            return blok.LEEG
        return Markup('<h3>Wat we niet weten</h3><p class="klein stil">{}</p>').format(
            "De nieuwste cijfers bij deze vraag zijn geleverd en compleet."
        )
    return Markup("<h3>Wat we niet weten</h3>{}").format(blok.opsomming(regels))
