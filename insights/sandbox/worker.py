"""The process in which one reader's query runs: it opens the warehouse, gives up every other right, runs one SELECT, and ends.

``sandbox`` starts it for each query, with an empty environment and without the project's modules. It reads one JSON object from
standard input (``sql``, ``warehouse``, ``limits``) and writes one line of JSON, either ``refusal`` (a sentence) or ``cut`` (what
was left out), and then the rows as an Arrow stream. Three fences stand behind each other: only tables and harmless functions
may be named; DuckDB is locked, without files, network or settings; and the kernel refuses this process any file, output,
memory or time beyond the limits, which holds where the other two fail.
"""

import json
import os
import re
import resource
import signal
import sys
from collections.abc import Iterator

import duckdb
import pyarrow as pa

# These reach the browser, a spreadsheet and Parquet as they are; any other type is shown as DuckDB prints it.
PLAIN_TYPES = re.compile(r"BOOLEAN|U?(TINYINT|SMALLINT|INTEGER|BIGINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\)|VARCHAR|DATE|TIMESTAMP")
TABLE_FUNCTIONS = {"range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row"}
# They show settings, and with them where on the machine the warehouse lies.
SETTINGS_FUNCTIONS = {"current_setting", "json_serialize_plan"}
SYSTEM_TABLES = ("duckdb_", "pragma_", "pg_", "sqlite_")
DESCRIPTIONS = {"", '"tables"', "__show_tables_expanded"}  # DESCRIBE and SUMMARIZE, SHOW TABLES, SHOW ALL TABLES
BATCH_ROWS = 1000
NAME_LETTERS, MESSAGE_LETTERS = 100, 400

ONE_SELECT = "The box runs one SELECT at a time (WITH, FROM, VALUES, DESCRIBE, SUMMARIZE and SHOW TABLES count as one)"
NOTHING_ELSE = "The box reads the tables of this warehouse and nothing else: no files, no network, no settings."
TOO_DEEP = "The query is nested too deeply."


class Refusal(Exception):
    """A sentence for the reader: why the query is not run, or not to its end."""


