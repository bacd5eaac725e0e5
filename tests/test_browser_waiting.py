"""What a browser test waits for: a page that stands still, and words for what still moves on one that does not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Tab, settled

pytestmark = pytest.mark.browser

APP = '<div data-testid="stApp" data-test-script-state="{}" data-test-connection-state="{}">{}</div>'
QUIET = APP.format("notRunning", "CONNECTED", "<h1>Pay</h1>{}")
SPIN = "<style>@keyframes spin { to { rotate: 1turn } }</style>"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.page.context.close()


@pytest.fixture
def page(tab: Tab) -> Page:
    tab.page.goto("about:blank")
    return tab.page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<h1>Pay</h1>", "the page has not been drawn"),
        (APP.format("running", "CONNECTED", "<h1>Pay</h1>"), "the script is running"),
        (APP.format("notRunning", "CONNECTING", "<h1>Pay</h1>"), "the connection is CONNECTING"),
        (APP.format("notRunning", "CONNECTED", ""), "the title is missing"),
        (QUIET.format('<p class="st-key-map" data-stale="true">US</p>'), "stale or still to come: p st-key-map stApp “US”"),
        (QUIET.format('<div data-testid="stSkeleton"></div>'), "stale or still to come: div stSkeleton"),
        (QUIET.format('<div data-testid="stPlotlyChart"></div>'), "not drawn: div stPlotlyChart"),
        (QUIET.format('<div data-testid="stDataFrame"></div>'), "not drawn: div stDataFrame"),
        (QUIET.format(f'{SPIN}<p style="animation: spin 9s infinite">o</p>'), "spin is changing: p stApp “o”"),
        (QUIET.format('<p data-testid="stElementContainer" style="opacity: 0.3">n</p>'), "half faded: p stElementContainer “n”"),
    ],
    ids=lambda text: text[:40],
)
def test_a_wait_that_runs_out_says_what_it_waited_for(page: Page, content: str, said: str) -> None:
    page.evaluate("content => { document.body.innerHTML = content }", content)
    with pytest.raises(AssertionError, match="did not come to rest within 1 s") as fault:
        settled(page, seconds=1)
    assert said in str(fault.value)


def test_a_page_on_which_something_moves_all_the_time_does_not_stand_still(page: Page) -> None:
    page.evaluate("content => { document.body.innerHTML = content }", QUIET.format("<p class='st-key-clock'>1</p>"))
    settled(page)
    page.evaluate("setInterval(() => { document.querySelector('p').textContent = performance.now() }, 50)")
    with pytest.raises(AssertionError, match=r"moved last, .* ms ago: p st-key-clock"):
        settled(page, seconds=1)


def test_what_is_asked_of_elsewhere_is_heard_and_goes_nowhere(tab: Tab, page: Page) -> None:
    asked = ["https://example.org/", "http://192.0.2.1/"]
    for address in asked:
        assert page.evaluate("address => fetch(address).then(() => 'answered', () => 'nobody')", address) == "nobody"
    assert tab.outside == asked
