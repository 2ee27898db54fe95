"""The report of one delivery as a workbook: the table as delivered, found cells marked.

Every cell is written as text, so that nothing in a delivery can become a formula. Of a file that
was refused for its identities only the list is written, which holds no values. What was found is
decided elsewhere.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.deur.privacy import REGEL as PERSOONSGEGEVEN
from pipelines.readers import Tabel
from pipelines.rijhoogte import rijhoogte
from pipelines.waarden.vouwen import vouw
from warehouse.opmaak import aantal_met_eenheid, getal

# Above this many cells only the rows with a finding are written (ours, 2026): it takes 3 s.
MAX_CELLEN = 300_000
_MAX_TEKST = 32_000  # what a cell or a comment of Excel holds
_FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")

_Plaats = tuple[int, int]  # row and column in the sheet, from zero
_LIJST = (
    ("ernst", 13),
    ("rij", 8),
    ("kolom", 22),
    ("waarde", 22),
    ("melding", 70),
    ("oplossing", 70),
    ("bron", 16),
    ("regel", 22),
)


def maak_rapport(
    naam: str, tabel: Tabel | None, bevindingen: Sequence[Bevinding], aannames: Sequence[str] = ()
) -> bytes:
    """A workbook with the sheets ``Bevindingen`` and, if there is a table to show, ``Levering``."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as boek:
        schrijver = _Schrijver(boek)
        schrijver.lijst(naam, bevindingen, aannames)
        if tabel is not None and not any(b.regel == PERSOONSGEGEVEN for b in bevindingen):
            schrijver.levering(tabel, bevindingen)
    return buffer.getvalue()


def bestandsnaam(bestand: str, bezet: Iterable[str]) -> str:
    """A name for the report of this file that is safe on every system, and not in use yet."""
    kaal = re.sub(r"[^\w.-]+", "_", bestand.replace("\\", "/").rpartition("/")[2])
    stam = kaal.removesuffix(".xlsx").removesuffix(".csv").strip("._-")[:80] or "levering"
    gebruikt = {naam.casefold() for naam in bezet}
    namen = (f"{stam}_bevindingen{f'_{n}' if n > 1 else ''}.xlsx" for n in range(1, 100_000))
    return next(naam for naam in namen if naam.casefold() not in gebruikt)


