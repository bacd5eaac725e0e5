"""Reads the warehouse from many threads, and notices when a build has replaced it."""

import threading
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from pipeline.warehouse import WAREHOUSE, Version, attach, version


class Reader:
    """Runs queries on the newest warehouse file; safe to share between threads and open while a build runs."""

    def __init__(self, warehouse: Path = WAREHOUSE) -> None:
        """Remember the file; it is opened at the first query."""
        self.warehouse = warehouse
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._opened: Version | None = None

    def version(self) -> Version | None:
        """What changes when a build replaces the file: the key for whatever is remembered of its rows."""
        return version(self.warehouse)

    def table(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The rows of one SELECT as a frame. Raises SourceFault when there is no usable warehouse."""
        cursor = self._cursor()
        try:
            return cursor.execute(sql, dict(parameters or {})).df()
        finally:
            cursor.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            now = version(self.warehouse)
            if self._connection is None or now != self._opened:
                # The replaced connection closes when its last cursor is done with it.
                self._connection, self._opened = attach(self.warehouse), now
            return self._connection.cursor()
