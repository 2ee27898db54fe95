"""The reserve over the years, beside what the Inspectie and a setback ask for."""

from markupsafe import Markup

from app.components import blok, grafiek, leeswijzer, palet, permalink, tabel, teken
from app.components.middelen import euro, lijnen, opengevouwen
from app.components.middelen.boek import Boek
from app.components.middelen.lijnen import Lijn
from app.inhoud import Punt
from warehouse import opmaak
from warehouse.middelen import delen, posten
from warehouse.middelen.plan import Deel
from warehouse.middelen.posten import Moment

_KENGETALLEN = ("eigen_vermogen", "signaleringswaarde", "weerstandsvermogen")
_MINIMUM = "signaleringswaarde_minimum"


def toon(boek: Boek) -> None:
    """The part Reserve."""
    vermogen = boek.regio("eigen_vermogen")
    bekend = {j: p.waarde for j, p in vermogen.items() if p.waarde is not None}
    if not bekend or not boek.standen:
        permalink.leg_vast(boek.inzage, deel="reserve")
        blok.toon(
            blok.melding(
                "Er is nog geen eigen vermogen geleverd. Lever de begroting of de jaarrekening aan"
                " (bron financiën, rubriek balans)."
            )
        )
        return
    _toon_verloop(boek, bekend)
    _toon_weerstand(boek)
    blok.toon(_leeswijzer(boek) + leeswijzer.zo_leest_u("geldlijnen"))
    _toon_tabel(boek, sorted(bekend))
    _toon_open(boek, sorted(bekend))


def _eerste_plan(boek: Boek) -> int:
    """From this year figures are no outcome: a MARAP expects, a begroting intends."""
    return min((j for j, m in boek.standen.items() if m.soort != "realisatie"), default=0)


def _toon_verloop(boek: Boek, bekend: dict[int, float]) -> None:
    kleuren, vanaf = palet.huidig(), _eerste_plan(boek)
    grens = {j: p.waarde for j, p in boek.regio("signaleringswaarde").items() if p.waarde}
    reeksen = [
        Lijn("signalerings-<br>waarde", grens, kleuren.zacht, 1.5, "dash"),
        Lijn("eigen<br>vermogen", bekend, kleuren.accent, 2.5, vanaf=vanaf, punten=True),
    ]
    blok.toon(blok.tussenkop(_titel(bekend, grens, vanaf), _onder(bekend, vanaf)))
    grafiek.toon(
        lijnen.figuur(reeksen, kleuren, opmaak.bedrag_kort),
        "reserve",
        lijnen.alternatief(reeksen, opmaak.bedrag_kort),
        ("Eigen vermogen", "Signaleringswaarde"),
    )


def _titel(bekend: dict[int, float], grens: dict[int, float], vanaf: int) -> str:
    jaar = max((j for j in bekend if not vanaf or j < vanaf), default=min(bekend))
    titel = f"Reserve: {opmaak.bedrag_kort(bekend[jaar])} eind {jaar}"
    if jaar not in grens:
        return titel
    verschil = bekend[jaar] - grens[jaar]
    kant = "boven" if verschil >= 0 else "onder"
    return f"{titel}, {opmaak.bedrag_kort(abs(verschil))} {kant} de signaleringswaarde"


def _onder(bekend: dict[int, float], vanaf: int) -> str:
    laatste = max(bekend)
    if not vanaf or laatste < vanaf:
        return "Eigen vermogen op 31 december."
    zin = f"Verwacht en begroot: {opmaak.bedrag_kort(bekend[laatste])} eind {laatste}."
    return f"Eigen vermogen op 31 december. {zin}"


def _toon_weerstand(boek: Boek) -> None:
    punten = boek.regio("weerstandsvermogen")
    aandeel = {j: p.waarde for j, p in punten.items() if p.waarde is not None}
    if len(aandeel) < 2:
        return
    kleuren = palet.huidig()
    doel = {j: p.streefwaarde for j, p in punten.items() if p.streefwaarde is not None}
    reeksen = [
        *([Lijn("streefwaarde", doel, kleuren.zacht, 1.5, "dash")] if doel else []),
        Lijn(
            "weerstands-<br>vermogen",
            aandeel,
            kleuren.accent,
            2.5,
            vanaf=_eerste_plan(boek),
            punten=True,
        ),
    ]
    eerste, laatste = min(aandeel), max(aandeel)
    titel = f"Weerstandsvermogen: van {_procent(aandeel[eerste])} in {eerste}"
    blok.toon(
        blok.tussenkop(
            f"{titel} naar {_procent(aandeel[laatste])} in {laatste}",
            "Eigen vermogen zonder vaste activa, als deel van de rijksbijdragen.",
        )
    )
    grafiek.toon(
        lijnen.figuur(reeksen, kleuren, _procent),
        "weerstand",
        lijnen.alternatief(reeksen, _procent),
        ("Weerstandsvermogen",),
    )


def _procent(aandeel: float) -> str:
    return opmaak.procent(aandeel)


def _leeswijzer(boek: Boek) -> Markup:
    vanaf = _eerste_plan(boek)
    stip = f" Gestippeld vanaf {vanaf}: verwacht of begroot." if vanaf else ""
    verder = blok.voeg(
        (
            blok.verwijzing(
                naam.replace("_", " "),
                permalink.adres("verdieping", boek.inzage, kengetal=naam),
            )
            for naam in _KENGETALLEN
        ),
        ", ",
    )
    return Markup('<p class="bronregel">{}{} {} {}.</p>').format(
        boek.bronregel, stip, "Verder bij:", verder
    )


