"""Bron `financien`: begroting, MARAP-prognoses and jaarrekeningen.

The begroting is the plan's own (`gegevens/begroting_plan.csv`), with its totals as printed, also
where they do not add up (2023: terugplaatsingsondersteuning is listed but in no total). What
really happened is invented around it: there all totals add up and eigen vermogen rolls forward.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipelines.demo.gegevens import lees
from pipelines.demo.kalender import STAND
from pipelines.demo.schrijver import CSV, CSV_BOEKHOUDING, XLSX, Levering, Vorm
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("jaar", "soort", "moment", "rubriek", "post", "onderdeel", "bedrag")

PLANJAREN = range(2023, 2029)
JAREN_MET_UITKOMST = range(2017, STAND.year + 1)
LAATSTE_JAARREKENING = 2025

# How each year ended (2026: how it will end). Better than planned, as tends to happen.
RESULTAAT = {
    2017: 268_455,
    2018: 331_207,
    2019: 389_640,
    2020: 412_118,
    2021: 153_904,
    2022: -96_377,
    2023: -289_615,
    2024: -641_208,
    2025: -497_433,
    2026: -455_120,
}
# Ends close to the 2.560.000 from which the plan starts.
EIGEN_VERMOGEN_EIND_2023 = 2_561_870
MATERIELE_VASTE_ACTIVA = {
    2017: 38_910,
    2018: 45_775,
    2019: 68_130,
    2020: 61_240,
    2021: 54_815,
    2022: 47_930,
    2023: 52_406,
    2024: 44_118,
    2025: 38_527,
}
WEERSTANDSVERMOGEN = {
    **dict.fromkeys(range(2017, 2020), 450_000),
    2020: 500_000,
    2021: 500_000,
    2022: 550_000,
    2023: 550_000,
    2024: 655_000,
    2025: 655_000,
}

# Posts that differ from the plan by their nature, or did not exist yet.
VOOR_2020 = dict.fromkeys(range(2017, 2020), 0)
BIJZONDER: dict[str, dict[int, int]] = {
    "subsidie HB": {**VOOR_2020, 2020: 0, 2021: 128_567, 2022: 257_134, 2023: 0},
    "middelen HDT": {**VOOR_2020, 2020: 0, 2021: 0, 2022: 227_777},
    "volumebekostiging IKC ander swv": {**VOOR_2020, 2020: 0, 2021: 0, 2022: 118_436},
    "rentebaten": {2017: 1_215, 2018: 430, 2019: 0, 2020: -3_140, 2021: -7_865, 2022: -6_212},
    "overige baten": {
        2017: 41_870,
        2018: 47_225,
        2019: 58_640,
        2020: 64_310,
        2021: 71_482,
        2022: 88_905,
        2024: 38_450,
        2025: 27_915,
    },
    "instroombudget": {**VOOR_2020, 2020: 0, 2021: 0, 2022: 0, 2023: 0},
    "terugplaatsingsondersteuning": {**VOOR_2020, 2020: 0, 2021: 0, 2022: 0},
    "sbo: aanvulling volumebekostiging": {**VOOR_2020, 2020: 0, 2021: 514_220, 2022: 1_047_386},
}
VASTE_POSTEN = {"Gentiaan", "instandhouding intensieve groepen SO3"}
SLUITPOST = "ondersteuningsbedrag bao"
INDEX_PER_JAAR = 0.97

# What the own organisation is spent on, in shares of its two posts: invented.
ONDERDELEN = {
    "management & organisatie": {
        "bestuur en toezicht": 0.25,
        "bureau en administratie": 0.38,
        "huisvesting en ict": 0.17,
        "accountant en advies": 0.12,
    },
    "uitvoeringsorganisatie": {
        "consulenten en trajectbegeleiding": 0.45,
        "deskundigen bij een TLV": 0.13,
        "begaafdheid": 0.14,
        "scholing en netwerken": 0.16,
    },
}
REST = {
    "management & organisatie": "overig",
    "uitvoeringsorganisatie": "projecten onderwijs en jeugd",
}

# How much of the final deviation from the plan is seen at each MARAP.
MARAP = {"mei": 0.4, "september": 0.8}

Bedragen = dict[str, int]
Regel = tuple[int, str, str, str, str, str | None, Decimal]


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """The multi-year begroting, two MARAPs for each year of the plan, a jaarrekening per year."""
    naam = f"begroting_{PLANJAREN[0]}-{PLANJAREN[-1]}"
    yield Levering("financien", naam, KOLOMMEN, _begroting())
    for jaar in JAREN_MET_UITKOMST:
        for maand in MARAP if jaar in PLANJAREN else ():
            regels = _prognose(wereld, jaar, maand)
            yield Levering("financien", f"marap_{jaar}_{maand}", KOLOMMEN, regels)
        if jaar <= LAATSTE_JAARREKENING:
            regels = _jaarrekening(wereld, jaar)
            yield Levering("financien", f"jaarrekening_{jaar}", KOLOMMEN, regels, _vorm(jaar))


def _vorm(jaar: int) -> Vorm:
    if jaar == LAATSTE_JAARREKENING:
        return XLSX
    return CSV_BOEKHOUDING if jaar <= 2021 else CSV


def plan() -> dict[int, Bedragen]:
    """The plan's begroting: per year the amount of each post and printed total."""
    return {
        jaar: {rij["post"]: int(rij[str(jaar)]) for rij in lees("begroting_plan") if rij[str(jaar)]}
        for jaar in PLANJAREN
    }


