"""Figures that are no longer computed: their rows are gone, the figures stay as they last were.

After rows about pupils were removed, the periods that they counted in cannot be computed again:
that would give lower counts without a word. Their figures were kept at that moment, and are put
over what the remaining rows would say. Which periods those are is left to the pipelines.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.connection import open_bouw
from warehouse.register import Kengetal

# What is kept, one Parquet file each: the figures of every grain, the finest counts that protection
# starts from, and which deliveries stood behind them.
SOORTEN = ("waarde", "atoom", "herkomst")


@dataclass(frozen=True)
class Bevroren:
    """What one purge left.

    Attributes:
        begin: its files are ``<begin>-waarde.parquet`` and so on; there may be none.
        grens: what ended after this day is still complete.
        bronnen: those of which it removed rows.
    """

    begin: Path
    grens: dt.date
    bronnen: tuple[str, ...] = ()

    def pad(self, soort: str) -> Path:
        return self.begin.with_name(f"{self.begin.name}-{soort}.parquet")


def zet_bewaargrens(verbinding: duckdb.DuckDBPyConnection, bevroren: Sequence[Bevroren]) -> None:
    """Up to which day rows of a bron may be gone: from the day after, a register is complete."""
    verbinding.execute("create table bewaargrens (bron varchar, datum date)")
    grenzen = {bron: deel.grens for deel in bevroren for bron in deel.bronnen}
    for rij in grenzen.items():
        verbinding.execute("insert into bewaargrens values (?, ?)", rij)


def zet_bevroren(
    verbinding: duckdb.DuckDBPyConnection,
    register: Mapping[str, Kengetal],
    bevroren: Sequence[Bevroren],
) -> None:
    """Put frozen figures in place of computed ones; table ``bevroren`` says which those are.

    A kengetal or grain that the register no longer has is left out.
    """
    verbinding.execute(
        "create table bevroren"
        " (kengetal varchar, periode varchar, bevroren date, definitie_versie varchar)"
    )
    verbinding.execute(
        "create table bevroren_herkomst (kengetal varchar, periode varchar, bron varchar,"
        " levering integer, rijen bigint)"
    )
    _zet_alle(verbinding, register, bevroren)


def voeg_bevroren_toe(werk: Path, register: Mapping[str, Kengetal], bevroren: Bevroren) -> None:
    """The same for the figures of one more purge, in a work database that is finished."""
    with open_bouw(werk) as verbinding:
        _zet_alle(verbinding, register, [bevroren])
        verbinding.execute("checkpoint")


def _zet_alle(
    verbinding: duckdb.DuckDBPyConnection,
    register: Mapping[str, Kengetal],
    bevroren: Sequence[Bevroren],
) -> None:
    declaraties = [[naam, graan] for naam, k in register.items() for graan in k.definitie.grain]
    if not declaraties or not bevroren:
        return
    verbinding.execute("create temp table declaratie (kengetal varchar, grain varchar)")
    verbinding.executemany("insert into declaratie values (?, ?)", declaraties)
    for deel in bevroren:
        _zet(verbinding, deel)
    verbinding.execute("drop table declaratie")


def _zet(verbinding: duckdb.DuckDBPyConnection, deel: Bevroren) -> None:
    if not deel.pad("waarde").is_file():
        return
    verbinding.execute(
        """
        insert into bevroren
        select distinct kengetal, periode, bevroren, definitie_versie
        from read_parquet(?)
        where kengetal in (select kengetal from declaratie)
        """,
        [str(deel.pad("waarde"))],
    )
    waar = {"waarde": "(kengetal, grain) in (select kengetal, grain from declaratie)"}
    tabellen = {rij[0] for rij in verbinding.execute("show tables").fetchall()}
    for soort, tabel in (
        ("waarde", "waarde"),
        ("atoom", "atoom"),
        ("herkomst", "bevroren_herkomst"),
    ):
        pad = deel.pad(soort)
        if tabel not in tabellen or not pad.is_file():
            continue
        bewaard = _kolommen(verbinding, "select * from read_parquet(?)", [str(pad)])
        onze = _kolommen(verbinding, f"select * from {tabel}")
        samen = ", ".join(naam for naam in onze if naam in bewaard)
        verbinding.execute(
            f"delete from {tabel} where (kengetal, periode) in"
            " (select distinct kengetal, periode from read_parquet(?))",
            [str(deel.pad("waarde"))],
        )
        verbinding.execute(
            f"insert into {tabel} by name select {samen} from read_parquet(?)"
            f" where {waar.get(soort, 'kengetal in (select kengetal from declaratie)')}",
            [str(pad)],
        )


def _kolommen(
    verbinding: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()
) -> list[str]:
    antwoord = verbinding.execute(f"{sql} limit 0", list(parameters))
    return [kolom[0] for kolom in antwoord.description or []]
