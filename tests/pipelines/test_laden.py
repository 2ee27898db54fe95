"""The load: all or nothing, in one step, and honest about what it did."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from pipelines.cijfers import Vraag, lees_toetsen, lees_waarden, publicatiepad
from pipelines.deur.begrensd import Werker
from pipelines.deur.bestandslezer import Bestand, Leesregels, Lezing
from pipelines.leveringen import Archief, geldend
from pipelines.opdatum import publicatie_op
from tests.conftest import Laden
from tests.steekproef import ALLES
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, beschadigd, versies, zet_terug

DEELS_VERVANGEN = {"verzuim_2024-2025.csv"}
LEERLINGEN = 2263  # of the few schools, on 1 February 2023
TELLING = ("leerlingen", "teldatum 1 februari 2023")


def waarde(thuis: Thuis, kengetal: str, periode: str) -> float | None:
    rijen = lees_waarden(publicatiepad(thuis, "medewerker"), Vraag((kengetal,), periode))
    return rijen[0]["waarde"] if rijen else None


def boom(thuis: Thuis) -> dict[str, bytes]:
    """Every file of a home that counts, with its bytes."""
    return {
        str(pad.relative_to(thuis.wortel)): pad.read_bytes()
        for pad in sorted(thuis.wortel.rglob("*"))
        if pad.is_file() and "geweigerd" not in pad.parts and pad != thuis.slot
    }


def met_aantal(bron: Path, doel: Path, aantal: str) -> Path:
    """A copy of a count with another number in its first row."""
    regels = bron.read_text("utf-8").splitlines()
    plaats = regels[0].split(";").index("aantal")
    cellen = regels[1].split(";")
    cellen[plaats] = aantal
    doel.write_text("\n".join([regels[0], ";".join(cellen), *regels[2:]]) + "\n", "utf-8")
    return doel


def test_loading_the_same_file_twice_changes_nothing_and_says_so(
    eigen_demo: Thuis, demo_leveringen: Path, laden: Laden
) -> None:
    voor = boom(eigen_demo)
    rapport = laden(eigen_demo, demo_leveringen / "leerlingen_2023-02-01.csv")
    assert rapport.afloop == "ongewijzigd"
    assert "al in gebruik" in rapport.zin
    assert boom(eigen_demo) == voor


def test_what_is_in_use_is_known_by_its_hash_and_not_read_again(
    eigen_demo: Thuis, demo_leveringen: Path, laden: Laden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the two lists that were replaced since are read; they add nothing either."""
    gelezen = _onthoud_lezingen(monkeypatch)
    voor = boom(eigen_demo)
    rapport = laden(eigen_demo, demo_leveringen)
    in_gebruik = {lev.bestand for lev in geldend(Archief(eigen_demo).leveringen()).values()}
    assert len(in_gebruik) > 100
    assert not in_gebruik & set(gelezen) - DEELS_VERVANGEN
    assert rapport.afloop == "ongewijzigd"
    assert all(b.delen and b.afloop == "ongewijzigd" for b in rapport.bestanden)
    assert boom(eigen_demo) == voor


def _onthoud_lezingen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    gelezen: list[str] = []
    lees = Werker.lees

    def onthoud(werker: Werker, bestand: Bestand, regels: Leesregels) -> Lezing:
        gelezen.append(bestand.naam)
        return lees(werker, bestand, regels)

    monkeypatch.setattr(Werker, "lees", onthoud)
    return gelezen


