"""What is published loads as it is: DUO in two families, CBS, Indigo and the postcode table.

The samples are written after the documented columns. Every name that drifted over the years is
here in two spellings, and the figures must come out the same.
"""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from pipelines.bevindingen import Bevinding
from pipelines.indeling.kaarten import herken_kaart, meegeleverd
from pipelines.inlezen import Gelezen, parse
from pipelines.readers import read
from tests.pipelines.lezen import CONTRACTEN, PROFIEL

ONTVANGEN = dt.date(2024, 3, 1)

VESTIGINGEN = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
    "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;"
    "TELEFOONNUMMER;INTERNETADRES\r\n"
    "Noord-Holland;41234;03NJ;03NJ00;Andréschool;Laan;8;2051 BC;OVERVEEN;0377;BLOEMENDAAL;"
    "Rooms-Katholiek;0230000001;www.a.nl\r\n"
    "Noord-Holland;1235;15DA;15DA01;De Ark;Weg;20;2111ZC;AERDENHOUT;0377;BLOEMENDAAL;"
    "Openbaar;0230000002;www.b.nl\r\n"
)
VESTIGINGEN_GO = (
    "SOORT PRIMAIR ONDERWIJS;PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;"
    "VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;"
    "GEMEENTENAAM;DENOMINATIE;CLUSTER;TELEFOONNUMMER;INTERNETADRES\n"
    "SO/VSO;NH;41300;18IS;18IS00;De Parel;Weg;1;2012AB;HAARLEM;0392;HAARLEM;RK;Cluster 3;0;w\n"
    "SBO;NH;41301;99SB;99SB00;IKC Oost;Weg;2;2012AB;HAARLEM;0392;HAARLEM;Openbaar;;0;w\n"
    "VSO;NH;41300;18EC;18EC03;Het vso;Weg;3;2012AB;HAARLEM;0392;HAARLEM;Openbaar;3;0;w\n"
)
LEEFTIJD = (
    "PEILDATUM;INSTELLINGSCODE;VESTIGINGSCODE;INSTELLINGSNAAM_VESTIGING;POSTCODE_VESTIGING;"
    "PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;PROVINCIE;SOORT_PO;CLUSTER;DENOMINATIE_VESTIGING;"
    "BEVOEGD_GEZAG_NUMMER;LEEFTIJD_3_JAAR_EN_JONGER;LEEFTIJD_4_JAAR;LEEFTIJD_5_JAAR;"
    "LEEFTIJD_25_JAAR_EN_OUDER\n"
    "01-10-2023;03NJ;03NJ00;Andréschool;2051BC;OVERVEEN;0377;BLOEMENDAAL;NH;Bo;;RK;41234;0;20;25;0\n"
    "01-10-2023;18IS;18IS00;De Parel;2012AB;HAARLEM;0392;HAARLEM;NH;So;3;RK;41300;<5;20;<5;0\n"
    "01-10-2023;18IS;18IS00;De Parel;2012AB;HAARLEM;0392;HAARLEM;NH;Vso;3;RK;41300;0;0;0;77\n"
    "01-10-2023;99SB;99SB00;IKC Oost;2012AB;HAARLEM;0392;HAARLEM;NH;Sbo;;RK;41301;0;12;;0\n"
)
PORTAAL = (
    "INSTELLINGSCODE,VESTIGINGSCODE,TYPE_PO,PEILJAAR,LEEFTIJD,AANTAL_LEERLINGEN\n"
    "03NJ,03NJ00,BO,2025,5,21\n"
    "03NJ,03NJ00,BO,2025,6,4\n"
    "18IS,18IS00,SO,2025,6,30\n"
    "18IS,18IS00,VSO,2025,13,30\n"
    "99SB,99SB00,SBO,2025,9,-1\n"
)
PER_SWV = (
    "SAMENWERKINGSVERBANDNUMMER,TYPE_PO,PEILJAAR,LEEFTIJD,AANTAL_LEERLINGEN\n"
    "PO2704,BO,2025,5,2000\n"
)
CBS = (
    "WijkenEnBuurten;Gemeentenaam_1;SoortRegio_2;Codering_3;JongerenMetJeugdzorgInNatura_87\n"
    "NL00      ;Nederland   ;Land      ;NL00      ;  400000\n"
    "GM0392    ;Haarlem     ;Gemeente  ;GM0392    ;    3505\n"
    "WK039201  ;Haarlem     ;Wijk      ;WK039201  ;     105\n"
    "GM0473    ;Zandvoort   ;Gemeente  ;GM0473    ;       .\n"
    "GM0397    ;Heemstede   ;Gemeente  ;GM0397    ;x\n"
)
INDIGO_TLV = (
    "beschikkingsnummer;soort;categorie;datum_besluit;duur_in_jaren;leeftijd_op_datum_besluit;"
    "soort_overgang;aanvraagstatus\n"
    "PO2704-2024-00101;SO;Cat. 1;01-10-2024;2;8;BAO naar SO;Afgesloten - Archief\n"
    "PO2704-2024-00102;SO;III (hoog);03-10-2024;2;4;--- Voorschools ---;Afgesloten- Archief\n"
    "2024-7;SBO;;03-10-2024;2;9;Iets anders;Afgewezen\n"
)
INDIGO_VERZUIM = (
    "melding_nummer;bestuur;reden_verzuim;thuiszitter;verzuim_sinds;einde_verzuim;duur_weken;"
    "aanvraagstatus;datum_update\n"
    "M1;Stichting A;Angst;Ja;01-09-2024;;12;In behandeling;01-12-2024\n"
    "M2;Stichting B;Iets anders;Nee;;;;Afgesloten- Archief;05-12-2024\n"
)


