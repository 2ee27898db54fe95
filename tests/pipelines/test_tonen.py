"""How the command line shows things: every table says in Dutch what is hidden, unknown or none."""

import datetime as dt
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from pipelines import tonen
from pipelines.cijfers import Gebruik, Spoor
from pipelines.nakijken import Uitkomst
from pipelines.toestand import Bronstand, Toestand
from warehouse.backupbon import Backupbon
from warehouse.publish import Versie
from warehouse.register import Kengetal, laad_register

KENGETAL = "leerlingen_regulier"
NACHT = dt.datetime(2026, 6, 1, 3, 5, tzinfo=dt.UTC)
Getoond = Callable[[], str]


@pytest.fixture(scope="module")
def register() -> dict[str, Kengetal]:
    return dict(laad_register())


@pytest.fixture
def getoond(capsys: pytest.CaptureFixture[str]) -> Getoond:
    """What was shown, with every run of spaces as one."""
    return lambda: "\n".join(" ".join(r.split()) for r in capsys.readouterr().out.splitlines())


def cijfer(swv: str = "PO2704", **anders: Any) -> dict[str, Any]:
    namen = "teller noemer waarde waarde_min waarde_max symbool ontbreekt streefwaarde landelijk"
    maten = dict.fromkeys(namen.split())
    kop = {"swv": swv, "kengetal": KENGETAL, "periode": "2024-02-01", "reeks": "1 februari"}
    return kop | {"gemeente": "Haarlem"} | maten | anders


# Figures.


@pytest.mark.parametrize(
    ("maten", "tekst"),
    [
        ({"waarde": 1234.0}, "1.234"),
        ({"waarde": None}, "onbekend"),
        ({"waarde": 1234.0, "ontbreekt": 2}, "1.234 (2 onbekend)"),
        ({"symbool": "<5", "waarde": 3.0}, "<5"),
        ({"waarde_min": 1.0, "waarde_max": 4.0}, "1 tot 4"),
    ],
)
def test_a_figure_that_is_hidden_unknown_or_a_range_says_so(
    register: dict[str, Kengetal], getoond: Getoond, maten: dict[str, Any], tekst: str
) -> None:
    tonen.waarden_tabel([cijfer(**maten)], register)
    kop, regel = getoond().splitlines()
    assert kop.split()[:4] == ["kengetal", "periode", "gemeente", "waarde"]
    assert f"Haarlem {tekst}" in regel


def test_the_swv_is_a_column_only_when_there_is_more_than_one(
    register: dict[str, Kengetal], getoond: Getoond
) -> None:
    tonen.waarden_tabel([cijfer("PO2704", waarde=1.0), cijfer("PO9001", waarde=2.0)], register)
    kop, *regels = getoond().splitlines()
    assert " swv gemeente " in kop
    assert ["PO2704" in regels[0], "PO9001" in regels[1]] == [True, True]


def test_no_figures_is_a_sentence_on_a_terminal_and_nothing_in_a_csv(
    register: dict[str, Kengetal], getoond: Getoond
) -> None:
    uit = io.StringIO()
    tonen.waarden_tabel([], register)
    tonen.waarden_csv([], uit)
    assert (getoond(), uit.getvalue()) == ("Er zijn geen cijfers voor deze vraag.", "")


def test_a_csv_has_decimal_commas_and_no_formulas() -> None:
    uit = io.StringIO()
    tonen.waarden_csv([{"naam": "=1+1", "heel": 3.0, "deel": 0.25, "leeg": None, "n": 7}], uit)
    assert uit.getvalue() == "naam;heel;deel;leeg;n\n'=1+1;3;0,25;;7\n"


def test_a_table_takes_the_width_of_a_terminal(
    monkeypatch: pytest.MonkeyPatch, register: dict[str, Kengetal]
) -> None:
    scherm = io.StringIO()

    def console(**opties: Any) -> Console:
        return Console(file=scherm, force_terminal=True, **({"width": 60} | opties))

    monkeypatch.setattr(tonen, "Console", console)
    tonen.waarden_tabel([cijfer(waarde=1234.0)], register)
    regels = scherm.getvalue().splitlines()
    assert len(regels) > 2  # folded: nothing is cut off
    monkeypatch.setattr(tonen, "Console", lambda **o: Console(file=scherm, **o))
    tonen.waarden_tabel([cijfer(waarde=1234.0)], register)
    assert len(scherm.getvalue().splitlines()) == len(regels) + 2


