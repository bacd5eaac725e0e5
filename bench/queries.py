"""How long the pages' own queries take, each as its page asks it, on the embedded data.

python -m bench.queries [--repeats 30]

Every page is run once in this process, and what it asks the warehouse is noted: the statement and its parameters. Each is then
run again and again through the reader that the pages use. Beside it, the bare count of the largest table.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.machine import machine
from bench.pages import PAGES
from insights.pages import pages
from insights.reader import Reader
from pipeline import warehouse
from pipeline.build import build
from pipeline.warehouse import RAW

PROJECT = Path(__file__).parent.parent
SLOWEST = 10
SECONDS = 60
COUNT = "select count(*) from atlas.mart.pay"

Asked = dict[tuple[str, str], tuple[str, str, dict[str, object]]]


def asked_by_pages(file: Path) -> Asked:
    """Page, statement and parameters of every query, each once."""
    asked: Asked = {}
    table = Reader.table

    def noted(page: str) -> Callable[..., object]:
        def note(reader: Reader, sql: str, parameters: dict[str, object] | None = None) -> object:
            asked.setdefault((sql, repr(parameters)), (page, sql, dict(parameters or {})))
            return table(reader, sql, parameters)

        return note

    try:
        for page in PAGES:
            Reader.table = noted(page or "home")
            app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=SECONDS).run()
            app = app.switch_page(f"views/{pages()[page].file}").run() if page else app
            if app.exception:
                raise RuntimeError(f"page '{page}' raised an error: {app.exception[0].message}")
    finally:
        Reader.table = table
    return asked


def times(reader: Reader, sql: str, parameters: dict[str, object], repeats: int) -> list[float]:
    """Milliseconds of each run, the first aside."""
    found = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        reader.table(sql, parameters)
        found.append((time.perf_counter() - start) * 1000)
    return found[1:]


def main() -> None:
    """Note the queries, time them, print the slowest and how many stay under 20 ms."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--repeats", type=int, default=30)
    repeats = arguments.parse_args().repeats
    print(f"machine   {machine()}")
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "warehouse.duckdb"
        build(RAW.resolve(), file)
        print(f"warehouse {file.stat().st_size / 1e6:.1f} MB")
        warehouse.WAREHOUSE = file
        reader = Reader(file)
        measured = sorted(
            (statistics.quantiles(times(reader, sql, parameters, repeats), n=20)[-1], page, " ".join(sql.split())[:90])
            for page, sql, parameters in asked_by_pages(file).values()
        )
        count = statistics.quantiles(times(reader, COUNT, {}, repeats), n=20)[-1]
    slow = sum(p95 >= 20 for p95, *_ in measured)
    print(f"queries   {len(measured)} of {len(PAGES)} pages; p95 of {repeats} runs under 20 ms for {len(measured) - slow}")
    print(f"          a bare count of mart.pay: p95 {count:.1f} ms")
    for p95, page, sql in reversed(measured[-SLOWEST:]):
        print(f"{p95:7.1f} ms  {page:16} {sql}")


if __name__ == "__main__":
    main()
