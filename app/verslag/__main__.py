"""What ``peilstok export`` runs: a report of one audience's figures, written to a folder."""

import argparse
import sys
from pathlib import Path

from streamlit import config

from app import data, toegang
from app.verslag import klaar, mandje, pakket, vaststellen
from app.verslag.maakronde import MELDING
from app.verslag.opdracht import stel_op
from warehouse import duurzaam
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout


def main() -> int:
    """Write the files; the exit code is 1 when that cannot be done."""
    # Pages are run here without anyone looking, which Streamlit would remark upon.
    config.set_option("global.showWarningOnDirectExecution", False)
    gevraagd = _lees()
    rol = toegang.rol_van(gevraagd.rol)
    inzage = data.open_inzage(Thuis.uit_omgeving(), rol, gevraagd.publicatie)
    if inzage is None:
        print("er is nog niets gepubliceerd voor deze rol", file=sys.stderr)
        return 1
    try:
        keuze = mandje.lees(gevraagd.keuze) if gevraagd.keuze else klaar.lees(klaar.JAARVERSLAG)
        eigen = gevraagd.sjabloon
        sjablonen = {eigen.suffix[1:].lower(): eigen} if eigen else {}
        opdracht = stel_op(inzage, keuze.titel, gevraagd.jaar, sjablonen)
        gemaakt = pakket.maak(
            inzage,
            keuze,
            opdracht,
            gevraagd.formaat.split(","),
            gevraagd.bewerkbaar,
            lambda regel: print(regel, file=sys.stderr, flush=True),
        )
    except DefinitieFout as fout:
        print(fout, file=sys.stderr)
        return 1
    for naam, inhoud in gemaakt.bestanden.items():
        duurzaam.schrijf(gevraagd.naar / naam, inhoud)
    naam = opdracht.titel.lower().replace(" ", "_")
    duurzaam.schrijf(gevraagd.naar / f"{naam}.zip", vaststellen.als_zip(dict(gemaakt.bestanden)))
    for melding in gemaakt.meldingen:
        print(f"{MELDING}{melding}", file=sys.stderr)
    return 0


def _lees() -> argparse.Namespace:
    lezer = argparse.ArgumentParser(prog="app.verslag")
    lezer.add_argument("--jaar", type=int)
    lezer.add_argument("--naar", type=Path, required=True)
    lezer.add_argument("--formaat", required=True)
    lezer.add_argument("--keuze", type=Path)
    lezer.add_argument("--sjabloon", type=Path)
    lezer.add_argument("--bewerkbaar", action="store_true")
    lezer.add_argument("--rol", required=True)
    lezer.add_argument("--publicatie")
    return lezer.parse_args()


if __name__ == "__main__":
    sys.exit(main())
