"""The postings of a build: the shipped facts of ads, and whatever files a user dropped into the inbox, through the normaliser.

Both meet the statements of ``python -m pipeline normalize``, in an in-memory catalog beside the warehouse. What comes out is left
in the ledger, where core reads it; descriptions stay behind.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.normalize.fields import FIELDS, POSTING, READ_ROW, typed
from pipeline.normalize.read import FileAccount, read_inputs
from pipeline.normalize.run import apply_rules
from pipeline.one_row import one_row
from pipeline.sql_text import quoted
from pipeline.warehouse import CATALOG, inbox_files

SOURCE_ID = "inbox"
WHOLE_FILE = 0  # as the row of a file that could not be read at all

SET_ASIDE = "insert into ledger.row_read (source_id, table_name, raw_row, text_as_read, set_aside_reason)"


def normalize(connection: duckdb.DuckDBPyConnection, raw: Path, note: Callable[[str], None] = lambda _: None) -> None:
    """Create ``ledger.posting_normalized`` from staging.posting and the inbox: one row a posting, duplicates marked.

    Its posting_key is the raw_row of a shipped ad; ads of the inbox follow, and rows that are the normaliser's own output have
    negative ones. The inbox's files are added to ledger.rows_read and their bad rows to ledger.row_read: a bad row and a bad file
    cost themselves alone. ``note`` hears a sentence on columns that a file has to no use, or lacks. The places that the
    normaliser knows become ledger.place_info and ledger.place_zip.
    """
    connection.execute("attach ':memory:' as normalizer")
    connection.execute("use normalizer")
    connection.execute(f"create table ad ({typed(READ_ROW)})")
    connection.execute(f"create table given ({typed(POSTING)})")
    connection.execute(
        "insert into ad by name select raw_row as posting_key, columns(lambda name: list_contains(?, name))"
        f" from {CATALOG}.staging.posting where set_aside_reason is null",
        [list(READ_ROW)],
    )
    for path in inbox_files(raw):
        account = _read(connection, path)
        _account(connection, account)
        for words in account.notes:
            note(words)
    connection.execute("create view posting_as_read as from ad")
    connection.execute("create view posting_given as from given")
    apply_rules(connection, raw=raw)
    connection.execute(
        "create table ledger.posting_normalized as"
        " select posting_keyed.*, file, row_in_file, posted_on_as_read from posting_keyed left join ad using (posting_key)"
    )
    for field in FIELDS:
        connection.execute(f"comment on column ledger.posting_normalized.{field.name} is {quoted(field.meaning)}")
    for places in ("place_info", "place_zip"):
        connection.execute(f"create table ledger.{places} as from {places}")
    connection.execute(f"use {CATALOG}")
    connection.execute("detach normalizer")


def _read(connection: duckdb.DuckDBPyConnection, path: Path) -> FileAccount:
    """Add one file's rows to ``ad`` or, when they are postings already, to ``given``."""
    connection.execute("attach ':memory:' as inbox_file")
    connection.execute("use inbox_file")
    try:
        (account,) = read_inputs(connection, [path])
        (first_key,) = one_row(connection.execute("select coalesce(max(posting_key), 0) from normalizer.ad"))
        connection.execute(
            f"insert into normalizer.ad by name select * replace (posting_key + {first_key} as posting_key) from posting_as_read"
        )
        connection.execute("insert into normalizer.given by name from posting_given")
        if not account.fault:
            # What the row says stays in the user's file: it may be a whole ad.
            connection.execute(
                f"{SET_ASIDE} select '{SOURCE_ID}', file, row_in_file, 'row ' || row_in_file || ' of the file', reason"
                " from set_aside"
            )
    except (duckdb.Error, pa.ArrowException) as error:
        account = FileAccount(path.name, fault=f"{path.name}: the file is damaged inside ({str(error).splitlines()[0]}).")
    finally:
        connection.execute("use normalizer")
        connection.execute("detach inbox_file")
    return account


def _account(connection: duckdb.DuckDBPyConnection, account: FileAccount) -> None:
    """Note how many rows a file held; one that could not be read counts as one row, set aside."""
    rows_read = 1 if account.fault else account.rows_read
    connection.execute("insert into ledger.rows_read values (?, ?, ?)", [SOURCE_ID, account.name, rows_read])
    if account.fault:
        connection.execute(
            f"{SET_ASIDE} values (?, ?, ?, 'the file as a whole', ?)", [SOURCE_ID, account.name, WHOLE_FILE, account.fault]
        )
