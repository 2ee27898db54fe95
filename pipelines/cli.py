"""The command line: ``peilstok``. Words and exit codes are a contract.

0 done, 1 refused or a check failed, 2 wrong usage. ``--json`` goes to standard output alone,
progress and messages to standard error. What a command does is left to the modules it calls.
"""

import datetime as dt
import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines import opschalen, tonen, uitgeven, vastleggen, veiligstellen
from pipelines.cijfers import (
    Vraag,
    VraagFout,
    lees_toetsen,
    lees_waarden,
    publicatiepad,
    volg,
)
from pipelines.rapport import als_tekst
from pipelines.slot import slot
from pipelines.uitvoer import meld, nette_fouten, schrijf_json, weiger
from warehouse.foutspoor import OPDRACHT, leg_vast
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van
from warehouse.publish import versies, zet_terug
from warehouse.register import laad_register, leesbare_definitie

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


def main() -> None:
    """Entry point of the console command: what nobody foresaw is kept in a file, not shown raw."""
    try:
        app()
    except Exception as fout:
        thuis = Thuis.uit_omgeving()
        kenmerk = leg_vast(thuis, fout, OPDRACHT, " ".join(sys.argv[1:2]))
        meld(
            "peilstok: er ging iets mis wat wij niet hadden voorzien. Wat gepubliceerd was, is "
            f"niet veranderd. Geef de beheerder het kenmerk {kenmerk}; in {thuis.fouten} staat "
            "daarbij wat er gebeurde."
        )
        sys.exit(1)


app.command()(opschalen.demo)


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
    alvast: Annotated[
        bool,
        typer.Option(
            "--alvast",
            help="De eerste keer: publiceer eerst voor medewerkers, en voor anderen zodra hun "
            "cijfers zijn afgeschermd.",
        ),
    ] = False,
    rapport: Annotated[
        Path | None,
        typer.Option("--rapport", metavar="DIR", help="Map voor een werkmap met bevindingen."),
    ] = None,
    alle_swv: Annotated[
        bool, typer.Option("--alle-swv", help="PAD heeft een map per samenwerkingsverband.")
    ] = False,
    als_json: Json = False,
) -> None:
    """Ontvang leveringen, controleer ze en publiceer de cijfers: alles of niets.

    Zonder pad wordt de publicatie opnieuw opgebouwd uit het archief.
    """
    if alle_swv:
        opschalen.laad_alle_swv(
            paden or (),
            als_json,
            met=bool(bron or kolommen or datum or dry_run or alvast or rapport),
        )
        return
    from pipelines.run import Opdracht, laad  # noqa: PLC0415
    from pipelines.voortgang import toon_voortgang  # noqa: PLC0415

    opdracht = Opdracht(
        paden=tuple(paden or ()),
        bron=bron,
        kolommen=tuple(kolommen or ()),
        datum=datum.date() if datum else None,
        dry_run=dry_run,
        alvast=alvast,
        rapport=rapport,
    )
    with nette_fouten(), toon_voortgang() as voortgang:
        thuis = Thuis.uit_omgeving()
        eerder = thuis.huidige()
        uitkomst = laad(thuis, opdracht, voortgang.meld, voortgang.vorder)
        if not dry_run:
            vastleggen.laadronde(thuis, uitkomst, eerder)
    if als_json:
        schrijf_json(uitkomst.als_dict())
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

    with nette_fouten():
        gezien = herkennen.bekijk(Thuis.uit_omgeving(), paden)
    if als_json:
        schrijf_json([asdict(herkenning) for herkenning in gezien])
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
    from pipelines.sjablonen import schrijf, schrijf_thuis  # noqa: PLC0415
    from pipelines.werkplaats import vingerafdruk  # noqa: PLC0415

    with nette_fouten():
        thuis = Thuis.uit_omgeving()
        if doel is None:
            doel = schrijf_thuis(thuis, vingerafdruk())
        else:
            schrijf(doel, profiel_van(thuis))
    aantal = len(list(doel.glob("*.xlsx")))
    if als_json:
        schrijf_json({"map": str(doel), "sjablonen": aantal})
    else:
        meld(f"{aantal} sjablonen staan in {doel}")


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
    alle_swv: Annotated[
        bool, typer.Option("--alle-swv", help="Van elk samenwerkingsverband: wat openbaar is.")
    ] = False,
) -> None:
    """Cijfers uit de huidige publicatie, of zoals ze op een dag bekend waren."""
    grains = tuple(deel for deel in per.split(",") if deel)
    with nette_fouten():
        thuis = Thuis.uit_omgeving()
        if alle_swv:
            thuis, rol, grains = opschalen.landelijk(thuis, met=bool(op or grains))
            pad = publicatiepad(thuis, rol)
        elif op:
            from pipelines.opdatum import publicatie_op  # noqa: PLC0415

            pad = publicatie_op(thuis, op.date(), rol, meld, tuple(ids or ()))
        else:
            pad = publicatiepad(thuis, rol)
        rijen = lees_waarden(pad, Vraag(tuple(ids or ()), periode, grains))
        vastleggen.cijfers(thuis, rol, ids or (), grains)
        if vorm is Vorm.json:
            schrijf_json(rijen)
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
    with nette_fouten():
        register = laad_register()
        for naam in ids or ():
            if naam not in register:
                raise VraagFout(
                    f"kengetal '{naam}' bestaat niet; bekend zijn: {', '.join(sorted(register))}"
                )
        gekozen = [register[naam] for naam in ids] if ids else list(register.values())
        if als_json:
            schrijf_json([leesbare_definitie(kengetal) for kengetal in gekozen])
        else:
            tonen.definities(gekozen)


