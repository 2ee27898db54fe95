"""From text to typed values, one function per column type of a contract.

Every function works on the distinct texts of a column: a column of a million cells with eight
values is converted eight times. What is wrong is marked, not raised, so that all findings of a
file come at once. Which rows hold a text is left to ``inlezen``.
"""

import re
from collections.abc import Callable, Mapping

import polars as pl

from pipelines.contract import Kolom, spellingen
from pipelines.waarden import getallen
from pipelines.waarden.omzetting import Fout, Omgeving, Omzetting
from pipelines.waarden.vouwen import vouw
from warehouse import periode as perioden

ONBEKEND = "onbekend"

_EERSTE_JAAR, _LAATSTE_JAAR = 1990, 2100
_KLEINE_WOORDEN = {"aan", "bij", "de", "den", "en", "het", "in", "op", "over", "ten", "ter", "van"}
_JA_NEE = {"ja": ("j", "1", "true", "waar"), "nee": ("n", "0", "false", "onwaar")}
_FORMULEFOUT = r"^#[A-Z/0-9]{1,15}[!?]?$"
_VREEMD_CIJFER = r"[\p{Nd}--[0-9]]"  # a digit to a regular expression, none to a conversion


def zet_om(kolom: Kolom, teksten: pl.Series, omgeving: Omgeving) -> Omzetting:
    """Convert the distinct texts of a column; empty texts become null.

    Args:
        kolom: the column of the contract.
        teksten: distinct texts without nulls, stripped.
    """
    formule = teksten.str.contains(_FORMULEFOUT)
    vreemd = teksten.str.contains(_VREEMD_CIJFER)
    if kolom.type in {"tekst", "gemeente"} and kolom.patroon is None:
        vreemd = vreemd & False
    leesbaar = teksten.set(formule | vreemd | (teksten == ""), None)
    omzetting = _OMZETTERS[kolom.type](kolom, leesbaar, omgeving)
    if not (formule | vreemd).any():
        return omzetting
    fouten = (
        Fout(
            formule,
            "formulefout",
            "De cel bevat geen waarde, maar een formule zonder goede uitkomst: {waarde}.",
            "Herstel de formule, of maak de cel leeg als de waarde onbekend is.",
        ),
        Fout(
            vreemd,
            "vreemd_cijfer",
            "'{waarde}' bevat een cijfer in een ander schrift dan het onze.",
            "Schrijf getallen met de cijfers 0 tot en met 9.",
            geheim=kolom.type == "maand",
        ),
    )
    return Omzetting(omzetting.kolommen, (*fouten, *omzetting.fouten), omzetting.aannames)


