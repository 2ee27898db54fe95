"""Everything that people write in the register: all or nothing, and never over someone's words.

Whoever changes something says which version they saw. When that is no longer what stands, nothing
is written and ``Botsing`` brings what stands there now. Every write holds the row of its meeting,
so that a meeting cannot become definitief underneath it, and leaves a line in the audit log.
"""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from warehouse.vergaderingen import lezen, stukken
from warehouse.vergaderingen.inhoud import (
    OORDELEN,
    STATUSSEN,
    Besluit,
    Bewijsstuk,
    Botsing,
    Ongeldig,
    Oordeel,
    Schrijver,
    Vastgesteld,
    gewoon,
)
from warehouse.vergaderingen.opslag import Register
from warehouse.vergaderingen.rijen import concept, log, nu, raak_aan
from warehouse.vergaderingen.tabellen import (
    Besluitrij,
    Bewerkingrij,
    Bewijsrij,
    Oordeelrij,
    Standrij,
    Vergaderingrij,
)

_TEKST, _KORT = 8_000, 255


@dataclass(frozen=True)
class Nieuw:
    """What someone filled in of a decision; `nummer` 0 is a new one."""

    vraag: str
    tekst: str
    eigenaar: str
    termijn: date | None
    nummer: int = 0
    gezien: int = 0


def bewaar_oordeel(
    register: Register,
    schrijver: Schrijver,
    code: str,
    nieuw: Oordeel,
) -> Oordeel:
    """Write a verdict; `nieuw.versie` is the version that the writer saw, 0 for none.

    Raises:
        Botsing: someone else wrote meanwhile.
        Vastgesteld: the meeting is definitief.
        Ongeldig: no such verdict, or the text cannot be kept.
    """
    if nieuw.oordeel not in OORDELEN:
        raise Ongeldig("Kies een oordeel.")
    toelichting = gewoon(nieuw.toelichting, "De toelichting", _TEKST, verplicht=False)
    with register.schrijf() as sessie:
        vergadering = concept(register, sessie, code)
        keuze = select(Oordeelrij).where(
            Oordeelrij.vergadering_id == vergadering.id, Oordeelrij.vraag == nieuw.vraag
        )
        rij = sessie.scalars(keuze).one_or_none()
        if rij and (rij.oordeel, rij.toelichting) == (nieuw.oordeel, toelichting):
            return lezen.als_oordeel(rij)
        if (rij.versie if rij else 0) != nieuw.versie:
            raise Botsing(rij.door, lezen.als_oordeel(rij)) if rij else Botsing("onbekend")
        rij = rij or Oordeelrij(vergadering=vergadering, vraag=nieuw.vraag)
        rij.oordeel, rij.toelichting, rij.publicatie = nieuw.oordeel, toelichting, nieuw.publicatie
        rij.door, rij.op = schrijver.ondertekening, nu()
        sessie.add(rij)
        sessie.flush()
        inhoud = {"oordeel": nieuw.oordeel, "toelichting": toelichting}
        _leg_vast(sessie, schrijver, vergadering, "oordeel", rij, inhoud)
        log(register, schrijver, "oordeel_bewaard", code, vraag=nieuw.vraag)
        return lezen.als_oordeel(rij)


def bewaar_besluit(register: Register, schrijver: Schrijver, code: str, nieuw: Nieuw) -> Besluit:
    """Write a decision, a new one or a change to one of this meeting.

    Raises:
        Botsing, Vastgesteld, Ongeldig: as with a verdict.
    """
    tekst = gewoon(nieuw.tekst, "Het besluit", _TEKST)
    eigenaar = gewoon(nieuw.eigenaar, "De eigenaar", _KORT)
    with register.schrijf() as sessie:
        vergadering = concept(register, sessie, code)
        rij = _besluit_van(sessie, vergadering, nieuw)
        rij.tekst, rij.eigenaar, rij.termijn = tekst, eigenaar, nieuw.termijn
        rij.door, rij.op = schrijver.ondertekening, nu()
        sessie.add(rij)
        sessie.flush()
        inhoud = {
            "besluit": tekst,
            "eigenaar": eigenaar,
            "termijn": nieuw.termijn.isoformat() if nieuw.termijn else "",
        }
        _leg_vast(sessie, schrijver, vergadering, "besluit", rij, inhoud)
        log(register, schrijver, "besluit_bewaard", code, vraag=nieuw.vraag)
        verloop = lezen.verloop_van(sessie, [rij.stam_id or rij.id])
        return lezen.als_besluit(rij, verloop.get(rij.stam_id or rij.id, ()))


