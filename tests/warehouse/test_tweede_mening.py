"""The views on TLV's and moves against a second opinion, on random registers.

A few seeds in ``make test``, many more in ``make test-all``.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import duckdb
import pytest

from pipelines.contract import load_contracten
from tests.steekproef import keren
from tests.warehouse.tweede_mening import overstappen, tlv, willekeurig
from tests.warehouse.tweede_mening.scholen import Rij, perioden_tot_en_met
from tests.warehouse.tweede_mening.verdeling import Verdeling
from warehouse import periode
from warehouse.build import CORE, Bron, bouw_leeg, maak_core
from warehouse.oprollen import maak_waarden
from warehouse.profiel import laad_profiel
from warehouse.register import KENGETALLEN, laad_kengetal

ZADEN = range(keren(6, 150))
STAND = date(2024, 6, 20)
GO_PEILDATA = [(10, 1), (2, 1), (6, 1)]
NAMEN = (*overstappen.STROMEN, "verblijfsduur_go", "tlv_afgegeven", "tlv_doorlooptijd")
REGISTER = {naam: laad_kengetal(KENGETALLEN / naam) for naam in (*NAMEN, "tlv_openstaand")}

Waarden = dict[str, list[dict[str, Any]]]


class Wereld:
    """Random staging rows, and what the warehouse makes of them."""

    def __init__(self, verbinding: duckdb.DuckDBPyConnection, zaad: int) -> None:
        rng = Random(zaad)
        self.scholen = willekeurig.scholen(rng)
        omvang = (200, 30, 1)[zaad % 3]
        self.tlv = willekeurig.tlv(rng, omvang)
        self.overstappen = willekeurig.overstappen(rng, omvang)
        for tabel in ("scholen", "tlv", "overstappen"):
            _vul(verbinding, f"staging_{tabel}", getattr(self, tabel))
        standen = [{"bron": bron, "datum": STAND} for bron in ("tlv", "overstappen")]
        _vul(verbinding, "bron_stand", standen)
        for pad in CORE.glob("*.sql"):
            verbinding.execute(f"drop table {pad.stem}")
        maak_core(verbinding)
        maak_waarden(verbinding, REGISTER)
        antwoord = verbinding.execute("select * from waarde")
        kolommen = [kolom[0] for kolom in antwoord.description]
        self.waarden: Waarden = {naam: [] for naam in REGISTER}
        for waarden in antwoord.fetchall():
            rij = dict(zip(kolommen, waarden, strict=True))
            self.waarden[rij["kengetal"]].append(rij)

    def per_eenheid(self, kengetal: str) -> dict[tuple[str, str, str], dict[str, Any]]:
        """The figures of a kengetal by periode, grain and unit; of the region the unit is empty."""
        return {
            (rij["periode"], rij["grain"], rij.get(rij["grain"], "")): rij
            for rij in self.waarden[kengetal]
        }


@pytest.fixture(scope="module")
def leeg_magazijn() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as verbinding:
        bronnen = [
            Bron(naam, contract.sql_kolommen, contract.scope, contract.staging_sql)
            for naam, contract in load_contracten().items()
        ]
        bouw_leeg(verbinding, laad_profiel("zuid-kennemerland"), bronnen)
        yield verbinding


@pytest.fixture(scope="module", params=ZADEN)
def wereld(leeg_magazijn: duckdb.DuckDBPyConnection, request: pytest.FixtureRequest) -> Wereld:
    leeg_magazijn.begin()
    try:
        return Wereld(leeg_magazijn, request.param)
    finally:
        leeg_magazijn.rollback()


def _vul(verbinding: duckdb.DuckDBPyConnection, tabel: str, rijen: list[Rij]) -> None:
    verbinding.execute(f"delete from {tabel}")
    plek = f"({', '.join('?' * len(rijen[0]))})"
    verbinding.execute(
        f"insert into {tabel} ({', '.join(rijen[0])}) values {', '.join([plek] * len(rijen))}",
        [waarde for rij in rijen for waarde in rij.values()],
    )


# --- Flows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kengetal", overstappen.STROMEN)
def test_a_flow_has_the_range_that_counting_by_hand_gives(wereld: Wereld, kengetal: str) -> None:
    met_de_hand = overstappen.stroom(kengetal, wereld.overstappen, wereld.scholen)
    gevonden = wereld.per_eenheid(kengetal)
    if kengetal == "bao_bao_zorg" and not _weet_zorg(wereld):
        assert not gevonden
        return
    assert set(met_de_hand) <= set(gevonden)
    for eenheid, rij in gevonden.items():
        laagste, hoogste = met_de_hand.get(eenheid, [0, 0])
        assert (rij["waarde_min"], rij["waarde_max"]) == (laagste, hoogste), eenheid
        assert rij["waarde"] == (laagste if laagste == hoogste else None), eenheid


def _weet_zorg(wereld: Wereld) -> bool:
    return any(rij["is_zorgleerling"] is not None for rij in wereld.overstappen)


def test_a_flow_is_zero_in_a_period_without_moves(wereld: Wereld) -> None:
    dagen = [rij["datum"] for rij in wereld.overstappen]
    verwacht = perioden_tot_en_met(min(dagen), STAND)
    regio = [rij for rij in wereld.waarden["verwijzingen"] if rij["grain"] == "regio"]
    assert {rij["periode"] for rij in regio} == verwacht
    for rij in regio:
        begin, einde = periode.begin(rij["periode"]), periode.einde(rij["periode"])
        is_onvolledig = einde > STAND or begin + timedelta(days=31) < min(dagen)
        assert rij["is_onvolledig"] == is_onvolledig, rij["periode"]


def test_a_school_without_moves_is_zero_only_when_it_is_known(wereld: Wereld) -> None:
    bekend = {school["school_code"] for school in wereld.scholen}
    for rij in wereld.waarden["verwijzingen"]:
        if rij["grain"] == "vestiging" and rij["waarde_max"] == 0:
            assert rij["vestiging"] in bekend


# --- Distributions -------------------------------------------------------------------------------


def test_verblijfsduur_has_the_quartiles_that_sorting_by_hand_gives(wereld: Wereld) -> None:
    met_de_hand = overstappen.verblijfsduur(wereld.overstappen, wereld.scholen)
    _vergelijk(met_de_hand, wereld.per_eenheid("verblijfsduur_go"))


def test_doorlooptijd_has_the_quartiles_that_sorting_by_hand_gives(wereld: Wereld) -> None:
    besloten = _in_het_register(wereld)
    _vergelijk(tlv.doorlooptijd(besloten), wereld.per_eenheid("tlv_doorlooptijd"))


def _vergelijk(
    met_de_hand: Verdeling, gevonden: dict[tuple[str, str, str], dict[str, Any]]
) -> None:
    bekend = {eenheid: groep for eenheid, groep in met_de_hand.items() if groep.waarden}
    assert set(gevonden) == set(bekend)
    for eenheid, groep in bekend.items():
        rij = gevonden[eenheid]
        assert rij["n"] == len(groep.waarden), eenheid
        assert rij["ontbreekt"] == groep.ontbreekt, eenheid
        for naam, aandeel in (("p25", 0.25), ("mediaan", 0.5), ("p75", 0.75), ("p90", 0.9)):
            assert rij[naam] == pytest.approx(groep.kwantiel(aandeel)), (eenheid, naam)


# --- TLV's ---------------------------------------------------------------------------------------


def _in_het_register(wereld: Wereld) -> list[Rij]:
    """Without the decisions after the last schooljaar of the register."""
    einde = periode.einde("2023-2024")
    return [r for r in wereld.tlv if r["besluitdatum"] is None or r["besluitdatum"] < einde]


def test_granted_tlvs_stand_under_the_bestuur_of_the_day_of_asking(wereld: Wereld) -> None:
    met_de_hand = tlv.afgegeven(_in_het_register(wereld), wereld.scholen)
    gevonden = wereld.per_eenheid("tlv_afgegeven")
    perioden = {periode_ for periode_, _, _ in gevonden}
    met_de_hand = {e: n for e, n in met_de_hand.items() if e[0] in perioden}
    assert set(met_de_hand) <= set(gevonden)
    for eenheid, rij in gevonden.items():
        assert rij["waarde"] == met_de_hand.get(eenheid, 0), eenheid


def test_open_requests_are_those_asked_and_not_decided_on_the_day(wereld: Wereld) -> None:
    gevonden = wereld.per_eenheid("tlv_openstaand")
    besluiten = [r["besluitdatum"] for r in wereld.tlv if r["besluitdatum"]]
    gevraagd = [r["aanvraagdatum"] for r in wereld.tlv if r["aanvraagdatum"]]
    dagen = []
    if gevraagd:
        eerste = min(besluiten or gevraagd)
        dagen = [d for d in willekeurig.peildata(GO_PEILDATA) if eerste <= d <= STAND]
    assert {p for p, grain, _ in gevonden if grain == "regio"} == {d.isoformat() for d in dagen}
    for dag in dagen:
        rij = gevonden[dag.isoformat(), "regio", ""]
        assert (rij["waarde_min"], rij["waarde_max"]) == tlv.openstaand(wereld.tlv, dag), dag
