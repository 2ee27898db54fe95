"""The meeting as a whole: choosing one, making one, the pack, making it definitief, correcting."""

from dataclasses import replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from app import data, inzien, toegang, vergaderen
from app.components import blok, permalink, tabel, teken
from app.inhoud import Inzage
from app.vergaderen import Werk
from app.verslag import vergaderstuk
from warehouse import opmaak
from warehouse.paths import Thuis
from warehouse.vergaderingen import agenda
from warehouse.vergaderingen.inhoud import SOORTEN, Botsing, Ongeldig, Schrijver, Vergadering

GEEN = "geen"
_CONCEPT = teken.Teken("leeg", "Concept", "grijs", "Hier mag nog in worden geschreven.")
_DEFINITIEF = teken.Teken("vink", "Definitief", "blauw", "Hier verandert niets meer in.")
_VERVANGEN = teken.Teken("nvt", "Vervangen", "paars", "Een latere correctie geldt.")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def staat(vergadering: Vergadering) -> teken.Teken:
    """The state of a meeting as a sign."""
    if vergadering.vervangen:
        return _VERVANGEN
    return _DEFINITIEF if vergadering.definitief else _CONCEPT


def naam(vergadering: Vergadering) -> str:
    """How a meeting is called."""
    correctie = (
        f", correctie {opmaak.getal(vergadering.correctie)}" if vergadering.correctie else ""
    )
    return f"{vergadering.soortnaam}, {opmaak.datum(vergadering.datum)}{correctie}"


def kies(vergaderingen: list[Vergadering], huidige: str | None) -> str:
    """The choice box; a draft on the current figures is chosen by itself."""
    per_code = {v.code: v for v in vergaderingen}
    vanzelf = [v.code for v in vergaderingen if not v.definitief and v.publicatie == huidige]

    def toon_naam(code: str) -> str:
        if code == GEEN:
            return "Zonder vergadering"
        return f"{naam(per_code[code])} ({staat(per_code[code]).woord.lower()})"

    return permalink.kies(
        "vergadering",
        "Vergadering",
        [GEEN, *per_code],
        vanzelf[0] if vanzelf else GEEN,
        toon_naam,
        wist=(permalink.PUBLICATIE,),
    )


def toon(inzage: Inzage, werk: Werk) -> None:
    """The part of the page about the meeting itself."""
    if werk.nu:
        _toon_nu(inzage, werk, werk.nu)
    _toon_nieuw(werk)
    if werk.vergaderingen:
        blok.toon(
            blok.tussenkop("Alle vergaderingen", "De nieuwste eerst; elk op de cijfers van toen.")
            + tabel.html(_lijst(inzage, werk), "tekst")
        )


def _toon_nu(inzage: Inzage, werk: Werk, nu: Vergadering) -> None:
    regels = [
        ("Staat", teken.plaatje(staat(nu))),
        ("Cijfers", _op_welke_cijfers(inzage, nu)),
        ("Beantwoord", voortgang(inzage, werk)),
        ("Openstaand", _openstaand(werk)),
    ]
    if nu.definitief and nu.definitief_door:
        regels.append(("Vastgesteld door", f"{nu.definitief_door}, {_dag(nu)}"))
    blok.toon(blok.tussenkop(naam(nu)) + blok.omschrijvingen(regels))
    _toon_stukken(inzage, werk, nu)
    if nu.definitief:
        _toon_correctie(werk, nu)
    else:
        _toon_vaststellen(werk, nu)


def _dag(nu: Vergadering) -> str:
    return opmaak.datum(nu.definitief_op.astimezone().date()) if nu.definitief_op else ""


def _op_welke_cijfers(inzage: Inzage, nu: Vergadering) -> str:
    if inzage.publicatie == nu.publicatie:
        return f"zoals bekend op {opmaak.datum(data.publicatie(inzage).bekend_op)}"
    return "andere dan u nu ziet"


