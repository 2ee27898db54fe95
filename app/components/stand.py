"""Which figure of a kengetal is the one that counts: the judged one of its main series.

The judged figure is not always the last: a budget runs ahead of it. All pages take it from here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app import data
from app.components import beeld, teken
from app.inhoud import REGIO, Duiding, Inzage, Kengetal, Punt, Referentie
from warehouse import opmaak, periode


@dataclass(frozen=True)
class Stand:
    """A series of one unit, oldest first, and the judgement of its current figure."""

    punten: Sequence[Punt]
    duiding: Duiding | None

    @property
    def periode(self) -> str:
        """The current period: the judged one, else the last; empty without figures."""
        if self.duiding:
            return self.duiding.periode
        return self.punten[-1].periode if self.punten else ""

    @property
    def punt(self) -> Punt | None:
        """The current figure."""
        return next((p for p in self.punten if p.periode == self.periode), None)

    @property
    def vorige(self) -> Punt | None:
        """The figure that the current one is compared with."""
        if self.duiding and self.duiding.vorige_periode:
            vergeleken = self.duiding.vorige_periode
            return next((p for p in self.punten if p.periode == vergeleken), None)
        nu = self.punt
        eerder = [p for p in self.punten if nu and p.periode_datum < nu.periode_datum]
        return eerder[-1] if eerder else None


def reekscode(kengetal: Kengetal) -> str:
    """The main series of a kengetal."""
    return kengetal.reeks or (kengetal.periode[0] if kengetal.periode else "")


def stand(
    inzage: Inzage,
    kengetal: Kengetal,
    reeks: str = "",
    grain: str = REGIO,
    eenheid: tuple[str, ...] = (),
) -> Stand:
    """The series of one unit (the whole region when none is named) with its judgement."""
    gezocht = reeks or reekscode(kengetal)
    if grain == REGIO:
        alle = data.regiocijfers(inzage).get(kengetal.kengetal, [])
    else:
        alle = data.cijfers(inzage, kengetal.kengetal, grain)
    punten = [p for p in alle if p.eenheid == eenheid and p.reekscode == gezocht]
    return Stand(punten, data.oordelen(inzage, grain).get((kengetal.kengetal, eenheid, gezocht)))


def landelijk(inzage: Inzage, nu: Stand) -> Referentie | None:
    """The newest national figure beside the current one, of the same kind of period."""
    punt = nu.punt
    if punt is None:
        return None
    soort = periode.soort(punt.periode)
    cijfers = data.landelijk(inzage).get(punt.kengetal, [])
    gelijke = [r for r in cijfers if periode.soort(r.periode) == soort]
    return beeld.nieuwste_landelijk(gelijke, punt.periode_datum)


def tekens(kengetal: Kengetal, duiding: Duiding, punt: Punt | None) -> tuple[teken.Teken, ...]:
    """The two parts of a judgement: is it really changing, and is the target met?"""
    doel = punt.streefwaarde if punt else None
    return teken.trend(duiding.trend, kengetal.gunstig), teken.status(duiding.status, doel)


def samenvatting(duidingen: Iterable[Duiding], enkelvoud: str, meervoud: str) -> str:
    """How many figures really change and how many miss their target, in a sentence."""
    alle = list(duidingen)
    veranderd = sum(d.trend in ("stijgt", "daalt") for d in alle)
    gemist = sum(d.status == "niet_gehaald" for d in alle)
    if not alle:
        return f"Er zijn nog geen {meervoud}."
    aantal = opmaak.aantal_met_eenheid(len(alle), enkelvoud, meervoud)
    if not veranderd and not gemist:
        return f"{aantal}: niets verandert echt en geen streefwaarde wordt gemist."
    delen = []
    if veranderd:
        woord = "verandert" if veranderd == 1 else "veranderen"
        delen.append(f"{woord} er {opmaak.getal(veranderd)} echt")
    if gemist:
        woord = "haalt" if gemist == 1 else "halen"
        delen.append(f"{woord} er {opmaak.getal(gemist)} de streefwaarde niet")
    return f"Van de {aantal} {' en '.join(delen)}."
