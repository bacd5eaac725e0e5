"""The normaliser from files to postings: read, row rules, steps across rows, one Parquet file and a file of rows set aside.

The SQL is in pipeline/sql/normalize, one file or one folder of numbered steps a rule. Row rules need some postings and small
tables, so that they can be run on any part of the rows; only ``across`` looks at all of them. Memory stays under a limit and
spills beside the output.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import folding
from pipeline.constants import constants
from pipeline.faults import SourceFault
from pipeline.normalize import lookups, near_duplicates, place_names
from pipeline.normalize.fields import POSTING, typed
from pipeline.normalize.formats import Format
from pipeline.normalize.read import FileAccount, read_inputs
from pipeline.sql_text import quoted
from pipeline.warehouse import OFFLINE, RAW

SQL = Path(__file__).parent.parent / "sql" / "normalize"
MEMORY_LIMIT = "2500MB"  # of DuckDB; with Python and the page cache of one run it stays under 4 GB
PART_ROWS = 8 * 122_880  # postings that meet the row rules at once: eight row groups, about a gigabyte of text

# Each makes the table posting_<rule>, one row a posting: fields of it, by their names.
ROW_RULES = ("role", "mentions", "pay", "place", "words")

# What the row rules leave: every field but the one that only steps across rows know.
ASSEMBLED = {"posting_key": "BIGINT", **POSTING, "facts_stated": "INTEGER"}
del ASSEMBLED["duplicate_of"]

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Summary:
    """What a run did: one account a file, and counts of the output."""

    files: list[FileAccount]
    postings: int
    peer_postings: int
    duplicates: int
    peer_survivors: int

    @property
    def faults(self) -> list[str]:
        """One sentence for each file that could not be read."""
        return [account.fault for account in self.files if account.fault]


def normalize(
    inputs: Sequence[Path], out: Path, format: Format | None = None, progress: Progress = lambda words: None
) -> Summary:
    """Write the postings of ``inputs`` to the Parquet file ``out``, and rows set aside to ``<out's stem>.set_aside.parquet``.

    ``format``: the format of every input; None lets each file tell. Files that cannot be read are in the summary's faults; when
    none can be read, raises SourceFault and writes nothing. Both files replace their older selves in one rename each.
    """
    if out.is_dir():
        raise SourceFault(f"{out}: this is a folder; expected the name of the Parquet file to write.")
    with _workspace(out) as aside:
        connection = connect(aside / "spill")
        try:
            progress("reading")
            files = read_inputs(connection, inputs, format)
            if all(account.fault for account in files):
                faults = [account.fault for account in files if account.fault]
                raise SourceFault("\n".join(faults) or "no file in the folders given; expected files of postings.")
            apply_rules(connection, progress)
            progress("writing")
            _write(connection, "select * from posting", aside / "postings")
            _write(connection, "select * from set_aside order by all", aside / "set_aside")
            counts = connection.execute(
                "select count(*), count(role), count(duplicate_of), count(role) filter (duplicate_of is null) from posting"
            ).fetchall()[0]
        finally:
            connection.close()
        os.replace(aside / "set_aside", set_aside_path(out))
        os.replace(aside / "postings", out)
    return Summary(files, *counts)


def set_aside_path(out: Path) -> Path:
    """Where the rows set aside are written: beside the output, ``jobs.set_aside.parquet`` for ``jobs.parquet``."""
    return out.with_name(f"{out.stem}.set_aside.parquet")


def connect(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection for ``apply_rules``: offline, bounded in memory, without a promise about the order of rows.

    Tables that do not fit go to the folder ``spill``. A database file instead would compress every table that is read once.
    """
    config = {**OFFLINE, "memory_limit": MEMORY_LIMIT, "preserve_insertion_order": False}
    return duckdb.connect(":memory:", config={**config, "temp_directory": str(spill)} if spill else config)


def apply_rules(connection: duckdb.DuckDBPyConnection, progress: Progress = lambda words: None, raw: Path = RAW) -> None:
    """From the views posting_as_read and posting_given make the view ``posting`` with every column of the output.

    ``raw``: the raw tables whose gazetteer says what places there are.
    """
    load_lookups(connection, raw)
    apply_row_rules(connection, progress)
    compare(connection, progress)


