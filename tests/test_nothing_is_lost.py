"""Nothing is lost by construction: what a new source declares is enough for the build to notice a row that goes missing."""

import datetime
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from typer.testing import CliRunner

from pipeline import landed, raw_tables
from pipeline.__main__ import app
from pipeline.build import SQL, SourceRows, build, statements
from pipeline.faults import SourceFault
from pipeline.registry import SOURCES
from pipeline.source import AreaCode, Extract, NoPlace, NoRelease, Provenance, Release, Source, Table
from tests.conftest import PROJECT

SHELTER_PAY = Table(
    "shelter_pay",
    ("figure_id", "area", "area_name", "pay", "year", "release"),
    key=("figure_id",),
    place=AreaCode("area", title="area_name"),
    release=Release("release", year="year"),
    lands=("mart.pay",),
)
ROWS = [
    ("a", "13", "Georgia", "21.50", "2027", "Shelter survey of spring"),
    ("b", "77", "Nowhere", "22.50", "2027", "Shelter survey of spring"),
    ("c", "37", "North Carolina", "(r)", "2026", "Shelter survey of 2026"),
    ("d", "48", "Texas", "23.50", "2026", "Shelter survey of 2026"),
]
STAGING = """
create table staging.shelter_pay as
select
    raw_row, figure_id, area, area_name, try_cast(pay as decimal(12, 2)) as pay, year::integer as year, release,
    if(try_cast(pay as decimal(12, 2)) is null, 'the pay ''' || pay || ''' is not a number', null) as set_aside_reason
from raw.shelter_pay;
"""
LANDING = """-- after: pay_figure
insert into core.pay_figure by name
select
    'shelter:' || figure_id as figure_id, 'shelter' as source_id, 'shelter_pay' as table_name, shelter_pay.raw_row,
    shelter_pay.release, year as reference_year, place_id, 'peer_support' as occupation_id, 'all' as industry,
    'surveyed' as basis, 'hour' as published_unit, pay as mean
from staging.shelter_pay
join core.place on place.area_code = area
where set_aside_reason is null;
"""
WHAT_STANDS_IN_RAW = """-- after: postings
create table mart.stands_in_raw as select table_name from duckdb_tables() where database_name = 'raw';
"""


class Added:
    """A source beside the shipped ones: its module, its raw table and its statements, in folders of the test's own."""

    def __init__(self, folder: Path, table: Table = SHELTER_PAY, staging: str = STAGING, landing: str = LANDING) -> None:
        fields = dict.fromkeys(Provenance.__dataclass_fields__, "shelters") | {"source_id": "shelter"}
        frame = pd.DataFrame(ROWS, columns=list(SHELTER_PAY.columns))
        source = Source(Provenance(**fields), (table,), lambda _: Extract({table.name: frame}))
        self.raw = Path(shutil.copytree(PROJECT / "data" / "raw", folder / "raw"))
        self.warehouse = folder / "warehouse.duckdb"
        self.sources = (*SOURCES.values(), source)
        self.sql = (SQL, folder / "sql")
        raw_tables.write(source, source.extract(folder), self.raw, accessed=datetime.date(2027, 6, 1))
        for name, text in {
            "staging/shelter_pay": staging,
            "core/shelter_pay": landing,
            "mart/stands_in_raw": WHAT_STANDS_IN_RAW,
        }.items():
            path = folder / "sql" / f"{name}.sql"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def build(self) -> list[SourceRows]:
        return build(self.raw, self.warehouse, sources=self.sources, sql=self.sql)


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[SourceRows], Path]:
    """A build with the source added: its rows, and the warehouse."""
    one = Added(tmp_path_factory.mktemp("added"))
    return one.build(), one.warehouse


