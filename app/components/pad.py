"""The path down from the region: gemeente or kerngebied, bestuur, school; from the country: SWV.

One step is a unit of a grain; the steps that were taken stand in the URL as
``gemeente:Haarlem;bestuur:41234``. Only what a kengetal is published for can be a step, and only
schools tell what lies where: nothing is counted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app import data
from app.inhoud import Inzage, Kengetal

# From wide to narrow; areas of one level exclude each other.
NIVEAUS = (("swv",), ("gemeente", "kerngebied"), ("bestuur",), ("vestiging",))


@dataclass(frozen=True)
class Stap:
    """A unit on the path."""

    grain: str
    code: str


Pad = tuple[Stap, ...]


def niveau(grain: str) -> int | None:
    """How deep a grain lies on the path; None when it is not on it."""
    return next((diepte for diepte, grains in enumerate(NIVEAUS) if grain in grains), None)


def als_tekst(pad: Pad) -> str:
    """The path as it stands in the URL."""
    return ";".join(f"{stap.grain}:{stap.code}" for stap in pad)


def lees(tekst: str, kengetal: Kengetal, per: str, bekend: Sequence[tuple[str, str]]) -> Pad:
    """The path in a URL, as far as it leads somewhere: each step deeper, and all above `per`.

    `bekend` are the units that exist, as grain and code.
    """
    diepst = niveau(per)
    stappen: list[Stap] = []
    for deel in tekst.split(";"):
        grain, _, code = deel.partition(":")
        diepte = niveau(grain)
        vorige = niveau(stappen[-1].grain) if stappen else -1
        if diepte is None or diepst is None or vorige is None:
            continue
        mag = grain in kengetal.grain and (grain, code) in bekend
        if mag and vorige < diepte < diepst:
            stappen.append(Stap(grain, code))
    return tuple(stappen)


def volgend(kengetal: Kengetal, grain: str) -> str | None:
    """The next grain down the path that this kengetal has figures for."""
    diepte = niveau(grain)
    if diepte is None:
        return None
    dieper = (g for grains in NIVEAUS[diepte + 1 :] for g in grains)
    return next((g for g in dieper if g in kengetal.grain), None)


def eerste(kengetal: Kengetal) -> str | None:
    """The widest grain of the path that this kengetal has figures for."""
    return next((g for grains in NIVEAUS for g in grains if g in kengetal.grain), None)


def eenheden(inzage: Inzage, pad: Pad, grain: str) -> frozenset[str] | None:
    """Which units of a grain have a school within the path; None without path: all of them."""
    if not pad:
        return None
    binnen = (
        school
        for school in data.liggingen(inzage)
        if all(school.van(stap.grain) == stap.code for stap in pad)
    )
    return frozenset(code for school in binnen if (code := school.van(grain)))
