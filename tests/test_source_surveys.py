"""The national surveys of peer support pay: figures as collected, n where it is stated, job ads left to another source."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import surveys
from tests.staged import assert_shipped_as_extracted, shipped, staged


@pytest.fixture(scope="module")
def pay() -> dict[str, dict]:
    return {row["figure_id"]: row for row in staged("survey_pay", shipped("surveys", "survey_pay"))}


@pytest.mark.parametrize(
    ("figure_id", "mean", "low", "high", "n", "as_of", "year", "schedule"),
    [
        ("daniels-2016-all-hours", "15.42", None, None, None, datetime.date(2016, 1, 1), 2016, "all"),
        ("daniels-2016-full-time", "16.36", None, None, 1608, datetime.date(2016, 1, 1), 2016, "full-time"),
        ("cronise-2016", None, "10", "20", 597, datetime.date(2016, 9, 1), 2016, "all"),
        ("salzer-2009", "10.85", None, None, None, None, 2009, "all"),
    ],
)
def test_a_survey_is_held_as_collected(
    pay: dict[str, dict],
    figure_id: str,
    mean: str | None,
    low: str | None,
    high: str | None,
    n: int | None,
    as_of: datetime.date | None,
    year: int,
    schedule: str,
) -> None:
    row = pay[figure_id]
    amounts = [None if amount is None else Decimal(amount) for amount in (mean, low, high)]
    assert [row["amount_mean"], row["amount_low"], row["amount_high"]] == amounts
    assert (row["n_reports"], row["as_of"], row["reference_year"], row["schedule"]) == (n, as_of, year, schedule)
    assert (row["place_as_read"], row["unit"], row["set_aside_reason"]) == ("US", "hour", None)


def test_more_than_a_number_is_no_number(pay: dict[str, dict]) -> None:
    row = pay["daniels-2016-all-hours"]
    assert (row["n_reports"], row["n_note"]) == (None, "more than 1,600; the exact number is not stated")
    assert "n_lower_bound" in row["flags"]


@pytest.mark.parametrize(
    ("flag", "figures"),
    [
        ("non_probability_sample", {"daniels-2016-all-hours", "daniels-2016-full-time", "cronise-2016"}),
        ("range_of_average_pay", {"cronise-2016"}),
        ("partly_visible", {"salzer-2009"}),
        ("n_missing", {"salzer-2009"}),
    ],
)
def test_what_a_survey_lacks_is_flagged(pay: dict[str, dict], flag: str, figures: set[str]) -> None:
    assert {figure_id for figure_id, row in pay.items() if flag in row["flags"]} == figures


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("amount_mean", "", "neither a mean nor a range is a number"),
        ("amount_mean", "high", "neither a mean nor a range is a number"),
        ("unit", "year", "the unit 'year' is not hour"),
        ("n_as_read", "0", "n '0' is not a whole number above 0"),
        ("n_as_read", "many", "n 'many' is not a whole number above 0"),
        ("reference_year", "", "the year of the survey is not a year"),
        ("n_as_read", ">1,600", None),
        ("n_as_read", "", None),
    ],
)
def test_a_survey_that_cannot_be_used_is_set_aside(column: str, text: str, reason: str | None) -> None:
    blank = dict.fromkeys(surveys.TABLES[0].columns, "")
    whole = blank | {"amount_mean": "15.42", "unit": "hour", "n_as_read": "1,608", "reference_year": "2016"}
    (row,) = staged("survey_pay", [whole | {column: text}])
    assert row["set_aside_reason"] == reason


CURATED = """
[[survey]]
figure_id = "made-up"
source_url = "https://example.org/a"
publisher = "A society"
release = "Made up 2016"
n_in_note = ">1,600 people"
flags = ["single_source"]
"""
HEADER = "obs_type,state,title,pay_low,pay_high,pay_unit,n,schedule,obs_date,source_url,note\n"
SURVEY = 'survey,US,Peer specialist,15.42,,hourly mean,,all,2016-01,https://example.org/a,">1,600 people answered"\n'
AD = "posting,CA,Peer specialist,20,,hourly,,,2025-01-01,https://example.org/ad,\n"


def curated_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Path:
    (tmp_path / "curated.toml").write_text(CURATED, encoding="utf-8")
    monkeypatch.setattr(surveys, "CURATED", tmp_path / "curated.toml")
    (tmp_path / "pay_observations.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_job_ads_are_left_and_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = surveys.extract(curated_folder(tmp_path, monkeypatch, HEADER + SURVEY + AD))
    (row,) = extract.tables["survey_pay"].to_dict("records")
    assert (row["amount_mean"], row["amount_low"], row["n_as_read"]) == ("15.42", "", ">1,600")
    assert (row["as_of"], row["reference_year"], row["published_text"]) == ("2016-01-01", "2016", "15.42 hourly mean")
    (file,) = extract.files
    assert (file.rows_read, file.rows_kept) == (2, 1)
    assert file.left_because.startswith("job ads")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("obs_date", "date", "pay_observations.csv: missing column 'obs_date'"),
        ("hourly mean", "weekly mean", "pay_observations.csv, column 'pay_unit': 'weekly mean' is unknown"),
        ("2016-01", "early 2016", "pay_observations.csv, column 'obs_date': 'early 2016' is no date"),
        (">1,600 people", "many people", "pay_observations.csv, column 'note': '>1,600 people' does not stand in"),
        ("org/a", "org/b", "pay_observations.csv: unknown survey https://example.org/b; expected those of curated.toml"),
        ("survey,US", "posting,US", "pay_observations.csv: no survey https://example.org/a; expected those of"),
    ],
)
def test_collected_rows_that_changed_are_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, sentence: str
) -> None:
    folder = curated_folder(tmp_path, monkeypatch, (HEADER + SURVEY).replace(old, new))
    with pytest.raises(SourceFault) as fault:
        surveys.extract(folder)
    assert str(fault.value).startswith(sentence)


def test_a_missing_file_is_named_in_the_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"0 files named pay_observations\.csv; expected one"):
        surveys.extract(tmp_path)


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(surveys, shared_data, tmp_path)
