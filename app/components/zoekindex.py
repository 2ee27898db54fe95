"""What can be found: kengetallen, doelstellingen with their questions, bewegingen and words.

Finding is left to `zoekmachine`; here is what a hit is worth where, and what a reader sees of it.
"""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from app import data, navigation
from app.components import blok, cijfer, permalink, stand, vraagbewijs
from app.inhoud import Inzage
from app.zoekmachine import Document, Index
from warehouse import opmaak

# In the order in which equals stand, with what each is called.
SOORTEN = {
    "kengetal": ("Kengetal", "Kengetallen"),
    "doelstelling": ("Doelstelling", "Doelstellingen"),
    "vraag": ("Vraag", "Vragen"),
    "beweging": ("Beweging", "Bewegingen"),
    "begrip": ("Begrip", "Begrippen"),
}
_LANG = 190  # characters of an explanation in a list


@dataclass(frozen=True)
class Vondst:
    """One result: its kind, name, where it leads, what it says, and a second way on."""

    soort: str
    titel: str
    adres: str
    regel: str
    ook: tuple[str, str] | None = None


@st.cache_resource(show_spinner=False, max_entries=32)
def index(inzage: Inzage) -> Index:
    """Everything in this publication that can be found; made once."""
    return Index(
        [
            *_kengetallen(inzage),
            *_doelstellingen(inzage),
            *_bewegingen(inzage),
            *(
                Document(("begrip", b.term), ((b.term, 10.0), (b.uitleg, 2.0)), 0.1)
                for b in data.begrippen(inzage)
            ),
        ]
    )


def zoek(inzage: Inzage, vraag: str) -> list[Vondst]:
    """What is found, best first."""
    return [_vondst(inzage, *d.sleutel) for d, _ in index(inzage).zoek(vraag)]


def html(vondst: Vondst) -> Markup:
    """One result as an item of a list."""
    ook = blok.LEEG
    if vondst.ook and vondst.ook[1]:
        ook = Markup(" · ") + blok.verwijzing(vondst.ook[0], vondst.ook[1])
    return Markup(
        '<li><span class="soort">{}</span><span><strong>{}</strong>'
        '<span class="stil">{}{}</span></span></li>'
    ).format(
        SOORTEN[vondst.soort][0], blok.verwijzing(vondst.titel, vondst.adres), vondst.regel, ook
    )


def _kengetallen(inzage: Inzage) -> list[Document]:
    return [
        Document(
            ("kengetal", k.kengetal),
            (
                (k.titel, 10.0),
                (k.onderwerp, 7.0),
                (k.kengetal.replace("_", " "), 6.0),
                (k.vraag, 4.0),
                (k.sectie, 3.0),
                (f"{k.teller} {k.noemer or ''} {k.waarom}", 1.5),
                (f"{k.niet} {' '.join(k.let_op)}", 0.5),
            ),
            0.4,
        )
        for k in data.kengetallen(inzage).values()
    ]


def _doelstellingen(inzage: Inzage) -> list[Document]:
    titels = {d.nummer: d.titel for d in data.doelstellingen(inzage)}
    return [
        *(
            Document(
                ("doelstelling", str(d.nummer)),
                ((d.titel, 9.0), (f"doelstelling {d.nummer}", 8.0), (d.doel, 4.0)),
                0.3,
            )
            for d in data.doelstellingen(inzage)
        ),
        *(
            Document(
                ("vraag", f"{v.doelstelling}.{v.code}"),
                (
                    (v.tekst, 7.0),
                    (f"{vraagbewijs.soortnaam(v)} {v.doelstelling} {v.code}", 4.0),
                    (v.bewijs or "", 2.5),
                    (titels.get(v.doelstelling, ""), 2.0),
                ),
                0.2,
            )
            for v in data.vragen(inzage)
        ),
    ]


def _bewegingen(inzage: Inzage) -> list[Document]:
    if not navigation.bestaat("bewegingen"):
        return []
    return [
        Document(("beweging", b.code), ((b.titel, 9.0), (b.tekst or "", 3.0), (b.code, 8.0)), 0.2)
        for b in data.bewegingen(inzage)
    ]


def _vondst(inzage: Inzage, soort: str, code: str) -> Vondst:
    maak = {
        "kengetal": _bij_kengetal,
        "doelstelling": _bij_doelstelling,
        "vraag": _bij_vraag,
        "beweging": _bij_beweging,
        "begrip": _bij_begrip,
    }
    return maak[soort](inzage, code)


def _bij_kengetal(inzage: Inzage, code: str) -> Vondst:
    """The figure as it stands now; where a reader has no Verdieping, its definition."""
    k = data.kengetallen(inzage)[code]
    nu = stand.stand(inzage, k)
    regel = k.vraag
    if nu.periode:
        waarde = cijfer.van_punt(k, nu.punt, beknopt=True)
        regel = f"{waarde} {opmaak.wanneer(nu.periode)}. {k.vraag}"
    cijfers = permalink.adres("verdieping", inzage, kengetal=code)
    definitie = permalink.adres("definities", inzage, kengetal=code)
    ook = ("definitie", definitie) if cijfers else None
    return Vondst("kengetal", k.titel, cijfers or definitie, regel, ook)


def _bij_doelstelling(inzage: Inzage, code: str) -> Vondst:
    doel = next(d for d in data.doelstellingen(inzage) if str(d.nummer) == code)
    adres = _naar_doel(inzage, code)
    return Vondst("doelstelling", f"{code}. {doel.titel}", adres, _kort(doel.doel))


def _bij_vraag(inzage: Inzage, code: str) -> Vondst:
    vraag = next(v for v in data.vragen(inzage) if f"{v.doelstelling}.{v.code}" == code)
    titels = {d.nummer: d.titel for d in data.doelstellingen(inzage)}
    regel = f"{vraagbewijs.soortnaam(vraag)} bij doelstelling {vraag.doelstelling}, "
    regel += titels.get(vraag.doelstelling, "")
    adres = _naar_doel(inzage, str(vraag.doelstelling), vraag.code)
    return Vondst("vraag", vraag.tekst, adres, regel)


def _bij_beweging(inzage: Inzage, code: str) -> Vondst:
    beweging = next(b for b in data.bewegingen(inzage) if b.code == code)
    adres = permalink.adres("bewegingen", inzage, beweging=code)
    return Vondst("beweging", beweging.titel, adres, _kort(beweging.tekst or ""))


def _bij_begrip(inzage: Inzage, code: str) -> Vondst:
    begrip = next(b for b in data.begrippen(inzage) if b.term == code)
    adres = permalink.adres("definities", inzage, deel="begrippen", zoek=code)
    return Vondst("begrip", begrip.term, adres, _kort(begrip.uitleg))


def _naar_doel(inzage: Inzage, nummer: str, vraag: str | None = None) -> str:
    """The page of a doelstelling, or the kengetallen that belong to it."""
    doel = permalink.adres("doelstellingen", inzage, doelstelling=nummer, vraag=vraag)
    return doel or permalink.adres("kengetallen", inzage, doelstelling=nummer)


def _kort(tekst: str) -> str:
    """As much of a text as fits a list, up to the end of a word."""
    if len(tekst) <= _LANG:
        return tekst
    return tekst[:_LANG].rsplit(" ", 1)[0] + " …"
