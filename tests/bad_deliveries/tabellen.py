"""CSV files with one thing wrong, and the sound ones that look as if they were."""

from collections.abc import Iterator

from tests.bad_deliveries.geval import Geval, als_csv, met_cel, met_kolom, voorbeeld

TELLING = voorbeeld("leerlingen")
SCHOLEN = voorbeeld("scholen")
TARIEVEN = voorbeeld("tarieven")
GOED = als_csv(TELLING)

GEEN_TABEL = {
    "PDF": b"%PDF-1.7\n%...",
    "oude Excel, of met een wachtwoord": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000),
    "gzip": b"\x1f\x8b\x08" + bytes(40),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(40),
    "rar": b"Rar!\x1a\x07" + bytes(40),
    "parquet": b"PAR1" + bytes(40),
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(40),
    "GIF": b"GIF89a" + bytes(40),
    "RTF": b"{\\rtf1 levering}",
    "SQLite": b"SQLite format 3\x00" + bytes(40),
    "webpagina": b"<!DOCTYPE html><html><body>Log opnieuw in</body></html>",
    "tabel in HTML met naam .csv": b"<table><tr><td>brin</td></tr></table>",
    "XML": b"<?xml version='1.0'?><levering/>",
}
NAMEN = (
    "levering'; drop table levering; --.csv",
    '"levering".csv',
    "..\\..\\windows\\levering.csv",
    "..%2f..%2fetc%2fpasswd.csv",
    "CON.csv",
    "=1+1.csv",
    "-rf.csv",
    "levering\u202evsc.exe.csv",
    "lévéring ☃.csv",
    "a" * 240 + ".csv",
    "geen extensie",
    "levering.csv.xlsx",
)


def gevallen() -> Iterator[Geval]:
    yield from _inhoud()
    yield from _rijen()
    yield from _waarden()
    yield from _getallen()
    for naam in NAMEN:
        yield Geval(f"bestandsnaam {naam[:40]!r}", GOED, geladen=True, bestand=naam)


def _inhoud() -> Iterator[Geval]:
    """What the bytes are: nothing, something else, or text in some encoding."""
    for wat, inhoud in GEEN_TABEL.items():
        yield Geval(f"geen tabel: {wat}", inhoud, "geen_tabel")
    yield Geval("leeg bestand", b"", "leeg_bestand")
    yield Geval("alleen witruimte", b" \r\n\t\r\n", "leeg_bestand")
    yield Geval("alleen een bytevolgordeteken", b"\xef\xbb\xbf", "geen_kop")
    yield Geval("alleen scheidingstekens", b";;;\n;;;\n", "geen_kop")
    yield Geval("alle bytes", bytes(range(256)) * 50, "geen_tekst")
    yield Geval("nulbytes in de tekst", GOED.replace(b"bao", b"b\0o", 1), "geen_tekst")
    yield Geval("UTF-16 zonder bytevolgordeteken", GOED.decode().encode("utf-16-le"), "geen_tekst")
    yield Geval("UTF-16, halverwege afgebroken", GOED.decode().encode("utf-16")[:-1], "geen_tekst")
    yield Geval("bytes die geen tekenset kent", GOED + b"\x81\x8d\x8f;\x90\x9d\n", "geen_tekst")
    yield Geval("een eindeloze regel", b"x;" * 3_000_000, "een_regel")
    yield Geval("een regel van een miljoen cellen", b";".join([b"k"] * 90_000) + b"\n", "te_breed")
    yield Geval("een cel van vijf megabyte", lambda: _met_naam("x" * 5_000_000), geladen=True)
    yield Geval("JSON", b'[{"brin": "99AA", "aantal": 3}]', "bron_onbekend")
    yield Geval("een brief", b"Geachte heer,\nhierbij de cijfers.\n", "bron_onbekend")
    for tekenset in ("utf-8-sig", "utf-16", "cp1252"):
        tekst = _met_naam("Daltonschool Zoë").decode()
        yield Geval(f"tekenset {tekenset}", tekst.encode(tekenset), geladen=True)
    for scheider, naam in ((",", "komma"), ("\t", "tab")):
        telling = [[cel.replace(",", ".") for cel in rij] for rij in TELLING]
        yield Geval(f"gescheiden door een {naam}", als_csv(telling, scheider), geladen=True)
    for einde, naam in (("\r\n", "Windows"), ("\r", "oude Mac")):
        yield Geval(f"regeleinden van {naam}", als_csv(TELLING, einde=einde), geladen=True)
    yield Geval("sep= op de eerste regel", b"sep=;\n" + GOED, geladen=True)


