"""The register of meetings, on SQLite and on PostgreSQL: the same promises."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.warehouse import postgres
from warehouse import logboek
from warehouse.paths import STANDAARD_PROFIEL, Thuis
from warehouse.vergaderingen import agenda, gezondheid, lezen, opslag, schrijven, stukken
from warehouse.vergaderingen.inhoud import (
    Besluit,
    Botsing,
    Ongeldig,
    Oordeel,
    RegisterFout,
    Schrijver,
    Vastgesteld,
    Vergadering,
)
from warehouse.vergaderingen.opslag import Register

JUNI, DECEMBER = date(2026, 6, 17), date(2026, 12, 9)
ANNA, BRAM = Schrijver("anna", "medewerker"), Schrijver("bram", "toezicht")
PUBLICATIE = "20260601T090000-1"
PDF = b"%PDF-1.7 verslag"


@pytest.fixture(scope="module")
def postgresadres() -> Iterator[str]:
    with postgres.draai() as adres:
        yield adres


@pytest.fixture(params=["sqlite", "postgresql"])
def register(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Register]:
    """An empty register; on PostgreSQL it is named as people name it: by its address."""
    if request.param == "postgresql":
        monkeypatch.setenv(opslag.ADRES, request.getfixturevalue("postgresadres"))
    # A server is shared by homes; profiles keep them apart.
    profiel = f"proef-{tmp_path.name}"
    geopend = opslag.open_register(Thuis(tmp_path / "home" / profiel, profiel))
    assert geopend.motor.dialect.name == request.param
    yield geopend
    geopend.motor.dispose()


def oordeel(vraag: str, wat: str, toelichting: str = "", gezien: int = 0) -> Oordeel:
    nu = datetime.now(UTC)
    return Oordeel("", vraag, wat, toelichting, PUBLICATIE, gezien, "", nu)


@pytest.fixture
def juni(register: Register) -> Vergadering:
    return agenda.maak_vergadering(register, ANNA, JUNI, "av", PUBLICATIE)


def nu_van(register: Register, code: str) -> Vergadering:
    return next(v for v in lezen.vergaderingen(register) if v.code == code)


def besluit(register: Register, code: str, tekst: str = "Een wachtlijstplan maken") -> Besluit:
    nieuw = schrijven.Nieuw("3.R4", tekst, "directeur-bestuurder", date(2026, 11, 1))
    return schrijven.bewaar_besluit(register, ANNA, code, nieuw)


# A meeting.


def test_a_meeting_keeps_what_was_found_and_on_which_figures(
    register: Register, juni: Vergadering
) -> None:
    schrijven.bewaar_oordeel(register, BRAM, juni.code, oordeel("3.R1", "deels", "Nog niet élk."))
    (gelezen,) = lezen.oordelen(register, [juni.code])
    assert (gelezen.oordeel, gelezen.toelichting, gelezen.door) == (
        "deels",
        "Nog niet élk.",
        "bram",
    )
    assert (gelezen.publicatie, juni.publicatie) == (PUBLICATIE, PUBLICATIE)
    assert gelezen.op.tzinfo is not None


def test_one_meeting_of_a_kind_on_a_day(register: Register, juni: Vergadering) -> None:
    with pytest.raises(Ongeldig, match="al een vergadering"):
        agenda.maak_vergadering(register, BRAM, JUNI, "av", PUBLICATIE)
    agenda.maak_vergadering(register, BRAM, JUNI, "kc", PUBLICATIE)
    assert [v.soort for v in lezen.vergaderingen(register)] == ["kc", "av"]


def test_two_profiles_on_one_server_do_not_see_each_other(
    register: Register, juni: Vergadering
) -> None:
    ander = Register(Thuis(register.thuis.wortel.parent / "elders", "elders"), register.motor)
    assert lezen.vergaderingen(ander) == []
    with pytest.raises(Ongeldig, match="bestaat niet"):
        schrijven.bewaar_oordeel(ander, ANNA, juni.code, oordeel("3.R1", "ja"))


# Two people at once.


def test_who_writes_over_an_unseen_text_is_stopped_and_shown_it(
    register: Register, juni: Vergadering
) -> None:
    schrijven.bewaar_oordeel(register, ANNA, juni.code, oordeel("3.R1", "ja", "Van Anna"))
    with pytest.raises(Botsing, match=r"anna.*niets overschreven") as botsing:
        schrijven.bewaar_oordeel(register, BRAM, juni.code, oordeel("3.R1", "nee", "Van Bram"))
    assert isinstance(botsing.value.nu, Oordeel)
    assert botsing.value.nu.toelichting == "Van Anna"
    gezien = botsing.value.nu.versie
    schrijven.bewaar_oordeel(register, BRAM, juni.code, oordeel("3.R1", "nee", "Van Bram", gezien))
    teksten = [b.inhoud["toelichting"] for b in lezen.bewerkingen(register, juni.code, "3.R1")]
    assert teksten == ["Van Bram", "Van Anna"]


def test_of_eight_at_once_one_wins_and_nobody_is_overwritten(
    register: Register, juni: Vergadering
) -> None:
    start = threading.Barrier(8)

    def schrijf(wie: int) -> str:
        start.wait()
        tekst = f"Tekst {wie}"
        try:
            schrijven.bewaar_oordeel(
                register,
                Schrijver(f"lid {wie}", "toezicht"),
                juni.code,
                oordeel("3.R2", "ja", tekst),
            )
        except Botsing:
            return ""
        return tekst

    with ThreadPoolExecutor(8) as leden:
        gelukt = [tekst for tekst in leden.map(schrijf, range(8)) if tekst]
    assert len(gelukt) == 1
    assert [o.toelichting for o in lezen.oordelen(register, [juni.code])] == gelukt
    assert len(lezen.bewerkingen(register, juni.code, "3.R2")) == 1


def test_two_questions_at_once_do_not_hinder_each_other(
    register: Register, juni: Vergadering
) -> None:
    with ThreadPoolExecutor(4) as leden:
        list(
            leden.map(
                lambda n: schrijven.bewaar_oordeel(
                    register, ANNA, juni.code, oordeel(f"3.R{n}", "ja", f"Vraag {n}")
                ),
                range(1, 5),
            )
        )
    assert len(lezen.oordelen(register, [juni.code])) == 4


def test_the_same_words_twice_are_no_collision(register: Register, juni: Vergadering) -> None:
    eerst = schrijven.bewaar_oordeel(register, ANNA, juni.code, oordeel("3.R1", "ja", "Goed"))
    weer = schrijven.bewaar_oordeel(register, BRAM, juni.code, oordeel("3.R1", "ja", "Goed"))
    assert weer == eerst


def test_a_decision_changed_by_two_is_changed_by_one(register: Register, juni: Vergadering) -> None:
    eerst = besluit(register, juni.code)
    wijziging = schrijven.Nieuw("3.R4", "Anders", "controller", None, eerst.nummer, eerst.versie)
    schrijven.bewaar_besluit(register, BRAM, juni.code, wijziging)
    with pytest.raises(Botsing) as botsing:
        schrijven.bewaar_besluit(register, ANNA, juni.code, wijziging)
    assert isinstance(botsing.value.nu, Besluit)
    assert botsing.value.nu.tekst == "Anders"


def test_what_became_of_a_decision_is_noted_by_one_at_a_time(
    register: Register, juni: Vergadering
) -> None:
    gezien = besluit(register, juni.code)
    schrijven.zet_status(register, ANNA, juni.code, gezien, "loopt", "Begonnen")
    with pytest.raises(Botsing):
        schrijven.zet_status(register, BRAM, juni.code, gezien, "vervallen", "Toch niet")


# Definitief.


def test_what_is_definitief_is_not_changed_by_anyone(register: Register, juni: Vergadering) -> None:
    genomen = besluit(register, juni.code)
    bewijs = schrijven.voeg_bewijs_toe(
        register, ANNA, juni.code, stukken.NieuwStuk("3.R1", "Jaarverslag", JUNI, "https://swv.nl/")
    )
    vast = agenda.stel_vast(register, ANNA, nu_van(register, juni.code))
    assert vast.definitief
    assert vast.definitief_door == "anna"
    pogingen = (
        lambda: schrijven.bewaar_oordeel(register, ANNA, juni.code, oordeel("3.R1", "ja")),
        lambda: besluit(register, juni.code, "Nog een"),
        lambda: schrijven.zet_status(register, ANNA, juni.code, genomen, "uitgevoerd", ""),
        lambda: schrijven.neem_bewijs_weg(register, ANNA, juni.code, bewijs.nummer),
        lambda: agenda.neem_publicatie(register, ANNA, vast, "20261101T090000-2"),
        lambda: agenda.stel_vast(register, ANNA, vast),
    )
    for poging in pogingen:
        with pytest.raises(Vastgesteld, match="begin dan een correctie"):
            poging()
    assert lezen.oordelen(register, [juni.code]) == []
    assert [b.tekst for b in lezen.besluiten(register, [juni.code])] == ["Een wachtlijstplan maken"]


def test_what_one_did_not_see_is_not_made_definitief(register: Register, juni: Vergadering) -> None:
    schrijven.bewaar_oordeel(register, BRAM, juni.code, oordeel("3.R1", "nee", "Op het laatst"))
    with pytest.raises(Botsing, match="bram"):
        agenda.stel_vast(register, ANNA, juni)
    assert not nu_van(register, juni.code).definitief


def test_a_decision_of_a_definitief_meeting_cannot_be_rewritten_from_another(
    register: Register, juni: Vergadering
) -> None:
    genomen = besluit(register, juni.code)
    agenda.stel_vast(register, ANNA, nu_van(register, juni.code))
    december = agenda.maak_vergadering(register, ANNA, DECEMBER, "av", PUBLICATIE)
    herschreven = schrijven.Nieuw("3.R4", "Heel iets anders", "x", None, genomen.nummer, 1)
    with pytest.raises(Vastgesteld):
        schrijven.bewaar_besluit(register, ANNA, december.code, herschreven)


def test_the_next_meeting_sees_the_decision_as_open_until_it_says_otherwise(
    register: Register, juni: Vergadering
) -> None:
    besluit(register, juni.code)
    agenda.stel_vast(register, ANNA, nu_van(register, juni.code))
    december = agenda.maak_vergadering(register, ANNA, DECEMBER, "av", PUBLICATIE)
    (genomen,) = lezen.besluiten(register, [juni.code])
    assert genomen.staat_open(DECEMBER)
    schrijven.zet_status(register, BRAM, december.code, genomen, "uitgevoerd", "Plan ligt er")
    (afgerond,) = lezen.besluiten(register, [juni.code])
    assert not afgerond.staat_open(DECEMBER)
    assert afgerond.staat_open(JUNI), "what was known in June does not change"
    assert afgerond.verloop[0].toelichting == "Plan ligt er"


def test_a_correction_takes_the_place_of_what_it_corrects(
    register: Register, juni: Vergadering
) -> None:
    schrijven.bewaar_oordeel(register, ANNA, juni.code, oordeel("3.R1", "ja", "Te rooskleurig"))
    genomen = besluit(register, juni.code)
    schrijven.zet_status(register, ANNA, juni.code, genomen, "loopt", "")
    with pytest.raises(Ongeldig, match="concept"):
        agenda.begin_correctie(register, ANNA, juni.code)
    agenda.stel_vast(register, ANNA, nu_van(register, juni.code))
    correctie = agenda.begin_correctie(register, BRAM, juni.code)
    assert correctie.code == "2026-06-17-av-c1"
    with pytest.raises(Ongeldig, match="al een correctie"):
        agenda.begin_correctie(register, ANNA, juni.code)
    assert set(lezen.geldende(lezen.vergaderingen(register)).values()) == {
        nu_van(register, juni.code)
    }
    (overgenomen,) = lezen.oordelen(register, [correctie.code])
    verbeterd = oordeel("3.R1", "nee", "Bij nader inzien", overgenomen.versie)
    schrijven.bewaar_oordeel(register, BRAM, correctie.code, verbeterd)
    agenda.stel_vast(register, BRAM, nu_van(register, correctie.code))
    assert nu_van(register, juni.code).vervangen
    (geldt,) = lezen.geldende(lezen.vergaderingen(register)).values()
    assert geldt.code == correctie.code
    (kopie,) = lezen.besluiten(register, [correctie.code])
    assert [s.status for s in kopie.verloop] == ["loopt"]
    assert [o.oordeel for o in lezen.oordelen(register, [juni.code])] == ["ja"]


# What is kept out.


def test_a_burgerservicenummer_is_refused(register: Register, juni: Vergadering) -> None:
    with pytest.raises(Ongeldig, match="burgerservicenummer"):
        schrijven.bewaar_oordeel(
            register, ANNA, juni.code, oordeel("3.R1", "ja", "Zie 111222333 in het dossier")
        )
    assert lezen.oordelen(register, [juni.code]) == []


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("pagina.html", b"<script>", "soort bestand"),
        ("verslag.pdf", b"MZ een programma", "geen pdf-bestand"),
        ("verslag.pdf.exe", PDF, "soort bestand"),
        ("groot.pdf", PDF + b"0" * stukken.MEGABYTES * 1024 * 1024, "te groot"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(naam: str, inhoud: bytes, reden: str) -> None:
    with pytest.raises(Ongeldig, match=reden):
        stukken.controleer(stukken.NieuwStuk("3.R1", "Verslag", JUNI, "", naam, inhoud))


@pytest.mark.parametrize(
    "adres", ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://a:b@swv.nl", "swv"]
)
def test_a_link_leads_to_a_page_on_the_web(adres: str) -> None:
    with pytest.raises(Ongeldig, match="verwijzing"):
        stukken.controleer(stukken.NieuwStuk("3.R1", "Verslag", JUNI, adres))


@pytest.mark.parametrize(
    ("naam", "veilig"),
    [
        ("../../etc/Jaarverslag 2025.PDF", "Jaarverslag 2025.pdf"),
        ("C:\\stukken\\évaluatie<b>.docx", "évaluatie_b.docx"),
        ("....pdf", "document.pdf"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_the_name_of_a_file_is_made_harmless(naam: str, veilig: str) -> None:
    assert stukken.veilige_naam(naam) == veilig


def test_a_file_is_kept_under_its_hash_and_read_back_whole(
    register: Register, juni: Vergadering
) -> None:
    stuk = stukken.NieuwStuk("3.R1", "Jaarverslag", JUNI, "", "../jaar verslag.pdf", PDF)
    bewijs = schrijven.voeg_bewijs_toe(register, ANNA, juni.code, stuk)
    assert bewijs.bestand == "jaar verslag.pdf"
    assert stukken.lees(register.thuis, bewijs) == PDF
    pad = stukken.pad_van(register.thuis, bewijs.som)
    assert pad.is_relative_to(register.thuis.wortel)
    assert pad.stat().st_mode & 0o077 == 0
    pad.write_bytes(b"%PDF-1.7 vervalst")
    with pytest.raises(RegisterFout, match="veranderd"):
        stukken.lees(register.thuis, bewijs)
    schrijven.neem_bewijs_weg(register, BRAM, juni.code, bewijs.nummer)
    assert lezen.bewijsstukken(register, [juni.code]) == []


# The log, and the store itself.


def test_every_write_is_logged_without_its_words(register: Register, juni: Vergadering) -> None:
    schrijven.bewaar_oordeel(register, BRAM, juni.code, oordeel("3.R1", "ja", "Heel vertrouwelijk"))
    besluit(register, juni.code)
    agenda.stel_vast(register, ANNA, nu_van(register, juni.code))
    vandaag = datetime.now(UTC).date()
    regels = logboek.lees(register.thuis, vandaag, vandaag)
    assert [(r.wat, r.wie) for r in regels] == [
        ("vergadering_gemaakt", "anna"),
        ("oordeel_bewaard", "bram"),
        ("besluit_bewaard", "anna"),
        ("vastgesteld", "anna"),
    ]
    assert regels[1].over == {"vergadering": juni.code, "vraag": "3.R1"}
    assert logboek.controleer(register.thuis) is None


def test_what_cannot_be_logged_is_not_written(
    register: Register, juni: Vergadering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: object, **__: object) -> None:
        raise logboek.LogboekFout("vol")

    monkeypatch.setattr(logboek, "schrijf", vol)
    with pytest.raises(logboek.LogboekFout):
        schrijven.bewaar_oordeel(register, ANNA, juni.code, oordeel("3.R1", "ja"))
    assert lezen.oordelen(register, [juni.code]) == []


def test_the_tables_are_those_of_the_model(register: Register) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415

    from warehouse.vergaderingen.tabellen import Basis  # noqa: PLC0415

    with register.motor.connect() as verbinding:
        assert compare_metadata(MigrationContext.configure(verbinding), Basis.metadata) == []
    opslag.migreer(register.motor)


def test_a_register_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    thuis = Thuis(tmp_path / STANDAARD_PROFIEL, STANDAARD_PROFIEL)
    geopend = opslag.open_register(thuis)
    with geopend.motor.begin() as verbinding:
        verbinding.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(RegisterFout, match="nieuwere versie"):
        opslag.migreer(geopend.motor)
    geopend.motor.dispose()


def test_status_says_what_is_wrong_with_the_register(
    register: Register, juni: Vergadering, tmp_path: Path
) -> None:
    stuk = stukken.NieuwStuk("3.R1", "Jaarverslag", JUNI, "", "jaarverslag.pdf", PDF)
    bewijs = schrijven.voeg_bewijs_toe(register, ANNA, juni.code, stuk)
    assert gezondheid.klachten(register.thuis) == []
    stukken.pad_van(register.thuis, bewijs.som).unlink()
    (klacht,) = gezondheid.klachten(register.thuis)
    assert klacht.startswith("van het bewijs bij vergaderingen is 1 document weg of veranderd;")


def test_a_damaged_register_is_told(tmp_path: Path) -> None:
    thuis = Thuis(tmp_path / STANDAARD_PROFIEL, STANDAARD_PROFIEL)
    assert gezondheid.klachten(thuis) == [], "nobody has met yet"
    assert not opslag.map_van(thuis).exists()
    opslag.map_van(thuis).mkdir(parents=True)
    (opslag.map_van(thuis) / "register.sqlite").write_bytes(b"SQLite format 3\x00" + b"?" * 4096)
    (klacht,) = gezondheid.klachten(thuis)
    assert "beschadigd" in klacht


def test_the_address_comes_from_the_home_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thuis = Thuis(tmp_path, STANDAARD_PROFIEL)
    assert opslag.adres_van(thuis).drivername == "sqlite"
    (tmp_path / "register.toml").write_text('adres = "postgresql://swv@db.example/peil"', "utf-8")
    assert opslag.adres_van(thuis).drivername == "postgresql+psycopg"
    assert opslag.adres_van(thuis).host == "db.example"
    monkeypatch.setenv(opslag.ADRES, "mysql://elders/peil")
    with pytest.raises(RegisterFout, match="niet te gebruiken"):
        opslag.adres_van(thuis)


def test_a_server_that_does_not_answer_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(opslag.ADRES, f"postgresql://peilstok@/postgres?host={tmp_path}")
    with pytest.raises(RegisterFout, match="niet te bereiken"):
        opslag.open_register(Thuis(tmp_path / "home", "home"))
