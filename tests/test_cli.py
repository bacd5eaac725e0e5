"""The command line: help that reads well, exit code 0 done, 1 a fault in the data, 2 a wrong call; never a traceback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.registry import SOURCES
from pipeline.warehouse import building
from tests.conftest import PROJECT

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line in a folder that holds nothing but what the test puts there; the project's files stay out of reach."""

    def run_in_folder(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "ATLAS_WAREHOUSE": "data/warehouse.duckdb", "COLUMNS": "120"},
            capture_output=True,
            text=True,
            timeout=600,
        )

    return run_in_folder


@pytest.fixture
def standing(tmp_path: Path, warehouse: Path) -> Path:
    (tmp_path / "data").mkdir(exist_ok=True)
    return Path(shutil.copy(warehouse, tmp_path / "data" / "warehouse.duckdb"))


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ((), ["build", "refresh", "status", "check", "dictionary", "one DuckDB warehouse"]),
        (("build",), ["--raw", "--warehouse", "--if-changed", "the old file stays until the new one has passed its checks"]),
        (("refresh",), ["--from", "zips included", *SOURCES]),
        (("status",), ["newest release, rows, licence and age", "data/warehouse.duckdb"]),
        (("check",), ["Run the contracts on the warehouse in place"]),
        (("dictionary",), ["every table and column with its meaning", "--to"]),
    ],
    ids=lambda given: " ".join(given) or "the whole" if isinstance(given, tuple) else None,
)
def test_help_says_what_each_verb_does(run, verb, words):
    result = run(*verb, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    said = " ".join(result.stdout.replace("│", " ").split())
    assert [word for word in words if word not in said] == []


def test_build_prints_the_rows_read_used_and_set_aside_of_each_source(run, tmp_path):
    raw = PROJECT / "data" / "raw"
    first = run("build", "--raw", raw)
    assert (first.returncode, first.stderr) == (0, "")
    header, *lines, last = first.stdout.strip().splitlines()
    assert header.split() == ["source", "rows", "read", "used", "set", "aside"]
    assert last.startswith("Built data/warehouse.duckdb (") and last.endswith("; every check holds.")
    with duckdb.connect(tmp_path / "data" / "warehouse.duckdb", read_only=True) as built:
        counted = built.execute(
            "select source_id, sum(rows_read), sum(rows_used), sum(rows_set_aside) from core.row_count group by all"
        ).fetchall()
    printed = {line.split()[0]: tuple(int(cell.replace(",", "")) for cell in line.split()[1:]) for line in lines}
    assert printed == {source: tuple(map(int, counts)) for source, *counts in counted}
    assert list(printed) == list(SOURCES)

    again = run("build", "--if-changed", "--raw", raw)
    assert (again.returncode, again.stdout, again.stderr) == (0, "data/warehouse.duckdb is up to date.\n", "")


def test_status_names_each_source_with_rows_licence_and_age(run, standing):
    result = run("status")
    assert (result.returncode, result.stderr) == (0, "")
    for source_id, source in SOURCES.items():
        line = next(line for line in result.stdout.splitlines() if line.split()[:1] == [source_id])
        assert source.provenance.licence.split()[0] in line
    assert "data/warehouse.duckdb, built 20" in result.stdout


def test_check_says_that_every_check_holds(run, standing):
    result = run("check")
    assert (result.returncode, result.stdout, result.stderr) == (0, "data/warehouse.duckdb: every check holds.\n", "")


def test_check_names_every_broken_contract_in_a_sentence_of_its_own(run, standing):
    with duckdb.connect(standing) as connection:
        connection.execute("update mart.pay set hourly_p10 = hourly_p90 + 1 where hourly_p90 is not null")
        connection.execute("delete from core.cpi where month < '1960-01-01'")
    result = run("check")
    assert (result.returncode, result.stdout) == (1, "")
    assert [line.split(";")[0] for line in result.stderr.splitlines()] == [
        "Expected: Percentiles rise from p10 to p90",
        "Expected: core.cpi holds at least 940 rows",
        "Expected: Every used row of cpi.cpi stands once in core.cpi, and no row that was set aside does",
    ]


def test_the_dictionary_is_written_to_a_file_or_to_the_screen(run, standing, tmp_path):
    screen = run("dictionary")
    assert screen.stdout.startswith("# Data dictionary\n")
    file = run("dictionary", "--to", "dictionary.md")
    assert (file.returncode, file.stdout, file.stderr) == (0, "", "")
    assert (tmp_path / "dictionary.md").read_text(encoding="utf-8") == screen.stdout


NO_WAREHOUSE = "no warehouse yet; run 'make run' or 'python -m pipeline build'."

DATA_FAULTS = [
    (("build", "--raw", "nowhere"), "nowhere: no such folder; expected the raw tables, one folder a source."),
    (
        ("build", "--raw", "empty"),
        "empty/articles/provenance.toml: missing; run 'python -m pipeline refresh articles --from DIR'.",
    ),
    (("build", "--raw", "empty", "--warehouse", "empty"), "empty: this is a folder; expected the name of the warehouse file."),
    (("build", "--raw", "empty", "--warehouse", "page.csv/new.duckdb"), "page.csv/new.duckdb: cannot be written (File exists)"),
    (
        ("refresh", "cpi", "--from", "nowhere", "--raw", "raw"),
        "nowhere: no such folder; expected one that holds the publisher's files.",
    ),
    (("refresh", "cpi", "--from", "empty", "--raw", "raw"), "empty: "),
    (
        ("refresh", "cpi", "--from", "pages", "--raw", "raw"),
        "CPIAUCSL.csv: this is a web page saved as .csv, probably an error page",
    ),
    (
        ("refresh", "oews", "--from", "zips", "--raw", "raw"),
        "oesm25ma.zip: the zip is damaged or cut short; download the release again.",
    ),
    (("refresh", "cpi", "--from", "series", "--raw", "page.csv"), "page.csv/cpi: Not a directory; expected to read or write it."),
    (("status",), f"data/warehouse.duckdb: {NO_WAREHOUSE}"),
    (("check",), f"data/warehouse.duckdb: {NO_WAREHOUSE}"),
    (("dictionary",), f"data/warehouse.duckdb: {NO_WAREHOUSE}"),
    (("status", "--warehouse", "page.csv"), "page.csv: not a readable warehouse; run 'python -m pipeline build'."),
    (("check", "--warehouse", "page.csv"), "page.csv: not a readable warehouse; run 'python -m pipeline build'."),
    (("dictionary", "--warehouse", "page.csv"), "page.csv: not a readable warehouse; run 'python -m pipeline build'."),
]


@pytest.mark.parametrize(("arguments", "sentence"), DATA_FAULTS, ids=[" ".join(case[0]) for case in DATA_FAULTS])
def test_a_fault_in_the_data_is_one_sentence_and_exit_code_1(run, tmp_path, arguments, sentence):
    page = b"<html><body>502 Bad Gateway</body></html>"
    for folder in ("empty", "pages", "zips", "series"):
        (tmp_path / folder).mkdir()
    (tmp_path / "page.csv").write_bytes(page)
    (tmp_path / "pages" / "CPIAUCSL.csv").write_bytes(page)
    (tmp_path / "zips" / "oesm25ma.zip").write_bytes(b"PK\x03\x04 cut short")
    (tmp_path / "series" / "CPIAUCSL.csv").write_text("DATE,CPIAUCSL\n2026-01-01,326.1\n")
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(sentence)
    assert result.stderr.count("\n") == 1


WRONG_CALLS = [
    (("nonsense",), "No such command 'nonsense'"),
    (("build", "--fast"), "No such option: --fast"),
    (("refresh", "cpi", "--raw", "raw"), "Missing option '--from'"),
    (("refresh", "wages", "--from", ".", "--raw", "raw"), "'wages' is no source; expected one of articles, "),
    ((), "Usage: python -m pipeline"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG_CALLS, ids=[" ".join(case[0]) or "nothing" for case in WRONG_CALLS])
def test_a_wrong_call_is_exit_code_2_and_says_what_was_expected(run, arguments, sentence):
    result = run(*arguments)
    assert result.returncode == 2
    assert sentence in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def test_a_build_beside_a_running_one_is_refused_in_one_sentence(run, standing):
    with building(standing):
        result = run("build", "--raw", PROJECT / "data" / "raw")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "data/warehouse.duckdb: another build is running; wait for it to end.\n"


def test_a_warehouse_of_another_version_is_named_without_a_traceback(run, standing):
    with duckdb.connect(standing) as connection:
        connection.execute("drop table mart.growth")
    result = run("check")
    assert (result.returncode, result.stdout) == (1, "")
    assert "finds other tables than this version builds; run 'python -m pipeline build'." in result.stderr
    assert result.stderr.count("\n") == 1


def test_refresh_writes_the_tables_and_says_what_it_read_and_kept(run, tmp_path):
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "CPIAUCSL.csv").write_text("DATE,CPIAUCSL\n2026-01-01,326.1\n2026-02-01,\n")
    result = run("refresh", "cpi", "--from", "series", "--raw", "data/raw")
    assert (result.returncode, result.stderr) == (0, "")
    assert "CPIAUCSL.csv" in result.stdout
    assert result.stdout.endswith("Wrote data/raw/cpi/cpi.csv: 2 rows.\n")
    assert sorted(path.name for path in (tmp_path / "data" / "raw" / "cpi").iterdir()) == ["cpi.csv", "provenance.toml"]
