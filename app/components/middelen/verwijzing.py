"""What a verwijzing costs a school, what it costs all schools, and what is saved without it."""

import datetime as dt

import streamlit as st
from markupsafe import Markup

from app import data
from app.components import blok, permalink, tabel
from app.components.middelen import euro, opengevouwen
from app.components.middelen.boek import Boek
from warehouse import opmaak
from warehouse.middelen import regels
from warehouse.middelen.plan import Deel
from warehouse.middelen.regels import Tarieven, Verwijzingskosten

NAMEN = {
    "ikc": "IKC (sbo)",
    "so_1": "so, categorie I (laag)",
    "so_2": "so, categorie II (midden)",
    "so_3": "so, categorie III (hoog)",
}
_DUUR = range(1, 9)
_STANDAARD_DUUR = "3"


def toon(boek: Boek) -> None:
    """The part Een verwijzing."""
    jaren = boek.tariefjaren
    if not jaren:
        permalink.leg_vast(boek.inzage, deel="verwijzing")
        blok.toon(blok.melding("Er zijn nog geen tarieven geleverd (bron tarieven)."))
        return
    with st.container(horizontal=True, gap="small", key="keuzes"):
        keuzes = [str(j) for j in reversed(jaren)]
        jaar = int(permalink.kies("jaar", "Tarieven van", keuzes, keuzes[0], str))
        duur = int(
            permalink.kies(
                "duur", "De plaatsing duurt", [str(n) for n in _DUUR], _STANDAARD_DUUR, _schooljaren
            )
        )
    permalink.leg_vast(boek.inzage, deel="verwijzing", jaar=str(jaar), duur=str(duur))
    tarieven = boek.tarieven(jaar)
    elk = bool(boek.norm.get("verwijzing_per_schooljaar"))
    blok.toon(_kop(tarieven, duur, elk) + _open(tarieven, duur, elk))
    _toon_tabel(boek, tarieven, jaar, duur, elk)
    blok.toon(_terug(tarieven, boek) + _wanneer(boek, duur, elk))


def _schooljaren(aantal: str) -> str:
    return opmaak.aantal_met_eenheid(int(aantal), "schooljaar", "schooljaren")


def _keren(duur: int, elk: bool) -> int:
    """How often a school pays for a placement of so many schooljaren."""
    begin = dt.date(2020, 8, 1)
    einde = dt.date(2020 + duur, 7, 31)
    return len(regels.betaalde_jaren(begin, einde, elk))


def _kop(tarieven: Tarieven, duur: int, elk: bool) -> Markup:
    plaats = tarieven.plaatsbedrag or 0.0
    keren = _keren(duur, elk)
    schakelaar = (
        "Het profiel rekent dat een school elk schooljaar betaalt zolang de plaatsing duurt."
        if elk
        else "Het profiel rekent dat een school één keer betaalt, hoe lang de plaatsing ook duurt."
    )
    return blok.tussenkop(
        f"Een verwijzing kost de school {opmaak.bedrag(plaats * keren)}"
        f" in {_schooljaren(str(duur))}",
        f"Eén bedrag per schooljaar, {opmaak.bedrag(plaats)}, ongeacht IKC of so en ongeacht de"
        f" categorie. {schakelaar} Het plan zegt dat niet; het is een keuze in het profiel.",
    )


def _open(tarieven: Tarieven, duur: int, elk: bool) -> Markup:
    """What the school pays and misses, opened."""
    plaats, per_leerling = tarieven.plaatsbedrag or 0.0, tarieven.leerlingbedrag or 0.0
    keren = _keren(duur, elk)
    delen = [Deel("schooljaren × het plaatsbedrag", plaats * keren, keren, plaats)]
    if per_leerling:
        naam = "jaren waarin de leerling niet meetelt × het bedrag per leerling"
        delen.append(Deel(naam, per_leerling * duur, duur, per_leerling))
    som = sum(d.bedrag for d in delen)
    onder = (
        "Zoveel houdt een school over die dezelfde leerling zelf kan helpen. Daar staat tegenover"
        " wat die hulp kost; dat weten wij niet."
    )
    vak = opengevouwen.bedrag("Wat het de school scheelt om niet te verwijzen", som, delen, onder)
    return Markup('<div class="openlijst">{}</div>').format(vak)