def lees(naam: str, tekst: str, tekenset: str = "utf-8") -> dict[str, Gelezen]:
    """Read a file as `peilstok load` does: recognised by its columns, for each bron it feeds."""
    tabel = read(naam, tekst.encode(tekenset))
    kaart = herken_kaart(tabel.kolommen)
    assert kaart is not None, tabel.kolommen
    return {
        deel.bron: parse(tabel, CONTRACTEN[deel.bron], deel, PROFIEL, ONTVANGEN)
        for deel in kaart.kolommen.bronnen
    }


def kaart_van(tekst: str) -> str | None:
    kaart = herken_kaart(read("x.csv", tekst.encode()).kolommen)
    return kaart.kolommen.naam.removesuffix(".yaml") if kaart else None


def rijen(gelezen: Gelezen) -> pl.DataFrame:
    assert gelezen.rijen is not None, [b.tekst for b in gelezen.bevindingen]
    return gelezen.rijen


def met_regel(gelezen: Gelezen, regel: str) -> list[Bevinding]:
    return [b for b in gelezen.bevindingen if b.regel == regel]


SPELLINGEN = [
    {},
    {"VESTIGINGSCODE": "VESTIGINGSNUMMER", "GEMEENTENAAM": "GEMEENTE_NAAM"},
    {"INSTELLINGSCODE": "BRIN NUMMER", "BEVOEGD GEZAG NUMMER": "BEVOEGD_GEZAG_NUMMER"},
    {"BEVOEGD_GEZAG_NUMMER": "BEVOEGD GEZAG NUMMER", "PEILDATUM": "TELDATUM"},
    {"INSTELLINGSCODE": "BRINNUMMER", "VESTIGINGSCODE": "VESTIGINSNUMMER"},
    {"POSTCODE_VESTIGING": "POSTCODE", "SOORT_PO": "SOORT PO"},
    {"LEEFTIJD_4_JAAR": "LEEFTIJD 4 JAAR", "CLUSTER": "Clusternummer"},
    {"VESTIGINGSCODE": "Vestigingscode", "INSTELLINGSNAAM_VESTIGING": "VESTIGINGSNAAM"},
]


def in_spelling(tekst: str, spelling: dict[str, str]) -> str:
    kop, rest = tekst.split("\n", 1)
    scheiding = ";" if ";" in kop else ","
    namen = [spelling.get(naam.strip(), naam) for naam in kop.split(scheiding)]
    return f"{scheiding.join(namen)}\n{rest}"


@pytest.mark.parametrize("spelling", SPELLINGEN)
def test_vestigingen_basisonderwijs(spelling: dict[str, str]) -> None:
    tekst = in_spelling(VESTIGINGEN, spelling)
    gelezen = lees("02.-alle-schoolvestigingen-basisonderwijs.csv", tekst, "cp1252")["scholen"]
    kolommen = "school naam bestuursnummer bestuur schoolsoort gemeente postcode lid_swv".split()
    assert rijen(gelezen).select(kolommen).rows() == [
        ("03NJ00", "Andréschool", "41234", "onbekend", "bao", "Bloemendaal", "2051BC", None),
        ("15DA01", "De Ark", "01235", "onbekend", "bao", "Bloemendaal", "2111ZC", None),
    ]
    assert gelezen.scope == ("schooljaar 2023-2024, lijst duo bo",)
    [aangenomen] = met_regel(gelezen, "aangenomen_tijdvak")
    assert "2023-2024" in aangenomen.melding


