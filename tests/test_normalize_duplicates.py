"""One ad read twice counts once: which ads are one, who stands for them, and that the order of rows does not matter."""

import datetime
import itertools
import random
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import folding
from pipeline.normalize import lookups
from pipeline.normalize.fields import typed
from pipeline.normalize.run import ASSEMBLED, compare

AD = {
    "source_id": "indeed",
    "title": "Peer Support Specialist",
    "role": "peer_support",
    "employer": "Hope House",
    "city": "Akron",
    "state": "OH",
    "pay_low": 18,
    "pay_high": 22,
    "pay_unit": "hour",
    "pay_low_usd_hour": 18,
    "pay_high_usd_hour": 22,
    "posted_on": "2026-03-01",
    "facts_stated": 5,
    "schedule_flags": [],
    "flags": [],
}


def day(number: int) -> str:
    return str(datetime.date(2026, 1, 1) + datetime.timedelta(days=number))


def duplicates(*ads: dict[str, object]) -> dict[str, str | None]:
    """{posting_id: duplicate_of} of ads that differ from AD in what they name; ids default to a, b, c."""
    connection = duckdb.connect()
    folding.load(connection)
    connection.execute(f"create table posting_assembled ({typed(ASSEMBLED)})")
    for key, (ad, name) in enumerate(zip(ads, itertools.cycle("abcdefghij"), strict=False)):
        row = {"posting_key": key, "posting_id": name, **AD, **ad}
        cells = ", ".join(lookups.quoted(str(value)) if isinstance(value, str) else _sql(value) for value in row.values())
        connection.execute(f"insert into posting_assembled ({', '.join(row)}) values ({cells})")
    compare(connection)
    return dict(connection.execute("select posting_id, duplicate_of from posting order by posting_id").fetchall())


def _sql(value: object) -> str:
    return "null" if value is None else str(value)


@pytest.mark.parametrize(
    ("other", "is_duplicate"),
    [
        ({}, True),
        ({"title": "PEER  SUPPORT SPECIALIST"}, True),
        ({"employer": "Hope House, Inc."}, True),
        ({"employer": "The Hope House"}, True),
        ({"posted_on": "2026-04-30"}, True),
        ({"posted_on": "2026-05-01"}, False),
        ({"posted_on": None}, True),
        ({"pay_low": 19}, False),
        ({"pay_unit": "year"}, False),
        ({"city": "Canton"}, False),
        ({"state": "NY"}, False),
        ({"title": "Peer Support Specialist II"}, False),
        ({"employer": "Hope Home"}, False),
    ],
)
def test_the_same_offer_within_sixty_days_is_one_ad(other: dict, is_duplicate: bool) -> None:
    assert duplicates({}, other)["b"] == ("a" if is_duplicate else None)


@pytest.mark.parametrize("other", [{"employer": None}, {"employer": "LLC"}])
def test_ads_that_name_no_employer_are_not_merged(other: dict) -> None:
    assert set(duplicates(other, other).values()) == {None}


def test_ads_with_neither_place_nor_pay_are_not_merged() -> None:
    bare = {"city": None, "state": None, "pay_low": None, "pay_high": None, "pay_unit": "not_stated"}
    assert set(duplicates(bare, bare).values()) == {None}


def test_the_same_id_is_one_posting_however_much_else_differs() -> None:
    twice = {"posting_id": "nyc_jobs:1"}
    found = duplicates(twice | {"posted_on": day(400), "city": "Bronx"}, twice)
    assert found == {"nyc_jobs:1": None, "nyc_jobs:1#2": "nyc_jobs:1"}


@pytest.mark.parametrize(
    ("days", "survivors"),
    [
        ([0, 30, 60], [0]),
        ([0, 30, 61], [0, 61]),
        ([0, 50, 100], [0, 100]),
        ([0, 70, 125], [0, 70]),
        ([0, 61, 122, 183], [0, 61, 122, 183]),
    ],
)
def test_an_offer_made_again_after_sixty_days_counts_again(days: list[int], survivors: list[int]) -> None:
    found = duplicates(*({"posted_on": day(number), "posting_id": day(number)} for number in days))
    assert [name for name, of in found.items() if of is None] == [day(number) for number in survivors]
    assert set(found.values()) <= {None, *map(day, survivors)}


def test_the_earliest_then_the_fullest_then_the_smallest_id_survives() -> None:
    assert duplicates({"posted_on": day(9)}, {"posted_on": day(3)})["a"] == "b"
    assert duplicates({"facts_stated": 3}, {"facts_stated": 7})["a"] == "b"
    assert duplicates({"posting_id": "z"}, {"posting_id": "y"})["z"] == "y"
    assert duplicates({"posted_on": None, "facts_stated": 9}, {})["a"] == "b"


