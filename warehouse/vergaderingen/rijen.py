"""What every write in the register begins and ends with: the meeting held, the line in the log."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from warehouse import logboek
from warehouse.vergaderingen.inhoud import Ongeldig, Schrijver, Vastgesteld
from warehouse.vergaderingen.opslag import Register
from warehouse.vergaderingen.tabellen import Vergaderingrij


def houd_vast(register: Register, sessie: Session, code: str) -> Vergaderingrij:
    """The row of a meeting, held until the end of this write."""
    keuze = (
        select(Vergaderingrij)
        .where(Vergaderingrij.profiel == register.thuis.profiel, Vergaderingrij.code == code)
        .with_for_update()
    )
    rij = sessie.scalars(keuze).one_or_none()
    if rij is None:
        raise Ongeldig("Deze vergadering bestaat niet.")
    return rij


def concept(register: Register, sessie: Session, code: str) -> Vergaderingrij:
    """The same, of a meeting that may still change.

    Raises:
        Vastgesteld: it is definitief.
    """
    rij = houd_vast(register, sessie, code)
    if rij.definitief:
        raise Vastgesteld
    return rij


def raak_aan(vergadering: Vergaderingrij, schrijver: Schrijver) -> None:
    """Mark a meeting as changed."""
    vergadering.gewijzigd_door, vergadering.gewijzigd_op = schrijver.ondertekening, nu()


def log(register: Register, schrijver: Schrijver, wat: str, code: str, **over: str | None) -> None:
    """In the audit log before it is kept: what cannot be logged is not written."""
    logboek.schrijf(
        register.thuis, wat, schrijver.wie, schrijver.rol, vergadering=code, zeker=True, **over
    )


def nu() -> datetime:
    """This moment."""
    return datetime.now(UTC)
