"""What a page shows, kept instead of sent: for a report that takes a chart and its table along.

A report runs a page for the readers of the report, without anyone looking (`app.verslag.naloop`).
While it runs, what the page would show is gathered here: the words above a table, its charts, and
the line with the source. On the screen nothing is kept.
"""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from app.components.tabel import Tabel

_STUK = re.compile(
    r'<(h[234])\b[^>]*>(?P<kop>.*?)</\1>|<p class="(?P<klasse>[^"]*)">(?P<alinea>.*?)</p>',
    re.DOTALL,
)
_LINK = re.compile(r"(\s*<a\b[^>]*>[^<]*</a>[\s,.·]*)+")  # a line that only leads elsewhere
_TAG = re.compile(r"<[^>]+>")
_ZINNEN = ("onderkop", "zin")


@dataclass(frozen=True)
class Grafiek:
    """A chart as it was drawn, and the same in words.

    Attributes:
        kop, zin: what stood above it.
        kolommen: headings in the table below it of which Office can draw the same; empty when
            it cannot.
    """

    figuur: "go.Figure"
    alternatief: str
    kop: str
    zin: str
    kolommen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Blok:
    """A table with what stood above it since the one before.

    Attributes:
        kop, zin: the heading and the sentences below it; empty when there were none.
        bron: the lines with source and explanation.
    """

    kop: str
    zin: str
    bron: str
    grafieken: tuple[Grafiek, ...]
    tabel: "Tabel"


@dataclass
class Vangst:
    """What was gathered of one page: its blocks by the key of their files."""

    blokken: dict[str, Blok] = field(default_factory=dict)
    _koppen: list[str] = field(default_factory=list)
    _zinnen: list[str] = field(default_factory=list)
    _bron: list[str] = field(default_factory=list)
    _grafieken: list[Grafiek] = field(default_factory=list)

    def hoor(self, stuk: str) -> None:
        """A piece of page, as HTML."""
        for gevonden in _STUK.finditer(stuk):
            klassen = (gevonden["klasse"] or "").split()
            if gevonden["kop"]:
                self._koppen.append(_tekst(gevonden["kop"]))
                self._zinnen = []
            elif "bronregel" in klassen and not _LINK.fullmatch(gevonden["alinea"]):
                self._bron.append(_tekst(gevonden["alinea"]))
            elif set(klassen) & set(_ZINNEN):
                self._zinnen.append(_tekst(gevonden["alinea"]))

    def zie(self, figuur: "go.Figure", alternatief: str, kolommen: tuple[str, ...] = ()) -> None:
        """A chart."""
        zin = " ".join(self._zinnen)
        self._grafieken.append(
            Grafiek(figuur, alternatief, self._koppen[-1] if self._koppen else "", zin, kolommen)
        )

    def neem(self, tabel: "Tabel", sleutel: str) -> None:
        """A table with its files: what stood above it belongs to it."""
        # Below several headings a table is about all of them: then it has its own title.
        kop, zin = "", ""
        if len(self._koppen) == 1:
            kop, zin = self._koppen[0], " ".join(self._zinnen)
        self.blokken[sleutel] = Blok(
            kop, zin, " ".join(dict.fromkeys(self._bron)), tuple(self._grafieken), tabel
        )
        self._koppen, self._zinnen, self._bron, self._grafieken = [], [], [], []


_NU: ContextVar[Vangst | None] = ContextVar("vangst", default=None)


def nu() -> Vangst | None:
    """Where what is shown is kept; None on a screen."""
    return _NU.get()


@contextmanager
def vang() -> Iterator[Vangst]:
    """Within this nothing is shown and everything is kept."""
    vangst = Vangst()
    merk = _NU.set(vangst)
    try:
        yield vangst
    finally:
        _NU.reset(merk)


def _tekst(stuk: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", stuk)).split())
