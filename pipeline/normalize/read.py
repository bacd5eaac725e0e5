"""Input files as the view posting_as_read, whatever their format, and an account of every row that could not be read.

Parquet stays where it is and is scanned in place; everything else is landed once in a table of the connection. A row that
cannot be read goes to the table set_aside with its reason; a file that cannot be read has a ``fault`` in its account.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.faults import SourceFault
from pipeline.normalize import csv_rows, files, json_records, landing
from pipeline.normalize.fields import AS_READ, POSTING, READ_ROW, no_row
from pipeline.normalize.formats import (
    FORMATS,
    Format,
    RecordFormat,
    TableFormat,
    missing,
    of_record,
    of_table,
    schema_org,
    unknown,
)
from pipeline.normalize.formats.format import folded, text
from pipeline.sql_text import identifier, quoted

BATCH = 10_000  # rows that pass from Python to the engine at once
COLUMNS_NAMED = 12  # columns named in a fault before it is cut
COLUMNS_NOTED = 8  # in a note
ARROW = {"VARCHAR": pa.string(), "VARCHAR[]": pa.list_(pa.string()), "BOOLEAN": pa.bool_()}


@dataclass
class FileAccount:
    """One input: the format it is in, its rows, and what was noticed; rows_read = used + set_aside."""

    name: str
    format: str = ""
    rows_read: int = 0
    set_aside: int = 0
    unknown_columns: list[str] = field(default_factory=list)
    lacking_columns: list[str] = field(default_factory=list)
    fault: str | None = None

    @property
    def used(self) -> int:
        """Rows that became postings."""
        return self.rows_read - self.set_aside

    @property
    def notes(self) -> list[str]:
        """Sentences on columns: those that are not read, and those that a file of an earlier version lacks."""
        said = {"not read": self.unknown_columns, "from an earlier version, so these stay empty": self.lacking_columns}
        return [f"{self.name}: {what}: {_shortened(columns, COLUMNS_NOTED)}." for what, columns in said.items() if columns]


@dataclass
class _Landing:
    """Where a file's rows are: the relation ``name`` with the columns of posting_as_read or, ``is_posting``, of posting."""

    name: str
    is_posting: bool


def read_inputs(connection: duckdb.DuckDBPyConnection, inputs: Sequence[Path], format: Format | None = None) -> list[FileAccount]:
    """Create the views posting_as_read and posting_given (rows of our own output) and the table set_aside.

    ``inputs``: files, or folders that stand for the files in them. ``format`` reads every file as of that format.
    """
    connection.execute(
        "create or replace table set_aside (file varchar, row_in_file bigint, reason varchar, text_as_read varchar)"
    )
    accounts, landings, first_key = [], [], 1
    for number, path in enumerate(_files(inputs)):
        account = FileAccount(path.name)
        accounts.append(account)
        try:
            landing = _File(connection, path, f"read_{number}", first_key, account).land(format)
        except (SourceFault, OSError) as error:
            is_ours = isinstance(error, SourceFault)
            account.fault = str(error) if is_ours else f"{path}: {error.strerror}; expected a file to read."
            account.rows_read = account.set_aside = 0
            connection.execute("insert into set_aside values (?, null, ?, null)", [path.name, account.fault])
            continue
        landings.append(landing)
        first_key += account.rows_read
    _unite(connection, "posting_as_read", READ_ROW, [landing.name for landing in landings if not landing.is_posting])
    _unite(connection, "posting_given", POSTING, [landing.name for landing in landings if landing.is_posting])
    return accounts


def _files(inputs: Iterable[Path]) -> Iterator[Path]:
    for path in inputs:
        if path.is_dir():
            yield from sorted(inner for inner in path.iterdir() if inner.is_file() and not inner.name.startswith((".", "~$")))
        else:
            yield path


def _unite(connection: duckdb.DuckDBPyConnection, view: str, columns: dict[str, str], relations: list[str]) -> None:
    names = ", ".join(columns)
    body = " union all ".join(f"select {names} from {relation}" for relation in relations) or no_row(columns)
    connection.execute(f"create or replace view {view} as {body}")


