"""Delivering, in three steps: choose files, see what they would change, publish."""

from typing import Any

import streamlit as st
from markupsafe import Markup

from app.components import aanbod, blok, indeling, laadverslag, permalink, tabel, teken
from app.components.aanbod import Aanbod
from app.laadronde import Ronde, rondes
from app.sjablonen import Sjablonen
from warehouse import opmaak
from warehouse.paths import Thuis

SOORTEN = ["csv", "tsv", "txt", "xlsx"]
RONDE = "ronde"
_VEEL = 12  # files that are shown one by one
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HERKEND = "vink"
_NIET = teken.Teken("let-op", "Niet herkend", "oranje")
_MIST = teken.Teken("let-op", "Kolom ontbreekt", "oranje")
_ONLEESBAAR = teken.Teken("stop", "Niet te lezen", "oranje")


def toon(thuis: Thuis, sjablonen: Sjablonen, wat_nu: Markup) -> None:
    """The upload box, what was chosen, and the load about it; first of all `wat_nu` is needed."""
    nu = aanbod.huidig()
    ronde = _ronde(nu)
    if ronde and not ronde.klaar.is_set():
        _toon_voortgang(ronde.code)
        return
    if ronde and ronde.rapport and ronde.rapport["afloop"] == "geladen":
        _toon_gepubliceerd(ronde, sjablonen)
        return
    _vraag_bestanden(nu)
    if nu.bestanden:
        _toon_bestanden(thuis, nu, sjablonen)
    elif not ronde:
        blok.toon(_eerste_keer(wat_nu))
        return
    if ronde and not nu.wijst_aan:
        _toon_uitkomst(thuis, ronde, nu, sjablonen)


def _ronde(nu: Aanbod) -> Ronde | None:
    """The load in the address, else the one of this visit; the address then says so."""
    gevraagd = st.query_params.get(RONDE) or nu.ronde
    ronde = rondes().get(gevraagd)
    if gevraagd and ronde is None:
        zin = "De uitkomst van deze ronde is niet meer op te vragen. Of de levering is verwerkt,"
        blok.toon(blok.melding(f"{zin} staat bij Geschiedenis."))
        nu.ronde = ""
    permalink.leg_vast(None, deel="aanleveren", ronde=ronde.code if ronde else None)
    return ronde


def _laat_los() -> None:
    """Look at no load any more."""
    st.query_params.pop(RONDE, None)


def _begin(thuis: Thuis, nu: Aanbod, publiceren: bool) -> None:
    nu.start(thuis, publiceren)
    st.query_params[RONDE] = nu.ronde
    st.rerun()


def _eerste_keer(wat_nu: Markup) -> Markup:
    sjablonen = blok.verwijzing(
        "Begin met een sjabloon", permalink.adres("leveringen", None, deel="sjablonen")
    )
    stappen = (
        Markup("<strong>Kiezen.</strong> U ziet meteen of een bestand herkend wordt."),
        Markup("<strong>Controleren.</strong> U ziet per rij wat niet klopt, en wat verandert."),
        Markup("<strong>Publiceren.</strong> Pas daarna verandert er iets."),
    )
    regels = blok.voeg(Markup("<li><span>{}</span></li>").format(stap) for stap in stappen)
    return (
        Markup('<ol class="stappen uitgelegd">{}</ol>').format(regels)
        + Markup("<p>Nog geen bestand? {}.</p>").format(sjablonen)
        + wat_nu
    )


def _vraag_bestanden(nu: Aanbod) -> None:
    sleutel = f"bestanden_{nu.beurt}"

    def neem_aan() -> None:
        nu.voeg_toe((stuk.name, stuk.getvalue()) for stuk in st.session_state[sleutel])
        _laat_los()

    st.file_uploader(
        "Bestanden kiezen" if not nu.bestanden else "Nog een bestand, of een verbeterde versie",
        type=SOORTEN,
        accept_multiple_files=True,
        key=sleutel,
        on_change=neem_aan,
    )