# Definitions.


def test_several_definitions_are_a_list(register: dict[str, Kengetal], getoond: Getoond) -> None:
    twee = [register[KENGETAL], register["leerlingen_go"]]
    tonen.definities(twee)
    kop, *regels = getoond().splitlines()
    assert kop == "kengetal titel soort per"
    for kengetal in twee:
        assert any(kengetal.id in r and kengetal.definitie.titel in r for r in regels)


def test_one_definition_is_told_in_full(register: dict[str, Kengetal], getoond: Getoond) -> None:
    kengetal = register[KENGETAL]
    tonen.definities([kengetal])
    tekst = getoond()
    assert tekst.startswith(f"{kengetal.definitie.titel} ({KENGETAL}, versie {kengetal.versie})")
    assert "noemer: niet van toepassing" in tekst
    assert f"eigenaar: {kengetal.definitie.eigenaar}" in tekst
    assert "select" in tekst


# Checks.


def toets(uitkomst: str, **anders: Any) -> dict[str, Any]:
    kop = {"id": "scholen_uniek", "bron": "scholen", "kengetal": None, "ernst": "kritiek"}
    return kop | {"uitkomst": uitkomst, "aantal": 1200, "melding": "Dubbele school."} | anders


def test_failed_checks_are_told_and_those_without_a_delivery_counted(getoond: Getoond) -> None:
    zonder = [toets("niet_uitgevoerd", bron=None, kengetal="thuiszitters")]
    zonder += [toets("niet_uitgevoerd", bron="tlv")] * 2
    tonen.toetsen([toets("gezakt"), toets("geslaagd", melding="Goed."), *zonder])
    tekst = getoond()
    assert "gezakt kritiek 1.200 scholen_uniek Dubbele school." in tekst
    assert "Goed." not in tekst
    assert "thuiszitters: 1 controle niet uitgevoerd" in tekst
    assert "tlv: 2 controles niet uitgevoerd" in tekst
    assert tekst.endswith("1 van 5 geslaagd.")


# Where figures come from, and go to.


LEVERING = {"levering": 4, "bestand": "tlv.csv", "bron": "tlv", "rijen": 1, "sha256": "ab" * 32}
LEVERING |= {"datum": dt.date(2026, 6, 1), "periode": "2024-02-01"}


def test_a_delivery_that_counts_nowhere_says_so(getoond: Getoond) -> None:
    tonen.spoor(Gebruik([LEVERING], []))
    levering, telt = getoond().splitlines()
    assert levering == "levering 4: tlv.csv, tlv, 1 rij, 1 juni 2026, sha256 abababababab"
    assert telt == "telt in geen enkel cijfer van deze publicatie"


@pytest.mark.parametrize(
    ("perioden", "tekst"),
    [
        (["2023-02-01", "2024-02-01"], "1 februari 2023, 1 februari 2024"),
        ([f"202{j}-02-01" for j in range(5)], "5: 1 februari 2020 tot en met 1 februari 2024"),
    ],
)
def test_of_many_periods_only_the_first_and_the_last_are_named(
    getoond: Getoond, perioden: list[str], tekst: str
) -> None:
    rij = {"kengetal": "tlv_afgegeven", "bron": "tlv", "rijen": 1500, "perioden": perioden}
    tonen.spoor(Gebruik([LEVERING], [rij]))
    assert f"tlv_afgegeven tlv 1.500 {tekst}" in getoond()


@pytest.mark.parametrize("noemer", [None, "alle leerlingen"])
def test_a_figure_is_followed_back_to_its_deliveries(getoond: Getoond, noemer: str | None) -> None:
    kop = {"titel": "TLV's", "kengetal": "tlv", "definitie_versie": "1", "teller": "alle TLV's"}
    tonen.spoor(Spoor(kop | {"noemer": noemer, "sql": "select 1"}, None, [], [LEVERING]))
    tekst = getoond()
    assert tekst.startswith("TLV's (tlv, versie 1)\nteller: alle TLV's\n")
    assert ("noemer: alle leerlingen" in tekst) is bool(noemer)
    assert "1 februari 2024 tlv 4 tlv.csv 1 juni 2026 1 abababababab" in tekst


