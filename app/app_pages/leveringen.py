"""Leveringen: deliver, see what is due and what is late, get templates, look back."""

import datetime as dt
import re
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from app import data, laadronde, sjablonen
from app.components import aanleveren, blok, celwaarde, permalink, tabel, teken
from app.inhoud import Inzage, Levering
from app.sjablonen import Bron, Sjablonen, Veld
from warehouse import leverkalender, opmaak
from warehouse.leverkalender import Moment, Stand
from warehouse.paths import Thuis

_DELEN = {
    "aanleveren": "Aanleveren",
    "kalender": "Kalender",
    "sjablonen": "Sjablonen",
    "geschiedenis": "Geschiedenis",
}
_RITMES = {
    "maand": "elke maand",
    "kwartaal": "elk kwartaal",
    "teldatum": "na elke teldatum",
    "schooljaar": "elk schooljaar",
    "jaar": "elk jaar",
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GETOOND = 50
_KORTE_LIJST = 8
_VOORBEELD = re.compile(r"((?<![\w])[\w<|-]*\d[\w|-]*)")
_EERST = 5
_BASIS = ("scholen", "leerlingen")  # what every other bron leans on


def toon() -> None:
    """The page."""
    thuis = Thuis.uit_omgeving()
    inzage = permalink.geldende_inzage()
    try:
        bekend = sjablonen.haal(thuis)
    except laadronde.Mislukt as fout:
        blok.toon(blok.kop("Leveringen") + blok.melding(str(fout), "oranje"))
        return
    momenten = _momenten(bekend, inzage)
    deel = permalink.lees("deel", list(_DELEN), "aanleveren")
    zin = _zin(bekend, momenten, inzage)
    blok.toon(blok.kop("Leveringen") + Markup('<p class="zin">{}</p>').format(zin) + _tabs(deel))
    if deel == "kalender":
        blok.toon(_kalender(bekend, momenten))
        permalink.leg_vast(None, deel=deel)
    elif deel == "sjablonen":
        permalink.leg_vast(None, deel=deel)
        _toon_sjablonen(bekend)
    elif deel == "geschiedenis":
        _toon_geschiedenis(bekend, inzage)
    else:
        aanleveren.toon(thuis, bekend, _eerstvolgend(bekend, momenten))


def _tabs(gekozen: str) -> Markup:
    """The parts of the page, as links: each has an address."""
    return blok.tabs(
        (woord, permalink.adres("leveringen", None, deel=deel), deel == gekozen)
        for deel, woord in _DELEN.items()
    )


# What is due.


def _momenten(bekend: Sjablonen, inzage: Inzage | None) -> list[Moment]:
    geleverd: dict[str, list[dt.date]] = {}
    for levering in data.leveringen(inzage) if inzage else ():
        geleverd.setdefault(levering.bron, []).append(levering.datum)
    vandaag = dt.datetime.now().astimezone().date()
    return leverkalender.maak(bekend.kalender, geleverd, vandaag)


def _zin(bekend: Sjablonen, momenten: list[Moment], inzage: Inzage | None) -> str:
    """What asks for attention, in a sentence."""
    if inzage is None:
        basis = blok.rijtje([bekend.bronnen[bron].naam for bron in _BASIS])
        return f"Er is nog niets geleverd. Begin met {basis}."
    delen = []
    for stand, woord in (
        (Stand.TE_LAAT, "te laat"),
        (Stand.BINNENKORT, "binnenkort nodig"),
        (Stand.NIET_GELEVERD, "nog nooit geleverd"),
    ):
        namen = [bekend.bronnen[m.bron].naam for m in momenten if m.stand == stand]
        if len(namen) > 3:
            namen = [*namen[:2], f"nog {opmaak.getal(len(namen) - 2)} andere"]
        if namen:
            delen.append(f"{woord}: {blok.rijtje(namen)}")
    if not delen:
        return "Alles is op tijd geleverd."
    return f"{_met_hoofdletter('; '.join(delen))}."


def _kalender(bekend: Sjablonen, momenten: list[Moment]) -> Markup:
    rijen = [
        (
            tabel.Cel(bekend.titel(m.bron)),
            tabel.Cel(teken.regel(teken.levering(m.stand))),
            tabel.Cel(_uiterlijk(m)),
            tabel.Cel(_dag(m.laatst) if m.laatst else "nooit"),
            tabel.Cel(_met_hoofdletter(_RITMES[m.ritme])),
            tabel.Cel(_met_hoofdletter(m.door)),
        )
        for m in momenten
    ]
    namen = ("Wat", "Stand", "Uiterlijk", "Laatst geleverd", "Hoe vaak", "Door wie")
    html = blok.tussenkop(
        "Wat wanneer binnen moet zijn",
        "Wat aandacht vraagt staat bovenaan. Binnenkort is binnen dertig dagen. De dagen en wie"
        " levert staan in het profiel van de regio.",
    )
    kolommen = tuple(tabel.Kolom(naam) for naam in namen)
    html += tabel.html(tabel.Tabel("Leverkalender", kolommen, rijen), "tekst")
    zonder = sorted(set(bekend.bronnen) - {m.bron for m in momenten})
    if zonder:
        titels = blok.rijtje([bekend.bronnen[b].naam for b in zonder])
        html += Markup('<p class="bronregel meer">Zonder vaste dag: {}.</p>').format(titels)
    return html


def _eerstvolgend(bekend: Sjablonen, momenten: list[Moment]) -> Markup:
    """What is needed first, for who has not chosen a file yet."""
    is_begin = all(m.laatst is None for m in momenten)
    eerst = sorted(
        momenten,
        key=lambda m: (
            not (is_begin and m.bron in _BASIS),
            m.stand != Stand.TE_LAAT,
            m.uiterlijk,
            m.bron,
        ),
    )
    regels = [
        Markup("<li><strong>{}</strong><span>{} {}</span></li>").format(
            bekend.titel(m.bron), _uiterlijk(m), teken.regel(teken.levering(m.stand))
        )
        for m in eerst[:_EERST]
    ]
    kalender = blok.verwijzing(
        "Hele kalender", permalink.adres("leveringen", None, deel="kalender")
    )
    return Markup('{}<ul class="lijst eerst">{}</ul><p class="meer">{}</p>').format(
        blok.tussenkop("Wat het eerst nodig is"), blok.voeg(regels), kalender
    )


def _dag(dag: dt.date) -> Markup:
    return Markup('<span class="dag">{}</span>').format(opmaak.datum_kort(dag))


def _met_hoofdletter(zin: str) -> str:
    return f"{zin[:1].upper()}{zin[1:]}"


def _uiterlijk(moment: Moment) -> Markup:
    dagen = (moment.uiterlijk - dt.datetime.now().astimezone().date()).days
    woord = opmaak.aantal_met_eenheid(abs(dagen), "dag", "dagen")
    afstand = f"over {woord}" if dagen else "vandaag"
    if moment.stand == Stand.TE_LAAT:
        afstand = f"{woord} te laat"
    return Markup('<span>{} <span class="stil klein">{}</span></span>').format(
        _dag(moment.uiterlijk), afstand
    )


# Templates.


def _toon_sjablonen(bekend: Sjablonen) -> None:
    blok.toon(
        blok.tussenkop(
            "Sjablonen om in te vullen",
            "Per soort gegevens een XLSX met keuzelijsten, uitleg per kolom en één voorbeeldrij."
            " Haal de voorbeeldrij weg voor u aanlevert.",
        )
    )
    st.download_button(
        "Alle sjablonen (zip)",
        bekend.alles,
        file_name="sjablonen.zip",
        mime="application/zip",
        key="alle_sjablonen",
        on_click="ignore",
        icon=":material/folder_zip:",
    )
    with st.container(key="sjablonen", gap=None):
        for bron in bekend.bronnen.values():
            with st.container(horizontal=True, key=f"rij_{bron.bron}"):
                blok.toon(_sjabloonregel(bron))
                st.download_button(
                    "Sjabloon",
                    lambda bron=bron: bekend.inhoud(bron.bron),
                    file_name=bron.sjabloon,
                    mime=_XLSX,
                    key=f"sjabloon_{bron.bron}",
                    help=f"{bron.titel}: {bron.sjabloon}",
                    on_click="ignore",
                    icon=":material/download:",
                )


def _sjabloonregel(bron: Bron) -> Markup:
    hoe = "elke levering is de hele lijst"
    if bron.soort == "meting":
        hoe = f"per {blok.rijtje(bron.scope)}"
    rijen = [
        (
            tabel.Cel(veld.naam),
            tabel.Cel("verplicht" if veld.verplicht else "mag leeg"),
            tabel.Cel(veld.omschrijving),
            tabel.Cel(_schrijfwijze(veld)),
        )
        for veld in bron.velden
    ]
    namen = ("Kolom", "Nodig", "Wat erin staat", "Hoe u het schrijft")
    kolommen = tuple(tabel.Kolom(naam) for naam in namen)
    tabel_ = tabel.html(tabel.Tabel(f"Kolommen van {bron.naam}", kolommen, rijen), "tekst")
    titel = opmaak.aantal_met_eenheid(len(bron.velden), "kolom", "kolommen")
    return Markup(
        '<div class="sjabloon"><h3>{}</h3><p>{} <span class="stil">{}.</span></p>{}</div>'
    ).format(bron.titel, bron.omschrijving, _met_hoofdletter(hoe), blok.uitklap(titel, tabel_))


def _schrijfwijze(veld: Veld) -> str | Markup:
    """How a cell is written: the choices when they are few, else the form with its examples."""
    if 0 < len(veld.keuzes) <= _KORTE_LIJST:
        return blok.rijtje(list(veld.keuzes))
    delen = _VOORBEELD.split(veld.vorm)
    return blok.voeg(
        Markup("<code>{}</code>").format(deel) if plek % 2 else deel
        for plek, deel in enumerate(delen)
    )


# Looking back.


def _toon_geschiedenis(bekend: Sjablonen, inzage: Inzage | None) -> None:
    leveringen = data.leveringen(inzage) if inzage else []
    if not leveringen:
        permalink.leg_vast(None, deel="geschiedenis")
        blok.toon(blok.tussenkop("Wat is geleverd") + blok.melding("Nog niets geleverd."))
        return
    blok.toon(blok.tussenkop("Wat is geleverd", "De nieuwste eerst, per dag van ontvangst."))
    bronnen = sorted({v.bron for v in leveringen}, key=bekend.titel)
    gekozen = permalink.kies(
        "bron", "Waarover", ["", *bronnen], "", lambda b: bekend.titel(b) if b else "Alles"
    )
    permalink.leg_vast(None, deel="geschiedenis", bron=gekozen)
    keuze = [v for v in leveringen if gekozen in ("", v.bron)]
    keuze.sort(key=lambda v: (v.ontvangen, v.levering), reverse=True)
    blok.toon(_geschiedenis(bekend, keuze))
    tabel.downloads(_tabel(bekend, keuze), "geschiedenis")


def _geschiedenis(bekend: Sjablonen, leveringen: list[Levering]) -> Markup:
    html = blok.LEEG
    for dag, groep in groupby(leveringen[:_GETOOND], key=lambda v: v.ontvangen.date()):
        html += Markup('<p class="tabelkop">{}</p>').format(opmaak.datum(dag))
        html += tabel.html(_tabel(bekend, list(groep), dag), "tekst historie")
    if len(leveringen) > _GETOOND:
        meer = opmaak.getal(len(leveringen) - _GETOOND)
        zin = f"En nog {meer} oudere; kies hierboven waarover, of download de hele lijst."
        html += Markup('<p class="bronregel meer">{}</p>').format(zin)
    return html


def _tabel(
    bekend: Sjablonen, leveringen: list[Levering], dag: dt.date | None = None
) -> tabel.Tabel:
    """A row per delivery; under a heading with the `dag` that says when, unless it differs."""
    rijen = [
        (
            tabel.Cel(v.bestand),
            tabel.Cel(bekend.titel(v.bron)),
            tabel.Cel(_waarover(v, dag)),
            tabel.aantal(v.rijen),
            tabel.Cel(teken.regel(_TELT_MEE if v.in_gebruik else _VERVANGEN)),
            tabel.Cel(v.door or teken.regel(teken.ONBEKEND)),
        )
        for v in leveringen
    ]
    kolommen = (
        tabel.Kolom("Bestand"),
        tabel.Kolom("Wat"),
        tabel.Kolom("Waarover"),
        tabel.Kolom("Rijen", True),
        tabel.Kolom("Stand"),
        tabel.Kolom("Door"),
    )
    return tabel.Tabel("Leveringen", kolommen, rijen, "leveringen")


def _waarover(levering: Levering, dag: dt.date | None) -> str:
    over = celwaarde.scope([levering.scope]) if levering.scope else "de hele lijst"
    return over if levering.datum == dag else f"{over}; van {opmaak.datum(levering.datum)}"


_TELT_MEE = teken.Teken("vink", "Telt mee", "blauw")
_VERVANGEN = teken.Teken(
    "nvt", "Vervangen", "grijs", "Een nieuwere levering kwam ervoor in de plaats."
)

toon()
