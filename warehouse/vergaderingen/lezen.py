"""What stands in the register: meetings, verdicts, decisions and evidence, as people need them.

Of a meeting and its corrections only one counts for the meetings after it: the last that is
definitief, and before that the meeting itself.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from warehouse.vergaderingen.inhoud import (
    Besluit,
    Besluitstand,
    Bewerking,
    Bewijsstuk,
    Oordeel,
    Vergadering,
)
from warehouse.vergaderingen.opslag import Register
from warehouse.vergaderingen.tabellen import (
    Besluitrij,
    Bewerkingrij,
    Bewijsrij,
    Oordeelrij,
    Standrij,
    Vergaderingrij,
)


def vergaderingen(register: Register) -> list[Vergadering]:
    """All meetings and corrections, the newest first."""
    with register.lees() as sessie:
        keuze = select(Vergaderingrij).where(Vergaderingrij.profiel == register.thuis.profiel)
        rijen = sessie.scalars(keuze).all()
    lijst = [als_vergadering(rij) for rij in rijen]
    hoogste = {v.stam: v.correctie for v in sorted(lijst, key=_volgorde) if v.definitief}
    lijst = [replace(v, vervangen=hoogste.get(v.stam, 0) > v.correctie) for v in lijst]
    return sorted(lijst, key=_volgorde, reverse=True)


def geldende(lijst: Iterable[Vergadering]) -> dict[str, Vergadering]:
    """Per meeting the one that counts afterwards, by the code of the meeting itself."""
    gevonden: dict[str, Vergadering] = {}
    for vergadering in sorted(lijst, key=_volgorde):
        if vergadering.correctie == 0 or vergadering.definitief:
            gevonden[vergadering.stam] = vergadering
    return gevonden


def oordelen(register: Register, codes: Sequence[str]) -> list[Oordeel]:
    """The verdicts of these meetings, oldest meeting first."""
    with register.lees() as sessie:
        keuze = (
            select(Oordeelrij)
            .join(Oordeelrij.vergadering)
            .options(joinedload(Oordeelrij.vergadering))
            .where(Vergaderingrij.profiel == register.thuis.profiel)
            .where(Vergaderingrij.code.in_(codes))
            .order_by(Vergaderingrij.datum, Oordeelrij.vraag)
        )
        return [als_oordeel(rij) for rij in sessie.scalars(keuze)]


def besluiten(register: Register, codes: Sequence[str]) -> list[Besluit]:
    """The decisions of these meetings with all that became of them, oldest first."""
    with register.lees() as sessie:
        keuze = (
            select(Besluitrij)
            .join(Besluitrij.vergadering)
            .options(joinedload(Besluitrij.vergadering))
            .where(Vergaderingrij.profiel == register.thuis.profiel)
            .where(Vergaderingrij.code.in_(codes))
            .order_by(Vergaderingrij.datum, Besluitrij.vraag, Besluitrij.id)
        )
        rijen = sessie.scalars(keuze).all()
        verloop = verloop_van(sessie, [rij.stam_id or rij.id for rij in rijen])
        return [als_besluit(rij, verloop.get(rij.stam_id or rij.id, ())) for rij in rijen]


def bewijsstukken(register: Register, codes: Sequence[str]) -> list[Bewijsstuk]:
    """The documents that these meetings were given, newest first."""
    with register.lees() as sessie:
        keuze = (
            select(Bewijsrij)
            .join(Bewijsrij.vergadering)
            .options(joinedload(Bewijsrij.vergadering))
            .where(Vergaderingrij.profiel == register.thuis.profiel)
            .where(Vergaderingrij.code.in_(codes), Bewijsrij.weg_op.is_(None))
            .order_by(Bewijsrij.datum.desc(), Bewijsrij.id)
        )
        return [als_bewijsstuk(rij) for rij in sessie.scalars(keuze)]


def bewerkingen(register: Register, code: str, vraag: str) -> list[Bewerking]:
    """Who wrote what when, on one question of one meeting; the newest first."""
    with register.lees() as sessie:
        keuze = (
            select(Bewerkingrij)
            .join(Vergaderingrij, Vergaderingrij.id == Bewerkingrij.vergadering_id)
            .where(Vergaderingrij.profiel == register.thuis.profiel)
            .where(Vergaderingrij.code == code, Bewerkingrij.vraag == vraag)
            .order_by(Bewerkingrij.id.desc())
        )
        return [_als_bewerking(rij) for rij in sessie.scalars(keuze)]


def verloop_van(sessie: Session, nummers: Sequence[int]) -> dict[int, tuple[Besluitstand, ...]]:
    """What became of these decisions, oldest first."""
    keuze = (
        select(Standrij)
        .options(joinedload(Standrij.vergadering))
        .where(Standrij.besluit_id.in_(nummers))
        .order_by(Standrij.volgnummer)
    )
    gevonden: dict[int, tuple[Besluitstand, ...]] = {}
    for rij in sessie.scalars(keuze):
        stand = Besluitstand(
            rij.status, rij.toelichting, rij.datum, rij.vergadering.code, rij.door, rij.op
        )
        gevonden[rij.besluit_id] = (*gevonden.get(rij.besluit_id, ()), stand)
    return gevonden


# From rows to what travels.


def als_vergadering(rij: Vergaderingrij) -> Vergadering:
    """A meeting as it travels."""
    return Vergadering(
        rij.code,
        rij.datum,
        rij.soort,
        rij.correctie,
        rij.definitief,
        rij.publicatie,
        rij.versie,
        rij.gewijzigd_door,
        rij.gewijzigd_op,
        rij.definitief_door,
        rij.definitief_op,
    )


def als_oordeel(rij: Oordeelrij) -> Oordeel:
    """A verdict as it travels."""
    return Oordeel(
        rij.vergadering.code,
        rij.vraag,
        rij.oordeel,
        rij.toelichting,
        rij.publicatie,
        rij.versie,
        rij.door,
        rij.op,
    )


def als_besluit(rij: Besluitrij, verloop: tuple[Besluitstand, ...] = ()) -> Besluit:
    """A decision as it travels, with what became of it."""
    return Besluit(
        rij.id,
        rij.vergadering.code,
        rij.vergadering.datum,
        rij.vraag,
        rij.tekst,
        rij.eigenaar,
        rij.termijn,
        rij.versie,
        rij.door,
        rij.op,
        verloop,
    )


def als_bewijsstuk(rij: Bewijsrij) -> Bewijsstuk:
    """A document as it travels."""
    return Bewijsstuk(
        rij.id,
        rij.vergadering.code,
        rij.vraag,
        rij.titel,
        rij.datum,
        rij.adres,
        rij.bestand,
        rij.som,
        rij.omvang,
        rij.door,
        rij.op,
    )


def _als_bewerking(rij: Bewerkingrij) -> Bewerking:
    inhoud = {str(k): str(v) for k, v in json.loads(rij.inhoud).items()}
    return Bewerking(
        rij.soort, rij.vraag, rij.nummer, rij.versie, inhoud, rij.door, rij.rol, rij.op
    )


def _volgorde(vergadering: Vergadering) -> tuple[object, str, int]:
    return vergadering.datum, vergadering.soort, vergadering.correctie
