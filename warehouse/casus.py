"""What medewerkers need at case level: a file beside theirs, opened for that role alone.

Not part of any audience's file and never in an export of aggregates. It holds no name and no
pseudonym of a pupil, only the number of the case as the SWV itself gave it. A purge removes it from
every publication; the next load writes what is left.
"""

from pathlib import Path

from warehouse.connection import open_bouw, voeg_bij
from warehouse.paths import PAKKET

CASUSSEN = PAKKET / "casussen"


def schrijf_casussen(pad: Path, werk: Path) -> None:
    """Write the file from the finished work database: a table per query in ``casussen/``."""
    verbinding = open_bouw(pad)
    try:
        voeg_bij(verbinding, "werk", werk)
        for query in sorted(CASUSSEN.glob("*.sql")):
            verbinding.execute("use werk")
            verbinding.execute(
                f"create table {pad.stem}.main.{query.stem} as {query.read_text('utf-8')}"
            )
        verbinding.execute(f"use {pad.stem}")
        verbinding.execute("detach werk")
        verbinding.execute("checkpoint")
    finally:
        verbinding.close()
