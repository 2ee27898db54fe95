"""A small, invented publication in a home directory, for tests that look at pages.

It is written straight into the published tables, so that the app can be tested without the
pipeline; every sign that a page must be able to show (onbekend, verborgen, <5, niet van
toepassing, nog niet geleverd) occurs at least once.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from tests.app import proefregister, proefstroom
from warehouse.paths import PAKKET
from warehouse.trechter import trechter

PROFIEL = "zuid-kennemerland"
SWV = "PO2704"
OUD, NIEUW = "20240301T090000-1", "20240901T090000-2"
DIMENSIES = ("gemeente", "kerngebied", "bestuur", "vestiging", "schoolsoort", "soort")


def maak_thuis(home: Path, publicaties: tuple[str, ...] = (OUD, NIEUW)) -> Path:
    """Write the publications and make the last one current; returns `home`."""
    wortel = home / PROFIEL
    for volgnummer, publicatie in enumerate(publicaties):
        map_ = wortel / "publicaties" / publicatie
        map_.mkdir(parents=True)
        _schrijf(map_ / "medewerker.duckdb", publicatie, jaren=5 + volgnummer)
    stand = {"publicatie": publicaties[-1], "ontvangst": 3}
    (wortel / "stand.json").write_text(json.dumps(stand), "utf-8")
    return home


def _schrijf(pad: Path, publicatie: str, jaren: int) -> None:
    verbinding = duckdb.connect(str(pad))
    tabellen_sql = (PAKKET / "publicatie.sql").read_text("utf-8")
    kolommen = "".join(f"{dimensie} varchar, " for dimensie in DIMENSIES)
    verbinding.execute(tabellen_sql.replace("-- dims", kolommen))
    tabellen = _inhoud(publicatie, jaren)
    for tabel, rijen in tabellen.items():
        for rij in rijen:
            vakken = ", ".join(f"${naam}" for naam in rij)
            verbinding.execute(f"insert into {tabel} ({', '.join(rij)}) values ({vakken})", rij)
    verbinding.execute("checkpoint")
    verbinding.close()


def _inhoud(publicatie: str, jaren: int) -> dict[str, list[dict[str, Any]]]:
    waarden = _waarden(publicatie, jaren) + proefstroom.waarden(publicatie, SWV)
    return {
        "publicatie": [_publicatie(publicatie)],
        "kengetal": proefregister.kengetallen(),
        "waarde": waarden,
        "duiding": [_duiding(reeks) for reeks in _reeksen(waarden)],
        "referentie": _referenties(jaren),
        "gebeurtenis": proefstroom.gebeurtenissen(),
        "dekking": proefstroom.dekkingen(),
        "eenheid": _eenheden(),
        "ligging": _liggingen(),
        "trechter": _trechters(waarden),
        "toets": proefregister.toetsen(),
        "levering": proefregister.leveringen(),
        "bevinding": proefregister.bevindingen(),
        "herkomst": _herkomst(waarden),
        "doelstelling": proefregister.doelstellingen(),
        "vraag": proefregister.vragen(),
        "beweging": [
            {"code": "B5", "titel": "Meer kinderen in regulier, sterk GO", "tekst": "Meer."},
            {"code": "B2", "titel": "Thuiszitters in beeld", "tekst": "Iedereen in zicht."},
        ],
        "begrip": [
            {"term": "teldatum", "uitleg": "De dag waarop geteld wordt.", "bron": "DUO"},
            {"term": "deelnamepercentage", "uitleg": "Leerlingen in sbo of so.", "bron": "OSP"},
            {"term": "élan", "uitleg": "Een woord om op te sorteren.", "bron": None},
        ],
    }


def _publicatie(publicatie: str) -> dict[str, Any]:
    gemaakt = datetime.strptime(publicatie[:15], "%Y%m%dT%H%M%S")
    return {
        "publicatie": publicatie,
        "swv": SWV,
        "swv_naam": "SWV Zuid-Kennemerland",
        "profiel": PROFIEL,
        "doelgroep": "medewerker",
        "gemaakt_op": gemaakt,
        "bekend_op": gemaakt.date(),
        "software_versie": "0.1.0",
        "voorbeeldgegevens": True,
        "vorige": None,
    }


def _punt(
    publicatie: str, kengetal: str, periode: str, soort: str, /, **rest: Any
) -> dict[str, Any]:
    begin = date.fromisoformat(periode) if "-" in periode else date(int(periode), 1, 1)
    standaard: dict[str, Any] = {
        "swv": SWV,
        "kengetal": kengetal,
        "periode": periode,
        "periode_soort": soort,
        "periode_datum": begin,
        "reeks": "",
        "grain": "regio",
        "ontbreekt": 0,
        "definitie_versie": "1",
        "publicatie": publicatie,
    }
    return standaard | rest


GEMEENTEN = {
    "Haarlem": 0.52,
    "Heemstede": 0.15,
    "Bloemendaal": 0.14,
    "Haarlemmermeer": 0.11,
    "Zandvoort": 0.08,
}
BESTUREN = {"41234": ("Stichting Spaarnesant", 0.6), "41235": ("TWijs", 0.4)}


def _waarden(publicatie: str, jaren: int) -> list[dict[str, Any]]:
    rijen: list[dict[str, Any]] = []
    for stap, jaar in enumerate(range(2025 - jaren, 2025)):
        rijen += _leerlingen(publicatie, jaar, stap)
        rijen += _deelname(publicatie, jaar, stap)
        rijen += _thuiszitters(publicatie, jaar, stap)
        rijen += _middelen(publicatie, jaar, stap)
    return rijen


def _leerlingen(publicatie: str, jaar: int, stap: int) -> list[dict[str, Any]]:
    basis = {"reeks": "1 februari", "n": 86}
    totaal = 21_500 + 180 * stap - 40 * stap * stap
    kop = ("leerlingen_regulier", f"{jaar}-02-01", "teldatum")
    trend = {"trend": "stabiel" if stap > 3 else "te_kort", "status": "geen_streefwaarde"}
    rijen = [_punt(publicatie, *kop, teller=totaal, waarde=totaal, **basis, **trend)]
    for gemeente, deel in GEMEENTEN.items():
        aantal = round(totaal * deel)
        eigen = {"grain": "gemeente", "gemeente": gemeente, "teller": aantal, "waarde": aantal}
        rijen.append(_punt(publicatie, *kop, **basis, **eigen))
    for code, (_, deel) in BESTUREN.items():
        aantal = round(totaal * deel)
        eigen = {"grain": "bestuur", "bestuur": code, "teller": aantal, "waarde": aantal}
        rijen.append(_punt(publicatie, *kop, **basis, **eigen))
    for nummer in range(1, 31):
        aantal = 900 - 20 * nummer + stap
        eigen = {"grain": "vestiging", "vestiging": f"{nummer:02d}AB00", "waarde": aantal}
        rijen.append(_punt(publicatie, *kop, teller=aantal, **basis, **eigen))
    oktober = {"reeks": "1 oktober", "teller": totaal - 90, "waarde": totaal - 90}
    return [*rijen, _punt(publicatie, kop[0], f"{jaar}-10-01", kop[2], **oktober)]


def _deelname(publicatie: str, jaar: int, stap: int) -> list[dict[str, Any]]:
    kop = ("deelname_go_herkomst", f"{jaar}-02-01", "teldatum")
    aandeel = 0.0301 + 0.0009 * stap
    oordeel = {"trend": "stijgt", "status": "niet_gehaald"}
    maten = {
        "reeks": "1 februari",
        "teller": round(22_000 * aandeel),
        "noemer": 22_000,
        "waarde": aandeel,
        "onder": aandeel - 0.002,
        "boven": aandeel + 0.002,
        "streefwaarde": 0.03,
        "landelijk": 0.0395,
    }
    rijen = [_punt(publicatie, *kop, **maten, **oordeel)]
    for soort, deel in {"sbo": 0.7, "so": 0.3}.items():
        eigen = maten | {"grain": "schoolsoort", "schoolsoort": soort, "waarde": aandeel * deel}
        rijen.append(_punt(publicatie, *kop, **eigen))
    for nummer in range(1, 31):
        noemer = 100 + 20 * nummer
        # One large school lies far above the region, one is hidden.
        teller = round(noemer * (0.12 if nummer == 29 else aandeel))
        eigen = maten | {"grain": "vestiging", "vestiging": f"{nummer:02d}AB00", "noemer": noemer}
        gemeten = {"teller": teller, "waarde": teller / noemer}
        verborgen = {"teller": None, "waarde": None, "onder": None, "boven": None, "symbool": "x"}
        rijen.append(_punt(publicatie, *kop, **eigen | (verborgen if nummer == 2 else gemeten)))
    for code in BESTUREN:
        # Of one bestuur the figure is hidden.
        eigen = maten | {"grain": "bestuur", "bestuur": code}
        verborgen = {"teller": None, "waarde": None, "onder": None, "boven": None, "symbool": "x"}
        rijen.append(_punt(publicatie, *kop, **eigen | (verborgen if code == "41235" else {})))
    return rijen


def _thuiszitters(publicatie: str, jaar: int, stap: int) -> list[dict[str, Any]]:
    kop = ("thuiszitters_landelijk", f"{jaar}-10-01", "peildatum")
    streng = {"streefwaarde": 20.0, "trend": "daalt", "status": "gehaald"}
    totaal = 26 - 2 * stap
    rijen = [_punt(publicatie, *kop, teller=totaal, waarde=totaal, **streng)]
    signalen: dict[str, dict[str, Any]] = {
        "Haarlem": {"teller": 14, "waarde": 14},
        "Heemstede": {"symbool": "<5", "waarde_min": 0, "waarde_max": 4},
        "Bloemendaal": {"symbool": "x"},
        "Haarlemmermeer": {"ontbreekt": 1, "waarde_min": 0},
        "Zandvoort": {"teller": 0, "waarde": 0},
    }
    for gemeente, maten in signalen.items():
        if gemeente == "Zandvoort" and stap == 0:
            continue
        eigen = {"grain": "gemeente", "gemeente": gemeente} | maten
        rijen.append(_punt(publicatie, *kop, **eigen))
    return rijen


def _middelen(publicatie: str, jaar: int, stap: int) -> list[dict[str, Any]]:
    aandeel = -0.0161 + 0.004 * stap
    doel = {"streefwaarde": 0.0, "trend": "te_kort", "status": "wisselend"}
    rijen = [
        _punt(
            publicatie,
            "rentabiliteit",
            str(jaar),
            "jaar",
            teller=aandeel * 18_680_066,
            noemer=18_680_066,
            waarde=aandeel,
            **doel,
        )
    ]
    for soort, extra in {"begroting": 0.0, "realisatie": -0.004}.items():
        rijen.append(
            _punt(
                publicatie,
                "rentabiliteit",
                str(jaar),
                "jaar",
                grain="soort",
                soort=soort,
                waarde=aandeel + extra,
                teller=(aandeel + extra) * 18_680_066,
                noemer=18_680_066,
            )
        )
    vermogen = 2_560_000 - 210_000 * stap
    eigen = {"teller": vermogen, "waarde": vermogen, "status": "geen_streefwaarde"}
    return [*rijen, _punt(publicatie, "eigen_vermogen", str(jaar), "jaar", **eigen)]


def _reeksen(waarden: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The figures per series, oldest first."""
    reeksen: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for rij in waarden:
        sleutel = tuple(rij.get(naam) for naam in ("kengetal", "periode_soort", "reeks", "grain"))
        sleutel += tuple(rij.get(d) for d in DIMENSIES)
        reeksen.setdefault(sleutel, []).append(rij)
    return list(reeksen.values())


