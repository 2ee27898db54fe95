"""What is hidden, against every table of whole numbers that fits what is shown."""

from random import Random

import numpy as np
import polars as pl
import pytest

from tests.warehouse.proefgebied import (
    AANDEEL,
    AANTAL,
    JAAR,
    TOEZICHT,
    Eenheid,
    Gebied,
    Orakel,
    willekeurig,
)
from tests.warehouse.test_audit import antwoord
from warehouse.audit import Feiten
from warehouse.bescherming import bescherm
from warehouse.doelgroepen import Doelgroep
from warehouse.feiten import Kennis
from warehouse.koppelen import maak_stelsel
from warehouse.protect import KLEIN_TEKEN, VERBORGEN, Bescherming
from warehouse.samenhang import Cel, Stelsel

GEBIEDEN = 20  # random regions per kind
SABOTAGES = 60


def beschermd(gebied: Gebied, kenners: list[str]) -> pl.DataFrame:
    groepen = [TOEZICHT, *(Doelgroep(f"bestuur_{b}", b, bestuur=b) for b in kenners)]
    return bescherm(groepen, gebied.bronnen).rijen["toezicht"]


def stelsel(gebied: Gebied) -> Stelsel:
    bronnen = gebied.bronnen
    grains = {naam: k.definitie.grain for naam, k in bronnen.register.items()}
    return maak_stelsel(bronnen.atomen, bronnen.register, grains, bronnen.eigendom)


def kennis(gebied: Gebied, rijen: pl.DataFrame, kenner: str = "") -> Kennis:
    gezien = Kennis(stelsel(gebied)).van(kenner)
    gezien.neem_op(rijen, gebied.bronnen.register)
    return gezien


@pytest.mark.parametrize("soort", [AANTAL, AANDEEL])
def test_only_sums_that_changed_are_repaired_again(soort: str) -> None:
    """Asked to hide more, it comes to the same as when every sum is looked at anew."""
    gewijzigd = 0
    for zaad in range(GEBIEDEN):
        gebied = stelsel(willekeurig(Random(zaad), soort))
        voort, opnieuw = Bescherming(gebied), Bescherming(gebied)
        for nummer in range(0, len(gebied.cellen), 3):
            for bescherming in (voort, opnieuw):
                bescherming.verberg_bij(nummer)
            opnieuw._bezien = {}
            voor = dict(voort.teken)
            voort.bescherm()
            opnieuw.bescherm()
            assert voort.tekens() == opnieuw.tekens()
            gewijzigd += voort.teken != voor
    assert gewijzigd > 0


def test_what_two_tables_share_is_hidden_in_both() -> None:
    """F2: each table is safe alone; together more has to go, but no total."""
    gegeven = antwoord("F2_sdctable_linked_tables")
    tabellen = Stelsel()
    atomen = {naam: tabellen.atoom(waarde, "") for naam, waarde in gegeven["units"].items()}
    delen = {naam: [naam] for naam in atomen} | gegeven["groups"]

    def cel(naam: str) -> int:
        grain = "regio" if naam == "Total" else "school" if naam in atomen else "deel"
        eenheid = () if naam == "Total" else (naam,)
        som = {atomen[deel]: 1.0 for deel in delen[naam]}
        return tabellen.cel(Cel("k", JAAR, grain, eenheid, "teller"), som)

    for geheel in gegeven["groups"]:
        if geheel != "Total":
            tabellen.delen.append((cel(geheel), [cel(deel) for deel in delen[geheel]]))
    for paar in (("county-1", "county-2"), ("big", "small")):
        tabellen.delen.append((cel("Total"), [cel(deel) for deel in paar]))
    bescherming = Bescherming(tabellen)
    bescherming.bescherm()
    weg = {c.eenheid[0]: teken for c, teken in bescherming.tekens() if c.eenheid}
    assert {weg[naam] for naam in gegeven["primary"]} == {KLEIN_TEKEN}
    # K stood alone in one table less the other: N hides it, or what ties the tables together.
    assert weg.get("N") == VERBORGEN or weg.get("big") == weg.get("small") == VERBORGEN
    onder, boven = (
        np.array([waarde if naam not in weg else anders for naam, waarde in _waarden(tabellen)])
        for anders in (0.0, np.inf)
    )
    for nummer, (naam, _) in enumerate(_waarden(tabellen)):
        if weg.get(naam) == KLEIN_TEKEN:
            boven[nummer] = 4.0
    feiten = Feiten(tabellen.vast, onder, boven, np.array(tabellen.waar))
    assert feiten.lekken([n for n, (naam, _) in enumerate(_waarden(tabellen)) if naam in weg]) == []
    assert "Total" not in weg


def _waarden(tabellen: Stelsel) -> list[tuple[str, float]]:
    namen = [cel.eenheid[0] if cel.eenheid else "Total" for cel in tabellen.cellen]
    return [*zip(namen, tabellen.waarden.tolist(), strict=True)]


