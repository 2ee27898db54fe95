"""A million rows of leerlingen: our reading and checking against a bare polars read.

Ours is what stands between the bytes and typed rows: reading, assigning, converting, every check
of the contract. The worker process around it, the search for identities and keeping what was read
are in ``meet_laden``. The bare read gives texts, as ours starts from; ``polars_typen_s`` is the
one that guesses types. They take turns, and the ratio is the median over the turns.
"""

import io
import json
import statistics
import time
from collections.abc import Callable

import polars as pl

from pipelines.contract import load_contracten
from pipelines.inlezen import parse
from pipelines.readers import read
from warehouse.profiel import laad_profiel

RIJEN = 1_000_000
KEREN = 9


def maak(rijen: int) -> bytes:
    """A delivery with a key per row, as a registration system would write it."""
    nummer = pl.int_range(rijen, eager=True)
    frame = pl.DataFrame(
        {
            "teldatum": pl.repeat("01-02-2024", rijen, eager=True),
            "brin": (nummer // 10_000 % 90 + 10).cast(pl.String) + "AA",
            "vestiging": (nummer // 1_000 % 10).cast(pl.String).str.zfill(2),
            "onderwijssoort": pl.repeat("bao", rijen, eager=True),
            "swv_herkomst": "PO" + (nummer % 1000 + 2000).cast(pl.String),
            "leerjaar": (nummer // 500_000 + 3).cast(pl.String),
            "geslacht": pl.repeat("m", rijen, eager=True),
            "aantal": (nummer % 97).cast(pl.String),
        }
    )
    return frame.write_csv(separator=";").encode()


def tijd(functie: Callable[[], object]) -> float:
    begin = time.perf_counter()
    functie()
    return time.perf_counter() - begin


def main() -> None:
    inhoud = maak(RIJEN)
    contract = load_contracten()["leerlingen"]
    profiel = laad_profiel("zuid-kennemerland")

    def kaal() -> pl.DataFrame:
        return pl.read_csv(io.BytesIO(inhoud), separator=";", infer_schema=False)

    def van_ons() -> None:
        gelezen = parse(read("leerlingen.csv", inhoud), contract, None, profiel)
        assert gelezen.rijen is not None, gelezen.bevindingen[:3]
        assert len(gelezen.rijen) == RIJEN

    def kaal_met_typen() -> pl.DataFrame:
        return pl.read_csv(io.BytesIO(inhoud), separator=";")

    van_ons()
    beurten = [(tijd(kaal), tijd(kaal_met_typen), tijd(van_ons)) for _ in range(KEREN)]
    polars, typen, peilstok = (statistics.median(tijden) for tijden in zip(*beurten, strict=True))
    figuren = {
        "rijen": RIJEN,
        "polars_s": round(polars, 3),
        "polars_typen_s": round(typen, 3),
        "peilstok_s": round(peilstok, 3),
        "verhouding": round(statistics.median(ons / p for p, _, ons in beurten), 2),
        "verhouding_typen": round(statistics.median(ons / t for _, t, ons in beurten), 2),
    }
    print(json.dumps(figuren))


if __name__ == "__main__":
    main()
