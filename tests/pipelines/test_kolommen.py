"""Column mappings: what they may say, what they do, and how a wrong one is refused."""

import pytest

from pipelines.indeling.kolommen import lees_kolommen
from tests.pipelines.lezen import SCHOLEN, TARIEVEN, kritiek, lees, plekken
from warehouse.strikt import DefinitieFout

KAART = """
bronnen:
  - bron: scholen
    kolommen:
      school: Vestiging code
      schoolsoort: {uit: soort, waarden: {basisschool: bao, "(V)SO": so, SO: so}}
      gemeente: plaats
    vast: {schooljaar: 2023-2024, bestuursnummer: onbekend, bestuur: onbekend, lid_swv: ja}
    weglaten:
      - {kolom: vestigingcode, waarden: [18EC03], reden: zuiver vso}
  - bron: leerlingen
    kolommen:
      school: vestigingcode
      onderwijssoort: {uit: soort, waarden: {basisschool: bao}, anders: so}
      aantal: n
    vast: {teldatum: 2023-10-01, swv_herkomst: onbekend}
    opmerkingen:
      - {kolom: soort, waarden: ["(v)so"], melding: hierin zitten ook vso-leerlingen}
      - {melding: de telling is voorlopig}
"""
REGELS = (
    "vestigingcode;naam;soort;plaats;n",
    "03NJ00;De Ark;basisschool;HAARLEM;189",
    "18EC03;VSO Geluk;(V)SO;HAARLEM;482",
    "18IS00;De Parel;(V)SO;HAARLEM;",
)


def test_een_bestand_vult_twee_bronnen() -> None:
    scholen = lees("scholen", *REGELS, kaart=KAART).rijen
    leerlingen = lees("leerlingen", *REGELS, kaart=KAART).rijen
    assert scholen is not None
    assert leerlingen is not None
    assert scholen.select("school", "naam", "schoolsoort", "gemeente", "rij").rows() == [
        ("03NJ00", "De Ark", "bao", "Haarlem", 2),
        ("18IS00", "De Parel", "so", "Haarlem", 4),
    ]
    assert leerlingen.select("school", "onderwijssoort", "aantal").rows() == [
        ("03NJ00", "bao", 189),
        ("18EC03", "so", 482),
        ("18IS00", "so", None),
    ]


def test_weggelaten_rijen_worden_genoemd_met_reden() -> None:
    gevonden = lees("scholen", *REGELS, kaart=KAART).bevindingen
    assert [(b.ernst, b.regel, b.rij, b.waarde) for b in gevonden] == [
        ("waarschuwing", "weggelaten", 3, "18EC03")
    ]
    assert "zuiver vso" in gevonden[0].melding


def test_opmerkingen_bij_rijen_en_bij_het_bestand() -> None:
    gevonden = [
        b for b in lees("leerlingen", *REGELS, kaart=KAART).bevindingen if b.regel == "opmerking"
    ]
    assert [(b.rij, b.kolom) for b in gevonden] == [(3, "soort"), (4, "soort"), (None, "")]
    assert gevonden[0].melding == "Rij 3 (18EC03): hierin zitten ook vso-leerlingen."
    assert gevonden[2].melding == "De telling is voorlopig."


def test_waarde_die_niet_meer_voorkomt_wordt_gemeld() -> None:
    gevonden = lees("scholen", REGELS[0], REGELS[1], kaart=KAART).bevindingen
    assert [(b.ernst, b.regel) for b in gevonden] == [("waarschuwing", "kolommen_ongebruikt")]
    assert "18EC03" in gevonden[0].melding


def test_waarde_zonder_hercodering_blijft_staan_en_is_dan_een_onbekende_code() -> None:
    gelezen = lees("scholen", *REGELS, "03NK00;X;SBAO2;HAARLEM;1", kaart=KAART)
    assert plekken(gelezen) == {("onbekende_code", 5, "soort", "SBAO2")}


def test_kolom_die_niet_in_het_bestand_staat() -> None:
    kaart = KAART.replace("gemeente: plaats", "gemeente: gemeentenaam")
    [bevinding] = kritiek(lees("scholen", *REGELS, kaart=kaart))
    assert (bevinding.regel, bevinding.kolom) == ("kolommen_fout", "gemeentenaam")
    assert "kolommen.gemeente" in bevinding.melding
    assert "plaats" in bevinding.oplossing


def test_kolom_die_de_bron_niet_heeft() -> None:
    kaart = KAART.replace("gemeente: plaats", "gemeente: plaats\n      gemente: plaats")
    [bevinding] = kritiek(lees("scholen", *REGELS, kaart=kaart))
    assert (bevinding.regel, bevinding.kolom) == ("kolommen_fout", "gemente")


def test_alles_weggelaten() -> None:
    kaart = KAART.replace("[18EC03]", "[18EC03, 03NJ00, 18IS00]")
    assert [b.regel for b in kritiek(lees("scholen", *REGELS, kaart=kaart))] == ["geen_rijen"]


