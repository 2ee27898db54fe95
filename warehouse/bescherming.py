"""Protect the figures of every audience, at publication: hide, round, check, and hide more.

``protect`` chooses what stays hidden, ``feiten`` and ``audit`` look what still follows from the
outcome, also for a bestuur that knows its own pupils; what leaks is handed back until nothing
does. What still leaks then stops the publication. Which rows an audience gets is set in
``doelgroepen``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from warehouse import periode
from warehouse.audit import KLEIN, Lek
from warehouse.doelgroepen import (
    EIGEN,
    MEDEWERKER,
    TOEZICHT,
    Catalogus,
    Doelgroep,
    catalogus,
    eigen_rijen,
    kies,
)
from warehouse.eigendom import Eigendom
from warehouse.feiten import Kennis
from warehouse.koppelen import maak_stelsel
from warehouse.plekken import Plekken, plekken, rijen_van
from warehouse.protect import Bescherming
from warehouse.publish import LekFout
from warehouse.register import Kengetal
from warehouse.samenhang import Cel, Rij, Stelsel
from warehouse.verhullen import CIJFERS, rond_af, verhul


@dataclass(frozen=True)
class Vorige:
    """An earlier publication, as far as protection builds on it.

    Attributes:
        toezicht: what its widest file showed.
        atomen: the true counts under it.
        tekens: what was hidden, count by count.
        vingerafdruk: of the software and definitions that made it.
    """

    toezicht: pl.DataFrame
    atomen: pl.DataFrame
    tekens: Sequence[tuple[Cel, str]]
    vingerafdruk: str


@dataclass(frozen=True)
class Beschermd:
    """The rows of every audience, and what was hidden, for the next time."""

    rijen: Mapping[str, pl.DataFrame]
    tekens: Sequence[tuple[Cel, str]]


@dataclass(frozen=True)
class Bronnen:
    """What protection starts from.

    Attributes:
        waarden: table ``waarde``: every figure, unprotected.
        atomen: table ``atoom``: the finest counts.
        register: the definitions.
        eigendom: which bestuur has, or had, which school.
        eerder: earlier publications, newest first: what readers have seen before.
        vingerafdruk: of the software and definitions of now.
    """

    waarden: pl.DataFrame
    atomen: pl.DataFrame
    register: Mapping[str, Kengetal]
    eigendom: Eigendom
    eerder: Sequence[Vorige] = ()
    vingerafdruk: str = ""


def bescherm(groepen: Sequence[Doelgroep], bronnen: Bronnen) -> Beschermd:
    """The rows of table ``waarde`` of every audience, safe to hand out.

    All are cut from what ``toezicht`` shows, so that together they say nothing more: ``openbaar``
    and a bestuur get less of it, ``platform_jeugd`` less and rounded.

    Raises:
        LekFout: hiding more does not help; names audience, figure and what is left of its range.
    """
    dunne = dunne_kwartalen(bronnen.waarden)
    toezicht = next(groep for groep in groepen if groep.code == TOEZICHT)
    ronde = _Ronde(toezicht, bronnen, dunne)
    ronde.maak_veilig([groep.bestuur for groep in groepen if groep.bestuur])
    rijen = {
        groep.code: _snijd(ronde.rijen, groep, bronnen, dunne)
        for groep in groepen
        if groep.code != MEDEWERKER
    }
    return Beschermd(rijen, ronde.bescherming.tekens())


def _snijd(
    veilig: pl.DataFrame, groep: Doelgroep, bronnen: Bronnen, dunne: Collection[str]
) -> pl.DataFrame:
    """What one audience gets of the safe rows; a bestuur its own schools in full as well."""
    deel = kies(veilig, catalogus(groep, bronnen.register), dunne)
    if groep.afronding > 1:
        return rond_af(deel, bronnen.register, groep.afronding)
    if not groep.bestuur:
        return deel
    eigen = eigen_rijen(bronnen.waarden, groep.bestuur, bronnen.eigendom)
    bloot = eigen.with_columns(pl.lit(None, dtype=pl.String).alias("symbool"))
    return pl.concat([deel, bloot.select(deel.columns)])


def gewijzigde_perioden(toen: pl.DataFrame, nu: pl.DataFrame) -> set[str]:
    """Periods of which any count differs, with the schooljaar and kwartalen that they belong to."""
    kolommen = [naam for naam in nu.columns if naam in toen.columns]
    if len(kolommen) < max(len(nu.columns), len(toen.columns)):
        return {*toen["periode"], *nu["periode"]}
    plat = pl.col("buiten").list.join(",")
    oud, nieuw = (frame.select(kolommen).with_columns(plat) for frame in (toen, nu))
    verschil = pl.concat(
        [
            een.join(ander, on=kolommen, how="anti", nulls_equal=True).select("periode")
            for een, ander in ((oud, nieuw), (nieuw, oud))
        ]
    )
    anders = set(verschil["periode"].to_list())
    jaren = {
        periode.startjaar(code)
        for code in anders
        if periode.soort(code) in ("schooljaar", "kwartaal")
    }
    return anders | {
        code for jaar in jaren for code in (f"{jaar}-{jaar + 1}", *(f"{jaar}-K{k}" for k in "1234"))
    }


def dunne_kwartalen(waarden: pl.DataFrame) -> list[str]:
    """Kengetallen with a small kwartaal of the region: those stay out of other audiences' files."""
    klein = (pl.col("periode_soort") == "kwartaal") & (pl.col("grain") == "regio")
    gevonden = waarden.filter(klein & (pl.col("teller").is_null() | (pl.col("teller") <= KLEIN)))
    return sorted(set(gevonden["kengetal"].to_list()))


