"""What a column means is written once and found by its name; a name without a meaning, or with two, is a fault."""

import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from pipeline import meanings
from pipeline.build import build
from pipeline.meanings import COMMON, inherit
from tests.conftest import PROJECT

COMMENT = re.compile(r"comment on column \w+\.\w+\.(\w+) is\s+'((?:[^']|'')*)'\s*;", re.IGNORECASE)

STATEMENTS = {
    "staging/wage.sql": """
        create table staging.wage as select 1 as raw_row, 16.5 as hourly, 'US' as area;
        comment on column staging.wage.hourly is 'USD an hour, the publisher''s.';
        comment on column staging.wage.area is 'Area of the wage.';
    """,
    "staging/area.sql": """
        create table staging.area as select 1 as raw_row, 'US' as area;
        comment on column staging.area.area is 'Any area.';
    """,
}
WAGE_AND_AREA = "create table core.pay as select wage.hourly, wage.area from staging.wage join staging.area using (area);"


@pytest.fixture
def unexplained() -> list[str]:
    """The sentences on columns that nothing explains."""
    return []


@pytest.fixture
def said(tmp_path, unexplained):
    """Run core/pay.sql after the two statements above, and tell the comments of core.pay."""
    with duckdb.connect() as connection:
        connection.execute("create schema staging; create schema core")

        def run(sql: str) -> dict[str, str | None]:
            for name, text in {**STATEMENTS, "core/pay.sql": sql}.items():
                statement = tmp_path / name
                statement.parent.mkdir(exist_ok=True)
                statement.write_text(text, encoding="utf-8")
                connection.execute(text)
                unexplained.extend(inherit(connection, statement))
            return dict(
                connection.execute("select column_name, comment from duckdb_columns() where table_name = 'pay'").fetchall()
            )

        yield run


@pytest.mark.parametrize(
    ("sql", "comments"),
    [
        pytest.param(
            "create table core.pay as select hourly from staging.wage;",
            {"hourly": "USD an hour, the publisher's."},
            id="of the table read",
        ),
        pytest.param(
            "create table core.pay as from staging.wage; comment on column core.pay.hourly is 'Its own.';",
            {"raw_row": meanings.common()["raw_row"], "hourly": "Its own.", "area": "Area of the wage."},
            id="its own before any other",
        ),
        pytest.param(
            "create table core.pay as select raw_row from staging.wage join staging.area using (raw_row);",
            {"raw_row": meanings.common()["raw_row"]},
            id="one meaning in two tables",
        ),
        pytest.param(
            "create table core.pay as select 'a' as file;", {"file": meanings.common()["file"]}, id="the same everywhere"
        ),
        pytest.param(
            WAGE_AND_AREA + "comment on column core.pay.area is 'as in staging.area';",
            {"hourly": "USD an hour, the publisher's.", "area": "Any area."},
            id="said which of two",
        ),
        pytest.param(
            "create table core.pay as select 'staging.area' as file, area from staging.wage; -- not staging.area",
            {"file": meanings.common()["file"], "area": "Area of the wage."},
            id="a table named in words is not read",
        ),
    ],
)
def test_a_column_without_a_comment_inherits_the_meaning(said, sql, comments):
    assert said(sql) == comments


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        pytest.param(
            "create table core.pay as select 1 as unheard_of;",
            "core.pay.unheard_of: nothing says what it means; expected a comment in core/pay.sql.",
            id="no meaning",
        ),
        pytest.param(
            "create table core.pay as select hourly as wage from staging.wage;",
            "core.pay.wage: nothing says what it means; expected a comment in core/pay.sql.",
            id="a new name",
        ),
        pytest.param(
            WAGE_AND_AREA,
            "core.pay.area means one thing in staging.area, another in staging.wage;"
            " expected a comment of its own, or 'as in staging.area'.",
            id="two meanings",
        ),
        pytest.param(
            "create table core.pay as select 'a' as file; comment on column core.pay.file is 'as in staging.area';",
            "core.pay.file: nothing says what it means; expected a comment in core/pay.sql.",
            id="as in a table without it",
        ),
    ],
)
def test_a_name_without_a_meaning_or_with_two_is_told(said, unexplained, sql, sentence):
    said(sql)
    assert unexplained == [sentence]


def test_every_unexplained_column_of_a_table_has_a_sentence(said, unexplained):
    said("create table core.pay as select 1 as one, 2 as two;")
    assert [sentence.split(":")[0] for sentence in unexplained] == ["core.pay.one", "core.pay.two"]


def test_the_build_explains_every_column(tmp_path):
    told: list[str] = []
    build(PROJECT / "data" / "raw", tmp_path / "warehouse.duckdb", note=told.append)
    assert told == []


def written() -> Counter[tuple[str, str]]:
    """(column name, meaning) -> how often it is written in pipeline/sql, references aside."""
    found = [
        comment
        for path in sorted(COMMON.parent.rglob("*.sql"))
        for comment in COMMENT.findall(path.read_text(encoding="utf-8"))
        if not comment[1].startswith("as in ")
    ]
    return Counter([*found, *((name, meaning.replace("'", "''")) for name, meaning in meanings.common().items())])


def test_no_meaning_is_written_twice():
    assert [comment for comment, times in written().items() if times > 1] == []


def test_every_comment_on_a_column_is_read_by_these_tests():
    lines = sum(path.read_text(encoding="utf-8").lower().count("comment on column") for path in COMMON.parent.rglob("*.sql"))
    assert lines == sum(len(COMMENT.findall(path.read_text(encoding="utf-8"))) for path in COMMON.parent.rglob("*.sql")) > 400


def test_a_name_common_to_all_tables_stands_in_two_at_least(warehouse: Path):
    with duckdb.connect(warehouse, read_only=True) as connection:
        said = connection.execute("select column_name, comment from duckdb_columns() where not internal").fetchall()
    times = Counter(said)
    assert [name for name, meaning in meanings.common().items() if times[name, meaning] < 2] == []
