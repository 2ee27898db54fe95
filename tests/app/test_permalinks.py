"""Every address of every page reopens the same view, and an old one says that it is old."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from app.navigation import PAGINAS, zoek
from tests.app import proefpublicatie
from tests.app.scherm import adres_van, html_van, koppen_van, open_pagina, verwijzingen_van

pytestmark = pytest.mark.usefixtures("omgeving")

NAMEN = [pagina.bestand for pagina in PAGINAS]
OVER_CIJFERS = [pagina.bestand for pagina in PAGINAS if not pagina.beheert]
# Views that one does not come to by changing the boxes of a page one by one.
VERDIEPING = {"kengetal": "leerlingen_regulier", "per": "vestiging"}
STANDEN: list[tuple[str, dict[str, str]]] = [
    *((naam, {}) for naam in NAMEN),
    ("verdieping", VERDIEPING | {"pad": "gemeente:Haarlem;bestuur:41234", "vorm": "verloop"}),
    ("verdieping", VERDIEPING | {"vorm": "momenten"}),
    ("verdieping", {"kengetal": "deelname_go_herkomst", "per": "vestiging", "vorm": "trechter"}),
    ("verdieping", {"kengetal": "tlv_afgegeven", "reeks": "kwartaal"}),
    ("definities", {"kengetal": "rentabiliteit"}),
    ("definities", {"deel": "begrippen"}),
    ("zoeken", {"zoek": "deelname", "soort": "begrip"}),
    *(("leveringen", {"deel": deel}) for deel in ("kalender", "sjablonen", "geschiedenis")),
    *(("beheer", {"deel": deel}) for deel in ("gezondheid", "logboek", "rollen")),
]
_HOOGSTENS = 4  # boxes of one page that are changed


def keuzes(scherm: AppTest) -> dict[str, object]:
    """What stands in the boxes that live in the URL."""
    vakken = [v for v in (*scherm.selectbox, *scherm.text_input) if v.key]
    return {v.key: v.value for v in vakken if v.key.startswith(("kies_", "zoek_"))}


def verander(scherm: AppTest) -> None:
    """Choose something else in every box in turn, and search for something."""
    sleutels = [v.key for v in scherm.selectbox if (v.key or "").startswith("kies_")]
    for sleutel in sleutels[:_HOOGSTENS]:
        # A choice may take away the boxes below it.
        vak = next((v for v in scherm.selectbox if v.key == sleutel), None)
        if vak is not None and len(vak.options) > 1:
            vak.select_index(1 if vak.index != 1 else 0).run()
    for veld in [v.key for v in scherm.text_input if (v.key or "").startswith("zoek_")]:
        scherm.text_input(key=veld).set_value("deelname").run()
    assert not scherm.exception


@pytest.mark.parametrize(("pagina", "stand"), STANDEN)
def test_an_address_reopens_the_same_view(pagina: str, stand: dict[str, str]) -> None:
    scherm = open_pagina(pagina, **stand)
    adres = adres_van(scherm)
    assert stand.items() <= adres.items()
    if not stand:
        verander(scherm)
        adres = adres_van(scherm)
    opnieuw = open_pagina(pagina, **adres)
    assert adres_van(opnieuw) == adres
    assert keuzes(opnieuw) == keuzes(scherm)
    # The log has since been told that it was looked at.
    if stand.get("deel") != "logboek":
        assert html_van(opnieuw) == html_van(scherm)


@pytest.mark.parametrize("pagina", OVER_CIJFERS)
def test_a_link_to_an_older_publication_says_so_and_keeps_its_choices(pagina: str) -> None:
    stand = dict(next((s for p, s in STANDEN if p == pagina and s), {}))
    oud = open_pagina(pagina, **stand, publicatie=proefpublicatie.OUD)
    assert adres_van(oud)["publicatie"] == proefpublicatie.OUD
    assert "U bekijkt cijfers zoals bekend op 1 maart 2024." in html_van(oud)
    [aanbod] = {a for a in verwijzingen_van(oud) if proefpublicatie.NIEUW in a}
    delen = urlsplit(aanbod)
    assert zoek(delen.path.removeprefix("./")).bestand == pagina
    nieuw = open_pagina(pagina, **dict(parse_qsl(delen.query)))
    assert "U bekijkt cijfers zoals bekend op" not in html_van(nieuw)
    assert stand.items() <= adres_van(nieuw).items()
    assert len(koppen_van(nieuw)) == 1


@pytest.mark.parametrize("pagina", [p.bestand for p in PAGINAS if p.beheert])
def test_a_page_that_works_on_what_stands_shows_no_older_publication(pagina: str) -> None:
    scherm = open_pagina(pagina, publicatie=proefpublicatie.OUD)
    assert "publicatie" not in adres_van(scherm)
