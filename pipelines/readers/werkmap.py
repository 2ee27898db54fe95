"""What stands in the parts of an XLSX file, as far as the library that reads it does not say.

Its size before anything is unpacked; cells with an error, or with a formula that was never
calculated, which the library leaves empty: they get a text that the contract can refuse.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

from pipelines.readers.tabel import onleesbaar
from warehouse.opmaak import getal

# Limits against files made to exhaust memory (ours, 2026): a delivery of a million rows stays
# far below them.
_MAX_UITGEPAKT = 1_500_000_000
_MAX_VERHOUDING = 200
_VERHOUDING_VANAF = 50_000_000
_MAX_CELLEN = 60_000_000
_MAX_DELEN = 5_000

ONBEREKEND = "#ONBEREKEND!"

_NS = rb"(?:\w+:)?"
_CEL = rb"<" + _NS + rb'c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>'
_FOUTCEL = re.compile(
    rb"<" + _NS + rb'c r="([A-Z]{1,3})(\d{1,7})"[^>]*?\st="e"[^>]*>.*?<' + _NS + rb"v>([^<]*)<",
    re.DOTALL,
)
_FORMULECEL = re.compile(
    _CEL + rb"<" + _NS + rb"f(?:[^>]*/>|[^>]*>[^<]*</" + _NS + rb"f>)(<" + _NS + rb"v>[^<])?"
)
_LAATSTE_RIJ = re.compile(rb'<(?:\w+:)?row r="(\d+)"')
_VERBORGEN_RIJ = re.compile(rb'<(?:\w+:)?row [^>]*hidden="(?:1|true)"')
_KOLOMLETTERS = re.compile(rb'<(?:\w+:)?c r="([A-Z]{2,3})\d')
_RELATIE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def controleer_zip(naam: str, inhoud: bytes) -> None:
    """Refuse what is no XLSX, is protected, or unpacks to far more than a delivery can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            delen = archief.infolist()
    except zipfile.BadZipFile:
        raise beschadigd(naam) from None
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
    is_bom = omvang > _VERHOUDING_VANAF and omvang / len(inhoud) > _MAX_VERHOUDING
    if omvang > _MAX_UITGEPAKT or is_bom or len(delen) > _MAX_DELEN:
        raise te_groot(naam)


def controleer_omvang(naam: str, xml: bytes) -> None:
    """Refuse a sheet with a stray cell so far away that the whole rectangle does not fit."""
    plek = xml.rfind(b'row r="')
    rij = _LAATSTE_RIJ.search(xml, max(0, plek - 10)) if plek >= 0 else None
    rijen = int(rij[1]) if rij else 0
    breedste = max(_KOLOMLETTERS.findall(xml), key=_kolomnummer, default=b"Z")
    if rijen * _kolomnummer(breedste) > _MAX_CELLEN:
        raise te_groot(naam)


def blad_xml(inhoud: bytes, blad: str) -> bytes:
    """The XML of one sheet, found through the workbook's list of sheets.

    Raises:
        KeyError: the workbook does not say where it is.
    """
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        boek = ElementTree.fromstring(archief.read("xl/workbook.xml"))
        relaties = ElementTree.fromstring(archief.read("xl/_rels/workbook.xml.rels"))
        nummers = {deel.get("name"): deel.get(_RELATIE) for deel in boek.iter()}
        doelen = {deel.get("Id"): deel.get("Target", "") for deel in relaties}
        doel = doelen[nummers[blad]]
        return archief.read(doel.lstrip("/") if doel.startswith("/") else f"xl/{doel}")


def zet_fouten(cellen: list[list[str | None]], xml: bytes) -> tuple[str, ...]:
    """Mark error cells and formulas without a result; says how many formulas there are."""
    if b't="e"' in xml:
        for kolom, rij, tekst in _FOUTCEL.findall(xml):
            _zet(cellen, kolom, rij, tekst.decode("utf-8"))
    formules = _FORMULECEL.findall(xml) if re.search(rb"<(?:\w+:)?f[ >]", xml) else []
    for kolom, rij, kenmerken, uitkomst in formules:
        if not uitkomst and b't="' not in kenmerken:
            _zet(cellen, kolom, rij, ONBEREKEND)
    if not formules:
        return ()
    cel = "1 cel bevat" if len(formules) == 1 else f"{getal(len(formules))} cellen bevatten"
    return (f"{cel} een formule; gelezen is de uitkomst die bij het opslaan is bewaard.",)


def verborgen_rijen(xml: bytes) -> tuple[str, ...]:
    """The sentence on rows that the sheet hides; they are part of the delivery."""
    aantal = len(_VERBORGEN_RIJ.findall(xml)) if b"hidden=" in xml else 0
    if not aantal:
        return ()
    rijen = "1 verborgen rij is" if aantal == 1 else f"{aantal} verborgen rijen zijn"
    return (f"{rijen} gelezen.",)


def bereik(rij: int, kolom: int, laatste: int, laatste_kolom: int) -> str:
    """A block of cells as a spreadsheet names it: ``A2:A4``; places count from zero."""
    return f"{_letters(kolom)}{rij + 1}:{_letters(laatste_kolom)}{laatste + 1}"


def beschadigd(naam: str) -> Exception:
    """The refusal of a workbook that cannot be read."""
    return onleesbaar(
        naam,
        "beschadigd",
        "Het XLSX-bestand is beschadigd of onvolledig.",
        "Open het in Excel, sla het opnieuw op en lever het nog eens aan.",
    )


def te_groot(naam: str) -> Exception:
    """The refusal of a workbook that is larger than a delivery can be."""
    return onleesbaar(
        naam,
        "te_groot",
        "Het werkblad is veel groter dan een levering kan zijn.",
        "Kopieer alleen de tabel naar een nieuwe werkmap, of lever een CSV-bestand.",
    )


def _zet(cellen: list[list[str | None]], kolom: bytes, rij: bytes, tekst: str) -> None:
    i, j = int(rij) - 1, _kolomnummer(kolom) - 1
    if i < len(cellen) and j < len(cellen[i]):
        cellen[i][j] = tekst


def _kolomnummer(letters: bytes) -> int:
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + letter - 64
    return nummer


def _letters(kolom: int) -> str:
    letters = ""
    while kolom >= 0:
        letters = chr(65 + kolom % 26) + letters
        kolom = kolom // 26 - 1
    return letters
