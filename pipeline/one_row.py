"""The one row of an answer that always has one: a count, a greatest value, a table of a single row."""

import duckdb


def one_row(answer: duckdb.DuckDBPyConnection) -> tuple:
    """The next row of an answer; raises LookupError when there is none."""
    row = answer.fetchone()
    if row is None:
        raise LookupError("no row; expected one")
    return row
