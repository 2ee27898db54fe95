"""What goes wrong in every bron: made from its own example, by its own contract."""

from collections.abc import Iterator

from pipelines.contract import Contract, Kolom
from pipelines.indeling.kaarten import herken_kaart
from tests.bad_deliveries.geval import (
    CONTRACTEN,
    Geval,
    als_csv,
    koppen_van,
    met_cel,
    met_kolom,
    voorbeeld,
    zonder_kolom,
)

# Per type a text that it can never be, and the rule that says so.
FOUT: dict[str, tuple[str, str]] = {
    "aantal": ("veel", "geen_geheel_getal"),
    "bedrag": ("tien euro", "geen_getal"),
    "code": ("bestaat niet", "onbekende_code"),
    "datum": ("31-02-2024", "geen_datum"),
    "datumlijst": ("01-02-2024|gisteren", "geen_datum"),
    "geheel": ("1,5", "geen_geheel_getal"),
    "getal": ("1.2.3", "geen_getal"),
    "ja_nee": ("misschien", "geen_ja_nee"),
    "jaar": ("24", "geen_jaar"),
    "maand": ("2015-13", "geen_maand"),
    "periode": ("vorig jaar", "geen_periode"),
    "postcode": ("Haarlem", "geen_postcode"),
    "school": ("3NJ-00", "geen_schoolcode"),
    "schooljaar": ("2024-2026", "geen_schooljaar"),
}


def gevallen() -> Iterator[Geval]:
    for contract in CONTRACTEN.values():
        yield from _cellen(contract)
        yield from _rijen(contract)
        yield from _kolommen(contract)
        yield _voorbeeldrij(contract)
        yield _alleen_voorbeeld(contract)


def _voorbeeldrij(contract: Contract) -> Geval:
    """The example of a template that was left in above real rows."""
    rijen = voorbeeld(contract.naam)
    plek = rijen[0].index("verzonnen")
    echt = [[*cellen[:plek], "nee", *cellen[plek + 1 :]] for cellen in rijen[2:]]
    return Geval(
        f"{contract.naam}: de voorbeeldrij staat er nog in",
        als_csv([*rijen[:2], *echt]),
        "verzonnen_rij",
        2,
        "verzonnen",
        bron=contract.naam,
        alleen_daar=True,
    )


def _alleen_voorbeeld(contract: Contract) -> Geval:
    """A template that came back as it went out."""
    rijen = voorbeeld(contract.naam)
    return Geval(
        f"{contract.naam}: alleen de voorbeeldrij",
        als_csv(rijen[:2]),
        "alleen_voorbeeld",
        2,
        "verzonnen",
        bron=contract.naam,
        alleen_daar=True,
    )


def _kolom_van(contract: Contract, kop: str) -> Kolom:
    for kolom in contract.kolommen:
        if kop == kolom.naam or (kolom.type == "school" and kop in kolom.schooldelen):
            return kolom
    raise LookupError(kop)


def _cellen(contract: Contract) -> Iterator[Geval]:
    """Each column with a text that it cannot be; each required cell empty."""
    rijen = voorbeeld(contract.naam)
    for kop in rijen[0]:
        kolom = _kolom_van(contract, kop)
        rij = 2 if kop == rijen[0][0] else len(rijen)
        fout = ("@ @", "verkeerde_vorm") if kolom.patroon else FOUT.get(kolom.type)
        if fout and not kop.endswith("vestiging"):
            yield Geval(
                f"{contract.naam}: {kop} is '{fout[0]}'",
                als_csv(met_cel(rijen, rij, kop, fout[0])),
                fout[1],
                rij,
                koppen_van(contract, kop),
                bron=contract.naam,
                alleen_daar=True,
            )
        if kolom.verplicht and kolom.type not in {"school", "aantal"}:
            yield Geval(
                f"{contract.naam}: {kop} is leeg",
                als_csv(met_cel(rijen, rij, kop, "")),
                "verplichte_cel_leeg",
                rij,
                kop,
                bron=contract.naam,
                alleen_daar=True,
            )


def _rijen(contract: Contract) -> Iterator[Geval]:
    rijen = voorbeeld(contract.naam)
    breedte, laatste = len(rijen[0]), len(rijen)
    if contract.sleutel:
        yield Geval(
            f"{contract.naam}: een rij staat er twee keer",
            als_csv([*rijen, rijen[1]]),
            "dubbele_rij",
            laatste + 1,
            bron=contract.naam,
            alleen_daar=True,
        )
    yield Geval(
        f"{contract.naam}: een rij is een cel te kort",
        als_csv([*rijen[:-1], rijen[-1][:-1]]),
        "te_weinig_cellen",
        laatste,
        bron=contract.naam,
    )
    yield Geval(
        f"{contract.naam}: een puntkomma te veel in een rij",
        als_csv([rijen[0], [*rijen[1][:1], "extra", *rijen[1][1:]], *rijen[2:]]),
        "te_veel_cellen",
        2,
        bron=contract.naam,
    )
    yield Geval(
        f"{contract.naam}: de kolomnamen halverwege nog eens",
        als_csv([*rijen[:2], rijen[0], *rijen[2:]]),
        "kopregel_herhaald",
        3,
        geladen=True,
    )
    if herken_kaart(rijen[0]) is None:  # a mapping leaves out what it says, and no more
        yield Geval(
            f"{contract.naam}: een totaal onderaan",
            als_csv([*rijen, ["Totaal", *[""] * (breedte - 1)]]),
            "totaalrij",
            laatste + 1,
            rijen[0][0],
            geladen=True,
        )
    yield Geval(
        f"{contract.naam}: alleen de kolomnamen",
        als_csv(rijen[:1]),
        "geen_rijen",
        bron=contract.naam,
    )
    yield Geval(
        f"{contract.naam}: lege regels ervoor, ertussen en erna",
        als_csv([[""], *rijen[:2], [""] * breedte, *rijen[2:], [""], [""]]),
        geladen=True,
        aanname="overgeslagen",
    )


def _kolommen(contract: Contract) -> Iterator[Geval]:
    rijen = voorbeeld(contract.naam)
    verplicht = next(k for k in contract.kolom if k.verplicht and k.naam in rijen[0])
    yield Geval(
        f"{contract.naam}: kolom {verplicht.naam} ontbreekt",
        als_csv(zonder_kolom(rijen, verplicht.naam)),
        "kolom_ontbreekt",
        kolom=verplicht.naam,
        bron=contract.naam,
    )
    yield Geval(
        f"{contract.naam}: kolom {verplicht.naam} staat er twee keer",
        als_csv(met_kolom(rijen, verplicht.naam, ["x"])),
        "kolom_dubbel",
        kolom=verplicht.naam,
        bron=contract.naam,
    )
    yield Geval(
        f"{contract.naam}: een kolom te veel, met een onbekende naam",
        als_csv(met_kolom(rijen, "Systeemkenmerk", ["x"])),
        geladen=True,
        aanname="" if herken_kaart(rijen[0]) else "Niet gebruikte kolommen: Systeemkenmerk",
    )
    yield Geval(
        f"{contract.naam}: kolomnamen in hoofdletters en met spaties",
        als_csv([[f" {kop.replace('_', ' ').upper()} " for kop in rijen[0]], *rijen[1:]]),
        geladen=True,
    )
    yield Geval(
        f"{contract.naam}: titel en datum boven de kolomnamen",
        als_csv([["Export"], [], *rijen]),
        geladen=True,
        aanname="De kolomnamen staan op rij 3",
    )
