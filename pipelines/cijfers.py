"""What the command line reads from a publication: figures, checks, and the way of a delivery.

Reads a publication file only, so that nothing here can show what an audience may not see.
How it looks on a terminal is left to ``cli``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connection import open_publicatie
from warehouse.paths import CASUS, Thuis
from warehouse.publish import PublicatieFout

Rij = dict[str, Any]
_MATEN = (
    "teller noemer waarde waarde_min waarde_max symbool ontbreekt n p25 mediaan p75 p90"
    " onder boven xmr_onder xmr_midden xmr_boven signaal status trend"
    " streefwaarde landelijk definitie_versie publicatie"
).split()


class VraagFout(Exception):
    """The question cannot be asked so; the text says what can be asked."""


@dataclass(frozen=True)
class Vraag:
    """Which figures. Empty ``kengetallen`` means all of them."""

    kengetallen: tuple[str, ...] = ()
    periode: str | None = None
    per: tuple[str, ...] = ()


def publicatiepad(thuis: Thuis, rol: str) -> Path:
    """The file of an audience in the current publication.

    Raises:
        PublicatieFout: nothing is published yet, or nothing for that audience.
    """
    huidige = thuis.huidige()
    if huidige is None:
        raise PublicatieFout("er is nog niets gepubliceerd; lever eerst aan met 'peilstok load'")
    pad = thuis.publicatiebestand(huidige, rol)
    if rol == CASUS or not pad.is_file():
        bekend = ", ".join(sorted({p.stem for p in pad.parent.glob("*.duckdb")} - {CASUS}))
        raise PublicatieFout(
            f"publicatie {huidige} heeft geen bestand voor rol '{rol}'; wel voor: {bekend}"
        )
    return pad


def lees_waarden(pad: Path, vraag: Vraag) -> list[Rij]:
    """Figures as rows, with ``swv, kengetal, periode``, the grain columns asked for and measures.

    Raises:
        VraagFout: an id that does not exist, or a grain that none of them (or, when ids are
            named, one of them) has.
    """
    with open_publicatie(pad) as verbinding:
        grains = dict(verbinding.execute("select kengetal, grain from kengetal").fetchall())
        gekozen = _kies(grains, vraag)
        dims = _dims(gekozen)
        kolommen = ["swv", "kengetal", "periode", "reeks", *dims, *_MATEN]
        rijen = verbinding.execute(
            f"""
            select {", ".join(f"waarde.{kolom}" for kolom in kolommen)}
            from waarde
            join kengetal using (kengetal)
            where waarde.kengetal in (select unnest(?))
                and waarde.grain in (select unnest(?))
                and (? is null or waarde.periode = ?)
            order by kengetal.volgorde, waarde.reeks, waarde.periode_datum, waarde.periode,
                {", ".join([*(f"waarde.{dim}" for dim in dims), "waarde.swv"])}
            """,
            [list(gekozen), list(set(gekozen.values())), vraag.periode, vraag.periode],
        ).fetchall()
    return [dict(zip(kolommen, rij, strict=True)) for rij in rijen]


def _kies(grains: dict[str, list[str]], vraag: Vraag) -> dict[str, str]:
    """Which kengetal at which of its grains; the order of the dims asked for does not matter."""
    if vreemd := [naam for naam in vraag.kengetallen if naam not in grains]:
        raise VraagFout(
            f"kengetal '{vreemd[0]}' bestaat niet; bekend zijn: {', '.join(sorted(grains))}"
        )
    gevraagd = set(vraag.per or ("regio",))
    gekozen: dict[str, str] = {}
    for naam in vraag.kengetallen or grains:
        passend = [graan for graan in grains[naam] if set(graan.split(",")) == gevraagd]
        if passend:
            gekozen[naam] = passend[0]
        elif vraag.kengetallen:
            raise VraagFout(
                f"'{naam}' is er niet per {','.join(vraag.per)}; wel per: "
                f"{' | '.join(grains[naam])}"
            )
    if not gekozen:
        alle = sorted({graan for lijst in grains.values() for graan in lijst})
        raise VraagFout(f"geen kengetal is er per {','.join(vraag.per)}; wel: {' | '.join(alle)}")
    return gekozen


def _dims(gekozen: dict[str, str]) -> list[str]:
    graan = next(iter(gekozen.values()))
    return [] if graan == "regio" else graan.split(",")


def lees_toetsen(pad: Path) -> list[Rij]:
    """Every check of the publication, most serious first; ``voorbeeld`` is JSON: a list of rows."""
    return _alles(
        pad,
        """
        select id, bron, kengetal, ernst, uitkomst, aantal, titel, melding, oplossing, voorbeeld
        from toets
        order by uitkomst <> 'gezakt', ernst <> 'kritiek', uitkomst = 'geslaagd', bron, id
        """,
    )


def lees_kop(pad: Path) -> Rij:
    """The one row that says what this publication is."""
    return _alles(pad, "select * from publicatie")[0]


def lees_leveringen(pad: Path) -> list[Rij]:
    """Every delivery behind the publication, newest first."""
    return _alles(pad, "select * from levering order by levering desc, bron")


@dataclass(frozen=True)
class Spoor:
    """Where a figure comes from."""

    kop: Rij
    periode: str | None
    waarden: list[Rij]
    leveringen: list[Rij]

    def als_dict(self) -> Rij:
        """As ``--json`` gives it."""
        return self.kop | {
            "periode": self.periode,
            "waarden": self.waarden,
            "leveringen": self.leveringen,
        }


@dataclass(frozen=True)
class Gebruik:
    """Where a delivery goes to: ``kengetallen`` has a row per kengetal and bron, with periods."""

    leveringen: list[Rij]
    kengetallen: list[Rij]

    def als_dict(self) -> Rij:
        """As ``--json`` gives it."""
        return vars(self).copy()


def volg(pad: Path, wat: str, periode: str | None) -> Spoor | Gebruik:
    """A kengetal back to its deliveries, or a delivery (number, hash) on to its kengetallen.

    Raises:
        VraagFout: no such kengetal or delivery, or no figure of it in that period.
    """
    with open_publicatie(pad) as verbinding:
        bekend = verbinding.execute("select 1 from kengetal where kengetal = ?", [wat]).fetchone()
    if bekend is None and _LEVERING.fullmatch(wat):
        return _volg_levering(pad, wat, periode)
    return _volg_kengetal(pad, wat, periode)


_LEVERING = re.compile("[0-9]+|[0-9a-f]{6,64}")  # the number of a receipt, or how a sha256 begins


def _volg_kengetal(pad: Path, kengetal: str, periode: str | None) -> Spoor:
    """Definition, figures of the region and the deliveries that feed them."""
    waarden = lees_waarden(pad, Vraag((kengetal,), periode))
    if periode and not waarden:
        raise VraagFout(f"'{kengetal}' heeft geen cijfer over {periode}")
    kop = _alles(
        pad,
        "select kengetal, titel, teller, noemer, bronnen, sql, definitie_versie"
        " from kengetal where kengetal = ?",
        [kengetal],
    )[0]
    leveringen = _alles(
        pad,
        """
        select herkomst.periode, levering.levering, levering.bron, levering.bestand,
            levering.sha256, levering.datum, levering.ontvangen, levering.door, levering.scope,
            herkomst.rijen
        from herkomst
        join levering
            on levering.levering = herkomst.levering
            and levering.bron = herkomst.bron
        where herkomst.kengetal = ? and (? is null or herkomst.periode = ?)
        order by herkomst.periode, levering.levering, levering.bron
        """,
        [kengetal, periode, periode],
    )
    return Spoor(kop, periode, waarden, leveringen)


def _volg_levering(pad: Path, wat: str, periode: str | None) -> Gebruik:
    """The delivery, part by part, and every kengetal and period that its rows count in."""
    leveringen = _alles(
        pad,
        """
        select levering, bron, bestand, sha256, datum, ontvangen, door, scope, rijen, in_gebruik
        from levering
        where cast(levering as varchar) = ? or (length(?) >= 6 and starts_with(sha256, ?))
        order by levering, bron
        """,
        [wat, wat, wat],
    )
    if not leveringen:
        raise VraagFout(f"levering '{wat}' bestaat niet; geef het nummer of het begin van de hash")
    if len(sommen := {rij["sha256"] for rij in leveringen}) > 1:
        raise VraagFout(f"'{wat}' past op {len(sommen)} bestanden; geef meer tekens van de hash")
    kengetallen = _alles(
        pad,
        """
        select herkomst.kengetal, kengetal.titel, herkomst.levering, herkomst.bron,
            list(herkomst.periode order by herkomst.periode) as perioden,
            max(herkomst.rijen) as rijen
        from herkomst
        join kengetal using (kengetal)
        where herkomst.levering in (select unnest(?)) and (? is null or herkomst.periode = ?)
        group by herkomst.kengetal, kengetal.titel, kengetal.volgorde, herkomst.levering,
            herkomst.bron
        order by kengetal.volgorde, herkomst.levering, herkomst.bron
        """,
        [sorted({rij["levering"] for rij in leveringen}), periode, periode],
    )
    return Gebruik(leveringen, kengetallen)


def _alles(pad: Path, sql: str, parameters: Sequence[object] = ()) -> list[Rij]:
    with open_publicatie(pad) as verbinding:
        return _rijen(verbinding.execute(sql, list(parameters)))


def _rijen(antwoord: duckdb.DuckDBPyConnection) -> list[Rij]:
    namen = [kolom[0] for kolom in antwoord.description or []]
    return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]