class _File:
    """One input file on its way into the connection."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, name: str, first_key: int, account: FileAccount
    ) -> None:
        self.connection, self.path, self.name, self.first_key, self.account = connection, path, name, first_key, account
        self.aside: list[tuple[str, int, str, str]] = []  # rows set aside by Python, not yet in the table

    def land(self, format: Format | None) -> _Landing:
        """Create the relation of the file's usable rows. Raises SourceFault when the file as a whole cannot be read."""
        kind = files.kind(self.path)
        if kind == "parquet":
            return self._parquet(format)
        if kind == "table":
            return self._csv(format)
        return self._records(json_records.of_json if kind == "json" else json_records.of_page, kind, format)

    # Parquet ----------------------------------------------------------------------------------------------------------

    def _parquet(self, format: Format | None) -> _Landing:
        source = f"read_parquet({quoted(self.path)}, file_row_number = true)"
        try:
            described = self.connection.execute(f"describe select * exclude (file_row_number) from {source}").fetchall()
        except duckdb.Error as error:
            raise SourceFault(f"{self.path.name}: the Parquet file is damaged or cut short; expected a whole one.") from error
        types = {name: kind for name, kind, *_ in described}
        format = self._table_format(list(types), format)
        if format.name == "normalized":
            return self._postings(format, types, source)
        # Texts of a gigabyte are not searched for signs of damage here: Parquet says what is text.
        select = self._select(format, types, source, "file_row_number + 1", is_text=False)
        self.connection.execute(f"create view {self.name}_all as {select}")
        return self._usable()

    def _postings(self, format: TableFormat, types: dict[str, str], source: str) -> _Landing:
        """Our own output: each column as its type, NULL where a file of an earlier version lacks it."""
        held = {folded(name): identifier(name) for name in types}
        self.account.lacking_columns = [name for name in format.columns if name not in held]
        cells = ", ".join(f"{held.get(name, 'null')}::{kind} as {name}" for name, kind in POSTING.items())
        try:
            self.connection.execute(f"create view {self.name} as select {cells} from {source}")
            # Counting the cells of a column meets every one that is not of its type.
            ((self.account.rows_read, *_),) = self.connection.execute(
                f"select count(*), {', '.join(f'count({name})' for name in POSTING)} from {self.name}"
            ).fetchall()
        except duckdb.Error as error:
            raise SourceFault(
                f"{self.path.name}: not the columns of {format.what} ({str(error).splitlines()[0]}); expected its own types."
            ) from error
        return _Landing(self.name, is_posting=True)

    # CSV --------------------------------------------------------------------------------------------------------------

    def _csv(self, format: Format | None) -> _Landing:
        columns, delimiter = csv_rows.header(self.path)
        format = self._table_format(columns, format)
        self._refuse_postings(format)
        if not self._strict_csv(format, columns, delimiter):
            self._patient_csv(format, columns, delimiter)
        return self._usable()

    def _strict_csv(self, format: TableFormat, columns: list[str], delimiter: str) -> bool:
        """Let the engine read the file; False when it finds anything amiss, and then nothing was kept."""
        named = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in _named(columns))
        packed = "gzip" if files.is_packed(self.path) else "none"
        source = (
            f"read_csv({quoted(self.path)}, auto_detect = false, header = true, delim = {quoted(delimiter)},"
            f" quote = '\"', escape = '\"', columns = {{{named}}}, max_line_size = {files.LINE_LIMIT},"
            f" buffer_size = {2 * files.LINE_LIMIT}, compression = '{packed}')"
        )
        select = self._select(format, dict.fromkeys(_named(columns), "VARCHAR"), source, "null::bigint", is_text=True)
        ((ordered,),) = self.connection.execute("select current_setting('preserve_insertion_order')").fetchall()
        try:
            self.connection.execute("set preserve_insertion_order = true")
            self.connection.execute(f"create table {self.name}_rows as {select}")
        except duckdb.Error:
            return False
        finally:
            self.connection.execute(f"set preserve_insertion_order = {ordered}")
        self.connection.execute(
            f"create view {self.name}_all as select * replace (rowid + {self.first_key} as posting_key, rowid + 1 as row_in_file)"
            f" from {self.name}_rows"
        )
        return True

    def _patient_csv(self, format: TableFormat, columns: list[str], delimiter: str) -> None:
        names = _named(columns)
        rows = csv_rows.rows(self.path, len(columns), delimiter)

        def usable() -> Iterator[dict[str, object]]:
            for row in rows:
                self.account.rows_read = row.number
                if row.reason:
                    self._set_aside(row.number, row.reason, " ".join(row.cells))
                else:
                    yield {**dict(zip(names, row.cells, strict=True)), "row": row.number, "is_utf8": row.is_utf8}

        self._insert_tables(format, dict.fromkeys(names, "VARCHAR"), usable())

    # JSON and web pages -----------------------------------------------------------------------------------------------

    def _records(self, read: Callable[[Path], Iterator[json_records.Read]], kind: files.Kind, format: Format | None) -> _Landing:
        """Land records of one format; the first record that is in a known one decides which."""
        found = iter(read(self.path))
        keys: dict[str, None] = {}
        waiting: list[json_records.Read] = []
        for item in found:
            waiting.append(item)
            if item.record is not None:
                keys |= dict.fromkeys(item.record)
                if kind == "web page" and not schema_org.FORMAT.recognises(item.record):
                    continue
                format = format or of_record(item.record)
                if format:
                    break
        else:
            if kind == "web page":
                raise SourceFault(
                    f"{self.path.name}: this is a web page without a schema.org JobPosting;"
                    " expected a page of one job, or CSV, JSON or Parquet."
                )
            format = None
        if format is None:
            if not keys and waiting and waiting[0].reason:
                raise SourceFault(f"{self.path.name}: {waiting[0].reason}; expected JSON.")
            raise self._of_no_format(list(keys))
        self._refuse_postings(format)
        self.account.format = format.name
        unknown_keys: dict[str, None] = {}

        def usable() -> Iterator[dict[str, object]]:
            number = 0
            for item in (*waiting, *found):
                record = item.record
                if kind == "web page" and record is not None and not schema_org.FORMAT.recognises(record):
                    continue  # a page describes its owner and its menus too
                number += 1
                self.account.rows_read = number
                reason, row = item.reason, {}
                if record is not None:
                    unknown_keys.update(dict.fromkeys(unknown(format, record.keys())))
                    reason, row = _row(format, record)
                if reason:
                    self._set_aside(number, reason, item.text or str(record))
                else:
                    yield row | {"row": number, "is_utf8": item.is_utf8}

        if isinstance(format, TableFormat):
            self._insert_tables(format, dict.fromkeys(format.columns, "VARCHAR"), usable())
        else:
            shape = TableFormat(format.name, "", tuple(AS_READ), frozenset(), {name: identifier(name) for name in AS_READ})
            self._insert_tables(shape, AS_READ, usable())
        self.account.unknown_columns = list(unknown_keys)
        return self._usable()

    # All --------------------------------------------------------------------------------------------------------------

    def _table_format(self, columns: list[str], format: Format | None) -> TableFormat:
        """The format of a table with these columns: the one asked for, or the one they tell."""
        if isinstance(format, RecordFormat):
            raise SourceFault(f"{self.path.name}: this is a table; expected {format.what} as JSON.")
        if format is not None and (lacking := missing(format, columns)):
            raise SourceFault(
                f"{self.path.name}: missing {_listed(lacking)}; expected {format.what}; the columns found are {_listed(columns)}."
            )
        found = format or of_table(columns)
        if found is None:
            raise self._of_no_format(columns)
        self.account.format = found.name
        self.account.unknown_columns = unknown(found, columns)
        return found

    def _refuse_postings(self, format: Format) -> None:
        """Raise SourceFault when rows of text are our own output, whose lists and dates only Parquet keeps."""
        if format.name == "normalized":
            raise SourceFault(f"{self.path.name}: this is {format.what} written as text; expected the Parquet file itself.")

    def _of_no_format(self, columns: list[str]) -> SourceFault:
        known = ", ".join(format.what for format in FORMATS.values())
        held = f"it holds {_listed(columns)}" if columns else "no column or record was found"
        return SourceFault(
            f"{self.path.name}: in no known format; expected {known}, or a column mapping (--mapping FILE); {held}."
        )

    def _select(self, format: TableFormat, types: dict[str, str], source: str, row: str, *, is_text: bool) -> str:
        return landing.select_as_read(
            format,
            types,
            source,
            row=row,
            file=self.path.name,
            key_offset=self.first_key - 1,
            is_text=is_text,
        )

    def _insert_tables(self, format: TableFormat, types: dict[str, str], rows: Iterator[dict[str, object]]) -> None:
        """Land rows that Python has read, a batch at a time, through the same SQL as every other table."""
        schema = pa.schema([*((name, ARROW[kind]) for name, kind in types.items()), ("row", pa.int64()), ("is_utf8", pa.bool_())])
        select = self._select(format, {**types, "row": "BIGINT", "is_utf8": "BOOLEAN"}, "batch", "row", is_text=True)
        self.connection.execute(f"create table {self.name}_all as {landing.empty_as_read()}")
        while batch := list(islice(rows, BATCH)):
            self.connection.register("batch", pa.Table.from_pylist([_clean(row) for row in batch], schema=schema))
            self.connection.execute(f"insert into {self.name}_all by name {select}")
            self.connection.unregister("batch")

    def _usable(self) -> _Landing:
        """The rows without a reason to set aside, as a view; the others go to set_aside. Counts both."""
        count = "select count(*), count(set_aside_reason)"
        if self.account.rows_read:  # read in Python, which counted and may have set rows aside already
            ((landed_aside,),) = self.connection.execute(f"select count(set_aside_reason) from {self.name}_all").fetchall()
            self.account.set_aside = len(self.aside) + landed_aside
        else:
            landed_aside = self._count(f"{count} from {self.name}_all")
        if self.aside:
            columns = dict(zip(("file", "row_in_file", "reason", "text_as_read"), zip(*self.aside, strict=True), strict=True))
            self.connection.register("aside", pa.table(columns))
            self.connection.execute("insert into set_aside from aside")
            self.connection.unregister("aside")
        if landed_aside:
            self.connection.execute(
                f"insert into set_aside select file, row_in_file, set_aside_reason, set_aside_text"
                f" from {self.name}_all where set_aside_reason is not null"
            )
        only = " where set_aside_reason is null" if landed_aside else ""
        self.connection.execute(
            f"create view {self.name} as select * exclude (set_aside_reason, set_aside_text) from {self.name}_all{only}"
        )
        return _Landing(self.name, is_posting=False)

    def _count(self, sql: str) -> int:
        try:
            ((self.account.rows_read, self.account.set_aside),) = self.connection.execute(sql).fetchall()
        except duckdb.Error as error:
            raise SourceFault(f"{self.path.name}: the file is damaged inside ({str(error).splitlines()[0]}).") from error
        return self.account.set_aside

    def _set_aside(self, row: int, reason: str, text_as_read: str) -> None:
        self.aside.append((self.path.name, row, reason, _utf8(text_as_read)[: landing.TEXT_KEPT]))


