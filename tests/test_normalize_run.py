"""From files to one Parquet file: the shape of the output, what the command says, and that a second run changes nothing."""

import csv
import io
import os
import random
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.faults import SourceFault
from pipeline.normalize.fields import POSTING
from pipeline.normalize.formats.jobspy import COLUMNS as JOBSPY
from pipeline.normalize.run import Summary, normalize, set_aside_path

PROJECT = Path(__file__).parent.parent
ADS = [
    {"title": "Peer Support Specialist", "company": "Hope House", "location": "Akron, OH", "min_amount": "18", "max_amount": "22",
     "interval": "hourly", "date_posted": "2026-03-01", "description": "Part-time, evenings. Lived experience required."},
    {"title": "Peer Support Specialst", "company": "Hope House", "location": "Akron, OH", "date_posted": "2026-03-20",
     "site": "linkedin", "job_url": "https://www.linkedin.com/1", "description": "Part-time."},
    {"title": "Recovery Coach", "company": "Zuñiga & Sons", "location": "El Paso, TX", "date_posted": "03/05/2026",
     "description": "Pays $17.50 - $19.00 per hour.", "id": ""},
    {"title": "Peer Reviewer", "company": "Journal", "location": "Remote", "date_posted": "2026", "description": "No pay here."},
    {"title": "Warmline Operator", "company": "Hope Line", "location": "Reno, NV; Elko, NV", "date_posted": "2026-02-30",
     "description": "x" * 1_200_000},
    {"title": "=HYPERLINK(\"http://x\")", "company": "", "location": "", "date_posted": ""},
    {"title": "Case Manager", "company": "Peerâ€™s House", "location": "Akron, OH", "date_posted": "2026-03-01"},
]  # fmt: skip


def jobspy(path: Path, ads: list[dict[str, str]]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, JOBSPY, restval="", lineterminator="\n")
    writer.writeheader()
    for number, ad in enumerate(ads):
        writer.writerow({"id": f"in-{number}", "site": "indeed", "job_url": f"https://www.indeed.com/{number}", **ad})
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def rows(path: Path) -> list[tuple]:
    """Every row of a Parquet file, in an order of its own."""
    return duckdb.execute(f"select * from '{path}' order by all").fetchall()


def column(path: Path, name: str) -> dict[str, object]:
    return dict(duckdb.execute(f"select posting_id, {name} from '{path}'").fetchall())


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    folder = tmp_path_factory.mktemp("run")
    out = folder / "jobs.parquet"
    return out, normalize([jobspy(folder / "jobs.csv", ADS)], out)


def test_the_output_has_the_columns_of_the_specification_with_their_types(finished) -> None:
    found = duckdb.execute(f"describe from '{finished[0]}'").fetchall()
    assert {name: kind for name, kind, *_ in found} == POSTING
    assert [name for name, *_ in found] == list(POSTING)


def test_every_row_read_is_a_posting_or_set_aside(finished) -> None:
    out, summary = finished
    (account,) = summary.files
    assert (account.rows_read, account.used, account.set_aside) == (7, 7, 0)
    assert summary.postings == len(rows(out)) == 7
    assert (summary.peer_postings, summary.duplicates, summary.peer_survivors) == (4, 1, 3)


def test_the_same_ad_on_two_sites_counts_once(finished) -> None:
    named = {name: of for name, of in column(finished[0], "duplicate_of").items() if of}
    assert named == {"linkedin:in-1": "indeed:in-0"}


def test_dates_are_days_or_flagged(finished) -> None:
    days = column(finished[0], "posted_on")
    flags = column(finished[0], "flags")
    by_title = {title: name for name, title in column(finished[0], "title").items()}
    assert str(days[by_title["Recovery Coach"]]) == "2026-03-05"
    assert [str(days[by_title[title]]) for title in ("Peer Reviewer", "Warmline Operator")] == ["None", "None"]
    assert "posted_on_not_a_day" in flags[by_title["Peer Reviewer"]]
    assert {"posted_on_not_a_day", "long_text"} <= set(flags[by_title["Warmline Operator"]])
    assert flags[by_title["Case Manager"]] == ["mojibake"]
    assert flags[by_title['=HYPERLINK("http://x")']] == ["formula_cell"]


