"""Raw tables -> staging -> core -> mart, aside, checked, then swapped in."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import contracts, folding, inbox, landed, ledger, meanings, raw_tables
from pipeline.faults import SourceFault
from pipeline.registry import SOURCES
from pipeline.source import Source
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


def build(
    raw: Path,
    warehouse: Path,
    step: Step = lambda _: None,
    note: Step = lambda _: None,
    sources: Sequence[Source] = tuple(SOURCES.values()),
    sql: Sequence[Path] = (SQL,),
) -> list[SourceRows]:
    """Build the warehouse from the raw tables and put it in place; returns the rows read, used and set aside per source.

    ``step`` hears a few words before each step, ``note`` a sentence on each thing to look at: columns that an inbox file lacks or
    has to no use, a column of the warehouse that nothing explains; ``sql``: folders that hold statements in staging/, core/ and
    mart/. Raises SourceFault, with the old warehouse untouched, when an input cannot be used, a used row is lost or a contract is
    broken.
    """
    if not raw.is_dir():
        raise SourceFault(f"{raw}: no such folder; expected the raw tables, one folder a source.")
    _refuse_repeated_names(sources)
    inputs = fingerprint(raw, *(folder for folder in sql if folder != SQL))
    with building(warehouse) as connection:
        connection.execute("attach ':memory:' as raw")
        ledger.open_ledger(connection)
        folding.load(connection)
        for layer in LAYERS:
            connection.execute(f"create schema {layer}")
        for source in sources:
            step(f"reading {source.provenance.source_id}")
            raw_tables.load(connection, source, raw)
        ledger.note_sources(connection, sources, raw)
        ledger.note_constants(connection)
        for layer in LAYERS:
            for statement in statements([folder / layer for folder in sql]):
                step(f"{layer}: {statement.stem}")
                _run(connection, statement)
                for unexplained in meanings.inherit(connection, statement):
                    note(unexplained)
            if layer == "staging":
                ledger.note_rows(connection, sources)
                step("reading job ads")
                inbox.normalize(connection, raw, note)
        step("checking")
        rows = _source_rows(connection, sources)
        landed.enforce(connection, sources)
        contracts.enforce(connection)
        connection.execute(
            "insert into core.build values (?, ?, ?)",
            [inputs, datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0), duckdb.__version__],
        )
    return rows


def statements(folders: Sequence[Path]) -> list[Path]:
    """The SQL files of the folders in the order in which they run.

    A file names those that it needs in its first line, '-- after: a, b'; the rest is alphabetical. Raises SourceFault for a name
    that two folders hold, that no folder holds, or that needs itself.
    """
    files: dict[str, Path] = {}
    for path in sorted(path for folder in folders for path in folder.glob("*.sql")):
        if path.stem in files:
            raise SourceFault(f"{path}: {files[path.stem]} is called the same; expected a name of its own.")
        files[path.stem] = path
    needs = {name: _needs(path) for name, path in files.items()}
    for name, needed in needs.items():
        for absent in needed - files.keys():
            raise SourceFault(f"{files[name]}: runs after '{absent}', which is no statement of its layer.")
    depth: dict[str, int] = {}
    while len(depth) < len(files):
        ready = [name for name in files.keys() - depth.keys() if needs[name] <= depth.keys()]
        if not ready:
            raise SourceFault(f"{files[min(files.keys() - depth.keys())]}: runs after a statement that runs after this one.")
        depth |= {name: 1 + max((depth[each] for each in needs[name]), default=-1) for name in ready}
    return sorted(files.values(), key=lambda path: (depth[path.stem], path.stem))


def _needs(statement: Path) -> set[str]:
    first = statement.read_text(encoding="utf-8").partition("\n")[0]
    if not first.startswith("-- after:"):
        return set()
    return {name.strip() for name in first.removeprefix("-- after:").split(",")}


def _refuse_repeated_names(sources: Sequence[Source]) -> None:
    owner: dict[str, str] = {}
    for source in sources:
        source_id = source.provenance.source_id
        for table in source.tables:
            if table.name in owner:
                raise SourceFault(f"{source_id}: {owner[table.name]} has a table '{table.name}' already; expected another name.")
            owner[table.name] = source_id


def _run(connection: duckdb.DuckDBPyConnection, statement: Path) -> None:
    try:
        connection.execute(statement.read_text(encoding="utf-8"))
    except duckdb.Error as error:
        raise SourceFault(f"{statement.parent.name}/{statement.name}: {str(error).splitlines()[0]}") from error


def _source_rows(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> list[SourceRows]:
    counted = connection.execute(
        "select source_id, sum(rows_read)::bigint, sum(rows_used)::bigint, sum(rows_set_aside)::bigint"
        " from core.row_count group by all"
    ).fetchall()
    by_source = {row[0]: SourceRows(*row) for row in counted}
    known = [source.provenance.source_id for source in sources]
    return [by_source[source_id] for source_id in (*known, inbox.SOURCE_ID) if source_id in by_source]
