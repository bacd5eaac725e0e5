"""The Compare page in a real Chromium."""

from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from insights.paper import printable
from tests.browser import PHONE, WIDE, click_mark, settled, text_of

pytestmark = pytest.mark.browser

WITH_ADS = "type=metros&metros=Portland%2C+OR&metros=Baltimore%2C+MD"
TWO_METROS = "type=metros&metros=Charlotte%2C+NC&metros=New+York%2C+NY"


def pick(page: Page, kind: str, name: str) -> None:
    """Add a place by typing its name."""
    box = page.locator(f".st-key-{kind} input")
    box.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    settled(page)


def drop(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Remove {name}").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Remove {name}")).to_have_count(0)
    settled(page)


def fetched(page: Page, button: str) -> Download:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value


def test_a_job_seeker_compares_two_metros_puts_an_offer_and_prints_the_brief(visit, browser: Browser, tmp_path: Path) -> None:
    page = visit()
    page.get_by_role("link", name="Compare", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("How do these places compare for peer support work?")
    settled(page)
    page.get_by_role("radio", name="metros").click()
    expect(page.locator(".st-key-metros")).to_be_visible()
    settled(page)
    defaults = [
        button.get_attribute("aria-label").removeprefix("Remove ") for button in page.get_by_role("button", name="Remove").all()
    ]
    for name in ("Charlotte, NC", "New York, NY"):
        pick(page, "metros", name)
    for name in defaults:
        drop(page, name)
    page.get_by_label("Your offer, $").fill("20")
    page.get_by_label("Your offer, $").press("Enter")
    expect(page.get_by_role("heading", name="Your offer: $20.00 an hour")).to_be_visible()
    settled(page)
    assert f"?{TWO_METROS}".replace("?type=metros&", "") in page.url and "offer=20" in page.url
    said = "median of social and human service assistants"
    assert said in text_of(page)

    brief = fetched(page, "Printable brief (HTML)")
    assert brief.suggested_filename == "peer-workforce-atlas-compare.html"
    brief.save_as(tmp_path / "brief.html")
    address = page.url.partition("?")[0]
    with browser.new_context(offline=True) as alone:
        paper = alone.new_page()
        paper.goto((tmp_path / "brief.html").as_uri())
        text, link = paper.locator("body").inner_text(), paper.get_by_role("link").get_attribute("href")
        assert paper.locator("svg").count() == 1
    for words in (
        "Peer support pay in Charlotte, NC and New York, NY",
        "Your offer: $20.00 an hour",
        said,
        "May 2025",
        "2,080 hours",
    ):
        assert words in text
    assert "We hold no reported pay" in text and "Sources:" in text
    assert link == f"{address}?{TWO_METROS}&hours=40&offer=20&per=hour"
    restored = visit(f"compare?{link.partition('?')[2]}")
    expect(restored.get_by_role("heading", name="Your offer: $20.00 an hour")).to_be_visible()
    assert restored.get_by_role("button", name="Remove").count() == 2


def test_the_brief_is_printed_where_a_chromium_is_installed(visit, tmp_path: Path) -> None:
    if printable.browser() is None:
        pytest.skip("no Chromium by a name that prints")
    brief = fetched(visit("compare?offer=20"), "Printable brief (PDF)")
    brief.save_as(tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "hours=20",
            ["Florida", "$17.52", "n=71", "August 2022", "At 20 hours a week", "$350.40 a week", "$282.80 a week", "2,080 hours"],
        ),
        ("type=cities&cities=Bronx%2C+NY&cities=Washington%2C+DC&hours=20", ["$18.30", "$421.80", "for the metro area around"]),
        (
            "offer=800&per=week",
            ["Your offer: $800.00 a week ($20.00 an hour at 40 hours a week)", "above the one reported average"],
        ),
        ("offer=20&per=year", ["less than the federal minimum wage of $7.25 an hour", "Check the amount"]),
        ("states=Ohio", ["Pick another place to compare Ohio with."]),
        ("states=", ["Pick two to five places to compare."]),
        (TWO_METROS, ["We hold no reported pay for any of these places.", "no reported pay", "New Jersey, 2022-32"]),
    ],
)
def test_a_deep_link_restores_the_comparison(visit, query: str, said: list[str]) -> None:
    text = text_of(visit(f"compare?{query}"))
    for words in said:
        assert words in text


