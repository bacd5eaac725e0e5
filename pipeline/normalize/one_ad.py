"""One pasted job ad through the same row rules as every posting; nothing of it is kept."""

import threading
from collections.abc import Mapping
from typing import Any

import duckdb

from pipeline.normalize import run
from pipeline.normalize.fields import POSTING, READ_ROW, typed
from pipeline.one_row import one_row

MOST_LETTERS = 50_000  # a long ad has some 10,000


class AdReader:
    """Reads ads one at a time, for any number of threads; rule tables are loaded with the first ad."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def read(self, text: str, place: str = "") -> Mapping[str, Any]:
        """The normalised fields (core.posting's) of an ad whose first line with words is its title.

        Text beyond ``MOST_LETTERS`` is not read. Raises ValueError when there is no text.
        """
        lines = [line.strip() for line in text[:MOST_LETTERS].splitlines() if line.strip()]
        if not lines:
            raise ValueError("the ad has no text")
        with self._lock:
            connection = self._ready()
            try:
                connection.execute(
                    "insert into posting_as_read (posting_key, source_id, title, places_as_read, description)"
                    " values (1, 'pasted', ?, ?, ?)",
                    [_storable(lines[0]), [_storable(place)] if place.strip() else [], _storable("\n".join(lines))],
                )
                run.apply_row_rules(connection)
                answer = connection.execute("select * from posting_assembled")
                names = [column[0] for column in answer.description]
                return dict(zip(names, one_row(answer), strict=True))
            finally:
                connection.execute("delete from posting_as_read")

    def close(self) -> None:
        """Let go of the rule tables; the next ad loads them again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _ready(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            connection = run.connect()
            run.load_lookups(connection)
            for table, columns in (("posting_as_read", READ_ROW), ("posting_given", POSTING)):
                connection.execute(f"create table {table} ({typed(columns)})")
            self._connection = connection
        return self._connection


def _storable(text: str) -> str:
    """Text the engine takes: lone surrogates replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