def test_a_posting_without_a_number_gets_a_stable_id(finished, tmp_path: Path) -> None:
    (name,) = [name for name, title in column(finished[0], "title").items() if title == "Recovery Coach"]
    assert name.startswith("indeed:") and len(name) == len("indeed:") + 16
    normalize([jobspy(tmp_path / "other.csv", [{}, {}, ADS[2]])], tmp_path / "other.parquet")
    assert name in column(tmp_path / "other.parquet", "title")


def test_reading_its_own_output_again_changes_nothing(finished, tmp_path: Path) -> None:
    normalize([finished[0]], tmp_path / "again.parquet")
    assert rows(tmp_path / "again.parquet") == rows(finished[0])


def test_an_id_that_ends_like_a_copys_number_is_kept(tmp_path: Path) -> None:
    jobs = jobspy(tmp_path / "jobs.csv", [ADS[0] | {"id": "https://example.org/#2"}, ADS[3] | {"id": "https://example.org/"}])
    normalize([jobs], tmp_path / "a.parquet")
    normalize([tmp_path / "a.parquet"], tmp_path / "b.parquet")
    assert rows(tmp_path / "b.parquet") == rows(tmp_path / "a.parquet")


def test_a_file_may_be_normalized_onto_itself(finished, tmp_path: Path) -> None:
    own = tmp_path / "own.parquet"
    own.write_bytes(finished[0].read_bytes())
    normalize([own], own)
    assert rows(own) == rows(finished[0])


def test_output_and_new_files_read_together_are_one_set(finished, tmp_path: Path) -> None:
    more = jobspy(tmp_path / "more.csv", [ADS[0] | {"id": "new", "date_posted": "2026-02-20"}, ADS[3] | {"id": "in-3"}])
    normalize([finished[0], more], tmp_path / "both.parquet")
    duplicate_of = column(tmp_path / "both.parquet", "duplicate_of")
    assert len(duplicate_of) == 9
    assert duplicate_of["indeed:in-0"] == "indeed:new"
    assert duplicate_of["indeed:in-3#2"] == "indeed:in-3"


def test_the_order_of_rows_changes_nothing(finished, tmp_path: Path) -> None:
    numbered = [{"id": f"in-{number}", "job_url": f"https://www.indeed.com/{number}", **ad} for number, ad in enumerate(ADS)]
    for seed in range(3):
        mixed = random.Random(seed).sample(numbered, len(numbered))
        normalize([jobspy(tmp_path / "mixed.csv", mixed)], tmp_path / "mixed.parquet")
        assert rows(tmp_path / "mixed.parquet") == rows(finished[0])


def test_the_number_of_files_changes_nothing(finished, tmp_path: Path) -> None:
    numbered = [{"id": f"in-{number}", "job_url": f"https://www.indeed.com/{number}", **ad} for number, ad in enumerate(ADS)]
    parts = [jobspy(tmp_path / f"{number}.csv", [ad]) for number, ad in enumerate(numbered)]
    normalize(parts, tmp_path / "parts.parquet")
    assert rows(tmp_path / "parts.parquet") == rows(finished[0])


def test_nothing_but_the_two_files_is_left(finished) -> None:
    assert sorted(path.name for path in finished[0].parent.iterdir()) == ["jobs.csv", "jobs.parquet", "jobs.set_aside.parquet"]


def test_a_run_that_fails_leaves_the_old_file(finished, tmp_path: Path) -> None:
    out = tmp_path / "jobs.parquet"
    out.write_bytes(b"old")
    (tmp_path / "bad.csv").write_text("town\nAkron\n")
    with pytest.raises(SourceFault, match="in no known format"):
        normalize([tmp_path / "bad.csv"], out)
    assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "jobs.parquet"]


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "jobs.parquet.building"
    left.mkdir()
    (left / "work.duckdb").write_bytes(b"half")
    normalize([jobspy(tmp_path / "jobs.csv", ADS[:1])], tmp_path / "jobs.parquet")
    assert not left.exists()