def _duiding(reeks: list[dict[str, Any]]) -> dict[str, Any]:
    heel = [rij for rij in reeks if not rij.get("is_onvolledig")]
    laatste, vorige = heel[-1], heel[-2] if len(heel) > 1 else {}
    velden = ("kengetal", "periode_soort", "reeks", "grain", "periode", "periode_datum")
    return {
        **{veld: laatste[veld] for veld in velden},
        **{d: laatste.get(d) for d in DIMENSIES},
        "waarde": laatste.get("waarde"),
        "vorige_periode": vorige.get("periode"),
        "vorige_waarde": vorige.get("waarde"),
        "trend": laatste.get("trend"),
        "status": laatste.get("status"),
        "zin": "Dat past bij de gewone schommeling; van een echte verandering is geen sprake.",
    }


def _referenties(jaren: int) -> list[dict[str, Any]]:
    rijen = []
    for jaar in range(2025 - jaren, 2025):
        vast = {"kengetal": "deelname_go_herkomst", "periode": f"{jaar}-02-01"}
        vast |= {"periode_datum": date(jaar, 2, 1), "voorlopig": False}  # type: ignore[dict-item]
        rijen.append(vast | {"soort": "streefwaarde", "waarde": 0.03, "bron": "activiteitenplan"})
        vast |= {"vergelijkbaar": False, "definitie": "Landelijk telt de school, niet de herkomst."}
        vast["voorlopig"] = jaar == 2024  # type: ignore[assignment]
        rijen.append(vast | {"soort": "landelijk", "waarde": 0.0395, "bron": "DUO"})
    return rijen


