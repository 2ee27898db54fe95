"""The gate on a real DuckDB file: every rule, both ways, counted exactly."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations import Toets, Uitslag
from expectations.poort import toets_alles

SLEUTEL = ("school_code", "onderwijssoort", "aantal")


def toets(regel: str, tabel: str = "leerlingen", **anders: Any) -> Toets:
    velden: dict[str, Any] = {
        "id": f"{tabel}.{regel}",
        "tabel": tabel,
        "regel": regel,
        "ernst": "kritiek",
        "titel": "Het aantal klopt",
        "oplossing": "Verbeter de levering.",
    }
    return Toets(**(velden | anders))


def enige(werk: Path, een: Toets) -> Uitslag:
    [uitslag] = toets_alles(werk, [een])
    assert uitslag.toets is een
    return uitslag


@pytest.mark.parametrize(
    ("goed", "melding"),
    [
        (
            toets("kolommen", kolommen=("teldatum", "aantal")),
            "Tabel leerlingen heeft alle 2 verwachte kolommen.",
        ),
        (toets("rijen", minimum=7, maximum=7), "Tabel leerlingen heeft 7 rijen."),
        (
            toets("gevuld", kolommen=("school_code",)),
            "7 rijen getoetst, geen afwijking gevonden.",
        ),
        (toets("codes", kolommen=("onderwijssoort",), waarden=("bao", "sbo", "so?")), ""),
        (toets("codes", kolommen=("leerjaar",), waarden=("1", "7", "8")), ""),
        (toets("bereik", kolommen=("aantal",), minimum=-3, maximum=1604), ""),
        (toets("bereik", kolommen=("tarief",), minimum=0.1, maximum=0.5), ""),
        (toets("uniek", tabel="posten", kolommen=("jaar", "post")), "3 rijen getoetst"),
        (toets("sql", sql="select * from leerlingen where aantal > 9999"), "Geen afwijking"),
        (toets("sql", tabel="", sql="select 1 where false"), "Geen afwijking gevonden."),
        (toets("rijen", tabel="thuiszitters", maximum=0), "Tabel thuiszitters heeft 0 rijen."),
        (toets("gevuld", tabel="grote_school", kolommen=("aantal",)), "2 rijen getoetst"),
        (toets("gevuld", kolommen=("aantal",), waar="onderwijssoort = 'bao'"), "2 rijen getoetst"),
    ],
    ids=lambda waarde: waarde.regel if isinstance(waarde, Toets) else "",
)
def test_data_that_holds_passes_and_says_how_much_was_looked_at(
    werk: Path, goed: Toets, melding: str
) -> None:
    uitslag = enige(werk, goed)
    assert (uitslag.uitkomst, uitslag.aantal, uitslag.voorbeelden) == ("geslaagd", 0, ())
    assert uitslag.melding.startswith(melding)


@pytest.mark.parametrize(
    ("fout", "aantal", "melding"),
    [
        (
            toets("kolommen", kolommen=("aantal", "geslacht")),
            1,
            "In tabel leerlingen ontbreekt kolom geslacht.",
        ),
        (
            toets("kolommen", kolommen=("herkomst", "aantal", "geslacht")),
            2,
            "In tabel leerlingen ontbreken kolommen geslacht en herkomst.",
        ),
        (
            toets("rijen", minimum=1000),
            993,
            "Tabel leerlingen heeft 7 rijen; verwacht: ten minste 1.000.",
        ),
        (
            toets("rijen", minimum=1, maximum=5),
            2,
            "Tabel leerlingen heeft 7 rijen; verwacht: ten minste 1 en ten hoogste 5.",
        ),
        (
            toets("gevuld", kolommen=("aantal",)),
            2,
            "2 van de 7 rijen van tabel leerlingen hebben geen waarde in kolom aantal.",
        ),
        (
            toets("codes", kolommen=("onderwijssoort",), waarden=("bao", "sbo")),
            1,
            "1 van de 7 rijen van tabel leerlingen heeft een onbekende code in kolom"
            " onderwijssoort: so?. Toegestaan: bao, sbo.",
        ),
        (
            toets("codes", kolommen=("leerjaar",), waarden=("1", "2")),
            4,
            "4 van de 7 rijen van tabel leerlingen hebben een onbekende code in kolom"
            " leerjaar: 7, 8. Toegestaan: 1, 2.",
        ),
        (
            toets("bereik", kolommen=("aantal",), minimum=0, maximum=1500),
            2,
            "2 van de 7 rijen van tabel leerlingen vallen in kolom aantal buiten de grenzen"
            " (ten minste 0 en ten hoogste 1.500): 1.604, −3.",
        ),
        (
            toets("uniek", kolommen=("school_code", "onderwijssoort")),
            4,
            "4 van de 7 rijen van tabel leerlingen hebben dezelfde school_code en"
            " onderwijssoort als een andere rij, zoals: 05AB00, sbo.",
        ),
        (
            toets("sql", sql="select * from leerlingen where aantal < 100"),
            2,
            "2 rijen voldoen niet aan 'Het aantal klopt'.",
        ),
        (
            toets("gevuld", kolommen=("aantal",), waar="leerjaar = 1"),
            1,
            "1 van de 3 rijen van tabel leerlingen heeft geen waarde in kolom aantal.",
        ),
    ],
    ids=lambda waarde: waarde.regel if isinstance(waarde, Toets) else "",
)
def test_what_does_not_hold_is_counted_exactly_and_told_in_dutch(
    werk: Path, fout: Toets, aantal: int, melding: str
) -> None:
    uitslag = enige(werk, fout)
    assert (uitslag.uitkomst, uitslag.aantal) == ("gezakt", aantal)
    assert uitslag.melding == melding
    assert uitslag.houdt_tegen


def test_the_examples_are_the_failing_rows_with_every_column(werk: Path) -> None:
    uitslag = enige(werk, toets("bereik", kolommen=("aantal",), minimum=0, maximum=1500))
    assert [rij["aantal"] for rij in uitslag.voorbeelden] == [1604, -3]
    assert all(rij["school_code"] == "09XY00" for rij in uitslag.voorbeelden)
    assert len(uitslag.voorbeelden[0]) == 7


def test_a_year_reads_as_a_year(werk: Path) -> None:
    uitslag = enige(werk, toets("bereik", "posten", kolommen=("jaar",), minimum=2000, maximum=2023))
    assert uitslag.melding == (
        "1 van de 3 rijen van tabel posten valt in kolom jaar buiten de grenzen"
        " (ten minste 2000 en ten hoogste 2023): 2024."
    )


def test_nan_and_infinity_are_in_no_range_also_without_an_upper_bound(werk: Path) -> None:
    uitslag = enige(werk, toets("bereik", kolommen=("index_cijfer",), minimum=0))
    assert uitslag.aantal == len(uitslag.voorbeelden) == 2
    assert uitslag.melding.endswith("(ten minste 0): geen getal, oneindig.")


def test_examples_come_in_the_order_of_the_select(werk: Path) -> None:
    uitslag = enige(werk, toets("sql", sql="select * from veel order by nummer desc"))
    assert [rij["nummer"] for rij in uitslag.voorbeelden] == list(range(999, 979, -1))


def test_nulls_are_equal_in_a_key(werk: Path) -> None:
    with duckdb.connect(str(werk)) as db:
        db.execute(
            "create table sleutels as from (values ('a', null), ('a', null), ('b', 1)) t(x, y)"
        )
    uitslag = enige(werk, toets("uniek", tabel="sleutels", kolommen=("x", "y")))
    assert uitslag.aantal == 2
    assert uitslag.voorbeelden == ({"x": "a", "y": None}, {"x": "a", "y": None})


def test_a_thousand_failing_rows_are_counted_and_twenty_kept(werk: Path) -> None:
    uitslagen = toets_alles(
        werk,
        [
            toets("sql", id="sql", sql="select * from veel"),
            toets("bereik", id="bereik", tabel="veel", kolommen=("nummer",), maximum=-1),
            toets("codes", id="codes", tabel="veel", kolommen=("nummer",), waarden=("-1",)),
            toets("sql", id="nog een", tabel="", sql="select * from veel where nummer >= 250"),
        ],
    )
    assert [uitslag.aantal for uitslag in uitslagen] == [1000, 1000, 1000, 750]
    assert [len(uitslag.voorbeelden) for uitslag in uitslagen] == [20] * 4
    assert uitslagen[1].melding.startswith("Alle 1.000 rijen van tabel veel vallen")
    assert uitslagen[2].melding.endswith("0, 1, 2 …. Toegestaan: -1.")


@pytest.mark.parametrize(
    "sql",
    [
        "select * from posten where post like '%{HB} \"50%\"'",
        "select * from posten where post like '%: impuls%'; -- post:naam {x}\n",
        "select * from posten where regexp_matches(post, 'impuls \\{[A-Z]{2}\\}')",
        "with p as (select * from posten) select p.* from p join posten q using (jaar, post)"
        " where p.bedrag::int = 7412301 -- {",
        "-- één café ervóór\nselect * from posten where bedrag < 1e7 /* € */ ;\n-- einde: {klaar}",
        "select * from posten where post <> 'totaal_baten' and 'a\\:b' = 'a' || chr(92) || ':b'",
    ],
)
def test_sql_is_taken_as_it_is_written(werk: Path, sql: str) -> None:
    een = toets("sql", tabel="", sql=sql, melding="Post {post} in {jaar}: {bedrag:€}.")
    uitslag = enige(werk, een)
    assert (uitslag.uitkomst, uitslag.aantal) == ("gezakt", 1)
    assert uitslag.melding == ('Post lichte ondersteuning: impuls {HB} "50%" in 2023: € 7.412.301.')


def test_codes_and_conditions_are_taken_as_they_are_written(werk: Path) -> None:
    naam = 'lichte ondersteuning: impuls {HB} "50%"'
    codes = ("totaal_baten", "it's", naam)
    waar = "post <> 'x:y {z}' and jaar = 2023"
    uitslagen = toets_alles(
        werk,
        [
            toets("codes", "posten", id="a", kolommen=("post",), waarden=codes, waar=waar),
            toets("codes", "posten", id="b", kolommen=("post",), waarden=codes[:2], waar=waar),
            toets("uniek", "posten", id="c", kolommen=("jaar",), waar=waar),
        ],
    )
    assert [uitslag.aantal for uitslag in uitslagen] == [0, 1, 2]
    assert [uitslag.uitkomst for uitslag in uitslagen] == ["geslaagd", "gezakt", "gezakt"]


def test_names_need_no_care(werk: Path) -> None:
    with duckdb.connect(str(werk)) as db:
        db.execute('create table "gek ""x"":y {z}" as select null as "van:tot {n}", 1 as "select"')
    tabel = 'gek "x":y {z}'
    uitslagen = toets_alles(
        werk,
        [
            toets("gevuld", tabel, id="a", kolommen=("van:tot {n}",)),
            toets("bereik", tabel, id="b", kolommen=("select",), maximum=0),
            toets("uniek", tabel, id="c", kolommen=("select", "van:tot {n}")),
            toets("kolommen", tabel, id="d", kolommen=("select", "van:tot {n}")),
        ],
    )
    assert [(u.uitkomst, u.aantal) for u in uitslagen] == [
        ("gezakt", 1),
        ("gezakt", 1),
        ("geslaagd", 0),
        ("geslaagd", 0),
    ]


@pytest.mark.parametrize(
    ("een", "reden", "melding"),
    [
        (
            toets("kolommen", tabel="tlv", kolommen=("aanvraag_id",)),
            "geen_tabel",
            "Niet uitgevoerd: tabel tlv bestaat niet.",
        ),
        (
            toets("uniek", kolommen=("school_code", "geslacht", "herkomst")),
            "geen_kolom",
            "Niet uitgevoerd: in tabel leerlingen ontbreken kolommen geslacht en herkomst.",
        ),
        (
            toets("gevuld", tabel="thuiszitters", kolommen=("casus",)),
            "geen_rijen",
            "Niet uitgevoerd: over thuiszitters zijn nog geen gegevens.",
        ),
        (
            toets("sql", tabel="thuiszitters", sql="select 1 where false"),
            "geen_rijen",
            "Niet uitgevoerd: over thuiszitters zijn nog geen gegevens.",
        ),
        (
            toets("gevuld", kolommen=("aantal",), waar="leerjaar = 3"),
            "geen_rijen",
            "Niet uitgevoerd: hierover zijn nog geen gegevens.",
        ),
        (
            toets("bereik", kolommen=("onderwijssoort",), minimum=0),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: Binder Error: Cannot"
            " compare values of type VARCHAR and type DOUBLE",
        ),
        (
            toets("codes", kolommen=("leerjaar",), waarden=("1", "onbekend")),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: Conversion Error",
        ),
        (
            toets("sql", sql="select * from bestaat_niet"),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: Catalog Error: Table with"
            " name bestaat_niet does not exist!",
        ),
        (
            toets("sql", sql="selecteer alles"),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: Parser Error",
        ),
        (
            toets("sql", sql="select 1; select 2"),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: de SQL van een toets is"
            " precies één SELECT",
        ),
        (
            toets("sql", sql="drop table leerlingen"),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: de SQL van een toets is"
            " precies één SELECT",
        ),
        (
            toets("sql", sql="select cast(school_code as int) as n from leerlingen"),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: Conversion Error",
        ),
        (
            toets("gevuld", kolommen=("aantal",), waar="jaar = 2023"),
            "fout",
            "Niet uitgevoerd: de toets brak af. De melding daarbij was: Binder Error",
        ),
    ],
)
def test_what_was_not_carried_out_never_looks_like_a_pass(
    werk: Path, een: Toets, reden: str, melding: str
) -> None:
    uitslag = enige(werk, een)
    assert (uitslag.uitkomst, uitslag.reden) == ("niet_uitgevoerd", reden)
    assert (uitslag.aantal, uitslag.voorbeelden) == (0, ())
    assert uitslag.melding.startswith(melding)


def test_one_broken_check_leaves_the_others_alone_and_the_order_as_asked(werk: Path) -> None:
    uitslagen = toets_alles(
        werk,
        [
            toets("bereik", id="stuk", kolommen=("onderwijssoort",), minimum=0),
            toets("bereik", id="goed", kolommen=("leerjaar",), minimum=1, maximum=8),
            toets("sql", id="ook stuk", sql="select * from bestaat_niet"),
            toets("gevuld", id="gezakt", kolommen=("aantal",)),
            toets("sql", id="sql", sql="select * from posten"),
            toets("gevuld", id="weg", tabel="tlv", kolommen=("aantal",)),
            toets("rijen", id="rijen", minimum=1),
        ],
    )
    assert {uitslag.toets.id: uitslag.uitkomst for uitslag in uitslagen} == {
        "stuk": "niet_uitgevoerd",
        "goed": "geslaagd",
        "ook stuk": "niet_uitgevoerd",
        "gezakt": "gezakt",
        "sql": "gezakt",
        "weg": "niet_uitgevoerd",
        "rijen": "geslaagd",
    }
    assert list(dict.fromkeys(uitslag.toets.id for uitslag in uitslagen))[:3] == [
        "stuk",
        "goed",
        "ook stuk",
    ]


def test_the_same_check_twice_under_two_names_gives_two_outcomes(werk: Path) -> None:
    uitslagen = toets_alles(
        werk,
        [
            toets("gevuld", id="a", kolommen=("aantal",)),
            toets("gevuld", id="b", kolommen=("aantal",), ernst="waarschuwing"),
            toets("gevuld", id="c", kolommen=("aantal",)),
        ],
    )
    assert [uitslag.aantal for uitslag in uitslagen] == [2, 2, 2]
    assert [uitslag.houdt_tegen for uitslag in uitslagen] == [True, False, True]


def test_an_id_names_one_check(werk: Path) -> None:
    een = toets("gevuld", kolommen=("aantal",))
    with pytest.raises(ValueError, match=r"dubbel: leerlingen\.gevuld"):
        toets_alles(werk, [een, een])


def test_no_checks_no_outcomes(werk: Path) -> None:
    assert toets_alles(werk, []) == []


def test_a_database_that_is_not_there_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(duckdb.IOException):
        toets_alles(tmp_path / "weg.duckdb", [toets("rijen", minimum=1)])


def test_no_handle_is_left_so_that_the_build_can_write_again(werk: Path) -> None:
    with duckdb.connect(str(werk)) as db:
        db.execute("create table vooraf as select 1 as x")
    for ronde in range(2):
        toets_alles(
            werk,
            [
                toets("gevuld", id="gezakt", kolommen=("aantal",)),
                toets("sql", id="stuk", sql="select * from bestaat_niet"),
                toets("sql", id="veel", sql="select * from veel"),
            ],
        )
        with duckdb.connect(str(werk)) as db:  # another configuration: refused while one is open
            db.execute(f"create table ronde_{ronde} as select 1 as x")


def test_the_database_is_not_written(werk: Path) -> None:
    voor = werk.read_bytes()
    toets_alles(werk, [toets("gevuld", kolommen=("aantal",)), toets("rijen", minimum=1)])
    assert werk.read_bytes() == voor


def test_nothing_is_printed(werk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    toets_alles(
        werk,
        [
            toets("sql", sql="select * from bestaat_niet"),
            toets("sql", tabel="", sql="select 1"),
            toets("bereik", kolommen=("onderwijssoort",), minimum=0),
        ],
    )
    assert capfd.readouterr() == ("", "")
