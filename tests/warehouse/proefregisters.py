"""Random registers of thuiszitters, their days crowded around every boundary of a definition."""

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

Rij = dict[str, Any]
DAG = dt.timedelta(days=1)
ONTVANGEN = dt.date(2025, 2, 28)

# Days that ask for attention: leap days and the days around them, ends of months, first days.
PEILDATA = tuple(
    dt.date.fromisoformat(dag)
    for dag in (
        "2023-02-28 2023-10-01 2023-12-31 2024-01-01 2024-01-31 2024-02-01 2024-02-28 2024-02-29"
        " 2024-03-01 2024-04-01 2024-05-31 2024-07-01 2024-08-01 2024-10-01 2024-11-30 2025-01-01"
        " 2025-02-28"
    ).split()
)
SOORTEN = (
    *("dreigend", "relatief", "relatief", "relatief", "absoluut", "geoorloofd"),
    "vrijstelling 5 onder a",
)
REDENEN = ("angst_somber", "gedrag", "onbekend")
FASEN = ("leefbaar", "schoolbaar", "toetsbaar", None)
GEMEENTEN = ("Haarlem", "Haarlem", "Zandvoort", "Haarlemmermeer", "onbekend", "Amsterdam")
SCHOLEN = ("99AA00", "99AA00", "99AB00", "buiten regio", "99ZZ00", None)
MELDERS = ("school", "school", "leerplicht", "ouders")


def register(nummer: int) -> tuple[list[Rij], list[Rij]]:
    """The cases and the changes of one register; its number is the seed."""
    rng = Random(nummer)
    casussen, verloop = [], []
    for volgnummer in range(rng.randint(1, 7)):
        peildatum = rng.choice(PEILDATA)
        casus = _casus(rng, f"R{nummer:04d}-{volgnummer}", peildatum)
        casussen.append(casus)
        if rng.random() < 0.5:
            verloop += _veranderingen(rng, casus, peildatum)
    return casussen, verloop


def _dag(rng: Random, *mogelijk: dt.date | None) -> dt.date | None:
    return rng.choice(mogelijk)


def _casus(rng: Random, naam: str, peildatum: dt.date) -> Rij:
    melding = _melding(rng, peildatum)
    begin = _dag(rng, None, melding, *(peildatum - n * DAG for n in (27, 28, 29, 29, 30, 365, 366)))
    einde = _dag(
        rng,
        *(None,) * 4,
        *(peildatum + n * DAG for n in (-1, 0, 1)),
        melding,
        melding + rng.randint(1, 300) * DAG,
    )
    opvang = _dag(
        rng, None, melding, *(ONTVANGEN - n * DAG for n in (83, 84, 85)), ONTVANGEN + 3 * DAG
    )
    return {
        "casus": naam,
        "leerling": f"L{naam}",
        "school": rng.choice(SCHOLEN),
        "gemeente": rng.choice(GEMEENTEN),
        "geboortemaand": _geboortemaand(rng, peildatum),
        "melder": rng.choice(MELDERS),
        "melding": melding,
        "begin_verzuim": begin,
        "einde_verzuim": einde,
        "soort": rng.choice(SOORTEN),
        "hoofdreden": rng.choice(REDENEN),
        "passend_aanbod": _aanbod(rng, melding, einde),
        "fase": rng.choice(FASEN),
        "hb": rng.choice((True, True, False, None)),
        "intake": _dag(rng, None, melding, *((begin or melding) + n * DAG for n in (13, 14, 15))),
        "opvang_begin": opvang,
        "opvang_einde": opvang
        and _dag(rng, None, opvang, *(opvang + n * DAG for n in (40, 83, 84, 85))),
    }


def _melding(rng: Random, peildatum: dt.date) -> dt.date:
    """Around the peildatum, its 28th day, three and six months before; around the last deadline."""
    keuze: tuple[Callable[[], dt.date], ...] = (
        lambda: peildatum + rng.choice((-1, 0, 1)) * DAG,
        lambda: peildatum - rng.choice((27, 28, 29)) * DAG,
        lambda: _maanden_eerder(peildatum, rng.choice((3, 6))) + rng.choice((-1, 0, 1, 2)) * DAG,
        lambda: dt.date(2024, 11, rng.choice((27, 28, 29, 30))),
        lambda: dt.date(2024, 2, 29),
        lambda: peildatum - rng.randint(0, 500) * DAG,
    )
    return min(rng.choice(keuze)(), ONTVANGEN)


def _maanden_eerder(dag: dt.date, aantal: int) -> dt.date:
    maand = dag.year * 12 + dag.month - 1 - aantal
    return dt.date(maand // 12, maand % 12 + 1, min(dag.day, 28))


def _geboortemaand(rng: Random, peildatum: dt.date) -> dt.date | None:
    """Mostly some age at school; often the month in which, or next to which, 5 or 18 is reached."""
    if rng.random() < 0.1:
        return None
    if rng.random() < 0.5:
        jaren, maanden = rng.choice((5, 18)), rng.choice((-1, 0, 1, 2))
    else:
        jaren, maanden = rng.randint(4, 18), rng.randint(0, 11)
    return _maanden_eerder(peildatum, 12 * jaren + maanden).replace(day=1)


def _aanbod(rng: Random, melding: dt.date, einde: dt.date | None) -> dt.date | None:
    laatste_dag = _maanden_eerder(melding, -3)
    return _dag(
        rng,
        None,
        None,
        einde,
        melding,
        melding - DAG,
        *(laatste_dag + n * DAG for n in range(-1, 5)),
        melding + rng.randint(1, 200) * DAG,
        ONTVANGEN + DAG,
    )


def _veranderingen(rng: Random, casus: Rij, peildatum: dt.date) -> list[Rij]:
    """Changes on the day of the melding, on the peildatum, at the end; sometimes two on a day."""
    dagen = [
        casus["melding"],
        casus["melding"] - DAG,
        casus["melding"] + DAG,
        *(peildatum + n * DAG for n in (-1, 0, 1)),
        casus["einde_verzuim"] or peildatum,
        casus["melding"] + rng.randint(2, 200) * DAG,
    ]
    return [
        {
            "casus": casus["casus"],
            "vanaf": rng.choice(dagen),
            "soort": rng.choice((None, *SOORTEN)),
            "hoofdreden": rng.choice((None, *REDENEN)),
            "fase": rng.choice(FASEN),
        }
        for _ in range(rng.randint(1, 4))
    ]
