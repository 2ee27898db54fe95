"""Moves counted again: who left, who came back, who started in GO, and how long they stayed.

What is surely a verwijzing counts in the lowest and the highest number, what may be one only in
the highest: ``True``, ``None`` and ``False`` below.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from tests.warehouse.tweede_mening.scholen import (
    ONBEKEND,
    Rij,
    kwartaal,
    school_op,
    schooljaar,
)
from tests.warehouse.tweede_mening.verdeling import Verdeling, verzamel

GO = ("sbo", "so")
EIGEN_SWV = "PO2704"

# (periode, grain, unit) → lowest and highest number.
Stroom = dict[tuple[str, str, str], list[int]]
Oordeel = Callable[[Rij, list[Rij]], bool | None]
Dims = Callable[[Rij, list[Rij]], dict[str, str]]


def is_lid(rij: Rij, kant: str, scholen: list[Rij]) -> bool:
    """Whether this side of the move is a member school; one that is not filled in is ours."""
    code = rij[f"{kant}_code"]
    if code == ONBEKEND:
        return True
    school = school_op(scholen, code, rij["datum"])
    return bool(school and school["is_lid"])


def bestuur(rij: Rij, kant: str, scholen: list[Rij]) -> str:
    school = school_op(scholen, rij[f"{kant}_code"], rij["datum"])
    return school["bestuur_code"] if school else ONBEKEND


def vestiging(rij: Rij, kant: str, scholen: list[Rij]) -> str:
    school = school_op(scholen, rij[f"{kant}_code"], rij["datum"])
    return school["school_code"] if school else ONBEKEND


def is_verwijzing(rij: Rij, scholen: list[Rij]) -> bool | None:
    if rij["naar_soort"] not in GO or not is_lid(rij, "van", scholen):
        return False
    return None if rij["van_soort"] == ONBEKEND else rij["van_soort"] == "bao"


def is_terugplaatsing(rij: Rij, scholen: list[Rij]) -> bool | None:
    if rij["naar_soort"] != "bao" or not is_lid(rij, "naar", scholen):
        return False
    if not is_lid(rij, "van", scholen):
        return False
    return None if rij["van_soort"] == ONBEKEND else rij["van_soort"] in GO


def is_onderinstroom(rij: Rij, _scholen: list[Rij]) -> bool | None:
    if rij["naar_soort"] not in GO or rij["van_soort"] not in ("geen", ONBEKEND):
        return False
    if rij["swv_herkomst"] not in (EIGEN_SWV, ONBEKEND):
        return False
    is_zeker = rij["van_soort"] == "geen" and rij["swv_herkomst"] == EIGEN_SWV
    return True if is_zeker else None


def is_zorg(rij: Rij, _scholen: list[Rij]) -> bool | None:
    if rij["van_soort"] != "bao" or rij["naar_soort"] != "bao":
        return False
    return rij["is_zorgleerling"]


def _dims_verwijzing(rij: Rij, scholen: list[Rij]) -> dict[str, str]:
    return {
        "bestuur": bestuur(rij, "van", scholen),
        "vestiging": vestiging(rij, "van", scholen),
        "schoolsoort": rij["naar_soort"],
    }


def _dims_terugplaatsing(rij: Rij, scholen: list[Rij]) -> dict[str, str]:
    return {
        "vestiging": vestiging(rij, "van", scholen),
        "bestuur": bestuur(rij, "naar", scholen),
    }


# kengetal → when a move is one, and under which units it stands.
STROMEN: dict[str, tuple[Oordeel, Dims]] = {
    "verwijzingen": (is_verwijzing, _dims_verwijzing),
    "terugplaatsingen": (is_terugplaatsing, _dims_terugplaatsing),
    "onderinstroom": (is_onderinstroom, lambda rij, _: {"schoolsoort": rij["naar_soort"]}),
    "bao_bao_zorg": (is_zorg, lambda rij, scholen: {"bestuur": bestuur(rij, "van", scholen)}),
}


def stroom(kengetal: str, overstappen: Iterable[Rij], scholen: list[Rij]) -> Stroom:
    """The lowest and highest number of every unit in which at least one move may count."""
    oordeel, dims = STROMEN[kengetal]
    uit: Stroom = defaultdict(lambda: [0, 0])
    for rij in overstappen:
        uitkomst = oordeel(rij, scholen)
        if uitkomst is False:
            continue
        eenheden = {"regio": "", **dims(rij, scholen)}
        for periode in (schooljaar(rij["datum"]), kwartaal(rij["datum"])):
            for grain, eenheid in eenheden.items():
                uit[periode, grain, eenheid][0] += uitkomst is True
                uit[periode, grain, eenheid][1] += 1
    return uit


def verblijfsduur(overstappen: Iterable[Rij], scholen: list[Rij]) -> Verdeling:
    """Years in GO of who leaves a member sbo or so school."""
    return verzamel(_jaren(overstappen, scholen))


def _jaren(
    overstappen: Iterable[Rij], scholen: list[Rij]
) -> Iterator[tuple[str, dict[str, str], float | None]]:
    for rij in overstappen:
        if rij["van_soort"] in GO and is_lid(rij, "van", scholen):
            begin = rij["begin_go"]
            jaren = None if begin is None else (rij["datum"] - begin).days / 365.25
            yield schooljaar(rij["datum"]), {"schoolsoort": rij["van_soort"]}, jaren
