"""Compute every figure of a loaded home again from its staging, on the engine of the environment.

    PEILSTOK_MOTOR=spark python -m tests.warehouse.reken HOME/PROFIEL UIT.parquet

In a process of its own, as a load is: what an engine leaves open ends with it.
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from warehouse import build
from warehouse.motor import open_motor
from warehouse.oprollen import maak_waarden
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van
from warehouse.register import laad_register, voor_profiel


def reken(thuis: Thuis, pad: Path) -> pl.DataFrame:
    """Table ``waarde``, with everything after staging done anew in the database ``pad``."""
    core = {sql.stem for sql in build.CORE.glob("*.sql")} | {"waarde", "atoom"}
    with duckdb.connect(str(pad)) as verbinding, open_motor() as motor:
        verbinding.execute(f"attach '{thuis.werkbestand}' as demo (read_only)")
        tabellen = verbinding.sql(
            "select table_name from duckdb_tables() where database_name = 'demo'"
        ).fetchall()
        for (tabel,) in tabellen:
            if tabel not in core and not re.match("levering_(?!deel)", tabel):
                verbinding.execute(f"create table {tabel} as from demo.{tabel}")
        verbinding.execute("detach demo")
        build.maak_core(verbinding, motor=motor)
        maak_waarden(verbinding, voor_profiel(laad_register(), profiel_van(thuis)), motor)
        return verbinding.sql("from waarde").pl()


if __name__ == "__main__":
    home, uit = map(Path, sys.argv[1:])
    with TemporaryDirectory() as map_:
        reken(Thuis(home, home.name), Path(map_) / "werk.duckdb").write_parquet(uit)
