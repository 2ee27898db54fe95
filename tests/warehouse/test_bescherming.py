"""Publications after each other, small loads, and what the definitions say hangs together."""

import itertools
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import polars as pl
import pytest

from tests.warehouse.proefgebied import (
    AANDEEL,
    AANTAL,
    TOEZICHT,
    Eenheid,
    Gebied,
    Orakel,
    willekeurig,
)
from tests.warehouse.test_kijker import sleutel
from warehouse.bescherming import Beschermd, Bronnen, Vorige, bescherm, gewijzigde_perioden
from warehouse.doelgroepen import MEDEWERKER, Doelgroep, catalogus, doelgroepen, kies
from warehouse.eigendom import lees_eigendom
from warehouse.inhoud import _BESTUREN, lees_eerder
from warehouse.koppelen import _cel, _naast, maak_stelsel
from warehouse.paths import Thuis
from warehouse.profiel import laad_profiel
from warehouse.register import laad_register

PUBLICATIES = 8  # random regions of which three publications follow each other
REGISTER = laad_register()


def publiceer(gebied: Gebied, eerder: list[Vorige]) -> Vorige:
    groepen = [TOEZICHT, *(Doelgroep(f"bestuur_{b}", b, bestuur=b) for b in gebied.besturen)]
    uit: Beschermd = bescherm(groepen, replace(gebied.bronnen, eerder=eerder))
    return Vorige(uit.rijen["toezicht"], gebied.bronnen.atomen, uit.tekens, "")


def verander(rng: Random, gebied: Gebied) -> Gebied:
    """A correction of one school; the codes of its pupils go along."""
    school = rng.choice([*gebied.scholen])
    erbij = rng.choice([-2, -1, 1, 2, 3])
    erbij = max(erbij, -gebied.teller[school])
    codes = dict(gebied.codes)
    if codes:
        ruim = [code for code, aantal in codes.items() if aantal + erbij >= 0]
        if not ruim:
            return gebied
        codes[rng.choice(ruim)] += erbij
    teller = {**gebied.teller, school: gebied.teller[school] + erbij}
    return replace(gebied, teller=teller, codes=codes)


def gezien(nu: pl.DataFrame, eerder: list[Vorige], echt: pl.DataFrame) -> pl.DataFrame:
    """The rows of now; where one is hidden, what was shown of it before and still holds."""
    op = ["grain", "bestuur", "vestiging", "gemeente", "categorie"]
    for vorige in eerder:
        toen = vorige.toezicht.filter(pl.col("symbool").is_null())
        klopt = toen.join(echt, on=[*op, "teller", "noemer"], how="semi", nulls_equal=True)
        weg = nu.filter(pl.col("symbool").is_not_null())
        terug = klopt.join(weg, on=op, how="semi", nulls_equal=True)
        nu = pl.concat([nu.join(terug, on=op, how="anti", nulls_equal=True), terug])
    return nu


@pytest.mark.parametrize("soort", [AANTAL, AANDEEL])
def test_three_publications_together_say_no_more(soort: str) -> None:
    """What was shown before a correction and what is shown after it, side by side."""
    for zaad in range(PUBLICATIES):
        rng = Random(zaad)
        gebied = willekeurig(rng, soort)
        eerder: list[Vorige] = []
        for _ in range(3):
            nu = publiceer(gebied, eerder)
            alles = gezien(nu.toezicht, eerder, gebied.bronnen.waarden)
            for kenner in ("", *gebied.besturen):
                orakel = Orakel(gebied, alles, kenner)
                geheim = [g for g in orakel.geheim() if orakel.is_geheim(*g)]
                assert orakel.lekken(geheim) == {}, (zaad, kenner)
            eerder = [nu, *eerder]
            gebied = verander(rng, gebied)


def test_what_was_shown_stays_shown_while_it_is_the_same() -> None:
    """Hiding it now would hide nothing, and would look as if it did."""
    gebleven = verdwenen = 0
    for zaad in range(PUBLICATIES):
        rng = Random(zaad)
        gebied = willekeurig(rng, AANTAL)
        eerste = publiceer(gebied, [])
        later = verander(rng, gebied)
        tweede = publiceer(later, [eerste])
        getoond = {
            Eenheid(rij["grain"], rij.get(rij["grain"]) or ""): rij["teller"]
            for rij in eerste.toezicht.iter_rows(named=True)
            if rij["symbool"] is None
        }
        for rij in tweede.toezicht.iter_rows(named=True):
            eenheid = Eenheid(rij["grain"], rij.get(rij["grain"]) or "")
            echt = Orakel.waarde_van(later, "teller", eenheid)
            if getoond.get(eenheid) == echt:
                gebleven += rij["symbool"] is None
                verdwenen += rij["symbool"] is not None
    assert gebleven > 8
    assert verdwenen <= 0.02 * gebleven  # only where nothing else could save a small count


