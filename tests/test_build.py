"""A build is whole or not at all: bad input is named in one sentence, and the old warehouse stays as it was."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.build import build
from pipeline.faults import SourceFault
from tests.conftest import PROJECT

Spoil = Callable[[Path], object]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "data" / "raw", tmp_path / "raw"))


@pytest.fixture
def standing(tmp_path: Path, warehouse: Path) -> Path:
    """The warehouse of an earlier build, in a folder of its own."""
    (tmp_path / "data").mkdir()
    return Path(shutil.copy(warehouse, tmp_path / "data" / "warehouse.duckdb"))


def replace(old: str, new: str) -> Spoil:
    """Replace the first ``old`` in a file."""

    def spoil(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def write(content: bytes) -> Spoil:
    return lambda path: path.write_bytes(content)


def append(content: bytes) -> Spoil:
    return lambda path: path.write_bytes(path.read_bytes() + content)


def cut(size: int) -> Spoil:
    """Cut a file ``size`` bytes before its end."""
    return lambda path: os.truncate(path, path.stat().st_size - size)


def without_column(position: int) -> Spoil:
    def spoil(path: Path) -> None:
        rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
        path.write_text("".join(",".join(row[:position] + row[position + 1 :]) + "\n" for row in rows), encoding="utf-8")

    return spoil


def without_last_rows(count: int) -> Spoil:
    return lambda path: path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-count]))


ERROR_PAGE = b"<!DOCTYPE html>\n<html><body><h1>403 Access Denied</h1></body></html>\n"

FAULTS = {
    "a missing column": ("cpi/cpi.csv", without_column(1), "missing column 'index_1982_84'; expected it in the header"),
    "a renamed column": (
        "oews/oews.csv",
        replace("h_median", "hourly_median"),
        "missing column 'h_median'; expected it in the header row; the nearest name there is 'hourly_median'.",
    ),
    "a column too many": (
        "cpi/cpi.csv",
        replace("month,index_1982_84,release", "month,index_1982_84,extra"),
        "missing column 'release'; expected it in the header row.",
    ),
    "a column twice": ("cpi/cpi.csv", replace("month,", "release,"), "missing column 'month'"),
    "a row cut short": ("oews/oews.csv", cut(120), "cells; expected 34 as in the header; the file is cut short."),
    "a last cell cut short": ("cpi/cpi.csv", cut(9), "the last row does not end with a line break; the file may be cut"),
    "rows missing at the end": ("cpi/cpi.csv", without_last_rows(13), "939 rows; expected 952, as "),
    "a quote never closed": ("price_parity/price_parity.csv", append(b'"01'), "the table is damaged or cut short"),
    "a cell too many": ("cpi/cpi.csv", replace("1950-01-01,", "1950-01-01,,"), "row 38: 5 cells; expected 4 as in the"),
    "a web page": ("oews/oews.csv", write(ERROR_PAGE), "this is a web page saved as .csv, probably an error page"),
    "an empty file": ("cpi/cpi.csv", write(b""), "the file is empty; expected a table."),
    "a header alone": (
        "cpi/cpi.csv",
        write(b"month,index_1982_84,release,publisher_url\n"),
        "the table has a header and no rows; expected figures below it.",
    ),
    "no text": ("cpi/cpi.csv", write(b"PK\x03\x04\xff\xfe\x00"), "byte 5 is not utf-8"),
    "a duplicated key": (
        "cpi/cpi.csv",
        append(b"1950-01-01,23.51,again,\n"),
        "month '1950-01-01' stands 2 times; expected each key once.",
    ),
    "no file": ("oews/occupation.csv", Path.unlink, "missing; expected this table of the source."),
    "no provenance": ("cpi/provenance.toml", Path.unlink, "missing; run 'python -m pipeline refresh cpi --from DIR'."),
    "damaged provenance": ("cpi/provenance.toml", write(b'[source]\ntitle = "Cons'), "not a readable TOML file"),
    "provenance without a licence": (
        "cpi/provenance.toml",
        replace("licence =", "terms ="),
        "'licence' is missing; expected the file that refresh writes.",
    ),
}


@pytest.mark.parametrize(("file", "spoil", "sentence"), FAULTS.values(), ids=FAULTS)
def test_bad_input_is_named_and_the_old_warehouse_stays(raw, standing, file, spoil, sentence):
    before = standing.read_bytes()
    spoil(raw / file)
    with pytest.raises(SourceFault) as fault:
        build(raw, standing)
    assert str(fault.value).startswith(str(raw / file))
    assert sentence in str(fault.value)
    assert "\n" not in str(fault.value)
    assert standing.read_bytes() == before
    assert not list(standing.parent.glob("*.building*"))


def test_a_broken_contract_keeps_the_old_warehouse(raw, standing):
    before = standing.read_bytes()
    replace("18.30", "18.31")(raw / "articles" / "article_pay.csv")
    with pytest.raises(SourceFault, match=r"eight pay points of the seed articles .*; found US-NY/bronx 18.30"):
        build(raw, standing)
    assert standing.read_bytes() == before
    assert not list(standing.parent.glob("*.building*"))


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(SourceFault, match=r"nowhere: no such folder; expected the raw tables, one folder a source\."):
        build(tmp_path / "nowhere", tmp_path / "warehouse.duckdb")
    assert list(tmp_path.iterdir()) == []


UNUSABLE = {
    ("cpi/cpi.csv", ",21.480,", ",(r),"): "the index '(r)' is not a number",
    ("oews/oews.csv", ",22.33,", ",^,"): (
        "column h_mean reads '^', which is neither a number nor one of the markers *, **, #, ~"
    ),
    ("oews/oews.csv", ",4,10180,", ",4,10199,"): "area 10199 (Abilene, TX) is not among the places held",
    ("price_parity/price_parity.csv", "\n01,state,Alabama,2008,", "\n77,state,Nowhere,2008,"): (
        "area 77 (Nowhere) is not among the places held"
    ),
    ("price_parity/price_parity.csv", "\n02,state,Alaska,2008,", "\n02,state,Alaska,twenty,"): (
        "the year 'twenty' is not a number"
    ),
}


@pytest.fixture(scope="module")
def partly_unusable(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A warehouse from raw tables in which each row of UNUSABLE is spoiled."""
    folder = tmp_path_factory.mktemp("unusable")
    raw = Path(shutil.copytree(PROJECT / "data" / "raw", folder / "raw"))
    for file, old, new in UNUSABLE:
        replace(old, new)(raw / file)
    build(raw, folder / "warehouse.duckdb")
    return duckdb.connect(folder / "warehouse.duckdb", read_only=True)


