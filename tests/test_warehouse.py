"""Readers and builds share one file: a build never waits for readers, and readers see new data at their next query."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from insights.reader import Reader
from pipeline import warehouse as warehouse_module
from pipeline.build import build
from pipeline.faults import SourceFault
from pipeline.warehouse import attach, building, fingerprint, is_current, version
from tests.conftest import PROJECT

FIRST_INDEX = "select index_1982_84::varchar as first_index from {catalog}core.cpi order by month limit 1"
OLD, NEW = "21.480", "21.481"


@pytest.fixture
def standing(tmp_path: Path, warehouse: Path) -> Path:
    return Path(shutil.copy(warehouse, tmp_path / "warehouse.duckdb"))


@pytest.fixture(scope="module")
def newer_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw tables with one figure revised."""
    raw = Path(shutil.copytree(PROJECT / "data" / "raw", tmp_path_factory.mktemp("newer") / "raw"))
    table = raw / "cpi" / "cpi.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(OLD, NEW, 1), encoding="utf-8")
    return raw


def first_index(reader: Reader) -> str:
    return reader.table(FIRST_INDEX.format(catalog="atlas."))["first_index"].item()


def rows(path: Path, table: str) -> list[tuple]:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(f"from {table}").fetchall()


# A notebook or another program: opens the file, says what it reads, waits for a line, and says it again.
OTHER_PROCESS = f"""
import sys
import duckdb
notebook = duckdb.connect(sys.argv[1], read_only=True)
for _ in range(2):
    print(notebook.execute("{FIRST_INDEX.format(catalog="")}").fetchone()[0], flush=True)
    sys.stdin.readline()
"""


def test_a_build_succeeds_while_a_page_and_a_notebook_have_the_file_open(standing, newer_raw):
    page = Reader(standing)
    arguments = [sys.executable, "-c", OTHER_PROCESS, standing]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as notebook:
        assert notebook.stdout.readline().strip() == OLD
        assert first_index(page) == OLD
        build(newer_raw, standing)
        assert first_index(page) == NEW
        notebook.stdin.write("\n")
        notebook.stdin.flush()
        assert notebook.stdout.readline().strip() == OLD  # what it opened stays whole until it opens the file anew
        notebook.stdin.write("\n")
    assert notebook.returncode == 0


def test_threads_that_share_a_reader_see_old_or_new_data_and_then_only_new(standing, newer_raw, tmp_path):
    newer = tmp_path / "newer.duckdb"
    build(newer_raw, newer)
    reader = Reader(standing)
    with ThreadPoolExecutor(8) as threads:
        during = [threads.submit(first_index, reader) for _ in range(100)]
        newer.replace(standing)
        after = [threads.submit(first_index, reader) for _ in range(100)]
    assert {query.result() for query in during} <= {OLD, NEW}
    assert {query.result() for query in after} == {NEW}


def test_a_second_build_at_the_same_time_is_refused_and_the_first_goes_on(standing, newer_raw):
    refusals = []

    def build_again(words: str) -> None:
        if words == "checking":
            with pytest.raises(SourceFault) as refusal:
                build(newer_raw, standing)
            refusals.append(str(refusal.value))

    build(newer_raw, standing, build_again)
    assert refusals == [f"{standing}: another build is running; wait for it to end."]
    assert first_index(Reader(standing)) == NEW


def test_a_build_after_a_refused_one_works(standing):
    with building(standing), pytest.raises(SourceFault) as refusal, building(standing):
        pass
    assert refusal.value
    with building(standing) as connection:
        connection.execute("create table answer as select 42 as value")
    assert rows(standing, "answer") == [(42,)]


def test_an_error_while_building_leaves_the_old_file_and_nothing_else(standing):
    before = standing.read_bytes()
    with pytest.raises(ZeroDivisionError), building(standing) as connection:
        connection.execute("create table half as select 1 as value")
        raise ZeroDivisionError
    assert standing.read_bytes() == before
    assert {path.name for path in standing.parent.iterdir()} <= {standing.name, f"{standing.name}.lock"}


def test_a_failed_build_frees_the_lock_though_its_error_is_still_held(standing):
    with pytest.raises(ZeroDivisionError) as held, building(standing):
        raise ZeroDivisionError
    with building(standing) as connection:
        connection.execute("create table answer as select 42 as value")
    assert held.value
    assert rows(standing, "answer") == [(42,)]


