"""Where a figure comes from: the deliveries behind it, in a table that two pages share."""

from markupsafe import Markup

from app import data
from app.components import blok, tabel
from app.inhoud import Inzage, Kengetal
from warehouse import opmaak

_KOLOMMEN = ("Bestand", "Bron", "Geleverd", "Door")
# More deliveries than this are counted, and folded in: a register of ten years has many.
_HOOGSTENS = 12


def leveringen(inzage: Inzage, kengetal: Kengetal, periode: str) -> Markup:
    """The deliveries that feed the figure of one period, with hash and number of rows."""
    rijen = data.herkomst(inzage, kengetal.kengetal, periode)
    if not rijen:
        return blok.melding("Voor deze periode is geen levering vastgelegd.")
    cellen = [
        (
            tabel.Cel(h.bestand),
            tabel.Cel(data.bronnaam(inzage, h.bron)),
            tabel.Cel(opmaak.datum(h.datum)),
            tabel.Cel(h.door or "onbekend"),
            tabel.aantal(h.rijen),
            tabel.Cel(Markup('<code title="{}">{}</code>').format(h.sha256, h.sha256[:10])),
        )
        for h in rijen
    ]
    kolommen = (
        *(tabel.Kolom(naam) for naam in _KOLOMMEN),
        tabel.Kolom("Rijen gebruikt", True),
        tabel.Kolom("Kenmerk"),
    )
    vak = tabel.html(tabel.Tabel("Leveringen onder dit cijfer", kolommen, cellen))
    if len(cellen) <= _HOOGSTENS:
        return vak
    return blok.uitklap(f"{opmaak.getal(len(cellen))} leveringen", vak)