class _Ronde:
    """Protecting the files of one audience until nothing leaks."""

    def __init__(
        self,
        groep: Doelgroep,
        bronnen: Bronnen,
        dunne: Collection[str],
    ) -> None:
        self.groep = groep
        self.bronnen = bronnen
        self._rijen: pl.DataFrame | None = None
        self._kennissen: dict[int, Kennis] = {}
        self._plekken: dict[int, Plekken] = {}
        self.keuze = catalogus(groep, bronnen.register)
        self.bloot = kies(bronnen.waarden, self.keuze, dunne)
        self.stelsel = self._stelsel(self.keuze)
        getoond = _getoond([vorige.toezicht for vorige in bronnen.eerder], self.bloot)
        self.bescherming = Bescherming(self.stelsel, getoond)
        self.anders: set[str] | None = None  # the periods to look at; None: all of them
        self._bouw_voort()
        self.bescherming.bescherm()

    def _bouw_voort(self) -> None:
        """Take over what the last publication hid, of every period in which nothing changed."""
        if not self.bronnen.eerder:
            return
        vorige = self.bronnen.eerder[0]
        if not vorige.tekens or vorige.vingerafdruk != self.bronnen.vingerafdruk:
            return
        anders = gewijzigde_perioden(vorige.atomen, self.bronnen.atomen)
        anders |= _volgende_jaren(vorige.atomen, self.bronnen)
        self.bescherming.neem_over(vorige.tekens, anders)
        zelfde = ~pl.col("periode").is_in(sorted(anders))
        sleutel = ["kengetal", "periode", "grain"]
        toen = vorige.toezicht.select(sleutel).unique()
        blijft = self.bloot.filter(zelfde).join(toen, on=sleutel, how="semi", maintain_order="left")
        self.bloot = pl.concat([self.bloot.filter(~zelfde), blijft])
        self.anders = anders

    def _stelsel(self, keuze: Catalogus) -> Stelsel:
        atomen = _atomen(self.bronnen.atomen, self.bloot)
        grains = _herleidbaar(keuze, self.bronnen)
        return maak_stelsel(atomen, self.bronnen.register, grains, self.bronnen.eigendom)

    @cached_property
    def _stelsel_van_besturen(self) -> Stelsel:
        """The counts to which the pupils of one bestuur can be told apart."""
        return self._stelsel(
            {
                naam: grains
                for naam, grains in self.keuze.items()
                if {*EIGEN} & {*self.bronnen.register[naam].definitie.dimensies}
            }
        )

    @property
    def rijen(self) -> pl.DataFrame:
        """The figures as they would be published now."""
        if self._rijen is None:
            plek = self._plek(self.stelsel)
            self._rijen = verhul(self.bloot, plek, self.bescherming, self.bronnen.register)
        return self._rijen

    def _plek(self, stelsel: Stelsel) -> Plekken:
        """Where the counts of the figures stand in a system."""
        if id(stelsel) not in self._plekken:
            self._plekken[id(stelsel)] = plekken(self.bloot, stelsel)
        return self._plekken[id(stelsel)]

    def maak_veilig(self, kenners: Sequence[str]) -> None:
        """Hide more until neither the public nor any of these besturen can work out a count.

        What is hidden for one is a new secret for all: it ends when nobody asks for more.

        Raises:
            LekFout: nothing is left to hide.
        """
        if self.anders == set():
            return
        nieuw: dict[str, set[str] | None] = dict.fromkeys(("", *kenners), self.anders)
        while nieuw:
            kenner, perioden = next(iter(nieuw.items()))
            stelsel = self._stelsel_van_besturen if kenner else self.stelsel
            lekken = self._kennis(stelsel).van(kenner, perioden).lekken()
            if not lekken:
                del nieuw[kenner]
                continue
            voor = dict(self.bescherming.teken)
            if not (
                self._verberg_meer(lekken) or self._laat_weg(lekken) or self._geef_prijs(lekken)
            ):
                raise LekFout(_zeg(self.groep, kenner, lekken))
            # What was safe stays so: only what is hidden since, or leaked, is asked again.
            erbij = self.bescherming.perioden_sinds(voor) | {cel.periode for cel, _ in lekken}
            erbij |= {_schooljaar(moment) for moment in erbij}
            nieuw[kenner] = erbij
            for ander in ("", *kenners):
                if (open_ := nieuw.get(ander, set())) is not None:  # None: everything
                    nieuw[ander] = open_ | erbij

    @cached_property
    def _gezien(self) -> list[tuple[pl.DataFrame, Stelsel]]:
        """What readers saw before, as far as it is asked about, and the true counts of then."""
        gezien = []
        for vorige in self.bronnen.eerder:
            anders = pl.col("periode").is_in(
                sorted(gewijzigde_perioden(vorige.atomen, self.bronnen.atomen))
            )
            toen = maak_stelsel(
                vorige.atomen.filter(anders),
                self.bronnen.register,
                _herleidbaar(self.keuze, self.bronnen),
                self.bronnen.eigendom,
            )
            gezien.append((vorige.toezicht.filter(anders), toen))
            if self.anders is None:  # all is chosen anew: also what did not change was seen
                gezien.append((vorige.toezicht.filter(~anders), self.stelsel))
        return gezien

    def _kennis(self, stelsel: Stelsel) -> Kennis:
        """What everybody who sees these rows knows, and saw those before them."""
        if id(stelsel) not in self._kennissen:
            kennis = Kennis(stelsel)
            kennis.neem_op(self.rijen, self.bronnen.register, plek=self._plek(stelsel))
            for rijen, toen in self._gezien:
                kennis.neem_oude_op(rijen, self.bronnen.register, toen)
            self._kennissen[id(stelsel)] = kennis
        return self._kennissen[id(stelsel)]

    def _vergeet(self) -> None:
        """What is shown has changed."""
        self._rijen = None
        self._kennissen = {}

    def _verberg_meer(self, lekken: Sequence[tuple[Cel, Lek]]) -> bool:
        gelukt = [self.bescherming.verberg_bij(self.stelsel.nummer[cel]) for cel, _ in lekken]
        self.bescherming.bescherm()
        self._vergeet()
        return any(gelukt)

    def _geef_prijs(self, lekken: Sequence[tuple[Cel, Lek]]) -> bool:
        """Hide a total of the region too, when nothing else helps."""
        gelukt = [self.bescherming.geef_prijs(self.stelsel.nummer[cel]) for cel, _ in lekken]
        self._vergeet()
        return any(gelukt)

    def _laat_weg(self, lekken: Sequence[tuple[Cel, Lek]]) -> bool:
        """Leave out a whole breakdown of a period that no hiding can make safe."""
        voor = len(self.bloot)
        for kengetal, moment, graan in sorted({cel[:3] for cel, _ in lekken}):
            grains = [graan] if graan not in ("regio", *EIGEN) else [*EIGEN]
            dit = (pl.col("kengetal") == kengetal) & (pl.col("periode") == moment)
            blijft = self.bloot.select(~(dit & pl.col("grain").is_in(grains))).to_series()
            self.bloot = self.bloot.filter(blijft)
            for nummer, plek in self._plekken.items():
                self._plekken[nummer] = plek.van(blijft.to_numpy())
        self._vergeet()
        return len(self.bloot) < voor


