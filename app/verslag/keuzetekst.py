"""The choices in the address of a page as one text, for a file and a link."""

from collections.abc import Mapping
from urllib.parse import urlencode


def als_tekst(keuzes: Mapping[str, str], zonder: str = "") -> str:
    """The choices in a fixed order, fit for a link in which `~` and `;` separate."""
    vol = {naam: waarde for naam, waarde in sorted(keuzes.items()) if naam != zonder}
    return urlencode(vol).replace("~", "%7E")
