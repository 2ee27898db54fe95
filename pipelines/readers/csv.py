"""CSV files: encoding, delimiter, rows that do not fit the header.

A clean file goes through polars. It pads short rows in silence, so unless every last cell is
filled the delimiters are counted too: when they do not add up to full rows, or a row is too long,
the slower reader of the standard library says exactly which rows are at fault. What is read is
text; types are left to the contracts.
"""

import codecs
import contextlib
import csv
import io
import itertools
from dataclasses import dataclass

import polars as pl

from pipelines.bevindingen import KRITIEK, Bevinding, Plek, per_rij
from pipelines.readers.tabel import (
    Tabel,
    aanname_koprij,
    aanname_lege_rijen,
    maak_rijen,
    onleesbaar,
    zonder_lege_rijen,
)

_SCHEIDERS = {";": "puntkomma", ",": "komma", "\t": "tab"}
_MONSTER = 200_000  # characters in which header and delimiter are found
_MAX_KOLOMMEN = 2_000
_STUURTEKENS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a"))


@dataclass(frozen=True)
class _Kop:
    """Where the header stands and what it says."""

    kolommen: tuple[str, ...]
    scheider: str
    rij: int  # row number as a spreadsheet shows it
    regels: int  # physical lines up to and including the header
    erboven: int = 0  # rows above it with something in them


def lees_csv(naam: str, inhoud: bytes) -> Tabel:
    """Read a CSV file in UTF-8, UTF-16 with a byte order mark, or windows-1252.

    Raises:
        OnleesbaarBestand: binary content, an unknown encoding, no header, one endless line, or
            a quotation mark that is never closed.
    """
    utf8, tekenset = _naar_utf8(naam, inhoud)
    kop = _vind_kop(naam, utf8)
    gelezen = (f"Tekenset {tekenset}, kolommen gescheiden door een {_SCHEIDERS[kop.scheider]}.",)
    aanhaling = b'"' in utf8  # sought once: that is a pass over the whole file
    try:
        rijen = _lees_snel(utf8, kop, aanhaling=aanhaling)
    except pl.exceptions.PolarsError:
        rijen = None
    bevindingen: tuple[Bevinding, ...] = ()
    if rijen is None:
        rijen, bevindingen = _lees_precies(naam, utf8.decode("utf-8"), kop)
    if aanhaling:
        _weiger_verslonden_rijen(naam, rijen, kop)
    rijen, leeg = zonder_lege_rijen(rijen)
    boven = aanname_koprij(kop.rij, leeg=not kop.erboven)
    aannames = (*gelezen, *boven, *aanname_lege_rijen(leeg))
    return Tabel(naam, kop.kolommen, rijen, aannames, bevindingen, koprij=kop.rij)


def _naar_utf8(naam: str, inhoud: bytes) -> tuple[bytes, str]:
    """The text as UTF-8 without byte order mark and with ``\\n`` in it, and its encoding."""
    if inhoud.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        utf8, tekenset = _hercodeer(naam, inhoud, "utf-16"), "UTF-16"
    elif _is_utf8(inhoud):
        utf8, tekenset = inhoud.removeprefix(codecs.BOM_UTF8), "UTF-8"
    else:
        utf8, tekenset = _hercodeer(naam, inhoud, "cp1252"), "windows-1252"
    begin = utf8[:_MONSTER]
    stuur = len(begin) - len(begin.translate(None, _STUURTEKENS))
    if b"\0" in utf8 or stuur > len(begin) / 100:
        raise _binair(naam)
    return (utf8 if b"\n" in utf8 else utf8.replace(b"\r", b"\n")), tekenset


def _is_utf8(inhoud: bytes) -> bool:
    if inhoud.isascii():  # by far the quickest to see
        return True
    try:
        inhoud.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _hercodeer(naam: str, inhoud: bytes, tekenset: str) -> bytes:
    try:
        return inhoud.decode(tekenset).encode("utf-8")
    except UnicodeError:
        raise _binair(naam) from None


def _binair(naam: str) -> Exception:
    return onleesbaar(
        naam,
        "geen_tekst",
        "Het bestand bevat geen leesbare tekst, maar binaire gegevens of een onbekende tekenset.",
        "Sla het in het bronsysteem opnieuw op als CSV (UTF-8) of als XLSX.",
    )


