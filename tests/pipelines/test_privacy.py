"""Who is recognisable stops a delivery; what only looks like a person does not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.deur import identiteiten, privacy
from pipelines.readers import Tabel, read
from tests.bad_deliveries.geval import CONTRACTEN, als_csv, met_kolom, voorbeeld
from tests.bad_deliveries.personen import NUMMERS, maak_bsn

TLV = [CONTRACTEN["tlv"]]
SCHOLEN = [CONTRACTEN["scholen"]]


def tabel(kop: str, *waarden: str, bron: str = "tlv") -> Tabel:
    """The example of a bron with a column more."""
    return read("levering.csv", als_csv(met_kolom(voorbeeld(bron), kop, waarden)))


def is_herleidbaar(tekst: str) -> bool:
    return identiteiten.is_herleidbaar(tekst)


@pytest.mark.parametrize(
    ("kop", "soort"),
    [
        ("BSN", "nummer"),
        ("Burgerservice-nummer", "nummer"),
        ("Onderwijsnr.", "nummer"),
        ("ACHTER_NAAM", "naam"),
        ("naam kind", "naam"),
        ("Ouders: naam", "naam"),
        ("Geb.dat.", "geboortedatum"),
        ("geboortemaand", None),
        ("e-mailadres", "e-mail"),
        ("Tel. nummer", "telefoon"),
        ("Straat + huisnr", "adres"),
        ("Internetadres", None),
        ("schoolnaam", None),
        ("bestuur naam", None),
        ("gemeentenaam", None),
        ("postcode", "adres"),
        ("postcode4", None),
    ],
)
def test_wat_een_kolomnaam_zegt(kop: str, soort: str | None) -> None:
    assert identiteiten.soort_van_kop(kop) == soort


@given(st.integers(min_value=10_000_00, max_value=99_999_999))
def test_elk_nummer_dat_de_elfproef_doorstaat_is_herleidbaar(begin: int) -> None:
    bsn = maak_bsn(begin)
    assert is_herleidbaar(bsn)
    assert is_herleidbaar(f"{bsn[:4]}.{bsn[4:6]}.{bsn[6:]}")
    ernaast = f"{bsn[:8]}{(int(bsn[8]) + 1) % 10}"
    som = sum(int(c) * w for c, w in zip(ernaast, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    assert is_herleidbaar(ernaast) == (som % 11 == 5 and ernaast[0] == "1")


@pytest.mark.parametrize("tekst", ["000000000", "12345", "L-001", "99AA", "2024-2025", "niet"])
def test_wat_niet_herleidbaar_is(tekst: str) -> None:
    assert not is_herleidbaar(tekst)


@pytest.mark.parametrize(
    "tekst", ["jan@voorbeeld.nl", "06 12345678", "12-05-2014", "12 mei 2014", "2014-05-12"]
)
def test_wat_wel_herleidbaar_is(tekst: str) -> None:
    assert is_herleidbaar(tekst)


def test_een_bevinding_noemt_kolom_en_aantal_en_geen_waarde() -> None:
    [bevinding] = privacy.zoek(tabel("kenmerk", *NUMMERS), TLV)
    assert (bevinding.ernst, bevinding.kolom, bevinding.rij) == (KRITIEK, "kenmerk", None)
    assert bevinding.waarde == ""
    assert bevinding.melding == (
        "De kolom 'kenmerk' bevat gezien de inhoud een BSN, PGN of onderwijsnummer"
        " (6 gevulde rijen)."
    )


def test_een_kolomnaam_die_zelf_een_waarde_is_wordt_niet_genoemd() -> None:
    zonder_kop = read("x.csv", als_csv([[f"L-{n}", bsn] for n, bsn in enumerate(NUMMERS)]))
    [bevinding] = privacy.zoek(zonder_kop, [])
    assert bevinding.kolom == "kolom 2"
    assert not any(bsn in repr(bevinding) for bsn in NUMMERS)
    assert privacy.heeft_gegevens_als_kop(zonder_kop)


def test_jaren_als_kolomnamen_zijn_geen_gegevens() -> None:
    assert not privacy.heeft_gegevens_als_kop(read("x.csv", b"post;2024;2025;2026\na;1;2;3\n"))


def test_een_op_elf_nummers_klopt_bij_toeval() -> None:
    oplopend = [str(nummer) for nummer in range(300_000_000, 300_000_006)]
    assert privacy.zoek(tabel("dossier", *oplopend), TLV) == []


def test_een_datum_van_vorig_jaar_is_geen_geboortedatum() -> None:
    assert privacy.zoek(tabel("gewijzigd", "12-10-2024", "03-11-2024"), TLV) == []
    assert privacy.zoek(tabel("dag", "12-10-2014", "03-11-2015"), TLV) != []


def test_zonder_andere_datum_telt_vandaag() -> None:
    def los(jaar: int) -> list[Bevinding]:
        rijen = [["leerling", "dag"], *([f"L-{n}", f"12-0{n + 1}-{jaar}"] for n in range(5))]
        return privacy.zoek(read("x.csv", als_csv(rijen)), [])

    nu = dt.date.today().year
    assert los(nu - 8) != []
    assert los(nu - 1) == []


def test_een_gekarteerde_datum_is_bekend() -> None:
    met = tabel("dag", "12-10-2014", "03-11-2015")
    datum = CONTRACTEN["tlv"].zoek("besluitdatum")
    assert datum is not None
    assert privacy.zoek(met, TLV, {len(met.kolommen) - 1: datum}) == []


def test_een_school_mag_een_adres_hebben_maar_het_gaat_niet_mee() -> None:
    met = tabel("Telefoonnummer", "023 555 12 34", bron="scholen")
    assert privacy.zoek(met, SCHOLEN) == []
    zonder = privacy.zonder_adressen(met, SCHOLEN)
    assert "Telefoonnummer" not in zonder.kolommen
    assert zonder.rijen.width == len(zonder.kolommen) + 1
    assert zonder.aannames[-1] == "Adressen en telefoonnummers zijn weggelaten: Telefoonnummer."
    assert "postcode" in zonder.kolommen


def test_wat_niemand_herkent_wordt_streng_bekeken() -> None:
    onbekend = read("x.csv", b"a;Telefoonnummer\n1;023 555 12 34\n")
    assert [b.kolom for b in privacy.zoek(onbekend, [])] == ["Telefoonnummer"]


def test_op_een_ander_blad_mag_staan_wie_er_te_bellen_is() -> None:
    uitleg = read("x.csv", b"vraag;bij wie\nover tlv;info@voorbeeld.nl\nover dws;\n")
    assert privacy.zoek(uitleg, TLV, werkblad=2) == []
    lijst = read("x.csv", b"a;b\n" + b"".join(b"1;n%d@voorbeeld.nl\n" % n for n in range(4)))
    [bevinding] = privacy.zoek(lijst, TLV, werkblad=2)
    assert "op werkblad 2" in bevinding.melding


def test_een_foute_waarde_wordt_genoemd_tenzij_zij_iemand_noemt() -> None:
    def fout(waarde: str, kolom: str = "formulier") -> Bevinding:
        return Bevinding(KRITIEK, "x", f"'{waarde}' past niet.", "", kolom=kolom, waarde=waarde)

    gewoon, geheim, datum = privacy.verhul(
        [fout("Z"), fout(NUMMERS[0]), fout("31-02-2024", "besluitdatum")], TLV
    )
    assert (gewoon.waarde, gewoon.melding) == ("Z", "'Z' past niet.")
    assert (geheim.waarde, geheim.melding) == ("", "'…' past niet.")
    assert datum.waarde == "31-02-2024"
