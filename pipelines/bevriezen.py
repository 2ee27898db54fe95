"""Which figures a purge would make wrong, and keeping them as they are.

A figure is frozen when removing rows changes it, and when its whole period lies before the term:
such a period is never again computed from rows, also when a later list comes without its old ones.
Putting frozen figures in place of computed ones is left to ``warehouse.bevroren``.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse import periode
from warehouse.bevroren import SOORTEN, Bevroren
from warehouse.connection import open_publicatie, voeg_bij
from warehouse.register import Kengetal

Cijfer = tuple[str, str]  # kengetal and periode

_CIJFERS = 6  # decimals that are compared: sums of doubles depend on their order


@dataclass(frozen=True)
class Keuze:
    """Which figures are frozen, and which change: those of a period that still runs."""

    bevroren: frozenset[Cijfer]
    veranderd: frozenset[Cijfer]


def kies(
    voor: Path,
    na: Path,
    register: Mapping[str, Kengetal],
    bronnen: Collection[str],
    grens: dt.date,
    vandaag: dt.date,
) -> Keuze:
    """Compare the figures with and without the rows that go.

    Args:
        voor, na: work databases, both with the figures that were frozen before.
        bronnen: those of which rows are about pupils.
        grens: the last day on which a matter may have ended that is removed now.
    """
    anders = _verschil(voor, na)
    over_leerlingen = [
        naam for naam, k in register.items() if set(k.definitie.bronnen) & set(bronnen)
    ]
    with duckdb.connect() as db:
        voeg_bij(db, "voor", voor)
        al, alle = (
            set(db.execute(sql, [over_leerlingen]).fetchall())
            for sql in (
                "select kengetal, periode from voor.bevroren where kengetal in (select unnest(?))",
                "select distinct kengetal, periode from voor.waarde"
                " where kengetal in (select unnest(?))",
            )
        )
    oud = {cijfer for cijfer in alle if periode.einde(cijfer[1]) <= grens}
    loopt = {cijfer for cijfer in anders if periode.einde(cijfer[1]) > vandaag}
    return Keuze(frozenset((anders | oud) - loopt - al), frozenset(loopt))


def _verschil(voor: Path, na: Path) -> set[Cijfer]:
    """Kengetal and period of every figure that is not the same in both."""
    with duckdb.connect() as db:
        voeg_bij(db, "voor", voor)
        voeg_bij(db, "na", na)
        kolommen = ", ".join(
            f"round({naam}, {_CIJFERS}) as {naam}" if soort == "DOUBLE" else naam
            for naam, soort in db.execute(
                "select column_name, data_type from duckdb_columns()"
                " where database_name = 'voor' and table_name = 'waarde' order by column_index"
            ).fetchall()
        )
        a, b = (f"(select {kolommen} from {naam}.waarde)" for naam in ("voor", "na"))
        rijen = db.execute(
            f"select distinct kengetal, periode from"
            f" ((from {a} except all from {b}) union all (from {b} except all from {a}))"
        ).fetchall()
    return set(rijen)


def schrijf(
    bevroren: Bevroren,
    voor: Path,
    keuze: Keuze,
    register: Mapping[str, Kengetal],
    dag: dt.date,
    publicatie: Path | None,
) -> None:
    """Keep the chosen figures, as the work database with all rows has them.

    Args:
        publicatie: the last publication with those rows: it says which deliveries they were from.
    """
    rijen = [
        [kengetal, code, dag, register[kengetal].versie]
        for kengetal, code in sorted(keuze.bevroren)
    ]
    if not rijen:
        return
    bevroren.begin.parent.mkdir(parents=True, exist_ok=True)
    herkomst = _herkomst(publicatie)
    with duckdb.connect() as db:
        voeg_bij(db, "voor", voor)
        db.execute(
            "create table keuze"
            " (kengetal varchar, periode varchar, bevroren date, definitie_versie varchar)"
        )
        db.executemany("insert into keuze values (?, ?, ?, ?)", rijen)
        db.execute(
            "create table herkomst (kengetal varchar, periode varchar, bron varchar,"
            " levering integer, rijen bigint)"
        )
        if herkomst:
            db.executemany("insert into herkomst values (?, ?, ?, ?, ?)", herkomst)
        tabellen = {"waarde": "voor.waarde", "atoom": "voor.atoom", "herkomst": "herkomst"}
        heeft = {rij[0] for rij in db.execute("select table_name from duckdb_tables()").fetchall()}
        for soort in SOORTEN:
            if soort not in heeft:
                continue
            merk = ", keuze.bevroren, keuze.definitie_versie" if soort == "waarde" else ""
            db.sql(
                f"select rij.*{merk} from {tabellen[soort]} as rij"
                " join keuze using (kengetal, periode)"
            ).write_parquet(str(bevroren.pad(soort)))


def _herkomst(publicatie: Path | None) -> list[tuple[object, ...]]:
    if publicatie is None:
        return []
    with open_publicatie(publicatie) as db:
        return db.execute(
            "select kengetal, periode, bron, levering, rijen from herkomst"
        ).fetchall()
