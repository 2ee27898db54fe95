"""Bars per unit: the breakdown of one figure over gemeenten, besturen, schools or kinds.

Chart and table in one: every row is a bar with its figure, so it prints, zooms and reads aloud.
The name of a unit is a link that looks at that unit alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.components import blok, cijfer, vonk
from app.inhoud import Kengetal, Punt
from warehouse import opmaak


@dataclass(frozen=True)
class Staaf:
    """One unit in a breakdown: its name, where it leads, its figure now and its course.

    `is_rest`: of who is in no unit: unknown, or from outside.
    """

    naam: str
    adres: str
    punt: Punt | None
    verloop: Sequence[float | None]
    verandering: str | None
    gekozen: bool = False
    is_rest: bool = False


def bereik(
    kengetal: Kengetal, staven: Sequence[Staaf], geheel: float | None
) -> tuple[float, float]:
    """One scale for all bars of a breakdown, those that are folded in too."""
    bekend = [s.punt.waarde for s in staven if s.punt and s.punt.waarde is not None]
    waarden = [*bekend, 0.0] + ([geheel] if geheel is not None else [])
    # Never finer than what the figures show: a rounding difference is no bar.
    kleinste = 10.0 ** -(kengetal.decimalen + (2 if kengetal.soort == "aandeel" else 0))
    return min(waarden), max(*waarden, min(waarden) + kleinste)


def html(
    kengetal: Kengetal,
    staven: Sequence[Staaf],
    titel: str,
    schaal_: tuple[float, float],
    geheel: float | None = None,
) -> Markup:
    """The rows as bars on one scale; `geheel` marks the figure of the whole region on each bar."""
    loopschaal = None if kengetal.soort in ("aantal", "bedrag") else _loopschaal(staven)
    rijen = [_rij(kengetal, staaf, schaal_, loopschaal, geheel) for staaf in staven]
    return Markup(
        '<div class="tabelvak"><table class="staven"><caption>{}</caption><thead><tr>'
        '<th scope="col">Naam</th><th scope="col"><span class="weg">Staaf</span></th>'
        '<th scope="col" class="getal">Waarde</th><th scope="col" class="getal">Verandering</th>'
        '<th scope="col">Verloop</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(titel, blok.voeg(rijen))


def _loopschaal(staven: Sequence[Staaf]) -> tuple[float, float] | None:
    """One scale for all courses: shares compare between units, sizes of units do not."""
    loop = [w for s in staven for w in s.verloop if w is not None]
    return (min(loop), max(loop)) if loop else None


def _rij(
    kengetal: Kengetal,
    staaf: Staaf,
    schaal_: tuple[float, float],
    loopschaal: tuple[float, float] | None,
    geheel: float | None,
) -> Markup:
    waarde = staaf.punt.waarde if staaf.punt else None
    return Markup(
        '<tr class="{klasse}" data-naar="ja"><th scope="row">{naam}</th>'
        '<td class="baan" aria-hidden="true">{baan}</td>'
        '<td class="getal waarde">{waarde}</td><td class="getal stil">{verandering}</td>'
        '<td class="loop">{loop}</td></tr>'
    ).format(
        klasse="gekozen" if staaf.gekozen else "rest" if staaf.is_rest else "",
        naam=blok.verwijzing(staaf.naam, staaf.adres),
        baan=baan(waarde, schaal_, geheel),
        waarde=_waarde(kengetal, staaf.punt),
        verandering=staaf.verandering or Markup('<span class="stil">n.v.t.</span>'),
        loop=vonk.vonk(staaf.verloop, f"Verloop van {staaf.naam}", loopschaal),
    )


def _waarde(kengetal: Kengetal, punt: Punt | None) -> Markup:
    """The figure; of a distribution with the number of cases, for few say little."""
    waarde = cijfer.cel(kengetal, punt)
    if kengetal.soort != "verdeling" or punt is None or punt.n is None:
        return waarde
    return waarde + Markup('<span class="bij">n = {}</span>').format(opmaak.getal(punt.n))


def baan(waarde: float | None, schaal_: tuple[float, float], geheel: float | None) -> Markup:
    """A bar from zero to the value, in percentages of the scale; nothing for an absent figure."""
    laag, hoog = schaal_
    breedte = (hoog - laag) or 1.0

    def plaats(w: float) -> float:
        return 100 * (w - laag) / breedte

    staaf = Markup("")
    if waarde is not None:
        links, rechts = sorted((plaats(0.0), plaats(waarde)))
        # A bar of nothing is still a hairline: a known zero is not an absent figure.
        staaf = Markup('<span class="staaf" style="left:{}%;width:max({}%, 2px)"></span>').format(
            f"{links:.2f}", f"{rechts - links:.2f}"
        )
    streep = Markup("")
    if geheel is not None:
        streep = Markup('<span class="geheel" style="left:{}%"></span>').format(
            f"{plaats(geheel):.2f}"
        )
    return Markup('<span class="baanvak">{}{}</span>').format(staaf, streep)
