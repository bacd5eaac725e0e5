"""The Evidence page in a real Chromium."""

from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from insights import queries
from insights.reader import Reader
from tests.browser import settled, text_of

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
    assert len(listed) == len(queries.set_aside(Reader(warehouse), source_id="articles")) > 0


def test_a_figure_of_the_first_page_opens_its_evidence(visit) -> None:
    page = visit()
    page.locator(".st-key-figures-by-basis-quiet").get_by_role("button", name="Show evidence").focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Evidence for").click()
    page.get_by_role("combobox", name="Evidence for").fill("Georgia")
    page.get_by_role("option", name="Georgia").first.click()
    settled(page)
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
    mark = page.locator(f".st-key-{chart}").locator(marks).first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator(f".st-key-{chart}-evidence-card")
    for words in told:
        expect(card).to_contain_text(words)
    settled(page)
    expect(card).to_be_in_viewport(ratio=0.95)


def test_a_tile_that_shows_one_figure_leads_to_its_evidence(visit) -> None:
    page = visit()
    page.get_by_role("link", name="Evidence for: Certified peer specialists").click()
    expect(page.locator(".st-key-figure-evidence-card")).to_contain_text("headcount:us-certified-peer-specialists-2024")
    assert page.locator(".st-key-figure-evidence-card a").first.get_attribute("href").startswith("https://")


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
