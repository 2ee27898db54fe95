"""The contents of one publication file: figures judged, with all that a reader needs beside them.

Takes the finished work database and what the pipelines know of deliveries and checks. Where the
file stands and when it becomes current is left to ``publish``.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from warehouse.beoordelen import Bekend, beoordeel
from warehouse.connection import open_bouw, voeg_bij, voeg_toe
from warehouse.doelgroepen import Doelgroep
from warehouse.eigendom import SCHOOLBESTUUR
from warehouse.geldtabellen import vul_geld
from warehouse.grondslag import Gegevens, Rij, kengetalrijen, schrijf_grondslag, vul_kengetallen
from warehouse.inhoud import Inhoud
from warehouse.oprollen import dimensies
from warehouse.paths import PAKKET
from warehouse.register import Kengetal
from warehouse.trechter import trechters
from warehouse.verband import schooljaar, vul_verband


class Schrijver:
    """Writes the files of one publication; what they have in common is made once.

    Args:
        werk: the finished work database; it is read only.
        gegevens: what else is published.
        grond: a new file for what all files begin with; it is no part of the publication.
    """

    def __init__(self, werk: Path, gegevens: Gegevens, grond: Path) -> None:
        self.werk = werk
        self.gegevens = gegevens
        self.grond = grond
        self.kengetallen = kengetalrijen(gegevens)
        self.bekend: Bekend = {}
        schrijf_grondslag(grond, gegevens)

    def schrijf(self, pad: Path, inhoud: Inhoud) -> None:
        """Write the file of one audience; it must not exist."""
        shutil.copyfile(self.grond, pad)
        verbinding = open_bouw(pad)
        try:
            voeg_bij(verbinding, "werk", self.werk)
            self._vul(verbinding, inhoud)
            verbinding.execute("detach werk")
            verbinding.execute("checkpoint")
        finally:
            verbinding.close()

    def _vul(self, verbinding: duckdb.DuckDBPyConnection, inhoud: Inhoud) -> None:
        gegevens, grains = self.gegevens, inhoud.grains
        vul_kop(verbinding, gegevens, inhoud.doelgroep)
        vul_kengetallen(verbinding, self.kengetallen, grains)
        _vul_verantwoording(verbinding, gegevens, inhoud)
        for naam in ("eenheid", "ligging"):
            verbinding.execute((PAKKET / f"{naam}.sql").read_text("utf-8"))
        vul_geld(verbinding, gegevens.profiel, inhoud)
        _vul_waarden(verbinding, gegevens, inhoud, self.bekend)
        voeg_toe(verbinding, "lichting", inhoud.lichtingen)
        _vul_restcodes(verbinding, dimensies(gegevens.register))
        _laat_weg(verbinding, inhoud.doelgroep)
        if inhoud.is_volledig:
            verbinding.execute("create table atoom as select * from werk.atoom")
            verbinding.execute(
                "create table schoolbestuur as"
                + SCHOOLBESTUUR.replace("from school", "from werk.school")
            )
            voeg_toe(
                verbinding,
                "teken",
                [cel._asdict() | {"teken": teken} for cel, teken in inhoud.tekens],
            )
        _vul_herkomst(verbinding, gegevens.register, inhoud)


def vul_kop(
    verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens, doelgroep: Doelgroep
) -> None:
    """The one row that says whose figures these are."""
    in_gebruik = [lev for lev in gegevens.leveringen if lev["in_gebruik"]]
    voeg_toe(
        verbinding,
        "publicatie",
        [
            {
                "publicatie": gegevens.publicatie,
                "swv": gegevens.profiel.swv,
                "swv_naam": gegevens.profiel.kort,
                "profiel": gegevens.profiel.id,
                "doelgroep": doelgroep.code,
                "doelgroep_naam": doelgroep.naam,
                "afronding": doelgroep.afronding,
                "gemaakt_op": gegevens.gemaakt_op,
                "bekend_op": gegevens.bekend_op,
                "software_versie": gegevens.software_versie,
                "voorbeeldgegevens": any(lev["voorbeeldgegevens"] for lev in in_gebruik),
                "vorige": gegevens.vorige,
            }
        ],
    )


def _vul_verantwoording(
    verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens, inhoud: Inhoud
) -> None:
    """Checks and deliveries; counts and examples of pupils' rows are for medewerkers alone."""
    eigen = gegevens.profiel.in_eigen_woorden
    toetsen: Sequence[Rij] = [
        {veld: eigen(w) if isinstance(w, str) and veld != "id" else w for veld, w in toets.items()}
        for toets in gegevens.toetsen
    ]
    leveringen = gegevens.leveringen
    if not inhoud.is_volledig:
        toetsen = [
            toets | {"aantal": None, "melding": None, "voorbeeld": "[]"}
            for toets in map(dict, toetsen)
            if toets["kengetal"] is None or toets["kengetal"] in inhoud.grains
        ]
        leveringen = [lev | {"rijen": None, "door": None} for lev in map(dict, leveringen)]
    voeg_toe(verbinding, "toets", toetsen)
    voeg_toe(verbinding, "levering", leveringen)
    if inhoud.is_volledig:
        voeg_toe(verbinding, "bevinding", gegevens.bevindingen)


