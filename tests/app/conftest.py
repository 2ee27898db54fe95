"""Fixtures for tests of pages: a home with two invented publications."""

import gc
from pathlib import Path

import pytest

from tests.app.proefpublicatie import PROFIEL, maak_thuis


@pytest.fixture(scope="module", autouse=True)
def bevroren() -> None:
    """Inside the tests the app's settings are not read, and Streamlit goes over all that there is
    after every view: what pytest holds by then is kept out of it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def proefthuis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home directory with an older and a current publication; read only."""
    return maak_thuis(tmp_path_factory.mktemp("peilstok"))


@pytest.fixture
def omgeving(proefthuis: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app looks at the invented publications."""
    monkeypatch.setenv("PEILSTOK_HOME", str(proefthuis))
    monkeypatch.setenv("PEILSTOK_PROFIEL", PROFIEL)
    return proefthuis
