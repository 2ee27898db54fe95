"""Folding of names and codes: the same word, however it was typed.

Header names and codes are compared without case, accents, spaces, hyphens and underscores.
Parentheses and other signs stay: ``(V)SO`` and ``SO`` are two things.
"""

import re
import unicodedata

_WEG = re.compile(r"[\s_\-\u2010-\u2015]")


def vouw(tekst: str) -> str:
    """The folded form: ``Swv_Herkomst`` and ``SWV herkomst`` both become ``swvherkomst``."""
    ontleed = unicodedata.normalize("NFKD", tekst)
    letters = "".join(teken for teken in ontleed if not unicodedata.combining(teken))
    return _WEG.sub("", letters).casefold()


def vouw_waarde(tekst: str) -> str:
    """The folded form of a cell. What has no letters is compared as it is: ``-1`` is not ``1``."""
    return vouw(tekst) if any(teken.isalpha() for teken in tekst) else tekst.strip()
