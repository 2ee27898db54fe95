"""Fixtures for tests of pages: a home with two invented publications."""

from pathlib import Path

import pytest
from streamlit import config

from tests.app.proefpublicatie import PROFIEL, maak_thuis


@pytest.fixture(scope="session", autouse=True)
def instellingen() -> None:
    """Pages that run inside the tests do not read the app's settings: those that cost time are
    set here. What pytest holds is not gone over after every view, no module is watched."""
    config.set_option("runner.postScriptGC", False)
    config.set_option("server.fileWatcherType", "none")


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
