"""Postings for the tests of the row rules: given a few fields, through the statements of pipeline/sql/normalize."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from pipeline import folding
from pipeline.normalize import lookups
from pipeline.normalize.fields import AS_READ
from pipeline.normalize.run import apply_rule

PROJECT = Path(__file__).parent.parent
CASES = PROJECT / "bench" / "cases"
FIELDS = [field for field, kind in AS_READ.items() if kind == "VARCHAR"]


def connection() -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with the folding macros and the rule tables."""
    engine = duckdb.connect()
    folding.load(engine)
    lookups.load(engine)
    return engine


def named_in(module: Mapping[str, object], argument: str) -> list:
    """What the parametrised tests of a module (its globals) give as their first argument, where it has that name.

    A rule takes as long for one posting as for hundreds: most of its time goes into reading the rule.
    """
    marks = [mark for test in module.values() for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    return [case[0] for mark in marks if mark.args[0][0] == argument for case in mark.args[1]]


def apply(engine: duckdb.DuckDBPyConnection, postings: Sequence[dict[str, str | None]], *rules: str) -> None:
    """Put the postings (field -> text) into posting_as_read, keyed from 1, and apply the named row rules to them."""
    frame = pd.DataFrame([[posting.get(field) for field in FIELDS] for posting in postings], columns=FIELDS, dtype=object)
    engine.register("given", frame.assign(posting_key=range(1, len(frame) + 1)))
    texts = ", ".join(f"{field}::varchar as {field}" for field in FIELDS)
    engine.execute(f"create or replace table posting_as_read as select posting_key::bigint as posting_key, {texts} from given")
    for rule in rules:
        apply_rule(engine, rule)
