"""The dashboard in a real Chromium, with every outside request blocked and counted."""

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

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import PROJECT

pytestmark = pytest.mark.browser

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
PAGES = {
    "": "What does peer support work pay, and how sure can anyone be?",
    "pay": "What does peer support pay near you?",
    "demand": "Who wants peer support workers, and in which settings?",
    "part-time": "Can you do this work part-time?",
    "growth": "Is peer support work growing?",
    "evidence": "What stands behind these figures?",
    "method": "How do we handle the figures?",
}
MENU = {
    "Pay": "pay",
    "Demand": "demand",
    "Part-time": "part-time",
    "Growth": "growth",
    "Evidence": "evidence",
    "Method": "method",
}
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
DRAWN_STATES = "path.choroplethlocation"


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


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Server]]:
    started: list[Server] = []

    def start(warehouse: Path) -> Server:
        started.append(Server(warehouse, tmp_path_factory.mktemp("server") / "log.txt"))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def server(serve: Callable[[Path], Server], warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    own = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    shutil.copy(warehouse, own)
    return serve(own)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Open a page of the dashboard; afterwards no request to anywhere else may have been attempted."""
    outside: list[str] = []
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
        page.goto(f"{url or server.url}/{path}")
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert outside == []


def settled(page: Page) -> None:
    """Wait until the script has run to its end and the charts are drawn."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000)
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_timeout(400)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000)


def text_of(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_a_page_asks_its_question_and_is_accessible(visit, path: str, scheme: str, viewport: dict[str, int]) -> None:
    page = visit(path, scheme=scheme, viewport=viewport)
    expect(page.locator("h1")).to_have_text(PAGES[path])
    assert page.locator('[data-testid="stException"], [data-testid="stAlert"], [role="dialog"]').count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_state_map_is_drawn_without_the_internet(visit, viewport: dict[str, int]) -> None:
    page = visit("pay", viewport=viewport)
    page.wait_for_selector(DRAWN_STATES, state="attached")
    drawn = page.eval_on_selector_all(DRAWN_STATES, "paths => paths.filter(path => path.getAttribute('d')?.length > 10).length")
    assert drawn >= 51


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", ["Georgia", "an hour", "Social and Human Service Assistants"]),
        ("places=cities", ["Washington, DC", "$21.09", "n=6", "a lead, not a fact", "$16.86 an hour (n=12)"]),
        ("places=metros&neighbour=Community+Health+Workers", ["Community Health Workers", "metro areas"]),
        ("unit=week&hours=20", ["$282.80", "$350.40", "a week"]),
        ("unit=year", ["$29,411", "a year"]),
        ("places=cities&min_n=10", ["$17.45", "n=19"]),
        ("dated=true", ["$17.15", "$17.52"]),
        ("bases=surveyed", ["We hold no figure for peer support itself in any state with these settings."]),
        ("places=cities&neighbour=none&bases=", ["We hold no figure"]),
    ],
)
def test_a_deep_link_restores_the_answer(visit, query: str, said: list[str]) -> None:
    text = text_of(visit(f"pay?{query}"))
    for words in said:
        assert words in text


@pytest.mark.parametrize(
    ("query", "control", "state"),
    [
        ("places=metros", '.st-key-places [data-selected="true"]', ["metros"]),
        ("unit=week", '.st-key-unit [data-selected="true"]', ["week"]),
        ("unit=week&hours=12", '.st-key-hours [data-testid="stSliderThumbValue"]', ["12"]),
        ("neighbour=Community+Health+Workers", ".st-key-neighbour input", ["Community Health Workers"]),
        ("bases=reported", '.st-key-bases [data-selected="true"]', ["reported"]),
        ("prices=true", ".st-key-prices input:checked", ["on"]),
        ("min_n=30", ".st-key-min_n input", ["30"]),
        ("dated=true", ".st-key-dated input:checked", ["on"]),
        ("all=true", ".st-key-all input:checked", ["on"]),
        ("place=Ohio", ".st-key-place input", ["Ohio"]),
    ],
)
def test_a_deep_link_restores_the_control(visit, query: str, control: str, state: list[str]) -> None:
    page = visit(f"pay?{query}")
    page.get_by_role("button", name="More choices").click()
    page.wait_for_selector(control, state="attached")
    said = page.eval_on_selector_all(control, "found => found.map(one => one.ariaValueText || one.value || one.innerText.trim())")
    assert said == state
    assert query in page.url


def test_a_control_writes_itself_into_the_link(visit) -> None:
    page = visit("pay")
    page.get_by_role("radio", name="cities").click()
    settled(page)
    assert "places=cities" in page.url
    assert "$21.09" in text_of(page)


def test_the_theme_follows_the_system_while_the_page_is_open(visit) -> None:
    page = visit("pay", scheme="light")
    background = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
    map_label = "getComputedStyle(document.querySelector('.js-plotly-plot text')).fill"
    light = page.evaluate(background), page.evaluate(map_label)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(1500)
    settled(page)
    dark = page.evaluate(background), page.evaluate(map_label)
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_every_page_is_reached_from_the_menu(visit) -> None:
    page = visit()
    for name, path in MENU.items():
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(PAGES[path])
        settled(page)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "",
            [
                "4,304 of 12,275 mental health facilities offered peer support in 2020: 35.1% of all",
                "Highest in 2020: Oregon, 58.5% (100 of 171); lowest: Wisconsin, 15.6% (64 of 410).",
                "Certified community behavioral health clinic, 66.7% (224 of 336)",
                "Postings are not vacancies",
                "Health Care and Social Assistance (277,510 in 2024)",
                "1 February 2020 = 100",
            ],
        ),
        ("state=Oregon", ["In Oregon 100 of 174 mental health facilities", "Oregon: 58.5% (100 of 171), number 1 of 52."]),
        ("year=2017", ["2,849 of 11,582"]),
        ("by=owner", ["Veterans Affairs, 57.6% (318 of 552)"]),
        ("type=Community+mental+health+center", ["United States: 48.8% (1,238 of 2,537)."]),
        ("state=Wyoming&setting=Justice+and+reentry", ["We hold no job ad for peer support with these choices."]),
    ],
)
def test_demand_shows_the_survey_of_facilities_beside_the_ads(visit, query: str, said: list[str]) -> None:
    text = text_of(visit(f"demand?{query}"))
    for words in said:
        assert words in text


