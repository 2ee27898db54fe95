"""Writing that survives a power cut: a file is there whole, or not at all.

Temporary names start with a dot, so that whoever lists a directory can tell them apart and
``ruim_op`` can remove what a killed process left behind.
"""

import ctypes
import errno
import hashlib
import os
import shutil
from functools import partial
from pathlib import Path

TIJDELIJK = ".bouw-"


def schrijf(pad: Path, inhoud: bytes, modus: int = 0o666) -> None:
    """Write a file at once: into a temporary name, to the disk, then renamed over the old one.

    ``modus`` is what the file may at most be opened for, as the umask allows.
    """
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(f"{TIJDELIJK}{os.getpid()}-{pad.name}")
    with open(tijdelijk, "wb", opener=partial(os.open, mode=modus)) as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
    os.replace(tijdelijk, pad)
    naar_schijf(pad.parent)


def verplaats(tijdelijk: Path, pad: Path) -> None:
    """Put a finished file or directory in its place; its contents are on the disk first."""
    for bestand in sorted(tijdelijk.rglob("*")) if tijdelijk.is_dir() else [tijdelijk]:
        if bestand.is_file():
            with open(bestand, "rb+") as open_bestand:
                os.fsync(open_bestand.fileno())
    if tijdelijk.is_dir():
        naar_schijf(tijdelijk)
    os.replace(tijdelijk, pad)
    naar_schijf(pad.parent)


def verwissel(een: Path, ander: Path) -> None:
    """Exchange two directories in one file system.

    Linux does it in one step. Elsewhere there is a moment in which ``ander`` is not there; what
    was in it then stands under the name of ``een`` with ``-oud`` behind it.
    """
    if not _verwissel_ineens(een, ander):
        opzij = een.with_name(f"{een.name}-oud")
        os.replace(ander, opzij)
        os.replace(een, ander)
        os.replace(opzij, een)
    naar_schijf(een.parent)
    naar_schijf(ander.parent)


_HIER, _VERWISSEL = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


def _verwissel_ineens(een: Path, ander: Path) -> bool:
    """Whether the system could; Python has no name for it."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    if not renameat2(_HIER, os.fsencode(een), _HIER, os.fsencode(ander), _VERWISSEL):
        return True
    nummer = ctypes.get_errno()
    if nummer in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(nummer, os.strerror(nummer), str(ander))


def naar_schijf(map_: Path) -> None:
    """Make a rename in this directory permanent (a no-op where directories cannot be synced)."""
    if os.name == "nt":
        return
    beschrijving = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(beschrijving)
    finally:
        os.close(beschrijving)


def ruim_op(map_: Path) -> None:
    """Remove the temporary files and directories that an interrupted run left in a directory."""
    if not map_.is_dir():
        return
    for rest in map_.iterdir():
        if rest.name.startswith(TIJDELIJK):
            if rest.is_dir():
                shutil.rmtree(rest)
            else:
                rest.unlink()


def sha256(pad: Path) -> str:
    """Hash of a file, read in pieces."""
    with open(pad, "rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def kort_merk(tekst: str) -> str:
    """A short name that is equal only for equal texts."""
    return hashlib.sha256(tekst.encode()).hexdigest()[:12]
