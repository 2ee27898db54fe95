"""The discussion under a question: the verdict with its form, who wrote what, earlier verdicts.

Whoever writes does so on the version that they saw. When someone else wrote meanwhile, both texts
stay on the screen and the writer chooses; nothing is lost, every version is kept.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from markupsafe import Markup

from app import vergaderen
from app.components import blok, inverslag, permalink, teken
from app.inhoud import Inzage, Vraag
from app.vergaderen import Werk
from warehouse import opmaak
from warehouse.vergaderingen import lezen, schrijven
from warehouse.vergaderingen.inhoud import OORDELEN, Bewerking, Botsing, Oordeel, Vergadering

WAARSCHUWING = (
    "Schrijf geen namen van kinderen of ouders op, geen aantallen onder de vijf, en niets waaraan "
    "een kind te herkennen is."
)


@dataclass(frozen=True)
class _Formulier:
    """Where the form of one question keeps what it needs between two drawings."""

    vergadering: str
    vraag: str

    @property
    def naam(self) -> str:
        return f"oordeel_{self.vergadering}_{self.vraag}"

    @property
    def keuze(self) -> str:
        return f"{self.naam}_keuze"

    @property
    def tekst(self) -> str:
        return f"{self.naam}_tekst"

    @property
    def gezien(self) -> str:
        return f"{self.naam}_gezien"

    @property
    def botsing(self) -> str:
        return f"{self.naam}_botsing"

    def begin(self, nu: Oordeel | None) -> None:
        """Fill the form with what stands, unless it is on the screen already."""
        if self.tekst in st.session_state:
            return
        st.session_state[self.keuze] = nu.oordeel if nu else None
        st.session_state[self.tekst] = nu.toelichting if nu else ""
        st.session_state[self.gezien] = nu.versie if nu else 0
        st.session_state.pop(self.botsing, None)


def toon(inzage: Inzage, werk: Werk, vraag: Vraag) -> None:
    """Verdict and history of one question in the meeting in view."""
    if werk.nu is None:
        blok.toon(_kop() + blok.melding(_kies_eerst(inzage)))
    elif werk.mag_schrijven:
        blok.toon(_kop() + blok.melding(WAARSCHUWING))
        _toon_formulier(inzage, werk, werk.nu, vraag)
    else:
        blok.toon(_kop() + _vast(werk.van(vraag.id)))
    if werk.nu and (geschreven := lezen.bewerkingen(werk.register, werk.nu.code, vraag.id)):
        blok.toon(blok.uitklap("Wie schreef wat, en wanneer", _geschiedenis(geschreven)))
    blok.toon(_eerder(inzage, werk, vraag))
    inverslag.knop(inverslag.oordeel(vraag), f"oordeel_{vraag.id}")


def _kop() -> Markup:
    return Markup("<h3>Oordeel</h3>")


def _kies_eerst(inzage: Inzage) -> Markup:
    naar = permalink.adres("doelstellingen", inzage, deel="vergadering")
    return Markup("Kies hierboven een vergadering om een oordeel vast te leggen, of {}.").format(
        blok.verwijzing("maak er een", naar)
    )


def _vast(gevonden: Oordeel | None) -> Markup:
    if gevonden is None:
        return blok.melding("Over deze vraag is in deze vergadering geen oordeel gegeven.")
    return Markup('<div class="oordeel">{}{}<p class="klein stil">{}</p></div>').format(
        teken.plaatje(teken.oordeel(gevonden.oordeel)),
        alineas(gevonden.toelichting),
        ondertekend(gevonden.door, gevonden.op),
    )


def alineas(tekst: str) -> Markup:
    """What someone wrote, with its own line breaks."""
    return blok.voeg(Markup("<p>{}</p>").format(r) for r in tekst.split("\n") if r.strip())


def ondertekend(door: str, op: datetime) -> str:
    """Who wrote it, and when, in the time of here."""
    lokaal = op.astimezone()
    return f"{door}, {opmaak.datum(lokaal.date())} om {lokaal:%H:%M} uur"


# The form.


def _toon_formulier(inzage: Inzage, werk: Werk, nu: Vergadering, vraag: Vraag) -> None:
    staat = werk.van(vraag.id)
    vak = _Formulier(nu.code, vraag.id)
    vak.begin(staat)
    if staat and staat.versie > st.session_state[vak.gezien]:
        _toon_botsing(inzage, werk, vak, staat)
    with st.form(vak.naam, border=True):
        st.radio(
            "Wat is het antwoord?",
            list(OORDELEN),
            key=vak.keuze,
            horizontal=True,
            format_func=OORDELEN.__getitem__,
            index=None,
        )
        st.text_area("Toelichting", key=vak.tekst, height=130)
        st.form_submit_button(
            "Oordeel bewaren", on_click=_bewaar, args=(inzage, werk, vak), type="primary"
        )
    if staat:
        blok.toon(
            Markup('<p class="klein stil">Bewaard door {}.</p>').format(
                ondertekend(staat.door, staat.op)
            )
        )


def _bewaar(inzage: Inzage, werk: Werk, vak: _Formulier) -> None:
    """Keep what is in the form, on the version that it was filled with."""
    ingevuld = Oordeel(
        vak.vergadering,
        vak.vraag,
        st.session_state.get(vak.keuze) or "",
        st.session_state.get(vak.tekst, ""),
        inzage.publicatie,
        st.session_state.get(vak.gezien, 0),
        "",
        datetime.now(UTC),
    )
    try:
        gelukt = vergaderen.probeer(
            lambda wie: _onthoud(
                vak, schrijven.bewaar_oordeel(werk.register, wie, vak.vergadering, ingevuld)
            ),
            "Het oordeel is bewaard.",
        )
    except Botsing as botsing:
        st.session_state[vak.botsing] = True
        vergaderen.zeg(str(botsing), "oranje")
        return
    if gelukt:
        st.session_state.pop(vak.botsing, None)


def _onthoud(vak: _Formulier, bewaard: Oordeel) -> None:
    st.session_state[vak.gezien] = bewaard.versie
    st.session_state[vak.tekst] = bewaard.toelichting


def _toon_botsing(inzage: Inzage, werk: Werk, vak: _Formulier, ander: Oordeel) -> None:
    """The other text beside one's own; to choose from once one's own has been sent."""
    blok.toon(
        Markup(
            '<div class="melding oranje" role="alert"><strong>{} heeft dit intussen gewijzigd.'
            "</strong> Uw tekst staat nog in het formulier hieronder.</div>"
            '<div class="oordeel ander"><p class="tabelkop">De tekst van {}</p>{}{}'
            '<p class="klein stil">{}</p></div>'
        ).format(
            ander.door,
            ander.door,
            teken.plaatje(teken.oordeel(ander.oordeel)),
            alineas(ander.toelichting),
            ondertekend(ander.door, ander.op),
        )
    )
    if not st.session_state.get(vak.botsing):
        return
    with st.container(horizontal=True, gap="small"):
        for naam, tekst, doe in (
            ("samen", "Beide teksten samenvoegen", _voeg_samen),
            ("mijn", "Mijn tekst bewaren", _houd_de_mijne),
            ("hun", "De andere tekst houden", _houd_de_andere),
        ):
            st.button(
                tekst, key=f"{vak.naam}_{naam}", on_click=doe, args=(inzage, werk, vak, ander)
            )


def _voeg_samen(_: Inzage, __: Werk, vak: _Formulier, ander: Oordeel) -> None:
    """Both texts in the form, to be mended and kept by hand."""
    eigen = st.session_state.get(vak.tekst, "")
    st.session_state[vak.tekst] = f"{ander.toelichting}\n\n{eigen}".strip()
    st.session_state[vak.gezien] = ander.versie
    st.session_state.pop(vak.botsing, None)
    vergaderen.zeg("Beide teksten staan in het formulier. Bewaar ze als ze goed zijn.", "blauw")


def _houd_de_mijne(inzage: Inzage, werk: Werk, vak: _Formulier, ander: Oordeel) -> None:
    st.session_state[vak.gezien] = ander.versie
    _bewaar(inzage, werk, vak)


def _houd_de_andere(_: Inzage, __: Werk, vak: _Formulier, ander: Oordeel) -> None:
    for sleutel, waarde in _velden(vak, ander).items():
        st.session_state[sleutel] = waarde
    st.session_state.pop(vak.botsing, None)


def _velden(vak: _Formulier, staat: Oordeel) -> dict[str, Any]:
    return {vak.keuze: staat.oordeel, vak.tekst: staat.toelichting, vak.gezien: staat.versie}


# What was written before.


def _geschiedenis(geschreven: list[Bewerking]) -> Markup:
    return Markup('<ol class="bewerkingen">{}</ol>').format(
        blok.voeg(
            Markup("<li><p class='klein stil'>{}</p>{}</li>").format(
                ondertekend(b.door, b.op), _bewerkt(b)
            )
            for b in geschreven
        )
    )


def _bewerkt(bewerking: Bewerking) -> Markup:
    inhoud = bewerking.inhoud
    if bewerking.soort == "oordeel":
        woord = OORDELEN.get(inhoud.get("oordeel", ""), "")
        return Markup("<p>Oordeel: {}</p>").format(woord) + alineas(inhoud.get("toelichting", ""))
    return Markup("<p>Besluit (eigenaar: {})</p>").format(inhoud.get("eigenaar", "")) + alineas(
        inhoud.get("besluit", "")
    )


def _eerder(inzage: Inzage, werk: Werk, vraag: Vraag) -> Markup:
    """What earlier meetings found; each leads back to the figures of then."""
    gevonden = [o for o in werk.eerdere_oordelen if o.vraag == vraag.id]
    if not gevonden:
        return blok.LEEG
    regels = []
    for oordeel in gevonden:
        vergadering = werk.vergadering(oordeel.vergadering)
        if vergadering is None:
            continue
        regels.append(
            Markup("<li><span>{}</span><div>{}{}</div></li>").format(
                blok.verwijzing(
                    f"{vergadering.soortnaam}, {opmaak.datum(vergadering.datum)}",
                    permalink.adres(
                        "doelstellingen",
                        replace(inzage, publicatie=vergadering.publicatie),
                        doelstelling=str(vraag.doelstelling),
                        vraag=vraag.code,
                        vergadering=vergadering.code,
                    ),
                ),
                teken.plaatje(teken.oordeel(oordeel.oordeel)),
                alineas(oordeel.toelichting),
            )
        )
    return Markup("<h3>Eerdere oordelen</h3><ul class='lijst eerder'>{}</ul>").format(
        blok.voeg(regels)
    )
