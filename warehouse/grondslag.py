"""What every file of a publication holds alike: its tables, and what profile and register say.

Made once per publication, without anything that some audience may not see: each file begins as a
copy of it. The figures, and all that hangs on who reads them, are left to ``publicatie``.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connection import open_bouw, voeg_toe
from warehouse.doelgroepen import Catalogus
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


def schrijf_grondslag(pad: Path, gegevens: Gegevens) -> None:
    """Write the file that the files of all audiences are copies of.

    Args:
        pad: the new file; it must not exist.
        gegevens: what is published beside the figures.
    """
    verbinding = open_bouw(pad)
    try:
        maak_tabellen(verbinding, dimensies(gegevens.register))
        _vul_profiel(verbinding, gegevens.profiel)
        _vul_namen(verbinding, gegevens.profiel)
        normen = gegevens.profiel.normen.model_dump().items()
        voeg_toe(verbinding, "norm", [{"naam": naam, "waarde": float(w)} for naam, w in normen])
        verbinding.execute("checkpoint")
    finally:
        verbinding.close()


def maak_tabellen(verbinding: duckdb.DuckDBPyConnection, dims: Sequence[str]) -> None:
    """Every table of a publication file, empty."""
    ddl = (PAKKET / "publicatie.sql").read_text("utf-8")
    verbinding.execute(ddl.replace("-- dims", "".join(f"{dim} varchar, " for dim in dims)))


def vul_register(
    verbinding: duckdb.DuckDBPyConnection, gegevens: Gegevens, grains: Catalogus
) -> None:
    """The definitions of the kengetallen in ``grains``, and what they refer to."""
    vul_kengetallen(verbinding, kengetalrijen(gegevens), grains)
    _vul_profiel(verbinding, gegevens.profiel)


def vul_kengetallen(
    verbinding: duckdb.DuckDBPyConnection, rijen: Sequence[Rij], grains: Catalogus
) -> None:
    """The definitions in ``grains``, each with the grains that there are of it."""
    voeg_toe(
        verbinding,
        "kengetal",
        (
            {**rij, "grain": list(grains[rij["kengetal"]])}
            for rij in rijen
            if rij["kengetal"] in grains
        ),
    )


def kengetalrijen(gegevens: Gegevens) -> list[dict[str, Any]]:
    """Rows of table ``kengetal`` in the words of the region; an audience has its own grains."""
    eigen = gegevens.profiel.in_eigen_woorden
    zelfde = (
        "titel onderwerp sectie volgorde vraag soort eenheid eenheid_enkelvoud decimalen reeks"
        " peildatum teller noemer niet gunstig waarom eigenaar controleur herzien"
    ).split()
    lijsten = "periode grain let_op bronnen doelstelling beweging vragen".split()
    rijen = []
    for plaats, kengetal in enumerate(gegevens.register.values()):
        d = kengetal.definitie
        rij: dict[str, Any] = {veld: _vertaald(eigen, getattr(d, veld)) for veld in zelfde}
        rij |= {veld: list(getattr(d, veld)) for veld in lijsten}
        rij["let_op"] = [eigen(r) for r in d.let_op if gegevens.profiel.hoort_hier(r)]
        rijen.append(
            rij
            | {
                "kengetal": d.id,
                "volgorde": plaats,
                "sql": eigen(kengetal.sql),
                "voorbeeld": eigen(_als_json(kengetal.voorbeeld.model_dump(mode="json"))),
                "trendbreuk": eigen(_als_json([t.model_dump(mode="json") for t in d.trendbreuk])),
                "grenzen": eigen(_als_json(d.grenzen.model_dump(mode="json"))),
                "definitie_versie": kengetal.versie,
            }
        )
    return rijen


def _vul_profiel(verbinding: duckdb.DuckDBPyConnection, profiel: Profiel) -> None:
    """What the region strives for, its words, its calendar and its norms."""
    eigen = profiel.in_eigen_woorden
    velden = {"nummer", "titel", "doel", "hoofdkengetal"}
    voeg_toe(
        verbinding, "doelstelling", [d.model_dump(include=velden) for d in profiel.doelstelling]
    )
    voeg_toe(verbinding, "vraag", _vragen(profiel))
    voeg_toe(verbinding, "beweging", [b.model_dump() for b in profiel.beweging])
    voeg_toe(
        verbinding,
        "begrip",
        [
            {veld: eigen(tekst) for veld, tekst in b.items()}
            for b in lees_begrippen()
            if b["term"] not in profiel.zonder_begrippen
        ]
        + [b.model_dump() for b in profiel.begrip],
    )
    voeg_toe(
        verbinding,
        "levermoment",
        [m.model_dump() | {"uiterlijk": list(m.uiterlijk)} for m in profiel.leverkalender],
    )


def _vertaald(eigen: Callable[[str], str], waarde: object) -> object:
    return eigen(waarde) if isinstance(waarde, str) else waarde


def _vragen(profiel: Profiel) -> list[dict[str, Any]]:
    """The questions of every doelstelling, and those that the AV asks of each."""
    eigen = [
        {"doelstelling": d.nummer, "code": v.code, "soort": v.soort}
        | {"tekst": v.tekst, "bewijs": v.bewijs, "beeld": list(v.beeld)}
        for d in profiel.doelstelling
        for v in d.vraag
    ]
    van_de_av = [
        {"doelstelling": d.nummer, "code": v.code, "soort": "av_vraag"}
        | {"tekst": v.tekst, "bewijs": "", "beeld": [d.hoofdkengetal]}
        for d in profiel.doelstelling
        for v in profiel.av_vraag
    ]
    return eigen + van_de_av


def _vul_namen(verbinding: duckdb.DuckDBPyConnection, profiel: Profiel) -> None:
    """Names of the units that the profile knows, and of the codes of every breakdown."""
    voeg_toe(
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
        ]
        + [_eenheid("hoofdreden", h.code, h.naam, i) for i, h in enumerate(profiel.hoofdreden)]
        + [_eenheid("vraag", v.code, v.tekst, i) for i, v in enumerate(profiel.evaluatievraag)],
    )
    for dim, namen in lees_codes().items():
        voeg_toe(
            verbinding,
            "eenheid",
            [
                _eenheid(dim, code, profiel.in_eigen_woorden(naam), i)
                for i, (code, naam) in enumerate(namen.items())
                if profiel.hoort_hier(naam)
            ],
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


def _als_json(inhoud: object) -> str:
    return json.dumps(inhoud, ensure_ascii=False)
