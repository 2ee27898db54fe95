"""School days and holidays: when something happens at a school, and when nothing does.

Holidays are rough (they differ per year and region): enough to let a series show its seasons.
"""

from datetime import date, timedelta
from random import Random

DAG = timedelta(days=1)

# (month, day) of the first and last day off.
ZOMERVAKANTIE = ((7, 15), (8, 22))
KERSTVAKANTIE = ((12, 22), (1, 5))


def is_vrij(dag: date) -> bool:
    """True in a weekend, the summer holiday or the Christmas holiday."""
    plek = (dag.month, dag.day)
    is_zomer = ZOMERVAKANTIE[0] <= plek <= ZOMERVAKANTIE[1]
    is_kerst = plek >= KERSTVAKANTIE[0] or plek <= KERSTVAKANTIE[1]
    return dag.weekday() >= 5 or is_zomer or is_kerst


def schooldag_vanaf(dag: date) -> date:
    """This day, or the first school day after it."""
    while is_vrij(dag):
        dag += DAG
    return dag


def schooldag_tot(dag: date) -> date:
    """This day, or the last school day before it."""
    while is_vrij(dag):
        dag -= DAG
    return dag


def trek_dag(rng: Random, eerste: date, laatste: date) -> date:
    """A random day, both ends included."""
    return eerste + timedelta(days=rng.randint(0, (laatste - eerste).days))


def trek_schooldag(rng: Random, eerste: date, laatste: date) -> date:
    """A random school day between two days; the first day itself when there is none."""
    return max(eerste, schooldag_tot(trek_dag(rng, eerste, laatste)))


def dagen_na(dag: date, aantal: int) -> date:
    return dag + timedelta(days=aantal)


def later_dan(dag: date | None, stand: date) -> bool:
    """True when something has not happened yet on `stand`; what has no date never happens."""
    return dag is None or dag > stand


def bekend_op(dag: date | None, stand: date) -> date | None:
    """The day as a list of `stand` shows it: what comes later is empty."""
    return None if later_dan(dag, stand) else dag
