"""The screens around a login: logging in, choosing a role, having none, and going away again."""

import streamlit as st
from markupsafe import Markup

from app import sessie, toegang
from app.components import blok

_VERLOPEN = (
    "U bent afgemeld: een half uur niets gedaan, of langer dan twaalf uur aangemeld. Meld u "
    "opnieuw aan om verder te gaan."
)
_KIJK = 20.0  # seconds between looks whether a login still lives


def toon(reden: toegang.GeenToegang) -> None:
    """Why nothing is shown, and what the visitor can do."""
    if reden.gevraagd == "login":
        _toon_login(str(reden))
    elif reden.gevraagd == "keuze":
        _toon_keuze(reden)
    elif reden.gevraagd == "rol":
        blok.toon(
            blok.kop(
                "Nog geen toegang",
                "U bent aangemeld, maar heeft in Peilstok nog geen rol. Vraag de beheerder van het "
                "samenwerkingsverband om u een rol te geven, en meld u daarna opnieuw aan.",
            )
            + Markup("<p>Uw kenmerk, om door te geven: <code>{}</code></p>").format(reden.wie)
        )
        _toon_afmelden("afmelden_zonder_rol")
    else:
        uitleg = "De toegang is niet goed ingesteld, daarom is er niets te zien. Vraag de beheerder"
        blok.toon(blok.kop("Geen toegang", f"{uitleg} om naar de instellingen te kijken."))


def _toon_login(waarom: str) -> None:
    blok.toon(
        blok.kop("Peilstok", "Meld u aan met uw account om de kengetallen te bekijken.")
        + (blok.melding(_VERLOPEN, "paars") if waarom == "verlopen" else blok.LEEG)
    )
    if st.button("Aanmelden", type="primary", key="aanmelden", icon=":material/login:"):
        st.login()


def _toon_keuze(reden: toegang.GeenToegang) -> None:
    blok.toon(
        blok.kop(
            "Kies uw rol",
            "U heeft meer dan een rol. Elke rol heeft eigen pagina's en cijfers; u kunt later "
            "wisselen in het menu.",
        )
    )
    for code in reden.rollen:
        naam = toegang.rol_van(code).naam
        if st.button(f"Verder als {naam}", key=f"rol_{code}"):
            toegang.kies_rol(code)
            st.rerun()
    _toon_afmelden("afmelden_bij_keuze")


def toon_zijkant(bezoeker: toegang.Bezoeker) -> None:
    """In the sidebar: another role, and away."""
    if not bezoeker.sleutel:
        return
    if len(bezoeker.rollen) > 1 and st.button(
        "Van rol wisselen", key="wissel_rol", type="tertiary", icon=":material/swap_horiz:"
    ):
        toegang.kies_rol("")
        st.rerun()
    _toon_afmelden("afmelden")


def _toon_afmelden(sleutel: str) -> None:
    if st.button("Afmelden", key=sleutel, type="tertiary", icon=":material/logout:"):
        toegang.meld_af()


def waak(bezoeker: toegang.Bezoeker) -> None:
    """Clear the screen of someone who walked away, without counting as a sign of life."""
    if bezoeker.sleutel:
        _kijk(bezoeker.sleutel)


@st.fragment(run_every=_KIJK)
def _kijk(sleutel: str) -> None:
    if not sessie.AANMELDINGEN.leeft(sleutel):
        st.rerun()
