"""A brief for one sheet of paper: a page that stands alone, opens without the internet, and prints on A4 and on Letter.

The page carries its style, runs no script and refers to nothing outside: its own content security policy forbids both. Whatever
is handed over as text is escaped by the template; drawings come from ``insights.paper.drawing``, as markup.
"""

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from markupsafe import Markup

from insights.paper.templating import rendered
from insights.words import NOT_STATED

# Our own style: its quotes must reach the page as they are.
STYLE = Markup(Path(__file__).with_name("printable.css").read_text(encoding="utf-8"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PRINT_SECONDS = 30
# No network, no profile, no services: it opens one file and prints it.
HEADLESS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Block:
    """A part of a brief: its heading, sentences, a table whose first column names the rows, and a drawing from ``drawing``."""

    heading: str
    sentences: Sequence[str] = ()
    table: pd.DataFrame | None = None
    svg: Markup | None = None


def document(
    title: str,
    answer: str,
    blocks: Sequence[Block],
    *,
    sources: Sequence[str],
    made_on: date,
    link: str,
    dense: bool = False,
) -> str:
    """The brief as one HTML page; ``link`` is the address of the view it was made from and is printed in full.

    ``dense`` sets it in smaller type, for a brief that would not fit on the sheet otherwise.
    """
    return rendered(
        "brief.html",
        title=title,
        answer=answer,
        blocks=[_Section.of(block) for block in blocks],
        sources=[source.rstrip(".") for source in sources],
        made_on=f"{made_on.day} {made_on:%B %Y}",
        link=link,
        link_is_of_the_web=link.startswith(("https://", "http://")),
        dense=dense,
        style=STYLE,
        style_digest=base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode(),
    )


def browser() -> str | None:
    """The Chromium on this machine that can print a PDF; None when none is installed."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def pdf(page: str) -> bytes | None:
    """The page printed by an installed Chromium; None when there is none, or it does not finish within 30 seconds."""
    chromium = browser()
    if chromium is None:
        return None
    with _one_at_a_time, TemporaryDirectory(prefix="brief-", ignore_cleanup_errors=True) as folder:
        source, printed = Path(folder, "brief.html"), Path(folder, "brief.pdf")
        source.write_text(page, encoding="utf-8")
        command = [chromium, *HEADLESS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}", source.as_uri()]
        # Chromium refuses to start its sandbox as root, as in a container.
        command[1:1] = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        _run(command)
        return printed.read_bytes() if printed.exists() else None


def _run(command: Sequence[str]) -> None:
    """Run to the end or the time limit, and leave none of its processes behind."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=PRINT_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True)
class _Head:
    """The heading of a column, and whether numbers stand in it."""

    name: str
    is_number: bool


@dataclass(frozen=True)
class _Section:
    """A block as its template takes it: the table as headings and rows of words."""

    heading: str
    sentences: Sequence[str]
    svg: Markup | None
    heads: Sequence[_Head]
    rows: Sequence[Sequence[str]]

    @classmethod
    def of(cls, block: Block) -> "_Section":
        table = pd.DataFrame() if block.table is None else block.table
        heads = [
            _Head(str(name), pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind))
            for name, kind in table.dtypes.items()
        ]
        rows = [[_cell(cell) for cell in row] for row in table.itertuples(index=False, name=None)]
        return cls(block.heading, block.sentences, block.svg, heads, rows)


def _cell(cell: object) -> str:
    """Text as it is, whole numbers with commas, other numbers with two decimals, a missing one in words."""
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return NOT_STATED
    if pd.api.types.is_number(cell):
        return f"{cell:,}" if pd.api.types.is_integer(cell) else f"{cell:,.2f}"
    return str(cell)
