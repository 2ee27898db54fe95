"""A chart that Office can edit, with the workbook of its figures inside.

Made with python-pptx, which writes such charts for slides; ``document`` puts them into Word.
"""

from dataclasses import dataclass

from pptx import Presentation
from pptx.chart.axis import CategoryAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Cm, Length, Pt

from app.components import palet
from app.verslag.tekening import EIGEN, GESTREEPT, KLEUREN, Reeks, Tekening

BREED = Cm(16)
_HOOG, _STAAF = Cm(6.2), Cm(0.62)
LETTER = "Calibri"
_MAAT = Pt(9)
_VEEL, _NAMEN = 12, 8  # names along the axis before they no longer fit, and how many then stay

_ZONDER_RAND = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"

Plek = tuple[Length, Length, Length, Length]


@dataclass(frozen=True)
class Grafiekdeel:
    """The parts of a chart that go into a document: its drawing, its workbook, the link between."""

    xml: bytes
    werkboek: bytes
    relatie: str


def hoogte(tekening: Tekening) -> Length:
    """How high a chart is in a column of text: bars need room each."""
    if tekening.vorm == "lijn":
        return _HOOG
    return Length(min(max(_STAAF * len(tekening.as_) + Cm(1), Cm(3)), Cm(20)))


def maak(tekening: Tekening) -> Grafiekdeel:
    """The chart by itself."""
    dia = Presentation()
    vel = dia.slides.add_slide(dia.slide_layouts[6])
    nul = Length(0)
    deel = zet_op(vel, tekening, (nul, nul, BREED, hoogte(tekening))).chart.part
    werkboek = deel.chart_workbook.xlsx_part
    relatie = next(r.rId for r in deel.rels.values() if r.target_part is werkboek)
    return Grafiekdeel(deel.blob, werkboek.blob, relatie)


def zet_op(vel: Slide, tekening: Tekening, plek: Plek, letter: Length = _MAAT) -> GraphicFrame:
    """Draw a chart on a slide: left, top, width and height; with its text alternative."""
    soort = XL_CHART_TYPE.LINE_MARKERS
    if tekening.vorm == "staven":
        soort = XL_CHART_TYPE.BAR_CLUSTERED
    vorm = vel.shapes.add_chart(soort, *plek, _gegevens(tekening))
    vorm._element.nvGraphicFramePr.cNvPr.set("descr", tekening.alternatief)
    _maak_op(vorm.chart, tekening, letter)
    return vorm


def _gegevens(tekening: Tekening) -> CategoryChartData:
    gegevens = CategoryChartData(number_format=tekening.getalvorm)
    gegevens.categories = list(tekening.as_)
    for reeks in tekening.reeksen:
        gegevens.add_series(reeks.naam, reeks.waarden)
    return gegevens


# How it looks: the same parts in the same colours as on the screen.


def _maak_op(grafiek: Chart, tekening: Tekening, letter: Length) -> None:
    grafiek.has_title = False
    grafiek.font.size, grafiek.font.name = letter, LETTER
    grafiek.font.color.rgb = _kleur(palet.LICHT.zacht)
    getekend = list(grafiek.plots[0].series)
    for plaats, reeks in enumerate(tekening.reeksen):
        if tekening.vorm == "staven":
            _staven(getekend[plaats], tekening, letter)
        else:
            _lijn(getekend[plaats], reeks, tekening, letter)
    if tekening.vorm == "staven":
        grafiek.plots[0].gap_width = 50
    grafiek.has_legend = len(getekend) > 1
    if grafiek.has_legend:
        grafiek.legend.position = XL_LEGEND_POSITION.BOTTOM
        grafiek.legend.include_in_layout = False
    _assen(grafiek, tekening, letter)
    _nummer_assen(grafiek)
    # No frame around it: the page has enough lines.
    grafiek._chartSpace.chart.addnext(parse_xml(_ZONDER_RAND))


