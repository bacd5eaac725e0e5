"""The short tour and the three doors of Home, in a real Chromium."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import PAGES, PHONE, settled, violations

pytestmark = pytest.mark.browser


def tour(page: Page) -> Locator:
    return page.get_by_role("region", name="A short tour")


def test_the_first_visit_shows_the_tour_and_the_browser_remembers_that_it_was_closed(visit) -> None:
    page = visit()
    expect(tour(page)).to_contain_text("1 of 5")
    for number in range(2, 6):
        tour(page).get_by_role("button", name="Next").click()
        expect(tour(page)).to_contain_text(f"{number} of 5")
    tour(page).get_by_role("button", name="Done").click()
    expect(tour(page)).to_have_count(0)
    page.reload()
    settled(page)
    expect(page.get_by_role("button", name="Take the short tour")).to_be_visible()
    expect(tour(page)).to_have_count(0)


def test_the_tour_is_walked_and_left_by_keyboard_and_points_at_what_it_speaks_of(visit) -> None:
    page = visit(viewport=PHONE)
    tour(page).get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(tour(page)).to_contain_text("Under every chart")
    tour(page).get_by_role("button", name="Show me").click()
    expect(page.locator(".st-key-figures-by-basis-quiet")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(tour(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Take the short tour")).to_be_focused()


def test_the_tour_opens_again_from_the_method_page_and_on_no_deep_link(visit) -> None:
    page = visit("method")
    expect(tour(page)).to_have_count(0)
    page.get_by_role("button", name="Take the short tour").click()
    settled(page)
    expect(page.locator("h1")).to_have_text(PAGES[""])
    tour(page).get_by_role("button", name="Close the tour").click()
    expect(tour(page)).to_have_count(0)
    assert violations(page) == ""


@pytest.mark.parametrize(
    ("door", "path", "filled"),
    [
        ("Compare places", "/compare?type=metros", "Everything side by side"),
        ("Size a program", "/sizing", "a year"),
        ("Explore the data", "/evidence?figure=articles", "$35,672"),
    ],
)
def test_a_door_leads_to_a_filled_example_in_one_click(visit, door: str, path: str, filled: str) -> None:
    page = visit()
    page.get_by_role("link", name=door).click()
    settled(page)
    assert path in page.url
    expect(page.get_by_test_id("stMain")).to_contain_text(filled)
    assert page.get_by_test_id("stException").count() == 0
