"""The answer of a load, for whoever delivered: what is wrong where, what to do, what changes.

Findings come grouped by file and by cure, because that is how they are mended: one column at a
time, all of its rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from app.components import blok, celwaarde, tabel, teken
from app.sjablonen import Sjablonen
from warehouse import opmaak

_VOLUIT = 8  # rows of a finding before the rest is folded in
_CIJFERS = 20  # figures that change before the rest is folded in

_GOED = teken.Teken("vink", "Goed", "blauw")
_FOUT = teken.Teken("stop", "Te herstellen", "oranje")
_OPVALLEND = teken.Teken("let-op", "Goed, met opmerkingen", "grijs")
_AL_BINNEN = teken.Teken("gelijk", "Al in gebruik", "grijs")
_WACHT = teken.Teken("wacht", "Wacht op de andere bestanden", "grijs")

# What is cured with a button of the page itself.
_EIGEN = {
    "bron_onbekend": "Kies hierboven Kolommen aanwijzen, of controleer of de kolomnamen op de"
    " eerste rij staan.",
    "kolom_ontbreekt": "Voeg de kolom toe, of kies hierboven Kolommen aanwijzen om een kolom of een"
    " vaste waarde aan te wijzen.",
}


def bestanden(rapport: Mapping[str, Any], sjablonen: Sjablonen) -> Markup:
    """Every file of a load, those to mend first."""
    delen = sorted(rapport["bestanden"], key=lambda b: -_aantal(b, "kritiek"))
    stukken = [_bestand(bestand, rapport, sjablonen) for bestand in delen]
    if rapport["overgeslagen"]:
        namen = blok.rijtje(rapport["overgeslagen"])
        stukken.append(blok.melding(f"Overgeslagen, want geen CSV of XLSX: {namen}."))
    return blok.voeg(stukken)


def controles(rapport: Mapping[str, Any], sjablonen: Sjablonen) -> Markup:
    """Checks over all deliveries together that ask for attention; those of these files first."""
    eigen = {deel["bron"] for bestand in rapport["bestanden"] for deel in bestand["delen"]}
    verteld = {b["regel"] for bestand in rapport["bestanden"] for b in bestand["bevindingen"]}
    toetsen = [t for t in rapport["toetsen"] if t["id"] not in verteld]
    over_deze = [t for t in toetsen if t["bron"] in eigen or t["ernst"] == "kritiek"]
    andere = [t for t in toetsen if t not in over_deze]
    stukken = [_toets(toets, sjablonen) for toets in over_deze]
    if stukken:
        stukken.insert(0, blok.tussenkop("Controles die aandacht vragen"))
    if andere:
        titel = f"Wat al aandacht vroeg in andere leveringen: {opmaak.getal(len(andere))}"
        stukken.append(blok.uitklap(titel, blok.voeg(_toets(t, sjablonen) for t in andere)))
    return blok.voeg(stukken)


def zin_over_wijzigingen(rapport: Mapping[str, Any], gedaan: bool = False) -> str:
    """What publishing will change, or has changed, in a sentence."""
    anders = [w for w in rapport["wijzigingen"] if _is_zichtbaar(w)]
    if not anders:
        return f"Geen enkel cijfer van de regio {'veranderde' if gedaan else 'verandert'} hierdoor."
    kengetallen = len({w["kengetal"] for w in anders})
    nieuw = sum(w["was_tekst"] == teken.NIET_GELEVERD.woord for w in anders)
    cijfers = opmaak.aantal_met_eenheid(len(anders), "cijfer", "cijfers")
    werkwoord = "veranderde" if gedaan else "verandert"
    if len(anders) > 1:
        werkwoord = "veranderden" if gedaan else "veranderen"
    zin = f"Hierdoor {werkwoord} {cijfers} van de regio"
    if kengetallen < len(anders):
        zin += f", van {opmaak.aantal_met_eenheid(kengetallen, 'kengetal', 'kengetallen')}"
    return f"{zin}; {opmaak.getal(nieuw)} daarvan {_is(nieuw)} nieuw." if nieuw else f"{zin}."


def wijzigingentabel(rapport: Mapping[str, Any]) -> tabel.Tabel:
    """Was and will be: a row per figure, what shows first, by kengetal, newest period first."""
    anders = sorted(rapport["wijzigingen"], key=lambda w: w["periode"], reverse=True)
    anders.sort(key=lambda w: (not _is_zichtbaar(w), opmaak.sorteersleutel(w["titel"])))
    rijen = [
        (
            tabel.Cel(w["titel"]),
            tabel.Cel(opmaak.periode(w["periode"])),
            tabel.Cel(_cijfer(w["was_tekst"]), w["was"]),
            tabel.Cel(_cijfer(w["wordt_tekst"]), w["wordt"]),
        )
        for w in anders
    ]
    namen = (("Kengetal", False), ("Periode", False), ("Was", True), ("Wordt", True))
    kolommen = tuple(tabel.Kolom(naam, getal) for naam, getal in namen)
    return tabel.Tabel("Wat er verandert", kolommen, rijen, "wijzigingen")


def wijzigingen(rapport: Mapping[str, Any]) -> Markup:
    """The first figures in sight; the rest, and what rounding hides, folded in."""
    alles = wijzigingentabel(rapport)
    zichtbaar = sum(map(_is_zichtbaar, rapport["wijzigingen"]))
    voor, meer = alles.rijen[: min(_CIJFERS, zichtbaar)], alles.rijen[_CIJFERS:zichtbaar]
    klein = alles.rijen[zichtbaar:]
    html = tabel.html(tabel.Tabel(alles.titel, alles.kolommen, voor)) if voor else blok.LEEG
    if meer:
        titel = f"En nog {opmaak.getal(len(meer))}"
        html += blok.uitklap(titel, tabel.html(tabel.Tabel(titel, alles.kolommen, meer)))
    if klein:
        cijfers = opmaak.aantal_met_eenheid(len(klein), "cijfer", "cijfers")
        titel = f"Te klein om te zien na afronding: {cijfers}"
        html += blok.uitklap(titel, tabel.html(tabel.Tabel(titel, alles.kolommen, klein)))
    return html


def _is_zichtbaar(wijziging: Mapping[str, Any]) -> bool:
    return bool(wijziging["was_tekst"] != wijziging["wordt_tekst"])


def _is(aantal: int) -> str:
    return "is" if aantal == 1 else "zijn"


def _cijfer(tekst: str) -> str | Markup:
    for soort in (teken.NIET_GELEVERD, teken.ONBEKEND):
        if tekst == soort.woord:
            return teken.regel(soort)
    return tekst


def _aantal(bestand: Mapping[str, Any], ernst: str) -> int:
    return sum(b["ernst"] == ernst for b in bestand["bevindingen"])


def _bestand(
    bestand: Mapping[str, Any], rapport: Mapping[str, Any], sjablonen: Sjablonen
) -> Markup:
    kritiek = _aantal(bestand, "kritiek")
    merk = _OPVALLEND if bestand["bevindingen"] else _GOED
    if kritiek:
        merk = _FOUT
    elif rapport["afloop"] == "geweigerd":
        merk = _WACHT
    elif bestand["afloop"] == "ongewijzigd":
        merk = _AL_BINNEN
    wat = [_deel(deel, sjablonen) for deel in bestand["delen"]]
    stukken = [
        Markup('<p class="tekens">{}</p><h3>{}</h3>').format(
            teken.plaatje(merk), bestand["bestand"]
        )
    ]
    if wat:
        stukken.append(Markup('<p class="stil">{}</p>').format("; ".join(wat)))
    groepen = _groepen(bestand["bevindingen"])
    zwaar = [_groep(groep) for groep in groepen if groep[0]["ernst"] == "kritiek"]
    licht = [_groep(groep) for groep in groepen if groep[0]["ernst"] != "kritiek"]
    stukken += zwaar
    if licht:
        titel = f"Viel op, maar houdt niets tegen: {opmaak.getal(_aantal(bestand, 'waarschuwing'))}"
        stukken.append(blok.uitklap(titel, blok.voeg(licht), open_=not zwaar and len(licht) <= 2))
    if bestand["aannames"]:
        stukken.append(blok.uitklap("Hoe het is gelezen", blok.opsomming(bestand["aannames"])))
    return Markup('<section class="levering">{}</section>').format(blok.voeg(stukken))


def _deel(deel: Mapping[str, Any], sjablonen: Sjablonen) -> str:
    rijen = opmaak.aantal_met_eenheid(deel["rijen"], "rij", "rijen")
    scope = celwaarde.scope(deel["scope"])
    over = f" over {scope}" if scope else ""
    return f"{sjablonen.titel(deel['bron'])}: {rijen}{over}"


def _groepen(bevindingen: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Findings with the same cure in the same column, in the order of the file."""
    uniek = {(*_sleutel(b), b["rij"] or 0, b["melding"]): b for b in bevindingen}
    op_volgorde = sorted(uniek.values(), key=_sleutel)
    groepen = [list(groep) for _, groep in groupby(op_volgorde, key=_sleutel)]
    for groep in groepen:
        groep.sort(key=lambda b: (not b["rij"], b["rij"] or 0))
    return sorted(groepen, key=lambda groep: groep[0]["rij"] or 0)


