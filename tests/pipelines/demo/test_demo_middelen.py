"""The known answers on money, and the goals and national series beside the figures."""

from collections import defaultdict
from decimal import Decimal

import pytest

from tests.pipelines.demo.lezen import Lezer, Rij, getal
from warehouse.register import laad_register


def _financien(lees: Lezer, patroon: str) -> dict[tuple[str, str], dict[str, Decimal]]:
    """(year, moment) → post → amount."""
    uit: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for rij in lees(patroon):
        if not rij["onderdeel"]:
            uit[rij["jaar"], rij["moment"]][rij["post"]] = getal(rij["bedrag"])
    return uit


def _som(lees: Lezer, patroon: str, rubrieken: set[str]) -> dict[tuple[str, str], Decimal]:
    uit: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for rij in lees(patroon):
        if rij["rubriek"] in rubrieken and not rij["onderdeel"]:
            uit[rij["jaar"], rij["moment"]] += getal(rij["bedrag"])
    return uit


BATEN = {"rijksbijdragen", "overige baten"}
LASTEN = {"overdrachten", "organisatie", "uitvoering"}


def test_known_answers_of_the_begroting(lees: Lezer) -> None:
    begroting = _financien(lees, "begroting_*")
    assert [jaar for jaar, _ in begroting] == [str(jaar) for jaar in range(2023, 2029)]
    rentabiliteit = [
        round(100 * posten["resultaat"] / posten["totaal_baten"], 2)
        for posten in begroting.values()
    ]
    assert [str(waarde) for waarde in rentabiliteit] == [
        "-1.61",
        "-3.93",
        "-3.04",
        "-2.70",
        "-0.48",
        "-0.00",
    ]
    signaleringswaarde = [653_802, 679_448, 673_608, 657_783, 653_539, 649_317]
    assert [posten["signaleringswaarde"] for posten in begroting.values()] == signaleringswaarde
    assert [round(p["totaal_baten"] * Decimal("0.035")) for p in begroting.values()] == (
        signaleringswaarde
    )
    plan_2024 = begroting["2024", "begroting"]
    weerstand = plan_2024["eigen_vermogen"] / plan_2024["totaal_rijksbijdragen"]
    assert round(100 * weerstand, 2) == Decimal("9.55")
    assert "instroombudget" not in begroting["2023", "begroting"]


def test_the_begroting_adds_up_but_for_the_oddity_of_2023(lees: Lezer) -> None:
    begroting = _financien(lees, "begroting_*")
    baten, lasten = (_som(lees, "begroting_*", rubrieken) for rubrieken in (BATEN, LASTEN))
    for sleutel, posten in begroting.items():
        ontbreekt = 30_000 if sleutel[0] == "2023" else 0
        assert abs(posten["totaal_baten"] - baten[sleutel]) <= 3
        assert abs(posten["totaal_lasten"] + ontbreekt - lasten[sleutel]) <= 3


@pytest.mark.parametrize("patroon", ["jaarrekening_*", "marap_*"])
def test_what_we_invented_adds_up_to_the_euro(lees: Lezer, patroon: str) -> None:
    baten, lasten = (_som(lees, patroon, rubrieken) for rubrieken in (BATEN, LASTEN))
    rijk = _som(lees, patroon, {"rijksbijdragen"})
    for sleutel, posten in _financien(lees, patroon).items():
        assert posten["totaal_rijksbijdragen"] == rijk[sleutel]
        assert posten["totaal_baten"] == baten[sleutel]
        assert posten["totaal_lasten"] == lasten[sleutel]
        assert posten["resultaat"] == baten[sleutel] - lasten[sleutel]
        assert all(bedrag >= 0 for post, bedrag in posten.items() if post.startswith("totaal"))


def test_eigen_vermogen_rolls_forward_and_links_with_the_plan(lees: Lezer) -> None:
    jaarrekening = {j: posten for (j, _), posten in _financien(lees, "jaarrekening_*").items()}
    assert list(jaarrekening) == [str(jaar) for jaar in range(2017, 2026)]
    for jaar in range(2018, 2026):
        vorig, nu = jaarrekening[str(jaar - 1)], jaarrekening[str(jaar)]
        assert nu["eigen_vermogen"] == vorig["eigen_vermogen"] + nu["resultaat"]
        delen = nu["weerstandsvermogen"] + nu["bestemmingsreserve"]
        assert nu["eigen_vermogen"] == delen
        assert nu["materiele_vaste_activa"] > 0
    assert abs(jaarrekening["2023"]["eigen_vermogen"] - 2_560_000) < 5_000

    for (jaar_marap, _), posten in _financien(lees, "marap_*").items():
        begin = jaarrekening[str(int(jaar_marap) - 1)]["eigen_vermogen"]
        assert posten["eigen_vermogen"] == begin + posten["resultaat"]


def test_tariffs_of_2024_and_the_amounts_per_pupil_are_those_of_the_plan(lees: Lezer) -> None:
    tarieven: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for rij in lees("tarieven_*"):
        tarieven[rij["jaar"]][rij["tarief"]] = getal(rij["bedrag"])
    assert tarieven["2024"] == {
        "bedrag per leerling": 450,
        "sbo": 6_635,
        "ikc": Decimal("8525.67"),
        "so 1": Decimal("12938.34"),
        "so 2": Decimal("21053.23"),
        "so 3": Decimal("31419.53"),
        "dws": 1_350,
        "instroom": 8_000,
        "terugplaatsing": 8_000,
    }
    per_leerling = {jaar: posten["bedrag per leerling"] for jaar, posten in tarieven.items()}
    assert [per_leerling[str(jaar)] for jaar in range(2024, 2029)] == [450, 430, 420, 385, 365]
    assert all(per_leerling[str(jaar)] >= 400 for jaar in range(2023, 2027))

    for jaar in range(2021, 2027):
        posten = tarieven[str(jaar)]
        sbo = (posten["ikc"] - Decimal("0.3") * posten["so 1"]) / Decimal("0.7")
        assert round(sbo) == posten["sbo"]


# --- Goals and national figures ------------------------------------------------------------------


def test_goals_and_national_series_are_for_kengetallen_of_the_catalogue(lees: Lezer) -> None:
    doelen = {(r["schooljaar"], r["indicator"]): r for r in lees("streefwaarden_*")}
    assert getal(doelen["2024-2025", "rentabiliteit"]["streefwaarde"]) == 0
    assert getal(doelen["2024-2025", "deelname_go_vestiging"]["streefwaarde"]) == Decimal("0.04")
    assert all(rij["toelichting"] for rij in doelen.values())

    per_indicator: dict[str, list[Rij]] = defaultdict(list)
    for rij in lees("landelijk.csv"):
        per_indicator[rij["indicator"]].append(rij)
    gelijk = {naam for naam, [*_, rij] in per_indicator.items() if rij["definitie"] == "dezelfde"}
    assert gelijk == {"deelname_sbo_vensters", "inspectie_voldoende", "verwijzingspercentage"}
    assert per_indicator.keys() - gelijk >= {"deelname_go_herkomst", "thuiszitters_per_1000"}
    kengetallen = set(laad_register())
    assert kengetallen >= per_indicator.keys() | {indicator for _, indicator in doelen}
    for rijen in per_indicator.values():
        assert [rij["voorlopig"] for rij in rijen] == ["nee"] * (len(rijen) - 1) + ["ja"]
        assert all(rij["definitie"] and "Verzonnen" in rij["bron"] for rij in rijen)
