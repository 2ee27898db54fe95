"""What a file is before it is loaded: its columns, the bron they belong to, and what would help.

For whoever is about to deliver: nothing is kept and nothing changes. A file whose columns belong
to no bron, or that lacks one, gets a suggestion which of its columns is which of ours.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from pipelines.bevindingen import Bevinding
from pipelines.contract import Contract, herken, load_contracten
from pipelines.deur.begrensd import lees_inhoud, werker
from pipelines.deur.bestandslezer import Bestand, Leesregels
from pipelines.indeling.kaarten import bewaarde_kaarten, herken_kaart
from pipelines.lezen import leesbare_naam
from pipelines.readers import OnleesbaarBestand, Tabel
from pipelines.waarden.vouwen import vouw
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van

# Ours, 2026: "aanvraagdatum" and "datum aanvraag" do, "soort" and "school" do not.
GELIJKENIS = 0.72


@dataclass(frozen=True)
class Herkenning:
    """What one file is.

    Attributes:
        bron: the bronnen that it fills; empty when that cannot be told.
        kaart: file name of a saved mapping that fits, else an empty string.
        als: what the mapping that fits calls such a file.
        ontbreekt: required columns that it lacks, by their name in a template.
        voorstel: per bron which header might be which of our columns; with a saved mapping, is.
        vast: per bron what a saved mapping puts in every row.
        volgorde: the bronnen, the most likely one first.
    """

    bestand: str
    koppen: tuple[str, ...]
    bron: tuple[str, ...]
    kaart: str
    als: str
    ontbreekt: tuple[str, ...]
    voorstel: dict[str, dict[str, str]]
    vast: dict[str, dict[str, str]]
    volgorde: tuple[str, ...]
    bevinding: Bevinding | None


def bekijk(thuis: Thuis, paden: Iterable[Path]) -> list[Herkenning]:
    """Look at files; whatever is wrong with one is in its record.

    Raises:
        DefinitieFout: a contract is wrong.
        OSError: a file cannot be opened.
    """
    contracten = load_contracten()
    kaarten = bewaarde_kaarten(thuis.kolommenkaarten, contracten)
    regels = Leesregels(contracten, profiel_van(thuis), b"", kaarten)
    return [_bekijk(pad, regels) for pad in paden]


def als_tekst(gezien: Iterable[Herkenning]) -> Iterator[str]:
    """A line per file: the bron, what it lacks, or why it cannot be told."""
    for h in gezien:
        if h.bevinding is not None:
            yield f"{h.bestand}: {h.bevinding.melding} {h.bevinding.oplossing}"
            continue
        als = f", als {h.als}" if h.als else ""
        mist = f"; kolom {', '.join(h.ontbreekt)} ontbreekt" if h.ontbreekt else ""
        yield f"{h.bestand}: {', '.join(h.bron)}{als}{mist}"


def _lees_koppen(pad: Path, regels: Leesregels) -> Tabel | Bevinding:
    """The columns of a file, read within limits; headers that may be somebody's data stay out."""
    try:
        bestand = Bestand(leesbare_naam(pad.name), lees_inhoud(pad))
    except OnleesbaarBestand as fout:
        return fout.bevinding
    return werker().lees_koppen(bestand, regels)


def _bekijk(pad: Path, regels: Leesregels) -> Herkenning:
    contracten = regels.contracten
    tabel = _lees_koppen(pad, regels)
    if isinstance(tabel, Bevinding):
        return Herkenning(pad.name, (), (), "", "", (), {}, {}, (), tabel)
    koppen = tuple(kop for kop in tabel.kolommen if kop)
    kaart = herken_kaart(tabel.kolommen, regels.kaarten)
    if kaart is not None:
        naam = kaart.kolommen.naam if kaart in regels.kaarten else ""
        bronnen = tuple(deel.bron for deel in kaart.kolommen.bronnen)
        als = kaart.kolommen.titel or ""
        delen = kaart.kolommen.bronnen if naam else ()
        voorstel = {d.bron: {ons: k.uit for ons, k in d.kolommen.items()} for d in delen}
        vast = {d.bron: dict(d.vast) for d in delen}
        return Herkenning(pad.name, koppen, bronnen, naam, als, (), voorstel, vast, bronnen, None)
    bron = herken(tabel, contracten)
    if isinstance(bron, Bevinding):
        voorstel = _voorstellen(koppen, contracten)
        dekking = {b: _dekking(contract, voorstel[b]) for b, contract in contracten.items()}
        volgorde = tuple(sorted(contracten, key=dekking.__getitem__, reverse=True))
        return Herkenning(pad.name, koppen, (), "", "", (), voorstel, {}, volgorde, bron)
    mist = _ontbreekt(tabel.kolommen, contracten[bron])
    voorstel = _voorstellen(koppen, {bron: contracten[bron]}) if mist else {}
    return Herkenning(pad.name, koppen, (bron,), "", "", mist, voorstel, {}, (bron,), None)


