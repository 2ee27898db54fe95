"""What the register holds, as objects: meetings, verdicts, decisions and evidence.

Words and rules of the field are here; storing is left to ``opslag``, ``lezen`` and ``schrijven``.
"""

from dataclasses import dataclass
from datetime import date, datetime

SOORTEN = {
    "av": "Algemene Vergadering",
    "kc": "Kwaliteitscommissie",
    "anders": "Ander overleg",
}
OORDELEN = {"ja": "Ja", "deels": "Deels", "nee": "Nee", "onbekend": "Onbekend"}
STATUSSEN = {
    "open": "Open",
    "loopt": "Loopt",
    "uitgevoerd": "Uitgevoerd",
    "vervallen": "Vervallen",
}
OPENSTAAND = frozenset({"open", "loopt"})


class RegisterFout(Exception):
    """Something of the register cannot be done; the text says what and what to do, in Dutch."""


class Ongeldig(RegisterFout):
    """What was filled in is not right yet."""


class Vastgesteld(RegisterFout):
    """A meeting that is definitief is never changed."""

    def __init__(self) -> None:
        super().__init__(
            "Deze vergadering is definitief en verandert niet meer. Klopt er iets niet, begin dan "
            "een correctie."
        )


class Botsing(RegisterFout):
    """Someone else was first; nothing was written.

    Attributes:
        nu: what stands there now; None when only the meeting as a whole has moved on.
    """

    def __init__(self, door: str, nu: "Oordeel | Besluit | None" = None) -> None:
        super().__init__(
            f"Intussen heeft iemand anders ({door}) hier iets gewijzigd. Uw tekst is nog niet "
            "bewaard en er is niets overschreven."
        )
        self.door = door
        self.nu = nu


@dataclass(frozen=True)
class Schrijver:
    """Who writes, in which role.

    Attributes:
        wie: the subject of the person; the audit log holds nothing more about them.
        naam: how they sign in the register; the subject when it is not known.
    """

    wie: str
    rol: str
    naam: str = ""

    @property
    def ondertekening(self) -> str:
        """What stands under their words."""
        return (self.naam or self.wie)[:255]


@dataclass(frozen=True)
class Vergadering:
    """One meeting.

    Attributes:
        code: stable, for addresses: ``2026-06-17-av``, and ``-c1`` behind it for a correction.
        correctie: 0 for the meeting itself, else which correction of it this is.
        publicatie: the figures that it judged by.
        versie: grows with everything that is written in the meeting.
        vervangen: a later correction of it is definitief.
    """

    code: str
    datum: date
    soort: str
    correctie: int
    definitief: bool
    publicatie: str
    versie: int
    gewijzigd_door: str
    gewijzigd_op: datetime
    definitief_door: str | None
    definitief_op: datetime | None
    vervangen: bool = False

    @property
    def stam(self) -> str:
        """The code of the meeting that this one is, or corrects."""
        return stamcode(self.datum, self.soort)

    @property
    def soortnaam(self) -> str:
        """What kind of meeting it is, in words."""
        return SOORTEN[self.soort]

    @property
    def staat(self) -> str:
        """The state in a word."""
        return "definitief" if self.definitief else "concept"


@dataclass(frozen=True)
class Oordeel:
    """The verdict on one question in one meeting, on the figures of a publication."""

    vergadering: str
    vraag: str
    oordeel: str
    toelichting: str
    publicatie: str
    versie: int
    door: str
    op: datetime


@dataclass(frozen=True)
class Besluitstand:
    """What became of a decision, as it was noted on a day."""

    status: str
    toelichting: str
    datum: date
    vergadering: str
    door: str
    op: datetime


@dataclass(frozen=True)
class Besluit:
    """A decision on a question, and all that became of it, oldest first."""

    nummer: int
    vergadering: str
    datum: date
    vraag: str
    tekst: str
    eigenaar: str
    termijn: date | None
    versie: int
    door: str
    op: datetime
    verloop: tuple[Besluitstand, ...] = ()

    def stand_op(self, dag: date | None = None) -> Besluitstand | None:
        """The last that was noted, up to and including a day; None when that is nothing yet."""
        geldig = [s for s in self.verloop if dag is None or s.datum <= dag]
        return geldig[-1] if geldig else None

    def status_op(self, dag: date | None = None) -> str:
        """The status on a day: open until something else is noted."""
        stand = self.stand_op(dag)
        return stand.status if stand else "open"

    def staat_open(self, dag: date | None = None) -> bool:
        """Whether something has still to be done on a day."""
        return self.status_op(dag) in OPENSTAAND


@dataclass(frozen=True)
class Bewijsstuk:
    """A document that counts as evidence: a link, or a file that was uploaded.

    Attributes:
        som: sha256 of the file; empty for a link.
    """

    nummer: int
    vergadering: str
    vraag: str
    titel: str
    datum: date
    adres: str
    bestand: str
    som: str
    omvang: int
    door: str
    op: datetime


@dataclass(frozen=True)
class Bewerking:
    """Who wrote what when: one version of a verdict or a decision."""

    soort: str
    vraag: str
    nummer: int
    versie: int
    inhoud: dict[str, str]
    door: str
    rol: str
    op: datetime


def stamcode(datum: date, soort: str) -> str:
    """The code of a meeting of a kind on a day."""
    return f"{datum:%Y-%m-%d}-{soort}"


def gewoon(tekst: str, wat: str, hoogstens: int, verplicht: bool = True) -> str:
    """A text without surrounding space.

    Raises:
        Ongeldig: empty, too long, or with a burgerservicenummer in it.
    """
    kaal = tekst.replace("\x00", "").replace("\r\n", "\n").strip()
    if verplicht and not kaal:
        raise Ongeldig(f"{wat} is nog leeg.")
    if len(kaal) > hoogstens:
        raise Ongeldig(f"{wat} is te lang: hoogstens {hoogstens:,} tekens.".replace(",", "."))
    if _heeft_bsn(kaal):
        raise Ongeldig(
            f"In {wat.lower()} staat een burgerservicenummer. Haal het weg: gegevens van een kind "
            "horen niet in dit register."
        )
    return kaal


def _heeft_bsn(tekst: str) -> bool:
    cijfers = "".join(teken if teken.isdigit() else " " for teken in tekst)
    return any(len(groep) == 9 and _elfproef(groep) for groep in cijfers.split())


def _elfproef(cijfers: str) -> bool:
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    som = sum(g * int(c) for g, c in zip(gewichten, cijfers, strict=True))
    return som % 11 == 0 and int(cijfers) > 0