def zet_status(
    register: Register,
    schrijver: Schrijver,
    code: str,
    besluit: Besluit,
    status: str,
    toelichting: str,
) -> None:
    """Note in a meeting what became of a decision; `besluit` is as the writer saw it.

    Raises:
        Botsing: someone else noted something meanwhile.
        Vastgesteld, Ongeldig: as with a verdict.
    """
    if status not in STATUSSEN:
        raise Ongeldig("Kies een status.")
    tekst = gewoon(toelichting, "De toelichting", _TEKST, verplicht=False)
    try:
        with register.schrijf() as sessie:
            vergadering = concept(register, sessie, code)
            rij = sessie.get_one(Besluitrij, besluit.nummer, with_for_update=True)
            stam = rij.stam_id or rij.id
            verloop = lezen.verloop_van(sessie, [stam]).get(stam, ())
            if len(verloop) != len(besluit.verloop):
                raise Botsing(verloop[-1].door, lezen.als_besluit(rij, verloop))
            sessie.add(
                Standrij(
                    besluit_id=stam,
                    volgnummer=len(verloop) + 1,
                    vergadering=vergadering,
                    status=status,
                    toelichting=tekst,
                    datum=vergadering.datum,
                    door=schrijver.ondertekening,
                    op=nu(),
                )
            )
            raak_aan(vergadering, schrijver)
            log(register, schrijver, "besluit_bijgewerkt", code, vraag=rij.vraag)
    except IntegrityError:
        raise Botsing("iemand anders", besluit) from None


def voeg_bewijs_toe(
    register: Register, schrijver: Schrijver, code: str, stuk: stukken.NieuwStuk
) -> Bewijsstuk:
    """Add a document as evidence to a question.

    Raises:
        Vastgesteld: the meeting is definitief.
        Ongeldig: no title, no link that can be followed, or a file that is not taken.
    """
    titel = gewoon(stuk.titel, "De titel", _KORT)
    adres, bestand = stukken.controleer(stuk)
    with register.schrijf() as sessie:
        vergadering = concept(register, sessie, code)
        som = stukken.bewaar(register.thuis, stuk.inhoud) if bestand else ""
        rij = Bewijsrij(
            vergadering=vergadering,
            vraag=stuk.vraag,
            titel=titel,
            datum=stuk.datum,
            adres=adres,
            bestand=bestand,
            som=som,
            omvang=len(stuk.inhoud),
            door=schrijver.ondertekening,
            op=nu(),
        )
        sessie.add(rij)
        raak_aan(vergadering, schrijver)
        sessie.flush()
        log(register, schrijver, "bewijs_toegevoegd", code, vraag=stuk.vraag)
        return lezen.als_bewijsstuk(rij)


def neem_bewijs_weg(register: Register, schrijver: Schrijver, code: str, nummer: int) -> None:
    """Take a document of this draft off the list; who did it is kept, and the file as well."""
    with register.schrijf() as sessie:
        vergadering = concept(register, sessie, code)
        rij = sessie.get_one(Bewijsrij, nummer)
        if rij.vergadering_id != vergadering.id:
            raise Vastgesteld
        rij.weg_door, rij.weg_op = schrijver.ondertekening, nu()
        raak_aan(vergadering, schrijver)
        log(register, schrijver, "bewijs_verwijderd", code, vraag=rij.vraag)


# The parts of a write.


def _besluit_van(sessie: Session, vergadering: Vergaderingrij, nieuw: Nieuw) -> Besluitrij:
    """The row to write in: a new one, or that of this meeting in the version that was seen."""
    if not nieuw.nummer:
        return Besluitrij(vergadering=vergadering, vraag=nieuw.vraag)
    rij = sessie.get_one(Besluitrij, nieuw.nummer)
    if rij.vergadering_id != vergadering.id:
        raise Vastgesteld
    if rij.versie != nieuw.gezien:
        raise Botsing(rij.door, lezen.als_besluit(rij))
    return rij


def _leg_vast(
    sessie: Session,
    schrijver: Schrijver,
    vergadering: Vergaderingrij,
    soort: str,
    rij: Oordeelrij | Besluitrij,
    inhoud: dict[str, str],
) -> None:
    """Keep this version for good, and mark the meeting as changed."""
    sessie.add(
        Bewerkingrij(
            vergadering_id=vergadering.id,
            soort=soort,
            vraag=rij.vraag,
            nummer=rij.id,
            versie=rij.versie,
            inhoud=json.dumps(inhoud, ensure_ascii=False),
            door=schrijver.ondertekening,
            rol=schrijver.rol,
            op=rij.op,
        )
    )
    raak_aan(vergadering, schrijver)
    sessie.flush()
