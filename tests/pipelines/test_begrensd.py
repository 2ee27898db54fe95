"""Reading in a process of its own: whatever a file does, it costs one finding."""

import io
import os
import pickle
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.deur import begrensd
from pipelines.deur.begrensd import MAX_BESTAND, Grenzen, Uitval, Werker, grenzen_van, lees_inhoud
from pipelines.deur.bestandslezer import (
    Bestand,
    Leesregels,
    Lezing,
    Rapportvraag,
    Restvraag,
    lees_bestand,
    lees_koppen,
    maak_bestandsrapport,
)
from pipelines.indeling.kaarten import Kaart
from pipelines.indeling.kolommen import lees_kolommen
from pipelines.readers import OnleesbaarBestand, Tabel
from tests.bad_deliveries.geval import CONTRACTEN, als_csv, voorbeeld
from tests.pipelines.lezen import PROFIEL

REGELS = Leesregels(CONTRACTEN, PROFIEL, b"sleutel" * 5)
TELLING = voorbeeld("leerlingen")
GOED = Bestand("goed.csv", als_csv(TELLING))
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="grenzen aan geheugen kent alleen Linux")


@pytest.fixture
def werker() -> Iterator[Werker]:
    eigen = Werker()
    yield eigen
    eigen.sluit()


def groot(rijen: int) -> Bestand:
    kop, eerste = TELLING[0], TELLING[1]
    regels = [[*eerste[:5], f"Plaats {n}", *eerste[6:]] for n in range(rijen)]
    return Bestand("groot.csv", als_csv([kop, *regels]))


def regels_van(lezing: Lezing) -> list[str]:
    return [b.regel for b in lezing.bevindingen if b.ernst == KRITIEK]


def test_het_leest_wat_ook_zonder_grenzen_gelezen_wordt(werker: Werker) -> None:
    hier, daar = lees_bestand(GOED, REGELS), werker.lees(GOED, REGELS)
    assert daar.bevindingen == hier.bevindingen
    assert daar.aannames == hier.aannames
    assert [d.bron for d in daar.gelezen] == ["leerlingen"]
    for een, ander in zip(daar.gelezen, hier.gelezen, strict=True):
        assert een.rijen is not None
        assert een.rijen.equals(ander.rijen)


def test_een_proces_leest_alle_bestanden(werker: Werker) -> None:
    werker.lees(GOED, REGELS)
    pid = werker.pid
    begin = time.monotonic()
    for _ in range(20):
        werker.lees(GOED, REGELS)
    assert werker.pid == pid
    assert time.monotonic() - begin < 5


def test_wat_te_lang_duurt_wordt_gestopt_en_het_volgende_bestand_gelezen(werker: Werker) -> None:
    lezing = werker.lees(groot(60_000), REGELS, Grenzen(seconden=0.02))
    assert regels_van(lezing) == ["te_lang"]
    assert lezing.gelezen == ()
    assert regels_van(werker.lees(GOED, REGELS)) == []


@LINUX
def test_wat_te_veel_geheugen_vraagt_wordt_gestopt(werker: Werker) -> None:
    lezing = werker.lees(groot(300_000), REGELS, Grenzen(megabytes=180))
    assert regels_van(lezing) == ["te_veel_geheugen"]
    assert "180 MB" in lezing.bevindingen[0].melding
    assert regels_van(werker.lees(GOED, REGELS)) == []


@LINUX
def test_een_proces_dat_wegvalt_wordt_vervangen(werker: Werker) -> None:
    werker.lees(GOED, REGELS)
    assert werker.pid is not None
    os.kill(werker.pid, 11)
    time.sleep(0.2)
    assert regels_van(werker.lees(GOED, REGELS)) == []


def test_andere_regels_gelden_voor_het_volgende_bestand(werker: Werker) -> None:
    assert regels_van(werker.lees(GOED, REGELS)) == []
    ander = Leesregels({"tarieven": CONTRACTEN["tarieven"]}, PROFIEL, REGELS.sleutel)
    assert regels_van(werker.lees(GOED, ander)) == ["bron_onbekend"]
    assert regels_van(werker.lees(GOED, REGELS)) == []


def test_een_fout_van_ons_noemt_de_plek_en_niet_de_inhoud(werker: Werker) -> None:
    kapot = Bestand("kapot.csv", "geheim;geheim\n", REGELS.profiel)  # type: ignore[arg-type]
    [bevinding] = werker.lees(kapot, REGELS, Grenzen()).bevindingen
    assert bevinding.regel == "leesfout"
    assert "TypeError in readers/__init__.py, regel" in bevinding.melding
    assert "geheim" not in repr(bevinding)


