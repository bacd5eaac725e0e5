"""What one typed name stands for, at once: places by every spelling the normaliser knows, and titles by its rules of the role."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import duckdb

from pipeline import folding
from pipeline.normalize import place_names, run
from pipeline.normalize.lookups import RULES, Topic
from pipeline.one_row import one_row

MOST_LETTERS = 200
PLACES = (run.SQL / "place_asked.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class PlaceAsked:
    """A place that a name can stand for; ``place_kind``: nation, state, metro, city (boroughs too) or county.

    ``place_id`` of a county is its state's. ``state``: postal code; ``cbsa_code``: the metro or micro area it lies in; ``city``
    and ``county``: their names. What does not apply is None.
    """

    place_id: str
    place_kind: str
    city: str | None
    state: str | None
    cbsa_code: str | None
    county: str | None


class NameReader:
    """Reads names for any number of threads; the tables are loaded with the first name."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def places(self, name: str) -> list[PlaceAsked]:
        """The places a name can stand for, states first, then the one with most residents; [] when it names none."""
        with self._asked(name) as connection:
            return [PlaceAsked(*row) for row in connection.execute("execute places_of_name").fetchall()]

    def title(self, name: str) -> tuple[str, str] | None:
        """Decision ('include', 'exclude', 'ambiguous') and name of the rule that knows a job title; None when none does."""
        with self._asked(name) as connection:
            (words,) = one_row(connection.execute("select fold_words(name) from name_asked"))
        ruled = ((decision, rule) for pattern, decision, rule in self._titles if words and pattern.search(words))
        return next(ruled, None)

    def close(self) -> None:
        """Let go of the tables; the next name loads them again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @cached_property
    def _titles(self) -> list[tuple[re.Pattern, str, str]]:
        """The rules of the role in their order; the engine would compile their patterns anew with each title."""
        return [(re.compile(rule["pattern"]), rule["decision"], rule["name"]) for rule in Topic.read(RULES / "role.toml").rules]

    @contextmanager
    def _asked(self, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection with the name in the table that the statements read, cut to the limit, without lone surrogates."""
        readable = name[:MOST_LETTERS].encode("utf-8", "replace").decode("utf-8")
        with self._lock:
            if self._connection is None:
                self._connection = _loaded()
            self._connection.execute("update name_asked set name = ?", [readable])
            yield self._connection


def _loaded() -> duckdb.DuckDBPyConnection:
    """A connection with the names of places and the statement that looks them up."""
    connection = run.connect()
    connection.execute("set threads = 1")
    folding.load(connection)
    place_names.load(connection)
    connection.execute("create table name_asked as select '' as name")
    connection.execute(f"prepare places_of_name as {PLACES}")
    return connection
