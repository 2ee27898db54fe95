"""The files of the demo, looked at with the eyes of every audience; and files with a leak in."""

import datetime as dt
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests.steekproef import ALLES, keren
from warehouse.connection import open_publicatie
from warehouse.doelgroepen import MEDEWERKER
from warehouse.kijker import doelgroepen_van, onderzoek
from warehouse.paths import Thuis
from warehouse.periode import begin, einde
from warehouse.register import Kengetal, laad_register
from warehouse.verhullen import CIJFERS

BESTUREN = ("bestuur_90001", "bestuur_90004", "bestuur_90016", "bestuur_90017")
SABOTAGES = keren(1, 30)
BEOORDELING = ("xmr_midden", "xmr_onder", "xmr_boven", "signaal", "trend")
REGISTER = laad_register()
GETELD = [naam for naam, k in REGISTER.items() if k.definitie.herleidbaar]


@pytest.fixture(scope="module")
def map_(demo_thuis: Thuis) -> Path:
    huidige = demo_thuis.huidige()
    assert huidige
    return demo_thuis.publicaties / huidige


def lees(map_: Path, rol: str, vraag: str = "from waarde") -> pl.DataFrame:
    with open_publicatie(map_ / f"{rol}.duckdb") as verbinding:
        return verbinding.sql(vraag).pl()


def sleutel(rijen: pl.DataFrame) -> list[str]:
    dims = {dim for k in REGISTER.values() for dim in k.definitie.dimensies}
    return ["kengetal", "periode", "grain", *(dim for dim in rijen.columns if dim in dims)]


def soorten(*soort: str) -> list[str]:
    return [naam for naam in GETELD if REGISTER[naam].definitie.soort in soort]


def gevonden(map_: Path, *rollen: str) -> Mapping[str, int]:
    register: dict[str, Kengetal] = REGISTER
    return {rol: len(vondsten) for rol, vondsten in onderzoek(map_, [], register, rollen)}


def test_nobody_can_work_out_what_is_hidden(map_: Path) -> None:
    """Every audience, each bestuur also with its own pupils and with what toezicht shows."""
    rollen = (
        doelgroepen_van(map_) if ALLES else ["toezicht", "platform_jeugd", "openbaar", *BESTUREN]
    )
    assert gevonden(map_, *rollen) == dict.fromkeys(rollen, 0)


def test_every_total_of_the_region_is_shown_to_toezicht(map_: Path) -> None:
    """From 5 up exactly; whatever is hidden at that height is small."""
    echt, getoond = lees(map_, MEDEWERKER), lees(map_, "toezicht")
    samen = getoond.filter(
        (pl.col("grain") == "regio") & pl.col("kengetal").is_in(soorten("aantal"))
    ).join(echt, on=["kengetal", "periode", "grain"], suffix="_echt")
    groot = samen.filter(pl.col("teller_echt") > 4)
    assert len(groot) > 300
    assert groot.filter(pl.col("waarde").ne_missing(pl.col("waarde_echt"))).is_empty()
    weg = samen.filter(pl.col("symbool").is_not_null())
    assert weg.filter(pl.col("teller_echt") > 4).is_empty()


@pytest.mark.parametrize(
    ("rol", "hoogstens"), [("toezicht", 0.60), ("platform_jeugd", 0.55), ("openbaar", 0.45)]
)
def test_no_more_is_hidden_than_needs_to_be(map_: Path, rol: str, hoogstens: float) -> None:
    rijen = lees(map_, rol).filter(pl.col("kengetal").is_in(GETELD))
    weg = rijen["symbool"].is_not_null().mean()
    print(rol, f"{weg:.3f} van {len(rijen)} verborgen", rijen.group_by("symbool").len().to_dicts())
    assert isinstance(weg, float)
    assert weg < hoogstens


