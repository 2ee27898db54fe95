"""A PostgreSQL server of the test's own, from Debian's packages, reached by a socket alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ONTBREEKT = "PostgreSQL ontbreekt: installeer het met apt-get install postgresql"


def binaries() -> Path | None:
    """The folder with initdb and postgres, of the newest version that is installed."""
    gevonden = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return gevonden[-1].parent if gevonden else None


@contextmanager
def draai() -> Iterator[str]:
    """The server, as long as it is needed; yields the address of an empty database.

    Without PostgreSQL the test skips, in CI it fails.
    """
    programmas = binaries()
    if programmas is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ONTBREEKT)
        pytest.skip(ONTBREEKT)
    map_ = Path(tempfile.mkdtemp(prefix="peilstok-pg-"))
    als, wie = _als_gewone_gebruiker(map_)
    data = map_ / "data"
    initdb = [*als, str(programmas / "initdb"), "-D", str(data), "-U", "peilstok", "-A", "trust"]
    ctl = [*als, str(programmas / "pg_ctl"), "-D", str(data), "-w", "-l", str(map_ / "log")]
    instellingen = f"-k {map_} -c listen_addresses='' -c fsync=off"
    try:
        _draai([*initdb, "-E", "UTF8", "--locale=C", "-N"], wie)
        _draai([*ctl, "-o", instellingen, "start"], wie)
        try:
            yield f"postgresql://peilstok@/postgres?host={map_}"
        finally:
            _draai([*ctl, "-m", "immediate", "stop"], wie)
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def _als_gewone_gebruiker(map_: Path) -> tuple[list[str], str]:
    """PostgreSQL refuses to run as root: then it runs as the user of its own package."""
    if os.getuid():
        return [], ""
    namen = {gebruiker.pw_name for gebruiker in pwd.getpwall()}
    wie = "postgres" if "postgres" in namen else "nobody"
    gebruiker = pwd.getpwnam(wie)
    os.chown(map_, gebruiker.pw_uid, gebruiker.pw_gid)
    map_.chmod(0o711)
    groepen = ["--reuid", wie, "--regid", str(gebruiker.pw_gid), "--clear-groups"]
    return ["setpriv", *groepen], wie


def _draai(opdracht: list[str], wie: str) -> None:
    uitvoer = subprocess.run(
        opdracht,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": "/tmp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
    )
    assert uitvoer.returncode == 0, f"{opdracht[-1]} als {wie or 'mijzelf'}: {uitvoer.stderr}"
