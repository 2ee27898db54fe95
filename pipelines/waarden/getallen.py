"""Numbers as people write them, with a decimal comma or a decimal point.

Some texts can be read in one way only (``1.234,5``, ``52.387562``), some in two (``1.234``). Which
notation a column uses is decided over all its values, never per cell; what stays in doubt is a
finding. As in ``typen``, every function works on the distinct texts of a column.
"""

import polars as pl

from pipelines.bevindingen import WAARSCHUWING
from pipelines.contract import Kolom
from pipelines.waarden.omzetting import Fout, Notatie, Omgeving, Omzetting

# The forms, tried in this order; anything else is no number. Three digits behind a single
# separator can be thousands or decimals, unless a zero or more than three digits stand before it.
_VORMEN = {
    "geheel": r"^-?\d{1,15}$",
    "dubbel": r"^-?[1-9]\d{0,2}[.,]\d{3}$",
    "komma": r"^-?(?:\d*,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})$",
    "punt": r"^-?(?:\d*\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})$",
}
_MAX_TEKENS = 40


def bewezen_notaties(teksten: pl.Series, *, getypeerd: bool) -> set[Notatie]:
    """Notations that the number texts of one column prove."""
    geschoond = _schoon(teksten).str.strip_suffix("%")
    gevonden = _notaties(_vormen(geschoond))
    return gevonden - {"punt"} if getypeerd else gevonden


