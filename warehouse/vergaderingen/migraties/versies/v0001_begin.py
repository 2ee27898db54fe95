"""The first tables: meetings, verdicts, decisions with what became of them, evidence, history."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WIE = sa.String(255)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _vergadering()
    _oordeel()
    _besluit()
    _besluitstand()
    _bewijsstuk()
    _bewerking()


def downgrade() -> None:
    """There is no way back: what people wrote is not thrown away."""
    raise NotImplementedError


def _nummer() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _bij_vergadering(tabel: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("vergadering_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vergadering_id"], ["vergadering.id"], name=f"fk_{tabel}_vergadering_id"
        ),
    )


def _geschreven() -> tuple[sa.Column[str], sa.Column[datetime]]:
    return (
        sa.Column("door", _WIE, nullable=False),
        sa.Column("op", _MOMENT, nullable=False),
    )


def _vergadering() -> None:
    op.create_table(
        "vergadering",
        _nummer(),
        sa.Column("profiel", sa.String(120), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("correctie", sa.Integer(), nullable=False),
        sa.Column("definitief", sa.Boolean(), nullable=False),
        sa.Column("publicatie", sa.String(80), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gemaakt_door", _WIE, nullable=False),
        sa.Column("gemaakt_op", _MOMENT, nullable=False),
        sa.Column("gewijzigd_door", _WIE, nullable=False),
        sa.Column("gewijzigd_op", _MOMENT, nullable=False),
        sa.Column("definitief_door", _WIE),
        sa.Column("definitief_op", _MOMENT),
        sa.UniqueConstraint("profiel", "code", name="uq_vergadering_profiel_code"),
    )


def _oordeel() -> None:
    op.create_table(
        "oordeel",
        _nummer(),
        *_bij_vergadering("oordeel"),
        sa.Column("vraag", sa.String(20), nullable=False),
        sa.Column("oordeel", sa.String(20), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("publicatie", sa.String(80), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        *_geschreven(),
        sa.UniqueConstraint("vergadering_id", "vraag", name="uq_oordeel_vergadering_id_vraag"),
    )


def _besluit() -> None:
    op.create_table(
        "besluit",
        _nummer(),
        *_bij_vergadering("besluit"),
        sa.Column("stam_id", sa.Integer()),
        sa.Column("vraag", sa.String(20), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("eigenaar", sa.String(255), nullable=False),
        sa.Column("termijn", sa.Date()),
        sa.Column("versie", sa.Integer(), nullable=False),
        *_geschreven(),
        sa.ForeignKeyConstraint(["stam_id"], ["besluit.id"], name="fk_besluit_stam_id"),
    )
    op.create_index("ix_besluit_vergadering_id", "besluit", ["vergadering_id"])


def _besluitstand() -> None:
    op.create_table(
        "besluitstand",
        _nummer(),
        *_bij_vergadering("besluitstand"),
        sa.Column("besluit_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        *_geschreven(),
        sa.ForeignKeyConstraint(["besluit_id"], ["besluit.id"], name="fk_besluitstand_besluit_id"),
        sa.UniqueConstraint(
            "besluit_id", "volgnummer", name="uq_besluitstand_besluit_id_volgnummer"
        ),
    )


def _bewijsstuk() -> None:
    op.create_table(
        "bewijsstuk",
        _nummer(),
        *_bij_vergadering("bewijsstuk"),
        sa.Column("vraag", sa.String(20), nullable=False),
        sa.Column("titel", sa.String(255), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("adres", sa.String(2000), nullable=False),
        sa.Column("bestand", sa.String(255), nullable=False),
        sa.Column("som", sa.String(64), nullable=False),
        sa.Column("omvang", sa.BigInteger(), nullable=False),
        *_geschreven(),
        sa.Column("weg_door", _WIE),
        sa.Column("weg_op", _MOMENT),
    )
    op.create_index("ix_bewijsstuk_vergadering_id", "bewijsstuk", ["vergadering_id"])


def _bewerking() -> None:
    op.create_table(
        "bewerking",
        _nummer(),
        *_bij_vergadering("bewerking"),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("vraag", sa.String(20), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("door", _WIE, nullable=False),
        sa.Column("rol", sa.String(64), nullable=False),
        sa.Column("op", _MOMENT, nullable=False),
    )
    op.create_index("ix_bewerking_vergadering_id", "bewerking", ["vergadering_id"])
