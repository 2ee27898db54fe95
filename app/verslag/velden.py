"""Fields of Word: what it fills in itself, such as page numbers and the table of contents."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_INHOUD = 2  # levels of headings in the table of contents
_NA_BIJWERKEN = {
    qn(f"w:{naam}")
    for naam in (
        *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids"),
        *("attachedSchema", "themeFontLang", "clrSchemeMapping", "shapeDefaults"),
        *("decimalSymbol", "listSeparator"),
    )
} | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}


def werk_bij(instellingen: Any) -> None:
    """Have Word fill in the fields when the document is opened."""
    bijwerken = OxmlElement("w:updateFields")
    bijwerken.set(qn("w:val"), "true")
    # The schema wants it before what compares versions.
    volgende = next((d for d in instellingen if d.tag in _NA_BIJWERKEN), None)
    if volgende is None:
        instellingen.append(bijwerken)
    else:
        volgende.addprevious(bijwerken)


def veld(alinea: Paragraph, opdracht: str, voorlopig: str = "") -> None:
    """A field that Word fills in itself, such as the number of the page; until then a text."""
    stuk: Run = alinea.add_run()
    _veldteken(stuk, "begin")
    _veldopdracht(stuk, opdracht)
    if voorlopig:
        _veldteken(stuk, "separate")
        stuk.add_text(voorlopig)
    _veldteken(stuk, "end")


def merk(alinea: Paragraph, anker: str, nummer: int) -> None:
    """A bookmark around a heading, for the table of contents to lead to."""
    begin, eind = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for teken in (begin, eind):
        teken.set(qn("w:id"), str(nummer))
    begin.set(qn("w:name"), anker)
    begin_bij = alinea._p.find(qn("w:r"))
    begin_bij.addprevious(begin)
    alinea._p.append(eind)


def vul_inhoudsopgave(plek: Paragraph, koppen: Sequence[tuple[int, str, str]]) -> None:
    """A paragraph per heading within one field, so that Word can make it anew with page numbers."""
    getoond = [kop for kop in koppen if kop[0] <= _INHOUD]
    for plaats, (niveau, tekst, anker) in enumerate(getoond):
        alinea = plek.insert_paragraph_before()
        alinea.paragraph_format.left_indent = Cm(0.6 * (niveau - 1))
        alinea.paragraph_format.space_after = Pt(2)
        alinea.paragraph_format.space_before = Pt(6 if niveau == 1 else 0)
        if plaats == 0:
            stuk = alinea.add_run()
            _veldteken(stuk, "begin")
            _veldopdracht(stuk, f'TOC \\o "1-{_INHOUD}" \\h \\z \\u')
            _veldteken(stuk, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anker)
        link.set(qn("w:history"), "1")
        stuk = alinea.add_run(tekst)
        stuk.bold = niveau == 1
        link.append(stuk._r)
        alinea._p.append(link)
    _veldteken(plek.add_run(), "end")


def _veldopdracht(stuk: Run, opdracht: str) -> None:
    deel = OxmlElement("w:instrText")
    deel.set(qn("xml:space"), "preserve")
    deel.text = opdracht
    stuk._r.append(deel)


def _veldteken(stuk: Run, soort: str) -> None:
    teken = OxmlElement("w:fldChar")
    teken.set(qn("w:fldCharType"), soort)
    stuk._r.append(teken)
