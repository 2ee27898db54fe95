"""Earlier publications without rows about pupils: their figures stay, examples of rows go.

A publication holds aggregates, but its checks give examples of failing rows and its findings quote
cells. Whoever purges cannot leave those. A file is written anew, so that no freed block of it holds
what was removed. When this is done is left to ``afmaken``.
"""

import json
import os
from collections.abc import Collection
from pathlib import Path

import duckdb

from warehouse import duurzaam
from warehouse.connection import open_bouw, voeg_bij
from warehouse.paths import CASUS

# What a medewerker needs at case level, beside the figures; the newest publication has that of now.
_CASUS = f"{CASUS}.duckdb"
_MANIFEST = "manifest.json"

# What replaces the cells of these tables that may hold something of a row.
_LEEG = {
    "toets": {"voorbeeld": "'[]'", "melding": "titel"},
    "bevinding": {"waarde": "''", "melding": "regel"},
}


def schoon_publicatie(map_: Path, bronnen: Collection[str]) -> None:
    """Take what is about single rows of these bronnen out of a publication; safe to repeat."""
    duurzaam.ruim_op(map_)
    pad = map_ / _MANIFEST
    manifest = json.loads(pad.read_text("utf-8"))
    (map_ / _CASUS).unlink(missing_ok=True)
    sommen = {}
    for naam in manifest["bestanden"]:
        if naam == _CASUS or not (map_ / naam).is_file():
            continue
        if _heeft_rijen(map_ / naam, bronnen):
            _herschrijf(map_ / naam, bronnen)
        sommen[naam] = duurzaam.sha256(map_ / naam)
    if sommen != manifest["bestanden"]:
        manifest["bestanden"] = sommen
        duurzaam.schrijf(pad, json.dumps(manifest, indent=2).encode())


def _heeft_rijen(pad: Path, bronnen: Collection[str]) -> bool:
    """Whether a cell that may hold something of a row still does."""
    with duckdb.connect() as verbinding:
        voeg_bij(verbinding, "oud", pad)
        for tabel, kolommen in _LEEG.items():
            anders = " or ".join(f"{naam} <> {leeg}" for naam, leeg in kolommen.items())
            [[aantal]] = verbinding.execute(
                f"select count(*) from oud.{tabel} where bron in (select unnest(?)) and ({anders})",
                [list(bronnen)],
            ).fetchall()
            if aantal:
                return True
    return False


def _herschrijf(pad: Path, bronnen: Collection[str]) -> None:
    """Every table into a new file, in place of the old one."""
    nieuw = pad.with_name(f"{duurzaam.TIJDELIJK}{os.getpid()}-{pad.name}")
    with open_bouw(nieuw) as verbinding:
        voeg_bij(verbinding, "oud", pad)
        tabellen = verbinding.execute(
            "select table_name from duckdb_tables() where database_name = 'oud' order by table_oid"
        ).fetchall()
        for (tabel,) in tabellen:
            vervang = "".join(
                f", case when bron in (select unnest($bronnen)) then {leeg} else {naam} end"
                f" as {naam}"
                for naam, leeg in _LEEG.get(tabel, {}).items()
            )
            keuze = f"* replace ({vervang[2:]})" if vervang else "*"
            verbinding.execute(
                f"create table {tabel} as select {keuze} from oud.{tabel}",
                {"bronnen": list(bronnen)} if vervang else {},
            )
        verbinding.execute("detach oud")
        verbinding.execute("checkpoint")
    duurzaam.verplaats(nieuw, pad)
