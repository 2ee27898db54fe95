"""XLSX workbooks: one sheet, its typed cells written out as text.

A typed number must never be reread in another notation, so it is written with a decimal point
and never with exactly three decimals. Cells with an Excel error are empty to the library that
reads the sheet; they are found in the sheet's own XML and keep their text (``#REF!``), so that
the contract can refuse them.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Collection
from decimal import Decimal
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from pipelines.readers.tabel import (
    Tabel,
    aanname_lege_rijen,
    maak_rijen,
    onleesbaar,
    zonder_lege_rijen,
)
from pipelines.vouwen import vouw

# Limits against files made to exhaust memory (ours, 2026): a delivery of a million rows stays
# far below them.
_MAX_UITGEPAKT = 1_500_000_000
_MAX_VERHOUDING = 200
_VERHOUDING_VANAF = 50_000_000
_MAX_CELLEN = 60_000_000

_CEL = rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"'
_FOUTCEL = re.compile(_CEL + rb'[^>]*?\st="e"[^>]*>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_LAATSTE_RIJ = re.compile(rb'<(?:\w+:)?row r="(\d+)"')
_KOLOMLETTERS = re.compile(rb'<(?:\w+:)?c r="([A-Z]{2,3})\d')
_RELATIE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cel = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def lees_xlsx(naam: str, inhoud: bytes, bladen: Collection[str] = ()) -> Tabel:
    """Read one sheet: the first with one of the names wanted, else the first visible one.

    Raises:
        OnleesbaarBestand: no workbook, a damaged or protected one, or one that is too large.
    """
    _controleer_zip(naam, inhoud)
    try:
        werkmap = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
        gekozen = _kies_blad(werkmap, bladen)
        xml = _blad_xml(inhoud, gekozen)
        _controleer_omvang(naam, xml)
        sheet = werkmap.get_sheet_by_name(gekozen)
        cellen = _teksten(sheet)
    except (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, KeyError, EOFError):
        raise _beschadigd(naam) from None
    _zet_fouten(cellen, xml)
    return _maak_tabel(naam, gekozen, tuple(werkmap.sheet_names), cellen)


def _controleer_zip(naam: str, inhoud: bytes) -> None:
    """Refuse what is no XLSX, is protected, or unpacks to far more than a delivery can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            delen = archief.infolist()
    except zipfile.BadZipFile:
        raise _beschadigd(naam) from None
    if any(deel.flag_bits & 1 for deel in delen):
        raise onleesbaar(
            naam,
            "wachtwoord",
            "Het bestand is met een wachtwoord beveiligd.",
            "Haal het wachtwoord eraf.",
        )
    if not any(deel.filename == "xl/workbook.xml" for deel in delen):
        raise onleesbaar(
            naam,
            "geen_tabel",
            "Dit is een gecomprimeerd bestand of document, geen XLSX-werkmap.",
            "Sla de tabel in Excel op als XLSX of als CSV (UTF-8).",
        )
    omvang = sum(deel.file_size for deel in delen)
    verhouding = omvang / max(1, len(inhoud))
    if omvang > _MAX_UITGEPAKT or (omvang > _VERHOUDING_VANAF and verhouding > _MAX_VERHOUDING):
        raise _te_groot(naam)


def _controleer_omvang(naam: str, xml: bytes) -> None:
    """Refuse a sheet with a stray cell so far away that the whole rectangle does not fit."""
    plek = xml.rfind(b'row r="')
    rij = _LAATSTE_RIJ.search(xml, max(0, plek - 10)) if plek >= 0 else None
    rijen = int(rij[1]) if rij else 0
    breedste = max(_KOLOMLETTERS.findall(xml), key=_kolomnummer, default=b"Z")
    if rijen * _kolomnummer(breedste) > _MAX_CELLEN:
        raise _te_groot(naam)


def _kolomnummer(letters: bytes) -> int:
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + letter - 64
    return nummer


