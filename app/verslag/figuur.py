"""One figure of a report, whatever it is of and whatever kind of file it goes into."""

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go

from app.components.tabel import Tabel
from app.verslag.mandje import Onderdeel
from app.verslag.tekening import Tekening


@dataclass(frozen=True)
class Uitleg:
    """What is counted, in words: a heading, and what there is to say by the word before it."""

    titel: str
    regels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figuur:
    """One figure of a report.

    Attributes:
        naam: short and stable, for names of files and sheets.
        titel: what it shows, in words.
        zin: what there is to say of it.
        boodschap: the one thing to remember: what is judged of it, else the title.
        bron: unit, moment, source, n and on which day it was known.
        begrip: what is counted; None when its table says so itself.
        tekening: its chart as Office can edit it; None when there is no such chart.
        plaat: draws the chart for a picture; None when there is nothing to draw.
        alternatief: the chart in words, for who cannot see it.
        uitleg: what lines, bands and points in a picture of it mean; in `uitleg_deel` of a chart
            that can be edited.
        noten: the events that the chart numbers or, where charts are native, does not show.
    """

    naam: str
    onderdeel: Onderdeel
    titel: str
    zin: str
    boodschap: str
    tabel: Tabel
    bron: str
    begrip: Uitleg | None = None
    tekening: Tekening | None = None
    plaat: Callable[[], go.Figure] | None = None
    alternatief: str = ""
    uitleg: str = ""
    uitleg_deel: str = ""
    noten: tuple[str, ...] = ()
