"""Write all bad deliveries to a directory, to look at: ``python -m tests.bad_deliveries DIR``."""

import csv
import sys
from pathlib import Path

from tests.bad_deliveries import alle


def main(doel: Path) -> None:
    doel.mkdir(parents=True, exist_ok=True)
    with open(doel / "lijst.csv", "w", encoding="utf-8", newline="") as lijst:
        rijen = csv.writer(lijst, delimiter=";")
        rijen.writerow(["bestand", "wat", "uitkomst", "regel", "rij", "kolom"])
        for nummer, geval in enumerate(alle(), start=1):
            naam = f"{nummer:04}{Path(geval.bestand).suffix[:5]}"
            (doel / naam).write_bytes(geval.bytes)
            uitkomst = "geladen" if geval.geladen else "geweigerd"
            rijen.writerow([naam, geval.naam, uitkomst, geval.regel, geval.rij, geval.kolom])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
