"""Bronnen `thuiszitters` and `thuiszitters_verloop`: the cases as on a day, and how they went.

The older list of cases lacks what was reported to the SWV late; the newest has it.
"""

from collections.abc import Iterator
from datetime import date

from pipelines.demo.casussen import Casus, casussen, is_nog_niet_gevolgd
from pipelines.demo.dagen import bekend_op, dagen_na
from pipelines.demo.kalender import STAND, VORIGE_STAND
from pipelines.demo.schrijver import CSV_EXCEL, Levering, Waarde
from pipelines.demo.wereld import Wereld

KOLOMMEN = (
    "casus",
    "leerling",
    "brin",
    "vestiging",
    "gemeente",
    "geboortemaand",
    "melder",
    "melding",
    "begin_verzuim",
    "einde_verzuim",
    "soort",
    "hoofdreden",
    "passend_aanbod",
    "fase",
    "hb",
    "intake",
    "opvang_begin",
    "opvang_einde",
)
KOLOMMEN_VERLOOP = ("casus", "vanaf", "soort", "hoofdreden", "fase")

# Schools report within this many days after the event; until then it is in no list.
MELDTERMIJN_DAGEN = 9


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """The list of cases of a year ago and the newest (which sorts last), and the newest course."""
    for stand, vorm in ((VORIGE_STAND, CSV_EXCEL), (STAND, CSV_EXCEL)):
        rijen = rijen_op(wereld, stand)
        yield Levering("thuiszitters", f"thuiszitters_{stand}", KOLOMMEN, rijen, vorm)
    verloop = [
        (casus.casus, toestand.vanaf, toestand.soort, toestand.hoofdreden, toestand.fase)
        for casus in casussen(wereld)
        for toestand in casus.toestanden
        if toestand.vanaf <= STAND and not is_nog_niet_gevolgd(casus)
    ]
    yield Levering(
        "thuiszitters_verloop", f"thuiszitters_verloop_{STAND}", KOLOMMEN_VERLOOP, verloop
    )


def rijen_op(wereld: Wereld, stand: date) -> list[tuple[Waarde, ...]]:
    """The cases as they were known on this day."""
    gemeld = dagen_na(stand, -MELDTERMIJN_DAGEN) if stand < STAND else stand
    return [_rij(casus, stand) for casus in casussen(wereld) if casus.melding <= gemeld]


def _rij(casus: Casus, stand: date) -> tuple[Waarde, ...]:
    nu = casus.toestand_op(stand)
    return (
        casus.casus,
        casus.kind.pseudoniem,
        casus.school.brin if casus.school else None,
        casus.school.vestiging if casus.school else None,
        casus.gemeente,
        casus.kind.geboortemaand,
        casus.melder,
        casus.melding,
        bekend_op(casus.begin_verzuim, stand),
        bekend_op(casus.einde, stand),
        nu.soort,
        nu.hoofdreden,
        bekend_op(casus.passend_aanbod, stand),
        nu.fase,
        casus.hb,
        bekend_op(casus.intake, stand),
        bekend_op(casus.opvang_begin, stand),
        bekend_op(casus.opvang_einde, stand),
    )
