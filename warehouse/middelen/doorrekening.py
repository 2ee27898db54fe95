"""All courses of a scenario at once: what every post comes to, year by year, part by part."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warehouse.middelen import regels
from warehouse.middelen.plan import Aannames, Deel, Plan, Planpost, Regel

DAG_VAN_TERUGKEER = (8, 1)  # a terugplaatsing is at the start of the schooljaar
VERBLIJF = 3  # schooljaren that a pupil who went back would have stayed on; ours
STEUNMAANDEN = 24  # the plan

Reeks = NDArray[np.float64]  # one row per year, one column per course


class Reeksdeel(NamedTuple):
    """A part of a post: its amounts, with the number and the price where there are any."""

    naam: str
    bedrag: Reeks
    aantal: Reeks | None = None
    prijs: Reeks | None = None


class Doorrekening:
    """All courses of a scenario at once: rows are years, columns are courses."""

    def __init__(
        self, plan: Plan, aannames: Aannames, afwijking: Mapping[str, Reeks] | None = None
    ) -> None:
        self.plan, self.aannames = plan, aannames
        self.jaren = range(plan.jaar + 1, plan.jaar + 1 + aannames.jaren)
        self.n = np.arange(1, aannames.jaren + 1)[:, None]
        eigen = plan.aannames
        self.groei, self.plangroei = {}, {}
        for naam in ("ikc", "so", "leerlingen"):
            stap = getattr(aannames, naam) + (afwijking or {}).get(naam, np.zeros((1, 1)))
            self.groei[naam] = np.cumprod(np.ones(self.n.shape) * (1 + stap), axis=0)
            self.plangroei[naam] = (1 + getattr(eigen, naam)) ** self.n
        self.index = (1 + aannames.tarieven) ** self.n
        self.bedragen = [self._leerlingbedrag(jaar) for jaar in self.jaren]
        self.planbedragen = np.array([plan.planbedrag(jaar) for jaar in self.jaren])[:, None]

    def _leerlingbedrag(self, jaar: int) -> float:
        a, plan = self.aannames, self.plan
        gevraagd = plan.planbedrag(jaar) if a.leerlingbedrag is None else a.leerlingbedrag
        # The plan has its own exceptions to the floor; only what is asked for is held to it.
        minimum = 0.0 if a.bodem == "geen" else plan.minimum
        return regels.leerlingbedrag(
            gevraagd, jaar, minimum, plan.minimum_vanaf, plan.minimum_tot, a.bodem == "altijd"
        )

    @property
    def reserve(self) -> Reeks:
        """The reserve at the end of every year."""
        som = sum(
            (self.lijn(post) * (1 if post.is_baat else -1) for post in self.plan.posten),
            np.zeros(self.n.shape),
        )
        return self.plan.reserve + np.cumsum(som, axis=0)

    def lijn(self, post: Planpost) -> Reeks:
        """The amounts of one post."""
        return sum((deel.bedrag for deel in self._delen(post)), np.zeros(self.n.shape))

    def regel(self, post: Planpost, n: int) -> Regel:
        """The amount of one post in one year, opened to its parts."""

        def op(reeks: Reeks | None) -> float | None:
            return None if reeks is None else float(np.broadcast_to(reeks, self.n.shape)[n, 0])

        delen = tuple(
            Deel(deel.naam, op(deel.bedrag) or 0.0, op(deel.aantal), op(deel.prijs))
            for deel in self._delen(post)
        )
        bedrag = sum(deel.bedrag for deel in delen)
        gepland = float(self._gepland(post)[n, 0])
        return Regel(post.rubriek, post.post, bedrag, gepland, delen)

    def _gepland(self, post: Planpost) -> Reeks:
        """The plan's amounts; after its last year as it went on, what is withheld as it was."""
        if post.drijver == "bao" and post.plan:
            bruto = self.plan.leerlingen * self.plangroei["leerlingen"] * self.planbedragen
            return np.asarray(bruto - self._ingehouden(post), dtype=np.float64)
        loopt_door = post.rubriek == "rijksbijdragen" or post.drijver in ("ikc", "so")
        groei = post.groei if loopt_door else 0.0
        return np.array([post.gepland(jaar, groei) for jaar in self.jaren])[:, None]

    def _ingehouden(self, post: Planpost) -> Reeks:
        """What the plan withholds: pupils × amount less what it gives; after its end as it was."""
        laatste, per_jaar = max(post.plan), []
        for jaar in (min(j, laatste) for j in self.jaren):
            groei = (1 + self.plan.aannames.leerlingen) ** (jaar - self.plan.jaar)
            bruto = self.plan.leerlingen * groei * self.plan.planbedrag(jaar)
            per_jaar.append(bruto - post.gepland(jaar))
        return np.array(per_jaar)[:, None]

    def _delen(self, post: Planpost) -> list[Reeksdeel]:
        """Name, amount, number and price of the parts of a post."""
        gepland = self._gepland(post)
        if post.rubriek == "rijksbijdragen":
            bedrag = gepland * self.groei["leerlingen"] / self.plangroei["leerlingen"]
            delen = [Reeksdeel("zoals gepland, bij dit aantal leerlingen", bedrag)]
            if self.aannames.korting:
                delen.append(Reeksdeel("korting door OCW", -self.aannames.korting * bedrag))
            return delen
        if post.drijver in ("ikc", "so"):
            bedrag = post.basis * self.groei[post.drijver] * self.index
            delen = [Reeksdeel(f"{self.plan.jaar}, doorgegroeid", bedrag)]
            return delen + self._minder_plaatsen(post)
        if post.drijver == "ikc_ander":
            bedrag = gepland * self.groei["ikc"] / self.plangroei["ikc"] * self.index
            return [Reeksdeel("zoals gepland, bij deze groei van het IKC", bedrag)]
        if post.drijver == "bao":
            return self._bao(post)
        delen = [Reeksdeel("zoals gepland", gepland)]
        if post.drijver == "terugplaatsing" and self.aannames.terugplaatsingen:
            prijs = (self.plan.tarieven.terugplaatsing or 0.0) / 12
            maanden = self._maanden()
            delen.append(
                Reeksdeel(
                    "maanden voor extra terugplaatsingen", maanden * prijs, maanden, _vol(prijs)
                )
            )
        return delen

    def _bao(self, post: Planpost) -> list[Reeksdeel]:
        """Pupils × amount, less what is withheld for placements and DWS places."""
        leerlingen = self.plan.leerlingen * self.groei["leerlingen"] + self._terug()
        bedrag = np.array(self.bedragen)[:, None]
        inhouding = self._ingehouden(post) * self._go() * self.index
        inhouding = inhouding - self._terug() * (self.plan.tarieven.plaatsbedrag or 0) * self.index
        return [
            Reeksdeel(
                "leerlingen × het bedrag per leerling", leerlingen * bedrag, leerlingen, bedrag
            ),
            Reeksdeel("ingehouden voor verwijzingen en DWS-plaatsen", -inhouding),
        ]

    def _go(self) -> Reeks:
        """Gespecialiseerd onderwijs beside what the plan counts with, weighed by money."""
        delen = [(post.basis, post.drijver) for d in ("ikc", "so") for post in self.plan.van(d)]
        gepland = sum((b * self.plangroei[d] for b, d in delen), np.zeros(self.n.shape))
        nu = sum((b * self.groei[d] for b, d in delen), np.zeros(self.n.shape))
        return nu / gepland if gepland.all() else np.ones(self.n.shape)

    def _minder_plaatsen(self, post: Planpost) -> list[Reeksdeel]:
        """Places at the IKC that extra terugplaatsingen leave empty, by the share of this post."""
        ikc = self.plan.van("ikc")
        som = sum(p.basis for p in ikc)
        if post not in ikc or not som or not self.aannames.terugplaatsingen:
            return []
        prijs = np.asarray(
            self.index * (-(self.plan.tarieven.ikc or 0.0) * post.basis / som), dtype=np.float64
        )
        return [
            Reeksdeel(
                "plaatsen minder door terugplaatsing", self._terug() * prijs, self._terug(), prijs
            )
        ]

    def _terug(self) -> Reeks:
        """Pupils that went back and are not counted in gespecialiseerd onderwijs any more."""
        na = regels.JAREN_NA_SCHOOLJAAR
        jaren = [
            sum(na <= jaar - eerder < na + VERBLIJF for eerder in self.jaren) for jaar in self.jaren
        ]
        return self.aannames.terugplaatsingen * np.array(jaren, dtype=float)[:, None]

    def _maanden(self) -> Reeks:
        """Months of support in each year for the extra terugplaatsingen of that year and before."""
        per_jaar = [
            sum(
                regels.steunmaanden(dt.date(eerder, *DAG_VAN_TERUGKEER), None, jaar, STEUNMAANDEN)
                for eerder in self.jaren
            )
            for jaar in self.jaren
        ]
        return self.aannames.terugplaatsingen * np.array(per_jaar, dtype=float)[:, None]


def _vol(waarde: float) -> Reeks:
    return np.full((1, 1), waarde)