def test_a_folder_in_place_of_the_warehouse_is_named(tmp_path):
    with pytest.raises(SourceFault, match="this is a folder; expected the name of the warehouse file"), building(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    path = tmp_path / "data" / "warehouse.duckdb"
    with pytest.raises(SourceFault, match=r"warehouse\.duckdb: cannot be written \(.*\)"), building(path):
        pass


def test_leftovers_of_a_killed_build_are_no_obstacle(standing):
    standing.with_name(f"{standing.name}.building").write_bytes(b"half a file")
    standing.with_name(f"{standing.name}.building.wal").write_bytes(b"half a log")
    with building(standing) as connection:
        connection.execute("create table answer as select 42 as value")
    assert not list(standing.parent.glob("*.building*"))


def test_another_programs_duckdb_file_is_no_warehouse(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("create table answer as select 42 as value")
    with pytest.raises(SourceFault, match="not a readable warehouse"):
        attach(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "no warehouse yet; run 'make run' or 'python -m pipeline build'."),
        (b"", "not a readable warehouse; run 'python -m pipeline build'."),
        (b"<html>not found</html>" * 1000, "not a readable warehouse; run 'python -m pipeline build'."),
    ],
    ids=["missing", "empty", "no DuckDB file"],
)
def test_a_warehouse_that_cannot_be_opened_is_named(tmp_path, content, sentence):
    path = tmp_path / "warehouse.duckdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceFault) as fault:
        attach(path)
    assert str(fault.value) == f"{path}: {sentence}"
    with pytest.raises(SourceFault, match="warehouse"):
        Reader(path).table("select 1")


def test_a_reader_recovers_when_the_warehouse_appears(tmp_path, warehouse):
    path = tmp_path / "warehouse.duckdb"
    reader = Reader(path)
    with pytest.raises(SourceFault):
        first_index(reader)
    shutil.copy(warehouse, path)
    assert first_index(reader) == OLD


def test_readers_cannot_write(standing):
    with attach(standing) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("delete from atlas.core.cpi")


def test_readers_load_no_extension_from_the_network(standing):
    with attach(standing) as connection:
        settings = dict(
            connection.execute("select name, value from duckdb_settings() where name like 'auto%known_extensions'").fetchall()
        )
    assert settings == {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def test_a_folder_name_with_quotes_and_spaces_is_no_obstacle(tmp_path):
    path = tmp_path / "Ann's data; folder" / "ware house.duckdb"
    with building(path) as connection:
        connection.execute("create schema core; create table core.build as select 42 as value")
    with attach(path) as connection:
        assert connection.execute("from atlas.core.build").fetchall() == [(42,)]


def test_the_file_opens_in_older_releases_of_duckdb(warehouse):
    with attach(warehouse) as connection:
        tags = connection.execute("select tags from duckdb_databases() where database_name = 'atlas'").fetchone()[0]
    assert "v1.4.0" in tags["storage_version"]


def test_the_version_changes_with_every_replacement(standing):
    versions = [version(standing)]
    for _ in range(3):
        with building(standing):
            pass
        versions.append(version(standing))
    assert None not in versions
    assert len(set(versions)) == 4


def test_a_warehouse_is_current_until_an_input_changes(warehouse, newer_raw, tmp_path):
    assert is_current(warehouse, PROJECT / "data" / "raw")
    assert not is_current(warehouse, newer_raw)
    assert not is_current(tmp_path / "none.duckdb", newer_raw)


@pytest.mark.parametrize(
    "change", ["sql/mart/pay.sql", "sql/contracts/rows_add_up.sql", "sql/columns.toml", "constants.toml", "build.py"]
)
def test_a_change_of_the_pipeline_makes_the_warehouse_out_of_date(tmp_path, monkeypatch, change):
    package = Path(shutil.copytree(PROJECT / "pipeline", tmp_path / "pipeline"))
    monkeypatch.setattr(warehouse_module, "__file__", str(package / "warehouse.py"))
    raw = PROJECT / "data" / "raw"
    before = fingerprint(raw)
    (package / "notes.txt").write_text("no input")
    assert fingerprint(raw) == before
    (package / change).write_text((package / change).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint(raw) != before
