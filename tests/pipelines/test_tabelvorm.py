"""Rows that are no data are left out and named; columns that shifted are called so."""

from pipelines.readers import read
from pipelines.tabelvorm import met_verschuiving, zonder_vreemde_rijen
from tests.bad_deliveries.geval import CONTRACTEN, Rijen, als_csv, voorbeeld
from tests.pipelines.lezen import lees_bestand

TELLING = voorbeeld("leerlingen")
JEUGDHULP = voorbeeld("jeugdhulp")


def weggelaten(bron: str, rijen: Rijen, *, met_totalen: bool = False) -> list[tuple[str, int]]:
    tabel = read("x.csv", als_csv(rijen))
    over = zonder_vreemde_rijen(tabel, CONTRACTEN[bron], met_totalen=met_totalen)
    gevonden = [(b.regel, b.rij or 0) for b in over.bevindingen]
    assert over.rijen.height == tabel.rijen.height - len(gevonden)
    return gevonden


def test_een_goede_tabel_blijft_zoals_hij_is() -> None:
    for bron in CONTRACTEN:
        assert weggelaten(bron, voorbeeld(bron)) == [], bron


def test_totaal_als_code_is_een_gewone_rij() -> None:
    assert {"totaal"} <= {cel for rij in JEUGDHULP for cel in rij}
    assert weggelaten("jeugdhulp", JEUGDHULP) == []
    zonder_jaar = [JEUGDHULP[0], ["", *JEUGDHULP[1][1:]], *JEUGDHULP[2:]]
    assert weggelaten("jeugdhulp", zonder_jaar) == []


def test_een_totaal_telt_niet_mee_waar_het_ook_staat() -> None:
    leeg = [""] * (len(TELLING[0]) - 2)
    rijen = [*TELLING[:3], ["", "Subtotaal", *leeg], *TELLING[3:], ["TOTAAL", "", *leeg]]
    assert weggelaten("leerlingen", rijen) == [("totaalrij", 4), ("totaalrij", 9)]
    assert weggelaten("leerlingen", rijen, met_totalen=True) == []


def test_een_herhaalde_kopregel_mag_gaten_hebben() -> None:
    rijen = [*TELLING[:3], [TELLING[0][0].upper(), "", *TELLING[0][2:]], *TELLING[3:]]
    assert weggelaten("leerlingen", rijen) == [("kopregel_herhaald", 4)]


def test_een_fout_in_een_rij_is_geen_verschuiving() -> None:
    rijen = [*TELLING[:2], ["x", "x", "x", "x", "x", *TELLING[2][5:]], *TELLING[3:]]
    inhoud = als_csv(rijen)
    gelezen = lees_bestand("leerlingen", "x.csv", inhoud)
    assert met_verschuiving(gelezen, read("x.csv", inhoud)) == gelezen


def test_een_verschuiving_staat_vooraan() -> None:
    inhoud = als_csv([TELLING[0], *(["x", *rij[:-1]] for rij in TELLING[1:])])
    gelezen = lees_bestand("leerlingen", "x.csv", inhoud)
    eerste = met_verschuiving(gelezen, read("x.csv", inhoud)).bevindingen[0]
    assert (eerste.regel, eerste.kolom) == ("kolommen_verschoven", "teldatum")
    assert "verschoven" in eerste.melding
