"""Which place a posting's location names, and whether the work is done there or from home."""

import csv
from collections.abc import Sequence

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize import place_names
from pipeline.normalize.run import apply_rule
from tests import normalized

CASES = list(csv.DictReader((normalized.CASES / "place.csv").open(encoding="utf-8", newline="")))
COLUMNS = ("city", "state", "place_id", "cbsa_code", "place_ids", "place_note", "remote_mode")

Posting = dict[str, str | list[str] | None]


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    connection = normalized.connection()
    place_names.load(connection)
    return connection


def placed(engine: duckdb.DuckDBPyConnection, postings: Sequence[Posting]) -> list[dict]:
    """The rows of posting_place for postings given as source_id, title, places, remote; in their order."""
    rows = [
        (number, posting.get("source_id", "written"), posting.get("title"), posting.get("places", []), posting.get("remote"))
        for number, posting in enumerate(postings, 1)
    ]
    engine.register("given", pd.DataFrame(rows, columns=["posting_key", "source_id", "title", "places", "remote"], dtype=object))
    engine.execute(
        "create or replace table posting_as_read as select posting_key::bigint as posting_key, source_id::varchar as source_id,"
        " title::varchar as title, places::varchar[] as places_as_read, remote::varchar as remote_as_read from given"
    )
    apply_rule(engine, "place")
    found = engine.execute(f"select {', '.join(COLUMNS)} from posting_place order by posting_key").fetchall()
    assert len(found) == len(postings)
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def of_texts(engine: duckdb.DuckDBPyConnection, *texts: str, source_id: str = "written") -> list[dict]:
    return placed(engine, [{"places": [text], "source_id": source_id} for text in texts])


def test_at_least_97_percent_of_the_cases_are_read_right(engine: duckdb.DuckDBPyConnection) -> None:
    given_cases = [
        {
            "source_id": case["source_id"],
            "title": case["title"],
            "places": [place for place in case["places"].split(" || ") if place],
            "remote": case["remote_as_read"] or None,
        }
        for case in CASES
    ]
    wrong = [
        case["places"]
        for case, row in zip(CASES, placed(engine, given_cases), strict=True)
        if any((row[column] or "") != case[column] for column in ("city", "state", "remote_mode"))
        or any(case[column] and row[column] != case[column] for column in ("place_id", "cbsa_code"))
        or not (row["place_note"] or "").startswith(case["note"])
    ]
    assert len(CASES) >= 300
    assert len(wrong) / len(CASES) <= 0.03, wrong


@pytest.mark.parametrize(
    ("text", "place_id", "cbsa_code"),
    [
        ("Charlotte, NC", "US-NC/charlotte", "16740"),
        ("charlotte , n.c.", "US-NC/charlotte", "16740"),
        ("Charlotte, North Carolina, United States", "US-NC/charlotte", "16740"),
        ("Charlotte NC 28202-1234", "US-NC/charlotte", "16740"),
        ("28202", "US-NC/charlotte", "16740"),
        ("US-NC-Charlotte", "US-NC/charlotte", "16740"),
        ("123 Main St, Dayton, OH 45402", "US-OH/dayton", "19430"),
        ("Detroit (Wayne County), MI", "US-MI/detroit", "19820"),
        ("VA Medical Center, Bedford, MA", "US-MA/bedford", "14460"),
        ("Wyoming, MI", "US-MI/wyoming", "24340"),
        ("Indiana, PA", "US-PA/indiana", "26860"),
        ("Washington, DC", "US-DC/washington", "47900"),
        ("Washington DC, District of Columbia", "US-DC/washington", "47900"),
        ("New York, NY", "US-NY/new-york", "35620"),
        ("120 Broadway, New York, NY", "US-NY/new-york", "35620"),
        ("The Bronx", "US-NY/bronx", "35620"),
        ("Manhattan", "US-NY/manhattan", "35620"),
        ("Manhattan, KS", "US-KS/manhattan", "31740"),
        ("Kansas City, KS", "US-KS/kansas-city", "28140"),
        ("Saint Louis, Missouri", "US-MO/st-louis", "41180"),
        ("Ft. Worth, TX", "US-TX/fort-worth", "19100"),
        ("O Fallon, MO", "US-MO/ofallon", "41180"),
        ("Hartford, CT", "US-CT/hartford", "25540"),
        ("Alexandria, VA", "US-VA/alexandria", "47900"),
        ("Richmond, Virginia", "US-VA/richmond", "40060"),
        ("Lakewood, Colorado", "US-CO/lakewood", "19740"),
        ("Herndon, Fairfax County", "US-VA/herndon", "47900"),
        ("Chicago", "US-IL/chicago", "16980"),
        ("Laurel, MD 20707", "US-MD/laurel", "47900"),
        ("United States, Oregon, Portland", "US-OR/portland", "38900"),
        ("Fort Pierce, FL 34950+1 location", "US-FL/fort-pierce", "38940"),
        ("Akron, OH (+2 others)", "US-OH/akron", "10420"),
        ("100 Main St, Austin TX TX", "US-TX/austin", "12420"),
        ("11432", "US-NY/queens", "35620"),
    ],
)
def test_a_city_is_found_with_its_metro(engine: duckdb.DuckDBPyConnection, text: str, place_id: str, cbsa_code: str) -> None:
    (row,) = of_texts(engine, text)
    assert (row["place_id"], row["cbsa_code"], row["state"], row["place_note"]) == (place_id, cbsa_code, place_id[3:5], None)
    assert row["place_ids"] == [place_id]


