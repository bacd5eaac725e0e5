"""Demand and Part-time in a real Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import evidence_for, settled, text_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "",
            [
                "4,304 of 12,275 mental health facilities offered peer support in 2020: 35.1% of all",
                "Postings are not vacancies",
                "Most often: Federal (Veterans Affairs)",
            ],
        ),
        ("state=Oregon", ["In Oregon 100 of 174 mental health facilities"]),
        (
            "view=facilities",
            [
                "Highest in 2020: Oregon, 58.5% (100 of 171); lowest: Wisconsin, 15.6% (64 of 410).",
                "Certified community behavioral health clinic, 66.7% (224 of 336)",
            ],
        ),
        ("view=facilities&state=Oregon", ["Oregon: 58.5% (100 of 171), number 1 of 52."]),
        ("view=facilities&year=2017", ["2,849 of 11,582"]),
        ("view=facilities&by=owner", ["Veterans Affairs, 57.6% (318 of 552)"]),
        ("view=facilities&type=Community+mental+health+center", ["United States: 48.8% (1,238 of 2,537)."]),
        ("view=neighbouring+jobs", ["Health Care and Social Assistance (277,510 in 2024)"]),
        ("view=hiring+index&state=Ohio", ["1 February 2020 = 100", "Ohio"]),
        ("state=Wyoming&setting=Justice+and+reentry", ["We hold no job ad for peer support with these choices."]),
    ],
)
def test_demand_shows_the_survey_of_facilities_beside_the_ads(visit, query: str, said: list[str]) -> None:
    text = text_of(visit(f"demand?{query}"))
    for words in said:
        assert words in text


def test_a_view_draws_its_own_charts_and_no_others(visit) -> None:
    page = visit("demand")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(4)
    page.get_by_role("radio", name="hiring index").click()
    settled(page)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(1)
    assert "view=hiring+index" in page.url


def test_the_table_of_ads_speaks_in_words(visit) -> None:
    page = visit("demand?setting=Federal+(Veterans+Affairs)")
    page.get_by_text("The ads themselves").click()
    cells = page.get_by_test_id("stDataFrame").locator("td")
    cells.filter(has_text="Federal (Veterans Affairs)").first.wait_for(state="attached")
    assert "federal_va" not in cells.all_text_contents()


def test_part_time_says_what_share_of_the_ads_says_nothing(visit) -> None:
    text = text_of(visit("part-time"))
    assert re.search(r"\d+ full-time; \d+ \(\d+\.\d%\) do not say\.", text)
    assert re.search(r"\d+ ads state their hours a week, .*; \d+ ads state none\.", text)
    assert re.search(r"\d+ ads name none of them\.", text)
    assert "Postings are not vacancies" in text


@pytest.mark.parametrize(
    ("link", "control", "state"),
    [
        ("demand?state=Oregon", ".st-key-state input", ["Oregon"]),
        ("demand?setting=Crisis+services", ".st-key-setting input", ["Crisis services"]),
        ("demand?since=2025", ".st-key-since input", ["2025"]),
        ("demand?view=facilities", '.st-key-view [data-selected="true"]', ["facilities"]),
        ("demand?view=facilities&year=2017", ".st-key-year input", ["2017"]),
        ("demand?view=facilities&type=Psychiatric+hospital", ".st-key-type input", ["Psychiatric hospital"]),
        ("demand?view=facilities&by=owner", '.st-key-by [data-selected="true"]', ["owner"]),
        ("demand?view=facilities&all_states=true", ".st-key-all_states input:checked", ["on"]),
        (
            "demand?view=neighbouring+jobs&occupation=Community+Health+Workers",
            ".st-key-occupation input",
            ["Community Health Workers"],
        ),
        ("part-time?state=Oregon", ".st-key-state input", ["Oregon"]),
        ("part-time?setting=Crisis+services", ".st-key-setting input", ["Crisis services"]),
        ("part-time?since=2025", ".st-key-since input", ["2025"]),
        ("part-time?rows=state", '.st-key-rows [data-selected="true"]', ["state"]),
    ],
)
def test_a_deep_link_restores_the_controls_of_demand_and_part_time(visit, link: str, control: str, state: list[str]) -> None:
    page = visit(link)
    page.wait_for_selector(control, state="attached")
    said = page.eval_on_selector_all(control, "found => found.map(one => one.ariaValueText || one.value || one.innerText.trim())")
    assert said == state
    path, _, query = link.partition("?")
    assert f"/{path}?" in page.url
    assert all(choice in page.url for choice in query.split("&"))


def test_a_pasted_ad_is_read_and_its_pay_compared(visit) -> None:
    page = visit("demand?view=your+job+ad")
    ad = "Certified Peer Support Specialist\nAtlanta, GA\n$19.50 - $22.00 per hour, part-time, 20 hours a week"
    page.get_by_label("The ad, its title in the first line").fill(f"{ad}\n<script>alert(1)</script>")
    page.get_by_label("Place of the job").fill("Atlanta, GA")
    page.get_by_role("button", name="Read the ad").click()
    expect(page.get_by_text("$19.50 to $22.00", exact=True)).to_be_visible()
    settled(page)
    text = text_of(page)
    assert "social and human service assistants in Georgia" in text
    assert "Part-time" in text


def test_the_figures_that_a_pasted_ad_is_compared_with_have_evidence_and_the_answer_stays(visit) -> None:
    page = visit("demand?view=your+job+ad")
    page.get_by_label("The ad, its title in the first line").fill("Peer Support Specialist\nAtlanta, GA\n$19.50 per hour")
    page.get_by_label("Place of the job").fill("Atlanta, GA")
    page.get_by_role("button", name="Read the ad").click()
    page.locator(".st-key-your-ad-quiet").get_by_role("button", name="Show evidence").click()
    evidence_for(page, "Reported on pay sites, Georgia")
    card = page.locator(".st-key-your-ad-evidence-card")
    for words in ("$35,672 a year / 2,080 hours = $17.15 an hour", "line 96", "Set aside"):
        expect(card).to_contain_text(words)
    expect(page.get_by_text("social and human service assistants in Georgia")).to_be_visible()
