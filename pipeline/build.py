"""Raw tables -> staging -> core -> mart, aside, checked, then swapped in."""

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import contracts, meanings, postings, raw_tables
from pipeline.constants import constants
from pipeline.faults import SourceFault
from pipeline.registry import SOURCES
from pipeline.warehouse import building, fingerprint

SQL = Path(__file__).parent / "sql"
LAYERS = ("staging", "core", "mart")


@dataclass(frozen=True)
class SourceRows:
    """What a build did with one source's rows: read = used + set aside."""

    source_id: str
    rows_read: int
    rows_used: int
    rows_set_aside: int


Step = Callable[[str], None]


def build(raw: Path, warehouse: Path, step: Step = lambda _: None) -> list[SourceRows]:
    """Build the warehouse from the raw tables and put it in place; returns the rows read, used and set aside per source.

    ``step`` hears a few words before each step. Raises SourceFault, with the old warehouse untouched, when an input cannot be
    used or a contract is broken.
    """
    if not raw.is_dir():
        raise SourceFault(f"{raw}: no such folder; expected the raw tables, one folder a source.")
    inputs = fingerprint(raw)
    with building(warehouse) as connection:
        connection.execute("attach ':memory:' as raw")
        for layer in LAYERS:
            connection.execute(f"create schema {layer}")
        for source in SOURCES.values():
            step(f"reading {source.provenance.source_id}")
            raw_tables.load(connection, source, raw)
        _write_provenance(connection, raw)
        for layer in LAYERS:
            for statement in sorted((SQL / layer).glob("*.sql"), key=_run_order):
                step(f"{layer}: {statement.stem}")
                _run(connection, statement)
                meanings.inherit(connection, statement)
            if layer == "staging":
                _keep_as_read(connection)
                step("reading job ads")
                postings.normalize(connection, raw)
        step("checking")
        rows = _source_rows(connection)
        contracts.enforce(connection)
        connection.execute(
            "insert into core.build values (?, ?, ?)",
            [inputs, datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0), duckdb.__version__],
        )
    return rows


def _run_order(statement: Path) -> tuple[int, str]:
    """Order within a layer: files name what they need in a first line '-- after: a, b'; the rest is alphabetical."""
    return _depth(statement), statement.stem


@functools.cache
def _depth(statement: Path) -> int:
    first = statement.read_text(encoding="utf-8").partition("\n")[0]
    if not first.startswith("-- after:"):
        return 0
    return 1 + max(
        _depth(statement.with_name(f"{name.strip()}.sql")) for name in first.removeprefix("-- after:").split(",")
    )


def _run(connection: duckdb.DuckDBPyConnection, statement: Path) -> None:
    try:
        connection.execute(statement.read_text(encoding="utf-8"))
    except duckdb.Error as error:
        raise SourceFault(f"{statement.parent.name}/{statement.name}: {str(error).splitlines()[0]}") from error


def _write_provenance(connection: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """Put the sources' provenance and the constants, with this run's raw folder, where the core statements read them."""
    connection.execute(
        "create table raw.source (source_id varchar, title varchar, publisher varchar, publisher_url varchar, licence varchar,"
        " licence_url varchar, citation varchar, obtained varchar, caveat varchar, accessed date, n_files integer)"
    )
    for source in SOURCES.values():
        record = raw_tables.provenance(source, raw)
        told, fields = record.get("source", {}), vars(source.provenance)
        missing = [name for name in fields if name not in told]
        if missing or "accessed" not in record:
            path = raw / source.provenance.source_id / raw_tables.PROVENANCE_FILE
            raise SourceFault(
                f"{path}: '{(missing or ['accessed'])[0]}' is missing; expected the file that refresh writes."
            )
        connection.execute(
            "insert into raw.source values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*(told[name] for name in fields), record["accessed"], len(record.get("file", []))],
        )
    connection.execute(
        "create table raw.constant (name varchar, value decimal(12, 2), unit varchar, why varchar, citation varchar)"
    )
    connection.executemany(
        "insert into raw.constant values (?, ?, ?, ?, ?)",
        [[c.name, c.value, c.unit, c.why, c.citation] for c in constants().values()],
    )


def _keep_as_read(connection: duckdb.DuckDBPyConnection) -> None:
    """After staging, note for all tables what was read, word for word, and which rows staging could not use and why."""
    connection.execute("create table raw.rows_read (source_id varchar, table_name varchar, rows_read bigint)")
    connection.execute(
        "create table raw.row_as_read (source_id varchar, table_name varchar, raw_row bigint, text_as_read varchar)"
    )
    connection.execute(
        "create table raw.set_aside (source_id varchar, table_name varchar, raw_row bigint, reason varchar)"
    )
    for source in SOURCES.values():
        for table in source.tables:
            labels = [source.provenance.source_id, table.name]
            connection.execute(f"insert into raw.rows_read select ?, ?, count(*) from raw.{table.name}", labels)
            connection.execute(
                f"insert into raw.row_as_read select ?, ?, raw_row, to_json(read)::varchar from raw.{table.name} as read",
                labels,
            )
            connection.execute(
                f"insert into raw.set_aside select ?, ?, raw_row, set_aside_reason from staging.{table.name}"
                " where set_aside_reason is not null",
                labels,
            )


def _source_rows(connection: duckdb.DuckDBPyConnection) -> list[SourceRows]:
    counted = connection.execute(
        "select source_id, sum(rows_read)::bigint, sum(rows_used)::bigint, sum(rows_set_aside)::bigint"
        " from core.row_count group by all"
    ).fetchall()
    by_source = {row[0]: SourceRows(*row) for row in counted}
    return [by_source[source_id] for source_id in (*SOURCES, postings.SOURCE_ID) if source_id in by_source]
