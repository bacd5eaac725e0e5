"""The SQL box on the Evidence page in a real Chromium."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest
from playwright.sync_api import Page, expect

from insights import sandbox
from insights.reader import Reader
from insights.sandbox.examples import examples
from tests.browser import PHONE, Server, settled, text_of

pytestmark = pytest.mark.browser

PATIENT = replace(sandbox.LIMITS, seconds=300)  # something else than time ends these queries, however busy the machine is
FOREVER = "select count(*) from range(1000000000000)"
EVERY_KIND = """
    select 'official' as basis, null as n_reports, 'x' as as_of, 1.5::decimal(9, 2) as pay_usd_hour, date '2026-11-22' as d,
        [1] as flags, 'javascript:alert(1)' as url, true as b, '<b>=1+1' as "=1", 2 as basis
    from range(3)
"""


def run(page: Page, sql: str) -> None:
    page.get_by_role("textbox", name="SQL").fill(sql)
    page.get_by_role("button", name="Run the query").click()


def pick(page: Page, label: str, option: str) -> None:
    """Choose from a list."""
    box, choice = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option)
    settled(page)
    # A list that opens while its box is scrolled into view closes again.
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")
    settled(page)
    box.press("ArrowDown")
    choice.click()


def asking(sql: str) -> str:
    return f"evidence?sql={quote(sql)}"


@pytest.fixture(scope="module")
def patient(serve: Callable[..., Server], warehouse: Path) -> str:
    """A dashboard of this module alone, where a query is given more time than the busiest machine takes for it."""
    return serve(warehouse, PATIENT.seconds).url


@pytest.mark.parametrize("question", examples())
def test_every_example_answers_its_question(warehouse: Path, question: str) -> None:
    found = sandbox.run(examples()[question], warehouse, limits=PATIENT)
    assert not found.rows.empty
    assert found.left_out == ""


def test_a_researcher_traces_a_figure_runs_a_query_and_takes_the_rows_along(
    visit, patient: str, warehouse: Path, tmp_path: Path
) -> None:
    page = visit(url=patient)
    page.get_by_role("link", name="Explore the data").click()
    card = page.locator(".st-key-figure-evidence-card")
    for words in ("$35,672", "2,080", "$17.15", "line 96"):
        expect(card).to_contain_text(words)
    settled(page)
    question = list(examples())[-1]
    pick(page, "Start from an example", question)
    expect(page.get_by_role("textbox", name="SQL")).to_have_value(examples()[question])
    settled(page)
    page.get_by_role("textbox", name="SQL").press("Control+Enter")
    expect(page.get_by_role("button", name="Download Parquet")).to_be_visible()
    for name, read in (("Parquet", duckdb.read_parquet), ("CSV", duckdb.read_csv)):
        with page.expect_download() as download:
            page.locator(f".st-key-query-{name.lower()} button").click()
        download.value.save_as(tmp_path / name)
        assert (
            read(str(tmp_path / name)).df()["n_rows"].tolist()
            == Reader(warehouse)
            .table(
                "select count(*) as n_rows from atlas.core.set_aside group by source_id, reason order by n_rows desc limit 50"
            )["n_rows"]
            .tolist()
        )


def test_values_of_every_kind_are_shown_as_the_query_gives_them(visit, patient: str) -> None:
    page = visit(asking(EVERY_KIND), url=patient)
    page.get_by_role("button", name="Run the query").click()
    expect(page.get_by_text("3 rows, 10 columns.")).to_be_visible()
    settled(page)
    grid = page.get_by_role("region", name="The result of the query: 3 rows, 10 columns.")
    expect(grid.locator("canvas").first).to_be_visible()
    said = grid.locator("table").first.inner_text()
    for words in ("basis_10", "=1", "official", "1.5", "2026-11-22", "[1]", "<b>"):
        assert words in said


def test_a_query_in_the_link_waits_for_a_click(visit, patient: str) -> None:
    sql = "select 21 + 21 as answer from mart.source limit 1"
    page = visit(asking(sql), viewport=PHONE, url=patient)
    expect(page.get_by_role("textbox", name="SQL")).to_have_value(sql)
    assert "1 row, 1 column." not in text_of(page)
    page.get_by_role("button", name="Run the query").click()
    expect(page.get_by_text("1 row, 1 column.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("drop table mart.pay", "one SELECT at a time"),
        ("from read_text('/etc/passwd')", "reads the tables of this warehouse and nothing else"),
        ("from mart.pays", 'Did you mean "pay"?'),
        ("select '<img src=x onerror=alert(1)>' || nope", "nope"),
        (" ", "There is no query to run."),
    ],
)
def test_a_refusal_is_one_sentence(visit, patient: str, sql: str, said: str) -> None:
    page = visit("evidence", url=patient)
    run(page, sql)
    expect(page.locator("p.refusal", has_text=said)).to_be_visible()
    assert page.locator('p.refusal img, [data-testid="stException"], [role="dialog"]').count() == 0


def test_a_heavy_query_is_stopped(visit) -> None:
    page = visit(asking(FOREVER))
    page.get_by_role("button", name="Run the query").click()
    expect(page.get_by_text("The query was stopped after 10 seconds")).to_be_visible()


def test_a_heavy_query_tells_its_time_and_stops_nobody_else(visit, patient: str) -> None:
    busy, other = visit(asking(FOREVER), url=patient), visit("pay", url=patient)
    busy.get_by_role("button", name="Run the query").click()
    expect(busy.get_by_text("Running: ")).to_be_visible()
    other.get_by_role("radio", name="cities").click()
    settled(other)
    assert "$21.09" in text_of(other)
    expect(busy.get_by_text("Running: ")).to_be_visible()


def test_leaving_the_page_frees_the_place(visit, patient: str) -> None:
    waiting = visit(asking("select 1"), url=patient)
    pages = [visit(asking(FOREVER), url=patient) for _ in range(sandbox.AT_ONCE)]
    for page in pages:
        page.get_by_role("button", name="Run the query").click()
        expect(page.get_by_text("Running: ")).to_be_visible()
    waiting.get_by_role("button", name="Run the query").click()
    expect(waiting.get_by_text("queries are running already")).to_be_visible()
    for page in pages:
        page.get_by_role("link", name="Method", exact=True).first.click()
        settled(page)
    waiting.get_by_role("button", name="Run the query").click()
    expect(waiting.get_by_text("1 row, 1 column.")).to_be_visible()
