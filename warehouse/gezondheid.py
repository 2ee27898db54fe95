"""Is a home well? One judgement, for the address that a monitor asks and for ``peilstok status``.

Every complaint says what to do, and nothing about pupils, people, figures or names of files that
someone delivered. What cannot be looked at is a complaint too, never a silence.
"""

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from filelock import FileLock, Timeout

from warehouse import foutspoor, leverkalender, logboek
from warehouse.geheugen import Geheugen
from warehouse.klacht import Klacht
from warehouse.paths import StandFout, Thuis
from warehouse.profiel import profiel_van
from warehouse.publish import PublicatieFout, beschadigd

KRAP = 2 * 1024**3  # bytes free below which a load of ten years may not fit
LANG = dt.timedelta(minutes=30)  # ours, 2026: a load of the whole region takes a minute
KORT_GELEDEN = dt.timedelta(hours=1)  # ours, 2026: how long a page that failed keeps us ill


@dataclass(frozen=True)
class Blik:
    """One look at a home.

    Attributes:
        geheugen: hashes of files that did not change; a look from nothing reads every byte.
        nu: the moment of looking.
    """

    thuis: Thuis
    geheugen: Geheugen = field(default_factory=Geheugen)
    nu: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))


def kijk(blik: Blik) -> tuple[Klacht, ...]:
    """Everything that is wrong with a home; empty when all is well. Never raises."""
    return _vraag(blik, GEGEVENS | OMSTANDIGHEDEN)


def kijk_naar_gegevens(blik: Blik) -> tuple[Klacht, ...]:
    """What is wrong with what a back-up holds, wherever it stands."""
    return _vraag(blik, GEGEVENS)


Controle = Callable[[Blik], Iterator[str]]


def _vraag(blik: Blik, controles: dict[str, Controle]) -> tuple[Klacht, ...]:
    klachten = []
    for wat, controle in controles.items():
        try:
            klachten += [Klacht(wat, zin) for zin in controle(blik)]
        except StandFout as fout:
            klachten.append(Klacht("stand", str(fout)))
        except Exception as fout:  # a check that fails must not hide the others
            waarom = fout.strerror if isinstance(fout, OSError) else None
            soort = waarom or type(fout).__name__
            klachten.append(Klacht(wat, f"{wat}: dit was niet na te gaan ({soort})"))
    return tuple(dict.fromkeys(klachten))


def _publicatie(blik: Blik) -> Iterator[str]:
    """Every publication is as it was published: links and reports point at older ones too."""
    thuis = blik.thuis
    huidige = thuis.huidige()
    if huidige is None:
        yield "er is nog niets gepubliceerd; laad leveringen met 'peilstok load PAD...'"
    elif huidige not in thuis.publicatielijst():
        yield f"publicatie {huidige} is er niet meer; {_HERSTEL}"
    for publicatie in thuis.publicatielijst():
        try:
            if kapot := beschadigd(thuis, publicatie, blik.geheugen.som):
                yield f"publicatie {publicatie} is beschadigd ({', '.join(kapot)}); {_HERSTEL}"
        except PublicatieFout as fout:
            yield str(fout)


_HERSTEL = (
    "ga terug naar een eerdere met 'peilstok rollback', bouw opnieuw met 'peilstok load' of zet "
    "een back-up terug"
)


def _archief(blik: Blik) -> Iterator[str]:
    """Every receipt that counts is there, and what it says is kept has the hash that it says."""
    thuis = blik.thuis
    if (thuis.archief / "opschoning").is_dir():
        yield "een opschoning is onderbroken; maak haar af met 'peilstok purge'"
    stand = thuis.lees_stand()
    for nummer in range(1, stand["ontvangst"] + 1 if stand else 1):
        if waarom := _leveringsfout(blik, nummer):
            yield f"het archief is niet in orde: levering {nummer} {waarom}"


def _leveringsfout(blik: Blik, nummer: int) -> str | None:
    archief = blik.thuis.archief
    try:
        bon = json.loads((archief / "leveringen" / f"{nummer:06d}.json").read_text("utf-8"))
        opgeschoond = bon.get("opgeschoond")
        bewaard = opgeschoond[-1]["rest"] if opgeschoond else bon["sha256"]
        if bewaard and blik.geheugen.som(archief / "bestanden" / bewaard) != bewaard:
            return f"is veranderd; {_UIT_BACKUP}"
    except FileNotFoundError:
        return f"is er niet meer; {_UIT_BACKUP}"
    except (OSError, ValueError, KeyError, TypeError):
        return f"is onleesbaar; {_UIT_BACKUP}"
    return None


_UIT_BACKUP = "zet het archief terug uit een back-up met 'peilstok restore'"


