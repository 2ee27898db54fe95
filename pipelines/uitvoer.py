"""How every command speaks: JSON on standard output, messages and refusals on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from pipelines.backup.vorm import BackupFout
from pipelines.cijfers import VraagFout
from pipelines.rapport import json_waarde
from pipelines.slot import BezetFout
from warehouse.paths import StandFout
from warehouse.publish import PublicatieFout
from warehouse.strikt import DefinitieFout
from warehouse.vergaderingen.inhoud import RegisterFout


@contextmanager
def nette_fouten() -> Iterator[None]:
    """Turn what a person can mend into one Dutch message and the right exit code."""
    try:
        yield
    except VraagFout as fout:
        typer.echo(f"peilstok: {fout}", err=True)
        raise typer.Exit(2) from None
    except (DefinitieFout, PublicatieFout, BezetFout, StandFout, BackupFout, RegisterFout) as fout:
        typer.echo(f"peilstok: {fout}", err=True)
        raise typer.Exit(1) from None
    except OSError as fout:
        typer.echo(
            f"peilstok: {fout.strerror or fout}: {fout.filename or ''}".rstrip(": "), err=True
        )
        raise typer.Exit(1) from None


def weiger(tekst: str) -> NoReturn:
    """Say why not, and stop with 1."""
    typer.echo(f"peilstok: {tekst}", err=True)
    raise typer.Exit(1)


def meld(tekst: str) -> None:
    """A line of progress or a message."""
    typer.echo(tekst, err=True)


def schrijf_json(inhoud: object) -> None:
    """The answer of ``--json``, and nothing beside it."""
    json.dump(inhoud, sys.stdout, ensure_ascii=False, indent=2, default=json_waarde)
    sys.stdout.write("\n")
