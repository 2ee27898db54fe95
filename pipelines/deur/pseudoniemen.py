"""Re-keying: a pseudonym of the deliverer becomes one that only this installation can make.

The key is made once and stays in the home. Without it nobody can go from a row in the warehouse
to the deliverer's list; the archive keeps the file as it was delivered. A lost key costs nothing:
the next load makes another, and reads the archive again.
"""

import hmac
import os

import polars as pl

from pipelines.contract import Contract
from warehouse import duurzaam
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout

_BYTES = 32
_TEKENS = 32  # hexadecimal: 128 bits, so that no two pseudonyms meet


def lees_sleutel(thuis: Thuis) -> bytes:
    """The secret of this installation; made when there is none.

    Raises:
        DefinitieFout: the file is not a key.
    """
    pad = thuis.wortel / "geheim" / "sleutel"
    try:
        sleutel = pad.read_bytes()
    except FileNotFoundError:
        sleutel = os.urandom(_BYTES)
        pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        duurzaam.schrijf(pad, sleutel, modus=0o600)
    if len(sleutel) != _BYTES:
        raise DefinitieFout(
            f"{pad.parent.name}/{pad.name} is beschadigd; verwijder het bestand, dan maakt de "
            "volgende laadronde een nieuwe sleutel"
        )
    return sleutel


def hersleutel(rijen: pl.DataFrame, contract: Contract, sleutel: bytes) -> pl.DataFrame:
    """The rows with every pseudonym replaced; the same one gives the same in every bron."""
    namen = [kolom.naam for kolom in contract.kolom if kolom.pseudoniem]
    return rijen.with_columns(_vervang(rijen[naam], sleutel) for naam in namen)


def _vervang(kolom: pl.Series, sleutel: bytes) -> pl.Series:
    uniek = kolom.drop_nulls().unique()
    nieuw = [
        hmac.digest(sleutel, tekst.encode(), "sha256").hex()[:_TEKENS] for tekst in uniek.to_list()
    ]
    return kolom.replace_strict(uniek, pl.Series(nieuw, dtype=pl.String), return_dtype=pl.String)
