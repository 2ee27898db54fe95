"""The command line: ``peilstok``. Words and exit codes are a contract.

0 done, 1 refused or a check failed, 2 wrong usage. ``--json`` goes to standard output alone,
progress and messages to standard error. What a command does is left to the modules it calls.
"""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipelines import tonen
from pipelines.cijfers import (
    Vraag,
    VraagFout,
    lees_toetsen,
    lees_waarden,
    publicatiepad,
    volg,
)
from pipelines.deur.foutspoor import spoor
from pipelines.rapport import als_tekst, json_waarde
from pipelines.slot import BezetFout
from warehouse.paths import Thuis
from warehouse.profiel import laad_profiel
from warehouse.publish import PublicatieFout, versies, zet_terug
from warehouse.register import laad_register, leesbare_definitie
from warehouse.strikt import DefinitieFout

app = typer.Typer(
    name="peilstok",
    help="Kengetallen van een samenwerkingsverband passend onderwijs: laden, nagaan en tonen.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Uitvoer als JSON op standaarduitvoer.")]
Rol = Annotated[str, typer.Option("--rol", help="Voor welke doelgroep.")]


class Vorm(StrEnum):
    """How figures are written."""

    table = "table"
    json = "json"
    csv = "csv"


class Schaal(StrEnum):
    """How large the demo set is."""

    regio = "regio"


def main() -> None:
    """Entry point of the console command: what nobody foresaw is kept in a file, not shown raw."""
    try:
        app()
    except Exception as fout:
        pad = Thuis.uit_omgeving().wortel / "fouten.log"
        pad.parent.mkdir(parents=True, exist_ok=True)
        nu = f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
        with open(pad, "a", encoding="utf-8") as logboek:
            logboek.write(f"{nu}\n{spoor(fout)}\n")
        _meld(
            "peilstok: er ging iets mis wat wij niet hadden voorzien. Wat gepubliceerd was, is "
            f"niet veranderd. Geef het bestand {pad} aan de beheerder; daar staat wat er gebeurde."
        )
        sys.exit(1)


@app.command()
def demo(
    doel: Annotated[Path, typer.Argument(metavar="DIR", help="Nieuwe of lege map.")],
    schaal: Annotated[Schaal, typer.Option("--schaal")] = Schaal.regio,  # noqa: ARG001
    seed: Annotated[int, typer.Option("--seed", help="Ander getal, andere scholen.")] = 2704,
) -> None:
    """Schrijf een complete set verzonnen leveringen om mee te oefenen."""
    from pipelines.demo import schrijf  # noqa: PLC0415

    with _nette_fouten():
        if doel.exists() and any(doel.iterdir()) and not (doel / "LEESMIJ.txt").is_file():
            _weiger(f"de map {doel} is niet leeg; kies een nieuwe of lege map")
        bestanden = schrijf(doel, seed=seed)
        _meld(f"{len(bestanden)} verzonnen leveringen staan in {doel}")


