"""Start the app as a process of its own, unless strangers could look on without logging in.

What it shows is the app's; nothing of it is imported.
"""

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from pipelines.cijfers import VraagFout
from warehouse import aanmelden
from warehouse.paths import Thuis


def bezwaar(thuis: Thuis, host: str, rol: str | None, zonder_login: bool) -> str | None:
    """Why the app must not be served like this; None when it may.

    Raises:
        VraagFout: there is no such role.
        DefinitieFout: ``toegang.toml`` is wrong.
    """
    if rol and not aanmelden.is_rol(rol):
        rollen = ", ".join(aanmelden.VASTE_ROLLEN)
        raise VraagFout(f"rol '{rol}' bestaat niet; kies uit {rollen} of bestuur_NUMMER")
    if zonder_login or aanmelden.lees(thuis) or aanmelden.is_eigen_machine(host):
        return None
    return (
        f"op adres {host} kan het hele netwerk meekijken, en inloggen is niet ingesteld in "
        f"{aanmelden.pad_van(thuis)}. Kies 127.0.0.1, stel inloggen in, of voeg --zonder-login "
        "toe als dat de bedoeling is."
    )


def _namen(thuis: Thuis, host: str) -> list[str]:
    """Under which names the app answers: without login only its own, so no site can pose as it."""
    if aanmelden.lees(thuis) or not aanmelden.is_eigen_machine(host):
        return []
    namen = dict.fromkeys((host.strip("[]"), "localhost", "127.0.0.1"))
    return [f"--server.allowedHosts={naam}" for naam in namen]


def bedien(host: str, port: int, rol: str | None, zonder_login: bool = False) -> int:
    """Serve the app until it is stopped; returns the exit code of the server.

    The home, and the role when only one is served, reach the app through its environment; the
    working directory is that of the app, so that its own ``.streamlit/config.toml`` counts
    (telemetry off, theme, words).
    """
    spec = find_spec("app")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("het pakket 'app' ontbreekt; installeer Peilstok opnieuw")
    map_ = Path(next(iter(spec.submodule_search_locations)))
    thuis = Thuis.uit_omgeving()
    omgeving = os.environ | {
        "PEILSTOK_HOME": str(thuis.wortel.parent),
        "PEILSTOK_PROFIEL": thuis.profiel,
    }
    omgeving |= {"PEILSTOK_ROL": rol} if rol else {}
    omgeving |= {"PEILSTOK_ZONDER_LOGIN": "ja"} if zonder_login else {}
    opdracht = [sys.executable, "-m", "streamlit", "run", str(map_ / "main.py")]
    opdracht += [f"--server.address={host}", f"--server.port={port}", "--server.headless=true"]
    opdracht += ["--browser.gatherUsageStats=false", *_namen(thuis, host)]
    with subprocess.Popen(opdracht, env=omgeving, cwd=map_.parent) as proces:
        # Who stops this command stops the server: no orphan keeps the port.
        signal.signal(signal.SIGTERM, lambda *_: proces.terminate())
        try:
            return max(proces.wait(), 0)
        except KeyboardInterrupt:
            proces.terminate()
            return 0
