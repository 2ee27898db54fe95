"""What must hold before figures are published: the gate between building and publishing.

Cheap to import: only :mod:`expectations.poort` pulls in Great Expectations, which takes seconds,
so import that inside the function that runs the checks.
"""

from expectations.toets import Toets, Uitslag

__all__ = ["Toets", "Uitslag"]
