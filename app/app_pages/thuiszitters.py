"""Thuiszitters: how many there are, who comes and goes, why, for how long, what is offered."""

import datetime as dt
from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from app import data, opgave, themadata
from app.components import (
    blok,
    casuslijst,
    cijfer,
    delen,
    peildata,
    permalink,
    tabel,
    verloopblok,
)
from app.inhoud import Inzage
from warehouse import opmaak

_EIGEN = "thuiszitters_eigen"


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    if not verloopblok.bestaat(inzage, _EIGEN):
        blok.toon(
            blok.kop("Thuiszitters") + blok.melding("Er is nog geen register van thuiszitters.")
        )
        permalink.leg_vast(inzage)
        return
    delen_ = {
        code: deel for code, deel in _DELEN.items() if not deel[2] or themadata.dossiers(inzage)
    }
    gekozen = permalink.lees("deel", list(delen_), next(iter(delen_)))
    tabs = [
        (naam, permalink.adres("thuiszitters", inzage, deel=code), code == gekozen)
        for code, (naam, _, _) in delen_.items()
    ]
    blok.toon(blok.kop(_titel(inzage), _zin(inzage)) + blok.tabs(tabs))
    delen_[gekozen][1](inzage)


def _titel(inzage: Inzage) -> str:
    punten = data.regiocijfers(inzage)[_EIGEN]
    k = data.kengetallen(inzage)[_EIGEN]
    waarde = cijfer.van_punt(k, punten[-1])
    return f"Thuiszitters: {waarde} in beeld {opmaak.wanneer(punten[-1].periode)}"


def _zin(inzage: Inzage) -> str:
    """What the published sentences say of both definitions."""
    oordelen = data.oordelen(inzage)
    zinnen = [d.zin for (naam, _, _), d in oordelen.items() if naam == "thuiszitters_landelijk"]
    return zinnen[0] if zinnen else ""


# On a day, in and out.


def _toon_stand(inzage: Inzage) -> None:
    alle = peildata.perioden(inzage)
    with st.container(horizontal=True, gap="small", key="keuzes"):
        gekozen = permalink.kies("peildatum", "Tot en met", alle, alle[0], opmaak.periode)
        dag = _kies_dag(inzage)
    permalink.leg_vast(
        inzage, deel="stand", peildatum=gekozen, dag=dag.isoformat() if dag else None
    )
    onder = "Een andere dag telt uit de casussen; die is er alleen voor medewerkers."
    blok.toon(
        blok.tussenkop("Vier peildata naast elkaar", onder if themadata.dossiers(inzage) else "")
    )
    peildata.toon(inzage, gekozen, dag)
    blok.toon(blok.tussenkop("Wie kwam en wie ging"))
    peildata.toon_stroom(inzage, gekozen, dag)
    blok.toon(blok.tussenkop("Door de jaren heen"))
    for naam in (_EIGEN, "thuiszitters_landelijk", "thuiszitters_meldingen"):
        verloopblok.toon(inzage, naam)


def _kies_dag(inzage: Inzage) -> dt.date | None:
    """Any day between the first case and the last delivery, for who may see the cases."""
    dossiers = themadata.dossiers(inzage)
    if not dossiers:
        return None
    eerste, laatste = min(d.melding_datum for d in dossiers), max(d.stand_datum for d in dossiers)
    try:
        gevraagd: dt.date | None = dt.date.fromisoformat(st.query_params.get("dag", ""))
    except ValueError:
        gevraagd = None
    if gevraagd and not eerste <= gevraagd <= laatste:
        gevraagd = None
    st.session_state["kies_dag"] = gevraagd
    return st.date_input(
        "Andere dag",
        key="kies_dag",
        min_value=eerste,
        max_value=laatste,
        format="DD-MM-YYYY",
        on_change=_onthoud_dag,
    )


def _onthoud_dag() -> None:
    dag = st.session_state["kies_dag"]
    if dag:
        st.query_params["dag"] = dag.isoformat()
    else:
        st.query_params.pop("dag", None)


# Why, how long, what is offered.


