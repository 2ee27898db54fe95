"""XLSX workbooks: one sheet, its typed cells written out as text.

A typed number must never be reread in another notation, so it is written with a decimal point
and never with exactly three decimals. Which parts a workbook has, and what the library that reads
it cannot see, is for ``werkmap``.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Collection, Iterator
from decimal import Decimal
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.readers import werkmap
from pipelines.readers.tabel import (
    OnleesbaarBestand,
    Tabel,
    aanname_koprij,
    aanname_lege_rijen,
    maak_rijen,
    onleesbaar,
    zonder_lege_rijen,
)
from pipelines.waarden.vouwen import vouw

Cel = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
Cellen = list[list[str | None]]

_STUK = (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, KeyError, EOFError)


def lees_xlsx(naam: str, inhoud: bytes, bladen: Collection[str] = ()) -> Tabel:
    """Read one sheet: the first visible one with one of the names wanted, else the first visible.

    Raises:
        OnleesbaarBestand: no workbook, a damaged or protected one, or one that is too large.
    """
    werkmap.controleer_zip(naam, inhoud)
    try:
        boek = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
        return _lees_blad(naam, inhoud, boek, _kies_blad(boek, bladen))
    except _STUK:
        raise werkmap.beschadigd(naam) from None


def lees_andere_bladen(naam: str, inhoud: bytes, gelezen: str) -> Iterator[tuple[int, Tabel]]:
    """Every sheet but the one that was read, with its number; empty sheets are left out.

    Raises:
        OnleesbaarBestand: a sheet is damaged or too large.
    """
    try:
        boek = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
        for nummer, meta in enumerate(boek.sheets_metadata, start=1):
            if meta.name != gelezen and meta.typ == SheetTypeEnum.WorkSheet:
                tabel = _lees_of_leeg(naam, inhoud, boek, meta.name)
                if tabel is not None:
                    yield nummer, tabel
    except _STUK:
        raise werkmap.beschadigd(naam) from None


def _lees_of_leeg(naam: str, inhoud: bytes, boek: CalamineWorkbook, blad: str) -> Tabel | None:
    try:
        return _lees_blad(naam, inhoud, boek, blad)
    except OnleesbaarBestand as fout:
        if fout.bevinding.regel == "leeg_bestand":
            return None
        raise


def _lees_blad(naam: str, inhoud: bytes, boek: CalamineWorkbook, blad: str) -> Tabel:
    xml = werkmap.blad_xml(inhoud, blad)
    werkmap.controleer_omvang(naam, xml)
    sheet = boek.get_sheet_by_name(blad)
    ruw = sheet.to_python(skip_empty_area=False)
    cellen: Cellen = [[_tekst(cel) for cel in rij] for rij in ruw]
    koprij = _vind_kop(cellen)
    if koprij is None:
        raise onleesbaar(
            naam, "leeg_bestand", f"Werkblad '{blad}' is leeg.", "Zet de tabel op dit werkblad."
        )
    aannames = [
        _welk_blad(boek, blad),
        *aanname_koprij(koprij + 1, leeg=not any(map(any, cellen[:koprij]))),
        *werkmap.zet_fouten(cellen, xml),
        *_vul_samengevoegd(sheet, ruw, cellen, koprij),
        *werkmap.verborgen_rijen(xml),
    ]
    return _maak_tabel(naam, cellen, koprij, tuple(aannames), (tuple(boek.sheet_names), blad))


def _kies_blad(boek: CalamineWorkbook, bladen: Collection[str]) -> str:
    gezocht = {vouw(blad) for blad in bladen}
    zichtbaar = [m.name for m in boek.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    namen = zichtbaar or boek.sheet_names
    return next((naam for naam in namen if vouw(naam) in gezocht), namen[0])


def _welk_blad(boek: CalamineWorkbook, blad: str) -> str:
    """Which sheet was read and which were not, the hidden ones named as such."""
    verborgen = {m.name for m in boek.sheets_metadata if m.visible != SheetVisibleEnum.Visible}

    def noem(naam: str) -> str:
        return f"{naam} (verborgen)" if naam in verborgen else naam

    andere = ", ".join(noem(naam) for naam in boek.sheet_names if naam != blad)
    eigen = f"Werkblad '{blad}'" + (" (verborgen)" if blad in verborgen else "")
    return eigen + (f"; niet gelezen: {andere}." if andere else ".")


def _vind_kop(cellen: Cellen) -> int | None:
    """Place of the first row with two names; of a table of one column, the first filled row."""
    gevuld = [(plek, sum(map(bool, rij))) for plek, rij in enumerate(cellen) if any(rij)]
    return next((plek for plek, aantal in gevuld if aantal > 1), gevuld[0][0] if gevuld else None)


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


def _vul_samengevoegd(
    sheet: CalamineSheet, ruw: list[list[Cel]], cellen: Cellen, koprij: int
) -> tuple[str, ...]:
    """Give every row of a merged cell what stands in it; but a number never counts twice."""
    gevuld: list[str] = []
    niet: list[str] = []
    for (rij, kolom), (laatste, laatste_kolom) in sheet.merged_cell_ranges or ():
        if rij <= koprij or rij >= len(cellen) or not cellen[rij][kolom]:
            continue
        plek = werkmap.bereik(rij, kolom, laatste, laatste_kolom)
        cel = ruw[rij][kolom]
        if isinstance(cel, int | float) or (isinstance(cel, str) and cel.strip().isdigit()):
            niet.append(plek)
            continue
        gevuld.append(plek)
        for lager in range(rij + 1, min(laatste + 1, len(cellen))):
            cellen[lager][kolom] = cellen[rij][kolom]
    zinnen = []
    if gevuld:
        zinnen.append(
            f"Samengevoegde cellen ({_eerste(gevuld)}): de inhoud telt voor elke rij ervan."
        )
    if niet:
        zinnen.append(
            f"Samengevoegde cellen met een getal ({_eerste(niet)}): het telt alleen voor de"
            " eerste rij."
        )
    return tuple(zinnen)


def _eerste(plekken: list[str]) -> str:
    rest = len(plekken) - 3
    return ", ".join(plekken[:3]) + (f" en nog {rest}" if rest > 0 else "")


def _maak_tabel(
    naam: str,
    cellen: Cellen,
    kop: int,
    aannames: tuple[str, ...],
    bladen: tuple[tuple[str, ...], str],
) -> Tabel:
    kolommen = tuple((cel or "").strip() for cel in cellen[kop])
    inhoud = list(zip(*cellen[kop + 1 :], strict=True)) or [()] * len(kolommen)
    rijen = maak_rijen(inhoud, range(kop + 2, len(cellen) + 1))
    rijen, leeg = zonder_lege_rijen(rijen)
    return Tabel(
        naam,
        kolommen,
        rijen,
        (*aannames, *aanname_lege_rijen(leeg)),
        getypeerd=True,
        bladen=bladen[0],
        blad=bladen[1],
        koprij=kop + 1,
    )
