"""A Word document as we make them: Dutch, headings, tables with a heading row, page numbers.

What stands in it is left to the modules that use this. Charts are native: they can be edited in
Word, and carry a text alternative.
"""

import io
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Woorddocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from app.components import palet
from app.verslag import grafiekdeel, velden
from app.verslag.tekening import Tekening

TAAL = "nl-NL"
_BIJEEN = 8  # so many rows of a table stay on one page; of a longer one the first few
_EERSTE_RIJEN = 3
_KOPPEN = {1: (Pt(18), Pt(18)), 2: (Pt(12.5), Pt(14)), 3: (Pt(10.5), Pt(10))}
_WERKBOEK = CONTENT_TYPE.SML_SHEET
_TEKENING = (
    '<w:drawing {}><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{}" cy="{}"/><wp:docPr id="{}" name="{}" descr="{}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_NA_LIJNEN = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_LIJNEN = (
    f"<w:tblBorders {nsdecls('w')}>"
    + "".join(
        f'<w:{kant} w:val="single" w:sz="4" w:color="{palet.LICHT.lijn.removeprefix("#")}"/>'
        for kant in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


@dataclass(frozen=True)
class Vorm:
    """How a document differs from our own.

    Attributes:
        sjabloon: a Word document to take styles, margins and headers from.
        merk: what stands above every page.
        gemaakt_op: the moment that it bears; now when it is not given.
    """

    sjabloon: Path | None = None
    merk: str = ""
    gemaakt_op: datetime | None = None


class Stuk:
    """A document that grows from top to bottom."""

    def __init__(self, titel: str, onder: str, vorm: Vorm | None = None) -> None:
        self._vorm = vorm or Vorm()
        sjabloon = self._vorm.sjabloon
        self._doc: Woorddocument = Document(str(sjabloon) if sjabloon else None)
        self._grafieken = 0
        self._nummers: Counter[str] = Counter()
        self._koppen: list[tuple[int, str, str]] = []
        self._inhoud: Paragraph | None = None
        if sjabloon:
            self._maak_leeg()
        self._richt_in(titel)
        self._doc.add_paragraph(titel, style="Title")
        if onder:
            self._doc.add_paragraph(onder, style="Subtitle")

    # What it consists of.

    def kop(self, tekst: str, niveau: int, nieuwe_bladzijde: bool = False) -> None:
        """A heading, from which Word makes its table of contents."""
        alinea = self._doc.add_heading(_schoon(tekst), niveau)
        alinea.paragraph_format.page_break_before = nieuwe_bladzijde
        anker = f"_Toc{len(self._koppen) + 1:08d}"
        velden.merk(alinea, anker, len(self._koppen) + 1)
        self._koppen.append((niveau, _schoon(tekst), anker))

    def alinea(self, tekst: str, vet: str = "", klein: bool = False, bijeen: bool = False) -> None:
        """A paragraph, with bold words before it; `bijeen` keeps it with what follows."""
        alinea = self._doc.add_paragraph()
        if vet:
            alinea.add_run(f"{vet} ").bold = True
        _regels(alinea, tekst)
        if klein:
            for stuk in alinea.runs:
                stuk.font.size = Pt(8.5)
                stuk.font.color.rgb = _kleur(palet.LICHT.zacht)
        alinea.paragraph_format.keep_with_next = bijeen

    def opsomming(self, regels: Iterable[str]) -> None:
        """A bullet list."""
        for regel in regels:
            self._doc.add_paragraph(regel, style="List Bullet")

    def inhoudsopgave(self) -> None:
        """A table of contents: links to the headings, to which Word adds the numbers of pages."""
        self._inhoud = self._doc.add_paragraph()
        velden.werk_bij(self._doc.settings.element)

    def bijschrift(self, soort: str, tekst: str, bijeen: bool = True) -> None:
        """A caption with a number that Word counts: "Figuur 3. …"."""
        alinea = self._doc.add_paragraph(style="Caption")
        alinea.add_run(f"{soort} ")
        self._nummers[soort] += 1
        velden.veld(alinea, f"SEQ {soort} \\* ARABIC", str(self._nummers[soort]))
        alinea.add_run(f". {_schoon(tekst)}")
        alinea.paragraph_format.keep_with_next = bijeen

    def plaatje(self, inhoud: bytes, alternatief: str) -> None:
        """A picture as wide as the column, and in words for who cannot see it."""
        alinea = self._doc.add_paragraph()
        alinea.paragraph_format.keep_with_next = True
        vorm = alinea.add_run().add_picture(io.BytesIO(inhoud), width=grafiekdeel.BREED)
        vorm._inline.docPr.set("descr", _schoon(alternatief))

    def tabel(
        self,
        koppen: Sequence[str],
        rijen: Sequence[Sequence[str]],
        breedtes: Sequence[float],
        getallen: Collection[int] = (),
    ) -> None:
        """A table of text; the heading row comes back on every page. Widths in centimetres.

        Args:
            getallen: places of the columns with figures: those are set to the right.
        """
        tabel = self._doc.add_table(rows=1, cols=len(koppen))
        tabel.style = "Table Grid"
        tabel._tbl.tblPr.insert_element_before(parse_xml(_LIJNEN), *_NA_LIJNEN)
        tabel.alignment = WD_TABLE_ALIGNMENT.LEFT
        tabel.autofit = False
        _vul(tabel.rows[0], koppen, vet=True)
        _is_koprij(tabel.rows[0])
        for rij in rijen:
            _vul(tabel.add_row(), rij)
        for kolom, breedte in zip(tabel.columns, breedtes, strict=True):
            kolom.width = Cm(breedte)
        for rij_ in tabel.rows:
            _niet_splitsen(rij_)
            for plaats, (cel, breedte) in enumerate(zip(rij_.cells, breedtes, strict=True)):
                cel.width = Cm(breedte)
                if plaats in getallen:
                    cel.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        samen = len(rijen) if len(rijen) <= _BIJEEN else _EERSTE_RIJEN
        for rij_ in tabel.rows[:samen]:
            for cel in rij_.cells:
                cel.paragraphs[0].paragraph_format.keep_with_next = True
        self._doc.add_paragraph().paragraph_format.space_after = Pt(2)

    def grafiek(self, tekening: Tekening) -> None:
        """A native chart with its figures inside, and the chart in words for who cannot see it."""
        self._grafieken += 1
        deel = self._voeg_deel_toe(grafiekdeel.maak(tekening))
        tekening = parse_xml(
            _TEKENING.format(
                nsdecls("w", "wp", "a", "r"),
                grafiekdeel.BREED,
                grafiekdeel.hoogte(tekening),
                1000 + self._grafieken,
                f"Grafiek {self._grafieken}",
                _xml(tekening.alternatief),
                deel,
            )
        )
        alinea = self._doc.add_paragraph()
        alinea.paragraph_format.keep_with_next = True
        alinea.add_run()._r.append(tekening)

    def als_bytes(self) -> bytes:
        """The file."""
        if self._inhoud is not None:
            velden.vul_inhoudsopgave(self._inhoud, self._koppen)
        uitvoer = io.BytesIO()
        self._doc.save(uitvoer)
        return uitvoer.getvalue()

    # How it is set up.

    def _voeg_deel_toe(self, deel: grafiekdeel.Grafiekdeel) -> str:
        """Put a chart and its workbook into the package; returns how the page refers to it."""
        pakket, nummer = self._doc.part.package, self._grafieken
        werkboek = Part(
            PackURI(f"/word/embeddings/cijfers{nummer}.xlsx"), _WERKBOEK, deel.werkboek, pakket
        )
        tekening = Part(
            PackURI(f"/word/charts/chart{nummer}.xml"), CONTENT_TYPE.DML_CHART, deel.xml, pakket
        )
        tekening.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, werkboek, deel.relatie)
        return self._doc.part.relate_to(tekening, RELATIONSHIP_TYPE.CHART)

    def _richt_in(self, titel: str) -> None:
        vel = self._doc.sections[0]
        if self._vorm.sjabloon is None:
            vel.page_width, vel.page_height = Cm(21), Cm(29.7)
            vel.left_margin = vel.right_margin = Cm(2.5)
            vel.top_margin, vel.bottom_margin = Cm(2.2), Cm(2)
            self._zet_stijlen()
            self._laat_oude_stijlen_weg()
        if self._vorm.merk:
            self._merk_elke_bladzijde()
        self._zet_eigenschappen(titel)
        if self._vorm.sjabloon is None:
            _zet_voet(vel.footer.paragraphs[0], titel)

    def _maak_leeg(self) -> None:
        """Of a template the styles and the page stay; what somebody wrote in it goes."""
        lijf = self._doc.element.body
        for deel in [d for d in lijf if d.tag != qn("w:sectPr")]:
            lijf.remove(deel)

    def _merk_elke_bladzijde(self) -> None:
        """In every header that a page can have: a template may have others for first and even."""
        for vel in self._doc.sections:
            koppen = [vel.header, vel.first_page_header, vel.even_page_header]
            soorten = [True, vel.different_first_page_header_footer]
            soorten.append(self._doc.settings.odd_and_even_pages_header_footer)
            for kop, telt in zip(koppen, soorten, strict=True):
                if telt:
                    kop.is_linked_to_previous = False
                    kop.paragraphs[0].insert_paragraph_before().add_run(self._vorm.merk).bold = True

    def _zet_eigenschappen(self, titel: str) -> None:
        eigenschappen = self._doc.core_properties
        eigenschappen.title, eigenschappen.language = titel, TAAL
        eigenschappen.author, eigenschappen.comments = "Peilstok", ""
        eigenschappen.created = eigenschappen.modified = self._vorm.gemaakt_op or datetime.now(UTC)

    def _zet_stijlen(self) -> None:
        stijlen = self._doc.styles
        gewoon = stijlen["Normal"]
        gewoon.font.name, gewoon.font.size = grafiekdeel.LETTER, Pt(10.5)
        gewoon.paragraph_format.space_after = Pt(6)
        stijlen["Footer"].font.size = Pt(8.5)
        for taal in stijlen.element.iter(qn("w:lang")):
            for soort in ("w:val", "w:eastAsia"):
                taal.set(qn(soort), TAAL)
        for niveau, (maat, ruimte) in _KOPPEN.items():
            stijl = stijlen[f"Heading {niveau}"]
            _zet_letter(stijl.font, maat)
            stijl.paragraph_format.space_before = ruimte
            stijl.paragraph_format.space_after = Pt(4)
            stijl.paragraph_format.keep_with_next = True
        bijschrift = stijlen["Caption"].font
        _zet_letter(bijschrift, Pt(9))
        bijschrift.color.rgb = _kleur(palet.LICHT.accent)
        _zet_letter(stijlen["Title"].font, Pt(24))
        _zet_letter(stijlen["Subtitle"].font, Pt(12))
        stijlen["Subtitle"].font.italic = False

    def _laat_oude_stijlen_weg(self) -> None:
        """The template carries a second set of styles for Word of before 2010; they contradict."""
        delen = self._doc.part.rels
        for naam in [r for r, deel in delen.items() if deel.reltype.endswith("/stylesWithEffects")]:
            del delen[naam]


def _zet_voet(voet: Paragraph, titel: str) -> None:
    voet.add_run(f"{titel} · bladzijde ")
    velden.veld(voet, "PAGE")
    voet.add_run(" van ")
    velden.veld(voet, "NUMPAGES")
    for stuk in voet.runs:
        stuk.font.size = Pt(8.5)


def _zet_letter(letter: object, maat: Pt) -> None:
    letter.name, letter.size = grafiekdeel.LETTER, maat  # type: ignore[attr-defined]
    letter.color.rgb = _kleur(palet.LICHT.tekst)  # type: ignore[attr-defined]
    # The template names a font of the theme, which goes before the name.
    for veld in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        letter.element.rPr.rFonts.attrib.pop(qn(f"w:{veld}"), None)  # type: ignore[attr-defined]


def _regels(alinea: Paragraph, tekst: str) -> None:
    """Text with its own line breaks; signs that no document may hold are left out."""
    for plaats, regel in enumerate(_schoon(tekst).split("\n")):
        stuk = alinea.add_run(regel)
        if plaats:
            stuk._r.insert(0, OxmlElement("w:br"))


def _schoon(tekst: str) -> str:
    return "".join(t for t in tekst if t in "\n\t" or t.isprintable() or ord(t) > 0x9F)


def _xml(tekst: str) -> str:
    schoon = _schoon(tekst).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return schoon.replace('"', "&quot;")


def _vul(rij: _Row, teksten: Sequence[str], vet: bool = False) -> None:
    for cel, tekst in zip(rij.cells, teksten, strict=True):
        alinea = cel.paragraphs[0]
        _regels(alinea, tekst)
        alinea.paragraph_format.space_after = Pt(1)
        for stuk in alinea.runs:
            stuk.font.size, stuk.bold = Pt(9), vet
        if vet:
            _kleur_cel(cel)


def _kleur_cel(cel: _Cell) -> None:
    vlak = OxmlElement("w:shd")
    vlak.set(qn("w:val"), "clear")
    vlak.set(qn("w:fill"), palet.LICHT.band.removeprefix("#"))
    cel._tc.get_or_add_tcPr().append(vlak)


def _is_koprij(rij: _Row) -> None:
    rij._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _niet_splitsen(rij: _Row) -> None:
    rij._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _kleur(hex_: str) -> RGBColor:
    return RGBColor.from_string(hex_.removeprefix("#").upper())
