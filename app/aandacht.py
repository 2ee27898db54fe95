"""What deserves a look first: the signals of a publication in order, each with its reason.

Judging was done at publication; here judgements are only laid in order. A signal is a prompt to
look, not a verdict, and none at all is a good answer.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.inhoud import Duiding, Kengetal, Toets, Trechterpunt

# From what weighs most to least. What moves comes before what stands still: a target that was
# missed last year too is no news, unless it is the figure that stands for a doelstelling.
MIST_EN_SLECHTER = 0
SLECHTER = 1
MIST_HOOFD = 2
TOETS = 3
VERANDERT = 4
BUITEN_TRECHTER = 5
MIST = 6
MIST_MAAR_BETER = 7
BETER = 8
NIET_GETOETST = 9

_GUNSTIG = {"hoger": "stijgt", "lager": "daalt"}
_BEWEGING = ("stijgt", "daalt")


@dataclass(frozen=True)
class Signaal:
    """One thing to look at.

    Attributes:
        gewicht: where it comes; lower is sooner.
        over: what it is about: a judgement, a failed check, or who stands out in a funnel.
        reden: why it stands here, in a few words.
        nieuw: whether the publication before this one did not have it yet.
    """

    gewicht: int
    over: Duiding | Toets | Trechterpunt
    reden: str
    nieuw: bool = False


def rangschik(
    register: Mapping[str, Kengetal],
    duidingen: Iterable[Duiding],
    hoofdkengetallen: Collection[str] = (),
    eerder: Mapping[str, Duiding] | None = None,
) -> list[Signaal]:
    """The judgements that say something, in order: misses, then changes for the worse.

    Args:
        register: the definitions, in the order in which they are spoken of.
        duidingen: at most one judgement per kengetal.
        hoofdkengetallen: those that stand for a doelstelling.
        eerder: by kengetal what the publication before said; None when there was none.
    """
    volgorde = {code: plaats for plaats, code in enumerate(register)}
    gevonden = []
    for duiding in duidingen:
        is_hoofd = duiding.kengetal in hoofdkengetallen
        gewicht = _gewicht(register[duiding.kengetal], duiding, is_hoofd)
        if gewicht is not None:
            nieuw = eerder is not None and _is_nieuw(duiding, eerder.get(duiding.kengetal))
            gevonden.append(Signaal(gewicht, duiding, _reden(gewicht, is_hoofd), nieuw))

    def plaats(signaal: Signaal) -> tuple[int, bool, bool, int]:
        code = signaal.over.kengetal or ""
        return (
            signaal.gewicht,
            code not in hoofdkengetallen,
            not signaal.nieuw,
            volgorde[code],
        )

    return sorted(gevonden, key=plaats)


def van_toetsen(toetsen: Iterable[Toets]) -> list[Signaal]:
    """Checks that failed, and those that could not be carried out."""
    soorten = {
        "gezakt": (TOETS, "deze toets op de gegevens is niet geslaagd"),
        "niet_uitgevoerd": (NIET_GETOETST, "deze toets kon niet worden uitgevoerd"),
    }
    gevonden = [
        Signaal(soorten[toets.uitkomst][0], toets, soorten[toets.uitkomst][1])
        for toets in toetsen
        if toets.uitkomst in soorten
    ]
    return sorted(gevonden, key=lambda s: (s.gewicht, _is_licht(s.over)))


def van_trechters(trechters: Iterable[Sequence[Trechterpunt]]) -> list[Signaal]:
    """Funnels in which somebody stands out; a signal per funnel, about the first of them."""
    gevonden = []
    for punten in trechters:
        buiten = [p for p in punten if p.valt_op]
        if buiten:
            reden = "het verschil met de regio is groter dan toeval verklaart"
            gevonden.append(Signaal(BUITEN_TRECHTER, buiten[0], reden))
    return gevonden


def op_volgorde(*signalen: Iterable[Signaal]) -> list[Signaal]:
    """Several lists as one; within one weight each keeps its order."""
    return sorted((s for lijst in signalen for s in lijst), key=lambda s: s.gewicht)


def verandert(duiding: Duiding) -> bool:
    """Whether a judgement says that something really changes."""
    return duiding.trend in _BEWEGING


def _is_licht(over: object) -> bool:
    return not (isinstance(over, Toets) and over.ernst == "kritiek")


def _gewicht(kengetal: Kengetal, duiding: Duiding, is_hoofd: bool) -> int | None:
    """How much a judgement weighs; None when there is nothing to look at."""
    beweegt, goed = verandert(duiding), _GUNSTIG.get(kengetal.gunstig)
    slechter = beweegt and goed is not None and duiding.trend != goed
    beter = beweegt and duiding.trend == goed
    if duiding.status == "niet_gehaald":
        if slechter:
            return MIST_EN_SLECHTER
        if beter:
            return MIST_MAAR_BETER
        return MIST_HOOFD if is_hoofd else MIST
    if slechter:
        return SLECHTER
    if beter:
        return BETER
    return VERANDERT if beweegt else None


_REDENEN = {
    MIST_EN_SLECHTER: "haalt de streefwaarde niet en raakt er verder vandaan",
    SLECHTER: "verandert echt, de ongunstige kant op",
    MIST_HOOFD: "haalt de streefwaarde niet",
    MIST: "haalt de streefwaarde niet",
    MIST_MAAR_BETER: "haalt de streefwaarde niet, maar komt dichterbij",
    VERANDERT: "verandert echt; of dat gunstig is, zegt het cijfer zelf niet",
    BETER: "verandert echt, de gunstige kant op",
}


def _reden(gewicht: int, is_hoofd: bool) -> str:
    slot = "; het is het kerncijfer van een doelstelling" if is_hoofd else ""
    return _REDENEN[gewicht] + slot


def _is_nieuw(nu: Duiding, toen: Duiding | None) -> bool:
    """Whether the publication before said something else of it."""
    return toen is None or (nu.trend, nu.status) != (toen.trend, toen.status)