@pytest.mark.parametrize(
    ("text", "state", "place_id", "cbsa_code", "note"),
    [
        ("Georgia", "GA", "US-GA", None, "state only"),
        ("Wyoming", "WY", "US-WY", None, "state only"),
        ("United States", None, "US", None, "nation only"),
        ("Orange County, CA", "CA", "US-CA", "31080", "county only: Orange County, CA"),
        ("Merced (county)", "CA", "US-CA", "32900", "county only: Merced County, CA"),
        ("Capitol Planning Region, CT", "CT", "US-CT", "25540", "county only: Capitol Planning Region, CT"),
        ("Fairfield County, CT", "CT", "US-CT", "14860", "county only: Fairfield County, CT"),
        ("Greater Philadelphia", "PA", "CBSA-37980", "37980", "metro phrase"),
        ("Metro Detroit", "MI", "CBSA-19820", "19820", "metro phrase"),
        ("Greater Cleveland", "OH", "CBSA-17410", "17410", "metro phrase"),
        ("Bay Area", "CA", "CBSA-41860", "41860", "metro phrase"),
        ("Columbus, Ohio Metropolitan Area", "OH", "CBSA-18140", "18140", "metro phrase"),
        ("Columbus, Georgia Metropolitan Area", "GA", "CBSA-17980", "17980", "metro phrase"),
        ("Greater Tampa Bay Area", "FL", "CBSA-45300", "45300", "metro phrase"),
        ("Greater Minneapolis-St. Paul Area", "MN", "CBSA-33460", "33460", "metro phrase"),
        ("Hampton Roads, Virginia Metropolitan Area", "VA", "CBSA-47260", "47260", "metro phrase"),
        ("Louisville Metropolitan Area", "KY", "CBSA-31140", "31140", "metro phrase"),
        ("90210", "CA", "US-CA", "31080", "county only: Los Angeles County, CA"),
        ("Twin Cities", "MN", "CBSA-33460", "33460", "metro phrase"),
        ("DMV", "DC", "CBSA-47900", "47900", "metro phrase"),
        ("New York", "NY", None, None, "ambiguous: the state NY or New York, NY"),
        ("Kansas City", None, None, "28140", "ambiguous: Kansas City, MO or Kansas City, KS"),
        ("Fort Sam Houston, Texas", "TX", None, None, "not found: Fort Sam Houston, TX"),
        ("Toronto, ON, Canada", None, None, None, "outside the US"),
        ("London, UK", None, None, None, "outside the US"),
        ("Berlin, DE", None, None, None, "outside the US"),
        ("Location Negotiable After Selection", None, None, None, "no place stated"),
        ("", None, None, None, "no place stated"),
    ],
)
def test_what_is_no_single_city_says_why(
    engine: duckdb.DuckDBPyConnection, text: str, state: str | None, place_id: str | None, cbsa_code: str | None, note: str
) -> None:
    (row,) = of_texts(engine, text)
    assert (row["state"], row["place_id"], row["cbsa_code"], row["place_note"]) == (state, place_id, cbsa_code, note)


