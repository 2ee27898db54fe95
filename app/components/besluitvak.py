"""Decisions: taking one at a question, and saying what became of those of earlier meetings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from app import vergaderen
from app.components import blok, oordeelvak, tabel, teken
from app.vergaderen import Werk
from warehouse import opmaak
from warehouse.vergaderingen import schrijven
from warehouse.vergaderingen.inhoud import STATUSSEN, Besluit, Botsing

GEEN_TERMIJN = teken.Teken("leeg", "geen termijn", "grijs")
_KOPPEN = ("Besluit", "Eigenaar", "Termijn", "Status", "Genomen")


def toon(werk: Werk, vraag: str) -> None:
    """The decisions on one question: those still open, those of now, and a form for a new one."""
    open_ = [b for b in werk.openstaand() if b.vraag == vraag]
    gedaan = [b for b in werk.genoteerd() if b.vraag == vraag and b not in open_]
    if open_ or gedaan:
        blok.toon(Markup("<h3>Besluiten van eerdere vergaderingen</h3>"))
        for besluit in [*open_, *gedaan]:
            _toon_eerder(werk, besluit)
    afgerond = [
        b for b in werk.eerdere_besluiten if b.vraag == vraag and b not in open_ and b not in gedaan
    ]
    if afgerond:
        tekst = f"Afgeronde besluiten ({opmaak.getal(len(afgerond))})"
        blok.toon(blok.uitklap(tekst, tabel.html(als_tabel(werk, afgerond), "tekst")))
    hier = [b for b in werk.besluiten if b.vraag == vraag]
    if not hier and not werk.mag_schrijven:
        return
    blok.toon(Markup("<h3>Besluiten in deze vergadering</h3>"))
    for besluit in hier:
        _toon_eigen(werk, besluit)
    if werk.mag_schrijven:
        _toon_nieuw(werk, vraag)
    elif not hier:
        blok.toon(blok.melding("Er is geen besluit genomen."))


def beschrijf(besluit: Besluit, dag: date | None) -> Markup:
    """A decision as a block: what, who, when, and what became of it."""
    stand = besluit.stand_op(dag)
    termijn = opmaak.datum(besluit.termijn) if besluit.termijn else "geen termijn"
    if besluit.termijn and dag and besluit.termijn < dag and besluit.staat_open(dag):
        termijn += " (verstreken)"
    return Markup(
        '<div class="besluit">{}<div class="kern">{}<p class="klein stil">{}</p>{}</div></div>'
    ).format(
        teken.plaatje(teken.besluit(besluit.status_op(dag))),
        oordeelvak.alineas(besluit.tekst),
        f"Eigenaar: {besluit.eigenaar} · termijn: {termijn} · besloten op "
        f"{opmaak.datum(besluit.datum)}",
        Markup('<p class="klein">{}: {}</p>').format(
            opmaak.datum(stand.datum), stand.toelichting or STATUSSEN[stand.status].lower()
        )
        if stand
        else blok.LEEG,
    )


def _toon_eerder(werk: Werk, besluit: Besluit) -> None:
    dag = werk.nu.datum if werk.nu else None
    blok.toon(beschrijf(besluit, dag))
    if not werk.mag_schrijven:
        return
    naam = _standnaam(besluit)
    st.session_state.setdefault(f"{naam}_status", besluit.status_op(dag))
    with _vak("Bijwerken", naam), st.form(naam, border=False):
        st.radio(
            "Status",
            list(STATUSSEN),
            key=f"{naam}_status",
            format_func=STATUSSEN.__getitem__,
            horizontal=True,
        )
        st.text_area("Wat is ervan terechtgekomen?", key=f"{naam}_tekst", height=90)
        st.form_submit_button("Status bewaren", on_click=_zet_status, args=(werk, besluit, naam))


def _standnaam(besluit: Besluit) -> str:
    """The form in which is said what became of a decision; a fresh one after every change."""
    return f"stand_{besluit.nummer}_{len(besluit.verloop)}"


def _besluitnaam(besluit: Besluit) -> str:
    return f"besluit_{besluit.nummer}_{besluit.versie}"


def _vak(titel: str, naam: str, icoon: str | None = None) -> DeltaGenerator:
    """A form folded in; open when it holds words that could not be kept."""
    open_ = bool(st.session_state.get(f"{naam}_open"))
    return st.expander(titel, expanded=open_, key=f"{naam}_vak", icon=icoon)


def _zet_status(werk: Werk, besluit: Besluit, naam: str) -> None:
    status, tekst = st.session_state[f"{naam}_status"], st.session_state[f"{naam}_tekst"]
    code = werk.nu.code if werk.nu else ""
    try:
        vergaderen.probeer(
            lambda wie: schrijven.zet_status(werk.register, wie, code, besluit, status, tekst),
            "De status is bewaard.",
        )
    except Botsing as botsing:
        _houd_vast(botsing, _standnaam, {"tekst": tekst, "status": status})


def _houd_vast(
    botsing: Botsing, naam_van: Callable[[Besluit], str], ingevuld: Mapping[str, str]
) -> None:
    """What someone else wrote is shown above the form; in the form stays what was filled in."""
    vergaderen.zeg(str(botsing), "oranje")
    if isinstance(botsing.nu, Besluit):
        naam = naam_van(botsing.nu)
        for veld, waarde in ingevuld.items():
            st.session_state[f"{naam}_{veld}"] = waarde
        st.session_state[f"{naam}_open"] = True


def _toon_eigen(werk: Werk, besluit: Besluit) -> None:
    dag = werk.nu.datum if werk.nu else None
    blok.toon(beschrijf(besluit, dag))
    if werk.mag_schrijven:
        naam = _besluitnaam(besluit)
        with _vak("Wijzigen", naam):
            _formulier(werk, naam, besluit.vraag, besluit)


def _toon_nieuw(werk: Werk, vraag: str) -> None:
    # After each decision a fresh form; what could not be kept stays in the one that is there.
    code = werk.nu.code if werk.nu else ""
    volgende = len([b for b in werk.besluiten if b.vraag == vraag]) + 1
    naam = f"nieuw_{code}_{vraag}_{volgende}"
    with _vak("Besluit toevoegen", naam, ":material/add:"):
        _formulier(werk, naam, vraag, None)


def _formulier(werk: Werk, naam: str, vraag: str, besluit: Besluit | None) -> None:
    if besluit:
        termijn = f"{besluit.termijn:%d-%m-%Y}" if besluit.termijn else ""
        staat = {"tekst": besluit.tekst, "eigenaar": besluit.eigenaar, "termijn": termijn}
        for veld, waarde in staat.items():
            st.session_state.setdefault(f"{naam}_{veld}", waarde)
    with st.form(naam, border=False):
        st.text_area("Besluit", key=f"{naam}_tekst", height=90)
        links, rechts = st.columns(2)
        links.text_input(
            "Eigenaar (functie)", key=f"{naam}_eigenaar", placeholder="directeur-bestuurder"
        )
        rechts.text_input("Termijn", key=f"{naam}_termijn", placeholder="dd-mm-jjjj")
        st.form_submit_button(
            "Besluit bewaren", on_click=_bewaar, args=(werk, naam, vraag, besluit)
        )


def _bewaar(werk: Werk, naam: str, vraag: str, besluit: Besluit | None) -> None:
    velden = ("tekst", "eigenaar", "termijn")
    ingevuld = {veld: str(st.session_state[f"{naam}_{veld}"]) for veld in velden}
    st.session_state[f"{naam}_open"] = True
    try:
        termijn = opmaak.lees_datum(ingevuld["termijn"])
    except ValueError:
        vergaderen.zeg("De termijn is geen datum; schrijf hem als 31-12-2026.", "oranje")
        return
    nummer, gezien = (besluit.nummer, besluit.versie) if besluit else (0, 0)
    nieuw = schrijven.Nieuw(vraag, ingevuld["tekst"], ingevuld["eigenaar"], termijn, nummer, gezien)
    code = werk.nu.code if werk.nu else ""
    try:
        vergaderen.probeer(
            lambda wie: schrijven.bewaar_besluit(werk.register, wie, code, nieuw),
            "Het besluit is bewaard.",
        )
    except Botsing as botsing:
        _houd_vast(botsing, _besluitnaam, ingevuld)


def als_tabel(werk: Werk, besluiten: Sequence[Besluit]) -> tabel.Tabel:
    """Decisions as a table, with what became of them."""
    dag = werk.nu.datum if werk.nu else None
    rijen = []
    for b in besluiten:
        stand = b.stand_op(dag)
        uitleg = Markup('<span class="bij">{}</span>').format(stand.toelichting) if stand else ""
        rijen.append(
            (
                tabel.Cel(b.tekst),
                tabel.Cel(b.eigenaar),
                tabel.Cel(opmaak.datum(b.termijn) if b.termijn else teken.regel(GEEN_TERMIJN)),
                tabel.Cel(teken.regel(teken.besluit(b.status_op(dag))) + uitleg),
                tabel.Cel(f"{opmaak.datum(b.datum)}, vraag {b.vraag}"),
            )
        )
    kolommen = tuple(tabel.Kolom(naam) for naam in _KOPPEN)
    return tabel.Tabel("Besluiten", kolommen, rijen, "besluiten")
