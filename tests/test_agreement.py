"""Printed figures as exact numbers, and figures that several files print."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.agreement import NOT_AVAILABLE, FileRows, agreed, agreed_extract, published_number
from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile
from pipeline.source import NoPlace, NoRelease, Table


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,424.00", Decimal("1424.00")),
        ("466", Decimal(466)),
        ("-0.1", Decimal("-0.1")),
        ("$37,690 ", Decimal(37690)),
        ("-$1,000", Decimal(-1000)),
        *[(mark, None) for mark in sorted(NOT_AVAILABLE)],
    ],
)
def test_a_printed_figure_is_an_exact_number_or_not_available(text: str, number: Decimal | None) -> None:
    assert published_number(text) == number


@pytest.mark.parametrize("text", ["12,34", "1.2.3", "about 3", "1e5", "12%", "--1", "²", "١٢"])
def test_other_text_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        published_number(text)


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False))
def test_commas_and_spaces_do_not_change_a_number(number: Decimal) -> None:
    assert published_number(f" {number:,} ") == published_number(str(number)) == number


@given(st.text())
def test_any_text_is_a_number_not_available_or_refused(text: str) -> None:
    try:
        number = published_number(text)
    except ValueError:
        return
    assert (number is None) == (text.strip() in NOT_AVAILABLE)


def rows_of(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["file", "area", "jobs"])


def test_the_first_file_gives_the_row_when_all_agree() -> None:
    kept = agreed(rows_of(("a.xlsx", "06", "1424"), ("b.csv", "06", "1,424.00"), ("b.csv", "11", "7")), ["area"], ["jobs"])
    assert kept.to_numpy().tolist() == [["a.xlsx", "06", "1424"], ["b.csv", "11", "7"]]


def test_a_figure_left_out_is_no_disagreement() -> None:
    assert len(agreed(rows_of(("a.xlsx", "06", "—"), ("b.csv", "06", "7")), ["area"], ["jobs"])) == 1


def test_a_disagreement_names_both_files_and_both_figures() -> None:
    with pytest.raises(SourceFault, match=r"a\.xlsx and b\.csv disagree on area 06: jobs 7 and 8; expected"):
        agreed(rows_of(("a.xlsx", "06", "7"), ("b.csv", "06", "8")), ["area"], ["jobs"])


def test_a_figure_that_is_no_number_names_its_file_and_column() -> None:
    with pytest.raises(SourceFault, match=r"b\.csv, jobs: 'many' is not a number; expected"):
        agreed(rows_of(("b.csv", "06", "many")), ["area"], ["jobs"])


def test_an_extract_says_of_each_file_why_rows_were_left() -> None:
    table = Table(
        "jobs",
        ("occ_code", "jobs", "file"),
        key=("occ_code",),
        place=NoPlace("a table of the test"),
        release=NoRelease("a table of the test"),
        lands=("mart.jobs",),
    )
    kinds = {"a.xlsx": [("21-1093", "7"), ("11-1011", "9")], "b.csv": [("21-1093", "7.0")], "c.csv": [("21-1094", "5")]}
    read = []
    for name, rows in kinds.items():
        frame = pd.DataFrame(rows, columns=["occ_code", "jobs"]).assign(file=name)
        read.append(FileRows(PublisherFile(name, b""), frame, len(rows)))
    extract = agreed_extract(table, read, ["jobs"], {"21-1093", "21-1094"})
    assert extract.tables["jobs"].to_numpy().tolist() == [["21-1093", "7", "a.xlsx"], ["21-1094", "5", "c.csv"]]
    assert [(file.name, file.rows_read, file.rows_kept, file.left_because) for file in extract.files] == [
        ("a.xlsx", 2, 1, "occupations outside the registry"),
        ("b.csv", 1, 0, "rows that another file gives already"),
        ("c.csv", 1, 1, ""),
    ]
