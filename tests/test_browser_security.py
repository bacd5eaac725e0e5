"""What a hostile link, text or page can do to a visitor, and what a fault shows, in a real Chromium."""

import http.client
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SETTLE_SECONDS, Server, Tab, settled, text_of

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
MARKDOWN = "[owned](javascript:document.title='owned') ![owned](https://example.org/x.png) $\\href{javascript:1}{x}$ :red[owned]"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


def ask(server: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SETTLE_SECONDS)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    connection.close()
    return answer


def nothing_of_it_became_markup(page: Page) -> None:
    assert page.title() != "owned"
    assert page.locator('img[src="x"], img[src*="example.org"], a[href^="javascript"], [data-testid="stException"]').count() == 0
    assert page.evaluate("[...document.scripts].every(script => !script.text.includes('owned'))")
    assert page.locator('[role="dialog"]').count() == 0


@pytest.mark.parametrize("path", ["/", "/pay", "/evidence?sql=select+1", "/_stcore/health", "/nowhere/at/all"])
def test_every_answer_tells_the_browser_to_stay_here(server: str, path: str) -> None:
    headers = ask(server, path).headers
    rules = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in rules["script-src"] and "'unsafe-eval'" not in rules["script-src"]
    assert not any("http" in sources or "*" in sources for sources in rules.values())
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    ("origin", "status"), [("http://evil.example", 403), ("null", 403), (None, 101)], ids=["other", "file", "this server"]
)
def test_only_this_servers_pages_may_talk_to_it(server: str, origin: str | None, status: int) -> None:
    assert ask(server, "/_stcore/stream", **UPGRADE, Origin=origin or server).status == status


def test_an_upload_without_this_sites_token_is_refused(server: str) -> None:
    assert ask(server, "/_stcore/upload_file/any/any", "PUT").status == 403


@pytest.fixture(scope="module")
def open_page(browser: Browser, server: str) -> Iterator[Page]:
    page = Tab(browser).page
    page.goto(server)
    settled(page)
    yield page
    page.context.close()


@pytest.mark.parametrize(
    ("attempt", "rule"),
    [
        ("fetch('https://example.org/').catch(() => 0)", "connect-src"),
        ("navigator.sendBeacon('https://example.org/')", "connect-src"),
        ("new WebSocket('wss://example.org/')", "connect-src"),
        ("new Image().src = 'https://example.org/x.png'", "img-src"),
        ("add('script', {src: 'https://example.org/x.js'})", "script-src"),
        ("add('script', {text: '1'})", "script-src"),
        ("add('iframe', {src: 'https://example.org/'})", "frame-src"),
        ("add('object', {data: 'https://example.org/'})", "object-src"),
        ("add('base', {href: 'https://example.org/'})", "base-uri"),
        ("add('div', {innerHTML: '<img src=data: onerror=1>'})", "script-src"),
        ("eval('1')", "script-src"),
    ],
    ids=lambda text: text[:40],
)
def test_the_policy_refuses_what_hostile_markup_would_do(open_page: Page, attempt: str, rule: str) -> None:
    refused = open_page.evaluate(
        f"""() => new Promise(done => {{
            document.addEventListener('securitypolicyviolation', refusal => done(refusal.effectiveDirective), {{once: true}});
            setTimeout(() => done('nothing was refused'), 60_000);
            const add = (name, given) => document.body.append(Object.assign(document.createElement(name), given));
            setTimeout(() => {{ try {{ {attempt} }} catch (fault) {{ if (fault instanceof EvalError) done('script-src'); }} }});
        }})"""
    )
    assert refused.startswith(rule)


@pytest.fixture(scope="module")
def hostile_server(serve: Callable[[Path], Server], warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A dashboard whose figures, ads and facts carry markup in every text that a source or a user's own file may bring."""
    own = tmp_path_factory.mktemp("hostile") / "warehouse.duckdb"
    shutil.copy(warehouse, own)
    with duckdb.connect(str(own)) as connection:
        for column in ("place_name", "short_name", "occupation_title", "title_as_published", "published_text", "source_line"):
            connection.execute(
                f"update mart.pay set {column} = ? where figure_id = 'articles:washington-dc'", [HOSTILE + MARKDOWN]
            )
        connection.execute("update mart.postings set title = $1, employer = $1, city = $1", [HOSTILE + MARKDOWN])
        connection.execute("update core.set_aside set reason = $1, text_as_read = $1", [HOSTILE + MARKDOWN])
        connection.execute("update mart.fact set label = $1, value_text = $1, note = $1", [HOSTILE + MARKDOWN])
    return serve(own)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "pay?places=cities&neighbour=none",
        "demand",
        "part-time",
        "evidence?figure=articles:washington-dc&of_source=articles",
        f"evidence?figure={quote(HOSTILE)}",
        f"evidence?sql={quote('select ' + repr('x') + HOSTILE)}",
    ],
    ids=lambda path: path[:30],
)
def test_hostile_names_and_titles_stay_text(visit, hostile_server: Server, path: str) -> None:
    page = visit(path, url=hostile_server.url)
    for button in page.get_by_role("button", name="Show table").all()[:1]:
        button.click()
        settled(page)
    expect(page.locator("h1")).to_be_visible()
    nothing_of_it_became_markup(page)


def test_a_pasted_ad_stays_text(visit) -> None:
    page = visit("demand?view=your+job+ad")
    page.get_by_label("The ad, its title in the first line").fill(f"Peer Specialist {HOSTILE}\n{MARKDOWN}\n$20.00 an hour")
    page.get_by_label("Place of the job, to compare its pay").fill(HOSTILE)
    page.get_by_role("button", name="Read the ad").click()
    settled(page)
    assert "$20" in text_of(page)
    nothing_of_it_became_markup(page)


def broken_file(warehouse: Path) -> None:
    warehouse.write_bytes(b"no warehouse" * 1000)


def missing_table(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table mart.pay")


@pytest.mark.parametrize(
    ("harm", "said", "logged"),
    [
        (broken_file, "not a readable warehouse; run 'python -m pipeline build'", "SourceFault"),
        (missing_table, "This page could not be drawn to its end", "Catalog Error"),
    ],
)
def test_a_fault_is_a_sentence_and_its_trace_is_in_the_log(
    visit, serve: Callable[[Path], Server], warehouse: Path, tmp_path: Path, harm: Callable[[Path], None], said: str, logged: str
) -> None:
    own, harmed = tmp_path / "warehouse.duckdb", tmp_path / "harmed.duckdb"
    shutil.copy(warehouse, own)
    shutil.copy(warehouse, harmed)
    server = serve(own)
    page = visit("pay", url=server.url)
    harm(harmed)
    os.replace(harmed, own)
    page.get_by_role("radio", name="cities").click()
    settled(page, titled=False)
    assert said in text_of(page)
    assert str(tmp_path) not in text_of(page)
    assert page.locator('[data-testid="stException"], pre, code').count() == 0
    assert "Traceback" not in text_of(page)
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" in log and logged in log
