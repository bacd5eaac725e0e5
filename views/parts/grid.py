"""A table as it is shown: in words, each column wide enough for what stands in it and for what is missing."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from insights.sentences import tables
from insights.words import NOT_STATED

VALUE_PX, LETTER_PX, CELL_EDGES_PX = 104, 8, 24  # of a number or a date in a table
THREE_LINES_PX, LONG_TEXT, SHORT_TEXT = 72, 24, len(NOT_STATED)  # a lower row keeps its text on one line
NUMBER_FORMATS = {"money": "$%,.2f", "percent": "%.1f%%", "count": "%,d", "year": "%d", "number": "%,.1f"}


def show(rows: pd.DataFrame, alt: str, *, wrap: bool = False) -> None:
    """A table in words; what a source does not state is said, not left grey."""
    said = tables.readable(rows)
    columns = {name: _column(name, said[name], wrap) for name in said.columns}
    height = THREE_LINES_PX if wrap else None
    st.dataframe(said, hide_index=True, column_config=columns, placeholder=NOT_STATED, alt=alt, row_height=height)


def _column(name: str, values: pd.Series, wrap: bool) -> ColumnConfig | str:
    """How a column is shown: numbers, dates and short words wide enough for the heading and for what stands where none is."""
    heading, kind = tables.heading(name), tables.kind(name, values)
    width = max(VALUE_PX, LETTER_PX * len(heading) + CELL_EDGES_PX)
    match kind:
        case "day" | "month":
            return st.column_config.DateColumn(heading, format="D MMM YYYY" if kind == "day" else "MMM YYYY", width=width)
        case "address":
            return st.column_config.LinkColumn(heading)
        case "money" | "percent" | "count" | "year" | "number":
            return st.column_config.NumberColumn(heading, format=NUMBER_FORMATS[kind], width=width)
    longest = values.dropna().astype(str).str.len().max()
    if wrap and longest > LONG_TEXT:
        return st.column_config.TextColumn(heading, width="medium")
    if longest <= SHORT_TEXT and values.isna().any():
        return st.column_config.TextColumn(heading, width=width)
    return heading