SITE_A = {"url": "https://www.indeed.com/1", "posted_on": "2026-03-01"}
SITE_B = {"url": "https://www.linkedin.com/2", "source_id": "linkedin", "posted_on": "2026-03-09"}


@pytest.mark.parametrize(
    ("other", "is_duplicate"),
    [
        ({"title": "Peer Support Specialst"}, True),
        ({"title": "Peer Support Specialist - Akron, OH"}, True),
        ({"title": "Peer Support Specialist (R123456)"}, True),
        ({"pay_low": None, "pay_high": None, "pay_unit": "not_stated", "pay_low_usd_hour": None}, True),
        ({"pay_low": 37440, "pay_high": 45760, "pay_unit": "year"}, True),
        ({"employer": "Hope House of Akron", "_a": {"employer": "Hope House Akron"}}, True),
        ({"title": "Peer Support Specialist II", "_a": {"title": "Peer Support Specialist I"}}, False),
        ({"title": "Peer Support Specialist Part Time", "_a": {"title": "Peer Support Specialist Full Time"}}, False),
        ({"title": "Peer Support Supervisor"}, False),
        ({"title": "Certified Peer Support Specialist"}, False),
        ({"title": "Peer Support Specialst", "pay_low": 19, "pay_low_usd_hour": 19}, False),
        ({"title": "Peer Support Specialst", "city": "Canton"}, False),
        ({"title": "Peer Support Specialst", "posted_on": "2026-06-01"}, False),
        ({"title": "Peer Support Specialst", "url": SITE_A["url"], "source_id": "indeed"}, False),
        ({"title": "Peer Support Specialst", "role": None}, False),
    ],
)
def test_an_ad_spelled_otherwise_on_another_site_is_one_ad(other: dict, is_duplicate: bool) -> None:
    first = SITE_A | other.get("_a", {})
    second = SITE_B | {name: value for name, value in other.items() if name != "_a"}
    assert duplicates(first, second)["b"] == ("a" if is_duplicate else None)


def test_a_duplicate_of_a_near_duplicate_names_the_survivor() -> None:
    found = duplicates(
        SITE_A,
        SITE_B | {"title": "Peer Support Specialst"},
        SITE_B | {"title": "Peer Support Specialst", "posted_on": "2026-03-20"},
        SITE_B | {"title": "Peer Support Specialst", "posting_id": "b"},
    )
    assert found == {"a": None, "b": "a", "b#2": "a", "c": "a"}


ADS = st.lists(
    st.fixed_dictionaries(
        {
            "posting_id": st.sampled_from("abcd"),
            "title": st.sampled_from(["Peer Support Specialist", "Peer Support Specialst", "Peer Lead"]),
            "employer": st.sampled_from(["Hope House", "Hope House Inc", None]),
            "posted_on": st.none() | st.integers(0, 200).map(day),
            "pay_low": st.sampled_from([18, None]),
            "url": st.sampled_from(["https://a.com/1", "https://b.com/2", None]),
            "facts_stated": st.integers(1, 3),
        }
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=25, deadline=None)
@given(ads=ADS, order=st.randoms(use_true_random=False))
def test_there_are_no_chains_and_the_order_of_rows_changes_nothing(ads: list[dict], order: random.Random) -> None:
    found = duplicates(*ads)
    survivors = {name for name, of in found.items() if of is None}
    assert survivors
    assert set(found.values()) - {None} <= survivors
    assert len(found) == len(ads)
    assert duplicates(*order.sample(ads, len(ads))) == found


@pytest.mark.shared
def test_new_yorks_pairs_for_staff_and_public_collapse(shared_data: Path) -> None:
    connection = duckdb.connect()
    folding.load(connection)
    jobs = str(shared_data / "postings/nyc_jobs/NYC_Jobs_2019-02.csv").replace("'", "''")
    connection.execute(f"create table posting_assembled ({typed(ASSEMBLED)})")
    connection.execute(f"""
        insert into posting_assembled by name
        select row_number() over () as posting_key, 'nyc_jobs:' || "Job ID" as posting_id, 'nyc_jobs' as source_id,
            "Business Title" as title, "Agency" as employer, 0 as facts_stated
        from read_csv('{jobs}')
    """)
    compare(connection)
    assert connection.execute("select count(*), count(duplicate_of) from posting").fetchall() == [(3977, 3977 - 2188)]
