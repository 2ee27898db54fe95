"""The ondersteuningsbudget of schools: how one is made up, and how far they lie apart."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from app import data
from app.components import (
    blok,
    cijfer,
    grafiek,
    keuze,
    leeswijzer,
    palet,
    permalink,
    schaal,
    tabel,
    teken,
)
from app.components.middelen import euro, opengevouwen, waterval
from app.components.middelen.boek import Boek
from app.components.middelen.waterval import Trede
from app.inhoud import REGIO, Budgetspreiding, Inzage, Punt
from app.onthouden import onthoud
from warehouse import opmaak
from warehouse.middelen import delen
from warehouse.middelen.regels import Stap, som

_KORT = {
    "leerlingen": "leerlingen",
    "verwijzingen": "verwijzingen",
    "dws": "Day a Week School",
    "tlv_bao": "TLV op BAO",
    "terugplaatsing": "terugplaatsing",
    "instroom": "instroom met TLV D",
}
_BEGROOT = "begroting"
_PER_LEERLING = "ondersteuningsbudget_per_leerling"
_NIVEAUS = {"vestiging": "scholen", "bestuur": "besturen"}


def toon(boek: Boek) -> None:
    """The part Budget van scholen."""
    if not boek.budgetjaren:
        permalink.leg_vast(boek.inzage, deel="scholen")
        blok.toon(
            blok.melding(
                "Er is nog geen budget te berekenen. Daarvoor zijn leerlingen, tarieven en"
                " overstappen nodig."
            )
        )
        return
    (grain, code), jaar = _kies(boek)
    _toon_waterval(boek, grain, code, jaar)
    _toon_spreiding(boek, jaar)


def _kies(boek: Boek) -> tuple[tuple[str, str], int]:
    """Whose budget, and of which year; what is not complete yet is not the first choice."""
    namen = {f"{g},{c}" if c else "": naam(boek.inzage, g, c) for g, c in boek.eenheden}
    volgorde = sorted(namen, key=lambda c: (bool(c), opmaak.sorteersleutel(namen[c])))
    heel = [j for j in boek.budgetjaren if not any(d.is_onvolledig for d in boek.delen(j))]
    jaren = [str(j) for j in reversed(boek.budgetjaren)]
    with st.container(horizontal=True, gap="small", key="keuzes"):
        wie = ""
        if len(volgorde) > 1:
            wie = permalink.kies("wie", "Budget van", volgorde, "", namen.__getitem__)
        jaar = permalink.kies("jaar", "Jaar", jaren, str((heel or boek.budgetjaren)[-1]), str)
    permalink.leg_vast(boek.inzage, deel="scholen", wie=wie, jaar=jaar)
    grain, _, code = wie.partition(",")
    return (grain or REGIO, code), int(jaar)


def naam(inzage: Inzage, grain: str, code: str) -> str:
    """What a unit is called; without a code it is the whole region."""
    return keuze.eenheidsnaam(inzage, grain, (code,) if code else ())


def _toon_waterval(boek: Boek, grain: str, code: str, jaar: int) -> None:
    wie = naam(boek.inzage, grain, code)
    onbekend = [d for d in boek.delen(jaar, grain, code) if d.bedrag is None]
    stappen = [s for s in boek.stappen(jaar, grain, code) if s.bedrag]
    if not stappen:
        blok.toon(blok.melding(f"Van {wie} is er voor {jaar} geen budget."))
        return
    totaal = som(stappen)
    blok.toon(blok.tussenkop(_titel(boek, wie, jaar, totaal, grain, code), _schakelaar(boek)))
    treden = [Trede(_KORT[s.opbouw], s.bedrag) for s in stappen]
    treden.append(Trede(f"budget {jaar}", totaal, True))
    grafiek.toon(waterval.figuur(treden, palet.huidig()), "budget", waterval.alternatief(treden))
    let_op = [
        f"Van {_KORT[d.opbouw]} zijn alleen grenzen bekend; die tellen hier niet mee."
        for d in onbekend
    ]
    if grain == REGIO:
        let_op += _begroot(boek, jaar, stappen)
    if any(d.is_onvolledig for d in boek.delen(jaar, grain, code)):
        let_op.append(f"{jaar} is nog niet compleet: een tussenstand.")
    blok.toon(_bron(boek, jaar, let_op) + leeswijzer.zo_leest_u("waterval"))
    open_ = opengevouwen.bedrag(f"Budget {jaar}, {wie}", totaal, delen.van_stappen(stappen))
    blok.toon(Markup('<div class="openlijst">{}</div>').format(open_))
    rijen = _stappentabel(stappen, wie, jaar)
    blok.toon(blok.uitklap("Tabel bij de waterval", tabel.html(rijen)))
    tabel.downloads(rijen, "budget")


def _stappentabel(stappen: Sequence[Stap], wie: str, jaar: int) -> tabel.Tabel:
    kolommen = (
        tabel.Kolom("Stap"),
        tabel.Kolom("Aantal", True),
        tabel.Kolom("Prijs", True, tabel.EURO_CENT),
        tabel.Kolom("Bedrag", True, tabel.EURO),
    )
    geen = tabel.Cel(teken.regel(teken.NIET_VAN_TOEPASSING))
    rijen = [
        (
            tabel.Cel(_KORT[s.opbouw]),
            tabel.Cel(opengevouwen.aantal(s.aantal), s.aantal) if s.aantal is not None else geen,
            tabel.Cel(opengevouwen.prijs(s.prijs), s.prijs) if s.prijs is not None else geen,
            euro.cel(s.bedrag),
        )
        for s in stappen
    ]
    rijen.append((tabel.Cel("budget"), tabel.Cel(""), tabel.Cel(""), euro.cel(som(stappen))))
    return tabel.Tabel(f"Budget {jaar}, {wie}", kolommen, rijen, f"budget_{jaar}")


def _titel(boek: Boek, wie: str, jaar: int, totaal: float, grain: str, code: str) -> str:
    leerlingen = next(
        (s.aantal for s in boek.stappen(jaar, grain, code) if s.opbouw == "leerlingen"), None
    )
    per = f", {opmaak.bedrag(totaal / leerlingen)} per leerling" if leerlingen else ""
    return f"{wie}: {opmaak.bedrag_kort(totaal)} in {jaar}{per}"


def _schakelaar(boek: Boek) -> str:
    """What the profile switches, said beside the figure."""
    elk = boek.norm.get("verwijzing_per_schooljaar")
    duur = "elk schooljaar dat een plaatsing duurt" if elk else "één keer, in het eerste schooljaar"
    anders = "één keer" if elk else "elk schooljaar"
    return (
        f"Gerekend is dat een school {duur} voor een verwijzing betaalt. Het plan zegt dat niet;"
        f" het profiel kan het ook op {anders} zetten."
    )


def _begroot(boek: Boek, jaar: int, stappen: Sequence[Stap]) -> list[str]:
    """How many placements the begroting counts on, beside how many were counted."""
    per_stap = {s.opbouw: s for s in stappen}
    lijn = [p for p in boek.posten if p.drijver == "bao" and (p.jaar, p.soort) == (jaar, _BEGROOT)]
    if len(lijn) != 1 or "verwijzingen" not in per_stap:
        return []
    plaatsen = delen.begrote_plaatsingen(lijn[0].bedrag, per_stap)
    if plaatsen is None or plaatsen < 0:
        return []
    geteld = opmaak.aantal_met_eenheid(
        round(per_stap["verwijzingen"].aantal or 0), "plaatsing", "plaatsingen"
    )
    return [
        f"Gerekend is met {geteld} die scholen betalen; wat de begroting {jaar} inhoudt, is wat"
        f" {opmaak.getal(round(plaatsen))} plaatsingen kosten."
    ]


def _bron(boek: Boek, jaar: int, let_op: list[str]) -> Markup:
    kengetal = data.kengetallen(boek.inzage).get("ondersteuningsbudget")
    bekend = opmaak.datum(data.publicatie(boek.inzage).bekend_op)
    meer = permalink.adres(
        "verdieping", boek.inzage, kengetal="ondersteuningsbudget", periode=str(jaar)
    )
    return Markup(
        '<p class="bronregel">Bedragen in euro\'s · bron: {} · zoals bekend op {}. {} {}</p>'
    ).format(
        blok.rijtje([data.bronnaam(boek.inzage, b) for b in kengetal.bronnen]) if kengetal else "",
        bekend,
        " ".join(let_op),
        blok.verwijzing("Het kengetal en zijn definitie", meer),
    )


# How far they lie apart.


def _toon_spreiding(boek: Boek, jaar: int) -> None:
    maten = [s for s in data.budgetspreidingen(boek.inzage) if s.jaar == jaar]
    eigen = _eigen(boek, jaar)
    if not maten:
        return
    gemiddeld = boek.regio(_PER_LEERLING).get(jaar)
    blok.toon(blok.tussenkop(_spreidtitel(maten, jaar), _spreidonder(gemiddeld, eigen)))
    grafiek.toon(
        _figuur(maten, gemiddeld, eigen, palet.huidig()), "spreiding", _spreidwoorden(maten, eigen)
    )
    blok.toon(_bron(boek, jaar, []) + leeswijzer.zo_leest_u("spreiding"))
    rijen = _spreidrijen(maten, eigen)
    blok.toon(blok.uitklap("Tabel bij de spreiding", tabel.html(rijen)))
    tabel.downloads(rijen, "spreiding")


def _eigen(boek: Boek, jaar: int) -> list[tuple[str, str, Punt]]:
    """Besturen and schools that this visitor may see by name: kind, name and figure."""
    gevonden = []
    for grain in _NIVEAUS:
        for p in data.cijfers(boek.inzage, _PER_LEERLING, grain):
            if p.periode == str(jaar) and p.waarde is not None:
                gevonden.append((grain, naam(boek.inzage, grain, p.eenheid[0]), p))
    return sorted(gevonden, key=lambda g: (g[0] != "bestuur", -(g[2].waarde or 0.0)))


def _spreidtitel(maten: list[Budgetspreiding], jaar: int) -> str:
    van_scholen = next((s for s in maten if s.niveau == "vestiging"), maten[0])
    wie = _NIVEAUS[van_scholen.niveau]
    laag, hoog = opmaak.bedrag(van_scholen.laagste), opmaak.bedrag(van_scholen.hoogste)
    return f"Per leerling in {jaar}: {wie} van {laag} tot {hoog}"


def _spreidonder(gemiddeld: Punt | None, eigen: list[tuple[str, str, Punt]]) -> str:
    zin = "Na aftrek van verwijzingen; elke school en elk bestuur telt één keer."
    if gemiddeld and gemiddeld.waarde is not None:
        zin += f" De hele regio komt op {opmaak.bedrag(gemiddeld.waarde)}: de streep."
    return f"{zin} De punten zijn wie u bij naam mag zien." if eigen else zin


@onthoud(200)
def _figuur(
    maten: list[Budgetspreiding],
    gemiddeld: Punt | None,
    eigen: list[tuple[str, str, Punt]],
    kleuren: palet.Palet,
) -> go.Figure:
    """A row for schools and one for besturen: whole range thin, middle half thick, own as dots."""
    beeld = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": 210})
    uitersten = [w for s in maten for w in (s.laagste, s.hoogste)]
    laag, hoog = schaal.bereik([*uitersten, *(p.waarde or 0.0 for _, _, p in eigen)], True)
    if gemiddeld and gemiddeld.waarde is not None:
        streep = {"color": kleuren.tekst, "width": 1.5}
        beeld.add_vline(x=gemiddeld.waarde, line=streep, layer="below")
    for rij, niveau in enumerate(_NIVEAUS):
        for spreiding in (s for s in maten if s.niveau == niveau):
            _balken(beeld, spreiding, rij, kleuren)
        punten = [(n, p) for g, n, p in eigen if g == niveau]
        beeld.add_scatter(
            x=[p.waarde for _, p in punten],
            y=[rij] * len(punten),
            mode="markers",
            marker={"color": kleuren.accent, "size": 9, "opacity": 0.85, "line": {"width": 0}},
            customdata=[f"{n}<br><b>{opmaak.bedrag(p.waarde)}</b>" for n, p in punten],
            hovertemplate="%{customdata}<extra></extra>",
        )
    streepjes = schaal.stappen(laag, hoog, 4)
    beeld.update_xaxes(
        range=[laag, hoog],
        tickvals=streepjes,
        ticktext=[opmaak.bedrag(s) for s in streepjes],
        tickangle=0,
        showgrid=True,
        gridcolor=kleuren.lijn,
        griddash="dot",
    )
    beeld.update_yaxes(
        range=[1.6, -0.6], tickvals=[0, 1], ticktext=list(_NIVEAUS.values()), showgrid=False
    )
    return beeld


def _balken(beeld: go.Figure, spreiding: Budgetspreiding, rij: int, kleuren: palet.Palet) -> None:
    s = spreiding
    for van, tot, dik in ((s.laagste, s.hoogste, 2), (s.p25, s.p75, 16)):
        beeld.add_scatter(
            x=[van, tot],
            y=[rij, rij],
            mode="lines",
            line={"color": kleuren.context, "width": dik},
            opacity=1 if dik == 2 else 0.5,
            hoverinfo="skip",
        )
    for waarde in (s.laagste, s.hoogste):
        beeld.add_annotation(
            x=waarde,
            y=rij,
            text=opmaak.bedrag(waarde),
            yshift=20,
            showarrow=False,
            font={"color": kleuren.zacht, "size": 13},
        )


_MATEN = {
    "laagste": "laagste",
    "p25": "een kwart zit onder",
    "mediaan": "middelste",
    "p75": "een kwart zit boven",
    "hoogste": "hoogste",
}


def _spreidwoorden(maten: list[Budgetspreiding], eigen: list[tuple[str, str, Punt]]) -> str:
    stukken = [
        f"{_NIVEAUS[s.niveau]}, {woord}: {opmaak.bedrag(getattr(s, maat))}"
        for s in maten
        for maat, woord in _MATEN.items()
    ]
    stukken += [f"{n}: {opmaak.bedrag(p.waarde)}" for _, n, p in eigen]
    return f"Spreiding per leerling. {'; '.join(stukken)}."


def _spreidrijen(maten: list[Budgetspreiding], eigen: list[tuple[str, str, Punt]]) -> tabel.Tabel:
    kolommen = (
        tabel.Kolom("Wie"),
        tabel.Kolom("Soort"),
        tabel.Kolom("Euro per leerling", True, tabel.EURO),
    )
    rijen = [
        (
            tabel.Cel(f"{_NIVEAUS[s.niveau]}, {woord}"),
            tabel.Cel("spreiding"),
            euro.cel(getattr(s, maat)),
        )
        for s in maten
        for maat, woord in _MATEN.items()
    ]
    rijen += [(tabel.Cel(n), tabel.Cel(cijfer.grain(g)), euro.cel(p.waarde)) for g, n, p in eigen]
    return tabel.Tabel("Ondersteuningsbudget per leerling", kolommen, rijen, "spreiding")
