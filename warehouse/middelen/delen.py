"""An amount opened to its parts: numbers × prices that add up to it.

A part that nobody delivered is a line of its own, so that the parts are always the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.middelen.plan import BATEN, Deel
from warehouse.middelen.posten import (
    AFRONDING,
    Geldpost,
    Moment,
    gedrukt,
    onderdelen,
    resultaat,
    van_moment,
)
from warehouse.middelen.regels import Stap, Tarieven

NAMEN = {
    "leerlingen": "leerlingen × het bedrag per leerling",
    "verwijzingen": "plaatsingen na een verwijzing × het plaatsbedrag",
    "dws": "plaatsen op de Day a Week School × de prijs van een plaats",
    "tlv_bao": "toegekend voor leerlingen met een TLV op BAO",
    "terugplaatsing": "maanden na een terugplaatsing × een twaalfde van het jaarbedrag",
    "instroom": "maanden na instroom met een TLV D × een twaalfde van het jaarbedrag",
}
_NIET_GEREKEND = "verschil met wat uit de leveringen volgt"
_EIGEN_STAPPEN = {  # what a post of the begroting is counted with, when the budget knows it
    "bao": ("leerlingen", "verwijzingen", "dws"),
    "terugplaatsing": ("terugplaatsing",),
    "instroom": ("instroom",),
    "tlv_bao": ("tlv_bao",),
}
_HALVE_CENT = 0.005


@dataclass(frozen=True)
class Aantallen:
    """How many pupils a budget year counts, on the teldatum before it; None when not known.

    Attributes:
        leerlingen: at regular schools.
        ikc: at the IKC, as paid for; `ikc_ander` of those from another SWV.
        so: own pupils in so, wherever.
    """

    leerlingen: float | None = None
    ikc: float | None = None
    ikc_ander: float | None = None
    so: float | None = None


def som(delen: Sequence[Deel]) -> float:
    """What the parts come to."""
    return sum(deel.bedrag for deel in delen)


def sluitend(delen: Sequence[Deel], bedrag: float, rest: str) -> list[Deel]:
    """The parts, with what is left of the amount under a name of its own."""
    over = bedrag - som(delen)
    return [*delen, Deel(rest, over)] if abs(over) > _HALVE_CENT else list(delen)


def van_stappen(stappen: Sequence[Stap]) -> list[Deel]:
    """The steps of a budget; a step in which nothing is, is left out."""
    return [
        Deel(NAMEN[stap.opbouw], stap.bedrag, stap.aantal, stap.prijs)
        for stap in stappen
        if stap.bedrag
    ]


def begrote_plaatsingen(begroot: float, budget: Mapping[str, Stap]) -> float | None:
    """For how many placements the begroting withholds money from schools, beside the DWS.

    (Pupils × amount − DWS − what is budgeted) / plaatsbedrag: held against what is counted it tells
    whether both read the plan alike. None when a number or a price is missing.
    """
    leerlingen, plaatsing, dws = (budget.get(n) for n in _EIGEN_STAPPEN["bao"])
    if leerlingen is None or plaatsing is None or not plaatsing.prijs:
        return None
    ingehouden = leerlingen.bedrag + (dws.bedrag if dws else 0.0) - begroot
    return ingehouden / -plaatsing.prijs


def van_post(
    posten: Sequence[Geldpost],
    moment: Moment,
    post: Geldpost,
    budget: Mapping[str, Stap],
    tarieven: Tarieven,
    aantallen: Aantallen,
) -> list[Deel]:
    """A post of the begroting: its details, or the numbers and prices that are behind it.

    Args:
        posten: every delivered amount.
        moment: that of the post.
        post: the post.
        budget: the steps of the region's ondersteuningsbudget of that year, by opbouw.
        tarieven: of that year.
        aantallen: of that year.
    """
    details = onderdelen(posten, moment, post.post)
    if details:
        delen = [Deel(d.onderdeel, d.bedrag) for d in details]
        return sluitend(delen, post.bedrag, "niet uitgesplitst")
    if post.drijver in _EIGEN_STAPPEN:
        stappen = [budget[naam] for naam in _EIGEN_STAPPEN[post.drijver] if naam in budget]
        if stappen:
            return sluitend(van_stappen(stappen), post.bedrag, _NIET_GEREKEND)
    return _aantal_keer_prijs(post, tarieven, aantallen)


def _aantal_keer_prijs(post: Geldpost, tarieven: Tarieven, aantallen: Aantallen) -> list[Deel]:
    """A post as pupils × an amount; what nobody agreed on follows from the other two."""
    if post.rubriek == "rijksbijdragen":
        return _per_leerling("leerlingen van basisscholen", post.bedrag, aantallen.leerlingen)
    if post.drijver == "so":
        return _per_leerling("eigen leerlingen in het so", post.bedrag, aantallen.so)
    if _is_volume(post) and tarieven.volumebedrag:
        van_ander = post.drijver == "ikc_ander"
        wie = "leerlingen van een ander swv op het IKC" if van_ander else "leerlingen op het IKC"
        naam = f"{wie} × (IKC-tarief min SBO-tarief)"
        aantal = aantallen.ikc_ander if van_ander else aantallen.ikc
        if aantal is None:
            return [_komt_overeen(naam, post.bedrag, tarieven.volumebedrag)]
        deel = Deel(naam, aantal * tarieven.volumebedrag, aantal, tarieven.volumebedrag)
        return sluitend([deel], post.bedrag, _NIET_GEREKEND)
    if post.drijver == "ikc" and tarieven.sbo:
        return [_komt_overeen("plaatsen × SBO-tarief", post.bedrag, tarieven.sbo)]
    return []


def _is_volume(post: Geldpost) -> bool:
    """Whether a post adds to the IKC what its tariff is above that of sbo."""
    return post.drijver == "ikc_ander" or (
        post.drijver == "ikc" and "volume" in post.post.casefold()
    )


def _per_leerling(wie: str, bedrag: float, aantal: float | None) -> list[Deel]:
    """An amount by what it comes to per pupil."""
    if not aantal or not bedrag:
        return []
    return [Deel(f"{wie} × wat het per leerling is", bedrag, aantal, bedrag / aantal)]


def _komt_overeen(naam: str, bedrag: float, prijs: float) -> Deel:
    """An amount by how many it would pay for."""
    return Deel(f"komt overeen met {naam}", bedrag, bedrag / prijs, prijs)


def van_rubriek(posten: Sequence[Geldpost], moment: Moment, rubriek: str) -> list[Deel]:
    """A rubriek: its posts."""
    return [Deel(p.post, p.bedrag) for p in van_moment(posten, moment) if p.rubriek == rubriek]


def van_resultaat(posten: Sequence[Geldpost], moment: Moment) -> list[Deel]:
    """The resultaat: rubriek by rubriek, expenses negative."""
    delen = [
        Deel(rubriek, som(van_rubriek(posten, moment, rubriek)) * (1 if rubriek in BATEN else -1))
        for rubriek in dict.fromkeys(p.rubriek for p in van_moment(posten, moment))
    ]
    geheel = resultaat(posten, moment)
    naam = "afronding" if abs(geheel - som(delen)) <= AFRONDING else "verschil met de posten"
    return sluitend(delen, geheel, naam)


def van_vermogen(posten: Sequence[Geldpost], moment: Moment, vorig: Moment) -> list[Deel]:
    """The reserve at the end of a year: that of the year before, and the resultaat."""
    nu, toen = (gedrukt(posten, m, "eigen_vermogen") for m in (moment, vorig))
    if nu is None or toen is None:
        return []
    delen = [
        Deel(f"eigen vermogen eind {vorig.jaar} ({vorig.moment.replace('marap', 'MARAP')})", toen),
        Deel(f"resultaat van {moment.jaar}", resultaat(posten, moment)),
    ]
    return sluitend(delen, nu, "andere stand van het jaar ervoor, of afronding")


def van_signaleringswaarde(baten: float, aandeel: float, minimum: float) -> list[Deel]:
    """The signaleringswaarde: baten × share, and what lifts it to the minimum."""
    delen = [
        Deel("totale baten × het deel dat de Inspectie noemt", aandeel * baten, baten, aandeel)
    ]
    return sluitend(delen, max(aandeel * baten, minimum), "aangevuld tot het minimum")