def _volgende_jaren(toen: pl.DataFrame, bronnen: Bronnen) -> set[str]:
    """The schooljaar after a changed one, of what goes on from year to year (`@vorig`)."""
    doorlopend = [
        naam
        for naam, kengetal in bronnen.register.items()
        if any(t.is_vorig for verband in kengetal.definitie.samenhang for t in verband.termen)
    ]
    oud, nieuw = (
        frame.filter(pl.col("kengetal").is_in(doorlopend)) for frame in (toen, bronnen.atomen)
    )
    jaren = [
        periode.startjaar(code)
        for code in gewijzigde_perioden(oud, nieuw)
        if periode.soort(code) == "schooljaar"
    ]
    return {f"{jaar + 1}-{jaar + 2}" for jaar in jaren}


def _schooljaar(moment: str) -> str:
    """The schooljaar of a kwartaal, which has a sum with it; of another period itself."""
    if periode.soort(moment) != "kwartaal":
        return moment
    jaar = periode.startjaar(moment)
    return f"{jaar}-{jaar + 1}"


def _zeg(groep: Doelgroep, kenner: str, lekken: Sequence[tuple[Cel, Lek]]) -> str:
    """The leak in words, with the figure and what is left of its range."""
    cel, lek = lekken[0]
    wie = f"{groep.naam}, samen met bestuur {kenner}" if kenner else groep.naam
    waar = " ".join(cel.eenheid) or "de hele regio"
    meer = f" En nog {len(lekken) - 1} andere." if len(lekken) > 1 else ""
    return (
        f"{wie} zou kunnen uitrekenen: {cel.kengetal} {cel.periode}, {cel.grain} {waar}:"
        f" tussen {lek.minimum:g} en {lek.maximum:g}.{meer}"
    )