def _beschadigd(naam: str) -> Exception:
    return onleesbaar(
        naam,
        "beschadigd",
        "Het XLSX-bestand is beschadigd of onvolledig.",
        "Open het in Excel, sla het opnieuw op en lever het nog eens aan.",
    )


def _te_groot(naam: str) -> Exception:
    return onleesbaar(
        naam,
        "te_groot",
        "Het werkblad is veel groter dan een levering kan zijn.",
        "Kopieer alleen de tabel naar een nieuwe werkmap, of lever een CSV-bestand.",
    )


def _kies_blad(werkmap: CalamineWorkbook, bladen: Collection[str]) -> str:
    gezocht = {vouw(blad) for blad in bladen}
    for naam in werkmap.sheet_names:
        if vouw(naam) in gezocht:
            return naam
    zichtbaar = [
        meta.name for meta in werkmap.sheets_metadata if meta.visible == SheetVisibleEnum.Visible
    ]
    return (zichtbaar or werkmap.sheet_names)[0]


def _blad_xml(inhoud: bytes, blad: str) -> bytes:
    """The XML of one sheet, found through the workbook's list of sheets."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        werkmap = ElementTree.fromstring(archief.read("xl/workbook.xml"))
        relaties = ElementTree.fromstring(archief.read("xl/_rels/workbook.xml.rels"))
        nummer = next(
            deel.get(_RELATIE)
            for deel in werkmap.iter()
            if deel.get("name") == blad and deel.get(_RELATIE)
        )
        doel = next(deel.get("Target", "") for deel in relaties if deel.get("Id") == nummer)
        pad = doel.lstrip("/") if doel.startswith("/") else f"xl/{doel}"
        return archief.read(pad)


def _teksten(sheet: CalamineSheet) -> list[list[str | None]]:
    """All cells as text, from row 1 and column A on."""
    return [[_tekst(cel) for cel in rij] for rij in sheet.to_python(skip_empty_area=False)]


def _tekst(cel: Cel) -> str | None:
    """A typed cell as text that can be read in one way only."""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float):
        return _getal(cel)
    if isinstance(cel, dt.datetime) and cel.time() == dt.time():
        return cel.date().isoformat()
    return str(cel) or None


def _getal(cel: float) -> str:
    if cel.is_integer():
        return str(int(cel))
    tekst = format(Decimal(repr(cel)), "f")
    return tekst + "0" if len(tekst.partition(".")[2]) == 3 else tekst


def _zet_fouten(cellen: list[list[str | None]], xml: bytes) -> None:
    """Put the text of error cells back where the library left them empty."""
    if b't="e"' not in xml:
        return
    for kolom, rij, tekst in _FOUTCEL.findall(xml):
        i, j = int(rij) - 1, _kolomnummer(kolom) - 1
        if i < len(cellen) and j < len(cellen[i]):
            cellen[i][j] = tekst.decode("utf-8")


def _maak_tabel(
    naam: str, blad: str, bladen: tuple[str, ...], cellen: list[list[str | None]]
) -> Tabel:
    kop = next((i for i, rij in enumerate(cellen) if any(rij)), None)
    if kop is None:
        raise onleesbaar(
            naam, "leeg_bestand", f"Werkblad '{blad}' is leeg.", "Zet de tabel op dit werkblad."
        )
    kolommen = tuple((cel or "").strip() for cel in cellen[kop])
    inhoud = list(zip(*cellen[kop + 1 :], strict=True)) or [()] * len(kolommen)
    rijen = maak_rijen(inhoud, range(kop + 2, len(cellen) + 1))
    rijen, leeg = zonder_lege_rijen(rijen)
    andere = ", ".join(naam for naam in bladen if naam != blad)
    gelezen = f"Werkblad '{blad}'" + (f"; niet gelezen: {andere}." if andere else ".")
    aannames = (gelezen, *aanname_lege_rijen(leeg))
    return Tabel(naam, kolommen, rijen, aannames, getypeerd=True, bladen=bladen)
