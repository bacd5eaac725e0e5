"""Facts of real job ads: which rows are kept, what is noted of them, and that no text of an ad gets in."""

import json
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import postings
from pipeline.sources.postings import LONGEST_PHRASE
from tests.staged import SHIPPED, assert_shipped_as_extracted, shipped, staged

ADS = (
    "ad_id,title,employer,employer_type,setting,city,state,remote_mode,employment_type,hours_per_week,schedule_note,pay_text,"
    "pay_low,pay_high,pay_unit,posted_on,date_kind,certification_required,lived_experience,education_min,benefits_note,"
    "service_population,source_site,source_url,excerpt_complete,note\n"
    "ad-1,Peer Specialist,Hope House,nonprofit,act_team,Salem,OR,,part_time,20,weekday daytime,$20 an hour,20,20,hour,2026-01-05,"
    "posted,required,required,,,adults,example.org,https://example.org/1,no,a note\n"
    "ad-2,Recovery Coach,,,,,ME,,temporary,,,,,,,2018-09,posted,,,,,,example.org,https://example.org/2,no,"
    '"AmeriCorps service term, not wage employment"\n'
    "ad-3,Peer Specialist,County,county,,,CA,,,,,$1472 per week,1472,1472,week,2026-02-01,closes,,,,,,example.org,"
    "https://example.org/3,no,labelled per week (looks like another period)\n"
)
CANCELLED = {
    "control_number": 826552300,
    "usajobs_url": "https://www.usajobs.gov/job/826552300",
    "position_title": "Peer Specialist",
    "hiring_agency": "Veterans Health Administration",
    "location": "Viera, Florida; Orlando, Florida",
    "open_date": "2025-01-02",
    "close_date": "2025-12-31",
    "min_grade": "6",
    "max_grade": "9",
    "min_salary": 44959.0,
    "max_salary": 79443.0,
    "total_openings": "1",
    "service_type": "Competitive",
    "days_open": 363,
}
NYC_2014 = (
    "Agency,Business Title,Civil Service Title,Level,Division/Work Unit\n"
    "DEPT OF HEALTH,Peer Specialist,SENIOR WORKER,00,Mental Health\n"
    "DEPT OF HEALTH,Peer Reviewer,ANALYST,00,Research\n"
    "FIRE DEPARTMENT,Oracle Developer,MANAGER,M1,Computers\n"
)
NYC_2019 = (
    "Job ID,Agency,Posting Type,# Of Positions,Business Title,Civil Service Title,Salary Range From,Salary Range To,"
    "Salary Frequency,Work Location,Job Description,Hours/Shift,Posting Date\n"
    f"7,DEPT OF HEALTH,Internal,1,Peer Specialist,WORKER,37217,61936,Annual,42-09 28th Street,A text.,{'w' * 301},2019-01-07\n"
    "8,DEPT OF HEALTH,External,1,Peer Specialist,WORKER,20,22,Hourly,42-09 28th Street,A text of peer support.,Days,2019-01-08\n"
    "9,DEPT OF HEALTH,Both,1,Recovery Specialist,WORKER,20,22,Hourly,Street,Lived experience and peers,Days,2019-01-08\n"
)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "peer_ads.csv").write_text(ADS)
    (tmp_path / "cancelled_peer_announcements_2025.json").write_text(json.dumps([CANCELLED]))
    (tmp_path / "NYC_Jobs_2014.csv").write_text(NYC_2014)
    (tmp_path / "NYC_Jobs_2019-02.csv").write_text(NYC_2019)
    return tmp_path


@pytest.fixture
def ads(directory: Path) -> list[dict[str, str]]:
    return postings.extract(directory).tables["posting"].to_dict("records")


def of(ads: list[dict[str, str]], **cells: str) -> dict[str, str]:
    (found,) = [ad for ad in ads if all(ad[column] == cell for column, cell in cells.items())]
    return found


def test_the_facts_of_an_ad_are_kept_as_printed(ads):
    ad = of(ads, source_posting_id="ad-1")
    assert (ad["title"], ad["employer"], ad["places_as_read"]) == ("Peer Specialist", "Hope House", "Salem, OR")
    assert (ad["pay_text"], ad["pay_min_as_read"], ad["pay_unit_as_read"]) == ("$20 an hour", "20", "hour")
    assert (ad["employment_type_as_read"], ad["hours_as_read"], ad["schedule_as_read"]) == ("part_time", "20", "weekday daytime")
    assert (ad["posted_on_as_read"], ad["url"], ad["publisher_url"]) == ("2026-01-05", "https://example.org/1", ad["url"])
    assert (ad["collection"], ad["release"], ad["read_flags"]) == ("Job ads read by hand", "2013-2026", "")


