"""The printable brief: one sheet, alone, without script, and nothing that was typed becomes markup."""

import datetime
import os
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.paper import printable
from insights.paper.printable import Block, document

MADE_ON = datetime.date(2026, 11, 22)
LINK = "http://localhost:8501/compare?places=Ohio&places=Texas"
ROWS = pd.DataFrame({"place": ["Ohio", "Texas"], "job ads": [3, 10712], "median": [21.5, None], "words": ["a", None]})


class Parsed(HTMLParser):
    """Tags with their attributes, and all text, as a browser would take them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def brief(title: str = "Two places", **changed) -> str:
    said = {"answer": "An answer.", "blocks": [Block("Pay", ["A sentence."], ROWS)], "sources": ["OEWS"], "link": LINK}
    said.update(changed)
    return document(title, said.pop("answer"), said.pop("blocks"), made_on=MADE_ON, **said)


def test_a_brief_says_everything_it_was_given() -> None:
    text = Parsed(brief()).text
    for words in ("Two places", "An answer.", "Pay", "A sentence.", "22 November 2026", "OEWS", LINK):
        assert words in text


@pytest.mark.parametrize(("cell", "said"), [("3", "3"), ("10,712", "10,712"), ("21.50", "21.50"), ("not stated", "not stated")])
def test_a_cell_is_written_as_people_read_it(cell: str, said: str) -> None:
    assert f">{said}</td>" in brief(), cell


def test_the_page_refers_to_nothing_outside_and_runs_nothing() -> None:
    tags = Parsed(brief()).tags
    assert {"script", "img", "link", "iframe", "object", "base", "form"}.isdisjoint(tag for tag, _ in tags)
    assert [given["href"] for tag, given in tags if "href" in given] == [LINK]
    assert not [name for _, given in tags for name in given if name in ("src", "srcset", "style") or name.startswith("on")]
    policy = next(given["content"] for _, given in tags if given.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "url(" not in printable.STYLE and "@import" not in printable.STYLE


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd"])
def test_only_an_address_of_the_web_can_be_clicked(link: str) -> None:
    page = Parsed(brief(link=link))
    assert not [given for tag, given in page.tags if tag == "a"]
    assert link in page.text


@given(
    hostile=st.text(min_size=1) | st.sampled_from(["<script>alert(1)</script>", '"><img src=x onerror=a()>', "</style>", "&lt;"])
)
def test_no_text_becomes_markup_wherever_it_stands(hostile: str) -> None:
    plain, table = Parsed(brief("x", answer="x", sources=["x"], link="x")).tags, pd.DataFrame({"x": ["x"], "y": ["x"]})
    said = Parsed(
        brief(
            hostile,
            answer=hostile,
            sources=[hostile],
            link=hostile,
            blocks=[Block(hostile, [hostile], ROWS.assign(words=hostile))],
        )
    )
    assert [tag for tag, _ in said.tags if tag != "a"] == [tag for tag, _ in plain]
    named = Parsed(brief(blocks=[Block("x", [], table.rename(columns={"y": hostile}))]))
    assert [tag for tag, _ in named.tags] == [tag for tag, _ in Parsed(brief(blocks=[Block("x", [], table)])).tags]


def test_half_a_letter_does_not_stop_the_brief() -> None:
    assert brief("a\ud800b").encode("utf-8")


def test_a_block_without_a_table_draws_none() -> None:
    assert "<table>" not in brief(blocks=[Block("Pay", ["No figure."]), Block("Ads", table=pd.DataFrame({"a": []}))])


def test_without_a_chromium_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printable, "browser", lambda: None)
    assert printable.pdf(brief()) is None


@pytest.mark.parametrize("behaviour", ["exit 0", "exit 1", "sleep 900 & sleep 900"])
def test_a_chromium_that_prints_nothing_is_ended_and_leaves_nothing(monkeypatch, tmp_path: Path, behaviour: str) -> None:
    stubborn, kept = tmp_path / "chromium", tmp_path / "kept"
    kept.mkdir()
    stubborn.write_text(f"#!/bin/sh\n{behaviour}\n")
    stubborn.chmod(0o755)
    monkeypatch.setattr(printable, "browser", lambda: str(stubborn))
    monkeypatch.setattr(printable, "PRINT_SECONDS", 0.5)
    monkeypatch.setattr("tempfile.tempdir", str(kept))
    started = time.monotonic()
    assert printable.pdf(brief()) is None
    assert time.monotonic() - started < 600
    assert os.listdir(kept) == []


@pytest.mark.browser
def test_a_chromium_prints_it_on_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printable, "PRINT_SECONDS", 600)
    if printable.browser() is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    printed = printable.pdf(brief())
    assert printed.startswith(b"%PDF-")
    assert re.findall(rb"/Count (\d+)", printed) == [b"1"]
