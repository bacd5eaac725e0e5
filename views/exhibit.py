"""A chart or a table with everything that belongs to it: its sentence, table, download, link, sources and evidence."""

from collections.abc import Callable, Collection
from pathlib import Path

import pandas as pd
import streamlit as st

from insights import printable, tables
from insights.charts import CONFIG, Chart
from insights.evidence.card import Card, set_aside
from insights.export import csv_bytes
from insights.words import NOT_STATED
from views import shell

THREE_LINES_PX, LONG_TEXT = 72, 24  # a lower row keeps its text on one line
NUMBER_FORMATS = {"money": "$%,.2f", "percent": "%.1f%%", "count": "%,d", "year": "%d", "number": "%,.1f"}

_copy_link = st.components.v2.component(
    "copy_link",
    html='<button type="button">Copy link</button>',
    js=Path(__file__).with_name("copy_link.js").read_text(encoding="utf-8"),
    css=Path(__file__).with_name("copy_link.css").read_text(encoding="utf-8"),
)
_reveal = st.components.v2.component(
    "reveal", html="<span></span>", js=Path(__file__).with_name("reveal.js").read_text(encoding="utf-8")
)


def show(
    chart: Chart, key: str, *, sources: str, caveat: str = "", evidence: Callable[[str, pd.DataFrame], Card] | None = None
) -> None:
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
    clicked = _clicked(event, chart) if evidence else None
    name = beneath(chart.rows, key, sources=sources, figures=chart.names if evidence else ()) or clicked
    if evidence and name:
        held = chart.rows[[one == name for one in chart.names]]
        card(evidence(name, held), key)


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
            with st.expander(f"{held.counted_as}: {len(held.counted):,}"):
                table(held.counted, f"{key}-counted", alt=held.counted_as)
        if len(held.aside):
            with st.expander(f"Set aside: {set_aside(len(held.aside))}"):
                table(held.aside, f"{key}-set-aside", alt="Rows of this source that were not used", wrap=True)
        _reveal(key=f"{key}-reveal", data={"title": held.title})


def _clicked(event: dict, chart: Chart) -> str | None:
    """The name of the mark that was clicked, if the chart as it is now still holds it."""
    names = [point["customdata"][0] for point in event["selection"]["points"] if point.get("customdata")]
    return next((name for name in names if name in chart.names), None)


def beneath(rows: pd.DataFrame, key: str, *, sources: str, figures: Collection[str] = ()) -> str | None:
    """The quiet buttons under a chart: its rows as a table and as CSV, the page's link, its sources in words.

    With ``figures`` one more, to choose one of them by name; returns the name that was chosen.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}-quiet"):
        table_open = _switch("table", key)
        _download(rows, key)
        _copy_link(key=f"{key}-link", width="content")
        sources_open = _switch("sources", key)
        evidence_open = figures and _switch("evidence", key)
    if table_open:
        _grid(rows, f"The rows drawn in the chart above, {len(rows)} in number")
    if sources_open:
        shell.note(sources)
    if not evidence_open:
        return None
    names = list(dict.fromkeys(figures))
    return st.selectbox("Evidence for", names, index=None, key=f"{key}-figure", placeholder="Pick a figure", width=480)


def table(rows: pd.DataFrame, key: str, *, alt: str, wrap: bool = False) -> None:
    """A table with its CSV below it; long texts ``wrap`` on three lines."""
    _grid(rows, f"{alt}: {len(rows)} rows", wrap=wrap)
    _download(rows, key)


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
                data=lambda: printable.pdf(page()),
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


def _grid(rows: pd.DataFrame, alt: str, *, wrap: bool = False) -> None:
    """A table in words; what a source does not state is said, not left grey."""
    said = tables.readable(rows)
    columns = {name: _column(tables.heading(name), tables.kind(name, said[name])) for name in said.columns}
    if wrap:
        long = [name for name, heading in columns.items() if isinstance(heading, str) and said[name].str.len().max() > LONG_TEXT]
        columns |= {name: st.column_config.TextColumn(columns[name], width="medium") for name in long}
    height = THREE_LINES_PX if wrap else None
    st.dataframe(said, hide_index=True, column_config=columns, placeholder=NOT_STATED, alt=alt, row_height=height)


def _column(heading: str, kind: str) -> object:
    """How a column of one kind of values is shown."""
    match kind:
        case "day" | "month":
            return st.column_config.DateColumn(heading, format="D MMM YYYY" if kind == "day" else "MMM YYYY")
        case "address":
            return st.column_config.LinkColumn(heading)
        case "money" | "percent" | "count" | "year" | "number":
            return st.column_config.NumberColumn(heading, format=NUMBER_FORMATS[kind])
    return heading


def _switch(what: str, key: str) -> bool:
    """A quiet button that shows or hides what stands below it."""
    state = f"{key}-{what}-open"
    is_open = st.session_state.get(state, False)
    st.button(
        f"{'Hide' if is_open else 'Show'} {what}",
        key=f"{key}-{what}",
        type="tertiary",
        on_click=lambda: st.session_state.update({state: not is_open}),
    )
    return is_open


