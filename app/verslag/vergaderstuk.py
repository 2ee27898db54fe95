"""The papers of a meeting in Word: what it needs beforehand, and what it found afterwards."""

from app import data
from app.components import cijfer, definitie, teken, vraagbewijs
from app.components.vraagbewijs import Bewijs, Cijfer
from app.inhoud import Doelstelling, Inzage, Vraag
from app.vergaderen import Werk
from app.verslag.document import Stuk
from app.verslag.tekening import VOORUIT, is_te_tekenen, van_beeld
from warehouse import opmaak
from warehouse.vergaderingen.inhoud import OORDELEN, STATUSSEN, Besluit, Vergadering

_BESLUIT = ("Besluit", "Eigenaar", "Termijn", "Status")
_BESLUITBREED = (6.6, 3.2, 2.4, 3.8)
_LAATSTE = 6  # periods in a table that stands in for a chart
_STIPPEL = "." * 100


def maak_stuk(inzage: Inzage, werk: Werk) -> bytes:
    """The pack for a meeting: per doelstelling the questions, the evidence and what is open."""
    nu = _nu(werk)
    stuk = _begin(inzage, nu, "Vergaderstuk")
    _overzicht(stuk, inzage, werk)
    stuk.kop("Wat er openstaat", 1)
    _besluiten(stuk, werk, werk.openstaand(), "Er staan geen besluiten van eerder open.")
    for doel in data.doelstellingen(inzage):
        _doelstelling(stuk, inzage, werk, doel)
    if werk.oordelen or werk.besluiten:
        stuk.kop("Oordelen en besluiten", 1, nieuwe_bladzijde=True)
        _uitkomst(stuk, inzage, werk)
    return stuk.als_bytes()


def maak_verslag(inzage: Inzage, werk: Werk) -> bytes:
    """What a meeting found and decided, as a table, and what became of earlier decisions."""
    stuk = _begin(inzage, _nu(werk), "Besluitenlijst")
    _uitkomst(stuk, inzage, werk)
    return stuk.als_bytes()


def _nu(werk: Werk) -> Vergadering:
    if werk.nu is None:
        raise LookupError("Er is geen vergadering gekozen.")
    return werk.nu


def _begin(inzage: Inzage, nu: Vergadering, wat: str) -> Stuk:
    publicatie = data.publicatie(inzage)
    correctie = f", correctie {opmaak.getal(nu.correctie)}" if nu.correctie else ""
    stuk = Stuk(
        f"{wat} {nu.soortnaam}, {opmaak.datum(nu.datum)}{correctie}",
        f"{publicatie.swv_naam} · {nu.staat}",
    )
    stuk.alinea(
        f"Cijfers zoals bekend op {opmaak.datum(publicatie.bekend_op)}, zoals toezicht ze ziet. "
        "Kleine aantallen zijn verborgen, zodat niemand te herkennen is."
    )
    if publicatie.voorbeeldgegevens:
        stuk.alinea(teken.VERZONNEN.uitleg, vet=f"{teken.VERZONNEN.woord}.")
    return stuk


# Beforehand.


def _overzicht(stuk: Stuk, inzage: Inzage, werk: Werk) -> None:
    """The doelstellingen at a glance: the figure that matters most, and how far the meeting is."""
    rijen = []
    for doel in data.doelstellingen(inzage):
        vragen = vraagbewijs.per_doelstelling(inzage, doel)
        gedaan = sum(werk.van(v.id) is not None for v in vragen)
        hoofd = data.kengetallen(inzage).get(doel.hoofdkengetal or "")
        gevonden = vraagbewijs.cijfer_van(inzage, hoofd) if hoofd else None
        rijen.append(
            (
                f"{doel.nummer}. {doel.titel}",
                gevonden.titel if gevonden else teken.NIET_GELEVERD.woord,
                ", ".join(t.woord for t in gevonden.tekens) or "–" if gevonden else "–",
                f"{opmaak.getal(gedaan)} van {opmaak.getal(len(vragen))}",
            )
        )
    stuk.kop("Hoe staan we ervoor?", 1)
    koppen = ("Doelstelling", "Hoofdkengetal", "Wat zien we", "Vragen beantwoord")
    stuk.tabel(koppen, rijen, (5, 5.4, 3.4, 2.2))


