"""Meetings as a whole: made, moved to other figures, made definitief, corrected."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from warehouse.vergaderingen import lezen
from warehouse.vergaderingen.inhoud import (
    SOORTEN,
    Botsing,
    Ongeldig,
    Schrijver,
    Vergadering,
    stamcode,
)
from warehouse.vergaderingen.opslag import Register
from warehouse.vergaderingen.rijen import concept, houd_vast, log, nu, raak_aan
from warehouse.vergaderingen.tabellen import Besluitrij, Bewijsrij, Oordeelrij, Vergaderingrij


def maak_vergadering(
    register: Register, schrijver: Schrijver, datum: date, soort: str, publicatie: str
) -> Vergadering:
    """A new meeting, as a draft.

    Raises:
        Ongeldig: there is one of this kind on that day already, or no such kind.
    """
    if soort not in SOORTEN:
        raise Ongeldig("Kies wat voor vergadering het is.")
    code = stamcode(datum, soort)
    try:
        with register.schrijf() as sessie:
            rij = _nieuwe_rij(register, schrijver, code, datum, soort, publicatie)
            sessie.add(rij)
            sessie.flush()
            log(register, schrijver, "vergadering_gemaakt", code, publicatie=publicatie)
            return lezen.als_vergadering(rij)
    except IntegrityError:
        raise Ongeldig("Op deze dag is er al een vergadering van deze soort; kies die.") from None


def neem_publicatie(
    register: Register, schrijver: Schrijver, gezien: Vergadering, publicatie: str
) -> Vergadering:
    """From here on a draft judges by other figures; verdicts keep what they were given on."""
    with register.schrijf() as sessie:
        rij = concept(register, sessie, gezien.code)
        rij.publicatie = publicatie
        raak_aan(rij, schrijver)
        sessie.flush()
        log(register, schrijver, "vergadering_gewijzigd", gezien.code, publicatie=publicatie)
        return lezen.als_vergadering(rij)


def stel_vast(register: Register, schrijver: Schrijver, gezien: Vergadering) -> Vergadering:
    """Make a meeting definitief, as the writer saw it.

    Raises:
        Botsing: something was written since they looked.
        Vastgesteld: it is definitief already.
    """
    with register.schrijf() as sessie:
        rij = concept(register, sessie, gezien.code)
        if rij.versie != gezien.versie:
            raise Botsing(rij.gewijzigd_door)
        rij.definitief, rij.definitief_door, rij.definitief_op = True, schrijver.ondertekening, nu()
        raak_aan(rij, schrijver)
        sessie.flush()
        log(register, schrijver, "vastgesteld", gezien.code, publicatie=rij.publicatie)
        return lezen.als_vergadering(rij)


def begin_correctie(register: Register, schrijver: Schrijver, code: str) -> Vergadering:
    """A draft that takes over everything of a meeting that is definitief, to put something right.

    Raises:
        Ongeldig: the meeting is not definitief, or a correction of it was begun already.
    """
    try:
        with register.schrijf() as sessie:
            oud = houd_vast(register, sessie, code)
            if not oud.definitief:
                raise Ongeldig("Een concept hoeft niet te worden gecorrigeerd; wijzig het zelf.")
            stam, volgende = stamcode(oud.datum, oud.soort), oud.correctie + 1
            nieuw = _nieuwe_rij(
                register, schrijver, f"{stam}-c{volgende}", oud.datum, oud.soort, oud.publicatie
            )
            nieuw.correctie = volgende
            sessie.add(nieuw)
            sessie.flush()
            _neem_over(sessie, oud, nieuw)
            sessie.flush()
            log(register, schrijver, "correctie_begonnen", nieuw.code)
            return lezen.als_vergadering(nieuw)
    except IntegrityError:
        raise Ongeldig("Er is al een correctie van deze vergadering begonnen; kies die.") from None


def _nieuwe_rij(
    register: Register, schrijver: Schrijver, code: str, datum: date, soort: str, publicatie: str
) -> Vergaderingrij:
    moment = nu()
    return Vergaderingrij(
        profiel=register.thuis.profiel,
        code=code,
        datum=datum,
        soort=soort,
        correctie=0,
        definitief=False,
        publicatie=publicatie,
        gemaakt_door=schrijver.ondertekening,
        gemaakt_op=moment,
        gewijzigd_door=schrijver.ondertekening,
        gewijzigd_op=moment,
    )


def _neem_over(sessie: Session, oud: Vergaderingrij, nieuw: Vergaderingrij) -> None:
    """Copy what was found and decided; who wrote it and when stays as it was."""
    for tabel, extra in ((Oordeelrij, ()), (Besluitrij, ("stam_id",)), (Bewijsrij, ())):
        namen = {k.name for k in tabel.__table__.columns} - {"id", "vergadering_id", *extra}
        keuze = select(tabel).where(tabel.vergadering_id == oud.id).order_by(tabel.id)
        for rij in sessie.scalars(keuze).all():
            waarden = {naam: getattr(rij, naam) for naam in namen - {"versie"}}
            kopie = tabel(vergadering=nieuw, **waarden)
            if isinstance(rij, Besluitrij) and isinstance(kopie, Besluitrij):
                kopie.stam_id = rij.stam_id or rij.id
            sessie.add(kopie)
