"""Two flows of the invented publication: a count per kwartaal and a distribution, and around them.

The count has an XmR chart with a signal and a last kwartaal that is not complete; the distribution
has a break; one school and one gemeente are missing somewhere.
"""

from datetime import date
from typing import Any

from warehouse import periode

MIDDEN, ONDER, BOVEN = 62.0, 31.0, 93.0
_AANTALLEN = (60, 66, 57, 63, 61, 65, 58, 62, 60, 64, 59, 98)


def waarden(publicatie: str, swv: str) -> list[dict[str, Any]]:
    """The figures of both."""

    def punt(kengetal: str, code: str, soort: str, **rest: Any) -> dict[str, Any]:
        vast = {"swv": swv, "kengetal": kengetal, "periode": code, "periode_soort": soort}
        vast |= {"periode_datum": periode.begin(code), "reeks": "", "grain": "regio"}
        vast |= {"ontbreekt": 0, "definitie_versie": "1", "publicatie": publicatie}
        return vast | rest

    rijen = []
    for i, aantal in enumerate(_AANTALLEN):
        code = f"{2021 + i // 4}-K{i % 4 + 1}"
        kaart = {"xmr_midden": MIDDEN, "xmr_onder": ONDER, "xmr_boven": BOVEN, "trend": "stijgt"}
        kaart["signaal"] = "beyond" if aantal > BOVEN else None
        maten = {"teller": aantal, "waarde": aantal} | kaart
        rijen.append(punt("tlv_afgegeven", code, "kwartaal", **maten))
    loopt = {"teller": 12, "waarde": 12, "is_onvolledig": True}
    rijen.append(punt("tlv_afgegeven", "2024-K1", "kwartaal", **loopt))
    for jaar in range(2019, 2024):
        code = f"{jaar}-{jaar + 1}"
        rijen.append(punt("tlv_afgegeven", code, "schooljaar", teller=250, waarde=250))
        kwartielen = {"p25": 21, "mediaan": 34 - jaar % 5, "p75": 48, "p90": 66, "n": 214}
        maten = kwartielen | {"waarde": kwartielen["mediaan"], "onder": 28, "boven": 36}
        rijen.append(punt("tlv_doorlooptijd", code, "schooljaar", **maten))
    return rijen


def gebeurtenissen() -> list[dict[str, Any]]:
    """Events of all, of one kengetal and of one gemeente, and two breaks."""

    def gebeurtenis(dag: date, titel: str, *over: str, **rest: Any) -> dict[str, Any]:
        vast = {"datum": dag, "titel": titel, "soort": "gebeurtenis", "bron": "levering"}
        return vast | {"kengetallen": list(over), "gemeente": None} | rest

    return [
        gebeurtenis(date(2020, 3, 16), "Scholen dicht door corona"),
        gebeurtenis(date(2021, 8, 1), "Nieuw formulier", "tlv_doorlooptijd", soort="trendbreuk"),
        gebeurtenis(date(2022, 8, 1), "Nieuwe teldatum", "leerlingen_regulier", soort="trendbreuk"),
        gebeurtenis(date(2023, 1, 1), "De Kade opent", "leerlingen_regulier", gemeente="Haarlem"),
    ]


def dekkingen() -> list[dict[str, Any]]:
    """A count that is complete, and one in which a school is missing."""
    vast = {"periode": "2024-02-01", "bron": "leerlingen", "eenheid": "school", "verwacht": 86}
    return [
        vast | {"kengetal": "leerlingen_regulier", "geleverd": 86, "ontbreekt": []},
        vast | {"kengetal": "deelname_go_herkomst", "geleverd": 85, "ontbreekt": ["De Schelp"]},
    ]
