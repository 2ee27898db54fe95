"""Audiences: who gets which grains of which kengetallen, and how their figures are protected.

The settings stand in the profile. A combination that is not in the catalogue of an audience does
not exist for it. What stays hidden within the catalogue is decided by ``bescherming``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from warehouse.eigendom import Eigendom
from warehouse.profiel import Profiel
from warehouse.register import Definitie, Kengetal

MEDEWERKER = "medewerker"
TOEZICHT = "toezicht"
PLATFORM = "platform_jeugd"
OPENBAAR = "openbaar"
BESTUUR = "bestuur_"
EIGEN = ("bestuur", "vestiging")  # grains at which a bestuur sees its own schools in full

Catalogus = dict[str, tuple[str, ...]]  # kengetal → the grains that are given of it


@dataclass(frozen=True)
class Doelgroep:
    """One audience: one file in every publication.

    Attributes:
        code: name of the file and of the role.
        naam: what people call it.
        zonder: dims that it does not get.
        afronding: shown counts are rounded to this; 1 is exact.
        alleen_beweging: only kengetallen that serve one of the gewenste bewegingen.
        bestuur: code of the bestuur of which it sees the own schools in full; empty for others.
    """

    code: str
    naam: str
    zonder: frozenset[str] = frozenset()
    afronding: int = 1
    alleen_beweging: bool = False
    bestuur: str = ""


def doelgroepen(profiel: Profiel, besturen: Mapping[str, str]) -> list[Doelgroep]:
    """Every audience of a publication: those of the profile, and each bestuur with schools.

    Args:
        profiel: the region.
        besturen: code → name.
    """
    vast = [
        Doelgroep(d.code, d.naam, frozenset(d.zonder), d.afronding, d.alleen_beweging)
        for d in profiel.doelgroep
    ]
    eigen = [
        Doelgroep(f"{BESTUUR}{code}", naam, bestuur=code) for code, naam in sorted(besturen.items())
    ]
    return [Doelgroep(MEDEWERKER, "Medewerker"), *vast, *eigen]


def catalogus(doelgroep: Doelgroep, register: Mapping[str, Kengetal]) -> Catalogus:
    """What an audience gets: kengetal → grains. Of a bestuur, what it gets of the whole region."""
    gekozen = {naam: _grains(doelgroep, kengetal.definitie) for naam, kengetal in register.items()}
    return {naam: grains for naam, grains in gekozen.items() if grains}


def _grains(doelgroep: Doelgroep, definitie: Definitie) -> tuple[str, ...]:
    if doelgroep.code == MEDEWERKER:
        return definitie.grain
    if doelgroep.alleen_beweging and not definitie.beweging:
        return ()
    if doelgroep.bestuur:
        return ("regio",)
    return tuple(
        graan
        for graan in definitie.grain
        if graan not in definitie.intern and not set(graan.split(",")) & doelgroep.zonder
    )


def kies(waarden: pl.DataFrame, keuze: Catalogus, dunne: Iterable[str]) -> pl.DataFrame:
    """The rows of a catalogue. Kwartalen of the whole region only, and not of a thin series.

    Args:
        waarden: table ``waarde``.
        keuze: kengetal → grains.
        dunne: kengetallen of which some kwartaal of the region is small: hiding it would leave
            nothing to see, and showing the rest would give it away.
    """
    paren = pl.DataFrame(
        [(naam, graan) for naam, grains in keuze.items() for graan in grains],
        schema={"kengetal": pl.String, "grain": pl.String},
        orient="row",
    )
    gekozen = waarden.join(paren, on=["kengetal", "grain"], how="semi", maintain_order="left")
    is_kwartaal = pl.col("periode_soort") == "kwartaal"
    weg = is_kwartaal & ((pl.col("grain") != "regio") | pl.col("kengetal").is_in(list(dunne)))
    return gekozen.filter(~weg)


def eigen_rijen(waarden: pl.DataFrame, bestuur: str, eigendom: Eigendom) -> pl.DataFrame:
    """What a bestuur sees in full: its own row and those of its schools, while they were its own.

    A school that went to another bestuur is of the one before it and of the other after it.
    """
    van_bestuur = (pl.col("grain") == "bestuur") & (pl.col("bestuur") == bestuur)
    scholen = waarden.filter(pl.col("grain") == "vestiging").select("vestiging", "periode").unique()
    eigen = pl.DataFrame(
        [paar for paar in scholen.iter_rows() if eigendom.bestuur(*paar) == bestuur],
        schema=scholen.schema,
        orient="row",
    )
    van_school = waarden.filter(pl.col("grain") == "vestiging").join(
        eigen, on=["vestiging", "periode"], how="semi", maintain_order="left"
    )
    return pl.concat([waarden.filter(van_bestuur), van_school])
