"""The data dictionary says what every table and column means, and the shipped one is the generated one."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline import dictionary
from pipeline.warehouse import attach
from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def columns(warehouse: Path) -> pd.DataFrame:
    with attach(warehouse) as connection:
        return dictionary.columns(connection)


def test_every_table_of_the_warehouse_is_in_the_dictionary(columns, warehouse):
    with duckdb.connect(warehouse, read_only=True) as connection:
        tables = connection.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
    assert set(columns["schema"] + "." + columns["table"]) == {table for (table,) in tables}
    assert set(columns["schema"]) == {"staging", "core", "mart"}


@pytest.mark.parametrize("kind", ["table", "column"])
def test_every_table_and_column_says_what_it_holds(columns, kind):
    comment = "table_comment" if kind == "table" else "comment"
    silent = columns[columns[comment].fillna("").str.strip().str.len() < 4]
    assert sorted(set(silent["schema"] + "." + silent["table"] + "." + silent["column"])) == []


def test_a_column_without_a_comment_shows_as_missing():
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as atlas; create schema atlas.mart")
        connection.execute("create table atlas.mart.pay (hourly decimal(10, 4), silent integer)")
        connection.execute("comment on table atlas.mart.pay is 'Pay.'; comment on column atlas.mart.pay.hourly is 'USD an hour.'")
        found = dictionary.columns(connection)
    assert found[["table", "column", "type"]].values.tolist() == [
        ["pay", "hourly", "DECIMAL(10,4)"],
        ["pay", "silent", "INTEGER"],
    ]
    assert found["comment"].notna().tolist() == [True, False]
    assert "| hourly | DECIMAL(10,4) | USD an hour. |" in dictionary.markdown(found)


def test_a_pipe_in_a_comment_does_not_break_its_row(columns):
    for line in dictionary.markdown(columns).splitlines():
        if line.startswith("|"):
            assert line.count("|") - line.count("\\|") == 4, line


def test_the_shipped_dictionary_is_the_generated_one(columns):
    shipped = (PROJECT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert shipped == dictionary.markdown(columns), "run: python -m pipeline dictionary --to docs/data_dictionary.md"
