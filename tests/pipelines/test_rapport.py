"""The report of a load as text, for the command line."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from pipelines.bevindingen import KRITIEK, WAARSCHUWING, Bevinding
from pipelines.rapport import (
    GETOOND,
    Bestandsrapport,
    Deelrapport,
    Laadrapport,
    Wijziging,
    als_tekst,
    json_waarde,
)


def regels(regel: str) -> list[str]:
    bevinding = Bevinding(KRITIEK, regel, "Wat er is.", "Wat te doen.", bestand="a.csv", rij=3)
    bestand = Bestandsrapport("a.csv", "0" * 64, "geweigerd", bevindingen=(bevinding,))
    return list(als_tekst(Laadrapport("geweigerd", "Niets veranderd.", None, (bestand,))))


@pytest.mark.parametrize(
    ("regel", "optie"),
    [("bron_onbekend", "--bron"), ("kolom_ontbreekt", "--kolommen"), ("geen_datum", "")],
)
def test_the_command_line_names_the_option_that_helps(regel: str, optie: str) -> None:
    gevonden = [r for r in regels(regel) if "Opties van peilstok load" in r]
    assert len(gevonden) == bool(optie)
    assert all(r.endswith(f": {optie}.") for r in gevonden)
    assert any("rij 3: Wat er is. Wat te doen." in r for r in regels(regel))


def tekst(*bestanden: Bestandsrapport, **anders: Any) -> list[str]:
    rapport = Laadrapport("geladen", "Geladen als p0002.", "p0002", bestanden, **anders)
    return list(als_tekst(rapport))


def test_a_file_tells_what_it_brought_what_was_assumed_and_where_its_report_is() -> None:
    jaren = tuple(f"{jaar}-{jaar + 1}" for jaar in range(2019, 2025))
    delen = (Deelrapport("scholen", 1200, jaren), Deelrapport("leerlingen", 1, ()))
    bestand = Bestandsrapport(
        "a.csv",
        "0" * 64,
        "geladen",
        4,
        delen,
        aannames=("de kolommenkaart van vorig jaar",),
        rapport="a-bevindingen.xlsx",
    )
    assert tekst(bestand) == [
        "Geladen als p0002.",
        "  a.csv: geladen als levering 4 — scholen: 1.200 rijen"
        " (2019-2020, 2020-2021, 2021-2022 en 3 meer); leerlingen: 1 rij",
        "      aangenomen: de kolommenkaart van vorig jaar",
        "      rapport: a-bevindingen.xlsx",
    ]


def test_of_many_findings_of_one_kind_the_rest_is_counted_and_the_serious_come_first() -> None:
    licht = [Bevinding(WAARSCHUWING, "opmerking", "Klein.", "Let op.")]
    zwaar = [
        Bevinding(KRITIEK, "geen_datum", "Fout.", "Herstel.", rij=rij, kolom="datum")
        for rij in range(2, GETOOND + 1205)
    ]
    bestand = Bestandsrapport("a.csv", "0" * 64, "geweigerd", bevindingen=(*licht, *zwaar))
    regels_ = tekst(bestand)[2:]
    assert regels_[0] == "      [kritiek] rij 2, kolom datum: Fout. Herstel."
    assert regels_[GETOOND] == "      [waarschuwing] Klein. Let op."
    assert regels_[GETOOND + 1 :] == ["      en 1.203 andere van de soort 'geen_datum'"]


def test_what_is_found_in_a_file_for_two_bronnen_is_told_once() -> None:
    dubbel = [
        Bevinding(KRITIEK, "geen_datum", "Fout.", "Herstel.", bron=bron, rij=3)
        for bron in ("scholen", "leerlingen")
    ]
    bestand = Bestandsrapport("a.csv", "0" * 64, "geweigerd", bevindingen=tuple(dubbel))
    assert sum("rij 3" in regel for regel in tekst(bestand)) == 1


def test_a_file_that_is_no_delivery_is_named_and_cannot_steer_a_terminal() -> None:
    regels_ = tekst(overgeslagen=("brief\x1b[2J.docx",))
    assert regels_[1] == "  brief?[2J.docx: overgeslagen, dit is geen csv- of xlsx-bestand"


def test_checks_come_with_their_cure_when_there_is_one() -> None:
    toets = {"ernst": "kritiek", "titel": "Elke school staat er.", "melding": "Er mist er een."}
    regels_ = tekst(toetsen=(toets | {"oplossing": "Lever scholen."}, toets | {"oplossing": ""}))
    assert regels_[1:] == [
        "",
        "Controles die aandacht vragen:",
        "  [kritiek] Elke school staat er: Er mist er een.",
        "      Lever scholen.",
        "  [kritiek] Elke school staat er: Er mist er een.",
    ]


@pytest.mark.parametrize("meer", [0, 3])
def test_changed_figures_are_shown_and_of_very_many_the_rest_is_counted(meer: int) -> None:
    wijziging = Wijziging("tlv", "TLV's", "2024-02-01", 1.0, 2.0, "1 TLV", "2 TLV's")
    regels_ = tekst(wijzigingen=(wijziging,) * (GETOOND + meer))
    assert regels_[2] == f"Wat er verandert in de cijfers van de regio ({GETOOND + meer}):"
    assert regels_[3] == "  TLV's, 1 februari 2024: 1 TLV → 2 TLV's"
    assert regels_[3 + GETOOND :] == (["  en 3 andere; zie --json"] if meer else [])


def test_json_has_days_as_iso_text_and_amounts_as_numbers() -> None:
    inhoud = [dt.date(2026, 6, 1), dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC), Decimal("1.5")]
    assert json.loads(json.dumps(inhoud, default=json_waarde)) == [
        "2026-06-01",
        "2026-06-01T09:00:00+00:00",
        1.5,
    ]
    with pytest.raises(TypeError, match="set past niet in JSON"):
        json.dumps({1}, default=json_waarde)


@pytest.mark.parametrize(
    ("waar", "plek"),
    [
        ({"bestand": "a.csv", "rij": 4, "kolom": "datum"}, "a.csv, rij 4, kolom 'datum': "),
        ({"rij": 4}, "rij 4: "),
        ({"kolom": "datum"}, "kolom 'datum': "),
        ({}, ""),
    ],
)
def test_a_finding_says_where_it_is_as_far_as_is_known(waar: dict[str, Any], plek: str) -> None:
    assert Bevinding(KRITIEK, "x", "Fout.", "Herstel.", **waar).tekst == f"{plek}Fout. Herstel."