def _toon_bestanden(thuis: Thuis, nu: Aanbod, sjablonen: Sjablonen) -> None:
    if any(naam not in nu.herkend for naam in nu.bestanden):
        with st.spinner("Bestanden bekijken"):
            nu.herken(thuis)
    if nu.fout:
        blok.toon(blok.melding(nu.fout, "oranje"))
    with st.container(key="aangeboden", gap=None):
        if len(nu.bestanden) > _VEEL:
            _toon_stapel(nu, sjablonen)
        else:
            for naam in nu.bestanden:
                _toon_bestand(nu, naam, sjablonen)
    if nu.wijst_aan in nu.herkend:
        if indeling.vraag(thuis, sjablonen, nu.herkend[nu.wijst_aan]):
            nu.vergeet(nu.wijst_aan)
            _laat_los()
            st.rerun()
        return
    if not nu.ronde:
        _vraag_controle(thuis, nu)


def _toon_stapel(nu: Aanbod, sjablonen: Sjablonen) -> None:
    """Many files: those that ask for something one by one, the others folded in."""
    vraagt = set(nu.hindernissen)
    for naam in nu.bestanden:
        if naam in vraagt:
            _toon_bestand(nu, naam, sjablonen)
    goed = [naam for naam in nu.bestanden if naam not in vraagt]
    regels = [
        _bestandsregel(naam, len(nu.bestanden[naam]), nu.herkend[naam], sjablonen) for naam in goed
    ]
    aantal = opmaak.aantal_met_eenheid(len(goed), "bestand", "bestanden")
    with st.container(horizontal=True, vertical_alignment="center", key="bestand_stapel"):
        blok.toon(blok.uitklap(f"{aantal} herkend", blok.voeg(regels)))
        if st.button("Alles weghalen", key="alles_weg", type="tertiary"):
            _begin_opnieuw()


def _toon_bestand(nu: Aanbod, naam: str, sjablonen: Sjablonen) -> None:
    herkend = nu.herkend.get(naam)
    with st.container(horizontal=True, vertical_alignment="center", key=f"bestand_{naam}"):
        blok.toon(_bestandsregel(naam, len(nu.bestanden[naam]), herkend, sjablonen))
        if herkend and herkend["volgorde"] and (herkend["kaart"] or not aanbod.kan_mee(herkend)):
            woord = "Kolommen aanpassen" if herkend["kaart"] else "Kolommen aanwijzen"
            if st.button(woord, key=f"wijs_{naam}", disabled=nu.wijst_aan == naam):
                nu.wijst_aan = naam
                st.rerun()
        if st.button(
            "Weghalen", key=f"weg_{naam}", type="tertiary", help=f"{naam} niet aanleveren"
        ):
            nu.haal_weg(naam)
            _laat_los()
            st.rerun()


def _bestandsregel(
    naam: str, omvang: int, herkend: dict[str, Any] | None, sjablonen: Sjablonen
) -> Markup:
    uitleg: str = ""
    if herkend is None:
        merk = teken.Teken("wacht", "Nog niet bekeken", "grijs")
    elif herkend["bevinding"] and not herkend["koppen"]:
        merk = _ONLEESBAAR
        uitleg = f"{herkend['bevinding']['melding']} {herkend['bevinding']['oplossing']}"
    elif not herkend["bron"] and not herkend["als"]:
        merk = _NIET
        uitleg = "De kolommen horen bij geen van de bronnen. Wijs aan welke kolom wat is."
    elif herkend["ontbreekt"]:
        merk = _MIST
        titels = blok.rijtje([sjablonen.titel(b) for b in herkend["bron"]])
        uitleg = f"{titels}, zonder {blok.rijtje(herkend['ontbreekt'])}."
    else:
        titels = blok.rijtje([sjablonen.titel(b) for b in herkend["bron"]]) or herkend["als"]
        merk = teken.Teken(_HERKEND, titels, "blauw")
        uitleg = f"Gelezen als {herkend['als']}." if herkend["als"] else ""
    return Markup(
        '<p class="bestand"><strong>{}</strong> <span class="stil klein">{}</span> {}'
        '<span class="uitleg">{}</span></p>'
    ).format(naam, _omvang(omvang), teken.plaatje(merk), uitleg)


def _omvang(bytes_: int) -> str:
    if bytes_ < 1024 * 1024:
        return f"{opmaak.getal(max(1, round(bytes_ / 1024)))} kB"
    return f"{opmaak.getal(bytes_ / 1024 / 1024, 1)} MB"


