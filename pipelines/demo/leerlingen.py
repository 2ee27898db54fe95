"""Bron `leerlingen`: the pupils of each school on each teldatum, broken down.

`telling` is the one truth about who is where on a date; sizes come from `omvang`. Regular schools
report on 1 October and 1 February; member sbo and so schools on 1 June as well. Of schools that
are no members only our own pupils are known.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from pipelines.demo import omvang
from pipelines.demo.kalender import is_alleen_go, schooljaar_van, teldata
from pipelines.demo.schrijver import Levering, vorm_van
from pipelines.demo.verdelen import kruis, verdeel
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = (
    "teldatum",
    "brin",
    "vestiging",
    "onderwijssoort",
    "swv_herkomst",
    "woongemeente",
    "leerjaar",
    "geslacht",
    "aantal",
)

# Where the pupils of a school live, by kerngebied of the school; most live close by.
WOONT_BIJ = {
    "Haarlem-Noord": {"Haarlem": 0.93, "Bloemendaal": 0.03, "Velsen": 0.03, "onbekend": 0.002},
    "Haarlem-Centrum": {"Haarlem": 0.93, "Bloemendaal": 0.04, "Heemstede": 0.03},
    "Haarlem-Oost": {"Haarlem": 0.93, "Haarlemmermeer": 0.04, "Heemstede": 0.02, "onbekend": 0.002},
    "Haarlem-Schalkwijk": {"Haarlem": 0.95, "Heemstede": 0.03, "Haarlemmermeer": 0.02},
    "Haarlem-Zuidwest": {"Haarlem": 0.87, "Heemstede": 0.07, "Bloemendaal": 0.06},
    "Bloemendaal": {"Bloemendaal": 0.82, "Haarlem": 0.12, "Zandvoort": 0.03, "Velsen": 0.02},
    "Heemstede": {"Heemstede": 0.86, "Haarlem": 0.10, "Bloemendaal": 0.04},
    "Zandvoort": {"Zandvoort": 0.96, "Bloemendaal": 0.02, "Haarlem": 0.02, "onbekend": 0.002},
}
WOONT_BIJ_BUREN = 0.017  # in each of the gemeenten around a region of the national demo
WOONT_BIJ_HAARLEMMERLIEDE = {"Haarlemmermeer": 0.85, "Haarlem": 0.12, "Amsterdam": 0.03}
WOONT_GO_EIGEN = {
    "Haarlem": 0.72,
    "Bloemendaal": 0.08,
    "Heemstede": 0.08,
    "Zandvoort": 0.09,
    "Haarlemmermeer": 0.03,
}

# Other SWVs our GO schools take pupils from, and where those pupils live.
HERKOMST_ANDER = {"PO2711": 0.46, "PO2710": 0.34, "PO2707": 0.12, "PO2812": 0.08}
HERKOMST_WATERLELIE = {"PO2710": 0.60, "PO2812": 0.22, "PO2707": 0.12, "PO2711": 0.06}
WOONT_GO_ANDER = {
    "PO2711": {"Velsen": 0.6, "Beverwijk": 0.25, "Heemskerk": 0.15},
    "PO2710": {"Haarlemmermeer": 1.0},
    "PO2707": {"Amsterdam": 1.0},
    "PO2812": {"Hillegom": 0.5, "Lisse": 0.5},
    "onbekend": {"onbekend": 1.0},
}
# In one count the school did not know yet where a few pupils came from.
HERKOMST_NOG_ONBEKEND = {(date(2020, 10, 1), "91AB00"): 4}

LEERJAREN = range(1, 9)
LEERJAAR_GO = {
    "sbo": dict(zip(LEERJAREN, (0.02, 0.04, 0.07, 0.11, 0.15, 0.18, 0.21, 0.22), strict=True)),
    "so": dict(zip(LEERJAREN, (0.08, 0.10, 0.12, 0.13, 0.14, 0.14, 0.15, 0.14), strict=True)),
}
AANDEEL_JONGENS_GO = {"sbo": 0.68, "so": 0.63}


class Groep(NamedTuple):
    """Pupils who are alike in all that is reported. Empty texts and None: not broken down."""

    code: str
    onderwijssoort: str
    swv_herkomst: str
    woongemeente: str
    leerjaar: int | None
    geslacht: str


Telling = dict[Groep, int]


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per teldatum."""
    for teldatum in teldata():
        rijen = [
            (teldatum, groep.code[:4], groep.code[4:], *groep[1:], aantal)
            for groep, aantal in telling(wereld, teldatum).items()
        ]
        naam = f"leerlingen_{teldatum.isoformat()}"
        yield Levering("leerlingen", naam, KOLOMMEN, rijen, vorm_van(schooljaar_van(teldatum)))


