"""The register of meetings at its edges: what it does not take, and what it says then."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from warehouse.paths import Thuis
from warehouse.vergaderingen import agenda, opslag, schrijven, stukken
from warehouse.vergaderingen.inhoud import (
    Bewijsstuk,
    Ongeldig,
    Oordeel,
    RegisterFout,
    Schrijver,
    Vergadering,
    gewoon,
)
from warehouse.vergaderingen.opslag import Register
from warehouse.vergaderingen.stukken import NieuwStuk

JUNI = date(2026, 6, 17)
ANNA = Schrijver("anna", "medewerker")


@pytest.fixture
def register(leeg: Thuis) -> Iterator[Register]:
    geopend = opslag.open_register(leeg)
    yield geopend
    geopend.motor.dispose()


@pytest.fixture
def juni(register: Register) -> Vergadering:
    return agenda.maak_vergadering(register, ANNA, JUNI, "av", "p0001")


def test_a_kind_of_meeting_that_does_not_exist_is_not_made(register: Register) -> None:
    with pytest.raises(Ongeldig, match="Kies wat voor vergadering het is"):
        agenda.maak_vergadering(register, ANNA, JUNI, "borrel", "p0001")


def test_a_draft_can_go_on_with_other_figures(register: Register, juni: Vergadering) -> None:
    nieuw = agenda.neem_publicatie(register, ANNA, juni, "p0002")
    assert (nieuw.code, nieuw.publicatie) == (juni.code, "p0002")
    assert nieuw.versie > juni.versie


def test_a_verdict_or_status_that_does_not_exist_is_not_kept(
    register: Register, juni: Vergadering
) -> None:
    vreemd = Oordeel("", "3.R1", "misschien", "", "p0001", 0, "", datetime.now(UTC))
    with pytest.raises(Ongeldig, match="Kies een oordeel"):
        schrijven.bewaar_oordeel(register, ANNA, juni.code, vreemd)
    nieuw = schrijven.Nieuw("3.R4", "Een plan maken", "bestuurder", date(2026, 11, 1))
    besluit = schrijven.bewaar_besluit(register, ANNA, juni.code, nieuw)
    with pytest.raises(Ongeldig, match="Kies een status"):
        schrijven.zet_status(register, ANNA, juni.code, besluit, "ooit", "")


@pytest.mark.parametrize(
    ("tekst", "klacht"),
    [
        (" \n ", "De tekst is nog leeg."),
        ("x" * 1201, "De tekst is te lang: hoogstens 1.200 tekens."),
        ("leerling 111222333", "burgerservicenummer"),
    ],
)
def test_a_text_that_cannot_be_kept_says_why(tekst: str, klacht: str) -> None:
    with pytest.raises(Ongeldig, match=klacht):
        gewoon(tekst, "De tekst", 1200)


def test_a_text_that_may_be_left_out_may_be_empty() -> None:
    assert gewoon(" \r\n", "De tekst", 10, verplicht=False) == ""
    assert gewoon(" a\r\nb ", "De tekst", 10) == "a\nb"


# Documents.


def stuk(**anders: object) -> NieuwStuk:
    return NieuwStuk("3.R1", "Verslag", JUNI, **anders)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "adres",
    [
        "javascript:alert(1)",
        "https:///pad",
        "https://anna@voorbeeld.nl",
        "https://voorbeeld.nl/een pad",
        "https://voorbeeld.nl/" + "x" * 2000,
    ],
)
def test_a_link_that_is_no_page_is_not_taken(adres: str) -> None:
    with pytest.raises(Ongeldig, match="geen adres van een webpagina"):
        stukken.controleer(stuk(adres=adres))


def test_a_document_is_a_link_or_a_file_and_not_both() -> None:
    goed = "https://voorbeeld.nl/verslag"
    assert stukken.controleer(stuk(adres=f" {goed} ")) == (goed, "")
    pdf = {"bestand": "map\\verslag.PDF", "inhoud": b"%PDF-1.7"}
    assert stukken.controleer(stuk(**pdf)) == ("", "verslag.pdf")
    for geen_van_twee in (stuk(), stuk(adres=goed, **pdf)):
        with pytest.raises(Ongeldig, match="een van de twee"):
            stukken.controleer(geen_van_twee)


@pytest.mark.parametrize(
    ("bestand", "inhoud", "klacht"),
    [
        ("verslag.exe", b"MZ", "Dit soort bestand kan niet; kies uit pdf"),
        ("verslag", b"%PDF-", "Dit soort bestand kan niet"),
        ("verslag.pdf", b"PK\x03\x04", "geen pdf-bestand, al heet het zo"),
        ("verslag.pdf", b"%PDF-" + bytes(20 * 1024**2), "te groot: hoogstens 20 MB"),
    ],
    ids=["soort", "zonder soort", "inhoud", "omvang"],
)
def test_a_file_that_is_not_what_we_take_is_refused(
    bestand: str, inhoud: bytes, klacht: str
) -> None:
    with pytest.raises(Ongeldig, match=klacht):
        stukken.controleer(stuk(bestand=bestand, inhoud=inhoud))


def test_a_file_that_is_given_twice_is_kept_once_and_for_us_alone(leeg: Thuis) -> None:
    som = stukken.bewaar(leeg, b"%PDF-1.7")
    pad = stukken.pad_van(leeg, som)
    eerst = pad.stat()
    assert stukken.bewaar(leeg, b"%PDF-1.7") == som
    assert pad.stat().st_ino == eerst.st_ino
    assert pad.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("gebeurd", "klacht"), [("weg", "is er niet meer"), ("anders", "is veranderd")]
)
def test_a_file_that_is_gone_or_was_changed_is_not_shown(
    leeg: Thuis, gebeurd: str, klacht: str
) -> None:
    som = stukken.bewaar(leeg, b"%PDF-1.7")
    velden = dict.fromkeys(Bewijsstuk.__dataclass_fields__, "")
    bewijs = Bewijsstuk(**(velden | {"bestand": "verslag.pdf", "som": som}))  # type: ignore[arg-type]
    assert stukken.lees(leeg, bewijs) == b"%PDF-1.7"
    assert stukken.mime(bewijs) == "application/pdf"
    pad: Path = stukken.pad_van(leeg, som)
    if gebeurd == "weg":
        pad.unlink()
    else:
        pad.write_bytes(b"%PDF-1.8")
    with pytest.raises(RegisterFout, match=f"verslag.pdf {klacht}"):
        stukken.lees(leeg, bewijs)
