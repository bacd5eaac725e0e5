"""The dashboard while its warehouse is built or replaced."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from tests.browser import PAGES, Server, settled, text_of

pytestmark = pytest.mark.browser


def test_an_open_page_shows_a_rebuilt_warehouse_at_its_next_interaction(
    visit, serve: Callable[[Path], Server], warehouse: Path, tmp_path: Path
) -> None:
    own = tmp_path / "warehouse.duckdb"
    shutil.copy(warehouse, own)
    page = visit("pay?places=cities", url=serve(own).url)
    assert "$21.09" in text_of(page)
    changed = tmp_path / "changed.duckdb"
    shutil.copy(warehouse, changed)
    with duckdb.connect(str(changed)) as connection:
        amounts = ", ".join(f"{name} = 21.55" for name in ("hourly_point", "shown_low", "shown_high"))
        connection.execute(f"update mart.pay set {amounts} where figure_id = 'articles:washington-dc'")
    os.replace(changed, own)
    page.get_by_role("radio", name="week").click()
    settled(page)
    page.get_by_role("radio", name="hour").click()
    settled(page)
    assert "$21.55" in text_of(page)


def test_the_first_start_builds_the_warehouse_and_keeps_the_page(visit, serve: Callable[[Path], Server], tmp_path: Path) -> None:
    missing = tmp_path / "none" / "warehouse.duckdb"
    page = visit("growth", url=serve(missing).url)
    page.wait_for_selector("h1", timeout=60_000)
    assert missing.exists()
    expect(page.locator("h1")).to_have_text(PAGES["growth"])
    settled(page)
    assert "Preparing" not in text_of(page)
