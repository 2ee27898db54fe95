"""The assumptions of a scenario as sliders, each in the URL under the letter of its scenario."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from app.components import permalink
from warehouse import opmaak
from warehouse.middelen.plan import LOOPTIJD, Aannames, Plan

VOLGENS_PLAN, _AFSPRAAK = "plan", "afspraak"
BODEMS = {
    _AFSPRAAK: "in de afgesproken jaren",
    "altijd": "ook daarna",
    "geen": "loslaten",
}


@dataclass(frozen=True)
class Knop:
    """One slider: what it moves, its steps, and how a step reads."""

    veld: str
    label: str
    stappen: tuple[float, ...]
    schrijf: Callable[[float], str]


def _procent(waarde: float) -> str:
    return opmaak.procent(waarde)


def _stappen(van: int, tot: int, deel: int) -> tuple[float, ...]:
    """Tenths of a percent, from and to included."""
    return tuple(n / 1000 for n in range(van, tot + 1, deel))


KNOPPEN = (
    Knop("ikc", "Groei IKC per jaar", _stappen(-20, 80, 5), _procent),
    Knop("so", "Groei so per jaar", _stappen(-20, 80, 5), _procent),
    Knop("leerlingen", "Groei leerlingen basisscholen", _stappen(-30, 20, 1), _procent),
    Knop("tarieven", "Tarieven, boven op het plan", _stappen(0, 50, 5), _procent),
    Knop("korting", "Korting door OCW", _stappen(0, 50, 5), _procent),
    Knop("terugplaatsingen", "Extra terugplaatsingen per jaar", tuple(range(31)), opmaak.getal),
)
_BEDRAGEN = tuple(str(bedrag) for bedrag in range(250, 601, 5))


def lees(letter: str, plan: Plan, breed: int) -> dict[str, str]:
    """Draw the sliders of one scenario, so many beside each other; what they say, by name."""
    keuzes: dict[str, str] = {}
    vakken = st.columns(breed, gap="medium")
    rijen = -(-(len(KNOPPEN) + 2) // breed)  # column by column, so that a phone has them in order
    for plaats, knop in enumerate(KNOPPEN):
        codes = _codes(knop, plan)
        with vakken[plaats // rijen]:
            keuzes[f"{letter}_{knop.veld}"] = permalink.schuif(
                f"{letter}_{knop.veld}",
                knop.label,
                codes,
                _code(getattr(plan.aannames, knop.veld)),
                lambda c, k=knop: k.schrijf(float(c)),
            )
    with vakken[-1]:
        keuzes[f"{letter}_bedrag"] = permalink.schuif(
            f"{letter}_bedrag",
            "Bedrag per leerling",
            [VOLGENS_PLAN, *_BEDRAGEN],
            VOLGENS_PLAN,
            lambda c: "als in het plan" if c == VOLGENS_PLAN else opmaak.bedrag(float(c)),
        )
        keuzes[f"{letter}_bodem"] = permalink.kies(
            f"{letter}_bodem",
            f"Ondergrens van {opmaak.bedrag(plan.minimum)}",
            list(BODEMS),
            _AFSPRAAK,
            BODEMS.__getitem__,
        )
    return keuzes


def _codes(knop: Knop, plan: Plan) -> list[str]:
    """The steps of a slider, with the plan's own among them."""
    return [_code(s) for s in sorted({*knop.stappen, getattr(plan.aannames, knop.veld)})]


def uit_adres(letter: str, plan: Plan, keuzes: Mapping[str, str], jaren: int) -> Aannames:
    """What an address says of a scenario; what is not there, or cannot be, is as in the plan."""
    waarden: dict[str, float] = {}
    for knop in KNOPPEN:
        code = keuzes.get(f"{letter}_{knop.veld}", "")
        mag = code in _codes(knop, plan)
        waarden[knop.veld] = float(code) if mag else getattr(plan.aannames, knop.veld)
    bedrag = keuzes.get(f"{letter}_bedrag", "")
    bodem = keuzes.get(f"{letter}_bodem", "")
    return Aannames(
        ikc=waarden["ikc"],
        so=waarden["so"],
        leerlingen=waarden["leerlingen"],
        tarieven=waarden["tarieven"],
        korting=waarden["korting"],
        terugplaatsingen=int(waarden["terugplaatsingen"]),
        leerlingbedrag=float(bedrag) if bedrag in _BEDRAGEN else None,
        bodem=bodem if bodem in BODEMS else _AFSPRAAK,
        jaren=jaren,
    )


def adres(letter: str, plan: Plan, aannames: Aannames) -> dict[str, str | None]:
    """What the URL says of a scenario: only what differs from the plan."""
    eigen, keuzes = plan.aannames, {}
    for knop in KNOPPEN:
        nu, standaard = (getattr(a, knop.veld) for a in (aannames, eigen))
        keuzes[f"{letter}_{knop.veld}"] = None if nu == standaard else _code(nu)
    bedrag = aannames.leerlingbedrag
    keuzes[f"{letter}_bedrag"] = None if bedrag is None else _code(bedrag)
    keuzes[f"{letter}_bodem"] = None if aannames.bodem == _AFSPRAAK else aannames.bodem
    return keuzes


def in_woorden(plan: Plan, aannames: Aannames) -> str:
    """What a scenario moves, in a sentence; the plan itself when it moves nothing."""
    eigen = plan.aannames
    stukken = [
        f"{knop.label[:1].lower()}{knop.label[1:]} {knop.schrijf(getattr(aannames, knop.veld))}"
        for knop in KNOPPEN
        if getattr(aannames, knop.veld) != getattr(eigen, knop.veld)
    ]
    stukken = [s.replace("groei iKC", "groei IKC") for s in stukken]
    if aannames.leerlingbedrag is not None:
        stukken.append(f"{opmaak.bedrag(aannames.leerlingbedrag)} per leerling")
    if aannames.bodem != _AFSPRAAK:
        stukken.append(f"ondergrens {BODEMS[aannames.bodem]}")
    return "; ".join(stukken) or "de aannames van het plan"


def _code(waarde: float) -> str:
    """A step as it stands in an address: "0.02", "400"."""
    return f"{waarde:.4f}".rstrip("0").rstrip(".")


JAREN = tuple(str(n) for n in LOOPTIJD)
