"""Jeugdhulp, kernteams and welbevinden: what is in the region, what is unknown, what is zero."""

import datetime as dt
from typing import Any

import pytest

from pipelines.indeling.herkennen import herken_kaart
from pipelines.inlezen import parse
from pipelines.readers import read
from tests.pipelines.lezen import CONTRACTEN, PROFIEL
from tests.warehouse.rekenen import aantal, reken, school, werk

STAND = dt.date(2025, 9, 1)
Rij = dict[str, Any]


def hulp(gemeente: str, met: int | None, van: int | None, **anders: Any) -> Rij:
    basis = {"jaar": 2024, "gemeente": gemeente, "kerngebied": None, "leeftijdsgroep": None}
    basis |= {"vorm": "totaal", "verwijzer": None}
    return basis | aantal("jongeren_met_hulp", met) | aantal("jongeren_totaal", van) | anders


def eenheden(waarden: list[Rij], kengetal: str, grain: str) -> dict[str, Any]:
    return {
        rij[grain] if grain != "regio" else "regio": (
            rij["teller"],
            rij["noemer"],
            rij["ontbreekt"],
        )
        for rij in waarden
        if (rij["kengetal"], rij["grain"]) == (kengetal, grain)
    }


def test_only_whole_gemeenten_of_ours_are_in_the_region() -> None:
    rijen = [
        hulp("Haarlem", 250, 2500),
        hulp("Haarlem", 60, 500, kerngebied="Haarlem-Oost"),
        hulp("Haarlem", 220, 2500, vorm="Ambulant"),
        hulp("Haarlem", 120, 1000, leeftijdsgroep="4-12"),
        hulp("Haarlem", 140, 2500, verwijzer="huisarts"),
        hulp("Haarlemmermeer", 300, 4000),
        hulp("Haarlemmermeer", 20, 300, kerngebied="Haarlemmerliede en Spaarnwoude"),
        hulp("Velsen", 80, 900),
        hulp("onbekend", 5, 100),
    ]
    namen = ["jeugdhulpgebruik", "jeugdhulp_verwijzer"]
    waarden = reken({"jeugdhulp": rijen}, namen, STAND)
    assert eenheden(waarden, "jeugdhulpgebruik", "regio") == {"regio": (255, 2600, 0)}
    assert eenheden(waarden, "jeugdhulpgebruik", "gemeente") == {
        "Haarlem": (250, 2500, 0),
        "buiten regio": (380, 4900, 0),
        "onbekend": (5, 100, 0),
    }
    assert eenheden(waarden, "jeugdhulpgebruik", "kerngebied") == {
        "Haarlem-Oost": (60, 500, 0),
        "Haarlemmerliede en Spaarnwoude": (20, 300, 0),
        "totaal": (255, 2600, 0),
    }
    assert eenheden(waarden, "jeugdhulpgebruik", "vorm") == {
        "ambulant": (220, 2500, 0),
        "totaal": (255, 2600, 0),
    }
    assert set(eenheden(waarden, "jeugdhulpgebruik", "leeftijdsgroep")) == {"4-12", "totaal"}
    assert eenheden(waarden, "jeugdhulp_verwijzer", "verwijzer") == {
        "huisarts": (140, None, 0),
        "totaal": (255, None, 0),
    }


@pytest.mark.parametrize(("met", "van"), [(None, 500), (20, None)])
def test_of_a_share_with_one_unknown_count_neither_counts(met: int | None, van: int | None) -> None:
    rijen = [hulp("Haarlem", 250, 2500), hulp("Zandvoort", met, van)]
    waarden = reken({"jeugdhulp": rijen}, ["jeugdhulpgebruik"], STAND)
    assert eenheden(waarden, "jeugdhulpgebruik", "regio") == {"regio": (250, 2500, 1)}
    [zandvoort] = [rij for rij in waarden if rij["gemeente"] == "Zandvoort"]
    assert (zandvoort["waarde"], zandvoort["waarde_max"], zandvoort["ontbreekt"]) == (None, None, 1)


def test_a_gemeente_of_which_only_parts_came_is_missing() -> None:
    rijen = [hulp("Haarlem", 250, 2500), hulp("Zandvoort", 9, 90, vorm="verblijf")]
    rijen.append(hulp("Heemstede", 9, 90, kerngebied="Heemstede"))
    with werk({"jeugdhulp": rijen}, [], STAND) as verbinding:
        assert verbinding.sql("select bron, code from geteld").fetchall() == [
            ("jeugdhulp", "Haarlem")
        ]


CBS = "Codering_3;Perioden;JongerenMetJeugdzorgInNatura_87;JongerenTot23Jaar_12\n"