def _laat_weg(verbinding: duckdb.DuckDBPyConnection, doelgroep: Doelgroep) -> None:
    """Who gets no schools does not get their names or places either."""
    for grain in sorted(doelgroep.zonder):
        verbinding.execute("delete from eenheid where grain = ?", [grain])
    if "vestiging" in doelgroep.zonder:
        verbinding.execute("delete from ligging")
        verbinding.execute("update dekking set ontbreekt = [] where eenheid = 'school'")


def _vul_restcodes(verbinding: duckdb.DuckDBPyConnection, dims: Sequence[str]) -> None:
    """A code that nobody named is its own name: no unit is ever without one."""
    if not dims:
        return  # figures of the region alone
    verbinding.execute(
        f"""
        insert into eenheid by name
        with gevonden as (
            unpivot (select distinct {", ".join(dims)} from waarde)
            on {", ".join(dims)} into name grain value code
        )
        select distinct grain, code, code as naam, 999 as volgorde
        from gevonden
        where (grain, code) not in (select (grain, code) from eenheid)
        order by grain, code
        """
    )


def _vul_waarden(
    verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens, inhoud: Inhoud, bekend: Bekend
) -> None:
    register = {naam: gegevens.register[naam] for naam in inhoud.grains}
    verband = vul_verband(verbinding, register, gegevens.profiel, gegevens.bekend_op)
    beoordeeld, duidingen = beoordeel(inhoud.waarden, register, verband, bekend)
    beoordeeld = beoordeeld.with_columns(pl.lit(gegevens.publicatie).alias("publicatie"))
    for tabel, frame, sleutel in (
        ("waarde", beoordeeld, "kengetal, grain, reeks, periode_datum"),
        ("duiding", duidingen, "kengetal, grain, reeks"),
    ):
        verbinding.register("_frame", frame)
        verbinding.execute(f"insert into {tabel} by name select * from _frame order by {sleutel}")
        verbinding.unregister("_frame")
    voeg_toe(verbinding, "trechter", trechters(beoordeeld, register))
    verbinding.execute(
        """
        update waarde
        set bevroren = stil.bevroren, definitie_versie = stil.definitie_versie
        from werk.bevroren as stil
        where stil.kengetal = waarde.kengetal and stil.periode = waarde.periode
        """
    )


_DEKKING = ("teldatum", "peildatum", "jaar", "schooljaar")


def _dekking_sql(bron: str, kolommen: Sequence[str]) -> str:
    """How many rows of each delivery stand for what."""
    dekt = next((kolom for kolom in _DEKKING if kolom in kolommen), "")
    uitdrukking = f"cast({dekt} as varchar)" if dekt else "''"
    soort = "schooljaar:" if dekt == "schooljaar" else ""
    return (
        f"select '{bron}' as bron, levering, '{soort}' || {uitdrukking} as dekt, count(*) as rijen"
        f" from werk.geldig_{bron} group by 2, 3"
    )


def _vul_herkomst(
    verbinding: duckdb.DuckDBPyConnection, register: Mapping[str, Kengetal], inhoud: Inhoud
) -> None:
    """Which standing deliveries feed a figure: those of its bronnen that cover its period."""
    bronnen = {bron for kengetal in register.values() for bron in kengetal.definitie.bronnen}
    kolommen = dict(
        verbinding.execute(
            "select table_name[8:], list(column_name) from duckdb_columns()"
            " where database_name = 'werk' and table_name like 'geldig!_%' escape '!'"
            " group by table_name"
        ).fetchall()
    )
    geteld = " union all ".join(_dekking_sql(bron, kolommen[bron]) for bron in sorted(bronnen))
    verbinding.execute(f"create temp table dekking as {geteld}")
    rijen = [
        (kengetal, code, bron, f"schooljaar:{schooljaar(code)}")
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
    voeg_toe(
        verbinding,
        "vraagt",
        (dict(zip(("kengetal", "periode", "bron", "jaar"), rij, strict=True)) for rij in rijen),
    )
    verbinding.execute(
        """
        insert into herkomst
        select vraagt.kengetal, vraagt.periode, dekking.bron, dekking.levering,
            case when $volledig then sum(dekking.rijen) end
        from vraagt
        join dekking
            on dekking.bron = vraagt.bron
            and dekking.dekt in (vraagt.periode, vraagt.jaar, '')
        where (vraagt.kengetal, vraagt.periode) not in (
            select (kengetal, periode) from werk.bevroren
        )
        group by 1, 2, 3, 4
        union all
        select kengetal, periode, bron, levering, case when $volledig then rijen end
        from werk.bevroren_herkomst
        where (kengetal, periode) in (select (kengetal, periode) from waarde)
        order by 1, 2, 3, 4
        """,
        {"volledig": inhoud.is_volledig},
    )