def voortgang(inzage: Inzage, werk: Werk) -> str:
    """How far the meeting is, over all questions."""
    vragen = {v.id for v in data.vragen(inzage)}
    gedaan = len(vragen & set(werk.oordelen))
    return f"{opmaak.getal(gedaan)} van {opmaak.getal(len(vragen))} vragen"


def _openstaand(werk: Werk) -> str:
    return opmaak.aantal_met_eenheid(len(werk.openstaand()), "besluit", "besluiten") + " van eerder"


# The pack.


def _toon_stukken(inzage: Inzage, werk: Werk, nu: Vergadering) -> None:
    """What goes on paper leaves the SWV: it is made of the figures of the toezicht, always."""
    toezicht = data.open_inzage(
        Thuis.uit_omgeving(), toegang.rol_van("toezicht"), inzage.publicatie
    )
    if toezicht is None:
        blok.toon(blok.melding("Voor een Word-document is een publicatie voor toezicht nodig."))
        return
    with st.container(horizontal=True, gap="small", key="vergaderstukken"):
        for titel, maak, voor in (
            ("Vergaderstuk (Word)", vergaderstuk.maak_stuk, "vergaderstuk"),
            ("Besluitenlijst (Word)", vergaderstuk.maak_verslag, "besluitenlijst"),
        ):
            bestand = f"{voor}_{nu.code}.docx"
            st.download_button(
                titel,
                inzien.bij_download(bestand, lambda maak=maak: maak(toezicht, werk)),
                file_name=bestand,
                mime=_WORD,
                key=f"word_{voor}",
                on_click="ignore",
                icon=":material/description:",
            )
    blok.toon(
        Markup('<p class="klein stil">{}</p>').format(
            "Het vergaderstuk bevat per vraag het antwoord, de grafieken en wat openstaat; de "
            "grafieken zijn in Word te bewerken. De cijfers zijn die van toezicht, met kleine "
            "aantallen verborgen."
        )
    )


# Making it definitief.


def _toon_vaststellen(werk: Werk, nu: Vergadering) -> None:
    blok.toon(
        blok.tussenkop(
            "Vaststellen",
            "Daarna verandert er niets meer in; wat niet klopt, komt in een correctie. Openstaande "
            "besluiten gaan mee naar de volgende vergadering.",
        )
    )
    zeker = st.checkbox(f"{naam(nu)} is klaar", key=f"klaar_{nu.code}_{nu.versie}")
    st.button(
        "Definitief maken",
        key="definitief",
        type="primary",
        disabled=not zeker,
        on_click=_stel_vast,
        args=(werk, nu),
    )


def _stel_vast(werk: Werk, nu: Vergadering) -> None:
    try:
        vergaderen.probeer(
            lambda wie: agenda.stel_vast(werk.register, wie, nu), "De vergadering is definitief."
        )
    except Botsing as botsing:
        zin = f"Intussen heeft {botsing.door} nog iets gewijzigd. Kijk dat eerst na."
        vergaderen.zeg(zin, "oranje")


def _toon_correctie(werk: Werk, nu: Vergadering) -> None:
    later = [v for v in werk.vergaderingen if v.stam == nu.stam and v.correctie > nu.correctie]
    if later:
        return
    blok.toon(
        blok.tussenkop(
            "Corrigeren",
            "Een correctie begint met alles wat hier staat. Deze vergadering blijft bewaard; de "
            "correctie geldt zodra zij definitief is.",
        )
    )
    st.button("Correctie beginnen", key="correctie", on_click=_corrigeer, args=(werk, nu))


def _corrigeer(werk: Werk, nu: Vergadering) -> None:
    vergaderen.probeer(
        lambda wie: _open(agenda.begin_correctie(werk.register, wie, nu.code)),
        "De correctie is begonnen.",
    )


# A new one.