def _doelstelling(stuk: Stuk, inzage: Inzage, werk: Werk, doel: Doelstelling) -> None:
    stuk.kop(f"{doel.nummer}. {doel.titel}", 1, nieuwe_bladzijde=True)
    stuk.alinea(doel.doel)
    getekend: dict[str, str] = {}
    van_de_av = False
    for vraag in vraagbewijs.per_doelstelling(inzage, doel):
        bewijs = vraagbewijs.van(inzage, vraag)
        stuk.kop(f"{vraag.id} {vraag.tekst}", 2)
        if vraag.soort != vraagbewijs.AV:
            stuk.alinea(vraagbewijs.antwoord(bewijs))
            nieuw = [c for c in bewijs.beeld if c.kengetal.kengetal not in getekend]
            for gevonden in nieuw:
                _cijfer(stuk, inzage, gevonden)
            _ook(stuk, bewijs, getekend)
            getekend |= {c.kengetal.kengetal: vraag.id for c in nieuw}
            _niet_bekend(stuk, inzage, bewijs)
        elif not van_de_av:
            # All four are about the same figures; said once.
            van_de_av = True
            stuk.alinea(vraagbewijs.antwoord(bewijs))
        _documenten(stuk, werk, vraag)
        _bespreking(stuk, werk, vraag)


def _cijfer(stuk: Stuk, inzage: Inzage, gevonden: Cijfer) -> None:
    """A chart with its words; a table when too much of it is unknown or hidden."""
    k, beeld = gevonden.kengetal, vraagbewijs.regiobeeld(inzage, gevonden)
    stuk.kop(gevonden.titel, 3)
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    delen = [
        cijfer.eenheid(k),
        f"bron: {definitie.bronnen(inzage, k)}",
        f"zoals bekend op {bekend}",
        *(t.woord.lower() for t in gevonden.tekens),
    ]
    if not is_te_tekenen(beeld):
        rijen = [
            (opmaak.periode(p.periode), cijfer.van_punt(k, p)) for p in beeld.punten[-_LAATSTE:]
        ]
        stuk.tabel(("Periode", k.titel), rijen, (6, 6))
    else:
        stuk.grafiek(van_beeld(beeld))
        if beeld.onvolledig:
            delen.append("een tijdvak dat nog niet compleet is, is niet getekend")
        if beeld.heeft_vooruitblik:
            delen.append(f"{VOORUIT} is een vooruitblik")
    if beeld.landelijke_lijn(True):
        delen.append("het landelijke cijfer is anders geteld en staat er niet bij")
    stuk.alinea(" · ".join(delen), klein=True)


def _ook(stuk: Stuk, bewijs: Bewijs, getekend: dict[str, str]) -> None:
    """The other figures in a line each, and where those are that were drawn before."""
    regels = []
    for gevonden in bewijs.alle:
        elders = getekend.get(gevonden.kengetal.kengetal)
        if gevonden in bewijs.beeld and not elders:
            continue
        erbij = [t.woord.lower() for t in gevonden.tekens]
        erbij += [f"grafiek bij vraag {elders}"] if elders else []
        regels.append(gevonden.titel + (f" ({', '.join(erbij)})" if erbij else ""))
    if regels:
        stuk.alinea("", vet="Ook bij deze vraag", bijeen=True)
        stuk.opsomming(regels)


def _niet_bekend(stuk: Stuk, inzage: Inzage, bewijs: Bewijs) -> None:
    if regels := vraagbewijs.leemten(inzage, bewijs):
        stuk.alinea("", vet="Wat we niet weten", bijeen=True)
        stuk.opsomming(regels)


def _documenten(stuk: Stuk, werk: Werk, vraag: Vraag) -> None:
    gevonden = [b for b in werk.bewijs if b.vraag == vraag.id]
    if gevonden:
        stuk.alinea("", vet="Documenten", bijeen=True)
        stuk.opsomming(
            f"{b.titel}, {opmaak.datum(b.datum)} ({b.adres or b.bestand})" for b in gevonden
        )


