"""Who may see what: roles, their pages, and the publication file that belongs to a role.

The one place for it. Every audience has a file of its own in a publication, so a page cannot show
what its reader may not know. Without login there is one local user; with `toegang.toml` in the
home people log in (`warehouse.aanmelden`), and how long that lasts is kept in `sessie`.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st

from app import sessie
from warehouse import aanmelden, logboek
from warehouse.deelnemers import LANDELIJK
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout

ROL, ZONDER_LOGIN = "PEILSTOK_ROL", "PEILSTOK_ZONDER_LOGIN"
LOKAAL = "lokaal"  # who is logged without login
LOGIN_VERWACHT = False  # set when the server starts with login: it is then never open without
_VORIGE, _KIJKER = "_bezoeker", "_kijker"
_VERSLAG = "verslag"  # who looks when a report is made

# The pages of each audience (design: ui.md). The AV and the kwaliteitscommissie read as toezicht.
_ALLEN = frozenset({"overzicht", "zoeken", "definities", "handleiding"})
_AV = frozenset({"kengetallen", "middelen"})
_KC = frozenset(
    {
        "kengetallen",
        "verdieping",
        "thuiszitters",
        "leerlingstromen",
        "begaafdheid",
        "datakwaliteit",
    }
)
_VERGADERING = frozenset({"doelstellingen"})
_PLATFORM = frozenset({"bewegingen", "gemeenteprofiel"})


@dataclass(frozen=True)
class Rol:
    """One audience.

    Attributes:
        code: also the name of its file in a publication.
        naam: how the app speaks of it.
        paginas: the pages that exist for it; None for all.
    """

    code: str
    naam: str
    paginas: frozenset[str] | None

    def mag(self, pagina: str) -> bool:
        """Whether a page exists for this role; an empty name is the first page."""
        return not pagina or self.paginas is None or pagina in self.paginas

    @property
    def vergadert(self) -> bool:
        """Whether it reads and writes what meetings found: who sits there, and who prepares it.

        People write about figures as their own role sees them, so no other role reads it.
        """
        return self.mag("doelstellingen")


MEDEWERKER = Rol("medewerker", "medewerker", None)
_ROLLEN = {
    rol.code: rol
    for rol in (
        MEDEWERKER,
        Rol("toezicht", "toezicht en kwaliteitscommissie", _ALLEN | _AV | _KC | _VERGADERING),
        Rol("platform_jeugd", "Platform Jeugd", _ALLEN | _PLATFORM),
        Rol("openbaar", "openbaar", _ALLEN),
        Rol(LANDELIJK, "landelijk", _ALLEN | {"kengetallen", "verdieping"}),
    )
}


class GeenToegang(Exception):
    """Nothing may be shown; `gevraagd` says which screen explains it.

    Attributes:
        gevraagd: ``login``, ``rol`` (none), ``keuze`` (of several) or ``instelling`` (is wrong).
        rollen: what can be chosen from.
    """

    def __init__(
        self, gevraagd: str, tekst: str = "", wie: str = "", rollen: tuple[str, ...] = ()
    ) -> None:
        super().__init__(tekst)
        self.gevraagd = gevraagd
        self.wie = wie
        self.rollen = rollen


@dataclass(frozen=True)
class Bezoeker:
    """Who looks now: the subject, the role, and the login when there is one."""

    wie: str
    rol: Rol
    rollen: tuple[str, ...]
    sleutel: str = ""


_LEEST_ALS: ContextVar["Rol | None"] = ContextVar("leest_als", default=None)


@contextmanager
def als(rol: Rol) -> Iterator[None]:
    """Within this, pages are read as one audience: a report is made of the file of its readers."""
    merk = _LEEST_ALS.set(rol)
    try:
        yield
    finally:
        _LEEST_ALS.reset(merk)


def rol_van(code: str) -> Rol:
    """The role with this code.

    Raises:
        GeenToegang: there is none; never fall back to a role that sees more.
    """
    if code in _ROLLEN:
        return _ROLLEN[code]
    if aanmelden.is_rol(code):
        nummer = code.removeprefix("bestuur_")
        return Rol(code, f"bestuur {nummer}", _ALLEN | _AV | {"verdieping"})
    raise GeenToegang("instelling", f"De rol '{code}' bestaat niet.")


def instelling(thuis: Thuis) -> aanmelden.Toegang | None:
    """How people log in, as the file says now; None when nobody needs to.

    Raises:
        GeenToegang: the file is wrong, or gone while the server runs with login.
    """
    if os.environ.get(ZONDER_LOGIN):
        return None
    pad = aanmelden.pad_van(thuis)
    try:
        stempel = pad.stat().st_mtime_ns
    except FileNotFoundError:
        if LOGIN_VERWACHT:
            raise GeenToegang("instelling", "toegang.toml is weg") from None
        return None
    try:
        return _instelling(thuis, stempel)
    except DefinitieFout as fout:
        raise GeenToegang("instelling", str(fout)) from fout


@lru_cache(maxsize=4)
def _instelling(thuis: Thuis, stempel: int) -> aanmelden.Toegang | None:  # noqa: ARG001 - the key
    return aanmelden.lees(thuis)


def bezoeker(gegevens: Mapping[str, Any] | None = None, raak_aan: bool = False) -> Bezoeker:
    """Who looks now, as the server knows it.

    Args:
        gegevens: the claims of the login cookie; those of this session when left out.
        raak_aan: whether this counts as a sign of life.

    Raises:
        GeenToegang: nothing may be shown.
    """
    leest_als = _LEEST_ALS.get()
    if leest_als:
        return Bezoeker(_VERSLAG, leest_als, (leest_als.code,))
    thuis = Thuis.uit_omgeving()
    ingesteld = instelling(thuis)
    vaste = os.environ.get(ROL, "")
    if ingesteld is None:
        eigen = LANDELIJK if thuis.profiel == LANDELIJK else MEDEWERKER.code
        rol = rol_van(vaste or eigen)
        return Bezoeker(LOKAAL, rol, (rol.code,))
    if gegevens is None:
        gegevens = st.user.to_dict()
    if not gegevens.get("is_logged_in"):
        raise GeenToegang("login")
    aanmelding = sessie.AANMELDINGEN.open(gegevens, raak_aan)
    rollen = ingesteld.rollen_van(gegevens)
    if vaste:
        rollen = tuple(code for code in rollen if code == vaste)
    if aanmelding:
        _schrijf_op(thuis, aanmelding, rollen)
    if aanmelding is None or aanmelding.einde:
        raise GeenToegang("login", aanmelding.einde if aanmelding else "verlopen")
    if not rollen:
        raise GeenToegang("rol", wie=aanmelding.wie)
    gekozen = rollen[0] if len(rollen) == 1 else aanmelding.rol
    if gekozen not in rollen:
        raise GeenToegang("keuze", wie=aanmelding.wie, rollen=rollen)
    return Bezoeker(aanmelding.wie, rol_van(gekozen), rollen, aanmelding.sleutel)


def _schrijf_op(thuis: Thuis, aanmelding: sessie.Aanmelding, rollen: tuple[str, ...]) -> None:
    """Log once that a login began, and once that it ran out."""
    stand = aanmelding.einde or "begonnen"
    if stand in aanmelding.opgeschreven:
        return
    aanmelding.opgeschreven.add(stand)
    if stand == "begonnen":
        wat = "aangemeld" if rollen else "geweigerd"
        logboek.schrijf(thuis, wat, aanmelding.wie, ",".join(rollen))
    elif stand == "verlopen":
        logboek.schrijf(thuis, "verlopen", aanmelding.wie, aanmelding.rol or ",".join(rollen))


def open_bezoek() -> Bezoeker:
    """Who opens this view; what another visitor or role left in the session is thrown away.

    Raises:
        GeenToegang: nothing may be shown.
    """
    try:
        nu = bezoeker(raak_aan=True)
    except GeenToegang:
        if _VORIGE in st.session_state:
            st.session_state.clear()
        raise
    wie_nu = (nu.sleutel, nu.rol.code)
    if st.session_state.get(_VORIGE, wie_nu) != wie_nu:
        st.session_state.clear()
    st.session_state[_VORIGE] = wie_nu
    st.session_state[_KIJKER] = nu
    return nu


def kijker() -> Bezoeker:
    """Who looks at this view, as it was when the view began.

    Raises:
        GeenToegang: nothing may be shown.
    """
    if _LEEST_ALS.get():
        return bezoeker()
    begonnen: Bezoeker | None = st.session_state.get(_KIJKER)
    return begonnen or bezoeker()


def huidige_rol() -> Rol:
    """The role of who looks at this view.

    Raises:
        GeenToegang: nothing may be shown.
    """
    return kijker().rol


def kies_rol(code: str) -> None:
    """The visitor goes on in another of their roles; only those that are theirs count."""
    gegevens = st.user.to_dict()
    aanmelding = sessie.AANMELDINGEN.open(gegevens) if gegevens.get("is_logged_in") else None
    if aanmelding and not aanmelding.einde:
        aanmelding.rol = code
        logboek.schrijf(Thuis.uit_omgeving(), "rol_gekozen", aanmelding.wie, code)
        st.session_state.clear()


def meld_af() -> NoReturn:
    """End the login, here and at the provider; and this run of the page with it.

    Another run, asked for by what follows on the page, would take the way to the provider back
    before it is sent.
    """
    gegevens = st.user.to_dict()
    sessie.AANMELDINGEN.beeindig(sessie.merk(gegevens))
    logboek.schrijf(Thuis.uit_omgeving(), "afgemeld", str(gegevens.get("sub", "")), "")
    st.session_state.clear()
    st.logout()
    st.stop()


_PUBLICATIENAAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def publicatiebestand(thuis: Thuis, publicatie: str, rol: Rol) -> Path | None:
    """The file that `rol` may read in a publication; None when there is none for this role.

    `publicatie` may come from an address that someone typed: only what can be the name of one is
    looked up, so that no address leads out of the folder. (The list itself is too slow for that.)
    """
    if not _PUBLICATIENAAM.fullmatch(publicatie):
        return None
    bestand = thuis.publicatiebestand(publicatie, rol.code)
    return bestand if bestand.is_file() else None


def geheimen(thuis: Thuis) -> dict[str, Any]:
    """What Streamlit needs to log people in; empty when nobody needs to.

    Raises:
        DefinitieFout: `toegang.toml` is wrong.
    """
    ingesteld = None if os.environ.get(ZONDER_LOGIN) else aanmelden.lees(thuis)
    if ingesteld is None:
        return {}
    login = ingesteld.login
    return {
        "auth": {
            "redirect_uri": f"{login.adres}/oauth2callback",
            "cookie_secret": aanmelden.cookiegeheim(thuis),
            "client_id": login.client_id,
            "client_secret": login.client_secret,
            "server_metadata_url": login.metadata,
            "client_kwargs": {"scope": login.scope, "prompt": login.prompt},
        }
    }
