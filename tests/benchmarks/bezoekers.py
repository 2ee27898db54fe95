"""Visitors without a browser: websockets that speak Streamlit's protobuf to a server of its own.

Measures from the question to the last message of the answer: what a page costs on the server.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

WORTEL = Path(__file__).parents[2]
_EERDER_GESTOPT = 2  # script_finished: stopped for a newer question, which is answered as well


class Bezoeker:
    """One session; ``async with`` opens and closes it."""

    def __init__(self, poort: int) -> None:
        self.poort = poort
        self.fouten = 0
        self._lijn: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._lijn = await connect(
            f"ws://127.0.0.1:{self.poort}/_stcore/stream",
            subprotocols=["streamlit"],
            origin=f"http://127.0.0.1:{self.poort}",
            max_size=None,
            compression=None,
        )
        return self

    async def __aexit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        if self._lijn is not None:
            await self._lijn.close()

    async def bekijk(self, pagina: str, vraag: str = "") -> float:
        """Milliseconds until a page has been sent whole; asked again it is a rerun."""
        assert self._lijn is not None
        bericht = BackMsg()
        bericht.rerun_script.page_name = pagina
        bericht.rerun_script.query_string = vraag
        begin = time.perf_counter()
        await self._lijn.send(bericht.SerializeToString())
        while True:
            stuk = await self._lijn.recv()
            assert isinstance(stuk, bytes)
            gelezen = ForwardMsg.FromString(stuk)
            self.fouten += gelezen.delta.new_element.HasField("exception")
            klaar = gelezen.WhichOneof("type") == "script_finished"
            if klaar and gelezen.script_finished != _EERDER_GESTOPT:
                return 1000 * (time.perf_counter() - begin)


class Server:
    """A running server: its port, how long it took to answer, and what it weighs."""

    def __init__(self, proces: subprocess.Popen[bytes], poort: int, start_s: float) -> None:
        self.poort = poort
        self.start_s = start_s
        self._proces = proces.pid

    @property
    def rekentijd_ms(self) -> float:
        """Processor time of the server so far: says something on a busy machine as well."""
        velden = Path(f"/proc/{self._proces}/stat").read_text("utf-8").rpartition(")")[2].split()
        return 1000 * (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def geheugen_mb(self) -> float:
        """Resident memory of the server; only Linux tells it."""
        regels = Path(f"/proc/{self._proces}/status").read_text("utf-8").splitlines()
        [omvang] = [regel.split()[1] for regel in regels if regel.startswith("VmRSS")]
        return int(omvang) / 1024


@contextmanager
def serveer(script: Path, poort: int, home: Path) -> Iterator[Server]:
    """Serve one script until the end; without login, on this machine alone."""
    begin = time.perf_counter()
    opdracht = [sys.executable, "-m", "streamlit", "run", str(script)]
    opdracht += ["--server.address=127.0.0.1", f"--server.port={poort}", "--server.headless=true"]
    opdracht += ["--browser.gatherUsageStats=false", "--logger.level=error"]
    omgeving = os.environ | {"PEILSTOK_HOME": str(home)}
    proces = subprocess.Popen(
        opdracht, env=omgeving, cwd=WORTEL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _is_gezond(poort):
            assert proces.poll() is None, "de server stopte meteen"
            time.sleep(0.02)
        yield Server(proces, poort, time.perf_counter() - begin)
    finally:
        proces.terminate()
        proces.wait()


def vrije_poort() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as lijn:
        lijn.bind(("127.0.0.1", 0))
        poort: int = lijn.getsockname()[1]
        return poort


def _is_gezond(poort: int) -> bool:
    adres = f"http://127.0.0.1:{poort}/_stcore/health"
    with suppress(OSError), urllib.request.urlopen(adres) as antwoord:
        return bool(antwoord.status == 200)
    return False
