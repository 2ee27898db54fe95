"""A few schools of the demo in two school years: enough for whatever holds for any load."""

from pathlib import Path

SCHOLEN = 6
JAREN = ("2021-2022", "2022-2023")
TELLINGEN = ("2022-02-01", "2023-02-01")


def schrijf_klein(demo: Path, map_: Path) -> None:
    """Write the schools, their counts and the tariffs into a new folder."""
    map_.mkdir()
    scholen = [f"scholen_{jaar}.csv" for jaar in JAREN]
    for naam in (*scholen, *(f"leerlingen_{dag}.csv" for dag in TELLINGEN)):
        (map_ / naam).write_text(van_enkele_scholen(demo / naam), "utf-8")
    for naam in ("tarieven_2023.csv", "tarieven_2024.csv"):
        (map_ / naam).write_bytes((demo / naam).read_bytes())


def van_enkele_scholen(pad: Path) -> str:
    """The rows of the first few schools of a delivery, as a text."""
    kop, *regels = pad.read_text("utf-8").splitlines()
    plaats = kop.split(";").index("brin")
    brins = sorted({regel.split(";")[plaats] for regel in regels})[:SCHOLEN]
    return "\n".join([kop, *(r for r in regels if r.split(";")[plaats] in brins)]) + "\n"
