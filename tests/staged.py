"""Run one staging statement on rows of text, as the build does, and look at the shipped raw tables."""

import datetime
from pathlib import Path
from types import ModuleType

import duckdb
import pandas as pd

from pipeline import raw_tables
from pipeline.source import Source

PROJECT = Path(__file__).parent.parent
SHIPPED = PROJECT / "data" / "raw"


def staged(table: str, rows: list[dict[str, str]], *, blank_is_null: bool = False) -> list[dict]:
    """The rows of ``staging.<table>`` made from raw rows, in their order; a column that is not given is blank, or NULL."""
    read = pd.DataFrame(rows).fillna("").astype(str)
    read.insert(0, "raw_row", range(1, len(read) + 1))
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as raw; create schema staging")
        connection.register("read", read)
        cells = "raw_row, nullif(columns(* exclude (raw_row)), '')" if blank_is_null else "*"
        connection.execute(f"create table raw.{table} as select {cells} from read")
        connection.execute((PROJECT / "pipeline" / "sql" / "staging" / f"{table}.sql").read_text(encoding="utf-8"))
        result = connection.execute(f"select * from staging.{table} order by raw_row")
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def shipped(source_id: str, table: str) -> list[dict[str, str]]:
    """The rows of data/raw/<source_id>/<table>.csv as text."""
    path = SHIPPED / source_id / f"{table}.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")


def assert_shipped_as_extracted(module: ModuleType, directory: Path, aside: Path) -> None:
    """The shipped tables are, byte for byte, what the publisher's files give today."""
    source = Source.of(module)
    raw_tables.write(source, module.extract(directory), aside, accessed=datetime.date(2026, 11, 22))
    for table in source.tables:
        name = f"{source.provenance.source_id}/{table.name}.csv"
        assert (SHIPPED / name).read_bytes() == (aside / name).read_bytes(), f"data/raw/{name} is not a fresh extract"
