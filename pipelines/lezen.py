"""From files to typed rows: collects, recognises and parses the deliveries of one call.

Knows contracts, mappings, profile and register, so that the load itself need not. What was read
is kept as Parquet beside the work database and can be made again from the archive.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pipelines.bevindingen import Bevinding, is_geweigerd
from pipelines.contract import herken, load_contracten
from pipelines.inlezen import Gelezen, parse
from pipelines.kolommen import Bronkolommen, Kolommenkaart, lees_kolommen
from pipelines.leveringen import Archief, Bevindingregel, Deel, Levering
from pipelines.readers import OnleesbaarBestand, Tabel, read
from warehouse.build import Bron
from warehouse.paths import Thuis
from warehouse.profiel import laad_profiel
from warehouse.register import controleer_verwijzingen, laad_register
from warehouse.strikt import DefinitieFout

SOORTEN = (".csv", ".tsv", ".txt", ".xlsx")
VOORBEELDEN = Path(__file__).parent / "voorbeelden"
_GEEN_LEVERING = {"leesmij.txt", "readme.txt"}


@dataclass(frozen=True)
class Ontvangen:
    """One file as it came in, read as far as it could be."""

    bestand: str
    inhoud: bytes
    sha256: str
    kolommen: str | None
    gelezen: tuple[Gelezen, ...]
    bevindingen: tuple[Bevinding, ...]
    aannames: tuple[str, ...]

    @property
    def is_geweigerd(self) -> bool:
        return is_geweigerd(self.bevindingen)

    @cached_property
    def delen(self) -> tuple[Deel, ...]:
        """What it brings to each bron; a part that was refused brings nothing."""
        return tuple(
            Deel(
                bron=gelezen.bron,
                rijen=len(gelezen.rijen),
                scope=gelezen.scope,
                verzonnen=bool(gelezen.rijen["verzonnen"].any()),
            )
            for gelezen in self.gelezen
            if gelezen.rijen is not None
        )

    @property
    def bewaarde_bevindingen(self) -> tuple[Bevindingregel, ...]:
        """The findings as its receipt keeps them."""
        return tuple(Bevindingregel(**vars(bevinding)) for bevinding in self.bevindingen)


class Lezer:
    """Reads deliveries by the contracts, the profile of this home and the mappings of this call.

    Raises:
        DefinitieFout: a contract, mapping, definition or profile is wrong.
    """

    def __init__(
        self, thuis: Thuis, gekozen_bron: str | None = None, kolommen: Iterable[Path] = ()
    ) -> None:
        self.thuis = thuis
        self.profiel = laad_profiel(thuis.profiel)
        self.contracten = load_contracten()
        self.register = laad_register()
        controleer_verwijzingen(self.register, self.profiel, self.contracten)
        self.gekozen_bron = self._ken(gekozen_bron)
        self.kaarten = [_lees_kaart(pad) for pad in kolommen]

    @property
    def bronnen(self) -> list[Bron]:
        """What the warehouse must know of every bron."""
        return [
            Bron(naam, contract.sql_kolommen, contract.scope, contract.staging_sql)
            for naam, contract in self.contracten.items()
        ]

    def verzamel(self, paden: Iterable[Path]) -> tuple[list[Path], list[str]]:
        """The files to read, folders opened, and the names of what is no delivery."""
        bestanden: list[Path] = []
        overgeslagen: list[str] = []
        for pad in paden:
            if not pad.is_dir():
                bestanden.append(pad)
                continue
            for bestand in sorted(pad.rglob("*")):
                if not bestand.is_file() or bestand.name.startswith((".", "~$")):
                    continue
                is_levering = bestand.suffix.casefold() in SOORTEN
                if is_levering and bestand.name.casefold() not in _GEEN_LEVERING:
                    bestanden.append(bestand)
                elif not is_levering:
                    overgeslagen.append(bestand.name)
        return bestanden, overgeslagen

    def lees(self, pad: Path) -> Ontvangen:
        """Read one file; whatever is wrong with it is a finding, never an exception.

        Raises:
            OSError: the file itself cannot be opened.
        """
        inhoud = pad.read_bytes()
        kaart = next((tekst for k, tekst in self.kaarten if k.geldt_voor(pad.name)), None)
        return self._lees(pad.name, inhoud, self.gekozen_bron, kaart)

    def parquet(
        self, levering: Levering, archief: Archief, map_: Path, nieuw: Ontvangen | None
    ) -> Iterator[tuple[str, Path]]:
        """The typed rows of a delivery, per bron, as Parquet files; read again when need be.

        Raises:
            DefinitieFout: an archived delivery no longer fits the contracts of today.
        """
        paden = {deel.bron: self._parquetpad(levering, deel.bron) for deel in levering.delen}
        if nieuw is None and all(pad.is_file() for pad in paden.values()):
            yield from paden.items()
            return
        ontvangen = nieuw or self._lees_terug(levering, archief)
        for gelezen in ontvangen.gelezen:
            if gelezen.rijen is not None:
                pad = map_ / paden[gelezen.bron].name
                gelezen.rijen.write_parquet(pad)
                yield gelezen.bron, pad

    def onthoud(self, map_: Path) -> None:
        """Keep what was read for this build, so that the next one need not read it again."""
        doel = self.thuis.werk / "gelezen"
        doel.mkdir(parents=True, exist_ok=True)
        for pad in map_.glob("*.parquet"):
            os.replace(pad, doel / pad.name)

    def _lees(
        self, naam: str, inhoud: bytes, gekozen_bron: str | None, kaarttekst: str | None
    ) -> Ontvangen:
        kaart = lees_kolommen(naam, kaarttekst) if kaarttekst else None
        gelezen: list[Gelezen] = []
        bevindingen: list[Bevinding] = []
        try:
            tabel = read(naam, inhoud, [gekozen_bron] if gekozen_bron else self.contracten)
            for bron, kolommen in self._bronnen_van(tabel, gekozen_bron, kaart):
                if isinstance(bron, Bevinding):
                    bevindingen.append(bron)
                else:
                    gelezen.append(parse(tabel, self.contracten[bron], kolommen, self.profiel))
        except OnleesbaarBestand as fout:
            bevindingen.append(fout.bevinding)
        bevindingen += [bevinding for deel in gelezen for bevinding in deel.bevindingen]
        aannames = [aanname for deel in gelezen for aanname in deel.aannames]
        return Ontvangen(
            bestand=naam,
            inhoud=inhoud,
            sha256=hashlib.sha256(inhoud).hexdigest(),
            kolommen=kaarttekst,
            gelezen=tuple(gelezen),
            bevindingen=tuple(dict.fromkeys(bevindingen)),
            aannames=tuple(dict.fromkeys(aannames)),
        )

    def _bronnen_van(
        self, tabel: Tabel, gekozen_bron: str | None, kaart: Kolommenkaart | None
    ) -> Iterator[tuple[str | Bevinding, Bronkolommen | None]]:
        """Which bronnen a table feeds: as mapped, as asked for, or as its columns say."""
        if kaart is not None:
            for deel in kaart.bronnen:
                if gekozen_bron in (None, deel.bron):
                    yield str(self._ken(deel.bron)), deel
        elif gekozen_bron is not None:
            yield gekozen_bron, None
        else:
            yield herken(tabel, self.contracten), None

    def _lees_terug(self, levering: Levering, archief: Archief) -> Ontvangen:
        ontvangen = self._lees(
            levering.bestand, archief.inhoud(levering), levering.gekozen_bron, levering.kolommen
        )
        if ontvangen.is_geweigerd:
            eerste = next(b for b in ontvangen.bevindingen if b.ernst == "kritiek")
            raise DefinitieFout(
                f"levering {levering.nummer} past niet meer bij het contract: {eerste.tekst}"
            )
        return ontvangen

    def _ken(self, bron: str | None) -> str | None:
        if bron is not None and bron not in self.contracten:
            raise DefinitieFout(
                f"bron '{bron}' bestaat niet; kies uit {', '.join(self.contracten)}"
            )
        return bron

    def _parquetpad(self, levering: Levering, bron: str) -> Path:
        """Named after all that the rows depend on: file, mapping, contract, profile and code."""
        som = hashlib.sha256(_leescode())
        som.update(self.contracten[bron].model_dump_json(exclude={"map"}).encode())
        som.update(self.profiel.model_dump_json().encode())
        som.update(f"{levering.inhoudssleutel}{bron}".encode())
        return self.thuis.werk / "gelezen" / f"{som.hexdigest()}.parquet"


@cache
def _leescode() -> bytes:
    """Hash of the code that reads: what it made before a change is not used after it."""
    som = hashlib.sha256()
    for pad in sorted(Path(__file__).parent.rglob("*.py")):
        if "demo" not in pad.parts:
            som.update(pad.read_bytes())
    return som.digest()


def _lees_kaart(pad: Path) -> tuple[Kolommenkaart, str]:
    """A mapping file; the name of one that ships with the product will do."""
    eigen = VOORBEELDEN / f"{pad.name.removesuffix('.yaml')}.yaml"
    gekozen = pad if pad.is_file() or not eigen.is_file() else eigen
    try:
        tekst = gekozen.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        bekend = ", ".join(sorted(p.stem for p in VOORBEELDEN.glob("*.yaml")))
        raise DefinitieFout(
            f"kolommenkaart {pad.name} is niet te lezen; geef een yaml-bestand in UTF-8, "
            f"of een van: {bekend}"
        ) from None
    return lees_kolommen(gekozen.name, tekst), tekst
