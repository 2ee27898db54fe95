"""Middelen a second time: the budget of each school, pupil by pupil, and the band of the IKC."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Rij = Mapping[str, Any]
Bereik = tuple[float, float]
GO = ("sbo", "so")
MAANDEN = 24


def schooljaar(dag: dt.date) -> int:
    return dag.year if dag.month >= 8 else dag.year - 1


def plus_maanden(dag: dt.date, maanden: int) -> tuple[int, int, int]:
    """A day so many months on, as a triple that can be compared; the day may not exist."""
    maand = dag.year * 12 + dag.month - 1 + maanden
    return maand // 12, maand % 12 + 1, dag.day


def _loop(overstappen: Sequence[Rij], leerling: str) -> list[Rij]:
    return sorted(
        (rij for rij in overstappen if rij["leerling"] == leerling),
        key=lambda rij: (rij["datum"], rij["overstap_id"]),
    )


def _betaalt(loop: Sequence[Rij], heen: Rij, leden: Mapping[str, str]) -> str:
    """The school that pays for a verwijzing."""
    betaler = str(heen["van_code"])
    for rij in loop:
        is_zorg = rij["van_soort"] == rij["naar_soort"] == "bao" and rij["is_zorgleerling"]
        dag = heen["datum"]
        is_kort = (dag.year, dag.month, dag.day) <= plus_maanden(rij["datum"], MAANDEN)
        if is_zorg and rij["datum"] < dag and is_kort and rij["van_code"] in leden:
            betaler = str(rij["van_code"])
    return betaler


def plaatsingen(
    overstappen: Sequence[Rij], tlv: Sequence[Rij], leden: Mapping[str, str], elk_schooljaar: bool
) -> Iterator[tuple[str, int]]:
    """School and schooljaar, once for each that a school pays, up to schooljaar 2030."""
    for heen in overstappen:
        is_verwijzing = (
            heen["van_soort"] == "bao" and heen["naar_soort"] in GO and heen["van_code"] in leden
        )
        if not is_verwijzing or heen["betaald_door"] == "swv":
            continue
        loop = _loop(overstappen, heen["leerling"])
        weg = [
            rij["datum"]
            for rij in loop
            if rij["datum"] > heen["datum"]
            and not (rij["van_soort"] in GO and rij["naar_soort"] in GO)
        ]
        verklaringen = [
            rij["einddatum"]
            for rij in tlv
            if rij["leerling"] == heen["leerling"]
            and rij["besluit"] == "toegekend"
            and rij["categorie"] != "BAO"
            and rij["einddatum"] >= heen["datum"]
        ]
        if weg:
            laatste = schooljaar(weg[0] - dt.timedelta(days=1))
        else:
            laatste = schooljaar(max(verklaringen)) if verklaringen else 2030
        eerste = schooljaar(heen["datum"])
        for jaar in range(eerste, (laatste if elk_schooljaar else eerste) + 1):
            yield _betaalt(loop, heen, leden), jaar


def steun(
    overstappen: Sequence[Rij], tlv: Sequence[Rij], leden: Mapping[str, str]
) -> Iterator[tuple[str, str, int, bool]]:
    """School, kind and year of every month of money, and whether it is sure."""
    voorschools = {
        rij["tlv_nummer"]
        for rij in tlv
        if rij["formulier"] == "D" and rij["besluit"] == "toegekend"
    }
    for rij in overstappen:
        if rij["naar_soort"] != "bao" or leden.get(rij["naar_code"]) != "bao":
            continue
        loop = _loop(overstappen, rij["leerling"])
        zeker = True
        if rij["van_soort"] in GO and rij["van_code"] in leden:
            if rij["datum"] < dt.date(2023, 8, 1):
                continue
            heen = [
                eerder
                for eerder in loop
                if eerder["datum"] < rij["datum"]
                and eerder["naar_soort"] in GO
                and eerder["van_soort"] not in GO
            ]
            if heen and heen[-1]["van_code"] == rij["naar_code"]:
                continue
            soort = "terugplaatsing"
            zeker = bool(heen) and heen[-1]["van_soort"] != "onbekend"
        elif rij["van_soort"] == "geen" and rij["tlv_nummer"] in voorschools:
            soort = "instroom"
        else:
            continue
        weg = next((later["datum"] for later in loop if later["datum"] > rij["datum"]), None)
        for verder in range(1, MAANDEN + 1):
            jaar, maand, _ = plus_maanden(rij["datum"], verder)
            if weg is None or dt.date(jaar, maand, 1) < weg:
                yield str(rij["naar_code"]), soort, jaar, zeker


def budget(
    jaar: int, staging: Mapping[str, Sequence[Rij]], *, elk_schooljaar: bool
) -> dict[tuple[str, str], Bereik]:
    """(School, step) → the smallest and largest amount; steps without anything are left out."""
    leden = {rij["school_code"]: rij["schoolsoort"] for rij in staging["scholen"] if rij["is_lid"]}
    tarief = {rij["tarief"]: rij["bedrag"] for rij in staging["tarieven"] if rij["jaar"] == jaar}
    overstappen, tlv = staging["overstappen"], staging["tlv"]
    som: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])

    def tel(school: str, stap: str, bedrag: float, zeker: bool = True) -> None:
        som[school, stap][0] += bedrag if zeker else 0.0
        som[school, stap][1] += bedrag

    for rij in staging["leerlingen"]:
        is_lid = leden.get(rij["school_code"]) == "bao"
        if rij["teldatum"] == dt.date(jaar - 1, 2, 1) and is_lid:
            tel(rij["school_code"], "leerlingen", rij["aantal"] * tarief["bedrag per leerling"])
    for school, schooljaar_ in plaatsingen(overstappen, tlv, leden, elk_schooljaar):
        if schooljaar_ == jaar - 2:
            tel(school, "verwijzingen", -tarief["sbo"])
    for rij in staging["dws"]:
        dag = dt.date(jaar, 2, 1)
        if rij["jaar"] == jaar and rij["begin"] <= dag <= (rij["einde"] or dag):
            tel(rij["school_code"], "dws", -tarief["dws"])
    for rij in tlv:
        is_bao = rij["categorie"] == "BAO" and rij["besluit"] == "toegekend"
        if is_bao and rij["ingangsdatum"].year == jaar:
            tel(rij["school_code"], "tlv_bao", rij["bedrag"])
    for school, stap, jaar_, zeker in steun(overstappen, tlv, leden):
        if jaar_ == jaar:
            tel(school, stap, tarief[stap] / 12, zeker)
    return {sleutel: (onder, boven) for sleutel, (onder, boven) in som.items()}


def volumebekostiging(
    jaar: int,
    aantal: int,
    tarief: Mapping[str, float],
    afspraken: Mapping[int, int],
) -> Bereik:
    """The amount of a year by the number that was counted the year before and what was agreed."""
    sbo = (tarief["ikc"] - 0.3 * tarief["so 1"]) / 0.7
    geldig = [afgesproken for vanaf, afgesproken in sorted(afspraken.items()) if vanaf <= jaar]
    if not geldig:
        nummers = [aantal]
    elif abs(aantal - geldig[-1]) * 100 <= geldig[-1] * 3:
        nummers = [geldig[-1]]
    else:
        nummers = [geldig[-1], aantal]
    bedragen = [round(nummer * (tarief["ikc"] - sbo), 2) for nummer in nummers]
    return min(bedragen), max(bedragen)
