"""Pointing out columns: which of their columns is which of ours, kept for the next delivery.

A mapping is a file in the form that `peilstok load --kolommen` reads. It is recognised again by
the headers that it uses, so it need be made once per kind of file. Suggestions are the pipelines'.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
import yaml
from markupsafe import Markup

from app.components import blok
from app.laadronde import Indeling
from app.sjablonen import Bron, Sjablonen, Veld
from warehouse import duurzaam
from warehouse.paths import Thuis

_GEEN, _VAST = "", "\0vast"


@dataclass(frozen=True)
class Gekozen:
    """What was pointed out so far."""

    bron: Bron
    naam: str
    kolommen: dict[str, str]
    vast: dict[str, str]

    @property
    def ontbreekt(self) -> list[str]:
        """Required columns without a source; a school needs its brin or a six character code."""
        gevuld = {*self.kolommen, *self.vast}
        return [
            veld.naam
            for veld in self.bron.velden
            if veld.verplicht and veld.naam not in gevuld and veld.type != "vestiging"
        ]


def lees(thuis: Thuis, naam: str) -> str:
    """The text of a kept mapping."""
    return (thuis.kolommenkaarten / Path(naam).name).read_text("utf-8")


def bewaar(thuis: Thuis, gekozen: Gekozen, oud: str = "") -> str:
    """Keep what was pointed out, in the place of `oud`; returns the name of the file."""
    koppen = list(dict.fromkeys(gekozen.kolommen.values()))
    inhoud = {
        "titel": gekozen.naam,
        "herken": [_kop(kop) for kop in koppen],
        "bronnen": [
            {
                "bron": gekozen.bron.bron,
                "kolommen": {ons: _kop(kop) for ons, kop in gekozen.kolommen.items()},
                "vast": gekozen.vast,
            }
        ],
    }
    naam = f"{_bestandsnaam(gekozen.naam)}.yaml"
    tekst = yaml.safe_dump(inhoud, allow_unicode=True, sort_keys=False, width=1000)
    duurzaam.schrijf(thuis.kolommenkaarten / naam, tekst.encode())
    if oud and oud != naam:
        (thuis.kolommenkaarten / Path(oud).name).unlink(missing_ok=True)
    return naam


def voor(thuis: Thuis, kaart: str, bestand: str) -> Indeling:
    """A kept mapping, for one file of a load."""
    return Indeling(kaart, lees(thuis, kaart), bestand)


def vraag(thuis: Thuis, sjablonen: Sjablonen, herkend: dict[str, Any]) -> bool:
    """The form for one file; True once its answers are kept."""
    bestand = herkend["bestand"]
    blok.toon(
        blok.tussenkop(
            f"Kolommen aanwijzen in {bestand}",
            "Wijs per gegeven de kolom van uw bestand aan. Wij onthouden het: een volgend bestand"
            " met dezelfde kolommen gaat vanzelf goed.",
        )
    )
    gekozen = _vraag_alles(sjablonen, herkend)
    mist = gekozen.ontbreekt
    if mist:
        zin = f"Nog aan te wijzen: {blok.rijtje(mist)}. Niet in uw bestand? Kies een vaste waarde."
        blok.toon(blok.melding(zin, "oranje"))
    with st.container(horizontal=True, gap="small", key="indeling_knoppen"):
        bewaren = st.button(
            "Bewaren en verder",
            type="primary",
            disabled=bool(mist) or not gekozen.kolommen,
            key="indeling_bewaar",
        )
        sluiten = st.button("Annuleren", key="indeling_sluit")
    if bewaren:
        bewaar(thuis, gekozen, herkend["kaart"])
    return bewaren or sluiten


def _vraag_alles(sjablonen: Sjablonen, herkend: dict[str, Any]) -> Gekozen:
    bestand = herkend["bestand"]
    volgorde = [b for b in herkend["volgorde"] if b in sjablonen.bronnen]
    links, rechts = st.columns(2)
    with links:
        code = st.selectbox(
            "Waarover gaat dit bestand?",
            volgorde,
            format_func=sjablonen.titel,
            key=f"indeling_bron_{bestand}",
            placeholder="Kies",
        )
    with rechts:
        naam = st.text_input(
            "Naam om dit onder te bewaren",
            value=herkend["als"] or f"Indeling van {Path(bestand).stem}",
            key=f"indeling_naam_{bestand}",
        )
    bron = sjablonen.bronnen[code or volgorde[0]]
    vragen = _Vragen(
        f"indeling_{bestand}_{bron.bron}",
        herkend["koppen"],
        herkend["voorstel"].get(bron.bron, {}),
        herkend["vast"].get(bron.bron, {}),
    )
    moet = [veld for veld in bron.velden if veld.verplicht]
    mag = [veld for veld in bron.velden if not veld.verplicht]
    for veld in moet:
        vragen.stel(veld)
    if mag:
        bekend = {*vragen.voorstel, *vragen.vooraf}
        with st.expander(
            f"Wat niet verplicht is ({len(mag)})", expanded=any(v.naam in bekend for v in mag)
        ):
            for veld in mag:
                vragen.stel(veld)
    gekozen_naam = (naam or "").strip() or f"Indeling van {bestand}"
    return Gekozen(bron, gekozen_naam, vragen.kolommen, vragen.vast)


@dataclass
class _Vragen:
    """The questions about one file for one bron, and their answers.

    Attributes:
        voorstel: our column → the header that it probably is.
        vooraf: our column → the fixed value that it had.
    """

    sleutel: str
    koppen: Sequence[str]
    voorstel: Mapping[str, str]
    vooraf: Mapping[str, str]
    kolommen: dict[str, str] = field(default_factory=dict)
    vast: dict[str, str] = field(default_factory=dict)

    def stel(self, veld: Veld) -> None:
        """Ask for one of our columns: a header of theirs, a fixed value, or nothing."""
        links, rechts = st.columns([0.52, 0.48], vertical_alignment="center")
        with links:
            blok.toon(
                Markup(
                    '<p class="veld"><strong>{}</strong> {}<br>'
                    '<span class="stil klein">{}</span></p>'
                ).format(veld.naam, _merk(veld), _uitleg(veld))
            )
        mogelijk = [_GEEN, *dict.fromkeys(self.koppen), _VAST]
        with rechts:
            gekozen = st.selectbox(
                f"Kolom voor {veld.naam}",
                mogelijk,
                index=self._begin(veld, mogelijk),
                format_func=_toon_kop,
                key=f"{self.sleutel}_{veld.naam}",
                label_visibility="collapsed",
                filter_mode="contains" if len(mogelijk) > 12 else None,
            )
            if gekozen == _VAST:
                if waarde := self._vraag_vast(veld):
                    self.vast[veld.naam] = waarde
            elif gekozen:
                self.kolommen[veld.naam] = gekozen

    def _begin(self, veld: Veld, mogelijk: Sequence[str]) -> int:
        """Where the choice starts: as it was kept, else as suggested."""
        if veld.naam in self.vooraf:
            return len(mogelijk) - 1
        kop = self.voorstel.get(veld.naam, _GEEN).casefold()
        return next((plek for plek, ander in enumerate(mogelijk) if ander.casefold() == kop), 0)

    def _vraag_vast(self, veld: Veld) -> str:
        """The value for every row; a choice where there is one."""
        label = f"Waarde in elke rij, voor {veld.naam}"
        sleutel = f"{self.sleutel}_{veld.naam}_vast"
        eerder = self.vooraf.get(veld.naam)
        if not veld.keuzes:
            tekst = st.text_input(
                label,
                eerder or "",
                key=sleutel,
                placeholder=veld.vorm,
                label_visibility="collapsed",
            )
            return (tekst or "").strip()
        keuzes = list(veld.keuzes)
        gekozen: str | None = st.selectbox(
            label,
            keuzes,
            index=keuzes.index(eerder) if eerder in keuzes else None,
            format_func=lambda code: veld.keuzes[code] or code,
            key=sleutel,
            placeholder="Kies de waarde",
            label_visibility="collapsed",
        )
        return gekozen or ""


def _uitleg(veld: Veld) -> str:
    """What it is; of a school also which part of its number."""
    if veld.type not in ("brin", "vestiging"):
        return veld.omschrijving
    return f"{veld.omschrijving} Hier {veld.vorm}."


def _merk(veld: Veld) -> Markup:
    if not veld.verplicht:
        return Markup("")
    return Markup('<span class="stil klein">verplicht</span>')


def _toon_kop(kop: str) -> str:
    if kop == _VAST:
        return "Voor elke rij hetzelfde …"
    return kop or "Staat niet in dit bestand"


def _kop(kop: str) -> str:
    """A header as a mapping names it; one that looks like a pattern is taken by the letter."""
    return f"^{re.escape(kop)}" if kop.startswith("^") else kop


def _bestandsnaam(naam: str) -> str:
    kaal = re.sub(r"[^a-z0-9]+", "_", naam.casefold()).strip("_")[:60]
    return f"{kaal or 'indeling'}_{duurzaam.kort_merk(naam)[:6]}"
