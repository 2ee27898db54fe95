"""The purge: rows about pupils past their term leave every file, and nothing else changes.

    which rows → rest of every file → build without them → freeze → check → decide → ``afmaken``

Until the decision, one rename, nothing has changed; after it everything will, whoever is killed.
Which rows those are is left to ``bewaren``, which figures stay as they were to ``bevriezen``.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import bevriezen, vastleggen
from pipelines.afmaken import PLAN, maak_af
from pipelines.bewaren import Deelrijen, grensdag, verlopen
from pipelines.deur.begrensd import werker
from pipelines.deur.bestandslezer import Restvraag
from pipelines.gegevens import maak_gegevens
from pipelines.leveringen import Archief, Levering, Opschoning, Opschoonbon
from pipelines.lezen import Lezer
from pipelines.opschoonverslag import Bronverslag, Opschoonverslag
from pipelines.run import Melden, huidig_bestand
from pipelines.slot import slot
from pipelines.toetsen import als_rij
from pipelines.werkplaats import ruim_op, toets, vingerafdruk, werkmap
from warehouse import duurzaam
from warehouse.bevroren import Bevroren, voeg_bevroren_toe
from warehouse.build import Deel, bouw
from warehouse.paths import Thuis
from warehouse.publish import eerdere, schrijf_map, volgende_id
from warehouse.strikt import DefinitieFout

Rijen = dict[str, pl.DataFrame]  # of one delivery: bron → typed rows


def schoon_op(
    thuis: Thuis, melden: Melden, *, dry_run: bool = False, vandaag: dt.date | None = None
) -> Opschoonverslag:
    """Remove the rows about pupils that are past their term, from files as well; all or nothing.

    Args:
        thuis: the home.
        melden: receives a Dutch line of progress at each step.
        dry_run: only say what would go.
        vandaag: the day from which the term is counted back; today when it is not given.

    Raises:
        DefinitieFout: a delivery can no longer be read, or reads differently without the rows.
        BezetFout: a load does not end.
    """
    with slot(thuis, melden):
        if maak_af(thuis):
            melden("een eerdere opschoning was onderbroken en is afgemaakt")
        ruim_op(thuis)
        with werkmap(thuis) as map_:
            dag = vandaag or dt.datetime.now().astimezone().date()
            verslag = Opschoner(thuis, melden, map_, dag).uitvoeren(dry_run=dry_run)
        if dry_run or verslag.afloop == "geweigerd":
            return verslag
        return replace(verslag, logmaanden=tuple(vastleggen.opschoning(thuis, verslag, dag)))


@dataclass(frozen=True)
class _Rest:
    """What stays of one delivery: its new receipt, its bytes, its rows."""

    levering: Levering
    inhoud: bytes
    rijen: Rijen


class Opschoner:
    """One purge, up to its decision."""

    def __init__(self, thuis: Thuis, melden: Melden, map_: Path, vandaag: dt.date) -> None:
        self.thuis = thuis
        self.melden = melden
        self.map = map_
        self.vandaag = vandaag
        self.archief = Archief(thuis)
        self.lezer = Lezer(thuis)
        self.leveringen = self.archief.leveringen()
        self.jaren = self.lezer.profiel.bewaren.jaren
        self.grens = grensdag(vandaag, self.jaren)
        self.bronnen = {
            bron: contract
            for bron, contract in self.lezer.contracten.items()
            if contract.leerlingniveau
        }
        self.paden: dict[int, dict[str, Path]] = {}  # delivery → bron → its rows
        self.klaar = map_ / "klaar"

    def uitvoeren(self, *, dry_run: bool) -> Opschoonverslag:
        self.melden("zoeken wat langer dan de bewaartermijn is afgerond")
        for levering in self.leveringen:
            delen = self.lezer.parquet(levering, self.archief, self.map, None)
            self.paden[levering.nummer] = dict(delen)
        weg = self._weg()
        verslag = self._verslag(weg)
        te_doen = [lev for lev in self.leveringen if weg[lev.nummer] or self._is_te_oud(lev)]
        if not te_doen or dry_run:
            return replace(verslag, afloop="proef" if dry_run else "niets")
        self.melden("bestanden herschrijven")
        return self._voer_uit(verslag, [self._rest(lev, weg[lev.nummer]) for lev in te_doen])

    def _is_te_oud(self, levering: Levering) -> bool:
        """Whether the whole file is past its term: its unused rows and other sheets go as well."""
        over_leerlingen = any(deel.bron in self.bronnen for deel in levering.delen)
        return over_leerlingen and not levering.opgeschoond and levering.datum <= self.grens

    def _weg(self) -> dict[int, set[int]]:
        """Per delivery the row numbers that go: past their term, and in no bron still needed."""
        volgorde = sorted(self.leveringen, key=lambda lev: (lev.datum, lev.nummer))
        delen = {
            bron: [
                Deelrijen(lev.nummer, lev.datum, pl.read_parquet(self.paden[lev.nummer][bron]))
                for lev in volgorde
                if bron in self.paden[lev.nummer]
            ]
            for bron in self.bronnen
        }
        weg: dict[int, set[int]] = {lev.nummer: set() for lev in self.leveringen}
        blijft: dict[int, set[int]] = {lev.nummer: set() for lev in self.leveringen}
        for bron, frame in verlopen(self.bronnen, delen, self.grens).items():
            voorbij = dict(frame.group_by("levering").agg("rij").iter_rows())
            for deel in delen[bron]:
                van_deel = set(voorbij.get(deel.levering, ()))
                weg[deel.levering] |= van_deel
                blijft[deel.levering] |= set(deel.rijen["rij"].to_list()) - van_deel
        return {nummer: rijen - blijft[nummer] for nummer, rijen in weg.items()}

    def _verslag(self, weg: Mapping[int, set[int]]) -> Opschoonverslag:
        tellingen = []
        for bron, contract in self.bronnen.items():
            per_levering = [
                len(weg[nummer] & set(pl.read_parquet(paden[bron], columns=["rij"])["rij"]))
                for nummer, paden in self.paden.items()
                if bron in paden
            ]
            tellingen.append(
                Bronverslag(bron, contract.titel, sum(per_levering), sum(map(bool, per_levering)))
            )
        return Opschoonverslag("niets", self.grens, self.jaren, tuple(tellingen))

    def _rest(self, levering: Levering, weg: set[int]) -> _Rest:
        """A delivery without these rows, held against what its rows were before.

        Raises:
            DefinitieFout: what is left would read differently.
        """
        rijen = {
            bron: pl.read_parquet(pad).filter(~pl.col("rij").is_in(list(weg)))
            for bron, pad in self.paden[levering.nummer].items()
        }
        houd = frozenset(rij for frame in rijen.values() for rij in frame["rij"].to_list())
        inhoud = b""
        if houd:
            bestand = self.lezer.als_bestand(levering, self.archief.inhoud(levering))
            inhoud = werker().maak_rest(Restvraag(bestand, houd), self.lezer.regels)
        rest = _Rest(self._bon(levering, rijen, len(weg), houd, inhoud), inhoud, rijen)
        if inhoud:
            self._vergelijk(rest)
        return rest

    def _bon(
        self, levering: Levering, rijen: Rijen, weg: int, houd: frozenset[int], inhoud: bytes
    ) -> Levering:
        som = hashlib.sha256(inhoud).hexdigest() if inhoud else ""
        opschoning = Opschoning(datum=self.vandaag, rijen=weg, rest=som)
        return levering.model_copy(
            update={
                "opgeschoond": (*levering.opgeschoond, opschoning),
                "delen": tuple(
                    deel.model_copy(update={"rijen": rijen[deel.bron].height})
                    for deel in levering.delen
                ),
                "bevindingen": tuple(
                    b for b in levering.bevindingen if b.rij is None or b.rij in houd
                ),
            }
        )

    def _vergelijk(self, rest: _Rest) -> None:
        terug = self.lezer.lees_terug(rest.levering, rest.inhoud)
        gelezen = {deel.bron: deel.rijen for deel in terug.gelezen}
        for bron, rijen in rest.rijen.items():
            opnieuw = gelezen.get(bron)
            if opnieuw is None or not opnieuw.select(rijen.columns).equals(rijen):
                raise DefinitieFout(
                    f"levering {rest.levering.nummer} ({rest.levering.bestand}) leest anders als"
                    " de rijen die weg moeten eruit zijn; er is niets veranderd. Meld dit aan de"
                    " beheerder, of lever dit bestand opnieuw aan volgens het sjabloon."
                )

    def _voer_uit(self, verslag: Opschoonverslag, resten: Sequence[_Rest]) -> Opschoonverslag:
        self.melden("bouwen")
        voor, na = self.map / "voor.duckdb", self.klaar / "werk.duckdb"
        self.klaar.mkdir()
        nummer = len(self.archief.opschoonbonnen()) + 1
        bevroren = Bevroren(
            self.klaar / "opschoningen" / f"{nummer:04d}",
            self.grens,
            tuple(bron.bron for bron in verslag.bronnen if bron.rijen),
        )
        self._bouw(voor, self.archief.bevroren())
        nieuw = {rest.levering.nummer: rest for rest in resten}
        for rest in resten:
            for bron, rijen in rest.rijen.items():
                pad = self.map / f"rest-{rest.levering.nummer}-{bron}.parquet"
                rijen.write_parquet(pad)
                self.paden[rest.levering.nummer][bron] = pad
        self._bouw(na, [*self.archief.bevroren(), bevroren])
        register, bronnen = self.lezer.register, set(self.bronnen)
        keuze = bevriezen.kies(voor, na, register, bronnen, self.grens, self.vandaag)
        huidig = huidig_bestand(self.thuis)
        bevriezen.schrijf(bevroren, voor, keuze, register, self.vandaag, huidig)
        if keuze.bevroren:
            voeg_bevroren_toe(na, register, bevroren)
        self.melden("controleren")
        uitslagen = toets(na, self.lezer)
        kritiek = tuple(als_rij(u) for u in uitslagen if u.houdt_tegen)
        if kritiek:
            return replace(verslag, afloop="geweigerd", toetsen=kritiek)
        publicatie = volgende_id(self.thuis)
        leveringen = [
            nieuw[lev.nummer].levering if lev.nummer in nieuw else lev for lev in self.leveringen
        ]
        gegevens = maak_gegevens(
            self.lezer, publicatie, self.thuis.huidige(), leveringen, uitslagen
        )
        doel = self.klaar / "publicaties" / publicatie
        doel.parent.mkdir()
        schrijf_map(doel, na, gegevens, len(leveringen), vingerafdruk(), eerdere(self.thuis))
        self._zet_klaar(resten)
        bon = Opschoonbon(
            nummer=nummer,
            datum=self.vandaag,
            grens=self.grens,
            rijen={b.bron: b.rijen for b in verslag.bronnen if b.rijen},
            bevroren=len(keuze.bevroren),
        )
        _schrijf(self.klaar / "opschoningen" / f"{nummer:04d}.json", bon.model_dump_json(indent=2))
        self._beslis({"publicatie": publicatie, "ontvangst": len(leveringen)})
        return replace(
            verslag,
            afloop="opgeschoond",
            publicatie=publicatie,
            bevroren=len(keuze.bevroren),
            veranderd=tuple(sorted(keuze.veranderd)),
        )

    def _bouw(self, pad: Path, bevroren: Sequence[Bevroren]) -> None:
        delen = [
            Deel(levering.nummer, levering.datum, bron, parquet)
            for levering in self.leveringen
            for bron, parquet in self.paden[levering.nummer].items()
        ]
        lezer = self.lezer
        bouw(pad, lezer.profiel, lezer.register, lezer.bronnen, delen, bevroren)

    def _zet_klaar(self, resten: Sequence[_Rest]) -> None:
        for rest in resten:
            bon = rest.levering
            _schrijf(
                self.klaar / "leveringen" / f"{bon.nummer:06d}.json", bon.model_dump_json(indent=2)
            )
            if rest.inhoud:
                _schrijf(self.klaar / "bestanden" / bon.bewaard_als, rest.inhoud)

    def _beslis(self, plan: dict[str, Any]) -> None:
        """Everything is ready: from this rename on the purge will be finished."""
        self.melden("opschonen")
        _schrijf(self.klaar / PLAN, json.dumps(plan | {"bronnen": sorted(self.bronnen)}))
        for map_ in self.klaar.rglob("*"):
            if map_.is_dir():
                duurzaam.naar_schijf(map_)
        duurzaam.verplaats(self.klaar, self.archief.opschoning)
        maak_af(self.thuis)


def _schrijf(pad: Path, inhoud: str | bytes) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