def test_adres_en_telefoon_worden_genoemd_en_niet_gebruikt() -> None:
    gelezen = lees("v.csv", VESTIGINGEN)["scholen"]
    [aanname] = [a for a in gelezen.aannames if a.startswith("Niet gebruikte kolommen")]
    assert {"STRAATNAAM", "TELEFOONNUMMER", "INTERNETADRES"} <= set(
        aanname.rstrip(".").split(": ")[1].split(", ")
    )


def test_schooljaar_uit_de_naam_van_het_bestand() -> None:
    gelezen = lees("vestigingen_2021-2022.csv", VESTIGINGEN)["scholen"]
    assert gelezen.scope == ("schooljaar 2021-2022, lijst duo bo",)
    assert not met_regel(gelezen, "aangenomen_tijdvak")


@pytest.mark.parametrize("spelling", SPELLINGEN)
def test_vestigingen_gespecialiseerd_onderwijs(spelling: dict[str, str]) -> None:
    gelezen = lees("go.csv", in_spelling(VESTIGINGEN_GO, spelling), "cp1252")["scholen"]
    assert rijen(gelezen).select("school", "schoolsoort", "cluster").rows() == [
        ("18IS00", "so", 3),
        ("99SB00", "sbo", None),
    ]
    [weg] = met_regel(gelezen, "weggelaten")
    assert weg.melding.startswith("1 rij met 'VSO'")


@pytest.mark.parametrize("spelling", SPELLINGEN)
def test_leerlingen_per_leeftijd_worden_een_aantal_met_bereik(spelling: dict[str, str]) -> None:
    delen = lees("leeftijd.csv", in_spelling(LEEFTIJD, spelling), "cp1252")
    leerlingen, scholen = delen["leerlingen"], delen["scholen"]
    kolommen = "school onderwijssoort swv_herkomst aantal aantal_min aantal_max rij".split()
    assert rijen(leerlingen).select(kolommen).rows() == [
        ("03NJ00", "bao", "onbekend", 45, 45, 45, 2),
        ("18IS00", "so", "onbekend", None, 22, 28, 3),
        ("99SB00", "sbo", "onbekend", None, 12, None, 5),
    ]
    assert leerlingen.scope == ("teldatum 1 oktober 2023",)
    assert rijen(scholen).select("school", "schoolsoort", "cluster", "postcode").rows() == [
        ("03NJ00", "bao", None, "2051BC"),
        ("18IS00", "so", 3, "2012AB"),
        ("99SB00", "sbo", None, "2012AB"),
    ]
    assert scholen.scope == ("schooljaar 2023-2024, lijst duo leerlingen",)
    [leeg] = met_regel(leerlingen, "aantal_onbekend")
    assert (leeg.rij, leeg.kolom) == (5, "LEEFTIJD_5_JAAR")
    for deel in delen.values():
        [weg] = met_regel(deel, "weggelaten")
        assert "voortgezet speciaal onderwijs" in weg.melding


@pytest.mark.parametrize("datum", ["01-10-2023", "2023-10-01", "20231001", "2023"])
def test_peildatum_in_elke_schrijfwijze(datum: str) -> None:
    delen = lees("leeftijd.csv", LEEFTIJD.replace("01-10-2023", datum))
    assert delen["leerlingen"].scope == ("teldatum 1 oktober 2023",)
    assert delen["scholen"].scope == ("schooljaar 2023-2024, lijst duo leerlingen",)


def test_een_gemengde_vestiging_telt_mee_met_een_waarschuwing() -> None:
    gelezen = lees("leeftijd.csv", LEEFTIJD.replace("NH;So;", "NH;So/Vso;"))["leerlingen"]
    assert rijen(gelezen)["onderwijssoort"].to_list() == ["bao", "so", "sbo"]
    meldingen = [b.melding for b in met_regel(gelezen, "opmerking")]
    assert any(m.startswith("1 rij met 'So/Vso'") for m in meldingen)


