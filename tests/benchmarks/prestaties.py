"""From the figures of ``peilstok bench`` to the table in ``docs/prestaties.md``.

    peilstok bench > figuren.json && python tests/benchmarks/prestaties.py figuren.json

A figure that was not measured is left out; one above its limit says so.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

DOEL = Path(__file__).parents[2] / "docs" / "prestaties.md"
_SNEDE = "<!-- hieronder geschreven door tests/benchmarks/prestaties.py -->"


class Regel(NamedTuple):
    """One line: what, where it stands in the figures, its unit, the limit and what beside it."""

    wat: str
    plek: str
    eenheid: str
    grens: float | None
    vergeleken: str


# Where the limit of 2.5 seconds was set, the bare app took 1.58 and 2.2 of it: hence 1.6 and 1.1.
_LEGE = "een lege Streamlitpagina, om en om gestart"
_KALE = "een kale Streamlitpagina met vier grafieken en een tabel van duizend rijen, om en om"
REGELS = (
    Regel("De hele demo laden, met controles en bescherming", "laden.laden_s", "s", 180, "niets"),
    Regel("Opnieuw bouwen uit het archief", "laden.opnieuw_bouwen_s", "s", 180, "niets"),
    Regel("Eén bron corrigeren", "laden.correctie_s", "s", 45, "niets"),
    Regel("Nakijken van alle bestanden", "laden.nakijken_s", "s", None, "niets"),
    Regel(
        "Controles over een miljoen rijen",
        "toetsen.verhouding",
        "keer",
        2,
        "dezelfde tellingen met de hand in één SELECT; zonder het starten van Great Expectations"
        " en 8 ms per toets",
    ),
    Regel(
        "Een leveringsbestand van een miljoen rijen lezen", "lezen.verhouding", "keer", 3, "polars"
    ),
    Regel("Starten van de app tot ze antwoordt", "paginas.start_s", "s", 2.5, "niets"),
    Regel(
        "Een pagina opnieuw: de mediaan van alle pagina's",
        "paginas.boven_leeg_mediaan_ms",
        "ms",
        40,
        "een lege Streamlitpagina, om en om gemeten en ervan afgetrokken",
    ),
    Regel(
        "Een pagina opnieuw: de traagste pagina",
        "paginas.boven_leeg_hoogste_ms",
        "ms",
        40,
        "een lege Streamlitpagina, om en om gemeten en ervan afgetrokken",
    ),
    Regel(
        "Van starten tot de eerste kop, in een browser",
        "browser.start_tot_kop_s",
        "s",
        2.5,
        "niets",
    ),
    Regel("Van starten tot de eerste kop", "browser.start_tot_kop_keer", "keer", None, _LEGE),
    Regel(
        "Een pagina in een browser die niets bewaarde: de traagste",
        "browser.eerste_hoogste_ms",
        "ms",
        2500,
        "niets",
    ),
    Regel("De traagste pagina in zo'n browser", "browser.eerste_keer", "keer", 1.1, _KALE),
    Regel("Een klik naar de pagina met vier grafieken", "browser.klik_p50_ms", "ms", 500, "niets"),
    Regel("Een klik naar vier grafieken", "browser.klik_keer", "keer", None, _KALE),
    Regel("Vijftig bezoekers, p95 van een klik", "paginas.druk_p95_ms", "ms", 1000, "niets"),
    Regel("Vijftig bezoekers, fouten", "paginas.fouten", "", 0, "niets"),
    Regel("Geheugen per bezoeker", "paginas.sessie_mb", "MB", 3, "de server ervoor"),
    Regel("Het jaarverslag in alle formaten", "verslag.verslag_s", "s", 60, "niets"),
)


def zoek(figuren: Mapping[str, Any], plek: str) -> float | None:
    waarde: Any = figuren
    for naam in plek.split("."):
        waarde = waarde.get(naam) if isinstance(waarde, Mapping) else None
    return None if waarde is None else float(waarde)


def tabel(gemeten: Mapping[str, Any]) -> Iterator[str]:
    """The measured lines as a table, then every page."""
    machine, versies = gemeten["machine"], gemeten["versies"]
    dag = gemeten["gemeten_op"][:10]
    yield f"Gemeten op {dag}, {machine['kernen']} kernen, {machine['systeem']},"
    yield f"Python {machine['python']}; " + ", ".join(f"{n} {v}" for n, v in versies.items()) + "."
    yield ""
    yield "| wat | gemeten | grens | vergeleken met |"
    yield "|---|---|---|---|"
    for regel in REGELS:
        waarde = zoek(gemeten["figuren"], regel.plek)
        if waarde is None:
            continue
        grens = "geen" if regel.grens is None else f"{_nl(regel.grens)} {regel.eenheid}".strip()
        boven = regel.grens is not None and waarde > regel.grens
        cijfer = f"{_nl(waarde)} {regel.eenheid}".strip() + (" (boven de grens)" if boven else "")
        yield f"| {regel.wat} | {cijfer} | {grens} | {regel.vergeleken} |"
    paginas = gemeten["figuren"].get("paginas", {}).get("paginas", {})
    if paginas:
        yield ""
        yield "| pagina | eerste keer | opnieuw, mediaan | opnieuw, p95 | lege pagina, mediaan |"
        yield "|---|---|---|---|---|"
    for naam, p in paginas.items():
        velden = ("eerste_ms", "herhaling_p50_ms", "herhaling_p95_ms", "leeg_p50_ms")
        yield f"| {naam} | " + " | ".join(f"{_nl(p[veld])} ms" for veld in velden) + " |"


def _nl(waarde: float) -> str:
    return f"{waarde:.1f}".removesuffix(".0").replace(".", ",")


def main(pad: str) -> None:
    gemeten = json.loads(Path(pad).read_text("utf-8"))
    kop = DOEL.read_text("utf-8").partition(_SNEDE)[0]
    DOEL.write_text("\n".join([kop + _SNEDE, "", *tabel(gemeten)]) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