@pytest.mark.parametrize("soort", [AANTAL, AANDEEL])
def test_no_table_gives_a_hidden_count_away(soort: str) -> None:
    """Nobody can work out a count, and no bestuur one of another, whichever way they count."""
    for zaad in range(GEBIEDEN):
        gebied = willekeurig(Random(zaad), soort)
        kenners = gebied.besturen if zaad % 2 else []
        rijen = beschermd(gebied, kenners)
        for kenner in ("", *kenners):
            assert Orakel(gebied, rijen, kenner).lekken() == {}, (zaad, kenner, gebied)


@pytest.mark.parametrize(
    "gebied",
    [
        # S3 and S5 have no rest: B1 less S1 leaves none, and no teller is above its noemer.
        Gebied(
            {
                f"S{n}": (f"B{van}", f"G{waar}")
                for n, (van, waar) in enumerate([(0, 0), (1, 0), (0, 0), (1, 1), (0, 0), (1, 0)])
            },
            dict(zip((f"S{n}" for n in range(6)), (1, 15, 4, 15, 9, 1), strict=True)),
            dict(zip((f"S{n}" for n in range(6)), (15, 15, 5, 0, 15, 0), strict=True)),
            {},
        ),
    ],
)
def test_a_region_that_leaked_once(gebied: Gebied) -> None:
    rijen = beschermd(gebied, gebied.besturen)
    for kenner in ("", *gebied.besturen):
        assert Orakel(gebied, rijen, kenner).lekken() == {}


@pytest.mark.parametrize("soort", [AANTAL, AANDEEL])
def test_the_bounds_hold_every_table(soort: str) -> None:
    """What linear programming leaves open is never less than what whole numbers do."""
    for zaad in range(15):
        gebied = willekeurig(Random(1000 + zaad), soort)
        rijen = beschermd(gebied, [])
        orakel, gezien = Orakel(gebied, rijen), kennis(gebied, rijen)
        feiten: Feiten = gezien.feiten()
        for maat, eenheid in orakel.geheim():
            nummer = gezien.stelsel.nummer.get(_cel(gebied, maat, eenheid))
            if nummer is None:
                continue
            laag, hoog = orakel.grenzen(maat, eenheid)
            onder, boven = feiten.bereik(nummer)
            assert onder <= laag + 1e-6, (zaad, maat, eenheid)
            assert boven >= hoog - 1e-6, (zaad, maat, eenheid)


def _cel(gebied: Gebied, maat: str, eenheid: Eenheid) -> Cel:
    code = () if eenheid.grain == "regio" else (eenheid.code,)
    return Cel(gebied.kengetal, JAAR, eenheid.grain, code, maat)


def saboteer(rng: Random, gebied: Gebied, rijen: pl.DataFrame) -> pl.DataFrame | None:
    """Show what was hidden: a whole row, or only its percentage with all its decimals."""
    weg = rijen.with_row_index().filter(pl.col("symbool").is_not_null())["index"].to_list()
    if not weg:
        return None
    plaats = rng.choice(weg)
    bloot = gebied.bronnen.waarden.with_columns(symbool=pl.lit(None, dtype=pl.String))
    sleutel = ["grain", "bestuur", "vestiging", "gemeente", "categorie"]
    echt = rijen[plaats].select(sleutel).join(bloot, on=sleutel, nulls_equal=True)
    if gebied.rest and rng.random() < 0.5:
        echt = rijen[plaats].with_columns(waarde=echt["waarde"])
    echt = echt.select(rijen.columns)
    return pl.concat([rijen[:plaats], echt, rijen[plaats + 1 :]])


@pytest.mark.parametrize("soort", [AANTAL, AANDEEL])
def test_sabotage_is_found(soort: str) -> None:
    """Of what the oracle calls harmful, the audit finds at least ninety-five in a hundred."""
    schadelijk = gevonden = 0
    for zaad in range(SABOTAGES):
        rng = Random(zaad)
        gebied = willekeurig(rng, soort)
        kenner = rng.choice(["", *gebied.besturen])
        rijen = beschermd(gebied, gebied.besturen)
        kapot = saboteer(rng, gebied, rijen)
        if kapot is None:
            continue
        geheim, orakel = Orakel(gebied, rijen, kenner).geheim(), Orakel(gebied, kapot, kenner)
        if orakel.lekken([vraag for vraag in geheim if orakel.is_geheim(*vraag)]):
            schadelijk += 1
            gevonden += bool(kennis(gebied, kapot, kenner).lekken())
    print(f"{soort}: {gevonden} van {schadelijk} gevonden")
    assert schadelijk >= 20
    assert gevonden >= 0.95 * schadelijk


def test_the_same_twice() -> None:
    gebied = willekeurig(Random(3), AANTAL)
    eerste, tweede = (beschermd(gebied, gebied.besturen) for _ in range(2))
    assert eerste.equals(tweede)
