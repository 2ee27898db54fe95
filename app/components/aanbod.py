"""What a visitor is about to deliver: files in memory, what they are, and the load about them.

Files stay in the memory of this visit and go to disk only for the process that reads them. The
offer outlives a look at another page; the load outlives the visit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from app import laadronde
from app.components import indeling
from app.laadronde import Indeling, Mislukt, veilige_naam
from warehouse.paths import Thuis

_SLEUTEL = "aanbod"


@dataclass
class Aanbod:
    """The files of this visit.

    Attributes:
        bestanden: content by name.
        herkend: what each file is, as `peilstok herken` says.
        fout: why that could not be told.
        wijst_aan: the file whose columns are being pointed out.
        ronde: code of the load about them.
        beurt: changes when the upload box must be empty again.
    """

    bestanden: dict[str, bytes] = field(default_factory=dict)
    herkend: dict[str, dict[str, Any]] = field(default_factory=dict)
    fout: str = ""
    wijst_aan: str = ""
    ronde: str = ""
    beurt: int = 0

    def voeg_toe(self, stukken: Iterable[tuple[str, bytes]]) -> None:
        """Add uploads; one with the name of an earlier one comes in its place."""
        for naam, inhoud in stukken:
            veilig = veilige_naam(naam)
            self.bestanden[veilig] = inhoud
            self.herkend.pop(veilig, None)
        self.beurt += 1
        self.wijst_aan = self.ronde = ""

    def haal_weg(self, naam: str) -> None:
        self.bestanden.pop(naam, None)
        self.herkend.pop(naam, None)
        self.wijst_aan = self.ronde = ""

    def vergeet(self, naam: str) -> None:
        """Look at a file anew: a mapping for it was kept."""
        self.herkend.pop(naam, None)
        self.wijst_aan = self.ronde = ""

    def herken(self, thuis: Thuis) -> None:
        """Ask what the files are that were not looked at yet."""
        nieuw = {n: inhoud for n, inhoud in self.bestanden.items() if n not in self.herkend}
        self.fout = ""
        try:
            antwoord = laadronde.vraag(thuis, ["herken"], nieuw) if nieuw else []
        except Mislukt as fout:
            self.fout = str(fout)
            return
        self.herkend |= {h["bestand"]: h for h in antwoord}

    @property
    def hindernissen(self) -> Sequence[str]:
        """Files that cannot be loaded as they are."""
        return [n for n in self.bestanden if n not in self.herkend or not kan_mee(self.herkend[n])]

    def start(self, thuis: Thuis, publiceren: bool) -> None:
        """Start a load of everything."""
        indelingen = list(self._indelingen(thuis))
        self.ronde = laadronde.start(thuis, self.bestanden, indelingen, publiceren).code

    def _indelingen(self, thuis: Thuis) -> Iterable[Indeling]:
        for naam in self.bestanden:
            kaart = self.herkend.get(naam, {}).get("kaart")
            if kaart:
                yield indeling.voor(thuis, kaart, naam)


def kan_mee(herkend: dict[str, Any]) -> bool:
    """Whether a load can read the file; a known kind that is of no use is for the load to say."""
    return bool(herkend["bron"] or herkend["als"]) and not herkend["ontbreekt"]


def huidig() -> Aanbod:
    """The offer of this visit."""
    if _SLEUTEL not in st.session_state:
        st.session_state[_SLEUTEL] = Aanbod()
    aanbod: Aanbod = st.session_state[_SLEUTEL]
    return aanbod


def leeg() -> None:
    """Start afresh; the upload box is a new one."""
    st.session_state[_SLEUTEL] = Aanbod(beurt=huidig().beurt + 1)
