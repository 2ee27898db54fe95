"""The cases of pupils who stay at home, or threaten to: reported, followed, and most of them ended.

A case is a row of states (soort, hoofdreden, fase), each from a day on. Some cases end with a
place in specialised education: that is the very stay that `verblijven` knows. The sources
`thuiszitters` and `thuiszitters_verloop` are two views on these cases.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random

from pipelines.demo.aanvragen import eerste_van
from pipelines.demo.dagen import dagen_na, schooldag_tot, schooldag_vanaf, trek_dag
from pipelines.demo.kalender import SCHOOLJAREN, begin_schooljaar, schooljaar_van
from pipelines.demo.kinderen import Kind, kies, maak_kind, trek_school, woonplaats
from pipelines.demo.verblijven import Verblijf, verblijven
from pipelines.demo.wereld import School, Wereld

# Reports per school year: few in the spring of 2020, more after it, fewer since the JOP pilot.
MELDINGEN = dict(zip(SCHOOLJAREN, (44, 46, 52, 41, 58, 66, 75, 79, 71, 64, 62), strict=True))
# By month: little around the holidays, much when autumn begins.
SEIZOEN = dict(
    zip(range(1, 13), (1.3, 1.0, 1.3, 0.9, 0.9, 0.6, 0.12, 0.25, 1.0, 1.3, 1.5, 0.8), strict=True)
)
SCHOLEN_DICHT = {(2020, 3): 0.4, (2020, 4): 0.1, (2020, 5): 0.4, (2021, 1): 0.5}

NAAR_GO = 0.22
AL_IN_GO = 0.14
MELDER = {"school": 0.72, "leerplicht": 0.15, "ouders": 0.09, "anders": 0.04}
SOORT = {
    "dreigend": 0.44,
    "relatief": 0.42,
    "absoluut": 0.05,
    "geoorloofd": 0.06,
    "vrijstelling 5 onder a": 0.03,
}
HOOFDREDEN = {
    "angst_somber": 0.2,
    "autisme_prikkels": 0.18,
    "gedrag": 0.15,
    "wachtlijst_zorg": 0.09,
    "wachtlijst_onderwijs": 0.1,
    "conflict_school": 0.08,
    "thuissituatie": 0.08,
    "lichamelijk": 0.04,
    "onbekend": 0.08,
}
FASEN = ("leefbaar", "schoolbaar", "toetsbaar")

# The safety net for pupils who are highly able began in August 2019; the phases came with it.
VANGNET_VANAF = date(2019, 8, 1)
HB = 0.17
ONBEKENDE_WOONPLAATS = 0.012
BEGIN_ONBEKEND = 0.05
# A case lasts half as long as this, or many times longer; pupils at home since 2023 wait less.
DUUR_MIDDEN = {False: 88.0, True: 74.0}
SNELLER_VANAF = date(2023, 8, 1)
AANBOD = 0.8


@dataclass(frozen=True)
class Toestand:
    """What holds for a case from a day on."""

    vanaf: date
    soort: str
    hoofdreden: str
    fase: str | None = None


@dataclass(frozen=True)
class Casus:
    """One case; days that lie after today have not happened yet. Without school: not enrolled."""

    kind: Kind
    school: School | None
    gemeente: str
    melder: str
    melding: date
    begin_verzuim: date | None
    einde: date
    toestanden: tuple[Toestand, ...]
    passend_aanbod: date | None = None
    hb: bool = False
    intake: date | None = None
    opvang_begin: date | None = None
    opvang_einde: date | None = None
    casus: str = ""

    def toestand_op(self, dag: date) -> Toestand:
        return [t for t in self.toestanden if t.vanaf <= dag][-1]


@cache
def casussen(wereld: Wereld) -> tuple[Casus, ...]:
    """Every case in order of its report, numbered per calendar year; one at a time per pupil."""
    alle = [casus for jaar in SCHOOLJAREN for casus in _van_schooljaar(wereld, jaar)]
    teller: dict[int, int] = {}
    thuis_tot: dict[Kind, date] = {}
    uit = []
    for casus in sorted(alle, key=lambda c: (c.melding, c.kind.pseudoniem)):
        if casus.melding < thuis_tot.get(casus.kind, casus.melding):
            continue
        thuis_tot[casus.kind] = casus.einde
        jaar = casus.melding.year
        teller[jaar] = teller.get(jaar, 0) + 1
        uit.append(replace(casus, casus=f"C{jaar}-{teller[jaar]:03d}"))
    return tuple(uit)


def _van_schooljaar(wereld: Wereld, jaar: int) -> Iterator[Casus]:
    rng = wereld.rng("casussen", jaar)
    aantal = MELDINGEN[jaar] + rng.randint(-4, 4)
    wachtend = _wachtend_op_go(wereld, jaar)
    for verblijf in rng.sample(wachtend, min(len(wachtend), round(aantal * NAAR_GO))):
        yield _naar_go(wereld, verblijf)
        aantal -= 1
    for nummer in range(aantal):
        yield _casus(wereld, wereld.rng("casus", jaar, nummer), _meldingsdag(rng, jaar))


def _meldingsdag(rng: Random, jaar: int) -> date:
    maanden = {
        (jaar + (maand < 8), maand): gewicht * SCHOLEN_DICHT.get((jaar + (maand < 8), maand), 1.0)
        for maand, gewicht in SEIZOEN.items()
    }
    kalenderjaar, maand = rng.choices(list(maanden), list(maanden.values()))[0]
    eerste = date(kalenderjaar, maand, 1)
    # Leerplicht works through the holidays, schools do not.
    dag = trek_dag(rng, eerste, dagen_na(eerste, 27))
    return dag if maand in (7, 8) else schooldag_vanaf(dag)


# --- Cases that end with a place in specialised education -----------------------------------------


def _wachtend_op_go(wereld: Wereld, jaar: int) -> list[Verblijf]:
    """Stays of pupils from a regular school whose request was made in this school year."""
    eerste = eerste_van(wereld)
    return [
        verblijf
        for verblijf in verblijven(wereld)
        if verblijf.van_soort == "bao"
        and id(verblijf) in eerste
        and schooljaar_van(dagen_na(eerste[id(verblijf)].aanvraagdatum, -60)) == jaar
    ]


def _naar_go(wereld: Wereld, verblijf: Verblijf) -> Casus:
    """At home from before the request until the day the pupil starts there."""
    rng = wereld.rng("naar go", verblijf.kind.pseudoniem)
    aanvraag = eerste_van(wereld)[id(verblijf)]
    melding = schooldag_tot(dagen_na(aanvraag.aanvraagdatum, -rng.randint(4, 55)))
    soort = rng.choice(("dreigend", "relatief", "relatief"))
    hoofdreden = kies(rng, HOOFDREDEN | {"wachtlijst_onderwijs": 0.35})
    toestanden, begin = _toestanden(rng, melding, verblijf.begin, soort, hoofdreden)
    return Casus(
        kind=verblijf.kind,
        school=verblijf.van,
        gemeente=verblijf.kind.gemeente,
        melder=kies(rng, MELDER),
        melding=melding,
        begin_verzuim=begin,
        einde=verblijf.begin,
        toestanden=toestanden,
        passend_aanbod=aanvraag.besluitdatum,
    )


# --- Other cases ----------------------------------------------------------------------------------


def _casus(wereld: Wereld, rng: Random, melding: date) -> Casus:
    soort = kies(rng, SOORT)
    hb = melding >= VANGNET_VANAF and rng.random() < HB
    hoofdreden = kies(rng, HOOFDREDEN)
    if hb and rng.random() < 0.6:
        hoofdreden = "hoogbegaafd_vastgelopen"
    duur = max(9.0, rng.lognormvariate(0, 0.75) * DUUR_MIDDEN[melding >= SNELLER_VANAF])
    einde = schooldag_vanaf(dagen_na(melding, round(duur)))
    kind, school, laatst = _wie(wereld, rng, melding)
    einde = min(einde, laatst) if laatst else einde
    toestanden, begin = _toestanden(rng, melding, einde, soort, hoofdreden, met_fase=hb)
    aanbod = schooldag_tot(dagen_na(melding, round(duur * rng.uniform(0.25, 0.95))))
    casus = Casus(
        kind=kind,
        school=None if soort == "absoluut" else school,
        gemeente="onbekend" if rng.random() < ONBEKENDE_WOONPLAATS else kind.gemeente,
        melder="leerplicht" if soort == "absoluut" else kies(rng, MELDER),
        melding=melding,
        begin_verzuim=begin,
        einde=einde,
        toestanden=toestanden,
        passend_aanbod=min(max(aanbod, melding), einde) if rng.random() < AANBOD else None,
        hb=hb,
    )
    return _met_vangnet(rng, casus) if hb else casus


def _wie(wereld: Wereld, rng: Random, melding: date) -> tuple[Kind, School, date | None]:
    """The pupil and the school; of a pupil in GO also the day they leave it."""
    if rng.random() < AL_IN_GO:
        aanwezig = [
            v for v in verblijven(wereld) if v.is_er_op(melding) and v.kind.herkomst == wereld.swv
        ]
        verblijf = rng.choice(aanwezig)
        if verblijf.einde is None or verblijf.einde > dagen_na(melding, 14):
            return verblijf.kind, verblijf.school, verblijf.einde
    school = trek_school(wereld, rng, melding, "zorg")
    leerjaar = rng.choices(range(1, 9), (2, 4, 6, 8, 9, 10, 10, 8))[0]
    kind = maak_kind(
        rng,
        leerjaar=leerjaar,
        dag=melding,
        gemeente=woonplaats(rng, school),
        herkomst=wereld.swv,
        jongens=0.58,
    )
    return kind, school, None


def _toestanden(
    rng: Random, melding: date, einde: date, soort: str, hoofdreden: str, *, met_fase: bool = False
) -> tuple[tuple[Toestand, ...], date | None]:
    """How the case goes, and when the absence began: not yet for who only threatens to."""
    begin: date | None = schooldag_tot(dagen_na(melding, -rng.randint(0, 38)))
    if soort == "dreigend" or rng.random() < BEGIN_ONBEKEND:
        begin = None
    rij = [Toestand(melding, soort, hoofdreden)]
    if soort == "dreigend" and rng.random() < 0.42:
        begin = schooldag_vanaf(dagen_na(melding, rng.randint(10, 50)))
        rij.append(Toestand(begin, "relatief", hoofdreden))
    elif soort == "relatief" and rng.random() < 0.1:
        later = dagen_na(melding, rng.randint(30, 120))
        rij.append(Toestand(later, "geoorloofd", "lichamelijk"))
    if hoofdreden == "onbekend" and rng.random() < 0.7:
        later = dagen_na(rij[-1].vanaf, rng.randint(7, 40))
        bekend = kies(rng, {reden: n for reden, n in HOOFDREDEN.items() if reden != "onbekend"})
        rij.append(replace(rij[-1], vanaf=later, hoofdreden=bekend))
    if met_fase or (melding >= VANGNET_VANAF and rng.random() < 0.2):
        rij += _met_fasen(rng, rij[-1])
    if begin and begin >= einde:
        begin = None
    return tuple(t for t in rij if t.vanaf < einde), begin


def _met_fasen(rng: Random, laatste: Toestand) -> Iterator[Toestand]:
    dag = dagen_na(laatste.vanaf, rng.randint(5, 25))
    for fase in FASEN:
        yield replace(laatste, vanaf=dag, fase=fase)
        dag = dagen_na(dag, rng.randint(21, 70))


def _met_vangnet(rng: Random, casus: Casus) -> Casus:
    """Intake within two weeks of dropping out, and care for twelve weeks at most: mostly."""
    intake = schooldag_vanaf(dagen_na(casus.begin_verzuim or casus.melding, rng.randint(3, 17)))
    if intake >= casus.einde:
        return casus
    intake = max(intake, casus.melding)
    opvang_begin = schooldag_vanaf(dagen_na(intake, rng.randint(5, 24)))
    if rng.random() < 0.35 or opvang_begin >= casus.einde:
        return replace(casus, intake=intake)
    opvang_einde = schooldag_tot(dagen_na(opvang_begin, rng.randint(35, 96)))
    return replace(
        casus,
        intake=intake,
        opvang_begin=opvang_begin,
        opvang_einde=max(opvang_begin, min(opvang_einde, casus.einde)),
    )


def is_nog_niet_gevolgd(casus: Casus) -> bool:
    """Of cases from before August 2018 only the last state was kept, not what went before."""
    return casus.melding < begin_schooljaar(2018)
