"""The scenario: move an assumption and see result and reserve of coming years beside the plan."""

import streamlit as st
from markupsafe import Markup

from app.components import blok, grafiek, inverslag, leeswijzer, palet, permalink, tabel
from app.components.middelen import euro, knoppen, lijnen, opengevouwen, vooruitblik
from app.components.middelen.boek import Boek
from app.components.middelen.vooruitblik import GRENZEN, JA, Keuzes, Vooruitblik
from warehouse import opmaak
from warehouse.middelen import scenario
from warehouse.middelen.plan import Plan
from warehouse.middelen.posten import Moment

_NEE = "nee"
_EEN_EURO = 1.0


def toon(boek: Boek) -> None:
    """The part Scenario."""
    mogelijk = vooruitblik.vertrekpunten(boek)
    if not mogelijk:
        permalink.leg_vast(boek.inzage, deel="scenario")
        blok.toon(
            blok.melding(
                "Een scenario begint bij een jaar met een eigen vermogen en een budget van de"
                " scholen, en vraagt een begroting van de jaren erna. Die zijn er nog niet."
            )
        )
        return
    keuzes, plan = _kies(boek, mogelijk)
    gekozen: dict[str, str] = {}
    vakken = st.columns(len(keuzes.letters), gap="medium")
    for letter, vak in zip(keuzes.letters, vakken, strict=True):
        with vak, st.container(key=f"scenario_{letter}", border=True):
            blok.toon(Markup("<h3>Scenario {}</h3>").format(letter.upper()))
            gekozen |= knoppen.lees(letter, plan, 1 if keuzes.twee else 3)
    aannames = {
        letter: knoppen.uit_adres(letter, plan, gekozen, keuzes.jaren) for letter in keuzes.letters
    }
    blik = Vooruitblik(boek, keuzes, plan, aannames)
    permalink.leg_vast(boek.inzage, deel="scenario", **blik.adres)
    _toon_uitkomst(blik)


def _kies(boek: Boek, mogelijk: dict[str, Moment]) -> tuple[Keuzes, Plan]:
    """Where it starts, how far it runs, which limit, one scenario or two."""
    with st.container(horizontal=True, gap="small", key="keuzes"):
        codes = list(mogelijk)
        vanuit = mogelijk[
            permalink.kies("vanuit", "Vertrekpunt", codes, codes[0], lambda c: mogelijk[c].naam)
        ]
        jaren = permalink.kies("jaren", "Hoever", knoppen.JAREN, "4", lambda n: f"{n} jaar")
        grens = permalink.kies(
            "grens",
            "Grens van de reserve",
            list(GRENZEN),
            "weerstandsvermogen",
            GRENZEN.__getitem__,
        )
        twee = permalink.kies("naast", "Tweede scenario ernaast", (_NEE, JA), _NEE, str)
    plan = boek.plan(vanuit)
    if plan is None:
        raise LookupError("Dit vertrekpunt heeft geen plan.")
    return Keuzes(vanuit, int(jaren), grens, twee == JA), plan


# What comes of it.


def _toon_uitkomst(blik: Vooruitblik) -> None:
    blok.toon(blok.tussenkop(blik.titel, blik.zin))
    grafiek.toon(
        blik.figuur(palet.huidig()),
        "vooruit",
        lijnen.alternatief(blik.reeksen(palet.LICHT), opmaak.bedrag_kort),
    )
    blok.toon(_leeswijzer(blik) + leeswijzer.zo_leest_u("scenario"))
    blok.toon(tabel.html(blik.overzicht))
    tabel.downloads(blik.overzicht, "scenario", inverslag.scenario(blik.code))
    _toon_bedrag(blik)
    _toon_open(blik)
    blok.toon(blok.uitklap("Hoe is dit gerekend?", blok.opsomming(blik.rekenwijze)))


def _leeswijzer(blik: Vooruitblik) -> Markup:
    zinnen = [blik.boek.bronregel, f"Vertrekpunt: {blik.keuzes.vanuit.naam}.", blik.band_in_woorden]
    return Markup('<p class="bronregel">{}</p>').format(" ".join(zinnen).strip())


def _toon_bedrag(blik: Vooruitblik) -> None:
    """The amount per pupil at which nothing is lost or gained: solved."""
    uitkomsten, plan = blik.uitkomsten, blik.plan
    kolommen = (tabel.Kolom("Jaar"), *(tabel.Kolom(u.kop, True, tabel.EURO) for u in uitkomsten))
    rijen = [
        (
            tabel.Cel(str(jaar)),
            *(euro.cel(scenario.bedrag_bij_nul(plan, u.aannames, jaar)) for u in uitkomsten),
        )
        for jaar in blik.jaren
    ]
    rijen.append((tabel.Cel("alle jaren samen"), *(euro.cel(u.nul_samen) for u in uitkomsten)))
    samen = uitkomsten[0].nul_samen
    titel = "Welk bedrag per leerling houdt het resultaat op nul?"
    if samen is not None:
        titel = f"Met {opmaak.bedrag(samen)} per leerling komt het resultaat over alle jaren op nul"
    onder = (
        f"Zonder ondergrens berekend. De afspraak is minstens {opmaak.bedrag(plan.minimum)} van"
        f" {plan.minimum_vanaf} tot en met {plan.minimum_tot}."
    )
    tabel_ = tabel.Tabel("Bedrag per leerling bij resultaat nul", kolommen, rijen, "bedrag_bij_nul")
    blok.toon(blok.tussenkop(titel, onder) + tabel.html(tabel_, "passend smal"))
    tabel.downloads(tabel_, "bedrag_bij_nul")


def _toon_open(blik: Vooruitblik) -> None:
    """The last year of each scenario, post by post, each opened to its parts."""
    blok.toon(
        blok.tussenkop(
            f"Waaruit bestaat {blik.jaren[-1]}?",
            "Achter een post: het verschil met de begroting, die na haar laatste jaar is"
            " doorgetrokken. Klap een bedrag open: de onderdelen tellen op.",
        )
    )
    for u in blik.uitkomsten:
        stukken = [
            opengevouwen.bedrag(f"{r.post}{_verschil(r.bedrag - r.gepland)}", r.bedrag, r.delen)
            for r in u.jaren[-1].regels
            if r.bedrag or r.gepland
        ]
        kop = Markup("<h3>{}</h3>").format(u.kop) if blik.is_twee else ""
        blok.toon(Markup('{}<div class="openlijst">{}</div>').format(kop, blok.voeg(stukken)))


def _verschil(bedrag: float) -> str:
    """How far a post lies from the begroting; nothing when it is the same."""
    return f" ({euro.met_teken(bedrag)})" if abs(bedrag) >= _EEN_EURO else ""
