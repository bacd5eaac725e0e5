"""A user's own files of job ads join the postings at the next build; what cannot be read costs itself alone."""

import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.build import build
from pipeline.warehouse import INBOX, fingerprint, inbox_files
from tests.conftest import PROJECT
from tests.test_normalize_run import EARLIER

JOBS = (
    "id,site,job_url,title,company,location,date_posted,job_type,interval,min_amount,max_amount,currency,is_remote,description\n"
    '1,indeed,https://example.org/1,Certified Peer Specialist,Hope House,"Fargo, ND",2026-10-01,parttime,hourly,31,34,USD,False,'
    "We are a peer run organization.\n"
    '2,indeed,https://example.org/2,,Hope House,"Fargo, ND",2026-10-01,fulltime,hourly,21,24,USD,False,no title here\n'
    '3,indeed,https://example.org/3,Line Cook,Diner,"Fargo, ND",2026-10-01,fulltime,hourly,21,24,USD,False,Cook\n'
)
HELD_ALREADY = {
    "control_number": 826552300,
    "usajobs_url": "https://www.usajobs.gov/job/826552300",
    "position_title": "Peer Specialist",
    "hiring_agency": "Veterans Health Administration",
    "location": "Big Spring, Texas",
    "open_date": "2025-01-02",
    "close_date": "2025-12-31",
    "min_grade": "6",
    "max_grade": "9",
    "min_salary": 44959.0,
    "max_salary": 79443.0,
}
FILES = {
    "jobs.csv": JOBS.encode(),
    "federal.json": json.dumps([HELD_ALREADY]).encode(),
    "notes.txt": b"call them back\n",
    "book.xlsx": b"PK\x03\x04 a workbook",
    "cut.parquet": b"PAR1 cut short",
    ".hidden": b"\x00",
}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped tables, and an inbox with good and bad files."""
    raw = Path(shutil.copytree(PROJECT / "data" / "raw", tmp_path_factory.mktemp("inbox") / "raw", dirs_exist_ok=True))
    shutil.rmtree(raw / INBOX, ignore_errors=True)
    (raw / INBOX).mkdir()
    for name, content in FILES.items():
        (raw / INBOX / name).write_bytes(content)
    earlier = f"select * exclude (flags, lived_experience) from '{EARLIER}'"
    duckdb.execute(f"copy ({earlier}) to '{raw / INBOX / 'earlier.parquet'}'")
    return raw


@pytest.fixture(scope="module")
def built(raw: Path) -> duckdb.DuckDBPyConnection:
    file = raw.parent / "warehouse.duckdb"
    build(raw, file)
    return duckdb.connect(file, read_only=True)


def test_a_peer_ad_joins_the_postings_under_the_source_inbox(built):
    found = built.execute(
        "select source_title, place_name, setting, employment_type, pay_low_usd_hour, is_survivor from mart.postings"
        " where source_id = 'inbox' and posting_id = 'indeed:1'"
    ).fetchall()
    assert [(row[:2], row[3:]) for row in found] == [(("Your own files", "Fargo, ND"), ("part_time", 31, True))]


def test_its_pay_is_counted(built):
    assert built.execute(
        "select place_kind, hourly_low, hourly_high, n_reports from mart.pay where basis = 'posted' and state = 'ND' order by 1"
    ).fetchall() == [("city", 31, 34, 1), ("metro", 31, 34, 1), ("state", 31, 34, 1)]


def test_a_finished_file_of_an_earlier_version_joins_with_what_it_lacks_left_empty(built):
    found = built.execute(
        "select posting_id, certification, lived_experience, list_contains(flags, 'not_a_sample') from mart.postings"
        " where posting_id like '%:in-%' order by posting_id"
    ).fetchall()
    assert found == [
        ("indeed:in-0", "obtain_within", None, True),
        ("indeed:in-2", "not_stated", None, True),
        ("linkedin:in-1", "not_stated", None, True),
    ]


def test_other_roles_are_kept_apart(built):
    assert built.execute("select title, role from core.posting where posting_id = 'indeed:3'").fetchall() == [("Line Cook", None)]
    assert built.execute("select count(*) from mart.postings where posting_id = 'indeed:3'").fetchall() == [(0,)]


def test_an_ad_that_is_held_already_is_counted_once_and_keeps_what_is_known_of_it(built):
    copies = built.execute(
        "select is_survivor, list_contains(flags, 'cancelled_announcement') from mart.postings"
        " where posting_id in ('usajobs:826552300', 'usajobs:826552300#2') order by 1"
    ).fetchall()
    assert copies == [(False, True), (True, True)]


def test_a_bad_row_and_a_bad_file_are_set_aside_with_their_reasons(built):
    aside = built.execute(
        "select table_name, raw_row, reason, text_as_read from core.set_aside where source_id = 'inbox' order by table_name"
    ).fetchall()
    assert [row[:2] for row in aside] == [("book.xlsx", 0), ("cut.parquet", 0), ("jobs.csv", 2), ("notes.txt", 0)]
    reasons = {row[0]: row[2] for row in aside}
    assert reasons["jobs.csv"] == "no title"
    assert reasons["book.xlsx"].startswith("book.xlsx: this is a workbook or a zip; expected CSV, JSON")
    assert reasons["notes.txt"].startswith("notes.txt: in no known format; expected ")


def test_every_row_of_the_inbox_is_accounted_for(built):
    counts = built.execute(
        "select table_name, rows_read, rows_used, rows_set_aside from core.row_count where source_id = 'inbox' order by 1"
    ).fetchall()
    assert counts == [
        ("book.xlsx", 1, 0, 1),
        ("cut.parquet", 1, 0, 1),
        ("earlier.parquet", 4, 4, 0),
        ("federal.json", 1, 1, 0),
        ("jobs.csv", 3, 2, 1),
        ("notes.txt", 1, 0, 1),
    ]


def test_no_description_of_the_inbox_is_stored(built):
    texts = built.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns()"
        " where database_name = 'warehouse' and data_type = 'VARCHAR' and table_name in ('posting', 'postings', 'set_aside')"
    ).fetchall()
    assert texts
    for table, column in texts:
        said = f"select count(*) from {table} where {column} like '%peer run organization%' or {column} like '%no title here%'"
        assert built.execute(said).fetchall() == [(0,)], (table, column)


def test_the_command_line_says_which_files_it_could_not_read(raw, tmp_path):
    result = CliRunner().invoke(app, ["build", "--raw", str(raw), "--warehouse", str(tmp_path / "warehouse.duckdb")])
    assert result.exit_code == 0
    assert "inbox" in result.stdout
    assert re.search("^earlier.parquet: from an earlier version, so these stay empty: .*lived_experience", result.stdout, re.M)
    told = [line for line in result.output.splitlines() if line.startswith("Set aside: ")]
    assert [line.split(":")[1].strip() for line in told] == ["book.xlsx", "cut.parquet", "notes.txt"]


def test_the_inbox_alone_makes_a_warehouse_out_of_date(raw, tmp_path):
    copy = Path(shutil.copytree(raw, tmp_path / "raw"))
    before = fingerprint(copy)
    (copy / INBOX / ".hidden").write_text("still no input")
    assert fingerprint(copy) == before
    (copy / INBOX / "more.parquet").write_bytes(b"of any type")
    assert fingerprint(copy) != before


def test_hidden_and_lock_files_are_no_ads(raw, tmp_path):
    held = ["book.xlsx", "cut.parquet", "earlier.parquet", "federal.json", "jobs.csv", "notes.txt"]
    assert [path.name for path in inbox_files(raw)] == held
    assert inbox_files(tmp_path) == []
