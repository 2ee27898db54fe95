"""Bestuursverslag: figures chosen anywhere, put in order and words, and made into documents."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from app import data, inzien, toegang
from app.components import blok, grafiek, inverslag, permalink, tabel, verslagmaker
from app.inhoud import Inzage
from app.verslag import figuren, klaar, mandje
from app.verslag.figuur import Figuur
from app.verslag.mandje import Mandje
from app.verslag.opdracht import VERTROUWELIJK
from warehouse import opmaak
from warehouse.doelgroepen import MEDEWERKER, OPENBAAR
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout

_ALLE_JAREN = "nieuwste"
_VOOR = {
    OPENBAAR: "Iedereen: afgeschermde cijfers",
    MEDEWERKER: f"{VERTROUWELIJK}: alle cijfers",
}
_KLAAR = {klaar.JAARVERSLAG: "Jaarverslag", klaar.MARAP: "MARAP"}
_UITLEG = (
    "Kies hieronder een kant-en-klaar verslag, of druk op 'In verslag' bij een grafiek, tabel, "
    "scenario of oordeel, op welke pagina ook. Wat u kiest, blijft staan tot u het weghaalt. "
    "Bewaar het om het volgend jaar opnieuw te gebruiken; het adres van deze pagina is een link "
    "naar dezelfde keuze."
)


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    _neem_link_over()
    blok.toon(blok.kop("Bestuursverslag", _UITLEG))
    _kies_begin()
    keuze = inverslag.mandje()
    jaar, cijfers = _keuzes(inzage)
    permalink.leg_vast(
        inzage,
        jaar=None if jaar == _ALLE_JAREN else jaar,
        voor=None if cijfers.rol == OPENBAAR else cijfers.rol,
        delen=mandje.als_link(keuze),
    )
    if not keuze.onderdeel:
        blok.toon(blok.melding("Het verslag is nog leeg."))
        return
    _toon_andere_publicatie(inzage, keuze)
    gekozen_jaar = None if jaar == _ALLE_JAREN else int(jaar)
    inhoud = figuren.verzamel(cijfers, keuze, gekozen_jaar)
    _toon_inhoud(keuze, inhoud.gemist)
    _toon_onderdeel(cijfers, keuze, gekozen_jaar)
    verslagmaker.toon(cijfers, keuze, gekozen_jaar)


def _toon_andere_publicatie(inzage: Inzage, keuze: Mandje) -> None:
    """Say that these figures are not those that the choice was made by, and lead to them."""
    if not keuze.publicatie or keuze.publicatie == inzage.publicatie:
        return
    toen = data.open_inzage(Thuis.uit_omgeving(), toegang.huidige_rol(), keuze.publicatie)
    zin = "Deze keuze is gemaakt bij andere cijfers dan u nu ziet."
    slot: Markup | str = ""
    if toen:
        zin = (
            "Deze keuze is gemaakt bij cijfers zoals bekend op "
            f"{opmaak.datum(data.publicatie(toen).bekend_op)}; u ziet ze zoals bekend op "
            f"{opmaak.datum(data.publicatie(inzage).bekend_op)}."
        )
        slot = blok.verwijzing("Toon die van toen", permalink.adres("bestuursverslag", toen))
    blok.toon(blok.melding(Markup("{} {}").format(zin, slot), "paars"))


def _neem_link_over() -> None:
    """A link brings its figures along; what this visit chose itself goes before it."""
    gevraagd = st.query_params.get("delen", "")
    if gevraagd and not inverslag.is_begonnen():
        inverslag.zet(mandje.uit_link(gevraagd))


# Where one begins: ready-made, kept, or from a file.


def _kies_begin() -> None:
    thuis = Thuis.uit_omgeving()
    with st.container(horizontal=True, gap="small", key="verslag_begin"):
        for naam, titel in _KLAAR.items():
            if st.button(titel, key=f"klaar_{naam}", icon=":material/playlist_add_check:"):
                inverslag.zet(klaar.lees(naam))
                st.rerun()
        with st.popover("Bewaard", icon=":material/folder_open:"):
            _toon_bewaarde(thuis)
        if st.button("Leegmaken", key="verslag_leeg", type="tertiary", icon=":material/delete:"):
            inverslag.zet(Mandje())
            st.rerun()


def _toon_bewaarde(thuis: Thuis) -> None:
    keuze = inverslag.mandje()
    for naam in mandje.bewaarde(thuis):
        if st.button(f"Open {naam}", key=f"open_{naam}", type="tertiary"):
            _probeer(partial(mandje.open_bewaarde, thuis, naam))
    naam = st.text_input("Bewaren als", keuze.titel, max_chars=60, key="bewaar_als")
    if st.button("Bewaren", key="verslag_bewaar", disabled=not keuze.onderdeel):
        try:
            mandje.bewaar(thuis, naam, keuze.model_copy(update={"titel": naam.strip()}))
            st.toast(f"Bewaard als {naam.strip()}.", icon=":material/check:")
        except DefinitieFout as fout:
            blok.toon(blok.melding(str(fout), "oranje"))
    bestand = st.file_uploader("Of een bestand van een ander", type=["toml"], key="keuze_bestand")
    if bestand is not None and st.button("Open dit bestand", key="keuze_open"):
        _probeer(partial(mandje.uit_tekst, bestand.getvalue(), bestand.name))
    if keuze.onderdeel:
        st.download_button(
            "Als bestand",
            inzien.bij_download("verslagkeuze.toml", lambda: mandje.als_tekst(keuze).encode()),
            file_name="verslagkeuze.toml",
            mime="application/toml",
            key="keuze_download",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def _probeer(open_: "partial[Mandje]") -> None:
    try:
        inverslag.zet(open_())
    except DefinitieFout as fout:
        blok.toon(blok.melding(str(fout), "oranje"))
        return
    st.rerun()


def _keuzes(inzage: Inzage) -> tuple[str, Inzage]:
    """The year of the report, and whose figures stand in it."""
    nu = data.publicatie(inzage).bekend_op.year
    jaren = [_ALLE_JAREN, *(str(jaar) for jaar in range(nu, nu - 6, -1))]
    links, rechts = st.columns(2)
    with links:
        jaar = permalink.kies(
            "jaar", "Verslagjaar", jaren, _ALLE_JAREN, lambda j: j.capitalize() + _cijfers(j)
        )
    with rechts:
        # A publication without figures for everyone offers none: never call others public.
        openbaar = data.open_inzage(
            Thuis.uit_omgeving(), toegang.rol_van(OPENBAAR), inzage.publicatie
        )
        mogelijk = [code for code in _VOOR if code != OPENBAAR or openbaar]
        voor = permalink.kies("voor", "Voor wie", mogelijk, mogelijk[0], _VOOR.__getitem__)
    if voor == OPENBAAR and openbaar:
        return jaar, openbaar
    return jaar, inzage


def _cijfers(jaar: str) -> str:
    return " cijfers" if jaar == _ALLE_JAREN else ""


# What is in it.


def _toon_inhoud(keuze: Mandje, gemist: tuple[str, ...]) -> None:
    aantal = opmaak.aantal_met_eenheid(len(keuze.onderdeel), "onderdeel", "onderdelen")
    blok.toon(blok.tussenkop(f"{keuze.titel}: {aantal}"))
    if gemist:
        blok.toon(blok.melding(f"Hiervan is niets dat getoond mag worden: {'; '.join(gemist)}."))


def _toon_onderdeel(cijfers: Inzage, keuze: Mandje, jaar: int | None) -> None:
    """One of them: its words, its place and how it will look."""
    namen = [
        f"{n}. {_naam(cijfers, onderdeel)}" for n, onderdeel in enumerate(keuze.onderdeel, start=1)
    ]
    plaats = st.selectbox(
        "Bekijken en aanpassen", range(len(namen)), format_func=namen.__getitem__, key="onderdeel"
    )
    onderdeel = keuze.onderdeel[plaats]
    _toon_woorden(keuze, plaats)
    _toon_knoppen(keuze, plaats)
    gemaakt = figuren.maak(cijfers, onderdeel, jaar)
    if not gemaakt:
        blok.toon(blok.melding("Hiervan zijn geen cijfers die getoond mogen worden."))
    for nummer, figuur in enumerate(gemaakt):
        _toon_figuur(figuur, nummer)


def _naam(cijfers: Inzage, onderdeel: mandje.Onderdeel) -> str:
    return f"{onderdeel.hoofdstuk or 'Overig'}: {figuren.naam(cijfers, onderdeel)}"


def _toon_woorden(keuze: Mandje, plaats: int) -> None:
    onderdeel, sleutel = (
        keuze.onderdeel[plaats],
        f"{plaats}_{'_'.join(mandje.plek(keuze.onderdeel[plaats]))}",
    )
    links, rechts = st.columns(2)
    with links:
        hoofdstuk = st.text_input("Hoofdstuk", onderdeel.hoofdstuk, key=f"hoofdstuk_{sleutel}")
    with rechts:
        titel = st.text_input(
            "Eigen titel", onderdeel.titel, key=f"titel_{sleutel}", placeholder="Uit de cijfers"
        )
    opmerking = st.text_area("Opmerking", onderdeel.opmerking, key=f"opmerking_{sleutel}")
    nieuw = {"hoofdstuk": hoofdstuk, "titel": titel, "opmerking": opmerking}
    if any(getattr(onderdeel, veld) != waarde for veld, waarde in nieuw.items()):
        inverslag.zet(keuze.anders(plaats, **nieuw))
        st.rerun()


def _toon_knoppen(keuze: Mandje, plaats: int) -> None:
    laatste = len(keuze.onderdeel) - 1
    with st.container(horizontal=True, gap="small", key="onderdeel_knoppen"):
        if st.button("Omhoog", icon=":material/arrow_upward:", disabled=plaats == 0):
            _verplaats(keuze, plaats, -1)
        if st.button("Omlaag", icon=":material/arrow_downward:", disabled=plaats == laatste):
            _verplaats(keuze, plaats, 1)
        if st.button("Uit het verslag", icon=":material/delete:", type="tertiary"):
            inverslag.zet(keuze.zonder(plaats))
            st.session_state.pop("onderdeel", None)
            st.rerun()


def _verplaats(keuze: Mandje, plaats: int, stap: int) -> None:
    inverslag.zet(keuze.verplaatst(plaats, stap))
    st.session_state.pop("onderdeel", None)
    st.rerun()


def _toon_figuur(figuur: Figuur, nummer: int) -> None:
    """As it will stand in the report, but for the page."""
    zin = Markup('<p class="zin">{}</p>').format(figuur.zin)
    blok.toon(blok.deelkop(figuur.titel) + zin)
    if figuur.plaat is not None:
        grafiek.toon(figuur.plaat(), f"verslagfiguur_{nummer}", figuur.alternatief)
    bron = Markup('<p class="bronregel">{} {}</p>').format(figuur.bron, figuur.uitleg)
    blok.toon(bron + tabel.html(figuur.tabel))


toon()
