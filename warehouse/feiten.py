"""From published rows to facts: what an audience knows of the counts under them.

Reads what stands in a file, as a reader would, so that the audit does not lean on what protection
meant to do. A figure is a fact, ``<5`` is one (0 to 4), a rounded figure is one (two either way);
a hidden figure is none. Somebody who sees several files has the facts of all of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from warehouse.audit import KLEIN, Feiten, Getallen, Lek, Nummers
from warehouse.plekken import GEEN, Plekken, plekken
from warehouse.register import Kengetal
from warehouse.samenhang import Cel, Som, Stelsel, som_van

_FIGUREN = "waarde waarde_min waarde_max p25 mediaan p75 p90 onder boven".split()


@dataclass
class Kennis:
    """The facts of one onlooker, about the counts of a system.

    Attributes:
        stelsel: the counts and how they hang together.
        eigen: the bestuur whose own pupils the onlooker knows; empty for none.
        perioden: of which periods to ask what follows; of all when None.
        onder, boven: per count between what it lies.
        verborgen: counts that must stay unknown.
    """

    stelsel: Stelsel
    eigen: str = ""
    perioden: Collection[str] | None = None
    onder: Getallen = field(default_factory=lambda: np.zeros(0))
    boven: Getallen = field(default_factory=lambda: np.zeros(0))
    verborgen: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not len(self.onder):
            self.onder = np.zeros(len(self.stelsel.cellen))
            self.boven = np.full(len(self.stelsel.cellen), np.inf)

    def van(self, bestuur: str, perioden: Collection[str] | None = None) -> "Kennis":
        """The same facts, known to a bestuur that knows its own pupils as well.

        Args:
            bestuur: its code; empty for anybody else.
            perioden: what to ask about; everything when None.
        """
        onder, boven = self.onder.copy(), self.boven.copy()
        return Kennis(self.stelsel, bestuur, perioden, onder, boven, {*self.verborgen})

    def neem_op(
        self,
        rijen: pl.DataFrame,
        register: Mapping[str, Kengetal],
        afronding: int = 1,
        plek: Plekken | None = None,
    ) -> None:
        """Add what the rows of a file say, and what they hide.

        Args:
            rijen: rows of table ``waarde`` as published.
            register: what the kengetallen are.
            afronding: to what the file rounds its counts; 1 when it does not.
            plek: where their counts stand, when that is known already.
        """
        plek = plek or plekken(rijen, self.stelsel)
        self._lees(rijen, plek, register, afronding)
        # Secret is what is hidden and what is small, hidden or not; of a share, whatever is small.
        is_mediaan = _soort(register).eq("verdeling") & pl.col("n").is_not_null()
        is_weg = rijen.select(pl.col("symbool").is_not_null() & ~is_mediaan).to_series().to_numpy()
        is_aantal = (plek.teller != GEEN) & (plek.noemer == GEEN)
        self.verborgen.update(plek.teller[is_weg & is_aantal].tolist())
        over = np.array(self.stelsel.over, dtype=np.intp)
        for nummers in (plek.teller, plek.noemer, plek.rest, over):
            deel = nummers[nummers != GEEN]
            self.verborgen.update(deel[self.stelsel.waarden[deel] <= KLEIN].tolist())

    def neem_oude_op(
        self,
        rijen: pl.DataFrame,
        register: Mapping[str, Kengetal],
        toen: Stelsel,
        afronding: int = 1,
    ) -> None:
        """Add what the rows of an earlier file still say.

        Only a count that has not changed since is a fact of now. What it hid is no secret of now,
        and what it showed is none any more, unless it is small.

        Args:
            toen: the true counts when that file was made.
        """
        plek = plekken(rijen, self.stelsel)
        zelfde = Plekken(
            self._ongewijzigd(plek.teller, toen), self._ongewijzigd(plek.noemer, toen), plek.rest
        )
        ooit = Kennis(self.stelsel)
        ooit._lees(rijen, zelfde, register, afronding)
        gezien = ooit.is_exact & (self.stelsel.waarden > KLEIN)
        self.verborgen -= set(np.flatnonzero(gezien).tolist())
        self.onder = np.maximum(self.onder, ooit.onder)
        self.boven = np.minimum(self.boven, ooit.boven)

    def _ongewijzigd(self, nummers: Nummers, toen: Stelsel) -> Nummers:
        """These counts, without those that were another number when an earlier file was made."""
        nu = self.stelsel
        oud = [toen.nummer.get(nu.cellen[n], GEEN) if n != GEEN else GEEN for n in nummers.tolist()]
        was = np.append(toen.waarden, np.nan)[np.array(oud, dtype=np.intp)]
        gelijk = np.abs(was - np.append(nu.waarden, np.nan)[nummers]) < 1e-6
        return np.where(gelijk, nummers, GEEN)

    def _lees(
        self,
        rijen: pl.DataFrame,
        plek: Plekken,
        register: Mapping[str, Kengetal],
        afronding: int,
    ) -> None:
        """Every figure as a fact about a count."""
        frame = rijen.select(
            _als_getal("waarde_min"),
            _als_getal("waarde_max"),
            _als_getal("noemer"),
            geteld=_geteld(register),
            klein=_soort(register).eq("aantal") & pl.col("symbool").eq("<5").fill_null(False),
            bereik=_soort(register).eq("aantal") & pl.col("symbool").is_null(),
            bloot=_verraadt(rijen, register),
        )
        kolom = {naam: frame[naam].to_numpy() for naam in frame.columns}
        self._weet_getal(plek.teller, kolom["geteld"], afronding)
        self._weet_getal(plek.noemer, kolom["noemer"], afronding)
        nul = np.zeros(len(frame))
        self._weet(plek.teller, nul, nul + KLEIN, kolom["klein"])
        open_ = kolom["bereik"] & np.isnan(kolom["geteld"])
        laag = np.nan_to_num(kolom["waarde_min"], nan=0.0)
        self._weet(plek.teller, laag, np.nan_to_num(kolom["waarde_max"], nan=np.inf), open_)
        for nummers in (plek.teller, plek.noemer):
            waar = self.stelsel.waarden[nummers]
            self._weet(nummers, waar, waar, kolom["bloot"])

    def _weet_getal(self, nummers: Nummers, getallen: Getallen, afronding: int) -> None:
        """A figure of a count: exact, or rounded; what is shown rounded is not small."""
        waar = self.stelsel.waarden[nummers]
        heel = np.abs(waar - np.round(waar)) < 1e-6
        speling = np.where(heel | (afronding == 1), (afronding - 1) // 2, afronding / 2)
        laag = np.where(speling > 0, np.maximum(getallen - speling, KLEIN + 1), getallen)
        self._weet(nummers, laag, getallen + speling, ~np.isnan(getallen))

    def _weet(
        self, nummers: Nummers, laag: Getallen, hoog: Getallen, waar: NDArray[np.bool_]
    ) -> None:
        keuze = waar & (nummers != GEEN)
        np.maximum.at(self.onder, nummers[keuze], laag[keuze])
        np.minimum.at(self.boven, nummers[keuze], hoog[keuze])

    @property
    def is_exact(self) -> NDArray[np.bool_]:
        """Which counts are shown as they are."""
        return np.asarray(self.onder == self.boven)

    @cached_property
    def _vragen(self) -> tuple[list[int], list[tuple[int, Som]]]:
        """What must stay unknown: hidden counts, and sums of what is hidden in a sum.

        The sums go with the number of the count that they are a part of. Who knows a part of a
        count, knows what a published total leaves for all others together, but never of whom:
        secret are counts that hold none of its own pupils.
        """
        eigen, exact = self._raakt_eigen, self.is_exact
        cellen = [
            nummer
            for nummer in sorted(self.verborgen)
            if self._telt_mee(nummer) and not eigen[nummer]
        ]
        sommen: list[tuple[int, Som]] = []
        for geheel, delen in self.stelsel.delen:
            if not self._telt_mee(geheel):
                continue
            weg = [deel for deel in delen if not exact[deel]]
            if not weg or eigen[delen].any():
                continue
            if set(weg) & self.verborgen or self.stelsel.cellen[weg[0]].maat == "rest":
                sommen.append((geheel, som_van((self.stelsel.sommen[d], 1.0) for d in weg)))
        return cellen, sommen

    def _telt_mee(self, nummer: int) -> bool:
        return self.perioden is None or self.stelsel.cellen[nummer].periode in self.perioden

    @cached_property
    def _eigen_atomen(self) -> Nummers:
        van = np.array([self.stelsel.van, self.stelsel.van_school])
        is_eigen = (van == self.eigen).any(axis=0) & (self.eigen != "")
        return np.flatnonzero(is_eigen)

    @cached_property
    def _raakt_eigen(self) -> NDArray[np.bool_]:
        """Per count whether it holds pupils that the onlooker knows."""
        eigen = np.zeros(len(self.stelsel.waar))
        eigen[self._eigen_atomen] = 1.0
        aantal = len(self.stelsel.cellen)
        return np.asarray((abs(self.stelsel.vast[:aantal]) @ eigen) > 0)

    def feiten(self) -> Feiten:
        """All facts as one system, ready to be asked."""
        stelsel, eigen = self.stelsel, self._eigen_atomen.tolist()
        sommen = [*({a: 1.0} for a in eigen), *(som for _, som in self._vragen[1])]
        nul = np.zeros(len(stelsel.gelijk))
        bekend = np.array([stelsel.waar[a] for a in eigen])
        vragen = np.zeros(len(self._vragen[1]))
        onder = np.concatenate([self.onder, nul, bekend, vragen])
        boven = np.concatenate([self.boven, nul, bekend, vragen + np.inf])
        som = sp.vstack([stelsel.vast, stelsel.matrix(sommen)], format="csr")
        return Feiten(som, onder, boven, np.array(stelsel.waar))

    def lekken(self) -> list[tuple[Cel, Lek]]:
        """Every hidden count, or sum of hidden counts, of which too much follows.

        With the count that it is about: of a sum, the total of which it is a part.
        """
        cellen, sommen = self._vragen
        feiten = self.feiten()
        eerste = len(feiten.onder) - len(sommen)
        alle = feiten.lekken(cellen, [eerste + plaats for plaats in range(len(sommen))])
        return [
            (
                self.stelsel.cellen[
                    lek.feit if lek.feit < eerste else sommen[lek.feit - eerste][0]
                ],
                lek,
            )
            for lek in alle
        ]


def _soort(register: Mapping[str, Kengetal]) -> pl.Expr:
    """The kind of kengetal of each row; nothing for one in which no child is counted."""
    soorten = {n: k.definitie.soort for n, k in register.items() if k.definitie.herleidbaar}
    return pl.col("kengetal").replace_strict(soorten, default="", return_dtype=pl.String)


def _als_getal(naam: str) -> pl.Expr:
    return pl.col(naam).cast(pl.Float64).fill_null(float("nan"))


def _geteld(register: Mapping[str, Kengetal]) -> pl.Expr:
    """What each row says of its teller."""
    soort = _soort(register)
    return (
        pl.when(soort == "aantal")
        .then(pl.col("waarde"))
        .when(soort == "verdeling")
        .then(pl.col("n"))
        .when(soort != "")
        .then(pl.col("teller"))
        .cast(pl.Float64)
        .fill_null(float("nan"))
    )


def _verraadt(rijen: pl.DataFrame, register: Mapping[str, Kengetal]) -> pl.Expr:
    """Rows of which a figure says more than their counts: those are taken to be known in full.

    That is any figure beside a sign, and a share that is not that of the counts beside it: its
    decimals are those of one pair of counts.
    """
    teken = pl.col("symbool").is_not_null()
    figuren = [pl.col(naam).is_not_null() for naam in _FIGUREN if naam in rijen.columns]
    soort = _soort(register)
    factor = pl.when(soort == "promille").then(1000.0).otherwise(1.0)
    deel = factor * pl.col("teller") / pl.col("noemer")
    is_deel = soort.is_in(["aandeel", "promille"]) & pl.col("waarde").is_not_null()
    anders = pl.col("teller").is_null() | pl.col("noemer").is_null() | (pl.col("noemer") == 0)
    klopt_niet = anders | ((deel - pl.col("waarde")).abs() > 1e-9 * factor)
    los = teken & pl.any_horizontal([*figuren, pl.col("teller").is_not_null()])
    return ((soort != "") & (los | (is_deel & klopt_niet))).fill_null(False)
