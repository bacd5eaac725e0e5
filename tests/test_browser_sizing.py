"""The Sizing page in a real Chromium: a planner's journey from the inputs to the link, the table and the brief."""

import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, settled, text_of

pytestmark = pytest.mark.browser

COMPARE = "Compare with a scenario B"
RESULTS = "stTable"


def enter(page: Page, name: str, value: str) -> None:
    field = page.locator(f".st-key-{name} input")
    field.fill(value)
    field.press("Enter")
    settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    settled(page)


def standing(page: Page, *names: str) -> list[str]:
    return [page.locator(f".st-key-{name} input").input_value() for name in names]


def test_a_planner_sizes_a_program_shares_it_and_takes_it_along(visit, tmp_path: Path) -> None:
    page = visit()
    page.get_by_role("link", name="Size a program").click()
    expect(page.get_by_text("100 people with 4 contacts a month")).to_be_visible()
    settled(page)
    enter(page, "people_served", "250")
    enter(page, "direct_percent_of_work", "50")
    press(page, "Copy A to B")
    enter(page, "b_direct_percent_of_work", "70")
    answers = page.locator("p.answer").all_inner_texts()
    assert answers[0].startswith("Scenario A: 250 people")
    assert re.search(r"Scenario B takes .* full-time equivalents: \d+ workers .* less than A\.", answers[1])
    results = page.get_by_test_id(RESULTS).inner_text()

    elsewhere = visit(page.url.split("/", 3)[-1])
    assert elsewhere.locator("p.answer").all_inner_texts() == answers
    assert elsewhere.get_by_test_id(RESULTS).inner_text() == results

    with elsewhere.expect_download() as download:
        elsewhere.get_by_role("button", name="Download CSV").last.click()
    download.value.save_as(tmp_path / "worksheet.csv")
    rows = duckdb.read_csv(str(tmp_path / "worksheet.csv")).df().set_index("name")
    assert list(rows.loc["People served at a time", ["A", "B"]]) == [250, 250]
    assert list(rows.loc["Share of working time with people, %", ["A", "B"]]) == [50, 70]
    assert f"{rows.loc['Wage bill, middle wage', 'A']:,.0f}" in results
    assert "bls.gov" in rows.loc["Paid leave, % of paid time", "source"]

    with elsewhere.expect_download() as download:
        elsewhere.get_by_role("button", name="Printable brief (HTML)").click()
    download.value.save_as(tmp_path / "brief.html")
    brief = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert all(answer in brief for answer in answers)
    assert "b_direct_percent_of_work=70" in brief


def test_what_a_button_changes_stands_in_the_link_and_can_be_undone(visit) -> None:
    page = visit("sizing?people_served=300&minutes_per_contact=30")
    press(page, "Copy A to B")
    assert standing(page, "b_people_served", "b_minutes_per_contact") == ["300", "30"]
    enter(page, "b_people_served", "400")
    press(page, "Swap A and B")
    assert standing(page, "people_served", "b_people_served") == ["400", "300"]
    assert "?people_served=400" in page.url or "&people_served=400" in page.url
    assert "b_people_served=300" in page.url
    press(page, "Undo")
    assert standing(page, "people_served", "b_people_served") == ["300", "400"]
    press(page, "Reset")
    assert standing(page, "people_served", "minutes_per_contact", "b_people_served") == ["100", "60", "100"]
    assert "people_served" not in page.url
    press(page, "Undo")
    assert standing(page, "people_served", "b_people_served") == ["300", "400"]
    assert "b_people_served=400" in page.url


def test_scenario_b_comes_and_goes_without_changing_the_link_of_a(visit) -> None:
    page = visit("sizing?people_served=300")
    for shown in (True, False):
        page.get_by_text(COMPARE).click()
        settled(page)
        assert page.locator(".st-key-b_people_served").is_visible() == shown
        assert ("compare=true" in page.url) == shown
        assert "people_served=300" in page.url
        assert page.locator("p.answer").count() == 1 + shown


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", ["$21.69 an hour", "a neighbouring occupation", "May 2024", "Contacts a person, a month moves the wage bill most"]),
        ("wage_place=Georgia&wage_from=peer+support%2C+reported+on+pay+sites", ["$17.15 an hour", "n not stated", "August 2022"]),
        (
            "wage_place=Ohio&wage_from=peer+support%2C+reported+on+pay+sites",
            ["we hold no figure for Ohio", "no wage to count with"],
        ),
        ("wage_from=my+own+wage&wage_middle=22&wage_high=25", ["$22.00 an hour, your assumption"]),
        ("wage_from=my+own+wage&wage_low=30", ["set them in order"]),
        ("people_served=0", ["0 people", "nobody to serve"]),
        ("outcome=hires", ["moves the hires most"]),
        ("people_served=-5&wage_place=%3Cscript%3E&outcome=pie", ["100 people", "$21.69 an hour"]),
    ],
)
def test_a_deep_link_restores_the_answer(visit, query: str, said: list[str]) -> None:
    text = text_of(visit(f"sizing?{query}"))
    assert [words for words in said if words not in text] == []


def test_a_figure_that_is_changed_is_called_the_readers_own(visit) -> None:
    page = visit("sizing")
    column = page.locator(".st-key-a_inputs")
    expect(column.get_by_text("BLS, June 2025").first).to_be_visible()
    enter(page, "fringe_percent_of_wage", "31")
    expect(column.locator("p.note", has_text="BLS, June 2025").locator("visible=true")).to_have_count(0)


def test_a_result_and_an_input_show_their_evidence_with_the_keyboard(visit) -> None:
    page = visit("sizing?people_served=200")
    for key, asked, told in (
        ("results", "Time with people", "200 x 4 x 12 x 60 / 60 = 9,600 hours a year"),
        ("sizing-worksheet", "Wage", "oews:2024:99:000000:21-1093"),
    ):
        page.locator(f".st-key-{key}-quiet").get_by_role("button", name="Show evidence").focus()
        page.keyboard.press("Enter")
        settled(page)
        page.locator(f".st-key-{key}-figure").get_by_role("combobox").fill(asked)
        page.keyboard.press("Enter")
        expect(page.locator(f".st-key-{key}-evidence-card")).to_contain_text(told)
    enter(page, "people_served", "400")
    expect(page.locator(".st-key-results-evidence-card")).to_contain_text("400 x 4 x 12 x 60 / 60 = 19,200 hours a year")


def test_a_phone_shows_the_whole_page_without_scrolling_sideways(visit) -> None:
    page = visit("sizing?compare=true&people_served=250", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    table = page.get_by_test_id(RESULTS)
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth + 1")