def _sleutel(bevinding: Mapping[str, Any]) -> tuple[str, str, str]:
    return (bevinding["regel"], bevinding["kolom"], bevinding["oplossing"])


def _groep(groep: Sequence[Mapping[str, Any]]) -> Markup:
    """One thing to mend: what, what to do, and in which rows."""
    eerste = groep[0]
    genummerd = [b for b in groep if b["rij"]]
    over_rest = [b["melding"] for b in groep if not b["rij"]]
    kolom = f"Kolom {eerste['kolom']}: " if eerste["kolom"] else ""
    zinnen = Counter(b["melding"] for b in genummerd)
    if len(genummerd) == 1 and eerste["melding"].startswith("Rij "):
        titel = eerste["melding"]
    elif len(genummerd) == 1:
        titel = f"Rij {eerste['rij']}, {kolom[:1].lower()}{kolom[1:]}{eerste['melding']}"
    elif genummerd:
        titel = f"{kolom}{next(iter(zinnen))}" if len(zinnen) == 1 else kolom.rstrip(": ")
        titel = titel or "Op verschillende rijen"
    else:
        titel = over_rest.pop(0)
    stukken = [
        Markup("<h4>{}</h4>").format(titel),
        Markup("<p><strong>Wat te doen:</strong> {}</p>").format(_oplossing(eerste)),
    ]
    if len(genummerd) > 1:
        stukken.append(_rijen(genummerd) if len(zinnen) > 1 else _rijnummers(genummerd))
    stukken += [Markup('<p class="bronregel">{}</p>').format(zin) for zin in over_rest]
    return Markup('<div class="bevinding {}">{}</div>').format(eerste["ernst"], blok.voeg(stukken))


