"""Finding the columns of a delivered table by name, whatever spelling this year's file uses."""

import re
from collections.abc import Mapping, Sequence

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.indeling.kolommen import PATROON
from pipelines.readers import Tabel
from pipelines.waarden.vouwen import vouw


class Kopzoeker:
    """The headers of one table; a name may stand for several spellings of which one is there.

    Spellings are tried in their order: when a file has two of them, the first one counts.
    """

    def __init__(
        self, koppen: Sequence[str], spellingen: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.koppen = koppen
        self.spellingen = {vouw(naam): rij for naam, rij in (spellingen or {}).items()}
        self._plekken: dict[str, list[int]] = {}
        for plek, kop in enumerate(koppen):
            if kop:
                self._plekken.setdefault(vouw(kop), []).append(plek)

    def plekken(self, naam: str) -> list[int]:
        """Places of the column that a name stands for; several if the file has it twice."""
        for spelling in self._spellingen(naam):
            gevonden = self._met(spelling)
            if gevonden:
                return gevonden
        return []

    def namen(self, naam: str) -> str:
        """The spellings of a name, for a message."""
        return " of ".join(f"'{spelling}'" for spelling in self._spellingen(naam))

    def _spellingen(self, naam: str) -> Sequence[str]:
        return self.spellingen.get(vouw(naam), (naam,))

    def _met(self, spelling: str) -> list[int]:
        if not spelling.startswith(PATROON):
            return self._plekken.get(vouw(spelling), [])
        patroon = re.compile(spelling, re.IGNORECASE)
        return [plek for plek, kop in enumerate(self.koppen) if patroon.fullmatch(kop.strip())]


class Kolomvinder:
    """The columns of one table as one mapping asks for them; collects what it cannot find.

    Attributes:
        gebruikt: places of the columns that were asked for.
        bevindingen: what was found wrong, by this vinder and by whoever uses it.
    """

    def __init__(
        self, tabel: Tabel, bron: str, spellingen: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.tabel = tabel
        self.bron = bron
        self.zoeker = Kopzoeker(tabel.kolommen, spellingen)
        self.gebruikt: set[int] = set()
        self.bevindingen: list[Bevinding] = []

    def heeft(self, kop: str) -> bool:
        """Whether the file has this column."""
        return bool(self.zoeker.plekken(kop))

    def kop(self, plek: int) -> str:
        """The header as delivered."""
        return self.tabel.kolommen[plek]

    def plek(self, kop: str, sleutel: str) -> int | None:
        """The column with this header; a finding when there is none, or more than one.

        Args:
            kop: header, or the name of a list of spellings.
            sleutel: the part of the mapping that asks for it, for the message.
        """
        gevonden = self.zoeker.plekken(kop)
        if len(gevonden) == 1:
            self.gebruikt.add(gevonden[0])
            return gevonden[0]
        if gevonden:
            self.vind(
                KRITIEK,
                "kolom_dubbel",
                f"Kolom '{self.kop(gevonden[0])}' komt {len(gevonden)} keer voor.",
                "Houd er één over, of geef de andere een eigen naam.",
                self.kop(gevonden[0]),
            )
            return None
        aanwezig = ", ".join(k for k in self.tabel.kolommen if k)
        self.vind(
            KRITIEK,
            "kolommen_fout",
            f"De kolommenkaart noemt bij '{sleutel}' kolom {self.zoeker.namen(kop)}, maar die staat"
            " niet in het bestand.",
            f"Verbeter de naam in de kolommenkaart. In het bestand staan: {aanwezig}.",
            kop,
        )
        return None

    def vind(self, ernst: str, regel: str, melding: str, oplossing: str, kolom: str = "") -> None:
        """Report something about the file as a whole."""
        self.bevindingen.append(
            Bevinding(
                ernst,
                regel,
                melding,
                oplossing,
                bestand=self.tabel.bestand,
                bron=self.bron,
                kolom=kolom,
            )
        )
