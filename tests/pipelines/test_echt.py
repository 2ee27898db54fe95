"""Real public input, with the mappings that ship for it, from file to figure."""

import json
from pathlib import Path

import pytest

from pipelines.cijfers import Vraag, lees_toetsen, lees_waarden, publicatiepad
from tests.conftest import Laden
from warehouse.paths import Thuis


@pytest.fixture(scope="module")
def echt(tmp_path_factory: pytest.TempPathFactory) -> Thuis:
    home = tmp_path_factory.mktemp("echt") / "home"
    return Thuis(home / "zuid-kennemerland", "zuid-kennemerland")


@pytest.fixture
def geladen(echt: Thuis, duo: Path, laden: Laden) -> Thuis:
    """Both files, each through its own mapping; loaded once."""
    for naam in ("po2704_scholen", "po2704_begroting_plan"):
        rapport = laden(echt, duo / f"{naam}.csv", kolommen=(Path(naam),))
        assert rapport.afloop in ("geladen", "ongewijzigd"), rapport
    return echt


def waarden(thuis: Thuis, kengetal: str) -> dict[str, float | None]:
    rijen = lees_waarden(publicatiepad(thuis, "medewerker"), Vraag((kengetal,)))
    return {rij["periode"]: rij["waarde"] for rij in rijen}


def test_the_signaleringswaarde_of_the_plan(geladen: Thuis) -> None:
    gevonden = [round(w or 0) for w in waarden(geladen, "signaleringswaarde").values()]
    assert gevonden == [653802, 679448, 673608, 657783, 653539, 649317]


def test_the_rentabiliteit_of_the_plan(geladen: Thuis) -> None:
    gevonden = [round(100 * (w or 0), 2) for w in waarden(geladen, "rentabiliteit").values()]
    assert gevonden == [-1.61, -3.93, -3.04, -2.70, -0.48, -0.00]


def test_the_post_outside_its_total_is_reported(geladen: Thuis) -> None:
    toetsen = {t["id"]: t for t in lees_toetsen(publicatiepad(geladen, "medewerker"))}
    toets = toetsen["financien_totaal_is_som"]
    assert (toets["uitkomst"], toets["ernst"], toets["aantal"]) == ("gezakt", "waarschuwing", 1)
    [rij] = json.loads(toets["voorbeeld"])
    assert (rij["jaar"], rij["post"]) == (2023, "terugplaatsingsondersteuning")
    assert abs(float(rij["verschil"])) == 30000
    for deel in ("2023", "30.000", "terugplaatsingsondersteuning"):
        assert deel in toets["melding"]


def test_locations_without_a_count_are_findings_not_zeros(geladen: Thuis) -> None:
    toetsen = {t["id"]: t for t in lees_toetsen(publicatiepad(geladen, "medewerker"))}
    toets = toetsen["leerlingen_aantal_onbekend"]
    gevonden = {rij["school_code"] for rij in json.loads(toets["voorbeeld"])}
    assert gevonden == {"03BU00", "07RF00", "17LI00"}
    per_school = lees_waarden(
        publicatiepad(geladen, "medewerker"),
        Vraag(("leerlingen_regulier",), "2023-10-01", ("vestiging",)),
    )
    onbekend = {r["vestiging"]: (r["waarde"], r["ontbreekt"]) for r in per_school if r["ontbreekt"]}
    assert onbekend == dict.fromkeys(gevonden, (None, 1))


def test_what_is_left_out_and_what_is_mixed_is_named(duo: Path, leeg: Thuis, laden: Laden) -> None:
    rapport = laden(leeg, duo / "po2704_scholen.csv", kolommen=(Path("po2704_scholen"),))
    [bestand] = rapport.bestanden
    meldingen = [b.melding for b in bestand.bevindingen]
    for school in ("18EC03", "01JO17"):
        assert any(school in m and "weggelaten" in m for m in meldingen)
    gemengd = {m.split("(")[1][:6] for m in meldingen if "voortgezet speciaal" in m}
    assert gemengd == {"18LW00", "09QN00", "18IS00", "18EC00"}
    assert {d.bron for d in bestand.delen} == {"scholen", "leerlingen"}
