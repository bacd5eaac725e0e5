"""Which facilities offer peer support: the published anchors, and that every cut adds up to the nation."""

import math
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from insights import queries
from insights.reader import Reader

COUNTS = ["n_offering", "n_not_offering", "n_not_answered", "n_answered", "n_facilities"]


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


def one(frame: pd.DataFrame, column: str, cell: object) -> pd.Series:
    (position,) = frame.index[frame[column] == cell]
    return frame.loc[position]


def test_the_trend_starts_in_2015_and_has_the_published_counts(reader: Reader) -> None:
    years = queries.facilities.by_year(reader)
    assert dict(zip(years["year"], years["n_offering"], strict=True)) == {
        2015: 2639,
        2016: 2866,
        2017: 2849,
        2018: 2976,
        2019: 3429,
        2020: 4304,
    }
    assert one(years, "year", 2017)["n_facilities"] == 11582
    assert one(years, "year", 2020)["n_facilities"] == 12275
    assert round(one(years, "year", 2020)["percent_of_all"], 1) == 35.1


def test_2014_is_held_but_marked_as_not_comparable(reader: Reader) -> None:
    years = queries.facilities.survey_years(reader)
    assert years["year"].tolist() == [2020, 2019, 2018, 2017, 2016, 2015, 2014]
    assert years.loc[~years["comparable"], "year"].tolist() == [2014]


@pytest.mark.parametrize(
    ("facility_type", "percent"),
    [
        ("ccbhc", 66.7),
        ("va_medical_center", 57.6),
        ("community_mental_health_center", 48.8),
        ("multi_setting", 40.4),
        ("adult_residential", 35.9),
        ("children_residential", 13.2),
    ],
)
def test_a_facility_type_has_its_published_share_in_2020(reader: Reader, facility_type: str, percent: float) -> None:
    types = queries.facilities.by_facility_type(reader, year=2020)
    assert round(one(types, "facility_type", facility_type)["percent_of_answered"], 1) == percent


def test_oregon_is_highest_and_wisconsin_lowest_of_the_states_in_2020(reader: Reader) -> None:
    states = queries.facilities.by_state(reader, year=2020)
    assert len(states) == 52
    assert (states["place_id"].iloc[0], round(states["percent_of_answered"].iloc[0], 1)) == ("US-OR", 58.5)
    assert (states["place_id"].iloc[-1], round(states["percent_of_answered"].iloc[-1], 1)) == ("US-WI", 15.6)


def test_facilities_that_did_not_answer_count_in_one_share_only(reader: Reader) -> None:
    oregon = one(queries.facilities.by_state(reader, year=2020), "place_id", "US-OR")
    assert oregon[COUNTS].tolist() == [100, 71, 3, 171, 174]
    assert math.isclose(oregon["percent_of_answered"], 100 * 100 / 171)
    assert math.isclose(oregon["percent_of_all"], 100 * 100 / 174)


@pytest.mark.parametrize("year", range(2014, 2021))
@pytest.mark.parametrize("cut", [queries.facilities.by_facility_type, queries.facilities.by_ownership])
def test_types_and_owners_add_up_to_the_nation(reader: Reader, cut, year: int) -> None:
    total = reader.table(
        "select sum(n_offering)::bigint as n, sum(n_offering + n_not_offering + n_not_answered)::bigint as of_n"
        " from atlas.mart.facilities where year = $year",
        {"year": year},
    )
    rows = cut(reader, year=year)
    assert (rows["n_offering"].sum(), rows["n_facilities"].sum()) == (total["n"].iloc[0], total["of_n"].iloc[0])


def test_states_and_territories_add_up_to_the_nation(reader: Reader) -> None:
    elsewhere = reader.table(
        "select place_name, place_note, sum(n_offering + n_not_offering + n_not_answered)::bigint as n"
        " from atlas.mart.facilities where year = 2020 and place_id is null group by all"
    )
    assert elsewhere.to_dict("records") == [
        {"place_name": "Other jurisdictions", "place_note": "published as ZZ, which is not among the places held", "n": 9}
    ]
    assert queries.facilities.by_state(reader, year=2020)["n_facilities"].sum() + 9 == 12275


