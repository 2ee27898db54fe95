"""The invented region in the place of another one: the demo of a profile that is not calibrated.

The world is built once, as the region of the plan, whose totals are known. For another profile
the same schools and children are moved there on paper: gemeenten, gebieden, places, the number of
the SWV, and without what that profile does not have. It says nothing of that region itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Any

from pipelines.demo.schrijver import Levering, Waarde
from pipelines.demo.wereld import SWV, School, Wereld
from warehouse.paths import STANDAARD_PROFIEL
from warehouse.profiel import Kerngebied, Profiel
from warehouse.register import laad_register, voor_profiel

IJKPROFIEL = STANDAARD_PROFIEL
# The gemeenten of the calibrated region, the largest first: so they are handed to others.
GEMEENTEN = ("Haarlem", "Haarlemmermeer", "Heemstede", "Bloemendaal", "Zandvoort")
# The plan of the calibrated region itself makes no sense elsewhere.
ALLEEN_IJK = frozenset(("financien", "tarieven"))
# Schools for gespecialiseerd onderwijs: those of the calibrated region have real names.
GO_NAMEN = (
    *("De Esdoorn", "Het Baken", "De Wissel", "De Tijdgeest", "De Kentering", "Het Anker"),
    *("De Windroos", "De Springplank", "De Horizon", "De Vuurvlinder"),
)
_SPREIDING = 900  # of schools around the middle of their gebied, in 0,00001 degree
_PILOT = "JOP-pilot"

Rij = Sequence[Waarde]


@dataclass(frozen=True)
class Streek:
    """A profile, and the world that is moved to it."""

    profiel: Profiel
    wereld: Wereld

    def vertaal(self, levering: Levering) -> Levering | None:
        """A delivery as it would come from this region; None when it has no such bron."""
        if levering.bron in ALLEEN_IJK or not self.profiel.kent(levering.bron):
            return None
        regel = _REGELS.get(levering.bron, _met_school)
        rijen = [tuple(rij.values()) for rij in regel(self, _rijen(levering))]
        kolommen = tuple(self.profiel.in_eigen_woorden(k) for k in levering.kolommen)
        naam = self.genoemd(levering.naam)
        return replace(levering, naam=naam, kolommen=kolommen, rijen=rijen) if rijen else None

    @cached_property
    def gemeenten(self) -> dict[str, str]:
        """Which gemeente here takes the figures of which one there; as many as there are."""
        return dict(zip(GEMEENTEN, self.profiel.gemeenten, strict=False))

    @cached_property
    def scholen(self) -> dict[str, School]:
        """Every school by code. Members that stood together stand together in a gebied here."""
        leden = [s for s in self.wereld.scholen if self.wereld.is_lid(s)]
        leden.sort(key=lambda s: (s.gemeente, s.kerngebied, s.code))
        gebieden, namen = self.profiel.kerngebied, iter(GO_NAMEN)
        hier = {school.code: school for school in self.wereld.scholen}
        if not gebieden:
            return hier
        for i, school in enumerate(leden):
            plek = i * len(gebieden) // len(leden)
            hier[school.code] = self._verplaatst(school, gebieden[plek], plek, namen)
        return hier

    @cached_property
    def gebieden(self) -> dict[str, tuple[str, str]]:
        """A gebied there → (gemeente, gebied) here: where the first of its schools stands.

        Empty for a region without gebieden.
        """
        uit: dict[str, tuple[str, str]] = {}
        for daar in self.wereld.scholen:
            hier = self.scholen[daar.code]
            if self.profiel.kerngebied and self.wereld.is_lid(daar) and daar.kerngebied:
                uit.setdefault(daar.kerngebied, (hier.gemeente, hier.kerngebied))
        return uit

    @cached_property
    def daar(self) -> dict[str, School]:
        """Every school by code, where it stands in the calibrated region."""
        return {school.code: school for school in self.wereld.scholen}

    def genoemd(self, tekst: str) -> str:
        """A text in which a place of the calibrated region is named, about this one."""
        # The longest first: one name begins with another.
        for daar in sorted(GEMEENTEN, key=len, reverse=True):
            hier = self.gemeenten.get(daar, self.profiel.gemeenten[0])
            tekst = tekst.replace(daar, hier).replace(daar.lower(), hier.lower().replace(" ", "_"))
        return tekst.replace("Zuid-Kennemerland", self.profiel.kort.removeprefix("SWV "))

    def nummer(self, waarde: Waarde) -> Waarde:
        """The two numbers change places: who is a neighbour there is one here."""
        if not isinstance(waarde, str) or "PO2" not in waarde:
            return waarde
        ruil = waarde.replace(SWV, "\0").replace(self.profiel.swv, SWV)
        return ruil.replace("\0", self.profiel.swv)

    def woont(self, gemeente: Waarde, code: str) -> Waarde:
        """Who lives beside the school there does so here; others in the gemeente of that place."""
        daar = self.daar.get(code)
        if daar and daar.gemeente == gemeente and self.wereld.is_lid(daar):
            return self.scholen[code].gemeente
        if gemeente not in GEMEENTEN:
            return gemeente
        return self.gemeenten.get(str(gemeente), self.profiel.gemeenten[0])

    def _verplaatst(
        self, school: School, gebied: Kerngebied, plek: int, namen: Iterator[str]
    ) -> School:
        gemeenten, fasen = self.profiel.gemeenten, school.fasen
        if school.schoolsoort != "bao":
            voor = "SBO " if school.schoolsoort == "sbo" else ""
            naam = f"{voor}{next(namen, f'De Bongerd {school.code[2:4]}')}"
            fasen = tuple(replace(fase, naam=naam) for fase in fasen)
        return replace(
            school,
            swv=self.profiel.swv,
            gemeente=gebied.gemeente or gemeenten[plek % len(gemeenten)],
            kerngebied=gebied.naam,
            postcode=f"{gebied.postcode}{school.postcode[4:]}" if gebied.postcode else "",
            fasen=fasen,
        )

    def plaats(self, code: str, gebied: str) -> tuple[Decimal | None, Decimal | None]:
        """A point around the middle of a gebied; none when the profile does not say where it is."""
        midden = next(g.middelpunt for g in self.profiel.kerngebied if g.naam == gebied)
        if midden is None:
            return None, None
        rng = Random(f"{self.wereld.seed}:{self.profiel.id}:{code}")
        noord, oost = (
            Decimal(str(graad)) + Decimal(rng.randint(-_SPREIDING, _SPREIDING)).scaleb(-5)
            for graad in midden
        )
        return noord, oost


Velden = dict[str, Any]
Regel = Callable[[Streek, Iterator[Velden]], Iterator[Velden]]


def _rijen(levering: Levering) -> Iterator[Velden]:
    return (dict(zip(levering.kolommen, rij, strict=True)) for rij in levering.rijen)


def _met_school(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    """Rows with a school, a home or the number of an SWV in them."""
    for rij in rijen:
        code = f"{rij.get('brin')}{rij.get('vestiging')}"
        if rij.get("swv_herkomst", SWV) == SWV:
            for kolom in {"gemeente", "woongemeente"} & set(rij):
                rij[kolom] = streek.woont(rij[kolom], code)
        yield {kolom: streek.nummer(waarde) for kolom, waarde in rij.items()}


def _samengeteld(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    """Pupils who lived apart there may live together here: their rows become one."""
    telling: dict[tuple[Waarde, ...], Velden] = {}
    for rij in _met_school(streek, rijen):
        sleutel = tuple(waarde for kolom, waarde in rij.items() if kolom != "aantal")
        if sleutel in telling:
            telling[sleutel]["aantal"] += rij["aantal"]
        else:
            telling[sleutel] = rij
    yield from telling.values()


def _scholen(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    for rij in rijen:
        code = f"{rij['brin']}{rij['vestiging']}"
        school = streek.scholen[code]
        if streek.wereld.is_lid(streek.daar[code]):
            rij |= {"gemeente": school.gemeente, "kerngebied": school.kerngebied}
            rij["postcode"] = school.postcode or None
            rij["breedtegraad"], rij["lengtegraad"] = streek.plaats(code, school.kerngebied)
            if school.schoolsoort != "bao":
                rij["naam"] = school.fasen[0].naam
        yield rij


def _postcodes(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    """The areas of schools elsewhere as they are, and those of the gebieden here."""
    elders = {s.postcode[:4] for s in streek.wereld.scholen if not streek.wereld.is_lid(s)}
    hier = {s.postcode[:4]: s for s in streek.scholen.values() if s.swv == streek.profiel.swv}
    for rij in rijen:
        if rij["postcode4"] in elders - set(hier):
            yield rij
    for postcode, school in sorted(hier.items()):
        if postcode:
            swv = {"swv_po": streek.profiel.swv, "swv_vo": None}
            yield {"postcode4": postcode, "gemeente": school.gemeente, **swv}


def _per_gemeente(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    """Figures of a gemeente or of a gebied in it; without a place to go to they fall out."""
    van: dict[str, str] = {}  # of two gebieden that became one, the first
    for rij in rijen:
        if daar := rij.get("kerngebied"):
            if daar not in streek.gebieden:
                continue
            gemeente, gebied = streek.gebieden[daar]
            if van.setdefault(gebied, daar) == daar:
                yield rij | {"gemeente": gemeente, "kerngebied": gebied}
        elif rij["gemeente"] in streek.gemeenten:
            yield rij | {"gemeente": streek.gemeenten[rij["gemeente"]]}


def _genoemd(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    """Rows in which places are named in words."""
    for rij in rijen:
        yield {k: streek.genoemd(w) if isinstance(w, str) else w for k, w in rij.items()}


def _gebeurtenissen(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    pilot = any(g.jop_pilot for g in streek.profiel.kerngebied)
    bekend = _kengetallen(streek.profiel)
    namen = {fase.naam: s for s in streek.scholen.values() for fase in s.fasen}
    for rij in rijen:
        over = [naam for naam in (rij["kengetallen"] or "").split("|") if naam in bekend]
        if (_PILOT in rij["titel"] and not pilot) or bool(rij["kengetallen"]) != bool(over):
            continue
        school = next((s for naam, s in namen.items() if naam in rij["titel"]), None)
        gemeente = school.gemeente if school else None
        yield rij | {"kengetallen": "|".join(over) or None, "gemeente": gemeente}


def _van_een_kengetal(streek: Streek, rijen: Iterator[Velden]) -> Iterator[Velden]:
    bekend = _kengetallen(streek.profiel)
    return (rij for rij in rijen if rij["indicator"] in bekend)


def _kengetallen(profiel: Profiel) -> set[str]:
    return set(voor_profiel(laad_register(), profiel))


_REGELS: Mapping[str, Regel] = {
    "scholen": _scholen,
    "postcodes": _postcodes,
    "leerlingen": _samengeteld,
    "jeugdhulp": _per_gemeente,
    "ggd": _per_gemeente,
    "verzuim": _per_gemeente,
    "evaluatie_partners": _genoemd,
    "gebeurtenissen": _gebeurtenissen,
    "streefwaarden": _van_een_kengetal,
    "landelijk": _van_een_kengetal,
}
