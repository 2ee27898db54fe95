"""All counts of a catalogue, and what ties those of several periods and kengetallen.

Four kwartalen are a schooljaar. That a count of one kengetal is the sum of counts of others, or a
part of them, is what the definitions say (``samenhang``).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

from warehouse import periode
from warehouse.audit import KLEIN
from warehouse.eigendom import Eigendom
from warehouse.register import Definitie, Kengetal, Samenhang, Term
from warehouse.samenhang import REGIO, Bouwer, Cel, Stelsel, som_van

Termen = list[tuple[int, float]]  # counts, each added (1) or taken away (-1)


def maak_stelsel(
    atomen: pl.DataFrame,
    register: Mapping[str, Kengetal],
    grains: Mapping[str, Sequence[str]],
    eigendom: Eigendom,
) -> Stelsel:
    """The counts of a catalogue.

    Args:
        atomen: table ``atoom``: the finest counts of every kengetal about children.
        register: the definitions.
        grains: kengetal → the grains that the audience gets of it.
        eigendom: whose pupils those of a school are.
    """
    stelsel = Stelsel()
    for (naam, code), groep in atomen.group_by(["kengetal", "periode"], maintain_order=True):
        kengetal, moment = str(naam), str(code)
        if kengetal in grains:
            definitie = register[kengetal].definitie
            is_kwartaal = periode.soort(moment) == "kwartaal"
            gekozen = (REGIO,) if is_kwartaal else grains[kengetal]
            Bouwer(stelsel, definitie, moment, groep, gekozen, eigendom).bouw()
    _koppel_kwartalen(stelsel)
    _koppel_kengetallen(stelsel, register)
    return stelsel


def _koppel_kwartalen(stelsel: Stelsel) -> None:
    """Four kwartalen make a schooljaar, of every unit that has all five."""
    for cel, nummer in list(stelsel.nummer.items()):
        if periode.soort(cel.periode) != "schooljaar" or cel.maat != "teller":
            continue
        start = periode.startjaar(cel.periode)
        kwartalen = [
            stelsel.nummer.get(cel._replace(periode=f"{start}-K{kwartaal}"))
            for kwartaal in range(1, 5)
        ]
        aanwezig = [kwartaal for kwartaal in kwartalen if kwartaal is not None]
        is_heel = len(aanwezig) == 4
        if is_heel and _stel_gelijk(stelsel, nummer, [(deel, 1.0) for deel in aanwezig]):
            stelsel.delen.append((nummer, aanwezig))


def _koppel_kengetallen(stelsel: Stelsel, register: Mapping[str, Kengetal]) -> None:
    """Counts of one kengetal that follow from those of others, as the definitions say."""
    gevonden = list(_toepassingen(stelsel, register))
    for nummer, verband, termen in gevonden:
        if not verband.binnen and _stel_gelijk(stelsel, nummer, termen):
            _voeg_samen(stelsel, [nummer], termen)
    getoond = _altijd_getoond(stelsel)
    for nummer, verband, termen in gevonden:
        if verband.binnen and not _zegt_de_regio(stelsel, verband, nummer, getoond):
            _koppel_deel(stelsel, nummer, termen)


def _toepassingen(
    stelsel: Stelsel, register: Mapping[str, Kengetal]
) -> Iterator[tuple[int, Samenhang, Termen]]:
    """Every count that a definition says something of, with the counts that it names."""
    verbanden: dict[tuple[str, str], list[Samenhang]] = {}
    for kengetal in register.values():
        for verband in kengetal.definitie.samenhang:
            verbanden.setdefault((kengetal.id, verband.maat), []).append(verband)
    for cel, nummer in list(stelsel.nummer.items()):
        for verband in verbanden.get((cel.kengetal, cel.maat), []):
            naast = _naast(verband, cel, register[cel.kengetal].definitie)
            termen = _termen(stelsel, verband, naast) if naast else None
            if termen:
                yield nummer, verband, termen


def _termen(stelsel: Stelsel, verband: Samenhang, naast: Cel) -> Termen | None:
    """The counts that a rule names beside this one; None when one of them is not there."""
    termen = [(stelsel.nummer.get(_cel(term, naast)), term.teken) for term in verband.termen]
    bekend = [(nummer, teken) for nummer, teken in termen if nummer is not None]
    return bekend if len(bekend) == len(termen) else None


def _naast(verband: Samenhang, cel: Cel, definitie: Definitie) -> Cel | None:
    """The count beside which the terms stand; None when the rule is not about this count.

    A unit of a breakdown that does not add up is another view of the whole: it is part of a whole.
    """
    if verband.van not in (None, "=".join((cel.grain, *cel.eenheid))):
        return None
    is_geheel = verband.binnen and set(cel.grain.split(",")) <= set(definitie.niet_optelbaar)
    return cel._replace(grain=REGIO, eenheid=()) if verband.van or is_geheel else cel


def _altijd_getoond(stelsel: Stelsel) -> set[int]:
    """Totals of the region, which are shown whatever hangs on it, and what is equal to one."""
    getoond = {
        nummer
        for cel, nummer in stelsel.nummer.items()
        if cel.grain == REGIO and cel._replace(maat="noemer") not in stelsel.nummer
    }
    for geheel, delen in stelsel.delen:
        if len(delen) == 1 and {geheel, *delen} & getoond:
            getoond |= {geheel, *delen}
    return getoond


def _zegt_de_regio(
    stelsel: Stelsel, verband: Samenhang, nummer: int, getoond: Collection[int]
) -> bool:
    """Whether totals that are always shown say by themselves how few a part leaves over.

    Then nothing can hide them, in any part of the region either.
    """
    regio = stelsel.cellen[nummer]._replace(grain=REGIO, eenheid=())
    deel, geheel = stelsel.nummer.get(regio), _termen(stelsel, verband, regio)
    if deel is None or not geheel or not {deel, *(n for n, _ in geheel)} <= set(getoond):
        return False
    som = sum(teken * stelsel.waarde(ander) for ander, teken in geheel)
    return som - stelsel.waarde(deel) <= KLEIN


def _koppel_deel(stelsel: Stelsel, nummer: int, geheel: Sequence[tuple[int, float]]) -> None:
    """What a sum has more than this part of it is a count as well, though nobody publishes it."""
    delen = [(stelsel.sommen[ander], teken) for ander, teken in geheel]
    over = som_van([*delen, (stelsel.sommen[nummer], -1.0)])
    if over and sum(keer * stelsel.waar[atoom] for atoom, keer in over.items()) > -0.5:
        cel = stelsel.cellen[nummer]
        erbij = stelsel.cel(
            cel._replace(maat=f"{cel.maat}_over_{stelsel.cellen[geheel[0][0]].kengetal}"), over
        )
        stelsel.over.append(erbij)
        _voeg_samen(stelsel, [nummer, erbij], geheel)


def _voeg_samen(stelsel: Stelsel, deel: Sequence[int], termen: Sequence[tuple[int, float]]) -> None:
    """Note which count is made of which: a = b - c + d says that a and c are what b and d are."""
    links = [*deel, *(ander for ander, teken in termen if teken < 0)]
    rechts = [ander for ander, teken in termen if teken > 0]
    if len(links) == 1:
        stelsel.delen.append((links[0], rechts))
    elif len(rechts) == 1:
        stelsel.delen.append((rechts[0], links))
    else:
        stelsel.balansen.append([*links, *rechts])


def _cel(term: Term, cel: Cel) -> Cel:
    """The count that a term means beside a count of the kengetal that names it."""
    moment = cel.periode
    if term.is_vorig:
        start = periode.startjaar(moment)
        moment = f"{start - 1}-{start}"
    if term.filter is None:
        return cel._replace(kengetal=term.kengetal, periode=moment, maat=term.maat)
    dim, code = term.filter
    eenheid = (code,) if cel.grain == REGIO else ("", *cel.eenheid)
    return Cel(term.kengetal, moment, dim, eenheid, term.maat)


def _stel_gelijk(stelsel: Stelsel, nummer: int, termen: Sequence[tuple[int, float]]) -> bool:
    """Note that a count is a sum of others, where it is: a delivery may be incomplete."""
    verschil = som_van(
        [
            (stelsel.sommen[nummer], 1.0),
            *((stelsel.sommen[ander], -teken) for ander, teken in termen),
        ]
    )
    klopt = abs(sum(keer * stelsel.waar[atoom] for atoom, keer in verschil.items())) < 0.5
    if verschil and klopt:
        stelsel.gelijk.append(verschil)
    return klopt
