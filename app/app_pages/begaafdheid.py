"""Begaafdheid: the Day a Week School, trained people, the ontwikkelpad, trajecten, the vangnet."""

from collections.abc import Callable, Mapping, Sequence

from app import begaafd, data, themadata
from app.begaafd import Pad, Traject
from app.components import (
    blok,
    delen,
    hbdekking,
    permalink,
    tabel,
    teken,
    verloopblok,
    vertegenwoordiging,
)
from app.inhoud import Eenheid, Inzage
from warehouse import opmaak

_TERMIJN = {
    "te_laat": teken.Teken("let-op", "te laat", "oranje"),
    "deze_maand": teken.Teken("wacht", "deze maand", "paars"),
    "later": teken.Teken("gelijk", "later", "grijs"),
}
_RICHTING = {
    "hoger": teken.Teken("stijgt", "verder", "blauw"),
    "lager": teken.Teken("daalt", "terug", "oranje"),
    "gelijk": teken.Teken("gelijk", "gelijk", "grijs"),
    "nieuw": teken.Teken("leeg", "nieuw", "paars"),
}


def toon() -> None:
    """The page; what a region does not have, it does not show."""
    inzage = permalink.inzage()
    delen_ = {
        code: deel
        for code, deel in _DELEN.items()
        if any(verloopblok.bestaat(inzage, naam) for naam in deel[2])
    }
    blok.toon(blok.kop("Begaafdheid", "Wat er is voor hoogbegaafde leerlingen, en wie het krijgt."))
    if not delen_:
        permalink.leg_vast(inzage)
        blok.toon(blok.melding("Over begaafdheid is nog niets geleverd."))
        return
    gekozen = permalink.lees("deel", list(delen_), next(iter(delen_)))
    permalink.leg_vast(inzage, deel=gekozen)
    tabs = [
        (naam, permalink.adres("begaafdheid", inzage, deel=code), code == gekozen)
        for code, (naam, _, _) in delen_.items()
    ]
    blok.toon(blok.tabs(tabs, "Onderdelen van begaafdheid"))
    delen_[gekozen][1](inzage)


# The Day a Week School.


def _toon_dws(inzage: Inzage) -> None:
    for naam in ("dws_deelnemers", "dws_bezetting", "dws_wachtlijst"):
        verloopblok.toon(inzage, naam)
    delen.toon(inzage, delen.maak(inzage, "dws_bezetting", "groep"), "Bezetting per groep")
    delen.toon(inzage, delen.maak(inzage, "dws_wachtlijst", "bestuur"), "Wachtlijst per bestuur")
    uitleg = (
        "Deelnemers per 1.000 leerlingen. Een groep wijkt pas af als haar hele interval aan één "
        "kant van de regio ligt."
    )
    blok.toon(blok.tussenkop("Wie krijgt een plek?", uitleg))
    punten = [p for p in data.regiocijfers(inzage).get("dws_per_1000", []) if p.waarde is not None]
    heel = [p for p in punten if not p.is_onvolledig] or punten
    if not heel:
        blok.toon(blok.melding("Er is nog geen jaar met leerlingen om tegen af te zetten."))
        return
    for grain in ("geslacht", "schoolwegingklasse", "gemeente", "bestuur"):
        vertegenwoordiging.toon(inzage, "dws_per_1000", grain, heel[-1].periode)


# Who is trained.


def _toon_scholing(inzage: Inzage) -> None:
    for naam in ("hb_specialisten", "hb_experts", "hb_dekking"):
        verloopblok.toon(inzage, naam)
    delen.toon(
        inzage, delen.maak(inzage, "hb_dekking", "bestuur"), "Scholen met scholing, per bestuur"
    )
    delen.toon(inzage, delen.maak(inzage, "hb_specialisten", "bestuur"), "Specialisten per bestuur")
    hbdekking.toon(inzage)


def _naam(eenheden: Mapping[tuple[str, str], Eenheid], grain: str, code: str) -> str:
    gevonden = eenheden.get((grain, code))
    return gevonden.naam if gevonden else code


# The ontwikkelpad.


def _toon_ontwikkelpad(inzage: Inzage) -> None:
    verloopblok.toon(inzage, "ontwikkelpad")
    delen.toon(inzage, delen.maak(inzage, "ontwikkelpad", "type"), "Welk type scholen kiezen")
    delen.toon(
        inzage,
        delen.maak(inzage, "ontwikkelpad", "onderdeel", (), False),
        "Hoeveel scholen het onderdeel invulden",
    )
    periode, paden = begaafd.paden(themadata.ontwikkelpaden(inzage))
    if paden:
        _toon_paden(inzage, periode, paden)


