-- Trajecten as delivered; the dates of the feedback stand in order of time.
select
    traject,
    begin,
    verslag as verslag_datum,
    terugkoppelingen,
    einde,
    opvolging as opvolging_datum,
    levering,
    rij
from geldig_hb_trajecten
