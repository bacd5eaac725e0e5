"""The sentences at the head of the pages on demand and hours: grammatical for none, one and many."""

import pandas as pd
import pytest

from insights import answers


def facilities(*rows):
    """Rows of (title, offering, answered, all) as insights.facility_queries gives them."""
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
