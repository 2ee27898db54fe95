"""What is left of a delivery after rows were removed: a form of our own, made from the table.

A line of JSON says how the table was delivered, then follow its rows as CSV, each led by the row
number that it had. Nothing else of the file stays: no other sheet, no comment, no unused row.
"""

import io
import json
from collections.abc import Collection

import polars as pl

from pipelines.readers.tabel import Tabel, onleesbaar

_MERK = "peilstok-rest-1 "


def schrijf_rest(tabel: Tabel, rijen: Collection[int]) -> bytes:
    """The table with these rows alone, to be kept in place of the file."""
    hoe = {
        "kolommen": tabel.kolommen,
        "getypeerd": tabel.getypeerd,
        "blad": tabel.blad,
        "koprij": tabel.koprij,
    }
    blijft = tabel.rijen.filter(pl.col("rij").is_in(list(rijen)))
    inhoud = blijft.select("rij", pl.exclude("rij")).write_csv(separator=";")
    return f"{_MERK}{json.dumps(hoe, ensure_ascii=False)}\n{inhoud}".encode()


def lees_rest(naam: str, inhoud: bytes) -> Tabel:
    """The table of which ``schrijf_rest`` kept some rows.

    Raises:
        OnleesbaarBestand: it is something else, or damaged.
    """
    kop, _, rijen = inhoud.partition(b"\n")
    try:
        hoe = json.loads(kop.decode("utf-8").removeprefix(_MERK))
        kolommen = tuple(hoe["kolommen"])
        cellen = [(f"k{plek}", pl.String()) for plek in range(len(kolommen))]
        gelezen = pl.read_csv(
            io.BytesIO(rijen), separator=";", schema=dict([("rij", pl.Int64()), *cellen])
        )
        return Tabel(
            naam,
            kolommen,
            gelezen.select(pl.exclude("rij"), "rij"),
            getypeerd=bool(hoe["getypeerd"]),
            blad=str(hoe["blad"]),
            koprij=int(hoe["koprij"]),
        )
    except (ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        raise onleesbaar(
            naam,
            "beschadigd",
            "Wat na het opschonen van deze levering is bewaard, is beschadigd.",
            "Zet het archief terug uit een back-up.",
        ) from None
