"""Is the register well: can it be opened, is it whole, and are the files still what they were?"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from warehouse import duurzaam
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout
from warehouse.vergaderingen import lezen, opslag, stukken
from warehouse.vergaderingen.inhoud import RegisterFout
from warehouse.vergaderingen.opslag import Register


def klachten(thuis: Thuis, som: Callable[[Path], str] = duurzaam.sha256) -> list[str]:
    """What is wrong and what to do about it; nothing as long as nobody has met."""
    try:
        adres = opslag.adres_van(thuis)
        lokaal = adres.get_backend_name() == "sqlite"
        if lokaal and not Path(adres.database or "").is_file():
            return []
        register = opslag.open_register(thuis)
        if lokaal and not _is_heel(register):
            return [_STUK]
        opslag.eis_bijgewerkt(register.motor)
        return _bestanden(register, som)
    except (RegisterFout, DefinitieFout) as fout:
        return [str(fout)]
    except SQLAlchemyError:
        return [_STUK]


_STUK = (
    "het register van vergaderingen is beschadigd; zet een kopie terug van de map vergaderingen, "
    "of van de database"
)


def _is_heel(register: Register) -> bool:
    with register.lees() as sessie:
        return bool(sessie.execute(text("pragma quick_check")).scalar() == "ok")


def _bestanden(register: Register, som: Callable[[Path], str]) -> list[str]:
    """How many files that were given as evidence are gone or changed; their names are nobody's."""
    codes = [v.code for v in lezen.vergaderingen(register)]
    stuk = 0
    for bewijs in lezen.bewijsstukken(register, codes):
        pad = stukken.pad_van(register.thuis, bewijs.som)
        stuk += bool(bewijs.bestand) and not (pad.is_file() and som(pad) == bewijs.som)
    if not stuk:
        return []
    hoeveel = "is 1 document" if stuk == 1 else f"zijn {stuk} documenten"
    return [
        f"van het bewijs bij vergaderingen {hoeveel} weg of veranderd; zet een kopie van "
        "vergaderingen/bewijs terug"
    ]
