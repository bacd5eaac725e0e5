"""What a build notes of what it reads: the sources, the constants, and every row with what staging made of it.

The notes stand in the in-memory catalog ``ledger``, which ends with the build; core reads them. ``raw`` holds the publishers'
words and nothing else. What a table declares of itself (``pipeline/source.py``) is noted here, for every table alike.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from pipeline import raw_tables
from pipeline.constants import constants
from pipeline.faults import SourceFault
from pipeline.source import AreaCode, NoPlace, NoRelease, OneRelease, Release, Source, Table
from pipeline.sql_text import identifier, quoted
from pipeline.warehouse import CATALOG

TABLES = """
    create table ledger.source (
        source_id varchar, title varchar, publisher varchar, publisher_url varchar, licence varchar, licence_url varchar,
        citation varchar, obtained varchar, caveat varchar, accessed date, n_files integer
    );
    create table ledger.constant (name varchar, value decimal(12, 2), unit varchar, why varchar, citation varchar);
    create table ledger.rows_read (source_id varchar, table_name varchar, rows_read bigint);
    create table ledger.row_read (
        source_id varchar, table_name varchar, raw_row bigint, text_as_read varchar, set_aside_reason varchar,
        names_area boolean, area_code varchar, area_title varchar, release varchar, release_year integer
    );
"""


def open_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    """Attach the catalog ``ledger`` with its tables, empty."""
    connection.execute("attach ':memory:' as ledger")
    connection.execute(TABLES)


def note_sources(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source], raw: Path) -> None:
    """Note the provenance that stands beside each source's raw tables. Raises SourceFault for a file that lacks a field."""
    for source in sources:
        record = raw_tables.provenance(source, raw)
        told, fields = record.get("source", {}), vars(source.provenance)
        missing = [name for name in fields if name not in told]
        if missing or "accessed" not in record:
            path = raw / source.provenance.source_id / raw_tables.PROVENANCE_FILE
            raise SourceFault(f"{path}: '{(missing or ['accessed'])[0]}' is missing; expected the file that refresh writes.")
        connection.execute(
            "insert into ledger.source values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*(told[name] for name in fields), record["accessed"], len(record.get("file", []))],
        )


def note_constants(connection: duckdb.DuckDBPyConnection) -> None:
    """Note every constant of constants.toml."""
    connection.executemany(
        "insert into ledger.constant values (?, ?, ?, ?, ?)",
        [[c.name, c.value, c.unit, c.why, c.citation] for c in constants().values()],
    )


def note_rows(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """After staging, note every row of every table: its words, why it was set aside, the area and the release that it declares.

    Raises SourceFault when staging lost or repeated a row, or lacks a column that the table declares.
    """
    for source in sources:
        for table in source.tables:
            _note_table(connection, source.provenance.source_id, table)


def _note_table(connection: duckdb.DuckDBPyConnection, source_id: str, table: Table) -> None:
    _refuse_absent_columns(connection, source_id, table)
    raw, staging = f"raw.{identifier(table.name)}", f"staging.{identifier(table.name)}"
    lost = connection.execute(
        "select raw_row, to_json(read)::varchar, coalesce(times, 0)"
        f" from {raw} as read left join (select raw_row, count(*) as times from {staging} group by raw_row) using (raw_row)"
        " where times is distinct from 1 order by raw_row limit 1"
    ).fetchone()
    if lost:
        row, words, times = lost
        raise SourceFault(
            f"{source_id}: row {row} of {table.name} stands {times} times in staging.{table.name}; expected each row once, with a"
            f" reason in set_aside_reason where it is of no use: {words}."
        )
    area, title = _area(table)
    release, year = _release(table)
    labels = [source_id, table.name]
    connection.execute(f"insert into ledger.rows_read select ?, ?, count(*) from {raw}", labels)
    connection.execute(
        "insert into ledger.row_read select ?, ?, raw_row, to_json(read)::varchar, set_aside_reason,"
        f" {isinstance(table.place, AreaCode)}, {area}::varchar, {title}::varchar, {release}::varchar,"
        # Of several years, as in '2013-2026', the last.
        f" regexp_extract_all({year}::varchar, '\\b(?:19|20)\\d\\d\\b')[-1]::integer"
        f" from {raw} as read join {staging} as staged using (raw_row)",
        labels,
    )


def _area(table: Table) -> tuple[str, str]:
    """The area code that a row declares, and the area's name, as SQL."""
    if not isinstance(table.place, AreaCode):
        return "null", "null"
    return _staged(table.place.column), _staged(table.place.title)


def _release(table: Table) -> tuple[str, str]:
    """The release that a row declares, and what names its year, as SQL."""
    match table.release:
        case Release(column, year):
            return _staged(column), _staged(year or column)
        case OneRelease(name):
            return quoted(name), quoted(name)
        case NoRelease():
            return "null", "null"


def _staged(column: str | None) -> str:
    return f"staged.{identifier(column)}" if column else "null"


def _refuse_absent_columns(connection: duckdb.DuckDBPyConnection, source_id: str, table: Table) -> None:
    columns = [
        name
        for (name,) in connection.execute(
            "select column_name from duckdb_columns()"
            " where database_name = ? and schema_name = 'staging' and table_name = ? order by column_index",
            [CATALOG, table.name],
        ).fetchall()
    ]
    if not columns:
        raise SourceFault(f"{source_id}: no staging.{table.name}; expected sql/staging/{table.name}.sql to make it.")
    declared = {"raw_row": "each row", "set_aside_reason": "why a row is not used"}
    if not isinstance(table.place, NoPlace):
        declared[table.place.column] = "the place"
    if isinstance(table.place, AreaCode) and table.place.title:
        declared[table.place.title] = "the name of the place"
    if isinstance(table.release, Release):
        declared |= {column: "the release" for column in (table.release.column, table.release.year) if column}
    for column, holds in declared.items():
        if column not in columns:
            raise SourceFault(
                f"{source_id}: staging.{table.name} has no column '{column}', which is to hold {holds};"
                f" it has {', '.join(columns)}."
            )
