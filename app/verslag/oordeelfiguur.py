"""What meetings found of the questions of the plan, as a table in a report.

A verdict is told when its meeting is definitief. What people wrote with it they wrote about
figures as they see them, so it is left out of what is for everybody.
"""

from datetime import date

from app import data, toegang, vergaderen
from app.components import tabel
from app.components.tabel import Cel, Kolom
from app.inhoud import Inzage, Vraag
from app.verslag.figuur import Figuur
from app.verslag.mandje import Onderdeel
from warehouse import opmaak
from warehouse.strikt import DefinitieFout
from warehouse.vergaderingen import lezen
from warehouse.vergaderingen.inhoud import OORDELEN, Oordeel, RegisterFout, Vergadering

_GEEN = "nog geen oordeel"


def maak(inzage: Inzage, onderdeel: Onderdeel, jaar: int | None) -> list[Figuur]:
    """The verdicts on one question, newest first, or the newest on each of a doelstelling."""
    vragen = [v for v in data.vragen(inzage) if onderdeel.vraag in (v.id, str(v.doelstelling))]
    gegeven = _gegeven(jaar)
    is_een = bool(vragen) and onderdeel.vraag == vragen[0].id
    rijen = []
    for vraag in vragen:
        van_vraag = [paar for paar in gegeven if paar[1].vraag == vraag.id]
        rijen += [(vraag, *paar) for paar in (van_vraag if is_een else van_vraag[:1])]
    if not rijen:
        return []
    kop = onderdeel.titel or titel(inzage, onderdeel.vraag)
    return [
        Figuur(
            naam=f"oordeel_{onderdeel.vraag.replace('.', '_')}",
            onderdeel=onderdeel,
            titel=kop,
            zin=_zin(len({v.id for v, _, _ in rijen}), len(vragen), is_een),
            boodschap=kop,
            tabel=_tabel(inzage, kop, rijen),
            bron=f"Vastgesteld in {_waar(rijen)}.",
        )
    ]


def titel(inzage: Inzage, vraag: str) -> str:
    """What the part is called: the question, or the doelstelling."""
    gevonden = next((v for v in data.vragen(inzage) if v.id == vraag), None)
    if gevonden:
        return f"Oordeel: {gevonden.tekst}"
    doel = next((d for d in data.doelstellingen(inzage) if str(d.nummer) == vraag), None)
    return f"Oordelen bij doelstelling {vraag}" + (f": {doel.titel}" if doel else "")


def _gegeven(jaar: int | None) -> list[tuple[Vergadering, Oordeel]]:
    """The verdicts that stand, newest first; of a year those that were known at its end."""
    try:
        register = vergaderen.open_register()
        alle = lezen.vergaderingen(register)
        tot = date(jaar, 12, 31) if jaar else date.max
        telt = {v.code: v for v in lezen.geldende(alle).values() if v.definitief and v.datum <= tot}
        oordelen = lezen.oordelen(register, list(telt))
    except (RegisterFout, DefinitieFout):
        return []
    return [(telt[o.vergadering], o) for o in reversed(oordelen)]


def _zin(beantwoord: int, vragen: int, is_een: bool) -> str:
    if is_een:
        return ""
    return f"Bij {opmaak.getal(beantwoord)} van de {opmaak.getal(vragen)} vragen is een oordeel."


def _tabel(
    inzage: Inzage, kop: str, rijen: list[tuple[Vraag, Vergadering, Oordeel]]
) -> tabel.Tabel:
    met_tekst = toegang.rol_van(inzage.rol).vergadert
    kolommen = [Kolom("Vraag"), Kolom("Oordeel"), Kolom("Vergadering")]
    kolommen += [Kolom("Toelichting")] if met_tekst else []
    cellen = [
        (
            Cel(f"{vraag.code} {vraag.tekst}"),
            Cel(OORDELEN[oordeel.oordeel]),
            Cel(f"{vergadering.soortnaam}, {opmaak.datum(vergadering.datum)}"),
            *([Cel(oordeel.toelichting)] if met_tekst else []),
        )
        for vraag, vergadering, oordeel in rijen
    ]
    return tabel.Tabel(kop, tuple(kolommen), cellen, "oordelen")


def _waar(rijen: list[tuple[Vraag, Vergadering, Oordeel]]) -> str:
    vergaderingen = dict.fromkeys(f"{v.soortnaam} van {opmaak.datum(v.datum)}" for _, v, _ in rijen)
    return "; ".join(vergaderingen)
