"""Bron `overstappen`: the register of pupils who changed school, into and out of sbo and so, and
between regular schools.

A pupil of ours who goes to sbo or so does so on the TLV that was granted for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipelines.demo.aanvragen import eerste_van
from pipelines.demo.dagen import dagen_na, schooldag_tot, trek_schooldag
from pipelines.demo.kalender import SCHOOLJAREN, STAND, begin_schooljaar
from pipelines.demo.kinderen import Kind, maak_kind, trek_school, woonplaats
from pipelines.demo.schrijver import Levering, Waarde
from pipelines.demo.verblijven import Verblijf, verblijven
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = (
    "overstap_id",
    "leerling",
    "datum",
    "swv_herkomst",
    "van_soort",
    "van_brin",
    "van_vestiging",
    "naar_soort",
    "naar_brin",
    "naar_vestiging",
    "tlv_nummer",
    "betaald_door",
    "begin_go",
    "leerjaar",
    "zorgleerling",
    "reden",
)

# A year after the TLVs: so every move has its TLV in the register.
VANAF = begin_schooljaar(SCHOOLJAREN[1])

# Moves between regular schools in a year: pupils with extra needs, and others that were reported.
BAO_BAO_ZORG = (38, 56)
BAO_BAO_OVERIG = (24, 36)
# Share of verwijzingen from a school where the pupil had come with extra needs not long before.
EERDER_GEWISSELD = 0.05

REDENEN = {
    "in": (None, "ondersteuningsbehoefte", "ondersteuningsbehoefte", "handelingsverlegen"),
    "uit": (None, None, "einde basisonderwijs"),
    "terug": (None, "doel van de plaatsing bereikt", "doel van de plaatsing bereikt"),
    "elders": ("verhuizing", "verhuizing", None),
    "zorg": ("beter passend aanbod", "nieuwe start", None),
    "overig": (None, "verhuizing", "wens van de ouders"),
}


@dataclass(frozen=True)
class Overstap:
    """One move of one pupil."""

    kind: Kind
    datum: date
    van_soort: str
    van: School | None
    naar_soort: str
    naar: School | None
    leerjaar: int
    tlv_nummer: str | None = None
    betaald_door: str | None = None
    begin_go: date | None = None
    zorgleerling: bool | None = None
    reden: str | None = None


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One complete list, as on today."""
    teller: dict[int, int] = {}
    rijen: list[tuple[Waarde, ...]] = []
    for o in overstappen(wereld):
        teller[o.datum.year] = teller.get(o.datum.year, 0) + 1
        overstap_id = f"O{o.datum.year}-{teller[o.datum.year]:04d}"
        rijen.append((overstap_id, *_rij(o)))
    yield Levering("overstappen", f"overstappen_{STAND}", KOLOMMEN, rijen)


def overstappen(wereld: Wereld) -> list[Overstap]:
    """Every move up to today, in order of date."""
    alle = [o for v in verblijven(wereld) for o in _bij_verblijf(wereld, v)]
    for jaar in SCHOOLJAREN:
        alle += _tussen_reguliere_scholen(wereld, jaar)
    geregistreerd = [o for o in alle if VANAF <= o.datum <= STAND]
    return sorted(geregistreerd, key=lambda o: (o.datum, o.kind.pseudoniem, o.van_soort))


