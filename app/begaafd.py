"""Begaafdheid as medewerkers see it: trajecten with what is due, schools with who is trained.

Pure sums over the rows of the case file; showing them is left to the page.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Traject:
    """The next thing to do in an HB traject, and the last day on which it is in time."""

    traject: str
    begin: dt.date
    einde: dt.date | None
    mijlpaal: str
    uiterlijk: dt.date

    def stand(self, dag: dt.date) -> str:
        """``te_laat``, ``deze_maand`` or ``later``, as on a day."""
        if self.uiterlijk < dag:
            return "te_laat"
        zelfde = (self.uiterlijk.year, self.uiterlijk.month) == (dag.year, dag.month)
        return "deze_maand" if zelfde else "later"


@dataclass(frozen=True)
class SchoolHb:
    """A school with how many of its people were trained; specialisten are among the experts."""

    vestiging: str
    naam: str
    bestuur: str
    gemeente: str
    kerngebied: str
    experts: int
    specialisten: int


@dataclass(frozen=True)
class Oordeel:
    """The type (A-D) that a school gave itself for one onderdeel in a schooljaar."""

    periode: str
    vestiging: str
    naam: str | None
    bestuur: str
    onderdeel: str
    type: str


@dataclass(frozen=True)
class Pad:
    """One school on one onderdeel: what it was, what it is."""

    naam: str
    onderdeel: str
    toen: str | None
    nu: str

    @property
    def richting(self) -> str:
        """``hoger``, ``lager``, ``gelijk`` or ``nieuw``; A is the first type, D the furthest."""
        if self.toen is None:
            return "nieuw"
        if self.nu == self.toen:
            return "gelijk"
        return "hoger" if self.nu > self.toen else "lager"


def paden(oordelen: Iterable[Oordeel]) -> tuple[str, Sequence[Pad]]:
    """The newest schooljaar, and every school in it beside its last judgement before."""
    alle = sorted(oordelen, key=lambda o: o.periode)
    if not alle:
        return "", ()
    nu = alle[-1].periode
    toen = {(o.vestiging, o.onderdeel): o.type for o in alle if o.periode < nu}
    rijen = [
        Pad(o.naam or o.vestiging, o.onderdeel, toen.get((o.vestiging, o.onderdeel)), o.type)
        for o in alle
        if o.periode == nu
    ]
    return nu, sorted(rijen, key=lambda p: (p.naam, p.onderdeel))


def bewegingen(rijen: Iterable[Pad]) -> Counter[tuple[str, str]]:
    """How many schools went which way, by onderdeel and direction."""
    return Counter((pad.onderdeel, pad.richting) for pad in rijen)
