"""Small random regions, and every table that fits what is shown of them.

The oracle counts all integer tables out, without linear programming and without the modules that
protect: it reads rows as a reader does. Places and codes are two breakdowns of one total.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.bescherming import Bronnen
from warehouse.doelgroepen import Doelgroep
from warehouse.eigendom import Eigendom
from warehouse.register import Definitie, Kengetal, laad_register
from warehouse.verhullen import CIJFERS

AANTAL, AANDEEL = "verwijzingen", "verwijzingspercentage"
JAAR = "2023-2024"
DIMS = ("bestuur", "vestiging", "gemeente", "categorie")
KLEIN, SMALSTE = 4, 3  # as the design says; not taken from the code under test
TOEZICHT = Doelgroep("toezicht", "Toezicht")
_VEEL = 4_000  # tables; more take too long to look at
_RUIM = 8

Tabellen = NDArray[np.int64]  # a row per table that fits, a column per unknown count


class Eenheid(NamedTuple):
    """What a row is about: its breakdown and its code."""

    grain: str
    code: str


@dataclass(frozen=True)
class Gebied:
    """One kengetal of a region in one period: what it counts per school and per code.

    Attributes:
        scholen: vestiging → its bestuur and gemeente.
        teller, rest: per vestiging; of a count there is no rest.
        codes: code → teller.
    """

    scholen: Mapping[str, tuple[str, str]]
    teller: Mapping[str, int]
    rest: Mapping[str, int]
    codes: Mapping[str, int]

    @property
    def kengetal(self) -> str:
        return AANDEEL if self.rest else AANTAL

    @property
    def besturen(self) -> list[str]:
        return sorted({bestuur for bestuur, _ in self.scholen.values()})

    @property
    def bronnen(self) -> Bronnen:
        altijd = dt.date(1900, 1, 1), dt.date(9999, 12, 31)
        scholen = Eigendom((school, van, *altijd) for school, (van, _) in self.scholen.items())
        return Bronnen(self._waarden(), self._atomen(), {self.kengetal: self._definitie()}, scholen)

    def van(self, eenheid: Eenheid) -> list[str]:
        """The schools or codes that a unit is made of."""
        if eenheid.grain == "regio":
            return [*self.scholen]
        if eenheid.grain == "categorie":
            return [eenheid.code]
        plaats = {"bestuur": 0, "gemeente": 1}.get(eenheid.grain)
        return [
            school
            for school, erbij in self.scholen.items()
            if eenheid.code == (school if plaats is None else erbij[plaats])
        ]

    def eenheden(self) -> Iterator[Eenheid]:
        yield Eenheid("regio", "")
        yield from (Eenheid("bestuur", code) for code in self.besturen)
        yield from (Eenheid("vestiging", code) for code in self.scholen)
        yield from (
            Eenheid("gemeente", code) for code in sorted({g for _, g in self.scholen.values()})
        )
        yield from (Eenheid("categorie", code) for code in self.codes)

    def _definitie(self) -> Kengetal:
        grains = ["regio", "bestuur", "vestiging", "gemeente"]
        return _kengetal(self.kengetal, (*grains, *(["categorie"] if self.codes else [])))

    def _atomen(self) -> pl.DataFrame:
        """The finest counts: codes are dealt out over the schools, whichever way fits."""
        over = [code for code, aantal in self.codes.items() for _ in range(aantal)]
        rijen: list[dict[str, Any]] = []
        for school, (bestuur, gemeente) in self.scholen.items():
            deel = [over.pop() for _ in range(self.teller[school])] if self.codes else []
            per_code = {code: deel.count(code) for code in self.codes} or {
                None: self.teller[school]
            }
            for nummer, (code, aantal) in enumerate(per_code.items()):
                rest = self.rest.get(school, 0) if nummer == 0 else 0
                rijen.append(
                    {
                        "kengetal": self.kengetal,
                        "periode": JAAR,
                        "bestuur": bestuur,
                        "vestiging": school,
                        "gemeente": gemeente,
                        "categorie": code,
                        "buiten": [],
                        "teller": float(aantal),
                        "noemer": float(aantal + rest) if self.rest else None,
                    }
                )
        return pl.DataFrame(
            rijen,
            schema_overrides={
                "categorie": pl.String,
                "buiten": pl.List(pl.String),
                "noemer": pl.Float64,
            },
        )

    def _waarden(self) -> pl.DataFrame:
        rijen = []
        for eenheid in self.eenheden():
            bron = self.codes if eenheid.grain == "categorie" else self.teller
            teller = float(sum(bron[deel] for deel in self.van(eenheid)))
            noemer = (
                teller + sum(self.rest[deel] for deel in self.van(eenheid)) if self.rest else None
            )
            waarde = teller if noemer is None else teller / noemer if noemer else None
            vast = {"kengetal": self.kengetal, "periode": JAAR, "periode_soort": "schooljaar"}
            rijen.append(
                vast
                | {"grain": eenheid.grain, "ontbreekt": 0}
                | {dim: eenheid.code if dim == eenheid.grain else None for dim in DIMS}
                | dict.fromkeys(CIJFERS)
                | {"teller": teller, "noemer": noemer, "waarde": waarde}
                | {"waarde_min": waarde, "waarde_max": waarde}
            )
        tekst = dict.fromkeys(DIMS, pl.String)
        return pl.DataFrame(rijen, schema_overrides=tekst | dict.fromkeys(CIJFERS, pl.Float64))


@cache
def _register() -> dict[str, Kengetal]:
    return laad_register()


@cache
def _kengetal(naam: str, grains: tuple[str, ...]) -> Kengetal:
    echt = _register()[naam]
    anders = {"grain": grains, "noemer_grain": None, "samenhang": (), "niet_optelbaar": ()}
    anders |= {"periode": ("schooljaar",), "intern": ()}
    definitie = Definitie.model_validate(echt.definitie.model_dump(by_alias=True) | anders)
    return echt.model_copy(update={"definitie": definitie})


def willekeurig(rng: Random, soort: str, scholen: int = 6) -> Gebied:
    """A region of a few schools with small counts; each school of one bestuur in one gemeente."""
    besturen = rng.randint(2, 3)
    groot = rng.choice([[], [9, 15], [9, 12, 17, 23]])
    namen = [f"S{nummer}" for nummer in range(scholen)]
    plek = {naam: (f"B{n % besturen}", f"G{rng.randint(0, 1)}") for n, naam in enumerate(namen)}
    teller = {naam: rng.choice([0, 0, 1, 2, 3, 4, 5, 6, 8, *groot]) for naam in namen}
    if soort == AANDEEL:
        rest = {naam: rng.choice([0, 2, 5, 8, *groot, *groot]) for naam in namen}
        return Gebied(plek, teller, rest, {})
    snee = sorted(rng.randint(0, sum(teller.values())) for _ in range(rng.choice([2, 3])))
    grenzen = [0, *snee, sum(teller.values())]
    codes = {f"C{n}": tot - van for n, (van, tot) in enumerate(pairwise(grenzen))}
    return Gebied(plek, teller, {}, codes)


@dataclass(frozen=True)
class Feit:
    """Between what the sum of some unknown counts lies."""

    delen: Sequence[int]
    onder: int
    boven: int | None


def alle_tabellen(waar: Sequence[int], feiten: Sequence[Feit]) -> Tabellen:
    """The tables of whole numbers from 0 up that fit all facts, found one count at a time.

    A count that nothing bounds goes no further than a little above what it is, and of very many
    tables some are left out: fewer tables only make it look as if more can be worked out.
    """
    rng = np.random.default_rng(1)
    hoogst = [
        min((f.boven for f in feiten if n in f.delen and f.boven is not None), default=w + _RUIM)
        for n, w in enumerate(waar)
    ]
    tabellen = np.zeros((1, 0), dtype=np.int64)
    for nummer, top in enumerate(hoogst):
        waarden = np.arange(top + 1)
        tabellen = np.hstack(
            [np.repeat(tabellen, len(waarden), axis=0), np.tile(waarden, len(tabellen))[:, None]]
        )
        for feit in feiten:
            tot_nu_toe = tabellen[:, [d for d in feit.delen if d <= nummer]].sum(axis=1)
            nog = sum(hoogst[d] for d in feit.delen if d > nummer)
            past = tot_nu_toe + nog >= feit.onder
            if feit.boven is not None:
                past &= tot_nu_toe <= feit.boven
            tabellen = tabellen[past]
        if len(tabellen) > _VEEL:
            tabellen = tabellen[rng.choice(len(tabellen), _VEEL, replace=False)]
    return np.vstack([tabellen, np.array(waar)])


class Orakel:
    """What somebody who sees these rows, and may know one bestuur's pupils, can work out.

    The unknown counts are the teller of every school, its rest, and the teller of every code.
    Schools and codes have nothing in common but their total.
    """

    def __init__(self, gebied: Gebied, rijen: pl.DataFrame, kenner: str = "") -> None:
        self.gebied = gebied
        self.kenner = kenner
        self.rijen = {
            Eenheid(rij["grain"], rij.get(rij["grain"]) or ""): rij
            for rij in rijen.iter_rows(named=True)
        }
        namen = [("teller", school) for school in gebied.scholen]
        self.plaats = {
            naam: nummer
            for nummer, naam in enumerate([*namen, *(("rest", school) for school in gebied.rest)])
        }
        self.code = {code: nummer for nummer, code in enumerate(gebied.codes)}
        feiten = [*self._uit_rijen(), *self._eigen()]
        waar = [(gebied.teller if maat == "teller" else gebied.rest)[n] for maat, n in self.plaats]
        self.van_scholen = alle_tabellen(waar, feiten)
        self.van_codes = self.van_scholen[:, :0]
        if gebied.codes:
            self.van_codes = alle_tabellen([*gebied.codes.values()], [*self._uit_codes()])
            scholen, codes = self.van_scholen.sum(axis=1), self.van_codes.sum(axis=1)
            self.van_scholen = self.van_scholen[np.isin(scholen, codes)]
            self.van_codes = self.van_codes[np.isin(codes, scholen)]

    def delen(self, maat: str, eenheid: Eenheid) -> list[int]:
        if eenheid.grain == "categorie":
            return [self.code[eenheid.code]]
        maten = ["teller", "rest"] if maat == "noemer" else [maat]
        return [self.plaats[m, deel] for m in maten for deel in self.gebied.van(eenheid)]

    def _uit_rijen(self) -> Iterator[Feit]:
        for eenheid, rij in self.rijen.items():
            if eenheid.grain != "categorie":
                yield from self._uit_rij(eenheid, rij)

    def _uit_codes(self) -> Iterator[Feit]:
        for eenheid, rij in self.rijen.items():
            if eenheid.grain == "categorie":
                yield from self._uit_rij(eenheid, rij)
        totaal = self.rijen.get(Eenheid("regio", ""), {}).get("teller")
        if totaal is not None:
            yield Feit([*self.code.values()], int(totaal), int(totaal))

    def _uit_rij(self, eenheid: Eenheid, rij: Mapping[str, Any]) -> Iterator[Feit]:
        for maat in ("teller", "noemer"):
            if rij[maat] is not None:
                yield Feit(self.delen(maat, eenheid), int(rij[maat]), int(rij[maat]))
        if rij["symbool"] == "<5":
            yield Feit(self.delen("teller", eenheid), 0, 4)
        elif rij["waarde"] is not None and rij["teller"] is None:
            deel = round(rij["waarde"] * self.waarde("noemer", eenheid))
            yield Feit(self.delen("teller", eenheid), deel, deel)

    def _eigen(self) -> Iterator[Feit]:
        for (maat, school), nummer in self.plaats.items():
            if self.kenner and self.gebied.scholen[school][0] == self.kenner:
                aantal = (self.gebied.teller if maat == "teller" else self.gebied.rest)[school]
                yield Feit([nummer], aantal, aantal)

    def geheim(self) -> list[tuple[str, Eenheid]]:
        """What must stay unknown: hidden counts that hold none of the pupils that are known."""
        gevonden = []
        for eenheid, rij in self.rijen.items():
            bekend = {self.gebied.scholen.get(deel, ("",))[0] for deel in self.gebied.van(eenheid)}
            if rij["symbool"] is None or (self.kenner and self.kenner in bekend):
                continue
            for maat in ("teller", "rest") if self.gebied.rest else ("teller",):
                gevonden.append((maat, eenheid))
        return gevonden

    def is_geheim(self, maat: str, eenheid: Eenheid) -> bool:
        """A count that is small, or that is still hidden; a larger one that is shown is none."""
        return self.waarde(maat, eenheid) <= KLEIN or self.rijen[eenheid]["symbool"] is not None

    def grenzen(self, maat: str, eenheid: Eenheid) -> tuple[int, int]:
        tabellen = self.van_codes if eenheid.grain == "categorie" else self.van_scholen
        sommen = tabellen[:, self.delen(maat, eenheid)].sum(axis=1)
        return int(sommen.min()), int(sommen.max())

    def waarde(self, maat: str, eenheid: Eenheid) -> int:
        return self.waarde_van(self.gebied, maat, eenheid)

    @staticmethod
    def waarde_van(gebied: Gebied, maat: str, eenheid: Eenheid) -> int:
        """The truth."""
        bron = {**gebied.teller, **gebied.codes}
        maten = {"teller": [bron], "rest": [gebied.rest]}
        return sum(
            deel_van[deel]
            for deel_van in maten.get(maat, [bron, gebied.rest])
            for deel in gebied.van(eenheid)
        )

    def lekken(
        self, geheim: Sequence[tuple[str, Eenheid]] | None = None
    ) -> dict[tuple[str, Eenheid], tuple[int, int]]:
        """Secrets that are known exactly, or within 0-4 too narrowly; of a share the small ones."""
        gevonden = {}
        for maat, eenheid in self.geheim() if geheim is None else geheim:
            if self.gebied.rest and self.waarde(maat, eenheid) > KLEIN:
                continue
            laag, hoog = self.grenzen(maat, eenheid)
            if laag == hoog or (hoog <= KLEIN and hoog - laag < SMALSTE):
                gevonden[maat, eenheid] = laag, hoog
        return gevonden
