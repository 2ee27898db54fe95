"""Bron `postcodes`: to which SWV the postcode areas of the schools belong.

De Waterlelie is a member and stands in the area of another SWV: the list of members goes first.
"""

from collections.abc import Iterator

from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("postcode4", "gemeente", "swv_po", "swv_vo")

BUITEN_HET_GEBIED = {"2142": "PO2710"}
SWV_VO = {"PO2704": "VO2705"}


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery: the areas in which a school stands."""
    scholen = [school for school in wereld.scholen if school.swv]
    van_gemeente = {school.gemeente: school.swv for school in scholen}
    van_postcode = {school.postcode[:4]: school.swv for school in scholen} | BUITEN_HET_GEBIED
    rijen = []
    for postcode, gemeente in sorted({(s.postcode[:4], s.gemeente) for s in wereld.scholen}):
        swv = van_postcode.get(postcode, van_gemeente[gemeente])
        rijen.append((postcode, gemeente, swv, SWV_VO.get(swv)))
    yield Levering("postcodes", "postcodes", KOLOMMEN, rijen)
