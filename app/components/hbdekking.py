"""Where people trained in begaafdheid are: a map, per gebied or gemeente, and school by school.

From the case file, so for medewerkers alone: what others get is the share per bestuur.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app import data, themadata
from app.begaafd import SchoolHb
from app.components import blok, cijfer, landkaart, regiokaart, tabel, teken
from app.components.landkaart import Plaats, Vak
from app.inhoud import Eenheid, Inzage
from warehouse import opmaak

_STAND = {
    "specialist": teken.Teken("vink", "specialist", "blauw"),
    "geschoold": teken.Teken("gelijk", "iemand geschoold", "blauw"),
    "niemand": teken.Teken("leeg", "niemand", "oranje"),
}
# What is drawn of each, and in which look of the map.
_LOOK = {"specialist": "k3", "geschoold": "k1", "niemand": "leeg"}
_GROOT, _KLEIN, _RAND = 3.4, 0.9, 0.07
_ONDER = (
    "Ieder telt één keer, op de school van de laatste scholing. Een specialist heeft "
    "rolversterking gedaan. Alleen voor medewerkers."
)


@dataclass(frozen=True)
class Dekking:
    """A school with who is trained there, where it lies, and how far off the next specialist is.

    Attributes:
        leerlingen: pupils by the newest count; 0 when that is not known.
        ver: kilometers as the crow flies to the nearest school with a specialist; None when it
            has one itself, or that cannot be told.
    """

    school: SchoolHb
    plaats: Plaats | None
    leerlingen: float
    ver: float | None

    @property
    def stand(self) -> str:
        """``specialist``, ``geschoold`` or ``niemand``."""
        if self.school.specialisten:
            return "specialist"
        return "geschoold" if self.school.experts else "niemand"


def bereken(
    scholen: Sequence[SchoolHb], plaatsen: Mapping[str, Plaats], leerlingen: Mapping[str, float]
) -> list[Dekking]:
    """Every school with the nearest specialist; places and pupils are by its code."""
    rijk = [p for s in scholen if s.specialisten and (p := plaatsen.get(s.vestiging))]
    return [
        Dekking(
            s,
            plaats := plaatsen.get(s.vestiging),
            leerlingen.get(s.vestiging, 0.0),
            min((landkaart.kilometers(plaats, p) for p in rijk), default=None)
            if plaats and not s.specialisten
            else None,
        )
        for s in scholen
    ]


def toon(inzage: Inzage) -> None:
    """All of it; nothing for who may not see single schools."""
    scholen = themadata.scholen_hb(inzage)
    if not scholen:
        return
    eenheden = data.eenheden(inzage)
    geteld = regiokaart.leerlingen_per(inzage, regiokaart.SCHOOL)
    dekking = bereken(
        scholen,
        {
            code: (e.breedtegraad, e.lengtegraad)
            for (grain, code), e in eenheden.items()
            if grain == regiokaart.SCHOOL
            and e.breedtegraad is not None
            and e.lengtegraad is not None
        },
        {code: punt.waarde or 0.0 for code, punt in geteld.items()},
    )
    blok.toon(blok.deelkop(titel(dekking), _ONDER) + _kaart(inzage, dekking))
    per = _per_gebied(dekking)
    blok.toon(tabel.html(per))
    tabel.downloads(per, "hb_gebieden")
    rijen = _per_school(dekking, eenheden)
    blok.toon(blok.uitklap("Alle scholen", tabel.html(rijen)))
    tabel.downloads(rijen, "hb_scholen")


def titel(dekking: Sequence[Dekking]) -> str:
    """How many schools have nobody, and which is farthest from a specialist."""
    zonder = sum(d.stand == "niemand" for d in dekking)
    zin = (
        f"Op {opmaak.getal(zonder)} van de {opmaak.getal(len(dekking))} scholen is nu niemand "
        "geschoold"
    )
    ver = max((d for d in dekking if d.ver is not None), key=lambda d: d.ver or 0.0, default=None)
    if ver is None or ver.ver is None:
        return zin
    return f"{zin}; {ver.school.naam} ligt met {_km(ver.ver)} het verst van een specialist"


def _km(afstand: float) -> str:
    return f"{opmaak.getal(afstand, 1)} km"


def _kaart(inzage: Inzage, dekking: Sequence[Dekking]) -> Markup:
    """The schools as circles, the largest first so that small ones lie on top."""
    met = [(d, d.plaats) for d in dekking if d.plaats]
    if not met:
        return blok.melding("Van geen school is bekend waar die ligt.")
    namen = regiokaart.gemeentenamen(inzage)
    vak = Vak.om([*(plaats for _, plaats in met), *(plaats for _, plaats in namen)], _RAND)
    grootste = max(d.leerlingen for d, _ in met) or 1.0
    delen = [landkaart.plaatsnaam(vak, naam, plaats) for naam, plaats in namen]
    for d, plaats in sorted(met, key=lambda paar: -paar[0].leerlingen):
        breedte = landkaart.breedte(d.leerlingen / grootste, _GROOT, _KLEIN)
        delen.append(landkaart.stip(vak, plaats, _LOOK[d.stand], breedte, _uitleg(d)))
    alternatief = f"Kaart van de scholen. {titel(dekking)}. De scholen staan in de tabel eronder."
    merken = [(_LOOK[stand], teken_.woord) for stand, teken_ in _STAND.items()]
    return Markup('<div class="kaartvak">{}{}</div>').format(
        landkaart.vel(vak, delen, alternatief),
        landkaart.legenda(merken, "Hoe groter de cirkel, hoe meer leerlingen."),
    )


def _uitleg(dekking: Dekking) -> str:
    zin = f"{dekking.school.naam}: {_STAND[dekking.stand].woord}"
    return zin if dekking.ver is None else f"{zin}, specialist op {_km(dekking.ver)}"


def _per_gebied(dekking: Sequence[Dekking]) -> tabel.Tabel:
    """How many schools have a specialist, somebody, nobody: per gebied, else per gemeente."""
    heeft = any(d.school.kerngebied not in ("", "onbekend") for d in dekking)
    per: dict[str, list[Dekking]] = {}
    for d in dekking:
        per.setdefault(d.school.kerngebied if heeft else d.school.gemeente, []).append(d)
    grain = "kerngebied" if heeft else "gemeente"
    kolommen = [tabel.Kolom(cijfer.grain(grain).capitalize()), tabel.Kolom("Scholen", True)]
    kolommen += [tabel.Kolom(merk.woord.capitalize(), True) for merk in _STAND.values()]
    kolommen.append(tabel.Kolom("Verst van een specialist", True))
    rijen = []
    for naam, delen in sorted(per.items(), key=lambda paar: opmaak.sorteersleutel(paar[0])):
        ver = max((d.ver for d in delen if d.ver is not None), default=None)
        rijen.append(
            (
                tabel.Cel(naam),
                tabel.aantal(len(delen)),
                *(tabel.aantal(sum(d.stand == stand for d in delen)) for stand in _STAND),
                _afstand(ver),
            )
        )
    wat = f"Dekking per {cijfer.grain(grain)}"
    return tabel.Tabel(wat, tuple(kolommen), rijen, "hb_dekking_gebieden")


def _afstand(ver: float | None) -> tabel.Cel:
    if ver is None:
        return tabel.Cel(teken.regel(teken.NIET_VAN_TOEPASSING))
    return tabel.Cel(_km(ver), round(ver, 1))


def _per_school(
    dekking: Sequence[Dekking], eenheden: Mapping[tuple[str, str], Eenheid]
) -> tabel.Tabel:
    """Where there is nobody stands first, the farthest from a specialist on top."""
    kolommen = [tabel.Kolom(n) for n in ("School", "Bestuur", "Gemeente")]
    kolommen += [tabel.Kolom("Geschoold", True), tabel.Kolom("Waarvan specialist", True)]
    kolommen += [tabel.Kolom("Naar een specialist", True), tabel.Kolom("Dekking")]
    volgorde = sorted(
        dekking, key=lambda d: (d.school.experts, -(d.ver or 0.0), d.school.naam.casefold())
    )
    rijen = [
        (
            tabel.Cel(d.school.naam),
            tabel.Cel(_bestuur(eenheden, d.school.bestuur)),
            tabel.Cel(d.school.gemeente),
            tabel.aantal(d.school.experts),
            tabel.aantal(d.school.specialisten),
            _afstand(d.ver),
            tabel.Cel(teken.regel(_STAND[d.stand])),
        )
        for d in volgorde
    ]
    return tabel.Tabel("Dekking per school", tuple(kolommen), rijen, "hb_dekking_scholen")


def _bestuur(eenheden: Mapping[tuple[str, str], Eenheid], code: str) -> str:
    gevonden = eenheden.get(("bestuur", code))
    return gevonden.naam if gevonden else code
