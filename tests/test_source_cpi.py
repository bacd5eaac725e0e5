"""The consumer price index: FRED's download, its blank month, its span."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import cpi
from tests.staged import assert_shipped_as_extracted, shipped, staged

DOWNLOAD = "DATE,CPIAUCSL\n2025-09-01,324.245\n2025-10-01,\n2025-11-01,325.063\n"


def test_every_month_is_read_and_the_newest_names_the_release(tmp_path: Path) -> None:
    (tmp_path / "CPIAUCSL.csv").write_text(DOWNLOAD)
    extract = cpi.extract(tmp_path)
    table = extract.tables["cpi"]
    assert table[["month", "index_1982_84"]].to_numpy().tolist() == [
        ["2025-09-01", "324.245"],
        ["2025-10-01", ""],
        ["2025-11-01", "325.063"],
    ]
    assert set(table["release"]) == {"through 2025-11"}
    assert [(file.name, file.rows_read, file.rows_kept) for file in extract.files] == [("CPIAUCSL.csv", 3, 3)]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "found none"),
        ({"CPIAUCSL.csv": DOWNLOAD, "CPIAUCSL (1).csv": DOWNLOAD}, r"found CPIAUCSL \(1\).csv, CPIAUCSL.csv"),
        ({"CPIAUCSL.csv": "DATE,VALUE\n2025-09-01,1\n"}, "CPIAUCSL.csv.*'cpiaucsl'"),
        ({"CPIAUCSL.csv": "<!DOCTYPE html><title>403</title>"}, "CPIAUCSL.csv.*web page"),
        ({"CPIAUCSL.csv": ""}, "CPIAUCSL.csv.*empty"),
    ],
)
def test_an_unusable_download_is_named(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(SourceFault, match=sentence):
        cpi.extract(tmp_path)


@pytest.mark.parametrize(
    ("month", "index", "reason"),
    [
        ("2025-09-01", "324.245", None),
        ("2025-10-01", "", "no index was published for this month"),
        ("2025-10-01", ".", "no index was published for this month"),
        ("2025-11-01", "n.a.", "the index 'n.a.' is not a number"),
        ("soon", "325.063", "the month 'soon' is not a date"),
    ],
)
def test_a_month_without_index_is_set_aside_with_its_reason(month: str, index: str, reason: str | None) -> None:
    (row,) = staged("cpi", [{"month": month, "index_1982_84": index, "release": "", "publisher_url": ""}])
    assert row["set_aside_reason"] == reason


def test_the_shipped_series_starts_in_1947_and_misses_one_month() -> None:
    rows = staged("cpi", shipped("cpi", "cpi"))
    used = [row for row in rows if row["set_aside_reason"] is None]
    assert (used[0]["month"], used[0]["index_1982_84"]) == (datetime.date(1947, 1, 1), Decimal("21.480"))
    assert (used[-1]["month"], used[-1]["index_1982_84"]) == (datetime.date(2026, 4, 1), Decimal("332.407"))
    assert [row["month"] for row in rows if row["set_aside_reason"]] == [datetime.date(2025, 10, 1)]
    assert len(rows) == (2026 - 1947) * 12 + 4


@pytest.mark.shared
def test_the_shipped_table_is_a_fresh_extract(shared_data: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(cpi, shared_data, tmp_path / "whole")
    assert_shipped_as_extracted(cpi, shared_data / "cpi", tmp_path / "folder")
