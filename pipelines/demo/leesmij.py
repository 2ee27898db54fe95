"""The LEESMIJ.txt that goes with a demo set, for whoever finds the folder later."""

from pathlib import Path

from pipelines.demo.kalender import SCHOOLJAREN, STAND, VORIGE_STAND, schooljaar_tekst
from warehouse.opmaak import datum

TEKST = """\
VOORBEELDGEGEVENS VAN PEILSTOK: ALLES IS VERZONNEN
==================================================

In deze map staan leveringen waarmee u Peilstok kunt uitproberen, van schooljaar
{eerste} tot en met {laatste} (seed {seed}).

Wat is verzonnen?
  Scholen, schoolbesturen, leerlingen, toelaatbaarheidsverklaringen, thuiszitters,
  jeugdhulp, evaluaties, jaarrekeningen, prognoses, streefwaarden en landelijke cijfers
  zijn bedacht: geen leerling en geen medewerker in deze map bestaat. BRIN-nummers
  (90AA en verder) en bestuursnummers (90001 en verder) bestaan niet. Alleen de namen
  van het IKC en van de andere scholen voor gespecialiseerd onderwijs zijn die van de
  regio; hun cijfers zijn bedacht. De Gentiaan is gehuisvest bij IKC Het Schoterbos en
  telt daarin mee.

Wat klopt wel?
  De gegevens zijn geijkt op wat het ondersteuningsplan 2024-2028 van SWV PO
  Zuid-Kennemerland over 1 februari 2023 noemt: 21.747 leerlingen op 86 reguliere
  scholen, 620 op het IKC en 338 op het so. De begroting 2023-2028 en de tarieven van
  2024 komen uit dat plan. De begroting van 2023 telt daarin niet op; dat is hier zo
  gelaten, want een controle hoort dat te melden.

Hoe herkent u deze gegevens?
  Elk bestand heeft een kolom 'verzonnen' met de waarde 'ja'. Gebruik deze cijfers
  nooit in een verslag, besluit of gesprek over een echte school.

De bestanden verschillen met opzet in vorm (puntkomma's, UTF-8 of windows-1252, XLSX,
datums als 2023-02-01 of 01-02-2023), zoals leveringen dat in het echt ook doen.

Alles is geleverd tot en met {stand}; wat later komt, bestaat nog niet.

Inlezen:  peilstok load <deze map>

Van tlv en thuiszitters is er ook een oudere lijst, van {vorige}. Wie de hele map in
één keer inleest, ziet alleen de nieuwste. Wilt u zien wat er een jaar geleden bekend
was, lees dan op een lege plek eerst de scholen en die twee lijsten in met hun datum,
en daarna de hele map:

  peilstok load --datum {vorige} {bestanden} <de scholenlijsten>
  peilstok load <deze map>
  peilstok values tlv_afgegeven --op {vorige}
"""


# What is said of another region than that of the plan.
ELDERS = """\
  zijn bedacht: geen leerling en geen medewerker in deze map bestaat. BRIN-nummers
  (90AA en verder) en bestuursnummers (90001 en verder) bestaan niet, en ook de namen van
  scholen niet. Alleen de gemeenten van {swv} zijn echt.

Wat klopt wel?
  De gegevens hangen samen: leerlingen, toelaatbaarheidsverklaringen en overstappen
  tellen op elkaar. Verder zeggen zij niets over {swv}.
"""


LAND = """\
VOORBEELDGEGEVENS VAN PEILSTOK: ALLES IS VERZONNEN
==================================================

In deze map staat een heel land om Peilstok mee uit te proberen (seed {seed}): {aantal}
samenwerkingsverbanden, elk met een eigen map met leveringen van schooljaar {eerste} tot
en met {laatste}, en een klein profiel (profiel.toml).

Niets ervan bestaat: geen samenwerkingsverband (PO9001 en verder), gemeente, school,
bestuur of leerling. BRIN-nummers (90AA en verder) komen bij elk samenwerkingsverband
terug; een school is pas bekend met het nummer van het samenwerkingsverband erbij.
Begrotingen zitten er niet bij. Elk bestand heeft een kolom 'verzonnen' met de waarde
'ja'.

Inlezen:  peilstok load --alle-swv <deze map>
"""


def schrijf_leesmij_land(doel: Path, seed: int, aantal: int) -> Path:
    """Write the LEESMIJ.txt of the whole country (UTF-8, Windows line ends) into `doel`."""
    tekst = LAND.format(
        seed=seed,
        aantal=aantal,
        eerste=schooljaar_tekst(SCHOOLJAREN[0]),
        laatste=schooljaar_tekst(SCHOOLJAREN[-1]),
    )
    return _schrijf(doel, tekst)


def schrijf_leesmij(doel: Path, seed: int, swv: str = "") -> Path:
    """Write LEESMIJ.txt (UTF-8, Windows line ends) into `doel`; `swv`: another than the plan's."""
    sjabloon = TEKST
    if swv:
        begin, einde = TEKST.index("  zijn bedacht:"), TEKST.index("\nHoe herkent u")
        sjabloon = TEKST[:begin] + ELDERS.format(swv=swv) + TEKST[einde:]
    tekst = sjabloon.format(
        eerste=schooljaar_tekst(SCHOOLJAREN[0]),
        laatste=schooljaar_tekst(SCHOOLJAREN[-1]),
        seed=seed,
        stand=datum(STAND),
        vorige=VORIGE_STAND,
        bestanden=f"tlv_{VORIGE_STAND}.csv thuiszitters_{VORIGE_STAND}.csv",
    )
    return _schrijf(doel, tekst)


def _schrijf(doel: Path, tekst: str) -> Path:
    pad = doel / "LEESMIJ.txt"
    pad.write_bytes(tekst.replace("\n", "\r\n").encode("utf-8"))
    return pad
