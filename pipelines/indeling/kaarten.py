"""The column mappings that ship with the product, and recognising a file by its columns.

One YAML file per kind of file in ``voorbeelden``; the README there is the recipe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.indeling.kolommen import Kolommenkaart, lees_kolommen
from pipelines.indeling.koppen import Kopzoeker
from warehouse.strikt import DefinitieFout

VOORBEELDEN = Path(__file__).parents[1] / "voorbeelden"


@dataclass(frozen=True)
class Kaart:
    """A mapping with its text: a receipt keeps the text, so that it can be carried out again."""

    kolommen: Kolommenkaart
    tekst: str

    @property
    def aanname(self) -> str:
        """That the file was recognised, and as what."""
        naam = self.kolommen.naam.removesuffix(".yaml")
        return f"Herkend aan de kolommen: {self.kolommen.titel} (kolommenkaart {naam})."


@cache
def meegeleverd() -> tuple[Kaart, ...]:
    """Every mapping that ships with the product."""
    return tuple(_lees(pad) for pad in sorted(VOORBEELDEN.glob("*.yaml")))


def herken_kaart(koppen: Sequence[str]) -> Kaart | None:
    """The mapping for a file with these headers; of several the one that asks for most of them."""
    passend = [kaart for kaart in meegeleverd() if _past(kaart.kolommen, koppen)]
    return max(passend, key=lambda kaart: len(kaart.kolommen.herken), default=None)


def _past(kaart: Kolommenkaart, koppen: Sequence[str]) -> bool:
    zoeker = Kopzoeker(koppen, kaart.koppen)
    return (
        bool(kaart.herken)
        and all(zoeker.plekken(kop) for kop in kaart.herken)
        and not any(zoeker.plekken(kop) for kop in kaart.herken_niet)
    )


def lees_kaart(pad: Path) -> Kaart:
    """A mapping from a file; the name of one that ships with the product will do.

    Raises:
        DefinitieFout: no such file, or a mapping that is wrong.
    """
    eigen = VOORBEELDEN / f"{pad.name.removesuffix('.yaml')}.yaml"
    gekozen = pad if pad.is_file() or not eigen.is_file() else eigen
    try:
        return _lees(gekozen)
    except (OSError, UnicodeDecodeError):
        bekend = ", ".join(sorted(p.stem for p in VOORBEELDEN.glob("*.yaml")))
        raise DefinitieFout(
            f"kolommenkaart {pad.name} is niet te lezen; geef een yaml-bestand in UTF-8, "
            f"of een van: {bekend}"
        ) from None


def _lees(pad: Path) -> Kaart:
    tekst = pad.read_text("utf-8")
    return Kaart(lees_kolommen(pad.name, tekst), tekst)
