"""The column mappings that ship with the product or were saved, and knowing a file by its columns.

One YAML file per kind of file in ``voorbeelden``; the README there is the recipe.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
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


def bewaarde_kaarten(map_: Path, bronnen: Collection[str]) -> tuple[Kaart, ...]:
    """The mappings that were saved in a folder; one that no longer holds is passed over."""
    kaarten = []
    for pad in sorted(map_.glob("*.yaml")):
        with suppress(DefinitieFout, OSError, UnicodeDecodeError):
            kaarten.append(_lees(pad))
    return tuple(k for k in kaarten if all(deel.bron in bronnen for deel in k.kolommen.bronnen))


def herken_kaart(koppen: Sequence[str], bewaard: Sequence[Kaart] = ()) -> Kaart | None:
    """The mapping for a file with these headers; of several the one that asks for most of them.

    What somebody saved goes before what ships with the product.
    """
    for kaarten in (bewaard, meegeleverd()):
        passend = [kaart for kaart in kaarten if _past(kaart.kolommen, koppen)]
        if passend:
            return max(passend, key=lambda kaart: len(kaart.kolommen.herken))
    return None


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
