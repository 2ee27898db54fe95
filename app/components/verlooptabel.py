"""The table under the chart of a course: the same figures, newest first, with all there is."""

from app.components import cijfer, definitie, keuze, tabel, teken
from app.components.beeld import Beeld
from app.components.keuze import Keuze
from app.inhoud import Inzage, Kengetal, Punt, Referentie
from warehouse import opmaak

_KWARTIELEN = (("p25", "Kwart onder"), ("p75", "Kwart boven"), ("p90", "Tiende boven"))


def maak(inzage: Inzage, gekozen: Keuze, beeld: Beeld) -> tabel.Tabel:
    """The table of what is looked at in Verdieping."""
    titel = f"{gekozen.kengetal.titel}, {keuze.naam(inzage, gekozen)}"
    return _tabel(inzage, beeld, titel, "_".join((gekozen.kengetal.kengetal, *gekozen.codes)))


def regio(inzage: Inzage, beeld: Beeld) -> tabel.Tabel:
    """The same of a chart of the whole region."""
    return _tabel(inzage, beeld, f"{beeld.kengetal.titel}, hele regio", beeld.kengetal.kengetal)


def _tabel(inzage: Inzage, beeld: Beeld, titel: str, bestand: str) -> tabel.Tabel:
    """A row per period; columns that no row needs are left out."""
    k = beeld.kengetal
    landelijk = {r.periode: r for r in beeld.landelijk}
    rijen = [_rij(beeld, punt, landelijk) for punt in reversed(beeld.punten)]
    return tabel.Tabel(
        titel, tuple(_kolommen(beeld)), rijen, bestand, definitie.bij_download(inzage, k)
    )


def _kolommen(beeld: Beeld) -> list[tabel.Kolom]:
    k = beeld.kengetal
    kolommen = [tabel.Kolom(beeld.punten[-1].periode_soort.capitalize())]
    kolommen.append(tabel.getalkolom("Mediaan" if k.soort == "verdeling" else "Waarde", k))
    if k.soort == "verdeling":
        kolommen += [tabel.Kolom("n", True)]
        kolommen += [tabel.getalkolom(naam, k) for _, naam in _KWARTIELEN]
    if k.noemer:
        kolommen += [tabel.Kolom("Teller", True), tabel.Kolom("Noemer", True)]
    if beeld.kaart:
        kolommen.append(tabel.Kolom("Signaal"))
    if _heeft_doel(beeld):
        kolommen.append(tabel.getalkolom("Streefwaarde", k))
    if not beeld.landelijk:
        return kolommen
    anders = any(r.is_anders_geteld for r in beeld.landelijk)
    return [*kolommen, tabel.getalkolom(f"Landelijk{' (anders geteld)' if anders else ''}", k)]


def _rij(beeld: Beeld, punt: Punt, landelijk: dict[str, Referentie]) -> tuple[tabel.Cel, ...]:
    k = beeld.kengetal
    waarde = cijfer.cel(k, punt)
    if punt.is_onvolledig:
        waarde += " " + teken.regel(teken.ONVOLLEDIG)
    if punt.bevroren:
        waarde += " " + teken.regel(teken.BEVROREN)
    rij = [tabel.Cel(opmaak.periode(punt.periode)), tabel.Cel(waarde, punt.waarde)]
    if k.soort == "verdeling":
        rij.append(tabel.aantal(punt.n))
        rij += [tabel.cijfercel(k, getattr(punt, veld)) for veld, _ in _KWARTIELEN]
    if k.noemer:
        rij += [tabel.aantal(punt.teller), tabel.aantal(punt.noemer)]
    if beeld.kaart:
        signalen = "; ".join(cijfer.SIGNALEN[s] for s in punt.signalen)
        rij.append(tabel.Cel(signalen or "geen"))
    if _heeft_doel(beeld):
        rij.append(tabel.cijfercel(k, punt.streefwaarde))
    if landelijk:
        rij.append(_landelijk(k, landelijk.get(punt.periode)))
    return tuple(rij)


def _heeft_doel(beeld: Beeld) -> bool:
    return any(p.streefwaarde is not None for p in beeld.punten)


def _landelijk(kengetal: Kengetal, referentie: Referentie | None) -> tabel.Cel:
    cel = tabel.cijfercel(kengetal, referentie.waarde if referentie else None)
    if referentie and referentie.voorlopig:
        return tabel.Cel(f"{cel.toon} (voorlopig)", cel.ruw)
    return cel
