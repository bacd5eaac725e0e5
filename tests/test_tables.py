"""Tables in words, and the glossary's words found in sentences."""

import pandas as pd
import pytest

from insights.sentences import method, tables


@pytest.mark.parametrize(
    ("column", "heading"),
    [("n_reports", "n"), ("point_usd_per_hour", "Point USD per hour"), ("as_of", "Date"), ("title", "Title"), ("url", "Address")],
)
def test_a_heading_is_words(column: str, heading: str) -> None:
    assert tables.heading(column) == heading


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("point_usd_per_hour", [18.3, None], "money"),
        ("pay_low", [17.0], "money"),
        ("percent_of_all", [35.1], "percent"),
        ("reference_year", [2025], "year"),
        ("employment", [424220.0, None], "count"),
        ("index_mean", [99.65], "number"),
        ("as_of", pd.to_datetime(["2022-08-23", None]), "day"),
        ("month", pd.to_datetime(["2022-08-01"]), "month"),
        ("source_url", ["https://www.bls.gov"], "address"),
        ("place_known", [True], "other"),
        ("title", ["Peer"], "other"),
    ],
)
def test_a_column_is_shown_as_what_stands_in_it(column: str, values: list, kind: str) -> None:
    assert tables.kind(column, pd.Series(values)) == kind


def test_classes_are_shown_in_words_and_the_rows_stay_as_they_are() -> None:
    classes = {
        "topic": ["delivery_mode", "training"],
        "setting": ["federal_va", "not_stated"],
        "basis": ["posted", "official"],
        "flags": [["undated"], []],
    }
    rows = pd.DataFrame({**classes, "n": [1, 2]})
    said = tables.readable(rows)
    assert said["topic"].tolist() == ["delivery mode", "training"]
    assert said["setting"].tolist() == ["Federal (Veterans Affairs)", "not stated"]
    assert said["basis"].tolist() == ["stated in job ads", "official, neighbouring occupation"]
    assert said["flags"].tolist() == ["the source prints no date", ""]
    assert (said["n"].tolist(), rows["setting"][0]) == ([1, 2], "federal_va")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The median, then the Median again.", ["Median"]),
        ("By OEWS, not by oews.", ["OEWS"]),
        ("Percentiles and openings", ["Percentile", "Openings"]),
        ("A neighbourhood of medians", ["Median"]),
        ("n=8 says nothing", []),
        ("", []),
    ],
)
def test_a_word_of_the_glossary_is_found_once_as_a_whole_word(words: str, found: list[str]) -> None:
    pieces = method.explained(words)
    assert [word for _, word in pieces if word] == found
    assert "".join(text for text, _ in pieces) == words


def test_a_word_that_was_explained_is_not_explained_again() -> None:
    assert method.explained("The median.", {"Median"}) == [("The median.", None)]
