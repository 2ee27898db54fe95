"""The report as slides: one message each, its chart native, its definition in the notes."""

import io
from collections.abc import Mapping, Sequence
from textwrap import shorten as _verkort

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Cm, Emu, Length, Pt

from app.components import palet, tabel
from app.verslag import grafiekdeel
from app.verslag.figuur import Figuur
from app.verslag.opdracht import Opdracht
from warehouse import opmaak

_BREED, _HOOG = Cm(33.87), Cm(19.05)  # 16:9
_RAND = Cm(1.6)
_LETTER = Pt(14)
_LEEG, _ALLEEN_TITEL = 6, 5  # layouts of the default template
_REGELS = 12  # of a table, when there is nothing to draw
_REGEL, _TEKEN = 100, Cm(0.27)  # signs on a line below the title; the width of one in a table
_RIJHOOGTE = Cm(0.85)


def maak(
    opdracht: Opdracht, figuren: Sequence[Figuur], plaatjes: Mapping[str, bytes] | None = None
) -> bytes:
    """The presentation; a chart that Office cannot draw is a picture, or else its table."""
    dias = Presentation(str(opdracht.sjablonen["pptx"]) if "pptx" in opdracht.sjablonen else None)
    if "pptx" not in opdracht.sjablonen:
        dias.slide_width, dias.slide_height = _BREED, _HOOG
    maat = (Emu(dias.slide_width), Emu(dias.slide_height))
    _voorblad(dias.slides.add_slide(dias.slide_layouts[_LEEG]), opdracht, maat)
    for figuur in figuren:
        vel = dias.slides.add_slide(dias.slide_layouts[_ALLEEN_TITEL])
        _figuurdia(vel, opdracht, figuur, maat, (plaatjes or {}).get(f"{figuur.naam}.png"))
    eigenschappen = dias.core_properties
    eigenschappen.title, eigenschappen.author = opdracht.titel, "Peilstok"
    eigenschappen.language = "nl-NL"
    eigenschappen.created = eigenschappen.modified = opdracht.gemaakt_op
    uitvoer = io.BytesIO()
    dias.save(uitvoer)
    return uitvoer.getvalue()


