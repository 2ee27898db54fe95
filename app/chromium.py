"""The browser of this machine, Chromium, Chrome or Edge: where it is, and HTML to PDF with it."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

_NAMEN = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
# Where they stand on Windows and macOS, which do not put them on the path.
_PLAATSEN = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
GEEN = (
    "Een plaatje maken kan niet: er is geen Chromium, Chrome of Edge op deze machine. Zet er een "
    "op, bijvoorbeeld met 'apt install chromium'."
)
_GEDULD = 120  # seconds


class GeenPdf(RuntimeError):
    """The browser is not there, or made nothing."""


@cache
def zoek() -> str | None:
    """The browser, when there is one."""
    op_pad = (shutil.which(naam) for naam in _NAMEN)
    elders = (plaats for plaats in _PLAATSEN if Path(plaats).is_file())
    return next((pad for pad in (*op_pad, *elders) if pad), None)


def druk_af(html: str) -> bytes:
    """A page of HTML as PDF.

    Raises:
        GeenPdf: there is no chromium, or it failed.
    """
    programma = zoek()
    if programma is None:
        raise GeenPdf("chromium ontbreekt op deze machine")
    with tempfile.TemporaryDirectory(prefix="peilstok-") as map_:
        bron, doel = Path(map_) / "blad.html", Path(map_) / "blad.pdf"
        bron.write_text(html, "utf-8")
        opdracht = [programma, "--headless", "--disable-gpu", f"--user-data-dir={map_}/gebruiker"]
        opdracht += ["--disable-background-networking", "--no-pdf-header-footer"]
        # Its own sandbox does not work for root, which is who runs in a container.
        opdracht += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        opdracht += [f"--print-to-pdf={doel}", bron.as_uri()]
        gelukt = subprocess.run(opdracht, capture_output=True, timeout=_GEDULD, check=False)
        if not doel.is_file():
            raise GeenPdf(f"chromium maakte geen PDF (uitkomst {gelukt.returncode})")
        return doel.read_bytes()