def _atomen(atomen: pl.DataFrame, rijen: pl.DataFrame) -> pl.DataFrame:
    """The atoms of the kengetallen and periods that are published."""
    paren = rijen.select("kengetal", "periode").unique()
    return atomen.join(paren, on=["kengetal", "periode"], how="semi", maintain_order="left")


def _herleidbaar(keuze: Catalogus, bronnen: Bronnen) -> Catalogus:
    return {
        naam: grains
        for naam, grains in keuze.items()
        if bronnen.register[naam].definitie.herleidbaar
    }


def _getoond(eerder: Sequence[pl.DataFrame], nu: pl.DataFrame) -> set[Rij]:
    """Rows that the audience has seen before with the figure of now: hiding them hides nothing."""
    gezien: set[Rij] = set()
    for bestand in eerder:
        sleutel = [k for k in _sleutel(nu) if k in bestand.columns]
        gelijk = bestand.filter(pl.col("symbool").is_null()).join(
            nu, on=[*sleutel, "teller", "noemer"], how="semi", nulls_equal=True
        )
        gezien |= set(rijen_van(gelijk))
    return gezien


def _sleutel(rijen: pl.DataFrame) -> list[str]:
    vast = {*CIJFERS, "swv", "ontbreekt", "is_onvolledig", "symbool", "periode_soort", "reeks"}
    return [k for k in rijen.columns if k not in vast and k != "periode_datum"]
