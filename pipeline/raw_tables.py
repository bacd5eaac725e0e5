"""The embedded tables of figures: data/raw/<source_id>/<table>.csv and the provenance file beside them.

``write`` is what ``refresh`` ends with; ``load`` is what ``build`` begins with. Cells stay text, as the publisher printed them.
"""

import datetime
import os
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import tomli_w

from pipeline.faults import SourceFault
from pipeline.one_row import one_row
from pipeline.publisher_files import PublisherFile, read_table
from pipeline.source import Extract, Source, Table
from pipeline.sql_text import quoted

PROVENANCE_FILE = "provenance.toml"


def write(source: Source, extract: Extract, raw: Path, accessed: datetime.date) -> None:
    """Write a source's tidy tables, sorted by key, and its provenance file; each file is replaced whole.

    Raises SourceFault when a table lacks a column or holds a key twice, before anything is written.
    """
    checked = {
        table.name: _checked(source.provenance.source_id, table, extract.tables.get(table.name)) for table in source.tables
    }
    folder = raw / source.provenance.source_id
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in checked.items():
        _replace(folder / f"{name}.csv", frame.to_csv(index=False, lineterminator="\n"))
    record = {
        "source": asdict(source.provenance),
        "accessed": accessed,
        "table": {name: {"rows": len(frame)} for name, frame in checked.items()},
        "file": [asdict(file) for file in sorted(extract.files, key=lambda file: file.name)],
    }
    _replace(folder / PROVENANCE_FILE, tomli_w.dumps(record))


def provenance(source: Source, raw: Path) -> dict[str, Any]:
    """The provenance file of a source as a dictionary. Raises SourceFault when it is missing or unreadable."""
    path = raw / source.provenance.source_id / PROVENANCE_FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceFault(
            f"{path}: missing; run 'python -m pipeline refresh {source.provenance.source_id} --from DIR'."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceFault(f"{path}: not a readable TOML file ({error}).") from error


def load(connection: duckdb.DuckDBPyConnection, source: Source, raw: Path) -> int:
    """Load a source's tables into schema ``raw`` as text, blanks as NULL, with ``raw_row`` (1 is the row below the header).

    Returns the rows read. Raises SourceFault for a missing, empty or damaged file, a header other than declared, a
    duplicated key, or fewer or more rows than ``write`` noted in the provenance file.
    """
    folder = raw / source.provenance.source_id
    written = provenance(source, raw).get("table", {})
    return sum(
        _load_table(connection, table, folder / f"{table.name}.csv", written.get(table.name, {}).get("rows"))
        for table in source.tables
    )


def _checked(source_id: str, table: Table, frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is None or frame.empty:
        raise SourceFault(f"{source_id}: the files hold no row for table '{table.name}'.")
    missing = [column for column in table.columns if column not in frame.columns]
    if missing:
        raise SourceFault(f"{source_id}: table '{table.name}' lacks column '{missing[0]}'.")
    ordered = frame.loc[:, list(table.columns)].fillna("").astype(str)
    repeated = ordered[ordered.duplicated(list(table.key), keep=False)]
    if not repeated.empty:
        key = ", ".join(f"{column} {repeated.iloc[0][column]!r}" for column in table.key)
        raise SourceFault(f"{source_id}: table '{table.name}' would hold {key} {len(repeated)} times; expected each key once.")
    return ordered.sort_values(list(table.key), kind="stable")


def _replace(path: Path, text: str) -> None:
    aside = path.with_suffix(path.suffix + ".building")
    aside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(aside, path)


def _load_table(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, rows_written: int | None) -> int:
    if not path.is_file():
        raise SourceFault(f"{path}: missing; expected this table of the source.")
    content = path.read_bytes()
    if not _load_as_written(connection, table, path, content):
        _load_patiently(connection, table, path, content)
    for column, meaning in table.meanings.items():
        connection.execute(f"comment on column raw.{table.name}.{column} is {quoted(meaning)}")
    key = ", ".join(table.key)
    repeated = connection.execute(
        f"select {key}, count(*) from raw.{table.name} group by all having count(*) > 1 order by all limit 1"
    ).fetchone()
    if repeated:
        named = ", ".join(f"{column} {cell!r}" for column, cell in zip(table.key, repeated, strict=False))
        raise SourceFault(f"{path}: {named} stands {repeated[-1]} times; expected each key once.")
    (rows,) = one_row(connection.execute(f"select count(*) from raw.{table.name}"))
    if rows != rows_written:
        noted = path.with_name(PROVENANCE_FILE)
        raise SourceFault(f"{path}: {rows:,} rows; expected {rows_written or 0:,}, as {noted} says.")
    return rows


def _load_as_written(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, content: bytes) -> bool:
    """Let the engine read a table that is as ``write`` left it, in a tenth of the time; False when anything is amiss."""
    if not content.startswith(",".join(table.columns).encode() + b"\n") or not content.endswith(b"\n"):
        return False
    columns = ", ".join(f"'{column}': 'VARCHAR'" for column in table.columns)
    try:
        connection.execute(
            f"create table raw.{table.name} as select {_cells(table)} from read_csv({quoted(path)}, auto_detect = false,"
            f" header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}})"
        )
    except duckdb.Error:
        return False
    return connection.execute(f"from raw.{table.name} limit 1").fetchone() is not None


def _load_patiently(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, content: bytes) -> None:
    """Read a table that people may have edited; raises SourceFault saying what is amiss."""
    published = read_table(PublisherFile(str(path), content), table.columns)
    unknown = [column for column in published.columns if column not in table.columns]
    if unknown:
        raise SourceFault(f"{path}: unknown column '{unknown[0]}'; expected {', '.join(table.columns)}.")
    if not content.endswith(b"\n"):
        raise SourceFault(f"{path}: the last row does not end with a line break; the file may be cut short.")
    connection.register("published", published)
    connection.execute(f"create or replace table raw.{table.name} as select {_cells(table)} from published")
    connection.unregister("published")


def _cells(table: Table) -> str:
    blanks = "' ' || chr(9) || chr(10) || chr(13)"
    cells = (f"nullif(trim({name}, {blanks}), '') as {name}" for name in table.columns)
    return f"row_number() over () as raw_row, {', '.join(cells)}"
