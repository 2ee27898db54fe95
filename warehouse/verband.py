"""What figures are judged against: targets, national figures, events and what is missing.

Fills the tables ``referentie``, ``gebeurtenis`` and ``dekking`` of a publication, and gives the
same to ``beoordelen``. What follows from it for a figure is decided there.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from warehouse import periode
from warehouse.beoordelen import Breuk, Verband
from warehouse.connection import voeg_toe
from warehouse.duiding import Gemist
from warehouse.profiel import Profiel
from warehouse.register import Definitie, Kengetal

Rij = dict[str, Any]


def vul_verband(
    verbinding: duckdb.DuckDBPyConnection,
    register: Mapping[str, Kengetal],
    profiel: Profiel,
    bekend_op: dt.date,
) -> Verband:
    """Fill the tables from the attached work database ``werk``, and hand over what they say."""
    voeg_toe(verbinding, "referentie", _referenties(verbinding, register))
    gebeurtenissen = [*_gebeurtenissen(verbinding, register, profiel)]
    voeg_toe(verbinding, "gebeurtenis", gebeurtenissen)
    dekkingen = [*_dekkingen(verbinding, register, profiel)]
    voeg_toe(verbinding, "dekking", dekkingen)
    return Verband(
        referenties=verbinding.sql("select * from referentie").pl(),
        breuken=[
            Breuk(g["datum"], frozenset(g["kengetallen"]), g["gemeente"])
            for g in gebeurtenissen
            if g["soort"] == "trendbreuk"
        ],
        gemist={
            (rij["kengetal"], rij["periode"]): Gemist(
                "gemeenten" if rij["eenheid"] == "gemeente" else "scholen",
                rij["verwacht"],
                tuple(rij["ontbreekt"]),
            )
            for rij in dekkingen
        },
        bekend_op=bekend_op,
    )


def schooljaar(code: str) -> int:
    """The schooljaar (start year) whose target counts for a period; a year has its own number."""
    if periode.soort(code) == "jaar":
        return periode.startjaar(code)
    return int(periode.schooljaar_van(periode.begin(code))[:4])


def _referenties(
    verbinding: duckdb.DuckDBPyConnection, register: Mapping[str, Kengetal]
) -> list[Rij]:
    """Targets on every period of the schooljaar that they are set for; national series as given.

    A target for a schooljaar is none for a kwartaal of it when what is counted adds up over time.
    """
    perioden = verbinding.sql(
        "select distinct kengetal, periode, periode_datum from werk.waarde where grain = 'regio'"
    ).fetchall()
    doelen = {
        (indicator, jaar): (waarde, signaal, toelichting)
        for jaar, indicator, waarde, signaal, toelichting in verbinding.sql(
            "select schooljaar, kengetal, streefwaarde, signaalwaarde, toelichting"
            " from werk.staging_streefwaarden"
        ).fetchall()
    }
    rijen: list[Rij] = []
    for kengetal, code, begin in perioden:
        if kengetal not in register:
            continue
        doel = doelen.get((kengetal, schooljaar(code)))
        telt_op = register[kengetal].definitie.soort == "aantal"
        if doel and not (telt_op and periode.soort(code) == "kwartaal"):
            rijen.append(
                _referentie(kengetal, "streefwaarde", code, begin, doel[0])
                | {"signaalwaarde": None if doel[1] is None else float(doel[1])}
                | {"toelichting": doel[2]}
            )
    for kengetal, code, waarde, bron, definitie, vergelijkbaar, voorlopig in verbinding.sql(
        "select kengetal, periode, waarde, bron, definitie, is_vergelijkbaar, is_voorlopig"
        " from werk.staging_landelijk"
    ).fetchall():
        if kengetal in register:
            rijen.append(
                _referentie(kengetal, "landelijk", code, periode.begin(code), waarde)
                | {"bron": bron, "definitie": definitie, "voorlopig": bool(voorlopig)}
                | {"vergelijkbaar": vergelijkbaar}
            )
    return rijen


def _referentie(kengetal: str, soort: str, code: str, begin: dt.date, waarde: Any) -> Rij:
    return {
        "kengetal": kengetal,
        "soort": soort,
        "periode": code,
        "periode_datum": begin,
        "waarde": None if waarde is None else float(waarde),
        "signaalwaarde": None,
        "bron": None,
        "definitie": None,
        "vergelijkbaar": True,
        "voorlopig": False,
        "toelichting": None,
    }


def _gebeurtenissen(
    verbinding: duckdb.DuckDBPyConnection, register: Mapping[str, Kengetal], profiel: Profiel
) -> Iterator[Rij]:
    """Events and trend breaks: of the profile, of the definitions and as delivered."""
    for gebeurtenis in profiel.gebeurtenis:
        yield gebeurtenis.model_dump() | {
            "kengetallen": list(gebeurtenis.kengetallen),
            "bron": "profiel",
        }
    for kengetal in register.values():
        for breuk in kengetal.definitie.trendbreuk:
            yield {
                "datum": breuk.datum,
                "titel": breuk.reden,
                "soort": "trendbreuk",
                "kengetallen": [kengetal.id],
                "gemeente": None,
                "bron": "definitie",
            }
    for datum, titel, soort, kengetallen, gemeente in verbinding.sql(
        "select datum, titel, soort, kengetallen, gemeente from werk.staging_gebeurtenissen"
        " order by datum, titel"
    ).fetchall():
        yield {
            "datum": datum,
            "titel": titel,
            "soort": soort,
            "kengetallen": [naam for naam in (kengetallen or "").split("|") if naam],
            "gemeente": gemeente,
            "bron": "levering",
        }


def _dekkingen(
    verbinding: duckdb.DuckDBPyConnection, register: Mapping[str, Kengetal], profiel: Profiel
) -> Iterator[Rij]:
    """Per kengetal, period and bron: which schools or gemeenten it should count, and which it does.

    A figure that is built on no complete count (a register, or the answers of whoever answers)
    expects nothing.
    """
    verwacht = _verwachte_scholen(verbinding) | {"gemeente": _gemeenten(verbinding, profiel)}
    geteld = _getelde_eenheden(verbinding)
    perioden = verbinding.sql(
        "select distinct kengetal, periode from werk.waarde where grain = 'regio' order by 1, 2"
    ).fetchall()
    for kengetal, code in perioden:
        if kengetal not in register:
            continue
        definitie = register[kengetal].definitie
        for bron in definitie.bronnen:
            leden = _leden(definitie, schooljaar(code), verwacht)
            er = geteld.get((bron, code)) or geteld.get((bron, f"schooljaar:{schooljaar(code)}"))
            if not leden or er is None:
                continue
            eenheid = "gemeente" if "gemeente" in definitie.verwacht else "school"
            mist = sorted(naam for eenheidcode, naam in leden.items() if eenheidcode not in er)
            yield {
                "kengetal": kengetal,
                "periode": code,
                "bron": bron,
                "eenheid": eenheid,
                "verwacht": len(leden),
                "geleverd": len(leden) - len(mist),
                "ontbreekt": mist,
            }


def _leden(
    definitie: Definitie, jaar: int, verwacht: Mapping[str, Mapping[int, Mapping[str, str]]]
) -> dict[str, str]:
    """Code and name of every unit that the figure of a year should count."""
    leden: dict[str, str] = {}
    for soort in definitie.verwacht:
        leden |= verwacht.get(soort, {}).get(jaar, {})
    return leden


def _verwachte_scholen(
    verbinding: duckdb.DuckDBPyConnection,
) -> dict[str, dict[int, dict[str, str]]]:
    """Schoolsoort → schooljaar → the member schools of that year, code and name."""
    gevonden: dict[str, dict[int, dict[str, str]]] = {}
    for soort, jaar, code, naam in verbinding.sql(
        """
        select school_jaar.schoolsoort, school_jaar.schooljaar, school_jaar.school_code,
            max_by(school.school_naam, school.geldig_vanaf)
        from werk.school_jaar
        join werk.school on school.school_code = school_jaar.school_code
        where school_jaar.is_lid
        group by 1, 2, 3
        """
    ).fetchall():
        gevonden.setdefault(soort, {}).setdefault(jaar, {})[code] = naam
    return gevonden


def _gemeenten(
    verbinding: duckdb.DuckDBPyConnection, profiel: Profiel
) -> dict[int, dict[str, str]]:
    """The gemeenten that lie wholly in the region: of the others only a part is ours."""
    heel = {g.naam: g.naam for g in profiel.gemeente if not g.deel}
    jaren = verbinding.sql(
        "select distinct year(begin) from werk.kalender where soort = 'jaar'"
    ).fetchall()
    return {jaar: heel for (jaar,) in jaren}


def _getelde_eenheden(verbinding: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], set[str]]:
    """Bron and period → the units that were counted; also under the schooljaar of the teldatum."""
    geteld: dict[tuple[str, str], set[str]] = {}
    for bron, code, jaar, is_teldatum, eenheid in verbinding.sql(
        """
        select geteld.bron, geteld.periode, geteld.schooljaar,
            geteld.bron <> 'leerlingen'
                or geteld.periode in (
                    select cast(datum as varchar) from werk.peildatum where soort = 'teldatum'
                ),
            geteld.code
        from werk.geteld
        """
    ).fetchall():
        geteld.setdefault((bron, code), set()).add(eenheid)
        if is_teldatum:
            geteld.setdefault((bron, f"schooljaar:{jaar}"), set()).add(eenheid)
    return geteld
