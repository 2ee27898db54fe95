"""The requests for a toelaatbaarheidsverklaring (TLV): those behind every stay, and others.

A stay begins with a request that was granted before it: form A (from a regular school), B (from
sbo to so), D (voorschools), or another one (from elsewhere). A TLV that ends before the stay does
is followed by the next. Beside those: refused and withdrawn requests, and TLV op BAO.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

from pipelines.demo.dagen import dagen_na, schooldag_tot, schooldag_vanaf
from pipelines.demo.kalender import SCHOOLJAREN, begin_schooljaar, schooljaar_van
from pipelines.demo.kinderen import Kind, maak_kind, trek_school, woonplaats
from pipelines.demo.verblijven import Verblijf, verblijven
from pipelines.demo.wereld import School, Wereld

# From when TLVs are registered; older ones are on paper.
REGISTRATIE_VANAF = begin_schooljaar(SCHOOLJAREN[0])

VOORSCHOOLS, ONBEKEND, BUITEN_REGIO = "voorschools", "onbekend", "buiten regio"

# Days from request to decision: around the norm of 42; slow in the year of corona, quicker since a
# new way of working in August 2022.
DOORLOOPTIJD_MIDDEN = 33.0
DOORLOOPTIJD_SPREIDING = 0.36
TRAGER = {2016: 1.06, 2017: 1.08, 2018: 1.05, 2019: 1.1, 2020: 1.22, 2021: 1.12, 2022: 0.94}
SNELLER = 0.88

CATEGORIE_SO = {"I": 0.55, "II": 0.12, "III": 0.33}
DESKUNDIGE: tuple[str | None, ...] = (
    ("jeugdarts",) * 17 + ("cjg",) * 20 + ("anders",) * 12 + (None,)
)
# Share of form A that the SWV pays (ITK, Oranjehuis, exceptional cases), by leerjaar. The plan's
# begroting of 2024 withholds 1.808.337 from schools: some 247 places beside those of the DWS, a
# third of all own pupils in GO. So in our demo the SWV pays for most who came young.
BETAALT_SWV = {1: 0.9, 2: 0.9, 3: 0.65, 4: 0.6, 5: 0.35, 6: 0.3, 7: 0.15, 8: 0.1}
TOT_EINDE_PO = 0.78
IKC_VAN_ELDERS_VIA_ONS = 0.3

TLV_OP_BAO = {jaar: 20 + min(jaar - SCHOOLJAREN[0], 9) for jaar in SCHOOLJAREN}
BEDRAG_BAO = (9_000, 38_000)  # with these numbers near the 630.000 a year of the plan


@dataclass(frozen=True)
class Aanvraag:
    """One request. `aanvrager` is a school code, a pseudo-school or empty; `bezwaar` its date."""

    kind: Kind
    formulier: str
    categorie: str
    bekostiger: str
    aanvrager: str
    school: School
    aanvraagdatum: date
    besluitdatum: date
    besluit: str = "toegekend"
    ingangsdatum: date | None = None
    einddatum: date | None = None
    deskundige: str | None = None
    eenzijdig: bool = False
    plaatsingsakkoord: bool = False
    bezwaar: date | None = None
    bedrag: Decimal | None = None
    verblijf: Verblijf | None = None
    aanvraag_id: str = ""
    tlv_nummer: str = ""


@cache
def aanvragen(wereld: Wereld) -> tuple[Aanvraag, ...]:
    """Every registered request in order of its date, with its id and TLV number."""
    alle = [a for v in verblijven(wereld) for a in _bij_verblijf(wereld, v)]
    for jaar in SCHOOLJAREN:
        alle += _zonder_plaatsing(wereld, jaar)
        alle += _op_bao(wereld, jaar)
    return tuple(_genummerd(wereld, alle))


@cache
def eerste_van(wereld: Wereld) -> dict[int, Aanvraag]:
    """The request that a stay began with, by the identity of the stay."""
    uit: dict[int, Aanvraag] = {}
    for aanvraag in aanvragen(wereld):
        if aanvraag.verblijf and aanvraag.ingangsdatum == aanvraag.verblijf.begin:
            uit[id(aanvraag.verblijf)] = aanvraag
    return uit


def _genummerd(wereld: Wereld, alle: list[Aanvraag]) -> Iterator[Aanvraag]:
    """Numbers by SWV and year of issue; older ones than the registration are used up, unseen.

    Another SWV issues far more than the few that we see: its serials have gaps.
    """
    teller: Counter[str] = Counter()
    nummers: dict[int, str] = {}
    for a in sorted(alle, key=lambda a: (a.besluitdatum, a.kind.pseudoniem)):
        if a.besluit == "toegekend":
            reeks = f"{a.kind.herkomst}-{a.besluitdatum:%Y}"
            gat = 0 if a.kind.herkomst == wereld.swv else wereld.rng("gat", reeks).randint(5, 60)
            teller[reeks] += 1 + gat
            nummers[id(a)] = f"{reeks}-{teller[reeks]:05d}"
    geregistreerd = [a for a in alle if a.besluitdatum >= REGISTRATIE_VANAF]
    for a in sorted(geregistreerd, key=lambda a: (a.aanvraagdatum, a.kind.pseudoniem)):
        jaar = f"A{a.aanvraagdatum:%Y}"
        teller[jaar] += 1
        yield replace(
            a, aanvraag_id=f"{jaar}-{teller[jaar]:04d}", tlv_nummer=nummers.get(id(a), "")
        )


# --- Requests of pupils who came ------------------------------------------------------------------


def _bij_verblijf(wereld: Wereld, verblijf: Verblijf) -> Iterator[Aanvraag]:
    """The first request, and one for every time that a TLV ended before the stay did."""
    rng = wereld.rng("aanvraag", verblijf.kind.pseudoniem, verblijf.school.code)
    is_ikc_lid = verblijf.school.schoolsoort == "sbo" and wereld.is_lid(verblijf.school)
    if verblijf.kind.herkomst != wereld.swv:
        if verblijf.van_soort and is_ikc_lid and rng.random() < IKC_VAN_ELDERS_VIA_ONS:
            yield _eerste(rng, verblijf, plaatsingsakkoord=True)
        return
    if verblijf.van_soort:
        eerste = _eerste(rng, verblijf)
        yield eerste
        bekostiger, categorie, tot = eerste.bekostiger, eerste.categorie, eerste.einddatum
    else:
        bekostiger, categorie = "school", _categorie(rng, verblijf.school)
        tot = date(rng.choice((2017, 2018, 2018, 2019, 2020)), 7, 31)
    while tot and tot.year <= SCHOOLJAREN[-1] and verblijf.is_er_op(dagen_na(tot, 1)):
        besluit = _besluit_voor_augustus(rng, tot.year)
        vanaf = dagen_na(tot, 1)
        vervolg = Aanvraag(
            kind=verblijf.kind,
            formulier="overig",
            categorie=categorie,
            bekostiger=bekostiger,
            aanvrager=verblijf.school.code,
            school=verblijf.school,
            aanvraagdatum=_aangevraagd(rng, besluit),
            besluitdatum=besluit,
            ingangsdatum=vanaf,
            einddatum=_einddatum(rng, vanaf, verblijf.leerjaar_op(vanaf)),
            deskundige=rng.choice(DESKUNDIGE),
            verblijf=verblijf,
        )
        yield vervolg
        tot = vervolg.einddatum


def _eerste(rng: Random, verblijf: Verblijf, *, plaatsingsakkoord: bool = False) -> Aanvraag:
    if verblijf.begin.month == 8 and verblijf.begin.day == 1:
        besluit = _besluit_voor_augustus(rng, verblijf.begin.year)
    else:
        besluit = schooldag_tot(dagen_na(verblijf.begin, -rng.randint(3, 32)))
    formulier = {"geen": "D", "sbo": "B", "bao": "A"}.get(verblijf.van_soort, "overig")
    eenzijdig = formulier == "A" and rng.random() < 0.012
    bezwaar = rng.random() < (0.3 if eenzijdig else 0.003)
    return Aanvraag(
        kind=verblijf.kind,
        formulier=formulier,
        categorie=_categorie(rng, verblijf.school),
        bekostiger=_bekostiger(rng, formulier, verblijf.leerjaar),
        aanvrager=_aanvrager(rng, verblijf, besluit),
        school=verblijf.school,
        aanvraagdatum=_aangevraagd(rng, besluit, langer=1.35 if eenzijdig else 1.0),
        besluitdatum=besluit,
        ingangsdatum=verblijf.begin,
        einddatum=_einddatum(rng, verblijf.begin, verblijf.leerjaar),
        deskundige="anders" if formulier == "D" else rng.choice(DESKUNDIGE),
        eenzijdig=eenzijdig,
        plaatsingsakkoord=plaatsingsakkoord,
        bezwaar=_bezwaardag(rng, besluit) if bezwaar else None,
        verblijf=verblijf,
    )


def _bekostiger(rng: Random, formulier: str, leerjaar: int) -> str:
    """The SWV pays for voorschools and from elsewhere; for form A the more, the younger."""
    door_swv = {"A": BETAALT_SWV[leerjaar], "B": 0.2}.get(formulier, 1.0)
    return "swv" if rng.random() < door_swv else "school"


def _aanvrager(rng: Random, verblijf: Verblijf, besluit: date) -> str:
    if verblijf.van_soort == "geen":
        return VOORSCHOOLS
    if verblijf.van is None:
        return BUITEN_REGIO
    is_oud = besluit < date(2019, 8, 1)
    return ONBEKEND if is_oud and rng.random() < 0.02 else verblijf.van.code


def _categorie(rng: Random, school: School) -> str:
    if school.schoolsoort == "sbo":
        return "SBO"
    return rng.choices(list(CATEGORIE_SO), list(CATEGORIE_SO.values()))[0]


def _besluit_voor_augustus(rng: Random, jaar: int) -> date:
    """Decisions for the new school year fall from March to July, most in May and June."""
    dag = round(rng.triangular(0, 126, 95))
    return schooldag_tot(dagen_na(date(jaar, 3, 8), dag))


def _aangevraagd(rng: Random, besluit: date, *, langer: float = 1.0) -> date:
    factor = TRAGER.get(schooljaar_van(besluit), SNELLER) * langer
    midden = rng.lognormvariate(0, DOORLOOPTIJD_SPREIDING) * DOORLOOPTIJD_MIDDEN
    return schooldag_tot(dagen_na(besluit, -max(2, round(midden * factor))))


def _einddatum(rng: Random, vanaf: date, leerjaar: int) -> date:
    """31 July, after one whole school year at least; most often at the end of leerjaar 8."""
    jaar = schooljaar_van(vanaf)
    eerste = jaar + 1 if vanaf == begin_schooljaar(jaar) else jaar + 2
    einde_po = max(eerste, jaar + 9 - leerjaar)
    if rng.random() < TOT_EINDE_PO:
        return date(einde_po, 7, 31)
    return date(min(einde_po, eerste + rng.randint(0, 2)), 7, 31)


def _bezwaardag(rng: Random, besluit: date) -> date:
    return schooldag_vanaf(dagen_na(besluit, rng.randint(8, 40)))


# --- Requests that lead to no place ---------------------------------------------------------------


def _zonder_plaatsing(wereld: Wereld, jaar: int) -> Iterator[Aanvraag]:
    """Refused, withdrawn, or granted to a pupil who did not come after all."""
    rng = wereld.rng("zonder plaatsing", jaar)
    go = [s for s in wereld.scholen if s.schoolsoort != "bao" and wereld.is_lid(s) and s.eigen]
    uitkomsten = ["afgewezen"] * rng.randint(6, 11) + ["ingetrokken"] * rng.randint(5, 10)
    for besluit in [*uitkomsten, *["toegekend"] * rng.randint(2, 5)]:
        gevraagd = _verspreid(rng, jaar)
        besloten = schooldag_vanaf(dagen_na(gevraagd, rng.randint(12, 70)))
        van = trek_school(wereld, rng, gevraagd, "zorg")
        leerjaar, naar = rng.randint(1, 7), rng.choice(go)
        eenzijdig = besluit == "afgewezen" and rng.random() < 0.12
        toegekend = besluit == "toegekend"
        ingang = schooldag_vanaf(dagen_na(besloten, 14)) if toegekend else None
        yield Aanvraag(
            kind=_leerling_van(wereld, rng, van, leerjaar, gevraagd),
            formulier="A",
            categorie=_categorie(rng, naar),
            bekostiger="school",
            aanvrager=van.code,
            school=naar,
            aanvraagdatum=gevraagd,
            besluitdatum=besloten,
            besluit=besluit,
            ingangsdatum=ingang,
            einddatum=_einddatum(rng, ingang, leerjaar) if ingang else None,
            deskundige=rng.choice(DESKUNDIGE),
            eenzijdig=eenzijdig,
            bezwaar=(
                _bezwaardag(rng, besloten)
                if besluit == "afgewezen" and rng.random() < 0.14
                else None
            ),
        )


def _op_bao(wereld: Wereld, jaar: int) -> Iterator[Aanvraag]:
    """TLV op BAO: extra support at the own school, medical or chronic; paid by the SWV."""
    rng = wereld.rng("tlv op bao", jaar)
    for _ in range(TLV_OP_BAO[jaar] + rng.randint(-2, 2)):
        gevraagd = _verspreid(rng, jaar)
        besloten = schooldag_vanaf(dagen_na(gevraagd, rng.randint(10, 45)))
        school = trek_school(wereld, rng, gevraagd, "omvang")
        leerjaar = rng.randint(1, 7)
        besluit = "toegekend" if rng.random() < 0.93 else "afgewezen"
        ingang = dagen_na(besloten, rng.randint(1, 21))
        yield Aanvraag(
            kind=_leerling_van(wereld, rng, school, leerjaar, gevraagd),
            formulier="overig",
            categorie="BAO",
            bekostiger="swv",
            aanvrager=school.code,
            school=school,
            aanvraagdatum=gevraagd,
            besluitdatum=besloten,
            besluit=besluit,
            ingangsdatum=ingang if besluit == "toegekend" else None,
            einddatum=date(schooljaar_van(ingang) + 2, 7, 31) if besluit == "toegekend" else None,
            deskundige=rng.choice(("jeugdarts", "jeugdarts", "anders")),
            bedrag=_bedrag(rng) if besluit == "toegekend" else None,
        )


def _bedrag(rng: Random) -> Decimal:
    return Decimal(rng.randint(*BEDRAG_BAO) // 250 * 250)


def _verspreid(rng: Random, jaar: int) -> date:
    """A request during the school year, rather in spring than in autumn."""
    return schooldag_vanaf(dagen_na(begin_schooljaar(jaar), round(rng.triangular(25, 330, 240))))


def _leerling_van(wereld: Wereld, rng: Random, school: School, leerjaar: int, dag: date) -> Kind:
    return maak_kind(
        rng,
        leerjaar=leerjaar,
        dag=dag,
        gemeente=woonplaats(rng, school),
        herkomst=wereld.swv,
        jongens=0.62,
    )