_KOLOMMEN = (
    tabel.Kolom("Jaar"),
    tabel.Kolom("Stand"),
    tabel.Kolom("Eigen vermogen", True, tabel.EURO),
    tabel.Kolom("Signaleringswaarde", True, tabel.EURO),
    tabel.Kolom("Verschil", True, tabel.EURO),
    tabel.Kolom("Weerstandsvermogen", True, "0.00%"),
    tabel.Kolom("Bestemmingsreserve", True, tabel.EURO),
)


def _toon_tabel(boek: Boek, jaren: list[int]) -> None:
    rijen = [_rij(boek, jaar) for jaar in jaren]
    tabel_ = tabel.Tabel("Reserve per jaar", _KOLOMMEN, rijen, "reserve")
    blok.toon(blok.uitklap("Tabel bij de grafieken", tabel.html(tabel_)))
    tabel.downloads(tabel_, "reserve")


def _rij(boek: Boek, jaar: int) -> tuple[tabel.Cel, ...]:
    vermogen, grens, weerstand = (boek.regio(naam).get(jaar) for naam in _KENGETALLEN)
    moment = boek.standen.get(jaar)
    verschil = None
    if vermogen and grens and vermogen.waarde is not None and grens.waarde is not None:
        verschil = vermogen.waarde - grens.waarde
    bestemd = posten.gedrukt(boek.posten, moment, "bestemmingsreserve") if moment else None
    return (
        tabel.Cel(str(jaar)),
        tabel.Cel(moment.naam if moment else teken.NIET_GELEVERD.woord),
        euro.cel(_waarde(vermogen)),
        euro.cel(_waarde(grens)),
        euro.cel(verschil),
        tabel.Cel(opmaak.procent(_waarde(weerstand), 2), _waarde(weerstand))
        if _waarde(weerstand) is not None
        else tabel.Cel(teken.regel(teken.NIET_GELEVERD)),
        euro.cel(bestemd),
    )


def _waarde(punt: Punt | None) -> float | None:
    return punt.waarde if punt else None


def _toon_open(boek: Boek, jaren: list[int]) -> None:
    """One year, every amount of it opened to its parts."""
    huidig = max((j for j in jaren if j < (_eerste_plan(boek) or j + 1)), default=jaren[-1])
    blok.toon(
        blok.tussenkop(
            "Waaruit bestaan deze bedragen?", "Klap een bedrag open. De onderdelen tellen op."
        )
    )
    keuzes = [str(j) for j in reversed(jaren) if j in boek.standen]
    jaar = int(permalink.kies("jaar", "Jaar", keuzes, str(huidig), str))
    permalink.leg_vast(boek.inzage, deel="reserve", jaar=str(jaar))
    moment, vorig = boek.standen[jaar], _vorig(boek, boek.standen[jaar])
    vermogen, grens, weerstand = (boek.regio(naam).get(jaar) for naam in _KENGETALLEN)
    stukken = [
        opengevouwen.bedrag(
            f"Eigen vermogen eind {jaar}",
            _waarde(vermogen),
            delen.van_vermogen(boek.posten, moment, vorig) if vorig else [],
            f"Volgens de {moment.naam}.",
        ),
        opengevouwen.bedrag(
            f"Resultaat van {jaar}",
            posten.resultaat(boek.posten, moment),
            delen.van_resultaat(boek.posten, moment),
        ),
        _open_grens(boek, grens, moment),
        _open_weerstand(boek, weerstand, moment),
    ]
    blok.toon(Markup('<div class="openlijst">{}</div>').format(blok.voeg(stukken)))


def _vorig(boek: Boek, moment: Moment) -> Moment | None:
    """The year before: of a begroting its own, for a plan rolls on from itself."""
    eerder = [m for m in boek.momenten if m.jaar == moment.jaar - 1]
    zelfde = [m for m in eerder if m.moment == moment.moment]
    gekozen = zelfde if moment.soort == "begroting" and zelfde else eerder
    return gekozen[-1] if gekozen else None


def _open_grens(boek: Boek, grens: Punt | None, moment: Moment) -> Markup:
    baten = posten.gedrukt(boek.posten, moment, "totaal_baten")
    baten = posten.som(boek.posten, moment, True) if baten is None else baten
    aandeel = boek.norm["signaleringswaarde_aandeel"]
    stukken = delen.van_signaleringswaarde(baten, aandeel, boek.norm[_MINIMUM])
    onder = (
        f"Minstens {opmaak.bedrag(boek.norm[_MINIMUM])}. Norm van de Inspectie van het Onderwijs."
    )
    return opengevouwen.bedrag(
        f"Signaleringswaarde {moment.jaar}", grens.waarde if grens else None, stukken, onder
    )


def _open_weerstand(boek: Boek, weerstand: Punt | None, moment: Moment) -> Markup:
    """The amount that the percentage is taken of."""
    if not weerstand or weerstand.teller is None or not weerstand.noemer:
        return Markup("")
    vermogen = posten.gedrukt(boek.posten, moment, "eigen_vermogen") or 0.0
    activa = posten.gedrukt(boek.posten, moment, "materiele_vaste_activa")
    stukken = [Deel("eigen vermogen", vermogen)]
    if activa:
        stukken.append(Deel("materiële vaste activa", -activa))
    onder = (
        f"Gedeeld door de rijksbijdragen, {opmaak.bedrag(weerstand.noemer)}:"
        f" {opmaak.procent(weerstand.waarde, 2)}."
    )
    return opengevouwen.bedrag(
        f"Weerstandsvermogen {moment.jaar}, in euro's", weerstand.teller, stukken, onder
    )