@pytest.fixture(scope="module")
def warehouse_with_it(added: tuple[list[SourceRows], Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(added[1], read_only=True) as connection:
        yield connection


def test_a_row_of_an_unknown_area_is_set_aside_though_no_statement_says_so(added, warehouse_with_it):
    assert added[0][-1] == SourceRows("shelter", rows_read=4, rows_used=2, rows_set_aside=2)
    assert warehouse_with_it.execute(
        "select raw_row, reason, text_as_read ->> 'pay' from core.set_aside where source_id = 'shelter' order by raw_row"
    ).fetchall() == [
        (2, "area 77 (Nowhere) is not among the places held", "22.50"),
        (3, "the pay '(r)' is not a number", "(r)"),
    ]
    assert warehouse_with_it.execute(
        "select place_id, hourly_mean::varchar from mart.pay where source_id = 'shelter' order by raw_row"
    ).fetchall() == [("US-GA", "21.5000"), ("US-TX", "23.5000")]


def test_its_releases_are_held_of_the_rows_that_are_used(warehouse_with_it):
    assert warehouse_with_it.execute(
        "select n_releases, newest_release, newest_year from mart.source where source_id = 'shelter'"
    ).fetchall() == [(2, "Shelter survey of spring", 2027)]
    assert warehouse_with_it.execute("select n_rows from core.release where source_id = 'shelter'").fetchall() == [(1,), (1,)]


def test_status_shows_its_release(added):
    shown = CliRunner().invoke(app, ["status", "--warehouse", str(added[1])]).stdout
    assert "Shelter survey of spring" in next(line for line in shown.splitlines() if line.strip().startswith("shelter "))


def test_after_a_build_raw_holds_the_publishers_tables_and_nothing_else(warehouse_with_it):
    declared = {table.name for source in SOURCES.values() for table in source.tables} | {"shelter_pay"}
    assert {name for (name,) in warehouse_with_it.execute("from mart.stands_in_raw").fetchall()} == declared


GEORGIA = (
    '{"raw_row":1,"figure_id":"a","area":"13","area_name":"Georgia","pay":"21.50","year":"2027",'
    '"release":"Shelter survey of spring"}'
)
FAULTS = {
    "a landing statement that drops a row": (
        {"landing": LANDING.replace("is null;", "is null and figure_id != 'a';")},
        "Expected: Every used row of shelter.shelter_pay stands once in mart.pay, and no row that was set aside does; found row 1"
        f" missing: {GEORGIA}.",
    ),
    "a staging statement that drops a row": (
        {"staging": STAGING.replace("raw.shelter_pay;", "raw.shelter_pay where figure_id != 'a';")},
        "shelter: row 1 of shelter_pay stands 0 times in staging.shelter_pay; expected each row once, with a reason in"
        f" set_aside_reason where it is of no use: {GEORGIA}.",
    ),
    "a place column that is not there": (
        {"table": replace(SHELTER_PAY, place=AreaCode("county"))},
        "shelter: staging.shelter_pay has no column 'county', which is to hold the place; it has raw_row, figure_id, area,"
        " area_name, pay, year, release, set_aside_reason.",
    ),
    "a release column that is not there": (
        {"table": replace(SHELTER_PAY, release=Release("vintage"))},
        "shelter: staging.shelter_pay has no column 'vintage', which is to hold the release; it has raw_row, figure_id, area,"
        " area_name, pay, year, release, set_aside_reason.",
    ),
    "a staging table without reasons": (
        {"staging": STAGING.replace("set_aside_reason", "reason")},
        "shelter: staging.shelter_pay has no column 'set_aside_reason', which is to hold why a row is not used; it has raw_row,"
        " figure_id, area, area_name, pay, year, release, reason.",
    ),
    "no staging table": (
        {"staging": "select 1;"},
        "shelter: no staging.shelter_pay; expected sql/staging/shelter_pay.sql to make it.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_source_that_would_lose_a_row_fails_the_build_in_one_sentence(tmp_path, change, sentence):
    added = Added(tmp_path, **change)
    with pytest.raises(SourceFault) as fault:
        added.build()
    assert str(fault.value) == sentence
    assert not added.warehouse.exists()


def test_a_table_must_say_where_its_place_its_release_and_its_rows_are():
    with pytest.raises(TypeError, match="'place', 'release', and 'lands'"):
        Table("shelter_pay", ("figure_id",), key=("figure_id",))


def test_two_sources_may_not_share_the_name_of_a_table(tmp_path):
    cpi = SOURCES["cpi"]
    shelter = replace(cpi, provenance=replace(cpi.provenance, source_id="shelter"))
    with pytest.raises(SourceFault, match=r"^shelter: cpi has a table 'cpi' already; expected another name\.$"):
        build(PROJECT / "data" / "raw", tmp_path / "w.duckdb", sources=(cpi, shelter))


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(shutil.copy(warehouse, tmp_path_factory.mktemp("copied") / "warehouse.duckdb")) as connection:
        yield connection


@pytest.fixture
def spoiled(copied: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The shipped warehouse, to be spoiled; every test finds it whole."""
    copied.execute("begin")
    yield copied
    copied.execute("rollback")


TABLES = [(source.provenance.source_id, table) for source in SOURCES.values() for table in source.tables]


def test_every_used_row_of_the_shipped_tables_stands_where_it_is_said_to_land(spoiled):
    assert landed.breaches(spoiled, SOURCES.values()) == []


@pytest.mark.parametrize(("source_id", "table"), TABLES, ids=[table.name for _, table in TABLES])
def test_a_row_that_goes_missing_from_any_table_is_named(spoiled, source_id, table):
    (place,) = table.lands
    columns = [name for name, *_ in spoiled.execute(f"describe {place}").fetchall()]
    row = "raw_row" if "raw_row" in columns else "raw_rows[1]"
    of_table = f" and table_name = '{table.name}'" if "table_name" in columns else ""
    (lost,) = spoiled.execute(f"select min({row}) from {place} where {row} > 1{of_table}").fetchone()
    spoiled.execute(f"delete from {place} where {row} = {lost}{of_table}")
    found = landed.breaches(spoiled, SOURCES.values())
    assert [breach.contract.name for breach in found] == [f"{table.name}_lands"]
    assert str(found[0]).startswith(f"Expected: Every used row of {source_id}.{table.name} stands once in {place}, and no row")
    assert f"; found row {lost} missing: {{" in str(found[0])


@pytest.mark.parametrize(
    ("sql", "sentence"),
    {
        "insert into core.cpi by name select * exclude (set_aside_reason) from staging.cpi where set_aside_reason is not null": (
            "in core.cpi, and no row that was set aside does; found row 946 there, which is not used."
        ),
        "insert into core.cpi from core.cpi where raw_row = 3": (
            'found row 3 2 times: {"raw_row":3,"month":"1947-03-01","index_1982_84":22.0,"release":"through 2026-04",'
            '"set_aside_reason":null}.'
        ),
        "insert into core.posting by name select * replace ('x' as posting_id, null as raw_row) from core.posting limit 1": (
            "Expected: Every used row of your own files is one ad of core.posting; found 0 used rows and 1 ads."
        ),
    }.items(),
)
def test_a_row_that_stands_where_it_should_not_is_named(spoiled, sql, sentence):
    spoiled.execute(sql)
    assert [str(breach) for breach in landed.breaches(spoiled, SOURCES.values()) if str(breach).endswith(sentence)] != []


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        (("mart.nowhere",), "its rows are to land in mart.nowhere, which is not built; expected that table."),
        (("core.build",), "its rows are to land in core.build; expected a column raw_row there, as in staging."),
        (("core.cpi",), "rows of several tables land in core.cpi; expected a column table_name there."),
    ],
)
def test_a_table_that_cannot_say_what_it_holds_is_refused(spoiled, tables, sentence):
    table = replace(SHELTER_PAY, name="price_parity", lands=tables, place=NoPlace("a test"), release=NoRelease("a test"))
    shelter = replace(SOURCES["cpi"], provenance=replace(SOURCES["cpi"].provenance, source_id="shelter"), tables=(table,))
    with pytest.raises(SourceFault) as fault:
        landed.breaches(spoiled, (SOURCES["cpi"], shelter))
    assert sentence in str(fault.value) and "\n" not in str(fault.value)


def test_statements_run_after_those_that_they_need(tmp_path):
    for name, after in {"a": "c, b", "b": "c", "c": "", "d": ""}.items():
        (tmp_path / f"{name}.sql").write_text(f"-- after: {after}\n" if after else "select 1;\n")
    assert [path.stem for path in statements([tmp_path])] == ["c", "d", "b", "a"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"a": "-- after: x"}, "a.sql: runs after 'x', which is no statement of its layer."),
        ({"a": "-- after: b", "b": "-- after: a"}, "a.sql: runs after a statement that runs after this one."),
        ({"a": "", "more/a": ""}, "a.sql is called the same; expected a name of its own."),
    ],
)
def test_statements_in_no_order_are_refused(tmp_path, files, sentence):
    (tmp_path / "more").mkdir()
    for name, text in files.items():
        (tmp_path / f"{name}.sql").write_text(text)
    with pytest.raises(SourceFault) as fault:
        statements([tmp_path, tmp_path / "more"])
    assert str(fault.value).endswith(sentence)
