"""The whole jaarverslag of 2024 on the demo: every kind of file, as `peilstok export` makes it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipelines.demo import schrijf
from pipelines.run import Opdracht, laad
from warehouse.paths import Thuis

_FORMATEN = "docx,pptx,xlsx,png,svg,csv"


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        schrijf(map_ / "leveringen")
        thuis = Thuis(map_ / "home" / "zuid-kennemerland", "zuid-kennemerland")
        laad(thuis, Opdracht(paden=(map_ / "leveringen",)), lambda _: None)
        uit = map_ / "uit"
        start = "from pipelines.cli import main; main()"
        opdracht = [sys.executable, "-c", start, "export", "--jaar", "2024", "--naar", str(uit)]
        begin = time.perf_counter()
        subprocess.run(
            [*opdracht, "--formaat", _FORMATEN],
            env=os.environ | {"PEILSTOK_HOME": str(map_ / "home")},
            check=True,
            capture_output=True,
        )
        duur = round(time.perf_counter() - begin, 1)
        manifest = json.loads((uit / "manifest.json").read_text("utf-8"))
        print(json.dumps({"verslag_s": duur, "bestanden": len(manifest["bestanden"])}))


if __name__ == "__main__":
    main()
