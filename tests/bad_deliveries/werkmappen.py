"""XLSX files: typed cells, what a workbook can hide, and what is made to do harm."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from tests.bad_deliveries.geval import CONTRACTEN, Geval, Rijen, met_cel, voorbeeld

Vullen = Callable[[xlsxwriter.Workbook], object]

TELLING = voorbeeld("leerlingen")
TARIEVEN = voorbeeld("tarieven")
BLAD = "xl/worksheets/sheet1.xml"


def gevallen() -> Iterator[Geval]:
    for deel in (_per_bron, _cellen, _bladen, _vorm, _stuk, _groot):
        yield from deel()


def maak(vullen: Vullen) -> bytes:
    """A workbook, filled by this function."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd-mm-yyyy"}) as boek:
        vullen(boek)
    return buffer.getvalue()


def schrijf(boek: xlsxwriter.Workbook, naam: str, rijen: Sequence[Sequence[Any]]) -> Any:
    blad = boek.add_worksheet(naam)
    for nummer, rij in enumerate(rijen):
        for plek, cel in enumerate(rij):
            if isinstance(cel, str):
                blad.write_string(nummer, plek, cel)
            else:
                blad.write(nummer, plek, cel)
    return blad


def werkmap(rijen: Sequence[Sequence[Any]], naam: str = "Blad1") -> bytes:
    return maak(lambda boek: schrijf(boek, naam, rijen))


