"""Page Middelen on the demo: who gets what of it, in Dutch, and every amount opens to its parts."""

import re

import pytest

from app import data, toegang
from app.components.middelen.boek import Boek
from app.inhoud import Inzage
from tests.app.scherm import adres_van, html_van, open_pagina, teksten_van
from tests.app.test_taal import ongeoorloofd
from warehouse.middelen.regels import Schoolcijfers, Stap, schoolbudget, som
from warehouse.paths import Thuis

DELEN = ("reserve", "begroting", "scholen", "verwijzing", "scenario")
BESTUUR = "90001"
_VOUW = re.compile(r'<details class="opengevouwen">(.*?)</details>', re.DOTALL)
_BEDRAG = re.compile(r"€\s(−?[\d.]+)(?:,\d+)?</td>")
_SOM = re.compile(r'class="som">€\s(−?[\d.]+)<')


@pytest.fixture(params=["toezicht", f"bestuur_{BESTUUR}", "medewerker"])
def rol(request: pytest.FixtureRequest, demo: Thuis, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PEILSTOK_ROL", request.param)
    return str(request.param)


@pytest.fixture
def demo(demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch) -> Thuis:
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))
    return demo_thuis


def inzage_van(thuis: Thuis, rol: str) -> Inzage:
    inzage = data.open_inzage(thuis, toegang.rol_van(rol))
    assert inzage
    return inzage


def getal(tekst: str) -> int:
    return int(tekst.replace(".", "").replace("−", "-"))


@pytest.mark.parametrize("deel", DELEN)
def test_every_part_is_dutch_and_every_amount_is_the_sum_of_its_parts(rol: str, deel: str) -> None:
    scherm = open_pagina("middelen", deel=deel)
    fout = {
        t: s for t in teksten_van(scherm) if (s := [w for w in ongeoorloofd(t) if not w.isdigit()])
    }
    assert fout == {}
    gevouwen = _VOUW.findall(html_van(scherm).replace("\N{NO-BREAK SPACE}", " "))
    assert gevouwen
    for stuk in gevouwen:
        rijen = re.findall(r"<tr.*?</tr>", stuk, re.DOTALL)
        bedragen = [getal(_BEDRAG.findall(rij)[-1]) for rij in rijen if _BEDRAG.search(rij)]
        *delen, samen = bedragen
        kop = getal(_SOM.findall(stuk)[0])
        assert samen == kop, stuk
        assert sum(delen) == pytest.approx(kop, abs=len(delen) / 2 + 0.5), stuk


