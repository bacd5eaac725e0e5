"""The read-only SQL box: what hostile text can reach, what it can take, and what an honest query gets."""

import datetime
import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from insights import export, queries, sandbox
from insights.reader import Reader
from insights.sandbox import LIMITS, Found, Refused
from insights.sandbox.worker import distinct

NORMAL = "select figure_id from atlas.mart.pay where figure_id = 'articles:georgia'"
PATIENT = replace(LIMITS, seconds=300)  # something else than time ends these queries, however busy the machine is
SMALL = replace(PATIENT, memory_mb=128, process_mb=1024)
QUICK = replace(SMALL, seconds=1)
FOREVER = "select count(*) from range(1000000000000)"
NOTHING_ELSE, ONE = "reads the tables of this warehouse and nothing else", "one SELECT at a time"
TIME, MEMORY = "after 1 second", "memory"

# Text typed into the box, and what the refusal says.
REFUSED = [
    # files and the network
    ("copy mart.pay to 'stolen.csv'", ONE),
    ("copy (select 1) to '/dev/stdout'", ONE),
    ("COPY/**/mart.pay/**/TO/**/'stolen.csv'", ONE),
    ("export database 'stolen'", ONE),
    ("import database 'stolen'", ONE),
    ("attach 'other.duckdb' as other", ONE),
    ("attach ':memory:' as other", ONE),
    ("install httpfs", ONE),
    ("load httpfs", ONE),
    ("from read_csv('/etc/passwd')", NOTHING_ELSE),
    ("select * from read_text('/etc/passwd')", NOTHING_ELSE),
    ("select content from read_blob('warehouse.duckdb')", NOTHING_ELSE),
    ("from READ_PARQUET('https://example.org/x.parquet')", NOTHING_ELSE),
    ("from \"read_json\"('/proc/self/environ')", NOTHING_ELSE),
    ("from system.main.read_csv_auto('/etc/passwd')", NOTHING_ELSE),
    ("from glob('/*')", NOTHING_ELSE),
    ("from sniff_csv('/etc/passwd')", NOTHING_ELSE),
    ("from parquet_metadata('/etc/passwd')", NOTHING_ELSE),
    ("from read_duckdb('warehouse.duckdb')", NOTHING_ELSE),
    ("describe from read_csv('/etc/passwd')", NOTHING_ELSE),
    ("select (select count(*) from read_text('/etc/passwd'))", NOTHING_ELSE),
    ("with t as (from read_text('/etc/passwd')) from t", NOTHING_ELSE),
    ("select 1 union all select count(*) from glob('/etc/*')", NOTHING_ELSE),
    ("from mart.pay limit (select count(*) from glob('/*'))", NOTHING_ELSE),
    ("select t.* from mart.source, lateral (from read_text('/etc/passwd')) as t", NOTHING_ELSE),
    ("from query('from read_text(''/etc/passwd'')')", NOTHING_ELSE),
    ("from query_table('duckdb_settings')", NOTHING_ELSE),
    ("select * from json_execute_serialized_sql(json_serialize_sql('select 1'))", NOTHING_ELSE),
    ("from '/etc/passwd'", "does not exist"),
    ("from 'https://example.org/x.csv'", NOTHING_ELSE),
    # Python's variables and raw memory
    ("from rows", "does not exist"),
    ("from sql", "does not exist"),
    ("from limits", "does not exist"),
    ("from pandas_scan(1234::pointer)", NOTHING_ELSE),
    ("from arrow_scan(1::pointer, 2::pointer, 3::pointer)", NOTHING_ELSE),
    ("from python_map_function(1::pointer)", NOTHING_ELSE),
    # writing
    ("create table mart.mine as select 1", ONE),
    ("create temp table mine as select range from range(1000000000)", ONE),
    ("create macro mine() as table from read_text('/etc/passwd')", ONE),
    ("create persistent secret s (type s3)", ONE),
    ("insert into mart.source select * from mart.source", ONE),
    ("update mart.pay set hourly_point = 99", ONE),
    ("delete from mart.pay", ONE),
    ("drop schema mart cascade", ONE),
    ("alter table mart.pay add column mine int", ONE),
    ("comment on table mart.pay is 'mine'", ONE),
    ("begin transaction", ONE),
    ("vacuum", ONE),
    ("checkpoint atlas", ONE),
    ("force checkpoint", ONE),
    ("from force_checkpoint('atlas')", NOTHING_ELSE),
    # settings, and what they tell of the machine
    ("set threads = 64", ONE),
    ("set memory_limit = '100GB'", ONE),
    ("set lock_configuration = false", ONE),
    ("reset enable_external_access", ONE),
    ("pragma enable_profiling", ONE),
    ("pragma database_list", ONE),
    ("use memory", ONE),
    ("detach atlas", ONE),
    ("call enable_logging(storage = 'file')", ONE),
    ("from enable_logging(storage = 'file', storage_path = 'stolen')", NOTHING_ELSE),
    ("from enable_profiling(save_location = 'stolen.json')", NOTHING_ELSE),
    ("show allowed_paths", NOTHING_ELSE),
    ("select current_setting('allowed_paths')", NOTHING_ELSE),
    ("select system.main.CURRENT_SETTING('secret_directory')", NOTHING_ELSE),
    ("select list_transform([1], x -> current_setting('allowed_paths'))", NOTHING_ELSE),
    ("select json_serialize_plan('select current_setting(''allowed_paths'')')", NOTHING_ELSE),
    ("from duckdb_settings()", NOTHING_ELSE),
    ("from duckdb_secrets()", NOTHING_ELSE),
    ("select path from duckdb_databases", NOTHING_ELSE),
    ('select path from system.main."DuckDB_Databases"', NOTHING_ELSE),
    ("from pragma_database_list", NOTHING_ELSE),
    ("from pg_catalog.pg_settings", NOTHING_ELSE),
    ("select getenv('HOME')", "does not exist"),
    # several statements, prepared ones, plans, disguises
    ("select 1; drop table mart.pay", ONE),
    ("select 1; select 2", ONE),
    ("", ONE),
    ("-- nothing", ONE),
    ("prepare p as select 1", ONE),
    ("execute p", ONE),
    ("explain analyze copy mart.pay to 'stolen.csv'", ONE),
    ("select ?", "parameters"),
    ("select 1\0; drop table mart.pay", "prints nothing"),
    ("ｓｅｌｅｃｔ 1", "syntax error"),
    ("sel\u200bect 1", "syntax error"),
    ("/* /* */ copy mart.pay to 'stolen.csv'", "/*"),
    # more than its share
    (FOREVER, TIME),
    ("with recursive t as (select 1 as a union all select a + 1 from t) select count(*) from t", TIME),
    ("select sum(a.range * b.range) from range(10000000) as a, range(10000000) as b", TIME),
    ("select sleep_ms(20000)", TIME),
    ("select * from range(100000000000) order by random()", MEMORY),
    ("select list(range) from range(10000000000)", MEMORY),
    ("select string_agg(range::varchar, ',') from range(10000000000)", MEMORY),
    ("select repeat('x', 10000000000)", "string"),
    ("select range(1000000000)", MEMORY),
    ("select " + "||".join(["repeat('x', 30000000)"] * 6), MEMORY),
    ("select " + "(" * 5000 + "1" + ")" * 5000, "nested too deeply"),
    ("select " + "[" * 900 + "1" + "]" * 900, "nested too deeply"),
    ("select " + "+".join("1" * 3000), "nested too deeply"),
    ("select * from " + "(select * from " * 900 + "(select 1)" + ")" * 900, "nested too deeply"),
    ("select repeat('x', 6000000)", "One row alone is larger"),
    # mistakes
    ("selec 1", 'syntax error at or near "selec" (line 1)'),
    ("select 1,\n  nope\nfrom mart.pay", "nope"),
    ("from mart.pays", 'Did you mean "pay"'),
    ("select error('gone')", "gone"),
]
# Text that may run: it gives this many rows, and nothing of the machine.
HARMLESS = [
    ("from mart.source where source_id = 'articles'", 1),
    ("from atlas.mart.source where source_id = 'articles';", 1),
    ("-- a comment\nselect /* another */ 1", 1),
    ("values (1), (2)", 2),
    ("describe mart.source", 17),
    ("summarize mart.source", 17),
    ("with a as (select 1 as x) select * from a join a as b using (x)", 1),
    ("select unnest(range(3)), json_extract('[1]', '$[0]')", 3),
    ("from (select basis, n_reports from mart.pay) pivot (count(n_reports) for basis in ('reported', 'posted'))", 1),
    ('select x.key from json_each(\'{"a": 1, "b": 2}\') as x', 2),
    ("select 1 where '; drop table mart.pay; --' = ''", 0),
    ("select * from information_schema.schemata where catalog_name = 'atlas' and schema_name = 'mart'", 1),
    ("select write_log('x')", 1),
    ("select current_query()", 1),
    ("select regexp_matches(repeat('a', 100000), '(a+)+$')", 1),
    ("select 'é 漢字 \u202e 🙂'", 1),
]