def _voorblad(vel: Slide, opdracht: Opdracht, maat: tuple[Length, Length]) -> None:
    breed, hoog = maat
    vak = vel.shapes.add_textbox(_RAND, Emu(hoog // 3), Emu(breed - 2 * _RAND), Cm(6))
    vak.text_frame.word_wrap = True
    _schrijf(vak.text_frame.paragraphs[0], opdracht.titel, Pt(36), vet=True)
    for regel in opdracht.onder:
        _schrijf(vak.text_frame.add_paragraph(), regel, Pt(16), zacht=True)
    if opdracht.merk:
        _schrijf(vak.text_frame.add_paragraph(), opdracht.merk, Pt(16), vet=True)


def _figuurdia(
    vel: Slide,
    opdracht: Opdracht,
    figuur: Figuur,
    maat: tuple[Length, Length],
    plaatje: bytes | None,
) -> None:
    breed, hoog = maat
    ruim = Emu(breed - 2 * _RAND)
    titel = vel.shapes.title
    titel.left, titel.top, titel.width, titel.height = _RAND, Cm(0.9), ruim, Cm(2.3)
    titel.text_frame.word_wrap = True
    titel.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    letter = Pt(24) if len(figuur.boodschap) <= _REGEL else Pt(20)  # two lines of it fit
    _schrijf(titel.text_frame.paragraphs[0], figuur.boodschap, letter, vet=True)
    kop = vel.shapes.add_textbox(_RAND, Cm(3.2), ruim, Cm(1))
    kop.text_frame.word_wrap = True
    onder = figuur.zin if figuur.boodschap == figuur.titel else figuur.titel
    groot = Pt(16) if len(onder) <= _REGEL else Pt(12)
    _schrijf(kop.text_frame.paragraphs[0], _kort(onder, 2 * _REGEL), groot, zacht=True)
    plek = (_RAND, Cm(4.5), ruim, Emu(hoog - Cm(7.2)))
    if figuur.tekening is not None:
        grafiekdeel.zet_op(vel, figuur.tekening, plek, _LETTER)
    elif plaatje is not None:
        _plaatje(vel, plaatje, figuur.alternatief, plek)
    else:
        _tabel(vel, figuur.tabel, plek)
    voet = vel.shapes.add_textbox(_RAND, Emu(hoog - Cm(2.4)), ruim, Cm(2))
    voet.text_frame.word_wrap = True
    if figuur.onderdeel.opmerking:
        _schrijf(voet.text_frame.paragraphs[0], figuur.onderdeel.opmerking, Pt(14))
    # What is longer than a line stands in the notes.
    erbij = figuur.uitleg_deel if len(figuur.uitleg_deel) <= _REGEL else ""
    bron = _kort(f"{figuur.bron} {erbij}".strip(), 3 * _REGEL)
    _schrijf(voet.text_frame.add_paragraph(), bron, Pt(11), zacht=True)
    if opdracht.merk:
        _schrijf(voet.text_frame.add_paragraph(), opdracht.merk, Pt(11), vet=True)
    vel.notes_slide.notes_text_frame.text = _notities(figuur)


def _kort(tekst: str, lang: int) -> str:
    """What fits; the whole stands in the notes."""
    return _verkort(tekst, lang, placeholder=" …")


def _plaatje(vel: Slide, inhoud: bytes, alternatief: str, plek: grafiekdeel.Plek) -> None:
    """As large as fits its place, in the middle of it."""
    links, boven, breed, hoog = plek
    vorm = vel.shapes.add_picture(io.BytesIO(inhoud), links, boven, height=hoog)
    if vorm.width > breed:
        vorm.height, vorm.width = Emu(int(vorm.height * breed / vorm.width)), breed
    vorm.left = Emu(links + (breed - vorm.width) // 2)
    vorm._element.nvPicPr.cNvPr.set("descr", alternatief)


def _tabel(vel: Slide, inhoud: tabel.Tabel, plek: grafiekdeel.Plek) -> None:
    """A native table of what cannot be drawn, with its heading row marked."""
    links, boven, breed, alles = plek
    per_regel = int(breed / _TEKEN / len(inhoud.kolommen))
    rijen = inhoud.rijen[: _passend(inhoud, per_regel)]
    hoog = Emu(_RIJHOOGTE * (len(rijen) + 1))
    rooster = vel.shapes.add_table(
        len(rijen) + 1, len(inhoud.kolommen), links, boven, breed, hoog
    ).table
    rooster.first_row, rooster.horz_banding = True, False
    for k, kolom in enumerate(inhoud.kolommen):
        _cel(rooster.cell(0, k), kolom.titel, kolom.getal, kop=True)
        for r, rij in enumerate(rijen, start=1):
            _cel(rooster.cell(r, k), rij[k].tekst, kolom.getal)
    if len(rijen) < len(inhoud.rijen):
        onder = vel.shapes.add_textbox(links, Emu(boven + alles - Cm(0.4)), breed, Cm(0.7))
        aantal, alle = opmaak.getal(len(rijen)), opmaak.getal(len(inhoud.rijen))
        tekst = f"De eerste {aantal} van {alle} rijen; alle staan in Word en Excel."
        _schrijf(onder.text_frame.paragraphs[0], tekst, Pt(11), zacht=True)


def _passend(inhoud: tabel.Tabel, per_regel: int) -> int:
    """How many rows fit: one with a long text takes several lines."""
    regels = 0
    for plaats, rij in enumerate(inhoud.rijen):
        regels += max(-(-len(cel.tekst) // per_regel) for cel in rij)
        if regels > _REGELS:
            return plaats
    return len(inhoud.rijen)


def _cel(cel: _Cell, tekst: str, is_getal: bool, kop: bool = False) -> None:
    """In the colours of the house: a heading on a soft band, the rest on white."""
    alinea = cel.text_frame.paragraphs[0]
    _schrijf(alinea, tekst, Pt(12), vet=kop)
    alinea.alignment = PP_ALIGN.RIGHT if is_getal else PP_ALIGN.LEFT
    cel.fill.solid()
    cel.fill.fore_color.rgb = _kleur(palet.LICHT.band if kop else "#ffffff")
    cel.margin_top = cel.margin_bottom = Cm(0.1)


def _notities(figuur: Figuur) -> str:
    regels = [figuur.zin]
    if figuur.begrip:
        regels += [figuur.begrip.titel, *(f"{w}: {t}" for w, t in figuur.begrip.regels)]
    regels += [figuur.bron, figuur.uitleg_deel, *figuur.noten]
    return "\n".join(regel for regel in regels if regel)


def _schrijf(
    alinea: object, tekst: str, maat: Length, vet: bool = False, zacht: bool = False
) -> None:
    stuk = alinea.add_run()  # type: ignore[attr-defined]
    stuk.text = tekst
    stuk.font.size, stuk.font.bold = maat, vet
    stuk.font.color.rgb = _kleur(palet.LICHT.zacht if zacht else palet.LICHT.tekst)
    stuk._r.get_or_add_rPr().set("lang", "nl-NL")


def _kleur(hex_: str) -> RGBColor:
    return RGBColor.from_string(hex_.removeprefix("#").upper())
