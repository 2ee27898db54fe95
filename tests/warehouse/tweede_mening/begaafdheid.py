"""Begaafdheid a second time: loops over the delivered rows, one rule at a time."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Rij = Mapping[str, Any]
DAG = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)


def schooljaar(dag: dt.date) -> str:
    begin = dag.year if dag.month >= 8 else dag.year - 1
    return f"{begin}-{begin + 1}"


def bestuur_op(scholen: Sequence[Rij], code: str, dag: dt.date) -> str:
    """The bestuur of a school on a day: of the last version that had begun, else of the first."""
    versies = sorted(
        (rij for rij in scholen if rij["school"] == code), key=lambda rij: rij["geldig_vanaf"]
    )
    if not versies:
        return "onbekend"
    begonnen = [rij for rij in versies if rij["geldig_vanaf"] <= dag]
    return str((begonnen or versies)[-1 if begonnen else 0]["bestuursnummer"])


# --- Day a Week School ------------------------------------------------------------------------


def deelnemers(dws: Sequence[Rij], scholen: Sequence[Rij], veld: str) -> Counter[tuple[str, str]]:
    """(jaar, unit) → who takes part on 1 February, by a field of the delivery or by bestuur."""
    telling: Counter[tuple[str, str]] = Counter()
    for jaar in {rij["jaar"] for rij in dws}:
        peildag = dt.date(jaar, 2, 1)
        plek: dict[str, Rij] = {}
        for rij in dws:
            if rij["jaar"] != jaar or rij["status"] == "wachtlijst" or rij["begin"] > peildag:
                continue
            if rij["einde"] is not None and rij["einde"] < peildag:
                continue
            eerder = plek.get(rij["leerling"])
            if eerder is None or rij["begin"] > eerder["begin"]:
                plek[rij["leerling"]] = rij
        for rij in plek.values():
            if veld == "bestuur":
                eenheid = bestuur_op(scholen, rij["school"], peildag)
            elif veld == "vestiging":
                eenheid = rij["school"]
            else:
                eenheid = rij[veld] or "onbekend"
            telling[str(jaar), eenheid] += 1
    return telling


# --- Training ---------------------------------------------------------------------------------


def opgeleid(
    scholing: Sequence[Rij], scholen: Sequence[Rij], opleidingen: set[str], stand: dt.date
) -> Counter[tuple[str, str]]:
    """(schooljaar, bestuur) → persons who had finished one of these courses by the end of it."""
    telling: Counter[tuple[str, str]] = Counter()
    per_persoon: dict[str, list[Rij]] = defaultdict(list)
    for rij in scholing:
        per_persoon[rij["persoon"]].append(rij)
    eerste = min(rij["datum"] for rij in scholing)
    for jaar in range(eerste.year - 1, stand.year + 1):
        begin, einde = dt.date(jaar, 8, 1), dt.date(jaar + 1, 7, 31)
        if einde < eerste or begin > stand:
            continue
        for rijen in per_persoon.values():
            geweest = [rij for rij in rijen if rij["datum"] <= einde]
            if any(rij["afgerond"] and rij["opleiding"] in opleidingen for rij in geweest):
                laatste = max(geweest, key=lambda rij: rij["datum"])
                bestuur = bestuur_op(scholen, laatste["school"], einde)
                telling[schooljaar(einde), bestuur] += 1
    return telling


# --- Trajecten --------------------------------------------------------------------------------


def termijnen(traject: Rij, stand: dt.date) -> Iterator[tuple[str, dt.date, bool]]:
    """What was due: mijlpaal, last day on time, and whether it was; the term must have passed."""
    begin, einde, verslag = traject["begin"], traject["einde"], traject["verslag"]
    uiterlijk = begin + 12 * WEEK
    if stand > uiterlijk:
        yield "verslag", uiterlijk, verslag is not None and verslag <= uiterlijk
    laatste_dag = stand if einde is None or einde > stand else einde
    gesproken = verslag or uiterlijk
    dagen = set(traject["terugkoppelingen"] or [])
    dag = gesproken
    while dag <= laatste_dag:  # day by day: was it silent for too long?
        if dag == gesproken or dag in dagen:
            gehoord = any(dag + n * DAG in dagen for n in range(1, 6 * 7 + 1))
            if laatste_dag > dag + 6 * WEEK:
                yield "terugkoppeling", dag + 6 * WEEK, gehoord
        dag += DAG
    if einde is not None and stand > einde + 14 * WEEK:
        opvolging = traject["opvolging"]
        weken = None if opvolging is None else (opvolging - einde) / WEEK
        yield "opvolging", einde + 14 * WEEK, weken is not None and 10 <= weken <= 14


def op_tijd(trajecten: Sequence[Rij], stand: dt.date) -> dict[tuple[str, str], tuple[int, int]]:
    """(schooljaar, mijlpaal or totaal) → trajecten with all of it on time, and with any due."""
    oordelen: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for traject in trajecten:
        for mijlpaal, termijn, goed in termijnen(traject, stand):
            for soort in (mijlpaal, "totaal"):
                per_traject = oordelen[schooljaar(termijn), soort]
                naam = traject["traject"]
                per_traject[naam] = per_traject.get(naam, True) and goed
    return {
        sleutel: (sum(per_traject.values()), len(per_traject))
        for sleutel, per_traject in oordelen.items()
    }