def attach(warehouse: str, limits: dict[str, int]) -> duckdb.DuckDBPyConnection:
    """The warehouse as the default catalog ``atlas`` of an in-memory connection that can reach nothing else."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": limits["threads"],
            "async_threads": 1,
            "memory_limit": f"{limits['memory_mb']}MB",
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "allow_persistent_secrets": False,
            "python_enable_replacements": False,
        },
    )
    connection.execute(f"attach '{warehouse.replace(chr(39), chr(39) * 2)}' as atlas (read_only)")
    connection.execute("use atlas")
    connection.execute("set enable_progress_bar = false")  # it would stand in the answer
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def give_up_rights(limits: dict[str, int]) -> None:
    """Ask the kernel to refuse this process any file, connection or output to disk, and memory and time beyond the limits."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.alarm(limits["seconds"] + 1)  # should the dashboard itself be gone by then
    for what, most in (
        (resource.RLIMIT_AS, limits["process_mb"] << 20),
        (resource.RLIMIT_CPU, (limits["seconds"] + 1) * limits["threads"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(10)


def check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise Refusal unless the text is one SELECT that names tables and harmless functions only."""
    if "\0" in sql:
        raise Refusal("The text holds a character that prints nothing; type the query anew.")
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise Refusal(f"{ONE_SELECT}; this text holds {len(statements) or 'none'}.")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise Refusal(f"{ONE_SELECT}; this is {statements[0].type.name}.")
    parsed = json.loads(connection.execute("select json_serialize_sql(?)", [sql]).fetchall()[0][0])
    for node in nodes(parsed):
        kind, table, function = node.get("type"), node.get("table_name") or "", (node.get("function_name") or "").lower()
        named = (node.get("function") or {}).get("function_name", "").lower() if kind == "TABLE_FUNCTION" else None
        if (
            (named is not None and named not in TABLE_FUNCTIONS)
            or function in SETTINGS_FUNCTIONS
            or (kind == "BASE_TABLE" and table.lower().startswith(SYSTEM_TABLES))
            or (kind == "SHOW_REF" and table not in DESCRIPTIONS)
        ):
            raise Refusal(f"{NOTHING_ELSE} It does not know {(named or function or table)[:NAME_LETTERS]}.")


def nodes(tree: object) -> Iterator[dict]:
    """Every object in parsed JSON, however deep."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def select(connection: duckdb.DuckDBPyConnection, sql: str, limits: dict[str, int]) -> tuple[pa.Table, list[str]]:
    """The first rows of a SELECT, within the limits, and what was left out: 'columns', 'rows', 'bytes'."""
    found = connection.sql(sql)
    named = list(zip(distinct(found.columns), found.types, strict=True))[: limits["columns"]]
    shown = [
        f'{f"#{position}" if PLAIN_TYPES.fullmatch(str(kind)) else f"cast(#{position} as varchar)"} as "{name}"'
        for position, (name, kind) in enumerate(named, 1)
    ]
    reader = found.project(", ".join(shown)).to_arrow_reader(BATCH_ROWS)
    cut = ["columns"] if len(found.columns) > len(named) else []
    batches, rows_left, bytes_left = [], limits["rows"], limits["bytes"]
    for read in reader:
        batch = read.slice(0, rows_left)
        while batch.nbytes > bytes_left:
            batch = batch.slice(0, batch.num_rows // 2)
        batches.append(batch)
        rows_left -= batch.num_rows
        bytes_left -= batch.nbytes
        if batch.num_rows < read.num_rows:
            cut.append("bytes" if rows_left else "rows")
            break
    if "bytes" in cut and rows_left == limits["rows"]:
        raise Refusal(f"One row alone is larger than {limits['bytes'] / 1e6:g} MB; choose fewer columns, or shorten the text.")
    return pa.Table.from_batches(batches, reader.schema), cut


def distinct(columns: list[str]) -> list[str]:
    """Column names that differ from each other, without double quotes, whatever the query called its columns."""
    given: dict[str, str] = {}
    for column in columns:
        base = name = column.replace('"', "")[:NAME_LETTERS] or "column"
        while name.lower() in given:
            name = f"{base}_{len(given) + 1}"
        given[name.lower()] = name
    return list(given.values())


def sentence(fault: duckdb.Error, folder: str) -> str:
    """What DuckDB says of a query, in one line: without the query repeated, without a place on this machine."""
    if isinstance(fault, duckdb.PermissionException):
        return NOTHING_ELSE
    if "expression depth" in str(fault):
        return TOO_DEEP
    kind_and_words, _, rest = str(fault).replace(folder, "").partition("\n\nLINE ")
    said, line = kind_and_words.partition(": ")[2] or kind_and_words, rest.partition(":")[0]
    return " ".join(said.split())[:MESSAGE_LETTERS] + (f" (line {line})" if line.isdigit() else "")


def answer(request: dict) -> tuple[dict[str, object], bytes]:
    """The head and the rows that answer a request."""
    limits, folder = request["limits"], os.path.join(os.path.dirname(os.path.realpath(request["warehouse"])), "")
    try:
        connection = attach(request["warehouse"], limits)
    except duckdb.Error:
        return {"refusal": "The warehouse cannot be read at this moment; reload the page and try again."}, b""
    give_up_rights(limits)
    try:
        check(connection, request["sql"])
        table, cut = select(connection, request["sql"], limits)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        return {"cut": cut}, sink.getvalue().to_pybytes()
    except Refusal as refusal:
        return {"refusal": str(refusal)}, b""
    except (duckdb.OutOfMemoryException, MemoryError, pa.ArrowMemoryError):
        return {"refusal": f"The query needs more memory than the {limits['memory_mb']} MB it may use."}, b""
    except RecursionError:
        return {"refusal": TOO_DEEP}, b""
    except duckdb.Error as fault:
        return {"refusal": sentence(fault, folder)}, b""


if __name__ == "__main__":
    head, rows = answer(json.load(sys.stdin))
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + rows)
    sys.stdout.buffer.flush()
    os._exit(0)  # a query that was cut may still have threads at work
