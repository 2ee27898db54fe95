"""The stays in specialised education: who came to an sbo or so school, when, from where, and left.

Pupils move one by one, so that entries and departures explain the counts: on every GO-peildatum
the number of stays at a school is exactly what `omvang` says. The sources `tlv` and `overstappen`
follow from these stays. Clusters 1 and 2, outside every SWV, are not followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from random import Random

from pipelines.demo import omvang
from pipelines.demo.dagen import DAG, dagen_na, trek_dag, trek_schooldag
from pipelines.demo.kalender import SCHOOLJAREN, begin_schooljaar, schooljaar_van
from pipelines.demo.kinderen import Kind, kies, maak_kind, trek_school, woonplaats
from pipelines.demo.leerlingen import (
    AANDEEL_JONGENS_GO,
    HERKOMST_ANDER,
    HERKOMST_WATERLELIE,
    LEERJAAR_GO,
    WOONT_GO_ANDER,
    WOONT_GO_EIGEN,
)
from pipelines.demo.wereld import School, Wereld

# In which leerjaar pupils enter, so that the leerjaren come out as `leerlingen` has them.
INSTROOM_LEERJAAR: dict[str, tuple[float, ...]] = {
    "sbo": (2.2, 2.2, 3, 4, 4.2, 3.4, 2.6, 0.7),
    "so": (8, 2.5, 2.5, 1.5, 1.5, 0.8, 0.8, 0.3),
}
# Share that was at no school before, by leerjaar: the younger, the more.
ONDERINSTROOM = {1: 0.94, 2: 0.3, 3: 0.06}
VAN_ELDERS = 0.03
SBO_NAAR_SO = 0.1
# Of who leaves at the end of leerjaar 8.
NAAR_VSO = {"sbo": 0.1, "so": 0.72}
VERHUIST = {"zomer": 0.012, "schooljaar": 0.004}

# Terugplaatsing: after a year at least, mostly in summer, and more since it is paid for.
TERUG = {"zomer": 0.011, "schooljaar": 0.002}
TERUG_TE_VROEG = timedelta(days=330)
TERUG_BETAALD_VANAF = date(2023, 8, 1)
TERUG_MEER = 1.6

BEGIN = date(2016, 6, 1)
IN_AUGUSTUS = 0.78


@dataclass(eq=False)
class Verblijf:
    """The stay of one pupil at one sbo or so school.

    `van_soort` is empty for who was there already when the demo begins; `begin_go` is the start of
    the whole stay in GO, also of who moved from sbo to so.
    """

    kind: Kind
    school: School
    begin: date
    begin_go: date
    leerjaar: int
    van_soort: str = ""
    van: School | None = None
    einde: date | None = None
    naar_soort: str = ""
    naar: School | None = None

    def leerjaar_op(self, dag: date) -> int:
        return min(8, self.leerjaar + schooljaar_van(dag) - schooljaar_van(self.begin))

    def is_er_op(self, dag: date) -> bool:
        return self.begin <= dag and (self.einde is None or dag < self.einde)


@cache
def verblijven(wereld: Wereld) -> tuple[Verblijf, ...]:
    """Every stay from summer 2016 on, also of moves that lie after today."""
    loop = _Loop(wereld)
    loop.vul()
    for van, tot in pairwise([BEGIN, *_peildata()]):
        loop.stap(van, tot)
    return tuple(loop.alle)


def _peildata() -> Iterator[date]:
    for jaar in SCHOOLJAREN:
        yield from (date(jaar, 10, 1), date(jaar + 1, 2, 1), date(jaar + 1, 6, 1))


class _Loop:
    """The run through time; `groepen` holds who is there, by school and own SWV or another."""

    def __init__(self, wereld: Wereld) -> None:
        self.wereld = wereld
        self.alle: list[Verblijf] = []
        go = [s for s in wereld.scholen if s.schoolsoort != "bao" and s.cluster not in (1, 2)]
        # so first: it takes pupils from sbo, whose places are filled after that.
        self.scholen = sorted(go, key=lambda school: (school.schoolsoort == "sbo", school.code))
        self.groepen: dict[tuple[str, bool], list[Verblijf]] = {
            (school.code, eigen): [] for school in self.scholen for eigen in (True, False)
        }

    def vul(self) -> None:
        """Who is there when the demo begins; they came in one of the years before."""
        for school, eigen, aantal in self._doelen(BEGIN):
            rng = self.wereld.rng("verblijf", "begin", school.code, eigen)
            gewichten = LEERJAAR_GO[school.schoolsoort]
            for _ in range(aantal):
                leerjaar = rng.choices(list(gewichten), list(gewichten.values()))[0]
                jaren = min(leerjaar - 1, rng.choice((0, 0, 1, 1, 2, 2, 3, 4)))
                begin = begin_schooljaar(schooljaar_van(BEGIN) - jaren)
                kind = self._kind(rng, school, eigen, leerjaar, BEGIN)
                verblijf = Verblijf(kind, school, begin, begin, leerjaar - jaren)
                self._erbij(verblijf, eigen)

    def stap(self, van: date, tot: date) -> None:
        """From one GO-peildatum to the next: first who leaves, then who comes."""
        for school in self.scholen:
            for eigen in (True, False):
                self._uitstroom(school, eigen, van, tot)
        for school, eigen, doel in self._doelen(tot):
            rng = self.wereld.rng("instroom", school.code, eigen, tot)
            groep = self.groepen[school.code, eigen]
            for verblijf in rng.sample(groep, max(0, len(groep) - doel)):
                self._vertrek(verblijf, eigen, trek_schooldag(rng, dagen_na(van, 1), tot), "elders")
            for _ in range(doel - len(groep)):
                self._erbij(self._instromer(rng, school, eigen, van, tot), eigen)

    def _doelen(self, dag: date) -> Iterator[tuple[School, bool, int]]:
        aantallen = omvang.gespecialiseerd(self.wereld, dag)
        for school in self.scholen:
            van_ons, van_ander = aantallen[school.code]
            yield school, True, van_ons
            yield school, False, van_ander

    def _uitstroom(self, school: School, eigen: bool, van: date, tot: date) -> None:
        rng = self.wereld.rng("uitstroom", school.code, eigen, tot)
        moment = "zomer" if tot.month == 10 else "schooljaar"
        terug = TERUG[moment] if eigen and self.wereld.is_lid(school) else 0.0
        terug *= TERUG_MEER if tot > TERUG_BETAALD_VANAF else 1.0
        for verblijf in list(self.groepen[school.code, eigen]):
            worp = rng.random()
            dag = begin_schooljaar(tot.year)
            if moment == "zomer" and verblijf.leerjaar_op(dag - DAG) == 8:
                naar_vso = worp < NAAR_VSO[school.schoolsoort]
                self._vertrek(verblijf, eigen, dag, "vso" if naar_vso else "vo")
                continue
            if moment == "schooljaar":
                dag = trek_schooldag(rng, dagen_na(van, 1), tot)
            if worp < terug and dag - verblijf.begin_go > TERUG_TE_VROEG:
                naar = trek_school(self.wereld, rng, dag, "omvang")
                self._vertrek(verblijf, eigen, dag, "bao", naar)
            elif worp > 1 - VERHUIST[moment]:
                self._vertrek(verblijf, eigen, dag, "elders")

    def _instromer(
        self, rng: Random, school: School, eigen: bool, van: date, tot: date
    ) -> Verblijf:
        dag = _instroomdag(rng, van, tot)
        soort = school.schoolsoort
        if soort == "so" and eigen and self.wereld.is_lid(school) and rng.random() < SBO_NAAR_SO:
            vorig = self._kies_uit_sbo(rng, van)
            self._vertrek(vorig, True, dag, "so", school)
            leerjaar = vorig.leerjaar_op(dag)
            return Verblijf(vorig.kind, school, dag, vorig.begin_go, leerjaar, "sbo", vorig.school)
        leerjaar = rng.choices(range(1, 9), INSTROOM_LEERJAAR[soort])[0]
        worp = rng.random()
        if worp < ONDERINSTROOM.get(leerjaar, 0.0):
            van_soort, vorige = "geen", None
        elif not eigen or worp > 1 - VAN_ELDERS:
            van_soort, vorige = "elders", None
        else:
            van_soort, vorige = "bao", trek_school(self.wereld, rng, dag, "zorg")
        kind = self._kind(rng, school, eigen, leerjaar, dag, vorige)
        return Verblijf(kind, school, dag, dag, leerjaar, van_soort, vorige)

    def _kies_uit_sbo(self, rng: Random, van: date) -> Verblijf:
        kandidaten = [
            verblijf
            for school in self.scholen
            if school.schoolsoort == "sbo" and self.wereld.is_lid(school)
            for verblijf in self.groepen[school.code, True]
            if verblijf.begin < dagen_na(van, -120)
        ]
        return rng.choice(kandidaten)

    def _kind(
        self,
        rng: Random,
        school: School,
        eigen: bool,
        leerjaar: int,
        dag: date,
        vorige: School | None = None,
    ) -> Kind:
        herkomst = self.wereld.swv
        if not eigen:
            is_waterlelie = school.code == "91BD00"
            herkomst = kies(rng, HERKOMST_WATERLELIE if is_waterlelie else HERKOMST_ANDER)
        woont = WOONT_GO_EIGEN if eigen else WOONT_GO_ANDER[herkomst]
        return maak_kind(
            rng,
            leerjaar=leerjaar,
            dag=dag,
            gemeente=woonplaats(rng, vorige) if vorige else kies(rng, woont),
            herkomst=herkomst,
            jongens=AANDEEL_JONGENS_GO[school.schoolsoort],
        )

    def _erbij(self, verblijf: Verblijf, eigen: bool) -> None:
        self.alle.append(verblijf)
        self.groepen[verblijf.school.code, eigen].append(verblijf)

    def _vertrek(
        self, verblijf: Verblijf, eigen: bool, dag: date, naar: str, school: School | None = None
    ) -> None:
        verblijf.einde, verblijf.naar_soort, verblijf.naar = dag, naar, school
        self.groepen[verblijf.school.code, eigen].remove(verblijf)


def _instroomdag(rng: Random, van: date, tot: date) -> date:
    """Most come on 1 August; in the rest of the year a few each week."""
    if tot.month != 10:
        return trek_schooldag(rng, dagen_na(van, 7), tot)
    if rng.random() < IN_AUGUSTUS:
        return begin_schooljaar(tot.year)
    return trek_schooldag(rng, trek_dag(rng, date(tot.year, 8, 27), tot), tot)
