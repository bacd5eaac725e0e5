"""How soon the dashboard is healthy and its first page seen, how long a page's rerun takes, and how much memory the server holds.

python -m bench.pages [--repeats 30] [--starts 5]

A session is what a browser opens: a websocket on which the page is asked for and its elements arrive; a rerun is timed from the
request until the server says that the script has finished. The first page is timed in a Chromium that was never started before,
from the address to the page's title, on a server that nobody has visited yet. Beside all of it, the same for an app of one line.
"""

import argparse
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench.machine import machine
from insights.pages import pages
from insights.paper import printable
from pipeline.build import build
from pipeline.warehouse import RAW
from views.server import faults

PROJECT = Path(__file__).parent.parent
PAGES = tuple(pages())
ONE_LINE_APP = 'import streamlit as st\n\nst.write("one line")\n'
START_SECONDS = 60
MESSAGE_SECONDS = 60
PAUSE_SECONDS = 0.3  # as a reader pauses, so that what the server does after a run is not counted as part of the next


@dataclass(frozen=True)
class Rerun:
    """One run of a page's script: milliseconds until it finished, and the elements of each type that it sent."""

    milliseconds: float
    elements: dict[str, int]


@dataclass(frozen=True)
class Server:
    """A running app: its port and process, and the seconds from its start until it was healthy."""

    port: int
    process: psutil.Process
    healthy_after: float

    def memory(self) -> float:
        """Resident memory, MB."""
        return self.process.memory_info().rss / 1e6


@contextlib.contextmanager
def serving(app: Path, folder: Path, warehouse: Path) -> Iterator[Server]:
    """Run an app on a free port; it stops with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port), "--server.headless", "true"]
    environment = {**os.environ, "ATLAS_WAREHOUSE": str(warehouse)}
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while not healthy(port):
                if process.poll() is not None or time.perf_counter() - start > START_SECONDS:
                    sys.exit(f"{app} did not start")
                time.sleep(0.005)
            yield Server(port, psutil.Process(process.pid), time.perf_counter() - start)
        finally:
            process.terminate()


def healthy(port: int) -> bool:
    """Whether the server answers its health check."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def session(server: Server) -> ClientConnection:
    """A session as a browser opens it."""
    address = f"localhost:{server.port}"
    return connect(f"ws://{address}/_stcore/stream", origin=f"http://{address}", subprotocols=["streamlit"], max_size=None)


def rerun(connection: ClientConnection, page: str) -> Rerun:
    """Ask for a page and wait until its script has finished. Raises RuntimeError when the page could not be drawn."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    elements: dict[str, int] = {}
    broken = False
    start = time.perf_counter()
    connection.send(asked.SerializeToString())
    while True:
        told = ForwardMsg.FromString(connection.recv(timeout=MESSAGE_SECONDS))
        kind = told.WhichOneof("type")
        if kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            element = told.delta.new_element.WhichOneof("type")
            broken |= element == "exception" or faults.UNFORESEEN in told.delta.new_element.markdown.body
            elements[element] = elements.get(element, 0) + 1
        if kind == "script_finished":
            break
    milliseconds = (time.perf_counter() - start) * 1000
    if broken:
        raise RuntimeError(f"page '{page}' raised an error: no time is worth printing")
    return Rerun(milliseconds, elements)


def median_rerun(server: Server, page: str, repeats: int) -> tuple[float, dict[str, int]]:
    """The median milliseconds of a page's rerun in one session, its first two runs aside, and the elements it sent."""
    with session(server) as connection:
        runs = []
        for _ in range(repeats + 2):
            runs.append(rerun(connection, page))
            time.sleep(PAUSE_SECONDS)
    runs = runs[2:]
    return statistics.median(run.milliseconds for run in runs), runs[0].elements


def first_page(app: Path, folder: Path, warehouse: Path, title: str) -> float | None:
    """Seconds until an element ``title`` is seen in a new browser, the first visitor of a new server; None without a Chromium."""
    chromium = printable.browser()
    if chromium is None:
        return None
    with serving(app, folder, warehouse) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        start = time.perf_counter()
        page.goto(f"http://localhost:{server.port}/")
        page.wait_for_selector(title)
        seconds = time.perf_counter() - start
        browser.close()
    return seconds


def median_start(app: Path, folder: Path, warehouse: Path, starts: int) -> float:
    """The median seconds until an app is healthy."""
    times = []
    for _ in range(starts):
        with serving(app, folder, warehouse) as server:
            times.append(server.healthy_after)
    return statistics.median(times)


def main() -> None:
    """Measure the dashboard and the app of one line, and print both."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--repeats", type=int, default=30)
    arguments.add_argument("--starts", type=int, default=5)
    chosen = arguments.parse_args()
    print(f"machine   {machine()}")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warehouse, one_line = folder / "warehouse.duckdb", folder / "one_line.py"
        build(RAW.resolve(), warehouse)
        one_line.write_text(ONE_LINE_APP, encoding="utf-8")
        print(f"warehouse {warehouse.stat().st_size / 1e6:.1f} MB")

        ours, theirs = ((PROJECT / "dashboard.py", PROJECT, warehouse), (one_line, folder, warehouse))
        start, plain_start = median_start(*ours, chosen.starts), median_start(*theirs, chosen.starts)
        print(f"healthy   {start:.2f} s (median of {chosen.starts} starts); an app of one line {plain_start:.2f} s")

        seen = [(first_page(*ours, "h1"), first_page(*theirs, "text=one line")) for _ in range(chosen.starts)]
        if None not in seen[0]:
            mine, plain_seen = (statistics.median(seconds) for seconds in zip(*seen, strict=True))
            print(f"first page {mine:.2f} s in a new browser (median of {chosen.starts}); an app of one line {plain_seen:.2f} s")

        with serving(*theirs) as server:
            plain, _ = median_rerun(server, "", chosen.repeats)
            plain_memory = server.memory()
        with serving(*ours) as server:
            for page in PAGES:
                milliseconds, elements = median_rerun(server, page, chosen.repeats)
                drawn = f"{elements.get('plotly_chart', 0)} charts, {sum(elements.values())} elements"
                print(f"rerun     {page or 'home':16}{milliseconds:5.0f} ms (median of {chosen.repeats}; {drawn})")
            print(f"rerun     an app of one line {plain:.0f} ms")
            print(f"memory    {server.memory():.0f} MB after all of that; an app of one line {plain_memory:.0f} MB")


if __name__ == "__main__":
    main()
