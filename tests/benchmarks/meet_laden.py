"""The whole demo set: made, loaded with every check, loaded again unchanged, protected, read."""

import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.demo import schrijf
from pipelines.nakijken import kijk_na
from pipelines.run import Opdracht, laad
from warehouse.inhoud import lees_inhoud
from warehouse.paths import Thuis
from warehouse.profiel import laad_profiel
from warehouse.register import laad_register


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
            "nog_eens_s": tijd(lambda: _laad_nog_eens(thuis, opdracht)),
            "correctie_s": tijd(lambda: _corrigeer(thuis, map_)),
            "opnieuw_bouwen_s": tijd(lambda: _bouw_opnieuw(thuis)),
            "beschermen_s": tijd(lambda: _bescherm(thuis)),
            "nakijken_s": tijd(lambda: kijk_na(thuis, None, lambda _: None)),
            "cijfers_s": tijd(lambda: lees_waarden(publicatiepad(thuis, "medewerker"), Vraag())),
            "bestanden": len(list((map_ / "leveringen").iterdir())),
        }
    geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figuren | {"geheugen_mb": round(geheugen)}))


def _laad_nog_eens(thuis: Thuis, opdracht: Opdracht) -> None:
    assert laad(thuis, opdracht, lambda _: None).afloop == "ongewijzigd"


def _corrigeer(thuis: Thuis, map_: Path) -> None:
    """One bron changes in one count; what did not change keeps its signs."""
    oud = map_ / "leveringen" / "leerlingen_2023-02-01.csv"
    kop, eerste, *rest = oud.read_text("utf-8").splitlines()
    cellen = eerste.split(";")
    plaats = kop.split(";").index("aantal")
    cellen[plaats] = str(int(cellen[plaats]) + 7)
    nieuw = map_ / oud.name
    nieuw.write_text("\n".join([kop, ";".join(cellen), *rest]) + "\n", "utf-8")
    assert laad(thuis, Opdracht(paden=(nieuw,)), lambda _: None).afloop == "geladen"


def _bouw_opnieuw(thuis: Thuis) -> None:
    """As after an update: everything from the archive, what was parsed before is used again."""
    for manifest in thuis.publicaties.glob("*/manifest.json"):
        tekst = manifest.read_text("utf-8")
        manifest.write_text(tekst.replace('"vingerafdruk": "', '"vingerafdruk": "ander-'), "utf-8")
    assert laad(thuis, Opdracht(), lambda _: None).afloop == "geladen"


def _bescherm(thuis: Thuis) -> None:
    """Every audience from nothing, as after an update."""
    assert lees_inhoud(thuis.werkbestand, laad_profiel(thuis.profiel), laad_register(), (), "")


if __name__ == "__main__":
    main()