def _vind_kop(naam: str, utf8: bytes) -> _Kop:
    """The first row with two names, with the delimiter that fits the rows below it best.

    A row with one filled cell above it is a title; a table of one column has nothing but such rows.
    """
    monster = utf8[: 4 * _MONSTER].decode("utf-8", "ignore")[:_MONSTER]
    if len(utf8) > len(monster.encode("utf-8")):
        if "\n" not in monster:
            raise onleesbaar(
                naam,
                "een_regel",
                f"De eerste {_MONSTER} tekens vormen één regel: dit is geen tabel.",
                "Controleer de export: elke rij hoort op een eigen regel te staan.",
            )
        monster = monster[: monster.rindex("\n") + 1]
    koppen = [_lees_kop(monster, scheider) for scheider in _kandidaten(monster)]
    passend = [(past, kop) for past, kop in koppen if kop is not None]
    if not passend:
        raise onleesbaar(
            naam, "geen_kop", "Het bestand bevat geen kopregel.", "Zet kolomnamen op de eerste rij."
        )
    kop = max(passend, key=lambda keuze: (keuze[0], len(keuze[1].kolommen)))[1]
    if len(kop.kolommen) > _MAX_KOLOMMEN:
        raise onleesbaar(
            naam,
            "te_breed",
            f"De kopregel telt {len(kop.kolommen)} kolommen: dit is geen levering.",
            f"Lever een tabel met hooguit {_MAX_KOLOMMEN} kolommen.",
        )
    return kop


def _kandidaten(monster: str) -> list[str]:
    """The delimiters to try; Excel's own ``sep=;`` on the first line decides at once."""
    eerste = monster.split("\n", 1)[0].strip().lower()
    if eerste.startswith("sep=") and eerste[4:] in _SCHEIDERS:
        return [eerste[4:]]
    return list(_SCHEIDERS)


def _lees_kop(monster: str, scheider: str) -> tuple[float, _Kop | None]:
    """The header under this delimiter, and the share of the sample's rows that it fits."""
    lezer = csv.reader(io.StringIO(monster, newline=""), delimiter=scheider)
    rijen: list[tuple[list[str], int]] = []
    with contextlib.suppress(csv.Error):
        rijen += ((cellen, lezer.line_num) for cellen in itertools.islice(lezer, 500))
    gevuld = [
        (plek, sum(bool(cel.strip(" ;,\t")) for cel in cellen))
        for plek, (cellen, _) in enumerate(rijen)
        if any(cel.strip(" ;,\t") for cel in cellen) and not _is_sep(cellen)
    ]
    if not gevuld:
        return 0.0, None
    begin = next((plek for plek, aantal in gevuld if aantal > 1), gevuld[0][0])
    erboven = sum(plek < begin for plek, _ in gevuld)
    namen = tuple(cel.strip() for cel in rijen[begin][0])
    onder = [cellen for cellen, _ in rijen[begin + 1 :] if any(cellen)]
    passend = sum(len(cellen) == len(namen) for cellen in onder)
    past = (1 + passend) / (1 + erboven + len(onder)) if len(namen) > 1 else 0.0
    return past, _Kop(namen, scheider, begin + 1, rijen[begin][1], erboven)


def _is_sep(cellen: list[str]) -> bool:
    """Whether this is Excel's own line that names the delimiter."""
    return ",".join(cellen).lower().startswith("sep=")


def _lees_snel(utf8: bytes, kop: _Kop, *, aanhaling: bool) -> pl.DataFrame | None:
    """All rows through polars; None when they are not all as wide as the header.

    Raises:
        PolarsError: a row is too long, or the quotation marks are in disorder.
    """
    if utf8.endswith((b"\n\n", b"\n\r\n")):
        utf8 = utf8.rstrip(b"\r\n")
    kop_einde = _regeleinde(utf8, kop.regels)
    if len(utf8) <= kop_einde:
        return maak_rijen([()] * len(kop.kolommen), ())
    rijen = pl.read_csv(
        utf8,
        separator=kop.scheider,
        has_header=False,
        skip_lines=kop.regels,
        schema={f"k{i}": pl.String for i in range(len(kop.kolommen))},
        row_index_name="rij",  # in the chunks of the columns; added afterwards it costs a copy
        row_index_offset=kop.rij + 1,
    )
    if not _is_vol(rijen, utf8, kop, kop_einde, aanhaling=aanhaling):
        return None
    if aanhaling:
        rijen = rijen.with_columns(pl.exclude("rij").replace("", None))
    return rijen.select(pl.exclude("rij"), pl.col("rij").cast(pl.Int64))