class Left(BaseException):
    """Raised by a reader who leaves."""


@pytest.fixture(scope="module")
def box(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Found]]:
    """Runs text in the box; when all tests are done, the warehouse's folder must hold what it held, byte for byte."""
    folder = tmp_path_factory.mktemp("box")
    own = folder / "warehouse.duckdb"
    own.write_bytes(warehouse.read_bytes())
    before = hashlib.sha256(own.read_bytes()).hexdigest()
    around = {path: sorted(path.iterdir()) for path in (Path.cwd(), Path("/"))}

    def run(sql: str, limits: sandbox.Limits = PATIENT, **more) -> Found:
        return sandbox.run(sql, own, limits=limits, **more)

    run.warehouse = own
    yield run
    assert sorted(path.name for path in folder.iterdir()) == ["warehouse.duckdb"]
    assert hashlib.sha256(own.read_bytes()).hexdigest() == before
    assert {path: sorted(path.iterdir()) for path in around} == around


def tells_of_the_machine(text: str, warehouse: Path) -> bool:
    return any(str(place) in text for place in (warehouse.parent, Path.cwd(), Path(sys.prefix), Path.home() / ".duckdb"))


@pytest.mark.parametrize(("sql", "said"), REFUSED, ids=lambda text: text[:60])
def test_hostile_text_is_refused_while_another_reader_is_served(box, sql: str, said: str) -> None:
    with ThreadPoolExecutor(1) as other_reader:
        beside = other_reader.submit(box, NORMAL)
        with pytest.raises(Refused) as refusal:
            box(sql, QUICK if said == TIME else SMALL)
        assert beside.result().rows["figure_id"].tolist() == ["articles:georgia"]
    sentence = str(refusal.value)
    assert said.lower() in sentence.lower()
    assert "\n" not in sentence and "Traceback" not in sentence and len(sentence) < 700
    assert not tells_of_the_machine(sentence, box.warehouse)


