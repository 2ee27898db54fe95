"""How old something is, in the words of someone who wonders whether it is still true."""

from datetime import date

from warehouse import opmaak

_MAAND = 30.4  # days


def ouderdom(dag: date, vandaag: date) -> str:
    """How long ago `dag` was: "vandaag", "12 dagen geleden", "5 maanden geleden"."""
    dagen = (vandaag - dag).days
    if dagen < 1:
        return "vandaag"
    if dagen < 60:
        return f"{opmaak.aantal_met_eenheid(dagen, 'dag', 'dagen')} geleden"
    maanden = round(dagen / _MAAND)
    if maanden < 24:
        return f"{opmaak.getal(maanden)} maanden geleden"
    return f"{opmaak.getal(maanden // 12)} jaar geleden"
