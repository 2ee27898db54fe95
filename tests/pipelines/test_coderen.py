"""A column as distinct texts and places: what a sample does not hold is found all the same."""

import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract import load_contracten
from pipelines.inlezen import Gelezen, parse
from pipelines.readers import read
from pipelines.waarden.coderen import Gecodeerd, codeer, zijn_verschillend
from warehouse.profiel import laad_profiel

VEEL = 120_000
KOP = b"teldatum;brin;vestiging;onderwijssoort;swv_herkomst;leerjaar;aantal\n"
TEKST = st.one_of(st.none(), st.sampled_from(["a", "b", "", " a", "é"]))


def terug(gecodeerd: Gecodeerd) -> list[str | None]:
    return gecodeerd.spreid(gecodeerd.teksten).to_list()


def lees(inhoud: bytes) -> Gelezen:
    contract = load_contracten()["leerlingen"]
    return parse(read("groot.csv", inhoud), contract, None, laad_profiel("zuid-kennemerland"))


def levering(rijen: int) -> list[bytes]:
    """Rows that differ in school, swv and leerjaar."""
    return [
        b"01-02-2024;%dAA;%02d;bao;PO%d;%d;7"
        % (10 + i // 8000 % 90, i // 800 % 10, 2000 + i % 100, i // 100 % 8 + 1)
        for i in range(rijen)
    ]


@given(st.lists(TEKST, max_size=30))
def test_codeer_en_terug(teksten: list[str | None]) -> None:
    rijen = pl.DataFrame({"kolom": pl.Series(teksten, dtype=pl.String)})
    verwacht = [tekst if tekst is None else tekst.strip() for tekst in teksten]
    assert terug(codeer(rijen, ["kolom"], {})["kolom"]) == verwacht


@given(st.lists(st.tuples(TEKST, TEKST), max_size=30))
def test_paar_is_samen_een_tekst(teksten: list[tuple[str | None, str | None]]) -> None:
    delen = list(zip(*teksten, strict=True)) or [(), ()]
    rijen = pl.DataFrame(
        [pl.Series(n, d, dtype=pl.String) for n, d in zip("xy", delen, strict=True)]
    )
    gevonden = terug(codeer(rijen, ["school"], {"school": ("x", "y")})["school"])
    assert [g and g.replace(" ", "") for g in gevonden] == [
        None if een is twee is None else f"{een or ''}|{twee or ''}".replace(" ", "")
        for een, twee in teksten
    ]


@pytest.mark.parametrize("plek", [0, 1, 53, 77_777, VEEL - 1])
@pytest.mark.parametrize("vast", [True, False])
def test_een_tekst_buiten_de_steekproef_wordt_gevonden(plek: int, *, vast: bool) -> None:
    teksten: list[str | None] = ["bao" if vast or i % 3 else "so" for i in range(VEEL)]
    teksten[plek] = "anders"
    teksten[plek - 1] = None
    gecodeerd = codeer(pl.DataFrame({"soort": teksten}), ["soort"], {})["soort"]
    assert gecodeerd.plaats is not None
    assert terug(gecodeerd) == teksten


@given(st.lists(st.integers(0, 60), max_size=40), st.sampled_from([61, 10_000]))
def test_verschillend_is_zonder_dubbele(getallen: list[int], omvang: int) -> None:
    serie = pl.Series(getallen, dtype=pl.UInt64)
    assert zijn_verschillend(serie, omvang) == (len(set(getallen)) == len(getallen))


def test_grote_levering_klopt() -> None:
    rijen = levering(80_000)
    gelezen = lees(KOP + b"\n".join(rijen))
    assert gelezen.rijen is not None
    kaal = pl.read_csv(io.BytesIO(KOP + b"\n".join(rijen)), separator=";", infer_schema=False)
    assert gelezen.rijen["school"].to_list() == (kaal["brin"] + kaal["vestiging"]).to_list()
    assert gelezen.rijen["leerjaar"].cast(pl.String).to_list() == kaal["leerjaar"].to_list()
    assert gelezen.rijen["woongemeente"].unique().to_list() == ["onbekend"]
    assert gelezen.rijen["rij"].to_list() == list(range(2, 80_002))


@pytest.mark.parametrize(
    ("oud", "nieuw", "regel"),
    [
        (b";bao;", b";bbo;", "onbekende_code"),
        (b"01-02-2024", b"31-02-2024", "geen_datum"),
        (b";7", b";7,5", "geen_geheel_getal"),
        (b";7", b"", "te_weinig_cellen"),
        (b";7", b";7;", "te_veel_cellen"),
        (b"AA", b"A", "geen_schoolcode"),
    ],
)
def test_een_foute_rij_diep_in_een_grote_levering(oud: bytes, nieuw: bytes, regel: str) -> None:
    rijen = levering(70_000)
    rijen[61_234] = rijen[61_234].replace(oud, nieuw + (b"8" if regel == "te_veel_cellen" else b""))
    gevonden = lees(KOP + b"\n".join(rijen)).bevindingen
    assert [(b.regel, b.rij) for b in gevonden] == [(regel, 61_236)]


def test_een_dubbele_rij_diep_in_een_grote_levering() -> None:
    rijen = levering(70_000)
    rijen[61_234] = rijen[5]
    (gevonden,) = lees(KOP + b"\n".join(rijen)).bevindingen
    assert (gevonden.regel, gevonden.rij) == ("dubbele_rij", 61_236)
    assert "rij 7" in gevonden.melding
