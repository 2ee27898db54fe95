"""The invented region: its schools and besturen, and what happens to them over the years.

Built once per seed; every bron writes its rows from it. How many pupils a school has on a date is
in `omvang`, who they are in `leerlingen`.

A merger, an opening and a transfer to another bestuur are written out below as facts: they are
the same for every seed, so that tests and texts can name them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from pipelines.demo.gegevens import lees
from pipelines.demo.kalender import begin_schooljaar
from pipelines.demo.verdelen import verdeel

SWV = "PO2704"
LEERLINGEN_REGULIER_IJKDATUM = 21_747
ONBEKEND_BEGIN = date(1900, 1, 1)

OPENING = ("De Nieuwe Kade", date(2021, 8, 1))
OVERDRACHT = ("De Stadstuin", date(2025, 1, 1), "90004")
GROEI_NIEUWE_SCHOOL = 0.22
FUSIE = ("De Vliegeraar", "De Kleurdoos", date(2024, 8, 1), "Kindcentrum De Samenloop")

# Typical schoolweging per kerngebied (low = advantaged); invented, in the national range 20-40.
WEGING = {
    "Haarlem-Noord": 28.4,
    "Haarlem-Centrum": 26.1,
    "Haarlem-Oost": 30.6,
    "Haarlem-Schalkwijk": 33.5,
    "Haarlem-Zuidwest": 24.9,
    "Bloemendaal": 22.8,
    "Heemstede": 23.4,
    "Zandvoort": 28.9,
}


@dataclass(frozen=True)
class Fase:
    """Name and bestuur of a school from a day on."""

    vanaf: date
    naam: str
    bestuur: str
    bestuur_naam: str


@dataclass(frozen=True)
class School:
    """One location (brin + vestiging). `swv` is empty for cluster 1 and 2, which have none.

    `eigen` and `ander` are its pupils on the calibration date, by herkomst in or outside our SWV;
    of a school that is no member only our own pupils are known. `groei` is the yearly growth.
    """

    code: str
    schoolsoort: str
    cluster: int | None
    swv: str
    gemeente: str
    kerngebied: str
    postcode: str
    breedtegraad: Decimal
    lengtegraad: Decimal
    weging: float | None
    fasen: tuple[Fase, ...]
    eigen: int
    ander: int
    groei: float
    vanaf: date = ONBEKEND_BEGIN
    tot: date | None = None
    opgegaan_in: str = ""

    @property
    def brin(self) -> str:
        return self.code[:4]

    @property
    def vestiging(self) -> str:
        return self.code[4:]

    def bestaat_op(self, dag: date) -> bool:
        return self.vanaf <= dag and (self.tot is None or dag < self.tot)

    def fase_op(self, dag: date) -> Fase:
        return [fase for fase in self.fasen if fase.vanaf <= dag][-1]


@dataclass(frozen=True)
class Maat:
    """How a region differs in size from the calibrated one.

    Attributes:
        minder_scholen: regular schools that it has fewer.
        regulier: pupils of a regular school, against there.
        gespecialiseerd: pupils of the whole region in sbo and so, against there.
        buren: gemeenten around it from where a few children come to every school.
    """

    minder_scholen: int = 0
    regulier: float = 1.0
    gespecialiseerd: float = 1.0
    buren: tuple[str, ...] = ()


GEIJKT = Maat()


@dataclass(frozen=True)
class Wereld:
    """All schools of the demo, ours and those elsewhere that have pupils of ours."""

    seed: int
    swv: str
    scholen: tuple[School, ...]
    maat: Maat = GEIJKT

    def rng(self, *thema: object) -> Random:
        """A random stream of its own per subject: adding a bron does not shift the others."""
        return Random(":".join(str(deel) for deel in (self.seed, *thema)))

    def is_lid(self, school: School) -> bool:
        return school.swv == self.swv

    def scholen_op(self, dag: date) -> list[School]:
        return [school for school in self.scholen if school.bestaat_op(dag)]

    def in_schooljaar(self, jaar: int) -> Iterator[tuple[School, Fase, date]]:
        """Schools of a school year with each name and bestuur they had in it, and from when."""
        begin, einde = begin_schooljaar(jaar), begin_schooljaar(jaar + 1)
        for school in self.scholen_op(begin):
            yield school, school.fase_op(begin), begin
            for fase in school.fasen:
                if begin < fase.vanaf < einde:
                    yield school, fase, fase.vanaf


def bouw_wereld(seed: int, maat: Maat = GEIJKT) -> Wereld:
    """The region as invented for this seed: places and names are fixed, sizes are drawn."""
    leeg = Wereld(seed, SWV, (), maat)
    scholen = _gebeurtenissen([*_regulier(leeg), *_gespecialiseerd(leeg)])
    return replace(leeg, scholen=tuple(scholen))


def _besturen() -> dict[str, str]:
    return {rij["bestuur"]: rij["naam"] for rij in lees("besturen")}


def _school(
    rij: dict[str, str],
    rng: Random,
    *,
    schoolsoort: str = "bao",
    cluster: int | None = None,
    swv: str = SWV,
    weging: float | None = None,
    eigen: int,
    ander: int = 0,
    groei: float,
) -> School:
    """A school from a row of our files: its key, place on the map, first name and bestuur."""
    plaats = next(p for p in lees("plaatsen") if p["pc4"] == rij["pc4"])
    bestuur = rij["bestuur"]
    return School(
        code=rij["brin"] + rij["vestiging"],
        schoolsoort=schoolsoort,
        cluster=cluster,
        swv=swv,
        gemeente=rij["gemeente"],
        kerngebied=rij["kerngebied"],
        postcode=rij["pc4"] + "".join(rng.choice("ABCDEGHJKLMNPRTVWXZ") for _ in range(2)),
        breedtegraad=_verschoven(plaats["breedtegraad"], rng),
        lengtegraad=_verschoven(plaats["lengtegraad"], rng),
        weging=weging,
        fasen=(Fase(ONBEKEND_BEGIN, rij["naam"], bestuur, _besturen()[bestuur]),),
        eigen=eigen,
        ander=ander,
        groei=groei,
    )


def _verschoven(graden: str, rng: Random) -> Decimal:
    """A point within some 300 metres of the middle of the postcode area."""
    verschuiving = Decimal(rng.randint(-300, 300)).scaleb(-5)
    return Decimal(graden.replace(",", ".")) + verschuiving


def _regulier(wereld: Wereld) -> Iterator[School]:
    alle = lees("scholen_regulier")
    rijen = _zonder(alle, wereld)
    rng = wereld.rng("omvang")
    gewicht = {rij["naam"]: min(2.6, max(0.3, rng.lognormvariate(0, 0.45))) for rij in rijen}
    gewicht[OPENING[0]] = 0.4
    aandeel = wereld.maat.regulier * len(rijen) / len(alle)
    omvang = verdeel(round(LEERLINGEN_REGULIER_IJKDATUM * aandeel), gewicht)
    for rij in rijen:
        rng = wereld.rng("school", rij["brin"], rij["vestiging"])
        weging = WEGING[rij["kerngebied"]] + rng.gauss(0, 1.7)
        groei = rng.gauss(-0.006, 0.018)
        yield _school(
            rij,
            rng,
            weging=min(39.0, max(21.0, weging)),
            eigen=omvang[rij["naam"]],
            groei=GROEI_NIEUWE_SCHOOL if rij["naam"] == OPENING[0] else groei,
        )


def _zonder(rijen: list[dict[str, str]], wereld: Wereld) -> list[dict[str, str]]:
    """The schools of a smaller region; those that something happens to are everywhere."""
    vast = {OPENING[0], OVERDRACHT[0], *FUSIE[:2]}
    mag_weg = [rij["naam"] for rij in rijen if rij["naam"] not in vast]
    weg = set(wereld.rng("zonder").sample(mag_weg, wereld.maat.minder_scholen))
    return [rij for rij in rijen if rij["naam"] not in weg]


def _gespecialiseerd(wereld: Wereld) -> Iterator[School]:
    for rij in lees("scholen_go"):
        yield _school(
            rij,
            wereld.rng("school", rij["brin"], rij["vestiging"]),
            schoolsoort=rij["schoolsoort"],
            cluster=int(rij["cluster"]) if rij["cluster"] else None,
            swv=rij["swv"],
            eigen=round(int(rij["eigen"]) * wereld.maat.gespecialiseerd),
            ander=round(int(rij["ander"]) * wereld.maat.gespecialiseerd),
            groei=float(rij["groei"].replace(",", ".")),
        )


def _gebeurtenissen(scholen: list[School]) -> list[School]:
    """Let the opening, the transfer and the merger happen."""
    op_naam = {school.fasen[0].naam: school for school in scholen}
    naam, vanaf = OPENING
    op_naam[naam] = replace(op_naam[naam], vanaf=vanaf)

    naam, vanaf, bestuur = OVERDRACHT
    op_naam[naam] = _nieuwe_fase(op_naam[naam], vanaf, naam, bestuur)

    verdwijnt, blijft, vanaf, nieuwe_naam = FUSIE
    doorgaand = op_naam[blijft]
    op_naam[verdwijnt] = replace(op_naam[verdwijnt], tot=vanaf, opgegaan_in=doorgaand.code)
    op_naam[blijft] = _nieuwe_fase(doorgaand, vanaf, nieuwe_naam, doorgaand.fasen[-1].bestuur)
    return list(op_naam.values())


def _nieuwe_fase(school: School, vanaf: date, naam: str, bestuur: str) -> School:
    fase = Fase(vanaf, naam, bestuur, _besturen()[bestuur])
    return replace(school, fasen=(*school.fasen, fase))