def _toon_paden(inzage: Inzage, periode: str, paden: Sequence[Pad]) -> None:
    """Every school and onderdeel beside its judgement before, and how many moved."""
    namen = {
        code: e.naam for (grain, code), e in data.eenheden(inzage).items() if grain == "onderdeel"
    }
    geteld = begaafd.bewegingen(paden)
    onderdelen = [c for c in namen if any((c, r) in geteld for r in _RICHTING)]
    beweging = tabel.Tabel(
        "Beweging per onderdeel",
        (
            tabel.Kolom("Onderdeel"),
            *(tabel.Kolom(merk.woord.capitalize(), True) for merk in _RICHTING.values()),
        ),
        [
            (tabel.Cel(namen[c]), *(tabel.aantal(geteld[c, r]) for r in _RICHTING))
            for c in onderdelen
        ],
        "ontwikkelpad_beweging",
    )
    verder = sum(n for (_, r), n in geteld.items() if r == "hoger")
    titel = f"{opmaak.getal(verder)} keer schatte een school zich verder in dan de vorige keer"
    blok.toon(
        blok.deelkop(titel, f"{opmaak.periode(periode).capitalize()}. Alleen voor medewerkers.")
        + tabel.html(beweging)
    )
    tabel.downloads(beweging, "ontwikkelpad_beweging")
    rijen = tabel.Tabel(
        "Ontwikkelpad per school",
        tuple(tabel.Kolom(n) for n in ("School", "Onderdeel", "Eerder", "Nu", "Beweging")),
        [
            (
                tabel.Cel(p.naam),
                tabel.Cel(namen.get(p.onderdeel, p.onderdeel)),
                tabel.Cel(f"type {p.toen}" if p.toen else "niet ingevuld"),
                tabel.Cel(f"type {p.nu}"),
                tabel.Cel(teken.regel(_RICHTING[p.richting])),
            )
            for p in paden
        ],
        "ontwikkelpad_scholen",
    )
    blok.toon(blok.uitklap("Per school", tabel.html(rijen)))
    tabel.downloads(rijen, "ontwikkelpad_scholen")


# Trajecten and the vangnet.


def _toon_trajecten(inzage: Inzage) -> None:
    _toon_normen(inzage, "Wat is afgesproken", _TRAJECT_NORMEN)
    verloopblok.toon(inzage, "hb_trajecten_op_tijd")
    delen.toon(inzage, delen.maak(inzage, "hb_trajecten_op_tijd", "mijlpaal"), "Per mijlpaal")
    trajecten = themadata.trajecten(inzage)
    if trajecten:
        _toon_termijnen(inzage, trajecten)


def _toon_termijnen(inzage: Inzage, trajecten: Sequence[Traject]) -> None:
    """What is late, due this month, and later; as on the day of the last delivery."""
    dag = data.publicatie(inzage).bekend_op
    eenheden = data.eenheden(inzage)
    standen = [t.stand(dag) for t in trajecten]
    titel = (
        f"{opmaak.getal(standen.count('te_laat'))} te laat, "
        f"{opmaak.getal(standen.count('deze_maand'))} deze maand nog te doen"
    )
    kolommen = [tabel.Kolom(n) for n in ("Traject", "Begin", "Te doen", "Uiterlijk", "Stand")]
    rijen = [
        (
            tabel.Cel(t.traject),
            tabel.Cel(opmaak.datum_kort(t.begin)),
            tabel.Cel(_naam(eenheden, "mijlpaal", t.mijlpaal)),
            tabel.Cel(opmaak.datum_kort(t.uiterlijk)),
            tabel.Cel(teken.regel(_TERMIJN[stand])),
        )
        for t, stand in zip(trajecten, standen, strict=True)
    ]
    tabel_ = tabel.Tabel("Termijnen van trajecten", tuple(kolommen), rijen, "hb_termijnen")
    onder = f"Stand van {opmaak.datum(dag)}. Alleen voor medewerkers."
    blok.toon(blok.deelkop(titel, onder) + tabel.html(tabel_))
    tabel.downloads(tabel_, "hb_termijnen")


def _toon_vangnet(inzage: Inzage) -> None:
    _toon_normen(inzage, "Normen van het vangnet", _VANGNET_NORMEN)
    for naam in ("vangnet_intake", "vangnet_opvang", "vangnet_fase"):
        verloopblok.toon(inzage, naam)
    delen.toon(inzage, delen.maak(inzage, "vangnet_fase", "fase"), "Open casussen per fase")


# What each norm says, with the norm of the profile in it and how many of it make the unit in words.
_TRAJECT_NORMEN = (
    ("Verslag", "hb_verslag_weken", 1, "binnen {} weken na het begin"),
    (
        "Terugkoppeling",
        "hb_terugkoppeling_weken",
        1,
        "hoogstens {} weken na de vorige, zolang het loopt",
    ),
    ("Opvolging", "hb_opvolging_weken", 1, "{} weken na het einde"),
)
_VANGNET_NORMEN = (
    ("Intake", "vangnet_intake_dagen", 7, "binnen {} weken nadat het kind is uitgevallen"),
    ("Opvang", "vangnet_opvang_dagen", 7, "hoogstens {} weken voltijds"),
    ("De weg terug", "", 1, "leefbaar → schoolbaar → toetsbaar"),
)


def _toon_normen(inzage: Inzage, kop: str, regels: Sequence[tuple[str, str, int, str]]) -> None:
    """What the region agreed on, as its profile says; nothing of a norm that it does not name."""
    normen = data.normen(inzage)
    paren = [
        (woord, zin.format(opmaak.getal(normen[naam] / deler) if naam else ""))
        for woord, naam, deler, zin in regels
        if not naam or naam in normen
    ]
    blok.toon(blok.tussenkop(kop) + blok.omschrijvingen(paren))


# code → (name, what shows it, the kengetallen of which one must exist)
_DELEN: dict[str, tuple[str, Callable[[Inzage], None], tuple[str, ...]]] = {
    "dws": ("Day a Week School", _toon_dws, ("dws_deelnemers", "dws_wachtlijst")),
    "scholing": ("Scholing en dekking", _toon_scholing, ("hb_specialisten", "hb_experts")),
    "ontwikkelpad": ("Ontwikkelpad", _toon_ontwikkelpad, ("ontwikkelpad",)),
    "trajecten": ("Trajecten", _toon_trajecten, ("hb_trajecten_op_tijd",)),
    "vangnet": ("Vangnet", _toon_vangnet, ("vangnet_intake", "vangnet_opvang", "vangnet_fase")),
}


toon()
