"""One cell of a delivered file as the mapping wants it: chosen, recoded, made into a period."""

import re
from collections.abc import Callable

from pipelines.indeling import tijdstip
from pipelines.indeling.kolommen import PATROON, Bronkolom
from pipelines.waarden.vouwen import vouw_waarde

_TIJD: dict[str, Callable[[str], str]] = {
    "teldatum": tijdstip.als_teldatum,
    "schooljaar": tijdstip.als_schooljaar,
    "jaar": tijdstip.als_jaar,
}


class Vertaling:
    """What a mapping does with the distinct texts of one column.

    Attributes:
        overig: texts that no value of the mapping named and that became ``anders``.
    """

    def __init__(self, kolom: Bronkolom) -> None:
        self.kolom = kolom
        self.overig: list[str] = []
        self._waarden = {
            vouw_waarde(van): naar
            for van, naar in kolom.waarden.items()
            if not van.startswith(PATROON)
        }
        self._patronen = [
            (re.compile(van, re.IGNORECASE), naar)
            for van, naar in kolom.waarden.items()
            if van.startswith(PATROON)
        ]

    def __call__(self, tekst: str) -> str | None:
        """The text as ours; None when it counts as empty."""
        kaal = tekst.strip()
        if not kaal or (self.kolom.past and not re.fullmatch(self.kolom.past, kaal)):
            return None
        if self._waarden or self._patronen:
            tekst = self._zoek(tekst, kaal)
        return (_TIJD[self.kolom.als](tekst) if self.kolom.als else tekst) or None

    def _zoek(self, tekst: str, kaal: str) -> str:
        gevouwen = vouw_waarde(kaal)
        if gevouwen in self._waarden:
            return self._waarden[gevouwen]
        for patroon, naar in self._patronen:
            if gevonden := patroon.fullmatch(kaal):
                return gevonden.expand(naar)
        if self.kolom.anders is None:
            return tekst
        self.overig.append(kaal)
        return self.kolom.anders
