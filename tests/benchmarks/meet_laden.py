"""The whole demo set: made, loaded with every check, loaded again unchanged, and read."""

import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.demo import schrijf
from pipelines.run import Opdracht, laad
from warehouse.paths import Thuis


def tijd(functie: Callable[[], object]) -> float:
    begin = time.perf_counter()
    functie()
    return round(time.perf_counter() - begin, 2)


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        thuis = Thuis(map_ / "home" / "zuid-kennemerland", "zuid-kennemerland")
        opdracht = Opdracht(paden=(map_ / "leveringen",))
        figuren = {
            "demo_s": tijd(lambda: schrijf(map_ / "leveringen")),
            "laden_s": tijd(lambda: laad(thuis, opdracht, lambda _: None)),
            "nog_eens_s": tijd(lambda: laad(thuis, opdracht, lambda _: None)),
            "opnieuw_bouwen_s": tijd(lambda: _bouw_opnieuw(thuis)),
            "cijfers_s": tijd(lambda: lees_waarden(publicatiepad(thuis, "medewerker"), Vraag())),
            "bestanden": len(list((map_ / "leveringen").iterdir())),
        }
    geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figuren | {"geheugen_mb": round(geheugen)}))


def _bouw_opnieuw(thuis: Thuis) -> None:
    """As after an update: everything from the archive, what was parsed before is used again."""
    for manifest in thuis.publicaties.glob("*/manifest.json"):
        tekst = manifest.read_text("utf-8")
        manifest.write_text(tekst.replace('"vingerafdruk": "', '"vingerafdruk": "ander-'), "utf-8")
    assert laad(thuis, Opdracht(), lambda _: None).afloop == "geladen"


if __name__ == "__main__":
    main()