def cbs(tekst: str) -> list[Rij]:
    """The figures that follow from a file of CBS, read with the mapping that ships with us."""
    tabel = read("kerncijfers.csv", tekst.encode())
    kaart = herken_kaart(tabel.kolommen)
    assert kaart is not None
    [deel] = kaart.kolommen.bronnen
    gelezen = parse(tabel, CONTRACTEN["jeugdhulp"], deel, PROFIEL)
    assert gelezen.rijen is not None
    namen = ["jeugdhulpgebruik", "jeugdhulp_verwijzer"]
    return reken({"jeugdhulp": gelezen.rijen}, namen, STAND)


def test_a_file_of_cbs_gives_counts_and_with_all_youths_a_share() -> None:
    waarden = cbs(
        CBS
        + "GM0392  ;2022JJ00;3505;39000\nGM0473  ;2022JJ00;.;3400\nGM0394  ;2022JJ00;900;9000\n",
    )
    assert eenheden(waarden, "jeugdhulp_verwijzer", "verwijzer") == {"totaal": (3505, None, 1)}
    assert eenheden(waarden, "jeugdhulpgebruik", "regio") == {"regio": (3505, 39000, 1)}
    assert eenheden(waarden, "jeugdhulpgebruik", "gemeente")["buiten regio"] == (900, 9000, 0)


def test_a_file_of_cbs_without_all_youths_makes_no_share() -> None:
    kop = "Codering_3;Perioden;JongerenMetJeugdzorgInNatura_87\n"
    waarden = cbs(kop + "GM0392  ;2022JJ00;3505\nGM0397  ;2022JJ00;700\n")
    assert eenheden(waarden, "jeugdhulp_verwijzer", "regio") == {"regio": (4205, None, 0)}
    [gebruik] = [r for r in waarden if (r["kengetal"], r["grain"]) == ("jeugdhulpgebruik", "regio")]
    assert (gebruik["waarde"], gebruik["waarde_max"], gebruik["ontbreekt"]) == (None, None, 2)


# --- Kernteams ----------------------------------------------------------------------------------


def kernteam(code: str, actief: bool, consultaties: int | None) -> Rij:
    rij = {"schooljaar": 2024, "school": code, "kernteam_actief": actief}
    return rij | aantal("consultaties", consultaties) | aantal("opschalingen", None)


def test_an_empty_count_is_unknown_with_an_active_kernteam_and_zero_without() -> None:
    leveringen = {
        "scholen": [school("99AA00"), school("99AB00"), school("99AC00", gemeente="Velsen")],
        "kernteams": [
            kernteam("99AA00", actief=True, consultaties=12),
            kernteam("99AB00", actief=True, consultaties=None),
            kernteam("99AC00", actief=False, consultaties=None),
        ],
    }
    namen = ["kernteams_actief", "kernteam_consultaties", "opschalingen"]
    waarden = reken(leveringen, namen, STAND)
    assert eenheden(waarden, "kernteams_actief", "regio") == {"regio": (2, 3, 0)}
    assert eenheden(waarden, "kernteam_consultaties", "gemeente") == {
        "Haarlem": (12, None, 1),
        "buiten regio": (0, None, 0),
    }
    assert eenheden(waarden, "opschalingen", "regio")["regio"][2] == 2


# --- GGD ----------------------------------------------------------------------------------------


def test_welbevinden_of_the_region_is_the_mean_over_the_questions() -> None:
    def antwoord(gemeente: str, vraag: str, goed: int | None, van: int) -> Rij:
        plek = {"jaar": 2024, "gemeente": gemeente, "kerngebied": None, "vraag": vraag}
        return plek | aantal("aantal", goed) | aantal("totaal", van)

    rijen = [
        antwoord("Haarlem", "gelukkig", 360, 400),
        antwoord("Haarlem", "naar school", 320, 400),
        antwoord("Zandvoort", "gelukkig", 80, 100),
        antwoord("Zandvoort", "naar school", 60, 100),
        antwoord("Haarlemmermeer", "gelukkig", 10, 1000),
        antwoord("Velsen", "gelukkig", 10, 1000),
    ]
    waarden = reken({"ggd": rijen}, ["ggd_welbevinden"], STAND)
    assert eenheden(waarden, "ggd_welbevinden", "regio") == {"regio": (410, 500, 0)}
    assert eenheden(waarden, "ggd_welbevinden", "vraag") == {
        "gelukkig": (440, 500, 0),
        "naar school": (380, 500, 0),
        "totaal": (410, 500, 0),
    }
    assert eenheden(waarden, "ggd_welbevinden", "gemeente")["buiten regio"] == (20, 2000, 0)
    rijen[1] |= aantal("aantal", None)
    waarden = reken({"ggd": rijen}, ["ggd_welbevinden"], STAND)
    [haarlem] = [rij for rij in waarden if rij["gemeente"] == "Haarlem"]
    assert (haarlem["waarde"], haarlem["waarde_min"], haarlem["ontbreekt"]) == (0.9, None, 1)