def test_portaal_telt_op_en_houdt_vier_als_een_tot_vier() -> None:
    delen = lees("portaal.csv", PORTAAL)
    leerlingen = delen["leerlingen"]
    kolommen = "teldatum school onderwijssoort aantal aantal_min aantal_max".split()
    dag = dt.date(2025, 10, 1)
    assert rijen(leerlingen).select(kolommen).rows() == [
        (dag, "03NJ00", "bao", None, 22, 25),
        (dag, "18IS00", "so", 30, 30, 30),
        (dag, "99SB00", "sbo", None, 1, 4),
    ]
    meldingen = [b.melding for b in met_regel(leerlingen, "opmerking")]
    assert any("1 tot en met 4" in melding for melding in meldingen)
    assert any("herkomst" in melding for melding in meldingen)
    [weg] = met_regel(leerlingen, "weggelaten")
    assert weg.melding.startswith("1 rij met 'VSO'")
    assert rijen(delen["scholen"]).select("school", "schoolsoort", "naam").rows() == [
        ("03NJ00", "bao", "onbekend"),
        ("18IS00", "so", "onbekend"),
        ("99SB00", "sbo", "onbekend"),
    ]


def test_portaal_naar_geslacht_houdt_het_geslacht_en_naar_postcode_niet() -> None:
    geslacht = PORTAAL.replace("LEEFTIJD", "GESLACHT").replace("2025,5", "2025,MAN")
    geslacht = geslacht.replace("2025,6", "2025,VROUW").replace("2025,9", "2025,M")
    geslacht = geslacht.replace("2025,13", "2025,V")
    gelezen = rijen(lees("p.csv", geslacht)["leerlingen"])
    assert gelezen.filter(school="03NJ00").select("geslacht", "aantal_max").rows() == [
        ("m", 21),
        ("v", 4),
    ]
    postcode = PORTAAL.replace("LEEFTIJD", "POSTCODE4_DEELNEMER")
    assert rijen(lees("p.csv", postcode)["leerlingen"]).height == 3


def test_portaal_per_swv_wordt_uitgelegd_en_niet_geladen() -> None:
    kaart = herken_kaart(read("x.csv", PER_SWV.encode()).kolommen)
    assert kaart is not None
    assert kaart.kolommen.bronnen == ()
    assert kaart.kolommen.onbruikbaar is not None
    assert "geen school" in kaart.kolommen.onbruikbaar.melding


@pytest.mark.parametrize("nummer", ["", "_87", "_91", "_96", "_104"])
def test_cbs_met_elk_nummer_achter_de_naam(nummer: str) -> None:
    gelezen = lees("kerncijfers_2022.csv", CBS.replace("InNatura_87", f"InNatura{nummer}"))
    deel = gelezen["jeugdhulp"]
    kolommen = "jaar gemeente vorm jongeren_met_hulp jongeren_met_hulp_max jongeren_totaal".split()
    assert rijen(deel).select(kolommen).rows() == [
        (2022, "Haarlem", "totaal", 3505, 3505, None),
        (2022, "Zandvoort", "totaal", None, None, None),
        (2022, "Heemstede", "totaal", None, None, None),
    ]
    [weg] = met_regel(deel, "weggelaten")
    assert weg.melding.startswith("2 rijen met een andere waarde")
    [zonder] = met_regel(deel, "kolom_onbekend")
    assert "jeugdhulpgebruik" in zonder.melding


def test_cbs_met_perioden_en_vormen() -> None:
    tekst = (
        "Codering_3;Perioden;VormenVanJeugdzorg;TotaalJongerenMetJeugdzorg_5\n"
        "GM0392  ;2021JJ00;Totaal alle jeugdzorg in natura;100\n"
        "GM0392  ;2021JJ00;Jeugdhulp met verblijf;12\n"
    )
    deel = lees("wijken.csv", tekst)["jeugdhulp"]
    assert rijen(deel).select("jaar", "vorm", "jongeren_met_hulp").rows() == [
        (2021, "totaal", 100),
        (2021, "verblijf", 12),
    ]


def test_cbs_zonder_jaar_zegt_hoe_het_wel_kan() -> None:
    deel = lees("kerncijfers.csv", CBS)["jeugdhulp"]
    [fout] = [b for b in deel.bevindingen if b.ernst == "kritiek"]
    assert fout.regel == "tijdvak_onbekend"
    assert "cijfers_2022.csv" in fout.oplossing