def test_what_is_rounded_stays_near(map_: Path) -> None:
    samen = lees(map_, "platform_jeugd").filter(
        (pl.col("grain") == "gemeente") & pl.col("symbool").is_null()
    )
    samen = samen.filter(pl.col("kengetal").is_in(soorten("aantal")))
    echt = lees(map_, MEDEWERKER)
    fout = samen.join(echt, on=sleutel(samen), nulls_equal=True, suffix="_echt")
    afwijking = (fout["waarde"] - fout["waarde_echt"]).abs()
    print("mediane fout", afwijking.median(), "van", len(afwijking))
    assert len(afwijking) > 50
    assert afwijking.median() <= 2  # type: ignore[operator]
    assert ((fout["waarde"] % 5) == 0).all()


def test_rows_of_pupils_are_for_medewerkers_alone(map_: Path) -> None:
    for rol in doelgroepen_van(map_):
        with open_publicatie(map_ / f"{rol}.duckdb") as verbinding:
            tabellen = {naam for (naam,) in verbinding.sql("show tables").fetchall()}
            for tabel in {"bevinding", "atoom", "teken", "schoolbestuur"} & tabellen:
                assert verbinding.sql(f"select count(*) from {tabel}").fetchall() == [(0,)], rol
            for vraag in (
                "from toets where aantal is not null or voorbeeld <> '[]' or melding is not null",
                "from levering where rijen is not null or door is not null",
                "from herkomst where rijen is not null",
            ):
                assert verbinding.sql(vraag).fetchall() == [], (rol, vraag)


def test_nothing_is_said_of_a_hidden_figure(map_: Path) -> None:
    """No interval, trend, status or chart line; in words only that it is hidden."""
    for rol in doelgroepen_van(map_):
        rijen = lees(map_, rol)
        weg = rijen.filter(pl.col("symbool").is_not_null() & pl.col("kengetal").is_in(GETELD))
        zwijgt = [k for k in (*CIJFERS, *BEOORDELING) if k in rijen.columns]
        zwijgt = [k for k in zwijgt if k not in ("noemer", "n")]
        oordeel = pl.col("status").ne("geen_streefwaarde")
        sprekend = weg.filter(pl.any_horizontal(pl.col(zwijgt).is_not_null(), oordeel))
        assert sprekend.is_empty(), (rol, sprekend.head(3))
        duiding = lees(map_, rol, "from duiding")
        op = [*sleutel(duiding), "reeks"]
        stil = duiding.join(weg, on=op, how="semi", nulls_equal=True)
        assert stil["waarde"].null_count() == len(stil), rol
        assert stil["trend"].null_count() == len(stil), rol
        assert set(stil["status"].drop_nulls()) <= {"geen_streefwaarde"}, rol
        zinnen = stil["zin"].str.contains("om herkenning te voorkomen")
        assert zinnen.all(), (rol, stil.filter(~zinnen)["zin"].head(3).to_list())


def test_percentages_rest_on_ten_or_more(map_: Path) -> None:
    for rol in doelgroepen_van(map_):
        if rol.startswith("bestuur_"):
            continue  # its own schools in full
        getoond = lees(map_, rol).filter(pl.col("waarde").is_not_null())
        deel = getoond.filter(
            pl.col("kengetal").is_in(soorten("aandeel", "promille", "gemiddelde"))
        )
        assert deel.filter(pl.col("noemer") < 10).is_empty(), rol
        verdeling = getoond.filter(pl.col("kengetal").is_in(soorten("verdeling")))
        assert verdeling.filter(pl.col("n") < 10).is_empty(), rol


