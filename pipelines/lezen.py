"""From files to typed rows: collects the deliveries of one call and has them read.

Knows contracts, mappings, profile and register, so that the load itself need not. Reading one file
is left to ``bestandslezer``, in the worker of ``begrensd``. What was read is kept as Parquet
beside the work database and can be made again from the archive.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from pipelines.bevindingen import Bevinding, is_geweigerd
from pipelines.contract import load_contracten
from pipelines.deur.begrensd import lees_inhoud, werker
from pipelines.deur.bestandslezer import Bestand, Leesregels, Lezing, Rapportvraag
from pipelines.deur.pseudoniemen import lees_sleutel
from pipelines.indeling.kaarten import Kaart, bewaarde_kaarten, lees_kaart, meegeleverd
from pipelines.indeling.kolommen import lees_kolommen
from pipelines.inlezen import Gelezen, lege_rijen
from pipelines.leveringen import Archief, Bevindingregel, Deel, Levering
from pipelines.rapport import Bestandsrapport
from pipelines.rapport_xlsx import bestandsnaam
from pipelines.readers import OnleesbaarBestand
from warehouse.build import Bron
from warehouse.paths import Thuis
from warehouse.periode import schooljaar_van
from warehouse.profiel import controleer_leverkalender, profiel_van
from warehouse.register import controleer_verwijzingen, laad_register, voor_profiel
from warehouse.strikt import DefinitieFout

SOORTEN = (".csv", ".tsv", ".txt", ".xlsx")
_GEEN_LEVERING = {"leesmij.txt", "readme.txt"}


@dataclass(frozen=True)
class Ontvangen:
    """One file as it came in, read as far as it could be.

    Attributes:
        inhoud: its bytes; empty when it was too large to read, and then ``sha256`` is too.
        kaart: the mapping that it was read by, given or recognised.
        leeswijze: hash of all that it was read by, for the receipt.
        bekend: the receipt of these same bytes, read in the same way and in use: then they were
            not read again.
    """

    bestand: str
    inhoud: bytes
    sha256: str
    bron: str | None
    kaart: Kaart | None
    gelezen: tuple[Gelezen, ...]
    bevindingen: tuple[Bevinding, ...]
    aannames: tuple[str, ...]
    leeswijze: str = ""
    bekend: Levering | None = None

    @property
    def is_geweigerd(self) -> bool:
        return is_geweigerd(self.bevindingen)

    @cached_property
    def delen(self) -> tuple[Deel, ...]:
        """What it brings to each bron; a part that was refused brings nothing."""
        if self.bekend is not None:
            return self.bekend.delen
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
    def kolommen(self) -> str | None:
        """The text of its mapping, for the receipt."""
        return self.kaart.tekst if self.kaart else None

    @property
    def als_bestand(self) -> Bestand:
        """The file, to be read again."""
        return Bestand(self.bestand, self.inhoud, self.bron, self.kaart)

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
        self.profiel = profiel_van(thuis)
        self.contracten = load_contracten()
        self.register = voor_profiel(laad_register(), self.profiel)
        controleer_verwijzingen(self.register, self.profiel, self.contracten)
        controleer_leverkalender(self.profiel, self.contracten)
        self.gekozen_bron = self._ken(gekozen_bron)
        self.kaarten = [lees_kaart(pad) for pad in kolommen]
        for kaart in self.kaarten:
            for deel in kaart.kolommen.bronnen:
                self._ken(deel.bron)

    @cached_property
    def regels(self) -> Leesregels:
        """What every file is read by; the key of this installation is made when there is none."""
        kaarten = bewaarde_kaarten(self.thuis.kolommenkaarten, self.contracten)
        return Leesregels(self.contracten, self.profiel, lees_sleutel(self.thuis), kaarten)

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
                    overgeslagen.append(leesbare_naam(bestand.name))
        if bestanden:
            werker().begin()
        return bestanden, overgeslagen

    def lees(
        self,
        pad: Path,
        ontvangst: dt.date | None = None,
        in_gebruik: Mapping[tuple[str, str], Levering] | None = None,
    ) -> Ontvangen:
        """Read one file; whatever is wrong with it is a finding, never an exception.

        Args:
            ontvangst: day of receipt, for a file that does not say what period it is about.
            in_gebruik: receipts by hash and leeswijze that need not be read again.

        Raises:
            OSError: the file itself cannot be opened.
        """
        naam = leesbare_naam(pad.name)
        kaart = next((k for k in self.kaarten if k.kolommen.geldt_voor(naam)), None)
        bestand = Bestand(naam, b"", self.gekozen_bron, kaart, ontvangst=ontvangst)
        try:
            bestand = replace(bestand, inhoud=lees_inhoud(pad))
        except OnleesbaarBestand as fout:
            return _ontvangen(bestand, Lezing(bevindingen=(fout.bevinding,)), som="")
        som, wijze = hashlib.sha256(bestand.inhoud).hexdigest(), self._leeswijze(bestand)
        bekend = (in_gebruik or {}).get((som, wijze))
        if bekend is not None:
            return _bekend(bekend, bestand.inhoud)
        return replace(self._lees(bestand), leeswijze=wijze)

    def parquet(
        self, levering: Levering, archief: Archief, map_: Path, nieuw: Ontvangen | None
    ) -> Iterator[tuple[str, Path]]:
        """The typed rows of a delivery, per bron, as Parquet files; read again when need be.

        Raises:
            DefinitieFout: an archived delivery no longer fits the contracts of today.
        """
        if not levering.bewaard_als:
            for deel in levering.delen:
                pad = map_ / self._parquetpad(levering, deel.bron).name
                lege_rijen(self.contracten[deel.bron]).write_parquet(pad)
                yield deel.bron, pad
            return
        paden = {deel.bron: self._parquetpad(levering, deel.bron) for deel in levering.delen}
        if nieuw is None and all(pad.is_file() for pad in paden.values()):
            yield from paden.items()
            return
        ontvangen = nieuw or self.lees_terug(levering, archief.inhoud(levering))
        for gelezen in ontvangen.gelezen:
            if gelezen.rijen is not None and gelezen.bron in paden:
                pad = map_ / paden[gelezen.bron].name
                gelezen.rijen.write_parquet(pad)
                yield gelezen.bron, pad

    def onthoud(self, map_: Path) -> None:
        """Keep what was read for this build, so that the next one need not read it again."""
        doel = self.thuis.werk / "gelezen"
        doel.mkdir(parents=True, exist_ok=True)
        for pad in map_.glob("*.parquet"):
            os.replace(pad, doel / pad.name)

    def schrijf_rapporten(
        self, map_: Path, ontvangen: Sequence[Ontvangen], rapporten: Sequence[Bestandsrapport]
    ) -> tuple[Bestandsrapport, ...]:
        """Write a workbook for each file in which something was found; the reports name theirs.

        Args:
            map_: existing directory.
            ontvangen: the files, in the order of ``rapporten``.
        """
        namen: list[str] = []
        uit = []
        for o, rapport in zip(ontvangen, rapporten, strict=True):
            naam = ""
            if rapport.bevindingen:
                naam = bestandsnaam(o.bestand, namen)
                namen.append(naam)
                vraag = Rapportvraag(o.als_bestand, rapport.bevindingen, rapport.aannames)
                (map_ / naam).write_bytes(werker().maak_rapport(vraag, self.regels))
            uit.append(replace(rapport, rapport=naam))
        return tuple(uit)

    def _lees(self, bestand: Bestand) -> Ontvangen:
        som = hashlib.sha256(bestand.inhoud).hexdigest()
        return _ontvangen(bestand, werker().lees(bestand, self.regels), som)

    def als_bestand(self, levering: Levering, inhoud: bytes) -> Bestand:
        """What the archive holds of a delivery, to be read as it was read when it came in."""
        return Bestand(
            levering.bestand,
            inhoud,
            levering.gekozen_bron,
            _kaart_van(levering),
            herken=False,
            ontvangst=levering.datum,
            is_rest=bool(levering.opgeschoond),
        )

    def lees_terug(self, levering: Levering, inhoud: bytes) -> Ontvangen:
        """Read what the archive holds of a delivery.

        Raises:
            DefinitieFout: it no longer fits the contracts of today.
        """
        ontvangen = self._lees(self.als_bestand(levering, inhoud))
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

    def _leeswijze(self, bestand: Bestand) -> str:
        """Hash of all that decides how a file is read: recognition, name and date included."""
        jaar = schooljaar_van(bestand.ontvangst) if bestand.ontvangst else ""
        kaart = bestand.kaart.tekst if bestand.kaart else ""
        eigen = "\0".join((bestand.naam, bestand.bron or "", kaart, jaar))
        return hashlib.sha256(self._voor_elk_bestand + eigen.encode()).hexdigest()

    @cached_property
    def _voor_elk_bestand(self) -> bytes:
        """Hash of what every file is read by: code, contracts, mappings and profile."""
        som = hashlib.sha256(_leescode())
        for contract in self.contracten.values():
            som.update(contract.model_dump_json(exclude={"map"}).encode())
        for kaart in (*meegeleverd(), *self.regels.kaarten):
            som.update(f"{kaart.kolommen.naam}\0{kaart.tekst}\0".encode())
        som.update(self.profiel.model_dump_json().encode())
        return som.digest()

    def _parquetpad(self, levering: Levering, bron: str) -> Path:
        """Named after all that the rows depend on: file, mapping, contract, profile and code."""
        som = hashlib.sha256(_leescode())
        som.update(self.contracten[bron].model_dump_json(exclude={"map"}).encode())
        som.update(self.profiel.model_dump_json().encode())
        som.update(hashlib.sha256(self.regels.sleutel).digest())
        som.update(f"{levering.inhoudssleutel}{bron}{levering.datum}".encode())
        som.update(levering.bewaard_als.encode())
        return self.thuis.werk / "gelezen" / f"{som.hexdigest()}.parquet"


def _ontvangen(bestand: Bestand, lezing: Lezing, som: str) -> Ontvangen:
    return Ontvangen(
        bestand=bestand.naam,
        inhoud=bestand.inhoud,
        sha256=som,
        bron=bestand.bron,
        kaart=lezing.kaart or bestand.kaart,
        gelezen=lezing.gelezen,
        bevindingen=lezing.bevindingen,
        aannames=lezing.aannames,
    )


def _bekend(levering: Levering, inhoud: bytes) -> Ontvangen:
    """What a receipt says of bytes that were read before."""
    return Ontvangen(
        bestand=levering.bestand,
        inhoud=inhoud,
        sha256=levering.sha256,
        bron=levering.gekozen_bron,
        kaart=_kaart_van(levering),
        gelezen=(),
        bevindingen=tuple(Bevinding(**dict(regel)) for regel in levering.bevindingen),
        aannames=levering.aannames,
        leeswijze=levering.leeswijze,
        bekend=levering,
    )


def _kaart_van(levering: Levering) -> Kaart | None:
    """The mapping that a delivery was read by, as its receipt keeps it."""
    tekst = levering.kolommen
    return Kaart(lees_kolommen(levering.bestand, tekst), tekst) if tekst else None


def leesbare_naam(naam: str) -> str:
    """A file name that can be shown and kept: what is no text, or steers a terminal, becomes ?."""
    tekst = naam.encode("utf-8", "replace").decode("utf-8")
    return "".join(teken if teken.isprintable() else "?" for teken in tekst)


@cache
def _leescode() -> bytes:
    """Hash of the code that reads: what it made before a change is not used after it."""
    som = hashlib.sha256()
    for pad in sorted(Path(__file__).parent.rglob("*.py")):
        if "demo" not in pad.parts:
            som.update(pad.read_bytes())
    return som.digest()
