"""Numbers, dates and flags as people say them."""

import datetime
from pathlib import Path

import pandas as pd
import pytest

from insights import words
from insights.reader import Reader

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (18.3, "hour", "$18.30 an hour"),
        (421.8, "week", "$421.80 a week"),
        (35672, "year", "$35,672 a year"),
        (17.15, None, "$17.15"),
    ],
)
def test_money(amount: float, unit: str | None, said: str) -> None:
    assert words.money(amount, unit) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 reports"), (1, "1 report"), (8, "8 reports"), (12275, "12,275 reports")])
def test_counts(n: int, said: str) -> None:
    assert words.count(n, "report") == said


def test_an_irregular_plural_is_given() -> None:
    assert words.count(2, "facility", "facilities") == "2 facilities"


@pytest.mark.parametrize(("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists(items: list[str], said: str) -> None:
    assert words.listed(items) == said


@pytest.mark.parametrize(
    ("as_of", "year", "said"),
    [
        (pd.Timestamp("2022-08-23"), 2022, "August 2022"),
        (pd.NaT, 2009, "2009"),
        (pd.NaT, pd.NA, "undated"),
        (None, None, "undated"),
    ],
)
def test_dates(as_of: object, year: object, said: str) -> None:
    assert words.dated(as_of, year) == said


@pytest.mark.parametrize(
    ("as_of", "old"),
    [("2022-08-23", True), ("2024-11-21", True), ("2024-11-22", False), ("2026-01-01", False), (None, False)],
)
def test_a_figure_is_old_after_24_months_and_an_undated_one_is_never_called_old(as_of: str | None, old: bool) -> None:
    assert words.is_old(pd.Timestamp(as_of) if as_of else pd.NaT, TODAY) is old


@pytest.mark.parametrize(
    ("n_class", "n", "said"),
    [
        ("anecdote", 8, "◔ n=8, an anecdote"),
        ("not reported", pd.NA, "○ n not stated"),
        ("solid", 1608, "● n=1,608, solid"),
        (None, pd.NA, "official estimate"),
    ],
)
def test_the_n_badge_has_a_shape_and_words(n_class: str | None, n: object, said: str) -> None:
    assert words.sureness(n_class, n) == said


def test_every_flag_in_the_warehouse_has_plain_words(warehouse: Path) -> None:
    held = Reader(warehouse).table(
        "select distinct unnest(flags) as flag from (select flags from atlas.mart.pay union all select flags from atlas.mart.fact"
        " union all select flags from atlas.mart.growth union all select flags from atlas.mart.postings)"
    )["flag"]
    assert [flag for flag in held if flag not in words.FLAGS] == []


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Ohio"], "Ohio"),
        (["Akron, OH", "Provo, UT"], "Akron, OH and Provo, UT"),
        (["Ohio", "Utah", "Texas"], "Ohio, Utah and Texas"),
        (["Akron, OH", "Provo, UT", "Waco, TX"], "Akron, OH; Provo, UT; and Waco, TX"),
    ],
)
def test_places_with_a_comma_of_their_own_stay_apart(names: list[str], said: str) -> None:
    assert words.listed_places(names) == said
