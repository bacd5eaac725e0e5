"""Runs a reader's own SELECT on the warehouse, where it can read nothing else, write nothing, and take no more than its share.

Each query gets a process of its own (``worker``), because inside the dashboard's process no setting of DuckDB bounds
what one statement may take from everybody: some functions take raw memory addresses, and some do not answer an interrupt. The
process costs about a third of a second and is killed when its time is over, whatever it does.
"""

import json
import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from insights.words import count

WORKER = Path(__file__).with_name("worker.py")
# Nothing of the dashboard's environment; libraries are told to reserve no memory for processors they will not use.
ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
AT_ONCE = 2
LOOK_EVERY_SECONDS = 0.1
OUT_OF_TIME = (-signal.SIGALRM, -signal.SIGXCPU)

_places = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What one query may take; ``bytes`` is the size of its result, ``process_mb`` all memory of its process."""

    seconds: int = 10
    memory_mb: int = 512
    process_mb: int = 1536
    threads: int = 2
    rows: int = 10_000
    columns: int = 200
    bytes: int = 5_000_000


LIMITS = Limits()


@dataclass(frozen=True)
class Found:
    """The rows of a query, and a sentence on what was left out (empty when nothing was)."""

    rows: pd.DataFrame
    left_out: str

    def words(self) -> str:
        """How much there is, and what was left out."""
        size = f"{count(len(self.rows), 'row')}, {count(len(self.rows.columns), 'column')}."
        return " ".join(filter(None, [size, self.left_out]))


class Refused(Exception):
    """Why a query gave no rows, as a sentence for the reader."""


def run(
    sql: str, warehouse: Path, *, limits: Limits = LIMITS, waiting: Callable[[float], object] = lambda seconds: None
) -> Found:
    """The rows of one SELECT; tables are named ``mart.pay`` or ``atlas.mart.pay``.

    ``waiting`` hears ten times a second how many seconds have passed; whatever it raises ends the query. Raises Refused.
    """
    if not _places.acquire(blocking=False):
        raise Refused(f"{AT_ONCE} queries are running already; try again in a few seconds.")
    try:
        return _found(*_answer(sql, warehouse, limits, waiting), limits)
    finally:
        _places.release()


def _answer(sql: str, warehouse: Path, limits: Limits, waiting: Callable[[float], object]) -> tuple[dict, bytes]:
    """What the query's process answered: its head and the rows as an Arrow stream."""
    request = json.dumps({"sql": sql, "warehouse": str(warehouse.absolute()), "limits": asdict(limits)}).encode()
    command, pipe = [sys.executable, "-I", "-X", "utf8", str(WORKER)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT, cwd="/") as process:
        try:
            written, faults = _communicate(process, request, limits, waiting)
        finally:
            process.kill()
    if process.returncode in OUT_OF_TIME:
        raise Refused(_too_long(limits))
    if process.returncode != 0:
        _log.error("a query's process ended with %s: %s", process.returncode, faults.decode(errors="replace"))
        raise Refused(f"The query was stopped: it needs more than the {limits.memory_mb} MB of memory it may use.")
    head, _, rows = written.partition(b"\n")
    return json.loads(head), rows


def _communicate(
    process: subprocess.Popen, request: bytes | None, limits: Limits, waiting: Callable[[float], object]
) -> tuple[bytes, bytes]:
    """Hand over the request and read until the process ends or its time is over."""
    began = time.monotonic()
    while True:
        try:
            return process.communicate(request, timeout=LOOK_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            request, passed = None, time.monotonic() - began
        if passed > limits.seconds:
            raise Refused(_too_long(limits))
        waiting(passed)


def _found(head: dict, rows: bytes, limits: Limits) -> Found:
    if "refusal" in head:
        raise Refused(head["refusal"])
    table = pa.ipc.open_stream(rows).read_all()
    said = {
        "columns": f"the first {limits.columns} columns",
        "rows": f"the first {limits.rows:,} rows",
        "bytes": f"the first {table.num_rows:,} rows, all that fit into {limits.bytes / 1e6:g} MB",
    }
    kept = " and ".join(said[what] for what in head["cut"])
    return Found(_frame(table), f"You see {kept}; the query gives more." if kept else "")


def _frame(table: pa.Table) -> pd.DataFrame:
    """The rows as a frame; days are dates, but for columns with one that Python has no date for (infinity, the year 10000)."""
    try:
        return table.to_pandas()
    except (OverflowError, ValueError):
        return table.to_pandas(date_as_object=False)


def _too_long(limits: Limits) -> str:
    return f"The query was stopped after {count(limits.seconds, 'second')}, the most it may take."
