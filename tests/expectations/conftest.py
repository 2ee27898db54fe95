"""A small work database with the faults that the checks must find."""

from pathlib import Path

import duckdb
import pytest

LEERLINGEN = """
create table leerlingen as
select * from (values
    (date '2023-02-01', '03NJ00', 'bao', 7, 412,  0.5::double,        0.10::decimal(14, 2)),
    (date '2023-02-01', '03NJ01', 'bao', 8, 208,  1.0::double,        0.20::decimal(14, 2)),
    (date '2023-02-01', '05AB00', 'sbo', 7, null, 'nan'::double,      0.30::decimal(14, 2)),
    (date '2023-02-01', '05AB00', 'sbo', 7, 61,   'infinity'::double, 0.40::decimal(14, 2)),
    (date '2023-02-01', '09XY00', 'so?', 1, 1604, 2.0::double,        0.50::decimal(14, 2)),
    (date '2023-02-01', '09XY00', null,  1, null, null,               null),
    (date '2023-02-01', '09XY00', null,  1, -3,   null,               null)
) t(teldatum, school_code, onderwijssoort, leerjaar, aantal, index_cijfer, tarief)
"""

POSTEN = """
create table posten as
select * from (values
    (2023, 'totaal_baten',  18680066.00::decimal(14, 2)),
    (2023, 'lichte ondersteuning: impuls {HB} "50%"', 7412301.00::decimal(14, 2)),
    (2024, 'totaal_baten',  19412806.00::decimal(14, 2))
) t(jaar, post, bedrag)
"""


@pytest.fixture
def werk(tmp_path: Path) -> Path:
    """A DuckDB file with pupils, budget posts and a table that is still empty."""
    pad = tmp_path / "werk map's 100% #1" / "werk.duckdb"
    pad.parent.mkdir()
    with duckdb.connect(str(pad)) as db:
        db.execute(LEERLINGEN)
        db.execute(POSTEN)
        db.execute("create table thuiszitters (casus varchar, melding date)")
        db.execute("create table veel as select range as nummer from range(1000)")
        db.execute("create view grote_school as from leerlingen where aantal > 400")
    return pad
