"""The records that every conversion takes and gives: shared by ``typen`` and ``getallen``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from pipelines.bevindingen import KRITIEK

Notatie = Literal["komma", "punt"]


@dataclass(frozen=True)
class Omgeving:
    """What a conversion must know besides the texts of its own column.

    Attributes:
        gemeenten: folded name → the profile's spelling.
        notatie: notation that the rest of the file proves, if it proves one.
        getypeerd: the texts were typed cells: a decimal point proves no notation.
    """

    gemeenten: Mapping[str, str]
    notatie: Notatie | None = None
    getypeerd: bool = False


@dataclass(frozen=True)
class Fout:
    """Texts that break a rule.

    Attributes:
        masker: per distinct text, whether it does.
        regel: id of the rule.
        melding: Dutch sentence; ``{waarde}`` stands for the text.
        oplossing: what to do.
        geheim: no report may repeat the text.
    """

    masker: pl.Series
    regel: str
    melding: str
    oplossing: str
    ernst: str = KRITIEK
    geheim: bool = False


@dataclass(frozen=True)
class Omzetting:
    """Typed values of the distinct texts, per column that the contract's column becomes."""

    kolommen: dict[str, pl.Series]
    fouten: tuple[Fout, ...] = ()
    aannames: tuple[str, ...] = ()
