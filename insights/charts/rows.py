"""Rows of a chart, each a name, a mark or a bar, and words: on one line, or, on a phone, the words above the mark.

The vertical axis counts pixels from the top, so that a row is as high as its own words.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from insights.charts import palette
from insights.charts.frame import (
    MARK_PX,
    ROW_PX,
    amount_axis,
    fitted,
    hidden_axis,
    inner_px,
    layout,
    note,
    picked_by,
    points,
    row_name,
    tick_step,
    width_px,
    wrapped,
)

NAME_LETTERS = 44
LINE_PX, GAP_PX, MARK_ROW_PX = 18, 10, 26
BAR_PX, NARROW_BAR_PX = 16, 12
TITLE_LINE_PX = 20


class Row(NamedTuple):
    """One row: its name, its words, where its mark ends on the axis (NaN without one), what the pointer hears.

    The mark is picked by the name. A ``strong`` row is the one the reader chose; a ``pale`` one is drawn hatched, such as 'not
    stated'; a row without a mark and without words is the heading of those below it.
    """

    name: str
    words: str = ""
    end: float = float("nan")
    hover: str = ""
    strong: bool = False
    pale: bool = False


class Placed(NamedTuple):
    """The bare chart of some rows: its layout, and how many pixels from the top each row's mark stands."""

    frame: dict
    at: list[float]


def placed(rows: Sequence[Row], low: float, high: float, *, dark: bool, narrow: bool, top: float = 4) -> Placed:
    """Names and words of the rows below ``top`` pixels of room; the axis runs from ``low`` to ``high``, unlabelled."""
    theme = palette.of(dark)
    left = 0.0 if narrow else max((width_px(_name(row)) for row in rows if row.words), default=0) + 12
    right = 12.0 if narrow else max(width_px(row.words) for row in rows) + 24
    notes, at, down = [], [], 0.0
    for row in rows:
        if narrow or not row.words:
            lines = text_lines(row, inner_px(narrow))
            height = LINE_PX * len(lines) + (MARK_ROW_PX if row.words else 14)
            where = {"x": 0, "xref": "paper", "xshift": -left, "y": down + 2 + (0 if row.words else 10), "yanchor": "top"}
            notes.append(note("<br>".join(lines), color=theme.ink, bgcolor=theme.page, **where))
            at.append(down + LINE_PX * len(lines) + MARK_ROW_PX / 2 - 2)
        else:
            name = _name(row)
            height = ROW_PX if "<br>" not in name else 2 * LINE_PX + 8
            middle = down + height / 2
            notes.append(row_name(_bold(name) if row.strong else name, color=theme.ink, y=middle))
            end = low if pd.isna(row.end) else row.end
            notes.append(note(row.words, color=theme.ink, x=end, xshift=GAP_PX, y=middle, bgcolor=theme.page))
            at.append(middle)
        down += height
    frame = layout(dark, top + down + 8, left=left, right=right, top=top, bottom=8)
    frame["barmode"] = "overlay"
    frame["xaxis"] = hidden_axis(low, high)
    frame["yaxis"] = hidden_axis(down, 0)
    frame["annotations"] = notes
    return Placed(frame, at)


def placed_below(
    title: str,
    rows: Sequence[Row],
    low: float,
    high: float,
    *,
    room: float,
    dark: bool,
    narrow: bool,
    line_px: float = TITLE_LINE_PX,
) -> Placed:
    """The rows as ``placed``, below a title in quiet words and so many pixels of ``room`` for an axis."""
    lines = wrapped(title, inner_px(narrow))
    chart = placed(rows, low, high, dark=dark, narrow=narrow, top=line_px * len(lines) + room)
    heading(chart.frame, lines, dark)
    return chart


def plot_px(frame: dict, narrow: bool) -> float:
    """How many pixels wide the plot is between its margins."""
    return inner_px(narrow) - frame["margin"]["l"] - frame["margin"]["r"]