def test_of_one_call_the_later_list_stands_over_an_older_one_delivered_again(
    leeg: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    scholen = kleine_leveringen / "scholen_2022-2023.csv"
    eerst = tmp_path / "a.csv"
    shutil.copy(kleine_leveringen / "leerlingen_2023-02-01.csv", eerst)
    nieuwer = met_aantal(eerst, tmp_path / "c.csv", "1000")
    laden(leeg, scholen, eerst)
    laden(leeg, nieuwer)
    assert laden(leeg, eerst, nieuwer).afloop == "ongewijzigd"
    ertussen = met_aantal(eerst, tmp_path / "b.csv", "900")
    rapport = laden(leeg, eerst, ertussen, nieuwer)
    assert [b.afloop for b in rapport.bestanden] == ["ongewijzigd", "geladen", "geladen"]
    assert geldend(Archief(leeg).leveringen())[TELLING].bestand == "c.csv"
    assert laden(leeg, nieuwer, eerst).afloop == "geladen"
    assert geldend(Archief(leeg).leveringen())[TELLING].bestand == "a.csv"


def test_what_was_replaced_since_is_read_and_stands_again(
    klein_thuis: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    eerst = kleine_leveringen / "leerlingen_2023-02-01.csv"
    correctie = met_aantal(eerst, tmp_path / "correctie.csv", "1000")
    for bestand in (correctie, eerst, correctie):
        assert laden(klein_thuis, bestand).afloop == "geladen"
        assert laden(klein_thuis, bestand).afloop == "ongewijzigd"
    assert geldend(Archief(klein_thuis).leveringen())[TELLING].bestand == "correctie.csv"


def test_another_way_of_reading_is_read_again(
    klein_thuis: Thuis,
    kleine_leveringen: Path,
    tmp_path: Path,
    laden: Laden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bestand = kleine_leveringen / "leerlingen_2023-02-01.csv"
    gelezen = _onthoud_lezingen(monkeypatch)
    laden(klein_thuis, bestand)
    assert not gelezen
    ander = tmp_path / "andere_naam.csv"
    shutil.copy(bestand, ander)
    laden(klein_thuis, ander)
    laden(klein_thuis, bestand, bron="leerlingen", dry_run=True)
    laden(klein_thuis, bestand, datum=dt.date(2031, 3, 1), dry_run=True)
    monkeypatch.setattr("pipelines.lezen._leescode", lambda: b"een nieuwere versie")
    laden(klein_thuis, bestand)
    assert gelezen == [ander.name, bestand.name, bestand.name, bestand.name]


def test_the_same_file_twice_in_one_call_is_one_delivery(
    leeg: Thuis, demo_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    kopie = tmp_path / "nog_eens.csv"
    shutil.copy(demo_leveringen / "scholen_2022-2023.csv", kopie)
    rapport = laden(leeg, demo_leveringen / "scholen_2022-2023.csv", kopie)
    assert [b.afloop for b in rapport.bestanden] == ["geladen", "ongewijzigd"]
    assert len(Archief(leeg).leveringen()) == 1


def test_a_correction_of_the_same_scope_stands_and_the_report_tells_what_changed(
    eigen_demo: Thuis, demo_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    bron = demo_leveringen / "leerlingen_2023-02-01.csv"
    eerst = waarde(eigen_demo, "leerlingen_regulier", "2023-02-01")
    assert eerst == 21747
    correctie = met_aantal(bron, tmp_path / "correctie.csv", "1000")
    rapport = laden(eigen_demo, correctie)
    daarna = waarde(eigen_demo, "leerlingen_regulier", "2023-02-01")
    assert daarna != eerst
    gewijzigd = {(w.kengetal, w.periode): (w.was, w.wordt) for w in rapport.wijzigingen}
    assert gewijzigd["leerlingen_regulier", "2023-02-01"] == (eerst, daarna)
    # Beside the count itself: the shares of its schooljaar, and the budget that is based on it.
    assert {periode for _, periode in gewijzigd} == {
        *("2023-02-01", "2022-2023", "2023", "2023-10-01", "2024")
    }


def test_a_dry_run_shows_the_change_and_leaves_everything(
    klein_thuis: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    voor = boom(klein_thuis)
    correctie = met_aantal(
        kleine_leveringen / "leerlingen_2023-02-01.csv", tmp_path / "correctie.csv", "1000"
    )
    rapport = laden(klein_thuis, correctie, dry_run=True)
    assert rapport.afloop == "proef"
    assert any(w.kengetal == "leerlingen_regulier" for w in rapport.wijzigingen)
    assert boom(klein_thuis) == voor


def test_a_school_that_nobody_knows_refuses_the_whole_call(
    klein_thuis: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    voor = boom(klein_thuis)
    tekst = (kleine_leveringen / "leerlingen_2023-02-01.csv").read_text("utf-8")
    fout = tmp_path / "onbekende_school.csv"
    kop, eerste, rest = tekst.split("\n", 2)
    brin = eerste.split(";")[kop.split(";").index("brin")]
    fout.write_text("\n".join([kop, eerste.replace(brin, "99ZZ"), rest]), "utf-8")
    goed = met_aantal(
        kleine_leveringen / "leerlingen_2022-02-01.csv", tmp_path / "goed.csv", "1000"
    )
    rapport = laden(klein_thuis, goed, fout)
    assert rapport.afloop == "geweigerd"
    bevinding = rapport.bestanden[1].bevindingen[-1]
    assert (bevinding.bestand, bevinding.rij, bevinding.kolom) == (
        "onbekende_school.csv",
        2,
        "school",
    )
    assert "99ZZ" in bevinding.melding
    assert "scholen" in bevinding.oplossing
    assert boom(klein_thuis) == voor


def test_of_a_refused_file_only_name_hash_and_report_stay(
    leeg: Thuis, tmp_path: Path, laden: Laden
) -> None:
    kapot = tmp_path / "kapot.csv"
    kapot.write_bytes(b"PK\x03\x04\x00\x00\x00geheim")
    rapport = laden(leeg, kapot)
    assert rapport.afloop == "geweigerd"
    [weigering] = (leeg.archief / "geweigerd").glob("*.json")
    inhoud = json.loads(weigering.read_text("utf-8"))
    assert inhoud["bestand"] == "kapot.csv"
    assert len(inhoud["sha256"]) == 64
    assert inhoud["bevindingen"]
    assert not any(b"geheim" in pad.read_bytes() for pad in leeg.wortel.rglob("*") if pad.is_file())


def test_figures_as_they_were_known_on_a_past_day(
    leeg: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    scholen = kleine_leveringen / "scholen_2022-2023.csv"
    telling = kleine_leveringen / "leerlingen_2023-02-01.csv"
    laden(leeg, scholen, telling, datum=dt.date(2023, 3, 1))
    correctie = met_aantal(telling, tmp_path / "correctie.csv", "1000")
    laden(leeg, correctie, datum=dt.date(2023, 5, 1))
    nu = waarde(leeg, "leerlingen_regulier", "2023-02-01")
    assert nu != LEERLINGEN
    vraag = Vraag(("leerlingen_regulier",), "2023-02-01")
    op = publicatie_op(leeg, dt.date(2023, 4, 30), "medewerker", lambda _: None)
    assert lees_waarden(op, vraag)[0]["waarde"] == LEERLINGEN
    op = publicatie_op(leeg, dt.date(2023, 5, 1), "medewerker", lambda _: None)
    assert lees_waarden(op, vraag)[0]["waarde"] == nu
    with pytest.raises(PublicatieFout, match="28 februari 2023 was er nog niets geleverd"):
        publicatie_op(leeg, dt.date(2023, 2, 28), "medewerker", lambda _: None)


def test_a_late_older_delivery_does_not_replace_a_newer_one(
    leeg: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    scholen = kleine_leveringen / "scholen_2022-2023.csv"
    telling = kleine_leveringen / "leerlingen_2023-02-01.csv"
    laden(leeg, scholen, telling, datum=dt.date(2023, 5, 1))
    laat = met_aantal(telling, tmp_path / "laat.csv", "1000")
    rapport = laden(leeg, laat, datum=dt.date(2023, 3, 1))
    assert rapport.afloop == "geladen"
    assert waarde(leeg, "leerlingen_regulier", "2023-02-01") == LEERLINGEN
    geldt = geldend(Archief(leeg).leveringen())
    assert geldt[TELLING].bestand == "leerlingen_2023-02-01.csv"


def test_rolling_back_and_forward(
    klein_thuis: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    eerste = klein_thuis.huidige()
    assert eerste
    correctie = met_aantal(
        kleine_leveringen / "leerlingen_2023-02-01.csv", tmp_path / "correctie.csv", "1000"
    )
    laden(klein_thuis, correctie)
    gewijzigd = waarde(klein_thuis, "leerlingen_regulier", "2023-02-01")
    zet_terug(klein_thuis, eerste)
    assert waarde(klein_thuis, "leerlingen_regulier", "2023-02-01") == LEERLINGEN
    assert [v.is_huidig for v in versies(klein_thuis)] == [True, False]
    assert laden(klein_thuis).afloop == "geladen"
    assert waarde(klein_thuis, "leerlingen_regulier", "2023-02-01") == gewijzigd


def test_a_damaged_publication_cannot_become_current(eigen_demo: Thuis) -> None:
    huidige = eigen_demo.huidige()
    assert huidige
    assert beschadigd(eigen_demo, huidige) == []
    with open(eigen_demo.publicatiebestand(huidige, "medewerker"), "r+b") as bestand:
        bestand.seek(5000)
        bestand.write(b"XX")
    assert beschadigd(eigen_demo, huidige) == ["medewerker.duckdb"]
    with pytest.raises(PublicatieFout, match="beschadigd"):
        zet_terug(eigen_demo, huidige)
    with pytest.raises(PublicatieFout, match="bestaat niet; er zijn: p0001"):
        zet_terug(eigen_demo, "p9999")


def cijfers(thuis: Thuis) -> list[dict[str, object]]:
    rijen = lees_waarden(publicatiepad(thuis, "medewerker"), Vraag())
    return [rij | {"publicatie": None} for rij in rijen]


def test_the_whole_warehouse_can_be_rebuilt_from_the_archive_alone(
    request: pytest.FixtureRequest, laden: Laden
) -> None:
    thuis: Thuis = request.getfixturevalue("eigen_demo" if ALLES else "klein_thuis")
    voor = cijfers(thuis)
    shutil.rmtree(thuis.werk)
    shutil.rmtree(thuis.publicaties)
    rapport = laden(thuis)
    assert rapport.afloop == "geladen"
    assert rapport.publicatie == "p0002"
    assert cijfers(thuis) == voor


def test_every_check_of_the_demo_passes_but_the_planted_ones(demo_thuis: Thuis) -> None:
    """A total that does not hold all its parts; and corona, which kept people from training."""
    toetsen = lees_toetsen(publicatiepad(demo_thuis, "medewerker"))
    gezakt = [rij for rij in toetsen if rij["uitkomst"] != "geslaagd"]
    assert [rij["id"] for rij in gezakt] == [
        "financien_totaal_is_som",
        "scholing_deelnemers.sprong",
    ]
    sprongen = json.loads(gezakt[1]["voorbeeld"])
    assert [rij["periode"] for rij in sprongen] == ["2019-2020", "2020-2021"]
    [rij] = json.loads(gezakt[0]["voorbeeld"])
    assert rij["jaar"] == 2023
    assert rij["post"] == "terugplaatsingsondersteuning"
    assert abs(float(rij["verschil"])) == 30000
