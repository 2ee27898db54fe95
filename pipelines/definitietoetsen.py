"""The checks that the register of kengetallen gives: on its figures, and on who names its ids.

A figure must be credible, not far from a year ago, and the sum of its parts; a streefwaarde, a
national figure or an event must belong to a kengetal that exists.
"""

from collections.abc import Iterator, Mapping

from expectations.toets import Toets
from pipelines.contract import Contract
from warehouse import opmaak
from warehouse.register import Definitie, Kengetal

# Below this a count of the region moves too much by chance to remark on; ours.
_SPRONG_VANAF = 20

# Bronnen that name kengetallen, and the column in which they do: one id, or several with a | .
_NOEMEN_KENGETALLEN = {
    "streefwaarden": "indicator",
    "landelijk": "indicator",
    "gebeurtenissen": "kengetallen",
}


def van_register(
    contracten: Mapping[str, Contract], register: Mapping[str, Kengetal]
) -> Iterator[Toets]:
    """That what is delivered beside the figures belongs to a kengetal of the register."""
    for bron, kolom in _NOEMEN_KENGETALLEN.items():
        if bron in contracten and register:
            yield _bekend(contracten[bron], kolom, register)


def _bekend(contract: Contract, kolom: str, register: Mapping[str, Kengetal]) -> Toets:
    """An id that does not exist, with the three that look most like it: it is left out."""
    bekend = ", ".join(f"('{naam}')" for naam in register)
    return Toets(
        id=f"{contract.naam}.{kolom}.kengetal",
        tabel=f"geldig_{contract.naam}",
        regel="sql",
        ernst="waarschuwing",
        titel=f"{contract.titel}: {kolom} noemt kengetallen die bestaan",
        oplossing=(
            "Verbeter de id en lever opnieuw: deze rij staat nu bij geen enkel kengetal."
            " 'peilstok definitions' noemt ze allemaal."
        ),
        melding=(
            f"Rij {{rij:kaal}}: '{{{kolom}:kaal}}' is geen kengetal; het lijkt op {{lijkt_op}}."
        ),
        bron=contract.naam,
        kolom=kolom,
        sql=f"""
            with bekend (id) as (values {bekend}),
            genoemd as (
                select levering, rij, trim(unnest(string_split({kolom}, '|'))) as naam
                from geldig_{contract.naam}
            ),
            vreemd as (
                select distinct levering, rij, naam
                from genoemd
                where naam <> '' and naam not in (select id from bekend)
            ),
            gelijkenis as (
                select
                    namen.naam,
                    bekend.id,
                    row_number() over (
                        partition by namen.naam
                        order by jaro_winkler_similarity(namen.naam, bekend.id) desc, bekend.id
                    ) as plaats
                from (select distinct naam from vreemd) as namen
                cross join bekend
            )
            select
                vreemd.levering, vreemd.rij, vreemd.naam as {kolom},
                string_agg(gelijkenis.id, ', ' order by gelijkenis.plaats) as lijkt_op
            from vreemd
            join gelijkenis on gelijkenis.naam = vreemd.naam and gelijkenis.plaats <= 3
            group by vreemd.levering, vreemd.rij, vreemd.naam
            order by vreemd.levering, vreemd.rij, vreemd.naam
        """,
    )


def van_definitie(definitie: Definitie, sprong: float) -> Iterator[Toets]:
    """Whether a figure can be believed, how far a count moved, and whether its parts add up.

    Args:
        definitie: the kengetal.
        sprong: the relative change of a count that asks for a remark, by the profile.
    """
    grenzen = definitie.grenzen
    if grenzen.minimum is not None or grenzen.maximum is not None:
        yield Toets(
            id=f"{definitie.id}.grenzen",
            tabel="waarde",
            regel="bereik",
            ernst=grenzen.ernst,
            titel=f"{definitie.titel}: het cijfer van de regio is geloofwaardig",
            oplossing=f"Kijk de leveringen na. {grenzen.reden}",
            kengetal=definitie.id,
            kolommen=("waarde",),
            minimum=grenzen.minimum,
            maximum=grenzen.maximum,
            waar=f"kengetal = '{definitie.id}' and grain = 'regio'",
        )
    if definitie.soort == "aantal":
        yield _sprong(definitie, sprong)
    for graan in definitie.grain if definitie.soort != "verdeling" else ():
        if graan != "regio" and not set(graan.split(",")) & set(definitie.niet_optelbaar):
            yield _optelling(definitie, graan)


