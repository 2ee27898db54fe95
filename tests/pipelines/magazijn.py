"""A small warehouse for tests: deliveries go in, the checks of the bronnen are asked of it."""

import datetime as dt
import re
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from pipelines.brontoetsen import load_toetsen
from pipelines.inlezen import Gelezen
from tests.pipelines.lezen import CONTRACTEN, PROFIEL
from warehouse.build import Bron, Deel, bouw

BRONNEN = [
    Bron(naam, contract.sql_kolommen, contract.scope, contract.staging_sql)
    for naam, contract in CONTRACTEN.items()
]


class Magazijn:
    """The work database of the deliveries put in it, built on first use."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.delen: list[Deel] = []

    def zet(self, gelezen: Gelezen, levering: int = 1) -> None:
        """Add what was read as (part of) a delivery; it must not have been refused."""
        assert gelezen.rijen is not None, gelezen.bevindingen
        pad = self.map / f"{gelezen.bron}_{levering}.parquet"
        gelezen.rijen.write_parquet(pad)
        self.delen.append(Deel(levering, dt.date(2025, 9, levering), gelezen.bron, pad))

    @cached_property
    def bestand(self) -> Path:
        """The database file, without a connection to it."""
        pad = self.map / "werk.duckdb"
        bouw(pad, PROFIEL, {}, BRONNEN, self.delen)
        return pad

    @cached_property
    def db(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.bestand), read_only=True)

    def toets(self, bron: str) -> dict[str, list[dict[str, Any]]]:
        """Per check of a bron the failing rows."""
        uit = {}
        for toets in load_toetsen(CONTRACTEN[bron].map):
            marge = {"marge": 3} if "$marge" in toets.sql else {}
            cursor = self.db.execute(toets.sql, marge)
            kolommen = [kolom[0] for kolom in cursor.description or ()]
            velden = set(re.findall(r"\{(\w+)", toets.melding))
            assert velden <= set(kolommen), toets.id
            uit[toets.id] = [dict(zip(kolommen, rij, strict=True)) for rij in cursor.fetchall()]
        return uit

    def sluit(self) -> None:
        if "db" in self.__dict__:
            self.db.close()
