"""What alembic runs: the steps in one transaction, one installation at a time."""

from alembic import context
from sqlalchemy import text

from warehouse.vergaderingen.tabellen import Basis

_SLOT = 2704  # of ours alone: which lock a PostgreSQL server keeps for this


def migreer() -> None:
    """Walk the steps on the engine that ``opslag`` gave."""
    motor = context.config.attributes["motor"]
    with motor.begin() as verbinding:
        if motor.dialect.name == "postgresql":
            verbinding.execute(text("select pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})
        context.configure(
            connection=verbinding, target_metadata=Basis.metadata, render_as_batch=True
        )
        context.run_migrations()


migreer()