@pytest.mark.parametrize("text", ["Washington", "Portland", "Springfield", "Columbus"])
def test_a_name_that_several_places_share_is_left_open(engine: duckdb.DuckDBPyConnection, text: str) -> None:
    (row,) = of_texts(engine, text)
    assert (row["city"], row["state"], row["place_id"]) == (None, None, None)
    assert row["place_note"].startswith("ambiguous: ")


def test_a_city_split_between_metros_gets_none_unless_the_zip_code_tells(engine: duckdb.DuckDBPyConnection) -> None:
    split, told = of_texts(engine, "Laurel, MD", "Laurel, MD 20707")
    assert (split["place_id"], split["cbsa_code"]) == ("US-MD/laurel", None)
    assert split["place_note"].startswith("ambiguous: the city lies in several counties")
    assert (told["cbsa_code"], told["place_note"]) == ("47900", None)


@pytest.mark.parametrize(
    ("places", "ids", "state"),
    [
        (["Viera, Florida; Orlando, Florida"], ["US-FL/viera", "US-FL/orlando"], "FL"),
        (["Seattle, WA", "Portland, OR"], ["US-WA/seattle", "US-OR/portland"], None),
        (["Chattanooga; Nashville; Murfreesboro, TN"], ["US-TN/chattanooga", "US-TN/nashville", "US-TN/murfreesboro"], "TN"),
        (["Denver, CO, Boulder, CO"], ["US-CO/denver", "US-CO/boulder"], "CO"),
        (["Denver and Boulder, CO"], ["US-CO/denver", "US-CO/boulder"], "CO"),
        (["Cincinnati, OH / Dayton, OH"], ["US-OH/cincinnati", "US-OH/dayton"], "OH"),
        (["Ohio, Michigan"], ["US-OH", "US-MI"], None),
    ],
)
def test_one_posting_may_have_several_places(
    engine: duckdb.DuckDBPyConnection, places: list[str], ids: list[str], state: str | None
) -> None:
    (row,) = placed(engine, [{"places": places}])
    assert (row["place_ids"], row["place_id"], row["city"], row["state"]) == (ids, None, None, state)
    assert row["place_note"].startswith("several places")


@pytest.mark.parametrize(
    ("places", "place_id"),
    [
        (["Denver, CO", "Denver, Colorado"], "US-CO/denver"),
        (["Remote", "Columbus, OH"], "US-OH/columbus"),
        (["United States", "Ohio", "Columbus, OH"], "US-OH/columbus"),
        (["Elkton, MD, Cecil County"], "US-MD/elkton"),
    ],
)
def test_a_place_that_contains_another_of_the_list_is_no_second_place(
    engine: duckdb.DuckDBPyConnection, places: list[str], place_id: str
) -> None:
    (row,) = placed(engine, [{"places": places}])
    assert (row["place_id"], row["place_ids"], row["place_note"]) == (place_id, [place_id], None)


@pytest.mark.parametrize(
    ("text", "place_id", "is_default"),
    [
        ("42-09 28Th Street", "US-NY/new-york", True),
        ("335 Adams Street, Brooklyn Ny", "US-NY/brooklyn", False),
        ("3701 Jerome Ave, Bx NY 10467", "US-NY/bronx", False),
        ("465 Columbus Ave. Valhalla, Ny", "US-NY/valhalla", False),
        ("130 Stuyvesant Place, S.I.", "US-NY/staten-island", False),
        ("560 Brook Avenue Bronx New Yor", "US-NY/bronx", False),
        ("4 Metrotech, Brooklyn Ny Ny", "US-NY/brooklyn", False),
    ],
)
def test_a_street_address_alone_lies_in_the_city_of_its_source(
    engine: duckdb.DuckDBPyConnection, text: str, place_id: str, is_default: bool
) -> None:
    city_source, other_source = placed(engine, [{"places": [text], "source_id": source} for source in ("nyc_jobs", "written")])
    assert city_source["place_id"] == place_id
    assert ("the city is that of all postings of this source" in (city_source["place_note"] or "")) == is_default
    assert not is_default or other_source["place_id"] is None


