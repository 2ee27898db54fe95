"""What may be written down of an error: its kind and its place in the code.

The text of an error often quotes what was being read (a database does, a parser does), and that
may be about a pupil. So it goes into no log and no report.
"""

import traceback
from pathlib import Path


def spoor(fout: BaseException) -> str:
    """The kinds and places of an error and of what led to it, the first cause first."""
    oorzaak = fout.__cause__ or (None if fout.__suppress_context__ else fout.__context__)
    eerder = f"{spoor(oorzaak)}\nDaardoor:\n" if oorzaak is not None else ""
    stappen = "".join(traceback.format_list(traceback.extract_tb(fout.__traceback__)))
    soort = f"{type(fout).__module__}.{type(fout).__qualname__}".removeprefix("builtins.")
    waarom = f": {fout.strerror}" if isinstance(fout, OSError) and fout.strerror else ""
    return f"{eerder}{stappen}{soort}{waarom}"


def plek(fout: BaseException) -> str:
    """The kind of an error and the last line of our own code that it passed, in a few words."""
    stappen = traceback.extract_tb(fout.__traceback__)
    eigen = [stap for stap in stappen if "pipelines" in Path(stap.filename).parts]
    if not eigen:
        return type(fout).__name__
    bestand = Path(eigen[-1].filename).as_posix().rpartition("pipelines/")[2]
    return f"{type(fout).__name__} in {bestand}, regel {eigen[-1].lineno}"
