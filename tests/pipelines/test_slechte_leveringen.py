"""Every bad delivery is refused or accepted as stated, with the right row and column."""

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from pipelines.bevindingen import KRITIEK
from pipelines.deur.begrensd import MAX_BESTAND, Grenzen, Werker, lees_inhoud
from pipelines.deur.bestandslezer import Bestand, Leesregels, Lezing, lees_bestand
from pipelines.leveringen import Bevindingregel, Weigering
from pipelines.readers import OnleesbaarBestand
from tests.bad_deliveries import alle, per_bron, personen, tabellen, werkmappen
from tests.bad_deliveries.geval import CONTRACTEN, Geval, als_csv, voorbeeld
from tests.conftest import Laden
from tests.pipelines.lezen import PROFIEL
from warehouse.paths import Thuis

REGELS = Leesregels(CONTRACTEN, PROFIEL, b"sleutel" * 5)

# What is most likely to hang, or to take all memory there is.
ZWAAR = {
    "een eindeloze regel",
    "een regel van een miljoen cellen",
    "een cel van vijf megabyte",
    "werkmap: zipbom",
    "werkmap: een cel heel ver weg",
    "werkmap: zesduizend delen",
    "werkmap: een XML-entiteit die zichzelf vermenigvuldigt",
    "werkmap: bytes door elkaar",
    "werkmap: afgebroken XML",
    "alle bytes",
}


def lees(geval: Geval) -> Lezing:
    return lees_bestand(Bestand(geval.bestand, geval.bytes, geval.bron), REGELS)


def anders_dan_bedoeld(geval: Geval, lezing: Lezing) -> str:
    """How what happened differs from what was stated; empty when it does not."""
    kritiek = [b for b in lezing.bevindingen if b.ernst == KRITIEK]
    if bool(kritiek) == geval.geladen:
        return "geweigerd" if kritiek else "geladen"
    plek = (geval.regel, geval.rij, geval.kolom)
    if geval.regel and plek not in {(b.regel, b.rij, b.kolom) for b in lezing.bevindingen}:
        return f"{plek} is niet gevonden"
    if geval.alleen_daar and any(b.rij != geval.rij for b in kritiek):
        return "ook een andere rij is geweigerd"
    if not any(geval.aanname in aanname for aanname in (*lezing.aannames, geval.aanname)):
        return "de aanname ontbreekt"
    if geval.aanname and not any(geval.aanname in aanname for aanname in lezing.aannames):
        return "de aanname ontbreekt"
    return ""


def controleer(gevallen: Iterable[Geval]) -> None:
    mis = {}
    for geval in gevallen:
        lezing = lees(geval)
        anders = anders_dan_bedoeld(geval, lezing)
        if anders:
            mis[geval.naam] = (anders, [b.tekst for b in lezing.bevindingen[:3]])
        for bevinding in lezing.bevindingen:
            assert bevinding.melding, geval.naam
            assert bevinding.oplossing or "Dezelfde bevinding" in bevinding.melding, geval.naam
            assert not re.search(r"--[a-z]", bevinding.oplossing), geval.naam  # an option
    assert mis == {}


def test_er_zijn_er_ruim_tweehonderd_en_elk_heeft_een_eigen_naam() -> None:
    namen = [geval.naam for geval in alle()]
    assert len(namen) > 200
    assert len(namen) == len(set(namen))


@pytest.mark.parametrize("bron", CONTRACTEN)
def test_wat_er_in_elke_bron_mis_kan_gaan(bron: str) -> None:
    controleer(g for g in per_bron.gevallen() if g.naam.startswith(f"{bron}:"))


def test_tabellen() -> None:
    controleer(tabellen.gevallen())


def test_werkmappen() -> None:
    controleer(werkmappen.gevallen())


def test_personen() -> None:
    controleer(personen.gevallen())


def test_van_een_persoon_komt_geen_waarde_in_een_bericht() -> None:
    for geval in personen.gevallen():
        lezing = lees(geval)
        bericht = repr((lezing.bevindingen, lezing.aannames))
        assert [waarde for waarde in personen.GEHEIM if waarde in bericht] == [], geval.naam


