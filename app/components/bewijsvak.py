"""Documents that count as evidence under a question: a list, and a form to add one."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from app import inzien, vergaderen
from app.components import blok
from app.inhoud import Vraag
from app.vergaderen import Werk
from warehouse import opmaak
from warehouse.vergaderingen import schrijven, stukken
from warehouse.vergaderingen.inhoud import Bewijsstuk

_KB = 1024


def toon(werk: Werk, vraag: Vraag) -> None:
    """The documents of one question, of this meeting and of those before it."""
    gevonden = [b for b in werk.bewijs if b.vraag == vraag.id]
    blok.toon(_kop(vraag, bool(gevonden)))
    for stuk in gevonden:
        _toon_stuk(werk, stuk)
    if werk.mag_schrijven:
        _toon_nieuw(werk, vraag)


def _kop(vraag: Vraag, heeft: bool) -> Markup:
    telt = f"Als bewijs telt: {vraag.bewijs}." if vraag.bewijs else ""
    leeg = "" if heeft else " Er is nog geen document toegevoegd."
    return Markup('<h3>Documenten</h3><p class="klein stil">{}{}</p>').format(telt, leeg)


def beschrijf(stuk: Bewijsstuk) -> Markup:
    """A document in a line: its title, its date, and what it is."""
    if stuk.adres:
        titel = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
            stuk.adres, stuk.titel
        )
        wat = "verwijzing"
    else:
        titel = Markup.escape(stuk.titel)
        wat = f"{stuk.bestand}, {_omvang(stuk.omvang)}"
    return Markup('<p>{} <span class="klein stil">{} · {}</span></p>').format(
        titel, opmaak.datum(stuk.datum), wat
    )


def _omvang(bytes_: int) -> str:
    if bytes_ < _KB * _KB:
        return f"{opmaak.getal(max(1, bytes_ / _KB))} kB"
    return f"{opmaak.getal(bytes_ / _KB / _KB, 1)} MB"


def _toon_stuk(werk: Werk, stuk: Bewijsstuk) -> None:
    with st.container(horizontal=True, gap="small", key=f"stuk_{stuk.nummer}"):
        blok.toon(beschrijf(stuk))
        if stuk.bestand:
            _knop(werk, stuk)
        if werk.mag_schrijven and werk.nu and stuk.vergadering == werk.nu.code:
            st.button(
                "Weghalen",
                key=f"weg_{stuk.nummer}",
                on_click=_haal_weg,
                args=(werk, stuk),
                type="tertiary",
            )


def _knop(werk: Werk, stuk: Bewijsstuk) -> None:
    thuis = werk.register.thuis
    st.download_button(
        "Openen",
        inzien.bij_download(stuk.bestand, lambda: stukken.lees(thuis, stuk)),
        file_name=stuk.bestand,
        mime=stukken.mime(stuk),
        key=f"open_{stuk.nummer}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _haal_weg(werk: Werk, stuk: Bewijsstuk) -> None:
    vergaderen.probeer(
        lambda wie: schrijven.neem_bewijs_weg(werk.register, wie, stuk.vergadering, stuk.nummer),
        "Het document staat niet meer bij deze vraag.",
    )


def _toon_nieuw(werk: Werk, vraag: Vraag) -> None:
    code = werk.nu.code if werk.nu else ""
    volgende = len([b for b in werk.bewijs if b.vraag == vraag.id]) + 1
    naam = f"bewijs_{code}_{vraag.id}_{volgende}"
    with (
        st.expander("Document toevoegen", key=f"{naam}_vak", icon=":material/add:"),
        st.form(naam, border=False),
    ):
        blok.toon(
            blok.melding(
                "Voeg alleen toe wat de leden mogen lezen, en niets over een kind dat te herkennen "
                "is."
            )
        )
        links, rechts = st.columns([3, 1])
        links.text_input("Titel", key=f"{naam}_titel")
        st.session_state.setdefault(f"{naam}_datum", f"{date.today():%d-%m-%Y}")
        rechts.text_input("Datum", key=f"{naam}_datum", placeholder="dd-mm-jjjj")
        st.text_input("Verwijzing", key=f"{naam}_adres", placeholder="https://")
        st.file_uploader(
            "Of een bestand",
            type=list(stukken.TYPEN),
            key=f"{naam}_bestand",
            max_upload_size=stukken.MEGABYTES,
        )
        st.form_submit_button("Document bewaren", on_click=_bewaar, args=(werk, naam, vraag))


def _bewaar(werk: Werk, naam: str, vraag: Vraag) -> None:
    staat, code = st.session_state, werk.nu.code if werk.nu else ""
    try:
        datum = opmaak.lees_datum(staat[f"{naam}_datum"])
    except ValueError:
        datum = None
    if datum is None:
        vergaderen.zeg("De datum van het document ontbreekt; schrijf hem als 31-12-2026.", "oranje")
        return
    bestand = staat.get(f"{naam}_bestand")
    stuk = stukken.NieuwStuk(
        vraag.id,
        staat[f"{naam}_titel"],
        datum,
        staat[f"{naam}_adres"],
        bestand.name if bestand else "",
        bestand.getvalue() if bestand else b"",
    )
    vergaderen.probeer(
        lambda wie: schrijven.voeg_bewijs_toe(werk.register, wie, code, stuk),
        "Het document is bewaard.",
    )
