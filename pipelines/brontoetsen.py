"""The checks that a bron brings along: ``toetsen.toml`` and one SELECT per check.

A SELECT reads ``staging_<bron>`` (and other bronnen, core, ``regio`` and ``norm``) and returns the
rows that fail; ``$marge`` in it stands for the rounding margin in euros. Running them is left to
the gate, writing figures in Dutch to ``warehouse.opmaak``.
"""

from pathlib import Path
from typing import Literal

from warehouse.strikt import DefinitieFout, Strikt, Tekst, laad_toml


class Brontoets(Strikt):
    """One check on the loaded rows of a bron.

    Attributes:
        id: unique over all bronnen: starts with the id of the bron.
        ernst: ``kritiek`` stops the publication, ``waarschuwing`` is published with the data.
        titel: what must hold, as a sentence.
        bestand: name of the SQL file in the folder of the bron.
        sql: its text; returns one row per failure.
        melding: Dutch sentence per failing row, with its columns in braces.
        oplossing: what to do.
        kolom: the column of the delivery that is wrong, when it is one; the report names it,
            with the value that the SELECT gives under that name.
        ook: other bronnen that it compares with; without them nobody knows, and it is not run.
    """

    id: Tekst
    ernst: Literal["kritiek", "waarschuwing"]
    titel: Tekst
    bestand: Tekst
    sql: Tekst
    melding: Tekst
    oplossing: Tekst
    kolom: str = ""
    ook: tuple[Tekst, ...] = ()


class _Regel(Strikt):
    """A check as it stands in the file: there ``sql`` is the name of the SQL file."""

    id: Tekst
    ernst: Literal["kritiek", "waarschuwing"]
    titel: Tekst
    sql: Tekst
    melding: Tekst
    oplossing: Tekst
    kolom: str = ""
    ook: tuple[Tekst, ...] = ()


class _Bestand(Strikt):
    toets: tuple[_Regel, ...]


def load_toetsen(map_: Path) -> tuple[Brontoets, ...]:
    """The checks in the folder of one bron, in the order of its ``toetsen.toml``.

    Raises:
        DefinitieFout: a field, an id or an SQL file is wrong or missing.
    """
    pad = map_ / "toetsen.toml"
    if not pad.is_file():
        return ()
    regels = laad_toml(pad, _Bestand).toets
    ids = [regel.id for regel in regels]
    for regel in regels:
        if ids.count(regel.id) > 1 or not regel.id.startswith(f"{map_.name}_"):
            raise DefinitieFout(
                f"{map_.name}/toetsen.toml: id '{regel.id}' moet uniek zijn en beginnen met"
                f" '{map_.name}_'; geef de toets een andere id"
            )
    return tuple(_met_sql(map_, regel) for regel in regels)


def _met_sql(map_: Path, regel: _Regel) -> Brontoets:
    pad = map_ / regel.sql
    if not pad.is_file():
        raise DefinitieFout(
            f"{map_.name}/toetsen.toml: toets '{regel.id}' noemt {regel.sql}, maar dat bestand"
            " ontbreekt; voeg het toe"
        )
    return Brontoets(
        id=regel.id,
        ernst=regel.ernst,
        titel=regel.titel,
        bestand=regel.sql,
        sql=pad.read_text("utf-8"),
        melding=regel.melding,
        oplossing=regel.oplossing,
        kolom=regel.kolom,
        ook=regel.ook,
    )
