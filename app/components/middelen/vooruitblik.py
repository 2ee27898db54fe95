"""A scenario with all that is said of it, from the choices in an address: for page and report.

`vooruit` draws the choices and shows this; a report makes the same figures from the same address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import plotly.graph_objects as go

from app.components import blok, palet, tabel
from app.components.middelen import euro, knoppen, lijnen
from app.components.middelen.boek import Boek
from app.components.middelen.lijnen import Lijn
from warehouse import opmaak
from warehouse.middelen import posten, scenario
from warehouse.middelen.plan import Aannames, Jaar, Plan
from warehouse.middelen.posten import Moment
from warehouse.middelen.scenario import Band

JA = "ja"
GRENZEN = {
    "nul": "onder nul",
    "weerstandsvermogen": "onder het weerstandsvermogen",
    "signaleringswaarde": "onder de signaleringswaarde",
}
_GRENS, _JAREN = "weerstandsvermogen", knoppen.JAREN[0]


@dataclass(frozen=True)
class Uitkomst:
    """A scenario and what comes of it."""

    letter: str
    aannames: Aannames
    jaren: Sequence[Jaar]
    band: Band | None
    nul_samen: float | None
    onder: int | None

    @property
    def naam(self) -> str:
        return f"scenario {self.letter.upper()}"

    @property
    def kop(self) -> str:
        return f"Scenario {self.letter.upper()}"


class Keuzes(NamedTuple):
    """Where it starts, how far it runs, which limit counts, and whether there are two."""

    vanuit: Moment
    jaren: int
    grens: str
    twee: bool

    @property
    def letters(self) -> tuple[str, ...]:
        return ("a", "b") if self.twee else ("a",)


@dataclass(frozen=True)
class Vooruitblik:
    """One scenario or two, beside the plan."""

    boek: Boek
    keuzes: Keuzes
    plan: Plan
    aannames: Mapping[str, Aannames]

    @cached_property
    def hoogte(self) -> float:
        """The limit in euros: as the newest begroting in the scenario names it."""
        if self.keuzes.grens == "nul":
            return 0.0
        vanaf = self.keuzes.vanuit.jaar
        later = [m for m in self.boek.momenten if not m.is_uitkomst and m.jaar >= vanaf]
        for moment in reversed(later):
            bedrag = posten.gedrukt(self.boek.posten, moment, self.keuzes.grens)
            if bedrag is not None:
                return bedrag
        punt = self.boek.regio("signaleringswaarde").get(self.plan.jaar)
        return punt.waarde if punt and punt.waarde is not None else 0.0

    @cached_property
    def uitkomsten(self) -> list[Uitkomst]:
        return [self._reken(letter, a) for letter, a in self.aannames.items()]

    def _reken(self, letter: str, aannames: Aannames) -> Uitkomst:
        jaren = scenario.reken_door(self.plan, aannames)
        return Uitkomst(
            letter,
            aannames,
            jaren,
            scenario.onzekerheid(self.plan, aannames, self.boek.verleden),
            scenario.bedrag_bij_nul(self.plan, aannames),
            scenario.jaar_onder(jaren, self.hoogte),
        )

    @property
    def is_twee(self) -> bool:
        return len(self.aannames) > 1

    @property
    def jaren(self) -> list[int]:
        """The years that it runs over."""
        return [jaar.jaar for jaar in self.uitkomsten[0].jaren]

    @cached_property
    def gepland(self) -> dict[int, float]:
        """The reserve as the begroting prints it."""
        lijn = {}
        for moment in self.boek.momenten:
            vermogen = posten.gedrukt(self.boek.posten, moment, "eigen_vermogen")
            if not moment.is_uitkomst and moment.jaar >= self.plan.jaar and vermogen is not None:
                lijn[moment.jaar] = vermogen
        return lijn

    @property
    def code(self) -> str:
        """What a report keeps of it: the choices as they stand in an address."""
        return urlencode({k: w for k, w in sorted(self.adres.items()) if w})

    @property
    def adres(self) -> dict[str, str | None]:
        """What the URL says: of the assumptions only what differs from the plan."""
        k = self.keuzes
        delen: dict[str, str | None] = {
            "vanuit": k.vanuit.code,
            "jaren": str(k.jaren),
            "grens": k.grens,
            "naast": JA if k.twee else None,
        }
        for letter, aannames in self.aannames.items():
            delen |= knoppen.adres(letter, self.plan, aannames)
        return delen

    # In words.

    @property
    def titel(self) -> str:
        """Where the reserve ends, and when it goes below the limit."""
        stukken = []
        for u in self.uitkomsten:
            laatste = u.jaren[-1]
            zin = f"{opmaak.bedrag_kort(laatste.reserve)} eind {laatste.jaar}"
            stukken.append(f"{u.naam} {zin}" if self.is_twee else zin)
        kop = f"Reserve: {blok.rijtje(stukken)}"
        return kop if self.is_twee else f"{kop}; {self.wanneer_onder(self.uitkomsten[0])}"

    def wanneer_onder(self, uitkomst: Uitkomst) -> str:
        """The year in which the reserve goes below the limit."""
        wanneer = f"in {uitkomst.onder}" if uitkomst.onder else "in geen enkel jaar"
        bedrag = f" ({opmaak.bedrag_kort(self.hoogte)})" if self.hoogte else ""
        return f"{wanneer} {GRENZEN[self.keuzes.grens]}{bedrag}"

    @property
    def zin(self) -> str:
        """What each scenario moves; of two also when each goes below the limit."""
        zinnen = [f"{u.kop}: {knoppen.in_woorden(self.plan, u.aannames)}." for u in self.uitkomsten]
        if self.is_twee:
            zinnen += [f"{u.kop} komt {self.wanneer_onder(u)}." for u in self.uitkomsten]
        return " ".join(zinnen)

    @property
    def band_in_woorden(self) -> str:
        """What the band is, named as uncertainty; empty without one."""
        if not self.uitkomsten[0].band:
            return ""
        verleden = self.boek.verleden
        aantal = max(len(r) for r in (verleden.ikc, verleden.so, verleden.leerlingen))
        return (
            f"Grijze band: onzekerheid van {self.uitkomsten[0].naam} uit de spreiding van de groei"
            f" van de leerlingenaantallen in de afgelopen {aantal} jaar. Acht van de tien verlopen"
            " vallen erin; wat niemand eerder zag, valt erbuiten."
        )

    @property
    def rekenwijze(self) -> list[str]:
        """How it is counted, a rule a line."""
        return [
            f"IKC en so groeien vanaf {self.plan.jaar} met het gekozen percentage; met dat van het"
            " plan zelf komen de bedragen van het plan eruit.",
            "De rijksbijdragen volgen het aantal leerlingen; de korting gaat er daarna af.",
            "Ondersteuningsbedrag: leerlingen × bedrag per leerling, min wat voor verwijzingen en"
            " DWS-plaatsen wordt ingehouden. Groeien IKC en so harder dan gepland, dan groeit die"
            " inhouding mee.",
            "Een extra terugplaatsing geeft 24 maanden geld en maakt vanaf het tweede jaar erna"
            " drie schooljaren lang een plaats op het IKC vrij; drie is onze aanname.",
            "Na het laatste begrote jaar lopen rijksbijdragen, IKC en so door zoals in dat jaar; de"
            " inhouding en de andere posten blijven gelijk.",
        ]

    # As a chart and a table.

    def reeksen(self, kleuren: palet.Palet) -> list[Lijn]:
        """The limit, the begroting and each scenario."""
        jaren = [self.plan.jaar, *self.jaren]
        begroot = {j: w for j, w in self.gepland.items() if j in jaren}
        uit = [
            Lijn("grens", dict.fromkeys(jaren, self.hoogte), kleuren.zacht, 1.5, "dash"),
            Lijn("begroting", begroot, kleuren.context, 2),
        ]
        for u, tint in zip(self.uitkomsten, (kleuren.accent, kleuren.aandacht), strict=False):
            waarden = {self.plan.jaar: self.plan.reserve} | {j.jaar: j.reserve for j in u.jaren}
            streep = "solid" if u.letter == "a" else "dashdot"
            uit.append(Lijn(u.naam, waarden, tint, 2.5, streep, punten=True))
        return uit

    def figuur(self, kleuren: palet.Palet) -> go.Figure:
        """The chart, with the band of the first scenario below the lines."""
        band = self.uitkomsten[0].band
        vlak = None
        if band:
            begin = self.plan.reserve
            vlak = ([self.plan.jaar, *self.jaren], [begin, *band.onder], [begin, *band.boven])
        return lijnen.figuur(self.reeksen(kleuren), kleuren, opmaak.bedrag_kort, vlak)

    @property
    def overzicht(self) -> tabel.Tabel:
        """Result and reserve of every year, with the bounds of the band."""
        kolommen = [tabel.Kolom("Jaar")]
        kolommen += [_bedragkolom(f"{wat}, begroting") for wat in ("Resultaat", "Reserve")]
        for u in self.uitkomsten:
            achter = f", {u.naam}" if self.is_twee else ", scenario"
            kolommen += [_bedragkolom(f"{wat}{achter}") for wat in ("Resultaat", "Reserve")]
            if not self.is_twee:
                kolommen.append(_bedragkolom("Per leerling"))
        if self.uitkomsten[0].band and not self.is_twee:
            kolommen += [_bedragkolom(f"Band, {kant}kant") for kant in ("onder", "boven")]
        rijen = [self._rij(n, jaar) for n, jaar in enumerate(self.jaren)]
        return tabel.Tabel("Resultaat en reserve per jaar", tuple(kolommen), rijen, "scenario")

    def _rij(self, n: int, jaar: int) -> tuple[tabel.Cel, ...]:
        begroot = [m for m in self.boek.momenten if not m.is_uitkomst and m.jaar == jaar]
        resultaat = posten.resultaat(self.boek.posten, begroot[0]) if begroot else None
        rij = [tabel.Cel(str(jaar)), euro.cel(resultaat), euro.cel(self.gepland.get(jaar))]
        for u in self.uitkomsten:
            uit = u.jaren[n]
            rij += [euro.cel(uit.resultaat), euro.cel(uit.reserve)]
            if not self.is_twee:
                rij.append(euro.cel(uit.leerlingbedrag))
        band = self.uitkomsten[0].band
        if band and not self.is_twee:
            rij += [euro.cel(band.onder[n]), euro.cel(band.boven[n])]
        return tuple(rij)


def _bedragkolom(titel: str) -> tabel.Kolom:
    return tabel.Kolom(titel, True, tabel.EURO)


def vertrekpunten(boek: Boek) -> dict[str, Moment]:
    """Where a scenario may start, by code: the newest outcome first."""
    mogelijk = [m for m in reversed(boek.momenten) if boek.plan(m)]
    return {m.code: m for m in sorted(mogelijk, key=lambda m: not m.is_uitkomst)}


def lees(boek: Boek, code: str) -> Vooruitblik | None:
    """What a report kept of a scenario; None when it starts where nothing is known."""
    keuzes = dict(parse_qsl(code))
    vanuit = vertrekpunten(boek).get(keuzes.get("vanuit", ""))
    plan = boek.plan(vanuit) if vanuit else None
    if vanuit is None or plan is None:
        return None
    jaren = keuzes.get("jaren", "")
    grens = keuzes.get("grens", "")
    gekozen = Keuzes(
        vanuit,
        int(jaren if jaren in knoppen.JAREN else _JAREN),
        grens if grens in GRENZEN else _GRENS,
        keuzes.get("naast") == JA,
    )
    aannames = {
        letter: knoppen.uit_adres(letter, plan, keuzes, gekozen.jaren) for letter in gekozen.letters
    }
    return Vooruitblik(boek, gekozen, plan, aannames)
