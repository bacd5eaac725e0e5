"""Every page in a real Chromium: its question, its menu entry, its theme, and what axe finds."""

import pytest
from playwright.sync_api import expect

from tests.browser import MENU, PAGES, PHONE, WIDE, settled, violations

pytestmark = pytest.mark.browser

BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
BRIGHT = f"{BACKGROUND}.match(/\\d+/g)[0] > 127"


@pytest.mark.parametrize(("viewport", "schemes"), [(WIDE, ("light", "dark")), (PHONE, ("dark", "light"))], ids=["wide", "phone"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_a_page_asks_its_question_and_is_accessible(visit, path: str, viewport: dict[str, int], schemes: tuple[str, str]) -> None:
    first, then = schemes
    page = visit(path, scheme=first, viewport=viewport)
    for scheme in (first, then):
        page.emulate_media(color_scheme=scheme)
        settled(page)
        expect(page.locator("h1")).to_have_text(PAGES[path])
        assert page.locator('[data-testid="stException"], [data-testid="stAlert"], [role="dialog"]').count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.evaluate(BRIGHT) == (scheme == "light")
        assert violations(page) == ""


def test_every_page_is_reached_from_the_menu(visit) -> None:
    page = visit()
    for name, path in MENU.items():
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(PAGES[path])
        settled(page)


def test_the_theme_follows_the_system_while_the_page_is_open(visit) -> None:
    page = visit("pay", scheme="light")
    map_label = "getComputedStyle(document.querySelector('.js-plotly-plot text')).fill"
    light = page.evaluate(BACKGROUND), page.evaluate(map_label)
    page.emulate_media(color_scheme="dark")
    settled(page)
    dark = page.evaluate(BACKGROUND), page.evaluate(map_label)
    assert light[0] != dark[0]
    assert light[1] != dark[1]
