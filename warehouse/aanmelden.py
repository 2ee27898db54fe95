"""Who may log in and as what: ``toegang.toml`` in the home, read strictly.

Without that file there is no login: the app then serves one local user. What a role may see is
left to the app, and to the files of a publication.
"""

import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from warehouse import duurzaam
from warehouse.paths import Thuis
from warehouse.strikt import Strikt, Tekst, laad_toml

VASTE_ROLLEN = ("medewerker", "toezicht", "platform_jeugd", "openbaar", "landelijk")
_BESTUUR = re.compile(r"bestuur_[0-9]{1,6}")
_BYTES = 32


def is_rol(code: str) -> bool:
    """Whether a role with this code can exist."""
    return code in VASTE_ROLLEN or bool(_BESTUUR.fullmatch(code))


def is_eigen_machine(host: str) -> bool:
    """Whether an address can be reached from this computer alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _controleer_rol(code: str) -> str:
    if not is_rol(code):
        rollen = ", ".join(VASTE_ROLLEN)
        raise ValueError(f"'{code}' is geen rol; kies uit {rollen} of bestuur_NUMMER")
    return code


def _controleer_adres(adres: str) -> str:
    delen = urlsplit(adres)
    veilig = delen.scheme == "https" or is_eigen_machine(delen.hostname or "")
    if not veilig or delen.scheme not in ("http", "https"):
        raise ValueError("schrijf een heel adres dat begint met https://")
    return adres.rstrip("/")


Rolcode = Annotated[str, AfterValidator(_controleer_rol)]
Rolcodes = Annotated[
    tuple[Rolcode, ...],
    BeforeValidator(lambda waarde: (waarde,) if isinstance(waarde, str) else waarde),
    Field(min_length=1),
]
Adres = Annotated[Tekst, AfterValidator(_controleer_adres)]


class Login(Strikt):
    """The OpenID Connect provider, and where this app is reached.

    Attributes:
        adres: the address of the app as people type it.
        metadata: the provider's .well-known/openid-configuration.
        prompt: what the provider must ask each time; ``login`` asks for the password again.
    """

    adres: Adres
    metadata: Adres
    client_id: Tekst
    client_secret: Tekst
    scope: Tekst = "openid email profile"
    prompt: Tekst = "select_account"


class Claim(Strikt):
    """A claim of the provider whose values stand for roles."""

    naam: Tekst
    rollen: dict[str, Rolcodes]


class Toegang(Strikt):
    """All of ``toegang.toml``.

    Attributes:
        personen: subject or e-mail address → roles.
    """

    login: Login
    claim: Claim | None = None
    personen: dict[str, Rolcodes] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _iemand_mag_erin(self) -> "Toegang":
        if not self.personen and not (self.claim and self.claim.rollen):
            raise ValueError("niemand heeft een rol; vul [personen] of [claim.rollen]")
        return self

    def rollen_van(self, gegevens: Mapping[str, Any]) -> tuple[str, ...]:
        """The roles of whoever logged in with these claims, in the order of the file.

        An e-mail address counts only when the provider does not say that it is unverified.
        """
        kenmerk, adres = gegevens.get("sub"), ""
        if gegevens.get("email_verified") not in (False, "false"):
            adres = str(gegevens.get("email", "")).casefold()
        gevonden = [
            rol
            for naam, rollen in self.personen.items()
            if naam == kenmerk or ("@" in naam and naam.casefold() == adres)
            for rol in rollen
        ]
        if self.claim:
            waarden = gegevens.get(self.claim.naam) or ()
            waarden = [waarden] if isinstance(waarden, str) else waarden
            for waarde in waarden if isinstance(waarden, list | tuple) else ():
                gevonden += self.claim.rollen.get(str(waarde), ())
        return tuple(dict.fromkeys(gevonden))


def pad_van(thuis: Thuis) -> Path:
    """Where ``toegang.toml`` stands: one for all profiles of a home."""
    return thuis.wortel.parent / "toegang.toml"


def lees(thuis: Thuis) -> Toegang | None:
    """How people log in; None when nobody needs to.

    Raises:
        DefinitieFout: the file is there, and wrong.
    """
    pad = pad_van(thuis)
    return laad_toml(pad, Toegang) if pad.exists() else None


def cookiegeheim(thuis: Thuis) -> str:
    """What login cookies are signed with; made once, and it never leaves the home."""
    pad = thuis.wortel / "geheim" / "sessie"
    try:
        geheim = pad.read_bytes()
    except FileNotFoundError:
        geheim = b""
    if len(geheim) != _BYTES:
        geheim = os.urandom(_BYTES)
        pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        duurzaam.schrijf(pad, geheim, modus=0o600)
    return geheim.hex()
