"""Search: what a Dutch reader types finds what is meant, best first."""

import pytest

from app.zoekmachine import Document, Index, past, plat, stam


@pytest.mark.parametrize(
    ("enkelvoud", "meervoud"),
    [
        ("school", "scholen"),
        ("bestuur", "besturen"),
        ("verwijzing", "verwijzingen"),
        ("thuiszitter", "thuiszitters"),
        ("klas", "klassen"),
        ("percentage", "percentages"),
        ("gemeente", "gemeenten"),
        ("kind", "kinderen"),
        ("jaar", "jaren"),
        ("verblijf", "verblijven"),
        ("prijs", "prijzen"),
        ("kerngebied", "kerngebieden"),
        ("terugplaatsing", "terugplaatsingen"),
        ("tlv", "tlvs"),
        ("wachtlijst", "wachtlijsten"),
    ],
)
def test_singular_and_plural_are_one_word(enkelvoud: str, meervoud: str) -> None:
    assert stam(enkelvoud) == stam(meervoud)


@pytest.mark.parametrize(
    ("een", "ander"), [("bestuur", "bestuderen"), ("school", "schaal"), ("leraar", "leerling")]
)
def test_other_words_stay_other_words(een: str, ander: str) -> None:
    assert stam(een) != stam(ander)


def test_accents_capitals_and_punctuation_do_not_count() -> None:
    assert plat("Eén café: TLV's, ’s-Gravenhage!") == "een cafe tlvs s gravenhage"


def index(*titels: str) -> Index:
    return Index([Document((t, t), ((t, 10.0), (f"uitleg bij {t}", 2.0))) for t in titels])


def gevonden(zoekindex: Index, vraag: str) -> list[str]:
    return [document.sleutel[0] for document, _ in zoekindex.zoek(vraag)]


TITELS = ("Thuiszitters", "Thuiszitters per 1.000", "Verwijzingspercentage", "Eigen vermogen")


@pytest.mark.parametrize(
    ("vraag", "eerste"),
    [
        ("thuiszitter", "Thuiszitters"),
        ("THUISZITTERS", "Thuiszitters"),
        ("thuiszit", "Thuiszitters"),
        ("zitters", "Thuiszitters"),
        ("thuizzitters", "Thuiszitters"),
        ("thuiszitters per 1.000", "Thuiszitters per 1.000"),
        ("verwijzingspercentages", "Verwijzingspercentage"),
        ("percentage", "Verwijzingspercentage"),
        ("het vermogen van ons", "Eigen vermogen"),
        ("vérmogen", "Eigen vermogen"),
    ],
)
def test_the_best_comes_first(vraag: str, eerste: str) -> None:
    assert gevonden(index(*TITELS), vraag)[0] == eerste


def test_every_word_counts() -> None:
    assert gevonden(index(*TITELS), "eigen thuiszitters 1000") != []
    assert gevonden(index("Eigen vermogen", "Eigen huis"), "eigen huis") == ["Eigen huis"]


def test_a_title_weighs_more_than_an_explanation() -> None:
    titel = Document(("titel", ""), (("Leerlingen", 10.0), ("Wie geteld is.", 2.0)))
    uitleg = Document(("uitleg", ""), (("Vermogen", 10.0), ("Per duizend leerlingen.", 2.0)))
    assert gevonden(Index([uitleg, titel]), "leerling") == ["titel", "uitleg"]


@pytest.mark.parametrize("vraag", ["", "   ", "?!", "olifant"])
def test_what_is_not_there_is_not_found(vraag: str) -> None:
    assert gevonden(index(*TITELS), vraag) == []


def test_a_short_word_is_no_part_of_another() -> None:
    assert gevonden(index("Onderwijs", "so"), "so") == ["so"]


def test_a_filter_takes_the_same_words_and_forgives_nothing() -> None:
    assert past("Deelname per bestuur", "besturen")
    assert past("Deelname per bestuur", "")
    assert not past("Deelname per bestuur", "bestour")
