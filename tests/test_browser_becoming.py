"""The page on becoming a peer in a real Chromium."""

from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from tests.browser import settled, text_of

pytestmark = pytest.mark.browser

SHEET = "dl.statements >> nth=0"


def test_a_link_opens_a_states_sheet_with_badges_and_sources(visit) -> None:
    page = visit("becoming-a-peer?state=Ohio")
    expect(page.locator(".st-key-state input")).to_have_value("Ohio")
    assert "state=Ohio" in page.url
    sheet = page.locator(SHEET)
    expect(sheet).to_contain_text("40 (+16 online e-based) or 3 years experience ● verified")
    expect(sheet).to_contain_text("Certified Peer Recovery Supporter ○ unverified")
    expect(sheet).to_contain_text("not stated")
    link = sheet.get_by_role("link", name="Open the source").nth(1)
    assert link.get_attribute("href").startswith("https://mha.ohio.gov/")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_verified_only_hides_what_is_not_and_says_so(visit) -> None:
    page = visit("becoming-a-peer?state=Ohio")
    page.get_by_text("Verified only").click()
    settled(page)
    assert "verified=true" in page.url
    sheet = page.locator(SHEET)
    expect(sheet).to_contain_text("not verified")
    expect(sheet).not_to_contain_text("unverified")
    settled(page)
    assert "One number of training hours is stated for 4 states" in text_of(page)


def test_a_conflict_shows_both_values(visit) -> None:
    text = text_of(visit("becoming-a-peer?state=Maryland"))
    for words in ["46 hours", "50 hours", "≠ sources disagree", "South Carolina, training", "line 33", "line 16"]:
        assert words in text


def test_a_programs_hours_stand_apart(visit) -> None:
    text = text_of(visit("becoming-a-peer"))
    assert "720 hours of course time" in text
    assert "one college's program, not a state's requirement" in text
    assert "Rules change" in text


def test_a_place_without_anything_is_refused_in_words(visit) -> None:
    page = visit("becoming-a-peer?state=Puerto+Rico")
    expect(page.locator("p.refusal")).to_contain_text("We hold nothing on what Puerto Rico asks.")


def test_the_csv_has_the_drawn_rows(visit, tmp_path: Path) -> None:
    page = visit("becoming-a-peer?verified=true")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").first.click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = duckdb.read_csv(str(tmp_path / "rows.csv"), all_varchar=True).df()
    assert sorted(rows["state"]) == ["CA", "CO", "MD", "WA"]
    assert set(rows["verified"]) == {"True"}


def test_the_next_step_takes_the_state_along(visit) -> None:
    page = visit("becoming-a-peer?state=Ohio")
    page.get_by_role("link", name="Job ads in Ohio").click()
    expect(page.locator("h1")).to_have_text("Who wants peer support workers, and in which settings?")
    settled(page)
    expect(page.locator(".st-key-state input")).to_have_value("Ohio")
