"""The report in Word: per chapter every figure with its caption, chart, table and source line.

Charts are pictures, or native ones that Word can edit. Definitions and methods stand in an annex.
"""

from collections.abc import Mapping

from app import data
from app.components import tabel
from app.inhoud import Inzage
from app.verslag.document import Stuk, Vorm
from app.verslag.figuren import Verzameling, definities
from app.verslag.figuur import Figuur
from app.verslag.opdracht import Opdracht

_BREED = 16.0  # cm between the margins
_TEKEN, _ROND = 0.205, 0.5  # cm of a sign in a table, and of the margins in a cell
_LANG = 40  # signs of a text before it breaks lines
_BIJLAGEN = ("Bijlage: wat de cijfers betekenen", "Bijlage: hoe er is geteld en beoordeeld")
_ZONDER = "Overig"  # the chapter of what is in none
_METHODE = (
    (
        "Schommeling",
        "Of een cijfer echt verandert, wordt beoordeeld bij de publicatie: over vijf "
        "jaarcijfers met een gewogen lijn die ook zonder elk van de jaren standhoudt, over "
        "kwartalen met een XmR-kaart. Wat daarbuiten valt, is een reden om te kijken, geen "
        "oordeel.",
    ),
    (
        "Interval",
        "Om een aandeel staat het 95%-interval van Wilson, om een aantal dat van Poisson "
        "(Byar vanaf tien). Een klein verschil tussen twee jaren valt daar vaak binnen.",
    ),
    (
        "Kleine aantallen",
        "Aantallen onder de vijf staan als <5, een echte nul ook. Een x is een "
        "aantal dat is verborgen omdat het anders een klein aantal zou verraden. Een percentage, "
        "gemiddelde of mediaan staat er pas bij tien of meer.",
    ),
    (
        "Afronding",
        "Getallen zijn afgerond op de decimalen die er staan; een verschil is dat van de "
        "afgeronde getallen.",
    ),
)


def maak(
    inzage: Inzage, opdracht: Opdracht, inhoud: Verzameling, plaatjes: Mapping[str, bytes]
) -> bytes:
    """The document; a chart of which there is no picture is a native one."""
    vorm = Vorm(opdracht.sjablonen.get("docx"), opdracht.merk, opdracht.gemaakt_op)
    stuk = Stuk(opdracht.titel, opdracht.onder[0], vorm)
    for regel in opdracht.onder[1:]:
        stuk.alinea(regel, klein=True)
    stuk.inhoudsopgave()
    vorig = None
    for figuur in inhoud.figuren:
        hoofdstuk = figuur.onderdeel.hoofdstuk or _ZONDER
        if hoofdstuk != vorig:
            stuk.kop(hoofdstuk, 1, nieuwe_bladzijde=True)
        vorig = hoofdstuk
        _figuur(stuk, figuur, plaatjes.get(f"{figuur.naam}.png"))
    _bijlage(stuk, inzage, inhoud)
    return stuk.als_bytes()


def _figuur(stuk: Stuk, figuur: Figuur, plaatje: bytes | None) -> None:
    stuk.kop(figuur.titel, 2)
    if figuur.zin:
        stuk.alinea(figuur.zin, bijeen=True)
    if figuur.onderdeel.opmerking:
        stuk.alinea(figuur.onderdeel.opmerking, bijeen=True)
    heeft_grafiek = plaatje is not None or figuur.tekening is not None
    if heeft_grafiek:
        if plaatje is not None:
            stuk.plaatje(plaatje, figuur.alternatief)
        elif figuur.tekening is not None:
            stuk.grafiek(figuur.tekening)
        stuk.bijschrift("Figuur", figuur.tabel.titel)
        uitleg = figuur.uitleg if plaatje is not None else figuur.uitleg_deel
        stuk.alinea(" ".join(deel for deel in (figuur.bron, uitleg) if deel), klein=True)
    if figuur.noten:
        stuk.alinea("Gebeurtenissen: " + "; ".join(figuur.noten) + ".", klein=True)
    stuk.bijschrift("Tabel", figuur.tabel.titel)
    _tabel(stuk, figuur.tabel)
    if not heeft_grafiek:
        stuk.alinea(figuur.bron, klein=True)


def _tabel(stuk: Stuk, inhoud: tabel.Tabel) -> None:
    stuk.tabel(
        [kolom.titel for kolom in inhoud.kolommen],
        [[cel.tekst for cel in rij] for rij in inhoud.rijen],
        _breedtes(inhoud),
        {plaats for plaats, kolom in enumerate(inhoud.kolommen) if kolom.getal},
    )


def _breedtes(inhoud: tabel.Tabel) -> list[float]:
    """Room for each column: no figure and no word is broken, long texts share what is left."""
    minst, graag = [], []
    for plaats, kolom in enumerate(inhoud.kolommen):
        teksten = [rij[plaats].tekst for rij in inhoud.rijen]
        heel = kolom.getal  # a figure stays on one line
        stukken = [t for tekst in teksten for t in ([tekst] if heel else tekst.split())]
        stukken += [f"{woord} " for woord in kolom.titel.split()]  # bold is wider
        minst.append(_ROND + _TEKEN * min(max(map(len, stukken), default=1), _LANG))
        langste = max(map(len, [*teksten, kolom.titel]), default=1)
        graag.append(max(_ROND + _TEKEN * min(langste, _LANG), minst[-1]))
    over, tekort = _BREED - sum(minst), sum(graag) - sum(minst)
    if over <= 0 or not tekort:
        return [_BREED * deel / sum(minst) for deel in minst]
    return [m + over * (g - m) / tekort for m, g in zip(minst, graag, strict=True)]


def _bijlage(stuk: Stuk, inzage: Inzage, inhoud: Verzameling) -> None:
    """What the figures are, how they were judged, and what is not there."""
    stuk.kop(_BIJLAGEN[0], 1, nieuwe_bladzijde=True)
    for uitleg in definities(inhoud.figuren):
        stuk.kop(uitleg.titel, 2)
        for woord, tekst in uitleg.regels:
            stuk.alinea(tekst, vet=f"{woord}.")
    stuk.kop(_BIJLAGEN[1], 1, nieuwe_bladzijde=True)
    for woord, tekst in _METHODE:
        stuk.alinea(tekst, vet=f"{woord}.")
    publicatie = data.publicatie(inzage)
    stuk.alinea(
        f"Publicatie {publicatie.publicatie}, gemaakt met Peilstok {publicatie.software_versie}.",
        vet="Herkomst.",
    )
    if inhoud.gemist:
        stuk.alinea("; ".join(inhoud.gemist) + ".", vet="Niet in dit verslag.")