def _bespreking(stuk: Stuk, werk: Werk, vraag: Vraag) -> None:
    """What was found before, what is open, and what this meeting found, or room to write it."""
    for oordeel in [o for o in werk.eerdere_oordelen if o.vraag == vraag.id][:1]:
        vergadering = werk.vergadering(oordeel.vergadering)
        wanneer = f"{opmaak.datum(vergadering.datum)}: " if vergadering else ""
        tekst = f"{wanneer}{OORDELEN[oordeel.oordeel].lower()}. {oordeel.toelichting}"
        stuk.alinea(tekst.strip(), vet="Vorig oordeel.")
    open_ = [b for b in werk.openstaand() if b.vraag == vraag.id]
    if open_:
        stuk.alinea("", vet="Openstaande besluiten", bijeen=True)
        _besluiten(stuk, werk, open_, "")
    nu = werk.van(vraag.id)
    if nu:
        stuk.alinea(f"{OORDELEN[nu.oordeel].lower()}. {nu.toelichting}".strip(), vet="Oordeel:")
    else:
        stuk.alinea("☐ ja   ☐ deels   ☐ nee   ☐ onbekend", vet="Oordeel:")
        stuk.alinea(_STIPPEL, vet="Toelichting:")
    besloten = [b for b in werk.besluiten if b.vraag == vraag.id]
    if besloten:
        stuk.alinea("", vet="Besluiten", bijeen=True)
        _besluiten(stuk, werk, besloten, "")


# Afterwards.


def _uitkomst(stuk: Stuk, inzage: Inzage, werk: Werk) -> None:
    for doel in data.doelstellingen(inzage):
        rijen = [
            _uitkomstrij(werk, vraag)
            for vraag in vraagbewijs.per_doelstelling(inzage, doel)
            if werk.van(vraag.id) or any(b.vraag == vraag.id for b in werk.besluiten)
        ]
        if rijen:
            stuk.kop(f"{doel.nummer}. {doel.titel}", 2)
            stuk.tabel(("Vraag", "Oordeel", "Toelichting", "Besluit"), rijen, (4.4, 1.8, 5, 4.8))
    if not werk.oordelen and not werk.besluiten:
        stuk.alinea("Er zijn nog geen oordelen of besluiten vastgelegd.")
    stuk.kop("Besluiten van deze vergadering", 2)
    _besluiten(stuk, werk, werk.besluiten, "Er is niets besloten.")
    stuk.kop("Besluiten van eerdere vergaderingen", 2)
    eerder = list(dict.fromkeys([*werk.openstaand(), *werk.genoteerd()]))
    _besluiten(stuk, werk, eerder, "Er staat niets open.")


def _uitkomstrij(werk: Werk, vraag: Vraag) -> tuple[str, str, str, str]:
    oordeel = werk.van(vraag.id)
    besluiten = [b for b in werk.besluiten if b.vraag == vraag.id]
    return (
        f"{vraag.id} {vraag.tekst}",
        OORDELEN[oordeel.oordeel] if oordeel else teken.GEEN_OORDEEL.woord,
        (oordeel.toelichting if oordeel else "") or "–",
        "\n".join(f"{b.tekst} ({b.eigenaar})" for b in besluiten) or "–",
    )


def _besluiten(stuk: Stuk, werk: Werk, besluiten: list[Besluit], leeg: str) -> None:
    if not besluiten:
        if leeg:
            stuk.alinea(leeg)
        return
    dag = werk.nu.datum if werk.nu else None
    rijen = []
    for b in besluiten:
        stand = b.stand_op(dag)
        status = STATUSSEN[b.status_op(dag)]
        rijen.append(
            (
                f"{b.tekst}\nVraag {b.vraag}, {opmaak.datum(b.datum)}",
                b.eigenaar,
                opmaak.datum(b.termijn) if b.termijn else "geen",
                f"{status}: {stand.toelichting}" if stand and stand.toelichting else status,
            )
        )
    stuk.tabel(_BESLUIT, rijen, _BESLUITBREED)
