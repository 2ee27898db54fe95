"""Files that are the same whenever they are made: no clock of the machine in them.

An office file is a zip of parts, and the charts in it hold workbooks that are zips again. Each is
packed anew with one date for all parts; what says when it was made says when the figures were.
"""

import io
import re
import zipfile
from datetime import UTC, datetime

_DATUM = (1980, 1, 1, 0, 0, 0)
_PAKKEN = (".docx", ".pptx", ".xlsx")
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_SPOOR = re.compile(r"\btrace[0-9a-f]{6}\b")
_MERK = re.compile(r'id="defs-([0-9a-f]+)"')


def pak_vast(naam: str, inhoud: bytes, moment: datetime) -> bytes:
    """An office file without traces of when it was written; another file as it is."""
    if not naam.endswith(_PAKKEN):
        return inhoud
    uitvoer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(uitvoer, "w") as nieuw:
        for deel in oud.namelist():  # in the order that it has: the list of types comes first
            vast = pak_vast(deel, oud.read(deel), moment)
            if deel == "docProps/core.xml":
                op = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                vast = _MOMENT.sub(rb"\g<1>" + op + rb"\g<2>", vast)
            nieuw.writestr(zipfile.ZipInfo(deel, _DATUM), vast, zipfile.ZIP_DEFLATED)
    return uitvoer.getvalue()


def als_zip(bestanden: dict[str, bytes]) -> bytes:
    """All files in one, the same for the same files."""
    uitvoer = io.BytesIO()
    with zipfile.ZipFile(uitvoer, "w") as zip_:
        for naam, inhoud in bestanden.items():
            zip_.writestr(zipfile.ZipInfo(naam, _DATUM), inhoud, zipfile.ZIP_DEFLATED)
    return uitvoer.getvalue()


def svg(inhoud: bytes, naam: str) -> bytes:
    """A drawing of which the parts are named after it, not by lot."""
    tekst = inhoud.decode()
    for lot in set(_MERK.findall(tekst)):
        tekst = tekst.replace(lot, re.sub(r"\W", "_", naam))
    nummers: dict[str, str] = {}
    return _SPOOR.sub(
        lambda gevonden: nummers.setdefault(gevonden[0], f"trace_{len(nummers) + 1}"), tekst
    ).encode()