def _rijnummers(groep: Sequence[Mapping[str, Any]]) -> Markup:
    """The rows that say the same, runs taken together: "11 t/m 40 en 52"."""
    reeksen: list[list[int]] = []
    for nummer in dict.fromkeys(b["rij"] for b in groep):
        if reeksen and nummer == reeksen[-1][-1] + 1:
            reeksen[-1].append(nummer)
        else:
            reeksen.append([nummer])
    stukken = []
    for reeks in reeksen:
        tussen = " t/m " if len(reeks) > 2 else " en "
        stukken.append(tussen.join(str(n) for n in dict.fromkeys((reeks[0], reeks[-1]))))
    rijen = opmaak.aantal_met_eenheid(sum(map(len, reeksen)), "rij", "rijen")
    return Markup("<p>{}: {}</p>").format(rijen, ", ".join(stukken))


def _rijen(groep: Sequence[Mapping[str, Any]]) -> Markup:
    kolommen = (tabel.Kolom("Rij"), tabel.Kolom("Wat er is"))
    cellen = [(tabel.Cel(str(b["rij"]), b["rij"]), tabel.Cel(b["melding"])) for b in groep]
    titel = "Rijen met deze bevinding"
    html = tabel.html(tabel.Tabel(titel, kolommen, cellen[:_VOLUIT]), "passend smal tekst")
    if len(cellen) > _VOLUIT:
        rest = tabel.html(tabel.Tabel(titel, kolommen, cellen[_VOLUIT:]), "passend smal tekst")
        html += blok.uitklap(f"En nog {opmaak.getal(len(cellen) - _VOLUIT)} rijen", rest)
    return html


def _oplossing(bevinding: Mapping[str, Any]) -> str:
    return _EIGEN.get(bevinding["regel"]) or str(bevinding["oplossing"])


def _toets(toets: Mapping[str, Any], sjablonen: Sjablonen) -> Markup:
    bron = f"{sjablonen.titel(toets['bron'])} · " if toets["bron"] else ""
    woord = teken.ernst(toets["ernst"]).woord.lower()
    return Markup(
        '<div class="bevinding {}"><h4>{}</h4><p>{}</p>'
        '<p><strong>Wat te doen:</strong> {}</p><p class="bronregel">{}{}</p></div>'
    ).format(
        toets["ernst"],
        toets["titel"].rstrip("."),
        toets["melding"] or "",
        toets["oplossing"] or "Kijk of dit klopt.",
        bron,
        woord,
    )
