"""A school as it was on a day, and in which period a day falls."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Rij = dict[str, Any]

ONBEKEND = "onbekend"


def school_op(scholen: Iterable[Rij], code: str, dag: date) -> Rij | None:
    """The version of the school on this day; before the first version it is the first."""
    versies = [school for school in scholen if school["school_code"] == code]
    versies.sort(key=lambda school: school["geldig_vanaf"])
    gevonden = None
    for school in versies:
        if gevonden is None or school["geldig_vanaf"] <= dag:
            gevonden = school
    return gevonden


def schooljaar(dag: date) -> str:
    jaar = dag.year if dag.month >= 8 else dag.year - 1
    return f"{jaar}-{jaar + 1}"


def kwartaal(dag: date) -> str:
    """The kwartaal of the schooljaar: K1 is August to October."""
    nummer = (dag.month - 8) % 12 // 3 + 1
    jaar = dag.year if dag.month >= 8 else dag.year - 1
    return f"{jaar}-K{nummer}"


def perioden_tot_en_met(eerste: date, laatste: date) -> set[str]:
    """Every schooljaar and kwartaal with a day from the first up to and including the last."""
    gevonden = set()
    dag = eerste
    while dag <= laatste:
        gevonden |= {schooljaar(dag), kwartaal(dag)}
        dag += timedelta(days=1)
    return gevonden
