"""The load: files in, a new publication out, or nothing at all.

    read → build → check → keep → publish

Nothing is kept before every check has passed; the publication's commit point makes receipts and
figures count together. Reading is in ``lezen``, checks in ``toetsen``, the switch in
``warehouse.publish``.
"""

import datetime as dt
import getpass
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.afmaken import maak_af
from pipelines.gegevens import maak_gegevens
from pipelines.leveringen import Archief, Levering, geldend
from pipelines.lezen import Lezer, Ontvangen
from pipelines.rapport import (
    Afloop,
    Bestandsrapport,
    Deelrapport,
    Laadrapport,
    Wijziging,
    vergelijk,
)
from pipelines.slot import slot
from pipelines.toetsen import als_bevinding, als_rij
from pipelines.werkplaats import bouw_werk, ruim_op, toets, vingerafdruk, warm_op, werkmap
from warehouse import opmaak
from warehouse.paths import Thuis
from warehouse.publish import (
    LekFout,
    PublicatieFout,
    beschadigd,
    eerdere,
    lees_versie,
    publiceer,
    schrijf_map,
    volgende_id,
)

if TYPE_CHECKING:
    from expectations.toets import Uitslag

Melden = Callable[[str], None]
Vorderen = Callable[[float], None]
# How much of a load of the whole region is done at the end of each step, by time (measured 2026).
GELEZEN, GEBOUWD, GECONTROLEERD = 0.4, 0.6, 0.8


@dataclass(frozen=True)
class Opdracht:
    """What is asked of one load."""

    paden: tuple[Path, ...] = ()
    bron: str | None = None
    kolommen: tuple[Path, ...] = ()
    datum: dt.date | None = None
    dry_run: bool = False
    alvast: bool = False  # what medewerkers see first, when nothing was published yet
    rapport: Path | None = None  # directory for a workbook per file with findings


def laad(
    thuis: Thuis, opdracht: Opdracht, melden: Melden, vorderen: Vorderen = lambda _: None
) -> Laadrapport:
    """Receive files, check them, build and publish. Without files: rebuild from the archive.

    Args:
        thuis: the home; its archive and current publication are the starting point.
        opdracht: which files, and how to read them.
        melden: receives a Dutch line of progress at each step.
        vorderen: receives how much of the work is done, from 0 to 1.

    Raises:
        DefinitieFout: a definition, contract, mapping or profile of ours is wrong.
        BezetFout: another load does not end.
    """
    with slot(thuis, melden):
        maak_af(thuis)
        ruim_op(thuis)
        return Lading(thuis, opdracht, melden, vorderen).uitvoeren()


