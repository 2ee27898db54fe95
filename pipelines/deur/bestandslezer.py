"""One file, from bytes to typed rows: read, look for identities, recognise, parse, re-key.

A pure function of the bytes and the rules; it runs in the worker of ``begrensd``, with limits.
Which files there are and what becomes of them is left to ``lezen``.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.contract import Contract, Kolom, herken
from pipelines.deur import privacy
from pipelines.deur.pseudoniemen import hersleutel
from pipelines.indeling.kaarten import Kaart, herken_kaart
from pipelines.indeling.kolommen import Bronkolommen
from pipelines.indeling.koppen import Kopzoeker
from pipelines.inlezen import Gelezen, parse
from pipelines.rapport_xlsx import maak_rapport
from pipelines.readers import (
    OnleesbaarBestand,
    Tabel,
    andere_bladen,
    lees_rest,
    met_kop,
    read,
    schrijf_rest,
)
from pipelines.tabelvorm import met_verschuiving, zonder_vreemde_rijen
from warehouse.profiel import Profiel

_KOPRIJEN = 5  # how far below the first row the column names are looked for

Bronnen = list[tuple[str, Bronkolommen | None]]  # each with the part of the mapping that fills it


@dataclass(frozen=True)
class Leesregels:
    """What every file of a call is read by.

    Attributes:
        kaarten: the mappings that were saved for this home.
    """

    contracten: Mapping[str, Contract]
    profiel: Profiel
    sleutel: bytes
    kaarten: tuple[Kaart, ...] = ()


@dataclass(frozen=True)
class Bestand:
    """One file to read.

    Attributes:
        bron: the bron that was asked for.
        kaart: the mapping that was given, or that was found when the file came in.
        herken: whether a mapping may be found by the columns.
        ontvangst: day of receipt, for a file that does not say what period it is about.
        is_rest: what was kept of a delivery after rows past their term were removed.
    """

    naam: str
    inhoud: bytes
    bron: str | None = None
    kaart: Kaart | None = None
    herken: bool = True
    ontvangst: dt.date | None = None
    is_rest: bool = False


@dataclass(frozen=True)
class Lezing:
    """What came of it: rows per bron, or the findings that refuse the file; the mapping used."""

    gelezen: tuple[Gelezen, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    aannames: tuple[str, ...] = ()
    kaart: Kaart | None = None


@dataclass(frozen=True)
class Rapportvraag:
    """The file of which a report is wanted, and what was found in it and assumed."""

    bestand: Bestand
    bevindingen: tuple[Bevinding, ...]
    aannames: tuple[str, ...]


@dataclass(frozen=True)
class Restvraag:
    """The file of which only these rows are to be kept, and how it was read."""

    bestand: Bestand
    rijen: frozenset[int]


def maak_rest(vraag: Restvraag, regels: Leesregels) -> bytes:
    """What is kept of a file when only these of its rows may stay."""
    return schrijf_rest(_lees_tabel(vraag.bestand, regels)[0], vraag.rijen)


def lees_bestand(bestand: Bestand, regels: Leesregels) -> Lezing:
    """Read one file; whatever is wrong with it is a finding."""
    try:
        tabel, kaart = _lees_tabel(bestand, regels)
        if kaart is not None and kaart.kolommen.onbruikbaar:
            return Lezing(bevindingen=(_onbruikbaar(kaart, tabel),), kaart=kaart)
        delen = _bronnen_van(tabel, kaart, bestand, regels)
        gevonden = _zoek_identiteiten(tabel, delen, bestand, regels)
        if not delen:
            gevonden.append(_onbekend(tabel, regels))
    except OnleesbaarBestand as fout:
        return Lezing(bevindingen=(fout.bevinding,))
    if gevonden:
        return Lezing(bevindingen=tuple(gevonden))
    gelezen = _parse(tabel, delen, bestand, regels)
    aannames = [kaart.aanname] if kaart and bestand.kaart is None else []
    aannames += [aanname for deel in gelezen for aanname in deel.aannames]
    return Lezing(
        gelezen=gelezen,
        bevindingen=tuple(dict.fromkeys(b for deel in gelezen for b in deel.bevindingen)),
        aannames=tuple(dict.fromkeys(aannames)),
        kaart=kaart,
    )


def lees_koppen(bestand: Bestand, regels: Leesregels) -> Tabel | Bevinding:
    """The column names of a file, without its rows; or why they cannot be shown.

    They are not when the row that should hold them holds data: that may be about somebody.
    """
    try:
        tabel, _ = _lees_tabel(bestand, regels)
    except OnleesbaarBestand as fout:
        return fout.bevinding
    if privacy.heeft_gegevens_als_kop(tabel):
        return _geen_kop(tabel)
    return replace(tabel, rijen=tabel.rijen.clear())


def maak_bestandsrapport(vraag: Rapportvraag, regels: Leesregels) -> bytes:
    """The report of a file as an XLSX; its table is read again, as it was delivered."""
    tabel: Tabel | None = None
    try:
        tabel = _lees_tabel(vraag.bestand, regels)[0]
    except OnleesbaarBestand:
        tabel = None
    return maak_rapport(vraag.bestand.naam, tabel, vraag.bevindingen, vraag.aannames)


def _lees_tabel(bestand: Bestand, regels: Leesregels) -> tuple[Tabel, Kaart | None]:
    """The table of a file with its header where it stands, and the mapping that reads it.

    The column names may stand lower than the first row, under a title or a row of groups.

    Raises:
        OnleesbaarBestand: there is no table.
    """
    if bestand.is_rest:
        return lees_rest(bestand.naam, bestand.inhoud), bestand.kaart
    bladen = [bestand.bron] if bestand.bron else list(regels.contracten)
    tabel = read(bestand.naam, bestand.inhoud, bladen)
    if bestand.kaart is not None:
        return tabel, bestand.kaart
    contracten = {bron: regels.contracten[bron] for bron in bladen}
    for lager in _koppen(tabel):
        kaart = _herken_kaart(lager, bestand, regels)
        if kaart is not None or isinstance(herken(lager, contracten), str):
            return lager, kaart
    return tabel, None


def _herken_kaart(tabel: Tabel, bestand: Bestand, regels: Leesregels) -> Kaart | None:
    """The mapping that is there for a file with these columns, if it fills the bron asked for."""
    kaart = herken_kaart(tabel.kolommen, regels.kaarten) if bestand.herken else None
    bronnen = [deel.bron for deel in kaart.kolommen.bronnen] if kaart else []
    return kaart if bestand.bron is None or bestand.bron in bronnen else None


def _bronnen_van(
    tabel: Tabel, kaart: Kaart | None, bestand: Bestand, regels: Leesregels
) -> Bronnen:
    """Which bronnen a table feeds: as mapped, as asked for, or as its columns say."""
    if kaart is not None:
        return [(d.bron, d) for d in kaart.kolommen.bronnen if bestand.bron in (None, d.bron)]
    bron = bestand.bron or herken(tabel, regels.contracten)
    return [(bron, None)] if isinstance(bron, str) else []


def _zoek_identiteiten(
    tabel: Tabel, delen: Bronnen, bestand: Bestand, regels: Leesregels
) -> list[Bevinding]:
    """Who is named in the table, or on another sheet of its workbook: that is kept as well."""
    contracten = [regels.contracten[bron] for bron, _ in delen]
    gekarteerd: dict[int, Kolom] = {}
    for contract, (_, kolommen) in zip(contracten, delen, strict=True):
        gekarteerd |= _gekarteerd(tabel, contract, kolommen) if kolommen else {}
    gevonden = privacy.zoek(tabel, contracten, gekarteerd)
    for nummer, blad in andere_bladen(bestand.inhoud, tabel):
        gevonden += privacy.zoek(blad, contracten, werkblad=nummer)
    return gevonden


def _gekarteerd(tabel: Tabel, contract: Contract, kolommen: Bronkolommen) -> dict[int, Kolom]:
    """Place of each column that a mapping names, and which of ours it fills."""
    zoeker = Kopzoeker(tabel.kolommen, kolommen.koppen)
    return {
        plek: ons
        for naam, kolom in kolommen.kolommen.items()
        if (ons := contract.zoek(naam)) is not None
        for plek in zoeker.plekken(kolom.uit)
    }


def _koppen(tabel: Tabel) -> Iterator[Tabel]:
    """The table, and what it would be with a lower row as its header."""
    yield tabel
    for plek in range(min(_KOPRIJEN, tabel.rijen.height)):
        yield met_kop(tabel, plek)


def _onbekend(tabel: Tabel, regels: Leesregels) -> Bevinding:
    """Why no bron was recognised; what stands on the first row is shown if it is no data."""
    if privacy.heeft_gegevens_als_kop(tabel):
        return _geen_kop(tabel)
    bevinding = herken(tabel, regels.contracten)
    assert isinstance(bevinding, Bevinding)
    return bevinding


def _geen_kop(tabel: Tabel) -> Bevinding:
    return Bevinding(
        KRITIEK,
        "geen_kop",
        "Op de eerste rij staan geen kolomnamen, maar gegevens.",
        "Zet de kolomnamen op de eerste rij en lever opnieuw.",
        bestand=tabel.bestand,
    )


def _onbruikbaar(kaart: Kaart, tabel: Tabel) -> Bevinding:
    waarom = kaart.kolommen.onbruikbaar
    assert waarom is not None
    return Bevinding(
        KRITIEK,
        "onbruikbaar_bestand",
        waarom.melding,
        waarom.oplossing,
        bestand=tabel.bestand,
    )


def _parse(
    tabel: Tabel, delen: Bronnen, bestand: Bestand, regels: Leesregels
) -> tuple[Gelezen, ...]:
    tabel = privacy.zonder_adressen(tabel, [regels.contracten[bron] for bron, _ in delen])
    return tuple(
        _parse_deel(tabel, regels.contracten[bron], kolommen, bestand, regels)
        for bron, kolommen in delen
    )


def _parse_deel(
    tabel: Tabel,
    contract: Contract,
    kolommen: Bronkolommen | None,
    bestand: Bestand,
    regels: Leesregels,
) -> Gelezen:
    tabel = zonder_vreemde_rijen(tabel, contract, met_totalen=kolommen is not None)
    gelezen = parse(tabel, contract, kolommen, regels.profiel, bestand.ontvangst)
    gelezen = met_verschuiving(gelezen, tabel)
    if contract.leerlingniveau:
        verhuld = tuple(privacy.verhul(gelezen.bevindingen, [contract]))
        gelezen = replace(gelezen, bevindingen=verhuld)
    if gelezen.rijen is None:
        return gelezen
    return replace(gelezen, rijen=hersleutel(gelezen.rijen, contract, regels.sleutel))
