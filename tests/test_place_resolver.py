"""Which place a text names: by the shipped table of names, never by a guess."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import raw_tables
from pipeline.normalize.place import Resolution, resolve
from pipeline.source import Source
from pipeline.sources import places

PROJECT = Path(__file__).parent.parent
STATEMENTS = ("staging/place", "staging/place_alias", "core/fold_name", "core/place", "core/place_alias")


@pytest.fixture(scope="module")
def atlas() -> Iterator[duckdb.DuckDBPyConnection]:
    """The places of the warehouse, built in memory from the shipped tables."""
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as atlas; attach ':memory:' as raw; use atlas")
        connection.execute("create schema staging; create schema core")
        raw_tables.load(connection, Source.of(places), PROJECT / "data" / "raw")
        for statement in STATEMENTS:
            connection.execute((PROJECT / "pipeline" / "sql" / f"{statement}.sql").read_text(encoding="utf-8"))
        connection.execute("use memory")
        yield connection


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("US", "US"),
        ("U.S.", "US"),
        ("United States", "US"),
        ("the United States", "US"),
        ("nationwide", "US"),
        ("99", "US"),
        ("Texas", "US-TX"),
        ("TX", "US-TX"),
        ("48", "US-TX"),
        ("Georgia", "US-GA"),
        ("Puerto Rico", "US-PR"),
        ("District of Columbia", "US-DC"),
        ("DC", "US-DC"),
        ("D.C.", "US-DC"),
        ("Washington, DC", "US-DC/washington"),
        ("Washington DC", "US-DC/washington"),
        ("Washington,\u00a0D.C.", "US-DC/washington"),
        ("Washington State", "US-WA"),
        ("New York, NY", "US-NY/new-york"),
        ("New York City", "US-NY/new-york"),
        ("Bronx, NY", "US-NY/bronx"),
        ("The Bronx", "US-NY/bronx"),
        ("Bronx County, NY", "US-NY/bronx"),
        ("Brooklyn, NY", "US-NY/brooklyn"),
        ("  brooklyn ,  ny ", "US-NY/brooklyn"),
        ("Kings County, NY", "US-NY/brooklyn"),
        ("Richmond County, NY", "US-NY/staten-island"),
        ("Charlotte, NC", "US-NC/charlotte"),
        ("Charlotte, North Carolina", "US-NC/charlotte"),
        ("Charlotte-Concord-Gastonia, NC-SC", "CBSA-16740"),
        ("16740", "CBSA-16740"),
        ("Charlotte, NC metro area", "CBSA-16740"),
        ("St. Louis, MO-IL", "CBSA-41180"),
        ("St Louis, MO-IL", "CBSA-41180"),
        ("San Juan-Bayamón-Caguas, PR", "CBSA-41980"),
        ("San Juan-Bayamon-Caguas, PR", "CBSA-41980"),
        ("Northwest Alabama nonmetropolitan area", "BOS-0100001"),
    ],
)
def test_a_name_is_its_place(atlas: duckdb.DuckDBPyConnection, text: str, place_id: str) -> None:
    assert resolve(atlas, text) == Resolution(place_id)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (None, "no place is named"),
        ("", "no place is named"),
        (" \u00a0 ", "no place is named"),
        ("...", "no place is named"),
        ("\ud800", "no place is named"),
        ("Remote", "not found: Remote"),
        ("Brooklyn, CT", "not found: Brooklyn, CT"),
        ("Brooklyn", "not found: Brooklyn"),
        ("Portland", "not found: Portland"),
        ("New York", "ambiguous: New York (state) or New York, NY (city)"),
        ("Washington", "ambiguous: Washington, DC (city) or Washington (state)"),
    ],
)
def test_a_text_that_names_no_one_place_gets_none_and_says_why(
    atlas: duckdb.DuckDBPyConnection, text: str | None, note: str
) -> None:
    assert resolve(atlas, text) == Resolution(None, note)


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ("New York", ["state"], Resolution("US-NY")),
        ("New York", {"city", "borough"}, Resolution("US-NY/new-york")),
        ("Washington", ["city"], Resolution("US-DC/washington")),
        ("Texas", ["city"], Resolution(None, "not found: Texas")),
        ("Texas", [], Resolution(None, "not found: Texas")),
    ],
)
def test_a_kind_of_place_narrows_the_names(
    atlas: duckdb.DuckDBPyConnection, text: str, kinds: list[str], expected: Resolution
) -> None:
    assert resolve(atlas, text, kinds) == expected


def test_no_text_makes_it_raise(atlas: duckdb.DuckDBPyConnection) -> None:
    @given(text=st.text(st.characters(codec=None)))
    def resolves_or_says_why(text: str) -> None:
        resolution = resolve(atlas, text)
        assert (resolution.place_id is None) == bool(resolution.note)

    resolves_or_says_why()


def test_folding_twice_changes_nothing(atlas: duckdb.DuckDBPyConnection) -> None:
    fold = "select atlas.core.fold_name(?)"

    @given(text=st.text())
    def folds_once(text: str) -> None:
        (once,) = atlas.execute(fold, [text]).fetchone()
        assert atlas.execute(fold, [once]).fetchone() == (once,)

    folds_once()


def test_the_only_names_shared_are_those_of_a_state_and_a_city(atlas: duckdb.DuckDBPyConnection) -> None:
    shared = atlas.execute(
        "select folded, string_agg(place_kind, ', ' order by place_kind) from atlas.core.place_alias"
        " join atlas.core.place using (place_id) where places_named > 1 group by folded order by folded"
    ).fetchall()
    assert shared == [("new york", "city, state"), ("washington", "city, state")]


def test_every_name_leads_to_a_place_held(atlas: duckdb.DuckDBPyConnection) -> None:
    lost = "select alias from atlas.core.place_alias anti join atlas.core.place using (place_id)"
    assert atlas.execute(lost).fetchall() == []