@pytest.mark.parametrize(("sql", "n_rows"), HARMLESS, ids=lambda text: str(text)[:60])
def test_a_query_that_takes_little_and_tells_nothing_runs(box, sql: str, n_rows: int) -> None:
    found = box(sql)
    assert len(found.rows) == n_rows
    assert found.left_out == ""
    assert not tells_of_the_machine(found.rows.to_csv(), box.warehouse)


@pytest.mark.parametrize(
    ("sql", "limits", "n_rows", "said"),
    [
        ("from range(1000000000000)", PATIENT, 10_000, "the first 10,000 rows"),
        ("from range(7)", replace(PATIENT, rows=7), 7, ""),
        ("from range(8)", replace(PATIENT, rows=7), 7, "the first 7 rows"),
        ("select repeat('x', 100000) from range(100)", replace(PATIENT, bytes=1_000_000), 6, "all that fit into 1 MB"),
        ("select 'a'::enum('a') from range(100)", PATIENT, 100, ""),
        ("select " + ", ".join(f"{n} as c{n}" for n in range(300)), PATIENT, 1, "the first 200 columns"),
    ],
    ids=lambda text: str(text)[:40],
)
def test_a_large_result_is_cut_and_says_so(box, sql: str, limits: sandbox.Limits, n_rows: int, said: str) -> None:
    found = box(sql, limits)
    assert len(found.rows) == n_rows
    assert said in found.left_out
    assert bool(found.left_out) == bool(said)
    assert len(found.rows.columns) <= limits.columns
    assert found.rows.memory_usage(deep=True).sum() < 2 * limits.bytes


def test_values_keep_their_types_and_odd_ones_are_text(box) -> None:
    rows = box(
        "select 1::utinyint as small, 1.50::decimal(9, 2) as money, date '2026-11-22' as day, now()::timestamp as moment, "
        "[1, 2] as list, {'a': 1} as struct, 2::hugeint as huge, null as nothing, 'x' as name, 2 as name"
    ).rows
    assert list(rows.columns) == ["small", "money", "day", "moment", "list", "struct", "huge", "nothing", "name", "name_10"]
    assert str(rows["money"][0]) == "1.50"
    assert rows["day"][0] == datetime.date(2026, 11, 22)
    assert rows["moment"].dtype.kind == "M"
    assert rows[["list", "struct", "huge"]].iloc[0].tolist() == ["[1, 2]", "{'a': 1}", "2"]
    assert rows["nothing"].isna().all()


@pytest.mark.parametrize("day", ["infinity", "-infinity", "20000-01-01", "0044-03-15 (BC)"])
def test_a_day_that_python_does_not_know_spoils_no_result(box, day: str) -> None:
    rows = box(f"select date '{day}' as day, '{day}'::timestamp as moment, 1 as n").rows
    assert rows["n"].tolist() == [1]
    assert export.csv_bytes(rows) and export.parquet_bytes(rows)


