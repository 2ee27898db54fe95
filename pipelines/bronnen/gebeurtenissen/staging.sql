-- Events as delivered; kengetallen without blanks around the bars.
select
    datum,
    titel,
    soort,
    replace(kengetallen, ' ', '') as kengetallen,
    gemeente,
    levering,
    rij
from geldig_gebeurtenissen
