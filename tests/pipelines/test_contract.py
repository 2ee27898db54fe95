"""Contracts: what is wrong is found all at once, a bron is recognised, a wrong contract refused."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.bevindingen import MAX_VOLUIT, Bevinding
from pipelines.brontoetsen import load_toetsen
from pipelines.contract import herken, load_contracten
from pipelines.readers import read
from tests.pipelines.lezen import (
    CONTRACTEN,
    LANDELIJK,
    LEERLINGEN,
    SCHOLEN,
    TARIEVEN,
    kritiek,
    lees,
    plekken,
)
from warehouse.strikt import DefinitieFout

FINANCIEN = "jaar;soort;moment;rubriek;post;bedrag"


def test_posten_zijn_codes_in_totaal_en_balans_en_vrije_tekst_daarbuiten() -> None:
    gelezen = lees(
        "financien",
        FINANCIEN,
        "2024;begroting;;totaal;Totaal baten;100",
        "2024;begroting;;balans;eigen vermogen;50",
        "2024;begroting;;Overige baten;Totaal verzonnen;100",
    )
    assert gelezen.rijen is not None
    assert gelezen.rijen["post"].to_list() == ["totaal_baten", "eigen_vermogen", "Totaal verzonnen"]
    assert gelezen.rijen["moment"].to_list() == ["onbekend"] * 3


def test_onbekende_code_in_een_codelijst() -> None:
    gelezen = lees(
        "financien",
        FINANCIEN,
        "2024;begroting;begroting;totaal;totaal inkomsten;100",
        "2024;begroting;begroting;overige baten;totaal inkomsten;100",
    )
    assert plekken(gelezen) == {("onbekende_code", 2, "post", "totaal inkomsten")}


def test_schrijfwijzen_van_een_code_zijn_dezelfde_sleutel() -> None:
    gelezen = lees(
        "financien",
        FINANCIEN,
        "2024;begroting;begroting;totaal;totaal_baten;100",
        "2024;Begroting;begroting;Totaal;Totaal baten;100",
    )
    [bevinding] = kritiek(gelezen)
    assert (bevinding.regel, bevinding.rij, bevinding.waarde) == ("dubbele_rij", 3, "2")


def test_brede_tabel_zonder_kolommenkaart() -> None:
    gelezen = lees(
        "financien",
        "soort;rubriek;post;2023;2024",
        "begroting;overdrachten;instroom;;100.000",
        "begroting;overige baten;rente;-5.500;24.000",
    )
    assert gelezen.rijen is not None
    assert gelezen.rijen.select("jaar", "post", "bedrag", "rij").rows() == [
        (2024, "instroom", Decimal("100000.00"), 2),
        (2023, "rente", Decimal("-5500.00"), 3),
        (2024, "rente", Decimal("24000.00"), 3),
    ]
    leeg = [b for b in gelezen.bevindingen if b.regel == "lege_cel"]
    assert [(b.ernst, b.rij, b.kolom) for b in leeg] == [("waarschuwing", 2, "2023")]


def test_fout_in_een_brede_tabel_noemt_het_jaar_als_kolom() -> None:
    gelezen = lees("financien", "soort;rubriek;post;2023;2024", "begroting;overdrachten;x;abc;1")
    assert plekken(gelezen) == {("geen_getal", 2, "2023", "abc")}


def test_alle_bevindingen_tegelijk() -> None:
    gelezen = lees(
        "leerlingen",
        "teldatum;brin;vestiging;onderwijssoort;aantal",
        "2024-02-01;03NJ;00;bao;12",
        "31-02-2024;03NJ;00;havo;abc",
        "2024-02-01;ZZ;00;;3",
    )
    assert gelezen.rijen is None
    assert gelezen.scope == ()
    assert plekken(gelezen) == {
        ("kolom_ontbreekt", None, "swv_herkomst", ""),
        ("geen_datum", 3, "teldatum", "31-02-2024"),
        ("onbekende_code", 3, "onderwijssoort", "havo"),
        ("geen_geheel_getal", 3, "aantal", "abc"),
        ("geen_schoolcode", 4, "brin + vestiging", "ZZ 00"),
        ("verplichte_cel_leeg", 4, "onderwijssoort", ""),
    }
    for bevinding in kritiek(gelezen):
        assert bevinding.bestand == "levering.csv"
        assert bevinding.bron == "leerlingen"
        assert bevinding.waarde in bevinding.melding or not bevinding.waarde
        assert bevinding.oplossing


def test_dubbele_rij_noemt_beide_rijen() -> None:
    gelezen = lees(
        "leerlingen",
        LEERLINGEN,
        "2024-02-01;03NJ;00;bao;PO2704;1",
        "2024-02-01;03NJ;01;bao;PO2704;1",
        "01-02-2024;03nj;0;BO;PO2704;2",
    )
    assert [(b.regel, b.rij, b.waarde) for b in kritiek(gelezen)] == [("dubbele_rij", 4, "2")]


def test_veel_dezelfde_fouten_worden_geteld() -> None:
    regels = [f"2024-02-01;03NJ;00;havo;PO2704;{i}" for i in range(MAX_VOLUIT + 50)]
    gevonden = [
        b
        for b in lees("leerlingen", LEERLINGEN, *regels).bevindingen
        if b.regel == "onbekende_code"
    ]
    assert len(gevonden) == MAX_VOLUIT + 1
    assert gevonden[-1].rij is None
    assert "nog 50 rijen" in gevonden[-1].melding


def test_onbekende_kolommen_worden_genoemd_en_genegeerd() -> None:
    gelezen = lees("tarieven", TARIEVEN + ";telefoon;", "2024;dws;1350;023-1234567;")
    assert gelezen.rijen is not None
    assert gelezen.aannames[-1] == "Niet gebruikte kolommen: telefoon, (kolom 5, zonder naam)."


def test_kolom_die_twee_keer_voorkomt() -> None:
    gelezen = lees("tarieven", "jaar;tarief;bedrag;Bedrag", "2024;dws;1;2")
    assert {(b.regel, b.kolom) for b in kritiek(gelezen)} == {("kolom_dubbel", "bedrag")}


def test_foutmelding_van_excel_in_een_cel() -> None:
    gelezen = lees("scholen", SCHOLEN, "2024-2025;03NA00;#VERW!;12345;B;bao;Haarlem;ja")
    assert plekken(gelezen) == {("formulefout", 2, "naam", "#VERW!")}


def test_waarde_buiten_de_grenzen() -> None:
    gelezen = lees("scholen", SCHOLEN + ";cluster", "2024-2025;03NA00;A;12345;B;so;Haarlem;ja;5")
    assert plekken(gelezen) == {("buiten_grenzen", 2, "cluster", "5")}


def test_kop_zonder_rijen_is_een_bevinding() -> None:
    gelezen = lees("tarieven", TARIEVEN)
    assert [b.regel for b in kritiek(gelezen)] == ["geen_rijen"]
    assert gelezen.rijen is None


def test_te_korte_rij_weigert_de_levering() -> None:
    gelezen = lees("tarieven", TARIEVEN, "2024;dws;1350", "2024;sbo")
    assert plekken(gelezen) == {("te_weinig_cellen", 3, "", "2")}
    assert kritiek(gelezen)[0].bron == "tarieven"


def test_verzonnen_gegevens_zijn_gemerkt() -> None:
    gelezen = lees("tarieven", TARIEVEN + ";verzonnen", "2024;dws;1350;ja", "2024;sbo;6635;ja")
    assert gelezen.rijen is not None
    assert gelezen.rijen["verzonnen"].to_list() == [True, True]
    zonder = lees("tarieven", TARIEVEN, "2024;dws;1350")
    assert zonder.rijen is not None
    assert zonder.rijen["verzonnen"].to_list() == [False]


@pytest.mark.parametrize(
    ("kop", "bron"),
    [
        (LEERLINGEN, "leerlingen"),
        ("Teldatum;School;Onderwijssoort;SWV-herkomst;Aantal", "leerlingen"),
        ("teldatum;school;onderwijssoort;aantal", "leerlingen"),  # a missing one is reported later
        (SCHOLEN, "scholen"),
        (FINANCIEN, "financien"),
        ("soort;rubriek;post;2023;2024", "financien"),
        (TARIEVEN, "tarieven"),
        ("schooljaar;indicator;streefwaarde", "streefwaarden"),
        (LANDELIJK, "landelijk"),
    ],
)
def test_bron_wordt_aan_de_kolommen_herkend(kop: str, bron: str) -> None:
    assert herken(read("x.csv", f"{kop}\n1".encode()), CONTRACTEN) == bron


@pytest.mark.parametrize("kop", ["a;b;c", "jaar;waarde", "2024;dws;1350", "naam"])
def test_onbekende_bron_is_een_bevinding(kop: str) -> None:
    bevinding = herken(read("x.csv", f"{kop}\n1".encode()), CONTRACTEN)
    assert isinstance(bevinding, Bevinding)
    assert bevinding.regel == "bron_onbekend"
    assert "bij welke bron" in bevinding.oplossing


GOED = """
titel = "Proef"
soort = "meting"
scope = ["jaar"]
sleutel = ["jaar"]
leerlingniveau = false
omschrijving = "Een proef."
[[kolom]]
naam = "jaar"
type = "jaar"
verplicht = true
omschrijving = "Kalenderjaar."
"""


@pytest.fixture
def maak_bron(tmp_path: Path) -> Callable[..., Path]:
    def maak(contract: str = GOED, **bestanden: str) -> Path:
        map_ = tmp_path / "proef"
        map_.mkdir()
        (map_ / "contract.toml").write_text(contract, "utf-8")
        for naam, inhoud in ({"staging.sql": "", "voorbeeld.csv": ""} | bestanden).items():
            (map_ / naam).write_text(inhoud, "utf-8")
        return tmp_path

    return maak


def test_goed_contract(maak_bron: Callable[..., Path]) -> None:
    contract = load_contracten(maak_bron())["proef"]
    assert contract.sql_kolommen == {"jaar": "bigint", "verzonnen": "boolean"}


@pytest.mark.parametrize(
    ("oud", "nieuw", "deel"),
    [
        ("titel =", "titl =", "titl"),
        ('titel = "Proef"', "", "titel"),
        ('"Een proef."', '"TBC"', "omschrijving"),
        ('type = "jaar"', 'type = "getla"', "type"),
        ('type = "jaar"', 'type = "code"', "waarden"),
        ('type = "jaar"', 'type = "code"\nwaarden_uit = "redenen"', "hoofdreden"),
        ('type = "jaar"', 'type = "jaar"\nwaarden_uit = "hoofdreden"', "type code"),
        ('type = "jaar"', 'type = "jaar"\npseudo = { onbekend = [] }', "pseudo hoort bij"),
        ('type = "jaar"', 'type = "school"', "eindigt op school"),
        ('type = "jaar"', 'type = "tekst"\npatroon = "x"', "vorm"),
        ('type = "jaar"', 'type = "jaar"\nstandaard = "x"', "standaard"),
        ('type = "jaar"', 'type = "jaar"\ncijfers = 4', "horen bij type tekst"),
        ('type = "jaar"', 'type = "tekst"\nminimum = 1', "minimum en maximum"),
        ('type = "jaar"', 'type = "datum"\nmaximum = 9', "minimum en maximum"),
        ('sleutel = ["jaar"]', 'sleutel = ["jar"]', "jar"),
        ("leerlingniveau = false", "leerlingniveau = true", "bewaren hoort bij"),
        ('scope = ["jaar"]', "", "scope"),
        ('"Kalenderjaar."', '"x"\n[[verwijzing]]\nkolom = "jaar"\nnaar = "weg"', "weg"),
        (
            '"Kalenderjaar."',
            '"x"\n[[verwijzing]]\nkolom = "jaar"\nnaar = "proef"\nnaar_kolom = "schooljaar"',
            "noem de kolom met naar_kolom",
        ),
        (
            '"Kalenderjaar."',
            '"x"\n[[verwijzing]]\nkolom = "jaar"\nnaar = "proef"\nals = { weg = ["x"] }',
            "kolom weg wordt genoemd",
        ),
        (
            '"Kalenderjaar."',
            '"x"\n[[kolom]]\nnaam = "Jaar"\ntype = "jaar"\nomschrijving = "x"',
            "keer",
        ),
    ],
)
def test_fout_contract_noemt_bestand_en_veld(
    maak_bron: Callable[..., Path], oud: str, nieuw: str, deel: str
) -> None:
    with pytest.raises(DefinitieFout) as fout:
        load_contracten(maak_bron(GOED.replace(oud, nieuw)))
    assert "contract.toml" in str(fout.value)
    assert deel in str(fout.value)


NAAM = '[[kolom]]\nnaam = "naam"\ntype = "tekst"\nverplicht = true\nomschrijving = "x"\n'
EINDE = '[[bewaren.einde]]\ndatum = ["jaar"]\n'


def test_de_scope_hoort_bij_de_sleutel(maak_bron: Callable[..., Path]) -> None:
    zonder = GOED.replace('sleutel = ["jaar"]', 'sleutel = ["naam"]') + NAAM
    with pytest.raises(DefinitieFout, match="de scope hoort bij de sleutel"):
        load_contracten(maak_bron(zonder))


@pytest.mark.parametrize(
    ("bewaren", "deel"),
    [
        ('[[bewaren.einde]]\ndatum = ["naam"]', "een zaak eindigt op een dag"),
        (f'[bewaren]\nzaak = ["naam"]\nvolgt = "weg"\n{EINDE}', "bron 'weg' is er niet"),
        (f'[bewaren]\nzaak = ["naam"]\nvolgt = "proef"\n{EINDE}', "hangt zelf van een andere"),
    ],
)
def test_een_bewaartermijn_die_niet_kan_noemt_bestand_en_veld(
    maak_bron: Callable[..., Path], bewaren: str, deel: str
) -> None:
    van_leerlingen = GOED.replace("leerlingniveau = false", "leerlingniveau = true")
    with pytest.raises(DefinitieFout, match=r"contract\.toml") as fout:
        load_contracten(maak_bron(van_leerlingen + NAAM + bewaren))
    assert "bewaren" in str(fout.value)
    assert deel in str(fout.value)


def test_spelling_die_bij_twee_codes_hoort_wordt_geweigerd(maak_bron: Callable[..., Path]) -> None:
    dubbel = GOED + (
        '[[kolom]]\nnaam = "s"\ntype = "code"\nomschrijving = "x"\n'
        '[kolom.waarden]\na = ["x y"]\nb = ["X-Y"]\n'
    )
    with pytest.raises(DefinitieFout, match="twee codes"):
        load_contracten(maak_bron(dubbel))


def test_ontbrekend_bestand_in_de_map_van_een_bron(maak_bron: Callable[..., Path]) -> None:
    map_ = maak_bron()
    (map_ / "proef" / "staging.sql").unlink()
    with pytest.raises(DefinitieFout, match=r"proef/staging\.sql"):
        load_contracten(map_)


TOETS = {
    "id": "proef_x",
    "ernst": "waarschuwing",
    "titel": "T",
    "sql": "x.sql",
    "melding": "M",
    "oplossing": "O",
}


@pytest.mark.parametrize(
    ("anders", "deel"),
    [
        ({"ernst": "erg"}, "ernst"),
        ({"sql": "weg.sql"}, "weg.sql"),
        ({"id": "ander_x"}, "ander_x"),
        ({"extra": "x"}, "extra"),
        ({"melding": ""}, "melding"),
    ],
)
def test_foute_toets_noemt_wat_er_mis_is(
    maak_bron: Callable[..., Path], anders: dict[str, Any], deel: str
) -> None:
    tekst = "[[toets]]\n" + "\n".join(f'{k} = "{v}"' for k, v in (TOETS | anders).items())
    map_ = maak_bron(**{"toetsen.toml": tekst, "x.sql": "select 1"})
    with pytest.raises(DefinitieFout) as fout:
        load_toetsen(map_ / "proef")
    assert "toetsen.toml" in str(fout.value)
    assert deel in str(fout.value)