def _vraag_controle(thuis: Thuis, nu: Aanbod) -> None:
    hindernissen = nu.hindernissen
    aantal = opmaak.aantal_met_eenheid(len(nu.bestanden), "bestand", "bestanden")
    with st.container(horizontal=True, vertical_alignment="center", key="stap_controle"):
        if st.button(
            f"Controleer {aantal}", type="primary", disabled=bool(hindernissen), key="controleer"
        ):
            _begin(thuis, nu, publiceren=False)
        zin = "Er verandert nog niets. Het duurt ongeveer een halve minuut."
        if hindernissen:
            zin = f"Eerst nog: {blok.rijtje(hindernissen)}. Wijs kolommen aan of haal weg."
        blok.toon(Markup('<p class="stil klein">{}</p>').format(zin))


@st.fragment(run_every=1.0)
def _toon_voortgang(code: str) -> None:
    """The steps of a load that is on its way; looks again every second."""
    ronde = rondes()[code]
    if ronde.klaar.is_set():
        st.rerun()
    titel = "Publiceren" if ronde.publiceren else "Controleren"
    aantal = opmaak.aantal_met_eenheid(len(ronde.bestanden), "bestand", "bestanden")
    stappen = []
    for nummer, stap in enumerate(ronde.stappen.values(), start=1):
        stand = "gedaan" if nummer < ronde.stap else "bezig" if nummer == ronde.stap else "straks"
        stappen.append(
            Markup('<li class="{}"{}>{}<span class="weg"> ({})</span></li>').format(
                stand, Markup(' aria-current="step"') if stand == "bezig" else "", stap, stand
            )
        )
    html = blok.tussenkop(f"{titel}: {aantal}")
    html += Markup('<ol class="stappen" role="status">{}</ol>').format(blok.voeg(stappen))
    if ronde.wacht:
        html += blok.melding(
            "Iemand anders laadt op dit moment gegevens. Deze ronde begint vanzelf als die klaar"
            " is.",
            "paars",
        )
    html += Markup('<p class="stil klein">{}</p>').format(
        "U kunt deze pagina verlaten: het gaat door. Met dit adres komt u hier terug."
    )
    blok.toon(html)


def _toon_uitkomst(thuis: Thuis, ronde: Ronde, nu: Aanbod, sjablonen: Sjablonen) -> None:
    """What the trial found, and the way on."""
    if ronde.fout or not ronde.rapport:
        blok.toon(blok.tussenkop("Niet gelukt") + blok.melding(ronde.fout, "oranje"))
        _vraag_opnieuw(thuis, nu)
        return
    rapport = ronde.rapport
    if rapport["afloop"] == "geweigerd":
        blok.toon(
            blok.tussenkop("Er is iets te herstellen")
            + blok.melding(_zin_geweigerd(rapport), "oranje")
        )
        blok.toon(
            laadverslag.bestanden(rapport, sjablonen) + laadverslag.controles(rapport, sjablonen)
        )
        _bied_werkmappen(ronde)
        return
    if rapport["afloop"] == "ongewijzigd":
        blok.toon(
            blok.tussenkop("Er verandert niets")
            + blok.melding("Deze bestanden zijn precies zo al in gebruik. U hoeft niets te doen.")
        )
        _vraag_ander(ronde)
        return
    _toon_voorproef(thuis, ronde, nu, sjablonen)


def _zin_geweigerd(rapport: dict[str, Any]) -> str:
    namen = [
        b["bestand"]
        for b in rapport["bestanden"]
        if any(v["ernst"] == "kritiek" for v in b["bevindingen"])
    ]
    waar = f" in {blok.rijtje(namen)}" if namen else ""
    return (
        f"Er is niets veranderd. Herstel{waar} wat hieronder staat en kies het bestand opnieuw: het"
        " komt in de plaats van het vorige."
    )


