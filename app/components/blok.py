"""Pieces of page: headings, breadcrumbs, notes and links, as HTML that is always escaped.

Text goes in through `Markup.format`, which escapes what it is given: a name from a delivery can
never become markup. How it looks is in `stijl.css`.
"""

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from app.components import vangst

LEEG = Markup("")


def toon(html: Markup) -> None:
    """Put a piece of page on the screen; an amount is never torn from its euro sign."""
    gevangen = vangst.nu()
    if gevangen:
        gevangen.hoor(html)
        return
    st.html(Markup('<div class="peil">{}</div>').format(html).replace("€ ", "€\N{NO-BREAK SPACE}"))


def voeg(delen: Iterable[Markup | str], tussen: str = "") -> Markup:
    """Pieces one after another; plain strings are escaped."""
    return Markup(tussen).join(delen)


def kop(titel: str, inleiding: str | Markup = "", kruimels: Markup = LEEG) -> Markup:
    """The head of a page: breadcrumb, title, and the answer in a sentence."""
    zin = Markup('<p class="inleiding">{}</p>').format(inleiding) if inleiding else LEEG
    return Markup("{}<h1>{}</h1>{}").format(kruimels, titel, zin)


def tussenkop(titel: str, onder: str | Markup = "") -> Markup:
    """A heading within a page, with one line of explanation when given."""
    zin = Markup('<p class="onderkop">{}</p>').format(onder) if onder else LEEG
    return Markup("<h2>{}</h2>{}").format(titel, zin)


def deelkop(titel: str, onder: str | Markup = "") -> Markup:
    """The heading of one chart: what it shows in words, and a line of explanation."""
    zin = Markup('<p class="onderkop">{}</p>').format(onder) if onder else LEEG
    return Markup('<h3 class="deelkop">{}</h3>{}').format(titel, zin)


def verwijzing(tekst: str | Markup, adres: str, klasse: str = "") -> Markup:
    """A link to another view of the app; it is followed without loading the app anew.

    Without an address it is the text alone: the reader has no such page.
    """
    if not adres:
        return Markup('<span class="{}">{}</span>').format(klasse, tekst)
    return Markup('<a href="{}" data-intern="ja" class="{}">{}</a>').format(adres, klasse, tekst)


def kruimelpad(stappen: Sequence[tuple[str, str | None]]) -> Markup:
    """Breadcrumb of (text, address); the last one is where the reader is."""
    delen = [
        verwijzing(tekst, adres)
        if adres
        else Markup('<span aria-current="page">{}</span>').format(tekst)
        for tekst, adres in stappen
    ]
    pad = voeg(delen, '<span class="pijl" aria-hidden="true">›</span>')
    return Markup('<nav class="kruimels" aria-label="Kruimelpad">{}</nav>').format(pad)


def tabs(onderdelen: Iterable[tuple[str, str, bool]], naam: str = "Onderdelen") -> Markup:
    """The parts of a page as links of (word, address, whether it is the one shown)."""
    delen = [
        Markup('<a href="{}" data-intern="ja"{}>{}</a>').format(
            adres, Markup(' aria-current="page"') if hier else LEEG, woord
        )
        for woord, adres, hier in onderdelen
    ]
    return Markup('<nav class="tabs" aria-label="{}">{}</nav>').format(naam, voeg(delen))


def melding(tekst: str | Markup, soort: str = "grijs") -> Markup:
    """A note in the flow of the page; `soort` is a colour of the signs."""
    return Markup('<div class="melding {}">{}</div>').format(soort, tekst)


def omschrijvingen(paren: Iterable[tuple[str, str | Markup | None]], klasse: str = "") -> Markup:
    """A list of word and explanation; a word without explanation is left out."""
    delen = [
        Markup("<dt>{}</dt><dd>{}</dd>").format(woord, uitleg) for woord, uitleg in paren if uitleg
    ]
    return Markup('<dl class="omschrijving {}">{}</dl>').format(klasse, voeg(delen))


def opsomming(regels: Iterable[str | Markup]) -> Markup:
    """A bullet list; nothing when there is nothing to list."""
    delen = [Markup("<li>{}</li>").format(regel) for regel in regels]
    return Markup("<ul>{}</ul>").format(voeg(delen)) if delen else LEEG


def uitklap(titel: str | Markup, inhoud: Markup, open_: bool = False) -> Markup:
    """Something that can be folded out; printing a page always shows what is in it."""
    stand = Markup(" open") if open_ else LEEG
    return Markup("<details{}><summary>{}</summary>{}</details>").format(stand, titel, inhoud)


def rijtje(woorden: Sequence[str]) -> str:
    """Words in a sentence: "a, b en c"."""
    if len(woorden) < 2:
        return "".join(woorden)
    return f"{', '.join(woorden[:-1])} en {woorden[-1]}"
