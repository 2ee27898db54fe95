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
from pipelines.demo.wereld import Wereld, bouw_wereld

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


def schrijf(doel: Path, *, seed: int = SEED) -> list[Path]:
    """Write all deliveries and a LEESMIJ.txt into the folder `doel`, made when it is not there.

    Returns the paths of the deliveries, in the order in which they can be loaded (LEESMIJ.txt is
    no delivery and not among them). The same seed always gives the same bytes; files that are
    already there under these names are replaced, others are left alone.
    """
    doel.mkdir(parents=True, exist_ok=True)
    wereld = bouw_wereld(seed)
    schrijf_leesmij(doel, seed)
    return [schrijf_levering(levering, doel) for bron in BRONNEN for levering in bron(wereld)]
