"""The tables of the register. A change here comes with a migration in ``migraties/versies``.

Every row that people change carries a ``versie``: SQLAlchemy raises it with each change and
refuses a change to a row that has moved on.
"""

from datetime import UTC, date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

_WIE, _ROL, _CODE, _PUBLICATIE = String(255), String(64), String(40), String(80)
_NAMEN = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Tijdstip(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment with its zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Basis(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=_NAMEN)


class Vergaderingrij(Basis):
    """A meeting, or a correction of one."""

    __tablename__ = "vergadering"
    __table_args__ = (UniqueConstraint("profiel", "code"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    profiel: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(_CODE)
    datum: Mapped[date] = mapped_column(Date)
    soort: Mapped[str] = mapped_column(String(20))
    correctie: Mapped[int] = mapped_column(Integer)
    definitief: Mapped[bool] = mapped_column(Boolean)
    publicatie: Mapped[str] = mapped_column(_PUBLICATIE)
    versie: Mapped[int] = mapped_column(Integer)
    gemaakt_door: Mapped[str] = mapped_column(_WIE)
    gemaakt_op: Mapped[datetime] = mapped_column(Tijdstip)
    gewijzigd_door: Mapped[str] = mapped_column(_WIE)
    gewijzigd_op: Mapped[datetime] = mapped_column(Tijdstip)
    definitief_door: Mapped[str | None] = mapped_column(_WIE)
    definitief_op: Mapped[datetime | None] = mapped_column(Tijdstip)

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012


class Oordeelrij(Basis):
    """The verdict on one question in one meeting."""

    __tablename__ = "oordeel"
    __table_args__ = (UniqueConstraint("vergadering_id", "vraag"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"))
    vraag: Mapped[str] = mapped_column(String(20))
    oordeel: Mapped[str] = mapped_column(String(20))
    toelichting: Mapped[str] = mapped_column(Text)
    publicatie: Mapped[str] = mapped_column(_PUBLICATIE)
    versie: Mapped[int] = mapped_column(Integer)
    door: Mapped[str] = mapped_column(_WIE)
    op: Mapped[datetime] = mapped_column(Tijdstip)
    vergadering: Mapped[Vergaderingrij] = relationship()

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012


class Besluitrij(Basis):
    """A decision. In a correction `stam_id` points at the decision that it takes the place of."""

    __tablename__ = "besluit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"), index=True)
    stam_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"))
    vraag: Mapped[str] = mapped_column(String(20))
    tekst: Mapped[str] = mapped_column(Text)
    eigenaar: Mapped[str] = mapped_column(String(255))
    termijn: Mapped[date | None] = mapped_column(Date)
    versie: Mapped[int] = mapped_column(Integer)
    door: Mapped[str] = mapped_column(_WIE)
    op: Mapped[datetime] = mapped_column(Tijdstip)
    vergadering: Mapped[Vergaderingrij] = relationship()

    __mapper_args__ = {"version_id_col": versie}  # noqa: RUF012


class Standrij(Basis):
    """What became of a decision: only ever added to."""

    __tablename__ = "besluitstand"
    __table_args__ = (UniqueConstraint("besluit_id", "volgnummer"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"))
    volgnummer: Mapped[int] = mapped_column(Integer)
    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"))
    status: Mapped[str] = mapped_column(String(20))
    toelichting: Mapped[str] = mapped_column(Text)
    datum: Mapped[date] = mapped_column(Date)
    door: Mapped[str] = mapped_column(_WIE)
    op: Mapped[datetime] = mapped_column(Tijdstip)
    vergadering: Mapped[Vergaderingrij] = relationship()


class Bewijsrij(Basis):
    """A document as evidence. What was taken away in a draft stays, with by whom."""

    __tablename__ = "bewijsstuk"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"), index=True)
    vraag: Mapped[str] = mapped_column(String(20))
    titel: Mapped[str] = mapped_column(String(255))
    datum: Mapped[date] = mapped_column(Date)
    adres: Mapped[str] = mapped_column(String(2000))
    bestand: Mapped[str] = mapped_column(String(255))
    som: Mapped[str] = mapped_column(String(64))
    omvang: Mapped[int] = mapped_column(BigInteger)
    door: Mapped[str] = mapped_column(_WIE)
    op: Mapped[datetime] = mapped_column(Tijdstip)
    weg_door: Mapped[str | None] = mapped_column(_WIE)
    weg_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    vergadering: Mapped[Vergaderingrij] = relationship()


class Bewerkingrij(Basis):
    """Every version of a verdict or decision, as it was written: nothing is ever lost."""

    __tablename__ = "bewerking"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"), index=True)
    soort: Mapped[str] = mapped_column(String(20))
    vraag: Mapped[str] = mapped_column(String(20))
    nummer: Mapped[int] = mapped_column(Integer)
    versie: Mapped[int] = mapped_column(Integer)
    inhoud: Mapped[str] = mapped_column(Text)
    door: Mapped[str] = mapped_column(_WIE)
    rol: Mapped[str] = mapped_column(_ROL)
    op: Mapped[datetime] = mapped_column(Tijdstip)