def test_alleen_de_kolomnamen(werker: Werker) -> None:
    koppen = werker.lees_koppen(GOED, REGELS)
    assert isinstance(koppen, Tabel)
    assert list(koppen.kolommen) == TELLING[0]
    assert koppen.rijen.height == 0
    zonder = werker.lees_koppen(Bestand("zonder.csv", als_csv(TELLING[1:])), REGELS)
    assert isinstance(zonder, Bevinding)
    assert zonder.regel == "geen_kop"
    kapot = werker.lees_koppen(Bestand("kapot.xlsx", b"PK\x03\x04"), REGELS)
    assert isinstance(kapot, Bevinding)
    assert kapot.regel == "beschadigd"


def test_grotere_bestanden_krijgen_meer_en_ingepakte_nog_meer() -> None:
    assert grenzen_van(b"") == Grenzen(10.0, 512)
    tien = b"x" * 10_000_000
    assert grenzen_van(tien) == Grenzen(15.0, 512 + 320)
    assert grenzen_van(b"PK" + tien).megabytes > grenzen_van(tien).megabytes


def test_de_omvang_wordt_gevraagd_voor_er_gelezen_wordt(tmp_path: Path) -> None:
    pad = tmp_path / "groot.csv"
    with open(pad, "wb") as bestand:
        bestand.truncate(MAX_BESTAND + 1)
    with pytest.raises(OnleesbaarBestand, match="groter dan 250 MB"):
        lees_inhoud(pad)
    pad.write_bytes(b"klein")
    assert lees_inhoud(pad) == b"klein"


def test_een_rapport_komt_er_ook_als_de_tabel_niet_te_lezen_is(werker: Werker) -> None:
    bevinding = Bevinding(KRITIEK, "beschadigd", "Stuk.", "Lever opnieuw.")
    vraag = Rapportvraag(Bestand("x.xlsx", b"PK\x03\x04"), (bevinding,), ())
    assert werker.maak_rapport(vraag, REGELS).startswith(b"PK")


@LINUX
def test_het_proces_stopt_als_niemand_meer_wacht() -> None:
    opdracht = (
        "from pipelines.deur.begrensd import werker; import os;"
        "werker().begin(); print(werker().pid, flush=True); os._exit(0)"
    )
    uitvoer = subprocess.run(
        [sys.executable, "-c", opdracht], capture_output=True, text=True, check=True
    ).stdout
    pid = int(uitvoer)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or _is_dood(pid):
            return
        time.sleep(0.1)
    pytest.fail("het leesproces draait nog")


