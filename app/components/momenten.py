"""Two moments side by side: per unit what it was, what it is, and the difference as a line."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from app.components import afdalen, blok, cijfer, definitie, keuze, leeswijzer, tabel
from app.components.keuze import Keuze
from app.inhoud import Inzage, Punt
from warehouse import opmaak


@dataclass(frozen=True)
class Paar:
    """One unit at both moments; `toen` is the earlier of the two."""

    naam: str
    adres: str
    toen: Punt | None
    nu: Punt | None
    gekozen: bool = False
    is_rest: bool = False

    @property
    def verschil(self) -> float | None:
        """What came on top; None when either figure is not there."""
        if self.toen is None or self.nu is None:
            return None
        if self.toen.waarde is None or self.nu.waarde is None:
            return None
        return self.nu.waarde - self.toen.waarde


def toon(inzage: Inzage, gekozen: Keuze) -> None:
    """A box for the other moment, then a row per unit with its table for download."""
    with st.container(horizontal=True, key="momentkeuze"):
        keuze.kies_naast(gekozen)
    van, tot = sorted((gekozen.naast, gekozen.periode))
    paren = _paren(inzage, gekozen, van, tot)
    blok.toon(blok.deelkop(_titel(gekozen, paren), _uitleg(gekozen, van, tot)))
    blok.toon(_html(gekozen, paren, van, tot))
    blok.toon(leeswijzer.zo_leest_u("momenten"))
    tabel.downloads(_tabel(inzage, gekozen, paren, van, tot), "momenten")


def _paren(inzage: Inzage, gekozen: Keuze, van: str, tot: str) -> list[Paar]:
    """Units with a row at either moment: the largest rise first, the absent ones last."""
    per: dict[tuple[str, ...], dict[str, Punt]] = {}
    for punt in gekozen.delen:
        if punt.periode in (van, tot):
            per.setdefault(punt.eenheid, {})[punt.periode] = punt
    paren = [
        Paar(
            keuze.eenheidsnaam(inzage, gekozen.per, eenheid),
            afdalen.adres(inzage, gekozen, eenheid, punten.get(gekozen.periode)),
            punten.get(van),
            punten.get(tot),
            eenheid == gekozen.eenheid,
            bool(afdalen.RESTCODES & set(eenheid)),
        )
        for eenheid, punten in per.items()
    ]
    return sorted(
        paren,
        key=lambda p: (
            p.is_rest,
            p.verschil is None,
            -(p.verschil or 0.0),
            opmaak.sorteersleutel(p.naam),
        ),
    )


def _titel(gekozen: Keuze, paren: Sequence[Paar]) -> str:
    """How many rose and fell, in words; what rounds to the same did neither."""
    k, namen = gekozen.kengetal, cijfer.grain(gekozen.per, meervoud=True)
    beide = [p for p in paren if p.verschil is not None and not p.is_rest]
    if not beide:
        return f"Van geen van de {namen} zijn beide cijfers te tonen"
    anders = [
        p
        for p in beide
        if p.nu and p.toen and cijfer.verschil(k, p.nu.waarde, p.toen.waarde) != "gelijk"
    ]
    omhoog = sum((p.verschil or 0.0) > 0 for p in anders)
    omlaag = len(anders) - omhoog
    delen = [f"{opmaak.getal(omhoog)} hoger", f"{opmaak.getal(omlaag)} lager"]
    if gelijk := len(beide) - len(anders):
        delen.append(f"{opmaak.getal(gelijk)} gelijk")
    return f"Van de {opmaak.getal(len(beide))} {namen}: {blok.rijtje(delen)}"


def _uitleg(gekozen: Keuze, van: str, tot: str) -> str:
    zin = f"Van {opmaak.periode(van)} naar {opmaak.periode(tot)}. Een naam opent die eenheid."
    if any(p.is_onvolledig for p in gekozen.delen if p.periode in (van, tot)):
        zin += " Een van beide tijdvakken is nog niet compleet."
    return zin


def _html(gekozen: Keuze, paren: Sequence[Paar], van: str, tot: str) -> Markup:
    waarden = [p.waarde for paar in paren for p in (paar.toen, paar.nu) if p]
    bekend = [w for w in waarden if w is not None]
    laag, hoog = min([*bekend, 0.0]), max([*bekend, 0.0])
    rijen = blok.voeg(_rij(gekozen, paar, laag, hoog) for paar in paren)
    return Markup(
        '<div class="tabelvak"><table class="staven momenten"><caption>{}</caption><thead><tr>'
        '<th scope="col">Naam</th><th scope="col"><span class="weg">Lijn</span></th>'
        '<th scope="col" class="getal">{}</th><th scope="col" class="getal">{}</th>'
        '<th scope="col" class="getal">Verschil</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(
        f"{gekozen.kengetal.titel} op twee momenten",
        opmaak.periode_kort(van),
        opmaak.periode_kort(tot),
        rijen,
    )


def _rij(gekozen: Keuze, paar: Paar, laag: float, hoog: float) -> Markup:
    k = gekozen.kengetal
    klasse = "gekozen" if paar.gekozen else "rest" if paar.is_rest else ""
    return Markup(
        '<tr class="{}" data-naar="ja"><th scope="row">{}</th>'
        '<td class="baan" aria-hidden="true">{}</td><td class="getal toen">{}</td>'
        '<td class="getal waarde">{}</td><td class="getal verschil">{}</td></tr>'
    ).format(
        klasse,
        blok.verwijzing(paar.naam, paar.adres),
        _baan(paar, laag, hoog),
        cijfer.cel(k, paar.toen),
        cijfer.cel(k, paar.nu),
        _verschil(gekozen, paar),
    )


def _verschil(gekozen: Keuze, paar: Paar) -> str | Markup:
    if paar.verschil is None or not paar.nu or not paar.toen:
        return Markup('<span class="stil">n.v.t.</span>')
    return cijfer.verschil(gekozen.kengetal, paar.nu.waarde, paar.toen.waarde) or "gelijk"


def _baan(paar: Paar, laag: float, hoog: float) -> Markup:
    """An open dot then, a full dot now, and the line between them."""
    breedte = (hoog - laag) or 1.0

    def plaats(punt: Punt | None) -> float | None:
        if punt is None or punt.waarde is None:
            return None
        return 100 * (punt.waarde - laag) / breedte

    toen, nu = plaats(paar.toen), plaats(paar.nu)
    delen = []
    if toen is not None and nu is not None:
        links, rechts = sorted((toen, nu))
        delen.append(
            Markup('<span class="halter" style="left:{}%;width:{}%"></span>').format(
                f"{links:.2f}", f"{rechts - links:.2f}"
            )
        )
    for klasse, plek in (("toen", toen), ("nu", nu)):
        if plek is not None:
            delen.append(
                Markup('<span class="momentpunt {}" style="left:{}%"></span>').format(
                    klasse, f"{plek:.2f}"
                )
            )
    return Markup('<span class="baanvak stippen">{}</span>').format(blok.voeg(delen))


def _tabel(
    inzage: Inzage, gekozen: Keuze, paren: Sequence[Paar], van: str, tot: str
) -> tabel.Tabel:
    k, naam = gekozen.kengetal, cijfer.grain(gekozen.per)
    kolommen = (
        tabel.Kolom(naam.capitalize()),
        tabel.getalkolom(opmaak.periode(van), k),
        tabel.getalkolom(opmaak.periode(tot), k),
        tabel.getalkolom("Verschil", k),
    )
    rijen = [
        (
            tabel.Cel(paar.naam),
            tabel.Cel(cijfer.cel(k, paar.toen), paar.toen.waarde if paar.toen else None),
            tabel.Cel(cijfer.cel(k, paar.nu), paar.nu.waarde if paar.nu else None),
            tabel.Cel(_verschil(gekozen, paar), paar.verschil),
        )
        for paar in paren
    ]
    titel = f"{k.titel} per {naam}, {opmaak.periode(van)} en {opmaak.periode(tot)}"
    bestand = f"{k.kengetal}_per_{cijfer.grain_in_bestandsnaam(gekozen.per)}_{van}_{tot}"
    return tabel.Tabel(titel, kolommen, rijen, bestand, definitie.bij_download(inzage, k))
