"""Which bestuur a school belonged to, and when: whose pupils they were."""

import datetime as dt
from collections.abc import Iterable
from functools import cache

import duckdb

from warehouse import periode

Regel = tuple[str, str, dt.date, dt.date]  # school, bestuur, from, until

SCHOOLBESTUUR = """
    select school_code as vestiging, bestuur_code as bestuur, geldig_vanaf, geldig_tot
    from school
    where is_lid and bestuur_code <> 'onbekend'
    order by all
"""


class Eigendom:
    """The besturen of every school through time."""

    def __init__(self, regels: Iterable[Regel] = ()) -> None:
        self._van: dict[str, list[tuple[str, dt.date, dt.date]]] = {}
        for school, bestuur, vanaf, tot in regels:
            self._van.setdefault(school, []).append((bestuur, vanaf, tot))
        self._bekend: dict[tuple[str, str], str] = {}

    def bestuur(self, school: str | None, moment: str) -> str:
        """The bestuur of a school in a period; empty when it had none, or changed in it."""
        if school not in self._van:
            return ""
        if (school, moment) not in self._bekend:
            begin, einde = _grenzen(moment)
            namen = {naam for naam, van, tot in self._van[school] if van < einde and tot > begin}
            self._bekend[school, moment] = namen.pop() if len(namen) == 1 else ""
        return self._bekend[school, moment]


@cache
def _grenzen(moment: str) -> tuple[dt.date, dt.date]:
    return periode.begin(moment), periode.einde(moment)


def lees_eigendom(verbinding: duckdb.DuckDBPyConnection, vraag: str = SCHOOLBESTUUR) -> Eigendom:
    """From the work database, or from a publication of medewerkers with another question."""
    return Eigendom(verbinding.execute(vraag).fetchall())
