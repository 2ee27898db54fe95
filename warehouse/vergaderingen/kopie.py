"""A copy of the register as of one moment, always as SQLite, and such a copy put back.

Of a server only the rows of one profile are copied: others may stand there as well. The files that
were given as evidence are beside the register, never removed, and left to whoever copies the home.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, func, insert, select, text
from sqlalchemy.engine import URL

from warehouse.paths import Thuis
from warehouse.vergaderingen.opslag import adres_van, map_van, migreer, open_register
from warehouse.vergaderingen.tabellen import Basis, Vergaderingrij

_VERGADERING = Vergaderingrij.__table__


def schrijf(thuis: Thuis, doel: Path) -> bool:
    """Copy the register to a new SQLite file; False when there is none yet.

    Raises:
        RegisterFout: it cannot be reached, or is of a newer version of Peilstok.
    """
    adres = adres_van(thuis)
    if adres.get_backend_name() == "sqlite":
        bron = Path(adres.database or "")
        if not bron.is_file():
            return False
        with (
            closing(sqlite3.connect(f"{bron.as_uri()}?mode=ro", uri=True)) as van,
            closing(sqlite3.connect(doel)) as naar,
        ):
            van.backup(naar)
        doel.chmod(0o600)
        return True
    register = open_register(thuis)
    kopie = _open(doel)
    migreer(kopie)
    doel.chmod(0o600)
    van_nu = register.motor.execution_options(isolation_level="REPEATABLE READ")
    with van_nu.connect() as van, kopie.begin() as naar:
        nummers = _nummers(van, thuis.profiel)
        for tabel in Basis.metadata.sorted_tables:
            if rijen := _rijen(van, tabel, nummers):
                naar.execute(insert(tabel), rijen)
    kopie.dispose()
    return True


def zet_over(thuis: Thuis) -> list[str]:
    """Bring the copy that stands in a home to the server of its settings, when there is one.

    Only into nothing: what a server already has of this profile stays. Returns what people should
    know, in Dutch.

    Raises:
        RegisterFout: the server cannot be reached.
    """
    bestand = map_van(thuis) / "register.sqlite"
    if not bestand.is_file() or adres_van(thuis).get_backend_name() == "sqlite":
        return []
    register = open_register(thuis)
    kopie = _open(bestand)
    migreer(kopie)
    with kopie.connect() as van, register.motor.begin() as naar:
        if _nummers(naar, thuis.profiel):
            opzij = bestand.with_name("register-uit-backup.sqlite")
            bestand.replace(opzij)
            return [
                "op de server staat al een register van vergaderingen; dat blijft zoals het is. "
                f"Dat van de back-up staat in {opzij.parent.name}/{opzij.name}"
            ]
        _vul(van, naar, thuis.profiel)
    kopie.dispose()
    bestand.unlink()
    return ["het register van vergaderingen is op de server teruggezet"]


def _open(bestand: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(bestand)))


def _nummers(verbinding: Connection, profiel: str) -> list[int]:
    vraag = select(_VERGADERING.c.id).where(_VERGADERING.c.profiel == profiel)
    return list(verbinding.scalars(vraag))


def _rijen(verbinding: Connection, tabel: Table, vergaderingen: list[int]) -> list[dict[str, Any]]:
    """The rows of these meetings, in the order in which they were made."""
    bij = tabel.c.id if tabel is _VERGADERING else tabel.c.vergadering_id
    vraag = select(tabel).where(bij.in_(vergaderingen)).order_by(tabel.c.id)
    return [dict(rij) for rij in verbinding.execute(vraag).mappings()]


def _vul(van: Connection, naar: Connection, profiel: str) -> None:
    """Every row after those that the server has of others, with what it points at moved along."""
    vergaderingen = _nummers(van, profiel)
    verder = {
        tabel.name: naar.scalar(select(func.coalesce(func.max(tabel.c.id), 0))) or 0
        for tabel in Basis.metadata.sorted_tables
    }
    for tabel in Basis.metadata.sorted_tables:
        wijst = {
            kolom.name: verder[sleutel.column.table.name]
            for kolom in tabel.columns
            for sleutel in kolom.foreign_keys
        } | {"id": verder[tabel.name]}
        rijen = [
            {naam: _schuif(waarde, wijst.get(naam, 0)) for naam, waarde in rij.items()}
            for rij in _rijen(van, tabel, vergaderingen)
        ]
        if rijen:
            naar.execute(insert(tabel), rijen)
            naar.execute(
                text("select setval(pg_get_serial_sequence(:tabel, 'id'), :laatste)"),
                {"tabel": tabel.name, "laatste": rijen[-1]["id"]},
            )


def _schuif(waarde: Any, hoeveel: int) -> Any:
    return waarde + hoeveel if hoeveel and waarde is not None else waarde