def _row(format: Format, record: Mapping[str, object]) -> tuple[str | None, dict[str, object]]:
    """A JSON object as the row of its format, or the reason why it is none."""
    if isinstance(format, TableFormat):
        held = {folded(key): value for key, value in record.items()}
        return None, {name: _cell_text(held.get(folded(name))) for name in format.columns}
    if not format.recognises(record):
        return f"no {format.what} record", {}
    try:
        return None, format.read(record)
    except (AttributeError, TypeError, ValueError) as error:
        return f"a {format.what} record laid out in another way ({error})", {}


def _cell_text(value: object) -> str | None:
    return json.dumps(value) if isinstance(value, list | dict) else text(value)


def _named(columns: list[str]) -> list[str]:
    """Column names without blanks: a column that has no name gets its number."""
    return [name or f"column {number}" for number, name in enumerate(columns, start=1)]


def _listed(columns: Sequence[str]) -> str:
    return ("column " if len(columns) == 1 else "columns ") + _shortened([f"'{each[:40]}'" for each in columns], COLUMNS_NAMED)


def _shortened(words: Sequence[str], most: int) -> str:
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more} more" if more > 0 else "")


def _clean(row: dict[str, object]) -> dict[str, object]:
    """The row with text that Arrow accepts: lone halves of surrogate pairs, which JSON can spell, become '?'."""
    return {
        name: _utf8(value) if isinstance(value, str) else [_utf8(part) for part in value] if isinstance(value, list) else value
        for name, value in row.items()
    }


def _utf8(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")
