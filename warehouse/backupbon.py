"""When the last back-up was made: a file in the home that no back-up holds."""

import datetime as dt
import json
from dataclasses import asdict, dataclass

from warehouse import duurzaam
from warehouse.paths import Thuis

OUD = dt.timedelta(days=7)  # ours, 2026: a week of deliveries is what one can ask for again


@dataclass(frozen=True)
class Backupbon:
    """The last back-up: when, how large in bytes, and the hash of the whole file."""

    gemaakt_op: dt.datetime
    omvang: int
    sha256: str

    def is_oud(self, nu: dt.datetime) -> bool:
        """Whether it is time for another."""
        return nu - self.gemaakt_op > OUD


def bewaar_backupbon(thuis: Thuis, bon: Backupbon) -> None:
    """Remember that one was made."""
    tekst = json.dumps(asdict(bon) | {"gemaakt_op": bon.gemaakt_op.isoformat()})
    duurzaam.schrijf(thuis.backupbon, tekst.encode(), modus=0o600)


def lees_backupbon(thuis: Thuis) -> Backupbon | None:
    """The last one; None when none was made here, or nobody can tell."""
    try:
        inhoud = json.loads(thuis.backupbon.read_text("utf-8"))
        gemaakt = dt.datetime.fromisoformat(inhoud["gemaakt_op"])
        return Backupbon(gemaakt, int(inhoud["omvang"]), str(inhoud["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