def _eenheden() -> list[dict[str, Any]]:
    def eenheid(grain: str, code: str, naam: str, volgorde: int, **ouder: str) -> dict[str, Any]:
        vast = {"grain": grain, "code": code, "naam": naam, "volgorde": volgorde}
        return vast | {"ouder_grain": None, "ouder_code": None} | ouder

    regio = {"ouder_grain": "regio", "ouder_code": SWV}
    rijen = [eenheid("regio", SWV, "Zuid-Kennemerland", 1)]
    rijen += [eenheid("gemeente", g, g, i, **regio) for i, g in enumerate(GEMEENTEN)]
    rijen += [
        eenheid("bestuur", code, naam, i, **regio)
        for i, (code, (naam, _)) in enumerate(BESTUREN.items())
    ]
    for i in range(1, 31):
        ouder = {"ouder_grain": "bestuur", "ouder_code": "41234" if i % 2 else "41235"}
        rijen.append(eenheid("vestiging", f"{i:02d}AB00", f"Basisschool De Proef {i}", i, **ouder))
    namen = {"sbo": "speciaal basisonderwijs", "so": "speciaal onderwijs"}
    rijen += [eenheid("schoolsoort", c, n, i) for i, (c, n) in enumerate(namen.items())]
    soorten = ("begroting", "realisatie")
    return rijen + [eenheid("soort", s, s, i) for i, s in enumerate(soorten)]


