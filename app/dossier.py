"""Cases of thuiszitters as medewerkers see them: figures on any day, in and out, the six steps.

Pure sums over the rows of the case file, by the same definitions as the kengetallen; a test holds
the two side by side. Reading the rows is left to `data`, showing them to the page.
"""

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

NIET_EIGEN = ("geoorloofd", "vrijstelling 5 onder a")
ONBEKEND = "onbekend"
STIL_DAGEN = 42  # without a change for so long nobody seems to follow the case; ours
_LANG = 28  # national definition: absent for more than four weeks
_DUURKLASSEN = ("0-4 weken", "4 weken-3 maanden", "3-6 maanden", "langer")


@dataclass(frozen=True)
class Toestand:
    """What held for a case from a day on, up to another."""

    casus: str
    vanaf: dt.date
    tot: dt.date
    soort: str
    hoofdreden: str
    fase: str

    @property
    def telt(self) -> bool:
        """Whether it counts by the own definition."""
        return self.soort not in NIET_EIGEN


@dataclass(frozen=True)
class Dossier:
    """One case with its dates; what is not known is None."""

    casus: str
    gemeente: str
    kerngebied: str
    bestuur: str
    melder: str
    melding_datum: dt.date
    begin_verzuim: dt.date | None
    einde_verzuim: dt.date | None
    aanbod_datum: dt.date | None
    aanbod_uiterlijk: dt.date
    is_hb: bool | None
    intake_datum: dt.date | None
    opvang_begin: dt.date | None
    opvang_einde: dt.date | None
    leerplichtig_vanaf: dt.date | None
    leerplichtig_tot: dt.date | None
    stand_datum: dt.date
    standen: tuple[Toestand, ...] = field(default=())

    @property
    def kort(self) -> str:
        """The number of the case without what is the same for all: never a name."""
        return self.casus[-8:]

    @cached_property
    def tijden(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """From when to when it counts: states that follow each other are one stretch."""
        stukken: list[tuple[dt.date, dt.date]] = []
        for stand in sorted(self.standen, key=lambda s: s.vanaf):
            if not stand.telt:
                continue
            if stukken and stukken[-1][1] == stand.vanaf:
                stukken[-1] = (stukken[-1][0], stand.tot)
            else:
                stukken.append((stand.vanaf, stand.tot))
        return tuple(stukken)

    def op(self, dag: dt.date) -> Toestand | None:
        """What held on a day; None when it was not open."""
        return next((s for s in self.standen if s.vanaf <= dag < s.tot), None)

    def is_leerplichtig(self, dag: dt.date) -> bool | None:
        """Whether the pupil is of leerplichtige age; None when the age is unknown."""
        if self.leerplichtig_vanaf is None or self.leerplichtig_tot is None:
            return None
        return self.leerplichtig_vanaf <= dag < self.leerplichtig_tot

    def is_langdurig(self, dag: dt.date) -> bool | None:
        """Whether absent for more than four weeks; None when the beginning is unknown."""
        return None if self.begin_verzuim is None else (dag - self.begin_verzuim).days > _LANG

    def landelijk(self, dag: dt.date) -> bool | None:
        """Whether it counts by the national definition; None when that cannot be told."""
        stand = self.op(dag)
        if stand is None or stand.soort not in ("relatief", ONBEKEND):
            return False
        oud, lang = self.is_leerplichtig(dag), self.is_langdurig(dag)
        if oud is False or lang is False:
            return False
        return True if stand.soort == "relatief" and oud and lang else None


@dataclass(frozen=True)
class Dagstand:
    """The figures of one day: a range where something is unknown."""

    dag: dt.date
    eigen: int
    dreigend: int
    landelijk: tuple[int, int]
    redenen: Counter[str]
    duur: Counter[str]


def stand_op(dossiers: Iterable[Dossier], dag: dt.date) -> Dagstand:
    """How many there are on a day, by the definitions of the kengetallen."""
    lijst = list(dossiers)
    open_ = [(d, s) for d in lijst if (s := d.op(dag)) and s.telt]
    oordelen = [d.landelijk(dag) for d in lijst]
    return Dagstand(
        dag,
        len(open_),
        sum(s.soort == "dreigend" for _, s in open_),
        (sum(o is True for o in oordelen), sum(o is not False for o in oordelen)),
        Counter(s.hoofdreden for _, s in open_),
        Counter(duurklasse(d.melding_datum, dag) for d, _ in open_),
    )


def duurklasse(melding: dt.date, dag: dt.date) -> str:
    """For how long a case has been open; a limit belongs to the shorter class."""
    if (dag - melding).days <= _LANG:
        return _DUURKLASSEN[0]
    for maanden, klasse in ((3, _DUURKLASSEN[1]), (6, _DUURKLASSEN[2])):
        if dag <= maanden_later(melding, maanden):
            return klasse
    return _DUURKLASSEN[3]


def maanden_later(dag: dt.date, aantal: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month."""
    maand = dag.year * 12 + dag.month - 1 + aantal
    jaar, nummer = maand // 12, maand % 12 + 1
    return dt.date(jaar, nummer, min(dag.day, monthrange(jaar, nummer)[1]))


@dataclass(frozen=True)
class Stroom:
    """Who was there, who came, who went, and who is there, between two days."""

    van: dt.date
    tot: dt.date
    begin: int
    erbij: int
    eraf: int
    eind: int

    @property
    def klopt(self) -> bool:
        return self.begin + self.erbij - self.eraf == self.eind


def stroom(dossiers: Iterable[Dossier], van: dt.date, tot: dt.date) -> Stroom:
    """In and out between the end of one day and the end of another, each counted by itself."""
    begin = erbij = eraf = eind = 0
    for dossier in dossiers:
        for vanaf, einde in dossier.tijden:
            begin += vanaf <= van < einde
            erbij += van < vanaf <= tot
            eraf += van < einde <= tot
            eind += vanaf <= tot < einde
    return Stroom(van, tot, begin, erbij, eraf, eind)


# The six steps of working, from the dates that are there.


@dataclass(frozen=True)
class Stap:
    """One step of a case: `stand` is ``gedaan``, ``loopt``, ``te_laat`` or ``open``."""

    naam: str
    stand: str
    uitleg: str
    datum: dt.date | None = None


def stappen(dossier: Dossier, dag: dt.date) -> tuple[Stap, ...]:
    """How far a case is with tel, volg, ken, maak tempo, stem af and ondersteun."""
    nu = dossier.op(dag)
    return (
        Stap("tel", "gedaan", "gemeld op", dossier.melding_datum),
        _volg(dossier, dag),
        _ken(nu),
        _tempo(dossier, dag),
        _stem_af(dossier, nu),
        _ondersteun(dossier),
    )


def _volg(dossier: Dossier, dag: dt.date) -> Stap:
    """Whether anything was written down lately."""
    laatste = max(
        [s.vanaf for s in dossier.standen if s.vanaf <= dag], default=dossier.melding_datum
    )
    stil = (dag - laatste).days > STIL_DAGEN
    return Stap("volg", "te_laat" if stil else "gedaan", "laatst bijgewerkt op", laatste)


def _ken(nu: Toestand | None) -> Stap:
    if nu is None or nu.hoofdreden == ONBEKEND:
        return Stap("ken", "open", "hoofdreden onbekend")
    return Stap("ken", "gedaan", "hoofdreden bekend")


def _tempo(dossier: Dossier, dag: dt.date) -> Stap:
    """A passend aanbod within three months of the melding."""
    if dossier.aanbod_datum:
        laat = dossier.aanbod_datum > dossier.aanbod_uiterlijk
        return Stap(
            "maak tempo", "te_laat" if laat else "gedaan", "aanbod op", dossier.aanbod_datum
        )
    if dag > dossier.aanbod_uiterlijk:
        return Stap("maak tempo", "te_laat", "geen aanbod vóór", dossier.aanbod_uiterlijk)
    return Stap("maak tempo", "loopt", "aanbod uiterlijk op", dossier.aanbod_uiterlijk)


def _stem_af(dossier: Dossier, nu: Toestand | None) -> Stap:
    """An intake or a phase shows that those around the child agreed on something."""
    if dossier.intake_datum:
        return Stap("stem af", "gedaan", "intake op", dossier.intake_datum)
    if nu is not None and nu.fase != ONBEKEND:
        return Stap("stem af", "gedaan", f"fase {nu.fase}")
    return Stap("stem af", "open", "geen intake of fase vastgelegd")


def _ondersteun(dossier: Dossier) -> Stap:
    if dossier.opvang_begin:
        return Stap("ondersteun", "gedaan", "opvang vanaf", dossier.opvang_begin)
    if dossier.aanbod_datum:
        return Stap("ondersteun", "gedaan", "passend aanbod vanaf", dossier.aanbod_datum)
    return Stap("ondersteun", "open", "nog geen opvang of aanbod")
