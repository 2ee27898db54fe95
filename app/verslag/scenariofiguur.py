"""A scenario of page Middelen as a figure of a report, with how it was reckoned."""

from functools import partial

from app.components import palet, tabel
from app.components.middelen import lijnen as lijntekening
from app.components.middelen import vooruitblik
from app.components.middelen.boek import Boek
from app.components.middelen.vooruitblik import Vooruitblik
from app.inhoud import Inzage
from app.verslag.figuur import Figuur
from app.verslag.mandje import Onderdeel
from app.verslag.tekening import EIGEN, GRENS, PLAN, TWEEDE, Reeks, Tekening
from warehouse import opmaak


def maak(inzage: Inzage, onderdeel: Onderdeel) -> list[Figuur]:
    """The scenario as the page shows it; none where it cannot start."""
    blik = vooruitblik.lees(Boek(inzage), onderdeel.scenario)
    if blik is None:
        return []
    titel = onderdeel.titel or blik.titel
    begin = f"Vertrekpunt: {blik.keuzes.vanuit.naam}."
    gerekend = " ".join((begin, "Zo is gerekend:", *blik.rekenwijze))
    tekening = _tekening(blik)
    return [
        Figuur(
            naam="scenario",
            onderdeel=onderdeel,
            titel=titel,
            zin=blik.zin,
            boodschap=titel,
            tabel=blik.overzicht,
            bron=blik.boek.bronregel,
            tekening=tekening,
            plaat=partial(blik.figuur, palet.LICHT),
            alternatief=tekening.alternatief,
            uitleg=f"{blik.band_in_woorden} {gerekend}".strip(),
            uitleg_deel=gerekend,
        )
    ]


def _tekening(blik: Vooruitblik) -> Tekening:
    """The reserve by year: each scenario, the begroting and the limit."""
    lijnen = blik.reeksen(palet.LICHT)
    jaren = sorted({jaar for lijn in lijnen for jaar in lijn.waarden})
    rollen = {"grens": GRENS, "begroting": PLAN, blik.uitkomsten[0].naam: EIGEN}
    reeksen = [
        Reeks(
            f"{lijn.naam[:1].upper()}{lijn.naam[1:]}",
            tuple(lijn.waarden.get(jaar) for jaar in jaren),
            rollen.get(lijn.naam, TWEEDE),
        )
        for lijn in sorted(lijnen, key=lambda lijn: lijn.naam in ("grens", "begroting"))
    ]
    eigen = reeksen[0].waarden
    return Tekening(
        "lijn",
        blik.overzicht.titel,
        tuple(str(jaar) for jaar in jaren),
        tuple(reeksen),
        tabel.EURO,
        all((w or 0) >= 0 for reeks in reeksen for w in reeks.waarden),
        lijntekening.alternatief(lijnen, opmaak.bedrag_kort),
        {i: opmaak.bedrag_kort(eigen[i] or 0.0) for i in (0, len(jaren) - 1)},
    )
