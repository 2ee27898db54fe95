"""Which partner delivers what for a beweging: when last, whether it is due, and what is missing.

Due days are reckoned by `leverkalender`; what is missing was counted at publication.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup

from app import data
from app.components import blok, kwaliteit, tabel, teken
from app.inhoud import Inzage, Kengetal
from warehouse import leverkalender, opmaak
from warehouse.leverkalender import Moment

_KOLOMMEN = ("Partner", "Levert", "Voor", "Laatst geleverd", "Stand", "Wat ontbreekt")
_VEEL = 4


@dataclass(frozen=True)
class Bijdrage:
    """What one bron brings to some indicators; without `moment` nobody agreed on a day."""

    bron: str
    partner: str
    moment: Moment | None
    laatst: dt.date | None
    voor: Sequence[Kengetal]


def bijdragen(inzage: Inzage, kengetallen: Sequence[Kengetal], vandaag: dt.date) -> list[Bijdrage]:
    """Per bron that feeds these kengetallen: who delivers it and how it stands, by partner."""
    geleverd: dict[str, list[dt.date]] = {}
    for levering in data.leveringen(inzage):
        geleverd.setdefault(levering.bron, []).append(levering.datum)
    kalender = data.levermomenten(inzage)
    momenten = {
        m.bron: m
        for m in leverkalender.maak([asdict(m) for m in kalender.values()], geleverd, vandaag)
    }
    bronnen = dict.fromkeys(bron for k in kengetallen for bron in k.bronnen)
    alle = [
        Bijdrage(
            bron,
            kalender[bron].partner if bron in kalender else "",
            momenten.get(bron),
            max(geleverd.get(bron, ()), default=None),
            [k for k in kengetallen if bron in k.bronnen],
        )
        for bron in bronnen
    ]
    return sorted(alle, key=lambda b: (b.partner.casefold(), b.bron))


def zin(bijdragen_: Sequence[Bijdrage]) -> str:
    """Who is late or has never delivered, in a sentence."""
    traag = [
        b for b in bijdragen_ if b.laatst is None or (b.moment and b.moment.stand == "te_laat")
    ]
    if not traag:
        return "Alle partners leverden wat tot nu toe nodig was."
    wie = blok.rijtje(sorted({b.partner or "een partner" for b in traag}))
    return f"Nog te leveren door {wie}."


def html(inzage: Inzage, bijdragen_: Sequence[Bijdrage]) -> Markup:
    """The contributions as a table."""
    rijen = [_rij(inzage, b) for b in bijdragen_]
    kolommen = tuple(tabel.Kolom(naam) for naam in _KOLOMMEN)
    return tabel.html(tabel.Tabel("Wie levert wat", kolommen, rijen), "tekst")


def _rij(inzage: Inzage, bijdrage: Bijdrage) -> tuple[tabel.Cel, ...]:
    laatst = opmaak.datum(bijdrage.laatst) if bijdrage.laatst else teken.regel(teken.NIET_GELEVERD)
    titels = [k.titel for k in bijdrage.voor]
    voor = ", ".join(titels[:_VEEL])
    if len(titels) > _VEEL:
        voor += f" en nog {opmaak.getal(len(titels) - _VEEL)}"
    naam = data.bronnaam(inzage, bijdrage.bron)
    partner = bijdrage.partner or "niet afgesproken"
    return (
        tabel.Cel(partner[:1].upper() + partner[1:]),
        tabel.Cel(naam[:1].upper() + naam[1:]),
        tabel.Cel(voor),
        tabel.Cel(laatst),
        tabel.Cel(_stand(bijdrage.moment)),
        tabel.Cel(_ontbreekt(inzage, bijdrage)),
    )


def _stand(moment: Moment | None) -> Markup:
    if moment is None:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    dag = Markup('<span class="bij">uiterlijk {}</span>').format(opmaak.datum(moment.uiterlijk))
    return teken.regel(teken.levering(moment.stand)) + dag


def _ontbreekt(inzage: Inzage, bijdrage: Bijdrage) -> str | Markup:
    """Who is not in the newest figures that this bron feeds; of a register nobody is expected."""
    tekorten = {}
    for kengetal in bijdrage.voor:
        perioden = [p for (k, p) in data.dekkingen(inzage) if k == kengetal.kengetal]
        nieuwste = max(perioden, default="")
        for dekking in data.dekkingen(inzage).get((kengetal.kengetal, nieuwste), []):
            if dekking.bron == bijdrage.bron:
                tekorten[(dekking.eenheid, nieuwste)] = dekking
    if bijdrage.laatst is None:
        return "alles"
    if not tekorten:
        return Markup('<span class="stil">geen vast aantal verwacht</span>')
    dekking = max(tekorten.values(), key=lambda d: d.tekort)
    if not dekking.tekort:
        return f"niets: {kwaliteit.telling(dekking)}"
    namen = f": {blok.rijtje(dekking.ontbreekt)}" if len(dekking.ontbreekt) in range(1, 7) else ""
    mist = f"{kwaliteit.telling(dekking)} geleverd ({opmaak.periode(dekking.periode)})"
    return f"{mist}{'; mist' if namen else ''}{namen}"
