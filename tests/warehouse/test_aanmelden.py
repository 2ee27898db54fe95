"""toegang.toml: strict, in Dutch, and never a role for whom it does not name."""

from pathlib import Path

import pytest

from pipelines.bedienen import bezwaar
from pipelines.cijfers import VraagFout
from warehouse import aanmelden
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout

GOED = """
[login]
adres = "https://peilstok.voorbeeld.nl/"
metadata = "https://inloggen.voorbeeld.nl/.well-known/openid-configuration"
client_id = "peilstok"
client_secret = "geheim"

[claim]
naam = "roles"
rollen = { mw = "medewerker", av = ["toezicht", "bestuur_41234"] }

[personen]
"Piet@Voorbeeld.nl" = "openbaar"
kenmerk-7 = "platform_jeugd"
"""


def schrijf(thuis: Thuis, tekst: str) -> Path:
    pad = aanmelden.pad_van(thuis)
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(tekst, "utf-8")
    return pad


def test_without_a_file_nobody_logs_in(leeg: Thuis) -> None:
    assert aanmelden.lees(leeg) is None


@pytest.mark.parametrize(
    ("gegevens", "rollen"),
    [
        ({"sub": "x", "roles": ["mw", "anders"]}, ("medewerker",)),
        ({"sub": "x", "roles": "av"}, ("toezicht", "bestuur_41234")),
        ({"sub": "kenmerk-7", "roles": ["mw"]}, ("platform_jeugd", "medewerker")),
        ({"sub": "x", "email": "piet@voorbeeld.nl"}, ("openbaar",)),
        ({"sub": "x", "email": "piet@voorbeeld.nl", "email_verified": False}, ()),
        ({"sub": "x", "email": "kenmerk-7"}, ()),
        ({"sub": "x", "roles": {"mw": True}}, ()),
        ({"sub": "", "email": ""}, ()),
        ({}, ()),
    ],
)
def test_roles_come_from_the_claim_and_the_table(
    leeg: Thuis, gegevens: dict[str, object], rollen: tuple[str, ...]
) -> None:
    schrijf(leeg, GOED)
    ingesteld = aanmelden.lees(leeg)
    assert ingesteld
    assert ingesteld.login.adres == "https://peilstok.voorbeeld.nl"
    assert ingesteld.rollen_van(gegevens) == rollen


@pytest.mark.parametrize(
    ("was", "wordt", "zin"),
    [
        ("https://peilstok", "http://peilstok", "veld 'login.adres': schrijf een heel adres"),
        ("client_id = ", "clientid = ", "veld 'login.clientid': dit veld bestaat niet"),
        ('"openbaar"', '"directeur"', "'directeur' is geen rol; kies uit medewerker"),
        ('"geheim"', '""', "veld 'login.client_secret': leeg; vul het in"),
        ("[login]", "[login", "geen leesbare TOML"),
    ],
)
def test_a_mistake_is_named_in_dutch(leeg: Thuis, was: str, wordt: str, zin: str) -> None:
    schrijf(leeg, GOED.replace(was, wordt))
    with pytest.raises(DefinitieFout, match=r"toegang\.toml") as fout:
        aanmelden.lees(leeg)
    assert zin in str(fout.value)


def test_the_cookie_secret_is_made_once_and_for_us_alone(leeg: Thuis) -> None:
    geheim = aanmelden.cookiegeheim(leeg)
    assert len(geheim) == 64
    assert aanmelden.cookiegeheim(leeg) == geheim
    assert (leeg.wortel / "geheim" / "sessie").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("host", "mag"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False)],
)
def test_strangers_are_served_with_login_only(leeg: Thuis, host: str, mag: bool) -> None:
    assert (bezwaar(leeg, host, None, False) is None) is mag
    assert bezwaar(leeg, host, None, True) is None
    schrijf(leeg, GOED)
    assert bezwaar(leeg, host, None, False) is None


def test_a_role_that_does_not_exist_is_wrong_usage(leeg: Thuis) -> None:
    assert bezwaar(leeg, "127.0.0.1", "bestuur_41234", False) is None
    with pytest.raises(VraagFout, match="rol 'baas' bestaat niet"):
        bezwaar(leeg, "127.0.0.1", "baas", False)


def test_somebody_must_have_a_role(leeg: Thuis) -> None:
    schrijf(leeg, GOED.partition("[claim]")[0])
    with pytest.raises(DefinitieFout, match="niemand heeft een rol"):
        aanmelden.lees(leeg)


def test_without_a_claim_only_the_table_of_people_counts(leeg: Thuis) -> None:
    begin, _, rest = GOED.partition("[claim]")
    schrijf(leeg, begin + rest[rest.index("[personen]") :])
    ingesteld = aanmelden.lees(leeg)
    assert ingesteld
    assert ingesteld.rollen_van({"sub": "kenmerk-7", "roles": "mw"}) == ("platform_jeugd",)
    assert ingesteld.rollen_van({"sub": "x", "roles": "mw"}) == ()
