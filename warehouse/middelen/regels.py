"""The rules by which money moves in the region, one function each.

Every docstring states formula, unit and source. OSP is the ondersteuningsplan 2024-2028 of PO
Zuid-Kennemerland; what the plan leaves open is a norm of the profile and comes in as an argument.
Amounts are euros a year, dates are days, a schooljaar is the year in which it begins.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BEGIN_SCHOOLJAAR = 8  # August
JAREN_NA_SCHOOLJAAR = 2  # the teldatum of schooljaar 2023-2024 makes the budget of 2025


@dataclass(frozen=True)
class Tarieven:
    """The amounts of one year; None when it was not delivered.

    Attributes:
        leerlingbedrag: per pupil of a regular school, before deductions.
        plaatsbedrag: withheld from a school for a placement, whatever the category.
        dws: a place at the Day a Week School.
        instroom: a year of support for a pupil with a TLV D.
        terugplaatsing: a year of support after a terugplaatsing.
        sbo, ikc, so_1, so_2, so_3: paid out for a pupil in gespecialiseerd onderwijs; `sbo` is
            unrounded.
    """

    leerlingbedrag: float | None = None
    plaatsbedrag: float | None = None
    dws: float | None = None
    instroom: float | None = None
    terugplaatsing: float | None = None
    sbo: float | None = None
    ikc: float | None = None
    so_1: float | None = None
    so_2: float | None = None
    so_3: float | None = None

    @classmethod
    def uit_levering(cls, geleverd: Mapping[str, float], aandeel_so: float) -> "Tarieven":
        """The tariffs as bron ``tarieven`` names them; the SBO-tarief follows from IKC and SO I."""
        ikc, so_1 = geleverd.get("ikc"), geleverd.get("so 1")
        sbo = geleverd.get("sbo")
        if ikc is not None and so_1 is not None:
            sbo = sbo_tarief(ikc, so_1, aandeel_so)
        plaats = geleverd.get("sbo", None if sbo is None else round(sbo))
        return cls(
            leerlingbedrag=geleverd.get("bedrag per leerling"),
            plaatsbedrag=plaats,
            dws=geleverd.get("dws"),
            instroom=geleverd.get("instroom"),
            terugplaatsing=geleverd.get("terugplaatsing"),
            sbo=sbo,
            ikc=ikc,
            so_1=so_1,
            so_2=geleverd.get("so 2"),
            so_3=geleverd.get("so 3"),
        )

    @property
    def volumebedrag(self) -> float | None:
        """What the SWV adds for a pupil at the IKC: IKC-tarief − SBO-tarief."""
        return None if self.ikc is None or self.sbo is None else self.ikc - self.sbo


@dataclass(frozen=True)
class Stap:
    """One step of a budget: a number × a price; of a deduction the price is negative.

    Without a price the amounts differ from case to case (TLV op BAO) and only the sum is known.
    """

    opbouw: str
    bedrag: float
    aantal: float | None = None
    prijs: float | None = None


@dataclass(frozen=True)
class Schoolcijfers:
    """What the budget of a regular school is made of.

    Attributes:
        leerlingen: pupils on the teldatum of the year before.
        plaatsingen: placements in sbo or so that the school pays, in the schooljaar of that day.
        dws_plaatsen: places at the Day a Week School on 1 February.
        tlv_op_bao: euros granted to pupils who stay at the school.
        maanden_terugplaatsing, maanden_instroom: months of support in the year.
    """

    leerlingen: float
    plaatsingen: float = 0
    dws_plaatsen: float = 0
    tlv_op_bao: float = 0
    maanden_terugplaatsing: float = 0
    maanden_instroom: float = 0


def schoolbudget(cijfers: Schoolcijfers, tarieven: Tarieven) -> tuple[Stap, ...]:
    """The ondersteuningsbudget of a school, step by step; the steps add up to the budget.

    Leerlingen × leerlingbedrag − plaatsingen × plaatsbedrag − DWS-plaatsen × DWS-prijs + TLV op
    BAO + maanden × jaarbedrag / 12. Euros a year. Source: OSP, how the money is shared out.

    Raises:
        ValueError: a tariff is missing of something that the school has.
    """
    return (
        _stap("leerlingen", cijfers.leerlingen, tarieven.leerlingbedrag),
        _stap("verwijzingen", cijfers.plaatsingen, tarieven.plaatsbedrag, -1),
        _stap("dws", cijfers.dws_plaatsen, tarieven.dws, -1),
        Stap("tlv_bao", cijfers.tlv_op_bao),
        _stap("terugplaatsing", cijfers.maanden_terugplaatsing, tarieven.terugplaatsing, 1 / 12),
        _stap("instroom", cijfers.maanden_instroom, tarieven.instroom, 1 / 12),
    )


def _stap(opbouw: str, aantal: float, tarief: float | None, deel: float = 1) -> Stap:
    if tarief is None:
        if aantal:
            raise ValueError(f"Voor {opbouw} is geen tarief geleverd.")
        return Stap(opbouw, 0.0, 0, None)
    return Stap(opbouw, aantal * tarief * deel, aantal, tarief * deel)


def som(stappen: Sequence[Stap]) -> float:
    """The budget: all steps together. Euros."""
    return sum(stap.bedrag for stap in stappen)


def leerlingbedrag(
    gevraagd: float, jaar: int, minimum: float, vanaf: int, tot: int, altijd: bool = False
) -> float:
    """The amount per pupil that holds: the one asked for, and not below the floor in its years.

    Euros per pupil. Source: OSP, floor of 400 agreed for 2023-2026; `altijd` keeps it for good.
    """
    return max(gevraagd, minimum) if altijd or vanaf <= jaar <= tot else gevraagd


def sbo_tarief(ikc: float, so_1: float, aandeel_so: float) -> float:
    """The SBO-tarief that follows from IKC-tarief = (1 − a) × SBO-tarief + a × SO cat. I.

    (IKC − a × SO I) / (1 − a), unrounded euros per pupil; a = 0,30. Source: OSP.
    """
    return (ikc - aandeel_so * so_1) / (1 - aandeel_so)


def bekostigd_aantal(geteld: float, afgesproken: float | None, band: float) -> tuple[float, float]:
    """For how many IKC pupils is paid: least and most.

    Within the band around the agreed number, limits included, the agreed number; outside it, until
    a new number is agreed, a range between the two; before any agreement the count. Pupils.
    Source: OSP, band of 3%.
    """
    if afgesproken is None:
        return geteld, geteld
    # A count is whole and a band is not: 3% of 620 is 18,6, without an error of binary fractions.
    if abs(geteld - afgesproken) <= afgesproken * band + 1e-9:
        return afgesproken, afgesproken
    return min(geteld, afgesproken), max(geteld, afgesproken)


def volumebekostiging(leerlingen: float, ikc: float, sbo: float) -> float:
    """What the SWV adds for the IKC: leerlingen × (IKC-tarief − SBO-tarief).

    Euros a year; leerlingen as on 1 February of the year before. The same formula gives the share
    of other SWVs, with their pupils. Source: OSP; 2024: 620 × 1.891,1443 = 1.172.509,46.
    """
    return leerlingen * (ikc - sbo)


def steunmaanden(inschrijving: dt.date, vertrek: dt.date | None, jaar: int, looptijd: int) -> int:
    """Months of support in a year for a terugplaatsing or an instroom, settled per month.

    From the first of the month after the day of enrolment, `looptijd` months at most, up to the
    month before the pupil leaves; who leaves on the first has no claim to that month. Months.
    Source: OSP, 24 months.
    """
    eerste = inschrijving.year * 12 + inschrijving.month
    einde = eerste + looptijd
    if vertrek is not None:
        einde = min(einde, vertrek.year * 12 + vertrek.month - 1 + (vertrek.day > 1))
    return max(0, min(einde, jaar * 12 + 12) - max(eerste, jaar * 12))


def is_verantwoordelijk(wissel: dt.date, verwijzing: dt.date, maanden: int) -> bool:
    """Whether the school that sent a pupil to another regular school pays for the verwijzing.

    When the pupil moved with extra care at most so many months before, the day itself included.
    Source: OSP, two years.
    """
    verschil = (verwijzing.year - wissel.year) * 12 + verwijzing.month - wissel.month
    return wissel < verwijzing and verschil + (verwijzing.day > wissel.day) <= maanden


def schooljaar(dag: dt.date) -> int:
    """The schooljaar of a day: the year in which it began, 1 August."""
    return dag.year if dag.month >= BEGIN_SCHOOLJAAR else dag.year - 1


def betaalde_jaren(begin: dt.date, einde: dt.date, elk_schooljaar: bool) -> list[int]:
    """The budget years in which a school pays for a placement.

    A placement counts in every schooljaar that it lasts, or in its first alone (norm
    verwijzing_per_schooljaar; the plan does not say), and weighs on the budget of two years later:
    that of the teldatum in it. Source: OSP and the norm.
    """
    eerste, laatste = schooljaar(begin), schooljaar(einde)
    schooljaren = range(eerste, (laatste if elk_schooljaar else eerste) + 1)
    return [jaar + JAREN_NA_SCHOOLJAAR for jaar in schooljaren]


def vangnet_so3(najaar: int, voorjaar: int, so_3: float) -> float:
    """What the SWV pays a school for growth of SO category III after the teldatum.

    Net inflow of 2 February to 1 June × tarief, if it is larger than nothing and than that of 1
    September to 1 February. Euros. Source: OSP, vangnetbepaling.
    """
    return voorjaar * so_3 if voorjaar > max(najaar, 0) else 0.0


def rentabiliteit(resultaat: float, baten: float) -> float:
    """Resultaat / totale baten, a share. Source: OSP §11.3; the goal is 0%."""
    return resultaat / baten


def weerstandsvermogen(eigen_vermogen: float, vaste_activa: float, rijksbijdragen: float) -> float:
    """(Eigen vermogen − materiële vaste activa) / rijksbijdragen, a share. Source: OSP §11.3."""
    return (eigen_vermogen - vaste_activa) / rijksbijdragen


def signaleringswaarde(baten: float, aandeel: float, minimum: float) -> float:
    """Above this reserve the Inspectie asks what it is for.

    Aandeel × totale baten, at least a minimum. Euros; 3,5% and 250.000. Source: Inspectie van het
    Onderwijs.
    """
    return max(aandeel * baten, minimum)


@dataclass(frozen=True)
class Verwijzingskosten:
    """What one placement costs a year, and whom.

    Attributes:
        soort: ``ikc``, ``so_1``, ``so_2`` or ``so_3``.
        school: withheld from the referring school.
        samen: paid by all schools together: the tariff less what the school pays.
    """

    soort: str
    school: float
    samen: float

    @property
    def totaal(self) -> float:
        """The tariff that is paid out."""
        return self.school + self.samen


def kosten_verwijzing(tarieven: Tarieven) -> list[Verwijzingskosten]:
    """Per kind what a placement costs in a year, by who bears it.

    The school pays one amount whatever the category; the rest of the tariff is borne by all.
    Euros a year. Source: OSP, tariffs.
    """
    if tarieven.plaatsbedrag is None:
        return []
    paren = {naam: getattr(tarieven, naam) for naam in ("ikc", "so_1", "so_2", "so_3")}
    return [
        Verwijzingskosten(naam, tarieven.plaatsbedrag, tarief - tarieven.plaatsbedrag)
        for naam, tarief in paren.items()
        if tarief is not None
    ]
