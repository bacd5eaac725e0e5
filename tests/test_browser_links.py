"""Links that ask for what a page does not know, hostile ones among them, in a real Chromium."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.browser import PAGES, settled, text_of
from tests.test_browser_security import HOSTILE, MARKDOWN, nothing_of_it_became_markup

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("pay?places=moon", "The link asks for places=moon, which this page does not know; it shows states instead."),
        ("pay?unit=week&hours=99", "The link asks for hours=99, which this page does not know; it shows 40 instead."),
        ("pay?bases=reported&bases=rumoured", "bases=rumoured, which this page does not know; it shows reported instead."),
        ("growth?colour=red", "The link asks for colour=red, which this page does not know."),
        (f"pay?neighbour={quote(HOSTILE)}", f"The link asks for neighbour={HOSTILE[:40]}…, which"),
        (f"pay?place={quote(MARKDOWN)}", f"The link asks for place={MARKDOWN[:40]}…, which"),
        (f"?{quote(HOSTILE)}=1", f"The link asks for {HOSTILE[:40]}…=1, which"),
    ],
    ids=lambda text: text[:40],
)
def test_a_link_that_asks_in_vain_is_answered(visit, link: str, said: str) -> None:
    page = visit(link)
    assert said in text_of(page)
    nothing_of_it_became_markup(page)


def test_the_answer_to_a_link_stays_while_the_page_is_used_and_goes_with_it(visit) -> None:
    page = visit("pay?places=moon")
    page.get_by_role("radio", name="cities").click()
    settled(page)
    assert "The link asks for places=moon" in text_of(page)
    for name in ("Growth", "Pay"):
        page.get_by_role("link", name=name, exact=True).first.click()
        settled(page)
        assert "The link asks" not in text_of(page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_no_link_of_a_page_asks_in_vain(visit, server: str, path: str) -> None:
    page, found = visit(path), {}
    for link in page.eval_on_selector_all("a[href*='?']", "links => links.map(link => link.getAttribute('href'))"):
        if "://" not in link:
            address = urlsplit(link)
            found[address.path, tuple(parse_qs(address.query))] = link  # one of each kind
    for link in found.values():
        page.goto(f"{server}/{link.lstrip('./')}")
        settled(page)
        assert "The link asks" not in text_of(page)