def zet_geheel_om(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    getal, fout = _hele_getallen(teksten, "Schrijf een geheel getal, zonder decimalen.")
    return Omzetting({kolom.naam: getal}, (fout, *_buiten_grenzen(kolom, getal)))


def zet_aantal_om(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    """A count with its range: ``<5`` is 1 to 4, never a guess; empty is unknown, never zero."""
    afgeschermd = (_schoon(teksten) == "<5").fill_null(value=False)
    getal, fout = _hele_getallen(
        teksten.set(afgeschermd, None),
        "Schrijf een geheel getal, <5 voor een afgeschermd aantal, of laat de cel leeg als het"
        " aantal onbekend is.",
    )
    negatief = Fout(
        (getal < 0).fill_null(value=False),
        "buiten_grenzen",
        "Het aantal {waarde} is kleiner dan nul.",
        "Verbeter het aantal, of laat de cel leeg als het onbekend is.",
    )
    kleinste = getal.fill_null(0).set(afgeschermd, 1)
    grootste = getal.set(afgeschermd, 4)
    return Omzetting(
        {kolom.naam: getal, f"{kolom.naam}_min": kleinste, f"{kolom.naam}_max": grootste},
        (fout, negatief),
    )


def _hele_getallen(teksten: pl.Series, oplossing: str) -> tuple[pl.Series, Fout]:
    """Whole numbers: a single separator with three digits can only mark thousands."""
    geschoond = _schoon(teksten)
    vorm = _vormen(geschoond)
    gelezen = _lees(geschoond, vorm.set(vorm == "dubbel", "duizend"))
    geheel = gelezen.str.extract(r"^(-?\d{1,15})(?:\.0*)?$").cast(pl.Int64)
    fout = Fout(
        geheel.is_null() & teksten.is_not_null(),
        "geen_geheel_getal",
        "'{waarde}' is geen geheel getal.",
        oplossing,
    )
    return geheel, fout


def zet_getal_om(kolom: Kolom, teksten: pl.Series, omgeving: Omgeving) -> Omzetting:
    geschoond = _schoon(teksten)
    procent = geschoond.str.ends_with("%").fill_null(value=False)
    geschoond = geschoond.str.strip_suffix("%")
    vorm, notatie, fouten = _kies_notatie(geschoond, teksten, omgeving)
    twijfel = vorm == "dubbel"
    if notatie is None:
        fouten.append(
            Fout(
                twijfel,
                "onduidelijk_getal",
                "'{waarde}' kan op twee manieren worden gelezen: de komma of punt kan een"
                " decimaalteken zijn of duizendtallen scheiden.",
                "Schrijf het getal zonder scheiding van duizendtallen en met een ander aantal"
                " decimalen dan drie, of lever een XLSX-bestand met echte getallen.",
            )
        )
    lezing = vorm.set(twijfel, notatie or "fout")
    getal = _lees(geschoond, lezing).cast(pl.Float64)
    getal = getal.zip_with(~procent, getal / 100)
    return Omzetting(
        {kolom.naam: getal},
        (*fouten, *_buiten_grenzen(kolom, getal)),
        _aanname(kolom, geschoond, twijfel, notatie),
    )


def zet_bedrag_om(kolom: Kolom, teksten: pl.Series, omgeving: Omgeving) -> Omzetting:
    """Euros in cents. Money has no three decimals, so a lone ``1.234`` reads as thousands."""
    geschoond = _schoon(teksten)
    vorm, notatie, fouten = _kies_notatie(geschoond, teksten, omgeving)
    twijfel = vorm == "dubbel"
    decimaal = {"komma": ",", "punt": "."}.get(notatie or "", "none")
    drie_decimalen = twijfel & geschoond.str.contains(decimaal, literal=True)
    fouten.append(
        Fout(
            drie_decimalen,
            "onduidelijk_bedrag",
            "Het bedrag '{waarde}' heeft drie decimalen volgens de notatie van deze kolom.",
            "Schrijf een bedrag in euro's met hooguit twee decimalen.",
        )
    )
    if notatie is None:
        fouten.append(
            Fout(
                twijfel,
                "aangenomen_duizendtal",
                "Het bedrag '{waarde}' is gelezen met een scheiding van duizendtallen, want een"
                " bedrag heeft geen drie decimalen.",
                "Controleer het bedrag; schrijf het zonder punt of komma om dit te voorkomen.",
                WAARSCHUWING,
            )
        )
    lezing = vorm.set(twijfel, notatie or "duizend").set(drie_decimalen, "fout")
    gelezen = _lees(geschoond, lezing)
    bedrag = gelezen.cast(pl.Decimal(38, 10), strict=False).round(2, mode="half_away_from_zero")
    te_groot = (bedrag.abs() >= 10**12).fill_null(value=False)
    bedrag = bedrag.set(te_groot, None).cast(pl.Decimal(14, 2))
    fouten.append(
        Fout(te_groot, "buiten_grenzen", "Het bedrag {waarde} is te groot.", "Verbeter het bedrag.")
    )
    return Omzetting(
        {kolom.naam: bedrag},
        (*fouten, *_buiten_grenzen(kolom, bedrag)),
        _aanname(kolom, geschoond, twijfel, notatie),
    )


def _kies_notatie(
    geschoond: pl.Series, teksten: pl.Series, omgeving: Omgeving
) -> tuple[pl.Series, Notatie | None, list[Fout]]:
    """Forms of the texts, the notation for the doubtful ones, and what is wrong already."""
    vorm = _vormen(geschoond)
    bewezen = _notaties(vorm)
    fouten = [
        Fout(
            (vorm == "fout") & teksten.is_not_null(),
            "geen_getal",
            "'{waarde}' is geen getal.",
            "Schrijf een getal als 1234,56 of 1234.56; laat de cel leeg als het onbekend is.",
        )
    ]
    if omgeving.getypeerd:
        bewezen = bewezen - {"punt"}
    elif len(bewezen) == 2:
        zeldzaam = "komma" if (vorm == "komma").sum() <= (vorm == "punt").sum() else "punt"
        fouten.append(
            Fout(
                vorm == zeldzaam,
                "gemengde_notatie",
                f"'{{waarde}}' heeft een decimale {zeldzaam}, andere getallen in deze kolom niet.",
                "Gebruik in de hele kolom een decimale komma of een decimale punt.",
            )
        )
    notatie = next(iter(bewezen)) if len(bewezen) == 1 else None
    return vorm, notatie or (None if bewezen else omgeving.notatie), fouten


def _aanname(
    kolom: Kolom, geschoond: pl.Series, twijfel: pl.Series, notatie: Notatie | None
) -> tuple[str, ...]:
    if notatie is None or not twijfel.any():
        return ()
    voorbeeld = geschoond.filter(twijfel)[0]
    return (
        f"Kolom '{kolom.naam}' is gelezen met een decimale {notatie}, want andere getallen in het"
        f" bestand laten dat zien (voorbeeld van een getal waar dat uitmaakt: {voorbeeld}).",
    )


def _buiten_grenzen(kolom: Kolom, getal: pl.Series) -> tuple[Fout, ...]:
    if kolom.minimum is None and kolom.maximum is None:
        return ()
    laag = pl.Series([False]).new_from_index(0, len(getal))
    hoog = laag
    if kolom.minimum is not None:
        laag = (getal < kolom.minimum).fill_null(value=False)
    if kolom.maximum is not None:
        hoog = (getal > kolom.maximum).fill_null(value=False)
    grenzen = " en ".join(
        f"{woord} {grens:g}".replace(".", ",")
        for woord, grens in (("minstens", kolom.minimum), ("hooguit", kolom.maximum))
        if grens is not None
    )
    return (
        Fout(
            laag | hoog,
            "buiten_grenzen",
            f"De waarde {{waarde}} valt buiten de grenzen van deze kolom: {grenzen}.",
            "Verbeter de waarde.",
        ),
    )


def _schoon(waarden: pl.Series) -> pl.Series:
    """Without blanks, euro sign and typographic minus signs."""
    return waarden.str.replace_all(r"[\s\u00a0\u202f€]", "").str.replace_all(r"[−–]", "-")


def _vormen(geschoond: pl.Series) -> pl.Series:
    """The form of each text: geheel, dubbel, komma, punt or fout."""
    tekst = pl.col("tekst")
    gevonden = pl.coalesce(
        pl.when(tekst.str.contains(patroon)).then(pl.lit(vorm)) for vorm, patroon in _VORMEN.items()
    )
    past = tekst.str.len_bytes() <= _MAX_TEKENS
    uitkomst = pl.when(past).then(gevonden).fill_null("fout")
    return geschoond.alias("tekst").to_frame().select(uitkomst).to_series()


def _notaties(gevonden: pl.Series) -> set[Notatie]:
    """The notations that the texts of a column prove."""
    uniek = set(gevonden.unique().to_list())
    return {notatie for notatie in ("komma", "punt") if notatie in uniek}


def _lees(geschoond: pl.Series, lezingen: pl.Series) -> pl.Series:
    """The numbers as plain text with a decimal point.

    Args:
        geschoond: texts out of ``_schoon``.
        lezingen: per text how to read it: geheel, komma, punt, duizend (every separator marks
            thousands) or fout, which gives null.
    """
    tekst, lezing = pl.col("tekst"), pl.col("lezing")
    zonder_punt = tekst.str.replace_all(".", "", literal=True)
    zonder_komma = tekst.str.replace_all(",", "", literal=True)
    uitkomst = (
        pl.when(lezing == "geheel")
        .then(tekst)
        .when(lezing == "komma")
        .then(zonder_punt.str.replace(",", ".", literal=True))
        .when(lezing == "punt")
        .then(zonder_komma)
        .when(lezing == "duizend")
        .then(tekst.str.replace_all(r"[.,]", ""))
        .otherwise(None)
    )
    frame = pl.DataFrame({"tekst": geschoond, "lezing": lezingen})
    return frame.select(uitkomst).to_series()