@pytest.fixture(scope="module")
def map_(demo_thuis: Thuis) -> Path:
    return demo_thuis.publicaties / str(demo_thuis.huidige())


@pytest.fixture(scope="module")
def demo(demo_thuis: Thuis, map_: Path) -> tuple[list[Doelgroep], Bronnen]:
    """Everything that protection of the demo starts from, with the demo itself seen before."""
    with duckdb.connect(str(demo_thuis.werkbestand), read_only=True) as verbinding:
        waarden = verbinding.sql("from waarde").pl()
        besturen = dict(verbinding.sql(_BESTUREN).fetchall())
        eigendom = lees_eigendom(verbinding)
    (vorige,) = lees_eerder([map_])
    groepen = doelgroepen(laad_profiel(demo_thuis.profiel), besturen)
    bronnen = Bronnen(waarden, vorige.atomen, REGISTER, eigendom, (vorige,), vorige.vingerafdruk)
    return groepen, bronnen


def gelijk(een: pl.DataFrame, ander: pl.DataFrame) -> bool:
    kolommen = [*sleutel(een), "symbool", "teller", "noemer", "waarde"]
    op = sleutel(een)
    return een.select(kolommen).sort(op).equals(ander.select(kolommen).sort(op))


def test_the_same_data_again_are_protected_the_same(
    demo: tuple[list[Doelgroep], Bronnen],
) -> None:
    groepen, bronnen = demo
    begin = time.process_time()
    opnieuw = bescherm(groepen, bronnen)
    duur = time.process_time() - begin
    print(f"niets veranderd: {duur:.1f} s")
    assert gelijk(opnieuw.rijen["toezicht"], bronnen.eerder[0].toezicht)
    assert dict(opnieuw.tekens) == dict(bronnen.eerder[0].tekens)


def test_a_small_load_looks_at_what_changed(demo: tuple[list[Doelgroep], Bronnen]) -> None:
    """One kengetal of one schooljaar is new: the other periods stay as they were."""
    groepen, bronnen = demo
    vorige = bronnen.eerder[0]
    nieuw = (pl.col("kengetal") == "verwijzingen") & (pl.col("periode") == "2022-2023")
    toen = replace(
        vorige, atomen=vorige.atomen.filter(~nieuw), toezicht=vorige.toezicht.filter(~nieuw)
    )
    anders = gewijzigde_perioden(toen.atomen, bronnen.atomen)
    assert anders == {"2022-2023", *(f"2022-K{k}" for k in "1234")}
    begin = time.process_time()
    opnieuw = bescherm(groepen, replace(bronnen, eerder=(toen,)))
    duur = time.process_time() - begin
    print(f"een jaar veranderd: {duur:.1f} s")
    elders = ~pl.col("periode").is_in(sorted(anders))
    assert gelijk(opnieuw.rijen["toezicht"].filter(elders), vorige.toezicht.filter(elders))
    assert not opnieuw.rijen["toezicht"].filter(nieuw).is_empty()


def test_a_change_of_one_count_is_a_changed_period() -> None:
    atomen = willekeurig(Random(2), AANTAL).bronnen.atomen
    assert gewijzigde_perioden(atomen, atomen) == set()
    meer = atomen.with_columns(pl.col("teller") + 1.0)
    assert "2023-2024" in gewijzigde_perioden(atomen, meer)
    assert gewijzigde_perioden(atomen.drop("gemeente"), atomen) == {"2023-2024"}


def test_what_is_declared_to_hang_together_does(demo: tuple[list[Doelgroep], Bronnen]) -> None:
    """Every [[samenhang]] on every unit that has all its terms, in complete deliveries."""
    _, bronnen = demo
    grains = catalogus(TOEZICHT, REGISTER)
    grains = {naam: g for naam, g in grains.items() if REGISTER[naam].definitie.herleidbaar}
    stelsel = maak_stelsel(bronnen.atomen, REGISTER, grains, bronnen.eigendom)
    gezien: dict[str, list[bool]] = defaultdict(list)
    for cel, nummer in stelsel.nummer.items():
        for verband in REGISTER[cel.kengetal].definitie.samenhang:
            naast = _naast(verband, cel, REGISTER[cel.kengetal].definitie)
            if naast is None or verband.maat != cel.maat:
                continue
            termen = [(stelsel.nummer.get(_cel(t, naast)), t.teken) for t in verband.termen]
            if all(n is not None for n, _ in termen):
                som = sum(teken * stelsel.waarde(n) for n, teken in termen if n is not None)
                over = som - stelsel.waarde(nummer)
                klopt = over > -0.5 if verband.binnen else abs(over) < 0.5
                gezien[f"{cel.kengetal}.{cel.maat}"].append(klopt)
    verklaard = {
        f"{k.id}.{verband.maat}" for k in REGISTER.values() for verband in k.definitie.samenhang
    }
    assert gezien.keys() == verklaard
    # The demo delivers sbo of 1 October 2020 twice with four pupils of difference (DUO rounds).
    anders = {naam: goed.count(False) for naam, goed in gezien.items() if not all(goed)}
    assert anders == {"deelname_go_herkomst.teller": 2}