def _rijen() -> Iterator[Geval]:
    """Rows that are no data, or that have lost their shape."""
    breedte, laatste = len(TELLING[0]), len(TELLING)
    leeg = [""] * breedte
    yield Geval("aanhalingsteken nooit gesloten", _met_naam('"De Meeuw'), "aanhalingsteken", 2)
    yield Geval("aanhalingsteken midden in een cel", _met_naam('De "Meeuw" school'), geladen=True)
    yield Geval("puntkomma in een tekst", _met_naam("De Meeuw; dependance"), "te_veel_cellen", 2)
    yield Geval("puntkomma tussen aanhalingstekens", _met_naam('"De Meeuw; 2"'), geladen=True)
    yield Geval("regeleinde in een tekst", _met_naam('"De\nMeeuw"'), geladen=True)
    yield Geval("halverwege een rij afgebroken", GOED[: GOED.rindex(b";")], "te_weinig_cellen", 7)
    yield Geval("geen kolomnamen", als_csv(TELLING[1:]), "geen_kop", bestand="zonder_kop.csv")
    yield Geval(
        "namen van een ander systeem",
        als_csv([[f"veld {n}" for n in range(breedte)], *TELLING[1:]]),
        "bron_onbekend",
    )
    yield Geval(
        "groepen boven de kolomnamen",
        als_csv([["Telling", *leeg[3:], "School", ""], *TELLING]),
        geladen=True,
        aanname="De kolomnamen staan op rij 2",
    )
    yield Geval(
        "codes onder de kolomnamen",
        als_csv([TELLING[0], [f"V{n:02}" for n in range(breedte)], *TELLING[1:]]),
        "geen_datum",
        2,
        "teldatum",
        alleen_daar=True,
    )
    yield Geval(
        "eenheden onder de kolomnamen",
        als_csv([TARIEVEN[0], ["(jaar)", "(soort)", "(euro)", ""], *TARIEVEN[1:]]),
        "geen_jaar",
        2,
        "jaar",
        alleen_daar=True,
    )
    for woord in ("Totaal", "TOTAAL", "Eindtotaal", "Totaal alle scholen", "Subtotaal", "Total"):
        yield Geval(
            f"onderaan een rij '{woord}'",
            als_csv([*TELLING, [woord, *leeg[3:], "1234", ""]]),
            "totaalrij",
            laatste + 1,
            "teldatum",
            geladen=True,
        )
    yield Geval(
        "subtotaal tussen de rijen",
        als_csv([*TELLING[:3], ["", "Subtotaal", *leeg[4:], "9", ""], *TELLING[3:]]),
        "totaalrij",
        4,
        "brin",
        geladen=True,
    )
    yield Geval(
        "totaal als gemeente",
        als_csv(met_cel(voorbeeld("verzuim"), 3, "gemeente", "Totaal")),
        "totaalrij",
        3,
        "gemeente",
        geladen=True,
    )
    yield Geval("alleen een totaal", als_csv([TELLING[0], ["Totaal", *leeg[1:]]]), "geen_rijen")
    yield Geval(
        "voetnoot onderaan", als_csv([*TELLING, ["Bron: eigen telling", *leeg[1:]]]), "geen_datum",
        laatste + 1, "teldatum", alleen_daar=True,
    )  # fmt: skip
    yield Geval(
        "alle kolommen een plaats naar rechts",
        als_csv([TELLING[0], *(["x", *rij[:-1]] for rij in TELLING[1:])]),
        "kolommen_verschoven",
        kolom="teldatum",
    )
    yield Geval(
        "alle kolommen een plaats naar links",
        als_csv([TELLING[0], *([*rij[1:], "x"] for rij in TELLING[1:])]),
        "kolommen_verschoven",
        kolom="teldatum",
    )
    yield Geval(
        "een rij een plaats verschoven",
        als_csv([*TELLING[:3], ["", *TELLING[3][:-1]], *TELLING[4:]]),
        "geen_schoolcode",
        4,
        "brin + vestiging",
        alleen_daar=True,
    )
    yield Geval("twee bestanden achter elkaar", als_csv([*TELLING, *TELLING]), "dubbele_rij", 9)
    yield Geval("kolomnamen met aanhalingstekens", _kop_met('"teldatum"'), geladen=True)
    yield Geval("kolomnaam met een regeleinde", _kop_met('"tel\ndatum"'), geladen=True)
    yield Geval("lege kolom achteraan", als_csv(met_kolom(TELLING, "", [""])), geladen=True)