def test_a_role_without_the_page_is_not_told_of_it(
    demo: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rol_ in ("platform_jeugd", "openbaar"):
        assert not toegang.rol_van(rol_).mag("middelen")
    monkeypatch.setenv("PEILSTOK_ROL", "platform_jeugd")
    assert data.geldposten(inzage_van(demo, "platform_jeugd")) == []


# What is in whose file.


def test_toezicht_gets_of_the_budget_only_what_the_region_shows(demo: Thuis) -> None:
    """The counts in the parts follow from amounts that it has already; none is of a school."""
    for rol_ in ("toezicht", "openbaar"):
        inzage = inzage_van(demo, rol_)
        delen = data.budgetdelen(inzage)
        assert {(d.grain, d.code) for d in delen} == {("regio", "")}
        getoond = {
            (int(p.periode), p.eenheid[0]): p.waarde
            for p in data.cijfers(inzage, "ondersteuningsbudget", "opbouw")
        }
        for deel in delen:
            assert deel.bedrag == pytest.approx(getoond[deel.jaar, deel.opbouw])
            assert deel.aantal is not None or deel.opbouw == "tlv_bao"
            if deel.aantal is not None and deel.prijs is not None:
                assert deel.aantal * deel.prijs == pytest.approx(deel.bedrag)
        for spreiding in data.budgetspreidingen(inzage):
            assert spreiding.laagste <= spreiding.p25 <= spreiding.mediaan <= spreiding.p75
            assert spreiding.laagste == round(spreiding.laagste)
        for punt in data.cijfers(inzage, "ondersteuningsbudget_per_leerling", "spreiding"):
            if punt.eenheid != ("regio",):
                assert punt.waarde == round(punt.waarde or 0)


def test_a_bestuur_gets_its_own_schools_and_no_other(demo: Thuis) -> None:
    inzage = inzage_van(demo, f"bestuur_{BESTUUR}")
    delen = data.budgetdelen(inzage)
    assert {d.code for d in delen if d.grain == "bestuur"} == {BESTUUR}
    eigen = {
        (p.eenheid[0], int(p.periode))
        for p in data.cijfers(inzage, "ondersteuningsbudget", "vestiging")
    }
    assert {(d.code, d.jaar) for d in delen if d.grain == "vestiging"} == eigen


def test_a_bestuur_sees_its_schools_by_name_in_the_spread(
    demo: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    rol_ = f"bestuur_{BESTUUR}"
    monkeypatch.setenv("PEILSTOK_ROL", rol_)
    inzage = inzage_van(demo, rol_)
    school = next(d.code for d in data.budgetdelen(inzage) if d.grain == "vestiging")
    naam = data.eenheden(inzage)["vestiging", school].naam
    html = html_van(open_pagina("middelen", deel="scholen", wie=f"vestiging,{school}"))
    assert f"<h2>{naam}: €" in html
    assert "scholen van €" in html
    assert f'<th class="" data-kop="Wie" scope="row">{naam}</th>' in html
    monkeypatch.setenv("PEILSTOK_ROL", "toezicht")
    html = html_van(open_pagina("middelen", deel="scholen", wie=f"vestiging,{school}"))
    assert naam not in html
    assert "<h2>Hele regio: €" in html


def test_the_rules_give_every_published_budget(demo: Thuis) -> None:
    """What SQL published and the rules by themselves are the same, school by school."""
    boek = Boek(inzage_van(demo, "medewerker"))
    gerekend = 0
    for grain, code in boek.eenheden:
        for jaar in boek.budgetjaren[-3:]:
            stap: dict[str, Stap] = {s.opbouw: s for s in boek.stappen(jaar, grain, code)}
            if len(stap) < 6:
                continue
            aantal = {naam: s.aantal or 0.0 for naam, s in stap.items()}
            cijfers = Schoolcijfers(
                aantal["leerlingen"],
                aantal["verwijzingen"],
                aantal["dws"],
                stap["tlv_bao"].bedrag,
                aantal["terugplaatsing"],
                aantal["instroom"],
            )
            eigen = som(schoolbudget(cijfers, boek.tarieven(jaar)))
            assert eigen == pytest.approx(som(list(stap.values())))
            gerekend += 1
    assert gerekend > 200
    for jaar in boek.budgetjaren:
        regio = som(boek.stappen(jaar))
        scholen = [c for c in boek.eenheden if c[0] == "vestiging"]
        assert sum(som(boek.stappen(jaar, *school)) for school in scholen) == pytest.approx(regio)


# What the page says.


@pytest.fixture
def als_toezicht(demo: Thuis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_ROL", "toezicht")


@pytest.mark.usefixtures("als_toezicht")
def test_a_scenario_is_a_link_that_says_only_what_differs_from_the_plan() -> None:
    keuzes = {"deel": "scenario", "vanuit": "2024-begroting"}
    plan = open_pagina("middelen", **keuzes)
    assert not [k for k in adres_van(plan) if k.startswith("a_")]
    assert "de aannames van het plan" in html_van(plan)
    anders = open_pagina(
        "middelen", **keuzes, a_so="0.06", a_bedrag="400", naast="ja", b_korting="0.01"
    )
    adres = adres_van(anders)
    assert {k: w for k, w in adres.items() if k[1] == "_"} == {
        "a_so": "0.06",
        "a_bedrag": "400",
        "b_korting": "0.01",
    }
    html = html_van(anders)
    assert "Scenario A: groei so per jaar 6,0%; € 400 per leerling." in html.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert html_van(open_pagina("middelen", **adres)) == html


@pytest.mark.usefixtures("als_toezicht")
def test_the_scenario_of_the_plan_ends_where_the_plan_ends() -> None:
    html = html_van(open_pagina("middelen", deel="scenario", vanuit="2024-begroting", grens="nul"))
    rij = next(r for r in re.findall(r"<tr>.*?</tr>", html) if ">2028<" in r)
    bedragen = [getal(b) for b in re.findall(r">€\s(−?[\d.]+)<", rij)]
    assert bedragen[0] == -790
    assert bedragen[1] == pytest.approx(bedragen[3], abs=1_000)
    assert "in geen enkel jaar onder nul" in html


@pytest.mark.usefixtures("als_toezicht")
def test_what_the_profile_switches_is_said_beside_the_figure() -> None:
    for deel in ("scholen", "verwijzing"):
        html = html_van(open_pagina("middelen", deel=deel))
        assert "elk schooljaar" in html
        assert "Het plan zegt dat niet" in html
    html = html_van(open_pagina("middelen", deel="scholen", jaar="2024"))
    assert "wat de begroting 2024 inhoudt, is wat 248 plaatsingen kosten" in html


@pytest.mark.usefixtures("als_toezicht")
def test_a_marap_is_held_against_the_begroting_of_its_year() -> None:
    """In May and in September, with the posts that deserve a word; two years have no such."""
    for moment, kop in (("mei", "Geen post verdient een woord"), ("september", "2 posten")):
        naar = f"2026-marap-{moment}"
        html = html_van(open_pagina("middelen", deel="begroting", van="2026-begroting", naar=naar))
        assert kop in html
        assert "binnen de drempel" in html
        assert html.count("<span>verdient een woord</span>") == (moment == "september") * 2
    jaren = html_van(
        open_pagina("middelen", deel="begroting", van="2024-jaarrekening", naar="2025-jaarrekening")
    )
    assert "verdient een woord" not in jaren


@pytest.mark.usefixtures("als_toezicht")
def test_the_details_of_the_own_organisation_are_shown() -> None:
    html = html_van(open_pagina("middelen", deel="begroting", naar="2026-begroting"))
    uitvoering = next(v for v in _VOUW.findall(html) if "uitvoeringsorganisatie</span>" in v)
    assert "consulenten en trajectbegeleiding" in uitvoering


def test_without_money_every_part_says_what_to_deliver(omgeving: object) -> None:
    for deel in DELEN:
        assert "nog" in html_van(open_pagina("middelen", deel=deel))


def test_the_demo_withholds_from_schools_what_the_begroting_does(demo: Thuis) -> None:
    """Pupils × amount less places and DWS, beside the plan's own lines; TLV op BAO beside its."""
    boek = Boek(inzage_van(demo, "medewerker"))
    for jaar, gepland in ((2024, 7_977_813), (2025, 7_485_295), (2026, 7_209_798)):
        stap = {s.opbouw: s.bedrag for s in boek.stappen(jaar)}
        gerekend = stap["leerlingen"] + stap["verwijzingen"] + stap["dws"]
        assert gerekend == pytest.approx(gepland, rel=0.04)
        assert stap["tlv_bao"] == pytest.approx(630_000, rel=0.25)


@pytest.mark.usefixtures("als_toezicht")
def test_every_post_and_rubriek_of_a_marap_is_there_and_opens_or_says_why_not() -> None:
    html = html_van(open_pagina("middelen", deel="begroting", naar="2026-marap-september"))
    for rubriek in ("rijksbijdragen", "overige baten", "overdrachten", "organisatie", "uitvoering"):
        assert f"<strong>{rubriek}, samen</strong>" in html
    assert "<strong>resultaat</strong>" in html
    for naam, aantal, woorden in (
        ("lichte ondersteuning", "21.473", "wat het per leerling is"),
        ("sbo: aanvulling volumebekostiging", None, "IKC-tarief min SBO-tarief"),
        ("so: bekostiging via DUO", None, "eigen leerlingen in het so"),
        ("management &amp; organisatie", None, "bureau en administratie"),
    ):
        [vouw] = [v for v in _VOUW.findall(html) if f'naam">{naam}</span>' in v]
        assert woorden in vouw
        assert aantal is None or f">{aantal}</td>" in vouw
    assert "de levering splitst deze post niet verder uit" in html
