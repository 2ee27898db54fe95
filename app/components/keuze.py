"""What one looks at in Verdieping: kengetal, series, breakdown, unit and period, from the URL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from app import data
from app.components import cijfer, permalink, stand
from app.components import pad as paden
from app.components.pad import Pad, Stap
from app.components.stand import Stand
from app.inhoud import REGIO, Inzage, Kengetal, Punt
from warehouse import opmaak

# How the parts can be shown: bars, courses side by side, a funnel, two moments.
STAVEN, VELDEN, TRECHTER, MOMENTEN = VORMEN = ("staven", "verloop", "trechter", "momenten")

_GEEN_STAND = Stand((), None)
_REEKSNAMEN = {
    "teldatum": "per teldatum",
    "peildatum": "per peildatum",
    "schooljaar": "per schooljaar",
    "kwartaal": "per kwartaal",
    "jaar": "per jaar",
}


@dataclass(frozen=True)
class Keuze:
    """The view: `eenheid` is empty for what the path ends at, `per` is empty without breakdown.

    Attributes:
        pad: the units that were opened on the way down, widest first.
        vorm: how the parts are shown; one of `VORMEN`.
        naast: the period that `periode` is laid beside.
    """

    kengetal: Kengetal
    reeks: str
    per: str
    eenheid: tuple[str, ...]
    periode: str
    nu: Stand  # the series of the unit, and its judgement
    delen: list[Punt]  # of all units of `per` within the path
    pad: Pad = ()
    vorm: str = STAVEN
    naast: str = ""

    @property
    def grain(self) -> str:
        """The grain of the unit that is looked at."""
        if self.eenheid:
            return self.per
        return self.pad[-1].grain if self.pad else REGIO

    @property
    def codes(self) -> tuple[str, ...]:
        """The unit that is looked at; empty for the whole region."""
        if self.eenheid:
            return self.eenheid
        return (self.pad[-1].code,) if self.pad else ()

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
        loopt = bool(self.punt and self.punt.is_onvolledig)
        return bool(self.nu.duiding) and self.periode > self.nu.periode and not loopt


def kies(inzage: Inzage) -> Keuze:
    """Draw the choice boxes and return what they say; the URL says the same afterwards."""
    kengetal = _kies_kengetal(inzage)
    regio = data.cijfers(inzage, kengetal.kengetal, REGIO)
    with st.container(horizontal=True, gap="small", key="keuzes"):
        reeks = _kies_reeks(kengetal, regio)
        per = _kies_uitsplitsing(kengetal)
        pad = paden.lees(st.query_params.get("pad", ""), kengetal, per, list(data.eenheden(inzage)))
        delen = _delen(inzage, kengetal, reeks, per, pad)
        eenheid = _kies_eenheid(inzage, per, delen, pad)
        periode = _kies_periode(stand.stand(inzage, kengetal, reeks), delen)
    vorm = permalink.lees("vorm", VORMEN, STAVEN)
    gekozen = Keuze(kengetal, reeks, per, eenheid, periode, _GEEN_STAND, delen, pad, vorm)
    nu = stand.stand(inzage, kengetal, reeks, gekozen.grain, gekozen.codes)
    gekozen = replace(gekozen, nu=nu, naast=_naast(gekozen))
    permalink.leg_vast(inzage, **als_keuzes(gekozen))
    return gekozen


def als_keuzes(gekozen: Keuze) -> dict[str, str | None]:
    """The view as it stands in the URL; what is as it always is stays out of it."""
    return {
        "kengetal": gekozen.kengetal.kengetal,
        "reeks": gekozen.reeks,
        "per": gekozen.per,
        "pad": paden.als_tekst(gekozen.pad),
        "eenheid": ",".join(gekozen.eenheid),
        "periode": gekozen.periode,
        "vorm": None if gekozen.vorm == STAVEN else gekozen.vorm,
        "naast": gekozen.naast if gekozen.vorm == MOMENTEN else None,
    }


def adres(inzage: Inzage, gekozen: Keuze, **anders: str | None) -> str:
    """The address of this view with something else chosen."""
    return permalink.adres("verdieping", inzage, **(als_keuzes(gekozen) | anders))


def kies_naast(gekozen: Keuze) -> None:
    """The box for the period that this one is laid beside."""
    permalink.kies(
        "naast",
        "Vergelijken met",
        [p for p in perioden(gekozen) if p != gekozen.periode],
        gekozen.naast,
        _periodenaam,
    )


def perioden(gekozen: Keuze) -> list[str]:
    """The periods of the parts, newest first."""
    return sorted({p.periode for p in gekozen.delen}, reverse=True)


def _naast(gekozen: Keuze) -> str:
    """Beside what the period is laid: as the URL says, else the one before it."""
    anders = [p for p in perioden(gekozen) if p != gekozen.periode]
    eerder = [p for p in anders if p < gekozen.periode]
    return permalink.lees("naast", anders, (eerder or anders or [""])[0])


def eenheidsnaam(inzage: Inzage, grain: str, codes: Sequence[str]) -> str:
    """The name of a unit; without codes it is the whole region."""
    if not codes:
        return "Hele regio"
    namen = data.eenheden(inzage)
    paren = zip(grain.split(","), codes, strict=True)
    return ", ".join(namen[paar].naam if paar in namen else paar[1] for paar in paren)


def gemeente(gekozen: Keuze) -> str | None:
    """The gemeente that the chosen unit lies in, as far as the choice itself says so."""
    return dict(zip(gekozen.grain.split(","), gekozen.codes, strict=False)).get("gemeente")


def naam(inzage: Inzage, gekozen: Keuze) -> str:
    """The name of the unit that is looked at."""
    return eenheidsnaam(inzage, gekozen.grain, gekozen.codes)


def ouder(inzage: Inzage, gekozen: Keuze) -> Stap | None:
    """The unit above the chosen one, when this kengetal is published for it."""
    if not gekozen.eenheid:
        return None
    eenheid = data.eenheden(inzage).get((gekozen.per, gekozen.eenheid[0]))
    if not eenheid or not eenheid.ouder_code or not eenheid.ouder_grain:
        return None
    mag = eenheid.ouder_grain != REGIO and eenheid.ouder_grain in gekozen.kengetal.grain
    return Stap(eenheid.ouder_grain, eenheid.ouder_code) if mag else None


def _delen(inzage: Inzage, kengetal: Kengetal, reeks: str, per: str, pad: Pad) -> list[Punt]:
    """The figures of the units of a grain, as far as they lie within the path."""
    if not per:
        return []
    delen = [p for p in data.cijfers(inzage, kengetal.kengetal, per) if p.reekscode == reeks]
    binnen = paden.eenheden(inzage, pad, per)
    return delen if binnen is None else [p for p in delen if p.eenheid[0] in binnen]


def _kies_kengetal(inzage: Inzage) -> Kengetal:
    register = data.kengetallen(inzage)
    met_cijfers = [k for k in register if k in data.regiocijfers(inzage)] or list(register)
    code = permalink.kies(
        "kengetal",
        "Kengetal",
        met_cijfers,
        met_cijfers[0],
        lambda k: f"{register[k].sectie}: {register[k].titel}",
        wist=("reeks", "periode", "naast"),
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
        "Tijdvak" if set(reeksen) <= set(_REEKSNAMEN) else "Reeks",
        reeksen,
        reeksen[0],
        lambda r: _REEKSNAMEN.get(r, f"telling op {r}"),
        wist=("periode", "naast"),
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
        wist=("eenheid", "naast"),
    )


def _kies_eenheid(inzage: Inzage, per: str, delen: Sequence[Punt], pad: Pad) -> tuple[str, ...]:
    boven = (pad[-1].grain, (pad[-1].code,)) if pad else ("", ())
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
        lambda code: eenheidsnaam(inzage, *((per, code.split(",")) if code else boven)),
    )
    return tuple(gekozen.split(",")) if gekozen else ()


def _kies_periode(regio: Stand, delen: Sequence[Punt]) -> str:
    punten = regio.punten or delen
    alle = list(dict.fromkeys(p.periode for p in reversed(punten)))
    if not alle:
        return ""
    huidig = regio.periode if regio.periode in alle else alle[0]
    label = punten[-1].periode_soort.capitalize()
    return permalink.kies("periode", label, alle, huidig, _periodenaam)


def _periodenaam(periode: str) -> str:
    # The months of a kwartaal do not fit a choice box; the chart and the source line name them.
    return opmaak.periode(periode).partition(" (")[0]


def volgorde(inzage: Inzage, grain: str, codes: Sequence[str]) -> tuple[object, ...]:
    """Sort key of a unit: as the profile and the code lists name them, then by name."""
    namen = data.eenheden(inzage)
    sleutels: list[object] = []
    for paar in zip(grain.split(","), codes, strict=True):
        eenheid = namen.get(paar)
        plaats = eenheid.volgorde if eenheid and eenheid.volgorde is not None else 999
        naam = eenheid.naam if eenheid else paar[1]
        sleutels += [paar[1] in ("onbekend", "buiten regio"), plaats, opmaak.sorteersleutel(naam)]
    return tuple(sleutels)
