-- The feedback of an HB traject: one row per day. The list is unfolded here and nowhere else.
select
    regio.swv,
    traject,
    unnest(terugkoppelingen) as datum
from staging_hb_trajecten
cross join regio
