"""The words under a chart: what is drawn, how to read it, what else to know of it.

The line under a chart names unit, moment, source and number; everything in the chart that is not
plain is said in a sentence here, so that it can be read aloud and printed.
"""

from markupsafe import Markup

from app import data
from app.components import beeld as beelden
from app.components import blok, cijfer, definitie
from app.components.beeld import Beeld
from app.inhoud import Inzage, Kengetal, Punt, Referentie
from warehouse import opmaak

# How to read each kind of chart, in two sentences.
_ZO_LEEST_U = {
    "lijn": (
        "Elk punt is één meting; het gekleurde punt is het cijfer waar deze pagina over gaat. "
        "Op en neer hoort erbij: alleen bij 'stijgt echt' of 'daalt echt' is het meer dan de "
        "gewone schommeling."
    ),
    "kaart": (
        "Een ruit is een signaal: dat punt ligt buiten de grenzen, of hoort bij zes kwartalen op "
        "rij aan één kant van het gemiddelde, zes op rij omhoog of omlaag, of twee van drie dicht "
        "bij een grens. De punten zonder ruit schommelen zoals altijd; daar hoeft niemand een "
        "oorzaak voor te zoeken."
    ),
    "verdeling": (
        "De lijn is de mediaan: de helft van de gevallen zit eronder, de helft erboven. In de "
        "band ligt de middelste helft; onder de dunne lijn liggen 9 van de 10 gevallen."
    ),
    "staven": (
        "Alle staven hebben dezelfde schaal, vanaf nul; rechts ziet u hoe het cijfer verliep. "
        "Wie bovenaan staat, doet het niet vanzelf beter: vooral bij kleine eenheden speelt "
        "toeval mee."
    ),
    "staven_met_regio": (
        "Alle staven hebben dezelfde schaal, vanaf nul, en de streep is de hele regio. "
        "Wie bovenaan staat, doet het niet vanzelf beter: vooral bij kleine eenheden speelt "
        "toeval mee."
    ),
    "velden": (
        "Alle vakken hebben dezelfde assen, dus hoogte en helling zijn te vergelijken. "
        "Waar een lijn in stippels overgaat, is het cijfer verborgen of onbekend."
    ),
    "velden_met_regio": (
        "Alle vakken hebben dezelfde assen, en de grijze lijn is overal de hele regio. "
        "Waar een lijn in stippels overgaat, is het cijfer verborgen of onbekend."
    ),
    "trechter": (
        "Hoe kleiner een eenheid, hoe meer haar cijfer door toeval schommelt; daarom is de "
        "trechter links breed en rechts smal. Alleen een ruit buiten de streepjeslijn (99,8%) "
        "wijkt meer af dan toeval verklaart: een reden om te kijken, geen oordeel."
    ),
    "waterval": (
        "Lees van boven naar onder: elke stap begint waar de vorige ophoudt. Blauw komt erbij, "
        "oranje gaat eraf, en de grijze staaf is waar u dan staat."
    ),
    "spreiding": (
        "In de dikke balk ligt de middelste helft, de dunne lijn loopt van de laagste tot de "
        "hoogste. Een school met weinig leerlingen komt door één verwijzing al ver opzij."
    ),
    "geldlijnen": (
        "De lijn met punten is waar het om gaat; de streepjeslijn is wat u ernaast legt. Dichte "
        "punten zijn uitkomsten, open punten en stippels zijn verwacht of begroot."
    ),
    "scenario": (
        "De lijnen met punten zijn de scenario's, de grijze lijn is de begroting zoals ze is "
        "vastgesteld en de streepjeslijn is de gekozen grens. Een scenario is geen voorspelling: "
        "het rekent uit wat volgt als de aannames uitkomen."
    ),
    "momenten": (
        "De open stip is het ene moment, de dichte stip het andere; de lijn ertussen is het "
        "verschil. Zo'n verschil kan toeval zijn: open een eenheid om te zien of het echt "
        "verandert."
    ),
}
_REGELS = (
    "XmR-kaart volgens Making Data Count (NHS England): gemiddelde ± 2,66 × de gemiddelde stap "
    "tussen twee kwartalen."
)


def toon(inzage: Inzage, beeld: Beeld, punt: Punt | None) -> Markup:
    """Everything under the chart, the line with the source first."""
    return (
        _regel(bronregel(inzage, beeld, punt))
        + _zo_leest_u(beeld)
        + _landelijk(beeld)
        + _gebeurtenissen(beeld)
    )


def _regel(tekst: str | Markup) -> Markup:
    return Markup('<p class="bronregel">{}</p>').format(tekst)