def _waarden() -> Iterator[Geval]:
    """Cells that a person reads in one way and a computer in another."""
    for tekst, waarom in {
        "2/13/2024": "Amerikaanse datum",
        "01-02-24": "jaar in twee cijfers",
        "29-02-2023": "schrikkeldag in een gewoon jaar",
        "45323": "volgnummer van Excel",
        "0000-00-00": "lege datum van een database",
        "1 februari": "datum zonder jaar",
        "01-02-0204": "jaar met een tikfout",
        "morgen": "woord",
        "01-02-2025 of later": "datum met toelichting",
    }.items():
        inhoud = als_csv(met_cel(TELLING, 3, "teldatum", tekst))
        yield Geval(f"datum: {waarom}", inhoud, "geen_datum", 3, "teldatum", alleen_daar=True)
    for tekst in ("2025-02-01", "1-2-2025", "01/02/2025", "01-02-2025 00:00:00"):
        telling = [TELLING[0], *([tekst, *rij[1:]] for rij in TELLING[1:])]
        yield Geval(f"datum geschreven als {tekst}", als_csv(telling), geladen=True)
    for tekst in ("99aa", " 99AA ", "99AA00"):
        inhoud = als_csv(met_cel(TELLING, 2, "brin", tekst))
        yield Geval(f"school geschreven als '{tekst}'", inhoud, geladen=True)
    for tekst in ("9AA", "AA99", "99AA0", "99-AA", "onbekend", "99ÀÀ", "99AA99", "O9AA"):
        inhoud = als_csv(met_cel(TELLING, 2, "brin", tekst))
        yield Geval(
            f"school geschreven als '{tekst}'",
            inhoud,
            "geen_schoolcode",
            2,
            "brin + vestiging",
            alleen_daar=True,
        )
    for tekst in ("BAO", "bo", "Basisonderwijs", "b a o"):
        inhoud = als_csv(met_cel(TELLING, 2, "onderwijssoort", tekst))
        yield Geval(f"code geschreven als '{tekst}'", inhoud, geladen=True)
    for tekst in ("ba0", "bao/sbo", "1", "bao?", "=bao", "b\u0430o", "', drop table--"):
        inhoud = als_csv(met_cel(TELLING, 2, "onderwijssoort", tekst))
        yield Geval(
            f"onbekende code {tekst!r}", inhoud, "onbekende_code", 2, "onderwijssoort",
            alleen_daar=True,
        )  # fmt: skip
    for tekst in ("2024-2026", "2025-2024", "2024", "24/26", "2024-2025-2026", "schooljaar 24"):
        inhoud = als_csv(met_cel(SCHOLEN, 2, "schooljaar", tekst))
        yield Geval(
            f"schooljaar '{tekst}'", inhoud, "geen_schooljaar", 2, "schooljaar", alleen_daar=True
        )
    for naam in ("O'Neill's", "Robert') drop table scholen --", "=1+1", "@SOM(A1)", "+31", "-",
                 "<script>alert(1)</script>", "{rij} {waarde}", "%s %d", "../../naam"):  # fmt: skip
        yield Geval(f"naam van een school: {naam}", _met_naam(naam), geladen=True)


def _getallen() -> Iterator[Geval]:
    for tekst in (
        "twaalf",
        "9" * 19,
        "12,5",
        "1e3",
        "12 leerlingen",
        "n.v.t.",
        "1.2.3",
        "0x10",
        "--5",
    ):
        inhoud = als_csv(met_cel(TELLING, 2, "aantal", tekst))
        yield Geval(f"aantal '{tekst}'", inhoud, "geen_geheel_getal", 2, "aantal", alleen_daar=True)
    for tekst in ("١٢", "１２"):
        inhoud = als_csv(met_cel(TELLING, 2, "aantal", tekst))
        yield Geval(f"aantal '{tekst}'", inhoud, "vreemd_cijfer", 2, "aantal", alleen_daar=True)
    inhoud = als_csv(met_cel(TELLING, 2, "aantal", "-3"))
    yield Geval("aantal onder nul", inhoud, "buiten_grenzen", 2, "aantal", alleen_daar=True)
    for tekst in ("<5", "< 5", "0", "1 234", "12,00"):
        inhoud = als_csv(met_cel(TELLING, 2, "aantal", tekst))
        yield Geval(f"aantal geschreven als '{tekst}'", inhoud, geladen=True)
    for tekst in ("duizend", "1.000,00,00", "€", "1250,-", "12 euro", "1,2,3", "∞", "NaN", "inf"):
        inhoud = als_csv(met_cel(TARIEVEN, 3, "bedrag", tekst))
        yield Geval(f"bedrag '{tekst}'", inhoud, "geen_getal", 3, "bedrag", alleen_daar=True)
    for tekst in ("€ 1.250,00", "1250", " 1.250,00 "):
        inhoud = als_csv(met_cel(TARIEVEN, 3, "bedrag", tekst))
        yield Geval(f"bedrag geschreven als '{tekst}'", inhoud, geladen=True)
    for fout in ("#REF!", "#N/B", "#DEEL/0!", "#WAARDE!", "#NAAM?"):
        inhoud = als_csv(met_cel(TARIEVEN, 3, "bedrag", fout))
        yield Geval(f"foutmelding {fout}", inhoud, "formulefout", 3, "bedrag", alleen_daar=True)


def _met_naam(naam: str) -> bytes:
    return als_csv(met_cel(SCHOLEN, 2, "naam", naam))


def _kop_met(kop: str) -> bytes:
    return als_csv([[kop, *TELLING[0][1:]], *TELLING[1:]])
