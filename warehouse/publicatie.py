"""The contents of one publication file: figures judged, with all that a reader needs beside them.

Takes the finished work database and what the pipelines know of deliveries and checks. Where the
file stands and when it becomes current is left to ``publish``.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse import periode
from warehouse.beoordelen import beoordeel
from warehouse.connection import open_bouw, voeg_bij
from warehouse.oprollen import dimensies
from warehouse.paths import PAKKET
from warehouse.profiel import Profiel
from warehouse.register import Kengetal, lees_begrippen, lees_codes

Rij = Mapping[str, Any]


@dataclass(frozen=True)
class Gegevens:
    """What is published, apart from the figures in the work database."""

    publicatie: str
    vorige: str | None
    gemaakt_op: dt.datetime
    software_versie: str
    profiel: Profiel
    register: Mapping[str, Kengetal]
    toetsen: Sequence[Rij]  # rows of table `toets`
    leveringen: Sequence[Rij]  # rows of table `levering`
    bevindingen: Sequence[Rij]  # rows of table `bevinding`

    @property
    def bekend_op(self) -> dt.date:
        """The day up to which deliveries were received."""
        return max((lev["datum"] for lev in self.leveringen), default=self.gemaakt_op.date())


def schrijf_bestand(pad: Path, werk: Path, gegevens: Gegevens, doelgroep: str) -> None:
    """Write the publication file of one audience.

    Args:
        pad: the new file; it must not exist.
        werk: the finished work database; it is read only.
        gegevens: what else is published.
        doelgroep: the audience; ``medewerker`` sees everything that is in the work database.
    """
    verbinding = open_bouw(pad)
    try:
        _maak_tabellen(verbinding, dimensies(gegevens.register))
        voeg_bij(verbinding, "werk", werk)
        _vul_kop(verbinding, gegevens, doelgroep)
        _vul_register(verbinding, gegevens)
        _vul_verantwoording(verbinding, gegevens)
        _vul_eenheden(verbinding, gegevens.profiel)
        _vul_referenties(verbinding, gegevens)
        _vul_waarden(verbinding, gegevens)
        _vul_restcodes(verbinding, dimensies(gegevens.register))
        _vul_herkomst(verbinding, gegevens.register)
        verbinding.execute("detach werk")
        verbinding.execute("checkpoint")
    finally:
        verbinding.close()


def _maak_tabellen(verbinding: duckdb.DuckDBPyConnection, dims: Sequence[str]) -> None:
    ddl = (PAKKET / "publicatie.sql").read_text("utf-8")
    verbinding.execute(ddl.replace("-- dims", "".join(f"{dim} varchar, " for dim in dims)))


def _voeg_toe(verbinding: duckdb.DuckDBPyConnection, tabel: str, rijen: Iterable[Rij]) -> None:
    lijst = [dict(rij) for rij in rijen]
    if not lijst:
        return
    kolommen = list(lijst[0])
    verbinding.executemany(
        f"insert into {tabel} ({', '.join(kolommen)}) values ({', '.join('?' for _ in kolommen)})",
        [[rij[kolom] for kolom in kolommen] for rij in lijst],
    )


def _vul_kop(verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens, doelgroep: str) -> None:
    in_gebruik = [lev for lev in gegevens.leveringen if lev["in_gebruik"]]
    _voeg_toe(
        verbinding,
        "publicatie",
        [
            {
                "publicatie": gegevens.publicatie,
                "swv": gegevens.profiel.swv,
                "swv_naam": gegevens.profiel.kort,
                "profiel": gegevens.profiel.id,
                "doelgroep": doelgroep,
                "gemaakt_op": gegevens.gemaakt_op,
                "bekend_op": gegevens.bekend_op,
                "software_versie": gegevens.software_versie,
                "voorbeeldgegevens": any(lev["voorbeeldgegevens"] for lev in in_gebruik),
                "vorige": gegevens.vorige,
            }
        ],
    )


def _vul_register(verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens) -> None:
    zelfde = (
        "titel onderwerp sectie volgorde vraag soort eenheid eenheid_enkelvoud decimalen reeks"
        " teller noemer niet gunstig waarom eigenaar controleur herzien"
    ).split()
    lijsten = "periode grain let_op bronnen doelstelling beweging vragen".split()
    for plaats, kengetal in enumerate(gegevens.register.values()):
        d = kengetal.definitie
        rij = {veld: getattr(d, veld) for veld in zelfde}
        rij |= {veld: list(getattr(d, veld)) for veld in lijsten}
        rij |= {
            "kengetal": d.id,
            "volgorde": plaats,
            "sql": kengetal.sql,
            "voorbeeld": _als_json(kengetal.voorbeeld.model_dump(mode="json")),
            "trendbreuk": _als_json([t.model_dump(mode="json") for t in d.trendbreuk]),
            "grenzen": _als_json(d.grenzen.model_dump(mode="json")),
            "definitie_versie": kengetal.versie,
        }
        _voeg_toe(verbinding, "kengetal", [rij])
    profiel = gegevens.profiel
    for doel in profiel.doelstelling:
        kop = doel.model_dump(include={"nummer", "titel", "doel", "hoofdkengetal"})
        _voeg_toe(verbinding, "doelstelling", [kop])
        _voeg_toe(
            verbinding,
            "vraag",
            [
                {"doelstelling": doel.nummer, "code": v.code, "soort": v.soort}
                | {"tekst": v.tekst, "bewijs": v.bewijs}
                for v in doel.vraag
            ],
        )
    _voeg_toe(verbinding, "beweging", [b.model_dump() for b in profiel.beweging])
    _voeg_toe(verbinding, "begrip", lees_begrippen())


def _vul_verantwoording(verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens) -> None:
    _voeg_toe(verbinding, "toets", gegevens.toetsen)
    _voeg_toe(verbinding, "levering", gegevens.leveringen)
    _voeg_toe(verbinding, "bevinding", gegevens.bevindingen)


def _vul_eenheden(verbinding: duckdb.DuckDBPyConnection, profiel: Profiel) -> None:
    """Names of the units, and under which unit a school or bestuur stands now."""
    _voeg_toe(
        verbinding,
        "eenheid",
        [_eenheid("regio", profiel.swv, profiel.kort, 0)]
        + [
            _eenheid("gemeente", g.naam, f"{g.naam} (deel)" if g.deel else g.naam, i, "regio")
            | {"ouder_code": profiel.swv}
            for i, g in enumerate(profiel.gemeente)
        ]
        + [
            _eenheid("kerngebied", k.naam, k.naam, i, "regio") | {"ouder_code": profiel.swv}
            for i, k in enumerate(profiel.kerngebied)
        ],
    )
    verbinding.execute((PAKKET / "eenheid.sql").read_text("utf-8"))
    for dim, namen in lees_codes().items():
        _voeg_toe(
            verbinding,
            "eenheid",
            [_eenheid(dim, code, naam, i) for i, (code, naam) in enumerate(namen.items())],
        )


def _vul_restcodes(verbinding: duckdb.DuckDBPyConnection, dims: Sequence[str]) -> None:
    """A code that nobody named is its own name: no unit is ever without one."""
    for dim in dims:
        verbinding.execute(
            f"""
            insert into eenheid
            select distinct '{dim}', {dim}, {dim}, null, null, 999
            from waarde
            where {dim} is not null
                and {dim} not in (select code from eenheid where grain = '{dim}')
            """
        )


def _eenheid(
    grain: str, code: str, naam: str, volgorde: int, ouder: str | None = None
) -> dict[str, Any]:
    return {
        "grain": grain,
        "code": code,
        "naam": naam,
        "ouder_grain": ouder,
        "ouder_code": None,
        "volgorde": volgorde,
    }


def _vul_referenties(verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens) -> None:
    """Targets on every period of the schooljaar that they are set for; national series as given."""
    perioden = verbinding.sql(
        "select distinct kengetal, periode, periode_datum from werk.waarde where grain = 'regio'"
    ).fetchall()
    doelen = {
        (indicator, schooljaar): (waarde, signaal, toelichting)
        for schooljaar, indicator, waarde, signaal, toelichting in verbinding.sql(
            "select schooljaar, kengetal, streefwaarde, signaalwaarde, toelichting"
            " from werk.staging_streefwaarden"
        ).fetchall()
    }
    rijen: list[Rij] = []
    for kengetal, code, begin in perioden:
        doel = doelen.get((kengetal, _schooljaar(code)))
        if doel:
            rijen.append(
                _referentie(kengetal, "streefwaarde", code, begin, doel[0])
                | {"signaalwaarde": None if doel[1] is None else float(doel[1])}
                | {"toelichting": doel[2]}
            )
    for kengetal, code, waarde, bron, definitie, voorlopig in verbinding.sql(
        "select kengetal, periode, waarde, bron, definitie, is_voorlopig"
        " from werk.staging_landelijk"
    ).fetchall():
        if kengetal in gegevens.register:
            rijen.append(
                _referentie(kengetal, "landelijk", code, periode.begin(code), waarde)
                | {"bron": bron, "definitie": definitie, "voorlopig": bool(voorlopig)}
            )
    _voeg_toe(verbinding, "referentie", rijen)


def _referentie(
    kengetal: str, soort: str, code: str, begin: dt.date, waarde: Any
) -> dict[str, Any]:
    return {
        "kengetal": kengetal,
        "soort": soort,
        "periode": code,
        "periode_datum": begin,
        "waarde": None if waarde is None else float(waarde),
        "signaalwaarde": None,
        "bron": None,
        "definitie": None,
        "voorlopig": False,
        "toelichting": None,
    }


def _schooljaar(code: str) -> int:
    """The schooljaar (start year) whose target counts for a period; a year has its own number."""
    if periode.soort(code) == "jaar":
        return periode.startjaar(code)
    return int(periode.schooljaar_van(periode.begin(code))[:4])


def _vul_waarden(verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens) -> None:
    waarden = verbinding.sql("select * from werk.waarde").pl()
    referenties = verbinding.sql("select * from referentie").pl()
    beoordeeld, duidingen = beoordeel(waarden, referenties, gegevens.register, gegevens.bekend_op)
    beoordeeld = beoordeeld.with_columns(pl.lit(gegevens.publicatie).alias("publicatie"))
    for tabel, frame, sleutel in (
        ("waarde", beoordeeld, "kengetal, grain, reeks, periode_datum"),
        ("duiding", duidingen, "kengetal, grain, reeks"),
    ):
        verbinding.register("_frame", frame)
        verbinding.execute(f"insert into {tabel} by name select * from _frame order by {sleutel}")
        verbinding.unregister("_frame")


_DEKKING = ("teldatum", "peildatum", "jaar", "schooljaar")


def _vul_herkomst(verbinding: duckdb.DuckDBPyConnection, register: Mapping[str, Kengetal]) -> None:
    """Which standing deliveries feed a figure: those of its bronnen that cover its period."""
    bronnen = {bron for kengetal in register.values() for bron in kengetal.definitie.bronnen}
    verbinding.execute(
        "create temp table dekking (bron varchar, levering integer, dekt varchar, rijen bigint)"
    )
    for bron in sorted(bronnen):
        beschrijving = verbinding.execute(f"describe werk.geldig_{bron}").fetchall()
        kolommen = {rij[0] for rij in beschrijving}
        dekt = next((kolom for kolom in _DEKKING if kolom in kolommen), "")
        uitdrukking = f"cast({dekt} as varchar)" if dekt else "''"
        soort = "schooljaar:" if dekt == "schooljaar" else ""
        verbinding.execute(
            f"insert into dekking select '{bron}', levering, '{soort}' || {uitdrukking}, count(*)"
            f" from werk.geldig_{bron} group by 2, 3"
        )
    rijen = [
        (kengetal, code, bron, f"schooljaar:{_schooljaar(code)}")
        for kengetal, code in verbinding.sql(
            "select distinct kengetal, periode from waarde"
        ).fetchall()
        for bron in register[kengetal].definitie.bronnen
    ]
    if not rijen:
        return
    verbinding.execute(
        "create temp table vraagt (kengetal varchar, periode varchar, bron varchar, jaar varchar)"
    )
    verbinding.executemany("insert into vraagt values (?, ?, ?, ?)", rijen)
    verbinding.execute(
        """
        insert into herkomst
        select vraagt.kengetal, vraagt.periode, dekking.bron, dekking.levering,
            sum(dekking.rijen)
        from vraagt
        join dekking
            on dekking.bron = vraagt.bron
            and dekking.dekt in (vraagt.periode, vraagt.jaar, '')
        group by 1, 2, 3, 4
        order by 1, 2, 3, 4
        """
    )


def _als_json(inhoud: object) -> str:
    return json.dumps(inhoud, ensure_ascii=False)