@pytest.mark.parametrize(
    ("posting", "mode"),
    [
        ({"places": ["Remote in Ohio"]}, "remote"),
        ({"places": ["Hybrid remote in Denver, CO 80202"]}, "hybrid"),
        ({"places": ["Anywhere in the U.S. (remote job)"]}, "remote"),
        ({"places": ["Toledo, OH"]}, "unknown"),
        ({"places": ["Toledo, OH"], "remote": "onsite"}, "onsite"),
        ({"places": ["Toledo, OH"], "remote": "false"}, "unknown"),
        ({"places": ["Toledo, OH"], "remote": "telework eligible"}, "unknown"),
        ({"places": ["Hybrid in Toledo, OH"], "remote": "True"}, "hybrid"),
        ({"title": "Peer Specialist (Remote)"}, "remote"),
        ({"title": "Peer Specialist (Not Remote)"}, "onsite"),
        ({"title": "Remote Sensing Analyst"}, "unknown"),
        ({"title": "Home-Based Services Clinician"}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_only_words_tell_how_the_work_is_done(engine: duckdb.DuckDBPyConnection, posting: Posting, mode: str) -> None:
    assert placed(engine, [posting])[0]["remote_mode"] == mode


@pytest.mark.parametrize(
    ("text", "state"), [("Remote, OR", "OR"), ("Remote - IN", "IN"), ("Remote in Ohio", "OH"), ("Remote ME", "ME")]
)
def test_a_state_that_is_also_a_word_is_kept_beside_remote(engine: duckdb.DuckDBPyConnection, text: str, state: str) -> None:
    (row,) = of_texts(engine, text)
    assert (row["state"], row["place_id"], row["remote_mode"]) == (state, f"US-{state}", "remote")


def test_no_text_makes_it_raise_and_what_is_not_resolved_says_why(engine: duckdb.DuckDBPyConnection) -> None:
    texts = st.text(st.characters(codec="utf-8"))
    words = st.sampled_from(
        ["Remote", "TX", "County", ",", "and", "/", ";", "zzcut", "zzstate", "12345", "US", "(", "St.", "Area", "-"]
    )

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.lists(texts | st.lists(words).map(" ".join), max_size=3), min_size=1, max_size=40))
    def reads(lists: list[list[str]]) -> None:
        for row in placed(engine, [{"places": places, "title": "".join(places), "remote": "".join(places)} for places in lists]):
            assert row["place_id"] or row["place_note"]
            assert row["remote_mode"] in ("onsite", "hybrid", "remote", "unknown")
            assert row["place_id"] is None or row["place_ids"] == [row["place_id"]]

    reads()


def test_a_resolved_place_is_in_the_printed_state_however_it_is_printed(engine: duckdb.DuckDBPyConnection) -> None:
    cities = engine.execute("select city, state, place_id from place_info where place_kind = 'city' order by place_id").fetchall()
    prints = ["{0}, {1}", "{0} {1}", "  {0}  ,{1} ", "{0}, {1}.", "{0} - {1}", "{0} ({1})", "{0}, {1}, USA", "{0},\u00a0{1}"]

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(cities), st.sampled_from([str, str.upper, str.lower])), min_size=1, max_size=30))
    def agrees(drawn: list[tuple[tuple[str, str, str], type[str]]]) -> None:
        texts = [cased(form.format(city, state)) for (city, state, _), cased in drawn for form in prints]
        expected = [(state, place_id) for (_, state, place_id), _ in drawn for _ in prints]
        assert [(row["state"], row["place_id"]) for row in of_texts(engine, *texts)] == expected

    agrees()


def test_the_short_way_to_fold_a_plain_text_gives_what_the_long_way_gives(engine: duckdb.DuckDBPyConnection) -> None:
    @settings(deadline=None)
    @given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
    def folds(text: str) -> None:
        same = "select fold_words($1) = fold_any_words($1), fold_text($1) = fold_any_text($1)"
        assert engine.execute(same, [text]).fetchone() == (True, True)

    folds()


@pytest.mark.parametrize(
    "named", ["place_id from place_alias", "place_id from place_default", "'metro ' || cbsa_code from place_metro"]
)
def test_every_name_of_the_rule_tables_leads_to_a_place(engine: duckdb.DuckDBPyConnection, named: str) -> None:
    lost = f"with named(info_id) as (select {named}) select info_id from named anti join place_info using (info_id)"
    assert engine.execute(lost).fetchall() == []