def test_column_names_are_told_apart() -> None:
    assert distinct(["a", "A", "a_2", "a", '"', "x" * 500]) == ["a", "A_2", "a_2_3", "a_4", "column", "x" * 100]


def test_the_dashboard_answers_while_the_box_is_busy(box) -> None:
    reader, running, answered = Reader(box.warehouse), threading.Event(), threading.Event()

    def look(seconds: float) -> None:
        running.set()
        if answered.is_set():
            raise Left

    with ThreadPoolExecutor(1) as other_reader:
        heavy = other_reader.submit(box, FOREVER, waiting=look)
        assert running.wait(PATIENT.seconds)
        assert not queries.sources.held(reader).empty
        assert not heavy.done()
        answered.set()
        with pytest.raises(Left):
            heavy.result()


def test_a_third_query_is_asked_to_wait_and_the_places_are_free_again(box) -> None:
    running = threading.Barrier(sandbox.AT_ONCE + 1)
    told = threading.Event()

    def first_look(seconds: float) -> None:
        if not told.is_set():
            running.wait(PATIENT.seconds)
            told.wait(PATIENT.seconds)

    with ThreadPoolExecutor(sandbox.AT_ONCE) as readers:
        heavy = [readers.submit(box, FOREVER, QUICK, waiting=first_look) for _ in range(sandbox.AT_ONCE)]
        running.wait(PATIENT.seconds)
        with pytest.raises(Refused, match="queries are running already; try again"):
            box(NORMAL)
        told.set()
        assert {str(query.exception()) for query in heavy} == {"The query was stopped after 1 second, the most it may take."}
    assert box(NORMAL).rows["figure_id"].tolist() == ["articles:georgia"]


def test_a_reader_who_leaves_ends_the_query(box) -> None:
    def leave(seconds: float) -> None:
        raise Left

    with pytest.raises(Left):
        box(FOREVER, waiting=leave)
    assert box(NORMAL).rows["figure_id"].tolist() == ["articles:georgia"]


def test_a_broken_warehouse_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "warehouse.duckdb"
    broken.write_bytes(b"no warehouse")
    for there in (broken, tmp_path / "none.duckdb"):
        with pytest.raises(Refused, match="cannot be read"):
            sandbox.run(NORMAL, there)


# What stands behind the first fence: the same statements, had they got past it.
BEHIND = """
import json, os, sys
sys.path.insert(0, {folder!r})
import sandbox_worker as worker
limits = {limits!r}
connection = worker.attach({warehouse!r}, limits)
worker.give_up_rights(limits)
for statement in {statements!r}:
    try:
        said = str(connection.execute(statement).fetchall())
    except Exception as fault:
        said = type(fault).__name__ + ": " + str(fault)
    print(json.dumps(said))
os._exit(0)
"""


def behind_the_fence(warehouse: Path, *statements: str) -> list[str]:
    script = BEHIND.format(
        folder=str(sandbox.WORKER.parent), limits=asdict(PATIENT), warehouse=str(warehouse), statements=list(statements)
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENT.seconds, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_past_the_first_fence_there_is_a_second_and_a_third(box) -> None:
    """DuckDB would let the attached file be read and its write-ahead log be written; the kernel does not."""
    log = f"{box.warehouse}.wal"
    said = behind_the_fence(
        box.warehouse,
        "from read_text('/etc/passwd')",
        f"from read_blob('{box.warehouse}')",
        f"copy (select 1) to '{log}'",
        "attach 'other.duckdb'",
        "set lock_configuration = false",
        "set threads = 64",
        "install httpfs",
        "insert into atlas.mart.source select * from atlas.mart.source",
        "create table memory.main.mine as select repeat('x', 1000) from range(10000000)",
        "from duckdb_secrets()",
    )
    assert all("Exception" in sentence for sentence in said[:-1]), said
    assert "Too many open files" in said[1] and "Too many open files" in said[2]
    assert said[-1] == "[]"
    assert not Path(log).exists()


def test_the_limits_are_those_of_the_process(box) -> None:
    said = behind_the_fence(
        box.warehouse,
        "select current_setting('threads'), current_setting('lock_configuration'), current_setting('enable_external_access')",
        "select current_setting('memory_limit'), current_setting('temp_directory')",
    )
    assert said[0] == f"[({LIMITS.threads}, True, False)]"
    assert said[1] == "[('488.2 MiB', '')]"
