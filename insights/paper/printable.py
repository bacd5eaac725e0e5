"""A brief for one sheet of paper: a page that stands alone, opens without the internet, and prints on A4 and on Letter.

The page carries its style, runs no script and refers to nothing outside: its own content security policy forbids both. Whatever
is handed over as text is escaped; drawings come from ``insights.paper.drawing``, which escapes its own.
"""

import base64
import hashlib
import html
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

from insights.words import NOT_STATED

STYLE = Path(__file__).with_name("printable.css").read_text(encoding="utf-8")
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
    svg: str = ""


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
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    size = '"dense"' if dense else '"roomy"'
    cited = " · ".join(_text(source.rstrip(".")) for source in sources)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)} · Peer Workforce Atlas</title>\n<style>{STYLE}</style>\n</head>\n<body class={size}>\n"
        f'<header>\n<p class="made">Peer Workforce Atlas · made on {made_on.day} {made_on:%B %Y}</p>\n<h1>{_text(title)}</h1>\n'
        f'<p class="answer">{_text(answer)}</p>\n</header>\n<main>\n{"".join(map(_block, blocks))}</main>\n'
        f"<footer>\n<p>Sources: {cited}.</p>\n<p>This view: {_link(link)}</p>\n</footer>\n</body>\n</html>\n"
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


def _block(block: Block) -> str:
    table = "" if block.table is None or block.table.empty else _table(block.table)
    said = "".join(f"<p>{_text(sentence)}</p>\n" for sentence in block.sentences)
    return f"<section>\n<h2>{_text(block.heading)}</h2>\n{_scroll(block.svg)}{_scroll(table)}{said}</section>\n"


def _scroll(wide: str) -> str:
    """On a phone the table or drawing scrolls, not the page."""
    return f'<div class="scroll">{wide}</div>\n' if wide else ""


def _table(rows: pd.DataFrame) -> str:
    numeric = [pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in rows.dtypes]
    heads = "".join(
        f'<th scope="col"{_number(is_number)}>{_text(name)}</th>' for name, is_number in zip(rows.columns, numeric, strict=True)
    )
    body = "".join(f"<tr>{_row(cells, numeric)}</tr>\n" for cells in rows.itertuples(index=False, name=None))
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


def _row(cells: Sequence[object], numeric: Sequence[bool]) -> str:
    first, *rest = (_text(_cell(cell)) for cell in cells)
    ends = "".join(f"<td{_number(is_number)}>{text}</td>" for text, is_number in zip(rest, numeric[1:], strict=True))
    return f'<th scope="row"{_number(numeric[0])}>{first}</th>{ends}'


def _number(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(cell: object) -> str:
    """Text as it is, whole numbers with commas, other numbers with two decimals, a missing one in words."""
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return NOT_STATED
    if pd.api.types.is_number(cell):
        return f"{cell:,}" if pd.api.types.is_integer(cell) else f"{cell:,.2f}"
    return str(cell)


def _link(address: str) -> str:
    """The address in full, to be clicked where it is one of the web."""
    shown = _text(address)
    return f'<a href="{shown}">{shown}</a>' if address.startswith(("https://", "http://")) else shown


def _text(words: object) -> str:
    """Words as text of the page: no markup in them, and nothing that UTF-8 cannot write."""
    return html.escape(str(words).encode("utf-8", "replace").decode("utf-8"))