def _bij_verblijf(wereld: Wereld, verblijf: Verblijf) -> Iterator[Overstap]:
    rng = wereld.rng("overstap", verblijf.kind.pseudoniem, verblijf.school.code)
    if verblijf.van_soort:
        aanvraag = eerste_van(wereld).get(id(verblijf))
        yield Overstap(
            kind=verblijf.kind,
            datum=verblijf.begin,
            van_soort=verblijf.van_soort,
            van=verblijf.van,
            naar_soort=verblijf.school.schoolsoort,
            naar=verblijf.school,
            leerjaar=verblijf.leerjaar,
            tlv_nummer=aanvraag.tlv_nummer if aanvraag else None,
            betaald_door=aanvraag.bekostiger if aanvraag else None,
            begin_go=verblijf.begin_go if verblijf.van_soort == "sbo" else None,
            reden=rng.choice(REDENEN["elders" if verblijf.van_soort == "elders" else "in"]),
        )
        if verblijf.van_soort == "bao" and rng.random() < EERDER_GEWISSELD:
            yield from _eerdere_wissel(wereld, verblijf)
    # Who goes on from sbo to so has one row, with the stay there. What becomes of pupils at
    # schools that are no members is not reported.
    if verblijf.einde and verblijf.naar_soort != "so" and wereld.is_lid(verblijf.school):
        soort = {"bao": "terug", "elders": "elders"}.get(verblijf.naar_soort, "uit")
        yield Overstap(
            kind=verblijf.kind,
            datum=verblijf.einde,
            van_soort=verblijf.school.schoolsoort,
            van=verblijf.school,
            naar_soort=verblijf.naar_soort,
            naar=verblijf.naar,
            leerjaar=verblijf.leerjaar_op(dagen_na(verblijf.einde, -1)),
            begin_go=verblijf.begin_go,
            reden=rng.choice(REDENEN[soort]),
        )


def _eerdere_wissel(wereld: Wereld, verblijf: Verblijf) -> Iterator[Overstap]:
    """The move, within two years before, to the school that made the verwijzing."""
    rng = wereld.rng("eerdere wissel", verblijf.kind.pseudoniem)
    datum = schooldag_tot(dagen_na(verblijf.begin, -rng.randint(250, 700)))
    if datum < VANAF:
        return
    van = trek_school(wereld, rng, datum, "omvang")
    leerjaar = max(1, verblijf.leerjaar_op(datum))
    if verblijf.van and van.code != verblijf.van.code and verblijf.van.bestaat_op(datum):
        yield _bao_bao(verblijf.kind, datum, van, verblijf.van, leerjaar, is_zorg=True)


def _tussen_reguliere_scholen(wereld: Wereld, jaar: int) -> Iterator[Overstap]:
    rng = wereld.rng("bao-bao", jaar)
    aantallen = ((True, BAO_BAO_ZORG), (False, BAO_BAO_OVERIG))
    for is_zorg, grenzen in aantallen:
        for _ in range(rng.randint(*grenzen)):
            datum = begin_schooljaar(jaar)
            if rng.random() < 0.45:
                datum = trek_schooldag(rng, dagen_na(datum, 28), dagen_na(datum, 340))
            van = trek_school(wereld, rng, datum, "zorg" if is_zorg else "omvang")
            naar = trek_school(wereld, rng, datum, "omvang")
            leerjaar = rng.randint(2, 7)
            kind = maak_kind(
                rng,
                leerjaar=leerjaar,
                dag=datum,
                gemeente=woonplaats(rng, van),
                herkomst=wereld.swv,
            )
            if naar.code != van.code:
                reden = rng.choice(REDENEN["zorg" if is_zorg else "overig"])
                yield _bao_bao(kind, datum, van, naar, leerjaar, is_zorg=is_zorg, reden=reden)


def _bao_bao(
    kind: Kind,
    datum: date,
    van: School,
    naar: School,
    leerjaar: int,
    *,
    is_zorg: bool,
    reden: str | None = None,
) -> Overstap:
    return Overstap(
        kind, datum, "bao", van, "bao", naar, leerjaar, None, None, None, is_zorg, reden
    )


def _rij(o: Overstap) -> tuple[Waarde, ...]:
    return (
        o.kind.pseudoniem,
        o.datum,
        o.kind.herkomst,
        o.van_soort,
        o.van.brin if o.van else None,
        o.van.vestiging if o.van else None,
        o.naar_soort,
        o.naar.brin if o.naar else None,
        o.naar.vestiging if o.naar else None,
        o.tlv_nummer,
        o.betaald_door,
        o.begin_go,
        o.leerjaar,
        o.zorgleerling,
        o.reden,
    )
