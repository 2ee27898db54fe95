"""A load that meets a disaster: run as ``python -m tests.pipelines.storing SOORT NUMMER PAD``.

Counts every write, rename and sync that the load makes through Python. At number NUMMER the
process is killed (``dood``) or the disk is full from then on (``vol``); with number 0 nothing
happens and the count is printed. Killing at a moment in time is left to the test itself.
"""

import builtins
import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.run import Opdracht, laad
from warehouse.paths import Thuis


class Ramp:
    """Lets the first NUMMER - 1 actions pass, and does its worst at the next one."""

    def __init__(self, soort: str, nummer: int) -> None:
        self.soort = soort
        self.nummer = nummer
        self.geteld = 0

    def tel(self) -> None:
        self.geteld += 1
        if not self.nummer or self.geteld < self.nummer:
            return
        if self.soort == "dood":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, "geen ruimte meer op het apparaat")

    def om(
        self, functie: Callable[..., Any], bij: Callable[..., bool] = lambda *_, **__: True
    ) -> Any:
        """The function, counted when the condition holds."""

        def geteld(*args: Any, **kwargs: Any) -> Any:
            if bij(*args, **kwargs):
                self.tel()
            return functie(*args, **kwargs)

        return geteld


def _schrijft(bestand: Any, mode: str = "r", *_: Any, **__: Any) -> bool:
    return isinstance(bestand, str | Path) and any(letter in mode for letter in "wax+")


def main(soort: str, nummer: str, *paden: str) -> None:
    thuis = Thuis.uit_omgeving()
    ramp = Ramp(soort, int(nummer))
    os.replace = ramp.om(os.replace)
    os.fsync = ramp.om(os.fsync)
    builtins.open = ramp.om(builtins.open, _schrijft)
    pl.DataFrame.write_parquet = ramp.om(pl.DataFrame.write_parquet)  # type: ignore[method-assign]
    Path.mkdir = ramp.om(Path.mkdir)  # type: ignore[method-assign]
    Path.unlink = ramp.om(Path.unlink)  # type: ignore[method-assign]
    rapport = laad(thuis, Opdracht(paden=tuple(Path(pad) for pad in paden)), lambda _: None)
    print(ramp.geteld, rapport.afloop)


if __name__ == "__main__":
    main(*sys.argv[1:])
