"""The contents of one publication file: figures judged, with all that a reader needs beside them.

Takes the finished work database and what the pipelines know of deliveries and checks. Of what is
worked out once, in a file that is no part of the publication, an audience gets its part. Where the
files stand and when they become current is left to ``publish``.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from warehouse.beoordelen import Bekend, Verband, beoordeel
from warehouse.connection import open_bouw, voeg_bij, voeg_toe
from warehouse.doelgroepen import Doelgroep
from warehouse.eigendom import SCHOOLBESTUUR
from warehouse.geldtabellen import vul_geld
from warehouse.grondslag import (
    Gegevens,
    kengetalrijen,
    maak_tabellen,
    schrijf_grondslag,
    vul_kengetallen,
)
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
        map_: a folder for what files begin with and take from; it is no part of the publication.
    """

    def __init__(self, werk: Path, gegevens: Gegevens, map_: Path) -> None:
        self.werk = werk
        self.gegevens = gegevens
        self.grond = map_ / "grond.duckdb"
        self.geheel = map_ / "geheel.duckdb"
        self.bekend: Bekend = {}
        schrijf_grondslag(self.grond, gegevens)
        self.verband = self._schrijf_geheel()

    def _schrijf_geheel(self) -> Verband:
        """Everything of which an audience gets the part that belongs to its kengetallen."""
        gegevens = self.gegevens
        verbinding = open_bouw(self.geheel)
        try:
            voeg_bij(verbinding, "werk", self.werk)
            maak_tabellen(verbinding, dimensies(gegevens.register))
            alles = {naam: k.definitie.grain for naam, k in gegevens.register.items()}
            vul_kengetallen(verbinding, kengetalrijen(gegevens), alles)
            _vul_verantwoording(verbinding, gegevens)
            verband = vul_verband(
                verbinding, gegevens.register, gegevens.profiel, gegevens.bekend_op
            )
            _vul_herkomst(verbinding, gegevens.register)
            verbinding.execute("detach werk")
        finally:
            verbinding.close()
        return verband

    def schrijf(self, pad: Path, inhoud: Inhoud) -> None:
        """Write the file of one audience; it must not exist."""
        shutil.copyfile(self.grond, pad)
        verbinding = open_bouw(pad)
        try:
            voeg_bij(verbinding, "werk", self.werk)
            voeg_bij(verbinding, "geheel", self.geheel)
            self._vul(verbinding, inhoud)
            verbinding.execute("detach werk")
            verbinding.execute("detach geheel")
            verbinding.execute("checkpoint")
        finally:
            verbinding.close()

    def _vul(self, verbinding: duckdb.DuckDBPyConnection, inhoud: Inhoud) -> None:
        gegevens = self.gegevens
        vul_kop(verbinding, gegevens, inhoud.doelgroep)
        _neem_deel(verbinding, inhoud)
        for naam in ("eenheid", "ligging"):
            verbinding.execute((PAKKET / f"{naam}.sql").read_text("utf-8"))
        vul_geld(verbinding, gegevens.profiel, inhoud)
        self._vul_waarden(verbinding, inhoud)
        voeg_toe(verbinding, "lichting", inhoud.lichtingen)
        _vul_restcodes(verbinding, dimensies(gegevens.register))
        _laat_weg(verbinding, inhoud.doelgroep)
        if inhoud.is_volledig:
            _voeg_rijen_toe(verbinding, inhoud)
        verbinding.execute(_HERKOMST, {"volledig": inhoud.is_volledig})

    def _vul_waarden(self, verbinding: duckdb.DuckDBPyConnection, inhoud: Inhoud) -> None:
        register = {naam: self.gegevens.register[naam] for naam in inhoud.grains}
        beoordeeld, duidingen = beoordeel(inhoud.waarden, register, self.verband, self.bekend)
        beoordeeld = beoordeeld.with_columns(pl.lit(self.gegevens.publicatie).alias("publicatie"))
        for tabel, frame, sleutel in (
            ("waarde", beoordeeld, "kengetal, grain, reeks, periode_datum"),
            ("duiding", duidingen, "kengetal, grain, reeks"),
        ):
            verbinding.register("_frame", frame)
            verbinding.execute(
                f"insert into {tabel} by name select * from _frame order by {sleutel}"
            )
            verbinding.unregister("_frame")
        voeg_toe(verbinding, "trechter", trechters(beoordeeld, register))
        verbinding.execute(_BEVROREN)


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


