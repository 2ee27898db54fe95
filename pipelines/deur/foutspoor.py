"""Where an error of a strange file came from, in a few words; its text says too much."""

import traceback
from pathlib import Path


def plek(fout: BaseException) -> str:
    """The kind of an error and the last line of our own code that it passed, in a few words."""
    stappen = traceback.extract_tb(fout.__traceback__)
    eigen = [stap for stap in stappen if "pipelines" in Path(stap.filename).parts]
    if not eigen:
        return type(fout).__name__
    bestand = Path(eigen[-1].filename).as_posix().rpartition("pipelines/")[2]
    return f"{type(fout).__name__} in {bestand}, regel {eigen[-1].lineno}"
