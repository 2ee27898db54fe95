"""Can this figure be trusted? What was counted of what should be, how fresh, and what failed.

Coverage is about one period of the whole region; checks are those of the kengetal and of its
bronnen. In short in a row of Kengetallen, in full under a chart in Verdieping.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from app import data
from app.components import blok, permalink, tabel, teken, versheid
from app.inhoud import Dekking, Inzage, Kengetal, Levering, Toets
from warehouse import opmaak

# More names than this are folded in.
_NAMEN = 6
_MELDING = 200  # characters
_ENKELVOUD = {"school": "school", "gemeente": "gemeente"}
_MEERVOUD = {"school": "scholen", "gemeente": "gemeenten"}


@dataclass(frozen=True)
class Kwaliteit:
    """What is known of the data under one figure.

    Attributes:
        leveringen: per bron the newest delivery that counts; a bron without any is left out.
        getoetst: whether any check was carried out.
    """

    dekking: Sequence[Dekking]
    leveringen: Sequence[Levering]
    gezakt: Sequence[Toets]
    getoetst: bool

    @property
    def krapste(self) -> Dekking | None:
        """The bron that lacks most."""
        return min(self.dekking, key=lambda d: d.geleverd - d.verwacht, default=None)

    @property
    def mist(self) -> Dekking | None:
        """The bron that lacks most, when any lacks something."""
        krapste = self.krapste
        return krapste if krapste and krapste.tekort else None

    @property
    def nieuwste(self) -> Levering | None:
        """The delivery that came in last."""
        return max(self.leveringen, key=lambda v: v.datum, default=None)


def van(inzage: Inzage, kengetal: Kengetal, periode: str) -> Kwaliteit:
    """The quality of the data under the figure of one period."""
    return _van(inzage, kengetal.kengetal, periode)


@data.bewaar(1_000)
def _van(inzage: Inzage, code: str, periode: str) -> Kwaliteit:
    kengetal = data.kengetallen(inzage)[code]
    toetsen = [t for t in data.toetsen(inzage) if raakt(t, kengetal)]
    nieuwste = data.nieuwste_leveringen(inzage)
    return Kwaliteit(
        data.dekkingen(inzage).get((kengetal.kengetal, periode), []),
        [nieuwste[bron] for bron in kengetal.bronnen if bron in nieuwste],
        [t for t in toetsen if t.uitkomst == "gezakt"],
        any(t.uitkomst == "geslaagd" for t in toetsen),
    )


def raakt(toets: Toets, kengetal: Kengetal) -> bool:
    """Whether a check says something of a kengetal: it is about it, or about one of its bronnen."""
    if toets.kengetal:
        return toets.kengetal == kengetal.kengetal
    return toets.bron in kengetal.bronnen


def teken_mist(kwaliteit: Kwaliteit) -> teken.Teken | None:
    """The sign beside a figure that is built on an incomplete count; None when it is complete."""
    mist = kwaliteit.mist
    if not mist:
        return None
    aantal = opmaak.getal(mist.tekort)
    wie = (_ENKELVOUD if mist.tekort == 1 else _MEERVOUD)[mist.eenheid]
    werkwoord = "ontbreekt" if mist.tekort == 1 else "ontbreken"
    uitleg = _wie(mist)
    return teken.Teken("let-op", f"{aantal} {wie} {werkwoord}", "oranje", uitleg)


def teken_mist_kort(kwaliteit: Kwaliteit) -> teken.Teken | None:
    """The same in a cell: "15 ontbreken"; coverage stands in the same row."""
    lang = teken_mist(kwaliteit)
    if not lang:
        return None
    aantal, _, werkwoord = lang.woord.split(" ")
    return replace(lang, woord=f"{aantal} {werkwoord}")


def kort(kwaliteit: Kwaliteit) -> Markup:
    """For a cell: coverage or what the checks say, and the age of the newest delivery."""
    regels = [teken.regel(t) for t in (_dekkingsteken(kwaliteit), _toetsteken(kwaliteit)) if t]
    levering = kwaliteit.nieuwste
    oud = versheid.ouderdom(levering.datum, date.today()) if levering else "niets"
    regels.append(Markup('<span class="bij">{} geleverd</span>').format(oud))
    return blok.voeg(regels)


def woorden(kwaliteit: Kwaliteit) -> str:
    """The same for a file."""
    tekens = (_dekkingsteken(kwaliteit), _toetsteken(kwaliteit))
    return "; ".join(t.woord for t in tekens if t)


def _wie(dekking: Dekking) -> str:
    """Who is missing, as far as this audience may know."""
    namen = blok.rijtje(dekking.ontbreekt)
    return f"Niet meegeteld: {namen}." if namen else "Niet iedereen is meegeteld."


def telling(dekking: Dekking) -> str:
    """How many of how many: "85 van 86 scholen"."""
    wie = (_ENKELVOUD if dekking.verwacht == 1 else _MEERVOUD)[dekking.eenheid]
    return f"{opmaak.getal(dekking.geleverd)} van {opmaak.getal(dekking.verwacht)} {wie}"


def _dekkingsteken(kwaliteit: Kwaliteit) -> teken.Teken | None:
    krapste = kwaliteit.krapste
    if not krapste:
        return None
    if krapste.tekort:
        return teken.Teken("let-op", telling(krapste), "oranje", _wie(krapste))
    return teken.Teken("vink", telling(krapste), "blauw", "Alles wat verwacht wordt, is geteld.")


def _toetsteken(kwaliteit: Kwaliteit) -> teken.Teken | None:
    """Checks are named when they failed, and when there is no coverage to show instead."""
    if kwaliteit.gezakt:
        aantal = opmaak.aantal_met_eenheid(len(kwaliteit.gezakt), "toets", "toetsen")
        uitleg = " ".join(t.titel.rstrip(".") + "." for t in kwaliteit.gezakt)
        return teken.Teken("let-op", f"{aantal} gezakt", "oranje", uitleg)
    if not kwaliteit.getoetst:
        return teken.Teken("nvt", "Niet getoetst", "paars", "Er zijn geen toetsen uitgevoerd.")
    if kwaliteit.dekking:
        return None
    return teken.Teken("vink", "Toetsen geslaagd", "blauw", "Alle uitgevoerde toetsen.")


# In full.


def uitvoerig(inzage: Inzage, kengetal: Kengetal, periode: str) -> Markup:
    """Coverage with the names that are missing, how fresh every bron is, and what failed."""
    kwaliteit = van(inzage, kengetal, periode)
    toetsen = permalink.adres("datakwaliteit", inzage, kengetal=kengetal.kengetal)
    paren = [
        *(_dekkingsregel(inzage, d) for d in kwaliteit.dekking),
        ("Versheid", _versheid(inzage, kengetal, kwaliteit)),
        ("Toetsen", _toetsregel(kwaliteit)),
    ]
    meer = blok.verwijzing("Alle toetsen van dit kengetal", toetsen) if toetsen else blok.LEEG
    return (
        blok.tussenkop("Gegevens: is dit cijfer te vertrouwen?")
        + blok.omschrijvingen(paren)
        + Markup('<p class="klein meer">{}</p>').format(meer)
    )


def _dekkingsregel(inzage: Inzage, dekking: Dekking) -> tuple[str, Markup]:
    bron = data.bronnaam(inzage, dekking.bron)
    if not dekking.tekort:
        heel = teken.Teken("vink", f"{telling(dekking)} geteld", "blauw")
        return f"Geteld ({bron})", teken.regel(heel)
    mist = teken.Teken("let-op", f"{telling(dekking)} geteld", "oranje")
    return f"Geteld ({bron})", teken.regel(mist) + _namen(dekking.ontbreekt)


def _namen(namen: Sequence[str]) -> Markup:
    """Who is missing, by name as far as those are known; a long list is folded in."""
    if not namen:
        return blok.LEEG
    if len(namen) <= _NAMEN:
        return Markup("<br>Niet meegeteld: {}.").format(blok.rijtje(namen))
    titel = f"De {opmaak.getal(len(namen))} die niet zijn meegeteld"
    return blok.uitklap(titel, blok.opsomming(namen))


def _versheid(inzage: Inzage, kengetal: Kengetal, kwaliteit: Kwaliteit) -> Markup:
    geleverd = {levering.bron: levering for levering in kwaliteit.leveringen}
    regels = []
    for bron in kengetal.bronnen:
        levering = geleverd.get(bron)
        naam = data.bronnaam(inzage, bron).capitalize()
        if levering is None:
            regels.append(Markup("{}: {}").format(naam, teken.regel(teken.NIET_GELEVERD)))
            continue
        oud = versheid.ouderdom(levering.datum, date.today())
        regels.append(
            Markup("{}: nieuwste levering {} ({})").format(naam, opmaak.datum(levering.datum), oud)
        )
    return blok.opsomming(regels)


def _toetsregel(kwaliteit: Kwaliteit) -> Markup:
    gezakt = kwaliteit.gezakt
    if not gezakt:
        staat = _toetsteken(Kwaliteit((), (), (), kwaliteit.getoetst))
        return teken.regel(staat) if staat else Markup("")
    return blok.opsomming(_gezakt(t) for t in gezakt)


def _gezakt(toets: Toets) -> Markup:
    """A check that failed, with its message; a long one is folded in."""
    melding = toets.melding or ""
    kop = Markup("{} {}").format(
        teken.regel(teken.uitkomst(toets.uitkomst)), toets.titel.rstrip(".") + "."
    )
    if len(melding) <= _MELDING:
        return kop + " " + melding
    return kop + blok.uitklap("Wat er is", Markup("<p>{}</p>").format(melding))


def dekkingstabel(inzage: Inzage, dekkingen: Sequence[tuple[str, Dekking]]) -> tabel.Tabel:
    """Coverage as a table: what it is of, how many of how many, and who is missing."""
    rijen = [
        (
            tabel.Cel(titel),
            tabel.Cel(opmaak.periode(d.periode)),
            tabel.Cel(data.bronnaam(inzage, d.bron)),
            tabel.Cel(telling(d)),
            tabel.Cel(", ".join(d.ontbreekt) or ("niet genoemd" if d.tekort else "niemand")),
        )
        for titel, d in dekkingen
    ]
    namen = ("Kengetal", "Periode", "Bron", "Geteld", "Niet meegeteld")
    return tabel.Tabel("Dekking", tuple(tabel.Kolom(n) for n in namen), rijen, "dekking")