def _toon_redenen(inzage: Inzage) -> None:
    permalink.leg_vast(inzage, deel="redenen")
    for naam, grain, kop in (
        ("thuiszitters_reden", "hoofdreden", "Waarom"),
        ("thuiszitters_duur", "duurklasse", "Hoe lang, vanaf de melding"),
        (_EIGEN, "soort", "Welk verzuim"),
        (_EIGEN, "gemeente", "Waar zij wonen"),
    ):
        delen.toon(inzage, delen.maak(inzage, naam, grain), kop)


def _toon_aanbod(inzage: Inzage) -> None:
    permalink.leg_vast(inzage, deel="aanbod")
    blok.toon(blok.tussenkop("Een passend aanbod binnen drie maanden"))
    for naam in ("aanbod_binnen_3_maanden", "weken_tot_aanbod"):
        verloopblok.toon(inzage, naam)
    delen.toon(inzage, delen.maak(inzage, "aanbod_binnen_3_maanden", "gemeente"), "Per gemeente")
    if any(verloopblok.bestaat(inzage, n) for n in ("vangnet_intake", "vangnet_opvang")):
        blok.toon(blok.tussenkop("Vangnet voor hoogbegaafde leerlingen"))
        for naam in ("vangnet_intake", "vangnet_opvang"):
            verloopblok.toon(inzage, naam)
        delen.toon(inzage, delen.maak(inzage, "vangnet_fase", "fase"), "De weg terug, per fase")


# For medewerkers.


def _toon_casussen(inzage: Inzage) -> None:
    permalink.leg_vast(inzage, deel="casussen")
    dag = max(d.stand_datum for d in themadata.dossiers(inzage))
    dossiers = casuslijst.open_dossiers(inzage, dag)
    blok.toon(
        blok.tussenkop("De zes stappen per casus", casuslijst.samenvatting(dossiers, dag))
        + blok.uitklap("Wat een stap betekent", casuslijst.UITLEG_STAPPEN)
    )
    rijen = casuslijst.lijst(dossiers, dag)
    blok.toon(tabel.html(rijen, "tekst") + _casusbron(dag))
    tabel.downloads(rijen, "casussen", in_verslag=False)


def _casusbron(dag: dt.date) -> Markup:
    zin = (
        f"Stand van {opmaak.datum(dag)}, uit de data in het register. Zonder namen; alleen "
        "voor medewerkers, en niet voor verslagen."
    )
    return Markup('<p class="bronregel">{}</p>').format(zin)


def _toon_opgave(inzage: Inzage) -> None:
    dossiers = themadata.dossiers(inzage)
    kwartalen = opgave.kwartalen(dossiers)
    standaard = kwartalen[1] if len(kwartalen) > 1 else kwartalen[0]
    kwartaal = permalink.kies("kwartaal", "Tot en met", kwartalen, standaard, opmaak.periode)
    permalink.leg_vast(inzage, deel="opgave", kwartaal=kwartaal)
    eenheden = data.eenheden(inzage)
    namen = {
        grain: {code: e.naam for (g, code), e in eenheden.items() if g == grain}
        for grain in ("hoofdreden", "duurklasse")
    }
    regels = opgave.maak(dossiers, kwartaal, namen["hoofdreden"], namen["duurklasse"])
    rijen = casuslijst.opgavetabel(regels, kwartaal)
    uitleg = (
        "Vier keer per jaar: alle casussen van het schooljaar tot en met dit kwartaal, "
        "anoniem en opgeteld. Elk onderdeel telt op tot het totaal."
    )
    blok.toon(blok.tussenkop("Opgave aan de Inspectie", uitleg) + tabel.html(rijen))
    let_op = (
        "Er staan geen casusnummers, scholen of gemeenten in. De aantallen zijn niet afgeschermd: "
        "stuur dit bestand alleen aan de Inspectie."
    )
    blok.toon(blok.melding(let_op, "oranje"))
    tabel.downloads(rijen, "opgave")


# code → (name, what shows it, whether it needs the cases)
_DELEN: dict[str, tuple[str, Callable[[Inzage], None], bool]] = {
    "stand": ("Stand en stroom", _toon_stand, False),
    "redenen": ("Redenen en duur", _toon_redenen, False),
    "aanbod": ("Aanbod en vangnet", _toon_aanbod, False),
    "casussen": ("Casussen", _toon_casussen, True),
    "opgave": ("Opgave Inspectie", _toon_opgave, True),
}


toon()
