"""What Streamlit runs for every view: the frame around a page. `main` serves it.

Sets up the document, looks, navigation and sidebar, and runs the page that was asked for; without
a publication it says how to get one.
"""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from app import data, inzien, navigation, toegang
from app.components import aanmelding, blok, browser, grafiekbestand, permalink, teken
from app.inhoud import Inzage
from warehouse import opmaak
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, lees_versie

_COMPONENTS = Path(__file__).parent / "components"
_ALVAST = Markup(
    "<p>Alleen voor medewerkers. De cijfers voor anderen volgen, zodra ze zijn afgeschermd.</p>"
)


def toon() -> None:
    """The whole screen."""
    st.set_page_config(
        page_title="Peilstok", page_icon=str(_COMPONENTS / "merk.svg"), layout="wide"
    )
    st.html(_COMPONENTS / "stijl.css")
    browser.koppel()
    try:
        bezoeker = toegang.open_bezoek()
    except toegang.GeenToegang as reden:
        aanmelding.toon(reden)
        return
    rol = bezoeker.rol
    geldend = permalink.geldende_inzage()
    bronnen = data.levermomenten(geldend) if geldend else ()
    pagina = st.navigation(navigation.bouw(rol, bronnen), expanded=True)
    bestand = navigation.zoek(pagina.url_path).bestand
    beheert = navigation.zoek(pagina.url_path).beheert
    inzage = geldend if beheert else permalink.open_inzage()
    _toon_zijkant(inzage, bezoeker)
    if inzage is None and not beheert:
        _toon_leeg(rol)
        return
    if not beheert and inzage:
        if "niet_gevonden" in st.query_params:
            zin = "De gevraagde pagina bestaat niet. U ziet het overzicht."
            blok.toon(blok.melding(zin, "oranje"))
        permalink.toon_ouderdom(inzage, pagina.url_path)
        _toon_papier(inzage)
    inzien.begin(bestand, inzage)
    grafiekbestand.begin()
    try:
        pagina.run()
    finally:
        inzien.schrijf_op(bezoeker, bestand, inzage)


def _toon_zijkant(inzage: Inzage | None, bezoeker: toegang.Bezoeker) -> None:
    """Under the navigation: whose figures, how old, invented or not, and who is looking."""
    st.logo(_COMPONENTS / "logo.svg", icon_image=_COMPONENTS / "logo.svg", size="large")
    regels = []
    if inzage:
        stand = data.publicatie(inzage)
        regels.append(Markup("<p><strong>{}</strong><br>{}</p>").format(stand.swv_naam, stand.swv))
        regels.append(
            Markup("<p>Zoals bekend op {}<br>Gepubliceerd op {}</p>").format(
                opmaak.datum(stand.bekend_op), opmaak.datum(opmaak.hier(stand.gemaakt_op))
            )
        )
        if stand.voorbeeldgegevens:
            regels.append(Markup('<p class="tekens">{}</p>').format(teken.plaatje(teken.VERZONNEN)))
        if _is_alvast(inzage):
            regels.append(_ALVAST)
    naam = inzien.rolnaam(inzage, bezoeker.rol)
    zonder = "" if bezoeker.sleutel else " U kijkt zonder in te loggen."
    regels.append(Markup("<p>Rol: {}.{}</p>").format(naam, zonder))
    with st.sidebar:
        blok.toon(Markup('<div class="voet">{}</div>').format(blok.voeg(regels)))
        aanmelding.toon_zijkant(bezoeker)
        aanmelding.waak(bezoeker)


def _is_alvast(inzage: Inzage) -> bool:
    """Whether it is for medewerkers alone, because those for others were still being protected."""
    try:
        return lees_versie(Thuis.uit_omgeving(), inzage.publicatie).is_alvast
    except PublicatieFout:
        return False


def _toon_papier(inzage: Inzage) -> None:
    """A line that only paper has: whose figures these are and as of when."""
    stand = data.publicatie(inzage)
    delen = [stand.swv_naam, f"zoals bekend op {opmaak.datum(stand.bekend_op)}", stand.publicatie]
    if stand.voorbeeldgegevens:
        delen.append("verzonnen voorbeeldgegevens")
    blok.toon(Markup('<p class="papier">{}</p>').format(" · ".join(delen)))


def _toon_leeg(rol: toegang.Rol) -> None:
    if not rol.mag("leveringen"):
        zin = "Voor u is nog niets gepubliceerd. Kom later terug."
        blok.toon(blok.kop("Nog geen cijfers", zin))
        return
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
