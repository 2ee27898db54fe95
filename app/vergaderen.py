"""What the page of the meetings works with: the register, the meeting in view, who writes.

Storing and its rules are in `warehouse.vergaderingen`; how it looks is left to the components.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from app import toegang
from warehouse.logboek import LogboekFout
from warehouse.paths import Thuis
from warehouse.vergaderingen import lezen, opslag
from warehouse.vergaderingen.inhoud import (
    Besluit,
    Bewijsstuk,
    Botsing,
    Oordeel,
    RegisterFout,
    Schrijver,
    Vergadering,
)
from warehouse.vergaderingen.opslag import Register

_BERICHT = "_vergaderbericht"
_LOGGER = logging.getLogger("peilstok.app")


@dataclass(frozen=True)
class Werk:
    """What one visitor has before them.

    Attributes:
        vergaderingen: all of them, the newest first.
        nu: the meeting in view; None when the figures are looked at by themselves.
        oordelen: of the meeting in view, by question.
        besluiten: of the meeting in view.
        eerdere_oordelen: of the meetings before it that count, newest first.
        eerdere_besluiten: of those meetings, oldest first.
        bewijs: of the meeting in view and of those before it.
    """

    register: Register
    vergaderingen: list[Vergadering]
    nu: Vergadering | None
    oordelen: dict[str, Oordeel]
    besluiten: list[Besluit]
    eerdere_oordelen: list[Oordeel]
    eerdere_besluiten: list[Besluit]
    bewijs: list[Bewijsstuk]

    @property
    def mag_schrijven(self) -> bool:
        """Whether there is a meeting that may still change."""
        return self.nu is not None and not self.nu.definitief

    def vergadering(self, code: str) -> Vergadering | None:
        """The meeting with this code."""
        return next((v for v in self.vergaderingen if v.code == code), None)

    def van(self, vraag: str) -> Oordeel | None:
        """The verdict of the meeting in view on a question."""
        return self.oordelen.get(vraag)

    def openstaand(self) -> list[Besluit]:
        """Decisions of earlier meetings that are still open on the day of this one."""
        dag = self.nu.datum if self.nu else None
        return [b for b in self.eerdere_besluiten if b.staat_open(dag)]

    def genoteerd(self) -> list[Besluit]:
        """Decisions of earlier meetings of which this meeting noted what became of them."""
        if self.nu is None:
            return []
        hier = self.nu.code
        return [b for b in self.eerdere_besluiten if any(s.vergadering == hier for s in b.verloop)]


def open_register() -> Register:
    """The register of this home.

    Raises:
        RegisterFout: it cannot be opened.
        DefinitieFout: its setting is wrong.
    """
    return opslag.open_register(Thuis.uit_omgeving())


def open_werk(register: Register, vergaderingen: list[Vergadering], code: str) -> Werk:
    """What stands in the register, seen from the meeting in view."""
    nu = next((v for v in vergaderingen if v.code == code), None)
    geldend = lezen.geldende(vergaderingen).values()
    eerder = [v for v in geldend if nu is None or v.datum < nu.datum]
    codes = [v.code for v in eerder]
    hier = [nu.code] if nu else []
    with register.lees():
        return Werk(
            register,
            vergaderingen,
            nu,
            {o.vraag: o for o in lezen.oordelen(register, hier)},
            lezen.besluiten(register, hier),
            list(reversed(lezen.oordelen(register, codes))),
            lezen.besluiten(register, codes),
            lezen.bewijsstukken(register, hier + codes),
        )


def probeer(schrijf: Callable[[Schrijver], object], gelukt: str) -> bool:
    """Do a write as who is here at this moment, and remember what to say of it.

    A click is handled before the page is drawn, so the login is looked at here once more.

    Raises:
        Botsing: is left to who asked, because there are two texts to show.
    """
    try:
        bezoeker = toegang.bezoeker()
        if not bezoeker.rol.vergadert:
            raise toegang.GeenToegang("rol", wie=bezoeker.wie)
        schrijf(Schrijver(bezoeker.wie, bezoeker.rol.code, _naam(bezoeker)))
    except Botsing:
        raise
    except toegang.GeenToegang:
        zeg("Dit is niet bewaard: u bent niet meer ingelogd, of niet meer in deze rol.", "oranje")
    except LogboekFout:
        _LOGGER.exception("het logboek is niet te schrijven")
        zeg("Dit is niet bewaard, omdat het logboek niet te schrijven is.", "oranje")
    except RegisterFout as fout:
        zeg(str(fout), "oranje")
    else:
        zeg(gelukt, "blauw")
        return True
    return False


def _naam(bezoeker: toegang.Bezoeker) -> str:
    """How the visitor signs: as their login calls them; without login by the role alone."""
    if not bezoeker.sleutel:
        return bezoeker.rol.naam
    gegevens = st.user.to_dict()
    return str(gegevens.get("name") or gegevens.get("email") or bezoeker.wie)


def zeg(tekst: str, kleur: str) -> None:
    """A message for the next time that the page is drawn."""
    st.session_state[_BERICHT] = (tekst, kleur)


def bericht() -> tuple[str, str] | None:
    """The message, once."""
    gevonden: tuple[str, str] | None = st.session_state.pop(_BERICHT, None)
    return gevonden
