"""The postings of a build: the shipped facts of ads, and whatever files a user dropped into the inbox, through the normaliser.

Both meet the statements of ``python -m pipeline normalize``, in an in-memory catalog beside the warehouse. What comes out is left
in schema ``raw``, where core reads it; descriptions stay behind.
"""

from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.normalize.formats import AS_READ
from pipeline.normalize.formats.normalized import POSTING
from pipeline.normalize.read import FileAccount, read_inputs
from pipeline.normalize.run import apply_rules
from pipeline.warehouse import CATALOG, inbox_files

SOURCE_ID = "inbox"
WHOLE_FILE = 0  # as the row of a file that could not be read at all

COLUMNS = {"posting_key": "BIGINT", **AS_READ, "file": "VARCHAR", "row_in_file": "BIGINT"}
NAMES = ", ".join(COLUMNS)
NOT_SHIPPED = ("posting_key", "description")


def normalize(connection: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """Create ``raw.posting_normalized`` from staging.posting and the inbox: one row a posting, duplicates marked.

    Its posting_key is the raw_row of a shipped ad; ads of the inbox follow, and rows that are the normaliser's own output have
    negative ones. The inbox's files are added to raw.rows_read and raw.set_aside: a bad row and a bad file cost themselves alone.
    """
    shipped = ", ".join(name for name in COLUMNS if name not in NOT_SHIPPED)
    connection.execute("attach ':memory:' as normalizer")
    connection.execute("use normalizer")
    connection.execute(f"create table ad ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
    connection.execute(f"create table given ({', '.join(f'{name} {kind}' for name, kind in POSTING.items())})")
    connection.execute(
        f"insert into ad by name select raw_row as posting_key, {shipped} from {CATALOG}.staging.posting"
        " where set_aside_reason is null"
    )
    for path in inbox_files(raw):
        _account(connection, _read(connection, path))
    connection.execute("create view posting_as_read as from ad")
    connection.execute("create view posting_given as from given")
    apply_rules(connection, raw=raw)
    connection.execute(
        "create table raw.posting_normalized as"
        " select posting_keyed.*, file, row_in_file, posted_on_as_read from posting_keyed left join ad using (posting_key)"
    )
    connection.execute(f"use {CATALOG}")
    connection.execute("detach normalizer")


def _read(connection: duckdb.DuckDBPyConnection, path: Path) -> FileAccount:
    """Add one file's rows to ``ad`` or, when they are postings already, to ``given``."""
    connection.execute("attach ':memory:' as inbox_file")
    connection.execute("use inbox_file")
    try:
        (account,) = read_inputs(connection, [path])
        (first_key,) = connection.execute("select coalesce(max(posting_key), 0) from normalizer.ad").fetchone()
        connection.execute(
            f"insert into normalizer.ad select {NAMES} from (select * replace (posting_key + {first_key} as posting_key)"
            " from posting_as_read)"
        )
        connection.execute("insert into normalizer.given by name from posting_given")
        if not account.fault:
            connection.execute(f"insert into raw.set_aside select '{SOURCE_ID}', file, row_in_file, reason from set_aside")
    except (duckdb.Error, pa.ArrowException) as error:
        account = FileAccount(path.name, fault=f"{path.name}: the file is damaged inside ({str(error).splitlines()[0]}).")
    finally:
        connection.execute("use normalizer")
        connection.execute("detach inbox_file")
    return account


def _account(connection: duckdb.DuckDBPyConnection, account: FileAccount) -> None:
    """Note how many rows a file held; one that could not be read counts as one row, set aside."""
    rows_read = 1 if account.fault else account.rows_read
    connection.execute("insert into raw.rows_read values (?, ?, ?)", [SOURCE_ID, account.name, rows_read])
    if account.fault:
        connection.execute("insert into raw.set_aside values (?, ?, ?, ?)", [SOURCE_ID, account.name, WHOLE_FILE, account.fault])
    # What the row says stays in the user's file: it may be a whole ad.
    connection.execute(
        "insert into raw.row_as_read select source_id, table_name, raw_row, if(raw_row = ?, 'the file as a whole',"
        " 'row ' || raw_row || ' of the file') from raw.set_aside where source_id = ? and table_name = ?",
        [WHOLE_FILE, SOURCE_ID, account.name],
    )
