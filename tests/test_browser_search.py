"""The search box and the words that explain themselves, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, WIDE, settled, text_of

pytestmark = pytest.mark.browser

BOX = "Search for a place, a job title, a word or a page"
FOUND = ".st-key-found"


def seek(page: Page, text: str) -> None:
    page.get_by_role("searchbox", name=BOX).fill(text)
    page.keyboard.press("Enter")
    settled(page)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_typing_and_enter_arrive_from_any_page_and_on_the_page_itself(visit, viewport: dict[str, int]) -> None:
    page = visit("growth", viewport=viewport)
    seek(page, "Philly")
    assert "/pay?" in page.url
    assert "places=metros" in page.url
    expect(page.locator(".st-key-place input")).to_have_value("Philadelphia, PA")
    expect(page.locator(FOUND)).to_contain_text("Philadelphia, PA. We hold pay for")
    expect(page.get_by_role("searchbox", name=BOX)).to_have_value("")
    seek(page, "the Bronx")
    expect(page.locator(".st-key-place input")).to_have_value("Bronx, NY")
    assert "$18.30" in text_of(page)
    assert "places=cities" in page.url
    page.locator(FOUND).get_by_role("button", name="Job ads in New York").click()
    settled(page)
    assert "/demand?state=New+York" in page.url
    seek(page, "RSE")
    assert "/method?word=RSE" in page.url
    assert "Relative standard error" in text_of(page)


def test_a_name_of_several_places_is_chosen_by_keyboard_and_closed(visit) -> None:
    page = visit("pay")
    seek(page, "Washington")
    assert "places=" not in page.url
    found = page.locator(FOUND)
    expect(found.get_by_role("button")).to_have_count(7)
    found.get_by_role("button", name="Washington, DC").focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator(".st-key-place input")).to_have_value("Washington, DC")
    found.get_by_role("button", name="Close").click()
    expect(found).to_have_count(0)


def test_what_is_not_found_is_answered_and_hostile_text_stays_text(visit) -> None:
    page = visit("pay")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    seek(page, "<img src=x onerror=alert(1)> **b** $x$")
    found = page.locator(FOUND)
    expect(found).to_contain_text("“<img src=x onerror=alert(1)> **b** $x$”: Nothing here goes by that name.")
    assert found.locator("img, strong, .katex").count() == 0
    assert dialogs == []


def test_a_word_of_the_glossary_says_what_it_means_to_pointer_and_keyboard(visit) -> None:
    page = visit("growth")
    (word,) = page.locator(".term", has_text="openings").all()
    shown = "word => [getComputedStyle(word, '::after').visibility, getComputedStyle(word, '::after').content]"
    assert word.evaluate(shown)[0] == "hidden"
    word.hover()
    visible, meaning = word.evaluate(shown)
    assert (visible, meaning[:24]) == ("visible", '"Jobs to fill in a year,')
    page.mouse.move(0, 0)
    assert word.evaluate(shown)[0] == "hidden"
    word.focus()
    assert word.evaluate(shown)[0] == "visible"
    page.keyboard.press("Escape")
    assert word.evaluate(shown)[0] == "hidden"
    page.mouse.move(400, 400)
    assert word.evaluate(shown)[0] == "visible"
