"""What is written down of an error says where, and nothing of what was read."""

import io
import logging

import pytest

from pipelines.deur.foutspoor import plek
from warehouse.foutspoor import houd_logs_schoon, spoor


def mislukt() -> BaseException:
    try:
        try:
            int("Sanne de Wit")
        except ValueError as fout:
            raise RuntimeError("bij Sanne de Wit") from fout
    except RuntimeError as fout:
        return fout


def test_soort_en_plek_van_oorzaak_en_gevolg_zonder_tekst() -> None:
    tekst = spoor(mislukt())
    assert tekst.index("ValueError") < tekst.index("RuntimeError")
    assert "test_foutspoor.py" in tekst
    assert "Sanne de Wit" not in tekst.replace('int("Sanne de Wit")', "").replace(
        'RuntimeError("bij Sanne de Wit")', ""
    )


def test_van_het_systeem_blijft_wat_er_aan_de_hand_is() -> None:
    assert spoor(OSError(28, "No space left on device", "geheim.csv")).endswith(
        "OSError: No space left on device"
    )


def test_de_plek_in_een_paar_woorden() -> None:
    assert plek(mislukt()).startswith("RuntimeError in test_foutspoor.py, regel ")
    assert plek(ValueError("geheim")) == "ValueError"


def test_no_log_line_of_any_library_quotes_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "_logRecordFactory", logging.getLogRecordFactory())
    houd_logs_schoon()
    uit = io.StringIO()
    logger = logging.Logger("bibliotheek")
    logger.addHandler(logging.StreamHandler(uit))
    fout = ValueError("geheim.Sanne")
    logger.error("mislukt: %s", fout, exc_info=fout)
    logger.error(fout)
    assert uit.getvalue() == "mislukt: ValueError\nValueError\nValueError\n"


def test_keeping_logs_clean_twice_is_once_and_leaves_named_values_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging, "_logRecordFactory", logging.getLogRecordFactory())
    houd_logs_schoon()
    schoon = logging.getLogRecordFactory()
    houd_logs_schoon()
    assert logging.getLogRecordFactory() is schoon
    uit = io.StringIO()
    logger = logging.Logger("bibliotheek")
    logger.addHandler(logging.StreamHandler(uit))
    logger.error("%(aantal)d rijen: %(fout)s", {"aantal": 3, "fout": ValueError("geheim.Sanne")})
    assert uit.getvalue() == "3 rijen: ValueError\n"
