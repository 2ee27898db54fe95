"""Loads as processes of their own: safe names, a readable answer, and nothing left behind."""

import json
import signal
import tempfile
from pathlib import Path

import pytest

from app import laadronde
from app.laadronde import Indeling, Mislukt, Ronde, veilige_naam
from pipelines.indeling.kolommen import lees_kolommen
from warehouse.paths import Thuis


@pytest.mark.parametrize(
    ("naam", "veilig"),
    [
        ("scholen_2024-2025.csv", "scholen_2024-2025.csv"),
        ("Überzicht (kopie) [2].xlsx", "Überzicht (kopie) [2].xlsx"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\iemand\\tlv.csv", "tlv.csv"),
        ("--dry-run.csv", "dry-run.csv"),
        (".verborgen.csv", "verborgen.csv"),
        ("a\nb.csv", "a_b.csv"),
        ("x" * 300 + ".csv", "x" * 100 + ".csv"),
        ("...", "levering"),
    ],
)
def test_the_name_of_an_upload_is_made_safe(naam: str, veilig: str) -> None:
    assert veilige_naam(naam) == veilig


def test_a_mapping_goes_with_one_file_of_the_call() -> None:
    kaart = "bronnen:\n- bron: tlv\n  kolommen: {leerling: L}\n"
    indeling = Indeling("k.yaml", kaart, "uitdraai [2].csv")
    gelezen = lees_kolommen("k.yaml", indeling.voor_dit_bestand)
    assert gelezen.geldt_voor("uitdraai [2].csv")
    assert not gelezen.geldt_voor("uitdraai 2.csv")


@pytest.mark.parametrize(
    ("antwoord", "gezegd", "code", "uitleg"),
    [
        ("", "1 bestand lezen\npeilstok: een andere laadronde is bezig", 1, "Een andere laadronde"),
        ("", "", -signal.SIGKILL, "meer geheugen dan"),
        ("", "Traceback", 1, "er is niets veranderd"),
        ('{"afloop": ', "", 1, "er is niets veranderd"),
    ],
)
def test_a_load_without_answer_says_what_to_do(
    antwoord: str, gezegd: str, code: int, uitleg: str, tmp_path: Path
) -> None:
    (tmp_path / "antwoord.json").write_text(antwoord, "utf-8")
    (tmp_path / "voortgang.txt").write_text(gezegd, "utf-8")
    with pytest.raises(Mislukt, match=uitleg):
        laadronde._antwoord(tmp_path, code)


def test_the_step_of_a_load_is_what_it_said_last(tmp_path: Path) -> None:
    ronde = Ronde("c", ("a.csv",), publiceren=True, na=None, map=tmp_path)
    assert (ronde.stap, ronde.wacht) == (1, False)
    voortgang = tmp_path / "voortgang.txt"
    voortgang.write_text("een andere laadronde is bezig; wachten tot die klaar is\n", "utf-8")
    assert (ronde.stap, ronde.wacht) == (1, True)
    voortgang.write_text("1 bestand lezen\nbouwen\ncontroleren\n", "utf-8")
    assert (ronde.stap, ronde.wacht) == (3, False)
    assert list(ronde.stappen.values()) == ["Lezen", "Cijfers maken", "Controleren", "Publiceren"]


def test_a_real_load_answers_and_leaves_nothing_behind(
    leeg: Thuis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    laadronde.rondes.clear()
    aanbod = {"b.csv": b"%PDF-1.7", "a.csv": b""}
    ronde = laadronde.start(leeg, aanbod, [], publiceren=False)
    assert ronde.klaar.wait(60)
    assert ronde.fout == ""
    assert ronde.rapport is not None
    assert ronde.rapport["afloop"] == "geweigerd"
    assert [b["bestand"] for b in ronde.rapport["bestanden"]] == ["a.csv", "b.csv"]
    assert json.dumps(ronde.rapport)
    assert not [pad for pad in tmp_path.iterdir() if pad.name.startswith("peilstok-")]
    assert laadronde.rondes()[ronde.code] is ronde
