"""What a sentence says beside the figure: the country, who is missing, what is not complete."""

from dataclasses import dataclass

import pytest

from warehouse.duiding import Gemist, Punt, duid


@dataclass(frozen=True)
class Kengetal:
    onderwerp: str
    soort: str = "aantal"
    eenheid: str = "leerlingen"
    decimalen: int = 0
    gunstig: str = "geen"


LEERLINGEN = Kengetal("het aantal leerlingen")
DEELNAME = Kengetal("de deelname aan het sbo", "aandeel", "%", 2, "lager")
DOORLOOPTIJD = Kengetal("de mediane doorlooptijd", "verdeling", "dagen", 0, "lager")
SCORE = Kengetal("de gemiddelde score", "gemiddelde", "op een schaal van 1 tot 5", 2, "hoger")
SCHOLEN = ("De Boog", "De Brug", "De Kring")
ALLEEN = "; er is nog geen eerder cijfer om mee te vergelijken."


def aandeel(x: float = 0.0315, onder: float | None = 0.0292, boven: float | None = 0.034) -> Punt:
    return Punt("2024-10-01", x, x, x, onder=onder, boven=boven)


@pytest.mark.parametrize(
    ("landelijk", "is_vergelijkbaar", "zin"),
    [
        (0.0257, True, "Landelijk was het 2,57%; hier is het duidelijk hoger."),
        (0.0357, True, "Landelijk was het 3,57%; hier is het duidelijk lager."),
        (0.0340, True, "Landelijk was het 3,40%; het verschil past bij toeval."),
        (
            0.0257,
            False,
            "Het landelijke cijfer, 2,57%, is anders geteld en daarom niet vergeleken.",
        ),
        (None, True, ""),
    ],
)
def test_beside_the_country(landelijk: float | None, is_vergelijkbaar: bool, zin: str) -> None:
    duiding = duid(DEELNAME, [aandeel()], landelijk=landelijk, is_vergelijkbaar=is_vergelijkbaar)
    eigen = "Op 1 oktober 2024 was de deelname aan het sbo 3,15%" + ALLEEN
    assert duiding.zin == f"{eigen} {zin}".strip()


def test_without_an_interval_nothing_is_said_of_the_difference_with_the_country() -> None:
    zin = duid(DEELNAME, [aandeel(onder=None, boven=None)], landelijk=0.0257).zin
    assert zin.endswith(" Landelijk was het 2,57%.")


@pytest.mark.parametrize(
    ("verwacht", "namen", "zin"),
    [
        (86, SCHOLEN, "Let op: van de 86 scholen ontbreken er 3 in dit cijfer."),
        (86, SCHOLEN[:1], "Let op: van de 86 scholen ontbreekt er 1 in dit cijfer."),
        (3, SCHOLEN, "Let op: alle 3 scholen ontbreken in dit cijfer."),
        (1, SCHOLEN[:1], "Let op: De Boog ontbreekt in dit cijfer."),
        (86, (), ""),
    ],
)
def test_who_is_missing(verwacht: int, namen: tuple[str, ...], zin: str) -> None:
    punt = Punt("2024-02-01", 21000, 21000, 21000)
    gemist = Gemist("scholen", verwacht, namen)
    eigen = "Op 1 februari 2024 was het aantal leerlingen 21.000" + ALLEEN
    assert duid(LEERLINGEN, [punt], gemist=gemist).zin == f"{eigen} {zin}".strip()


@pytest.mark.parametrize(
    ("onbekend", "zin"),
    [
        (0, ""),
        (1, "Let op: 1 geval is onbekend en telt niet mee."),
        (1200, "Let op: 1.200 gevallen zijn onbekend en tellen niet mee."),
    ],
)
def test_of_a_distribution_the_unknown_cases_are_told(onbekend: int, zin: str) -> None:
    reeks = [
        Punt("2023-2024", 33, 33, 33, onder=30, boven=36),
        Punt("2024-2025", 31, 31, 31, onbekend=onbekend, onder=28, boven=34),
    ]
    duiding = duid(DOORLOOPTIJD, reeks)
    eigen = (
        "De mediane doorlooptijd daalde in een jaar van 33 naar 31 dagen; de reeks is nog te kort"
        " voor een oordeel."
    )
    assert duiding.zin == f"{eigen} {zin}".strip()
    assert duiding.waarde == 31


