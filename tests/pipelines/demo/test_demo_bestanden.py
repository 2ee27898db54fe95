"""The files agree with each other, are ours to read, and are the same for the same seed."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract import herken, load_contracten
from pipelines.demo import schrijf
from pipelines.demo.verdelen import kruis, verdeel
from pipelines.inlezen import parse
from pipelines.readers import read
from tests.pipelines.demo.lezen import Lezer, Rij, lees_bestand, scholen_van, schoolcode
from warehouse.profiel import laad_profiel


def _dubbele_sleutels(rijen: list[Rij], *sleutel: str) -> list[tuple[str, ...]]:
    telling = Counter(tuple(rij[kolom] for kolom in sleutel) for rij in rijen)
    return [waarde for waarde, aantal in telling.items() if aantal > 1]


def test_every_school_with_pupils_is_in_the_list_of_that_school_year(
    demo: Path, lees: Lezer
) -> None:
    for pad in demo.glob("leerlingen_*"):
        dag = date.fromisoformat(pad.stem.removeprefix("leerlingen_"))
        begin = dag.year - (dag.month < 8)
        bekend = set(scholen_van(lees, f"{begin}-{begin + 1}"))
        assert {schoolcode(rij) for rij in lees_bestand(pad)} <= bekend, pad.name


def test_keys_are_unique(lees: Lezer) -> None:
    groep = ("onderwijssoort", "swv_herkomst", "woongemeente", "leerjaar", "geslacht")
    sleutels = {
        "scholen_*": ("schooljaar", "geldig_vanaf", "brin", "vestiging"),
        "leerlingen_*": ("teldatum", "brin", "vestiging", *groep),
        "tarieven_*": ("jaar", "tarief"),
        "streefwaarden_*": ("schooljaar", "indicator"),
        "landelijk.csv": ("indicator", "periode"),
        "tlv_2026-*": ("aanvraag_id",),
        "overstappen_*": ("overstap_id",),
        "thuiszitters_2026-*": ("casus",),
        "jeugdhulp_*": (
            "jaar",
            "gemeente",
            "kerngebied",
            "leeftijdsgroep",
            "vorm",
            "verwijzer",
        ),
        "ggd_*": ("jaar", "gemeente", "kerngebied", "vraag"),
        "communicatie_*": ("jaar", "maand", "kanaal", "maat"),
    }
    sleutels |= dict.fromkeys(
        ("begroting_*", "marap_*", "jaarrekening_*"),
        ("jaar", "soort", "moment", "rubriek", "post", "onderdeel"),
    )
    for patroon, sleutel in sleutels.items():
        rijen = lees(patroon)
        assert rijen, patroon
        assert _dubbele_sleutels(rijen, *sleutel) == [], patroon


def test_every_file_says_in_every_row_that_it_is_invented(demo: Path) -> None:
    bestanden = [pad for pad in demo.iterdir() if pad.name != "LEESMIJ.txt"]
    for pad in bestanden:
        assert {rij["verzonnen"] for rij in lees_bestand(pad)} == {"ja"}, pad.name
    assert "VERZONNEN" in (demo / "LEESMIJ.txt").read_text(encoding="utf-8")


def test_deliveries_come_in_the_notations_that_occur_in_practice(demo: Path) -> None:
    assert list(demo.glob("*.xlsx"))
    inhoud = {pad.name: pad.read_bytes() for pad in demo.glob("*.csv")}
    assert any(tekst.startswith(b"\xef\xbb\xbf") for tekst in inhoud.values())
    with pytest.raises(UnicodeDecodeError):
        inhoud["scholen_2020-2021.csv"].decode("utf-8")
    assert all(b";" in tekst.splitlines()[0] for tekst in inhoud.values())


def test_every_delivery_is_recognised_and_read_without_a_single_finding(demo: Path) -> None:
    contracten, profiel = load_contracten(), laad_profiel("zuid-kennemerland")
    geld = dict.fromkeys(("begroting", "marap", "jaarrekening"), "financien")
    for pad in sorted(demo.iterdir()):
        if pad.name == "LEESMIJ.txt":
            continue
        tabel = read(pad.name, pad.read_bytes())
        bron = herken(tabel, contracten)
        assert isinstance(bron, str), pad.name
        naam = re.sub(r"_[12]\d{3}.*$", "", pad.stem)
        assert bron == geld.get(naam, naam)
        gelezen = parse(tabel, contracten[bron], None, profiel)
        assert gelezen.rijen is not None, pad.name
        assert not tabel.bevindingen, pad.name
        assert not gelezen.bevindingen, pad.name
        assert gelezen.rijen.height == sum(1 for _ in lees_bestand(pad))


# --- The writing itself --------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    def inhoud(naam: str, seed: int) -> dict[str, bytes]:
        schrijf(tmp_path / naam, seed=seed)
        return {pad.name: pad.read_bytes() for pad in (tmp_path / naam).iterdir()}

    eerste = inhoud("a", 2704)
    assert eerste == inhoud("b", 2704)
    anders = inhoud("c", 2705)
    assert eerste.keys() == anders.keys()
    assert eerste["leerlingen_2023-02-01.csv"] != anders["leerlingen_2023-02-01.csv"]


def test_returns_the_deliveries_without_the_readme(tmp_path: Path) -> None:
    paden = schrijf(tmp_path / "nieuw" / "map")
    assert {pad.name for pad in paden} == {
        pad.name for pad in (tmp_path / "nieuw" / "map").iterdir()
    } - {"LEESMIJ.txt"}
    assert len(paden) == len(set(paden))
    assert paden[0].name == "scholen_2016-2017.csv"


@given(
    st.integers(0, 5_000),
    st.lists(st.floats(0, 1_000), min_size=1, max_size=30).filter(lambda g: sum(g) > 0.001),
)
def test_a_division_loses_nobody(totaal: int, gewichten: list[float]) -> None:
    delen = verdeel(totaal, dict(enumerate(gewichten)))
    som = sum(gewichten)
    assert sum(delen.values()) == totaal
    assert all(abs(delen[i] - totaal * g / som) < 1 for i, g in enumerate(gewichten))


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 20), min_size=1), st.randoms())
def test_a_cross_table_keeps_its_margins(rijen: dict[str, int], rng: object) -> None:
    kolommen = verdeel(sum(rijen.values()), {"m": 0.6, "v": 0.4})
    tabel = kruis(rijen, kolommen, rng)  # type: ignore[arg-type]
    assert all(sum(n for (r, _), n in tabel.items() if r == rij) == rijen[rij] for rij in rijen)
    assert all(sum(n for (_, k), n in tabel.items() if k == kol) == kolommen[kol] for kol in "mv")


def test_nothing_can_be_divided_over_nobody() -> None:
    assert verdeel(0, {"a": 0.0}) == {"a": 0}
    with pytest.raises(ValueError, match="te verdelen"):
        verdeel(3, {"a": 0.0})
    with pytest.raises(ValueError, match="tellen niet"):
        kruis({"a": 1}, {"b": 2}, None)  # type: ignore[arg-type]