@app.command()
def load(
    paden: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PAD...", exists=True, help="Bestanden of mappen met leveringen."),
    ] = None,
    bron: Annotated[str | None, typer.Option("--bron", help="Bron, als die niet blijkt.")] = None,
    kolommen: Annotated[
        list[Path] | None,
        typer.Option("--kolommen", help="Kolommenkaart (yaml); mag vaker worden gegeven."),
    ] = None,
    datum: Annotated[
        dt.datetime | None,
        typer.Option("--datum", formats=["%Y-%m-%d", "%d-%m-%Y"], help="Datum van ontvangst."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Alleen proberen.")] = False,
    rapport: Annotated[
        Path | None,
        typer.Option("--rapport", metavar="DIR", help="Map voor een werkmap met bevindingen."),
    ] = None,
    als_json: Json = False,
) -> None:
    """Ontvang leveringen, controleer ze en publiceer de cijfers: alles of niets.

    Zonder pad wordt de publicatie opnieuw opgebouwd uit het archief.
    """
    from pipelines.run import Opdracht, laad  # noqa: PLC0415
    from pipelines.voortgang import toon_voortgang  # noqa: PLC0415

    opdracht = Opdracht(
        paden=tuple(paden or ()),
        bron=bron,
        kolommen=tuple(kolommen or ()),
        datum=datum.date() if datum else None,
        dry_run=dry_run,
        rapport=rapport,
    )
    with _nette_fouten(), toon_voortgang() as voortgang:
        uitkomst = laad(Thuis.uit_omgeving(), opdracht, voortgang.meld, voortgang.vorder)
    if als_json:
        _schrijf_json(uitkomst.als_dict())
    else:
        for regel in als_tekst(uitkomst):
            typer.echo(regel)
    raise typer.Exit(1 if uitkomst.afloop == "geweigerd" else 0)


@app.command()
def herken(
    paden: Annotated[
        list[Path],
        typer.Argument(metavar="PAD...", exists=True, dir_okay=False, help="Bestanden."),
    ],
    als_json: Json = False,
) -> None:
    """Zeg bij welke bron een bestand hoort en wat het mist; er verandert niets."""
    from pipelines.indeling import herkennen  # noqa: PLC0415

    with _nette_fouten():
        gezien = herkennen.bekijk(Thuis.uit_omgeving(), paden)
    if als_json:
        _schrijf_json([asdict(herkenning) for herkenning in gezien])
    else:
        for regel in herkennen.als_tekst(gezien):
            typer.echo(regel)
    raise typer.Exit(0 if all(h.bron for h in gezien) else 1)


@app.command()
def sjablonen(
    doel: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Map.")] = None,
    als_json: Json = False,
) -> None:
    """Schrijf per bron een sjabloon om in te vullen (XLSX); zonder map in de eigen map."""
    from pipelines.run import vingerafdruk  # noqa: PLC0415
    from pipelines.sjablonen import schrijf, schrijf_thuis  # noqa: PLC0415

    with _nette_fouten():
        thuis = Thuis.uit_omgeving()
        if doel is None:
            doel = schrijf_thuis(thuis, vingerafdruk())
        else:
            schrijf(doel, laad_profiel(thuis.profiel))
    aantal = len(list(doel.glob("*.xlsx")))
    if als_json:
        _schrijf_json({"map": str(doel), "sjablonen": aantal})
    else:
        _meld(f"{aantal} sjablonen staan in {doel}")


@app.command()
def values(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID...")] = None,
    periode: Annotated[str | None, typer.Option("--periode", help="Zoals 2024-02-01.")] = None,
    per: Annotated[str, typer.Option("--per", help="Indeling, zoals gemeente.")] = "",
    rol: Rol = "medewerker",
    op: Annotated[
        dt.datetime | None,
        typer.Option("--op", formats=["%Y-%m-%d", "%d-%m-%Y"], help="Zoals bekend op deze dag."),
    ] = None,
    vorm: Annotated[Vorm, typer.Option("--format")] = Vorm.table,
) -> None:
    """Cijfers uit de huidige publicatie, of zoals ze op een dag bekend waren."""
    grains = tuple(deel for deel in per.split(",") if deel)
    with _nette_fouten():
        thuis = Thuis.uit_omgeving()
        if op:
            from pipelines.opdatum import publicatie_op  # noqa: PLC0415

            pad = publicatie_op(thuis, op.date(), rol, _meld)
        else:
            pad = publicatiepad(thuis, rol)
        rijen = lees_waarden(pad, Vraag(tuple(ids or ()), periode, grains))
        if vorm is Vorm.json:
            _schrijf_json(rijen)
        elif vorm is Vorm.csv:
            tonen.waarden_csv(rijen, sys.stdout)
        else:
            tonen.waarden_tabel(rijen, laad_register())


@app.command()
def definitions(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID...")] = None,
    als_json: Json = False,
) -> None:
    """Het register: wat elk kengetal is en hoe het wordt berekend."""
    with _nette_fouten():
        register = laad_register()
        for naam in ids or ():
            if naam not in register:
                raise VraagFout(
                    f"kengetal '{naam}' bestaat niet; bekend zijn: {', '.join(sorted(register))}"
                )
        gekozen = [register[naam] for naam in ids] if ids else list(register.values())
        if als_json:
            _schrijf_json([leesbare_definitie(kengetal) for kengetal in gekozen])
        else:
            tonen.definities(gekozen)


@app.command()
def checks(als_json: Json = False) -> None:
    """Elke controle van de huidige publicatie en wat eruit kwam."""
    with _nette_fouten():
        rijen = lees_toetsen(publicatiepad(Thuis.uit_omgeving(), "medewerker"))
    for rij in rijen:
        rij["voorbeeld"] = json.loads(rij["voorbeeld"])
    if als_json:
        _schrijf_json(rijen)
    else:
        tonen.toetsen(rijen)
    if any(rij["ernst"] == "kritiek" and rij["uitkomst"] == "gezakt" for rij in rijen):
        raise typer.Exit(1)


@app.command()
def trace(
    kengetal: Annotated[str, typer.Argument(metavar="ID")],
    periode: Annotated[str | None, typer.Option("--periode")] = None,
    als_json: Json = False,
) -> None:
    """Waar een cijfer vandaan komt: definitie, SQL en de leveringen erachter."""
    with _nette_fouten():
        spoor = volg(publicatiepad(Thuis.uit_omgeving(), "medewerker"), kengetal, periode)
    if als_json:
        _schrijf_json(
            spoor.kop
            | {"periode": periode, "waarden": spoor.waarden, "leveringen": spoor.leveringen}
        )
    else:
        tonen.spoor(spoor)


@app.command()
def status(als_json: Json = False) -> None:
    """Is alles in orde: publicatie, leveringen per bron, schijf en gezondheid."""
    from pipelines.toestand import lees_toestand  # noqa: PLC0415

    with _nette_fouten():
        toestand = lees_toestand(Thuis.uit_omgeving())
    if als_json:
        _schrijf_json(toestand.als_dict())
    else:
        tonen.toestand(toestand)
    raise typer.Exit(0 if toestand.gezond else 1)


@app.command(name="versions")
def versions_(als_json: Json = False) -> None:
    """Alle publicaties, de oudste eerst."""
    with _nette_fouten():
        lijst = versies(Thuis.uit_omgeving())
    if als_json:
        _schrijf_json([vars(versie) for versie in lijst])
    else:
        tonen.versies(lijst)


@app.command()
def rollback(publicatie: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Maak een eerdere publicatie weer de huidige; het archief blijft zoals het is."""
    with _nette_fouten():
        zet_terug(Thuis.uit_omgeving(), publicatie)
    _meld(
        f"publicatie {publicatie} is weer de huidige. De leveringen van daarna blijven in het "
        "archief en tellen bij de volgende laadronde weer mee."
    )


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501,
    rol: Rol = "medewerker",
    zonder_login: Annotated[
        bool, typer.Option("--zonder-login", help="Bereikbaar voor het netwerk zonder inloggen.")
    ] = False,
) -> None:
    """Start de app in de browser."""
    from pipelines.bedienen import bedien  # noqa: PLC0415

    with _nette_fouten():
        laad_profiel(Thuis.uit_omgeving().profiel)
        if host not in ("127.0.0.1", "localhost", "::1") and not zonder_login:
            _weiger(
                f"op adres {host} kan het hele netwerk meekijken, en inloggen is niet ingesteld. "
                "Kies 127.0.0.1, of voeg --zonder-login toe als dat de bedoeling is."
            )
        code = bedien(host, port, rol)
    raise typer.Exit(code)


@app.command()
def bench() -> None:
    """Meet hoe snel alles gaat; de cijfers als JSON."""
    from pipelines.bench import GeenBenchmarks, meet  # noqa: PLC0415

    try:
        _schrijf_json(meet(_meld))
    except GeenBenchmarks as fout:
        _weiger(str(fout))


@contextmanager
def _nette_fouten() -> Iterator[None]:
    """Turn what a person can mend into one Dutch message and the right exit code."""
    try:
        yield
    except VraagFout as fout:
        typer.echo(f"peilstok: {fout}", err=True)
        raise typer.Exit(2) from None
    except (DefinitieFout, PublicatieFout, BezetFout) as fout:
        typer.echo(f"peilstok: {fout}", err=True)
        raise typer.Exit(1) from None
    except OSError as fout:
        typer.echo(
            f"peilstok: {fout.strerror or fout}: {fout.filename or ''}".rstrip(": "), err=True
        )
        raise typer.Exit(1) from None


def _weiger(tekst: str) -> NoReturn:
    typer.echo(f"peilstok: {tekst}", err=True)
    raise typer.Exit(1)


def _meld(tekst: str) -> None:
    typer.echo(tekst, err=True)


def _schrijf_json(inhoud: object) -> None:
    json.dump(inhoud, sys.stdout, ensure_ascii=False, indent=2, default=json_waarde)
    sys.stdout.write("\n")