@pytest.mark.parametrize(
    ("cells", "flags"),
    [
        ({"source_posting_id": "ad-2"}, "service_corps"),
        ({"source_posting_id": "ad-3"}, "unit_doubtful"),
        ({"source_posting_id": "826552300"}, "cancelled_announcement"),
        ({"release": "2014"}, "before_2020"),
        ({"source_posting_id": "8"}, ""),
    ],
)
def test_what_a_reader_must_know_of_an_ad_is_a_flag(ads, cells, flags):
    assert of(ads, **cells)["read_flags"] == flags


def test_several_places_stand_in_one_cell(ads):
    assert of(ads, source_id="usajobs")["places_as_read"] == "Viera, Florida | Orlando, Florida"


def test_of_the_citys_postings_those_stay_whose_title_alone_says_peer_support(ads):
    kept = [(ad["release"], ad["title"], ad["source_posting_id"]) for ad in ads if ad["source_id"] == "nyc_jobs"]
    assert kept == [("2014", "Peer Specialist", ""), ("2019-02", "Peer Specialist", "7"), ("2019-02", "Peer Specialist", "8")]


def test_no_description_and_no_passage_is_kept(ads):
    assert "description" not in ads[0]
    assert [ad["schedule_as_read"] for ad in ads if ad["source_posting_id"] in ("7", "8")] == ["", "Days"]
    assert not any("text" in cell for ad in ads for cell in ad.values())


def test_the_files_are_accounted_for(directory):
    files = {file.name: (file.rows_read, file.rows_kept, file.left_because) for file in postings.extract(directory).files}
    assert files == {
        "peer_ads.csv": (3, 3, ""),
        "cancelled_peer_announcements_2025.json": (1, 1, ""),
        "NYC_Jobs_2014.csv": (3, 1, "titles of other work"),
        "NYC_Jobs_2019-02.csv": (3, 2, "titles of other work"),
    }


def test_a_folder_without_the_ads_table_is_named(directory):
    (directory / "peer_ads.csv").unlink()
    with pytest.raises(SourceFault, match=r"no peer_ads\.csv found; expected the table of ads read by hand\."):
        postings.extract(directory)


def test_a_renamed_column_is_named_in_the_fault(directory):
    (directory / "peer_ads.csv").write_text(ADS.replace("lived_experience", "experience", 1))
    with pytest.raises(SourceFault, match=r"peer_ads\.csv: missing column 'lived_experience'; expected the ads table"):
        postings.extract(directory)


STAGING = {
    "a title is missing": ({"title": ""}, "the ad has no title"),
    "the source is missing": ({"source_id": ""}, "the source of the ad is not given"),
    "the row is no number": ({"row_in_file": "x"}, "the row 'x' is not a number"),
    "predicted is no boolean": (
        {"pay_is_predicted": "maybe"},
        "whether the pay is predicted reads 'maybe', neither true nor false",
    ),
    "all is well": ({}, None),
}


@pytest.mark.parametrize(("cells", "reason"), STAGING.values(), ids=STAGING)
def test_staging_sets_an_unusable_ad_aside_with_its_reason(cells, reason):
    (blank,) = postings.TABLES
    row = dict.fromkeys(blank.columns, "") | {"title": "Peer", "source_id": "peer_ads", "row_in_file": "1"} | cells
    (found,) = staged_as_loaded([row])
    assert found["set_aside_reason"] == reason


def test_staging_takes_lists_apart():
    (blank,) = postings.TABLES
    row = dict.fromkeys(blank.columns, "") | {"title": "Peer", "source_id": "x", "row_in_file": "1"}
    places, empty = staged_as_loaded([row | {"places_as_read": "Salem, OR | Reno, NV", "read_flags": "a | b"}, row])
    assert (places["places_as_read"], places["read_flags"]) == (["Salem, OR", "Reno, NV"], ["a", "b"])
    assert (empty["places_as_read"], empty["read_flags"]) == ([], [])


def staged_as_loaded(rows: list[dict[str, str]]) -> list[dict]:
    """Staged rows; the build loads blank cells as NULL."""
    return staged("posting", rows, blank_is_null=True)


def test_shipped_cells_are_short_and_the_table_is_small():
    rows = shipped("postings", "posting")
    assert max(len(cell) for row in rows for cell in row.values()) <= LONGEST_PHRASE
    assert (SHIPPED / "postings" / "posting.csv").stat().st_size < 2_000_000
    assert all(row["release"] and row["publisher_url"] for row in rows if row["source_id"] != "peer_ads")


@pytest.mark.shared
def test_the_shipped_table_is_what_the_files_give(shared_data, tmp_path):
    assert_shipped_as_extracted(postings, shared_data, tmp_path)


@pytest.mark.shared
def test_the_real_files_give_the_known_numbers_of_ads(shared_data):
    table = postings.extract(shared_data).tables["posting"]
    assert table["collection"].value_counts().to_dict() == {
        "Job ads read by hand": 131,
        "Federal announcements cancelled in 2025": 49,
        "City of New York": 6,
    }
    flags = table["read_flags"].str.split(" | ", regex=False).explode().value_counts()
    assert (flags["service_corps"], flags["unit_doubtful"], flags["cancelled_announcement"]) == (2, 1, 50)
