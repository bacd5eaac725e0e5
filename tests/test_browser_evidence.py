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
    card = page.locator(".st-key-evidence-card")
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
    page.get_by_role("combobox", name="Evidence for").click()
    page.get_by_role("combobox", name="Evidence for").fill("Georgia")
    page.get_by_role("option", name="Georgia").first.click()
    settled(page)
    card = page.locator(".st-key-evidence-card")
    for words in ("$35,672", "2,080", "$17.15", "line 96"):
        expect(card).to_contain_text(words)