class _Schrijver:
    """One workbook being written."""

    def __init__(self, boek: xlsxwriter.Workbook) -> None:
        self.boek = boek
        self.titel = boek.add_format({"bold": True, "font_size": 13})
        self.kop = boek.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.tekst = boek.add_format({"text_wrap": True, "valign": "top"})
        self.vrij = boek.add_format({"quote_prefix": True})
        self.kleur = {
            True: boek.add_format({"bg_color": "#F6C6C0", "border": 1, "quote_prefix": True}),
            False: boek.add_format({"bg_color": "#FBE8B4", "border": 1, "quote_prefix": True}),
        }

    def lijst(self, naam: str, bevindingen: Sequence[Bevinding], aannames: Sequence[str]) -> None:
        blad = self.boek.add_worksheet("Bevindingen")
        kritiek = sum(b.ernst == KRITIEK for b in bevindingen)
        self._cel(blad, 0, 0, f"Bevindingen in {naam}", self.titel)
        overig = aantal_met_eenheid(len(bevindingen) - kritiek, "waarschuwing", "waarschuwingen")
        telling = f"{getal(kritiek)} kritiek, {overig}"
        self._cel(blad, 1, 0, telling, None)
        for kolom, (veld, breedte) in enumerate(_LIJST):
            blad.set_column(kolom, kolom, breedte)
            self._cel(blad, 3, kolom, veld, self.kop)
        for rij, bevinding in enumerate(bevindingen, start=4):
            breedtes = ((str(getattr(bevinding, v) or ""), breedte) for v, breedte in _LIJST)
            blad.set_row(rij, rijhoogte(breedtes))
            for kolom, (veld, _) in enumerate(_LIJST):
                waarde = getattr(bevinding, veld)
                if isinstance(waarde, int):
                    blad.write_number(rij, kolom, waarde, self.tekst)
                elif waarde:
                    self._cel(blad, rij, kolom, waarde, self.tekst)
        blad.freeze_panes(4, 0)
        blad.set_landscape()
        blad.fit_to_pages(1, 0)
        blad.repeat_rows(3)
        if bevindingen:
            blad.autofilter(3, 0, 3 + len(bevindingen), len(_LIJST) - 1)
        for nummer, aanname in enumerate(aannames):
            self._cel(blad, 5 + len(bevindingen) + nummer, 0, f"Aangenomen: {aanname}", None)

    def levering(self, tabel: Tabel, bevindingen: Sequence[Bevinding]) -> None:
        blad = self.boek.add_worksheet("Levering")
        gevonden = _per_cel(tabel, bevindingen)
        gemeld = {rij for rij, _ in gevonden}
        rijen = tabel.rijen
        if rijen.height * len(tabel.kolommen) > MAX_CELLEN:
            rijen = rijen.filter(rijen["rij"].is_in([rij + 1 for rij in gemeld]))
        cellen = {(tabel.koprij - 1, plek): kop for plek, kop in enumerate(tabel.kolommen)}
        for waarden in rijen.iter_rows(named=True):
            for plek in range(len(tabel.kolommen)):
                cellen[waarden["rij"] - 1, plek] = waarden[f"k{plek}"] or ""
        for (rij, kolom), tekst in cellen.items():
            if (rij, kolom) not in gevonden and tekst:
                opmaak = self.kop if rij == tabel.koprij - 1 else None
                self._cel(blad, rij, kolom, tekst, opmaak)
        for (rij, kolom), lijst in gevonden.items():
            is_kritiek = any(b.ernst == KRITIEK for b in lijst)
            self._cel(blad, rij, kolom, cellen.get((rij, kolom), ""), self.kleur[is_kritiek])
            self._opmerking(blad, rij, kolom, lijst)
        blad.freeze_panes(tabel.koprij, 0)
        blad.set_column(0, len(tabel.kolommen), 16)
        blad.set_landscape()
        blad.fit_to_pages(1, 0)
        blad.activate()

    def _cel(
        self,
        blad: xlsxwriter.worksheet.Worksheet,
        rij: int,
        kolom: int,
        tekst: str,
        opmaak: xlsxwriter.format.Format | None,
    ) -> None:
        """Text, whatever it looks like; editing the cell does not make it a formula either."""
        if opmaak is None and tekst.startswith(_FORMULETEKENS):
            opmaak = self.vrij
        if tekst:
            blad.write_string(rij, kolom, tekst[:_MAX_TEKST], opmaak)
        else:
            blad.write_blank(rij, kolom, None, opmaak)

    def _opmerking(
        self,
        blad: xlsxwriter.worksheet.Worksheet,
        rij: int,
        kolom: int,
        lijst: Sequence[Bevinding],
    ) -> None:
        tekst = "\n".join(f"[{b.ernst}] {b.melding} {b.oplossing}".strip() for b in lijst)
        maat = {"x_scale": 3, "y_scale": min(6, 1 + len(tekst) // 150), "author": "Peilstok"}
        blad.write_comment(rij, kolom, tekst[:_MAX_TEKST], maat)


def _per_cel(tabel: Tabel, bevindingen: Sequence[Bevinding]) -> Mapping[_Plaats, list[Bevinding]]:
    """The cells to mark: of a finding without a row its column name, without a column its row."""
    plekken = {vouw(kop): plek for plek, kop in reversed(list(enumerate(tabel.kolommen))) if kop}
    cellen: dict[_Plaats, list[Bevinding]] = defaultdict(list)
    for bevinding in bevindingen:
        rij = tabel.koprij if bevinding.rij is None else bevinding.rij
        for plek in _kolommen(bevinding.kolom, plekken):
            if bevinding.rij is not None or bevinding.kolom:
                cellen[rij - 1, plek].append(bevinding)
    return cellen


def _kolommen(naam: str, plekken: Mapping[str, int]) -> list[int]:
    """Places of the column or columns that a finding names; the first column when it has none.

    A school stands in the report as ``brin + vestiging``, or under our own name for it.
    """
    namen = [naam, *naam.split(" + ")]
    if vouw(naam).endswith("school"):
        voor = vouw(naam).removesuffix("school")
        namen += [f"{voor}brin", f"{voor}vestiging"]
    gevonden = [plekken[vouw(deel)] for deel in namen if vouw(deel) in plekken]
    return sorted(set(gevonden)) or [0]
