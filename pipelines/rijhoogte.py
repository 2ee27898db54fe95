"""How high a row of a workbook must be for its wrapped texts.

Excel finds that out by itself when it opens the file; LibreOffice does not, and lets the texts of
two rows run through each other.
"""

import math
from collections.abc import Iterable

_REGEL = 15.0  # points of a line of text


def rijhoogte(cellen: Iterable[tuple[str, float]]) -> float:
    """Points for a row, of texts each with the width of its column in characters."""
    regels = (
        sum(math.ceil(len(regel) / breedte) or 1 for regel in tekst.split("\n"))
        for tekst, breedte in cellen
    )
    return _REGEL * max(regels, default=1)
