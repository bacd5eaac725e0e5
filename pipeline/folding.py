"""Text folded to compare by, one way for the words of ads and the names of places: the macros of ``sql/fold_text.sql``."""

from pathlib import Path

import duckdb

STATEMENTS = Path(__file__).parent / "sql" / "fold_text.sql"


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Create or replace the macros in the connection's catalog."""
    connection.execute(STATEMENTS.read_text(encoding="utf-8"))
