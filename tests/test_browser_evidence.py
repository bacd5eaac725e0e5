"""The Evidence page in a real Chromium."""

from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from insights import queries
from insights.reader import Reader
from tests.browser import click_mark, evidence_for, text_of

pytestmark = pytest.mark.browser


def test_an_evidence_link_opens_the_figure(visit) -> None:
    page = visit("evidence?figure=articles:georgia")
    text = text_of(page)
    for words in ("$35,672", "2,080", "$17.15", "line 96"):
        assert words in text


def test_the_card_of_a_figure_holds_everything_and_the_rows_its_source_set_aside(visit, warehouse: Path, tmp_path: Path) -> None:
    page = visit("evidence?figure=articles:washington-dc")
    card = page.locator(".st-key-figure-evidence-card")
    for words in ("$21.09", "per hour", "n=6", "undated", "reported on pay sites", "cut-off list", "Source", "Caveat"):
        assert words in card.inner_text()
    card.get_by_text("Set aside: ").click()
    with page.expect_download() as download:
        card.get_by_role("button", name="Download CSV").click()
    download.value.save_as(tmp_path / "aside.csv")
    listed = duckdb.read_csv(str(tmp_path / "aside.csv")).df()
    assert len(listed) == len(queries.sources.set_aside(Reader(warehouse), source_id="articles")) > 0


def test_a_figure_of_the_first_page_opens_its_evidence(visit) -> None:
    page = visit()
    page.locator(".st-key-figures-by-basis-quiet").get_by_role("button", name="Show evidence").focus()
    page.keyboard.press("Enter")
    evidence_for(page, "Georgia")
    card = page.locator(".st-key-figures-by-basis-evidence-card")
    for words in ("$35,672", "2,080", "$17.15", "line 96"):
        expect(card).to_contain_text(words)


@pytest.mark.parametrize(
    ("path", "chart", "marks", "told"),
    [
        ("pay", "state-map", ".choroplethlocation", ["As published", "official estimate"]),
        ("growth", "headcounts", ".point", [">100000", "University of Illinois", "certificates, not jobs"]),
        ("demand", "ads-by-setting", ".point path", ["59 ads, each once", "The ads counted: 59", "Job ads read by hand"]),
        ("demand?view=facilities", "facilities-by-year", ".point", ["of those that answered", "The survey's cells added up"]),
    ],
)
def test_a_click_on_a_mark_shows_its_evidence_where_the_reader_looks(visit, path, chart, marks, told) -> None:
    page = visit(path)
    click_mark(page, page.locator(f".st-key-{chart}").locator(marks).first)
    card = page.locator(f".st-key-{chart}-evidence-card")
    for words in told:
        expect(card).to_contain_text(words)
    expect(card).to_be_in_viewport(ratio=0.95)


@pytest.mark.parametrize(
    ("path", "tiles", "told"),
    [
        ("", "known", ["The figures it reaches over: 8", "n=1,608", "official estimate", "headcount:us-certified-peer-"]),
        ("demand", "stating", ["State their pay: 99 of 169 ads", "The ads counted: 18", "Can be done from afar: 5 of 169"]),
    ],
)
def test_the_evidence_of_a_tile_opens_below_the_tiles_one_at_a_time(visit, path: str, tiles: str, told: list[str]) -> None:
    page = visit(path)
    card = page.locator(f".st-key-{tiles}-evidence-card")
    for number, words in enumerate(told):
        page.locator(f".st-key-tile-{tiles}-{number}").get_by_role("button", name="Show evidence").click()
        expect(card).to_contain_text(words)
    expect(page.locator(f".st-key-tiles-{tiles}").get_by_role("button", name="Hide evidence")).to_have_count(1)
    page.get_by_role("button", name="Hide evidence").click()
    expect(card).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "key", "asked", "told"),
    [
        ("becoming-a-peer?state=Maryland", "sheet", "supervision", ["Supervision, Maryland", "≠ sources disagree"]),
        ("becoming-a-peer", "certification-by-state", "Ohio: training", ["Training, Ohio", "GitHub, November 2025"]),
        ("becoming-a-peer", "conflicts", "Some states require", ["Some states require certification", "line 16"]),
        ("becoming-a-peer", "programs", "Course time", ["720 hours", "one college's program"]),
        ("demand?state=Ohio", "answer", "Facilities, Ohio, 2020", ["n=620 that answered", "of those that answered"]),
        ("evidence", "facts", "States with a certificate", ["41 + DC", "July 2016"]),
        ("demand", "ads", "Outreach Peer Support", ["16.50 to 17.50 US dollars, by the hour"]),
    ],
)
def test_what_is_said_without_a_chart_has_evidence_too(visit, path: str, key: str, asked: str, told: list[str]) -> None:
    page = visit(path)
    if key == "ads":
        page.get_by_text("The ads themselves").click()
    page.locator(f".st-key-{key}-quiet").get_by_role("button", name="Show evidence").click()
    evidence_for(page, asked)
    for words in told:
        expect(page.locator(f".st-key-{key}-evidence-card")).to_contain_text(words)


def test_every_cell_of_a_comparison_can_be_traced_with_the_keyboard(visit) -> None:
    page = visit("compare?type=metros&metros=Portland%2C+OR&metros=Baltimore%2C+MD")
    quiet = page.locator(".st-key-compared-places-quiet")
    quiet.get_by_role("button", name="Show evidence").focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("combobox", name="Evidence for")
    for asked, told in (("job ads", "The ads counted: 5"), ("Maryland: certification, training", "Training, Maryland")):
        box.click()
        box.fill(asked)
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-compared-places-evidence-card")).to_contain_text(told)