def _sprong(definitie: Definitie, norm: float) -> Toets:
    """A count of the region that is further from a year earlier than the norm and chance allow.

    A peildatum or kwartaal stands beside the same moment of a year before, because of the seasons
    of a school. Two counts that differ by chance alone stay within three times the square root of
    their sum (Poisson). What is not up to chance (places, people trained so far) is remarkable when
    it falls from one year to the next. A period that is not complete can only be too high; across a
    trend break nothing is compared.
    """
    breuken = "".join(
        f" and not (vorige_datum < date '{breuk.datum}' and periode_datum >= date '{breuk.datum}')"
        for breuk in definitie.trendbreuk
    )
    ruimte = (
        "abs(stap.waarde - vorige) > 3 * sqrt(stap.waarde + vorige)"
        if definitie.heeft_toeval
        else "stap.waarde < vorige and stap.periode_soort <> 'kwartaal'"
    )
    return Toets(
        id=f"{definitie.id}.sprong",
        tabel="waarde",
        regel="sql",
        ernst="waarschuwing",
        titel=(
            f"{definitie.titel}: geen sprong van meer dan {opmaak.procent(norm, 0)} ten opzichte"
            " van de vorige keer"
        ),
        oplossing=(
            "Kijk na of de leveringen van beide perioden compleet zijn en of niets dubbel telt."
            " Klopt het, leg de oorzaak dan vast als gebeurtenis."
        ),
        melding="{periode}: {waarde}, dat is {verandering:%} {richting} dan {vorige}"
        " ({vorige_periode}).",
        kengetal=definitie.id,
        waar=f"kengetal = '{definitie.id}' and grain = 'regio'",
        sql=f"""
            with punt as (
                select
                    swv, periode, periode_soort, periode_datum, waarde, is_onvolledig,
                    case periode_soort
                        when 'kwartaal' then right(periode, 2)
                        when 'peildatum' then right(periode, 5)
                        else reeks
                    end as moment
                from waarde
                where kengetal = '{definitie.id}' and grain = 'regio' and waarde is not null
            ),
            stap as (
                select
                    punt.*,
                    lag(waarde) over reeksvolgorde as vorige,
                    lag(periode) over reeksvolgorde as vorige_periode,
                    lag(periode_datum) over reeksvolgorde as vorige_datum
                from punt
                window reeksvolgorde as (
                    partition by swv, periode_soort, moment order by periode_datum
                )
            )
            select
                periode, stap.waarde, vorige_periode, vorige,
                abs(stap.waarde - vorige) / vorige as verandering,
                case when stap.waarde > vorige then 'meer' else 'minder' end as richting
            from stap
            join norm on norm.swv = stap.swv and norm.naam = 'sprong'
            where vorige >= {_SPRONG_VANAF}
                and abs(stap.waarde - vorige) / vorige > norm.waarde
                and {ruimte}
                and (stap.waarde > vorige or not is_onvolledig){breuken}
            order by periode_datum, periode
        """,
    )


def _optelling(definitie: Definitie, graan: str) -> Toets:
    """The parts of a grain must add up to the figure of the region.

    The unknown counts under them too, but not of a share: one count missing from the noemer of
    the whole is missing from the noemer of every part.
    """
    onbekend = "" if definitie.noemer else "or deel.ontbreekt <> geheel.ontbreekt"
    return Toets(
        id=f"{definitie.id}.optelling.{graan.replace(',', '_')}",
        tabel="waarde",
        regel="sql",
        ernst="kritiek",
        titel=f"{definitie.titel}: de delen per {graan} tellen op tot de regio",
        oplossing="Meld dit aan de beheerder: een deel mist of telt dubbel in de berekening.",
        melding="{periode}: de delen zijn samen {som}, de regio {regio}.",
        kengetal=definitie.id,
        waar=f"kengetal = '{definitie.id}' and grain = '{graan}'",
        sql=f"""
            with deel as (
                select swv, periode, sum(teller) as som, sum(ontbreekt) as ontbreekt
                from waarde where kengetal = '{definitie.id}' and grain = '{graan}'
                    and not exists (
                        select 1 from waarde as bereik
                        where bereik.kengetal = '{definitie.id}' and bereik.grain = '{graan}'
                            and bereik.periode = waarde.periode and bereik.teller is null
                            and bereik.waarde_max is not null
                    )
                group by swv, periode
            )
            select deel.periode, deel.som, geheel.teller as regio
            from deel join waarde as geheel using (swv, periode)
            where geheel.kengetal = '{definitie.id}' and geheel.grain = 'regio'
                and (
                    abs(coalesce(deel.som, 0) - coalesce(geheel.teller, 0)) > 0.005
                    {onbekend}
                )
        """,
    )
