"""What one looks at in Verdieping: kengetal, series, breakdown, unit and period, from the URL."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from app import data
from app.components import cijfer, permalink, stand
from app.components.stand import Stand
from app.inhoud import REGIO, Inzage, Kengetal, Punt
from warehouse import opmaak

_REEKSNAMEN = {
    "teldatum": "per teldatum",
    "peildatum": "per peildatum",
    "schooljaar": "per schooljaar",
    "kwartaal": "per kwartaal",
    "jaar": "per jaar",
}


@dataclass(frozen=True)
class Keuze:
    """The view: `eenheid` is empty for the whole region, `per` is empty without breakdown."""

    kengetal: Kengetal
    reeks: str
    per: str
    eenheid: tuple[str, ...]
    periode: str
    nu: Stand  # the series of the unit, and its judgement
    delen: list[Punt]  # of all units of `per`

    @property
    def punten(self) -> Sequence[Punt]:
        """The series of the unit, oldest first."""
        return self.nu.punten

    @property
    def punt(self) -> Punt | None:
        """The figure that the page is about."""
        return next((p for p in self.punten if p.periode == self.periode), None)

    @property
    def vorige(self) -> Punt | None:
        """The figure that this one is compared with."""
        if self.periode == self.nu.periode:
            return self.nu.vorige
        eerder = [p for p in self.punten if p.periode < self.periode]
        return eerder[-1] if eerder else None

    @property
    def is_vooruitblik(self) -> bool:
        """Whether the period lies beyond the current figure: a budget or a forecast."""
        return bool(self.nu.duiding) and self.periode > self.nu.periode


def kies(inzage: Inzage) -> Keuze:
    """Draw the choice boxes and return what they say; the URL says the same afterwards."""
    kengetal = _kies_kengetal(inzage)
    regio = data.cijfers(inzage, kengetal.kengetal, REGIO)
    with st.container(horizontal=True, gap="small", key="keuzes"):
        reeks = _kies_reeks(kengetal, regio)
        per = _kies_uitsplitsing(kengetal)
        delen = data.cijfers(inzage, kengetal.kengetal, per) if per else []
        delen = [p for p in delen if p.reekscode == reeks]
        eenheid = _kies_eenheid(inzage, per, delen)
        periode = _kies_periode(stand.stand(inzage, kengetal, reeks), delen)
        nu = stand.stand(inzage, kengetal, reeks, per if eenheid else REGIO, eenheid)
    permalink.leg_vast(
        inzage,
        kengetal=kengetal.kengetal,
        reeks=reeks,
        per=per,
        eenheid=",".join(eenheid),
        periode=periode,
    )
    return Keuze(kengetal, reeks, per, eenheid, periode, nu, delen)


def adres(inzage: Inzage, gekozen: Keuze, **anders: str | None) -> str:
    """The address of this view with something else chosen."""
    nu: dict[str, str | None] = {
        "kengetal": gekozen.kengetal.kengetal,
        "reeks": gekozen.reeks,
        "per": gekozen.per,
        "eenheid": ",".join(gekozen.eenheid),
        "periode": gekozen.periode,
    }
    return permalink.adres("verdieping", inzage, **(nu | anders))


def eenheidsnaam(inzage: Inzage, grain: str, codes: Sequence[str]) -> str:
    """The name of a unit; without codes it is the whole region."""
    if not codes:
        return "Hele regio"
    namen = data.eenheden(inzage)
    paren = zip(grain.split(","), codes, strict=True)
    return ", ".join(namen[paar].naam if paar in namen else paar[1] for paar in paren)


def _kies_kengetal(inzage: Inzage) -> Kengetal:
    register = data.kengetallen(inzage)
    met_cijfers = [k for k in register if k in data.regiocijfers(inzage)] or list(register)
    code = permalink.kies(
        "kengetal",
        "Kengetal",
        met_cijfers,
        met_cijfers[0],
        lambda k: f"{register[k].sectie}: {register[k].titel}",
        wist=("reeks", "periode"),
    )
    return register[code]


def _kies_reeks(kengetal: Kengetal, regio: Sequence[Punt]) -> str:
    """Only a choice when there is more than one series."""
    reeksen = sorted({p.reekscode for p in regio})
    eerste = stand.reekscode(kengetal)
    if eerste in reeksen:
        reeksen = [eerste, *(r for r in reeksen if r != eerste)]
    if len(reeksen) < 2:
        return reeksen[0] if reeksen else eerste
    return permalink.kies(
        "reeks",
        "Reeks",
        reeksen,
        reeksen[0],
        lambda r: _REEKSNAMEN.get(r, f"telling op {r}"),
        wist=("periode",),
    )


def _kies_uitsplitsing(kengetal: Kengetal) -> str:
    grains = [g for g in kengetal.grain if g != REGIO]
    if not grains:
        return ""
    return permalink.kies(
        "per",
        "Uitsplitsen naar",
        grains,
        grains[0],
        lambda g: cijfer.grain(g).capitalize(),
        wist=("eenheid",),
    )


def _kies_eenheid(inzage: Inzage, per: str, delen: Sequence[Punt]) -> tuple[str, ...]:
    codes = sorted(
        {",".join(p.eenheid): p.eenheid for p in delen},
        key=lambda code: opmaak.sorteersleutel(eenheidsnaam(inzage, per, code.split(","))),
    )
    if not codes:
        return ()
    gekozen = permalink.kies(
        "eenheid",
        "Bekijken",
        ["", *codes],
        "",
        lambda code: eenheidsnaam(inzage, per, code.split(",") if code else ()),
    )
    return tuple(gekozen.split(",")) if gekozen else ()


def _kies_periode(regio: Stand, delen: Sequence[Punt]) -> str:
    punten = regio.punten or delen
    perioden = list(dict.fromkeys(p.periode for p in reversed(punten)))
    if not perioden:
        return ""
    huidig = regio.periode if regio.periode in perioden else perioden[0]
    label = punten[-1].periode_soort.capitalize()
    return permalink.kies("periode", label, perioden, huidig, opmaak.periode)
