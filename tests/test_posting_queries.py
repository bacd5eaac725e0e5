"""Job ads counted: every cut adds up, the ads that do not say stay in it, and filters choose what they name."""

from pathlib import Path

import pandas as pd
import pytest

from insights import queries
from insights.queries.postings import ALL, Chosen
from insights.reader import Reader

CUTS = [
    queries.postings.by_setting,
    queries.postings.by_employer_type,
    queries.postings.by_state,
    queries.postings.by_month,
    queries.postings.years,
    queries.postings.by_source,
    queries.postings.employment_by_setting,
    queries.postings.employment_by_state,
]
CHOICES = [
    ALL,
    Chosen(state="OR"),
    Chosen(setting="federal_va"),
    Chosen(setting="not_stated"),
    Chosen(since_year=2024),
    Chosen(state="CA", since_year=2025),
    Chosen(survivors_only=False),
    Chosen(state="XX"),
]


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Reader:
    return Reader(warehouse)


def one(frame: pd.DataFrame, column: str, cell: object) -> pd.Series:
    (position,) = frame.index[frame[column] == cell]
    return frame.loc[position]


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.__name__)
def test_every_cut_adds_up_to_the_ads_chosen(reader, cut, chosen):
    assert cut(reader, chosen)["n_postings"].sum() == len(queries.postings.ads(reader, chosen))


def test_the_shipped_ads_are_those_of_three_collections(reader):
    sources = queries.postings.by_source(reader, Chosen(survivors_only=False)).groupby("source_title")["n_postings"].sum()
    assert sources["Federal announcements cancelled in 2025"] == 49
    assert sources["City of New York"] == 6
    assert 115 <= sources["Job ads read by hand"] <= 131


def test_a_copy_of_an_ad_is_counted_only_when_asked_for(reader):
    counted, every = queries.postings.ads(reader), queries.postings.ads(reader, Chosen(survivors_only=False))
    assert counted["is_survivor"].all()
    copies = every[~every["is_survivor"]]
    assert len(copies) == len(every) - len(counted) > 0
    assert set(copies["duplicate_of"]) <= set(counted["posting_id"])


@pytest.mark.parametrize(
    ("chosen", "column", "held"),
    [(Chosen(state="OR"), "state", {"OR"}), (Chosen(setting="crisis_services"), "setting", {"crisis_services"})],
)
def test_a_choice_holds_what_it_names_alone(reader, chosen, column, held):
    assert set(queries.postings.ads(reader, chosen)[column]) == held


def test_since_a_year_leaves_out_older_and_undated_ads(reader):
    assert queries.postings.ads(reader, Chosen(since_year=2024))["ad_year"].min() == 2024
    assert queries.postings.ads(reader)["ad_year"].isna().any()


def test_ads_without_a_state_a_month_or_a_setting_stay_in_the_counts(reader):
    assert queries.postings.by_state(reader)["state"].isna().sum() == 1
    assert queries.postings.by_month(reader)["month"].isna().sum() == 1
    assert queries.postings.years(reader)["ad_year"].isna().sum() == 1
    for cut, column in [
        (queries.postings.by_setting, "setting"),
        (queries.postings.by_employer_type, "employer_type"),
        (queries.postings.schedule, "schedule_flag"),
    ]:
        assert one(cut(reader), column, "not_stated")["n_postings"] > 0


def test_states_carry_their_names(reader):
    oregon = one(queries.postings.by_state(reader), "state", "OR")
    assert (oregon["place_id"], oregon["place_name"]) == ("US-OR", "Oregon")


def test_months_are_in_order_and_none_is_made_up(reader):
    months = queries.postings.by_month(reader)
    assert months["month"].dropna().is_monotonic_increasing
    assert months["month"].dropna().dt.day.eq(1).all()
    assert (months["n_postings"] > 0).all()


@pytest.mark.parametrize(
    ("cut", "column"), [(queries.postings.employment_by_setting, "setting"), (queries.postings.employment_by_state, "state")]
)
def test_employment_types_of_a_class_add_up_to_it(reader, cut, column):
    rows = cut(reader)
    assert set(rows["employment_type"]) == {"part_time", "full_time", "either", "per_diem", "not_stated"}
    per_class = rows.groupby(column, dropna=False).agg({"n_postings": "sum", "n_in_class": "first"})
    assert per_class["n_postings"].tolist() == per_class["n_in_class"].tolist()
    assert not rows.duplicated([column, "employment_type"]).any()


def test_hours_are_those_the_ads_state_and_ads_without_hours_stay(reader):
    hours = queries.postings.hours(reader)
    assert len(hours) == len(queries.postings.ads(reader))
    stated = hours.dropna(subset=["hours_per_week_low"])
    assert 0 < len(stated) < len(hours)
    assert (stated["hours_per_week_low"] <= stated["hours_per_week_high"].fillna(99)).all()
    assert stated["hours_per_week_low"].is_monotonic_increasing


def test_an_ad_counts_in_every_part_of_its_schedule(reader):
    schedule, ads = queries.postings.schedule(reader), queries.postings.ads(reader)
    assert set(schedule["schedule_flag"]) <= {"evenings", "weekends", "nights", "on_call", "not_stated"}
    silent = sum(len(flags) == 0 for flags in ads["schedule_flags"])
    assert one(schedule, "schedule_flag", "not_stated")["n_postings"] == silent
    assert schedule["n_postings"].sum() >= len(ads)


def test_pay_is_each_ads_own_range(reader):
    pay = queries.postings.pay(reader)
    both = pay.dropna(subset=["pay_low_usd_hour", "pay_high_usd_hour"])
    assert (both["pay_low_usd_hour"] <= both["pay_high_usd_hour"]).all()
    assert pay["posting_id"].is_unique
    annapolis = one(pay, "posting_id", "peer_ads:ad-0011")
    assert (annapolis["pay_low_usd_hour"], annapolis["pay_high_usd_hour"], annapolis["pay_unit"]) == (16.5, 17.5, "hour")


def test_pay_whose_period_is_in_doubt_is_not_drawn_and_old_pay_says_so(reader):
    pay = queries.postings.pay(reader).set_index("posting_id")
    assert "peer_ads:ad-0006" not in pay.index
    assert pay.loc["peer_ads:ad-0053", "left_out_of_pay"] == "it is dated before 2020"


def test_the_list_of_ads_is_newest_first(reader):
    days = queries.postings.ads(reader)["dated_on"].dropna()
    assert days.is_monotonic_decreasing