def test_brede_tabel_met_kop_om_het_jaar_heen() -> None:
    kaart = """
bronnen:
  - bron: financien
    kolommen: {post: regel, rubriek: {uit: regel, waarden: {rente: overige baten}}}
    vast: {soort: realisatie, moment: jaarrekening}
    breed: {kolommen: 'bedrag (20\\d\\d)', naar: jaar, waarde: bedrag}
"""
    gelezen = lees(
        "financien", "regel,bedrag 2023,bedrag 2024,toelichting", 'rente,"1.000,5",,x', kaart=kaart
    )
    assert gelezen.rijen is not None
    assert gelezen.rijen.select("jaar", "bedrag", "rij").rows() == [
        (2023, pytest.approx(1000.5), 2)
    ]
    assert gelezen.scope == ("jaar 2023, soort realisatie, moment jaarrekening",)
    assert [(b.regel, b.kolom) for b in gelezen.bevindingen] == [("lege_cel", "bedrag 2024")]


def test_breed_patroon_dat_nergens_bij_past() -> None:
    kaart = """
bronnen:
  - bron: financien
    breed: {kolommen: 'x\\d', naar: jaar, waarde: bedrag}
"""
    gelezen = lees(
        "financien", "soort;rubriek;post;y1", "begroting;totaal;resultaat;1", kaart=kaart
    )
    assert "kolommen_fout" in {b.regel for b in kritiek(gelezen)}


@pytest.mark.parametrize(
    ("tekst", "deel"),
    [
        ("bronnen:\n  - bron: scholen\n    kolomen: {a: b}\n", "kolomen"),
        ("bronnen:\n  - kolommen: {a: b}\n", "bron"),
        ("bronnen: []\n", "bronnen"),
        ("", "bronnen"),
        ("- a\n", "bronnen"),
        ("bronnen:\n  - bron: s\n    vast: {a: 1}\n    vast: {b: 2}\n", "twee keer"),
        ("bronnen:\n  - bron: s\n    vast: {a: 1}\n    kolommen: {A: x}\n", "twee keer"),
        ("bronnen:\n  - bron: s\n    kolommen: {a: {waarden: {x: y}}}\n", "uit"),
        ("bronnen:\n  - bron: s\n    weglaten: [{kolom: a, waarden: [x]}]\n", "reden"),
        ("bronnen:\n  - bron: s\n    opmerkingen: [{kolom: a, melding: x}]\n", "waarden"),
        ("bronnen:\n  - bron: s\n    breed: {kolommen: '(', naar: a, waarde: b}\n", "reguliere"),
        ("bronnen: [\n", "YAML"),
        ("koppen: {a: [X, Y]}\nbronnen:\n  - bron: s\n    kolommen: {b: c}\n", "niemand"),
        ("koppen: {a: []}\nbronnen:\n  - bron: s\n    kolommen: {b: a}\n", "koppen.a"),
        ("koppen: {a: '^('}\nbronnen:\n  - bron: s\n    kolommen: {b: a}\n", "reguliere"),
        ("herken: [a]\nbronnen:\n  - bron: s\n", "titel"),
        ("titel: t\nherken: [a]\nonbruikbaar: {melding: x}\n", "oplossing"),
        ("titel: t\nonbruikbaar: {melding: x, oplossing: y}\n", "herken"),
        ("bronnen:\n  - bron: s\nonbruikbaar: {melding: x, oplossing: y}\n", "onbruikbaar"),
        ("bronnen:\n  - bron: s\n    kolommen: {a: {uit: x, als: maand}}\n", "als"),
        ("bronnen:\n  - bron: s\n    kolommen: {a: {uit: x, past: '('}}\n", "reguliere"),
        ("bronnen:\n  - bron: s\n    tel_op: misschien\n", "tel_op"),
        ("bronnen:\n  - bron: s\n    kolommen: {a: x}\n    onbekend: {a: y}\n", "twee keer"),
        ("bronnen:\n  - bron: s\n    alleen: [{kolom: a, waarden: [x]}]\n", "reden"),
    ],
)
def test_foute_kaart_noemt_bestand_en_veld(tekst: str, deel: str) -> None:
    with pytest.raises(DefinitieFout) as fout:
        lees_kolommen("mijn.yaml", tekst)
    assert "mijn.yaml" in str(fout.value)
    assert deel in str(fout.value)


def test_waarden_in_yaml_blijven_tekst() -> None:
    [deel] = lees_kolommen(
        "k.yaml",
        "bronnen:\n  - bron: s\n    vast: {a: 2023-10-01, b: no, c: 0123, d: 1.0}\n",
    ).bronnen
    assert deel.vast == {"a": "2023-10-01", "b": "no", "c": "0123", "d": "1.0"}


def test_kaart_voor_bepaalde_bestanden() -> None:
    kaart = lees_kolommen("k.yaml", "bestand: po2704_*.csv\nbronnen:\n  - bron: s\n")
    assert kaart.geldt_voor("PO2704_scholen.csv")
    assert not kaart.geldt_voor("leerlingen.csv")


