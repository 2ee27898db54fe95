"""Apache Spark as the engine: the same SQL texts, on one machine or on a cluster.

    tables of the work database → Parquet → Spark → Parquet → the work database

Needs the extra ``spark`` (PySpark, sqlglot) and Java 17. Where it runs is said by
``PEILSTOK_SPARK_MASTER`` (default: two threads of this machine); what a cluster asks further,
memory and executors, goes in Spark's own ``spark-defaults.conf``. Of a cluster every worker must
see the folder for exchange, ``PEILSTOK_SPARK_MAP``; on one machine a temporary one will do.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from warehouse.strikt import DefinitieFout

MASTER, MAP = "PEILSTOK_SPARK_MASTER", "PEILSTOK_SPARK_MAP"
_HIER = "local[2]"

# What DuckDB and Spark spell differently; a text without these goes to Spark as it is.
_ANDERS_GESPELD = {"unnest", "date_diff"}

# Tables of some thousands of rows: compiling a program for each query, or splitting it in two
# hundred parts, takes longer than the query. A cluster has its own settings for that.
_KLEIN = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
}
_ALTIJD = {
    "spark.app.name": "peilstok",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
}
_ALLEEN_HIER = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": (
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=256m"
    ),
}


class SparkMotor:
    """Hands every query to Spark, with the tables that it names."""

    def __init__(self, sessie: Any, map_: Path, *, in_een_deel: bool) -> None:
        self.sessie = sessie
        self.map = map_
        self.in_een_deel = in_een_deel  # or every union and join of small tables adds parts
        self.bekend: set[str] = set()

    def maak(
        self,
        verbinding: duckdb.DuckDBPyConnection,
        naam: str,
        sql: str,
        *,
        tijdelijk: bool = False,
    ) -> None:
        self._geef_door(verbinding, sql)
        uitkomst = self.sessie.sql(in_spark(sql))
        if self.in_een_deel:
            uitkomst = uitkomst.coalesce(1)
        # Through files: a plan that begins at a file is short, one that begins at other plans is
        # planned through all of them again, and nothing has to pass through this process.
        uit = self.map / naam
        uitkomst.write.parquet(str(uit))
        if not tijdelijk:  # another query will name it
            self._ken(naam, uit)
        soort = "temp table" if tijdelijk else "table"
        verbinding.execute(f"create {soort} {naam} as from read_parquet('{uit}/*.parquet')")

    def _geef_door(self, verbinding: duckdb.DuckDBPyConnection, sql: str) -> None:
        """Give Spark the tables of the work database that it does not have yet."""
        genoemd = set(re.findall(r"\b(?:from|join)\s+(\w+)", _kaal(sql)))
        er_zijn = {
            rij[0] for rij in verbinding.sql("select table_name from duckdb_tables()").fetchall()
        }
        for tabel in sorted(er_zijn & genoemd - self.bekend):
            pad = self.map / f"{tabel}.parquet"
            verbinding.execute(f"copy {tabel} to '{pad}' (format parquet)")
            self._ken(tabel, pad)

    def _ken(self, tabel: str, pad: Path) -> None:
        """From here on Spark knows the table by its name."""
        self.sessie.read.parquet(str(pad)).createOrReplaceTempView(tabel)
        self.bekend.add(tabel)


def in_spark(sql: str) -> str:
    """A text of ours as Spark reads it."""
    if not _ANDERS_GESPELD & set(re.findall(r"\w+", _kaal(sql))):
        return sql
    import sqlglot  # noqa: PLC0415 - of the extra

    return str(sqlglot.transpile(sql, read="duckdb", write="spark")[0])


def _kaal(sql: str) -> str:
    """Without its comments."""
    return re.sub(r"--[^\n]*", "", sql)


@contextmanager
def open_spark() -> Iterator[SparkMotor]:
    """A Spark session for one build.

    Raises:
        DefinitieFout: PySpark or Java is missing, or the master cannot be reached.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - of the extra
    except ImportError:
        raise DefinitieFout(
            "PySpark ontbreekt; installeer het met: pip install peilstok[spark]"
        ) from None
    master = os.environ.get(MASTER) or _HIER
    is_hier = master.startswith("local")
    with tempfile.TemporaryDirectory(dir=os.environ.get(MAP) or None) as map_:
        bouwer: Any = SparkSession.builder.master(master)
        instellingen = _ALTIJD | (_KLEIN | _ALLEEN_HIER if is_hier else {})
        for naam, waarde in {**instellingen, "spark.sql.warehouse.dir": f"{map_}/tabellen"}.items():
            bouwer = bouwer.config(naam, waarde)
        try:
            sessie = bouwer.getOrCreate()
        except Exception as fout:
            raise DefinitieFout(f"Spark start niet op {master}: {fout}; is er Java 17?") from fout
        try:
            sessie.sparkContext.setLogLevel("OFF")
            yield SparkMotor(sessie, Path(map_), in_een_deel=is_hier)
        finally:
            sessie.stop()
