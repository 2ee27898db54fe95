"""The quarterly return of thuiszitters to the Inspectie: counts only, over the schooljaar so far.

It holds no row of a child, no case number, no school and no gemeente. Every block adds up to the
number of cases of the schooljaar so far, so that it can be checked.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.dossier import NIET_EIGEN, Dossier, Toestand, duurklasse
from warehouse import opmaak, periode

_DAG = dt.timedelta(days=1)


@dataclass(frozen=True)
class Regel:
    """One line of the return."""

    onderdeel: str
    categorie: str
    aantal: int


def kwartalen(dossiers: Iterable[Dossier]) -> list[str]:
    """The kwartalen that can be reported, newest first: from the first melding to today's."""
    lijst = list(dossiers)
    if not lijst:
        return []
    dag, laatste = min(d.melding_datum for d in lijst), max(d.stand_datum for d in lijst)
    codes: list[str] = []
    while dag <= laatste:
        code = periode.kwartaal_van(dag)
        codes.append(code)
        dag = periode.einde(code)
    return codes[::-1]


def maak(
    dossiers: Iterable[Dossier], kwartaal: str, redenen: dict[str, str], klassen: dict[str, str]
) -> list[Regel]:
    """All cases of the schooljaar up to the end of a kwartaal, in four ways.

    Args:
        kwartaal: code of the kwartaal; one that still runs goes up to the last delivery.
        redenen: name of every hoofdreden, by its code.
        klassen: name of every duurklasse, by its code.
    """
    begin, dag, gekozen = _selectie(dossiers, kwartaal)
    standen = [(d, _stand(d, dag)) for d in gekozen]
    return [
        Regel("Totaal", f"in beeld sinds {opmaak.datum(begin)}", len(gekozen)),
        *_blok("Soort verzuim", [s.soort for _, s in standen], {}),
        *_blok("Hoofdreden", [s.hoofdreden for _, s in standen], redenen),
        *_blok("Duur", [duurklasse(d.melding_datum, _einde(d, dag)) for d in gekozen], klassen),
        *_blok("Passend aanbod", [_aanbod(d, dag) for d in gekozen], {}),
        *_blok("Stand", [_afloop(d, dag) for d in gekozen], {}),
    ]


def _selectie(
    dossiers: Iterable[Dossier], kwartaal: str
) -> tuple[dt.date, dt.date, Sequence[Dossier]]:
    """The first day of the schooljaar, the last day of the return, and its cases."""
    lijst = list(dossiers)
    begin = periode.begin(f"{periode.startjaar(kwartaal)}-K1")
    laatste = max((d.stand_datum for d in lijst), default=begin)
    dag = min(periode.einde(kwartaal) - _DAG, laatste)
    gekozen = [
        d for d in lijst if any(s.telt and s.vanaf <= dag and s.tot > begin for s in d.standen)
    ]
    return begin, dag, gekozen


def _stand(dossier: Dossier, dag: dt.date) -> Toestand:
    """The last state up to a day in which the case counted."""
    return max(
        (s for s in dossier.standen if s.vanaf <= dag and s.soort not in NIET_EIGEN),
        key=lambda s: s.vanaf,
    )


def _einde(dossier: Dossier, dag: dt.date) -> dt.date:
    return min(dossier.einde_verzuim or dag, dag)


def _aanbod(dossier: Dossier, dag: dt.date) -> str:
    if dossier.aanbod_datum and dossier.aanbod_datum <= dag:
        op_tijd = dossier.aanbod_datum <= dossier.aanbod_uiterlijk
        return "binnen drie maanden" if op_tijd else "na drie maanden"
    return "nog geen aanbod"


def _afloop(dossier: Dossier, dag: dt.date) -> str:
    stand = dossier.op(dag)
    if stand is None:
        return "beëindigd"
    return "open" if stand.telt else "geoorloofd of vrijgesteld"


def _blok(onderdeel: str, codes: Sequence[str], namen: dict[str, str]) -> list[Regel]:
    geteld = Counter(codes)
    volgorde = [code for code in namen if code in geteld]
    volgorde += sorted(set(geteld) - set(volgorde))
    return [Regel(onderdeel, namen.get(code, code), geteld[code]) for code in volgorde]