def test_more_than_five_places_cannot_be_compared(visit) -> None:
    names = ["Ohio", "Texas", "Utah", "Iowa", "Maine", "Nevada"]
    page = visit("compare?" + "&".join(f"states={name}" for name in names))
    assert page.locator("table.matrix thead th").all_inner_texts() == names[:5]


def test_a_hostile_link_changes_nothing(visit) -> None:
    hostile = ["<img src=x onerror=alert(1)>", "</style><script>alert(1)</script>", "'; drop table x --"]
    page = visit(
        "compare?" + "&".join(f"{key}={text}" for key in ("states", "type", "offer", "hours", "per") for text in hostile)
    )
    assert page.locator("table.matrix thead th").all_inner_texts() == ["Florida", "Texas"]
    assert page.locator('[data-testid="stException"], img[src="x"]').count() == 0


def test_the_link_follows_every_control(visit) -> None:
    page = visit(f"compare?{TWO_METROS}")
    page.get_by_label("Hours a week").fill("37.5")
    page.get_by_label("Hours a week").press("Enter")
    expect(page.get_by_text("At 37.5 hours a week")).to_be_visible()
    page.get_by_role("radio", name="states").click()
    expect(page.locator(".st-key-states")).to_be_visible()
    settled(page)
    page.get_by_role("radio", name="metros").click()
    expect(page.locator(".st-key-metros")).to_be_visible()
    settled(page)
    for part in (*TWO_METROS.split("&"), "hours=37.5"):
        assert part in page.url


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_five_places_fit_the_page(visit, viewport: dict[str, int]) -> None:
    names = ["District of Columbia", "North Carolina", "South Carolina", "Massachusetts", "Pennsylvania"]
    page = visit("compare?offer=20&prices=true&" + "&".join(f"states={name}" for name in names), viewport=viewport)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator(".st-key-states [role=group]").first.bounding_box()
    for name in names:
        chip = page.get_by_role("button", name=f"Remove {name}").bounding_box()
        assert box["x"] <= chip["x"] <= box["x"] + box["width"] and box["y"] <= chip["y"] <= box["y"] + box["height"]


def test_the_csv_has_the_drawn_figures(visit, tmp_path: Path) -> None:
    page = visit("compare?states=Florida&states=Texas")
    with page.expect_download() as download:
        page.locator(".st-key-compared-pay-quiet").get_by_role("button", name="Download CSV").click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = duckdb.read_csv(str(tmp_path / "rows.csv")).df()
    assert set(rows["compared_place"]) == {"Florida", "Texas"}
    assert sorted(rows[rows["basis"] == "reported"]["point_usd_per_hour"]) == [14.14, 17.52]


def test_pay_leads_to_the_places_it_shows(visit) -> None:
    page = visit("pay?places=metros&place=Charlotte%2C+NC")
    page.get_by_role("link", name="Compare these places").click()
    expect(page.locator("h1")).to_have_text("How do these places compare for peer support work?")
    expect(page.get_by_text("Pick another place to compare Charlotte, NC with.")).to_be_visible()


def test_the_stroke_of_an_offer_shows_its_arithmetic_and_stands_in_the_table(visit) -> None:
    page = visit(f"compare?{WITH_ADS}&offer=800&per=week&hours=30&prices=true")
    click_mark(page, page.locator(".st-key-compared-pay path.point").first, down=0.1)
    card = page.locator(".st-key-compared-pay-evidence-card")
    for words in ("Your offer, Portland, OR", "$800.00 a week / 30 hours = $26.67 an hour", "at average US prices"):
        expect(card).to_contain_text(words)
    page.locator(".st-key-compared-pay-quiet").get_by_role("button", name="Show table").click()
    settled(page)
    expect(page.get_by_role("region", name="The rows drawn in the chart above, 10 in number")).to_be_visible()
