"""Beheer: publications and the way back, is all well, the audit log, and who has which role."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import streamlit as st
from markupsafe import Markup

from app import laadronde, toegang
from app.components import blok, gezondheidvak, permalink, tabel, teken
from warehouse import logboek, opmaak
from warehouse.aanmelden import Toegang
from warehouse.logboek import Regel
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, lees_versie

_DELEN = {
    "publicaties": "Publicaties",
    "gezondheid": "Gezondheid en back-up",
    "logboek": "Logboek",
    "rollen": "Rollen",
}
_DAGEN = 92  # how far back the log is shown; the command line and the files go further
_GETOOND = 200
_HUIDIG = teken.Teken("vink", "De huidige", "blauw")
_EERDER = teken.Teken("nvt", "Eerdere", "grijs", "Oude links blijven deze cijfers tonen.")
_STUK = teken.Teken("let-op", "Onleesbaar", "oranje", "Het manifest van deze publicatie is stuk.")
_WOORDEN = {
    "pagina": "pagina",
    "kengetal": "kengetal",
    "per": "per",
    "publicatie": "publicatie",
    "bestand": "bestand",
    "afloop": "afloop",
    "ontvangst": "leveringen",
    "tot": "tot en met nummer",
    "vergadering": "vergadering",
    "vraag": "vraag",
}


def toon() -> None:
    """The page."""
    thuis = Thuis.uit_omgeving()
    deel = permalink.lees("deel", list(_DELEN), "publicaties")
    zin = "Publicaties, of alles in orde is, wie wat heeft gezien, en wie erbij mag."
    blok.toon(blok.kop("Beheer", zin) + _tabs(deel))
    if deel == "logboek":
        _toon_logboek(thuis)
    elif deel == "gezondheid":
        permalink.leg_vast(None, deel=deel)
        blok.toon(gezondheidvak.html(thuis))
    elif deel == "rollen":
        permalink.leg_vast(None, deel=deel)
        _toon_rollen(thuis)
    else:
        _toon_publicaties(thuis)


def _tabs(gekozen: str) -> Markup:
    """The parts of the page, as links: each has an address."""
    return blok.tabs(
        (woord, permalink.adres("beheer", None, deel=deel), deel == gekozen)
        for deel, woord in _DELEN.items()
    )


# Publications.


def _toon_publicaties(thuis: Thuis) -> None:
    huidige = thuis.huidige()
    lijst = list(reversed(thuis.publicatielijst()))
    if not lijst:
        permalink.leg_vast(None, deel="publicaties")
        blok.toon(blok.melding("Er is nog niets gepubliceerd."))
        return
    rijen = [_publicatierij(thuis, publicatie, huidige) for publicatie in lijst]
    kolommen = (
        tabel.Kolom("Publicatie"),
        tabel.Kolom("Stand"),
        tabel.Kolom("Gemaakt op"),
        tabel.Kolom("Leveringen", True),
        tabel.Kolom("Doelgroepen", True),
    )
    blok.toon(
        blok.tussenkop("Wat is gepubliceerd", "De nieuwste eerst.")
        + tabel.html(tabel.Tabel("Publicaties", kolommen, rijen), "tekst")
    )
    _toon_terugzetten(thuis, [p for p in lijst if p != huidige])


def _publicatierij(thuis: Thuis, publicatie: str, huidige: str | None) -> tuple[tabel.Cel, ...]:
    naam = tabel.Cel(Markup("<code>{}</code>").format(publicatie))
    stand = _HUIDIG if publicatie == huidige else _EERDER
    try:
        versie = lees_versie(thuis, publicatie)
    except PublicatieFout:
        leeg = tabel.Cel(teken.regel(teken.ONBEKEND))
        return naam, tabel.Cel(teken.regel(_STUK)), leeg, leeg, leeg
    return (
        naam,
        tabel.Cel(teken.regel(stand)),
        tabel.Cel(_moment(versie.gemaakt_op)),
        tabel.aantal(versie.ontvangst),
        tabel.aantal(sum(bestand.endswith(".duckdb") for bestand in versie.bestanden)),
    )


def _toon_terugzetten(thuis: Thuis, eerdere: Sequence[str]) -> None:
    if not eerdere:
        permalink.leg_vast(None, deel="publicaties")
        return
    blok.toon(
        blok.tussenkop(
            "Terug naar een eerdere publicatie",
            "Voor als er een verkeerd cijfer op het scherm staat. De leveringen blijven bewaard en "
            "tellen bij de volgende laadronde weer mee; lever daarom ook een verbeterde versie.",
        )
    )
    gekozen = permalink.kies("naar", "Terug naar", ["", *eerdere], "", lambda p: p or "Kies")
    permalink.leg_vast(None, deel="publicaties", naar=gekozen)
    zeker = st.checkbox("Iedereen ziet dan weer deze cijfers", key=f"zeker_{gekozen}")
    if st.button("Terugzetten", key="terugzetten", disabled=not (gekozen and zeker)):
        try:
            laadronde.vraag(thuis, ["rollback", gekozen])
        except laadronde.Mislukt as fout:
            blok.toon(blok.melding(str(fout), "oranje"))
            return
        permalink.volg(gekozen)
        st.query_params.pop("naar", None)
        st.rerun()


# The audit log.


def _toon_logboek(thuis: Thuis) -> None:
    vandaag = datetime.now(UTC).date()
    regels = logboek.lees(thuis, vandaag - timedelta(days=_DAGEN), vandaag)
    regels.reverse()
    breuk = logboek.controleer(thuis)
    oordeel = blok.melding("Het logboek is heel: er is niets in veranderd of weggehaald.", "blauw")
    if breuk:
        oordeel = blok.melding(f"Het logboek is niet heel. {breuk}.", "oranje")
    blok.toon(
        blok.tussenkop(
            "Wie deed wat",
            f"De laatste {opmaak.getal(_DAGEN)} dagen, het nieuwste eerst. Er staan geen cijfers "
            f"in. Na {opmaak.getal(logboek.BEWAAR_MAANDEN)} maanden worden regels opgeruimd.",
        )
        + oordeel
    )
    gekozen = _filter(regels)
    if not gekozen:
        blok.toon(blok.melding("Geen regels die hierbij passen."))
        return
    kort = _logtabel(gekozen[:_GETOOND])
    html = tabel.html(kort, "tekst")
    if len(gekozen) > _GETOOND:
        meer = opmaak.getal(len(gekozen) - _GETOOND)
        html += Markup('<p class="bronregel meer">En nog {}; kies een dag of download.</p>').format(
            meer
        )
    blok.toon(html)
    tabel.downloads(_logtabel(gekozen), "logboek")


def _filter(regels: Sequence[Regel]) -> list[Regel]:
    dagen = [dag.isoformat() for dag in dict.fromkeys(_dag(r) for r in regels)]
    rollen = sorted({r.rol for r in regels if r.rol})
    soorten = [wat for wat in logboek.WAT if any(r.wat == wat for r in regels)]
    links, midden, rechts = st.columns(3)
    with links:
        dag = permalink.kies(
            "dag", "Dag", ["", *dagen], "", lambda d: _datum(d) if d else "Alle dagen"
        )
    with midden:
        rol = permalink.kies("rol", "Rol", ["", *rollen], "", lambda r: r or "Alle rollen")
    with rechts:
        wat = permalink.kies(
            "wat", "Wat", ["", *soorten], "", lambda w: logboek.WAT.get(w, "Alles")
        )
    permalink.leg_vast(None, deel="logboek", dag=dag, rol=rol, wat=wat)
    return [
        r
        for r in regels
        if dag in ("", _dag(r).isoformat()) and rol in ("", r.rol) and wat in ("", r.wat)
    ]


def _logtabel(regels: Sequence[Regel]) -> tabel.Tabel:
    rijen = [
        (
            tabel.Cel(_moment(r.tijd)),
            tabel.Cel(Markup("<code>{}</code>").format(r.wie)),
            tabel.Cel(r.rol.replace(",", ", ") or "geen"),
            tabel.Cel(logboek.WAT.get(r.wat, r.wat)),
            tabel.Cel(_waarover(r)),
        )
        for r in regels
    ]
    namen = ("Wanneer", "Wie", "Rol", "Wat", "Waarover")
    return tabel.Tabel("Logboek", tuple(tabel.Kolom(n) for n in namen), rijen, "logboek")


def _waarover(regel: Regel) -> Markup:
    delen = [
        Markup("{} <code>{}</code>").format(_WOORDEN[naam], waarde)
        for naam, waarde in regel.over.items()
        if naam in _WOORDEN
    ]
    return blok.voeg(delen, ", ")


def _dag(regel: Regel) -> date:
    return regel.tijd.astimezone().date()


def _datum(dag: str) -> str:
    return opmaak.datum(date.fromisoformat(dag))


def _moment(tijd: datetime) -> str:
    hier = opmaak.hier(tijd)
    return f"{opmaak.datum_kort(hier.date())}, {hier:%H:%M}"


# Who has which role.


def _toon_rollen(thuis: Thuis) -> None:
    ingesteld = toegang.instelling(thuis)
    if ingesteld is None:
        blok.toon(
            blok.tussenkop("Inloggen staat uit")
            + blok.melding(
                Markup(
                    "Wie bij deze computer kan, ziet alles. Moeten anderen meekijken, stel dan "
                    "inloggen in met <code>toegang.toml</code>; {}."
                ).format(
                    blok.verwijzing(
                        "hoe dat gaat", permalink.adres("handleiding", None, deel="toegang")
                    )
                )
            )
        )
        return
    blok.toon(
        blok.tussenkop(
            "Wie heeft welke rol",
            "Dit staat in toegang.toml. Een wijziging daar geldt vanaf de volgende klik.",
        )
        + _personentabel(ingesteld)
        + _claimtabel(ingesteld)
    )
    blok.toon(_laatst_aangemeld(thuis))


def _personentabel(ingesteld: Toegang) -> Markup:
    if not ingesteld.personen:
        return blok.LEEG
    rijen = [
        (tabel.Cel(Markup("<code>{}</code>").format(wie)), tabel.Cel(_namen(rollen)))
        for wie, rollen in ingesteld.personen.items()
    ]
    kolommen = (tabel.Kolom("Persoon"), tabel.Kolom("Rol"))
    return tabel.html(tabel.Tabel("Personen", kolommen, rijen), "tekst")


def _claimtabel(ingesteld: Toegang) -> Markup:
    if not ingesteld.claim:
        return blok.LEEG
    rijen = [
        (tabel.Cel(Markup("<code>{}</code>").format(waarde)), tabel.Cel(_namen(rollen)))
        for waarde, rollen in ingesteld.claim.rollen.items()
    ]
    kolommen = (tabel.Kolom("Groep bij de inlogdienst"), tabel.Kolom("Rol"))
    return tabel.html(tabel.Tabel("Groepen", kolommen, rijen), "tekst")


def _namen(rollen: Sequence[str]) -> str:
    return blok.rijtje([toegang.rol_van(code).naam for code in rollen])


def _laatst_aangemeld(thuis: Thuis) -> Markup:
    vandaag = datetime.now(UTC).date()
    laatst: dict[str, Regel] = {}
    for regel in logboek.lees(thuis, vandaag - timedelta(days=_DAGEN), vandaag):
        if regel.wat == "aangemeld":
            laatst[regel.wie] = regel
    kop = blok.tussenkop("Wie zich heeft aangemeld")
    if not laatst:
        return kop + blok.melding("Nog niemand.")
    rijen = [
        (
            tabel.Cel(Markup("<code>{}</code>").format(r.wie)),
            tabel.Cel(_namen([code for code in r.rol.split(",") if code])),
            tabel.Cel(_moment(r.tijd)),
        )
        for r in sorted(laatst.values(), key=lambda r: r.tijd, reverse=True)
    ]
    kolommen = (tabel.Kolom("Kenmerk"), tabel.Kolom("Rol"), tabel.Kolom("Laatst aangemeld"))
    return kop + tabel.html(tabel.Tabel("Aanmeldingen", kolommen, rijen), "tekst")


toon()