def _is_vol(rijen: pl.DataFrame, utf8: bytes, kop: _Kop, begin: int, *, aanhaling: bool) -> bool:
    """Whether every row is as wide as the header; the last cell of a padded row is empty."""
    if not aanhaling and not rijen.to_series(-1).null_count():
        return True
    scheiders = utf8.count(kop.scheider.encode(), begin)
    if aanhaling:
        binnen = rijen.select(pl.exclude("rij").str.count_matches(kop.scheider, literal=True).sum())
        scheiders -= sum(aantal or 0 for aantal in binnen.row(0))
    return scheiders == rijen.height * (len(kop.kolommen) - 1)


def _regeleinde(utf8: bytes, regels: int) -> int:
    """Offset just past this many physical lines."""
    plek = 0
    for _ in range(regels):
        gevonden = utf8.find(b"\n", plek)
        if gevonden < 0:
            return len(utf8)
        plek = gevonden + 1
    return plek


def _lees_precies(naam: str, tekst: str, kop: _Kop) -> tuple[pl.DataFrame, tuple[Bevinding, ...]]:
    """All rows through the standard library, and a finding for each that does not fit."""
    breedte = len(kop.kolommen)
    goed: list[list[str]] = []
    nummers: list[int] = []
    te_lang: list[tuple[int, int]] = []
    te_kort: list[tuple[int, int]] = []
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=kop.scheider, strict=True)
    nummer = 0
    try:
        for nummer, cellen in enumerate(lezer, start=1):
            if nummer <= kop.rij or not any(cellen):
                continue
            if len(cellen) < breedte:
                te_kort.append((nummer, len(cellen)))
            elif any(cellen[breedte:]):
                te_lang.append((nummer, len(cellen)))
            else:
                goed.append(cellen[:breedte])
                nummers.append(nummer)
    except csv.Error:
        raise _aanhalingsteken(naam, nummer + 1) from None
    kolommen = [[cel or None for cel in kolom] for kolom in zip(*goed, strict=True)]
    rijen = maak_rijen(kolommen or [[] for _ in range(breedte)], nummers)
    return rijen, (
        *_rafelig(naam, te_kort, breedte, "te_weinig_cellen"),
        *_rafelig(naam, te_lang, breedte, "te_veel_cellen"),
    )


def _rafelig(naam: str, rijen: list[tuple[int, int]], breedte: int, regel: str) -> list[Bevinding]:
    """Findings for rows with too few or too many cells."""
    sjabloon = Bevinding(
        KRITIEK,
        regel,
        f"Rij {{rij}} heeft {{waarde}} cellen, de kopregel {breedte}.",
        "Herstel de rij; zet een tekst met het scheidingsteken erin tussen aanhalingstekens.",
        bestand=naam,
    )
    return per_rij(sjabloon, [Plek(rij, "", str(cellen)) for rij, cellen in rijen], len(rijen))


def _weiger_verslonden_rijen(naam: str, rijen: pl.DataFrame, kop: _Kop) -> None:
    """Refuse a cell that holds whole rows: a quotation mark that was opened by mistake."""
    scheider = kop.scheider
    cel = rf"[^{scheider}\n]*"
    hele_rij = rf"\n{cel}(?:{scheider}{cel}){{{len(kop.kolommen) - 1}}}\n"
    verdacht = rijen.filter(
        pl.any_horizontal(pl.exclude("rij").str.contains(hele_rij).fill_null(value=False))
    )
    if len(kop.kolommen) > 1 and verdacht.height:
        raise _aanhalingsteken(naam, int(verdacht["rij"][0]))


def _aanhalingsteken(naam: str, rij: int) -> Exception:
    return onleesbaar(
        naam,
        "aanhalingsteken",
        f"Op rij {rij} staat een aanhalingsteken dat niet goed wordt afgesloten.",
        'Verdubbel een aanhalingsteken binnen een tekst ("") of haal het weg.',
        rij=rij,
    )
