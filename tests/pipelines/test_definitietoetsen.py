"""What is delivered beside the figures must belong to a kengetal that exists."""

from pathlib import Path

import pytest

from expectations.zinnen import meld_rij
from pipelines.toetsen import maak_toetsen
from tests.pipelines.lezen import CONTRACTEN, PROFIEL, lees
from tests.pipelines.magazijn import Magazijn
from warehouse.register import laad_register

LANDELIJK = "indicator;periode;waarde;bron;definitie;voorlopig"
STREEF = "schooljaar;indicator;streefwaarde;signaalwaarde;toelichting"
GEBEURTENIS = "datum;titel;soort;kengetallen;gemeente"


@pytest.mark.parametrize(
    ("bron", "kop", "rij", "zinnen"),
    [
        ("streefwaarden", STREEF, "2024-2025;verwijzingen;130;160;", []),
        (
            "streefwaarden",
            STREEF,
            "2024-2025;verwijzing;130;160;",
            [
                "Rij 2: 'verwijzing' is geen kengetal; het lijkt op verwijzingen,"
                " verwijzingspercentage, "
            ],
        ),
        ("landelijk", LANDELIJK, "inspectie_voldoende;2025-10-01;0,97;Inspectie;;nee", []),
        (
            "landelijk",
            LANDELIJK,
            "inspectie_voldoend;2025-10-01;0,97;Inspectie;;nee",
            ["Rij 2: 'inspectie_voldoend' is geen kengetal; het lijkt op inspectie_voldoende, "],
        ),
        ("gebeurtenissen", GEBEURTENIS, "2024-08-01;JOP-pilot;gebeurtenis;;", []),
        (
            "gebeurtenissen",
            GEBEURTENIS,
            "2024-08-01;JOP-pilot;gebeurtenis;opschaling | kernteams_actief|hb_expert;",
            [
                "Rij 2: 'hb_expert' is geen kengetal; het lijkt op hb_experts, ",
                "Rij 2: 'opschaling' is geen kengetal; het lijkt op opschalingen, ",
            ],
        ),
    ],
)
def test_an_unknown_id_is_a_warning_with_what_it_looks_like(
    tmp_path: Path, bron: str, kop: str, rij: str, zinnen: list[str]
) -> None:
    magazijn = Magazijn(tmp_path)
    magazijn.zet(lees(bron, kop, rij))
    toetsen = maak_toetsen(CONTRACTEN, laad_register(), PROFIEL)
    [toets] = [t for t in toetsen if t.bron == bron and t.id.endswith(".kengetal")]
    antwoord = magazijn.db.execute(toets.sql)
    kolommen = [kolom[0] for kolom in antwoord.description or ()]
    gevonden = [dict(zip(kolommen, cellen, strict=True)) for cellen in antwoord.fetchall()]
    magazijn.sluit()
    assert toets.ernst == "waarschuwing"
    assert [(rij["levering"], rij["rij"]) for rij in gevonden] == [(1, 2)] * len(zinnen)
    for gezien, zin in zip(gevonden, zinnen, strict=True):
        assert meld_rij(toets, gezien).startswith(zin)