def percent_axis(frame: dict, dark: bool, low: float, high: float, narrow: bool) -> None:
    """Give the rows a percent axis on top, with its light grid."""
    step = max(1, tick_step(high - low, max(2, int(plot_px(frame, narrow) / 72))))
    frame["xaxis"] = amount_axis(dark, low, high, dtick=step, tick0=0, ticksuffix="%", side="top")


def heading(frame: dict, words: Sequence[str], dark: bool) -> None:
    """Lines of quiet words above everything, from the left edge of the chart."""
    margin = frame["margin"]
    where = {"x": 0, "xref": "paper", "xshift": -margin["l"], "y": 1, "yref": "paper", "yanchor": "top", "yshift": margin["t"]}
    frame["annotations"].append(note("<br>".join(words), color=palette.of(dark).quiet, **where))


def bars(rows: Sequence[Row], at: Sequence[float], color: str, *, dark: bool, narrow: bool) -> list[dict]:
    """Bars from zero, the pale ones hatched."""
    theme = palette.of(dark)
    held = [(row, y) for row, y in zip(rows, at, strict=True) if not pd.isna(row.end)]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": [row.end for row, _ in alike],
            "y": [y for _, y in alike],
            "width": NARROW_BAR_PX if narrow else BAR_PX,
            "marker": hatched(theme)
            if pale
            else {"color": [theme.accent if row.strong else color for row, _ in alike], "line": {"width": 0}},
            "hovertext": [row.hover for row, _ in alike],
            "hoverinfo": "text",
            "cliponaxis": False,
            **picked_by(row.name for row, _ in alike),
        }
        for pale in (False, True)
        if (alike := [(row, y) for row, y in held if row.pale == pale])
    ]


def hatched(theme: palette.Theme) -> dict:
    """How a bar is filled whose ads do not say: diagonal lines, as on the map."""
    lines = {"shape": "/", "fgcolor": theme.quiet, "bgcolor": theme.page, "size": 6, "solidity": 0.2}
    return {"color": theme.page, "line": {"width": 1, "color": theme.quiet}, "pattern": lines}


def dots(rows: Sequence[Row], at: Sequence[float], basis: str, *, dark: bool) -> dict:
    """Marks of one basis; the strong one in the accent."""
    theme = palette.of(dark)
    held = [(row, y) for row, y in zip(rows, at, strict=True) if not pd.isna(row.end)]
    marker = {
        "symbol": palette.SYMBOL[basis],
        "size": [MARK_PX + 2 if row.strong else MARK_PX - 1 for row, _ in held],
        "opacity": 1,
        "color": [theme.accent if row.strong else theme.mark[basis] for row, _ in held],
        "line": {"width": 0},
    }
    return points(
        [row.end for row, _ in held],
        [y for _, y in held],
        marker=marker,
        hover=[row.hover for row, _ in held],
        names=[row.name for row, _ in held],
    )


def triangles(x: Sequence[float], y: Sequence[float], *, hover: Sequence[str], names: Sequence[str], dark: bool) -> dict:
    """What job ads state, a triangle each."""
    marker = {
        "symbol": palette.SYMBOL["posted"],
        "size": MARK_PX - 1,
        "color": palette.of(dark).mark["posted"],
        "line": {"width": 0},
    }
    return points(x, y, marker=marker, hover=hover, names=names)


def _name(row: Row) -> str:
    return fitted(row.name, NAME_LETTERS)


def text_lines(row: Row, pixels: float) -> list[str]:
    """Name in bold, then the words, on one line where they fit."""
    name = wrapped(row.name, pixels)
    if row.words and width_px(f"{name[-1]}  {row.words}") <= pixels:
        return [*map(_bold, name[:-1]), f"{_bold(name[-1])}  {row.words}"]
    return [*map(_bold, name), *(wrapped(row.words, pixels) if row.words else [])]


def _bold(words: str) -> str:
    return "<br>".join(f"<b>{line}</b>" for line in words.split("<br>"))
