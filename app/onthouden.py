"""Keep what was made for arguments that read the same: drawing a chart costs more than a page.

For what follows from its arguments alone. What is kept is looked at, never changed. Answers of a
publication are kept in `data`, by their question.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import sha256
from typing import Any, TypeVar, cast

_BEWAARD = "_som"

Maker = TypeVar("Maker", bound=Callable[..., Any])


class _Vraag:
    """Arguments that equal others when they read the same; let go of once they are answered."""

    __slots__ = ("args", "som")

    def __init__(self, args: tuple[Any, ...]) -> None:
        self.args: tuple[Any, ...] = args
        self.som = sha256(b"".join(_som(arg) for arg in args)).digest()

    def __hash__(self) -> int:
        return hash(self.som)

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, _Vraag) and ander.som == self.som


def _som(arg: object) -> bytes:
    """What an argument reads like, in short; what cannot change keeps it with itself."""
    soort = getattr(type(arg), "__dataclass_params__", None)
    if soort is None or not soort.frozen or not hasattr(arg, "__dict__"):
        return sha256(repr(arg).encode()).digest()
    som: bytes | None = arg.__dict__.get(_BEWAARD)
    if som is None:
        som = arg.__dict__[_BEWAARD] = sha256(repr(arg).encode()).digest()
    return som


def onthoud(aantal: int) -> Callable[[Maker], Maker]:
    """Keep the last so many of what a function makes; its arguments are given by position.

    Their `repr` says all that counts: data classes, numbers, texts, and functions of a module.
    """

    def om(maak: Maker) -> Maker:
        @lru_cache(maxsize=aantal)
        def bewaard(vraag: _Vraag) -> Any:
            args, vraag.args = vraag.args, ()
            return maak(*args)

        @wraps(maak)
        def met(*args: Any) -> Any:
            return bewaard(_Vraag(args))

        return cast(Maker, met)

    return om
