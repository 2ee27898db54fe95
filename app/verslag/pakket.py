"""A report in every kind of file that was asked for, and a manifest that says what is in it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app import chromium
from app.components import tabel
from app.inhoud import Inzage
from app.verslag import afbeelding, boek, dia, rapport, vaststellen
from app.verslag.figuren import Verzameling, verzamel
from app.verslag.figuur import Figuur
from app.verslag.mandje import Mandje
from app.verslag.opdracht import Opdracht

FORMATEN = ("docx", "pptx", "xlsx", "png", "svg", "csv")
_PLAATJES = ("png", "svg")
_GEEN_PLAATJES = (
    f"Er zijn geen plaatjes (PNG, SVG) gemaakt. {chromium.GEEN} De grafieken in Word, "
    "PowerPoint en Excel zijn er wel."
)


@dataclass(frozen=True)
class Pakket:
    """The files by name, and what there is to say of what is not in them."""

    bestanden: Mapping[str, bytes]
    meldingen: tuple[str, ...]


def maak(
    inzage: Inzage,
    mandje: Mandje,
    opdracht: Opdracht,
    formaten: Sequence[str],
    bewerkbaar: bool = False,
    melden: Callable[[str], None] = lambda _: None,
) -> Pakket:
    """Every file of a report, the manifest last.

    Args:
        formaten: of ``FORMATEN``.
        bewerkbaar: native charts in Word; pictures of them otherwise.
        melden: receives a Dutch line of progress.
    """
    melden("cijfers verzamelen")
    inhoud = verzamel(inzage, mandje, opdracht.jaar)
    naam = opdracht.titel.lower().replace(" ", "_")
    bestanden: dict[str, bytes] = {}
    plaatjes = _plaatjes(inhoud.figuren, formaten, bewerkbaar, melden)
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: rapport.maak(
            inzage, opdracht, inhoud, _in_word(inhoud, plaatjes, bewerkbaar)
        ),
        "pptx": lambda: dia.maak(opdracht, inhoud.figuren, plaatjes),
        "xlsx": lambda: boek.maak(opdracht, inhoud.figuren, plaatjes),
    }
    for soort, maken in makers.items():
        if soort in formaten:
            melden(f"{soort} schrijven")
            gemaakt = vaststellen.pak_vast(f".{soort}", maken(), opdracht.gemaakt_op)
            bestanden[f"{naam}.{soort}"] = gemaakt
    for soort in _PLAATJES:
        if soort in formaten:
            gekozen = {n: b for n, b in plaatjes.items() if n.endswith(soort)}
            bestanden |= {f"grafieken/{n}": b for n, b in gekozen.items()}
    if "csv" in formaten:
        bestanden |= dict(_csvs(inhoud.figuren))
    bestanden["manifest.json"] = _manifest(opdracht, bestanden)
    return Pakket(bestanden, tuple(_meldingen(inhoud, formaten, bewerkbaar)))


def _plaatjes(
    figuren: Sequence[Figuur],
    formaten: Sequence[str],
    bewerkbaar: bool,
    melden: Callable[[str], None],
) -> dict[str, bytes]:
    """Pictures by name, of the kinds that are asked for; Word needs PNG."""
    soorten = [soort for soort in _PLAATJES if soort in formaten]
    nodig = "docx" in formaten
    if bewerkbaar or not nodig:
        # Only what Office cannot draw by itself.
        nodig = any(f.plaat is not None and f.tekening is None for f in figuren)
        nodig &= bool({"docx", "pptx", "xlsx"} & set(formaten))
    if nodig:
        soorten = list(dict.fromkeys(["png", *soorten]))
    if not soorten or chromium.zoek() is None:
        return {}
    melden("grafieken tekenen")
    return dict(
        afbeelding.maak({f.naam: f.plaat() for f in figuren if f.plaat is not None}, soorten)
    )


def _in_word(
    inhoud: Verzameling, plaatjes: Mapping[str, bytes], bewerkbaar: bool
) -> Mapping[str, bytes]:
    """The pictures that Word gets: all, or only of what it cannot draw itself."""
    eigen = {f"{f.naam}.png" for f in inhoud.figuren if f.tekening is not None}
    return {n: b for n, b in plaatjes.items() if not (bewerkbaar and n in eigen)}


def _csvs(figuren: Sequence[Figuur]) -> Iterator[tuple[str, bytes]]:
    for figuur in figuren:
        yield f"tabellen/{figuur.naam}.csv", tabel.als_csv(figuur.tabel)


def _meldingen(inhoud: Verzameling, formaten: Sequence[str], bewerkbaar: bool) -> Iterator[str]:
    if chromium.zoek() is None:
        if set(_PLAATJES) & set(formaten):
            yield _GEEN_PLAATJES
        if "docx" in formaten and not bewerkbaar:
            yield "Zonder browser staan in Word bewerkbare grafieken in plaats van plaatjes."
        alleen_tabel = [f for f in inhoud.figuren if f.plaat is not None and f.tekening is None]
        if alleen_tabel:
            wie = "; ".join(f.titel for f in alleen_tabel)
            yield f"Zonder browser staat hiervan alleen de tabel in het verslag: {wie}."
    for titel in inhoud.gemist:
        yield f"{titel}: hiervan is niets dat getoond mag worden; het staat niet in het verslag."


def _manifest(opdracht: Opdracht, bestanden: Mapping[str, bytes]) -> bytes:
    inhoud = {
        "titel": opdracht.titel,
        "jaar": opdracht.jaar,
        "publicatie": opdracht.publicatie,
        "publicatie_gemaakt_op": opdracht.gemaakt_op.isoformat(),
        "doelgroep": opdracht.rol,
        "bestanden": {n: hashlib.sha256(b).hexdigest() for n, b in bestanden.items()},
    }
    return (json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n").encode()
