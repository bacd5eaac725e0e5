"""The embedded tables load the same, whether they are as refresh wrote them or as an editor saved them."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline import raw_tables
from pipeline.source import Source
from pipeline.sources import cpi
from tests.conftest import PROJECT

SAVED = {
    "by a spreadsheet": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "with spaces around cells": lambda text: text.replace("1950-01-01,", " 1950-01-01 ,", 1),
    "with every cell quoted": lambda text: "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in text.splitlines()
    ),
    "with blank lines": lambda text: text.replace("\n", "\n\n", 3),
    "with its columns in another order": lambda text: "".join(
        ",".join(line.split(",")[::-1]) + "\n" for line in text.splitlines()
    ),
}


def loaded(raw: Path) -> list[tuple]:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as raw")
        raw_tables.load(connection, Source.of(cpi), raw)
        return connection.execute("select * from raw.cpi order by raw_row").fetchall()


@pytest.mark.parametrize("save", SAVED.values(), ids=SAVED)
def test_a_table_that_was_saved_again_is_read_as_before(tmp_path, save):
    shutil.copytree(PROJECT / "data" / "raw" / "cpi", tmp_path / "cpi")
    as_written = loaded(tmp_path)
    path = tmp_path / "cpi" / "cpi.csv"
    path.write_text(save(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    assert len(as_written) == 952
    assert loaded(tmp_path) == as_written