# The command


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "normalize", *words],
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        check=False,
    )


def test_the_command_accounts_for_every_row_and_names_what_it_did_not_read(tmp_path: Path) -> None:
    path = jobspy(tmp_path / "jobs.csv", ADS[:2])
    text = path.read_text().splitlines()
    path.write_text("\n".join([text[0] + ",recruiter", *(line + ",Ann" for line in text[1:]), "cut"]) + "\n")
    done = run("jobs.csv", "--out", "o.parquet", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [word for word in done.stdout.splitlines()[1].split()] == ["jobs.csv", "jobspy", "3", "2", "1"]
    assert "jobs.csv: not read: recruiter." in done.stdout
    assert "2 postings, 1 of them duplicates; 2 peer support postings, 1 without duplicates." in done.stdout
    assert rows(set_aside_path(tmp_path / "o.parquet")) == [("jobs.csv", 3, "1 cell; expected 35 as in the header", "cut")]


def test_a_bad_file_among_good_ones_is_code_1_and_the_good_ones_are_written(tmp_path: Path) -> None:
    jobspy(tmp_path / "jobs.csv", ADS[:1])
    (tmp_path / "page.csv").write_text("<html>Too many requests</html>")
    done = run("page.csv", "jobs.csv", "--out", "o.parquet", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("page.csv: this is a web page without a schema.org JobPosting")
    assert len(rows(tmp_path / "o.parquet")) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none.csv", "--out", "o.parquet"], 1, "none.csv: No such file"),
        (["jobs.csv", "--out", "."], 1, "this is a folder; expected the name of the Parquet file"),
        (["jobs.csv"], 2, "Missing option '--out'"),
        (["jobs.csv", "--out", "o.parquet", "--format", "xml"], 2, "'xml' is no format"),
        (["jobs.csv", "--out", "o.parquet", "--format", "adzuna", "--mapping", "m.toml"], 2, "not both"),
        (["jobs.csv", "--out", "o.parquet", "--format", "peer_ads"], 1, "jobs.csv: missing columns 'ad_id'"),
        (["jobs.csv", "--out", "o.parquet", "--mapping", "none.toml"], 1, "none.toml"),
    ],
)
def test_a_wrong_call_is_told_from_wrong_data(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    jobspy(tmp_path / "jobs.csv", ADS[:1])
    done = run(*words, folder=tmp_path)
    assert done.returncode == code
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert not (tmp_path / "o.parquet").exists()


# The real files


@pytest.mark.shared
def test_the_real_files_run_whole_and_a_second_run_changes_nothing(shared_data: Path, tmp_path: Path) -> None:
    inputs = [
        shared_data / "ads/peer_ads.csv",
        shared_data / "postings/nyc_jobs/NYC_Jobs_2019-02.csv",
        shared_data / "postings/usajobs/cancelled_peer_announcements_2025.json",
        shared_data / "postings/usajobs/historical_jobs_2016.parquet",
        shared_data / "postings/usajobs/search_api_2016_242_items.json",
    ]
    summary = normalize(inputs, tmp_path / "a.parquet")
    assert sum(account.used for account in summary.files) == summary.postings == 131 + 3973 + 49 + 3879 + 242
    normalize([tmp_path / "a.parquet"], tmp_path / "b.parquet")
    assert rows(tmp_path / "b.parquet") == rows(tmp_path / "a.parquet")


@pytest.mark.shared
def test_a_federal_announcement_in_two_files_counts_once(shared_data: Path, tmp_path: Path) -> None:
    names = ("cancelled_peer_announcements_2025.json", "cancelled_announcements_2025.csv")
    normalize([shared_data / "postings/usajobs" / name for name in names], tmp_path / "o.parquet")
    duplicate_of = column(tmp_path / "o.parquet", "duplicate_of")
    assert duplicate_of["usajobs:826552300#2"] == "usajobs:826552300"