def test_part_time_says_what_share_of_the_ads_says_nothing(visit) -> None:
    text = text_of(visit("part-time"))
    assert re.search(r"\d+ full-time; \d+ \(\d+\.\d%\) do not say\.", text)
    assert re.search(r"\d+ ads state their hours a week, .*; \d+ ads state none\.", text)
    assert re.search(r"\d+ ads name none of them\.", text)
    assert "Postings are not vacancies" in text


@pytest.mark.parametrize(
    ("link", "control", "state"),
    [
        ("demand?state=Oregon", ".st-key-state input", ["Oregon"]),
        ("demand?setting=Crisis+services", ".st-key-setting input", ["Crisis services"]),
        ("demand?since=2025", ".st-key-since input", ["2025"]),
        ("demand?year=2017", ".st-key-year input", ["2017"]),
        ("demand?type=Psychiatric+hospital", ".st-key-type input", ["Psychiatric hospital"]),
        ("demand?by=owner", '.st-key-by [data-selected="true"]', ["owner"]),
        ("demand?all_states=true", ".st-key-all_states input:checked", ["on"]),
        ("demand?occupation=Community+Health+Workers", ".st-key-occupation input", ["Community Health Workers"]),
        ("part-time?state=Oregon", ".st-key-state input", ["Oregon"]),
        ("part-time?setting=Crisis+services", ".st-key-setting input", ["Crisis services"]),
        ("part-time?since=2025", ".st-key-since input", ["2025"]),
        ("part-time?rows=state", '.st-key-rows [data-selected="true"]', ["state"]),
    ],
)
def test_a_deep_link_restores_the_controls_of_demand_and_part_time(visit, link: str, control: str, state: list[str]) -> None:
    page = visit(link)
    page.wait_for_selector(control, state="attached")
    said = page.eval_on_selector_all(control, "found => found.map(one => one.ariaValueText || one.value || one.innerText.trim())")
    assert said == state
    assert link in page.url


def test_the_table_under_a_chart_opens_and_its_csv_has_the_drawn_rows(visit, tmp_path: Path) -> None:
    page = visit("pay?places=cities&neighbour=none&bases=reported")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").last.click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = duckdb.read_csv(str(tmp_path / "rows.csv")).df()
    assert sorted(rows["point_usd_per_hour"].round(2)) == [16.76, 17.45, 18.30, 21.09]
    page.get_by_role("button", name="Show table").last.click()
    settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def test_an_evidence_link_opens_the_figure(visit) -> None:
    page = visit("evidence?figure=articles:georgia")
    text = text_of(page)
    for words in ("$35,672", "2,080", "$17.15", "line 96"):
        assert words in text


def test_a_pasted_ad_is_read_and_its_pay_compared(visit) -> None:
    page = visit("demand")
    ad = "Certified Peer Support Specialist\nAtlanta, GA\n$19.50 - $22.00 per hour, part-time, 20 hours a week"
    page.get_by_label("The ad, its title in the first line").fill(f"{ad}\n<script>alert(1)</script>")
    page.get_by_label("Place of the job").fill("Atlanta, GA")
    page.get_by_role("button", name="Read the ad").click()
    expect(page.get_by_text("$19.50 to $22.00", exact=True)).to_be_visible(timeout=30_000)
    text = text_of(page)
    assert "social and human service assistants in Georgia" in text
    assert "Part-time" in text


def test_an_open_page_shows_a_rebuilt_warehouse_at_its_next_interaction(
    visit, serve: Callable[[Path], Server], warehouse: Path, tmp_path: Path
) -> None:
    own = tmp_path / "warehouse.duckdb"
    shutil.copy(warehouse, own)
    page = visit("pay?places=cities", url=serve(own).url)
    assert "$21.09" in text_of(page)
    changed = tmp_path / "changed.duckdb"
    shutil.copy(warehouse, changed)
    with duckdb.connect(str(changed)) as connection:
        connection.execute("update mart.pay set hourly_point = 21.55 where figure_id = 'articles:washington-dc'")
    os.replace(changed, own)
    page.get_by_role("radio", name="week").click()
    settled(page)
    page.get_by_role("radio", name="hour").click()
    settled(page)
    assert "$21.55" in text_of(page)


def test_the_first_start_builds_the_warehouse_and_keeps_the_page(
    visit, serve: Callable[[Path], Server], tmp_path: Path
) -> None:
    missing = tmp_path / "none" / "warehouse.duckdb"
    page = visit("growth", url=serve(missing).url)
    page.wait_for_selector("h1", timeout=60_000)
    assert missing.exists()
    expect(page.locator("h1")).to_have_text(PAGES["growth"])
    settled(page)
    assert "Preparing" not in text_of(page)
