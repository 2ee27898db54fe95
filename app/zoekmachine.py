"""Search in words: which documents a reader means, best first. Knows nothing of pages.

Dutch words are compared by a stem, so that "besturen" finds "bestuur" and "scholen" "school";
accents, capitals and punctuation do not count; a part of a compound counts ("zitters" finds
"thuiszitters"), and a word with one slip of the pen still finds what it was meant for.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

# What a hit is worth: the whole word, its beginning, a part of a compound, one slip of the pen.
_HEEL, _BEGIN, _DEEL, _BIJNA = 1.0, 0.75, 0.45, 0.3
_KORT = 3  # shorter words must be the whole word or its beginning
_MINSTENS_BIJNA = 5  # letters, before a slip is forgiven
_WOORD = re.compile(r"[a-z0-9]+")
_DUBBEL = re.compile(r"(aa|ee|oo|uu)")
_DUBBELE_MEDEKLINKER = re.compile(r"([bdfgklmnprst])\1$")
# Plurals in -s, of such endings or of an abbreviation; "prijs" and "klas" are none.
_MEERVOUD_S = re.compile(r"(.(?:er|el|en|em|aar|ge|je|te|de|ie|o)|^[^aeiouy]+)s$")
# Words that say nothing about what is meant.
_LEEG = frozenset(
    "de het een en of van in op aan bij voor met per is zijn er hoe wat welke hoeveel te dat die"
    " naar om tot uit door ons onze we wij".split()
)


@dataclass(frozen=True)
class Document:
    """Something that can be found.

    Attributes:
        sleutel: what it is to whoever asked, such as ("kengetal", "tlv_afgegeven").
        velden: texts with what a hit in each is worth, the title first.
        voorrang: added to what is found: among equals this one comes first.
    """

    sleutel: tuple[str, str]
    velden: Sequence[tuple[str, float]]
    voorrang: float = 0.0


@dataclass(frozen=True)
class _Veld:
    waarde: float
    stammen: frozenset[str]
    plat: str


@dataclass
class Index:
    """Documents, ready to be searched."""

    documenten: Sequence[Document]
    _velden: list[list[_Veld]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._velden = [
            [
                _Veld(waarde, frozenset(_stammen(tekst)), plat(tekst))
                for tekst, waarde in document.velden
            ]
            for document in self.documenten
        ]

    def zoek(self, vraag: str) -> list[tuple[Document, float]]:
        """The documents in which every word of the question is found, best first.

        When no document has them all, those with most of them. Nothing for an empty question.
        """
        woorden = _vraagwoorden(vraag)
        if not woorden:
            return []
        treffers = []
        for document, velden in zip(self.documenten, self._velden, strict=True):
            scores = [_score(woord, velden) for woord in woorden]
            if any(scores):
                score = sum(scores) + document.voorrang + _als_geheel(vraag, velden[0])
                treffers.append((sum(s > 0 for s in scores), score, document))
        meeste = max((aantal for aantal, _, _ in treffers), default=0)
        beste = [(d, score) for aantal, score, d in treffers if aantal == meeste]
        return sorted(beste, key=lambda paar: -paar[1])


def past(tekst: str, vraag: str) -> bool:
    """Whether a text has every word of a question, as `Index` compares them; for a filter."""
    return heeft(Document(("", ""), ((tekst, 1.0),)), vraag)


def heeft(document: Document, vraag: str) -> bool:
    """Whether every word of the question is in the document; an empty question is in all."""
    woorden = _vraagwoorden(vraag)
    [velden] = Index((document,))._velden
    return all(_score(woord, velden, streng=True) for woord in woorden)


def plat(tekst: str) -> str:
    """A text in small letters without accents or punctuation: "Élan's" is "elans"."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold().replace("'", "").replace("’", ""))
    zonder = "".join(letter for letter in ontleed if not unicodedata.combining(letter))
    return " ".join(_WOORD.findall(zonder))


@lru_cache(maxsize=20_000)
def stam(woord: str) -> str:
    """What singular and plural of a Dutch word share: "besturen" and "bestuur" are "bestur".

    Meant for comparing only: it is no word itself, and not the root in a dictionary.
    """
    if len(woord) <= _KORT or woord.isdigit():
        return woord
    woord = _MEERVOUD_S.sub(r"\1", woord)
    if len(woord) <= _KORT:
        return woord
    # "kinderen" is of "kind", but "besturen" of "bestuur".
    for eind in ("deren", "en", "e"):
        over = len(woord) - len(eind)
        if woord.endswith(eind) and over >= _KORT - 1:
            woord = woord[:over] + ("d" if eind == "deren" else "")
            break
    woord = _DUBBELE_MEDEKLINKER.sub(r"\1", woord)
    woord = _DUBBEL.sub(lambda treffer: treffer.group()[0], woord)
    # "verblijven" is of "verblijf", "prijzen" of "prijs".
    return woord[:-1] + {"v": "f", "z": "s"}.get(woord[-1], woord[-1])


def _stammen(tekst: str) -> list[str]:
    return [stam(woord) for woord in plat(tekst).split()]


def _vraagwoorden(vraag: str) -> list[str]:
    woorden = plat(vraag).split()
    zinvol = [woord for woord in woorden if woord not in _LEEG] or woorden
    return list(dict.fromkeys(stam(woord) for woord in zinvol))


def _als_geheel(vraag: str, titel: _Veld) -> float:
    """What it adds when the question as a whole is the title, its beginning, or a part of it."""
    zin = plat(vraag)
    if zin == titel.plat:
        return 2.0 * titel.waarde
    if titel.plat.startswith(zin):
        return 1.2 * titel.waarde
    return titel.waarde if zin in titel.plat else 0.0


def _score(woord: str, velden: Sequence[_Veld], streng: bool = False) -> float:
    """The best that a word is worth in any of the fields; `streng` forgives no slip."""
    beste = 0.0
    for veld in velden:
        if veld.waarde > beste:
            beste = max(beste, veld.waarde * _treffer(woord, veld.stammen, streng))
    return beste


def _treffer(woord: str, stammen: frozenset[str], streng: bool) -> float:
    if woord in stammen:
        return _HEEL
    if any(ander.startswith(woord) for ander in stammen):
        return _BEGIN
    if len(woord) > _KORT and any(woord in ander for ander in stammen):
        return _DEEL
    if not streng and len(woord) >= _MINSTENS_BIJNA:
        return _BIJNA if any(_scheelt_een(woord, ander) for ander in stammen) else 0.0
    return 0.0


def _scheelt_een(een: str, ander: str) -> bool:
    """Whether two words differ by one letter: another, one too many, or two that changed places."""
    if abs(len(een) - len(ander)) > 1:
        return False
    kort, lang = sorted((een, ander), key=len)
    begin = next((i for i, (a, b) in enumerate(zip(kort, lang, strict=False)) if a != b), len(kort))
    rest_kort, rest_lang = kort[begin:], lang[begin:]
    if len(kort) == len(lang):
        verwisseld = rest_kort[:2][::-1] == rest_lang[:2] and rest_kort[2:] == rest_lang[2:]
        return rest_kort[1:] == rest_lang[1:] or verwisseld
    return rest_kort == rest_lang[1:]
