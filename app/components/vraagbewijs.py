"""The figures under a question: which ones, the answer in a sentence, and what we do not know.

Sentences and judgements come from the publication; this only picks them and puts them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app import data
from app.components import beeld as beelden
from app.components import blok, cijfer, kwaliteit, stand, teken
from app.components.beeld import Beeld
from app.components.stand import Stand
from app.inhoud import Doelstelling, Inzage, Kengetal, Vraag
from warehouse import opmaak

_GETEKEND = 3
_MEERVOUD = {"haalt": "halen", "gaat": "gaan"}
AV = "av_vraag"


@dataclass(frozen=True)
class Cijfer:
    """One kengetal of the region with its course and its judgement."""

    kengetal: Kengetal
    nu: Stand

    @property
    def titel(self) -> str:
        """The figure in a line: what, how much, when."""
        if not self.nu.punt:
            return f"{self.kengetal.titel}: {teken.NIET_GELEVERD.woord}"
        waarde = cijfer.van_punt(self.kengetal, self.nu.punt, beknopt=True)
        return f"{self.kengetal.titel}: {waarde} {opmaak.wanneer(self.nu.periode)}"

    @property
    def zin(self) -> str:
        """The sentence that was published for it."""
        return self.nu.duiding.zin if self.nu.duiding else ""

    @property
    def tekens(self) -> tuple[teken.Teken, ...]:
        """What is judged of it, as far as something is judged."""
        if not self.nu.duiding:
            return ()
        alle = stand.tekens(self.kengetal, self.nu.duiding, self.nu.punt)
        return tuple(t for t in alle if t not in (teken.status(None), teken.GEEN_TREND))


@dataclass(frozen=True)
class Bewijs:
    """The figures of a question: those that are drawn, those beside, and those that are not there.

    Attributes:
        zonder: kengetallen that belong to it and of which nothing was delivered.
    """

    vraag: Vraag
    beeld: Sequence[Cijfer]
    rest: Sequence[Cijfer]
    zonder: Sequence[Kengetal]

    @property
    def alle(self) -> list[Cijfer]:
        """All that there is a figure of."""
        return [*self.beeld, *self.rest]


def van(inzage: Inzage, vraag: Vraag) -> Bewijs:
    """The figures under a question, those that the profile names first."""
    horend = [k for k in data.kengetallen(inzage).values() if _hoort_bij(k, vraag)]
    eerst = {naam: plaats for plaats, naam in enumerate(vraag.beeld)}
    horend.sort(key=lambda k: eerst.get(k.kengetal, len(eerst)))
    cijfers = [cijfer_van(inzage, k) for k in horend]
    met = [c for c in cijfers if c.nu.punt]
    tekenbaar = [c for c in met if any(p.waarde is not None for p in c.nu.punten)]
    genoemd = [c for c in tekenbaar if c.kengetal.kengetal in eerst]
    beeld = (genoemd or tekenbaar)[:_GETEKEND]
    rest = [c for c in met if c not in beeld]
    return Bewijs(vraag, beeld, rest, [c.kengetal for c in cijfers if not c.nu.punt])


def cijfer_van(inzage: Inzage, kengetal: Kengetal) -> Cijfer:
    """One kengetal over the whole region."""
    return Cijfer(kengetal, stand.stand(inzage, kengetal))


def _hoort_bij(kengetal: Kengetal, vraag: Vraag) -> bool:
    """What the AV asks of a doelstelling, is answered by all of its kengetallen."""
    if vraag.soort == AV:
        return vraag.doelstelling in kengetal.doelstelling
    return vraag.id in kengetal.vragen


def regiobeeld(inzage: Inzage, gevonden: Cijfer) -> Beeld:
    """The chart of a kengetal over the whole region, with what belongs beside it."""
    k, nu = gevonden.kengetal, gevonden.nu
    return Beeld(
        k,
        nu.punten,
        nu.periode,
        nu.periode,
        data.landelijk(inzage).get(k.kengetal, []),
        [g for g in data.gebeurtenissen(inzage) if beelden.raakt(g, k, None, True)],
    )


# The answer.


def antwoord(bewijs: Bewijs) -> str:
    """A draft of the answer: the first figure in its own sentence, and all of them counted.

    What the AV asks of a whole doelstelling, no single figure answers.
    """
    if not bewijs.alle:
        return _zonder_cijfers(bewijs)
    if bewijs.vraag.soort == AV:
        return _geteld(bewijs.alle, "doelstelling")
    eerste = next((c.zin for c in bewijs.alle if c.zin), "")
    geteld = _geteld(bewijs.alle) if len(bewijs.alle) > 1 else ""
    return f"{eerste} {geteld}".strip()


def _zonder_cijfers(bewijs: Bewijs) -> str:
    if bewijs.zonder:
        namen = blok.rijtje([k.titel for k in bewijs.zonder])
        return f"Er zijn nog geen cijfers over deze vraag; er ontbreekt: {namen}."
    zin = "Deze vraag is niet met cijfers te beantwoorden."
    documenten = bewijs.vraag.bewijs or ""
    return f"{zin} Als bewijs telt: {_klein(documenten)}." if documenten else zin


def _klein(tekst: str) -> str:
    """A phrase within a sentence; an abbreviation keeps its capitals."""
    kaal = tekst.rstrip(".")
    return kaal if kaal[:2].isupper() else kaal[:1].lower() + kaal[1:]


def _geteld(cijfers: Sequence[Cijfer], waarbij: str = "vraag") -> str:
    """How many figures there are, and what is judged of them together."""
    oordelen = [c.nu.duiding for c in cijfers if c.nu.duiding]
    tellingen = (
        (sum(d.status == "gehaald" for d in oordelen), "haalt", "de streefwaarde"),
        (sum(d.status == "niet_gehaald" for d in oordelen), "haalt", "de streefwaarde niet"),
        (sum(_richting(c) == "blauw" for c in cijfers), "gaat", "echt de goede kant op"),
        (sum(_richting(c) == "oranje" for c in cijfers), "gaat", "echt de verkeerde kant op"),
    )
    delen = [
        f"{opmaak.getal(keren)} {werkwoord if keren == 1 else _MEERVOUD[werkwoord]} {rest}"
        for keren, werkwoord, rest in tellingen
        if keren
    ]
    aantal = opmaak.aantal_met_eenheid(len(cijfers), "kengetal", "kengetallen")
    horen = f"Bij deze {waarbij} {'hoort' if len(cijfers) == 1 else 'horen'} {aantal}"
    if not delen:
        return f"{horen}; geen ervan verandert echt of heeft een streefwaarde."
    return f"{horen}: {blok.rijtje(delen)}."


def _richting(gevonden: Cijfer) -> str:
    duiding = gevonden.nu.duiding
    if not duiding or duiding.trend not in ("stijgt", "daalt"):
        return ""
    return teken.trend(duiding.trend, gevonden.kengetal.gunstig).kleur


# What we do not know.


def leemten(inzage: Inzage, bewijs: Bewijs) -> list[str]:
    """What is missing, hidden, not complete or not sure under a question, one line each."""
    regels = []
    for gevonden in bewijs.alle:
        if gevolg := _leemte(inzage, gevonden):
            regels.append(f"{gevonden.kengetal.titel}: {gevolg}.")
    if bewijs.alle and bewijs.zonder:
        namen = blok.rijtje([k.titel for k in bewijs.zonder])
        regels.append(f"Nog niet geleverd: {namen}.")
    return regels


def _leemte(inzage: Inzage, gevonden: Cijfer) -> str:
    punt = gevonden.nu.punt
    delen = []
    if reden := cijfer.afwezig(punt):
        delen.append(reden.woord)
    elif punt and punt.waarde is None:
        delen.append("het precieze getal is niet bekend")
    if punt and punt.is_onvolledig:
        delen.append("het tijdvak is nog niet compleet")
    kenmerk = kwaliteit.van(inzage, gevonden.kengetal, gevonden.nu.periode)
    if mist := kwaliteit.teken_mist(kenmerk):
        delen.append(mist.woord)
    elif punt and punt.ontbreekt:
        aantal = opmaak.aantal_met_eenheid(punt.ontbreekt, "telling", "tellingen")
        delen.append(f"{aantal} {'ontbreekt' if punt.ontbreekt == 1 else 'ontbreken'}")
    if kenmerk.gezakt:
        aantal = opmaak.aantal_met_eenheid(len(kenmerk.gezakt), "toets", "toetsen")
        delen.append(f"{aantal} op de gegevens gezakt")
    if gevonden.nu.duiding and gevonden.nu.duiding.trend == "te_kort":
        delen.append("de reeks is te kort voor een oordeel over de trend")
    return ", ".join(delen)


def per_doelstelling(inzage: Inzage, doel: Doelstelling) -> list[Vraag]:
    """The questions of one doelstelling, in order."""
    return [v for v in data.vragen(inzage) if v.doelstelling == doel.nummer]


def soortnaam(vraag: Vraag) -> str:
    """What kind of question it is, for readers."""
    namen = {
        "reflectievraag": "Reflectievraag",
        "toetsingsvraag": "Toetsingsvraag",
        AV: "Vraag van de AV",
    }
    return namen[vraag.soort]