def _toon_nieuw(werk: Werk) -> None:
    geldend = permalink.geldende_inzage()
    if geldend is None:
        return
    with (
        st.expander(
            "Nieuwe vergadering", expanded=not werk.vergaderingen, key="nieuwe_vergadering"
        ),
        st.form("vergadering", border=False),
    ):
        bekend = opmaak.datum(data.publicatie(geldend).bekend_op)
        blok.toon(
            Markup("<p>{}</p>").format(
                f"De vergadering oordeelt op de nieuwste cijfers, zoals bekend op {bekend}. Die "
                "blijven erbij horen, ook als er later nieuwere zijn."
            )
        )
        links, rechts = st.columns(2)
        links.text_input("Datum", key="nieuw_datum", placeholder="dd-mm-jjjj")
        rechts.radio("Soort", list(SOORTEN), key="nieuw_soort", format_func=SOORTEN.__getitem__)
        st.form_submit_button("Vergadering maken", on_click=_maak, args=(werk, geldend.publicatie))


def _maak(werk: Werk, publicatie: str) -> None:
    ingevuld = st.session_state["nieuw_datum"]
    soort = st.session_state["nieuw_soort"]
    vergaderen.probeer(
        lambda wie: _open(
            agenda.maak_vergadering(werk.register, wie, _datum(ingevuld), soort, publicatie)
        ),
        "De vergadering is gemaakt.",
    )


def _datum(tekst: str) -> date:
    try:
        dag = opmaak.lees_datum(tekst)
    except ValueError:
        dag = None
    if dag is None:
        raise Ongeldig("De datum van de vergadering ontbreekt; schrijf hem als 31-12-2026.")
    return dag


def _open(vergadering: Vergadering) -> None:
    """Go to a meeting, and to the figures that it judges by."""
    st.query_params["vergadering"] = vergadering.code
    st.query_params[permalink.PUBLICATIE] = vergadering.publicatie
    st.query_params.pop("deel", None)


# Other figures than those of the meeting.


def toon_andere_cijfers(inzage: Inzage, werk: Werk) -> None:
    """Say that one looks at other figures than the meeting judges by, and offer both ways out."""
    nu = werk.nu
    if nu is None or nu.publicatie == inzage.publicatie:
        return
    terug = permalink.adres(
        "doelstellingen", replace(inzage, publicatie=nu.publicatie), vergadering=nu.code
    )
    blok.toon(
        blok.melding(
            Markup("Deze vergadering oordeelt op andere cijfers dan u nu ziet. {}").format(
                blok.verwijzing("Toon de cijfers van de vergadering", terug)
            ),
            "paars",
        )
    )
    if not nu.definitief:
        st.button(
            "Voortaan op deze cijfers oordelen",
            key="neem_publicatie",
            on_click=_neem_publicatie,
            args=(werk, nu, inzage.publicatie),
        )


def _neem_publicatie(werk: Werk, nu: Vergadering, publicatie: str) -> None:
    def schrijf(wie: Schrijver) -> None:
        agenda.neem_publicatie(werk.register, wie, nu, publicatie)

    vergaderen.probeer(schrijf, "De vergadering oordeelt nu op deze cijfers.")


def _lijst(inzage: Inzage, werk: Werk) -> tabel.Tabel:
    rijen = [
        (
            tabel.Cel(
                blok.verwijzing(
                    naam(v),
                    permalink.adres(
                        "doelstellingen",
                        replace(inzage, publicatie=v.publicatie),
                        vergadering=v.code,
                    ),
                )
            ),
            tabel.Cel(teken.regel(staat(v))),
            tabel.Cel(f"{v.gewijzigd_door}, {opmaak.datum(v.gewijzigd_op.astimezone().date())}"),
        )
        for v in werk.vergaderingen
    ]
    kolommen = (tabel.Kolom("Vergadering"), tabel.Kolom("Staat"), tabel.Kolom("Laatst gewijzigd"))
    return tabel.Tabel("Vergaderingen", kolommen, rijen, "vergaderingen")
