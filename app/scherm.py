"""What Streamlit runs for every view: the frame around a page. `main` serves it.

Sets up the document, looks, navigation and sidebar, and runs the page that was asked for; without
a publication it says how to get one.
"""

import gc
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from app import data, navigation, toegang
from app.components import blok, browser, grafiek, permalink, teken
from app.inhoud import Inzage
from warehouse import opmaak

_COMPONENTS = Path(__file__).parent / "components"


@st.cache_resource(show_spinner=False)
def _warm_op() -> bool:
    """Load what pages need once, and take it out of the collector's sight.

    Streamlit runs a full collection after every rerun; over all that is imported it costs more
    than the rerun itself. Making one figure loads the parts that Plotly fetches on first use.
    """
    grafiek.warm_op()
    gc.collect()
    gc.freeze()
    return True


def toon() -> None:
    """The whole screen."""
    st.set_page_config(
        page_title="Peilstok", page_icon=str(_COMPONENTS / "merk.svg"), layout="wide"
    )
    _warm_op()
    st.html(_COMPONENTS / "stijl.css")
    browser.koppel()
    try:
        rol = toegang.huidige_rol()
    except toegang.OnbekendeRol as fout:
        blok.toon(blok.kop("Geen toegang", str(fout)))
        return
    pagina = st.navigation(navigation.bouw(rol))
    beheert = navigation.zoek(pagina.url_path).beheert
    inzage = permalink.geldende_inzage() if beheert else permalink.open_inzage()
    _toon_zijkant(inzage, rol)
    if beheert:
        pagina.run()
        return
    if inzage is None:
        _toon_leeg()
        return
    if "niet_gevonden" in st.query_params:
        blok.toon(blok.melding("De gevraagde pagina bestaat niet. U ziet het overzicht.", "oranje"))
    permalink.toon_ouderdom(inzage, pagina.url_path)
    pagina.run()


def _toon_zijkant(inzage: Inzage | None, rol: toegang.Rol) -> None:
    """Under the navigation: whose figures, how old, invented or not, and who is looking."""
    st.logo(_COMPONENTS / "logo.svg", icon_image=_COMPONENTS / "logo.svg", size="large")
    regels = []
    if inzage:
        stand = data.publicatie(inzage)
        regels.append(Markup("<p><strong>{}</strong><br>{}</p>").format(stand.swv_naam, stand.swv))
        regels.append(
            Markup("<p>Zoals bekend op {}<br>Gepubliceerd op {}</p>").format(
                opmaak.datum(stand.bekend_op), opmaak.datum(stand.gemaakt_op.date())
            )
        )
        if stand.voorbeeldgegevens:
            regels.append(Markup('<p class="tekens">{}</p>').format(teken.plaatje(teken.VERZONNEN)))
    regels.append(Markup("<p>Rol: {}. {}</p>").format(rol.naam, rol.toelichting))
    with st.sidebar:
        blok.toon(Markup('<div class="voet">{}</div>').format(blok.voeg(regels)))


def _toon_leeg() -> None:
    blok.toon(
        blok.kop("Nog geen cijfers", "Er is nog niets gepubliceerd. Zo komt u aan cijfers:")
        + blok.opsomming(
            (
                Markup(
                    "Gegevens aanleveren: op de pagina {}, met sjablonen om in te vullen. Of met "
                    "<code>peilstok load MAP</code>. Wat niet klopt, krijgt u per rij te zien."
                ).format(blok.verwijzing("Leveringen", permalink.adres("leveringen", None))),
                Markup("Eerst rondkijken met verzonnen voorbeeldgegevens: <code>make run</code>."),
            )
        )
        + blok.melding(
            "Staan de gegevens ergens anders? De app kijkt in de map die in "
            "PEILSTOK_HOME staat, bij het profiel in PEILSTOK_PROFIEL."
        )
    )


toon()