@pytest.mark.parametrize(("change", "reason"), UNUSABLE.items(), ids=UNUSABLE.values())
def test_a_row_that_cannot_be_used_is_set_aside_word_for_word_with_its_reason(partly_unusable, change, reason):
    file, _, new = change
    found = partly_unusable.execute(
        "select source_id || '/' || table_name || '.csv', text_as_read from core.set_aside where reason = ?", [reason]
    ).fetchall()
    assert [row[0] for row in found] == [file]
    for word in new.strip().strip(",").split(","):
        assert f'"{word}"' in found[0][1]


def test_rows_read_are_rows_used_and_set_aside_when_some_cannot_be_used(partly_unusable, warehouse):
    def counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
        total = "select sum(rows_read), sum(rows_used), sum(rows_set_aside) from core.row_count"
        return tuple(map(int, connection.execute(total).fetchone()))

    with duckdb.connect(warehouse, read_only=True) as whole:
        read, used, set_aside = counts(whole)
    assert counts(partly_unusable) == (read, used - len(UNUSABLE), set_aside + len(UNUSABLE))


def test_the_same_raw_tables_make_the_same_warehouse(raw, standing, tmp_path):
    build(raw, tmp_path / "again.duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{standing}' as first (read_only); attach '{tmp_path}/again.duckdb' as again (read_only)")
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'first'"
        ).fetchall()
        differing = [
            table
            for (table,) in tables
            if table != "core.build"
            and connection.execute(f"(from first.{table} except all from again.{table}) limit 1").fetchall()
        ]
    assert len(tables) > 20
    assert differing == []