def telling(wereld: Wereld, teldatum: date) -> Telling:
    """Everyone who is counted on this date. A school without pupils has one row with zero."""
    if is_alleen_go(teldatum):
        leden = {school.code for school in wereld.scholen if wereld.is_lid(school)}
        alle = _gespecialiseerd(wereld, teldatum)
        return {groep: n for groep, n in alle.items() if groep.code in leden}
    februari = _regulier_februari(wereld, schooljaar_van(teldatum) + 1)
    regulier = februari if teldatum.month == 2 else _in_oktober(februari)
    return {**regulier, **_gespecialiseerd(wereld, teldatum)}


@cache
def _regulier_februari(wereld: Wereld, jaar: int) -> Telling:
    scholen = {school.code: school for school in wereld.scholen}
    uit: Telling = {}
    for code, aantal in omvang.regulier_februari(wereld, jaar).items():
        klassen = verdeel(aantal, _klassen(wereld, code, jaar))
        buren = dict.fromkeys(wereld.maat.buren, WOONT_BIJ_BUREN)
        woont = verdeel(aantal, woont_bij(scholen[code]) | buren)
        rng = wereld.rng("woongemeente", code, jaar)
        for ((leerjaar, geslacht), gemeente), n in kruis(klassen, woont, rng).items():
            uit[Groep(code, "bao", wereld.swv, gemeente, leerjaar, geslacht)] = n
    return _geordend(uit)


def woont_bij(school: School) -> dict[str, float]:
    """Where the pupils of a regular school live: gemeente → weight."""
    if school.gemeente == "Haarlemmermeer":
        return WOONT_BIJ_HAARLEMMERLIEDE
    return WOONT_BIJ[school.kerngebied]


def _klassen(wereld: Wereld, code: str, jaar: int) -> dict[tuple[int, str], float]:
    """Weight per leerjaar and geslacht; a year group keeps its size as it moves up."""
    klassen = {}
    for leerjaar in LEERJAREN:
        lichting = wereld.rng("lichting", code, jaar - leerjaar)
        grootte = lichting.lognormvariate(0, 0.09) * (0.93 if leerjaar == 1 else 1.0)
        jongens = min(0.6, max(0.4, lichting.gauss(0.505, 0.035)))
        klassen[leerjaar, "m"] = grootte * jongens
        klassen[leerjaar, "v"] = grootte * (1 - jongens)
    return klassen


def _in_oktober(februari: Telling) -> Telling:
    """The same school year four months earlier: groep 1 is not full yet."""
    kleuters = {groep: float(n) for groep, n in februari.items() if groep.leerjaar == 1}
    nog_niet = round(sum(februari.values()) * omvang.INSTROOM_NA_OKTOBER)
    weg = verdeel(nog_niet, kleuters)
    return {groep: n - weg.get(groep, 0) for groep, n in februari.items() if n > weg.get(groep, 0)}


def _gespecialiseerd(wereld: Wereld, teldatum: date) -> Telling:
    scholen = {school.code: school for school in wereld.scholen}
    uit: Telling = {}
    for code, (eigen, ander) in omvang.gespecialiseerd(wereld, teldatum).items():
        school = scholen[code]
        if not eigen + ander:
            uit[Groep(code, school.schoolsoort, wereld.swv, "", None, "")] = 0
            continue
        herkomst = {wereld.swv: eigen, **_herkomst_ander(code, ander, teldatum)}
        for swv, aantal in herkomst.items():
            woont = WOONT_GO_EIGEN if swv == wereld.swv else WOONT_GO_ANDER[swv]
            uit.update(_groepen(wereld, school, teldatum, swv=swv, aantal=aantal, woont=woont))
    return _geordend(uit)


def _herkomst_ander(code: str, ander: int, teldatum: date) -> dict[str, int]:
    onbekend = HERKOMST_NOG_ONBEKEND.get((teldatum, code), 0)
    gewichten = HERKOMST_WATERLELIE if code == "91BD00" else HERKOMST_ANDER
    bekend = verdeel(ander - onbekend, gewichten)
    return {**bekend, "onbekend": onbekend} if onbekend else bekend


def _groepen(
    wereld: Wereld,
    school: School,
    teldatum: date,
    *,
    swv: str,
    aantal: int,
    woont: Mapping[str, float],
) -> Telling:
    soort = school.schoolsoort
    jongens = AANDEEL_JONGENS_GO[soort]
    klassen = verdeel(
        aantal,
        {
            (leerjaar, geslacht): gewicht * aandeel
            for leerjaar, gewicht in LEERJAAR_GO[soort].items()
            for geslacht, aandeel in (("m", jongens), ("v", 1 - jongens))
        },
    )
    rng = wereld.rng("go-groepen", school.code, swv, teldatum)
    tabel = kruis(klassen, verdeel(aantal, woont), rng)
    return {
        Groep(school.code, soort, swv, gemeente, leerjaar, geslacht): n
        for ((leerjaar, geslacht), gemeente), n in tabel.items()
    }


def _geordend(telling: Telling) -> Telling:
    """Sorted as a person would file it: by school, herkomst, woongemeente, leerjaar."""
    return dict(
        sorted(telling.items(), key=lambda p: (p[0][:4], p[0].leerjaar or 0, p[0].geslacht))
    )
