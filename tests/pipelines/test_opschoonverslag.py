"""What a purge tells: how many rows, what it means for the figures, and why it did not happen."""

import datetime as dt
from typing import Any

import pytest

from pipelines.opschoonverslag import Bronverslag, Opschoonverslag, als_tekst

TLV = Bronverslag("tlv", "TLV's", 1200, 1)
LEEG = Bronverslag("thuiszitters", "Thuiszitters", 0, 3)


def verslag(afloop: Any, *bronnen: Bronverslag, **anders: Any) -> Opschoonverslag:
    return Opschoonverslag(afloop, dt.date(2021, 7, 31), 3, bronnen, **anders)


@pytest.mark.parametrize(
    ("gemaakt", "zin"),
    [
        (verslag("proef", TLV), "Proef: 1.200 rijen over leerlingen zouden worden verwijderd"),
        (verslag("proef", LEEG), "Er is niets te verwijderen: geen rij is ouder dan 3 jaar"),
        (verslag("niets"), "Er is niets te verwijderen"),
        (verslag("opgeschoond", TLV, publicatie="p0004"), "Opgeschoond: 1.200 rijen"),
        (verslag("geweigerd", TLV), "Niet opgeschoond: er is niets veranderd."),
    ],
)
def test_one_sentence_says_what_became_of_it(gemaakt: Opschoonverslag, zin: str) -> None:
    assert gemaakt.zin.startswith(zin)
    assert next(als_tekst(gemaakt)) == gemaakt.zin
    assert gemaakt.als_dict()["rijen"] == gemaakt.rijen


def test_a_bron_from_which_nothing_goes_is_not_named() -> None:
    regels = list(als_tekst(verslag("proef", TLV, LEEG)))
    assert regels[1:] == ["  tlv: 1.200 rijen uit 1 levering"]


def test_what_a_purge_means_for_the_figures_and_the_logboek_is_told() -> None:
    gemaakt = verslag(
        "opgeschoond",
        TLV,
        publicatie="p0004",
        bevroren=1,
        veranderd=(("tlv_afgegeven", "2025-2026"),),
        logmaanden=("2023-01.jsonl", "2023-02.jsonl"),
    )
    tekst = "\n".join(als_tekst(gemaakt))
    assert "Publicatie p0004 is nu de huidige." in tekst
    assert "1 cijfer van perioden die ermee werden berekend" in tekst
    assert "Let op: tlv_afgegeven over 2025-2026 telt voortaan zonder wat is verwijderd." in tekst
    assert "Van het logboek zijn 2 maanden verwijderd" in tekst


def test_a_refused_purge_names_the_check_and_what_to_do() -> None:
    toets = {"titel": "Elke school staat er", "melding": "Er mist er een.", "oplossing": "Lever."}
    regels = list(als_tekst(verslag("geweigerd", TLV, toetsen=(toets,))))
    assert regels[-1] == "  Elke school staat er: Er mist er een. Lever."