@pytest.mark.parametrize(
    ("kengetal", "punt", "zin"),
    [
        (LEERLINGEN, Punt("2024-2025", 1, 1, 1), "het aantal leerlingen is tot nu toe 1."),
        (LEERLINGEN, Punt("2024-2025", 0, 0, 0), "het aantal leerlingen is tot nu toe 0."),
        (
            LEERLINGEN,
            Punt("2024-2025", None, 4, 9),
            "het aantal leerlingen is tot nu toe tussen 4 en 9.",
        ),
        (
            DEELNAME,
            Punt("2024-2025", 0.0123, 0.0123, 0.0123),
            "de deelname aan het sbo is tot nu toe 1,23%.",
        ),
        (
            DOORLOOPTIJD,
            Punt("2024-2025", 1, 1, 1, onbekend=2),
            "de mediane doorlooptijd is tot nu toe 1 dag. Let op: 2 gevallen zijn onbekend en"
            " tellen niet mee.",
        ),
    ],
)
def test_a_period_that_runs_is_told_and_not_judged(
    kengetal: Kengetal, punt: Punt, zin: str
) -> None:
    eerder = Punt("2023-2024", 50, 50, 50, onder=40, boven=60)
    duiding = duid(kengetal, [eerder, punt], 10, is_onvolledig=True, landelijk=5)
    begin = "Over schooljaar 2024-2025 zijn de gegevens nog niet compleet; "
    assert duiding.zin == begin + zin
    assert (duiding.trend, duiding.status, duiding.vorige_periode) == (None, None, None)


@pytest.mark.parametrize(
    ("punt", "zin"),
    [
        (
            Punt("2024-2025", symbool="<5"),
            "In schooljaar 2024-2025 was het aantal leerlingen lager dan 5; het precieze aantal"
            " blijft verborgen om herkenning te voorkomen.",
        ),
        (Punt("2024-2025"), "In schooljaar 2024-2025 was het aantal leerlingen onbekend."),
        (
            Punt("2024-2025", 12, 12, None, ontbreekt=2),
            "In schooljaar 2024-2025 was het aantal leerlingen minstens 12; 2 tellingen ontbreken.",
        ),
    ],
)
@pytest.mark.parametrize("is_onvolledig", [False, True])
def test_what_cannot_be_shown_says_nothing_beside_it(
    punt: Punt, zin: str, is_onvolledig: bool
) -> None:
    """No target, no country, nobody missing: each would say something of the hidden figure."""
    duiding = duid(
        LEERLINGEN,
        [punt],
        10,
        is_onvolledig=is_onvolledig,
        landelijk=5,
        gemist=Gemist("scholen", 86, SCHOLEN),
    )
    assert duiding.zin == zin


@pytest.mark.parametrize(
    ("toen", "nu", "zin"),
    [
        (3.79, 3.85, "steeg in een jaar van 3,79 naar 3,85 op een schaal van 1 tot 5"),
        (3.85, 3.85, "bleef in een jaar gelijk op 3,85 op een schaal van 1 tot 5"),
        (3.851, 3.849, "bleef in een jaar vrijwel gelijk op 3,85 op een schaal van 1 tot 5"),
    ],
)
def test_a_mean(toen: float, nu: float, zin: str) -> None:
    reeks = [Punt("2023-2024", toen, toen, toen), Punt("2024-2025", nu, nu, nu)]
    duiding = duid(SCORE, reeks, 4)
    assert duiding.zin == (
        f"De gemiddelde score {zin}. De streefwaarde van minstens 4 op een schaal van 1 tot 5 is"
        " niet gehaald."
    )