def rubrieken() -> dict[str, str]:
    """Post → rubriek, in the plan's order, without totals and balance."""
    regels = {rij["post"]: rij["rubriek"] for rij in lees("begroting_plan")}
    return {post: naam for post, naam in regels.items() if naam not in ("totaal", "balans")}


def eigen_vermogen(jaar: int) -> int:
    """Eigen vermogen on 31 December, rolled forward from one year to the next."""
    later = sum(RESULTAAT[j] for j in range(2024, jaar + 1))
    eerder = sum(RESULTAAT[j] for j in range(jaar + 1, 2024))
    return EIGEN_VERMOGEN_EIND_2023 + later - eerder


def uitkomst(wereld: Wereld, jaar: int) -> Bedragen:
    """What every post really came to; the money left for bao closes the account."""
    bedragen = {post: _uitkomst(wereld, jaar, post) for post in rubrieken()}
    bedragen[SLUITPOST] = 0
    bedragen[SLUITPOST] = _totalen(bedragen)["resultaat"] - RESULTAAT[jaar]
    return bedragen


def _uitkomst(wereld: Wereld, jaar: int, post: str) -> int:
    if jaar in BIJZONDER.get(post, {}):
        return BIJZONDER[post][jaar]
    planjaar = max(jaar, PLANJAREN[0])
    gepland = plan()[planjaar].get(post, 0)
    if post in VASTE_POSTEN:
        return gepland
    rng = wereld.rng("financien", post, jaar)
    is_rijk = rubrieken()[post] == "rijksbijdragen"
    afwijking = rng.gauss(0.004, 0.003) if is_rijk else rng.gauss(0, 0.025)
    return round(gepland * INDEX_PER_JAAR ** (planjaar - jaar) * (1 + afwijking))


def _totalen(bedragen: Mapping[str, int]) -> Bedragen:
    per_rubriek = dict.fromkeys(rubrieken().values(), 0)
    for post, rubriek in rubrieken().items():
        per_rubriek[rubriek] += bedragen.get(post, 0)
    baten = per_rubriek["rijksbijdragen"] + per_rubriek["overige baten"]
    lasten = sum(per_rubriek.values()) - baten
    return {
        "totaal_rijksbijdragen": per_rubriek["rijksbijdragen"],
        "totaal_baten": baten,
        "totaal_overdrachten": per_rubriek["overdrachten"],
        "totaal_lasten": lasten,
        "resultaat": baten - lasten,
    }


def _begroting() -> list[Regel]:
    regels = {rij["post"]: rij["rubriek"] for rij in lees("begroting_plan")}
    return [
        (jaar, "begroting", "begroting", regels[post], post, onderdeel, _euro(deel))
        for jaar, bedragen in plan().items()
        for post, bedrag in bedragen.items()
        for onderdeel, deel in [(None, bedrag), *onderdelen(post, bedrag)]
    ]


def onderdelen(post: str, bedrag: int) -> list[tuple[str, int]]:
    """The detail lines of a post, which add up to it; none of a post that has none."""
    delen = [(naam, round(deel * bedrag)) for naam, deel in ONDERDELEN.get(post, {}).items()]
    return [*delen, (REST[post], bedrag - sum(d for _, d in delen))] if delen else []


def _prognose(wereld: Wereld, jaar: int, maand: str) -> list[Regel]:
    """Between plan and outcome, in thousands of euros, as a MARAP is written."""
    gepland, werkelijk = plan()[jaar], uitkomst(wereld, jaar)
    gezien = MARAP[maand]
    verwacht = {
        post: round(gepland.get(post, 0) * (1 - gezien) + werkelijk[post] * gezien, -3)
        for post in rubrieken()
    }
    bedragen = {post: round(bedrag) for post, bedrag in verwacht.items()}
    balans = {"eigen_vermogen": eigen_vermogen(jaar - 1) + _totalen(bedragen)["resultaat"]}
    return _regels(jaar, "prognose", f"marap {maand}", bedragen, balans)


def _jaarrekening(wereld: Wereld, jaar: int) -> list[Regel]:
    bedragen = uitkomst(wereld, jaar)
    vermogen = eigen_vermogen(jaar)
    balans = {
        "eigen_vermogen": vermogen,
        "weerstandsvermogen": WEERSTANDSVERMOGEN[jaar],
        "bestemmingsreserve": vermogen - WEERSTANDSVERMOGEN[jaar],
        "materiele_vaste_activa": MATERIELE_VASTE_ACTIVA[jaar],
        "signaleringswaarde": round(_totalen(bedragen)["totaal_baten"] * 0.035),
    }
    return _regels(jaar, "realisatie", "jaarrekening", bedragen, balans)


def _regels(
    jaar: int, soort: str, moment: str, bedragen: Bedragen, balans: Bedragen
) -> list[Regel]:
    naar_rubriek = rubrieken()
    delen: list[tuple[str, str, str | None, int]] = [
        (naar_rubriek[post], post, onderdeel, deel)
        for post, bedrag in bedragen.items()
        for onderdeel, deel in [(None, bedrag), *onderdelen(post, bedrag)]
    ]
    delen += [("totaal", code, None, bedrag) for code, bedrag in _totalen(bedragen).items()]
    delen += [("balans", code, None, bedrag) for code, bedrag in balans.items()]
    return [
        (jaar, soort, moment, rubriek, post, onderdeel, _euro(bedrag))
        for rubriek, post, onderdeel, bedrag in delen
    ]


def _euro(bedrag: int) -> Decimal:
    return Decimal(bedrag).quantize(Decimal("0.01"))
