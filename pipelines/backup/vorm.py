"""The file of a back-up: a compressed tar that says first what it is, and last what was in it.

In the middle stands the home as it is on the disk. The manifest at the end has the hash of every
file before it: a back-up that was cut off has none, and one that was changed does not match. What
belongs in it is left to ``maken``, what becomes of it to ``terugzetten``.
"""

import contextlib
import datetime as dt
import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

VORM = 1
KOP, MANIFEST, THUIS = "peilstok-backup.json", "manifest.json", "thuis"
TOEGANG = "toegang.toml"  # beside the homes of all profiles, so beside ``THUIS`` as well
_BLOK = 1 << 20


class BackupFout(Exception):
    """No back-up can be made or put back; the text says why and what to do."""


class Kop(BaseModel):
    """What a back-up says of itself.

    Attributes:
        vorm: of the back-up; that of the home is in its ``stand.json``.
        omvang: bytes that its files take on the disk.
    """

    model_config = ConfigDict(frozen=True)

    soort: Literal["peilstok-backup"] = "peilstok-backup"
    vorm: int = VORM
    versie: str
    profiel: str
    publicatie: str | None
    gemaakt_op: dt.datetime
    omvang: int


class Bestand(BaseModel):
    """One file in it."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    omvang: int


class Manifest(BaseModel):
    """Every file by its path."""

    bestanden: dict[str, Bestand]


@dataclass(frozen=True)
class Inhoud:
    """A file to put in: under which path, and where it stands now."""

    naam: str
    pad: Path


def schrijf(doel: Path, kop: Kop, inhoud: Iterable[Inhoud]) -> Manifest:
    """Write a back-up that only its owner can read, and bring it to the disk."""
    bestanden: dict[str, Bestand] = {}
    vlaggen = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with open(os.open(doel, vlaggen, 0o600), "wb") as uit:
        with tarfile.open(fileobj=uit, mode="w:gz", compresslevel=3) as tar:
            _voeg_toe(tar, KOP, kop.model_dump_json(indent=1).encode())
            for deel in inhoud:
                bestanden[deel.naam] = _voeg_bestand_toe(tar, deel)
            manifest = Manifest(bestanden=bestanden)
            _voeg_toe(tar, MANIFEST, manifest.model_dump_json().encode())
        uit.flush()
        os.fsync(uit.fileno())
    return manifest


def _voeg_toe(tar: tarfile.TarFile, naam: str, inhoud: bytes) -> None:
    lid = tarfile.TarInfo(naam)
    lid.size, lid.mode = len(inhoud), 0o600
    tar.addfile(lid, io.BytesIO(inhoud))


def _voeg_bestand_toe(tar: tarfile.TarFile, deel: Inhoud) -> Bestand:
    with open(deel.pad, "rb") as bron:
        stat = os.fstat(bron.fileno())
        lid = tarfile.TarInfo(deel.naam)
        lid.size, lid.mode, lid.mtime = stat.st_size, 0o600, int(stat.st_mtime)
        som = _Som(bron)
        tar.addfile(lid, som)
    return Bestand(sha256=som.som.hexdigest(), omvang=stat.st_size)


class _Som(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, bron: IO[bytes]) -> None:
        self._bron = bron
        self.som = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        stuk = self._bron.read(size)
        self.som.update(stuk)
        return stuk


def lees_kop(pad: Path) -> Kop:
    """What a file says that it is.

    Raises:
        BackupFout: it is no back-up, or one of a newer version of Peilstok.
    """
    with _open(pad) as tar:
        return _lees_kop(tar)


def _lees_kop(tar: tarfile.TarFile) -> Kop:
    lid = tar.next()
    bron = tar.extractfile(lid) if lid and lid.name == KOP else None
    if bron is None:
        raise BackupFout(_GEEN)
    try:
        kop = Kop.model_validate_json(bron.read())
    except ValidationError:
        raise BackupFout(_GEEN) from None
    if kop.vorm > VORM:
        raise BackupFout(
            f"deze back-up is gemaakt met een nieuwere versie van Peilstok ({kop.versie}); werk "
            "Peilstok bij"
        )
    return kop


def pak_uit(pad: Path, doel: Path) -> Kop:
    """Unpack a back-up into a new directory, and hold every byte against its manifest.

    Raises:
        BackupFout: something is missing, changed, or has no place in a back-up.
    """
    return _loop_na(pad, lambda naam, bron: _schrijf_bestand(doel / naam, bron))


def controleer(pad: Path) -> Kop:
    """Read a whole back-up and hold it against its manifest; nothing is written.

    Raises:
        BackupFout: it is not whole.
    """
    return _loop_na(pad, lambda _, bron: _lees_uit(bron))


def _loop_na(pad: Path, ontvang: Callable[[str, IO[bytes]], Bestand]) -> Kop:
    gevonden: dict[str, Bestand] = {}
    manifest: Manifest | None = None
    with _open(pad, tot_einde=True) as tar:
        kop = _lees_kop(tar)
        while lid := tar.next():
            bron = tar.extractfile(lid)
            if bron is None or lid.name in gevonden or manifest or not _mag(lid.name):
                raise BackupFout(f"{_STUK}: er zit iets in wat er niet hoort")
            if lid.name == MANIFEST:
                manifest = Manifest.model_validate_json(bron.read())
            else:
                gevonden[lid.name] = ontvang(lid.name, bron)
    if manifest is None:
        raise BackupFout(f"{_STUK}: het einde ontbreekt")
    if anders := sorted(dict(gevonden.items() ^ manifest.bestanden.items())):
        raise BackupFout(f"{_STUK}: {len(anders)} bestanden kloppen niet, zoals {anders[0]}")
    return kop


def _mag(naam: str) -> bool:
    """Whether a path stays where it belongs, on every system."""
    pad = PurePosixPath(naam)
    if naam in (MANIFEST, TOEGANG):
        return True
    veilig = not {"..", "."} & set(naam.split("/")) and "\\" not in naam and ":" not in naam
    return veilig and pad.parts[:1] == (THUIS,) and len(pad.parts) > 1


def _schrijf_bestand(pad: Path, bron: IO[bytes]) -> Bestand:
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as uit:
        bestand = _lees_uit(bron, uit.write)
        uit.flush()
        os.fsync(uit.fileno())
    return bestand


def _lees_uit(bron: IO[bytes], verder: Callable[[bytes], object] = lambda _: None) -> Bestand:
    som, omvang = hashlib.sha256(), 0
    while stuk := bron.read(_BLOK):
        som.update(stuk)
        omvang += len(stuk)
        verder(stuk)
    return Bestand(sha256=som.hexdigest(), omvang=omvang)


@contextlib.contextmanager
def _open(pad: Path, *, tot_einde: bool = False) -> Iterator[tarfile.TarFile]:
    """A tar that cannot be read is a message; read to its end, every byte of it was checked."""
    try:
        with gzip.open(pad) as stroom, tarfile.open(fileobj=stroom, mode="r|") as tar:
            yield tar
            while tot_einde and stroom.read(_BLOK):
                pass  # gzip holds all that it gave against its own sum when it is at the end
    except (tarfile.TarError, EOFError, zlib.error, ValidationError) as fout:
        raise BackupFout(f"{_STUK}: het is afgebroken, veranderd of geen back-up") from fout
    except OSError as fout:
        if fout.errno is None:  # gzip says of a wrong byte that it is one of these
            raise BackupFout(f"{_STUK}: het is afgebroken, veranderd of geen back-up") from fout
        raise


_GEEN = "dit bestand is geen back-up van Peilstok"
_STUK = "deze back-up is niet heel"
