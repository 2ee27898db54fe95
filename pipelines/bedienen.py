"""Start the app as a process of its own. What it shows is the app's; nothing of it is imported."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from warehouse.paths import Thuis


def bedien(host: str, port: int, rol: str) -> int:
    """Serve the app until it is stopped; returns the exit code of the server.

    The home and role reach the app through its environment; the working directory is that of
    the app, so that its own ``.streamlit/config.toml`` counts (telemetry off, theme, words).
    """
    spec = find_spec("app")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("het pakket 'app' ontbreekt; installeer Peilstok opnieuw")
    map_ = Path(next(iter(spec.submodule_search_locations)))
    thuis = Thuis.uit_omgeving()
    omgeving = os.environ | {
        "PEILSTOK_HOME": str(thuis.wortel.parent),
        "PEILSTOK_PROFIEL": thuis.profiel,
        "PEILSTOK_ROL": rol,
    }
    opdracht = [sys.executable, "-m", "streamlit", "run", str(map_ / "main.py")]
    opdracht += [f"--server.address={host}", f"--server.port={port}", "--server.headless=true"]
    opdracht += ["--browser.gatherUsageStats=false"]
    with subprocess.Popen(opdracht, env=omgeving, cwd=map_.parent) as proces:
        try:
            return proces.wait()
        except KeyboardInterrupt:
            proces.terminate()
            return 0