def test_van_een_persoon_blijft_niets_achter(leeg: Thuis, tmp_path: Path, laden: Laden) -> None:
    gekozen = [g for g in personen.gevallen() if not g.geladen][::9]
    for nummer, geval in enumerate(gekozen):
        (tmp_path / f"{nummer}-{geval.bestand}").write_bytes(geval.bytes)
    rapporten = tmp_path / "rapporten"
    rapport = laden(leeg, *sorted(tmp_path.glob("*-levering*")), rapport=rapporten)
    assert rapport.afloop == "geweigerd"
    assert all(bestand.bevindingen for bestand in rapport.bestanden)
    bewaard = [pad for pad in leeg.wortel.rglob("*") if pad.is_file()]
    assert len([pad for pad in bewaard if pad.parent.name == "geweigerd"]) == len(gekozen)
    for pad in (*bewaard, *rapporten.iterdir()):
        inhoud = pad.read_bytes()
        assert [w for w in personen.GEHEIM if w.encode() in inhoud] == [], pad.name


@pytest.fixture(scope="module")
def werker() -> Iterator[Werker]:
    eigen = Werker()
    yield eigen
    eigen.sluit()


def steekproef() -> list[Geval]:
    """The heavy ones, and every fiftieth of the others."""
    gevallen = list(alle())
    return [g for g in gevallen if g.naam in ZWAAR] + list(islice(gevallen, 0, None, 50))


def test_de_zware_gevallen_bestaan() -> None:
    assert {geval.naam for geval in alle()} >= ZWAAR


@pytest.mark.skipif(sys.platform != "linux", reason="de geheugenpiek staat in /proc")
def test_elk_bestand_binnen_tien_seconden_en_512_megabyte(werker: Werker) -> None:
    for geval in steekproef():
        inhoud = geval.bytes
        werker.sluit()
        begin = time.monotonic()
        lezing = werker.lees(Bestand(geval.bestand, inhoud, geval.bron), REGELS, Grenzen())
        duur = time.monotonic() - begin
        assert anders_dan_bedoeld(geval, lezing) == "", (geval.naam, lezing.bevindingen)
        assert duur < 10, geval.naam
        assert piek(werker) < 512, geval.naam


def piek(werker: Werker) -> float:
    """The most memory that the worker has had, in megabytes."""
    regels = Path(f"/proc/{werker.pid}/status").read_text("utf-8").splitlines()
    return next(int(r.split()[1]) for r in regels if r.startswith("VmHWM")) / 1000


def test_een_bestand_boven_de_grens_wordt_niet_gelezen(
    leeg: Thuis, tmp_path: Path, laden: Laden
) -> None:
    groot = tmp_path / "groot.csv"
    with open(groot, "wb") as bestand:
        bestand.truncate(40 * MAX_BESTAND)  # sparse: it takes no room on the disk
    begin = time.monotonic()
    rapport = laden(leeg, groot)
    assert time.monotonic() - begin < 10
    [bevinding] = rapport.bestanden[0].bevindingen
    assert bevinding.regel == "te_groot"
    assert "groter dan 250 MB" in bevinding.melding
    [pad] = (leeg.archief / "geweigerd").glob("*.json")
    assert Weigering.model_validate_json(pad.read_bytes()).bevindingen == (
        Bevindingregel(**vars(bevinding)),
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="dit systeem kent geen pijpen met een naam")
def test_wat_geen_gewoon_bestand_is_wordt_niet_geopend(tmp_path: Path) -> None:
    pijp = tmp_path / "pijp.csv"
    os.mkfifo(pijp)
    with pytest.raises(OnleesbaarBestand, match="geen gewoon bestand"):
        lees_inhoud(pijp)
    with pytest.raises(OnleesbaarBestand, match="geen gewoon bestand"):
        lees_inhoud(tmp_path)


@pytest.mark.parametrize("naam", tabellen.NAMEN)
def test_een_vreemde_bestandsnaam_blijft_een_naam(
    leeg: Thuis, tmp_path: Path, laden: Laden, naam: str
) -> None:
    map_ = tmp_path / "in"
    map_.mkdir()
    (map_ / naam).write_bytes(als_csv(voorbeeld("leerlingen"))[:-40])
    rapport = laden(leeg, map_ / naam, rapport=tmp_path / "uit")
    assert rapport.afloop == "geweigerd"
    [bestand] = rapport.bestanden
    assert [pad.name for pad in (tmp_path / "uit").iterdir()] == [bestand.rapport]
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["home", "in", "uit"]


def test_een_naam_die_geen_tekst_is(leeg: Thuis, tmp_path: Path, laden: Laden) -> None:
    naam = os.fsencode(tmp_path) + b"/l\xffvering\n\x1b[2J.csv"
    try:
        Path(os.fsdecode(naam)).write_bytes(b"x")
    except OSError:
        pytest.skip("dit bestandssysteem staat zo'n naam niet toe")
    rapport = laden(leeg, Path(os.fsdecode(naam)))
    assert rapport.bestanden[0].bestand == "l?vering??[2J.csv"
