"""What a judgement on an installation consists of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Klacht:
    """Something that is wrong: which part, and a sentence with what to do."""

    wat: str
    zin: str
