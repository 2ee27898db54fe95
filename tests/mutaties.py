"""How many random changes of the code the tests notice: `make mutaties`.

Runs mutmut on the statistics, the protection of small numbers and the rules of money (as
`[tool.mutmut]` in pyproject.toml names them, with the tests that must notice), and counts per
file. It takes hours and is no part of `make test`; `mutmut results` and `mutmut show` tell more.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

MINSTENS = 0.85  # of the changes that the tests must notice
GEDOOD = (1, 3)  # exit codes of pytest: a test failed, or could not even begin
_UIT = Path("mutants")


def tel(map_: Path) -> Iterator[tuple[str, Counter[str]]]:
    """Per changed file how many changes were noticed, missed or in no test at all."""
    for pad in sorted(map_.rglob("*.meta")):
        codes: Mapping[str, int | None] = json.loads(pad.read_text("utf-8"))["exit_code_by_key"]
        if codes:
            naam = pad.relative_to(map_).with_suffix("").as_posix()
            yield naam, Counter(_uitslag(code) for code in codes.values())


def _uitslag(code: int | None) -> str:
    if code is None:
        return "niet gedraaid"
    return {0: "overleefd", 5: "zonder test", 33: "zonder test"}.get(
        code, "gedood" if code in GEDOOD else "vastgelopen"
    )


def main() -> int:
    """Run what has not been run yet, print the count, fail below the share that is asked for."""
    mutmut = Path(sys.executable).with_name("mutmut")
    subprocess.run([mutmut, "run", *sys.argv[1:]], check=False)
    goed = True
    for bestand, uitslagen in tel(_UIT):
        deel = (uitslagen["gedood"] + uitslagen["vastgelopen"]) / uitslagen.total()
        goed &= deel >= MINSTENS
        rest = ", ".join(f"{n} {woord}" for woord, n in sorted(uitslagen.items()))
        print(f"{bestand}: {deel:.1%} gemerkt ({rest})")
    return 0 if goed else 1


if __name__ == "__main__":
    raise SystemExit(main())
