"""What takes long is tried on a sample in ``make test``, and whole in ``make test-all``.

The sample is the same every time: a failure can be looked at again.
"""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

ALLES = bool(os.environ.get("PEILSTOK_ALLE_TESTS"))
ZAAD = 2704
T = TypeVar("T")


def kies(uit: Sequence[T], aantal: int) -> list[T]:
    """So many of them, in their order; all of them when everything is asked for."""
    if ALLES or aantal >= len(uit):
        return list(uit)
    return [uit[plaats] for plaats in sorted(random.Random(ZAAD).sample(range(len(uit)), aantal))]


def keren(steekproef: int, alles: int) -> int:
    """How often a thing is tried that chance has a part in."""
    return alles if ALLES else steekproef