def _toon_tabel(boek: Boek, tarieven: Tarieven, jaar: int, duur: int, elk: bool) -> None:
    kosten = regels.kosten_verwijzing(tarieven)
    kolommen = (
        tabel.Kolom("Waarheen"),
        tabel.Kolom("Tarief", True, tabel.EURO),
        tabel.Kolom("Betaalt de school", True, tabel.EURO),
        tabel.Kolom("Betalen alle scholen samen", True, tabel.EURO),
        tabel.Kolom("Hele plaatsing, samen", True, tabel.EURO),
    )
    rijen = [_rij(k, duur, elk) for k in kosten]
    tabel_ = tabel.Tabel(
        f"Kosten van een plaatsing in {jaar}", kolommen, rijen, f"verwijzing_{jaar}"
    )
    duurste = max(kosten, key=lambda k: k.samen)
    kop = blok.tussenkop(
        f"Van een plaatsing in {NAMEN[duurste.soort]} betalen alle scholen samen"
        f" {opmaak.bedrag(duurste.samen)} per jaar",
        "Het tarief gaat van het geld voor alle scholen af; het plaatsbedrag van de school die"
        " verwees komt erbij terug.",
    )
    blok.toon(kop + tabel.html(tabel_) + _bronregel(boek))
    tabel.downloads(tabel_, "verwijzing")


def _rij(kosten: Verwijzingskosten, duur: int, elk: bool) -> tuple[tabel.Cel, ...]:
    samen = kosten.totaal * duur - kosten.school * _keren(duur, elk)
    return (
        tabel.Cel(NAMEN[kosten.soort]),
        euro.cel(kosten.totaal),
        euro.cel(kosten.school),
        euro.cel(kosten.samen),
        euro.cel(samen),
    )


def _bronregel(boek: Boek) -> Markup:
    bekend = opmaak.datum(data.publicatie(boek.inzage).bekend_op)
    bron = data.bronnaam(boek.inzage, "tarieven")
    return Markup(
        '<p class="bronregel">Euro\'s per leerling per jaar · bron: {} · zoals bekend op {}.</p>'
    ).format(bron, bekend)


def _terug(tarieven: Tarieven, boek: Boek) -> Markup:
    """What comes with a pupil who goes back."""
    if tarieven.terugplaatsing is None:
        return Markup("")
    maanden = boek.norm["steun_maanden"]
    per_maand = tarieven.terugplaatsing / 12
    kop = blok.tussenkop(
        f"Een terugplaatsing levert de nieuwe school {opmaak.bedrag(maanden * per_maand)} op",
        "Als de leerling niet teruggaat naar de school die verwees. Vertrekt de leerling eerder,"
        " dan stopt het geld per maand.",
    )
    delen = [
        Deel("maanden × een twaalfde van het jaarbedrag", maanden * per_maand, maanden, per_maand)
    ]
    if tarieven.volumebedrag:
        onder = (
            f"Op het IKC komt daarna {opmaak.bedrag(tarieven.volumebedrag)} per jaar vrij voor alle"
            " scholen samen; de school die verwees, betaalt het plaatsbedrag niet meer."
        )
    else:
        onder = ""
    vak = opengevouwen.bedrag("Steun na een terugplaatsing", maanden * per_maand, delen, onder)
    return kop + Markup('<div class="openlijst">{}</div>').format(vak)


def _wanneer(boek: Boek, duur: int, elk: bool) -> Markup:
    """In which budgets a placement of this schooljaar is felt."""
    begin = regels.schooljaar(data.publicatie(boek.inzage).bekend_op)
    einde = dt.date(begin + duur, 7, 31)
    jaren = regels.betaalde_jaren(dt.date(begin, 8, 1), einde, elk)
    namen = blok.rijtje([str(j) for j in jaren])
    tekst = (
        f"Een plaatsing die in schooljaar {opmaak.schooljaar(begin)} begint en zo lang duurt, gaat"
        f" van het budget van {namen} af: het budget van een jaar telt de plaatsingen op 1 februari"
        " van het jaar ervoor."
    )
    return blok.tussenkop("Wanneer merkt een school het?") + Markup("<p>{}</p>").format(tekst)
