"""The last figure of a series in one or two plain Dutch sentences.

`duid` is what publication calls for every series; the judgement comes from `reeks`, the numbers
from `opmaak`. A sentence holds no pronoun for the subject, so that "het aantal" and "de
rentabiliteit" both fit; the subject of a kengetal is singular.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from warehouse import opmaak, periode
from warehouse.reeks import Beoordeling, Omschrijving, Punt, beoordeel_reeks, is_jaar_eerder
from warehouse.seizoen import Kaart
from warehouse.statistics import Oordeel, Trend

__all__ = ["Duiding", "Gemist", "Omschrijving", "Punt", "duid"]


@dataclass(frozen=True)
class Duiding:
    """The last point of a series: a row of the table `duiding`.

    `waarde` and `vorige_waarde` are null where the figure is a range, hidden or incomplete.
    """

    periode: str
    vorige_periode: str | None
    waarde: float | None
    vorige_waarde: float | None
    trend: Trend | None
    status: Oordeel | None
    zin: str
    kaart: Kaart | None = None  # when the judgement rests on an XmR chart


@dataclass(frozen=True)
class Gemist:
    """Units that a figure should count and that were not delivered."""

    eenheid: str  # in the plural: "scholen" or "gemeenten"
    verwacht: int
    namen: tuple[str, ...]


def duid(
    kengetal: Omschrijving,
    punten: Sequence[Punt],
    streefwaarde: float | None = None,
    *,
    trendbreuken: Sequence[date] = (),
    is_raming: bool = False,
    is_onvolledig: bool = False,
    landelijk: float | None = None,
    is_vergelijkbaar: bool = True,
    gemist: Gemist | None = None,
) -> Duiding:
    """Judge the last point of a series and say it in words.

    Args:
        kengetal: what the figures are.
        punten: the points of one series, one kind of period, in any order; at least one.
        streefwaarde: the target for the last period, in the unit of `waarde`.
        trendbreuken: days from which figures are counted differently.
        is_raming: the last figure is a budget or a forecast, not a fact.
        is_onvolledig: the last period is not complete, and no earlier one is.
        landelijk: the national figure of the last period.
        is_vergelijkbaar: the national figure is counted in the same way; else it is not compared.
        gemist: which units the last figure lacks.

    Raises:
        ValueError: no points, two kinds of period or two points of one period.
    """
    oordeel = beoordeel_reeks(kengetal, punten, streefwaarde, trendbreuken)
    schrijver = _Schrijver(kengetal, oordeel, is_raming)
    laatste, vorige = oordeel.laatste, oordeel.vorige
    voorbehoud = _voorbehoud(laatste, gemist) if laatste.grenzen else []
    if is_onvolledig:
        zin = " ".join([schrijver.tot_nu_toe(), *voorbehoud])
        return Duiding(laatste.periode, None, _exact(laatste), None, None, None, zin)
    zinnen = [schrijver.cijfer()]
    if laatste.grenzen and streefwaarde is not None:
        zinnen.append(schrijver.streefwaarde(streefwaarde))
    if laatste.grenzen and landelijk is not None:
        zinnen.append(schrijver.landelijk(landelijk, is_vergelijkbaar))
    zinnen += voorbehoud
    return Duiding(
        laatste.periode,
        vorige.periode if vorige else None,
        _exact(laatste),
        _exact(vorige) if vorige else None,
        oordeel.trend,
        oordeel.status,
        " ".join(zin for zin in zinnen if zin),
        oordeel.kaart,
    )


def _exact(punt: Punt) -> float | None:
    return punt.waarde if punt.is_exact else None


def _voorbehoud(laatste: Punt, gemist: Gemist | None) -> list[str]:
    """What a figure that can be shown does not count."""
    zinnen = []
    if laatste.onbekend:
        gevallen = opmaak.aantal_met_eenheid(laatste.onbekend, "geval is", "gevallen zijn")
        telt = "telt" if laatste.onbekend == 1 else "tellen"
        zinnen.append(f"Let op: {gevallen} onbekend en {telt} niet mee.")
    if gemist and gemist.namen:
        zinnen.append(_gemist(gemist))
    return zinnen


def _gemist(gemist: Gemist) -> str:
    """ "Let op: van de 86 scholen ontbreken er 2 in dit cijfer." """
    weg, alle = len(gemist.namen), opmaak.getal(gemist.verwacht)
    werkwoord = "ontbreekt" if weg == 1 else "ontbreken"
    if gemist.verwacht == 1:
        return f"Let op: {gemist.namen[0]} ontbreekt in dit cijfer."
    if weg == gemist.verwacht:
        return f"Let op: alle {alle} {gemist.eenheid} ontbreken in dit cijfer."
    return (
        f"Let op: van de {alle} {gemist.eenheid} {werkwoord} er {opmaak.getal(weg)} in dit cijfer."
    )


@dataclass(frozen=True)
class _Schrijver:
    """Puts one judgement into words."""

    kengetal: Omschrijving
    oordeel: Beoordeling
    is_raming: bool

    def cijfer(self) -> str:
        """The sentence on the figure itself."""
        laatste, vorige = self.oordeel.laatste, self.oordeel.vorige
        if laatste.symbool:
            return self._verborgen(laatste)
        if laatste.ontbreekt:
            return self._onvolledig(laatste)
        if laatste.grenzen is None:
            return self._onbekend(laatste)
        if vorige is None:
            return self._eerste(laatste)
        if laatste.waarde is None or vorige.waarde is None:
            return self._vergelijking(vorige, laatste)
        return self._verandering(vorige.waarde, laatste.waarde)

    def streefwaarde(self, doel: float) -> str:
        """The sentence on the target; empty when there is no judgement."""
        grens = {"hoger": "minstens ", "lager": "hoogstens "}.get(self.kengetal.gunstig, "")
        begin = f"De streefwaarde van {grens}{self._doel(doel)}"
        steeds = self.oordeel.kaart is not None
        match self.oordeel.status:
            case "gehaald" if steeds:
                return f"{begin} wordt bij gewone schommeling steeds gehaald."
            case "niet_gehaald" if steeds:
                return f"{begin} wordt zonder verandering niet gehaald."
            case "wisselend":
                return f"{begin} wordt soms wel en soms niet gehaald."
            case "gehaald" | "niet_gehaald" as uitkomst:
                werkwoord = "wordt naar verwachting" if self.is_raming else "is"
                return f"{begin} {werkwoord} {uitkomst.replace('_', ' ')}."
        return ""

    def landelijk(self, x: float, is_vergelijkbaar: bool) -> str:
        """The sentence on the country: its figure, and whether ours differs by more than chance."""
        laatste = self.oordeel.laatste
        if not is_vergelijkbaar:
            cijfer = self._met_eenheid(x)
            return f"Het landelijke cijfer, {cijfer}, is anders geteld en daarom niet vergeleken."
        zin = f"Landelijk was het {self._met_eenheid(x)}"
        if laatste.interval is None or laatste.waarde is None:
            return f"{zin}."
        laag, hoog = laatste.interval
        if laag <= x <= hoog:
            return f"{zin}; het verschil past bij toeval."
        kant = "hoger" if laatste.waarde > x else "lager"
        return f"{zin}; hier is het duidelijk {kant}."

    def tot_nu_toe(self) -> str:
        """The sentence on a period that is not complete: no comparison, no judgement."""
        laatste = self.oordeel.laatste
        if laatste.symbool or not laatste.grenzen:
            return self.cijfer()
        moment = opmaak.periode(laatste.periode)
        return (
            f"Over {moment} zijn de gegevens nog niet compleet; {self.kengetal.onderwerp} is tot nu"
            f" toe {self._bereik(laatste)}."
        )

    # Figures that cannot be shown

    def _verborgen(self, laatste: Punt) -> str:
        moment = _hoofdletter(opmaak.wanneer(laatste.periode))
        if laatste.symbool == "<5" and self.kengetal.soort == "aantal":
            return (
                f"{moment} was {self.kengetal.onderwerp} lager dan 5; het precieze aantal blijft "
                "verborgen om herkenning te voorkomen."
            )
        return f"{moment} blijft {self.kengetal.onderwerp} verborgen om herkenning te voorkomen."

    def _onvolledig(self, laatste: Punt) -> str:
        """Only a count has a lower bound while counts are missing."""
        if self.kengetal.soort != "aantal":
            stand = "nog niet te bepalen"
        elif laatste.waarde_min:
            stand = f"minstens {self._met_eenheid(laatste.waarde_min)}"
        else:
            stand = "nog onbekend"
        tellingen = opmaak.aantal_met_eenheid(laatste.ontbreekt, "telling", "tellingen")
        ontbreken = "ontbreekt" if laatste.ontbreekt == 1 else "ontbreken"
        return f"{self._was(laatste)} {stand}; {tellingen} {ontbreken}."

    def _onbekend(self, laatste: Punt) -> str:
        if laatste.noemer == 0 and self.kengetal.soort != "aantal":
            return f"{self._was(laatste)} niet te berekenen, omdat de noemer 0 is."
        return f"{self._was(laatste)} onbekend."

    # Figures with nothing, or a range, to compare with

    def _eerste(self, laatste: Punt) -> str:
        reden = "door een trendbreuk " if self.oordeel.na_trendbreuk else ""
        return f"{self._stand(laatste)}; er is {reden}nog geen eerder cijfer om mee te vergelijken."

    def _vergelijking(self, vorige: Punt, laatste: Punt) -> str:
        """Of a range (a count below five, an unknown date) only the direction may be certain."""
        toen = (
            "een jaar eerder" if is_jaar_eerder(vorige, laatste) else opmaak.wanneer(vorige.periode)
        )
        verschil = self._richting(vorige, laatste)
        if verschil:
            return f"{self._stand(laatste)}, {verschil} dan {toen} ({self._bereik(vorige)})."
        return (
            f"{self._stand(laatste)}; of dat hoger of lager is dan {toen}, is niet te zeggen "
            "omdat niet elk cijfer precies bekend is."
        )

    def _richting(self, vorige: Punt, laatste: Punt) -> str:
        toen, nu = vorige.grenzen, laatste.grenzen
        if toen and nu and nu[0] > toen[1]:
            return "hoger"
        return "lager" if toen and nu and nu[1] < toen[0] else ""

    def _stand(self, laatste: Punt) -> str:
        """ "Op 1 oktober 2024 was het aantal thuiszitters 21"."""
        bereik = self._bereik(laatste)
        return f"{self._was(laatste, 'lag' if bereik.startswith('tussen') else 'was')} {bereik}"

    def _was(self, laatste: Punt, werkwoord: str = "was") -> str:
        moment = _hoofdletter(opmaak.wanneer(laatste.periode))
        if self.is_raming:
            werkwoord = {"was": "is", "lag": "ligt"}[werkwoord]
            return f"{moment} {werkwoord} {self.kengetal.onderwerp} naar verwachting"
        return f"{moment} {werkwoord} {self.kengetal.onderwerp}"

    def _bereik(self, punt: Punt) -> str:
        if punt.grenzen is None:
            return opmaak.ONBEKEND
        laag, hoog = punt.grenzen
        if self._getoond(laag) == self._getoond(hoog):
            return self._met_eenheid(hoog)
        return f"tussen {self._kaal(laag)} en {self._met_eenheid(hoog)}"

    # Figures that changed, or did not

    def _verandering(self, toen: float, nu: float) -> str:
        verschil = self._getoond(nu) - self._getoond(toen)  # what a reader can check
        stap = self._stap(toen, nu, verschil)
        return f"{_hoofdletter(self.kengetal.onderwerp)} {stap}{self._trend(verschil)}."

    def _stap(self, toen: float, nu: float, verschil: Decimal) -> str:
        """ "daalde in een jaar van 26 naar 21"."""
        soort, decimalen = self.kengetal.soort, self.kengetal.decimalen
        sinds = self._sinds()
        if not verschil:
            gelijk = "gelijk" if toen == nu else "vrijwel gelijk"
            werkwoord = "blijft naar verwachting" if self.is_raming else "bleef"
            return f"{werkwoord} {sinds} {gelijk} op {self._met_eenheid(nu)}"
        if self.is_raming:
            werkwoord = f"{'stijgt' if verschil > 0 else 'daalt'} naar verwachting"
        else:
            werkwoord = "steeg" if verschil > 0 else "daalde"
        van_naar = f"van {self._kaal(toen)} naar {self._met_eenheid(nu)}"
        if soort == "aandeel":
            punten = opmaak.getal(verschil.copy_abs(), decimalen)
            return f"{werkwoord} {sinds} met {punten} procentpunt, {van_naar}"
        if soort == "bedrag":
            euros = opmaak.bedrag(verschil.copy_abs(), decimalen)
            return f"{werkwoord} {sinds} met {euros}, {van_naar}"
        return f"{werkwoord} {sinds} {van_naar}"

    def _sinds(self) -> str:
        laatste, vorige = self.oordeel.laatste, self.oordeel.vorige
        assert vorige is not None
        eerder = is_jaar_eerder(vorige, laatste)
        if periode.soort(laatste.periode) == "kwartaal":
            toen = "een jaar eerder" if eerder else opmaak.wanneer(vorige.periode)
            return f"ten opzichte van {toen.removeprefix('in ')}"
        if eerder:
            return "in een jaar"
        return f"sinds {opmaak.wanneer(vorige.periode).removeprefix('op ').removeprefix('in ')}"

    def _trend(self, verschil: Decimal) -> str:
        """What follows the semicolon: is the step more than the usual ups and downs?"""
        match self.oordeel.trend:
            case None:
                return ""
            case "te_kort":
                return "; de reeks is nog te kort voor een oordeel"
            case "stabiel":
                return self._gewoon()
            case richting:
                if self.oordeel.kaart:
                    return self._signaal(richting)
                return self._lijn(richting, verschil)

    def _gewoon(self) -> str:
        if self.oordeel.kaart is None and self.oordeel.is_sprong:
            return (
                "; die stap is groter dan de gewone schommeling, maar over vijf jaar is er geen "
                "duidelijke trend"
            )
        return "; dat past bij de gewone schommeling"

    def _lijn(self, richting: Trend, verschil: Decimal) -> str:
        mee = verschil > 0 if richting == "stijgt" else verschil < 0
        naam = "stijging" if richting == "stijgt" else "daling"
        if mee:
            return f"; ook over vijf jaar is er een duidelijke {naam}"
        return f"; over vijf jaar is er wel een duidelijke {naam}"

    def _signaal(self, richting: Trend) -> str:
        """Which rule of the chart the last kwartaal breaks; beside its season, where it has one."""
        omhoog = richting == "stijgt"
        kaart = self.oordeel.kaart
        seizoen = kaart is not None and kaart.heeft_seizoen
        kant = "boven" if omhoog else "onder"
        match self.oordeel.signaal:
            case "trend":
                los = "los van het seizoen loopt het cijfer" if seizoen else "het cijfer loopt"
                return f"; {los} al minstens zes kwartalen {'op' if omhoog else 'terug'}"
            case "beyond":
                tijd = " van dit kwartaal" if seizoen else ""
                return f"; dat ligt {kant} de gewone schommeling{tijd}"
            case "shift":
                gewoon = "wat dan gewoon is" if seizoen else "het gemiddelde"
                return f"; het cijfer ligt al minstens zes kwartalen {kant} {gewoon}"
            case _:
                hoogte = "hoog" if omhoog else "laag"
                tijd = " voor de tijd van het jaar" if seizoen else ""
                zin = "; van de laatste drie kwartalen waren er minstens twee opvallend"
                return f"{zin} {hoogte}{tijd}"

    # Numbers

    def _met_eenheid(self, x: float) -> str:
        k = self.kengetal
        return opmaak.waarde(x, k.soort, k.eenheid, k.decimalen)

    def _kaal(self, x: float) -> str:
        """The number without the words behind it: "van 33 naar 35 dagen"."""
        k = self.kengetal
        return opmaak.waarde(x, k.soort, "€" if k.eenheid.startswith("€") else "", k.decimalen)

    def _getoond(self, x: float) -> Decimal:
        return opmaak.getoond(x, self.kengetal.soort, self.kengetal.decimalen)

    def _doel(self, doel: float) -> str:
        k = self.kengetal
        rond = opmaak.getoond(doel, k.soort, 8) % 1 == 0
        return opmaak.waarde(doel, k.soort, k.eenheid, 0 if rond else k.decimalen)


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
