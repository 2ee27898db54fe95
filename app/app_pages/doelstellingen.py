"""Doelstellingen: per question the evidence and, for the meeting in view, what it found."""

import streamlit as st
from markupsafe import Markup

from app import data, vergaderen
from app.components import (
    besluitvak,
    bewijsvak,
    blok,
    oordeelvak,
    permalink,
    tabel,
    teken,
    vergadervak,
    vraagbewijs,
    vraagvak,
)
from app.inhoud import Doelstelling, Inzage, Vraag
from app.vergaderen import Werk
from warehouse import opmaak
from warehouse.strikt import DefinitieFout
from warehouse.vergaderingen import lezen
from warehouse.vergaderingen.inhoud import RegisterFout, Vergadering

_DELEN = {"vragen": "Vragen", "besluiten": "Besluiten", "vergadering": "Vergadering"}


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    try:
        register = vergaderen.open_register()
        alle = lezen.vergaderingen(register)
    except (RegisterFout, DefinitieFout) as fout:
        blok.toon(blok.kop("Doelstellingen") + blok.melding(str(fout), "oranje"))
        return
    deel = permalink.lees("deel", list(_DELEN), "vragen")
    kop = st.container()
    doel, code = _keuzes(inzage, alle, deel)
    werk = vergaderen.open_werk(register, alle, code)
    _volg_vergadering(inzage, werk)
    with kop:
        blok.toon(_kop(doel, deel))
    _toon_deel(inzage, werk, doel, deel)


def _keuzes(inzage: Inzage, alle: list[Vergadering], deel: str) -> tuple[Doelstelling, str]:
    """Which doelstelling (asked where it matters) and which meeting."""
    doelen = {str(d.nummer): d for d in data.doelstellingen(inzage)}
    eerste = next(iter(doelen))
    links, rechts = st.columns(2)
    if deel != "vragen":
        with links:
            code = vergadervak.kies(alle, _huidige())
        return doelen[permalink.lees("doelstelling", list(doelen), eerste)], code
    with links:
        nummer = permalink.kies(
            "doelstelling",
            "Doelstelling",
            list(doelen),
            eerste,
            lambda n: f"{n}. {doelen[n].titel}",
            wist=("vraag",),
        )
    with rechts:
        return doelen[nummer], vergadervak.kies(alle, _huidige())


def _huidige() -> str | None:
    geldend = permalink.geldende_inzage()
    return geldend.publicatie if geldend else None


def _volg_vergadering(inzage: Inzage, werk: Werk) -> None:
    """An address with a meeting and without publication opens the figures of the meeting."""
    if werk.nu and permalink.PUBLICATIE not in st.query_params:
        st.query_params[permalink.PUBLICATIE] = werk.nu.publicatie
        if werk.nu.publicatie != inzage.publicatie:
            st.rerun()


def _kop(doel: Doelstelling, deel: str) -> Markup:
    if deel == "besluiten":
        return blok.kop(
            "Besluiten", "Wat is besloten, wie het doet en wat ervan is terechtgekomen."
        )
    if deel == "vergadering":
        return blok.kop("Vergadering", "Wat er ligt, hoe ver de vergadering is, en de stukken.")
    return blok.kop(f"Doelstelling {doel.nummer}: {doel.titel}", doel.doel)


def _toon_deel(inzage: Inzage, werk: Werk, doel: Doelstelling, deel: str) -> None:
    vergadervak.toon_andere_cijfers(inzage, werk)
    vragen = vraagbewijs.per_doelstelling(inzage, doel)
    gekozen = permalink.lees("vraag", [v.code for v in vragen], vragen[0].code if vragen else "")
    keuzes = {
        "doelstelling": str(doel.nummer),
        "vergadering": werk.nu.code if werk.nu else vergadervak.GEEN,
    }
    permalink.leg_vast(
        inzage,
        **keuzes,
        vraag=gekozen if deel == "vragen" else None,
        deel=None if deel == "vragen" else deel,
    )
    blok.toon(_tabs(inzage, keuzes, deel))
    if bericht := vergaderen.bericht():
        blok.toon(Markup('<div role="status">{}</div>').format(blok.melding(*bericht)))
    if deel == "besluiten":
        _toon_besluiten(inzage, werk)
    elif deel == "vergadering":
        vergadervak.toon(inzage, werk)
    else:
        if werk.nu:
            blok.toon(_voortgang(inzage, werk, doel))
        for vraag in vragen:
            _toon_vraag(inzage, werk, vraag, keuzes, vraag.code == gekozen)


