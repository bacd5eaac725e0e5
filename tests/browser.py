"""The dashboard in a real Chromium, with every outside request blocked and counted: fixtures of the browser tests."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

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
]
START_SECONDS = 60
SETTLE_SECONDS = 60
STILL_SECONDS = 0.7
expect.set_options(timeout=1000 * SETTLE_SECONDS)
# What stands on the page; null while its script runs, its title is missing, or an element is still to come.
DRAWN = """() => {
    const idle = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    const whole = document.querySelector("h1") && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
    return idle && whole ? [document.querySelectorAll("*").length, document.body.innerText].join(" ") : null
}"""
PAGES = {path: page.question for path, page in pages().items()}
MENU = {page.title: path for path, page in pages().items() if path}
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Server:
    """A running dashboard on a warehouse of its own."""

    def __init__(self, warehouse: Path, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.warehouse, self.log, self.url = warehouse, log, f"http://localhost:{port}"
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
        environment = {**os.environ, "ATLAS_WAREHOUSE": str(warehouse)}
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise AssertionError(f"the dashboard did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Server]]:
    started: list[Server] = []

    def start(warehouse: Path) -> Server:
        started.append(Server(warehouse, tmp_path_factory.mktemp("server") / "log.txt"))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(serve: Callable[[Path], Server], warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    own = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    shutil.copy(warehouse, own)
    return serve(own)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Open a page; afterwards nothing may have been asked of anywhere else, nor anything that the server's policy forbids."""
    outside: list[str] = []
    forbidden: list[str] = []
    contexts = []

    def open_page(path: str = "", *, viewport: dict[str, int] = WIDE, scheme: str = "light", url: str | None = None) -> Page:
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        contexts.append(context)

        def only_local(route) -> None:
            if re.match(r"https?://(localhost|127\.0\.0\.1)[:/]", route.request.url):
                route.continue_()
            else:
                outside.append(route.request.url)
                route.abort()

        context.route("**/*", only_local)
        page = context.new_page()
        page.on("console", lambda said: forbidden.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(f"{url or server.url}/{path}")
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert outside == []
    assert forbidden == []


def settled(page: Page) -> None:
    """Wait until the script has run to its end and nothing has moved on the page for a while, however busy the machine is."""
    deadline = time.monotonic() + SETTLE_SECONDS
    seen, since = None, time.monotonic()
    while time.monotonic() < deadline:
        now = page.evaluate(DRAWN)
        if now is None or now != seen:
            seen, since = now, time.monotonic()
        elif time.monotonic() - since > STILL_SECONDS:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} did not come to rest within {SETTLE_SECONDS} s")


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
