"""Fixtures for tests of pages: a home with two invented publications."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import voorbereiding
from tests.app.proefpublicatie import PROFIEL, maak_thuis


@pytest.fixture(scope="module", autouse=True)
def bevroren() -> Iterator[None]:
    """Inside the tests the app's settings are not read, and Streamlit goes over all that there is
    after every view: what pytest holds by then is kept out of it. An app within the tests leaves
    it there, and loads nothing ahead."""
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as anders:
        anders.setattr(voorbereiding, "_bereid_voor", lambda: None)
        yield


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
