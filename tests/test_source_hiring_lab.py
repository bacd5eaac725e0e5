"""Indeed Hiring Lab's index: which rows are kept, means of months, the release of each file, faults."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import SourceFault
from pipeline.publisher_files import PublisherFile
from pipeline.sources import hiring_lab
from tests.staged import SHIPPED, assert_shipped_as_extracted, shipped, staged

NATION = """date,jobcountry,indeed_job_postings_index_SA,indeed_job_postings_index_NSA,variable
2020-02-01,US,100,100,total postings
2020-02-02,US,100.03,100.05,total postings
2020-03-01,US,98.5,97,total postings
2020-02-01,US,100,100,new postings
2020-02-02,US,50,50,new postings
"""
STATES = """date,state,indeed_job_postings_index
2020-02-01,ak,100
2020-02-02,ak,
2020-02-01,wy,100
2020-02-02,wy,100.01
"""
SECTORS = """date,jobcountry,indeed_job_postings_index,variable,display_name
2020-02-01,US,100,total postings,Therapy
2020-02-02,US,101,total postings,Therapy
2020-02-01,US,100,new postings,Therapy
2020-02-01,US,100,total postings,Community & Social Service
2020-02-01,US,100,total postings,Nursing
"""
ALL = {
    "aggregate_job_postings_US.csv": NATION,
    "state_job_postings_us.csv": STATES,
    "job_postings_by_sector_US_asof_2024-10-03.csv": SECTORS,
}


def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_total_postings_become_means_of_months(tmp_path: Path) -> None:
    table = hiring_lab.extract(folder(tmp_path, ALL)).tables["posting_index"]
    assert table[["month", "area", "sector", "index_mean", "days"]].to_numpy().tolist() == [
        ["2020-02-01", "US", "all", "100.02", "2"],
        ["2020-03-01", "US", "all", "98.50", "1"],
        ["2020-02-01", "AK", "all", "100.00", "1"],
        ["2020-02-01", "WY", "all", "100.00", "2"],
        ["2020-02-01", "US", "Therapy", "100.50", "2"],
        ["2020-02-01", "US", "Community & Social Service", "100.00", "1"],
    ]


def test_a_release_is_the_date_of_its_file(tmp_path: Path) -> None:
    table = hiring_lab.extract(folder(tmp_path, ALL)).tables["posting_index"]
    assert set(zip(table["area"], table["sector"], table["release"], strict=True)) >= {
        ("US", "all", "through 2020-03-01"),
        ("AK", "all", "through 2020-02-02"),
        ("US", "Therapy", "as of 2024-10-03"),
    }


def test_what_is_left_is_counted_with_its_reason(tmp_path: Path) -> None:
    files = hiring_lab.extract(folder(tmp_path, ALL)).files
    assert [(file.rows_read, file.rows_kept, file.left_because) for file in files] == [
        (5, 3, "new postings and other sectors"),
        (4, 4, ""),
        (5, 3, "new postings and other sectors"),
    ]


def test_the_licence_asks_for_attribution_and_the_citation_gives_it() -> None:
    assert "CC BY 4.0" in hiring_lab.PROVENANCE.licence
    assert hiring_lab.PROVENANCE.citation.startswith("Indeed Hiring Lab")
    assert "not a count, and not peer support" in hiring_lab.PROVENANCE.caveat


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("aggregate_job_postings_US.csv", "_SA,", ",", "aggregate_.*missing column 'indeed_job_postings_index_sa'"),
        ("aggregate_job_postings_US.csv", "total", "all", "aggregate_.*'variable': no row 'total postings'"),
        ("aggregate_job_postings_US.csv", "100.03", "high", "aggregate_.*2020-02-02, US: the index 'high' is not a number"),
        ("state_job_postings_us.csv", "02-02,wy", "02-01,wy", "state_job.*2020-02-01, WY, all stands twice"),
        ("state_job_postings_us.csv", "2020-02-01,wy", "1 Feb 2020,wy", "state_job.*'date': '1 Feb 2020'"),
        ("state_job_postings_us.csv", "state,", "region,", "state_job.*missing column 'state'"),
        ("job_postings_by_sector_US_asof_2024-10-03.csv", "Therapy", "Therapist", "by_sector.*no row 'Therapy'"),
    ],
)
def test_another_layout_is_named(tmp_path: Path, name: str, old: str, new: str, sentence: str) -> None:
    assert old in ALL[name]
    with pytest.raises(SourceFault, match=sentence):
        hiring_lab.extract(folder(tmp_path, {**ALL, name: ALL[name].replace(old, new)}))


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, r"expected one file aggregate_job_postings_us\*.csv; found none"),
        ({**ALL, "state_job_postings_us (1).csv": STATES}, r"found state_job_postings_us \(1\).csv, state_job_postings_us.csv"),
        ({**ALL, "aggregate_job_postings_US.csv": "<html>429</html>"}, "aggregate_job_postings_US.csv.*web page"),
    ],
)
def test_each_file_must_be_there_once(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    with pytest.raises(SourceFault, match=sentence):
        hiring_lab.extract(folder(tmp_path, files))


@given(st.lists(st.decimals(min_value=0, max_value=999, places=2), min_size=1, max_size=28))
def test_a_mean_lies_between_the_days_it_averages(indices: list[Decimal]) -> None:
    days = "".join(f"2021-02-{day:02},or,{index}\n" for day, index in enumerate(indices, start=1))
    file = PublisherFile("state_job_postings_us.csv", b"date,state,indeed_job_postings_index\n" + days.encode())
    months, _ = hiring_lab._months(file, hiring_lab.LAYOUTS[1])
    (month,) = months.to_dict("records")
    assert min(indices) <= Decimal(month["index_mean"]) <= max(indices)
    assert month["days"] == str(len(indices))


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("month", "2020-02-01", None),
        ("month", "soon", "the month 'soon' is not a date"),
        ("area", "", "no area is given"),
        ("sector", "", "no sector is given"),
        ("index_mean", "high", "the index 'high' is not a number"),
        ("days", "30", "the number of days '30' does not fit the month"),
        ("days", "0", "the number of days '0' does not fit the month"),
        ("days", "few", "the number of days 'few' does not fit the month"),
    ],
)
def test_a_month_that_cannot_be_used_is_set_aside(column: str, cell: str, reason: str | None) -> None:
    month = {"month": "2020-02-01", "area": "US", "sector": "all", "index_mean": "100", "days": "29"}
    (row,) = staged("posting_index", [{**dict.fromkeys(hiring_lab.TABLES[0].columns, ""), **month, column: cell}])
    assert row["set_aside_reason"] == reason


def test_the_shipped_table_holds_every_state_and_two_sectors_from_february_2020() -> None:
    rows = staged("posting_index", shipped("hiring_lab", "posting_index"))
    assert all(row["set_aside_reason"] is None for row in rows)
    assert {row["sector"] for row in rows if row["area"] == "US"} == {"all", "Community & Social Service", "Therapy"}
    assert {row["sector"] for row in rows if row["area"] != "US"} == {"all"}
    spans = {}
    for row in rows:
        spans.setdefault((row["area"], row["sector"]), []).append(row["month"])
    assert len(spans) == 52 + 2
    assert {min(months) for months in spans.values()} == {datetime.date(2020, 2, 1)}
    assert {max(months) for (_, sector), months in spans.items() if sector == "all"} == {datetime.date(2026, 8, 1)}
    assert {max(months) for (_, sector), months in spans.items() if sector != "all"} == {datetime.date(2024, 9, 1)}
    assert (SHIPPED / "hiring_lab" / "posting_index.csv").stat().st_size < 2_000_000


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(hiring_lab, shared_data / "postings", tmp_path)
