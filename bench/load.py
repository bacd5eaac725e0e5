"""Whether the dashboard bears many readers at once: concurrent sessions that go from page to page, timed, with memory watched.

python -m bench.load [--sessions 20] [--seconds 120]

Each session is a websocket as a browser opens it (bench/pages.py), in one process with the others. It asks for a page in an order
of its own, waits for the last element, reads for a moment, and asks for the next. The first page of a session opens it and is
counted apart. One reader alone on the same server is the comparison. A script that raises, or a session that breaks off, ends the
benchmark with an error.
"""

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import machine
from bench.pages import PAGES, PROJECT, Server, rerun, serving, session
from pipeline.build import build
from pipeline.warehouse import RAW

SEED = 4
READING_SECONDS = (1.0, 3.0)  # how long a reader looks at a page before the next
ALONE_SECONDS = 30
MEMORY_POINTS = 6


@dataclass
class Log:
    """What all sessions of one run have seen."""

    opened: list[float] = field(default_factory=list)  # milliseconds of each session's first page
    changed: list[float] = field(default_factory=list)  # milliseconds of every page after it
    memory: list[float] = field(default_factory=list)  # MB, at even distances of time


def read_along(server: Server, number: int, until: float, log: Log) -> None:
    """One reader: pages in an order of its own until the time is up."""
    chance = random.Random(SEED * 1000 + number)
    with session(server) as connection:
        first = rerun(connection, chance.choice(PAGES))
        log.opened.append(first.milliseconds)
        while time.monotonic() < until:
            time.sleep(chance.uniform(*READING_SECONDS))
            log.changed.append(rerun(connection, chance.choice(PAGES)).milliseconds)


def run(server: Server, sessions: int, seconds: float) -> Log:
    """So many readers for so long. Raises what any of them met."""
    log = Log()
    until = time.monotonic() + seconds
    over = threading.Event()

    def watch() -> None:
        while not over.wait(seconds / MEMORY_POINTS):
            log.memory.append(server.memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with ThreadPoolExecutor(sessions) as readers:
            for reader in [readers.submit(read_along, server, number, until, log) for number in range(sessions)]:
                reader.result()
    finally:
        over.set()
        watcher.join()
    return log


def percentile(values: list[float], share: int) -> float:
    """The value that so many per cent of the values do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def main() -> None:
    """Run one reader alone, then all of them, and print both."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--sessions", type=int, default=20)
    arguments.add_argument("--seconds", type=int, default=120)
    chosen = arguments.parse_args()
    print(f"machine   {machine()}")
    with tempfile.TemporaryDirectory() as name:
        warehouse = Path(name) / "warehouse.duckdb"
        build(RAW.resolve(), warehouse)
        print(f"warehouse {warehouse.stat().st_size / 1e6:.1f} MB; {len(PAGES)} pages")
        with serving(PROJECT / "dashboard.py", PROJECT, warehouse) as server:
            for sessions, seconds in ((1, ALONE_SECONDS), (chosen.sessions, chosen.seconds)):
                try:
                    log = run(server, sessions, seconds)
                except Exception as error:
                    sys.exit(f"with {sessions} sessions a reader met an error: {error}")
                print(
                    f"{sessions:>3} session{'s' if sessions > 1 else ' '} {seconds} s; {len(log.changed)} page changes without an"
                    f" error: median {statistics.median(log.changed):.0f} ms, p95 {percentile(log.changed, 95):.0f} ms, slowest"
                    f" {max(log.changed):.0f} ms; first pages up to {max(log.opened):.0f} ms"
                )
                print("memory    " + ", ".join(f"{held:.0f}" for held in log.memory) + " MB along the way")


if __name__ == "__main__":
    main()
