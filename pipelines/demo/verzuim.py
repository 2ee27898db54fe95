"""Bron `verzuim`: what leerplicht counts per gemeente over a school year; small numbers as <5.

One delivery per school year, and one late correction of a single gemeente.
"""

from collections.abc import Iterator

from pipelines.demo.kalender import schooljaar_tekst, voltooide_schooljaren
from pipelines.demo.schrijver import CSV_EXCEL, Levering, Waarde, afgeschermd
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("schooljaar", "gemeente", "soort", "aantal")

# Expected in Haarlem in 2022-2023, and for the others their size beside it.
SOORTEN = {
    "absoluut": 22.0,
    "langdurig relatief": 31.0,
    "overig": 118.0,
    "vrijstelling 5 onder a": 38.0,
    "vrijstelling 5 onder b": 9.0,
    "vrijstelling 5 onder c": 6.0,
    "vrijstelling 15": 11.0,
}
GROOTTE = {
    "Haarlem": 1.0,
    "Bloemendaal": 0.13,
    "Heemstede": 0.15,
    "Zandvoort": 0.12,
    "Haarlemmermeer": 0.86,
}
# Fewer were seen while the schools were closed, many more after it.
JAAR = {2016: 0.78, 2017: 0.82, 2018: 0.88, 2019: 0.66, 2020: 0.8, 2021: 1.05, 2024: 0.95}
JAAR_NU = 0.9

CORRECTIE = (2024, "Zandvoort", "langdurig relatief", 3)


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """Per school year all gemeenten; then Zandvoort once more, with the cases found later."""
    correctiejaar, plaats, gezien, erbij = CORRECTIE
    for jaar in voltooide_schooljaren():
        aantallen = _aantallen(wereld, jaar)
        naam = f"verzuim_{schooljaar_tekst(jaar)}"
        rijen = _rijen(jaar, aantallen)
        yield Levering("verzuim", naam, KOLOMMEN, rijen, CSV_EXCEL)
        if jaar == correctiejaar:
            beter = {sleutel: n for sleutel, n in aantallen.items() if sleutel[0] == plaats}
            beter[plaats, gezien] += erbij
            naam = f"{naam}_correctie_{plaats.lower()}"
            yield Levering("verzuim", naam, KOLOMMEN, _rijen(jaar, beter))


def _aantallen(wereld: Wereld, jaar: int) -> dict[tuple[str, str], int]:
    uit = {}
    for gemeente, grootte in GROOTTE.items():
        rng = wereld.rng("verzuim", gemeente, jaar)
        for soort, aantal in SOORTEN.items():
            verwacht = aantal * grootte * JAAR.get(jaar, JAAR_NU if jaar > 2024 else 1.0)
            uit[gemeente, soort] = max(0, round(rng.gauss(verwacht, verwacht**0.5 * 0.8)))
    # Found by leerplicht only after the year was reported.
    uit[CORRECTIE[1], CORRECTIE[2]] = max(5, uit[CORRECTIE[1], CORRECTIE[2]])
    return uit


def _rijen(jaar: int, aantallen: dict[tuple[str, str], int]) -> list[tuple[Waarde, ...]]:
    return [
        (schooljaar_tekst(jaar), gemeente, soort, afgeschermd(aantal))
        for (gemeente, soort), aantal in aantallen.items()
    ]