def test_the_owners_are_four_and_veterans_affairs_leads_in_2020(reader: Reader) -> None:
    owners = queries.facilities.by_ownership(reader, year=2020)
    assert owners["title"].tolist() == ["Veterans Affairs", "Public agency", "Private non-profit", "Private for-profit"]
    assert owners["n_facilities"].tolist() == [552, 1732, 7402, 2589]


def test_a_facility_counts_in_every_setting_it_ticks(reader: Reader) -> None:
    settings = queries.facilities.by_setting(reader, year=2020).set_index("setting")
    facilities = settings["n_facilities"].to_dict()
    assert facilities == {"inpatient": 1756, "residential": 1905, "day_treatment": 1806, "outpatient": 9634}
    assert settings["n_facilities"].sum() > 12275
    assert set(settings["title"]) == set(queries.facilities.SETTING_TITLES.values())


@pytest.mark.parametrize(
    "cut", [queries.facilities.by_facility_type, queries.facilities.by_ownership, queries.facilities.by_setting]
)
def test_a_cut_of_one_state_holds_that_state_alone(reader: Reader, cut) -> None:
    rows = cut(reader, year=2020, place_id="US-OR")
    assert 0 < rows["n_offering"].max() <= 100
    if cut is not queries.facilities.by_setting:
        assert rows["n_facilities"].sum() == 174


def test_a_state_stands_beside_the_nation_in_every_year(reader: Reader) -> None:
    rows = queries.facilities.state_and_nation(reader, place_id="US-WI")
    assert rows[["place_name", "year"]].to_numpy().tolist() == [
        [name, year] for name in ("Wisconsin", "United States") for year in range(2015, 2021)
    ]
    nation = rows[rows["place_id"] == "US"].reset_index(drop=True)
    assert nation["n_offering"].tolist() == queries.facilities.by_year(reader)["n_offering"].tolist()
    state = rows[rows["place_id"] == "US-WI"]
    assert state["n_offering"].tolist() == queries.facilities.by_year(reader, place_id="US-WI")["n_offering"].tolist()


def test_an_unknown_state_has_no_rows(reader: Reader) -> None:
    assert set(queries.facilities.state_and_nation(reader, place_id="US-XX")["place_id"]) == {"US"}
    assert queries.facilities.by_year(reader, place_id="US-XX").empty


def test_one_facility_type_can_be_followed(reader: Reader) -> None:
    clinics = queries.facilities.by_year(reader, facility_type="ccbhc")
    assert clinics[["year", "n_offering", "n_facilities"]].to_numpy().tolist() == [[2020, 224, 336]]
    states = queries.facilities.by_state(reader, year=2020, facility_type="ccbhc")
    assert states["n_offering"].sum() == 224


def test_states_without_are_those_where_no_facility_offers_it(reader: Reader) -> None:
    assert queries.facilities.states_without(reader, year=2020).empty
    hospitals = queries.facilities.states_without(reader, year=2020, facility_type="psychiatric_hospital")
    assert hospitals[["state", "n_offering", "n_facilities"]].head(2).to_numpy().tolist() == [["UT", 0, 8], ["MN", 0, 6]]
    assert hospitals["n_facilities"].is_monotonic_decreasing


def test_a_share_of_nothing_is_missing(tmp_path: Path, warehouse: Path) -> None:
    copy = tmp_path / "warehouse.duckdb"
    copy.write_bytes(warehouse.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        connection.execute("update mart.facilities set n_offering = 0, n_not_offering = 0 where place_id = 'US-OR'")
    oregon = queries.facilities.by_state(Reader(copy), year=2020).iloc[-1]
    assert (oregon["place_id"], oregon["n_answered"], oregon["percent_of_all"]) == ("US-OR", 0, 0)
    assert pd.isna(oregon["percent_of_answered"])
