"""Which counts stay hidden, so that no small one can be seen or worked out by subtraction.

For the whole catalogue of an audience at once. A count of 0-4 is shown as ``<5``. Then further
counts are hidden (``x``) until, in every sum that somebody can make, what is hidden leaves each
small count at least four possible values. Greedy and deterministic: the smallest count first, the
total of the region last or, when it may not be touched, never. Works on sums only; ``audit`` checks
the outcome in another way and hands back what still leaks.

Every bestuur knows its own pupils: what is hidden must do without those as well.
"""

from collections.abc import Collection, Iterable, Mapping
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from warehouse.audit import KLEIN, SMALSTE
from warehouse.plekken import GEEN, Plekken
from warehouse.samenhang import REGIO, Cel, Rij, Stelsel

KLEIN_TEKEN, VERBORGEN = "<5", "x"
_TEKENS = (None, KLEIN_TEKEN, VERBORGEN)
_ZWAARTE = {REGIO: 1000.0, "bestuur": 8.0, "gemeente": 8.0, "kerngebied": 8.0}


class Bescherming:
    """The state of one catalogue: which counts are hidden so far."""

    def __init__(self, stelsel: Stelsel, getoond: Collection[Rij] = ()) -> None:
        """Hide what is small.

        Args:
            getoond: rows that the audience has seen before with the same figure: hiding them now
                hides nothing.
        """
        self.stelsel = stelsel
        self.waarde = [round(stelsel.waarde(n)) for n in range(len(stelsel.cellen))]
        self.groep = _groepen(stelsel)
        self.bestuur = [_bestuur(stelsel, n) for n in range(len(stelsel.cellen))]
        self.per_cel: dict[int, list[int]] = {}
        for plaats, (geheel, delen) in enumerate(stelsel.delen):
            for nummer in (geheel, *delen):
                self.per_cel.setdefault(self.groep[nummer], []).append(plaats)
        self.balans: dict[int, list[list[int]]] = {}
        for nummers in stelsel.balansen:
            for nummer in nummers:
                self.balans.setdefault(self.groep[nummer], []).append(nummers)
        self.vast = self._vast(getoond)
        self.teken: dict[int, str] = {}
        self._bezien: dict[int, str] = {}  # the signs of which every sum has been made safe
        self._onveilig: set[int] = set()  # sums in which nothing is left to hide
        self.gevraagd: dict[int, int] = {}  # how much more to hide, when it is asked for again
        for nummer, waarde in enumerate(self.waarde):
            if waarde <= KLEIN:
                self.teken[self.groep[nummer]] = KLEIN_TEKEN
        for nummer in stelsel.over:  # nobody shows it; what is shown around it is chosen here
            self.teken.setdefault(self.groep[nummer], VERBORGEN)
        self._rijen_mee(range(len(stelsel.cellen)))

    def _vast(self, getoond: Collection[Rij]) -> set[int]:
        """Counts that stay shown, whatever hangs on it."""
        vast = set()
        for nummer, cel in enumerate(self.stelsel.cellen):
            is_aantal = cel._replace(maat="noemer") not in self.stelsel.nummer
            is_totaal = cel.grain == REGIO and is_aantal
            if (is_totaal and self.waarde[nummer] > KLEIN) or cel.rij in getoond:
                vast.add(self.groep[nummer])
        return vast

    def _verwant(self, nummer: int) -> set[int]:
        """All counts that stand in an equation with this one, itself included."""
        groep = self.groep[nummer]
        verwant = {n for balans in self.balans.get(groep, []) for n in balans}
        for plaats in self.per_cel.get(groep, []):
            geheel, delen = self.stelsel.delen[plaats]
            verwant |= {geheel, *delen}
        return verwant

    def is_verborgen(self, nummer: int) -> bool:
        return self.groep[nummer] in self.teken

    def bescherm(self) -> None:
        """Hide until every sum holds enough that is unknown."""
        anders = {groep for groep, teken in self.teken.items() if self._bezien.get(groep) != teken}
        open_ = {plaats for groep in anders for plaats in self.per_cel.get(groep, [])}
        gevolgd = True  # a sum further on that changes is looked at in the same round, the first
        open_ |= self._onveilig
        while open_:
            volgende: set[int] = set()
            rij = sorted(open_)
            while rij:
                plaats = heappop(rij)
                for nummer in self._herstel(plaats):
                    geraakt = self.per_cel[self.groep[nummer]]
                    volgende.update(geraakt)
                    for ander in geraakt if gevolgd else ():
                        if ander > plaats and ander not in open_:
                            open_.add(ander)
                            heappush(rij, ander)
            gevolgd = False
            open_ = volgende
        self._bezien = dict(self.teken)

    def verberg_bij(self, nummer: int) -> bool:
        """Hide more in the sums with this count: one, and twice as many each time it is asked.

        When there is none left, the small ones among them no longer say that they are small. False
        when that was so already: then nothing helps.
        """
        kandidaten = self._verwant(nummer)
        keren = self.gevraagd.get(self.groep[nummer], 1)
        self.gevraagd[self.groep[nummer]] = 2 * keren
        erbij = [self._verberg_goedkoopste(kandidaten) for _ in range(keren)]
        if any(erbij):
            return True
        klein = {self.groep[n] for n in kandidaten if self.teken.get(self.groep[n]) == KLEIN_TEKEN}
        self.teken |= dict.fromkeys(klein, VERBORGEN)
        return bool(klein)

    def geef_prijs(self, nummer: int) -> bool:
        """Hide also what is else always shown, in the sums with this count: children come first."""
        erbij = self.vast & {self.groep[ander] for ander in self._verwant(nummer)}
        self.vast -= erbij
        return bool(erbij) and self.verberg_bij(nummer)

    def neem_over(self, tekens: Iterable[tuple[Cel, str]], perioden: Collection[str]) -> None:
        """Hide what was hidden before, outside these periods: there nothing has changed."""
        for cel, teken in tekens:
            nummer = self.stelsel.nummer.get(cel)
            if nummer is not None and cel.periode not in perioden:
                self.teken[self.groep[nummer]] = teken

    def tekens(self) -> list[tuple[Cel, str]]:
        """Every hidden count with its sign, to take over the next time."""
        return [
            (cel, self.teken[groep])
            for cel, groep in zip(self.stelsel.cellen, self.groep, strict=True)
            if groep in self.teken
        ]

    def perioden_sinds(self, voor: Mapping[int, str]) -> set[str]:
        """The periods of every count of which the sign is not what it was."""
        anders = {groep for groep, teken in self.teken.items() if voor.get(groep) != teken}
        return {
            cel.periode
            for cel, groep in zip(self.stelsel.cellen, self.groep, strict=True)
            if groep in anders
        }

    def symbolen(self, plek: Plekken) -> list[str | None]:
        """How rows are shown: the figure (None), ``<5`` or ``x``."""
        teken = self._tekencodes
        per_maat = [teken[nummers] for nummers in (plek.teller, plek.noemer, plek.rest)]
        eerste = np.select([codes > 0 for codes in per_maat], per_maat, 0)
        aantal = sum((n != GEEN).astype(int) for n in (plek.teller, plek.noemer, plek.rest))
        code = np.where((aantal < 2) | (eerste == 0), eerste, _TEKENS.index(VERBORGEN))
        return [_TEKENS[c] for c in code.tolist()]

    def toont_aantallen(self, plek: Plekken) -> list[bool]:
        """Whether each row, were its figure hidden, still says on how many it rests."""
        op = np.where(plek.noemer == GEEN, plek.teller, plek.noemer)
        toont: list[bool] = ((op != GEEN) & (self._tekencodes[op] == 0)).tolist()
        return toont

    @property
    def _tekencodes(self) -> NDArray[np.intp]:
        """Per count the place of its sign in ``_TEKENS``; the last is that of no count at all."""
        per_groep = np.zeros(len(self.groep), dtype=np.intp)
        for groep, teken in self.teken.items():
            per_groep[groep] = _TEKENS.index(teken)
        return np.append(per_groep[self.groep], 0)

    def _herstel(self, plaats: int) -> list[int]:
        """Hide in one sum until it is safe; the counts that were hidden for it."""
        geheel, delen = self.stelsel.delen[plaats]
        nieuw: list[int] = []
        while not self._veilig(geheel, delen):
            verborgen = self._verberg_goedkoopste([*delen, geheel])
            if not verborgen:
                self._onveilig.add(plaats)
                return nieuw
            nieuw += verborgen
        self._onveilig.discard(plaats)
        return nieuw

    def _veilig(self, geheel: int, delen: list[int]) -> bool:
        """Whether the hidden counts of a sum stay unknown, also to each bestuur among them."""
        if self.is_verborgen(geheel):
            return True
        verborgen = [deel for deel in delen if self.is_verborgen(deel) and deel != geheel]
        if not verborgen:
            return True
        kenners = {self.bestuur[deel] for deel in verborgen if self.bestuur[deel]}
        if len({self.bestuur[deel] for deel in delen}) == 1:
            kenners = set()  # one bestuur knows them all: nothing is left to hide
        return self._genoeg(verborgen) and all(
            self._genoeg([deel for deel in verborgen if self.bestuur[deel] != kenner])
            for kenner in kenners
        )

    def _genoeg(self, verborgen: list[int]) -> bool:
        """Whether the sum of these counts, which can be worked out, leaves each of them open."""
        klein = [self.waarde[d] for d in verborgen if self.teken[self.groep[d]] == KLEIN_TEKEN]
        groot = [self.waarde[d] for d in verborgen if self.teken[self.groep[d]] == VERBORGEN]
        if not verborgen or (not klein and len(groot) > 1):
            return True
        som = sum(klein)
        if not groot:
            ruimte = min(KLEIN, som) - max(0, som - KLEIN * (len(klein) - 1))
            return som > KLEIN and ruimte >= SMALSTE
        speling = som + sum(waarde - KLEIN - 1 for waarde in groot)
        return bool(klein) and speling >= SMALSTE

    def _verberg_goedkoopste(self, kandidaten: Iterable[int]) -> list[int]:
        vrij = [
            n for n in kandidaten if not self.is_verborgen(n) and self.groep[n] not in self.vast
        ]
        if not vrij:
            return []
        gekozen = min(vrij, key=self._prijs)
        self.teken[self.groep[gekozen]] = VERBORGEN
        return [gekozen, *self._rijen_mee([gekozen])]

    def _prijs(self, nummer: int) -> tuple[float, str]:
        cel = self.stelsel.cellen[nummer]
        return self.waarde[nummer] * _ZWAARTE.get(cel.grain, 1.0), str(cel)

    def _rijen_mee(self, nummers: Iterable[int]) -> list[int]:
        """Of a share both parts go together: with the rest of a row its teller is hidden."""
        erbij: list[int] = []
        for nummer in nummers:
            cel = self.stelsel.cellen[nummer]
            if cel.maat == "teller" or not self.is_verborgen(nummer):
                continue
            teller = self.stelsel.nummer.get(cel._replace(maat="teller"))
            if cel.maat != "rest" or teller is None or self.groep[teller] in self.vast:
                continue
            if not self.is_verborgen(teller):
                self.teken[self.groep[teller]] = VERBORGEN
                erbij.append(teller)
        return erbij


def _groepen(stelsel: Stelsel) -> list[int]:
    """Per count the number of the first one that is the same sum, under whatever name."""
    eerste: dict[frozenset[tuple[int, float]], int] = {}
    ouder = list(range(len(stelsel.cellen)))

    def wortel(n: int) -> int:
        while ouder[n] != n:
            ouder[n] = ouder[ouder[n]]
            n = ouder[n]
        return n

    for nummer, som in enumerate(stelsel.sommen):
        ouder[nummer] = eerste.setdefault(frozenset(som.items()), nummer)
    for geheel, delen in stelsel.delen:
        if len(delen) == 1:
            a, b = sorted((wortel(geheel), wortel(delen[0])))
            ouder[b] = a
    return [wortel(n) for n in range(len(ouder))]


def _bestuur(stelsel: Stelsel, nummer: int) -> str:
    """The bestuur that knows a count, because it is wholly of its own pupils; empty when none."""
    kenners = [{stelsel.van[a], stelsel.van_school[a]} - {""} for a in stelsel.sommen[nummer]]
    return min(set.intersection(*kenners), default="") if kenners else ""