def test_a_bestuur_sees_its_own_schools_in_full_and_no_other(map_: Path) -> None:
    """Also a school that changed bestuur: before it is of the one, after it of the other."""
    van = lees(map_, MEDEWERKER, "from schoolbestuur")
    for rol in BESTUREN:
        bestuur = rol.removeprefix("bestuur_")
        rijen = lees(map_, rol)
        eigen = rijen.filter(pl.col("grain").is_in(["bestuur", "vestiging"]))
        assert len(eigen) > 100
        assert eigen["symbool"].null_count() == len(eigen)
        scholen = van.filter(pl.col("bestuur") == bestuur)["vestiging"].unique().to_list()
        assert set(eigen["vestiging"].drop_nulls()) <= set(scholen)
        assert set(eigen["bestuur"].drop_nulls()) == {bestuur}
        assert set(rijen["grain"]) <= {"regio", "bestuur", "vestiging"}
    overgang = {rol: lees(map_, rol).filter(pl.col("vestiging") == "90AR00") for rol in BESTUREN}
    dag = dt.date(2025, 1, 1)
    assert min(begin(p) for p in overgang["bestuur_90004"]["periode"]) >= dag
    assert max(einde(p) for p in overgang["bestuur_90016"]["periode"]) <= dag


@pytest.fixture
def kopie(map_: Path, tmp_path: Path) -> Path:
    """The files of toezicht, the public and medewerkers, to tamper with."""
    for rol in ("toezicht", "openbaar", MEDEWERKER):
        shutil.copy(map_ / f"{rol}.duckdb", tmp_path)
    return tmp_path


def _zet(map_: Path, waar: str, kolommen: str) -> None:
    """Show in the file of toezicht what is true, in one hidden row."""
    with duckdb.connect(str(map_ / "toezicht.duckdb")) as verbinding:
        verbinding.execute(f"attach '{map_ / MEDEWERKER}.duckdb' as vol (read_only)")
        dims = " and ".join(
            f"echt.{k} is not distinct from hier.{k}"
            for k in sleutel(verbinding.sql("from waarde limit 0").pl())
        )
        zetten = ", ".join(f"{k} = echt.{k}" for k in kolommen.split())
        teken = "" if kolommen == "waarde" else ", symbool = null"
        verbinding.execute(
            f"update waarde as hier set {zetten}{teken} from vol.waarde as echt"
            f" where {dims} and {waar}"
        )


GEHEEL = "teller noemer waarde waarde_min waarde_max n"
LIJST = ", ".join(f"'{naam}'" for naam in GETELD)
DELEN = ", ".join(f"'{naam}'" for naam in soorten("aandeel"))
AANTALLEN = ", ".join(f"'{naam}'" for naam in soorten("aantal"))
EEN_PER = {
    "een kleine cel": f"hier.symbool = '<5' and hier.kengetal in ({AANTALLEN})",
    "een ware nul": (f"hier.symbool = '<5' and hier.kengetal in ({AANTALLEN}) and echt.teller = 0"),
    "een percentage": (
        f"hier.symbool is not null and hier.kengetal in ({DELEN})"
        " and echt.teller between 1 and 4 and echt.noemer >= 10"
    ),
}


@pytest.mark.parametrize("wat", [*EEN_PER] if ALLES else ["een percentage", "een ware nul"])
def test_a_row_that_says_too_much_is_found(kopie: Path, wat: str) -> None:
    kolommen = "waarde" if wat == "een percentage" else GEHEEL
    with duckdb.connect(str(kopie / "toezicht.duckdb")) as verbinding:
        verbinding.execute(f"attach '{kopie / MEDEWERKER}.duckdb' as vol (read_only)")
        op = " and ".join(
            f"echt.{k} is not distinct from hier.{k}"
            for k in sleutel(verbinding.sql("from waarde limit 0").pl())
        )
        rij = verbinding.execute(
            f"select hier.kengetal, hier.periode, hier.vestiging from waarde as hier"
            f" join vol.waarde as echt on {op} where {EEN_PER[wat]} and hier.grain = 'vestiging'"
            " order by all limit 1 offset 20"
        ).fetchone()
    assert rij
    kengetal, moment, vestiging = rij
    een = (
        f"hier.kengetal = '{kengetal}' and hier.periode = '{moment}'"
        f" and hier.vestiging = '{vestiging}'"
    )
    _zet(kopie, een, kolommen)
    assert gevonden(kopie, "toezicht")["toezicht"] > 0


