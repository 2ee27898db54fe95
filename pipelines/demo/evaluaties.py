"""Bronnen `evaluatie_ouders`, `evaluatie_scholen` and `evaluatie_partners`.

Parents answer after a request of theirs, schools and partners once a year. Each question has its
own level, which moves a little over the years; scores are whole numbers from 1 to 5.
"""

from collections.abc import Iterator
from random import Random

from pipelines.demo.aanvragen import Aanvraag, aanvragen
from pipelines.demo.dagen import dagen_na, schooldag_vanaf
from pipelines.demo.kalender import (
    begin_schooljaar,
    schooljaar_tekst,
    schooljaar_van,
    voltooide_schooljaren,
)
from pipelines.demo.schrijver import CSV_EXCEL, Levering, Waarde
from pipelines.demo.wereld import Wereld

KOLOMMEN_OUDERS = ("schooljaar", "datum", "vraag", "antwoord", "aanvraag_id")
KOLOMMEN_SCHOLEN = ("schooljaar", "brin", "vestiging", "vraag", "score")
KOLOMMEN_PARTNERS = ("schooljaar", "partner", "vraag", "score")

VANAF = 2019

# Mean score in the first year, and by how much it rises each year.
OUDERS = {"ou_betrokken": (3.7, 0.05), "ou_informatie": (3.3, 0.08), "ou_tevreden": (3.6, 0.03)}
MEEBESLIST = ("ou_meebeslist", 0.66, 0.025)
SCHOLEN = {"sc_bereikbaar": (4.0, 0.01), "sc_kwaliteit": (3.6, 0.05), "sc_tevreden": (3.7, 0.04)}
PARTNERS = {"pa_samenwerking": (3.8, 0.03), "pa_afstemming": (3.2, 0.1), "pa_tevreden": (3.6, 0.05)}

RESPONS_OUDERS = 0.42
RESPONS_SCHOLEN = 0.68
RESPONS_PARTNERS = 0.8
# Some parents answer without the reference of their request, and some skip a question.
ZONDER_KENMERK = 0.06
OVERGESLAGEN = 0.05

ORGANISATIES = (
    "CJG Haarlem",
    "CJG Bloemendaal en Heemstede",
    "CJG Zandvoort",
    "GGD, jeugdgezondheidszorg",
    "Leerplein",
    "Gemeente Haarlem",
    "Gemeente Bloemendaal",
    "Gemeente Heemstede",
    "Gemeente Zandvoort",
    "Kinderdagcentrum De Duinpieper",
    "Jeugdhulp De Branding",
    "Wijkteam Schalkwijk",
    "SWV VO Zuid-Kennemerland",
)


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery of each per school year that is over."""
    for jaar in voltooide_schooljaren(VANAF):
        tekst = schooljaar_tekst(jaar)
        for bron, kolommen, rijen in (
            ("evaluatie_ouders", KOLOMMEN_OUDERS, _ouders(wereld, jaar)),
            ("evaluatie_scholen", KOLOMMEN_SCHOLEN, _scholen(wereld, jaar)),
            ("evaluatie_partners", KOLOMMEN_PARTNERS, _partners(wereld, jaar)),
        ):
            yield Levering(bron, f"{bron}_{tekst}", kolommen, list(rijen), CSV_EXCEL)


def _score(rng: Random, midden: float, stijging: float, jaar: int) -> int:
    return min(5, max(1, round(rng.gauss(midden + stijging * (jaar - VANAF), 0.9))))


def _ouders(wereld: Wereld, jaar: int) -> Iterator[tuple[Waarde, ...]]:
    tekst = schooljaar_tekst(jaar)
    vraag_mee, aandeel, stijging = MEEBESLIST
    for aanvraag in _gevraagd(wereld, jaar):
        rng = wereld.rng("evaluatie ouders", aanvraag.aanvraag_id)
        if rng.random() > RESPONS_OUDERS:
            continue
        dag = schooldag_vanaf(dagen_na(aanvraag.besluitdatum, rng.randint(14, 50)))
        dag = min(dag, dagen_na(begin_schooljaar(jaar + 1), -1))
        kenmerk = None if rng.random() < ZONDER_KENMERK else aanvraag.aanvraag_id
        for vraag, (midden, per_jaar) in OUDERS.items():
            if rng.random() > OVERGESLAGEN:
                yield tekst, dag, vraag, str(_score(rng, midden, per_jaar, jaar)), kenmerk
        mee = rng.random() < aandeel + stijging * (jaar - VANAF)
        yield tekst, dag, vraag_mee, "ja" if mee else "nee", kenmerk


def _gevraagd(wereld: Wereld, jaar: int) -> list[Aanvraag]:
    """Parents are asked after a decision on form A, B or D."""
    return [
        aanvraag
        for aanvraag in aanvragen(wereld)
        if schooljaar_van(aanvraag.besluitdatum) == jaar
        and aanvraag.formulier != "overig"
        and aanvraag.besluit in ("toegekend", "afgewezen")
    ]


def _scholen(wereld: Wereld, jaar: int) -> Iterator[tuple[Waarde, ...]]:
    for school in wereld.scholen_op(begin_schooljaar(jaar)):
        rng = wereld.rng("evaluatie scholen", school.code, jaar)
        if not wereld.is_lid(school) or rng.random() > RESPONS_SCHOLEN:
            continue
        eigen = wereld.rng("evaluatie scholen", school.code).gauss(0, 0.3)
        for vraag, (midden, stijging) in SCHOLEN.items():
            score = _score(rng, midden + eigen, stijging, jaar)
            yield schooljaar_tekst(jaar), school.brin, school.vestiging, vraag, score


def _partners(wereld: Wereld, jaar: int) -> Iterator[tuple[Waarde, ...]]:
    for partner in ORGANISATIES:
        rng = wereld.rng("evaluatie partners", partner, jaar)
        if rng.random() < RESPONS_PARTNERS:
            for vraag, (midden, stijging) in PARTNERS.items():
                yield schooljaar_tekst(jaar), partner, vraag, _score(rng, midden, stijging, jaar)
