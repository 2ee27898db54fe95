"""One line in the audit log, as every view of a page writes it."""

import json
import statistics
import tempfile
import time
from pathlib import Path

from warehouse import logboek
from warehouse.paths import Thuis

REGELS = 500


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        thuis = Thuis(Path(tijdelijk) / "demo", "demo")
        tijden = []
        for _ in range(REGELS):
            begin = time.perf_counter()
            logboek.schrijf(thuis, "bekeken", "anna", "toezicht", zeker=False, pagina="overzicht")
            tijden.append(1000 * (time.perf_counter() - begin))
        print(json.dumps({"regel_ms": round(statistics.median(tijden), 2)}))


if __name__ == "__main__":
    main()
