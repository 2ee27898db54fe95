"""TLV's en leerlingstromen: who comes into the GO and who leaves it, TLV's, borders, lichtingen."""

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from app import data
from app.components import (
    blok,
    delen,
    grafiek,
    lichtingen,
    palet,
    permalink,
    stroomschema,
    tabel,
    teken,
    verloopblok,
)
from app.components.stroomschema import Laan, Stroomschema
from app.inhoud import Inzage, Punt
from warehouse import opmaak

_IN, _UIT = "instroom_go", "uitstroom_go"


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    inleiding = "Wie erin komt, wie eruit gaat en wie terugkeert; en hoe de TLV's verlopen."
    blok.toon(blok.kop("TLV's en leerlingstromen", inleiding))
    register = data.kengetallen(inzage)
    delen_ = {c: d for c, d in _DELEN.items() if any(naam in register for naam in d[2])} or _DELEN
    deel = permalink.lees("deel", list(delen_), next(iter(delen_)))
    tabs = [
        (naam, permalink.adres("leerlingstromen", inzage, deel=code), code == deel)
        for code, (naam, _, _) in delen_.items()
    ]
    blok.toon(blok.tabs(tabs))
    delen_[deel][1](inzage)


# Flows.


def _toon_stromen(inzage: Inzage) -> None:
    perioden = [p.periode for p in data.regiocijfers(inzage).get(_IN, [])]
    if not perioden:
        permalink.leg_vast(inzage, deel="stromen")
        blok.toon(blok.melding("Er zijn nog geen overstappen geleverd."))
        return
    heel = [p.periode for p in data.regiocijfers(inzage)[_IN] if not p.is_onvolledig]
    periode = permalink.kies(
        "periode", "Schooljaar", perioden[::-1], (heel or perioden)[-1], opmaak.periode
    )
    permalink.leg_vast(inzage, deel="stromen", periode=periode)
    schema = _schema(inzage, periode)
    blok.toon(blok.tussenkop(_titel(schema), _uitleg(inzage, schema)))
    if not schema.is_leeg:
        grafiek.toon(
            stroomschema.teken(schema, palet.huidig()),
            "stroomschema",
            stroomschema.alternatief(schema),
        )
    rijen = _stroomtabel(schema)
    blok.toon(
        delen.bron(inzage, data.kengetallen(inzage)[_IN])
        + blok.uitklap("Tabel bij het stroomschema", tabel.html(rijen), open_=True)
    )
    tabel.downloads(rijen, "stromen")
    blok.toon(blok.tussenkop("Door de jaren heen", _naar_trechter(inzage)))
    for naam in ("verwijzingen", "onderinstroom", "terugplaatsingen", "verblijfsduur_go"):
        verloopblok.toon(inzage, naam)


def _naar_trechter(inzage: Inzage) -> Markup:
    """Where schools stand beside each other, with the limits that chance explains."""
    adres = permalink.adres(
        "verdieping", inzage, kengetal="verwijzingspercentage", per="vestiging", vorm="trechter"
    )
    return Markup("Welke scholen meer of minder verwijzen dan toeval verklaart: {}.").format(
        blok.verwijzing("verwijzingen per school in een trechter", adres)
    )


def _schema(inzage: Inzage, periode: str) -> Stroomschema:
    namen = {paar: eenheid.naam for paar, eenheid in data.eenheden(inzage).items()}
    return stroomschema.maak(
        periode,
        _van(inzage, _IN, "afkomst", periode) or _zonder_delen(inzage, periode),
        _van(inzage, _UIT, "bestemming", periode),
        (_regio(inzage, _IN, periode), _regio(inzage, _UIT, periode)),
        namen,
    )


def _zonder_delen(inzage: Inzage, periode: str) -> list[Punt]:
    """The ways in that have a kengetal of their own, where the breakdown itself is left out."""
    wegen = (("verwijzingen", "bao"), ("onderinstroom", "onderinstroom"))
    punten = [(_regio(inzage, naam, periode), code) for naam, code in wegen]
    bekend = [replace(p, grain="afkomst", eenheid=(code,)) for p, code in punten if p]
    rest = [replace(p, waarde=None, symbool="x", eenheid=("elders",)) for p in bekend[:1]]
    return bekend + rest


def _van(inzage: Inzage, naam: str, grain: str, periode: str) -> list[Punt]:
    punten = [p for p in data.cijfers(inzage, naam, grain) if p.periode == periode]
    eenheden = data.eenheden(inzage)
    return sorted(punten, key=lambda p: eenheden[grain, p.eenheid[0]].volgorde or 0)


