"""Demo data: a complete, consistent set of deliveries for an invented region.

`schrijf` is the way in. A bron is a module with a function `leveringen(wereld)`; it is added to
BRONNEN below. See the README of this folder.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from pipelines.demo import (
    begaafdheid,
    communicatie,
    dws,
    evaluaties,
    financien,
    gebeurtenissen,
    geschillen,
    ggd,
    inspectie,
    jeugdhulp,
    kernteams,
    landelijk,
    leerlingen,
    mdo,
    overstappen,
    postcodes,
    scholen,
    scholing,
    streefwaarden,
    tarieven,
    thuiszitters,
    tlv,
    verzuim,
)
from pipelines.demo.leesmij import schrijf_leesmij
from pipelines.demo.schrijver import Levering, schrijf_levering
from pipelines.demo.streek import IJKPROFIEL, Streek
from pipelines.demo.wereld import GEIJKT, Maat, Wereld, bouw_wereld
from warehouse.profiel import Profiel

__all__ = ["SEED", "schrijf"]

SEED = 2704

BRONNEN: tuple[Callable[[Wereld], Iterable[Levering]], ...] = (
    scholen.leveringen,
    postcodes.leveringen,
    leerlingen.leveringen,
    financien.leveringen,
    tarieven.leveringen,
    streefwaarden.leveringen,
    landelijk.leveringen,
    gebeurtenissen.leveringen,
    tlv.leveringen,
    overstappen.leveringen,
    thuiszitters.leveringen,
    verzuim.leveringen,
    dws.leveringen,
    begaafdheid.leveringen,
    jeugdhulp.leveringen,
    ggd.leveringen,
    kernteams.leveringen,
    evaluaties.leveringen,
    scholing.leveringen,
    mdo.leveringen,
    geschillen.leveringen,
    inspectie.leveringen,
    communicatie.leveringen,
)


def schrijf(
    doel: Path, *, seed: int = SEED, profiel: Profiel | None = None, maat: Maat = GEIJKT
) -> list[Path]:
    """Write all deliveries and a LEESMIJ.txt into the folder `doel`, made when it is not there.

    Returns the paths of the deliveries, in the order in which they can be loaded (LEESMIJ.txt is
    no delivery and not among them). Another profile than that of the plan gets the same world,
    moved to its own gemeenten and in its own size (``maat``). The same seed gives the same bytes;
    files that are already there under these names are replaced, others are left alone.
    """
    doel.mkdir(parents=True, exist_ok=True)
    wereld = bouw_wereld(seed, maat)
    leveringen = (levering for bron in BRONNEN for levering in bron(wereld))
    if profiel is None or profiel.id == IJKPROFIEL:
        schrijf_leesmij(doel, seed)
        return [schrijf_levering(levering, doel) for levering in leveringen]
    streek = Streek(profiel, wereld)
    schrijf_leesmij(doel, seed, profiel.kort)
    vertaald = (streek.vertaal(levering) for levering in leveringen)
    return [schrijf_levering(levering, doel) for levering in vertaald if levering]