class Lading:
    """One load, step by step; whatever stops one leaves archive and publication as they were."""

    def __init__(
        self, thuis: Thuis, opdracht: Opdracht, melden: Melden, vorderen: Vorderen
    ) -> None:
        self.thuis = thuis
        self.opdracht = opdracht
        self.melden = melden
        self.vorderen = vorderen
        self.archief = Archief(thuis)
        self.oud = self.archief.leveringen()
        self.lezer = Lezer(thuis, opdracht.bron, opdracht.kolommen)
        self.datum = opdracht.datum or dt.datetime.now().astimezone().date()  # of receipt

    def uitvoeren(self) -> Laadrapport:
        map_ = self.opdracht.rapport
        if map_ is not None:
            map_.mkdir(parents=True, exist_ok=True)
        bestanden, overgeslagen = self.lezer.verzamel(self.opdracht.paden)
        self.melden(f"{opmaak.aantal_met_eenheid(len(bestanden), 'bestand', 'bestanden')} lezen")
        ontvangen = []
        in_gebruik = self._in_gebruik()
        for gelezen, pad in enumerate(bestanden):
            self.vorderen(GELEZEN * gelezen / len(bestanden))
            ontvangen.append(self.lezer.lees(pad, self.datum, in_gebruik))
            if ontvangen[-1].bekend is None and not ontvangen[-1].is_geweigerd:
                warm_op()
        self.vorderen(GELEZEN)
        rapport = replace(self._verwerk(ontvangen), overgeslagen=tuple(overgeslagen))
        if map_ is None:
            return rapport
        bestandsrapporten = self.lezer.schrijf_rapporten(map_, ontvangen, rapport.bestanden)
        return replace(rapport, bestanden=bestandsrapporten)

    def _verwerk(self, ontvangen: list[Ontvangen]) -> Laadrapport:
        if any(o.is_geweigerd for o in ontvangen):
            return self._weiger(ontvangen)
        nieuw = self._nieuw(ontvangen)
        if not nieuw and self._is_actueel():
            zin = "Deze leveringen zijn al in gebruik; er verandert niets."
            if not ontvangen:
                zin = "Er is niets te laden: de publicatie is actueel."
            return self._rapport("ongewijzigd", zin, ontvangen)
        with werkmap(self.thuis) as map_:
            return self._bouw(map_, ontvangen, nieuw)

    def _bouw(
        self, map_: Path, ontvangen: list[Ontvangen], nieuw: list[tuple[Levering, Ontvangen]]
    ) -> Laadrapport:
        self.melden("bouwen")
        werk = map_ / "werk.duckdb"
        leveringen = [*self.oud, *(levering for levering, _ in nieuw)]
        bouw_werk(
            werk,
            self.lezer,
            self.archief,
            leveringen,
            map_,
            {levering.nummer: o for levering, o in nieuw},
        )
        self.vorderen(GEBOUWD)
        self.melden("controleren")
        uitslagen = toets(werk, self.lezer)
        kritiek = [uitslag for uitslag in uitslagen if uitslag.houdt_tegen]
        if kritiek:
            return self._weiger(ontvangen, kritiek, leveringen)
        self.vorderen(GECONTROLEERD)
        eerst = self.thuis.huidige()
        try:
            wijzigingen = self._publiceer(map_, leveringen, uitslagen, nieuw)
        except LekFout as lek:
            is_oud = self.thuis.huidige() == eerst
            stand = "er verandert niets" if is_oud else "alleen voor medewerkers gepubliceerd"
            return self._rapport("geweigerd", f"Geweigerd: {stand}. {lek}", ontvangen)
        gezakt = tuple(als_rij(u) for u in uitslagen if u.uitkomst == "gezakt")
        return replace(self._geslaagd(ontvangen, nieuw), toetsen=gezakt, wijzigingen=wijzigingen)

    def _publiceer(
        self,
        map_: Path,
        leveringen: Sequence[Levering],
        uitslagen: Sequence["Uitslag"],
        nieuw: Sequence[tuple[Levering, Ontvangen]],
    ) -> tuple[Wijziging, ...]:
        """Write and publish, with what has changed; of a trial nothing is kept."""
        wijzigingen: tuple[Wijziging, ...] = ()
        for is_alvast in self._beurten():
            self.melden("schrijven voor medewerkers" if is_alvast else "beschermen")
            geschreven = self._schrijf(map_, leveringen, uitslagen, is_alvast)
            medewerker = geschreven / "medewerker.duckdb"
            wijzigingen += vergelijk(huidig_bestand(self.thuis), medewerker)
            if self.opdracht.dry_run:
                return wijzigingen
            self.melden("publiceren")
            for levering, o in nieuw:
                self.archief.bewaar(levering, o.inhoud)
            nieuw = ()  # each is kept once
            publiceer(self.thuis, geschreven, geschreven.name, len(leveringen))
        self.lezer.onthoud(map_)
        os.replace(map_ / "werk.duckdb", self.thuis.werkbestand)
        return wijzigingen

    def _beurten(self) -> tuple[bool, ...]:
        """What is published, in order: whether it is for medewerkers alone, and then for all."""
        begint = self.opdracht.alvast and not self.thuis.huidige()
        return (True, False) if begint and not self.opdracht.dry_run else (False,)

    def _schrijf(
        self,
        map_: Path,
        leveringen: Sequence[Levering],
        uitslagen: Sequence["Uitslag"],
        is_alvast: bool,
    ) -> Path:
        """Write the files of the next publication, in a folder that has its name."""
        naam, huidige = volgende_id(self.thuis), self.thuis.huidige()
        gegevens = maak_gegevens(self.lezer, naam, huidige, leveringen, uitslagen)
        schrijf_map(
            map_ / naam,
            map_ / "werk.duckdb",
            gegevens,
            len(leveringen),
            vingerafdruk(),
            eerdere(self.thuis),
            is_alvast=is_alvast,
        )
        return map_ / naam

    def _geslaagd(
        self, ontvangen: list[Ontvangen], nieuw: list[tuple[Levering, Ontvangen]]
    ) -> Laadrapport:
        nummers = {id(o): levering.nummer for levering, o in nieuw}
        huidige = self.thuis.huidige()
        if self.opdracht.dry_run:
            gelukt: Afloop = "proef"
            zin = "Proef geslaagd: dit zou geladen worden. Er is niets veranderd."
        else:
            gelukt = "geladen"
            wat = "Geladen" if nieuw else "Opnieuw opgebouwd uit het archief"
            zin = f"{wat}: publicatie {huidige} is nu de huidige."
        return Laadrapport(
            afloop=gelukt,
            zin=zin,
            publicatie=huidige,
            bestanden=tuple(
                _bestandsrapport(o, gelukt, nummers[id(o)])
                if id(o) in nummers
                else _bestandsrapport(o, "ongewijzigd")
                for o in ontvangen
            ),
        )

    def _weiger(
        self,
        ontvangen: list[Ontvangen],
        kritiek: Sequence["Uitslag"] = (),
        leveringen: Sequence[Levering] = (),
    ) -> Laadrapport:
        """Nothing changes; of the refused files name, hash and report stay."""
        per_bestand = als_bevinding(kritiek, leveringen)
        rapporten = []
        for o in ontvangen:
            erbij = tuple(per_bestand.get(o.sha256, ()))
            gevonden = (*o.bevindingen, *erbij)
            if any(b.ernst == "kritiek" for b in gevonden) and not self.opdracht.dry_run:
                self.archief.weiger(o.bestand, o.sha256, gevonden)
            rapporten.append(replace(_bestandsrapport(o, "geweigerd"), bevindingen=gevonden))
        aantal = sum(b.ernst == "kritiek" for r in rapporten for b in r.bevindingen)
        bevindingen = "1 bevinding moet" if aantal == 1 else f"{aantal} bevindingen moeten"
        zin = f"Geweigerd: er verandert niets. {bevindingen} eerst worden hersteld."
        if kritiek and not aantal:
            zin = "Geweigerd: er verandert niets. Een kritieke controle is gezakt."
        return Laadrapport(
            afloop="geweigerd",
            zin=zin,
            publicatie=self.thuis.huidige(),
            bestanden=tuple(rapporten),
            toetsen=tuple(als_rij(u) for u in kritiek),
        )

    def _rapport(self, afloop: Afloop, zin: str, ontvangen: list[Ontvangen]) -> Laadrapport:
        bestanden = tuple(_bestandsrapport(o, afloop) for o in ontvangen)
        return Laadrapport(afloop, zin, self.thuis.huidige(), bestanden)

    def _nieuw(self, ontvangen: list[Ontvangen]) -> list[tuple[Levering, Ontvangen]]:
        """The files that add something, each with the receipt that it will get.

        In order: what comes later in one call stands over what came before. A list that was
        replaced long ago adds nothing when what replaced it is in the same call.
        """
        alles = [(self._levering(o, 0), o) for o in ontvangen]
        einde = {sleutel: lev for lev, _ in alles for sleutel in lev.sleutels}
        vertrouwd = {lev.inhoudssleutel for lev in self.oud}
        stand = dict(self._geldt)
        vernieuwd: set[tuple[str, str]] = set()
        nieuw: list[tuple[Levering, Ontvangen]] = []
        for levering, o in alles:
            sleutels = set(levering.sleutels)
            blijft = levering.inhoudssleutel in vertrouwd and not sleutels & vernieuwd
            if blijft and all(self._is_gelijk(self._geldt.get(s), einde[s]) for s in sleutels):
                continue
            if all(self._is_gelijk(stand.get(s), levering) for s in sleutels):
                continue
            nummer = len(self.oud) + len(nieuw) + 1
            nieuw.append((levering.model_copy(update={"nummer": nummer}), o))
            stand |= dict.fromkeys(sleutels, levering)
            vernieuwd |= sleutels
        return nieuw

    @cached_property
    def _geldt(self) -> dict[tuple[str, str], Levering]:
        """Which delivery stood for each (bron, scope) on the day of receipt."""
        return geldend(lev for lev in self.oud if lev.datum <= self.datum)

    def _in_gebruik(self) -> dict[tuple[str, str], Levering]:
        """Receipts, by hash and leeswijze, that stand for everything that they cover."""
        return {
            (levering.sha256, levering.leeswijze): levering
            for levering in self.oud
            if levering.leeswijze
            and all(self._is_gelijk(self._geldt.get(s), levering) for s in levering.sleutels)
        }

    def _is_gelijk(self, eerder: Levering | None, levering: Levering) -> bool:
        """Whether what stands says the same, on the date that was asked for."""
        return (
            eerder is not None
            and eerder.inhoudssleutel == levering.inhoudssleutel
            and self.opdracht.datum in (None, eerder.datum)
        )

    def _levering(self, o: Ontvangen, nummer: int) -> Levering:
        nu = dt.datetime.now(dt.UTC)
        return Levering(
            nummer=nummer,
            bestand=o.bestand,
            sha256=o.sha256,
            omvang=len(o.inhoud),
            ontvangen=nu,
            datum=self.datum,
            door=_gebruiker(),
            gekozen_bron=self.opdracht.bron,
            kolommen=o.kolommen,
            delen=o.delen,
            bevindingen=o.bewaarde_bevindingen,
            aannames=o.aannames,
            leeswijze=o.leeswijze,
        )

    def _is_actueel(self) -> bool:
        """Whether the current publication is whole and built from the archive by this software."""
        huidige = self.thuis.huidige()
        if huidige is None:
            return not self.oud
        try:
            versie = lees_versie(self.thuis, huidige)
            is_heel = not beschadigd(self.thuis, huidige)
        except PublicatieFout:
            return False
        zelfde = (versie.ontvangst, versie.vingerafdruk) == (len(self.oud), vingerafdruk())
        return is_heel and zelfde and not versie.is_alvast


def huidig_bestand(thuis: Thuis) -> Path | None:
    """The file to compare with; None when there is none, or none that can be trusted."""
    huidige = thuis.huidige()
    try:
        if huidige is None or beschadigd(thuis, huidige):
            return None
    except PublicatieFout:
        return None
    return thuis.publicatiebestand(huidige, "medewerker")


def _bestandsrapport(o: Ontvangen, afloop: Afloop, nummer: int | None = None) -> Bestandsrapport:
    return Bestandsrapport(
        bestand=o.bestand,
        sha256=o.sha256,
        afloop=afloop,
        levering=nummer,
        delen=tuple(Deelrapport(d.bron, d.rijen, d.scope) for d in o.delen),
        aannames=o.aannames,
        bevindingen=o.bevindingen,
    )


def _gebruiker() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "onbekend"