# The state of the installation.


def stand(**anders: Any) -> Toestand:
    vast: dict[str, Any] = {
        "profiel": "zuid-kennemerland",
        "versie": "0.1.0",
        "publicatie": None,
        "gemaakt_op": None,
        "bekend_op": None,
        "voorbeeldgegevens": False,
        "bronnen": (Bronstand("tlv", "TLV's", None, None, 0),),
        "ontbreekt": ("tlv",),
        "schijf_vrij": 3 * 1024**3,
        "backup": None,
        "klachten": (),
    }
    return Toestand(**(vast | anders))


def test_an_empty_installation_tells_what_is_not_there_yet(getoond: Getoond) -> None:
    tonen.toestand(stand(klachten=("er is nog niets gepubliceerd",)))
    tekst = getoond()
    assert tekst.startswith("Niet gezond:\ner is nog niets gepubliceerd\n")
    assert "Publicatie" not in tekst
    assert "tlv nog niet geleverd 0" in tekst
    assert "Vrij op de schijf: 3,0 GB" in tekst
    assert "Laatste back-up: nog geen; maak er een met 'peilstok backup FILE'" in tekst


@pytest.mark.parametrize("voorbeeld", [True, False])
def test_a_healthy_one_tells_how_old_everything_is(getoond: Getoond, voorbeeld: bool) -> None:
    bron = Bronstand("tlv", "TLV's", dt.date(2026, 5, 1), 31, 1200)
    gevuld = {"publicatie": "p0003", "gemaakt_op": NACHT, "bekend_op": dt.date(2026, 5, 31)}
    bon = Backupbon(NACHT, 100, "ab" * 32)
    tonen.toestand(stand(**gevuld, voorbeeldgegevens=voorbeeld, bronnen=(bron,), backup=bon))
    tekst = getoond()
    zin = "Publicatie p0003 van 1 juni 2026, zoals bekend op 31 mei 2026."
    assert tekst.startswith(f"Gezond.\n{zin}")
    assert ("Voorbeeldgegevens." in tekst) is voorbeeld
    assert "tlv 1 mei 2026 31 1.200" in tekst
    assert f"Laatste back-up: 1 juni 2026 om {NACHT.astimezone():%H:%M}" in tekst


def test_the_current_publication_and_one_for_medewerkers_alone_are_marked(getoond: Getoond) -> None:
    def versie(naam: str, huidig: bool, alvast: bool) -> Versie:
        return Versie(naam, NACHT, 12, "", {}, huidig, alvast)

    rijen = [("p0001", False, False), ("p0002", True, False), ("p0003", True, True)]
    tonen.versies([versie(*rij) for rij in rijen])
    _, een, twee, drie = getoond().splitlines()
    assert een.startswith("p0001 1 juni 2026 ")
    assert een.endswith(" 12")
    assert twee.endswith("12 huidig")
    assert drie.endswith("12 huidig, alleen voor medewerkers")
    tonen.versies([])
    assert getoond() == "Er is nog niets gepubliceerd."


def test_what_can_be_worked_out_is_named_per_doelgroep(getoond: Getoond) -> None:
    def vondst(*eenheid: str) -> Any:
        rij = SimpleNamespace(
            kengetal="tlv", periode="2024-02-01", grain="gemeente", eenheid=eenheid
        )
        return SimpleNamespace(doelgroep="openbaar", rij=rij, minimum=1.0, maximum=2.0)

    tonen.audit(Uitkomst(("openbaar", "toezicht"), (vondst("Haarlem"), vondst())))
    een, twee, slot = getoond().splitlines()
    assert een == "openbaar: tlv, 1 februari 2024, gemeente Haarlem: tussen 1 en 2"
    assert "gemeente hele regio: tussen" in twee
    assert slot == "2 doelgroepen onderzocht; 2 cellen uit te rekenen."
    tonen.audit(Uitkomst(("openbaar",), ()))
    assert getoond() == "1 doelgroep onderzocht; 0 cellen uit te rekenen."