def _delen(contract: Contract) -> Iterable[tuple[str, bool]]:
    """Our columns as a file has them, and whether they are required: a school is two."""
    for kolom in contract.kolom:
        namen = kolom.schooldelen if kolom.type == "school" else (kolom.naam,)
        yield from ((naam, kolom.verplicht) for naam in namen)


def _ontbreekt(koppen: tuple[str, ...], contract: Contract) -> tuple[str, ...]:
    er = {vouw(kop) for kop in koppen}
    breed = contract.breed
    ingevuld = {breed.naar, breed.waarde} if breed and breed.gekozen(koppen) else set()
    mist: list[str] = []
    for kolom in contract.kolom:
        namen = {kolom.naam, *(kolom.schooldelen if kolom.type == "school" else ())}
        if kolom.verplicht and not {vouw(n) for n in namen} & er and not namen & ingevuld:
            mist += kolom.schooldelen if kolom.type == "school" else (kolom.naam,)
    return tuple(mist)


def _voorstellen(
    koppen: tuple[str, ...], contracten: Mapping[str, Contract]
) -> dict[str, dict[str, str]]:
    return {bron: _voorstel(koppen, contract) for bron, contract in contracten.items()}


def _voorstel(koppen: tuple[str, ...], contract: Contract) -> dict[str, str]:
    """The most alike pairs first; a header is used once."""
    paren = sorted(
        ((_gelijkenis(naam, kop), naam, kop) for naam, _ in _delen(contract) for kop in koppen),
        key=lambda paar: -paar[0],
    )
    voorstel: dict[str, str] = {}
    for gelijkenis, naam, kop in paren:
        if gelijkenis >= GELIJKENIS and naam not in voorstel and kop not in voorstel.values():
            voorstel[naam] = kop
    return voorstel


@cache
def _gelijkenis(naam: str, kop: str) -> float:
    """How alike our name and their header are, from 0 to 1: the same words weigh most."""
    onze, hunne = vouw(naam), vouw(kop)
    if onze == hunne:
        return 1.0
    onze_woorden, hunne_woorden = _woorden(naam), _woorden(kop)
    if all(len(w) >= 3 and w in onze for w in hunne_woorden):
        dekking = sum(len(w) for w in hunne_woorden) / len(onze)
        if dekking >= 0.7:
            return 0.95  # "datum aanvraag" is aanvraagdatum
    if onze_woorden <= hunne_woorden:
        return 0.9  # "BRIN gevraagd" has a brin
    if len(hunne) >= 3 and onze.startswith(hunne):
        return 0.8  # "cat" is short for categorie
    maat = SequenceMatcher(None, onze, hunne)
    return maat.ratio() if maat.quick_ratio() >= GELIJKENIS else 0.0


def _woorden(tekst: str) -> frozenset[str]:
    return frozenset(vouw(woord) for woord in re.findall(r"[^\W_]+", tekst))


def _dekking(contract: Contract, voorstel: Mapping[str, str]) -> tuple[float, int]:
    """Share of the required columns that have a suggestion, and how many have one at all."""
    verplicht = [naam for naam, moet in _delen(contract) if moet]
    return sum(n in voorstel for n in verplicht) / max(1, len(verplicht)), len(voorstel)
