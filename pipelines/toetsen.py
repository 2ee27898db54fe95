"""Which checks stand between a build and its publication, and what their outcomes become.

Every contract gives structure, keys, code lists, ranges and references; its folder adds checks
in SQL; what definitions give stands in ``definitietoetsen``. Carrying them out is left to
``expectations.poort``.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from expectations.toets import Toets, Uitslag
from expectations.zinnen import meld_rij
from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.brontoetsen import Brontoets, load_toetsen
from pipelines.contract import Contract, Kolom, Verwijzing
from pipelines.definitietoetsen import van_definitie, van_register
from pipelines.leveringen import Levering
from warehouse import opmaak
from warehouse.profiel import Profiel
from warehouse.register import Kengetal

_BEREIK_TYPES = {"getal", "geheel", "bedrag", "jaar"}

# Pseudonyms of persons: needed to count, never in a report or a publication.
_PSEUDONIEMEN = {"leerling", "persoon"}


def maak_toetsen(
    contracten: Mapping[str, Contract], register: Mapping[str, Kengetal], profiel: Profiel
) -> list[Toets]:
    """Every check of a build, of the bronnen that this region has.

    Those of a bron without deliveries come out ``niet_uitgevoerd``.
    """
    toetsen: list[Toets] = []
    eigen = [c.met_profiel(profiel) for c in contracten.values() if profiel.kent(c.naam)]
    for contract in eigen:
        toetsen += _van_contract(contract)
        toetsen += [_van_bron(contract, t, profiel) for t in load_toetsen(contract.map)]
    toetsen += van_register(contracten, register)
    for kengetal in register.values():
        toetsen += van_definitie(kengetal.definitie, profiel.normen.sprong)
    return toetsen


def _van_contract(contract: Contract) -> Iterator[Toets]:
    bron, tabel = contract.naam, f"geldig_{contract.naam}"
    yield Toets(
        id=f"{bron}.kolommen",
        tabel=tabel,
        regel="kolommen",
        ernst="kritiek",
        titel=f"{contract.titel}: alle kolommen zijn er",
        oplossing="Lever de ontbrekende kolommen aan, zoals het sjabloon ze noemt.",
        bron=bron,
        kolommen=tuple(contract.sql_kolommen),
    )
    if contract.sleutel:
        yield Toets(
            id=f"{bron}.sleutel",
            tabel=tabel,
            regel="uniek",
            ernst="kritiek",
            titel=f"{contract.titel}: elke rij komt één keer voor",
            oplossing="Haal de dubbele rijen weg, of tel ze op tot één rij.",
            bron=bron,
            kolommen=contract.sleutel,
        )
    for kolom in contract.kolom:
        yield from _van_kolom(contract, kolom)
    for verwijzing in contract.verwijzing:
        yield _van_verwijzing(contract, verwijzing)


def _van_verwijzing(contract: Contract, verwijzing: Verwijzing) -> Toets:
    """Every value must exist in the other bron, in the rows that the reference is about."""
    kolom, naar = verwijzing.kolom, verwijzing.naar
    naam = kolom.replace("_", " ")
    waar = [f"{kolom} is not null"]
    if (beschreven := contract.zoek(kolom)) is not None and beschreven.pseudo:
        waar.append(f"{kolom} not in ({_lijst(beschreven.pseudo)})")
    waar += [f"{als} in ({_lijst(waarden)})" for als, waarden in verwijzing.als.items()]
    waar.append(f"{kolom} not in (select {verwijzing.doelkolom} from geldig_{naar})")
    return Toets(
        id=f"{contract.naam}.{kolom}.bekend",
        tabel=f"geldig_{contract.naam}",
        regel="sql",
        ernst="kritiek",
        titel=f"{contract.titel}: elke {naam} staat in {naar}",
        oplossing=f"Verbeter de code, of lever eerst {naar} aan met deze {naam} erin.",
        melding=(
            f"{naam.capitalize()} {{{kolom}}} staat niet in {naar}; aantal rijen: {{rijen}}, te"
            " beginnen bij rij {rij:kaal}."
        ),
        bron=contract.naam,
        kolom=kolom,
        sql=(
            f"select levering, {kolom}, min(rij) as rij, count(*) as rijen"
            f" from geldig_{contract.naam}"
            f" where {' and '.join(waar)}"
            f" group by levering, {kolom} order by levering, rij"
        ),
    )


def _lijst(waarden: Iterable[str]) -> str:
    """Codes of a contract as SQL texts."""
    return ", ".join("'" + waarde.replace("'", "''") + "'" for waarde in waarden)


def _van_kolom(contract: Contract, kolom: Kolom) -> Iterator[Toets]:
    bron, tabel = contract.naam, f"geldig_{contract.naam}"
    # an empty count is unknown: a warning in SQL; reading allows an ontheffing to few mappings
    if kolom.verplicht and kolom.type != "aantal" and not kolom.ontheffing:
        yield Toets(
            id=f"{bron}.{kolom.naam}.gevuld",
            tabel=tabel,
            regel="gevuld",
            ernst="kritiek",
            titel=f"{contract.titel}: {kolom.naam} is overal ingevuld",
            oplossing=f"Vul {kolom.naam} in; weet u het niet, schrijf dan 'onbekend' als dat mag.",
            bron=bron,
            kolommen=(kolom.naam,),
        )
    if kolom.waarden:
        yield Toets(
            id=f"{bron}.{kolom.naam}.codes",
            tabel=tabel,
            regel="codes",
            ernst="kritiek",
            titel=f"{contract.titel}: {kolom.naam} is een bekende code",
            oplossing=f"Gebruik een van de codes {', '.join(kolom.waarden)}.",
            bron=bron,
            kolommen=(kolom.naam,),
            waarden=tuple(kolom.waarden),
        )
    minimum = 0.0 if kolom.type == "aantal" else kolom.minimum
    if (kolom.type in _BEREIK_TYPES or kolom.type == "aantal") and (
        minimum is not None or kolom.maximum is not None
    ):
        yield Toets(
            id=f"{bron}.{kolom.naam}.bereik",
            tabel=tabel,
            regel="bereik",
            ernst="kritiek",
            titel=f"{contract.titel}: {kolom.naam} ligt binnen de grenzen",
            oplossing=f"Kijk {kolom.naam} na op een tikfout of een verschoven kolom.",
            bron=bron,
            kolommen=(kolom.naam,),
            minimum=minimum,
            maximum=kolom.maximum,
        )


def _van_bron(contract: Contract, brontoets: Brontoets, profiel: Profiel) -> Toets:
    return Toets(
        id=brontoets.id,
        tabel=f"staging_{contract.naam}",
        regel="sql",
        ernst=brontoets.ernst,
        titel=brontoets.titel,
        oplossing=brontoets.oplossing,
        melding=brontoets.melding,
        bron=contract.naam,
        kolom=brontoets.kolom,
        ook=tuple(f"staging_{bron}" for bron in brontoets.ook),
        sql=brontoets.sql.replace("$marge", str(profiel.normen.afrondmarge_euro)),
    )


def als_bevinding(
    uitslagen: Iterable[Uitslag], leveringen: Sequence[Levering]
) -> dict[str, list[Bevinding]]:
    """Failed checks as findings in the files that they are about, by the hash of the file."""
    nummers = {levering.nummer: levering for levering in leveringen}
    gevonden: dict[str, list[Bevinding]] = {}
    for uitslag in uitslagen:
        laatste, som = None, ""
        for voorbeeld in uitslag.voorbeelden:
            levering = nummers.get(_geheel(voorbeeld.get("levering")))
            if levering is not None:
                laatste = _bevinding(uitslag.toets, voorbeeld, levering.bestand)
                som = levering.sha256
                gevonden.setdefault(som, []).append(laatste)
        rest = uitslag.aantal - len(uitslag.voorbeelden)
        if laatste is not None and rest > 0:
            meer = f"Dezelfde bevinding geldt voor nog {opmaak.getal(rest)} andere."
            gevonden[som].append(replace(laatste, melding=meer, rij=None, waarde=""))
    return gevonden


def _bevinding(toets: Toets, voorbeeld: Mapping[str, object], bestand: str) -> Bevinding:
    kolom = toets.kolommen[0] if toets.kolommen else toets.kolom
    waarde = voorbeeld.get(kolom)
    return Bevinding(
        KRITIEK,
        toets.id,
        meld_rij(toets, voorbeeld) or f"{toets.titel}: deze rij voldoet daar niet aan.",
        toets.oplossing,
        bestand=bestand,
        bron=toets.bron,
        rij=_geheel(voorbeeld.get("rij")),
        kolom=kolom,
        waarde="" if waarde is None else str(waarde),
    )


def _geheel(waarde: object) -> int:
    return int(waarde) if isinstance(waarde, int) else 0


def als_rij(uitslag: Uitslag) -> dict[str, Any]:
    """An outcome as plain values, for reports."""
    return {
        "id": uitslag.toets.id,
        "bron": uitslag.toets.bron or None,
        "kengetal": uitslag.toets.kengetal or None,
        "ernst": uitslag.toets.ernst,
        "uitkomst": uitslag.uitkomst,
        "aantal": uitslag.aantal,
        "titel": uitslag.toets.titel,
        "melding": uitslag.melding,
        "oplossing": uitslag.toets.oplossing,
        "voorbeeld": [
            {naam: waarde for naam, waarde in voorbeeld.items() if naam not in _PSEUDONIEMEN}
            for voorbeeld in uitslag.voorbeelden
        ],
    }


def publicatierij(uitslag: Uitslag) -> dict[str, Any]:
    """An outcome as a row of table ``toets``."""
    rij = als_rij(uitslag)
    voorbeeld = [
        {naam: None if _is_nan(waarde) else waarde for naam, waarde in regel.items()}
        for regel in rij["voorbeeld"]
    ]
    return rij | {"voorbeeld": json.dumps(voorbeeld, ensure_ascii=False, default=str)}


def _is_nan(waarde: object) -> bool:
    return isinstance(waarde, float) and not math.isfinite(waarde)