def _logboek(blik: Blik) -> Iterator[str]:
    if breuk := logboek.controleer(blik.thuis, blik.geheugen):
        yield f"het logboek is niet heel: {breuk}; laat het zoals het is en zoek uit wie erbij kon"


def _vergaderingen(blik: Blik) -> Iterator[str]:
    # With it comes SQLAlchemy, for which nothing else here has to wait.
    from warehouse.vergaderingen import gezondheid as vergaderingen  # noqa: PLC0415

    yield from vergaderingen.klachten(blik.thuis, blik.geheugen.som)


def _schijf(blik: Blik) -> Iterator[str]:
    vrij = schijf_vrij(blik.thuis)
    if vrij < KRAP:
        yield f"er is nog {vrij // 1024**2} MB vrij op de schijf; maak ten minste 2 GB vrij"


def _versheid(blik: Blik) -> Iterator[str]:
    """A bron that was delivered once, and missed its last day by more than the profile allows."""
    profiel = profiel_van(blik.thuis)
    vandaag = blik.nu.astimezone().date()
    kalender = [moment.model_dump() for moment in profiel.leverkalender]
    verlopen = [
        moment.bron
        for moment in leverkalender.maak(kalender, _ontvangen(blik.thuis), vandaag)
        if moment.stand is leverkalender.Stand.TE_LAAT
        and (vandaag - moment.uiterlijk).days > profiel.coulance_dagen
    ]
    if verlopen:
        yield (
            f"de cijfers zijn verlopen: {', '.join(sorted(verlopen))} had meer dan "
            f"{profiel.coulance_dagen} dagen geleden geleverd moeten zijn; lever het alsnog"
        )


def _ontvangen(thuis: Thuis) -> dict[str, list[dt.date]]:
    """The days on which each bron was delivered; a receipt that cannot be read counts elsewhere."""
    dagen: dict[str, list[dt.date]] = {}
    stand = thuis.lees_stand()
    for nummer in range(1, stand["ontvangst"] + 1 if stand else 1):
        try:
            pad = thuis.archief / "leveringen" / f"{nummer:06d}.json"
            bon = json.loads(pad.read_text("utf-8"))
            for deel in bon["delen"]:
                dagen.setdefault(deel["bron"], []).append(dt.date.fromisoformat(bon["datum"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return dagen


def _laadronde(blik: Blik) -> Iterator[str]:
    """A load that hangs, or one that was killed half-way; see ``pipelines/slot``."""
    try:
        bezig: dict[str, Any] = json.loads(blik.thuis.bezig.read_text("utf-8"))
        sinds = dt.datetime.fromisoformat(bezig["sinds"])
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError):
        sinds = dt.datetime.fromtimestamp(blik.thuis.bezig.stat().st_mtime, dt.UTC)
    try:
        with FileLock(blik.thuis.slot, timeout=0):
            if blik.thuis.bezig.is_file():
                yield (
                    "een laadronde is halverwege gestopt; er is niets veranderd. Begin haar "
                    "opnieuw, of ruim op met 'peilstok load' zonder bestanden"
                )
    except Timeout:
        if blik.nu - sinds > LANG:
            minuten = int((blik.nu - sinds).total_seconds() // 60)
            yield (
                f"een laadronde is al {minuten} minuten bezig en houdt andere tegen; het proces "
                f"staat in {blik.thuis.bezig.name}, stop het als het hangt"
            )


def _pagina(blik: Blik) -> Iterator[str]:
    """Pages that failed not long ago."""
    fouten = foutspoor.lees(blik.thuis, blik.nu - KORT_GELEDEN)
    mis = [fout for fout in fouten if fout.soort == foutspoor.PAGINA]
    for waar in sorted({fout.waar for fout in mis}):
        laatste = [fout for fout in mis if fout.waar == waar][-1]
        yield (
            f"pagina {waar} gaf het laatste uur een fout (kenmerk {laatste.kenmerk}); waar staat "
            f"in {blik.thuis.fouten.name}"
        )


# What a back-up holds, and what the machine and the clock add to it.
GEGEVENS: dict[str, Controle] = {
    "publicatie": _publicatie,
    "archief": _archief,
    "logboek": _logboek,
    "vergaderingen": _vergaderingen,
}
OMSTANDIGHEDEN: dict[str, Controle] = {
    "schijf": _schijf,
    "versheid": _versheid,
    "laadronde": _laadronde,
    "pagina": _pagina,
}


def schijf_vrij(thuis: Thuis) -> int:
    """Bytes free where the home stands, or will stand."""
    map_ = next(pad for pad in (thuis.wortel, *thuis.wortel.parents) if pad.exists())
    return shutil.disk_usage(map_).free
