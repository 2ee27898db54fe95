"""A map of the region without map tiles: a circle per school, or per place for who gets no schools.

Size says how many pupils, colour the figure. Everything comes from the file of the audience: what
is hidden there is an open circle here, and a grain that it does not have is not drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app import data
from app.components import cijfer, landkaart, plekken, stand, tabel, teken
from app.components.landkaart import Vak
from app.components.plekken import Plek
from app.inhoud import Inzage, Kengetal, Punt
from app.onthouden import onthoud
from warehouse import opmaak

SCHOOL = "vestiging"
_LEERLINGEN = ("leerlingen_regulier", "leerlingen_go")
_RELATIEF = ("aandeel", "promille", "gemiddelde", "verdeling")
_KLASSEN = 4
_GROOTSTE = {True: 3.4, False: 11.0}  # per cent of the width: of a school, of a place
_KLEINSTE = {True: 0.9, False: 2.4}
_RAND = {True: 0.07, False: 0.26}  # of width and height, around the outermost points


@dataclass(frozen=True)
class Stip:
    """One circle: what it is of, where, how many pupils and the figure.

    Attributes:
        plaats: (breedtegraad, lengtegraad).
        klasse: 0 (lowest) to 3; None when the figure is not there.
        telt_mee: whether it ever had a figure.
    """

    naam: str
    plaats: tuple[float, float]
    leerlingen: Punt | None
    punt: Punt | None
    klasse: int | None
    telt_mee: bool
    gekozen: bool = False

    @property
    def afwezig(self) -> teken.Teken | None:
        """Why there is no figure; None when there is one."""
        if self.punt is None and not self.telt_mee:
            return teken.NIET_VAN_TOEPASSING
        return cijfer.afwezig(self.punt)

    def tekst(self, kengetal: Kengetal) -> str:
        """The figure, or the word for its absence."""
        reden = self.afwezig
        return reden.woord if reden else cijfer.van_punt(kengetal, self.punt)


@dataclass(frozen=True)
class Kaart:
    """The map of one figure in one period.

    Attributes:
        namen: what is written on the map: gemeenten, with where they are.
        grenzen: the figures between the classes.
    """

    kengetal: Kengetal
    periode: str
    van_scholen: bool
    stippen: Sequence[Stip]
    namen: Sequence[tuple[str, tuple[float, float]]]
    grenzen: Sequence[float]


def grain_voor(inzage: Inzage, plek: Plek) -> str:
    """The finest grain that this audience gets: schools, else that of the place looked at."""
    heeft_scholen = any(grain == SCHOOL for grain, _ in data.eenheden(inzage))
    return SCHOOL if heeft_scholen else plek.grain


def kengetallen(inzage: Inzage, grain: str) -> list[Kengetal]:
    """What can be coloured: figures of this grain that are there and do not grow with size."""
    return [
        k
        for k in data.kengetallen(inzage).values()
        if grain in k.grain
        and k.kengetal not in _LEERLINGEN
        and (k.soort in _RELATIEF or k.eenheid.startswith("€ per"))
        and data.cijfers(inzage, k.kengetal, grain)
        and stand.stand(inzage, k).periode
    ]


@onthoud(200)
def maak(inzage: Inzage, kengetal: Kengetal, grain: str, gekozen: Plek | None) -> Kaart:
    """The circles of one kengetal, the largest first so that small ones lie on top."""
    nu = stand.stand(inzage, kengetal)
    punten = _per_eenheid(inzage, kengetal, grain, nu.periode)
    leerlingen = leerlingen_per(inzage, grain)
    elders = {p.vestiging for p in data.liggingen(inzage) if p.gemeente is None}
    getekend = {
        e.code: (e.naam, (e.breedtegraad, e.lengtegraad))
        for e in data.eenheden(inzage).values()
        if e.grain == grain
        and e.breedtegraad is not None
        and e.lengtegraad is not None
        and (e.code in leerlingen or e.code in punten)
        and e.code not in elders
    }
    grenzen = _grenzen([p.waarde for code in getekend if (p := punten.get(code))])
    ooit = {p.eenheid[0] for p in data.cijfers(inzage, kengetal.kengetal, grain)}
    stippen = [
        Stip(
            naam,
            plaats,
            leerlingen.get(code),
            punten.get(code),
            _klasse(punten.get(code), grenzen),
            code in ooit,
            gekozen is not None and (grain, code) == (gekozen.grain, gekozen.code),
        )
        for code, (naam, plaats) in getekend.items()
    ]
    stippen.sort(key=lambda s: (-_aantal(s), opmaak.sorteersleutel(s.naam)))
    van_scholen = grain == SCHOOL
    namen = gemeentenamen(inzage) if van_scholen else []
    return Kaart(kengetal, nu.periode, van_scholen, stippen, namen, grenzen)


def gemeentenamen(inzage: Inzage) -> list[tuple[str, tuple[float, float]]]:
    """What is written on a map of schools: the gemeenten, and where they lie."""
    return [(p.naam, p.plaats) for p in plekken.van(inzage, plekken.GEMEENTE) if p.plaats]


def _per_eenheid(inzage: Inzage, kengetal: Kengetal, grain: str, periode: str) -> dict[str, Punt]:
    reeks = stand.reekscode(kengetal)
    return {
        p.eenheid[0]: p
        for p in data.cijfers(inzage, kengetal.kengetal, grain)
        if p.periode == periode and p.reekscode == reeks
    }


def leerlingen_per(inzage: Inzage, grain: str) -> dict[str, Punt]:
    """The newest judged count of pupils per unit: regular, else gespecialiseerd."""
    gevonden: dict[str, Punt] = {}
    for code in reversed(_LEERLINGEN):
        kengetal = data.kengetallen(inzage).get(code)
        if kengetal and grain in kengetal.grain:
            periode = stand.stand(inzage, kengetal).periode
            gevonden |= _per_eenheid(inzage, kengetal, grain, periode)
    return gevonden


def _grenzen(cijfers: Sequence[float | None]) -> list[float]:
    """Classes of equal width between the lowest and the highest figure."""
    waarden = sorted(w for w in cijfers if w is not None)
    if not waarden or waarden[0] == waarden[-1]:
        return []
    stap = (waarden[-1] - waarden[0]) / _KLASSEN
    return [waarden[0] + stap * i for i in range(_KLASSEN + 1)]


def _klasse(punt: Punt | None, grenzen: Sequence[float]) -> int | None:
    if punt is None or punt.waarde is None:
        return None
    return sum(punt.waarde > grens for grens in grenzen[1:-1])


def _aantal(stip: Stip) -> float:
    return stip.leerlingen.waarde or 0.0 if stip.leerlingen else 0.0


# In words.


def titel(kaart: Kaart) -> str:
    """What the map shows: where the figure is highest and lowest."""
    k = kaart.kengetal
    bekend = [
        (s.punt.waarde, s.naam) for s in kaart.stippen if s.punt and s.punt.waarde is not None
    ]
    wat = "school" if kaart.van_scholen else "plek"
    if len(bekend) < 2 or min(bekend)[0] == max(bekend)[0]:
        return f"{k.titel} per {wat}"
    (laag, waar_laag), (hoog, waar_hoog) = min(bekend), max(bekend)
    return (
        f"{k.titel}: van {cijfer.kort(k, laag)} ({waar_laag}) "
        f"tot {cijfer.kort(k, hoog)} ({waar_hoog})"
    )


# On the screen.


@onthoud(200)
def html(kaart: Kaart) -> Markup:
    """The map with its legend."""
    plaatsen = [s.plaats for s in kaart.stippen] + [plaats for _, plaats in kaart.namen]
    vak = Vak.om(plaatsen, _RAND[kaart.van_scholen])
    grootste = max((_aantal(s) for s in kaart.stippen), default=0.0) or 1.0
    delen = [landkaart.plaatsnaam(vak, naam, plaats) for naam, plaats in kaart.namen]
    delen += [_stip(kaart, s, vak, grootste) for s in kaart.stippen]
    if not kaart.van_scholen:
        delen += [_naam(kaart, s, vak, grootste) for s in kaart.stippen]
    return landkaart.vel(vak, delen, _alternatief(kaart)) + _legenda(kaart)


def _alternatief(kaart: Kaart) -> str:
    wat = "scholen" if kaart.van_scholen else "gemeenten of gebieden"
    return f"Kaart van de {wat} van de regio. {titel(kaart)}. De cijfers staan in de tabel eronder."


def _stip(kaart: Kaart, stip: Stip, vak: Vak, grootste: float) -> Markup:
    klasse = "leeg" if stip.klasse is None else f"k{stip.klasse}"
    if stip.gekozen:
        klasse += " gekozen"
    breedte = _breedte(kaart, stip, grootste)
    return landkaart.stip(vak, stip.plaats, klasse, breedte, _uitleg(kaart, stip))


def _breedte(kaart: Kaart, stip: Stip, grootste: float) -> float:
    groot, klein = _GROOTSTE[kaart.van_scholen], _KLEINSTE[kaart.van_scholen]
    return landkaart.breedte(_aantal(stip) / grootste, groot, klein)


def _uitleg(kaart: Kaart, stip: Stip) -> str:
    leerlingen = opmaak.aantal_met_eenheid(_aantal(stip), "leerling", "leerlingen")
    aantal = leerlingen if stip.leerlingen and stip.leerlingen.waarde is not None else ""
    delen = [stip.naam, aantal, stip.tekst(kaart.kengetal)]
    return ", ".join(deel for deel in delen if deel)


def _naam(kaart: Kaart, stip: Stip, vak: Vak, grootste: float) -> Markup:
    """Name and figure of a place, below its circle."""
    links, midden = vak.plek(stip.plaats)
    boven = f"{float(midden) + _breedte(kaart, stip, grootste) / 2 * vak.verhouding:.2f}"
    return Markup(
        '<span class="bijschrift{}" style="left:{}%;top:{}%">{}<strong>{}</strong></span>'
    ).format(
        " gekozen" if stip.gekozen else "",
        links,
        boven,
        stip.naam,
        stip.tekst(kaart.kengetal),
    )


def _legenda(kaart: Kaart) -> Markup:
    k, grenzen = kaart.kengetal, kaart.grenzen
    delen = [
        (f"k{i}", f"{cijfer.kaal(k, grenzen[i])} tot {cijfer.kort(k, grenzen[i + 1])}")
        for i in range(len(grenzen) - 1)
    ]
    if any(s.klasse is None for s in kaart.stippen):
        delen.append(("leeg", "verborgen, of geen cijfer"))
    return landkaart.legenda(delen, "Hoe groter de cirkel, hoe meer leerlingen.")


@onthoud(200)
def als_tabel(inzage: Inzage, kaart: Kaart) -> tabel.Tabel:
    """The circles as rows, by name."""
    k = kaart.kengetal
    wat = "School" if kaart.van_scholen else "Naam"
    kolommen = (
        tabel.Kolom(wat),
        tabel.Kolom("Leerlingen", True),
        tabel.getalkolom(k.titel, k),
        tabel.Kolom("Periode"),
    )
    rijen = [
        (
            tabel.Cel(s.naam),
            tabel.aantal(s.leerlingen.waarde) if s.leerlingen else _geen(),
            tabel.Cel(
                teken.regel(s.afwezig) if s.afwezig else cijfer.cel(k, s.punt),
                s.punt.waarde if s.punt else None,
            ),
            tabel.Cel(opmaak.periode(kaart.periode)),
        )
        for s in sorted(kaart.stippen, key=lambda s: opmaak.sorteersleutel(s.naam))
    ]
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    return tabel.Tabel(
        titel(kaart), kolommen, rijen, f"kaart_{k.kengetal}", [("Zoals bekend op", bekend)]
    )


def _geen() -> tabel.Cel:
    return tabel.Cel(teken.regel(teken.NIET_VAN_TOEPASSING))