def _regio(inzage: Inzage, naam: str, periode: str) -> Punt | None:
    punten = data.regiocijfers(inzage).get(naam, [])
    return next((p for p in punten if p.periode == periode), None)


def _titel(schema: Stroomschema) -> str:
    erin, eruit = (
        "verborgen" if totaal is None else opmaak.getal(totaal)
        for totaal in (schema.totaal_in, schema.totaal_uit)
    )
    wanneer = opmaak.wanneer(schema.periode)
    return f"{erin} overstappen erin en {eruit} eruit {wanneer}"


def _uitleg(inzage: Inzage, schema: Stroomschema) -> str:
    punt = _regio(inzage, _IN, schema.periode)
    zin = (
        "Links de wegen naar het gespecialiseerd onderwijs (GO), rechts waar leerlingen heen gaan "
        "die onze scholen ervoor verlaten."
    )
    if schema.verbergt:
        zin += " Wat te klein is om te tonen, staat samen in één baan zonder getal."
    if punt and punt.is_onvolledig:
        zin += " Dit schooljaar loopt nog: een tussenstand."
    return zin


def _stroomtabel(schema: Stroomschema) -> tabel.Tabel:
    kolommen = (tabel.Kolom("Weg"), tabel.Kolom("Richting"), tabel.Kolom("Overstappen", True))
    rijen = [
        *(_laanrij(laan, "erin") for laan in schema.instroom),
        _totaalrij("erin", schema.totaal_in),
        *(_laanrij(laan, "eruit") for laan in schema.uitstroom),
        _totaalrij("eruit", schema.totaal_uit),
    ]
    titel = f"Leerlingstromen, {opmaak.periode(schema.periode)}"
    return tabel.Tabel(titel, kolommen, rijen, f"leerlingstromen_{schema.periode}")


def _laanrij(laan: Laan, richting: str) -> tuple[tabel.Cel, ...]:
    return tabel.Cel(laan.naam), tabel.Cel(richting), _getal(laan.aantal)


def _totaalrij(richting: str, totaal: float | None) -> tuple[tabel.Cel, ...]:
    return tabel.Cel(f"Samen {richting}"), tabel.Cel(richting), _getal(totaal)


def _getal(aantal: float | None) -> tabel.Cel:
    if aantal is None:
        return tabel.Cel(teken.regel(teken.VERBORGEN))
    return tabel.aantal(aantal)


# The other parts.


def _toon_tlv(inzage: Inzage) -> None:
    permalink.leg_vast(inzage, deel="tlv")
    for naam in ("tlv_doorlooptijd", "tlv_binnen_norm", "tlv_afgegeven"):
        verloopblok.toon(inzage, naam)
    kop = "Wie betaalt"
    delen.toon(inzage, delen.maak(inzage, "tlv_bekostiger", "bekostiger"), kop)
    delen.toon(inzage, delen.maak(inzage, "tlv_afgegeven", "categorie"), "Welke categorie")
    delen.toon(inzage, delen.maak(inzage, "tlv_doorlooptijd", "formulier"), "Dagen per formulier")
    delen.toon(inzage, delen.maak(inzage, "tlv_eenzijdig", "besluit"), "Eenzijdig aangevraagd")
    delen.toon(inzage, delen.maak(inzage, "tlv_openstaand", "formulier"), "Nog niet besloten")


def _toon_grens(inzage: Inzage) -> None:
    permalink.leg_vast(inzage, deel="grensverkeer")
    for naam, kop in (
        ("grensverkeer_in", "Erin: leerlingen van elders op onze scholen"),
        ("grensverkeer_uit", "Eruit: onze leerlingen op scholen elders"),
    ):
        verloopblok.toon(inzage, naam)
        delen.toon(inzage, delen.maak(inzage, naam, "schoolsoort"), kop)


def _toon_lichtingen(inzage: Inzage) -> None:
    permalink.leg_vast(inzage, deel="lichtingen")
    lichtingen.toon(inzage)
    verloopblok.toon(inzage, "terugplaatsingspercentage")


# code → (name, what shows it, the kengetallen of which the region has one)
_DELEN: dict[str, tuple[str, Callable[[Inzage], None], tuple[str, ...]]] = {
    "stromen": ("Stromen", _toon_stromen, (_IN, _UIT)),
    "tlv": ("TLV's", _toon_tlv, ("tlv_doorlooptijd", "tlv_afgegeven")),
    "grensverkeer": ("Grensverkeer", _toon_grens, ("grensverkeer_in", "grensverkeer_uit")),
    "lichtingen": ("Lichtingen", _toon_lichtingen, (lichtingen.KENGETAL,)),
}


toon()
