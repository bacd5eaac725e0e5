"""What a page shows with everything that belongs to it: a chart, tiles or a table, with download, link, sources, evidence."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.components.v2 import component
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.plotly_chart import PlotlyState

from insights.charts import CONFIG, Chart
from insights.evidence.card import Card, Choices, set_aside
from insights.export import csv_bytes
from insights.paper import printable
from insights.reader import Reader
from insights.sentences.statement import Statement
from insights.tiles import Tile
from views.parts import grid, shell

OfMark = Callable[[str, pd.DataFrame], Card | None]
"""How the card of a mark is made from its name and the rows behind it."""

NOTHING: Choices = MappingProxyType({})

_copy_link = component(
    "copy_link",
    html='<button type="button">Copy link</button>',
    js=Path(__file__).with_name("copy_link.js").read_text(encoding="utf-8"),
    css=Path(__file__).with_name("copy_link.css").read_text(encoding="utf-8"),
)
_reveal = component("reveal", html="<span></span>", js=Path(__file__).with_name("reveal.js").read_text(encoding="utf-8"))


class Sheet(NamedTuple):
    """Statements by what they are about, and the evidence behind them."""

    statements: Mapping[str, Sequence[Statement]]
    evidence: Choices


def show(chart: Chart, key: str, *, sources: str, caveat: str = "", evidence: OfMark | None = None) -> None:
    """A chart with what belongs under it: its sentence, what it does not show, table, download, link, sources, evidence.

    ``evidence`` makes the card of a mark from its name and the rows behind it: of the mark that was clicked, or chosen by name
    below the chart. A chart without rows is its refusal in words.
    """
    if chart.rows.empty:
        shell.refusal(chart.sentence)
        return
    event = st.plotly_chart(
        chart.checked,
        theme=None,
        config=CONFIG,
        alt=chart.alt,
        key=key,
        on_select="rerun" if evidence else "ignore",
        selection_mode="points",
    )
    shell.note(" ".join(filter(None, [chart.sentence, caveat])))
    choices = {name: partial(_behind_mark, chart, evidence, name) for name in chart.names} if evidence else {}
    beneath(chart.rows, key, sources=sources, choices=choices, clicked=_clicked(event, choices))


def tiles(named: Sequence[Tile], key: str) -> None:
    """Tiles side by side; the evidence of one of them, at a button, stands below them all."""
    asked = None
    with st.container(key=f"tiles-{key}"):
        for number, one in enumerate(named):
            with st.container(key=f"tile-{key}-{number}", gap=None):
                shell.tile(one)
                if _switch("evidence", f"{key}-{number}", one_of=key):
                    asked = one
    if asked:
        card(asked.evidence(shell.reader()), key)


def statements(sheet: Sheet, key: str, *, words: str = "") -> None:
    """What is stated, a quiet line of ``words``, and a button that shows the evidence of what is picked by name."""
    shell.statements(sheet.statements)
    if words:
        shell.note(words)
    behind(sheet.evidence, key)


def behind(choices: Choices, key: str) -> None:
    """Under words that have no chart: a quiet button that shows the evidence of what is picked by name."""
    with st.container(key=f"{key}-quiet"):
        is_open = _switch("evidence", key)
    _evidence(choices, key, is_open=is_open)


def card(held: Card | None, key: str) -> None:
    """The evidence behind one figure: badges, facts, the rows it counts, the rows of its source that were not used."""
    if held is None:
        shell.refusal("The link names a figure that this warehouse does not hold. Pick one from a chart or from a list.")
        return
    with st.container(border=True, key=f"{key}-evidence-card"):
        shell.subheading(held.title)
        shell.badges(held.badges)
        shell.facts(held.facts)
        if len(held.counted):
            folded(f"{held.counted_as}: {len(held.counted):,}", held.counted, f"{key}-counted", alt=held.counted_as)
        if len(held.aside):
            said = f"Set aside: {set_aside(len(held.aside))}"
            folded(said, held.aside, f"{key}-set-aside", alt="Rows of this source that were not used")
        _reveal(key=f"{key}-reveal", data={"title": held.title})


def beneath(rows: pd.DataFrame, key: str, *, sources: str, choices: Choices = NOTHING, clicked: str | None = None) -> None:
    """The quiet buttons under a chart: its rows as a table and as CSV, the page's link, its sources in words.

    With ``choices`` one more: the evidence of what is picked by name, else of the mark that was ``clicked``.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}-quiet"):
        table_open = _switch("table", key)
        _download(rows, key)
        _copy_link(key=f"{key}-link", width="content")
        sources_open = _switch("sources", key)
        evidence_open = bool(choices) and _switch("evidence", key)
    if table_open:
        grid.show(rows, f"The rows drawn in the chart above, {len(rows)} in number")
    if sources_open:
        shell.note(sources)
    _evidence(choices, key, is_open=evidence_open, clicked=clicked)


