"""Income and expense: what lies between two years, or between the begroting and the outcome."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.components import blok, grafiek, leeswijzer, palet, permalink, tabel, teken
from app.components.middelen import euro, opengevouwen, waterval
from app.components.middelen.boek import Boek
from app.components.middelen.waterval import Trede
from warehouse import opmaak
from warehouse.middelen import delen, posten
from warehouse.middelen.plan import BATEN
from warehouse.middelen.posten import Moment, Verandering
from warehouse.middelen.regels import Stap

_NIET_VERDER = "Eén bedrag: de levering splitst deze post niet verder uit."
_GENOEMD = 8  # steps with a bar of their own; the rest is one
WOORD = teken.Teken(
    "let-op", "verdient een woord", "oranje", "Groter dan de drempel in het profiel."
)


def toon(boek: Boek) -> None:
    """The part Baten en lasten."""
    if not boek.momenten:
        permalink.leg_vast(boek.inzage, deel="begroting")
        blok.toon(blok.melding("Er is nog geen begroting geleverd (bron financiën)."))
        return
    van, naar = _kies(boek)
    regels = posten.vergelijk(boek.posten, van, naar)
    blok.toon(blok.tussenkop(_titel(boek, van, naar), _onder(boek, van, naar, regels)))
    treden = _treden(boek, van, naar, regels)
    grafiek.toon(waterval.figuur(treden, palet.huidig()), "waterval", waterval.alternatief(treden))
    blok.toon(_leeswijzer(boek) + leeswijzer.zo_leest_u("waterval"))
    _toon_tabel(boek, van, naar, regels)
    _toon_open(boek, naar)


def _kies(boek: Boek) -> tuple[Moment, Moment]:
    """The two moments, from the URL; at first the begroting and the newest outcome of its year."""
    codes = {m.code: m for m in reversed(boek.momenten)}
    van, naar = _standaard(boek)
    with st.container(horizontal=True, gap="small", key="keuzes"):
        eerste = permalink.kies("van", "Van", list(codes), van.code, lambda c: codes[c].naam)
        tweede = permalink.kies("naar", "Naar", list(codes), naar.code, lambda c: codes[c].naam)
    permalink.leg_vast(boek.inzage, deel="begroting", van=eerste, naar=tweede)
    return codes[eerste], codes[tweede]


def _standaard(boek: Boek) -> tuple[Moment, Moment]:
    begroot = {m.jaar: m for m in boek.momenten if not m.is_uitkomst}
    uitkomst = [m for m in boek.momenten if m.is_uitkomst and m.jaar in begroot]
    if uitkomst:
        return begroot[uitkomst[-1].jaar], uitkomst[-1]
    return boek.momenten[max(len(boek.momenten) - 2, 0)], boek.momenten[-1]


def _titel(boek: Boek, van: Moment, naar: Moment) -> str:
    toen, nu = (posten.resultaat(boek.posten, m) for m in (van, naar))
    is_begroot = van.jaar == naar.jaar and not van.is_uitkomst
    dan = "begroot" if is_begroot else f"in de {van.naam}"
    kort = opmaak.bedrag_kort(abs(nu - toen))
    return (
        f"Resultaat: {opmaak.bedrag_kort(nu)} in de {naar.naam},"
        f" {kort} {'beter' if nu >= toen else 'slechter'} dan {dan}"
    )


def _is_marap(van: Moment, naar: Moment) -> bool:
    """Whether an outcome is held against the begroting of its own year."""
    return van.jaar == naar.jaar and not van.is_uitkomst and naar.is_uitkomst


def _onder(boek: Boek, van: Moment, naar: Moment, regels: Sequence[Verandering]) -> str:
    if not _is_marap(van, naar):
        return "Wat meer baten of minder lasten oplevert, telt op; het omgekeerde gaat eraf."
    woord = [v for v in regels if posten.verdient_woord(v, boek.norm)]
    n = opmaak.aantal_met_eenheid(len(woord), "post verdient", "posten verdienen")
    n = n if woord else "Geen post verdient"
    norm = boek.norm
    return (
        f"{n} een woord: een afwijking vanaf {opmaak.bedrag(norm['afwijking_euro'])}, of vanaf"
        f" {opmaak.procent(norm['afwijking_aandeel'], 0)} van de post als het minstens"
        f" {opmaak.bedrag(norm['afwijking_vanaf_euro'])} is. Deze drempel staat in het profiel."
    )


def _treden(boek: Boek, van: Moment, naar: Moment, regels: Sequence[Verandering]) -> list[Trede]:
    """The largest steps by name, in the order of size; what is left is one step."""
    echt = sorted((v for v in regels if v.effect), key=lambda v: -abs(v.effect))
    genoemd, rest = echt[:_GENOEMD], echt[_GENOEMD:]
    begin, einde = (posten.resultaat(boek.posten, m) for m in (van, naar))
    stappen = [Trede(v.post, v.effect) for v in genoemd]
    over = einde - begin - sum(s.bedrag for s in stappen)
    if rest or abs(over) > posten.AFRONDING:
        stappen.append(Trede("alle andere posten", over))
    return [
        Trede(van.naam, begin, True),
        *stappen,
        Trede(naar.naam, einde, True),
    ]


def _leeswijzer(boek: Boek) -> Markup:
    return Markup('<p class="bronregel">{} {}</p>').format(
        boek.bronregel,
        "Grijs is het resultaat; elke stap ertussen is wat een post daarmee doet.",
    )


def _toon_tabel(boek: Boek, van: Moment, naar: Moment, regels: Sequence[Verandering]) -> None:
    kolommen = [
        tabel.Kolom("Post"),
        tabel.Kolom("Rubriek"),
        tabel.Kolom(van.naam[:1].upper() + van.naam[1:], True, tabel.EURO),
        tabel.Kolom(naar.naam[:1].upper() + naar.naam[1:], True, tabel.EURO),
        tabel.Kolom("Gevolg", True, tabel.EURO),
    ]
    marap = _is_marap(van, naar)
    if marap:
        kolommen.append(tabel.Kolom("Toelichting"))
    rijen = [_rij(boek, v, marap) for v in regels]
    rijen += [_somrij(v, marap) for v in posten.per_rubriek(boek.posten, van, naar)]
    titel = f"Posten: {van.naam} en {naar.naam}"
    tabel_ = tabel.Tabel(titel, tuple(kolommen), rijen, f"posten_{van.code}_{naar.code}")
    blok.toon(blok.tussenkop("Alle posten en rubrieken") + tabel.html(tabel_))
    tabel.downloads(tabel_, "posten")


def _rij(boek: Boek, v: Verandering, marap: bool) -> tuple[tabel.Cel, ...]:
    effect = tabel.Cel(euro.met_teken(v.effect), v.effect)
    cellen = [tabel.Cel(v.post), tabel.Cel(v.rubriek), euro.cel(v.van), euro.cel(v.naar), effect]
    if marap:
        woord = posten.verdient_woord(v, boek.norm)
        cellen.append(
            tabel.Cel(teken.regel(WOORD), WOORD.woord)
            if woord
            else tabel.Cel(Markup('<span class="stil">binnen de drempel</span>'))
        )
    return tuple(cellen)


def _somrij(v: Verandering, marap: bool) -> tuple[tabel.Cel, ...]:
    """A rubriek as a whole, or the resultaat."""
    effect = tabel.Cel(euro.met_teken(v.effect), v.effect)
    naam, leeg = Markup("<strong>{}</strong>").format(v.post), tabel.Cel("")
    cellen = [tabel.Cel(naam), leeg, euro.cel(v.van), euro.cel(v.naar), effect]
    return (*cellen, leeg) if marap else tuple(cellen)


def _toon_open(boek: Boek, moment: Moment) -> None:
    """Every amount of one moment opened: resultaat → rubriek → post → number × price."""
    blok.toon(
        blok.tussenkop(
            f"Waaruit bestaan de bedragen van de {moment.naam}?",
            "Klap een bedrag open. De onderdelen tellen op tot het bedrag.",
        )
    )
    budget = {stap.opbouw: stap for stap in boek.stappen(moment.jaar)}
    rubrieken = dict.fromkeys(p.rubriek for p in posten.van_moment(boek.posten, moment))
    stukken = [
        opengevouwen.bedrag(
            "Resultaat",
            posten.resultaat(boek.posten, moment),
            delen.van_resultaat(boek.posten, moment),
        )
    ]
    for rubriek in rubrieken:
        stukken += _open_rubriek(boek, moment, rubriek, budget)
    blok.toon(Markup('<div class="openlijst">{}</div>').format(blok.voeg(stukken)))


def _open_rubriek(
    boek: Boek, moment: Moment, rubriek: str, budget: dict[str, Stap]
) -> list[Markup]:
    """A rubriek and its posts, each with its parts."""
    eigen = [p for p in posten.van_moment(boek.posten, moment) if p.rubriek == rubriek]
    soort = "baten" if rubriek in BATEN else "lasten"
    achter = "" if soort in rubriek else f" ({soort})"
    kop = opengevouwen.bedrag(
        f"{rubriek[:1].upper()}{rubriek[1:]}{achter}",
        sum(p.bedrag for p in eigen),
        delen.van_rubriek(boek.posten, moment, rubriek),
    )
    tarieven, aantallen = boek.tarieven(moment.jaar), boek.aantallen(moment.jaar)
    open_ = []
    for post in (p for p in eigen if p.bedrag):
        stukken = delen.van_post(boek.posten, moment, post, budget, tarieven, aantallen)
        onder = "" if stukken else _NIET_VERDER
        open_.append(opengevouwen.bedrag(post.post, post.bedrag, stukken, onder))
    lijst = Markup('<div class="dieper">{}</div>').format(blok.voeg(open_)) if open_ else Markup("")
    return [kop, lijst]
