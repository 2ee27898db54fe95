"""Files as they come in: every cell with its true row, and what is no table refused in one line."""

import io
import zipfile
from datetime import date, datetime

import polars as pl
import pytest
import xlsxwriter

from pipelines.readers import OnleesbaarBestand, Tabel, andere_bladen, met_kop, read
from tests.pipelines.lezen import werkmap


def cellen(tabel: Tabel) -> list[tuple[object, ...]]:
    return tabel.rijen.rows()


def csv(tekst: str, tekenset: str = "utf-8") -> Tabel:
    return read("bestand.csv", tekst.encode(tekenset))


@pytest.mark.parametrize("tekenset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tekensets(tekenset: str) -> None:
    tabel = csv("naam;plaats\nDe Zoë;Überlingen\n", tekenset)
    assert tabel.kolommen == ("naam", "plaats")
    assert cellen(tabel) == [("De Zoë", "Überlingen", 2)]


@pytest.mark.parametrize("scheider", [";", ",", "\t"])
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
def test_scheidingsteken_en_regeleinde(scheider: str, einde: str) -> None:
    regels = [scheider.join(rij) for rij in (["a", "b", "c"], ["1", "", "3"], ["4", "5", ""])]
    tabel = csv(einde.join(regels))
    assert cellen(tabel) == [("1", None, "3", 2), ("4", "5", None, 3)]


def test_scheidingsteken_past_bij_de_rijen_niet_alleen_bij_de_kop() -> None:
    tabel = csv("naam, voluit, met plaats;aantal\nA, in B, te C;1\nD;2\n")
    assert tabel.kolommen == ("naam, voluit, met plaats", "aantal")
    assert tabel.rijen.height == 2


def test_excel_sep_regel() -> None:
    tabel = csv("sep=;\na;b\n1,5;x\n")
    assert tabel.kolommen == ("a", "b")
    assert cellen(tabel) == [("1,5", "x", 3)]


def test_aannames_noemen_tekenset_en_scheidingsteken() -> None:
    tabel = csv("a;b\né;1\n", "cp1252")
    assert tabel.aannames == ("Tekenset windows-1252, kolommen gescheiden door een puntkomma.",)


def test_rijnummers_kloppen_met_lege_rijen_ervoor_ertussen_en_erna() -> None:
    tabel = csv("\n;\na;b\n1;2\n\n;\n3;4\n;\n\n\n")
    assert cellen(tabel) == [("1", "2", 4), ("3", "4", 7)]
    assert tabel.aannames[-1] == "2 lege rijen zijn overgeslagen." or not tabel.bevindingen


def test_regeleinde_binnen_aanhalingstekens_is_een_rij() -> None:
    tabel = csv('a;b\n"een\ntwee";1\n"x ""y"" z";2\n')
    assert cellen(tabel) == [("een\ntwee", "1", 2), ('x "y" z', "2", 3)]


def test_scheidingsteken_binnen_aanhalingstekens() -> None:
    tabel = csv('a;b;c\n"een;twee";;3\n')
    assert cellen(tabel) == [("een;twee", None, "3", 2)]


def test_te_korte_en_te_lange_rijen_worden_gevonden() -> None:
    tabel = csv("a;b;c\n1;2;3\n4;5\n6;7;8;9\n1;2;3;;x\n1;2;3;\n")
    assert [(b.regel, b.rij, b.waarde) for b in tabel.bevindingen] == [
        ("te_weinig_cellen", 3, "2"),
        ("te_veel_cellen", 4, "4"),
        ("te_veel_cellen", 5, "5"),
    ]
    assert cellen(tabel) == [("1", "2", "3", 2), ("1", "2", "3", 6)]


def test_korte_rij_valt_op_ook_als_een_lege_rij_het_verschil_verbergt() -> None:
    tabel = csv('a;b;c\n1;2\n;;\n"x;y";2\n')
    assert [b.rij for b in tabel.bevindingen] == [2, 4]


def test_kop_zonder_rijen() -> None:
    assert csv("a;b\n").rijen.height == 0
    assert csv("a;b").rijen.height == 0


def test_laatste_regel_zonder_regeleinde() -> None:
    assert cellen(csv("a;b\n1;2")) == [("1", "2", 2)]


@pytest.mark.parametrize(
    ("inhoud", "regel"),
    [
        (b"", "leeg_bestand"),
        (b" \r\n\r\n", "leeg_bestand"),
        (b"a;b\n\x00\x01\x02;3\n", "geen_tekst"),
        (bytes(range(256)) * 50, "geen_tekst"),
        (b"a;b\n\x81\x8d;\x9d\n", "geen_tekst"),
        (b"%PDF-1.7 ...", "geen_tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "geen_tabel"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "geen_tabel"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "geen_tabel"),
        (b"x" * 300_000, "een_regel"),
        (b";;;\n;;;\n", "geen_kop"),
        (b";".join([b"k"] * 3000) + b"\n", "te_breed"),
        (b'a;b\n1;"open\n2;3\n', "aanhalingsteken"),
        (b'a;b;c\n1;"x;2\n3;4;5\n6;7";8\n', "aanhalingsteken"),
        (b"PK\x03\x04 afgebroken", "beschadigd"),
    ],
)
def test_onleesbaar_bestand_geeft_een_duidelijke_regel(inhoud: bytes, regel: str) -> None:
    with pytest.raises(OnleesbaarBestand) as fout:
        read("cijfers.csv", inhoud)
    bevinding = fout.value.bevinding
    assert bevinding.regel == regel
    assert bevinding.ernst == "kritiek"
    assert bevinding.bestand == "cijfers.csv"
    assert bevinding.melding.endswith(".")
    assert bevinding.oplossing.endswith(".")
    assert "\n" not in str(fout.value)


def test_xlsx_met_echte_getallen_en_datums() -> None:
    rijen = [
        ["a", "b", "c", "d", 2023],
        [1.234, 12.0, date(2024, 2, 1), True, "1.234"],
        [0.5, 1e15, datetime(2024, 2, 1, 13, 5), False, "é"],
    ]
    tabel = read("boek.xlsx", werkmap({"Blad1": rijen}))
    assert tabel.kolommen == ("a", "b", "c", "d", "2023")
    assert cellen(tabel) == [
        ("1.2340", "12", "2024-02-01", "ja", "1.234", 2),
        ("0.5", "1000000000000000", "2024-02-01 13:05:00", "nee", "é", 3),
    ]
    assert tabel.getypeerd


def test_xlsx_met_lege_rijen_en_kolommen_houdt_rijnummers() -> None:
    tabel = read("boek.xlsx", werkmap({"Blad1": [[], ["", ""], ["a", "b"], [1, 2], [], [3, 4]]}))
    assert cellen(tabel) == [("1", "2", 4), ("3", "4", 6)]


def test_xlsx_blad_met_de_naam_van_de_bron_anders_het_eerste() -> None:
    inhoud = werkmap({"Toelichting": [["x"], [1]], "Leerlingen": [["a"], [2]]})
    assert read("boek.xlsx", inhoud, "leerlingen").kolommen == ("a",)
    assert read("boek.xlsx", inhoud, ["scholen", "leerlingen"]).kolommen == ("a",)
    tabel = read("boek.xlsx", inhoud)
    assert tabel.kolommen == ("x",)
    assert tabel.bladen == ("Toelichting", "Leerlingen")
    assert tabel.aannames == ("Werkblad 'Toelichting'; niet gelezen: Leerlingen.",)


def test_xlsx_wordt_aan_de_inhoud_herkend_niet_aan_de_naam() -> None:
    assert read("boek.csv", werkmap({"Blad1": [["a"], [1]]})).kolommen == ("a",)


def test_xlsx_foutcel_houdt_haar_tekst() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as boek:
        blad = boek.add_worksheet()
        blad.write_row(0, 0, ["a", "b", "c"])
        blad.write_row(1, 0, [1, 2])
        blad.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        blad.write_formula(2, 0, "=Weg!A1", None, "#REF!")
    tabel = read("boek.xlsx", buffer.getvalue())
    assert cellen(tabel) == [("1", "2", "#DIV/0!", 2), ("#REF!", None, None, 3)]


def test_xlsx_leeg_blad() -> None:
    with pytest.raises(OnleesbaarBestand, match="Werkblad 'Blad1' is leeg"):
        read("boek.xlsx", werkmap({"Blad1": []}))


def test_xlsx_afgebroken() -> None:
    inhoud = werkmap({"Blad1": [["a"], [1]]})
    with pytest.raises(OnleesbaarBestand, match="beschadigd"):
        read("boek.xlsx", inhoud[: len(inhoud) // 2])


def test_zip_die_geen_werkmap_is() -> None:
    with pytest.raises(OnleesbaarBestand, match="geen XLSX-werkmap"):
        read("bestanden.zip", zip_met({"a.csv": b"a;b\n"}))


def test_zipbom_wordt_niet_uitgepakt() -> None:
    inhoud = zip_met({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(80_000_000)})
    with pytest.raises(OnleesbaarBestand, match="groter dan een levering"):
        read("boek.xlsx", inhoud)


def test_verdwaalde_cel_ver_weg_wordt_geweigerd_zonder_geheugen_te_vullen() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as boek:
        blad = boek.add_worksheet()
        blad.write_row(0, 0, ["a", "b"])
        blad.write(1_048_575, 16_383, "x")
    with pytest.raises(OnleesbaarBestand, match="groter dan een levering"):
        read("boek.xlsx", buffer.getvalue())


def zip_met(delen: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return buffer.getvalue()


def test_snelle_en_precieze_weg_lezen_hetzelfde() -> None:
    """A ragged row sends the file along the slow path; the other rows must come out the same."""
    regels = [f'{i};"cel ; {i}";' for i in range(50)]
    snel = csv("\n".join(["a;b;c", *regels])).rijen
    precies = csv("\n".join(["a;b;c", *regels, "te kort"])).rijen
    assert snel.equals(precies)
    assert snel.schema == {"k0": pl.String, "k1": pl.String, "k2": pl.String, "rij": pl.Int64}


def test_een_titel_boven_de_kolomnamen_is_geen_kop() -> None:
    tabel = csv("Export van 1 februari\n\nnaam;plaats;aantal\nDe Stern;Haarlem;3\n")
    assert tabel.kolommen == ("naam", "plaats", "aantal")
    assert tabel.koprij == 3
    assert tabel.aannames[1] == "De kolomnamen staan op rij 3; wat erboven staat, is niet gelezen."
    assert cellen(tabel) == [("De Stern", "Haarlem", "3", 4)]


def test_een_lege_rij_of_sep_regel_boven_de_kolomnamen_is_geen_aanname() -> None:
    assert len(csv("\n\na;b\n1;2\n").aannames) == 1
    assert len(csv("sep=;\na;b\n1;2\n").aannames) == 1


def test_een_tabel_van_een_kolom_heeft_haar_kop_op_de_eerste_gevulde_rij() -> None:
    tabel = csv("\nnaam\nDe Stern\n")
    assert tabel.kolommen == ("naam",)
    assert cellen(tabel) == [("De Stern", 3)]


def test_een_lagere_rij_als_kop() -> None:
    tabel = met_kop(csv("Groep;;School\nnaam;plaats;aantal\nDe Stern;Haarlem;3\n"), 0)
    assert tabel.kolommen == ("naam", "plaats", "aantal")
    assert tabel.koprij == 2
    assert cellen(tabel) == [("De Stern", "Haarlem", "3", 3)]


def test_de_andere_bladen_van_een_werkmap() -> None:
    inhoud = werkmap({"een": [["a", "b"], [1, 2]], "leeg": [], "drie": [["c", "d"], [3, 4]]})
    gelezen = read("x.xlsx", inhoud)
    assert gelezen.blad == "een"
    assert [(n, t.kolommen) for n, t in andere_bladen(inhoud, gelezen)] == [(3, ("c", "d"))]
    assert list(andere_bladen(b"a;b\n1;2\n", csv("a;b\n1;2\n"))) == []