# Counts that are equal in the demo and need no declaration, and why: kengetal, kengetal.
ANDERS = {
    ("instroom_go", "uitstroom_go"): "sbo to so: follows from the sum that instroom_go declares",
    ("leerlingen_go", "thuisnabij"): "pupils of a known gemeente: all, in the demo; hundreds",
    ("deelname_go_vestiging", "thuisnabij"): "as above",
    ("thuiszitters_landelijk", "thuiszitters_per_1000"): "its one code is its total, by definition",
    ("tlv_afgegeven", "tlv_binnen_norm"): "also refused ones count; the demo has none on B and D",
    ("tlv_afgegeven", "tlv_doorlooptijd"): "as above",
    ("tlv_binnen_norm", "tlv_voorschools"): "as above",
    ("tlv_doorlooptijd", "tlv_voorschools"): "as above",
}


def _reeksen(bronnen: Bronnen) -> dict[str, dict[str, float]]:
    """Every count of the whole region, and of each code of a breakdown, per period."""
    zichtbaar = kies(bronnen.waarden, catalogus(TOEZICHT, REGISTER), ())
    telt = [naam for naam, k in REGISTER.items() if k.definitie.herleidbaar]
    plaatsen = {"bestuur", "vestiging", "gemeente", "kerngebied", "schoolwegingklasse"}
    reeksen: dict[str, dict[str, float]] = defaultdict(dict)
    rijen = zichtbaar.filter(pl.col("kengetal").is_in(telt))
    for rij in rijen.iter_rows(named=True):
        graan, soort = rij["grain"], REGISTER[rij["kengetal"]].definitie.soort
        if graan in plaatsen or "," in graan or soort == "gemiddelde":
            continue
        code = "" if graan == "regio" else f"[{graan}={rij[graan]}]"
        for maat in ("teller", "noemer"):
            if rij[maat] is not None:
                reeksen[f"{rij['kengetal']}.{maat}{code}"][rij["periode"]] = rij[maat]
    return reeksen


def _verklaard(een: str, ander: str) -> bool:
    """Whether the definitions tie two counts, in one step or more."""
    gezien, rand = {een}, [een]
    while rand:
        naam, _, code = rand.pop().partition("[")
        for kengetal in REGISTER.values():
            for verband in kengetal.definitie.samenhang:
                if verband.binnen or len(verband.termen) != 1:
                    continue
                (term,) = verband.termen
                zelf, filter_ = f"{kengetal.id}.{verband.maat}", ""
                if term.filter:
                    filter_ = f"{term.filter[0]}={term.filter[1]}]"
                for van, met, naar, erbij in (
                    (zelf, "", f"{term.kengetal}.{term.maat}", filter_),
                    (f"{term.kengetal}.{term.maat}", filter_, zelf, ""),
                ):
                    if naam == van and (code == met or not filter_):
                        volgend = erbij or ("" if filter_ else code)
                        buur = f"{naar}[{volgend}" if volgend else naar
                        rand += [buur] if buur not in gezien else []
                        gezien.add(buur)
    return ander in gezien


def test_counts_that_are_always_equal_are_declared(demo: tuple[list[Doelgroep], Bronnen]) -> None:
    """Else one could show what the other hides."""
    _, bronnen = demo
    gevonden = []
    for een, ander in itertools.combinations(sorted(_reeksen(bronnen).items()), 2):
        (naam, reeks), (naam2, reeks2) = een, ander
        if naam.partition(".")[0] == naam2.partition(".")[0]:
            continue
        samen = reeks.keys() & reeks2.keys()
        if len(samen) < 5 or any(reeks[p] != reeks2[p] for p in samen):
            continue
        if len({reeks[p] for p in samen}) < 3 or max(reeks[p] for p in samen) > 2000:
            continue
        paar = (naam.partition(".")[0], naam2.partition(".")[0])
        if not _verklaard(naam, naam2) and paar not in ANDERS:
            gevonden.append((naam, naam2, len(samen)))
    assert gevonden == []


def test_medewerkers_have_what_the_next_publication_builds_on(map_: Path) -> None:
    (vorige,) = lees_eerder([map_])
    assert len(vorige.tekens) > 1000
    assert {teken for _, teken in vorige.tekens} == {"<5", "x"}
    assert lees_eerder([map_ / MEDEWERKER]) == []
