"""The thresholds of a profile: what they are called and what they may be.

Who set them stands in the profile; they become the table ``norm`` that kengetallen read.
"""

from pydantic import Field

from warehouse.strikt import Strikt


class Normen(Strikt):
    """Thresholds that the region agreed on, or that we propose until it does."""

    sprong: float = Field(gt=0, description="largest relative jump between peildata without remark")
    afrondmarge_euro: float = Field(ge=0)
    signaleringswaarde_aandeel: float = Field(gt=0, lt=1)
    signaleringswaarde_minimum: float = Field(ge=0)
    tlv_dagen: float = Field(gt=0, description="days in which a TLV is decided")
    thuiszitter_dagen: float = Field(gt=0, description="absent for more days than this: national")
    leerplicht_vanaf: float = Field(gt=0, description="youngest age of a thuiszitter, national")
    leerplicht_tot: float = Field(gt=0, description="age from which one no longer counts, national")
    aanbod_maanden: float = Field(gt=0, description="calendar months to a passend aanbod")
    vangnet_intake_dagen: float = Field(gt=0, description="days from dropping out to the intake")
    vangnet_opvang_dagen: float = Field(gt=0, description="longest stay in full-time care, in days")
    leerlingbedrag_minimum: float = Field(ge=0, description="agreed floor of the amount per pupil")
    leerlingbedrag_minimum_vanaf: float = Field(gt=0, description="first year of that floor")
    leerlingbedrag_minimum_tot: float = Field(gt=0, description="last year of that floor")
    verwijzing_per_schooljaar: bool = Field(
        description="a school pays every schooljaar that a placement lasts, and not once"
    )
    bao_bao_maanden: float = Field(
        ge=0, description="months in which the sending school pays for a later verwijzing"
    )
    terugplaatsing_vanaf_schooljaar: float = Field(gt=0, description="start of that arrangement")
    steun_maanden: float = Field(
        gt=0, description="months of money for a terugplaatsing or an instroom"
    )
    ikc_aandeel_so: float = Field(ge=0, lt=1, description="share of SO I in the IKC-tarief")
    ikc_band: float = Field(ge=0, lt=1, description="change of IKC pupils that changes nothing")
    afwijking_euro: float = Field(gt=0, description="from here a deviation is always explained")
    afwijking_aandeel: float = Field(gt=0, lt=1, description="share of the post from which it is")
    afwijking_vanaf_euro: float = Field(ge=0, description="if it is at least this amount")
    dws_plaatsen: float = Field(gt=0)
    dws_per_groep: float = Field(gt=0)
    hb_verslag_weken: float = Field(gt=0, description="weeks to the report of an HB traject")
    hb_terugkoppeling_weken: float = Field(gt=0, description="most weeks between two feedbacks")
    hb_opvolging_weken: float = Field(gt=0, description="weeks from the end to the follow-up")
    hb_opvolging_marge_weken: float = Field(ge=0, description="weeks that it may be off")
