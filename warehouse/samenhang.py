"""How published counts hang together: which are sums of which.

From the finest counts (table ``atoom``) of a kengetal follow all counts of it that could be
published, and all sums that somebody can make with them. What ties those of several periods and
kengetallen is left to ``koppelen``; what is hidden, to ``protect``; what still follows, to
``audit``.

Place dims (school, bestuur, gemeente, …) hang together, because a school stands in one place: they
share atoms. A breakdown by code is published on its own, never crossed with another, so each has
atoms of its own, with the same total.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from warehouse.eigendom import Eigendom
from warehouse.register import Definitie

REGIO = "regio"
MATEN = ("teller", "noemer", "rest")
PLAATSEN = ("vestiging", "bestuur", "kerngebied", "gemeente", "schoolwegingklasse")


class Cel(NamedTuple):
    """One count under a published row: what of it, where and when."""

    kengetal: str
    periode: str
    grain: str
    eenheid: tuple[str, ...]
    maat: str  # teller, noemer; rest: what the noemer has more; …_over: what others have more

    @property
    def rij(self) -> "Rij":
        return Rij(self.kengetal, self.periode, self.grain, self.eenheid)


class Rij(NamedTuple):
    """One published row: a kengetal, a period and a unit."""

    kengetal: str
    periode: str
    grain: str
    eenheid: tuple[str, ...]


Som = dict[int, float]  # atom → coefficient


@dataclass
class Stelsel:
    """All counts of an audience's catalogue as sums of atoms, and how they add up.

    Attributes:
        sommen: per cel its atoms.
        waar: the true value of each atom.
        van: per atom the bestuur whose pupils it counts; empty when that is no bestuur.
        van_school: per atom the bestuur of the school that it stands under; they can differ.
        gelijk: sums of atoms that are zero, whoever counts.
        delen: a cel and the cellen that together make it.
        balansen: cellen of which two or more together equal two or more others.
        over: cellen that nobody publishes: what is left of a sum after a part of it.
    """

    cellen: list[Cel] = field(default_factory=list)
    sommen: list[Som] = field(default_factory=list)
    waar: list[float] = field(default_factory=list)
    van: list[str] = field(default_factory=list)
    van_school: list[str] = field(default_factory=list)
    gelijk: list[Som] = field(default_factory=list)
    delen: list[tuple[int, list[int]]] = field(default_factory=list)
    balansen: list[list[int]] = field(default_factory=list)
    over: list[int] = field(default_factory=list)
    nummer: dict[Cel, int] = field(default_factory=dict)

    def atoom(self, waarde: float, bestuur: str, van_school: str = "") -> int:
        self.waar.append(waarde)
        self.van.append(bestuur)
        self.van_school.append(van_school)
        return len(self.waar) - 1

    def cel(self, cel: Cel, som: Som) -> int:
        """Add a count; the same one twice is one."""
        if cel not in self.nummer:
            self.nummer[cel] = len(self.cellen)
            self.cellen.append(cel)
            self.sommen.append(som)
        return self.nummer[cel]

    def waarde(self, nummer: int) -> float:
        return sum(keer * self.waar[atoom] for atoom, keer in self.sommen[nummer].items())

    @cached_property
    def waarden(self) -> NDArray[np.float64]:
        """The true value of every count; only when nothing is added any more."""
        return np.asarray(self.vast[: len(self.cellen)] @ np.array(self.waar))

    @cached_property
    def vast(self) -> sp.csr_array:
        """All counts, then all sums that are zero; only when nothing is added any more."""
        return self.matrix([*self.sommen, *self.gelijk])

    def matrix(self, sommen: Sequence[Som]) -> sp.csr_array:
        """Sums as rows of a sparse matrix, a column per atom."""
        rijen = [i for i, som in enumerate(sommen) for _ in som]
        atomen = [atoom for som in sommen for atoom in som]
        keren = [keer for som in sommen for keer in som.values()]
        vorm = (len(sommen), len(self.waar))
        return sp.csr_array((np.array(keren, dtype=float), (rijen, atomen)), shape=vorm)


def som_van(delen: Iterable[tuple[Som, float]]) -> Som:
    """Sums added up, each so many times; what cancels out is gone."""
    totaal: Som = {}
    for som, keer in delen:
        for atoom, maal in som.items():
            totaal[atoom] = totaal.get(atoom, 0.0) + keer * maal
    return {atoom: keer for atoom, keer in totaal.items() if keer}


class _Combinatie(NamedTuple):
    """One atom: its codes, itself as a sum, and over which dims it is not in the whole."""

    codes: dict[str, str]
    som: Som
    buiten: frozenset[str]


@dataclass
class Bouwer:
    """The counts of one kengetal in one period, to be added to a system."""

    stelsel: Stelsel
    definitie: Definitie
    periode: str
    atomen: pl.DataFrame
    grains: Sequence[str]
    eigendom: Eigendom

    def bouw(self) -> None:
        maten = ["teller"] if self.definitie.soort != "gemiddelde" else []
        if self.definitie.noemer and self.definitie.soort != "bedrag":
            maten.append("noemer")
        for maat in maten:
            self._maat(maat)
        if self.definitie.soort == "aandeel" and self.definitie.rest_herleidbaar:
            self._rest()

    def _maat(self, maat: str) -> None:
        """Every cel of one measure: its total, its places and each of its codes."""
        deler = self.definitie.noemer_grain if maat == "noemer" else None
        assen = [
            tuple(dim for dim in as_ if deler is None or dim in deler) for as_ in self._assen()
        ]
        totaal: Som = {}
        for plaats, as_ in enumerate(assen):
            combinaties = self._combinaties(as_, maat)
            geheel = som_van((c.som, 1.0) for c in combinaties if not c.buiten)
            if plaats == 0:
                totaal = geheel
                self._voeg_toe(REGIO, (), maat, totaal)
            elif geheel:
                self.stelsel.gelijk.append(som_van([(geheel, 1.0), (totaal, -1.0)]))
            self._grains(as_, combinaties, maat)
        self._zonder_eigen_deling(maat, totaal)

    def _assen(self) -> list[tuple[str, ...]]:
        """The dims in groups that hang together: places (and what follows from them), each code."""
        gekruist = [graan for graan in self.definitie.grain if "," in graan]
        dims = self.definitie.dimensies
        if gekruist:
            return [dims]
        plaatsen = [dim for dim in dims if dim in PLAATSEN]
        codes = [dim for dim in dims if dim not in plaatsen]
        volgt = [dim for dim in codes if plaatsen and self._volgt_uit(dim, plaatsen)]
        return [(*plaatsen, *volgt), *((dim,) for dim in codes if dim not in volgt)]

    def _volgt_uit(self, dim: str, plaatsen: Sequence[str]) -> bool:
        """Whether a place has only one code, as a school has one schoolsoort."""
        per_plaats = self.atomen.group_by(plaatsen).agg(pl.col(dim).n_unique().alias("_n"))
        return len(per_plaats) > 1 and bool((per_plaats["_n"] == 1).all())

    def _combinaties(self, dims: tuple[str, ...], maat: str) -> list[_Combinatie]:
        """The atoms of these dims; over others that do not add up, only what is in the whole."""
        buiten = set(self.definitie.niet_optelbaar)
        telt = pl.col(maat).is_not_null()
        for dim in sorted(buiten - set(dims)):
            telt &= ~pl.col("buiten").list.contains(dim)
        sleutel = [*dims, *(f"_{dim}" for dim in sorted(buiten & set(dims)))]
        gegroepeerd = (
            self.atomen.filter(telt)
            .with_columns(
                pl.col("buiten").list.contains(dim).alias(f"_{dim}")
                for dim in sorted(buiten & set(dims))
            )
            .group_by(sleutel)
            .agg(pl.col(maat).sum())
            .sort(sleutel)
        )
        combinaties = []
        for rij in gegroepeerd.iter_rows(named=True):
            bestuur = rij["bestuur"] if "bestuur" in dims else ""
            school = self.eigendom.bestuur(rij.get("vestiging"), self.periode)
            atoom = self.stelsel.atoom(rij[maat], bestuur, school)
            weg = frozenset(dim for dim in dims if rij.get(f"_{dim}"))
            combinaties.append(_Combinatie({dim: rij[dim] for dim in dims}, {atoom: 1.0}, weg))
        return combinaties

    def _grains(self, dims: tuple[str, ...], combinaties: list[_Combinatie], maat: str) -> None:
        """The units of every grain over these dims, what they make together, and who holds whom."""
        leden: dict[str, dict[tuple[str, ...], set[int]]] = {}
        for graan in self.grains:
            namen = graan.split(",")
            if graan == REGIO or not set(namen) <= set(dims):
                continue
            eenheden: dict[tuple[str, ...], set[int]] = {}
            for plaats, combinatie in enumerate(combinaties):
                if combinatie.buiten <= set(namen):
                    codes = tuple(combinatie.codes[naam] for naam in namen)
                    eenheden.setdefault(codes, set()).add(plaats)
            delen = []
            for eenheid, plaatsen in eenheden.items():
                som = som_van((combinaties[p].som, 1.0) for p in sorted(plaatsen))
                nummer = self._voeg_toe(graan, eenheid, maat, som)
                if not any(combinaties[p].buiten for p in plaatsen):
                    delen.append(nummer)
            leden[graan] = eenheden
            self.stelsel.delen.append((self._nummer(REGIO, (), maat), delen))
        self._genest(leden, maat)

    def _genest(self, leden: dict[str, dict[tuple[str, ...], set[int]]], maat: str) -> None:
        """Units that lie wholly within a unit of another grain are its parts."""
        for fijn, fijne in leden.items():
            for grof, grove in leden.items():
                if fijn == grof or len(fijne) <= len(grove):
                    continue
                for eenheid, plaatsen in grove.items():
                    binnen = [e for e, p in fijne.items() if p <= plaatsen]
                    if binnen and set.union(*(fijne[e] for e in binnen)) == plaatsen:
                        self.stelsel.delen.append(
                            (
                                self._nummer(grof, eenheid, maat),
                                [self._nummer(fijn, e, maat) for e in binnen],
                            )
                        )

    def _zonder_eigen_deling(self, maat: str, totaal: Som) -> None:
        """A noemer that a grain does not split is, for each of its units, that of the region."""
        if maat != "noemer" or self.definitie.noemer_grain is None:
            return
        for graan in self.grains:
            dims = [] if graan == REGIO else graan.split(",")
            if dims and not set(dims) & set(self.definitie.noemer_grain):
                for eenheid in self.atomen.select(dims).unique().iter_rows():
                    self._voeg_toe(graan, eenheid, maat, totaal)

    def _rest(self) -> None:
        """What is in the noemer and not in the teller."""
        for cel in list(self._eigen_cellen("noemer")):
            teller = self.stelsel.nummer.get(cel._replace(maat="teller"))
            if teller is None:
                continue
            noemer = self.stelsel.nummer[cel]
            som = som_van([(self.stelsel.sommen[noemer], 1.0), (self.stelsel.sommen[teller], -1.0)])
            if self.stelsel.waarde(noemer) < self.stelsel.waarde(teller):
                continue  # who left is no longer in the noemer: there is no rest to speak of
            rest = self.stelsel.cel(cel._replace(maat="rest"), som)
            self.stelsel.delen.append((noemer, [teller, rest]))

    def _eigen_cellen(self, maat: str) -> Iterable[Cel]:
        for cel in reversed(self.stelsel.cellen):
            if (cel.kengetal, cel.periode) != (self.definitie.id, self.periode):
                return
            if cel.maat == maat:
                yield cel

    def _voeg_toe(self, graan: str, eenheid: tuple[str, ...], maat: str, som: Som) -> int:
        return self.stelsel.cel(Cel(self.definitie.id, self.periode, graan, eenheid, maat), som)

    def _nummer(self, graan: str, eenheid: tuple[str, ...], maat: str) -> int:
        return self.stelsel.nummer[Cel(self.definitie.id, self.periode, graan, eenheid, maat)]