def table(rows: pd.DataFrame, key: str, *, alt: str, wrap: bool = False, choices: Choices = NOTHING) -> None:
    """A table with its CSV below it, and the evidence of what it shows, picked by name; long texts ``wrap`` on three lines."""
    grid.show(rows, f"{alt}: {len(rows)} rows", wrap=wrap)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}-quiet"):
        _download(rows, key)
        evidence_open = bool(choices) and _switch("evidence", key)
    _evidence(choices, key, is_open=evidence_open)


def folded(title: str, rows: pd.DataFrame, key: str, *, alt: str, choices: Choices = NOTHING) -> None:
    """A table under a title; it is drawn when the title is opened, and stays open while other things on the page change."""
    fold = st.expander(title, key=f"{key}-fold", on_change="rerun")
    if fold.open:
        with fold:
            table(rows, key, alt=alt, choices=choices)


def brief(page: Callable[[], str], key: str) -> None:
    """Buttons that give a printable brief: as HTML, and as PDF where a Chromium is installed."""
    with st.container(horizontal=True, gap="small", key=f"{key}-brief-quiet"):
        st.download_button(
            "Printable brief (HTML)",
            data=page,
            file_name=f"peer-workforce-atlas-{key}.html",
            mime="text/html",
            type="tertiary",
            key=f"{key}-html",
            on_click="ignore",
        )
        if printable.browser():
            st.download_button(
                "Printable brief (PDF)",
                data=lambda: _pdf(page()),
                file_name=f"peer-workforce-atlas-{key}.pdf",
                mime="application/pdf",
                type="tertiary",
                key=f"{key}-pdf",
                on_click="ignore",
            )


def _download(rows: pd.DataFrame, key: str) -> None:
    """The rows as a CSV file, guarded against spreadsheet formulas."""
    st.download_button(
        "Download CSV",
        data=lambda: csv_bytes(rows),
        file_name=f"peer-workforce-atlas-{key}.csv",
        mime="text/csv",
        type="tertiary",
        key=f"{key}-csv",
        on_click="ignore",
    )


def _pdf(page: str) -> bytes:
    made = printable.pdf(page)
    if made is None:
        raise RuntimeError("the browser printed no PDF in time")
    return made


def _behind_mark(chart: Chart, evidence: OfMark, name: str, _: Reader) -> Card | None:
    return evidence(name, chart.rows[[one == name for one in chart.names]])


def _clicked(event: PlotlyState | DeltaGenerator, choices: Choices) -> str | None:
    """The name of the mark that was clicked, if the chart as it is now still holds it."""
    if isinstance(event, DeltaGenerator) or not choices:
        return None
    points = event["selection"]["points"]
    names = [point["customdata"][0] for point in points if point.get("customdata")]
    return next((name for name in names if name in choices), None)


def _evidence(choices: Choices, key: str, *, is_open: bool, clicked: str | None = None) -> None:
    """The card of the figure that is picked from the list, while that ``is_open``, else of the mark that was clicked."""
    picked = None
    if is_open:
        picked = st.selectbox(
            "Evidence for", list(choices), index=None, key=f"{key}-figure", placeholder="Pick a figure", width=480
        )
    if asked := picked or clicked:
        card(choices[asked](shell.reader()), key)


def _switch(what: str, key: str, *, one_of: str = "") -> bool:
    """A quiet button that shows or hides what stands below it; of those that are ``one_of`` a group one is open at a time."""
    state = f"{one_of or key}-{what}-open"
    is_open = st.session_state.get(state) == key
    st.button(
        f"{'Hide' if is_open else 'Show'} {what}",
        key=f"{key}-{what}",
        type="tertiary",
        on_click=lambda: st.session_state.update({state: None if is_open else key}),
    )
    return is_open