def test_a_figure_in_words_that_is_hidden_in_the_row_is_found(kopie: Path) -> None:
    with duckdb.connect(str(kopie / "toezicht.duckdb")) as verbinding:
        rij = verbinding.execute(
            f"select kengetal, vestiging from duiding join waarde using (kengetal, grain, periode,"
            f" vestiging) where symbool = '<5' and kengetal in ({AANTALLEN})"
            " and grain = 'vestiging' order by all limit 1"
        ).fetchone()
        assert rij
        verbinding.execute(
            "update duiding set waarde = 2 where kengetal = ? and vestiging = ?"
            " and grain = 'vestiging'",
            rij,
        )
    assert gevonden(kopie, "toezicht")["toezicht"] > 0


def test_random_rows_that_are_shown_are_found(kopie: Path) -> None:
    """One hidden row of a school or bestuur at a time, small: each is a leak of itself."""
    schoon = (kopie / "toezicht.duckdb").read_bytes()
    rijen = lees(kopie, "toezicht").filter(
        (pl.col("symbool") == "<5") & pl.col("kengetal").is_in(soorten("aantal"))
    )
    rng = Random(1)
    gemist = 0
    for _ in range(SABOTAGES):
        (kopie / "toezicht.duckdb").write_bytes(schoon)
        rij = rijen.row(rng.randrange(len(rijen)), named=True)
        waar = " and ".join(f"hier.{k} is not distinct from {_sql(rij[k])}" for k in sleutel(rijen))
        _zet(kopie, waar, GEHEEL)
        gemist += gevonden(kopie, "toezicht")["toezicht"] == 0
    assert gemist <= 0.05 * SABOTAGES


def _sql(waarde: object) -> str:
    return "null" if waarde is None else f"'{waarde}'"


def test_the_command_line_says_whether_all_is_well(
    eigen_demo: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(eigen_demo.wortel.parent))
    monkeypatch.setenv("PEILSTOK_PROFIEL", eigen_demo.profiel)
    uit = CliRunner().invoke(app, ["audit", "--rol", "toezicht", "--json"])
    assert (uit.exit_code, json.loads(uit.stdout)) == (0, [])
    huidige = eigen_demo.publicaties / str(eigen_demo.huidige())
    with duckdb.connect(str(huidige / "toezicht.duckdb")) as verbinding:
        verbinding.execute(
            f"update waarde set waarde = 0, symbool = null where symbool = '<5'"
            f" and kengetal in ({AANTALLEN}) and grain = 'vestiging' and periode = '2023-2024'"
        )
    uit = CliRunner().invoke(app, ["audit", "--rol", "toezicht", "--json"])
    assert uit.exit_code == 1
    assert {"doelgroep", "kengetal", "periode", "eenheid", "minimum", "maximum"} <= set(
        json.loads(uit.stdout)[0]
    )
    assert CliRunner().invoke(app, ["audit", "--rol", "niemand"]).exit_code == 2


@pytest.mark.parametrize(
    ("rol", "per", "tekens"),
    [("toezicht", "vestiging", {None, "<5", "x"}), ("bestuur_90001", "vestiging", {None})],
)
def test_values_of_a_role_are_those_of_its_file(
    demo_thuis: Thuis,
    monkeypatch: pytest.MonkeyPatch,
    rol: str,
    per: str,
    tekens: set[str | None],
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))
    monkeypatch.setenv("PEILSTOK_PROFIEL", demo_thuis.profiel)
    vraag = ["values", "verwijzingen", "--per", per, "--rol", rol, "--format", "json"]
    uit = CliRunner().invoke(app, vraag)
    assert uit.exit_code == 0
    rijen = json.loads(uit.stdout)
    assert {rij["symbool"] for rij in rijen} <= tekens
    assert None in {rij["symbool"] for rij in rijen}
    assert all(rij["waarde"] is None for rij in rijen if rij["symbool"])
