"""The sentences: figures, dates and years as a Dutch reader writes them."""

import datetime as dt
from decimal import Decimal

import pytest

from expectations import Toets
from expectations.zinnen import meld_gezakt, meld_rij


def met(melding: str) -> Toets:
    return Toets(
        id="financien.totaal",
        tabel="",
        regel="sql",
        ernst="waarschuwing",
        titel="Totalen kloppen met hun delen",
        oplossing="Controleer de post.",
        sql="select 1",
        melding=melding,
    )


@pytest.mark.parametrize(
    ("melding", "rij", "zin"),
    [
        ("{aantal}", {"aantal": 21747}, "21.747"),
        ("{verschil}", {"verschil": Decimal("-30000.00")}, "−30.000"),
        ("{verschil:€}", {"verschil": Decimal("-30000.00")}, "€ −30.000"),
        ("{waarde}", {"waarde": 1234.5}, "1.234,5"),
        ("{waarde:2}", {"waarde": 1234.5}, "1.234,50"),
        ("{aandeel:%}", {"aandeel": 0.0323}, "3,2%"),
        ("{jaar}", {"jaar": 2023}, "2023"),
        ("{schooljaar}", {"schooljaar": 2024}, "2024-2025"),
        ("{teldatum}", {"teldatum": dt.date(2023, 2, 1)}, "1 februari 2023"),
        ("{periode}", {"periode": "2024-2025"}, "schooljaar 2024-2025"),
        ("{periode}", {"periode": "ooit"}, "ooit"),
        ("{lid}", {"lid": True}, "ja"),
        ("{gemeente}", {"gemeente": None}, "onbekend"),
        ("{gemeente}", {"gemeente": ""}, "''"),
        ("{aantal:kaal}", {"aantal": 21747}, "21747"),
        ("{{letterlijk}} {a}", {"a": "x{y}"}, "{letterlijk} x{y}"),
        ("{w}", {"w": float("nan")}, "geen getal"),
        ("{w}", {"w": float("inf")}, "oneindig"),
    ],
)
def test_placeholders_are_filled_in_dutch(melding: str, rij: dict[str, object], zin: str) -> None:
    assert meld_rij(met(melding), rij) == zin


def test_three_rows_are_told_in_full_and_the_rest_is_counted() -> None:
    toets = met("In {jaar} wijkt het totaal {verschil:€} af.")
    rijen = [{"jaar": 2023 + n, "verschil": 30000 + n} for n in range(6)]
    assert meld_gezakt(toets, 1204, 0, rijen) == (
        "In 2023 wijkt het totaal € 30.000 af. In 2024 wijkt het totaal € 30.001 af."
        " In 2025 wijkt het totaal € 30.002 af. En nog 1.201 rijen."
    )
    assert meld_gezakt(toets, 4, 0, rijen).endswith("En nog 1 rij.")
    assert meld_gezakt(toets, 1, 0, rijen[:1]) == "In 2023 wijkt het totaal € 30.000 af."


@pytest.mark.parametrize(
    ("melding", "reden"),
    [
        ("In {jar}.", "kolom 'jar' staat niet in de rij"),
        ("{jaar:veel}", "veel"),
        ("{post:€}", "vraagt een getal, geen 'sbo'"),
        ("{}", "staat niet in de rij"),
    ],
)
def test_a_template_that_does_not_fit_never_hides_the_outcome(melding: str, reden: str) -> None:
    zin = meld_gezakt(met(melding), 2, 0, [{"jaar": 2023, "post": "sbo"}])
    assert zin.startswith("2 rijen voldoen niet aan 'Totalen kloppen met hun delen'.")
    assert reden in zin
