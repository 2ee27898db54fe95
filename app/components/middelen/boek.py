"""What a publication says about money, gathered: posts, tariffs, budgets, norms.

Reads through `data` and hands on to the pure functions of `warehouse.middelen`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app import data
from app.components import stand
from app.inhoud import REGIO, Budgetdeel, Inzage, Punt
from warehouse import opmaak
from warehouse.middelen import posten
from warehouse.middelen.delen import Aantallen
from warehouse.middelen.plan import Plan
from warehouse.middelen.posten import Geldpost, Moment
from warehouse.middelen.regels import Stap, Tarieven
from warehouse.middelen.scenario import Verleden, jaargroei

_IKC, _SO = "sbo", "so"


@dataclass(frozen=True)
class Boek:
    """Everything about money that this visitor may see."""

    inzage: Inzage

    @cached_property
    def posten(self) -> list[Geldpost]:
        return data.geldposten(self.inzage)

    @cached_property
    def norm(self) -> dict[str, float]:
        return data.normen(self.inzage)

    @cached_property
    def momenten(self) -> list[Moment]:
        return posten.momenten(self.posten)

    @cached_property
    def standen(self) -> dict[int, Moment]:
        """What speaks for a year: the jaarrekening, else the newest MARAP, else the begroting."""
        return {moment.jaar: moment for moment in self.momenten}

    @property
    def bronregel(self) -> str:
        """The line under everything that is about delivered amounts."""
        bekend = data.publicatie(self.inzage).bekend_op
        bron = data.bronnaam(self.inzage, "financien")
        return f"Bedragen in euro's · bron: {bron} · zoals bekend op {opmaak.datum(bekend)}."

    def tarieven(self, jaar: int) -> Tarieven:
        """The tariffs of a year; what was not delivered for it is the newest before it."""
        geleverd: dict[str, float] = {}
        for j, bedragen in data.tarieven(self.inzage).items():
            geleverd |= bedragen if j <= jaar else {}
        return Tarieven.uit_levering(geleverd, self.norm["ikc_aandeel_so"])

    @property
    def leerlingbedragen(self) -> dict[int, float]:
        """The amount per pupil by year."""
        naam = "bedrag per leerling"
        return {j: b[naam] for j, b in data.tarieven(self.inzage).items() if naam in b}

    @property
    def tariefjaren(self) -> list[int]:
        """The years of which all that is paid for a place was delivered."""
        return [j for j, b in data.tarieven(self.inzage).items() if {"ikc", "so 1"} <= set(b)]

    def stappen(self, jaar: int, grain: str = REGIO, code: str = "") -> list[Stap]:
        """The steps of a budget, in their order; one of which only bounds are known is absent."""
        return [
            Stap(deel.opbouw, deel.bedrag, deel.aantal, deel.prijs)
            for deel in self.delen(jaar, grain, code)
            if deel.bedrag is not None
        ]

    def delen(self, jaar: int, grain: str = REGIO, code: str = "") -> list[Budgetdeel]:
        """The same as published."""
        gekozen = [
            d
            for d in data.budgetdelen(self.inzage)
            if (d.jaar, d.grain, d.code) == (jaar, grain, code)
        ]
        return sorted(gekozen, key=lambda d: _STAPPEN.index(d.opbouw))

    @property
    def budgetjaren(self) -> list[int]:
        return sorted({d.jaar for d in data.budgetdelen(self.inzage)})

    @property
    def eenheden(self) -> list[tuple[str, str]]:
        """The region, and the besturen and schools that may be seen one by one, now or before."""
        delen = data.budgetdelen(self.inzage)
        codes = dict.fromkeys((d.grain, d.code) for d in delen if d.grain != REGIO)
        return [(REGIO, ""), *codes]

    def regio(self, kengetal: str) -> dict[int, Punt]:
        """The figures of the region by year."""
        return {int(p.periode): p for p in data.regiocijfers(self.inzage).get(kengetal, [])}

    def leerlingen(self, jaar: int) -> float | None:
        """The pupils with whom the budget of a year is made, or would be."""
        stap = {d.opbouw: d for d in self.delen(jaar)}.get("leerlingen")
        return stap.aantal if stap else None

    def aantallen(self, jaar: int) -> Aantallen:
        """The pupils that a budget year counts."""
        volume, prijs = self.regio("volumebekostiging_ikc").get(jaar), self.tarieven(jaar)
        ikc = None
        if volume and volume.waarde is not None and prijs.volumebedrag:
            ikc = volume.waarde / prijs.volumebedrag
        return Aantallen(
            leerlingen=self.leerlingen(jaar),
            ikc=ikc,
            ikc_ander=self._op_teldatum("grensverkeer_in", _IKC, jaar - 1),
            so=self._op_teldatum("deelname_go_herkomst", _SO, jaar - 1),
        )

    def _op_teldatum(self, kengetal: str, soort: str, jaar: int) -> float | None:
        """How many pupils of a schoolsoort were counted in a year, on the main teldatum."""
        k = data.kengetallen(self.inzage).get(kengetal)
        if k is None:
            return None
        for p in data.cijfers(self.inzage, kengetal, "schoolsoort"):
            is_dan = p.periode_datum.year == jaar and p.reekscode == stand.reekscode(k)
            if is_dan and p.eenheid == (soort,):
                return p.teller if k.soort == "aandeel" else p.waarde
        return None

    def plan(self, vanuit: Moment) -> Plan | None:
        """The plan that a scenario from this moment is laid beside; None when it cannot be made."""
        jaren = [j for j in self.budgetjaren if j <= vanuit.jaar and self.leerlingen(j)]
        leerlingen = self.leerlingen(jaren[-1]) if jaren else None
        if not leerlingen:
            return None
        return posten.maak_plan(
            self.posten,
            vanuit,
            leerlingen,
            self.leerlingbedragen,
            self.tarieven(vanuit.jaar),
            self.norm,
        )

    @cached_property
    def verleden(self) -> Verleden:
        """How the numbers of pupils grew; where sbo and so are not told apart, both together."""
        per_soort = data.cijfers(self.inzage, "leerlingen_go", "schoolsoort")
        samen = data.regiocijfers(self.inzage).get("leerlingen_go", [])
        regulier = data.regiocijfers(self.inzage).get("leerlingen_regulier", [])
        ikc, so = (
            [p for p in per_soort if p.eenheid == (soort,)] or samen for soort in (_IKC, _SO)
        )
        return Verleden(*(self._groei(punten) for punten in (ikc, so, regulier)))

    def _groei(self, punten: Sequence[Punt]) -> list[float]:
        """Growth from teldatum to teldatum, of the main series."""
        register = data.kengetallen(self.inzage)
        return jaargroei(
            {
                p.periode_datum.year: p.waarde
                for p in punten
                if p.waarde is not None and p.reekscode == stand.reekscode(register[p.kengetal])
            }
        )


_STAPPEN = ("leerlingen", "verwijzingen", "dws", "tlv_bao", "terugplaatsing", "instroom")