def _tabs(inzage: Inzage, keuzes: dict[str, str], gekozen: str) -> Markup:
    delen = [
        Markup('<a href="{}" data-intern="ja"{}>{}</a>').format(
            permalink.adres(
                "doelstellingen", inzage, **keuzes, deel=None if deel == "vragen" else deel
            ),
            Markup(' aria-current="page"') if deel == gekozen else "",
            woord,
        )
        for deel, woord in _DELEN.items()
    ]
    return Markup('<nav class="tabs" aria-label="Onderdelen">{}</nav>').format(blok.voeg(delen))


def _voortgang(inzage: Inzage, werk: Werk, doel: Doelstelling) -> Markup:
    """How far the meeting is: over all questions, and per doelstelling."""
    stappen = []
    for d in data.doelstellingen(inzage):
        vragen = vraagbewijs.per_doelstelling(inzage, d)
        gedaan = sum(werk.van(v.id) is not None for v in vragen)
        adres = permalink.adres(
            "doelstellingen", inzage, doelstelling=str(d.nummer), vergadering=werk.nu.code
        )
        stappen.append(
            Markup("<li{}>{}<span>{}</span></li>").format(
                Markup(' aria-current="step"') if d.nummer == doel.nummer else "",
                blok.verwijzing(f"Doelstelling {d.nummer}", adres),
                f"{opmaak.getal(gedaan)} van {opmaak.getal(len(vragen))}",
            )
        )
    zin = f"Beantwoord in deze vergadering: {vergadervak.voortgang(inzage, werk)}."
    return Markup('<p class="klein stil">{}</p><ol class="voortgang">{}</ol>').format(
        zin, blok.voeg(stappen)
    )


def _toon_vraag(
    inzage: Inzage, werk: Werk, vraag: Vraag, keuzes: dict[str, str], open_: bool
) -> None:
    """One question: the opened one in full, the others with their answer in a sentence."""
    bewijs = vraagbewijs.van(inzage, vraag)
    adres = permalink.adres("doelstellingen", inzage, **keuzes, vraag=vraag.code)
    blok.toon(vraagvak.kop(bewijs, werk.van(vraag.id), _leeg(werk), "" if open_ else adres))
    if not open_:
        return
    vraagvak.toon_bewijs(inzage, bewijs)
    with st.container(key="bespreking"):
        bewijsvak.toon(werk, vraag)
        oordeelvak.toon(inzage, werk, vraag)
        besluitvak.toon(werk, vraag.id)


def _leeg(werk: Werk) -> teken.Teken | None:
    """The sign of a question without verdict; none without a meeting."""
    if werk.nu is None:
        return None
    return teken.ZONDER_OORDEEL if werk.nu.definitief else teken.GEEN_OORDEEL


def _toon_besluiten(inzage: Inzage, werk: Werk) -> None:
    open_ = werk.openstaand()
    rest = [b for b in werk.eerdere_besluiten if b not in open_]
    teksten = {v.id: v.tekst for v in data.vragen(inzage)}
    delen = [
        ("Openstaand van eerdere vergaderingen", open_, "Er staat niets open."),
        ("Genomen in deze vergadering", werk.besluiten if werk.nu else None, "Nog geen besluiten."),
        ("Afgerond", rest or None, ""),
    ]
    for titel, besluiten, leeg in delen:
        if besluiten is None:
            continue
        kop = blok.tussenkop(titel)
        if not besluiten:
            blok.toon(kop + blok.melding(leeg))
            continue
        blok.toon(kop + tabel.html(besluitvak.als_tabel(werk, besluiten), "tekst"))
    vragen = dict.fromkeys(b.vraag for b in open_)
    if vragen and werk.mag_schrijven and werk.nu:
        regels = []
        for v in vragen:
            doel, _, code = v.partition(".")
            naar = permalink.adres(
                "doelstellingen", inzage, doelstelling=doel, vraag=code, vergadering=werk.nu.code
            )
            regels.append(blok.verwijzing(f"{v} {teksten.get(v, '')}", naar))
        blok.toon(
            blok.tussenkop("Bijwerken", "Zeg bij de vraag wat ervan terecht is gekomen.")
            + blok.opsomming(regels)
        )
    alle = [*open_, *werk.besluiten, *rest]
    if alle:
        tabel.downloads(besluitvak.als_tabel(werk, alle), "besluiten", in_verslag=False)


toon()
