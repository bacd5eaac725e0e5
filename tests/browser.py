"""The dashboard in a real Chromium, with every outside request blocked and counted: fixtures of the browser tests."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright

from insights.pages import pages

PROJECT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever is not on this machine is asked of a proxy that is not there.
    "--proxy-server=127.0.0.1:9",
]
LOCAL = re.compile(r"(https?|wss?)://(localhost|127\.0\.0\.1)[:/]|(data|blob|about|file):")
WATCH = Path(__file__).with_name("watch.js")
# No test waits for a time to pass: these are how long a wait for a state may take before the state is said to be missing.
START_SECONDS = 300
SETTLE_SECONDS = 300
STILL_SECONDS = 0.3
expect.set_options(timeout=1000 * SETTLE_SECONDS)
PAGES = {path: page.question for path, page in pages().items()}
MENU = {page.title: path for path, page in pages().items() if path}
AXE = Axe()
HEALTH = "_stcore/health"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


# The dashboard as it is, but for the seconds a query of a reader may take.
PATIENT = """
from insights import sandbox
object.__setattr__(sandbox.LIMITS, "seconds", {seconds})
from streamlit.web.cli import main
main()
"""


class Server:
    """A running dashboard on a warehouse of its own; ``query_seconds`` is the time a query may take there, if not the usual."""

    def __init__(self, warehouse: Path, log: Path, query_seconds: int | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.warehouse, self.log, self.url = warehouse, log, f"http://localhost:{port}"
        start = ["-c", PATIENT.format(seconds=query_seconds)] if query_seconds else ["-m", "streamlit"]
        command = [sys.executable, *start, "run", "dashboard.py", "--server.port", str(port)]
        environment = {**os.environ, "ATLAS_WAREHOUSE": str(warehouse)}
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/{HEALTH}", timeout=START_SECONDS) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise AssertionError(f"the dashboard did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=START_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(warehouse: Path, query_seconds: int | None = None) -> Server:
        started.append(Server(warehouse, tmp_path_factory.mktemp("server") / "log.txt", query_seconds))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(warehouse: Path, session_folder: Path) -> Iterator[str]:
    """The address of the one dashboard that all workers ask; whoever comes first starts it, whoever leaves last stops it."""
    lock, told = filelock.FileLock(session_folder / "server.lock"), session_folder / "server.json"
    with lock:
        if not told.exists():
            own = Path(shutil.copy(warehouse, session_folder / "served.duckdb"))
            started = Server(own, session_folder / "served.log")
            told.write_text(json.dumps({"url": started.url, "pid": started.process.pid, "users": 0}))
        running = json.loads(told.read_text())
        told.write_text(json.dumps({**running, "users": running["users"] + 1}))
    yield running["url"]
    with lock:
        running = json.loads(told.read_text())
        if running["users"] > 1:
            told.write_text(json.dumps({**running, "users": running["users"] - 1}))
        else:
            os.kill(running["pid"], signal.SIGTERM)
            told.unlink()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


class Tab:
    """A tab in a browser profile of its own. It is kept from test to test, for a new one compiles every script anew."""

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context()
        context.add_init_script(path=WATCH)
        self.page, self.outside, self.forbidden = context.new_page(), [], []
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("websocket", lambda websocket: self._note(websocket.url))
        self.page.on("console", lambda said: self._hear(said.text))

    def _note(self, url: str) -> None:
        if not LOCAL.match(url):
            self.outside.append(url)

    def _hear(self, said: str) -> None:
        if "Content Security Policy" in said:
            self.forbidden.append(said)

    def leave(self, server: str) -> tuple[list[str], list[str]]:
        """Forget everything, as a new profile would; say what was asked of elsewhere and what was refused since the last time."""
        self.page.goto(f"{server}/{HEALTH}")
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.context.clear_cookies()
        found = self.outside.copy(), self.forbidden.copy()
        self.outside.clear()
        self.forbidden.clear()
        return found


@pytest.fixture(scope="session")
def tabs() -> list[Tab]:
    """The tabs that are open: the first page of a test is in the first, and so on; between tests one at most."""
    return []


@pytest.fixture
def visit(browser: Browser, server: str, tabs: list[Tab]) -> Iterator[Callable[..., Page]]:
    """Open a page; afterwards nothing may have been asked of anywhere else, nor anything that the server's policy forbids."""
    used: list[Tab] = []

    def open_page(path: str = "", *, viewport: dict[str, int] = WIDE, scheme: str = "light", url: str | None = None) -> Page:
        if len(tabs) == len(used):
            tabs.append(Tab(browser))
        used.append(tabs[len(used)])
        page = used[-1].page
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{url or server}/{path}")
        settled(page)
        return page

    yield open_page
    kept, tabs[:] = tabs.copy(), []
    found = [tab.leave(server) for tab in used]
    for tab in kept[1:]:
        tab.page.context.close()
    tabs += kept[:1]  # unless it no longer answered
    assert found == [([], [])] * len(used)


def settled(page: Page, *, titled: bool = True, seconds: float = SETTLE_SECONDS) -> None:
    """Wait until the script has run to its end and nothing has moved on the page for a while, however busy the machine is.

    Raises AssertionError that says what was still going on when the time ran out.
    """
    patience = {"patienceMs": 1000 * seconds, "stillMs": 1000 * STILL_SECONDS, "titled": titled}
    deadline = time.monotonic() + seconds
    while True:
        try:
            why = page.evaluate("patience => watched.still(patience)", patience)
            break
        except Error as fault:  # the page was left for another while it was watched
            if "context was destroyed" not in str(fault) or time.monotonic() > deadline:
                raise
    assert why is None, f"{page.url} did not come to rest within {seconds:g} s: {why}"


def violations(page: Page) -> str:
    """What axe finds on a page that stands still while it is read; a page that moved meanwhile is read again."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while True:
        settled(page)
        before = page.evaluate("watched.moves")
        found = AXE.run(page)
        moved = page.evaluate("before => watched.going() || (watched.moves === before ? '' : watched.last())", before)
        if not moved:
            return found.generate_report() if found.violations_count else ""
        assert time.monotonic() < deadline, f"{page.url} did not stand still while it was read: {moved}"


def text_of(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def click_mark(page: Page, mark: Locator, *, down: float = 0.5) -> None:
    """Click a mark of a chart, ``down`` from its upper edge; the chart stands still by then."""
    mark.evaluate("mark => mark.scrollIntoView({ block: 'center' })")
    settled(page)
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * down)
    settled(page)


def evidence_for(page: Page, asked: str) -> None:
    """Pick the figure that is asked for from the open list of what has evidence."""
    box = page.get_by_role("combobox", name="Evidence for")
    box.wait_for()
    settled(page)
    # A list that opens while its box is scrolled into view closes again.
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")
    settled(page)
    box.fill(asked)
    page.get_by_role("option").filter(has_text=asked).first.click()
    settled(page)
