"""The whole country: made, loaded SWV by SWV, put side by side, asked. Run by `--schaal landelijk`.

PEILSTOK_BENCH_SWV takes fewer than 76 SWVs; seconds of the steps then grow with their number.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.demo.land import SWVS, schrijf_land
from pipelines.landelijk import laad_alle
from pipelines.opschalen import werk_bij

AANTAL = int(os.environ.get("PEILSTOK_BENCH_SWV") or SWVS)
VRAAG = ("deelname_go_herkomst", "--alle-swv", "--format", "json")


def tijd(functie: Callable[[], object]) -> float:
    begin = time.perf_counter()
    functie()
    return round(time.perf_counter() - begin, 2)


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk, Geheugen() as geheugen:
        map_, home = Path(tijdelijk) / "land", Path(tijdelijk) / "home"
        uitkomsten: list[dict[str, object]] = []
        figuren: dict[str, object] = {
            "swv": AANTAL,
            "demo_s": tijd(
                lambda: list(schrijf_land(map_, seed=2704, melden=_stil, aantal=AANTAL))
            ),
            "rijen_csv": _rijen(map_),
            "laden_s": tijd(
                lambda: uitkomsten.extend(u.als_dict() for u in laad_alle(home, [map_], _stil))
            ),
        }
        assert all(u["afloop"] == "geladen" for u in uitkomsten), uitkomsten
        stappen: dict[str, float] = {}
        for uitkomst in uitkomsten:
            for stap, duur in uitkomst["stappen"].items():  # type: ignore[attr-defined]
                stappen[stap] = stappen.get(stap, 0.0) + duur
        figuren["stappen_s"] = {stap: round(duur, 1) for stap, duur in stappen.items()}
        beschermen = stappen.get("beschermen", 0.0) / min(AANTAL, os.cpu_count() or 1)
        figuren["laden_zonder_bescherming_s"] = round(
            float(str(figuren["laden_s"])) - beschermen, 1
        )
        figuren["bijeenbrengen_s"] = tijd(lambda: werk_bij(home))
        figuren["values_s"] = tijd(lambda: _vraag(home))
    print(json.dumps(figuren | {"geheugen_mb": geheugen.piek}))


def _vraag(home: Path) -> None:
    """As a person asks it: the whole process."""
    omgeving = os.environ | {"PEILSTOK_HOME": str(home)}
    opdracht = [str(Path(sys.executable).with_name("peilstok")), "values", *VRAAG]
    uit = subprocess.run(opdracht, env=omgeving, check=True, capture_output=True, text=True)
    assert len({rij["swv"] for rij in json.loads(uit.stdout)}) == AANTAL


def _rijen(map_: Path) -> int:
    """Lines of data in the CSV files; what is XLSX comes on top."""
    return sum(pad.read_bytes().count(b"\n") - 1 for pad in map_.rglob("*.csv"))


class Geheugen:
    """The most memory that this process and all under it held at once, in MB, looked at often."""

    def __enter__(self) -> "Geheugen":
        self.piek = 0
        self._klaar = threading.Event()
        self._draad = threading.Thread(target=self._kijk)
        self._draad.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._klaar.set()
        self._draad.join()
        eigen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.piek = max(self.piek, eigen)

    def _kijk(self) -> None:
        while not self._klaar.wait(0.5):
            self.piek = max(self.piek, _van_allen(os.getpid()) // 2**20)


def _van_allen(wortel: int) -> int:
    """Bytes of a process and its descendants; what two of them share counts once (PSS)."""
    ouder = {int(p.name): _ouder(p) for p in Path("/proc").iterdir() if p.name.isdigit()}
    onder = {wortel}
    while meer := {pid for pid, van in ouder.items() if van in onder} - onder:
        onder |= meer
    return sum(_pss(pid) for pid in onder)


def _ouder(map_: Path) -> int:
    try:
        return int((map_ / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError):
        return 0


def _pss(pid: int) -> int:
    try:
        regels = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return 1024 * sum(int(r.split()[1]) for r in regels if r.startswith("Pss:"))
    except OSError:
        return 0


def _stil(_: str) -> None:
    return None


if __name__ == "__main__":
    main()