DRIFT = """
koppen:
  code: [SCHOOLCODE, '^vest.*nummer$']
  n: ['^aantal(_\\d+)?$']
bronnen:
  - bron: leerlingen
    tel_op: true
    kolommen:
      school: code
      onderwijssoort: {uit: soort, ontbreekt: bao}
      aantal: {uit: n, waarden: {'-1': <5}}
    vast: {teldatum: 2023-10-01, swv_herkomst: onbekend}
    alleen: [{kolom: telt, waarden: [ja], reden: telt niet}]
"""


@pytest.mark.parametrize(
    "kop", ["SCHOOLCODE,aantal_7,telt", "vestiging_nummer,Aantal,Telt", "schoolcode,AANTAL_91,TELT"]
)
def test_een_kolom_onder_elke_spelling_en_rijen_opgeteld(kop: str) -> None:
    gelezen = lees(
        "leerlingen", kop, "03NJ00,1,ja", "03NJ00,-1,ja", "03NK00,7,JA", "x,y,nee", kaart=DRIFT
    )
    assert gelezen.rijen is not None
    kolommen = ("school", "onderwijssoort", "aantal", "aantal_min", "aantal_max", "rij")
    assert gelezen.rijen.select(kolommen).rows() == [
        ("03NJ00", "bao", None, 2, 5, 2),
        ("03NK00", "bao", 7, 7, 7, 4),
    ]
    [weg] = gelezen.bevindingen
    assert weg.melding.startswith("1 rij met een andere waarde")


def test_van_twee_spellingen_telt_de_eerste() -> None:
    gelezen = lees(
        "leerlingen", "vestigingnummer,schoolcode,aantal,telt", "x,03NJ00,5,ja", kaart=DRIFT
    )
    assert gelezen.rijen is not None
    assert gelezen.rijen["school"].to_list() == ["03NJ00"]
    assert "Niet gebruikte kolommen voor leerlingen: vestigingnummer." in gelezen.aannames


def test_geen_enkele_spelling_in_het_bestand() -> None:
    [bevinding] = kritiek(lees("leerlingen", "brincode,aantal,telt", "a,5,ja", kaart=DRIFT))
    assert "'SCHOOLCODE' of '^vest.*nummer$'" in bevinding.melding


def test_een_som_met_een_lege_cel_is_onbekend() -> None:
    gelezen = lees("leerlingen", "schoolcode,aantal,telt", "03NJ00,5,ja", "03NJ00,,ja", kaart=DRIFT)
    assert gelezen.rijen is not None
    assert gelezen.rijen.select("aantal", "aantal_min", "aantal_max").rows() == [(None, 5, None)]


def test_samengenomen_rijen_die_verschillen() -> None:
    kaart = KAART.replace("bron: scholen", "bron: scholen\n    tel_op: true")
    gelezen = lees("scholen", *REGELS, "03NJ00;De Boot;basisschool;HAARLEM;1", kaart=kaart)
    assert gelezen.rijen is not None
    assert gelezen.rijen["naam"].to_list() == ["De Ark", "De Parel"]
    [verschil] = [b for b in gelezen.bevindingen if b.regel == "ongelijk_samengenomen"]
    assert verschil.kolom == "naam"


def test_onbekend_laten_mag_alleen_met_een_ontheffing() -> None:
    kaart = "bronnen:\n  - bron: scholen\n    onbekend: {gemeente: dan weten we niets}\n"
    gelezen = lees("scholen", SCHOLEN.replace(";gemeente", ""), kaart=kaart)
    [bevinding] = [b for b in kritiek(gelezen) if b.regel == "kolommen_fout"]
    assert "gemeente" in bevinding.melding


@pytest.mark.parametrize(
    ("keuze", "sleutel"),
    [
        ("alleen: [{kolom: weg, waarden: [x], reden: r}]", "alleen"),
        ("weglaten: [{kolom: weg, waarden: [x], reden: r}]", "weglaten"),
        ("opmerkingen: [{kolom: weg, waarden: [x], melding: m}]", "opmerkingen"),
    ],
)
def test_een_keuze_uit_rijen_noemt_een_kolom_die_er_niet_is(keuze: str, sleutel: str) -> None:
    kaart = f"bronnen:\n  - bron: tarieven\n    {keuze}\n"
    gelezen = lees("tarieven", TARIEVEN, "2024;plaatsbedrag;1000", kaart=kaart)
    gevonden = [b for b in kritiek(gelezen) if b.regel == "kolommen_fout"]
    assert any(f"'{sleutel}' kolom 'weg'" in b.melding for b in gevonden)


def test_een_opmerking_bij_een_bron_zonder_scholen_noemt_alleen_de_rij() -> None:
    kaart = """
bronnen:
  - bron: tarieven
    opmerkingen: [{kolom: jaar, waarden: ["2024"], melding: nog voorlopig}]
"""
    gelezen = lees("tarieven", TARIEVEN, "2024;plaatsbedrag;1000", kaart=kaart)
    [opmerking] = [b for b in gelezen.bevindingen if b.regel == "opmerking"]
    assert opmerking.melding == "Rij 2: nog voorlopig."
