"""The report of a load as text, for the command line."""

import pytest

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.rapport import Bestandsrapport, Laadrapport, als_tekst


def regels(regel: str) -> list[str]:
    bevinding = Bevinding(KRITIEK, regel, "Wat er is.", "Wat te doen.", bestand="a.csv", rij=3)
    bestand = Bestandsrapport("a.csv", "0" * 64, "geweigerd", bevindingen=(bevinding,))
    return list(als_tekst(Laadrapport("geweigerd", "Niets veranderd.", None, (bestand,))))


@pytest.mark.parametrize(
    ("regel", "optie"),
    [("bron_onbekend", "--bron"), ("kolom_ontbreekt", "--kolommen"), ("geen_datum", "")],
)
def test_the_command_line_names_the_option_that_helps(regel: str, optie: str) -> None:
    gevonden = [r for r in regels(regel) if "Opties van peilstok load" in r]
    assert len(gevonden) == bool(optie)
    assert all(r.endswith(f": {optie}.") for r in gevonden)
    assert any("rij 3: Wat er is. Wat te doen." in r for r in regels(regel))