def _liggingen() -> list[dict[str, Any]]:
    """Two of three schools stand in Haarlem; of which bestuur they are, alternates."""
    return [
        {
            "vestiging": f"{i:02d}AB00",
            "bestuur": "41234" if i % 2 else "41235",
            "gemeente": "Heemstede" if i % 3 == 0 else "Haarlem",
            "kerngebied": None,
        }
        for i in range(1, 31)
    ]


def _trechters(waarden: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The funnel of every year over the schools with a figure."""
    scholen: dict[str, list[tuple[str, float, float]]] = {}
    midden: dict[str, float] = {}
    for rij in waarden:
        if rij["kengetal"] != "deelname_go_herkomst" or rij.get("waarde") is None:
            continue
        if rij["grain"] == "vestiging":
            eenheid = (rij["vestiging"], rij["noemer"], rij["waarde"])
            scholen.setdefault(rij["periode"], []).append(eenheid)
        elif rij["grain"] == "regio":
            midden[rij["periode"]] = rij["waarde"]
    kop = {"kengetal": "deelname_go_herkomst", "periode_soort": "teldatum"}
    kop |= {"reeks": "1 februari", "grain": "vestiging"}
    return [
        kop | {"periode": periode} | rij
        for periode, eenheden in scholen.items()
        for rij in trechter(eenheden, midden[periode])
    ]


def _herkomst(waarden: list[dict[str, Any]]) -> list[dict[str, Any]]:
    perioden = {(w["kengetal"], w["periode"]) for w in waarden}
    nummer = {"rentabiliteit": 3, "eigen_vermogen": 3}
    return [
        {"kengetal": k, "periode": p, "levering": nummer.get(k, 2), "rijen": 1200}
        for k, p in sorted(perioden)
        if k != "thuiszitters_landelijk"
    ]
