"""The profiles of all gemeenten and gebieden in one file, a sheet of A4 each: PDF or Word.

Used by the page and by ``peilstok profielen``, which runs it as a process of its own. The PDF is
the page as it is on the screen, printed by chromium; the Word file has real tables.
"""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from docx import Document
from docx.document import Document as Woorddocument
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt
from markupsafe import Markup

from app import chromium, data, toegang
from app.components import blok, plekken, profielblad, regiokaart, ruggengraat, tabel
from app.components.plekken import Plek
from app.inhoud import Inzage
from warehouse import opmaak
from warehouse.paths import Thuis

ROL = "platform_jeugd"
GEEN_PDF = (
    "Een PDF maken kan niet: chromium ontbreekt op deze machine. Zet het erop met "
    "'apt install chromium', of gebruik Word."
)
_STIJL = Path(__file__).parent / "components" / "stijl.css"
_VEL = """
@page { size: A4; margin: 12mm 14mm; }
html { font-size: 11px; }
body { margin: 0; font-family: "Source Sans", sans-serif; }
.stApp { color-scheme: light; background: #fff; }
.vel { break-after: page; }
.vel:last-child { break-after: auto; }
"""

Maker = Callable[[], bytes]


def kan_pdf() -> bool:
    """Whether this machine can make a PDF."""
    return chromium.zoek() is not None


def bestandsnaam(plek: Plek) -> str:
    """The name of a file about one place, without extension."""
    return f"profiel_{plek.sleutel}".lower().replace(":", "_").replace(" ", "_")


def als_pdf(inzage: Inzage, plekken_: Sequence[Plek] = ()) -> bytes:
    """The sheets of these places, else of all, as PDF.

    Raises:
        GeenPdf: there is no chromium, or it failed.
    """
    return chromium.druk_af(als_html(inzage, plekken_ or list(plekken.alle(inzage).values())))


def als_html(inzage: Inzage, plekken_: Sequence[Plek]) -> str:
    """The sheets as a document of its own: nothing is fetched from elsewhere."""
    vellen = [
        Markup('<div class="vel"><div class="peil">{}</div></div>').format(vel(inzage, plek))
        for plek in plekken_
    ]
    stijl = Markup(_lettertype() + _STIJL.read_text("utf-8") + _VEL)
    titel = f"Profielen, {data.publicatie(inzage).swv_naam}"
    return Markup(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{}</title>'
        '<style>{}</style></head><body><div class="stApp">{}</div></body></html>'
    ).format(titel, stijl, blok.voeg(vellen))


def vel(inzage: Inzage, plek: Plek) -> Markup:
    """One sheet: the heading, the profile and the map on which the place stands out."""
    blad = profielblad.maak(inzage, plek)
    return blok.kop(f"Profiel van {plek.in_zin}") + profielblad.html(
        inzage, blad, kaartvak(inzage, plek)
    )


def kaartvak(inzage: Inzage, plek: Plek) -> Markup:
    """The small map of a sheet: the first figure that there is of many places."""
    keuze = regiokaart.kengetallen(inzage, plek.grain)
    if not keuze or plek.plaats is None:
        return blok.LEEG
    kaarten = [regiokaart.maak(inzage, k, plek.grain, plek) for k in keuze]
    kaart = max(kaarten, key=lambda k: sum(s.klasse is not None for s in k.stippen))
    if not kaart.stippen:
        return blok.LEEG
    return Markup('<h2>{}</h2><div class="kaartvak">{}</div>').format(
        regiokaart.titel(kaart), regiokaart.html(kaart)
    )


def _lettertype() -> str:
    """The letter of the app, as Streamlit ships it; without it any plain one will do."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return ""
    gevonden = sorted((Path(spec.origin).parent / "static").rglob("SourceSansVF-Upright*.woff2"))
    if not gevonden:
        return ""
    return (
        '@font-face { font-family: "Source Sans"; font-weight: 200 900;'
        f' src: url("{gevonden[0].as_uri()}") format("woff2"); }}\n'
    )


# Word.


def als_docx(inzage: Inzage, plekken_: Sequence[Plek] = ()) -> bytes:
    """The same sheets as a Word file, with tables that can be changed."""
    document = Document()
    document.core_properties.title = f"Profielen, {data.publicatie(inzage).swv_naam}"
    document.core_properties.language = "nl-NL"
    document.styles["Normal"].font.size = Pt(9)
    for sectie in document.sections:
        sectie.page_width, sectie.page_height = Cm(21.0), Cm(29.7)
        sectie.left_margin = sectie.right_margin = Cm(1.8)
        sectie.top_margin = sectie.bottom_margin = Cm(1.5)
    alle = plekken_ or list(plekken.alle(inzage).values())
    for plek in alle:
        _schrijf_blad(document, inzage, plek)
        if plek is not alle[-1]:
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    bestand = io.BytesIO()
    document.save(bestand)
    return bestand.getvalue()


def _schrijf_blad(document: Woorddocument, inzage: Inzage, plek: Plek) -> None:
    blad = profielblad.maak(inzage, plek)
    document.add_heading(f"Profiel van {plek.in_zin}", level=1)
    document.add_paragraph(profielblad.zin(blad))
    _schrijf_tabel(document, profielblad.als_tabel(inzage, blad))
    publicatie = data.publicatie(inzage)
    regel = f"{publicatie.swv_naam}, zoals bekend op {opmaak.datum(publicatie.bekend_op)}."
    if publicatie.voorbeeldgegevens:
        regel += " Verzonnen voorbeeldgegevens."
    document.add_paragraph(f"{regel} Ligging: {ruggengraat.UITLEG}")


def _schrijf_tabel(document: Woorddocument, inhoud: tabel.Tabel) -> None:
    rooster = document.add_table(rows=1, cols=len(inhoud.kolommen), style="Light List Accent 1")
    for vak, kolom in zip(rooster.rows[0].cells, inhoud.kolommen, strict=True):
        vak.text = kolom.titel
    for rij in inhoud.rijen:
        vakken = rooster.add_row().cells
        for vak, cel in zip(vakken, rij, strict=True):
            vak.text = str(cel.waarde)
    for rij_ in rooster.rows:
        for vak in rij_.cells:
            for alinea in vak.paragraphs:
                alinea.paragraph_format.space_after = Pt(0)
                for stuk in alinea.runs:
                    stuk.font.size = Pt(8)


def main() -> int:
    """What ``peilstok profielen`` runs: write the set to a file."""
    lezer = argparse.ArgumentParser(prog="app.profielboek")
    lezer.add_argument("--formaat", choices=("pdf", "docx"), required=True)
    lezer.add_argument("--rol", default=ROL)
    lezer.add_argument("--naar", type=Path, required=True)
    gevraagd = lezer.parse_args()
    inzage = data.open_inzage(Thuis.uit_omgeving(), toegang.rol_van(gevraagd.rol))
    if inzage is None:
        print("er is nog niets gepubliceerd voor deze rol", file=sys.stderr)
        return 1
    if gevraagd.formaat == "pdf" and not kan_pdf():
        print(GEEN_PDF, file=sys.stderr)
        return 1
    maak = als_pdf if gevraagd.formaat == "pdf" else als_docx
    gevraagd.naar.parent.mkdir(parents=True, exist_ok=True)
    gevraagd.naar.write_bytes(maak(inzage))
    return 0


if __name__ == "__main__":
    sys.exit(main())