def _vul_verantwoording(verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens) -> None:
    """Checks, deliveries and findings, in the words of the region."""
    eigen = gegevens.profiel.in_eigen_woorden
    voeg_toe(
        verbinding,
        "toets",
        [
            {v: eigen(w) if isinstance(w, str) and v != "id" else w for v, w in toets.items()}
            for toets in gegevens.toetsen
        ],
    )
    voeg_toe(verbinding, "levering", gegevens.leveringen)
    voeg_toe(verbinding, "bevinding", gegevens.bevindingen)


def _neem_deel(verbinding: duckdb.DuckDBPyConnection, inhoud: Inhoud) -> None:
    """Of what is about kengetallen, what is about those of this audience.

    Counts and examples of pupils' rows are for medewerkers alone.
    """
    verbinding.execute("create temp table zicht (kengetal varchar, grain varchar[])")
    voeg_toe(
        verbinding,
        "zicht",
        [{"kengetal": naam, "grain": list(grains)} for naam, grains in inhoud.grains.items()],
    )
    for opdracht in _DEEL:
        verbinding.execute(opdracht)
    volledig = {"volledig": inhoud.is_volledig}
    # Never written and then taken away: a file may keep what was in it once.
    for opdracht in _VERANTWOORDING:
        verbinding.execute(opdracht, volledig)


_DEEL = (
    """
    insert into kengetal
    select k.* replace (zicht.grain as grain)
    from geheel.kengetal as k
    join zicht on zicht.kengetal = k.kengetal
    order by k.volgorde
    """,
    """
    insert into referentie
    from geheel.referentie
    where kengetal in (select kengetal from zicht)
    """,
    """
    insert into gebeurtenis
    from geheel.gebeurtenis
    where bron <> 'definitie' or kengetallen[1] in (select kengetal from zicht)
    """,
    """
    insert into dekking
    from geheel.dekking
    where kengetal in (select kengetal from zicht)
    """,
)
_VERANTWOORDING = (
    """
    insert into toets
    select * replace (
        case when $volledig then aantal end as aantal,
        case when $volledig then melding end as melding,
        case when $volledig then voorbeeld else '[]' end as voorbeeld
    )
    from geheel.toets
    where $volledig or kengetal is null or kengetal in (select kengetal from zicht)
    """,
    """
    insert into levering
    select * replace (
        case when $volledig then rijen end as rijen,
        case when $volledig then door end as door
    )
    from geheel.levering
    """,
    "insert into bevinding from geheel.bevinding where $volledig",
)
_BEVROREN = """
    update waarde
    set bevroren = stil.bevroren, definitie_versie = stil.definitie_versie
    from werk.bevroren as stil
    where stil.kengetal = waarde.kengetal and stil.periode = waarde.periode
"""
_HERKOMST = """
    insert into herkomst
    select * replace (case when $volledig then rijen end as rijen)
    from geheel.herkomst
    where (kengetal, periode) in (select (kengetal, periode) from waarde)
    order by 1, 2, 3, 4
"""


def _voeg_rijen_toe(verbinding: duckdb.DuckDBPyConnection, inhoud: Inhoud) -> None:
    """What figures are made of, and what was hidden from others: for medewerkers."""
    verbinding.execute("create table atoom as select * from werk.atoom")
    verbinding.execute(
        "create table schoolbestuur as" + SCHOOLBESTUUR.replace("from school", "from werk.school")
    )
    tekens = [cel._asdict() | {"teken": teken} for cel, teken in inhoud.tekens]
    voeg_toe(verbinding, "teken", tekens)


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


def _vul_herkomst(verbinding: duckdb.DuckDBPyConnection, register: Mapping[str, Kengetal]) -> None:
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
    verbinding.execute(f"create temp table dekt as {geteld}")
    verbinding.execute(
        "create temp table vraagt (kengetal varchar, periode varchar, bron varchar, jaar varchar)"
    )
    voeg_toe(
        verbinding,
        "vraagt",
        [
            {"kengetal": kengetal, "periode": code, "bron": bron}
            | {"jaar": f"schooljaar:{schooljaar(code)}"}
            for kengetal, code in verbinding.sql(
                "select distinct kengetal, periode from werk.waarde"
            ).fetchall()
            for bron in register[kengetal].definitie.bronnen
        ],
    )
    verbinding.execute(
        """
        insert into herkomst
        select vraagt.kengetal, vraagt.periode, dekt.bron, dekt.levering, sum(dekt.rijen)
        from vraagt
        join dekt
            on dekt.bron = vraagt.bron
            and dekt.dekt in (vraagt.periode, vraagt.jaar, '')
        where (vraagt.kengetal, vraagt.periode) not in (
            select (kengetal, periode) from werk.bevroren
        )
        group by 1, 2, 3, 4
        union all
        select kengetal, periode, bron, levering, rijen
        from werk.bevroren_herkomst
        """
    )