def bronregel(inzage: Inzage, beeld: Beeld, punt: Punt | None) -> str:
    """Where the figure comes from, and what is drawn."""
    return " ".join([bron(inzage, beeld.kengetal, punt), *tekening(beeld)])


def bron(inzage: Inzage, kengetal: Kengetal, punt: Punt | None) -> str:
    """Unit, measuring moment, source, n and on which date all this was known."""
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    delen = [cijfer.eenheid(kengetal)]
    if punt:
        delen.append(_moment(punt))
    delen.append(f"bron: {definitie.bronnen(inzage, kengetal)}")
    if punt and punt.n is not None:
        delen.append(f"n = {opmaak.getal(punt.n)}")
    delen.append(f"zoals bekend op {bekend}")
    return " · ".join(delen) + "."


def _moment(punt: Punt) -> str:
    """The period with the kind that it is of, when its name does not say so already."""
    tekst = opmaak.periode(punt.periode)
    return tekst if punt.periode_soort in tekst else f"{punt.periode_soort} {tekst}"


def tekening(beeld: Beeld) -> list[str]:
    """What lines, bands and points mean, as far as the chart has them."""
    zinnen = []
    met_interval = any(p.onder is not None for p in beeld.punten)
    if met_interval and not beeld.kaart and not beeld.is_verdeling:
        zinnen.append("Grijze band: 95%-interval.")
    if beeld.onvolledig:
        namen = blok.rijtje([opmaak.periode(p.periode) for p in beeld.onvolledig])
        een = len(beeld.onvolledig) == 1
        is_, telt = ("is", "telt") if een else ("zijn", "tellen")
        zinnen.append(f"Open punt: {namen} {is_} onvolledig en {telt} niet mee in het oordeel.")
    if beeld.heeft_vooruitblik:
        zinnen.append(f"Gestippeld: vooruitblik na {opmaak.periode(beeld.nu)}.")
    if any(g.is_breuk for g in beeld.in_beeld):
        zinnen.append("Bij een trendbreuk is de lijn onderbroken: ervoor is anders geteld.")
    if not beelden.begint_bij_nul(beeld.kengetal, beeld.punten):
        zinnen.append("De as begint niet bij nul.")
    return zinnen


def zo_leest_u(soort: str) -> Markup:
    """How to read a kind of chart, in two sentences."""
    kop = Markup('<p class="bronregel leest"><strong>Zo leest u dit.</strong> {}</p>')
    return kop.format(_ZO_LEEST_U[soort])


def _zo_leest_u(beeld: Beeld) -> Markup:
    if beeld.kaart:
        return zo_leest_u("kaart") + _regel(_REGELS)
    return zo_leest_u("verdeling" if beeld.is_verdeling else "lijn")


def _landelijk(beeld: Beeld) -> Markup:
    """The newest national figure in words, with what makes it differ from ours."""
    nieuwste = beeld.laatste_landelijk
    if nieuwste is None:
        return Markup("")
    anders = nieuwste.is_anders_geteld
    wie = "Landelijk, anders geteld" if anders else "Landelijk"
    getal = cijfer.tekst(beeld.kengetal, nieuwste.waarde)
    voorlopig = ", voorlopig cijfer" if nieuwste.voorlopig else ""
    getekend = "" if _is_getekend(beeld, nieuwste) else " Niet in de grafiek."
    bron = f" Bron: {nieuwste.bron.rstrip('.')}." if nieuwste.bron else ""
    tekst = Markup("<strong>{}:</strong> {} {}{}. {}{}{}").format(
        wie,
        getal,
        opmaak.wanneer(nieuwste.periode),
        voorlopig,
        _hoe_geteld(nieuwste),
        bron,
        getekend,
    )
    return _regel(tekst)


def _hoe_geteld(cijfer_: Referentie) -> str:
    """How the national figure was counted, in a sentence."""
    if (cijfer_.definitie or "").strip(". ").casefold() == "dezelfde":
        return "Op dezelfde manier geteld."
    return cijfer_.definitie or ""


def _is_getekend(beeld: Beeld, cijfer_: Referentie) -> bool:
    return cijfer_ in beeld.landelijke_lijn(cijfer_.is_anders_geteld)


def _gebeurtenissen(beeld: Beeld) -> Markup:
    """The list that the numbers in the chart refer to; none when the chart names them itself."""
    if not beeld.in_beeld or beeld.namen_in_grafiek:
        return Markup("")
    regels = [
        Markup("<li>{}: {}</li>").format(opmaak.datum(g.datum), beelden.naam(g))
        for g in beeld.in_beeld
    ]
    kop = Markup('<p class="tabelkop">Gebeurtenissen in de grafiek</p>')
    return kop + Markup('<ol class="gebeurtenissen">{}</ol>').format(blok.voeg(regels))