def apply_row_rules(connection: duckdb.DuckDBPyConnection, progress: Progress = lambda words: None) -> None:
    """From the views posting_as_read and posting_given, and the lookups, make the table ``posting_assembled``.

    A part of the postings at a time, so that memory does not grow with their number.
    """
    ((place, first, last),) = connection.execute(
        "select current_catalog() || '.' || current_schema(), min(posting_key), max(posting_key) from posting_as_read"
    ).fetchall()
    connection.execute(f"create or replace table posting_assembled ({typed(ASSEMBLED)})")
    first_rule, *other_rules = ROW_RULES
    ruled = f"posting_{first_rule}" + "".join(f" join posting_{rule} using (posting_key)" for rule in other_rules)
    for start in range(first or 0, (last or 0) + 1, PART_ROWS):
        progress("reading")
        # A temporary table stands before the view of its name.
        connection.execute(
            f"create or replace temp table posting_as_read as from {place}.posting_as_read"
            f" where posting_key between {start} and {start + PART_ROWS - 1}"
        )
        for rule in ROW_RULES:
            apply_rule(connection, rule, progress)
        connection.execute(f"create or replace temp view posting_ruled as from {ruled}")
        _execute(connection, SQL / "posting.sql", progress)
        connection.execute(f"create or replace temp view posting_given as from {place}.posting_given limit 0")
    connection.execute("drop table temp.posting_as_read")
    connection.execute("drop view temp.posting_given")
    connection.execute("drop view temp.posting_ruled")


def apply_rule(connection: duckdb.DuckDBPyConnection, rule: str, progress: Progress = lambda words: None) -> None:
    """From the view posting_as_read, the lookups and what earlier rules made, make the table ``posting_<rule>``."""
    for step in sorted((SQL / rule).glob("*.sql")) or [SQL / f"{rule}.sql"]:
        _execute(connection, step, progress)


def peers_by_title(connection: duckdb.DuckDBPyConnection) -> set[int]:
    """The posting_keys of the view posting_as_read whose title alone says peer support; descriptions are not asked."""
    folding.load(connection)
    lookups.load(connection)
    # A temporary table stands before the view of its name.
    connection.execute(
        "create temp table posting_as_read as select * replace (null::varchar as description) from posting_as_read"
    )
    apply_rule(connection, "role")
    keys = connection.execute("select posting_key from posting_role where role is not null").fetchall()
    connection.execute("drop table temp.posting_as_read")
    return {key for (key,) in keys}


def load_lookups(connection: duckdb.DuckDBPyConnection, raw: Path = RAW) -> None:
    """Create or replace what every row rule may need besides postings: macros, rule tables, place names, constants."""
    folding.load(connection)
    lookups.load(connection)
    place_names.load(connection, raw)
    connection.execute("create or replace table constant (name varchar, value varchar)")
    connection.executemany("insert into constant values (?, ?)", [(each.name, str(each.value)) for each in constants().values()])


def compare(connection: duckdb.DuckDBPyConnection, progress: Progress = lambda words: None) -> None:
    """From the table posting_assembled make the view ``posting``: ids unique, duplicates pointing at their survivors."""
    across = SQL / "across"
    _execute(connection, across / "duplicates.sql", progress)
    _execute(connection, across / "near_texts.sql", progress)
    near_duplicates.find_alike_texts(connection)
    _execute(connection, across / "near_pairs.sql", progress)
    near_duplicates.mark(connection)
    _execute(connection, across / "survivors.sql", progress)


def _execute(connection: duckdb.DuckDBPyConnection, step: Path, progress: Progress) -> None:
    progress(step.stem.replace("_", " "))
    connection.execute(step.read_text(encoding="utf-8"))


def _write(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"copy ({query}) to {quoted(path)} (format parquet, compression zstd)")


@contextmanager
def _workspace(out: Path) -> Iterator[Path]:
    """A folder beside ``out`` for everything unfinished; whatever a killed run left there is removed first."""
    aside = out.with_name(out.name + ".building")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
    except OSError as error:
        raise SourceFault(f"{out}: cannot be written ({error.strerror}); expected a folder of your own.") from error
    try:
        yield aside
    finally:
        with suppress(OSError):
            shutil.rmtree(aside)