def _tekst(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    teksten = teksten.set(teksten.str.to_lowercase() == ONBEKEND, ONBEKEND)
    aannames: tuple[str, ...] = ()
    if kolom.cijfers:
        tekort = teksten.str.contains(rf"^\d{{1,{kolom.cijfers - 1}}}$").fill_null(value=False)
        teksten = teksten.zip_with(~tekort, teksten.str.zfill(kolom.cijfers))
        if tekort.any():
            aannames = (
                f"Kolom '{kolom.naam}': weggevallen voorloopnullen zijn aangevuld"
                f" tot {kolom.cijfers} cijfers.",
            )
    if kolom.patroon is None:
        return Omzetting({kolom.naam: teksten}, (), aannames)
    patroon = f"^(?:{kolom.patroon})$"
    for anders in (teksten.str.to_uppercase(), teksten.str.to_lowercase()):
        past = teksten.str.contains(patroon).fill_null(value=True)
        if past.all():
            break
        teksten = teksten.zip_with(past | ~anders.str.contains(patroon), anders)
    fout = Fout(
        ~teksten.str.contains(patroon),
        "verkeerde_vorm",
        "'{waarde}' heeft niet de vorm die hier hoort.",
        f"Schrijf {kolom.vorm}.",
    )
    return Omzetting({kolom.naam: teksten}, (fout,), aannames)


def _code(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    codes, fout = zet_codes_om(kolom.waarden, teksten)
    return Omzetting({kolom.naam: codes}, (fout,))


def zet_codes_om(
    waarden: Mapping[str, tuple[str, ...]], teksten: pl.Series
) -> tuple[pl.Series, Fout]:
    """Fold spellings to codes; what is no code is null and marked."""
    bekend = spellingen(waarden)
    codes = pl.Series(
        teksten.name,
        [None if t is None else bekend.get(vouw(t)) for t in teksten.to_list()],
        dtype=pl.String,
    )
    fout = Fout(
        codes.is_null() & teksten.is_not_null(),
        "onbekende_code",
        "De code '{waarde}' is niet bekend.",
        f"Gebruik een van: {', '.join(waarden)}; of zeg in een kolommenkaart wat de code betekent.",
    )
    return codes, fout


def _ja_nee(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    codes, fout = zet_codes_om(_JA_NEE, teksten)
    fout = Fout(fout.masker, "geen_ja_nee", "'{waarde}' is geen ja of nee.", "Schrijf ja of nee.")
    return Omzetting({kolom.naam: codes == "ja"}, (fout,))


def _gemeente(kolom: Kolom, teksten: pl.Series, omgeving: Omgeving) -> Omzetting:
    bekend = {ONBEKEND: ONBEKEND} | dict(omgeving.gemeenten)
    namen = [
        None if t is None else bekend.get(vouw(t)) or _met_hoofdletters(t)
        for t in teksten.to_list()
    ]
    return Omzetting({kolom.naam: pl.Series(namen, dtype=pl.String)})


def _met_hoofdletters(naam: str) -> str:
    """A gemeente from outside the profile; capitals are only mended when all are alike."""
    if naam != naam.upper() and naam != naam.lower():
        return naam
    woorden = re.split(r"([\s-])", naam.lower())
    uit = [
        woord if i and woord in _KLEINE_WOORDEN else _eerste_groot(woord)
        for i, woord in enumerate(woorden)
    ]
    return "".join(uit)


def _eerste_groot(woord: str) -> str:
    if woord in {"'s", "'t"}:
        return woord
    if woord.startswith("ij"):
        return "IJ" + woord[2:]
    return re.sub(r"[^\W\d_]", lambda letter: letter[0].upper(), woord, count=1)


def _postcode(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    codes = teksten.str.replace_all(r"[\s\u00a0]", "").str.to_uppercase()
    fout = Fout(
        ~codes.str.contains(r"^[1-9]\d{3}(?:[A-Z]{2})?$"),
        "geen_postcode",
        "'{waarde}' is geen postcode.",
        "Schrijf vier cijfers en twee letters, zoals 2011AB, of alleen de vier cijfers.",
    )
    return Omzetting({kolom.naam: codes}, (fout,))


def _school(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    """Six characters out of ``03NJ00``, or out of brin and vestiging joined by a bar.

    A pseudo-school (``voorschools``, say) stays what it is, in whichever of the two it stands.
    """
    delen = (
        teksten.alias("tekst")
        .to_frame()
        .select(
            pl.col("tekst")
            .str.replace_all(r"[\s\u00a0]", "")
            .str.to_uppercase()
            .str.extract_groups(
                r"^(?P<brin>\d{2}[A-Z]{2})?(?P<een>\d{2})?(?:\|(?P<weer>\d{2}[A-Z]{2})?(?P<twee>\d{1,2})?)?$"
            )
        )
        .to_series()
        .struct.unnest()
    )
    gelijk = (
        delen["weer"].is_null() | delen["brin"].is_null() | (delen["weer"] == delen["brin"])
    ) & (
        delen["een"].is_null()
        | delen["twee"].is_null()
        | (delen["een"] == delen["twee"].str.zfill(2))
    )
    brin = delen["brin"].fill_null(delen["weer"]) if delen.height else delen["brin"]
    vestiging = delen["een"].fill_null(delen["twee"].str.zfill(2))
    codes = (brin + vestiging).rename(kolom.naam)
    codes = codes.set(~gelijk.fill_null(value=False), None)
    if kolom.pseudo:
        codes = codes.zip_with(codes.is_not_null(), _pseudoscholen(kolom, teksten))
    fout = Fout(
        codes.is_null() & teksten.is_not_null(),
        "geen_schoolcode",
        "'{waarde}' is geen vestiging van een school.",
        "Geef het BRIN (twee cijfers, twee letters) en de vestiging (twee cijfers),"
        " zoals 03NJ en 00, of samen 03NJ00.",
    )
    return Omzetting({kolom.naam: codes}, (fout,))


def _pseudoscholen(kolom: Kolom, teksten: pl.Series) -> pl.Series:
    bekend = spellingen(kolom.pseudo)
    gevonden = [
        next((bekend[vouw(d)] for d in (tekst or "").split("|") if vouw(d) in bekend), None)
        for tekst in teksten.to_list()
    ]
    return pl.Series(kolom.naam, gevonden, dtype=pl.String)


def _datum(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    tijd = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
    tekst = pl.col("tekst")
    iso = tekst.str.extract_groups(r"^(\d{4})-(\d{1,2})-(\d{1,2})" + tijd)
    ons = tekst.str.extract_groups(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + tijd)
    jaar = iso.struct.field("1").fill_null(ons.struct.field("3"))
    maand = iso.struct.field("2").fill_null(ons.struct.field("2"))
    dag = iso.struct.field("3").fill_null(ons.struct.field("1"))
    gelezen = pl.concat_str([jaar, maand, dag], separator="-").str.to_date("%Y-%m-%d", strict=False)
    datums = teksten.alias("tekst").to_frame().select(gelezen).to_series()
    datums = datums.set(
        ~datums.dt.year().is_between(_EERSTE_JAAR, _LAATSTE_JAAR).fill_null(value=False), None
    )
    fout = Fout(
        datums.is_null() & teksten.is_not_null(),
        "geen_datum",
        "'{waarde}' is geen datum.",
        "Schrijf dd-mm-jjjj of jjjj-mm-dd, met het jaar in vier cijfers.",
    )
    return Omzetting({kolom.naam: datums}, (fout,))


def _datumlijst(kolom: Kolom, teksten: pl.Series, omgeving: Omgeving) -> Omzetting:
    """Dates with bars between them, in order of time."""
    delen = [
        None if tekst is None else [deel.strip() for deel in tekst.split("|") if deel.strip()]
        for tekst in teksten.to_list()
    ]
    los = pl.Series([deel for rij in delen for deel in rij or ()], dtype=pl.String).unique()
    datums = _datum(kolom, los, omgeving).kolommen[kolom.naam].to_list()
    bekend = {deel: dag for deel, dag in zip(los.to_list(), datums, strict=True) if dag}
    fout = Fout(
        pl.Series([not set(rij or ()) <= set(bekend) for rij in delen], dtype=pl.Boolean),
        "geen_datum",
        "'{waarde}' is geen rij datums.",
        "Schrijf dd-mm-jjjj of jjjj-mm-dd, met een | tussen twee datums.",
    )
    gelezen = [
        None if rij is None else sorted(bekend[deel] for deel in rij if deel in bekend)
        for rij in delen
    ]
    lijsten = pl.Series(kolom.naam, gelezen, dtype=pl.List(pl.Date))
    return Omzetting({kolom.naam: lijsten}, (fout,))


def _maand(kolom: Kolom, teksten: pl.Series, omgeving: Omgeving) -> Omzetting:
    """The first day of a month, which is what a spreadsheet makes of ``2015-03`` as well.

    Another day makes it a whole date, and of a pupil's birth that may not come in at all.
    """
    met_dag = teksten.str.replace(r"^(\d{4})-(\d{1,2})$", "${1}-${2}-01")
    met_dag = met_dag.str.replace(r"^(\d{1,2})[-/](\d{4})$", "01-${1}-${2}")
    maanden = _datum(kolom, met_dag, omgeving).kolommen[kolom.naam]
    maanden = maanden.set((maanden.dt.day() != 1).fill_null(value=False), None)
    fout = Fout(
        maanden.is_null() & teksten.is_not_null(),
        "geen_maand",
        "De cel is geen maand met een jaar.",
        "Schrijf jjjj-mm, zoals 2015-03. De dag hoort er niet bij.",
        geheim=True,
    )
    return Omzetting({kolom.naam: maanden}, (fout,))


def _schooljaar(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    """The year in which it starts, out of ``2024-2025``, ``2024/2025``, ``2024-25``, ``24-25``."""
    frame = teksten.alias("tekst").to_frame()
    kaal = pl.col("tekst").str.replace_all(r"[\s'’‘]", "").str.replace_all(r"[–—/]", "-")
    groepen = kaal.str.extract_groups(r"^(?:(20\d{2})-(20\d{2}|\d{2})|(\d{2})-(\d{2}))$")
    lang, kort = groepen.struct.field("1"), groepen.struct.field("3")
    begin = lang.cast(pl.Int64).fill_null(kort.cast(pl.Int64) + 2000)
    einde = groepen.struct.field("2").fill_null(groepen.struct.field("4")).cast(pl.Int64)
    jaren = frame.select(
        pl.when(((begin + 1) % 100 == einde % 100) & ((einde < 100) | (einde == begin + 1)))
        .then(begin)
        .otherwise(None)
    ).to_series()
    fout = Fout(
        jaren.is_null() & teksten.is_not_null(),
        "geen_schooljaar",
        "'{waarde}' is geen schooljaar.",
        "Schrijf een schooljaar als 2024-2025.",
    )
    return Omzetting({kolom.naam: jaren}, (fout,))


def _jaar(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    jaren = teksten.str.extract(r"^(\d{4})$").cast(pl.Int64)
    laagste = int(kolom.minimum or _EERSTE_JAAR)
    hoogste = int(kolom.maximum or _LAATSTE_JAAR)
    jaren = jaren.set(~jaren.is_between(laagste, hoogste).fill_null(value=False), None)
    fout = Fout(
        jaren.is_null() & teksten.is_not_null(),
        "geen_jaar",
        f"'{{waarde}}' is geen jaar tussen {laagste} en {hoogste}.",
        "Schrijf een kalenderjaar in vier cijfers, zoals 2024.",
    )
    return Omzetting({kolom.naam: jaren}, (fout,))


def _periode(kolom: Kolom, teksten: pl.Series, _: Omgeving) -> Omzetting:
    periodes = teksten.str.replace("/", "-", literal=True).str.to_uppercase()
    fout = Fout(
        pl.Series(
            [p is not None and not _is_periode(p) for p in periodes.to_list()], dtype=pl.Boolean
        ),
        "geen_periode",
        "'{waarde}' is geen periode.",
        "Schrijf een datum als 2024-02-01, een schooljaar als 2024-2025, een kwartaal als 2024-K3"
        " of een jaar als 2024.",
    )
    return Omzetting({kolom.naam: periodes}, (fout,))


def _is_periode(code: str) -> bool:
    try:
        perioden.soort(code)
    except ValueError:
        return False
    return True


_OMZETTERS: dict[str, Callable[[Kolom, pl.Series, Omgeving], Omzetting]] = {
    "tekst": _tekst,
    "code": _code,
    "datum": _datum,
    "datumlijst": _datumlijst,
    "maand": _maand,
    "schooljaar": _schooljaar,
    "jaar": _jaar,
    "periode": _periode,
    "getal": getallen.zet_getal_om,
    "geheel": getallen.zet_geheel_om,
    "bedrag": getallen.zet_bedrag_om,
    "aantal": getallen.zet_aantal_om,
    "ja_nee": _ja_nee,
    "school": _school,
    "postcode": _postcode,
    "gemeente": _gemeente,
}
