"""Postings in every format, and every kind of damage, become posting_as_read or a row set aside; nothing is lost or invented."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.faults import SourceFault
from pipeline.normalize.formats import FORMATS, of_table
from pipeline.normalize.formats import mapping as mappings
from pipeline.normalize.formats.jobspy import COLUMNS as JOBSPY
from pipeline.normalize.formats.schema_org import FORMAT as SCHEMA_ORG
from pipeline.normalize.read import FileAccount, read_inputs

HEADER = "id,site,job_url,title,company,location,date_posted,description\n"
ROW = 'in-1,indeed,https://example.org/1,Peer Specialist,Hope House,"Akron, OH",2026-05-01,Text\n'


class Reading:
    """The result of reading files: accounts, postings as dicts, rows set aside as (file, row, reason)."""

    def __init__(self, *paths: Path, format: str | None = None) -> None:
        self.connection = duckdb.connect()
        self.accounts = read_inputs(self.connection, paths, FORMATS[format] if format else None)
        found = self.connection.execute("select * from posting_as_read order by posting_key")
        names = [column[0] for column in found.description]
        self.postings = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        self.aside = self.connection.execute(
            "select file, row_in_file, reason from set_aside order by file, row_in_file"
        ).fetchall()

    @property
    def account(self) -> FileAccount:
        (account,) = self.accounts
        return account

    @property
    def titles(self) -> list[str]:
        return [posting["title"] for posting in self.postings]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def jobspy_row(**cells: str) -> dict[str, str]:
    return dict.fromkeys(JOBSPY, "") | {"id": "in-1", "site": "indeed", "title": "Peer Specialist"} | cells


def as_csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


# Formats


def test_jobspy_fields_arrive_under_their_names(file) -> None:
    row = jobspy_row(
        company="Hope House", location="Akron, OH, US", interval="hourly", min_amount="18.5", max_amount="22", is_remote="False"
    )
    (posting,) = Reading(file("jobs.csv", as_csv([row]))).postings
    assert posting["source_id"] == "indeed"
    assert posting["places_as_read"] == ["Akron, OH, US"]
    assert (posting["pay_min_as_read"], posting["pay_max_as_read"], posting["pay_unit_as_read"]) == ("18.5", "22", "hourly")
    assert posting["remote_as_read"] is None


def test_the_markdown_of_jobspy_is_read_as_the_text_it_stands_for(file) -> None:
    row = jobspy_row(description=r"Full\-time, $17\.50 \- $20\.00 an hour at C:\temp")
    (posting,) = Reading(file("jobs.csv", as_csv([row]))).postings
    assert posting["description"] == r"Full-time, $17.50 - $20.00 an hour at C:\temp"


def test_pay_that_jobspy_took_from_the_text_is_left_to_the_text(file) -> None:
    row = jobspy_row(min_amount="18", interval="yearly", salary_source="description", description="$18 an hour")
    (posting,) = Reading(file("jobs.csv", as_csv([row]))).postings
    assert (posting["pay_min_as_read"], posting["pay_unit_as_read"]) == (None, None)


def test_the_same_table_reads_alike_as_csv_json_lines_and_parquet(file, tmp_path: Path) -> None:
    rows = [jobspy_row(id="a", location="Akron, OH"), jobspy_row(id="b", title="Recovery Coach", description="two\nlines")]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "jobs.parquet")
    as_files = (
        file("jobs.csv", as_csv(rows)),
        file("jobs.json", json.dumps(rows)),
        file("jobs.jsonl", "\n".join(map(json.dumps, rows))),
        file("jobs.csv.gz", gzip.compress(as_csv(rows).encode())),
        tmp_path / "jobs.parquet",
    )
    readings = [
        [{name: value for name, value in posting.items() if name != "file"} for posting in Reading(path).postings]
        for path in as_files
    ]
    assert len(readings[0]) == 2
    assert all(reading == readings[0] for reading in readings)


@pytest.mark.parametrize("name", ["jobs.txt", "jobs.json", "jobs.parquet", "jobs"])
def test_the_format_is_told_by_the_content_and_not_by_the_name(file, name: str) -> None:
    assert Reading(file(name, HEADER + ROW)).account.format == "jobspy"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_read(file, delimiter: str) -> None:
    names = ["site", "job_url", "title", "company", "location", "date_posted"]
    text = delimiter.join(names) + "\n" + delimiter.join(["indeed", "u", "Peer", "Hope", "Akron", "2026-01-01"]) + "\n"
    assert Reading(file("jobs.csv", text)).titles == ["Peer"]


def test_every_table_format_is_told_by_its_own_columns() -> None:
    for format in FORMATS.values():
        if hasattr(format, "columns"):
            assert of_table(format.columns) is format


def test_unknown_columns_are_named_once_and_not_read(file) -> None:
    text = HEADER.strip() + ",recruiter,Recruiter Phone\n" + ROW.strip() + ",Ann,555\n"
    reading = Reading(file("jobs.csv", text))
    assert reading.account.unknown_columns == ["recruiter", "Recruiter Phone"]
    assert "Ann" not in str(reading.postings)


def test_a_file_of_no_known_format_names_the_formats_and_its_columns(file) -> None:
    fault = Reading(file("towns.csv", "town,people\nAkron,190000\n")).account.fault
    assert "JobSpy" in fault and "'town', 'people'" in fault and "\n" not in fault


def test_a_format_that_is_asked_for_names_the_missing_columns(file) -> None:
    fault = Reading(file("jobs.csv", "ad_id,title\n1,Peer\n"), format="peer_ads").account.fault
    assert fault.startswith("jobs.csv: missing columns 'certification_required', 'employer'")


def test_a_mapping_reads_any_table(file, tmp_path: Path) -> None:
    toml = file(
        "board.toml",
        'source_id = "county"\nignore = ["Ref"]\n[columns]\ntitle = "Job"\nplaces_as_read = ["Town", "State"]\n'
        'pay_text = "Pay"\n[values]\npay_unit_as_read = "hour"\nemployer = "O\'Brien House"\n',
    )
    board = file("board.csv", "Ref,Job,Town,State,Pay,Extra\n7,Peer Coach,Akron,OH,$18,x\n8,Peer Lead,,OH,,\n")
    connection = duckdb.connect()
    (account,) = read_inputs(connection, [board], mappings.read(toml))
    rows = connection.execute(
        "select source_id, title, places_as_read, pay_text, pay_unit_as_read, employer from posting_as_read order by posting_key"
    ).fetchall()
    assert rows == [
        ("county", "Peer Coach", ["Akron, OH"], "$18", "hour", "O'Brien House"),
        ("county", "Peer Lead", ["OH"], None, "hour", "O'Brien House"),
    ]
    assert account.unknown_columns == ["Extra"]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("source_id = ", "not readable as TOML"),
        ('[columns]\ntitle = "Job"', "expected source_id"),
        ('source_id = "x"\n[columns]\nemployer = "E"', "names at least the title's column"),
        ('source_id = "x"\n[columns]\ntitle = "T"\nsalary = "S"', "'salary' is no column of posting_as_read"),
        ('source_id = "x"\n[columns]\ntitle = 7', "'title' in [columns] is 7"),
    ],
)
def test_a_wrong_mapping_is_one_sentence(file, toml: str, words: str) -> None:
    with pytest.raises(SourceFault) as fault:
        mappings.read(file("m.toml", toml))
    assert words in str(fault.value) and "\n" not in str(fault.value)


def test_usajobs_search_gives_every_location_and_the_pay_as_printed(file) -> None:
    item = {
        "MatchedObjectId": "1",
        "MatchedObjectDescriptor": {
            "PositionTitle": "Peer Specialist",
            "OrganizationName": "Veterans Health Administration",
            "PositionLocation": [{"LocationName": "Reno, Nevada"}, {"LocationName": "Akron, Ohio"}],
            "PositionRemuneration": [{"MinimumRange": "40490.0", "MaximumRange": "79755.0", "RateIntervalCode": "PA"}],
            "PositionSchedule": [{"Code": "2", "Name": "Work Schedule is part-time."}],
            "UserArea": {"Details": {"MajorDuties": ["a", "b"], "TeleworkEligible": True}},
        },
    }
    (posting,) = Reading(file("s.json", json.dumps({"SearchResult": {"SearchResultItems": [item]}}))).postings
    assert posting["places_as_read"] == ["Reno, Nevada", "Akron, Ohio"]
    assert (posting["pay_min_as_read"], posting["pay_unit_as_read"]) == ("40490.0", "PA")
    assert (posting["employment_type_as_read"], posting["remote_as_read"]) == ("Part-time", "telework eligible")
    assert posting["description"] == "a, b"


@pytest.mark.parametrize("locations", ["as a list", "as text"])
def test_historic_announcements_read_their_locations(file, locations: str) -> None:
    places = [
        {"positionLocationCity": "Akron", "positionLocationState": "Ohio", "positionLocationCountry": "United States"},
        {"positionLocationCity": "Reno, Nevada", "positionLocationState": "Nevada", "positionLocationCountry": "United States"},
        {"positionLocationCity": "Seoul", "positionLocationState": None, "positionLocationCountry": "Korea"},
    ]
    row = {
        "usajobsControlNumber": 5,
        "hiringAgencyName": "VHA",
        "positionTitle": "Peer Specialist",
        "minimumSalary": 40490.0,
        "salaryType": "Per Year",
        "PositionLocations": places if locations == "as a list" else json.dumps(places),
    }
    (posting,) = Reading(file("h.json", json.dumps({"paging": {}, "data": [row]}))).postings
    assert posting["places_as_read"] == ["Akron, Ohio", "Reno, Nevada", "Seoul, Korea"]
    assert posting["pay_min_as_read"] == "40490.0"


def test_adzuna_says_which_pay_is_predicted(file) -> None:
    result = {
        "id": "9",
        "title": "Peer",
        "redirect_url": "https://example.org",
        "location": {"area": ["US", "Washington", "King County", "Pioneer Square"]},
        "salary_min": 40000.5,
        "salary_is_predicted": "1",
    }
    script = "const sample = " + json.dumps({"results": [result]}) + ";\nmodule.exports = sample;"
    (posting,) = Reading(file("a.js", script)).postings
    assert posting["pay_is_predicted"] is True
    assert posting["places_as_read"] == ["Pioneer Square, Washington, US"]


@pytest.mark.parametrize(
    ("salary", "expected"),
    [
        ({"value": {"minValue": 18, "maxValue": 22.5, "unitText": "HOUR"}, "currency": "USD"}, ("18", "22.5", "HOUR", None)),
        ({"minValue": 0.0, "maxValue": 0.0}, (None, None, None, None)),
        ({"value": {"value": 45000, "unitText": "YEAR"}}, ("45000", None, "YEAR", None)),
        ("100000", ("100000", None, None, None)),
        ("$18 - $22 an hour", (None, None, None, "$18 - $22 an hour")),
        ([{"value": {"minValue": "18"}, "unitText": "HOUR"}], ("18", None, "HOUR", None)),
        (None, (None, None, None, None)),
    ],
)
def test_schema_org_pay_in_its_many_shapes(salary: object, expected: tuple) -> None:
    fields = SCHEMA_ORG.read({"@type": "JobPosting", "title": "Peer", "baseSalary": salary})
    assert tuple(fields[name] for name in ("pay_min_as_read", "pay_max_as_read", "pay_unit_as_read", "pay_text")) == expected


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ({"address": {"addressLocality": "Akron", "addressRegion": "OH", "addressCountry": {"name": "US"}}}, ["Akron, OH, US"]),
        ([{"address": {"addressLocality": "Akron"}}, {"address": "Reno, NV"}], ["Akron", "Reno, NV"]),
        ({"address": {"addressLocality": ["Akron", "Reno"], "addressRegion": ["OH", "NV"]}}, ["Akron, OH", "Reno, NV"]),
        ({"address": {"addressRegion": "CA", "addressCountry": {"name": ["USA", "USA"]}}}, ["CA, USA"]),
        ("Akron", ["Akron"]),
        (None, []),
    ],
)
def test_schema_org_places_in_their_many_shapes(location: object, places: list[str]) -> None:
    assert SCHEMA_ORG.read({"title": "Peer", "jobLocation": location})["places_as_read"] == places


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(SCHEMA_ORG.keys)), inner, max_size=4),
    max_leaves=12,
)


@given(record=st.dictionaries(st.sampled_from(sorted(SCHEMA_ORG.keys)), JSON_VALUES))
def test_no_job_posting_is_too_odd_to_read(record: dict) -> None:
    fields = SCHEMA_ORG.read(record)
    assert all(isinstance(place, str) and place for place in fields["places_as_read"])


def test_a_page_gives_its_job_postings_and_nothing_else(file) -> None:
    page = """<!doctype html><script type='application/ld+json'>{"@type": "Organization", "name": "Hope"}</script>
    <SCRIPT type="application/ld+json" nonce="x">
    {"@graph": [{"@type": "BreadcrumbList", "itemListElement": []}, {"@type": "JobPosting", "title": "Peer\tSpecialist"}]}
    </SCRIPT><script type="application/ld+json">{"@type": "JobPosting", "title": </script>"""
    reading = Reading(file("job.html", page))
    assert reading.titles == ["Peer\tSpecialist"]
    assert [reason for _, _, reason in reading.aside] == ["the page's ld+json is malformed"]
    assert (reading.account.rows_read, reading.account.used) == (2, 1)


def test_a_page_without_a_job_is_one_sentence(file) -> None:
    fault = Reading(file("data.csv", "<html><body>Too many requests</body></html>")).account.fault
    assert fault.startswith("data.csv: this is a web page without a schema.org JobPosting")


# Damage


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        ("1,2,3\n", "3 cells; expected 8 as in the header"),
        ("a\n", "1 cell; expected 8 as in the header"),
        (ROW.strip() + ",one too many\n", "9 cells; expected 8 as in the header"),
        ('in-2,indeed,u,"Peer, never closed,Hope,Akron,2026-01-01,Text\n', "a quote is opened and not closed"),
        ("in-2,indeed,u,,Hope,Akron,2026-01-01,Text\n", "no title"),
    ],
)
def test_a_damaged_row_costs_itself_and_no_other(file, damaged: str, reason: str) -> None:
    reading = Reading(file("jobs.csv", HEADER + ROW + damaged + ROW + ROW))
    assert reading.titles == ["Peer Specialist"] * 3
    assert reading.aside == [("jobs.csv", 2, reason)]
    assert (reading.account.rows_read, reading.account.set_aside) == (4, 1)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW + ROW.replace("\n", "\r\n") + ROW,
        (HEADER + ROW * 3).replace("\n", "\r\n"),
        (HEADER + ROW * 3).replace("\n", "\r"),
        HEADER + ROW + "\n\n" + ROW + ROW.rstrip("\n"),
        "\ufeff" + HEADER + ROW * 3,
        HEADER + ROW + ROW.strip() + ",,,\n" + ROW,
    ],
    ids=["mixed line ends", "CRLF", "CR", "blank lines", "byte order mark", "blank cells at the end"],
)
def test_line_ends_and_blanks_do_not_matter(file, text: str) -> None:
    reading = Reading(file("jobs.csv", text))
    assert reading.titles == ["Peer Specialist"] * 3
    assert [posting["row_in_file"] for posting in reading.postings] == [1, 2, 3]
    assert reading.aside == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_unicode_files_read_as_they_are(file, encoding: str) -> None:
    reading = Reading(file("jobs.csv", (HEADER + ROW.replace("Hope", "Café")).encode(encoding)))
    assert [(posting["employer"], posting["read_flags"]) for posting in reading.postings] == [("Café House", [])]


def test_a_row_that_is_not_utf8_is_read_as_windows_1252_and_says_so(file) -> None:
    content = HEADER.encode() + ROW.replace("Hope", "Café").encode("cp1252") + ROW.encode()
    reading = Reading(file("jobs.csv", content))
    assert [posting["employer"] for posting in reading.postings] == ["Café House", "Hope House"]
    assert [posting["read_flags"] for posting in reading.postings] == [["read_as_windows_1252"], []]


@pytest.mark.parametrize(
    ("employer", "flags"),
    [
        ("CitÃ© House", ["mojibake"]),
        ("Peerâ€™s House", ["mojibake"]),
        ("Caf\ufffd House", ["mojibake"]),
        ('"=HYPERLINK(""http://x"",""House"")"', ["formula_cell"]),
        ("Ho\0pe House", ["nul_bytes"]),
        ("Ângela House", []),
    ],
)
def test_doubtful_text_is_kept_and_flagged(file, employer: str, flags: list[str]) -> None:
    (posting,) = Reading(file("jobs.csv", HEADER + ROW.replace("Hope House", employer))).postings
    assert posting["read_flags"] == flags
    assert posting["employer"].endswith(("House", 'House")'))


def test_a_description_of_a_megabyte_is_read_whole(file) -> None:
    long = "x" * 1_500_000
    (posting,) = Reading(file("jobs.csv", HEADER + ROW.replace("Text", long))).postings
    assert len(posting["description"]) == 1_500_000
    assert posting["read_flags"] == ["long_text"]


POSTING = {"@type": "JobPosting", "title": "Peer"}


@pytest.mark.parametrize(
    ("text", "titles", "reasons"),
    [
        ("{a}\n{b}\n" + json.dumps(POSTING), ["Peer"], ["malformed JSON", "malformed JSON"]),
        (json.dumps(POSTING) + '\n{"title": "Pe\n' + json.dumps(POSTING), ["Peer", "Peer"], ["malformed JSON"]),
        (json.dumps([POSTING, POSTING])[:-12], ["Peer"], ["cut short"]),
        ('{"results": [' + json.dumps(POSTING) + ', {"title": }, ' + json.dumps(POSTING) + "]}", ["Peer"] * 2, ["malformed"]),
        (json.dumps([POSTING, 7, "x", None]), ["Peer"], ["no JSON object"] * 3),
        (json.dumps([POSTING, {"@type": "JobPosting"}]), ["Peer"], ["no title"]),
        (json.dumps([POSTING, {"town": "Akron"}]), ["Peer"], ["no schema.org JobPosting record"]),
        (json.dumps([POSTING]).replace("Peer", "Pe\\ud800er"), ["Pe?er"], []),
        (json.dumps([POSTING]).replace("Peer", "Pe\ner"), ["Pe\ner"], []),
        (json.dumps([POSTING | {"x": "N"}]).replace('"N"', "NaN"), ["Peer"], []),
        ("[" * 5000 + "]" * 5000 + "\n" + json.dumps(POSTING) + "\n", [], None),
    ],
    ids=["bad first lines", "bad line", "cut array", "bad item", "no objects", "no title", "other record", "half character",
         "raw line end", "NaN", "nested deeply"],
)  # fmt: skip
def test_json_damage_costs_one_record(file, text: str, titles: list[str], reasons: list[str] | None) -> None:
    reading = Reading(file("jobs.json", text))
    assert reading.titles == titles
    if reasons is None:
        assert reading.account.fault
    else:
        assert len(reading.aside) == len(reasons)
        assert all(part in reason for part, (_, _, reason) in zip(reasons, reading.aside, strict=True))
        assert reading.account.rows_read == len(titles) + len(reasons)


def test_a_packed_file_cut_short_gives_the_rows_before_the_cut(file) -> None:
    rows = "".join(ROW.replace("in-1", f"in-{n}-{n * 7919 % 10007}") for n in range(4000))
    reading = Reading(file("jobs.csv.gz", gzip.compress((HEADER + rows).encode())[:-2000]))
    assert len(reading.postings) > 100
    assert reading.aside[-1][2].startswith("the packed file is damaged")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        (b"PK\x03\x04rest", "this is a workbook or a zip"),
        (b"PAR1 cut", "the Parquet file is damaged"),
        (b"\x1f\x8bnot gzip", "the packed file is damaged"),
        (b"title,title,places_as_read\na,b,c\n", "column 'title' stands more than once"),
        (b"{broken", "malformed JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_are_read(file, content: bytes, words: str) -> None:
    reading = Reading(file("bad", content), file("good.csv", HEADER + ROW))
    assert words in reading.accounts[0].fault and "\n" not in reading.accounts[0].fault
    assert reading.aside == [("bad", None, reading.accounts[0].fault)]
    assert reading.titles == ["Peer Specialist"]


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    assert "No such file" in Reading(tmp_path / "none.csv").account.fault


def test_a_folder_stands_for_its_files(file, tmp_path: Path) -> None:
    file("b.csv", HEADER + ROW)
    file("a.csv", HEADER + ROW)
    file("~$lock.csv", "x")
    assert [account.name for account in Reading(tmp_path).accounts] == ["a.csv", "b.csv"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.binary(max_size=200) | st.text(alphabet='",;\n\r\tab\0é{}[]:<>', max_size=200).map(str.encode))
def test_no_content_stops_a_file_and_every_row_is_accounted_for(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(HEADER.encode() + content + b"\n" + ROW.encode())
    reading = Reading(path)
    account = reading.account
    assert account.fault is None
    assert len(reading.postings) + len(reading.aside) == account.rows_read
    assert reading.titles[-1:] == ["Peer Specialist"]


# The real files


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "format", "rows", "aside"),
    [
        ("ads/peer_ads.csv", "peer_ads", 131, 0),
        ("postings/nyc_jobs/NYC_Jobs_2014.csv", "nyc_jobs_2014", 1658, 0),
        ("postings/nyc_jobs/NYC_Jobs_2019-02.csv", "nyc_jobs", 3977, 4),
        ("postings/usajobs/cancelled_peer_announcements_2025.json", "usajobs_cancelled", 49, 0),
        ("postings/usajobs/cancelled_announcements_2025.csv", "usajobs_cancelled", 16563, 0),
        ("postings/usajobs/all_jobs_clean_union.csv", "usajobs_union", 13649, 0),
        ("postings/usajobs/historical_jobs_2016.parquet", "usajobs_historic", 3879, 0),
        ("postings/usajobs/search_api_2016_500_items.json", "usajobs_search", 500, 0),
        ("postings/usajobs/search_api_2016_242_items.json", "usajobs_search", 242, 0),
        ("postings/api_samples/usajobs_historicjoa_2016_3rows.json", "usajobs_historic", 3, 0),
        ("postings/api_samples/adzuna_us_search_vorabhavya_2025.json", "adzuna", 10, 0),
        ("postings/api_samples/adzuna_us_search_m1frahm_dummydata.js", "adzuna", 50, 0),
        ("postings/api_samples/50_sample.json.gz", "schema_org", 50, 0),
        ("postings/api_samples/sample_job_listing.json", "schema_org", 1, 0),
        ("postings/api_samples/jobseek_jsonld_meta_software_engineer.html", "schema_org", 1, 0),
        ("postings/api_samples/jobseek_jsonld_neura_robotics_manager.html", "schema_org", 1, 0),
    ],
)
def test_the_real_files_are_read_whole(shared_data: Path, name: str, format: str, rows: int, aside: int) -> None:
    account = Reading(shared_data / name).account
    assert (account.fault, account.format, account.rows_read, account.set_aside) == (None, format, rows, aside)
    assert account.unknown_columns == []


@pytest.mark.shared
def test_the_shifted_rows_of_new_york_are_set_aside(shared_data: Path) -> None:
    reading = Reading(shared_data / "postings/nyc_jobs/NYC_Jobs_2019-02.csv")
    assert [row for _, row, _ in reading.aside] == [1, 5, 6, 14]
    assert {reason for _, _, reason in reading.aside} == {"the cells are shifted or cut: 'Posting Date' holds no date"}
