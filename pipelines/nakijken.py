"""The audit of the current publication, as ``peilstok audit`` asks for it."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.cijfers import VraagFout
from warehouse.kijker import Vondst, doelgroepen_van, onderzoek
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, voorgangers
from warehouse.register import laad_register


@dataclass(frozen=True)
class Uitkomst:
    """Which audiences were looked at, and what they could work out."""

    rollen: tuple[str, ...]
    vondsten: tuple[Vondst, ...]


def kijk_na(thuis: Thuis, rol: str | None, melden: Callable[[str], None]) -> Uitkomst:
    """Look at the current publication with the eyes of every audience, or of one.

    Raises:
        PublicatieFout: nothing is published yet.
        VraagFout: there is no such audience, or nothing is hidden from it.
    """
    huidige = thuis.huidige()
    if huidige is None:
        raise PublicatieFout("er is nog niets gepubliceerd; lever eerst aan met 'peilstok load'")
    map_ = thuis.publicaties / huidige
    bekend = doelgroepen_van(map_)
    if rol is not None and rol not in bekend:
        raise VraagFout(f"doelgroep '{rol}' is er niet; wel: {', '.join(bekend)}")
    rollen = [rol] if rol else bekend
    vondsten: list[Vondst] = []
    for naam, gevonden in onderzoek(map_, voorgangers(thuis, huidige), laad_register(), rollen):
        melden(f"{naam}: {len(gevonden)} gevonden")
        vondsten += gevonden
    return Uitkomst(tuple(rollen), tuple(vondsten))