def _is_dood(pid: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except FileNotFoundError:
        return True


def test_een_map_is_geen_levering(tmp_path: Path) -> None:
    with pytest.raises(OnleesbaarBestand, match="geen gewoon bestand"):
        lees_inhoud(tmp_path)


class Zwijger(Werker):
    """A worker of which every file goes beyond the limits."""

    def __init__(self, uitval: Uitval) -> None:
        super().__init__()
        self.uitval = uitval
        self.gevraagd = 0

    def begin(self) -> None:
        return None

    def _wissel(self, *_: object) -> object:
        self.gevraagd += 1
        return self.uitval


@pytest.mark.parametrize(
    ("uitval", "regel", "deel"),
    [
        (Uitval("tijd"), "te_lang", "langer dan 10 seconden"),
        (Uitval("geheugen"), "te_veel_geheugen", "meer dan 512 MB geheugen"),
        (Uitval("fout", "ValueError in x.py"), "leesfout", "(ValueError in x.py)"),
    ],
)
def test_waarom_er_geen_antwoord_is_staat_in_een_bevinding(
    uitval: Uitval, regel: str, deel: str
) -> None:
    werker = Zwijger(uitval)
    bevinding = werker.lees_koppen(GOED, REGELS)
    assert isinstance(bevinding, Bevinding)
    assert (bevinding.regel, bevinding.ernst, bevinding.bestand) == (regel, KRITIEK, "goed.csv")
    assert deel in bevinding.melding
    assert werker.gevraagd == 1  # who did not take the rules is not sent the file


def test_zonder_antwoord_is_er_een_rapport_zonder_tabel_en_geen_rest() -> None:
    werker = Zwijger(Uitval("tijd"))
    bevinding = Bevinding(KRITIEK, "te_lang", "Te lang.", "Lever in delen.")
    assert werker.maak_rapport(Rapportvraag(GOED, (bevinding,), ()), REGELS).startswith(b"PK")
    with pytest.raises(RuntimeError, match="tijd"):
        werker.maak_rest(Restvraag(GOED, frozenset({2})), REGELS)


@pytest.mark.parametrize(
    ("systeem", "code", "reden"),
    [
        ("linux", -9, "geheugen"),
        ("linux", -6, "geheugen"),
        ("linux", -11, "fout"),
        ("win32", -9, "fout"),
    ],
)
def test_een_proces_dat_door_het_systeem_is_gestopt_vroeg_te_veel_geheugen(
    monkeypatch: pytest.MonkeyPatch, systeem: str, code: int, reden: str
) -> None:
    monkeypatch.setattr(begrensd, "sys", SimpleNamespace(platform=systeem))
    uitval = begrensd._oorzaak(code)
    assert uitval.reden == reden
    assert (str(code) in uitval.plek) is (reden == "fout")


@LINUX
@pytest.mark.parametrize(
    ("hoogste", "geheugen"), [(-1, 100_000_000), (10**12, 100_000_000), (50_000_000, 50_000_000)]
)
def test_een_grens_gaat_nooit_boven_die_van_het_systeem(
    monkeypatch: pytest.MonkeyPatch, hoogste: int, geheugen: int
) -> None:
    gezet: dict[int, tuple[int, int]] = {}
    grens = begrensd.resource
    assert grens.RLIM_INFINITY == -1
    monkeypatch.setattr(grens, "getrlimit", lambda _: (hoogste, hoogste))
    monkeypatch.setattr(grens, "setrlimit", gezet.__setitem__)
    begrensd._begrens(Grenzen(seconden=1.0, megabytes=100))
    assert gezet[grens.RLIMIT_DATA] == (geheugen, hoogste)
    gezet.clear()
    monkeypatch.setattr(begrensd, "sys", SimpleNamespace(platform="win32"))
    begrensd._begrens(Grenzen())
    begrensd._zet_grens(grens.RLIMIT_DATA, 1)
    assert gezet == {}


@pytest.mark.parametrize(
    ("fout", "reden"), [(MemoryError(), "geheugen"), (KeyboardInterrupt(), "fout")]
)
def test_wat_een_lezer_ook_doet_er_komt_een_antwoord(fout: BaseException, reden: str) -> None:
    def dienst(*_: object) -> object:
        raise fout

    uitval = pickle.loads(begrensd._antwoord(dienst, GOED, REGELS))
    assert isinstance(uitval, Uitval)
    assert uitval.reden == reden
    assert pickle.loads(begrensd._antwoord(lambda *_: b"x", GOED, REGELS)) == b"x"


def test_buiten_het_proces_om_komen_koppen_en_rapport_tot_hetzelfde() -> None:
    koppen = lees_koppen(GOED, REGELS)
    assert isinstance(koppen, Tabel)
    assert (list(koppen.kolommen), koppen.rijen.height) == (TELLING[0], 0)
    zonder = lees_koppen(Bestand("zonder.csv", als_csv(TELLING[1:])), REGELS)
    kapot = lees_koppen(Bestand("kapot.xlsx", b"PK\x03\x04"), REGELS)
    assert [b.regel for b in (zonder, kapot) if isinstance(b, Bevinding)] == [
        "geen_kop",
        "beschadigd",
    ]


def test_een_bestand_dat_bekend_is_en_niet_kan_zegt_wat_er_wel_kan() -> None:
    tekst = (
        f"titel: Oude telling\nherken: [{', '.join(TELLING[0])}]\n"
        "onbruikbaar: {melding: Dit is de oude telling., oplossing: Lever de nieuwe.}\n"
    )
    kaart = Kaart(lees_kolommen("oud.yaml", tekst), tekst)
    lezing = lees_bestand(replace(GOED, kaart=kaart), REGELS)
    assert regels_van(lezing) == ["onbruikbaar_bestand"]
    assert lezing.bevindingen[0].melding == "Dit is de oude telling."
    assert lezing.bevindingen[0].oplossing == "Lever de nieuwe."
    assert lezing.gelezen == ()


@pytest.mark.parametrize("inhoud", [als_csv(TELLING), b"PK\x03\x04"])
def test_een_rapport_is_een_werkmap_ook_zonder_tabel(inhoud: bytes) -> None:
    bevinding = Bevinding(KRITIEK, "beschadigd", "Stuk.", "Lever opnieuw.")
    naam = "x.csv" if inhoud.startswith(TELLING[0][0].encode()) else "x.xlsx"
    vraag = Rapportvraag(Bestand(naam, inhoud), (bevinding,), ())
    with zipfile.ZipFile(io.BytesIO(maak_bestandsrapport(vraag, REGELS))) as boek:
        tekst = "".join(boek.read(deel).decode() for deel in boek.namelist() if "xl/" in deel)
    assert "Lever opnieuw." in tekst
    assert (TELLING[0][1] in tekst) is (naam == "x.csv")
