"""The column types and code lists that came with the bronnen of part A."""

from datetime import date

import pytest

from tests.pipelines.lezen import CONTRACTEN, PROFIEL, kritiek, lees, plekken

TLV = (
    "aanvraag_id;leerling;formulier;categorie;bekostiger;aanvrager_brin;aanvrager_vestiging;brin;"
    "vestiging;aanvraagdatum;besluit"
)
THUIS = "casus;leerling;gemeente;melder;melding;soort;hoofdreden;geboortemaand"


def tlv(*cellen: str) -> str:
    """A row with these cells for formulier up to and including aanvrager_vestiging."""
    return f"A;L;{';'.join(cellen)};99AA;00;01-09-2024;ingetrokken"


@pytest.mark.parametrize(
    ("brin", "vestiging", "code"),
    [
        ("99AA", "00", "99AA00"),
        ("99AA01", "", "99AA01"),
        ("voorschools", "", "voorschools"),
        ("--- Voorschools ---", "", "voorschools"),
        ("", "Buiten regio", "buiten regio"),
        ("Onbekend", "00", "onbekend"),
        ("", "", None),
    ],
)
def test_aanvrager_is_een_school_of_een_pseudoschool(
    brin: str, vestiging: str, code: str | None
) -> None:
    gelezen = lees("tlv", TLV, tlv("D", "SBO", "swv", brin, vestiging))
    assert gelezen.rijen is not None, gelezen.bevindingen
    assert gelezen.rijen["aanvrager_school"].to_list() == [code]
    assert gelezen.rijen["school"].to_list() == ["99AA00"]


def test_een_school_die_geen_school_is_wordt_genoemd_met_haar_eigen_kolommen() -> None:
    gelezen = lees("tlv", TLV, tlv("D", "SBO", "swv", "peuterspeelzaal", "00"))
    assert plekken(gelezen) == {
        ("geen_schoolcode", 2, "aanvrager_brin + aanvrager_vestiging", "peuterspeelzaal 00")
    }


def test_pseudoschool_mag_alleen_waar_het_contract_haar_noemt() -> None:
    gelezen = lees("tlv", TLV, "A;L;A;SBO;swv;99AA;00;onbekend;;01-09-2024;ingetrokken")
    assert plekken(gelezen) == {("geen_schoolcode", 2, "brin + vestiging", "onbekend")}


@pytest.mark.parametrize(
    ("tekst", "code"),
    [("laag", "I"), ("Midden", "II"), ("HOOG", "III"), ("sbo", "SBO"), ("Bo", "BAO"), ("ii", "II")],
)
def test_categorie_in_haar_schrijfwijzen(tekst: str, code: str) -> None:
    gelezen = lees("tlv", TLV, tlv("a", tekst, "SWV", "99AA", "00"))
    assert gelezen.rijen is not None, gelezen.bevindingen
    assert gelezen.rijen["categorie"].to_list() == [code]
    assert gelezen.rijen["formulier"].to_list() == ["A"]


def test_onbekende_code_noemt_rij_en_kolom() -> None:
    gelezen = lees("tlv", TLV, tlv("A", "IV", "swv", "99AA", "00"))
    assert plekken(gelezen) == {("onbekende_code", 2, "categorie", "IV")}


def thuiszitter(reden: str, maand: str) -> str:
    return f"C;L;Haarlem;school;01-09-2024;relatief;{reden};{maand}"


@pytest.mark.parametrize("tekst", ["2015-03", "03-2015", "3/2015", "2015-03-01", "2015-3"])
def test_maand_is_de_eerste_dag_ervan(tekst: str) -> None:
    gelezen = lees("thuiszitters", THUIS, thuiszitter("gedrag", tekst))
    assert gelezen.rijen is not None, gelezen.bevindingen
    assert gelezen.rijen["geboortemaand"].to_list() == [date(2015, 3, 1)]


@pytest.mark.parametrize("tekst", ["12-03-2015", "2015-03-12", "maart", "2015-13", "2014"])
def test_een_hele_geboortedatum_is_geen_maand_en_komt_niet_in_het_rapport(tekst: str) -> None:
    [bevinding] = kritiek(lees("thuiszitters", THUIS, thuiszitter("gedrag", tekst)))
    assert (bevinding.regel, bevinding.rij, bevinding.kolom) == ("geen_maand", 2, "geboortemaand")
    assert tekst not in str(bevinding)


def test_hoofdreden_komt_uit_het_profiel_als_code_of_voluit() -> None:
    gelezen = lees(
        "thuiszitters",
        THUIS,
        thuiszitter("angst_somber", "2015-03"),
        thuiszitter("Angst of somberheid", "2015-03").replace("C;", "D;"),
    )
    assert gelezen.rijen is not None, gelezen.bevindingen
    assert gelezen.rijen["hoofdreden"].to_list() == ["angst_somber"] * 2
    fout = lees("thuiszitters", THUIS, thuiszitter("geen zin", "2015-03"))
    assert plekken(fout) == {("onbekende_code", 2, "hoofdreden", "geen zin")}
    assert "wachtlijst_zorg" in kritiek(fout)[0].oplossing


def test_vraag_van_een_andere_doelgroep_is_onbekend() -> None:
    gelezen = lees(
        "evaluatie_scholen", "schooljaar;school;vraag;score", "24-25;99AA00;pa_tevreden;3"
    )
    assert [b.regel for b in kritiek(gelezen)] == ["onbekende_code"]


def test_gelijke_antwoorden_mogen_naast_elkaar_staan() -> None:
    antwoord = "2024-2025;99AA00;sc_tevreden;4"
    gelezen = lees("evaluatie_scholen", "schooljaar;school;vraag;score", antwoord, antwoord)
    assert gelezen.rijen is not None
    assert gelezen.rijen.height == 2


@pytest.mark.parametrize(
    ("tekst", "dagen"),
    [
        ("03-02-2025|2025-01-06", [date(2025, 1, 6), date(2025, 2, 3)]),
        ("06-01-2025 | ", [date(2025, 1, 6)]),
        ("", None),
    ],
)
def test_rij_datums(tekst: str, dagen: list[date] | None) -> None:
    gelezen = lees("hb_trajecten", "traject;begin;terugkoppelingen", f"T;01-09-2024;{tekst}")
    assert gelezen.rijen is not None, gelezen.bevindingen
    assert gelezen.rijen["terugkoppelingen"].to_list() == [dagen]


def test_een_rij_datums_met_een_fout_wordt_heel_genoemd() -> None:
    rij = "06-01-2025|31-02-2025"
    gelezen = lees("hb_trajecten", "traject;begin;terugkoppelingen", f"T;01-09-2024;{rij}")
    assert plekken(gelezen) == {("geen_datum", 2, "terugkoppelingen", rij)}


def test_elke_bron_van_onszelf_staat_in_de_leverkalender() -> None:
    in_kalender = {moment.bron for moment in PROFIEL.leverkalender}
    assert in_kalender <= set(CONTRACTEN)
    assert set(CONTRACTEN) - in_kalender <= {"postcodes"}  # a list that changes now and then
