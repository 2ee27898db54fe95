"""Checks over a million rows by Great Expectations, against the same counts in one scan by hand.

Both read the same file and take turns. Apart from the ratio stand what the library costs whatever
the number of rows: its start, and what it takes for each check on a table of ten rows.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from expectations.toets import Toets

RIJEN, WEINIG = 1_000_000, 10
KEREN = 3
KOLOMMEN = 10


def toetsen() -> list[Toets]:
    """Three kinds of check on every column: filled, within bounds, one of the codes."""
    vast = {"tabel": "feit", "ernst": "kritiek", "titel": "Proef", "oplossing": "Geen."}
    gevonden = []
    for nummer in range(KOLOMMEN):
        getal, code = f"getal_{nummer}", f"code_{nummer}"
        for regel, kolom, erbij in (
            ("gevuld", getal, {}),
            ("bereik", getal, {"minimum": 0.0, "maximum": 96.0}),
            ("codes", code, {"waarden": ("a0", "a1", "a2", "a3", "a4")}),
        ):
            gevonden.append(
                Toets(id=f"{kolom}.{regel}", regel=regel, kolommen=(kolom,), **vast, **erbij)
            )
    return gevonden


def maak(pad: Path, rijen: int) -> None:
    kolommen = ", ".join(
        f"(range * {n + 3}) % 97 as getal_{n}, 'a' || (range * {n + 7}) % 5 as code_{n}"
        for n in range(KOLOMMEN)
    )
    with duckdb.connect(str(pad)) as verbinding:
        verbinding.execute(f"create table feit as select {kolommen} from range({rijen})")


def met_de_hand(pad: Path) -> None:
    tel = ", ".join(
        f"count(*) filter (where getal_{n} is null),"
        f" count(*) filter (where getal_{n} not between 0 and 96),"
        f" count(*) filter (where code_{n} not in ('a0', 'a1', 'a2', 'a3', 'a4'))"
        for n in range(KOLOMMEN)
    )
    with duckdb.connect(str(pad), read_only=True) as verbinding:
        assert not any(verbinding.execute(f"select {tel} from feit").fetchall()[0])


def tijd(functie: Callable[[], object]) -> float:
    begin = time.perf_counter()
    functie()
    return time.perf_counter() - begin


def main() -> None:
    begin = time.perf_counter()
    from expectations.poort import toets_alles  # noqa: PLC0415 - its start is measured

    start = time.perf_counter() - begin
    alle = toetsen()
    with tempfile.TemporaryDirectory() as map_:
        groot, klein = Path(map_, "groot.duckdb"), Path(map_, "klein.duckdb")
        maak(groot, RIJEN)
        maak(klein, WEINIG)
        assert all(u.uitkomst == "geslaagd" for u in toets_alles(groot, alle))
        beurten = [
            (
                tijd(lambda: toets_alles(groot, alle)),
                tijd(lambda: toets_alles(klein, alle)),
                tijd(lambda: met_de_hand(groot)),
            )
            for _ in range(KEREN)
        ]
    ons, vast, hand = (statistics.median(kolom) for kolom in zip(*beurten, strict=True))
    print(
        json.dumps(
            {
                "start_s": round(start, 2),
                "toetsen": len(alle),
                "toetsen_s": round(ons, 3),
                "per_toets_vast_ms": round(1000 * vast / len(alle), 1),
                "met_de_hand_s": round(hand, 3),
                "verhouding": round((ons - 0.008 * len(alle)) / hand, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
