"""Where the register is stored, and how it is opened: SQLite in the home, or PostgreSQL.

``register.toml`` in the home names a server (``adres = "postgresql://..."``); the environment
variable ``PEILSTOK_REGISTER`` goes before it. Opening brings the tables up to date.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from warehouse.logboek import LogboekFout
from warehouse.paths import Thuis
from warehouse.strikt import Strikt, Tekst, laad_toml
from warehouse.vergaderingen.inhoud import RegisterFout

ADRES = "PEILSTOK_REGISTER"
_MIGRATIES = Path(__file__).parent / "migraties"
_GEDULD = 15  # seconds that one writer waits for another
_SCHRIJFT = "peilstok_schrijft"
_LEEST: ContextVar[Session | None] = ContextVar("leest", default=None)


class Instelling(Strikt):
    """``register.toml``."""

    adres: Tekst


@dataclass(frozen=True)
class Register:
    """The opened register of one home."""

    thuis: Thuis
    motor: Engine

    @contextmanager
    def lees(self) -> Iterator[Session]:
        """A session to read with; within another it is that one: read at one moment."""
        buiten = _LEEST.get()
        if buiten and buiten.get_bind() is self.motor:
            yield buiten
            return
        with _bereikbaar(), Session(self.motor) as sessie:
            merk = _LEEST.set(sessie)
            try:
                yield sessie
            finally:
                _LEEST.reset(merk)

    @contextmanager
    def schrijf(self) -> Iterator[Session]:
        """A session of which all is kept at the end, or nothing."""
        motor = self.motor.execution_options(**{_SCHRIJFT: True})
        with _bereikbaar(), Session(motor, expire_on_commit=False) as sessie, sessie.begin():
            yield sessie


def map_van(thuis: Thuis) -> Path:
    """The folder of the register: the SQLite file, and the files that were uploaded."""
    return thuis.wortel / "vergaderingen"


def adres_van(thuis: Thuis) -> URL:
    """Where the register of a home is.

    Raises:
        RegisterFout: the setting is not an address that we know how to open.
        DefinitieFout: ``register.toml`` is wrong.
    """
    gezet = os.environ.get(ADRES, "")
    instelling = thuis.wortel / "register.toml"
    if not gezet and instelling.is_file():
        gezet = laad_toml(instelling, Instelling).adres
    if not gezet:
        return URL.create("sqlite", database=str(map_van(thuis) / "register.sqlite"))
    try:
        adres = make_url(gezet)
    except ArgumentError:
        raise RegisterFout(_ONBEKEND) from None
    if adres.get_backend_name() == "postgresql":
        return adres.set(drivername="postgresql+psycopg")
    if adres.drivername == "sqlite" and adres.database:
        return adres
    raise RegisterFout(_ONBEKEND)


_ONBEKEND = (
    f"Het adres van het register in {ADRES} of register.toml is niet te gebruiken; schrijf het als "
    "postgresql://gebruiker:wachtwoord@server/database."
)


def open_register(thuis: Thuis) -> Register:
    """The register of a home, made when it is not there yet and brought up to date.

    Raises:
        RegisterFout: it cannot be reached, or is of a newer version of Peilstok.
        DefinitieFout: ``register.toml`` is wrong.
    """
    return _open(thuis, adres_van(thuis))


@lru_cache(maxsize=8)
def _open(thuis: Thuis, adres: URL) -> Register:
    map_ = map_van(thuis)
    if adres.get_backend_name() == "sqlite":
        # Opened anew every time: after a restore the file under this name is another one.
        motor = create_engine(adres, poolclass=NullPool)
        _stel_sqlite_in(motor)
    else:
        motor = create_engine(adres, pool_pre_ping=True, connect_args={"connect_timeout": _GEDULD})
    with _bereikbaar():
        map_.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(map_ / ".slot", timeout=_GEDULD):
            migreer(motor)
            if adres.get_backend_name() == "sqlite" and adres.database:
                Path(adres.database).chmod(0o600)
    return Register(thuis, motor)


def migreer(motor: Engine) -> None:
    """Bring the tables up to date; nothing happens when they are.

    Raises:
        RegisterFout: the tables are of a newer version of Peilstok.
    """
    instellingen = _instellingen(motor)
    if _versie(motor) == ScriptDirectory.from_config(instellingen).get_current_head():
        return
    try:
        command.upgrade(instellingen, "head")
    except CommandError as fout:
        raise RegisterFout(
            "Het register van vergaderingen is gemaakt met een nieuwere versie van Peilstok; "
            "werk Peilstok bij."
        ) from fout


def eis_bijgewerkt(motor: Engine) -> None:
    """Stop when the tables are no longer those of this version.

    Raises:
        RegisterFout: another version of Peilstok changed them, or they cannot be reached.
    """
    with _bereikbaar():
        nu = _versie(motor)
    if nu != ScriptDirectory.from_config(_instellingen(motor)).get_current_head():
        raise RegisterFout(
            "Het register van vergaderingen is van een andere versie van Peilstok; start deze "
            "opnieuw, of werk Peilstok bij."
        )


def _instellingen(motor: Engine) -> Config:
    instellingen = Config(attributes={"motor": motor})
    instellingen.set_main_option("script_location", str(_MIGRATIES).replace("%", "%%"))
    instellingen.set_main_option(
        "version_locations", str(_MIGRATIES / "versies").replace("%", "%%")
    )
    instellingen.set_main_option("path_separator", "os")
    return instellingen


def _versie(motor: Engine) -> str | None:
    with motor.connect() as verbinding:
        return MigrationContext.configure(verbinding).get_current_revision()


def _stel_sqlite_in(motor: Engine) -> None:
    """Real transactions, in which a writer is alone from its first look on."""

    @event.listens_for(motor, "connect")
    def _verbonden(verbinding: object, _: object) -> None:
        verbinding.isolation_level = None  # type: ignore[attr-defined]
        for pragma in ("foreign_keys = on", "synchronous = full", f"busy_timeout = {_GEDULD}000"):
            verbinding.execute(f"pragma {pragma}")  # type: ignore[attr-defined]

    @event.listens_for(motor, "begin")
    def _begonnen(verbinding: Connection) -> None:
        schrijft = verbinding.get_execution_options().get(_SCHRIJFT)
        verbinding.exec_driver_sql("begin immediate" if schrijft else "begin")


@contextmanager
def _bereikbaar() -> Iterator[None]:
    """A database that does not answer is a message, not a traceback."""
    try:
        yield
    except (OperationalError, OSError) as fout:
        if isinstance(fout, LogboekFout):
            raise
        raise RegisterFout(
            "Het register van vergaderingen is nu niet te bereiken. Probeer het zo weer; wat u "
            "eerder bewaarde, is er nog."
        ) from fout
    except DBAPIError as fout:
        if fout.connection_invalidated:
            raise RegisterFout(
                "De verbinding met het register viel weg. Probeer het weer."
            ) from fout
        raise