def _nummer_assen(grafiek: Chart) -> None:
    """Name the axes as the schema has it: the library gives them numbers below zero."""
    ruimte = nsdecls("c").partition('"')[2].rstrip('"')
    nummers: dict[str, str] = {}
    for naam in ("axId", "crossAx"):
        for element in grafiek._chartSpace.iter(f"{{{ruimte}}}{naam}"):
            nieuw = nummers.setdefault(element.get("val"), str(len(nummers) + 1))
            element.set("val", nieuw)


def _lijn(lijn: object, reeks: Reeks, tekening: Tekening, letter: Length) -> None:
    """Ours with a dot for every figure; target and national figure as bare lines."""
    kleur = _kleur(KLEUREN[reeks.rol])
    lijn.smooth = False  # type: ignore[attr-defined]
    lijn.format.line.color.rgb = kleur  # type: ignore[attr-defined]
    lijn.format.line.width = Pt(2.25 if reeks.rol == EIGEN else 1.5)  # type: ignore[attr-defined]
    punt = lijn.marker  # type: ignore[attr-defined]
    if reeks.rol != EIGEN:
        punt.style = XL_MARKER_STYLE.NONE
        streep = MSO_LINE.DASH if reeks.rol in GESTREEPT else MSO_LINE.SOLID
        lijn.format.line.dash_style = streep  # type: ignore[attr-defined]
        return
    punt.style, punt.size = XL_MARKER_STYLE.CIRCLE, 6
    punt.format.fill.solid()
    punt.format.fill.fore_color.rgb = kleur
    punt.format.line.color.rgb = kleur
    _noem(lijn, tekening, XL_LABEL_POSITION.ABOVE, letter)


def _staven(staven: object, tekening: Tekening, letter: Length) -> None:
    staven.invert_if_negative = False  # type: ignore[attr-defined]
    staven.format.fill.solid()  # type: ignore[attr-defined]
    staven.format.fill.fore_color.rgb = _kleur(KLEUREN[EIGEN])  # type: ignore[attr-defined]
    _noem(staven, tekening, XL_LABEL_POSITION.OUTSIDE_END, letter)


def _noem(reeks: object, tekening: Tekening, plek: XL_LABEL_POSITION, letter: Length) -> None:
    """Points with their figure, as it is written everywhere else."""
    for plaats, tekst in tekening.genoemd.items():
        label = reeks.points[plaats].data_label  # type: ignore[attr-defined]
        label.position = plek
        label.has_text_frame = True
        stuk = label.text_frame.paragraphs[0].add_run()
        stuk.text = tekst
        stuk.font.size, stuk.font.name = letter, LETTER
        stuk.font.bold = tekening.vorm == "lijn"
        stuk.font.color.rgb = _kleur(palet.LICHT.tekst)


def _assen(grafiek: Chart, tekening: Tekening, letter: Length) -> None:
    waarden, namen = grafiek.value_axis, grafiek.category_axis
    if tekening.vanaf_nul:
        waarden.minimum_scale = 0
    waarden.format.line.fill.background()
    waarden.major_gridlines.format.line.color.rgb = _kleur(palet.LICHT.lijn)
    waarden.tick_labels.number_format = tekening.getalvorm
    waarden.tick_labels.number_format_is_linked = False
    namen.format.line.color.rgb = _kleur(palet.LICHT.context)
    namen.has_major_gridlines = False
    namen.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for as_ in (waarden, namen):
        as_.tick_labels.font.size = letter
    if tekening.vorm == "lijn" and len(tekening.as_) > _VEEL:
        _sla_over(namen, -(-len(tekening.as_) // _NAMEN))
    if tekening.vorm == "staven":
        namen.reverse_order = True  # the first one on top
        waarden.has_major_gridlines = False
        waarden.visible = False


def _sla_over(as_: CategoryAxis, elke: int) -> None:
    """Name one in so many places along the axis."""
    element = as_._element
    for naam in ("c:tickLblSkip", "c:tickMarkSkip"):
        deel = OxmlElement(naam)
        deel.set("val", str(elke))
        element.insert_element_before(deel, "c:noMultiLvlLbl", "c:extLst")


def _kleur(hex_: str) -> RGBColor:
    return RGBColor.from_string(hex_.removeprefix("#").upper())
