"""Nothing of one role reaches another: every byte that the server sends is searched.

The figures and names of every audience are planted; see `rolpublicaties`.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import toegang
from app.navigation import PAGINAS
from tests.app.kanaal import Kanaal, TestClient, claims, draai, schrijf_toegang
from tests.app.proefpublicatie import PROFIEL
from tests.app.rolpublicaties import NIEUW, OUD, ROLLEN, maak_rolthuis, sporen

BEZOEKEN = 50
VRAGEN = {
    "kengetallen": ["", "zoek=leerlingen"],
    "verdieping": [
        "kengetal=leerlingen_regulier",
        "kengetal=leerlingen_regulier&per=vestiging",
        "kengetal=leerlingen_regulier&per=bestuur&eenheid=41235",
        "kengetal=thuiszitters_landelijk&per=gemeente",
        f"kengetal=leerlingen_regulier&publicatie={OUD}",
        f"kengetal=leerlingen_regulier&publicatie={NIEUW}",
    ],
    "bewegingen": [
        "beweging=B5",
        "beweging=B5&indicator=leerlingen_regulier&plek=gemeente:Haarlem",
    ],
    "gemeenteprofiel": ["plek=gemeente:Haarlem"],
    "definities": ["", "kengetal=leerlingen_regulier", "deel=begrippen"],
    "beheer": ["", "deel=gezondheid", "deel=logboek", "deel=rollen"],
    "leveringen": ["deel=geschiedenis"],
}


@pytest.fixture(scope="module")
def klant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = maak_rolthuis(tmp_path_factory.mktemp("rollen"))
    schrijf_toegang(home, {rol: rol for rol in ROLLEN} | {"allebei": ["toezicht", "openbaar"]})
    with pytest.MonkeyPatch.context() as zet:
        zet.setenv("PEILSTOK_HOME", str(home))
        zet.setenv("PEILSTOK_PROFIEL", PROFIEL)
        with draai(home) as klant:
            yield klant


def gelekt(rol: str, stuk: bytes) -> list[bytes]:
    """What another role's files alone hold."""
    return [spoor for ander in ROLLEN if ander != rol for spoor in sporen(ander) if spoor in stuk]


def test_the_scan_sees_what_is_there(klant: TestClient) -> None:
    bezoek = Kanaal(klant, claims("toezicht"))
    stuk = bezoek.bekijk("verdieping", "kengetal=leerlingen_regulier&per=vestiging")
    bezoek.sluit()
    assert all(spoor in stuk for spoor in sporen("toezicht"))
    assert gelekt("openbaar", stuk)


@pytest.mark.parametrize("rol", ROLLEN)
def test_every_page_of_every_role_sends_its_own_alone(klant: TestClient, rol: str) -> None:
    eigen = False
    for pagina in PAGINAS:
        bezoek = Kanaal(klant, claims(rol))
        for vraag in VRAGEN.get(pagina.bestand, [""]):
            naam = "" if pagina is PAGINAS[0] else pagina.bestand
            stuk = bezoek.bekijk(naam, vraag)
            assert gelekt(rol, stuk) == [], (pagina.bestand, vraag)
            eigen |= sporen(rol)[0] in stuk
            assert rol == "medewerker" or b"Beheer" not in stuk
        bezoek.sluit()
    assert eigen


@pytest.mark.parametrize("rol", ROLLEN)
def test_a_page_of_another_role_does_not_exist(klant: TestClient, rol: str) -> None:
    bezoek = Kanaal(klant, claims(rol))
    nergens = bezoek.haal("/bestaat-niet")
    assert nergens == (307, "./?niet_gevonden=ja")
    for pagina in PAGINAS[1:]:
        mag = toegang.rol_van(rol).mag(pagina.bestand)
        assert bezoek.haal(f"/{pagina.bestand}") == ((200, "") if mag else nergens)


def test_without_login_nothing_is_sent(klant: TestClient) -> None:
    bezoek = Kanaal(klant, {})
    for pagina in PAGINAS:
        stuk = bezoek.bekijk("" if pagina is PAGINAS[0] else pagina.bestand)
        assert gelekt("", stuk) == []
        assert b"Aanmelden" in stuk
        assert b'class="voet"' not in stuk
    bezoek.sluit()
    assert klant.get("/media/abc.csv").status_code == 404
    assert bezoek.haal("/verdieping?kengetal=x") == (307, "./")


@pytest.mark.parametrize(
    "anders", [{"iat": 1_700_000_000}, {"iat": None}, {"sub": ""}, {"iat": "nu"}]
)
def test_an_old_or_odd_cookie_is_no_login(klant: TestClient, anders: dict[str, object]) -> None:
    bezoek = Kanaal(klant, claims("medewerker", **anders))
    assert gelekt("", bezoek.bekijk("")) == []
    bezoek.sluit()


def test_fifty_visits_that_take_turns_never_mix(klant: TestClient) -> None:
    toeval = random.Random(2704)
    bezoeken = [(ROLLEN[i % len(ROLLEN)], claims(ROLLEN[i % len(ROLLEN)])) for i in range(BEZOEKEN)]
    kanalen = [(rol, Kanaal(klant, gegevens)) for rol, gegevens in bezoeken]
    for _ in range(2):
        toeval.shuffle(kanalen)
        for rol, kanaal in kanalen:
            pagina = toeval.choice(["verdieping", "kengetallen", "definities"])
            stuk = kanaal.bekijk(pagina, toeval.choice(VRAGEN[pagina]))
            assert gelekt(rol, stuk) == [], pagina
    for rol, kanaal in kanalen:
        kanaal.sluit()
        assert gelekt(rol, kanaal.ontvangen) == []
    assert all(any(sporen(rol)[0] in k.ontvangen for r, k in kanalen if r == rol) for rol in ROLLEN)


def test_the_files_of_publications_are_not_served(klant: TestClient) -> None:
    pad = Path(PROFIEL) / "publicaties" / NIEUW / "medewerker.duckdb"
    for adres in (f"/{pad}", f"/app/static/{pad}", f"/media/../{pad}", f"/static/../../{pad}"):
        antwoord = klant.get(adres)
        assert gelekt("", antwoord.content) == []
