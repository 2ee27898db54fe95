"""A million rows of leerlingen: our reading and checking against a bare polars read."""

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
KEREN = 5


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


def mediaan(functie: Callable[[], object]) -> float:
    tijden = []
    for _ in range(KEREN):
        begin = time.perf_counter()
        functie()
        tijden.append(time.perf_counter() - begin)
    return statistics.median(tijden)


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

    van_ons()
    polars, peilstok = mediaan(kaal), mediaan(van_ons)
    print(
        json.dumps(
            {
                "rijen": RIJEN,
                "polars_s": round(polars, 3),
                "peilstok_s": round(peilstok, 3),
                "verhouding": round(peilstok / polars, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
