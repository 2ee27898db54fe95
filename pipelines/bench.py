"""Run the benchmarks and gather their figures, with machine and versions, in one record.

The scripts live in ``tests/benchmarks``; an installation without the tests has none to run.
"""

import datetime as dt
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

LANDELIJK = "meet_landelijk"
SCRIPTS = Path(__file__).parent.parent / "tests" / "benchmarks"
_VERSIES = ("peilstok", "duckdb", "polars", "streamlit", "plotly", "great-expectations")


class GeenBenchmarks(Exception):
    """There are no benchmark scripts beside this installation."""


def meet(melden: Callable[[str], None], *, landelijk: bool = False) -> dict[str, Any]:
    """Run every script in turn, each in a process of its own.

    Args:
        landelijk: the one about the whole country, which takes its time, and no other.

    Raises:
        GeenBenchmarks: Peilstok was installed without its tests.
    """
    alle = sorted(SCRIPTS.glob("meet_*.py"))
    scripts = [script for script in alle if (script.stem == LANDELIJK) == landelijk]
    if not scripts:
        raise GeenBenchmarks("benchmarks horen bij de broncode; draai ze in een kloon van Peilstok")
    figuren: dict[str, Any] = {}
    for script in scripts:
        naam = script.stem.removeprefix("meet_")
        melden(f"{naam} meten")
        klaar = subprocess.run(
            [sys.executable, str(script)], capture_output=True, text=True, check=False
        )
        gezegd = (klaar.stderr if klaar.returncode else klaar.stdout).strip().splitlines()
        if klaar.returncode or not gezegd:
            figuren[naam] = {"fout": gezegd[-1] if gezegd else f"gestopt met {klaar.returncode}"}
        else:
            figuren[naam] = json.loads(gezegd[-1])
    return {
        "gemeten_op": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
        "versies": {naam: version(naam) for naam in _VERSIES},
        "figuren": figuren,
    }


def _machine() -> dict[str, Any]:
    return {
        "systeem": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "kernen": os.cpu_count(),
        "python": platform.python_version(),
    }
