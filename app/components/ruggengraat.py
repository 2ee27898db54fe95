"""Where one place lies between the others: the arithmetic of a spine chart, and its drawing.

The region is the line in the middle. Right of it is better, for an indicator that says which side
is; else right is higher. Every row has a scale of its own: as far as the farthest place reaches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.components import blok
from app.inhoud import Kengetal, Punt

_HALF = 46.0  # per cent of the width, on either side of the middle


@dataclass(frozen=True)
class Rug:
    """Places on a row, in per cent of its width; the region is at 50.

    Attributes:
        hier: the place that it is about; None when its figure is not there.
        marge: its 95% interval, cut off at the edges; None without.
        anderen: the other places.
        land: the national figure; None when there is none that may be laid beside ours.
        stand: ``gunstiger``, ``ongunstiger``, ``hoger``, ``lager``; or ``gelijk``: the interval
            holds the region, or there is none.
    """

    hier: float | None
    marge: tuple[float, float] | None
    anderen: tuple[float, ...]
    land: float | None
    stand: str


def bereken(
    kengetal: Kengetal,
    punt: Punt | None,
    regio: float,
    anderen: Sequence[float],
    land: float | None = None,
) -> Rug:
    """Lay a place, the others and the country along a row around the figure of the region."""
    hier = punt.waarde if punt else None
    waarden = [w for w in (hier, land, *anderen) if w is not None]
    verst = max((abs(w - regio) for w in waarden), default=0.0) or 1.0
    richting = -1.0 if kengetal.gunstig == "lager" else 1.0

    def plaats(waarde: float) -> float:
        afstand = max(-1.0, min(1.0, (waarde - regio) / verst))
        return 50.0 + richting * _HALF * afstand

    grenzen = _grenzen(punt)
    marge = None
    if grenzen:
        links, rechts = sorted(plaats(w) for w in grenzen)
        marge = (links, rechts)
    return Rug(
        None if hier is None else plaats(hier),
        marge,
        tuple(plaats(w) for w in anderen),
        None if land is None else plaats(land),
        _stand(kengetal, hier, grenzen, regio),
    )


def _grenzen(punt: Punt | None) -> tuple[float, float] | None:
    if punt is None or punt.waarde is None or punt.onder is None or punt.boven is None:
        return None
    return punt.onder, punt.boven


def _stand(
    kengetal: Kengetal, hier: float | None, grenzen: tuple[float, float] | None, regio: float
) -> str:
    """Which side of the region it lies on, when the interval leaves no doubt."""
    if hier is None or grenzen is None or grenzen[0] <= regio <= grenzen[1]:
        return "gelijk"
    hoger = hier > regio
    if kengetal.gunstig in ("hoger", "lager"):
        return "gunstiger" if hoger == (kengetal.gunstig == "hoger") else "ongunstiger"
    return "hoger" if hoger else "lager"


UITLEG = "een verschil is duidelijk als het 95%-interval van het cijfer de regio niet bevat."
WOORDEN = {
    "gunstiger": "gunstiger dan de regio",
    "ongunstiger": "ongunstiger dan de regio",
    "hoger": "hoger dan de regio",
    "lager": "lager dan de regio",
    "gelijk": "geen duidelijk verschil",
}


def html(rug: Rug) -> Markup:
    """The row: ticks for the other places, a diamond for the country, a dot with its interval."""
    delen = [Markup('<span class="midden"></span>')]
    delen += [_merk("ander", p) for p in rug.anderen]
    if rug.land is not None:
        delen.append(_merk("land", rug.land))
    if rug.marge:
        links, rechts = rug.marge
        delen.append(
            Markup('<span class="marge" style="left:{}%;width:{}%"></span>').format(
                f"{links:.2f}", f"{rechts - links:.2f}"
            )
        )
    if rug.hier is not None:
        delen.append(_merk(f"hier {rug.stand}", rug.hier))
    return Markup('<span class="ruggengraat" aria-hidden="true">{}</span>').format(blok.voeg(delen))


def _merk(klasse: str, plaats: float) -> Markup:
    return Markup('<span class="{}" style="left:{}%"></span>').format(klasse, f"{plaats:.2f}")
