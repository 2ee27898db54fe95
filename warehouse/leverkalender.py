"""The calendar of deliveries: what is due when, what is in, and what is late.

A delivery counts for a due day when it comes at most six weeks before it; sooner, and it was late
for the day before. What is due is decided by the profile; nothing here reads or draws.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

BINNENKORT = 30  # days ahead in which a bron asks for attention (ours, 2026)
VROEG = 45  # days that a delivery may be early; half the time between two due days at most


class Stand(StrEnum):
    """How a bron stands, the most urgent first."""

    TE_LAAT = "te_laat"
    BINNENKORT = "binnenkort"
    NIET_GELEVERD = "niet_geleverd"
    OP_TIJD = "op_tijd"


@dataclass(frozen=True)
class Moment:
    """A bron on the calendar.

    Attributes:
        uiterlijk: the day that counts now: the one that was missed, else the next one.
        laatst: day of the newest delivery.
    """

    bron: str
    ritme: str
    door: str
    uiterlijk: dt.date
    laatst: dt.date | None
    stand: Stand


def maak(
    kalender: Iterable[Mapping[str, Any]],
    geleverd: Mapping[str, Sequence[dt.date]],
    vandaag: dt.date,
) -> list[Moment]:
    """Every bron that has a due day, the most urgent first.

    Args:
        kalender: per bron ``bron, ritme, uiterlijk`` (month-days) and ``door``.
        geleverd: days of receipt by bron.
    """
    momenten = [_moment(regel, geleverd.get(regel["bron"], ()), vandaag) for regel in kalender]
    return sorted(momenten, key=lambda m: (list(Stand).index(m.stand), m.uiterlijk, m.bron))


def _moment(regel: Mapping[str, Any], geleverd: Sequence[dt.date], vandaag: dt.date) -> Moment:
    eerste = min((vandaag, *geleverd)).year
    dagen = _dagen(regel["uiterlijk"], range(eerste - 2, vandaag.year + 3))
    vorige = max(dag for dag in dagen if dag < vandaag)
    volgende = min(dag for dag in dagen if dag >= vandaag)
    gedekt = max((_geldt_voor(dag, dagen) for dag in geleverd), default=None)
    uiterlijk = volgende
    if gedekt is None:
        stand = Stand.NIET_GELEVERD
    elif gedekt < vorige:
        stand, uiterlijk = Stand.TE_LAAT, vorige
    elif gedekt < volgende and (volgende - vandaag).days <= BINNENKORT:
        stand = Stand.BINNENKORT
    else:
        stand = Stand.OP_TIJD
        uiterlijk = min(dag for dag in dagen if dag >= vandaag and dag > gedekt)
    laatst = max(geleverd, default=None)
    return Moment(regel["bron"], regel["ritme"], regel["door"], uiterlijk, laatst, stand)


def _dagen(maanddagen: Iterable[str], jaren: Iterable[int]) -> list[dt.date]:
    """The due days in these years; the last day of February where the 29th does not exist."""
    dagen = []
    for maanddag in maanddagen:
        maand, dag = (int(deel) for deel in maanddag.split("-"))
        for jaar in jaren:
            try:
                dagen.append(dt.date(jaar, maand, dag))
            except ValueError:
                eerste = dt.date(jaar + maand // 12, maand % 12 + 1, 1)
                dagen.append(eerste - dt.timedelta(days=1))
    return sorted(dagen)


def _geldt_voor(dag: dt.date, dagen: Sequence[dt.date]) -> dt.date:
    """The due day that something received on this day was for."""
    vorige = max(ander for ander in dagen if ander <= dag)
    volgende = min(ander for ander in dagen if ander > dag)
    vroeg = min(VROEG, (volgende - vorige).days / 2)
    return volgende if (volgende - dag).days <= vroeg else vorige
