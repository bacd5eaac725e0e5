"""The sentences at the head of the pages on demand and hours: grammatical for none, one and many."""

import pandas as pd
import pytest

from insights.sentences import answers
from tests.spoken import spoken


def facilities(*rows):
    """Rows of (title, offering, answered, all) as insights.queries.facilities gives them."""
    table = pd.DataFrame(rows, columns=["title", "n_offering", "n_answered", "n_facilities"])
    return table.assign(
        year=2020,
        place_name=table["title"],
        percent_of_answered=100 * table["n_offering"] / table["n_answered"],
        percent_of_all=100 * table["n_offering"] / table["n_facilities"],
    )


@pytest.mark.parametrize(
    ("row", "place", "sentence"),
    [
        (
            ("US", 4304, 12232, 12275),
            None,
            "Nationwide 4,304 of 12,275 mental health facilities offered peer support in 2020: "
            "35.1% of all, 35.2% of the 12,232 that answered.",
        ),
        (
            ("OR", 1, 1, 1),
            "Oregon",
            "In Oregon 1 of 1 mental health facility offered peer support in 2020: 100% of all, 100% of the 1 that answered.",
        ),
    ],
)
def test_the_share_is_said_with_both_denominators(row, place, sentence):
    assert answers.facilities(facilities(row), 2020, place) == sentence


def test_a_year_without_such_facilities_is_said():
    assert answers.facilities(facilities(("OR", 1, 1, 1)), 2015, "Guam") == "In Guam the survey counts no such facility in 2015."


def test_the_setting_that_rose_fastest_is_named():
    before = facilities(("Outpatient", 20, 100, 100), ("24-hour residential", 10, 100, 100))
    after = facilities(("Outpatient", 38, 100, 100), ("24-hour residential", 12, 100, 100))
    assert answers.fastest_setting(before, after, (2015, 2020), "Oregon") == (
        "From 2015 to 2020 the share in Oregon rose fastest in outpatient: 20.0% to 38.0% (38 of 100)."
    )


@pytest.mark.parametrize("after", [facilities(("Outpatient", 10, 100, 100)), facilities()])
def test_nothing_is_said_where_no_setting_rose(after):
    assert answers.fastest_setting(facilities(("Outpatient", 20, 100, 100)), after, (2015, 2020), "Oregon") == ""


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "In every state that has such facilities at least one offered peer support in 2020."),
        ([("Utah", 0, 8, 8)], "Not one such facility offered peer support in 2020 in Utah (0 of 8)."),
        (
            [(f"State {n}", 0, 9, 9) for n in range(6)],
            "Not one such facility offered peer support in 2020 in State 0 (0 of 9), State 1 (0 of 9), State 2 (0 of 9), "
            "State 3 (0 of 9), State 4 (0 of 9) and 1 more place.",
        ),
    ],
)
def test_the_states_without_are_named_or_counted(rows, sentence):
    assert answers.facilities_without(facilities(*rows), 2020) == sentence


def sources(*rows):
    return pd.DataFrame(rows, columns=["source_title", "n_postings", "first_year", "last_year"]).astype(
        {"first_year": "Int64", "last_year": "Int64"}
    )


BY_HAND = ("Job ads read by hand", 120, 2013, 2026)
CANCELLED = ("Federal announcements", 41, 2025, 2025)


def settings(**by):
    return pd.DataFrame({"setting": list(by), "n_postings": list(by.values())})


@pytest.mark.parametrize(
    ("rows", "held", "sentence"),
    [
        (
            settings(federal_va=59, community_mental_health=40, not_stated=15, crisis_services=6, hospital_inpatient=5),
            sources(BY_HAND, CANCELLED),
            "We hold 161 job ads (2013 to 2026, where dated). Settings named most often: Federal (Veterans Affairs) (59), "
            "Community mental health (40) and Crisis services (6); 15 name none. The ads are no sample of the market.",
        ),
        (
            settings(federal_va=1),
            sources(("Federal announcements", 1, 2025, 2025)),
            "We hold 1 job ad (2025, where dated). Settings named most often: Federal (Veterans Affairs) (1); every ad "
            "names one. The ads are no sample of the market.",
        ),
        (
            settings(not_stated=2),
            sources(("By hand", 2, None, None)),
            "We hold 2 job ads (undated). No setting is named. The ads are no sample of the market.",
        ),
        (settings(), sources(), "We hold no job ad for peer support with these choices."),
    ],
)
def test_the_settings_of_ads_are_said_with_n_and_years(rows, held, sentence):
    assert answers.ads_by_setting(rows, held) == sentence


@pytest.mark.parametrize(
    ("mix", "sentence"),
    [
        (
            {"part_time": 10, "full_time": 40, "either": 6, "per_diem": 1, "not_stated": 107},
            "We hold 161 job ads (2013 to 2026, where dated): 10 part-time, 6 part-time or full-time, 1 per diem, 40 full-time; "
            "107 (65.2%) do not say. The ads are no sample of the market.",
        ),
        (
            {"not_stated": 1},
            "We hold 161 job ads (2013 to 2026, where dated): 0 part-time, 0 part-time or full-time, 0 per diem, 0 full-time; "
            "1 (100%) does not say. The ads are no sample of the market.",
        ),
        ({}, "We hold no job ad for peer support with these choices."),
    ],
)
def test_the_share_of_ads_that_say_nothing_is_always_said(mix, sentence):
    rows = pd.DataFrame({"employment_type": list(mix), "n_postings": list(mix.values())})
    assert answers.ads_part_time(rows, sources(BY_HAND, CANCELLED)) == sentence


def test_how_ads_were_gathered_is_said_by_source():
    said = answers.gathered(sources(("City of New York", 2, None, None), ("City of New York", 1, 2019, 2019)))
    assert said.startswith("These ads come from where ads could be had: City of New York (3). They are no sample")
    assert "Postings are not vacancies" in said
    assert answers.gathered(sources()).startswith("They are no sample")


def role(basis, place, amount, n, n_class):
    held = {"relation": "role", "basis": basis, "short_name": place, "n_reports": n, "n_class": n_class}
    return held | spoken(point=amount)


@pytest.mark.parametrize(
    ("rows", "warning"),
    [
        ([role("reported", "DC", 21.09, 6, "anecdote")], ""),
        (
            [role("reported", "DC", 21.09, 6, "anecdote"), role("reported", "Bronx", 18.30, 8, "anecdote")],
            "Of reported pay DC comes first, on 6 reports: a lead, not a fact.",
        ),
        (
            [role("reported", "Texas", 21.0, None, "not reported"), role("reported", "Florida", 17.52, 71, "fair")],
            "Of reported pay Texas comes first, on an unknown number of reports: a lead, not a fact.",
        ),
        ([role("reported", "Florida", 17.52, 71, "fair"), role("reported", "Texas", 14.14, None, "not reported")], ""),
        (
            [role("posted", "Ohio", 40.0, 1, "anecdote"), role("posted", "Texas", 30.0, 2, "anecdote")],
            "Of pay in job ads Ohio comes first, on 1 ad: a lead, not a fact.",
        ),
    ],
)
def test_a_first_place_on_few_reports_is_called_a_lead(rows, warning):
    assert answers.fragile_first(pd.DataFrame(rows)) == warning