@app.command()
def checks(als_json: Json = False) -> None:
    """Elke controle van de huidige publicatie en wat eruit kwam."""
    with nette_fouten():
        rijen = lees_toetsen(publicatiepad(Thuis.uit_omgeving(), "medewerker"))
    for rij in rijen:
        rij["voorbeeld"] = json.loads(rij["voorbeeld"])
    if als_json:
        schrijf_json(rijen)
    else:
        tonen.toetsen(rijen)
    if any(rij["ernst"] == "kritiek" and rij["uitkomst"] == "gezakt" for rij in rijen):
        raise typer.Exit(1)


@app.command()
def trace(
    wat: Annotated[
        str, typer.Argument(metavar="ID", help="Kengetal; of nummer of hash van een levering.")
    ],
    periode: Annotated[str | None, typer.Option("--periode")] = None,
    als_json: Json = False,
) -> None:
    """Waar een cijfer vandaan komt (definitie, SQL, leveringen), of waar een levering in telt."""
    with nette_fouten():
        gevonden = volg(publicatiepad(Thuis.uit_omgeving(), "medewerker"), wat, periode)
    if als_json:
        schrijf_json(gevonden.als_dict())
    else:
        tonen.spoor(gevonden)


@app.command()
def audit(
    rol: Annotated[str | None, typer.Option("--rol", help="Alleen deze doelgroep.")] = None,
    als_json: Json = False,
) -> None:
    """Wat is uit de cijfers van elke doelgroep uit te rekenen dat verborgen moet blijven?"""
    from pipelines.nakijken import kijk_na  # noqa: PLC0415

    with nette_fouten():
        uitkomst = kijk_na(Thuis.uit_omgeving(), rol, meld)
    if als_json:
        schrijf_json([vondst.als_dict() for vondst in uitkomst.vondsten])
    else:
        tonen.audit(uitkomst)
    raise typer.Exit(1 if uitkomst.vondsten else 0)


@app.command()
def status(als_json: Json = False) -> None:
    """Is alles in orde: publicatie, leveringen per bron, schijf en gezondheid."""
    from pipelines.toestand import lees_toestand  # noqa: PLC0415

    with nette_fouten():
        toestand = lees_toestand(Thuis.uit_omgeving())
    if als_json:
        schrijf_json(toestand.als_dict())
    else:
        tonen.toestand(toestand)
    raise typer.Exit(0 if toestand.gezond else 1)


@app.command(name="versions")
def versions_(als_json: Json = False) -> None:
    """Alle publicaties, de oudste eerst."""
    with nette_fouten():
        lijst = versies(Thuis.uit_omgeving())
    if als_json:
        schrijf_json([vars(versie) for versie in lijst])
    else:
        tonen.versies(lijst)


@app.command()
def rollback(
    publicatie: Annotated[str, typer.Argument(metavar="ID")], als_json: Json = False
) -> None:
    """Maak een eerdere publicatie weer de huidige; het archief blijft zoals het is."""
    with nette_fouten():
        thuis = Thuis.uit_omgeving()
        with slot(thuis, meld):
            zet_terug(thuis, publicatie)
        vastleggen.terugzetten(thuis, publicatie)
    if als_json:
        schrijf_json({"publicatie": publicatie})
    meld(
        f"publicatie {publicatie} is weer de huidige. De leveringen van daarna blijven in het "
        "archief en tellen bij de volgende laadronde weer mee."
    )


@app.command()
def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Alleen zeggen wat weg zou gaan.")] = (
        False
    ),
    als_json: Json = False,
) -> None:
    """Verwijder rijen over leerlingen na hun bewaartermijn, ook uit de bewaarde bestanden."""
    from pipelines.opschonen import schoon_op  # noqa: PLC0415
    from pipelines.opschoonverslag import als_tekst as verslag_als_tekst  # noqa: PLC0415

    with nette_fouten():
        verslag = schoon_op(Thuis.uit_omgeving(), meld, dry_run=dry_run)
    if als_json:
        schrijf_json(verslag.als_dict())
    else:
        for regel in verslag_als_tekst(verslag):
            typer.echo(regel)
    raise typer.Exit(1 if verslag.afloop == "geweigerd" else 0)


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501,
    rol: Annotated[
        str | None, typer.Option("--rol", help="Alleen deze rol; met inloggen: wie hem heeft.")
    ] = None,
    zonder_login: Annotated[
        bool, typer.Option("--zonder-login", help="Zonder inloggen, ook voor het hele netwerk.")
    ] = False,
) -> None:
    """Start de app in de browser; wie mag inloggen staat in toegang.toml."""
    from pipelines.bedienen import bedien, bezwaar  # noqa: PLC0415

    with nette_fouten():
        thuis = Thuis.uit_omgeving()
        profiel_van(thuis)
        if reden := bezwaar(thuis, host, rol, zonder_login):
            weiger(reden)
        code = bedien(host, port, rol, zonder_login)
    raise typer.Exit(code)


app.command()(veiligstellen.backup)
app.command()(veiligstellen.restore)
app.command()(uitgeven.profielen)
app.command()(uitgeven.export)
app.command()(opschalen.bench)
