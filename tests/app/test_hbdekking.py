"""Where people trained in begaafdheid are: who has nobody, and how far off help is."""

import pytest

from app.begaafd import SchoolHb
from app.components import landkaart
from app.components.hbdekking import bereken, titel

HAARLEM, ZANDVOORT = (52.381, 4.637), (52.371, 4.533)


def school(code: str, experts: int = 0, specialisten: int = 0) -> SchoolHb:
    return SchoolHb(code, f"School {code}", "90001", "Haarlem", "Oost", experts, specialisten)


def test_a_kilometer_is_one_as_the_crow_flies() -> None:
    assert landkaart.kilometers(HAARLEM, ZANDVOORT) == pytest.approx(7.15, abs=0.05)
    assert landkaart.kilometers(HAARLEM, HAARLEM) == 0


def test_every_school_knows_the_nearest_specialist() -> None:
    scholen = [school("A", 1, 1), school("B", 2), school("C"), school("D")]
    plaatsen = {"A": HAARLEM, "B": HAARLEM, "C": ZANDVOORT}
    a, b, c, d = bereken(scholen, plaatsen, {"A": 100.0})
    assert [x.stand for x in (a, b, c, d)] == ["specialist", "geschoold", "niemand", "niemand"]
    assert (a.ver, b.ver, d.ver) == (None, 0.0, None), "zonder plaats is de afstand onbekend"
    assert c.ver == pytest.approx(7.15, abs=0.05)
    assert titel([a, b, c, d]) == (
        "Op 2 van de 4 scholen is nu niemand geschoold; School C ligt met 7,1 km het verst van "
        "een specialist"
    )


def test_without_any_specialist_nothing_is_far_from_one() -> None:
    dekking = bereken([school("A", 1), school("B")], {"A": HAARLEM, "B": ZANDVOORT}, {})
    assert [d.ver for d in dekking] == [None, None]
    assert titel(dekking) == "Op 1 van de 2 scholen is nu niemand geschoold"
