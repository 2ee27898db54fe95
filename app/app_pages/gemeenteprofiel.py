"""Gemeenteprofiel: one gemeente or gebied on one sheet, for the conversation about it."""

import streamlit as st
from markupsafe import Markup

from app import toegang
from app.components import (
    blok,
    permalink,
    plekken,
    profielblad,
    profieldownloads,
    regiokaart,
    tabel,
)
from app.components.plekken import Plek
from app.inhoud import Inzage
from warehouse import opmaak

_NIET_DELEN = (
    "Dit vel toont ook kleine aantallen. Deel het niet; gebruik voor een gesprek de bladen "
    "hieronder, met de afgeschermde cijfers."
)


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    alle = plekken.alle(inzage)
    if not alle:
        blok.toon(blok.kop("Gemeenteprofiel") + blok.melding("Er zijn nog geen gemeenten."))
        return
    kop = st.container()
    plek = alle[
        permalink.kies(
            "plek", "Gemeente of gebied", list(alle), next(iter(alle)), lambda p: alle[p].voluit
        )
    ]
    with kop:
        blok.toon(blok.kop(f"Profiel van {plek.in_zin}"))
    blad = profielblad.maak(inzage, plek)
    blok.toon(profielblad.html(inzage, blad))
    if toegang.huidige_rol() is toegang.MEDEWERKER:
        blok.toon(blok.melding(_NIET_DELEN, "oranje"))
    profieldownloads.toon(inzage, plek)
    tabel.downloads(profielblad.als_tabel(inzage, blad), "profiel")
    _toon_kaart(inzage, plek)


def _toon_kaart(inzage: Inzage, plek: Plek) -> None:
    grain = regiokaart.grain_voor(inzage, plek)
    keuze = {k.kengetal: k for k in regiokaart.kengetallen(inzage, grain)}
    if not keuze:
        permalink.leg_vast(inzage, plek=plek.sleutel)
        return
    blok.toon(blok.tussenkop("Op de kaart"))
    gekozen = permalink.kies(
        "kaart", "Kleur", list(keuze), next(iter(keuze)), lambda k: keuze[k].titel
    )
    permalink.leg_vast(inzage, plek=plek.sleutel, kaart=gekozen)
    kaart = regiokaart.maak(inzage, keuze[gekozen], grain, plek)
    if not kaart.stippen:
        blok.toon(blok.melding("Van geen school of plek is bekend waar die ligt."))
        return
    rijen = regiokaart.als_tabel(inzage, kaart)
    wanneer = opmaak.wanneer(kaart.periode) if kaart.periode else ""
    blok.toon(
        Markup('<h3>{}</h3><p class="onderkop">{}</p>').format(
            regiokaart.titel(kaart), f"{keuze[gekozen].vraag} Stand: {wanneer}."
        )
        + Markup('<div class="kaartvak">{}</div>').format(regiokaart.html(kaart))
        # On paper the sheet is one page: its table is a download.
        + Markup('<div class="scherm">{}</div>').format(
            blok.uitklap("Tabel bij de kaart", tabel.html(rijen))
        )
    )
    tabel.downloads(rijen, "kaart")


toon()
