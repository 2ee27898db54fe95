"""A document in Markdown as a piece of page: text, tables, pictures and links within the manual.

Pictures are put into the page itself, so that nothing else need be served; of a link that leads to
no chapter the text alone is left. HTML in a document is shown as text.
"""

import base64
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

Adres = Callable[[Path], str]


def html(pad: Path, adres_van: Adres) -> tuple[str, Markup]:
    """The title of a document and the rest of it.

    Args:
        pad: the document.
        adres_van: the address of the chapter that a file is, or empty when it is none.
    """
    lezer = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = lezer.parse(pad.read_text("utf-8"))
    titel = tokens[1].content if tokens and tokens[0].tag == "h1" else pad.stem
    rest = tokens[3:] if tokens and tokens[0].tag == "h1" else tokens
    for token in rest:
        if token.type == "inline" and token.children:
            token.children = _vul_in(token.children, pad.parent, adres_van)
    ruw = lezer.renderer.render(rest, lezer.options, {})
    ruw = ruw.replace("<table>", f'{_SCHUIF}<table class="tekst smal">').replace(
        "</table>", "</table></div>"
    )
    return titel, Markup('<div class="handleiding">{}</div>').format(
        Markup(ruw.replace("<pre>", '<pre tabindex="0">'))
    )


# A wide table scrolls by itself, with the keyboard too.
_SCHUIF = '<div class="tabelvak" tabindex="0" role="group" aria-label="Tabel">'


def _vul_in(delen: list[Token], map_: Path, adres_van: Adres) -> list[Token]:
    """The parts of a line with its pictures in it, and links that lead somewhere or are no link."""
    gevuld = []
    open_ = True
    for deel in delen:
        if deel.type == "image":
            gevuld.append(_plaatje(deel, map_))
        elif deel.type == "link_open":
            doel = str(deel.attrs.get("href", ""))
            intern = "" if "://" in doel else adres_van((map_ / doel.partition("#")[0]).resolve())
            open_ = bool(intern) or doel.startswith("https://")
            if intern:
                deel.attrs |= {"href": intern, "data-intern": "ja"}
            if open_:
                gevuld.append(deel)
        elif deel.type != "link_close" or open_:
            gevuld.append(deel)
    return gevuld


def _plaatje(deel: Token, map_: Path) -> Token:
    pad = map_ / str(deel.attrs["src"])
    gegevens = base64.b64encode(pad.read_bytes()).decode()
    soort = "svg+xml" if pad.suffix == ".svg" else pad.suffix.removeprefix(".")
    return Token(
        "html_inline",
        "",
        0,
        content=f'<img alt="{escape(deel.content)}" src="data:image/{soort};base64,{gegevens}">',
    )
