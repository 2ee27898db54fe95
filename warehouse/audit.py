"""What can be worked out: every published figure as a linear fact, and what follows from them.

Independent of ``protect``: it starts from what stands in a file, not from how that was chosen.
Unknown are the atoms (the finest counts, from 0 up); a fact says between what the sum of some
atoms lies. For every hidden count the smallest and largest value that all facts together allow
follow by linear programming (HiGHS). Which facts an audience has, is left to ``feiten``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import highspy
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

Getallen = NDArray[np.float64]
Nummers = NDArray[np.intp]

KLEIN = 4  # a count up to and including this is small
SMALSTE = 3  # a range within 0-4 that is narrower than this gives a small count away
_VEEL = 1e6  # no count is larger; keeps an unbounded question bounded
_RONDEN = (2, 10)  # rounds of many questions at once, each time on what is still open
_MARGE = 1e-6


@dataclass(frozen=True)
class Lek:
    """A hidden count of which too much follows: the fact, and what is left of its range."""

    feit: int
    minimum: float
    maximum: float


def is_lek(minimum: float, maximum: float, is_som: bool = False) -> bool:
    """Exact, or a range within 0-4 that is too narrow to hide anything.

    A sum of hidden counts may be known exactly as long as it is not small.
    """
    breedte = maximum - minimum
    if maximum <= KLEIN + _MARGE:
        return breedte < SMALSTE - _MARGE
    return not is_som and breedte < _MARGE


def _lekken_mee(laag: Getallen, hoog: Getallen, is_som: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """``is_lek`` of many ranges at once."""
    breedte = hoog - laag
    return np.where(
        hoog <= KLEIN + _MARGE, breedte < SMALSTE - _MARGE, ~is_som & (breedte < _MARGE)
    )


@dataclass(frozen=True)
class Feiten:
    """What somebody knows about a number of unknown counts, the atoms.

    Attributes:
        som: one row per fact, one column per atom: which atoms it adds up.
        onder, boven: between what that sum lies; equal when it is shown exactly.
        waar: the true value of every atom, to start a search from.
    """

    som: sp.csr_array
    onder: Getallen
    boven: Getallen
    waar: Getallen

    @cached_property
    def _zeggend(self) -> Nummers:
        """The facts about more than one atom that say more than that counts are not negative.

        That a difference is not negative says something: no teller is above its noemer.
        """
        af = sp.csr_array((self.som.data < 0, self.som.indices, self.som.indptr), self.som.shape)
        is_verschil = np.asarray(af.astype(int).sum(axis=1)).ravel() > 0
        zegt_iets = (self.onder > 0) | (self.boven < _VEEL) | (is_verschil & (self.onder == 0))
        return np.flatnonzero(zegt_iets & (np.diff(self.som.indptr) > 1))

    @cached_property
    def _grenzen(self) -> tuple[Getallen, Getallen]:
        """Between what each atom lies by the facts about that atom alone."""
        laag, hoog = np.zeros(len(self.waar)), np.full(len(self.waar), _VEEL)
        alleen = np.flatnonzero(np.diff(self.som.indptr) == 1)
        alleen = alleen[self.som.data[self.som.indptr[alleen]] == 1]
        atomen = self.som.indices[self.som.indptr[alleen]]
        np.maximum.at(laag, atomen, self.onder[alleen])
        np.minimum.at(hoog, atomen, self.boven[alleen])
        return laag, hoog

    @cached_property
    def _samenhang(self) -> Nummers:
        """Which atoms hang together: a label per atom; one that is known ties nothing."""
        som = (self.som[self._zeggend] @ sp.diags_array(self._is_vrij.astype(float))).tocsr()
        som.eliminate_zeros()
        # Facts and atoms as the two sides of one graph.
        graaf = sp.block_array([[None, som], [som.T, None]], format="csr")
        labels: Nummers = connected_components(graaf, directed=False)[1][som.shape[0] :]
        return labels

    @cached_property
    def _is_vrij(self) -> NDArray[np.bool_]:
        """Of which atoms the value is not known from one fact alone."""
        laag, hoog = self._grenzen
        return np.asarray(hoog - laag > _MARGE)

    @cached_property
    def _vrij(self) -> Nummers:
        return np.flatnonzero(self._is_vrij)

    @cached_property
    def _vrije_kolommen(self) -> sp.csc_array:
        """The free atoms as columns, in the facts that say something."""
        return self.som[self._zeggend][:, self._vrij].tocsc()

    @cached_property
    def _model(self) -> highspy.Highs:
        """The free atoms and the facts about them, as a question that can be asked again."""
        laag, hoog = self._grenzen
        vast = self.waar.copy()
        vast[self._vrij] = 0.0
        bekend = self.som[self._zeggend] @ vast
        kolommen = self._vrije_kolommen
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = kolommen.shape
        lp.col_cost_ = np.zeros(len(self._vrij))
        lp.col_lower_, lp.col_upper_ = laag[self._vrij], hoog[self._vrij]
        lp.row_lower_ = self.onder[self._zeggend] - bekend
        lp.row_upper_ = self.boven[self._zeggend] - bekend
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = kolommen.indptr, kolommen.indices
        lp.a_matrix_.value_ = kolommen.data
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        model.setOptionValue("simplex_strategy", 4)
        model.passModel(lp)
        return model

    def ruilbaar(self) -> tuple[Getallen, Getallen]:
        """How low and how high each atom can go by trading with atoms in exactly the same facts.

        From the true table, one atom up and such others down fits all facts as well.
        """
        vrij = self._vrij
        waar = self.waar[vrij]
        omlaag, omhoog = waar - self._grenzen[0][vrij], self._grenzen[1][vrij] - waar
        groep = _gelijke_kolommen(self._vrije_kolommen)
        af = np.bincount(groep, omlaag)[groep] - omlaag
        bij = np.bincount(groep, omhoog)[groep] - omhoog
        laag, hoog = self.waar.astype(float), self.waar.astype(float)
        laag[vrij] -= np.minimum(omlaag, bij)
        hoog[vrij] += np.minimum(omhoog, af)
        return laag, hoog

    def bereik(self, feit: int) -> tuple[float, float]:
        """The smallest and the largest value that all facts leave for the sum of one.

        Raises:
            ValueError: the facts contradict each other.
        """
        doel = np.asarray(self.som[[feit]].toarray()).ravel()
        onder, boven = (doel @ self.passende_tabel(teken * doel) for teken in (1.0, -1.0))
        return float(onder), float(boven)

    def lekken(self, geheim: Sequence[int], sommen: Sequence[int] = (), zaad: int = 1) -> list[Lek]:
        """Those of the hidden facts of which too much follows, each with its exact range.

        Args:
            geheim: facts that are hidden counts.
            sommen: facts that are sums of hidden counts.
            zaad: fixes the order of the search, not its outcome.

        Tables that fit all facts and differ enough show of many at once that they are safe; what is
        left is a smaller system each time. Of the last ones the range is computed, for one fact of
        each group that hangs together at a time: that is one question, too.
        """
        if not len(geheim) + len(sommen):
            return []
        rng = np.random.default_rng(zaad)
        feiten, nummers = self, np.arange(self.som.shape[0])
        open_ = np.array(sorted([*geheim, *sommen]), dtype=np.intp)
        for ronden in _RONDEN:
            feiten, deel = feiten._deel(open_)
            nummers = nummers[deel]
            is_som = np.isin(nummers, np.array(sommen, dtype=np.intp))
            zoektocht = _Zoektocht(feiten, np.searchsorted(deel, open_), is_som)
            zoektocht.spreid(rng, ronden)
            open_ = zoektocht.open
            if not len(open_):
                return []
        return [replace(lek, feit=int(nummers[lek.feit])) for lek in zoektocht.vraag_na()]

    def _deel(self, feiten: Nummers) -> "tuple[Feiten, Nummers]":
        """All that hangs together with some facts, as a smaller system, and its fact numbers."""
        atomen_van = self.som[feiten].indices
        groepen = np.unique(self._samenhang[atomen_van[self._is_vrij[atomen_van]]])
        los = np.isin(self._samenhang, groepen) & self._is_vrij
        gevraagd = np.zeros(self.som.shape[0], dtype=bool)
        gevraagd[feiten] = True
        gevraagd[self._zeggend] |= (abs(self.som[self._zeggend]) @ los.astype(float)) != 0
        atomen = np.zeros(len(self.waar), dtype=bool)
        atomen[self.som[np.flatnonzero(gevraagd)].indices] = True
        lengte = np.diff(self.som.indptr)
        nummers = np.flatnonzero((self.som.astype(bool) @ atomen.astype(int)) == lengte)
        som = self.som[nummers][:, np.flatnonzero(atomen)]
        return Feiten(som, self.onder[nummers], self.boven[nummers], self.waar[atomen]), nummers

    def groepen(self, feit: int) -> set[int]:
        """The groups of atoms that hang together, of which a fact adds some up."""
        atomen = self.som.indices[self.som.indptr[feit] : self.som.indptr[feit + 1]]
        return set(self._samenhang[atomen[self._is_vrij[atomen]]].tolist())

    def passende_tabel(self, doel: Getallen) -> Getallen:
        """The table that fits the facts and makes ``doel`` smallest.

        Raises:
            ValueError: the facts contradict each other.
        """
        tabel = self.waar.copy()
        if len(self._vrij):
            kolommen = np.arange(len(self._vrij), dtype=np.int32)
            self._model.changeColsCost(len(kolommen), kolommen, doel[self._vrij])
            self._model.run()
            if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                raise ValueError("de feiten spreken elkaar tegen: er is geen tabel die past")
            tabel[self._vrij] = self._model.getSolution().col_value
        return tabel


def _gelijke_kolommen(kolommen: sp.csc_array) -> Nummers:
    """A number per column: the same for those that hold the same."""
    lengte = np.diff(kolommen.indptr)
    groep = np.zeros(len(lengte), dtype=np.intp)
    aantal = 0
    for lang in np.unique(lengte):
        welke = np.flatnonzero(lengte == lang)
        plaats = kolommen.indptr[welke][:, None] + np.arange(lang)
        inhoud = np.hstack(
            [kolommen.indices[plaats].astype(np.int64), kolommen.data[plaats].view(np.int64)]
        )
        if lang:
            als_geheel = np.ascontiguousarray(inhoud).view(np.dtype((np.void, 16 * int(lang))))
            groep[welke] = aantal + np.unique(als_geheel.ravel(), return_inverse=True)[1]
        else:
            groep[welke] = aantal
        aantal = int(groep[welke].max()) + 1
    return groep


class _Zoektocht:
    """The hidden facts of which it is not yet known that they are safe."""

    def __init__(self, feiten: Feiten, geheim: Nummers, is_som: NDArray[np.bool_]) -> None:
        self.feiten = feiten
        self.is_som = is_som
        self.laag = feiten.som @ feiten.waar
        self.hoog = self.laag.copy()
        self._ruil()
        self.open = geheim
        self._groepen: dict[int, set[int]] = {}

    def _ruil(self) -> None:
        """What trading shows of facts about one atom; an atom in no fact at all can be anything."""
        som = self.feiten.som
        alleen = np.flatnonzero(np.diff(som.indptr) == 1)
        alleen = alleen[som.data[som.indptr[alleen]] == 1]
        laag, hoog = self.feiten.ruilbaar()
        atomen = som.indices[som.indptr[alleen]]
        self.laag[alleen], self.hoog[alleen] = laag[atomen], hoog[atomen]

    def spreid(self, rng: np.random.Generator, ronden: int) -> None:
        """Push all of them up, all down, then each at random, as long as that helps."""
        for ronde in range(ronden):
            voor = len(self._sluit())
            if not voor:
                return
            gewicht = rng.choice([-1.0, 1.0], voor)
            if ronde < 2:
                gewicht = np.full(voor, -1.0 if ronde == 0 else 1.0)
            self._neem_op(self.open, gewicht)

    def vraag_na(self) -> list[Lek]:
        """The exact range of each that is left, and which of them leak."""
        lekken: list[Lek] = []
        while len(self._sluit()):
            gekozen = self._los_van_elkaar()
            onder = self._neem_op(gekozen, np.ones(len(gekozen)))
            boven = self._neem_op(gekozen, -np.ones(len(gekozen)))
            lekken += [
                Lek(int(feit), float(onder[feit]), float(boven[feit]))
                for feit in gekozen[self._lekt(gekozen, onder, boven)]
            ]
            self.open = np.setdiff1d(self.open, gekozen)
        return sorted(lekken, key=lambda lek: lek.feit)

    def _sluit(self) -> Nummers:
        """Those that are still open after what has been seen."""
        self.open = self.open[self._lekt(self.open, self.laag, self.hoog)]
        return self.open

    def _lekt(self, feiten: Nummers, laag: Getallen, hoog: Getallen) -> NDArray[np.bool_]:
        return _lekken_mee(laag[feiten], hoog[feiten], self.is_som[feiten])

    def _los_van_elkaar(self) -> Nummers:
        """One open fact of each group of atoms that hang together."""
        gezien: set[int] = set()
        gekozen = []
        for feit in self.open.tolist():
            if feit not in self._groepen:
                self._groepen[feit] = self.feiten.groepen(feit)
            groepen = self._groepen[feit]
            if not groepen & gezien:
                gezien |= groepen
                gekozen.append(feit)
        return np.array(gekozen, dtype=np.intp)

    def _neem_op(self, gevraagd: Nummers, gewicht: Getallen) -> Getallen:
        """What every sum is in the table that is furthest that way."""
        tabel = self.feiten.passende_tabel(self.feiten.som[gevraagd].T @ gewicht)
        sommen: Getallen = self.feiten.som @ tabel
        self.laag = np.minimum(self.laag, sommen)
        self.hoog = np.maximum(self.hoog, sommen)
        return sommen
