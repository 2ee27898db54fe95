"""A check (toets) and its outcome (uitslag), as records that travel between the packages.

Pure data: no Great Expectations, no database. Running the checks is left to ``poort``, the
wording to ``zinnen``, and which checks there are to whoever calls the gate.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

KRITIEK = "kritiek"
WAARSCHUWING = "waarschuwing"
ERNSTEN = (KRITIEK, WAARSCHUWING)

GESLAAGD = "geslaagd"
GEZAKT = "gezakt"
NIET_UITGEVOERD = "niet_uitgevoerd"

REGELS = ("kolommen", "rijen", "gevuld", "codes", "bereik", "uniek", "sql")

# Why a check was not carried out; it decides whether the gate stops (see Uitslag.houdt_tegen).
GEEN_TABEL = "geen_tabel"
GEEN_KOLOM = "geen_kolom"
GEEN_RIJEN = "geen_rijen"
FOUT = "fout"


@dataclass(frozen=True)
class Toets:
    """One thing that must hold.

    Attributes:
        id: stable name, ``bron.kolom.regel``.
        tabel: table of the database. For ``sql`` the table it is about: without rows in it the
            check is not carried out; '' when it is about no single table.
        ook: other tables that ``sql`` compares with: without rows in one of them it is not
            carried out either, because then nobody knows.
        regel: ``kolommen`` (the table has these columns), ``rijen`` (so many rows), ``gevuld``
            (not null), ``codes`` (one of ``waarden``), ``bereik`` (between ``minimum`` and
            ``maximum``, limits included), ``uniek`` (the columns together, nulls being equal) or
            ``sql`` (a SELECT of the rows that are wrong). ``codes`` and ``bereik`` let null pass.
        ernst: ``kritiek`` keeps the current publication in place, ``waarschuwing`` is published.
        titel, oplossing: Dutch; what must hold, and what to do when it does not.
        melding: Dutch sentence about one failing row with its columns as placeholders
            (``"In {jaar} wijkt het totaal {verschil:€} af."``, see ``zinnen``); '' for a general
            sentence. A failing ``rijen`` offers {rijen}, a failing ``kolommen`` offers {kolom}.
        bron, kengetal: what the check is about, for whoever reads the list.
        kolom: column of the delivery that is wrong, for a report on the file; '' when it is
            the row as a whole, or when ``kolommen`` says it.
        waar: SQL condition that narrows the table to the rows judged, ``"kengetal = 'x'"``; the
            SELECT of ``sql`` narrows by itself, and is not carried out when no row meets this.

    Raises:
        ValueError: when the fields do not fit the rule; Dutch, everything at once.
    """

    id: str
    tabel: str
    regel: str
    ernst: str
    titel: str
    oplossing: str
    melding: str = ""
    bron: str = ""
    kengetal: str = ""
    kolom: str = ""
    kolommen: tuple[str, ...] = ()
    waarden: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    sql: str = ""
    ook: tuple[str, ...] = ()
    waar: str = ""

    def __post_init__(self) -> None:
        if bezwaren := list(_bezwaren(self)):
            raise ValueError(f"Toets '{self.id}': {'; '.join(bezwaren)}.")


@dataclass(frozen=True)
class Uitslag:
    """What became of one check.

    Attributes:
        uitkomst: ``geslaagd``, ``gezakt`` or ``niet_uitgevoerd``.
        aantal: failing rows, exact. For ``rijen`` the rows too few or too many, for ``kolommen``
            the columns that are missing; 0 when not carried out.
        melding: one or more Dutch sentences, also for what passed or was not carried out.
        voorbeelden: up to 20 failing rows with every column of the table (or of the SELECT).
        reden: why it was not carried out: ``geen_tabel``, ``geen_kolom``, ``geen_rijen`` or
            ``fout``; '' otherwise.
    """

    toets: Toets
    uitkomst: str
    aantal: int
    melding: str
    voorbeelden: tuple[dict[str, object], ...] = ()
    reden: str = ""

    @property
    def houdt_tegen(self) -> bool:
        """Whether this stops the publication.

        A critical check that failed does, and so does one that broke: nobody knows then whether
        it holds. A table that is absent or has no rows is a bron that was not delivered yet.
        """
        if self.toets.ernst != KRITIEK:
            return False
        return self.uitkomst == GEZAKT or self.reden in (GEEN_KOLOM, FOUT)


def _bezwaren(toets: Toets) -> Iterator[str]:
    for veld in ("id", "titel", "oplossing"):
        if not getattr(toets, veld).strip():
            yield f"{veld} is leeg; vul het in"
    try:
        list(Formatter().parse(toets.melding))
    except ValueError:
        yield "melding heeft een accolade die niet sluit; schrijf {kolom}"
    if toets.ernst not in ERNSTEN:
        yield f"ernst '{toets.ernst}' bestaat niet; kies uit {', '.join(ERNSTEN)}"
    if toets.regel not in REGELS:
        yield f"regel '{toets.regel}' bestaat niet; kies uit {', '.join(REGELS)}"
        return
    if toets.regel == "sql":
        yield from _bezwaren_sql(toets)
    else:
        yield from _bezwaren_tabel(toets)


def _bezwaren_sql(toets: Toets) -> Iterator[str]:
    if not toets.sql.strip():
        yield "regel sql vraagt een SELECT in sql"
    if (toets.ook or toets.waar) and not toets.tabel.strip():
        yield "ook en waar vragen een tabel waar de toets over gaat"
    if toets.kolommen or toets.waarden or _heeft_grens(toets):
        yield "regel sql kent geen kolommen, waarden of grenzen; zet die in de SELECT"


def _bezwaren_tabel(toets: Toets) -> Iterator[str]:
    if not toets.tabel.strip():
        yield f"regel {toets.regel} vraagt een tabel"
    if toets.sql:
        yield f"regel {toets.regel} gebruikt geen sql; haal het weg of kies regel sql"
    if toets.ook:
        yield f"regel {toets.regel} gaat over één tabel; haal ook weg of kies regel sql"
    kolommen = len(toets.kolommen)
    if toets.regel in ("gevuld", "codes", "bereik") and kolommen != 1:
        yield f"regel {toets.regel} gaat over precies één kolom, niet over {kolommen}"
    if toets.regel in ("kolommen", "uniek") and not kolommen:
        yield f"regel {toets.regel} vraagt ten minste één kolom"
    if toets.regel == "rijen" and kolommen:
        yield "regel rijen gaat over de tabel; haal de kolommen weg"
    if (toets.regel == "codes") != bool(toets.waarden):
        yield "waarden horen bij regel codes, en die vraagt er ten minste één"
    if (toets.regel in ("rijen", "bereik")) != _heeft_grens(toets):
        yield "een minimum of maximum hoort bij regel rijen en bereik, en die vragen er een"
    yield from _bezwaren_grenzen(toets)


def _bezwaren_grenzen(toets: Toets) -> Iterator[str]:
    laag, hoog = toets.minimum, toets.maximum
    if any(grens is not None and not math.isfinite(grens) for grens in (laag, hoog)):
        yield "een grens is een eindig getal; laat hem weg als er geen is"
    elif laag is not None and hoog is not None and laag > hoog:
        yield f"minimum {laag} is groter dan maximum {hoog}"


def _heeft_grens(toets: Toets) -> bool:
    return toets.minimum is not None or toets.maximum is not None