def met_deel(inhoud: bytes, naam: str, nieuw: Callable[[bytes], bytes]) -> bytes:
    """A copy of a workbook in which one part is another."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(inhoud)) as oud,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as doel,
    ):
        for deel in oud.namelist():
            tekst = oud.read(deel)
            doel.writestr(deel, nieuw(tekst) if deel == naam else tekst)
    return buffer.getvalue()


def getypeerd(rijen: Rijen) -> list[list[Any]]:
    """The same table with numbers and dates as Excel keeps them."""
    return [rijen[0], *([_waarde(cel) for cel in rij] for rij in rijen[1:])]


def _waarde(cel: str) -> Any:
    if re.fullmatch(r"\d{2}-\d{2}-\d{4}", cel):
        dag, maand, jaar = map(int, cel.split("-"))
        return date(jaar, maand, dag)
    return int(cel) if re.fullmatch(r"[1-9]\d{0,6}", cel) else cel


def _per_bron() -> Iterator[Geval]:
    """Every bron as a workbook: sound, and with a wrong cell in its last row."""
    for bron, contract in CONTRACTEN.items():
        rijen = voorbeeld(bron)
        yield Geval(
            f"{bron}: als werkmap met getallen en datums",
            werkmap(getypeerd(rijen), bron),
            geladen=True,
            bestand="levering.xlsx",
        )
        anders = {"tekst", "gemeente", "school"}
        kop = next(k.naam for k in contract.kolom if k.type not in anders or k.patroon)
        fout = met_cel(rijen, len(rijen), kop, "#VERW!")
        yield Geval(
            f"{bron}: werkmap met een foutmelding in {kop}",
            werkmap(getypeerd(fout)),
            "formulefout",
            len(rijen),
            kop,
            bestand="levering.xlsx",
            bron=bron,
        )


def _xlsx(naam: str, inhoud: bytes | Callable[[], bytes], *vindplaats: Any, **rest: Any) -> Geval:
    return Geval(f"werkmap: {naam}", inhoud, *vindplaats, bestand="levering.xlsx", **rest)


def _cellen() -> Iterator[Geval]:
    rijen = getypeerd(TARIEVEN)

    def met_formule(formule: str, uitkomst: Any) -> bytes:
        def vul(boek: xlsxwriter.Workbook) -> None:
            schrijf(boek, "Blad1", rijen).write_formula("C3", formule, None, uitkomst)

        return maak(vul)

    yield _xlsx(
        "formule met uitkomst", met_formule("=C2+1", 6701), geladen=True,
        aanname="1 cel bevat een formule",
    )  # fmt: skip
    yield _xlsx(
        "formule die nooit is uitgerekend",
        met_deel(met_formule("=C2+1", 0), BLAD, lambda x: x.replace(b"</f><v>0</v>", b"</f>")),
        "formulefout", 3, "bedrag", alleen_daar=True,
    )  # fmt: skip
    yield _xlsx(
        "formule met een foutmelding", met_formule("=1/0", "#DIV/0!"),
        "formulefout", 3, "bedrag", alleen_daar=True,
    )  # fmt: skip
    yield _xlsx(
        "formule die tekst geeft", met_formule('="zes"', "zes"),
        "geen_getal", 3, "bedrag", alleen_daar=True,
    )  # fmt: skip
    yield _xlsx(
        "verwijzing naar een andere werkmap",
        met_formule("='[ander.xlsx]Blad1'!A1", 12), geladen=True,
    )  # fmt: skip
    yield _xlsx(
        "waar in een kolom met bedragen",
        werkmap([*rijen[:2], [*rijen[2][:2], True, "ja"], *rijen[3:]]),
        "geen_getal", 3, "bedrag", alleen_daar=True,
    )  # fmt: skip
    yield _xlsx(
        "datum in een kolom met bedragen",
        werkmap([*rijen[:2], [*rijen[2][:2], date(2025, 3, 1), "ja"], *rijen[3:]]),
        "geen_getal", 3, "bedrag", alleen_daar=True,
    )  # fmt: skip
    yield _xlsx(
        "getal in een kolom met datums",
        werkmap([TELLING[0], [45689, *TELLING[1][1:]], *TELLING[2:]]),
        "geen_datum", 2, "teldatum", alleen_daar=True,
    )  # fmt: skip


def _bladen() -> Iterator[Geval]:
    rijen = getypeerd(TARIEVEN)

    def verborgen_ernaast(boek: xlsxwriter.Workbook) -> None:
        schrijf(boek, "Blad1", rijen)
        schrijf(boek, "oud", [["jaar", "wat"], [2020, "x"]]).hide()

    def verborgen_vooraan(boek: xlsxwriter.Workbook) -> None:
        schrijf(boek, "oud", [["jaar", "wat"], [2020, "x"]]).hide()
        schrijf(boek, "Blad2", rijen).activate()
        boek.get_worksheet_by_name("Blad2").set_first_sheet()

    def verborgen_met_de_naam(boek: xlsxwriter.Workbook) -> None:
        schrijf(boek, "nieuw", rijen).activate()
        schrijf(boek, "tarieven", [["jaar", "wat"], [2020, "x"]]).hide()

    def verborgen_rijen(boek: xlsxwriter.Workbook) -> None:
        blad = schrijf(boek, "Blad1", rijen)
        blad.set_row(2, None, None, {"hidden": True})
        blad.set_row(4, None, None, {"hidden": True})

    def naam_van_de_bron(boek: xlsxwriter.Workbook) -> None:
        schrijf(boek, "Toelichting", [["Lees dit eerst"]])
        schrijf(boek, "Tarieven", rijen)

    yield _xlsx(
        "verborgen blad ernaast", maak(verborgen_ernaast), geladen=True,
        aanname="niet gelezen: oud (verborgen)",
    )  # fmt: skip
    yield _xlsx(
        "verborgen blad vooraan", maak(verborgen_vooraan), geladen=True,
        aanname="Werkblad 'Blad2'; niet gelezen: oud (verborgen)",
    )  # fmt: skip
    yield _xlsx(
        "verborgen blad met de naam van de bron", maak(verborgen_met_de_naam), geladen=True,
        aanname="Werkblad 'nieuw'",
    )  # fmt: skip
    yield _xlsx(
        "verborgen rijen", maak(verborgen_rijen), geladen=True,
        aanname="2 verborgen rijen zijn gelezen",
    )  # fmt: skip
    yield _xlsx(
        "blad met de naam van de bron achteraan", maak(naam_van_de_bron), geladen=True,
        aanname="Werkblad 'Tarieven'",
    )  # fmt: skip
    yield _xlsx("leeg blad", werkmap([]), "leeg_bestand")
    yield _xlsx("alleen de kolomnamen", werkmap(TARIEVEN[:1]), "geen_rijen")
    yield _xlsx("een tekst in plaats van een tabel", werkmap([["Zie bijlage"]]), "bron_onbekend")
    yield _xlsx(
        "alleen een grafiekblad",
        maak(lambda boek: (boek.add_worksheet("gegevens"), boek.add_chartsheet("grafiek"))),
        "leeg_bestand",
    )


def _vorm() -> Iterator[Geval]:
    """Where the table stands on its sheet."""
    rijen = getypeerd(TELLING)

    def samengevoegd(kolom: int, waarde: Any, naar: int = 3) -> bytes:
        def vul(boek: xlsxwriter.Workbook) -> None:
            blad = schrijf(boek, "Blad1", rijen)
            blad.merge_range(1, kolom, naar, kolom, "", boek.add_format({"bold": True}))
            blad.write(1, kolom, waarde)

        return maak(vul)

    plek = {kop: nummer for nummer, kop in enumerate(TELLING[0])}
    yield _xlsx(
        "samengevoegde tekst over drie rijen", samengevoegd(plek["onderwijssoort"], "bao"),
        geladen=True, aanname="Samengevoegde cellen (D2:D4): de inhoud telt voor elke rij",
    )  # fmt: skip
    yield _xlsx(
        "samengevoegd getal over drie rijen", samengevoegd(plek["aantal"], 412),
        "aantal_onbekend", 3, "aantal", geladen=True,
        aanname="Samengevoegde cellen met een getal (I2:I4)",
    )  # fmt: skip
    yield _xlsx(
        "samengevoegde datum over drie rijen", samengevoegd(0, date(2025, 2, 1)),
        geladen=True, aanname="Samengevoegde cellen (A2:A4): de inhoud telt",
    )  # fmt: skip

    def titel(boek: xlsxwriter.Workbook) -> None:
        blad = schrijf(boek, "Blad1", [["Telling 1 februari"], [], *rijen])
        blad.merge_range("A1:F1", "Telling 1 februari")

    yield _xlsx(
        "samengevoegde titel", maak(titel), geladen=True, aanname="De kolomnamen staan op rij 3"
    )
    groepen = [["Telling", "", "", "", "School", *[""] * 5], *rijen]
    yield _xlsx(
        "groepen boven de kolomnamen", werkmap(groepen), geladen=True,
        aanname="De kolomnamen staan op rij 2",
    )  # fmt: skip
    yield _xlsx(
        "tabel begint in C4",
        werkmap([[], [], [], *(["", "", *rij] for rij in rijen)]), geladen=True,
    )  # fmt: skip
    fout = met_cel(TELLING, 3, "onderwijssoort", "niets")
    yield _xlsx(
        "tabel begint in C4, met een fout",
        werkmap([[], [], [], *(["", "", *rij] for rij in fout)]),
        "onbekende_code", 6, "onderwijssoort", alleen_daar=True,
    )  # fmt: skip
    yield _xlsx(
        "totaal onderaan",
        werkmap([*rijen, ["Totaal", *[""] * 7, 1234, ""]]),
        "totaalrij", len(rijen) + 1, "teldatum", geladen=True,
    )  # fmt: skip
    yield _xlsx(
        "kolomnamen halverwege nog eens",
        werkmap([*rijen[:3], rijen[0], *rijen[3:]]),
        "kopregel_herhaald", 4, geladen=True,
    )  # fmt: skip
    yield _xlsx(
        "kolommen verschoven",
        werkmap([rijen[0], *(["x", *rij[:-1]] for rij in rijen[1:])]),
        "kolommen_verschoven", kolom="teldatum",
    )  # fmt: skip


def _stuk() -> Iterator[Geval]:
    """Damaged, protected, or no workbook at all."""
    goed = werkmap(getypeerd(TARIEVEN))

    def versleuteld() -> bytes:
        vlag = bytearray(goed)
        for begin, plek in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            waar = vlag.find(begin)
            while waar >= 0:
                vlag[waar + plek] |= 1
                waar = vlag.find(begin, waar + 4)
        return bytes(vlag)

    def zip_met(namen: Sequence[str]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as doel:
            for naam in namen:
                doel.writestr(naam, "x")
        return buffer.getvalue()

    yield _xlsx("halverwege afgebroken", goed[: len(goed) // 2], "beschadigd")
    yield _xlsx("de laatste bytes ontbreken", goed[:-20], "beschadigd")
    yield _xlsx("alleen het begin", b"PK\x03\x04 en verder niets", "beschadigd")
    yield _xlsx("bytes door elkaar", goed[:900] + bytes(300) + goed[1200:], "beschadigd")
    yield _xlsx("versleutelde delen", versleuteld(), "wachtwoord")
    yield _xlsx(
        "met een wachtwoord", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8000), "geen_tabel"
    )
    yield _xlsx("een Word-document", zip_met(["word/document.xml"]), "geen_tabel")
    yield _xlsx("een zip met een CSV", zip_met(["levering.csv"]), "geen_tabel")
    yield _xlsx("paden die naar buiten wijzen", zip_met(["../../etc/passwd"]), "geen_tabel")
    yield _xlsx("een leeg workbook.xml", zip_met(["xl/workbook.xml"]), "beschadigd")
    yield _xlsx(
        "blad dat naar buiten wijst",
        met_deel(
            goed,
            "xl/_rels/workbook.xml.rels",
            lambda x: x.replace(b"worksheets/sheet1.xml", b"../../../etc/passwd"),
        ),
        "beschadigd",
    )
    yield _xlsx("afgebroken XML", met_deel(goed, BLAD, lambda x: x[: len(x) // 2]), "beschadigd")
    yield _xlsx(
        "een XML-entiteit die zichzelf vermenigvuldigt",
        met_deel(goed, "xl/workbook.xml", _met_entiteiten),
        "beschadigd",
    )


def _met_entiteiten(xml: bytes) -> bytes:
    lagen = "<!ENTITY l0 'lol'>"
    for laag in range(1, 12):
        lagen += f"<!ENTITY l{laag} '{f'&l{laag - 1};' * 10}'>"
    kop, _, rest = xml.partition(b"?>")
    return kop + b"?><!DOCTYPE x [" + lagen.encode() + b"]>" + rest.replace(b"Blad1", b"&l11;")


def _groot() -> Iterator[Geval]:
    """Small files that would unpack to something large."""
    goed = werkmap(getypeerd(TARIEVEN))

    def bom() -> bytes:
        leeg = b"<row><c><v>1</v></c></row>" * 1000
        return met_deel(goed, BLAD, lambda x: x.replace(b"</sheetData>", leeg * 4000))

    def verre_cel() -> bytes:
        ver = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return met_deel(goed, BLAD, lambda x: x.replace(b"</sheetData>", ver))

    def veel_delen() -> bytes:
        buffer = io.BytesIO(goed)
        with zipfile.ZipFile(buffer, "a") as doel:
            for nummer in range(6000):
                doel.writestr(f"xl/{nummer}", "")
        return buffer.getvalue()

    yield _xlsx("zipbom", bom, "te_groot")
    yield _xlsx("een cel heel ver weg", verre_cel, "te_groot")
    yield _xlsx("zesduizend delen", veel_delen, "te_groot")
