"""What a bad delivery is: the file, and what must become of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.contract import Contract, load_contracten

CONTRACTEN = load_contracten()

Rijen = list[list[str]]


@dataclass(frozen=True)
class Geval:
    """One file, and what must become of it.

    Attributes:
        naam: what is wrong with it; unique.
        inhoud: its bytes, or how to make them.
        regel: rule of the finding that must be there; empty when nothing may be found.
        rij, kolom: where that finding points to.
        geladen: whether the delivery is accepted all the same.
        bestand: name of the file.
        bron: the bron that is asked for, if any.
        alleen_daar: no other row is refused.
        aanname: text that must stand in what was assumed.
    """

    naam: str
    inhoud: bytes | Callable[[], bytes]
    regel: str = ""
    rij: int | None = None
    kolom: str = ""
    geladen: bool = False
    bestand: str = "levering.csv"
    bron: str | None = None
    alleen_daar: bool = False
    aanname: str = ""

    @property
    def bytes(self) -> bytes:
        return self.inhoud if isinstance(self.inhoud, bytes) else self.inhoud()


def voorbeeld(bron: str) -> Rijen:
    """The good delivery of a bron: its header and its rows, as cells."""
    tekst = CONTRACTEN[bron].voorbeeld.read_text("utf-8")
    return [regel.split(";") for regel in tekst.splitlines()]


def als_csv(rijen: Sequence[Sequence[str]], scheider: str = ";", einde: str = "\n") -> bytes:
    return (einde.join(scheider.join(rij) for rij in rijen) + einde).encode()


def met_cel(rijen: Rijen, rij: int, kolom: str, tekst: str) -> Rijen:
    """A copy with another text in one cell; rows are numbered as a spreadsheet does."""
    plek = rijen[0].index(kolom)
    return [
        [*cellen[:plek], tekst, *cellen[plek + 1 :]] if nummer == rij else list(cellen)
        for nummer, cellen in enumerate(rijen, start=1)
    ]


def met_kolom(rijen: Rijen, kop: str, teksten: Sequence[str]) -> Rijen:
    """A copy with a column more; the texts are repeated for as many rows as there are."""
    return [
        [*cellen, kop if nummer == 0 else teksten[(nummer - 1) % len(teksten)]]
        for nummer, cellen in enumerate(rijen)
    ]


def zonder_kolom(rijen: Rijen, kop: str) -> Rijen:
    plek = rijen[0].index(kop)
    return [[*cellen[:plek], *cellen[plek + 1 :]] for cellen in rijen]


def koppen_van(contract: Contract, kop: str) -> str:
    """The column as a finding names it: a school in two columns is named as both."""
    for kolom in contract.kolom:
        if kolom.type == "school" and kop in kolom.schooldelen:
            aanwezig = [deel for deel in kolom.schooldelen if deel in voorbeeld(contract.naam)[0]]
            return " + ".join(aanwezig)
    return kop
