"""What a column means is written once: a column without a comment of its own inherits the meaning of its name.

The name is looked for in the tables that the column's own statement reads: those of staging, core and mart, raw tables whose
source says what they hold, and the ledger's; then among the names that mean the same everywhere (sql/columns.toml). Where the
tables read mean two things by it, a comment such as 'as in core.posting' says which.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import duckdb

COMMON = Path(__file__).parent / "sql" / "columns.toml"

_WORDS_ASIDE = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
_AS_IN = re.compile(r"as in (\w+\.\w+)")
_TABLE = re.compile(r"\b((?:raw|ledger|staging|core|mart)\.\w+)")


def inherit(connection: duckdb.DuckDBPyConnection, statement: Path) -> list[str]:
    """Comment the columns of the table that ``<schema>/<table>.sql`` made and left without a comment of their own.

    Returns a sentence for each column that stays without one: nothing says what it means, or the tables read mean two things by
    its name.
    """
    table = f"{statement.parent.name}.{statement.stem}"
    named = {*_TABLE.findall(_WORDS_ASIDE.sub("", statement.read_text(encoding="utf-8")))} - {table}
    read = {name: _comments(connection, name) for name in sorted(named)}
    faults = []
    for column, comment in _comments(connection, table).items():
        asked = _AS_IN.fullmatch(comment or "")
        if comment and not asked:
            continue
        tables = {asked[1]: _comments(connection, asked[1])} if asked else read
        told = {said: name for name, comments in tables.items() if (said := comments.get(column))}
        if not told and not asked and column in common():
            told = {common()[column]: COMMON.name}
        if len(told) == 1:
            meaning = next(iter(told)).replace("'", "''")
            connection.execute(f"comment on column {table}.\"{column}\" is '{meaning}'")
        elif told:
            faults.append(
                f"{table}.{column} means one thing in {', another in '.join(told.values())};"
                f" expected a comment of its own, or 'as in {min(told.values())}'."
            )
        else:
            faults.append(f"{table}.{column}: nothing says what it means; expected a comment in {table.replace('.', '/')}.sql.")
    return faults


@cache
def common() -> dict[str, str]:
    """Column names that mean the same in every table, with that meaning."""
    return tomllib.loads(COMMON.read_text(encoding="utf-8"))


def _comments(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str | None]:
    """Column -> comment of one table, named as SQL names it; none for a table that does not exist."""
    return dict(
        connection.execute(
            "select column_name, comment from duckdb_columns()"
            " where if(database_name = current_database(), schema_name, database_name) || '.' || table_name = ?"
            " order by column_index",
            [table],
        ).fetchall()
    )
