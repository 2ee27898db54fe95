"""How far a load is: a bar on a terminal, a line per step anywhere else. Always standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Voortgang:
    """Receives a Dutch line at each step, and now and then how much of the work is done."""

    def __init__(self, balk: Progress | None, taak: TaskID | None) -> None:
        self._balk = balk
        self._taak = taak

    def meld(self, tekst: str) -> None:
        """Say what is being done."""
        if self._balk is None or self._taak is None:
            Console(stderr=True, highlight=False).print(tekst, markup=False, soft_wrap=True)
        else:
            self._balk.update(self._taak, description=tekst)

    def vorder(self, deel: float) -> None:
        """Say how much is done, from 0 to 1."""
        if self._balk is not None and self._taak is not None:
            self._balk.update(self._taak, completed=deel)


@contextmanager
def toon_voortgang() -> Iterator[Voortgang]:
    """A bar that goes away when the work is done."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Voortgang(None, None)
        return
    kolommen = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*kolommen, console=console, transient=True) as balk:
        yield Voortgang(balk, balk.add_task("beginnen", total=1.0))