def _toon_voorproef(thuis: Thuis, ronde: Ronde, nu: Aanbod, sjablonen: Sjablonen) -> None:
    rapport = ronde.rapport or {}
    zin = laadverslag.zin_over_wijzigingen(rapport)
    if ronde.na is None:
        zin = "Dit wordt de eerste publicatie: alle cijfers zijn nieuw."
    blok.toon(blok.tussenkop("Dit gaat goed") + Markup('<p class="zin">{}</p>').format(zin))
    alles = laadverslag.wijzigingentabel(rapport)
    if alles.rijen:
        blok.toon(laadverslag.wijzigingen(rapport))
        tabel.downloads(alles, "wijzigingen")
    _vraag_publicatie(thuis, ronde, nu)
    blok.toon(
        blok.tussenkop("Wat u aanlevert")
        + laadverslag.bestanden(rapport, sjablonen)
        + laadverslag.controles(rapport, sjablonen)
    )
    _bied_werkmappen(ronde)


def _vraag_publicatie(thuis: Thuis, ronde: Ronde, nu: Aanbod) -> None:
    if set(nu.bestanden) != set(ronde.bestanden):
        zin = "Publiceren kan alleen wie deze bestanden koos. Kies ze hierboven opnieuw."
        blok.toon(blok.melding(zin))
        return
    if thuis.huidige() != ronde.na:
        zin = "Er is intussen iets anders gepubliceerd. Controleer opnieuw, zodat u ziet wat er nu"
        blok.toon(blok.melding(f"{zin} verandert.", "oranje"))
        _vraag_opnieuw(thuis, nu)
        return
    with st.container(horizontal=True, gap="small", key="stap_publiceren"):
        if st.button("Publiceren", type="primary", key="publiceer", icon=":material/publish:"):
            _begin(thuis, nu, publiceren=True)
        if st.button("Niet publiceren", key="niet_publiceren"):
            _begin_opnieuw()
    zin = "Publiceren geldt meteen voor iedereen."
    if ronde.na is not None:
        zin += " De vorige publicatie blijft bewaard en kan worden teruggezet."
    blok.toon(Markup('<p class="stil klein">{}</p>').format(zin))


def _toon_gepubliceerd(ronde: Ronde, sjablonen: Sjablonen) -> None:
    rapport = ronde.rapport or {}
    nieuw = rapport["publicatie"]
    nu = aanbod.huidig()
    if set(nu.bestanden) == set(ronde.bestanden):
        aanbod.leeg()
        permalink.volg(nieuw)
    aantal = opmaak.aantal_met_eenheid(len(ronde.bestanden), "bestand", "bestanden")
    zin = f"{aantal} verwerkt. Publicatie {nieuw} is nu wat iedereen ziet. "
    if ronde.na is not None:
        zin += laadverslag.zin_over_wijzigingen(rapport, gedaan=True)
    blok.toon(blok.tussenkop("Gepubliceerd") + blok.melding(zin, "blauw"))
    blok.toon(
        blok.opsomming(
            (
                blok.verwijzing("Naar het overzicht", permalink.adres("", None, publicatie=nieuw)),
                blok.verwijzing(
                    "Naar de datakwaliteit",
                    permalink.adres("datakwaliteit", None, publicatie=nieuw),
                ),
            )
        )
    )
    _vraag_ander(ronde)
    alles = laadverslag.wijzigingentabel(rapport)
    if alles.rijen:
        blok.toon(blok.tussenkop("Wat er veranderde") + laadverslag.wijzigingen(rapport))
        tabel.downloads(alles, "wijzigingen")
    blok.toon(blok.tussenkop("Wat u leverde") + laadverslag.bestanden(rapport, sjablonen))
    _bied_werkmappen(ronde)


def _vraag_opnieuw(thuis: Thuis, nu: Aanbod) -> None:
    if nu.bestanden and st.button("Controleer opnieuw", type="primary", key="opnieuw"):
        _begin(thuis, nu, publiceren=False)


def _vraag_ander(ronde: Ronde) -> None:
    if st.button("Nog iets aanleveren", key=f"ander_{ronde.code}"):
        _begin_opnieuw()


def _begin_opnieuw() -> None:
    aanbod.leeg()
    _laat_los()
    st.rerun()


def _bied_werkmappen(ronde: Ronde) -> None:
    """The files with their faulty cells marked, as the load made them."""
    for naam, inhoud in ronde.werkmappen.items():
        st.download_button(
            f"Bevindingen in Excel: {naam}",
            inhoud,
            file_name=naam,
            mime=_XLSX,
            key=f"werkmap_{ronde.code}_{naam}",
            on_click="ignore",
            icon=":material/download:",
        )