def test_indigo_tlv() -> None:
    deel = lees("indigo.csv", INDIGO_TLV)["tlv"]
    kolommen = "tlv_nummer formulier categorie besluit bekostiger aanvraagdatum".split()
    assert rijen(deel).select(kolommen).rows() == [
        ("PO2704-2024-00101", "A", "I", "toegekend", None, None),
        ("PO2704-2024-00102", "D", "III", "toegekend", None, None),
        (None, "overig", "SBO", "afgewezen", None, None),
    ]
    gevolg = {b.kolom: b.melding for b in met_regel(deel, "kolom_onbekend")}
    assert set(gevolg) == {"aanvraagdatum", "bekostiger", "school"}
    assert "tlv_doorlooptijd" in gevolg["aanvraagdatum"]


def test_indigo_tlv_met_schijnschool_en_schoolnaam() -> None:
    regels = INDIGO_TLV.splitlines()
    scholen = ["school", "03NJ00", "--- Voorschools ---", "De Ark"]
    tekst = "\n".join(f"{r};{s}" for r, s in zip(regels, scholen, strict=True))
    deel = lees("indigo.csv", tekst.replace(";--- Voorschools ---;", ";Instroom;"))["tlv"]
    assert rijen(deel).select("formulier", "aanvrager_school", "school").rows() == [
        ("A", "03NJ00", None),
        ("D", "voorschools", None),
        ("overig", None, None),
    ]


def test_een_onbekende_status_is_een_bevinding_met_rij_en_kolom() -> None:
    deel = lees("indigo.csv", INDIGO_TLV.replace("Afgewezen", "Zoekgeraakt"))["tlv"]
    [fout] = [b for b in deel.bevindingen if b.ernst == "kritiek"]
    assert (fout.regel, fout.rij, fout.kolom) == ("onbekende_code", 4, "aanvraagstatus")


def test_indigo_verzuim() -> None:
    deel = lees("indigo.csv", INDIGO_VERZUIM)["thuiszitters"]
    kolommen = "casus gemeente soort hoofdreden melding begin_verzuim melder".split()
    assert rijen(deel).select(kolommen).rows() == [
        ("M1", "onbekend", "relatief", "angst_somber", *[dt.date(2024, 9, 1)] * 2, None),
        ("M2", "onbekend", "dreigend", "onbekend", dt.date(2024, 12, 5), None, None),
    ]
    assert "Kolom 'reden_verzuim', gelezen als onbekend: 'Iets anders'." in deel.aannames
    [melder] = met_regel(deel, "kolom_onbekend")
    assert "thuiszitters_meldingen" in melder.melding


def test_postcodes_met_het_jaar_van_de_indeling(duo: Path) -> None:
    tekst = (duo / "pc4_swv.csv").read_text("utf-8")
    deel = lees("pc4_swv.csv", tekst)["postcodes"]
    assert rijen(deel).height == 4043
    assert rijen(deel).filter(swv_po="PO2704").height == 37
    assert "Kolom 'gemeente_2012' is gelezen als gemeente." in deel.aannames


def test_elk_soort_bestand_wordt_aan_zijn_eigen_kaart_herkend() -> None:
    assert [
        kaart_van(tekst)
        for tekst in (
            VESTIGINGEN, VESTIGINGEN_GO, LEEFTIJD, PORTAAL, PER_SWV, CBS, INDIGO_TLV, INDIGO_VERZUIM
        )
    ] == [
        "duo_vestigingen_bo",
        "duo_vestigingen_go",
        "duo_leerlingen_leeftijd",
        "duo_leerlingen_portaal",
        "duo_swv_portaal",
        "cbs_jeugdzorg",
        "indigo_tlv",
        "indigo_verzuim",
    ]  # fmt: skip
    voortgezet = VESTIGINGEN.replace("INTERNETADRES", "ONDERWIJSSTRUCTUUR", 1)
    assert kaart_van(voortgezet) is None


def test_een_eigen_sjabloon_is_geen_bestand_van_een_ander() -> None:
    for naam, contract in CONTRACTEN.items():
        kaart = kaart_van(contract.voorbeeld.read_text("utf-8"))
        assert kaart is None or (naam, kaart) == ("postcodes", "pc4_swv"), naam


def test_elke_kaart_noemt_bronnen_en_kolommen_die_er_zijn() -> None:
    for kaart in meegeleverd():
        for deel in kaart.kolommen.bronnen:
            contract = CONTRACTEN[deel.bron]
            delen = {d for k in contract.kolom if k.type == "school" for d in k.schooldelen}
            for naam in (*deel.kolommen, *deel.vast, *deel.onbekend):
                assert contract.zoek(naam) or naam in delen, (kaart.kolommen.naam, naam)
