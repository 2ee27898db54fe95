"""Thuiszitters a second time: one child, one day and one rule at a time, without SQL.

Written from the definitions, not from the views. Rows are as delivered, with the columns of the
contracts of `thuiszitters` and `thuiszitters_verloop`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Rij = Mapping[str, Any]
Bereik = tuple[int, int]  # smallest and largest that the number can be
Telling = dict[tuple[str, str], Bereik]  # grain and code → how many
Aandeel = tuple[int, int, int]  # smallest and largest teller, noemer

ONBEKEND = "onbekend"
DAG = dt.timedelta(days=1)
MAANDEN_IN_JAAR = 12


@dataclass(frozen=True)
class Boek:
    """A whole register, as it was received on a day.

    Attributes:
        gemeenten: those of the profile.
        kerngebied_op: school and day → kerngebied of a member, 'buiten regio' or 'onbekend'.
    """

    casussen: Sequence[Rij]
    verloop: Sequence[Rij]
    ontvangen: dt.date
    gemeenten: frozenset[str]
    kerngebieden: Mapping[str, Sequence[tuple[dt.date, str]]] = field(default_factory=dict)

    def gemeente(self, casus: Rij) -> str:
        gemeente = str(casus["gemeente"])
        return gemeente if gemeente in self.gemeenten | {ONBEKEND} else "buiten regio"

    def kerngebied(self, casus: Rij) -> str:
        """That of the school on the day of the melding; versions stand in order of time."""
        if casus["school"] == "buiten regio":
            return "buiten regio"
        geldend = ONBEKEND
        for vanaf, kerngebied in self.kerngebieden.get(casus["school"], ()):
            if vanaf <= casus["melding"]:
                geldend = kerngebied
        return geldend

    def gebeurd(self, casus: Rij, veld: str) -> dt.date | None:
        """The day of an event; what is planned for after the delivery has not happened."""
        dag: dt.date | None = casus[veld]
        return dag if dag is not None and dag <= self.ontvangen else None

    def was(self, casus: Rij, veld: str, dag: dt.date) -> str:
        """What soort, hoofdreden or fase was on a day: its changes played back one by one."""
        namen = [
            rij for rij in self.verloop if rij["casus"] == casus["casus"] and rij[veld] is not None
        ]
        if not namen:
            return casus[veld] or ONBEKEND
        waarde = ONBEKEND
        for rij in sorted(namen, key=lambda rij: rij["vanaf"]):  # one day: in order of the rows
            if rij["vanaf"] <= dag:
                waarde = rij[veld]
        return str(waarde)

    def open_op(self, dag: dt.date) -> Iterator[Rij]:
        for casus in self.casussen:
            if casus["melding"] > dag:
                continue
            if casus["einde_verzuim"] is None or casus["einde_verzuim"] > dag:
                yield casus


def maanden_later(dag: dt.date, aantal: int) -> dt.date:
    """The same day of the month some months on, or the last day of a month that is too short."""
    jaar, maand = dag.year, dag.month
    for _ in range(aantal):
        jaar, maand = (jaar + 1, 1) if maand == MAANDEN_IN_JAAR else (jaar, maand + 1)
    dagnummer = dag.day
    while True:
        try:
            return dt.date(jaar, maand, dagnummer)
        except ValueError:
            dagnummer -= 1


def leeftijd(geboortemaand: dt.date, dag: dt.date) -> int:
    """Birthdays counted one by one, each on the first day of the month after the month of birth."""
    jaren = -1
    verjaardag = maanden_later(geboortemaand, 1)
    while verjaardag <= dag:
        jaren += 1
        verjaardag = maanden_later(verjaardag, MAANDEN_IN_JAAR)
    return jaren


def schooljaar(dag: dt.date) -> str:
    begin = dag.year if dag.month >= 8 else dag.year - 1
    return f"{begin}-{begin + 1}"


# --- On a peildatum ---------------------------------------------------------------------------


def _tel(rijen: Iterator[tuple[Mapping[str, str], bool]]) -> Telling:
    """Per unit the cases that certainly count, and those that certainly or possibly do."""
    minst: dict[tuple[str, str], int] = defaultdict(int)
    meest: dict[tuple[str, str], int] = defaultdict(int)
    for eenheden, zeker in rijen:
        for eenheid in eenheden.items():
            minst[eenheid] += zeker
            meest[eenheid] += 1
    return {eenheid: (minst[eenheid], aantal) for eenheid, aantal in meest.items()}


def landelijk(boek: Boek, dag: dt.date) -> Telling:
    """By the national definition: regio, gemeente, kerngebied and soort."""

    def rijen() -> Iterator[tuple[Mapping[str, str], bool]]:
        for casus in boek.open_op(dag):
            soort = boek.was(casus, "soort", dag)
            maand, begin = casus["geboortemaand"], casus["begin_verzuim"]
            juiste_leeftijd = None if maand is None else 5 <= leeftijd(maand, dag) <= 17
            lang = None if begin is None else dag > begin + 28 * DAG
            if soort == "absoluut" and juiste_leeftijd is not False:
                yield {"soort": "absoluut"}, juiste_leeftijd is True
            if soort not in ("relatief", ONBEKEND) or juiste_leeftijd is False or lang is False:
                continue
            zeker = soort == "relatief" and juiste_leeftijd is True and lang is True
            yield (
                {
                    "regio": "",
                    "gemeente": boek.gemeente(casus),
                    "kerngebied": boek.kerngebied(casus),
                    "soort": "relatief" if zeker else ONBEKEND,
                },
                zeker,
            )

    return _tel(rijen())


def _eigen(boek: Boek, dag: dt.date) -> Iterator[Rij]:
    for casus in boek.open_op(dag):
        if boek.was(casus, "soort", dag) in ("dreigend", "relatief", "absoluut", ONBEKEND):
            yield casus


def eigen(boek: Boek, dag: dt.date) -> Telling:
    """By our own definition: regio, gemeente, kerngebied and soort."""
    return _tel(
        (
            {
                "regio": "",
                "gemeente": boek.gemeente(casus),
                "kerngebied": boek.kerngebied(casus),
                "soort": boek.was(casus, "soort", dag),
            },
            True,
        )
        for casus in _eigen(boek, dag)
    )


def reden(boek: Boek, dag: dt.date) -> Telling:
    return _tel(
        ({"regio": "", "hoofdreden": boek.was(casus, "hoofdreden", dag)}, True)
        for casus in _eigen(boek, dag)
    )


def duur(boek: Boek, dag: dt.date) -> Telling:
    def klasse(melding: dt.date) -> str:
        if dag <= melding + 28 * DAG:
            return "0-4 weken"
        if dag <= maanden_later(melding, 3):
            return "4 weken-3 maanden"
        return "3-6 maanden" if dag <= maanden_later(melding, 6) else "langer"

    return _tel(
        ({"regio": "", "duurklasse": klasse(casus["melding"])}, True) for casus in _eigen(boek, dag)
    )


def vangnet_fase(boek: Boek, dag: dt.date) -> Telling:
    return _tel(
        ({"regio": "", "fase": boek.was(casus, "fase", dag)}, True)
        for casus in boek.open_op(dag)
        if casus["hb"]
    )


# --- Per schooljaar ---------------------------------------------------------------------------


def _per_schooljaar(rijen: Iterator[tuple[str, str, bool | None]]) -> dict[Any, Aandeel]:
    """(schooljaar, gemeente or '' for the regio) → teller and noemer; None may count or not."""
    gevallen: dict[tuple[str, str], list[bool | None]] = defaultdict(list)
    for jaar, gemeente, goed in rijen:
        for eenheid in {"", gemeente}:
            gevallen[jaar, eenheid].append(goed)
    return {
        sleutel: (lijst.count(True), lijst.count(True) + lijst.count(None), len(lijst))
        for sleutel, lijst in gevallen.items()
    }


def aanbod_binnen_3_maanden(boek: Boek) -> dict[Any, Aandeel]:
    def rijen() -> Iterator[tuple[str, str, bool | None]]:
        for casus in boek.casussen:
            laatste_dag = maanden_later(casus["melding"], 3)
            aanbod = boek.gebeurd(casus, "passend_aanbod")
            voorbij = laatste_dag < boek.ontvangen
            klaar = boek.gebeurd(casus, "einde_verzuim") is not None and aanbod is not None
            if voorbij or klaar:
                goed = aanbod is not None and aanbod <= laatste_dag
                yield schooljaar(casus["melding"]), boek.gemeente(casus), goed

    return _per_schooljaar(rijen())


def weken_tot_aanbod(boek: Boek) -> dict[str, tuple[float, ...]]:
    """schooljaar → n, first quartile, median, third quartile and 90th percentile, in weeks."""
    weken: dict[str, list[float]] = defaultdict(list)
    for casus in boek.casussen:
        aanbod = boek.gebeurd(casus, "passend_aanbod")
        if aanbod is not None:
            weken[schooljaar(casus["melding"])].append((aanbod - casus["melding"]).days / 7)
    return {
        jaar: (len(lijst), *(_kwantiel(lijst, deel) for deel in (0.25, 0.5, 0.75, 0.9)))
        for jaar, lijst in weken.items()
    }


def _kwantiel(waarden: Sequence[float], deel: float) -> float:
    """On the straight line between the two neighbours."""
    rij = sorted(waarden)
    plaats = deel * (len(rij) - 1)
    onder = int(plaats)
    boven = min(onder + 1, len(rij) - 1)
    return rij[onder] + (plaats - onder) * (rij[boven] - rij[onder])


def vangnet_intake(boek: Boek) -> dict[Any, Aandeel]:
    def rijen() -> Iterator[tuple[str, str, bool | None]]:
        for casus in boek.casussen:
            if not casus["hb"]:
                continue
            intake, begin = boek.gebeurd(casus, "intake"), casus["begin_verzuim"]
            goed: bool | None
            if intake is None:
                goed = False
            elif begin is not None:
                goed = intake <= begin + 14 * DAG
            else:
                goed = True if casus["soort"] == "dreigend" else None
            yield schooljaar(casus["melding"]), "", goed

    return _per_schooljaar(rijen())


def vangnet_opvang(boek: Boek) -> dict[Any, Aandeel]:
    def rijen() -> Iterator[tuple[str, str, bool | None]]:
        for casus in boek.casussen:
            begin = boek.gebeurd(casus, "opvang_begin")
            einde = boek.gebeurd(casus, "opvang_einde")
            if begin is None:
                continue
            grens = begin + 84 * DAG
            if einde is not None:
                yield schooljaar(begin), "", einde <= grens
            elif grens < boek.ontvangen:
                yield schooljaar(begin), "", False

    return _per_schooljaar(rijen())
