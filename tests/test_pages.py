"""The register of pages: every page is in it, asks a question, and is what the menu, the search and the browser tests know."""

from pathlib import Path

import pytest

from insights.pages import REGISTER, pages
from pipeline.faults import SourceFault
from tests.browser import MENU, PAGES
from tests.conftest import PROJECT

ENTRY = """
[[page]]
file = "pay.py"
title = "Pay"
path = "pay"
question = "What does it pay?"
words = ["wage"]
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Path:
        register = tmp_path / "pages.toml"
        register.write_text(text, encoding="utf-8")
        return register

    return write


def test_every_page_file_is_in_the_register_once() -> None:
    files = sorted(path.name for path in (PROJECT / "views").glob("*.py") if path.name != "__init__.py")
    assert sorted(page.file for page in pages().values()) == files


def test_the_browser_tests_go_through_every_page_of_the_register() -> None:
    assert set(PAGES) == set(pages(REGISTER))
    assert {"", *MENU.values()} == set(PAGES)


def test_the_first_page_is_home() -> None:
    assert next(iter(pages())) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY.replace('question = "What does it pay?"', ""), "page 'Pay': 'question' is missing"),
        (ENTRY.replace("What does it pay?", "What it pays"), "expected a question that ends with '?'"),
        (ENTRY.replace('["wage"]', "[]"), "words to find the page by"),
        (ENTRY + ENTRY, "the path 'pay' stands twice"),
        (ENTRY.replace('title = "Pay"', ""), "page 'pay.py': 'title' is missing"),
    ],
    ids=["no question", "no question mark", "no words", "twice", "no title"],
)
def test_a_page_that_is_not_whole_is_refused_in_a_sentence(written, text: str, said: str) -> None:
    with pytest.raises(SourceFault, match=said.replace("?", r"\?")):
        pages(written(text))


def test_a_whole_register_is_read_in_order(written) -> None:
    found = pages(written(ENTRY + ENTRY.replace("pay", "hours")))
    assert list(found) == ["pay", "hours"]
    assert found["pay"].words == ("wage",)
