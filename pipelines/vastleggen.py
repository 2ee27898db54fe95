"""What the command line writes in the audit log: figures asked for, loads, publications, purges.

No names of files or people in them: the receipts in the archive tell those.
"""

from collections.abc import Sequence
from datetime import date

from pipelines.opschoonverslag import Opschoonverslag
from pipelines.rapport import Laadrapport
from warehouse import logboek
from warehouse.paths import Thuis

_LANG = 120  # characters of a value in the log


def laadronde(thuis: Thuis, rapport: Laadrapport, eerder: str | None) -> None:
    """A load that was not a trial: how it ended, and what was published when that changed."""
    wie, rol = logboek.afzender()
    stand = thuis.lees_stand()
    ontvangst = str(stand["ontvangst"]) if stand else None
    logboek.schrijf(thuis, "geladen", wie, rol, afloop=rapport.afloop, ontvangst=ontvangst)
    if stand and stand["publicatie"] != eerder:
        logboek.schrijf(thuis, "gepubliceerd", wie, rol, publicatie=stand["publicatie"])


def terugzetten(thuis: Thuis, publicatie: str) -> None:
    """An older publication became current again."""
    wie, rol = logboek.afzender()
    logboek.schrijf(thuis, "teruggezet", wie, rol, publicatie=publicatie)


def cijfers(thuis: Thuis, rol: str, kengetallen: Sequence[str], per: Sequence[str]) -> None:
    """Figures of an audience were asked for, without the app."""
    wie, _ = logboek.afzender()
    welke = ",".join(kengetallen)[:_LANG] or None
    logboek.schrijf(
        thuis, "bekeken", wie, rol, pagina="values", kengetal=welke, per=",".join(per) or None
    )


def opschoning(thuis: Thuis, verslag: Opschoonverslag, vandaag: date) -> list[str]:
    """A purge that was not a trial; the months of the log past their own term go with it."""
    wie, rol = logboek.afzender()
    logboek.schrijf(
        thuis, "opgeschoond", wie, rol, afloop=verslag.afloop, publicatie=verslag.publicatie
    )
    return logboek.ruim_op(thuis, vandaag, wie, rol)
