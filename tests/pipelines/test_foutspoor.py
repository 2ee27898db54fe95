"""What is written down of an error says where, and nothing of what was read."""

from pipelines.deur.foutspoor import plek, spoor


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
