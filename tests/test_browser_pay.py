"""The Pay page in a real Chromium."""

from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, WIDE, settled, text_of

pytestmark = pytest.mark.browser

DRAWN_STATES = "path.choroplethlocation"


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_state_map_is_drawn_without_the_internet(visit, viewport: dict[str, int]) -> None:
    page = visit("pay", viewport=viewport)
    page.wait_for_selector(DRAWN_STATES, state="attached")
    drawn = page.eval_on_selector_all(DRAWN_STATES, "paths => paths.filter(path => path.getAttribute('d')?.length > 10).length")
    assert drawn >= 51


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", ["Georgia", "an hour", "Social and Human Service Assistants"]),
        ("places=cities", ["Washington, DC", "$21.09", "n=6", "a lead, not a fact", "$16.86 an hour (n=12)"]),
        ("places=metros&neighbour=Community+Health+Workers", ["Community Health Workers", "metro areas"]),
        ("unit=week&hours=20", ["$282.80", "$350.40", "a week"]),
        ("unit=year", ["$29,411", "a year"]),
        ("places=cities&min_n=10", ["$17.45", "n=19"]),
        ("dated=true", ["$17.15", "$17.52"]),
        ("bases=surveyed", ["We hold no figure for peer support itself in any state with these settings."]),
        ("places=cities&neighbour=none&bases=", ["We hold no figure"]),
    ],
)
def test_a_deep_link_restores_the_answer(visit, query: str, said: list[str]) -> None:
    text = text_of(visit(f"pay?{query}"))
    for words in said:
        assert words in text


@pytest.mark.parametrize(
    ("query", "control", "state"),
    [
        ("places=metros", '.st-key-places [data-selected="true"]', ["metros"]),
        ("unit=week", '.st-key-unit [data-selected="true"]', ["week"]),
        ("unit=week&hours=12", '.st-key-hours [data-testid="stSliderThumbValue"]', ["12"]),
        ("neighbour=Community+Health+Workers", ".st-key-neighbour input", ["Community Health Workers"]),
        ("bases=reported", '.st-key-bases [data-selected="true"]', ["reported"]),
        ("prices=true", ".st-key-prices input:checked", ["on"]),
        ("min_n=30", ".st-key-min_n input", ["30"]),
        ("dated=true", ".st-key-dated input:checked", ["on"]),
        ("all=true", ".st-key-all input:checked", ["on"]),
        ("place=Ohio", ".st-key-place input", ["Ohio"]),
    ],
)
def test_a_deep_link_restores_the_control(visit, query: str, control: str, state: list[str]) -> None:
    page = visit(f"pay?{query}")
    page.get_by_role("button", name="More choices").click()
    page.wait_for_selector(control, state="attached")
    said = page.eval_on_selector_all(control, "found => found.map(one => one.ariaValueText || one.value || one.innerText.trim())")
    assert said == state
    assert query in page.url


def test_a_control_writes_itself_into_the_link(visit) -> None:
    page = visit("pay")
    page.get_by_role("radio", name="cities").click()
    settled(page)
    assert "places=cities" in page.url
    assert "$21.09" in text_of(page)


def test_the_table_under_a_chart_opens_and_its_csv_has_the_drawn_rows(visit, tmp_path: Path) -> None:
    page = visit("pay?places=cities&neighbour=none&bases=reported")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").last.click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = duckdb.read_csv(str(tmp_path / "rows.csv")).df()
    assert sorted(rows["point_usd_per_hour"].round(2)) == [16.76, 17.45, 18.30, 21.09]
    page.get_by_role("button", name="Show table").last.click()
    settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
