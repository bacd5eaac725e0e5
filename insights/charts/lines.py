"""Lines over time, each named at its end, or, on a phone, above the chart."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from insights.charts import palette
from insights.charts.frame import LETTER_PX, amount_axis, fitted, inner_px, layout, note, picked_by, tick_step, width_px, wrapped

PLOT_PX, LEFT_PX, BOTTOM_PX, TITLE_PX, LINE_PX = 300, 48, 32, 28, 20
APART_PX = 18  # between the middles of two labels
LABEL_LETTERS = 30


class Line(NamedTuple):
    """One line: its name, its points, what the pointer hears at each and what each is called, its last value, colour, dash."""

    name: str
    x: Sequence[object]
    y: Sequence[float]
    hover: Sequence[str]
    names: Sequence[str]
    last: str
    color: str
    dash: str = "solid"


def labelled_lines(
    lines: Sequence[Line], *, title: str, time_axis: Mapping, low: float, high: float, suffix: str = "", dark: bool, narrow: bool
) -> dict:
    """A plotly figure of the lines; each is named by its label, so there is no legend. ``time_axis``: range and ticks below."""
    theme = palette.of(dark)
    labels = [f"{fitted(line.name, LABEL_LETTERS)}<br>{line.last}" for line in lines]
    key = [part for line in lines for part in _key(line, narrow)]
    top = TITLE_PX + (LINE_PX * len(key) if narrow else 0) + 8
    right = 16 if narrow else max(map(width_px, labels)) + 20
    frame = layout(dark, top + PLOT_PX + BOTTOM_PX, left=LEFT_PX, right=right, top=top, bottom=BOTTOM_PX)
    step = tick_step(high - low, 6)
    apart = {"ticks": "outside", "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"}  # the years' words from the lowest line's
    frame["xaxis"] = {**amount_axis(dark, *time_axis["range"], showgrid=False), **apart, **time_axis}
    frame["yaxis"] = amount_axis(dark, low, high, dtick=step, tick0=0, ticksuffix=suffix)
    above = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": -LEFT_PX, "yanchor": "top"}
    frame["annotations"].append(note(title, color=theme.quiet, yshift=top, **above))
    if narrow:
        frame["annotations"].append(note("<br>".join(key), color=theme.ink, yshift=top - TITLE_PX + 4, **above))
    else:
        shifts = _apart([line.y[-1] * PLOT_PX / (high - low) for line in lines], [2 + label.count("<br>") for label in labels])
        for line, label, shift in zip(lines, labels, shifts, strict=True):
            where = {"x": line.x[-1], "y": line.y[-1], "xshift": 10, "yshift": shift}
            frame["annotations"].append(note(label, color=theme.ink, bgcolor=theme.page, **where))
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers" if len(line.x) <= 12 else "lines",
            "x": list(line.x),
            "y": list(line.y),
            "line": {"color": line.color, "width": 2, "dash": line.dash},
            "marker": {"size": 8, "color": line.color, "line": {"width": 0}},
            "hovertext": list(line.hover),
            "hoverinfo": "text",
            "cliponaxis": False,
            **picked_by(line.names),
        }
        for line in lines
    ]
    return {"data": data, "layout": frame}


def _key(line: Line, narrow: bool) -> list[str]:
    """A line's name and last value behind a piece of it, wrapped to the width of the page."""
    piece = "– –" if line.dash != "solid" else "━━"
    first, *rest = wrapped(f"{line.name}: {line.last}", inner_px(narrow) - 5 * LETTER_PX)
    return [f"<span style='color:{line.color}'>{piece}</span> {first}", *rest]


def _apart(heights: Sequence[float], n_lines: Sequence[int]) -> list[float]:
    """How far to move each label up so that none covers another; the lowest stays."""
    moved, free = [0.0] * len(heights), float("-inf")
    for index in sorted(range(len(heights)), key=lambda one: heights[one]):
        half = APART_PX * n_lines[index] / 2
        middle = max(heights[index], free + half)
        moved[index], free = middle - heights[index], middle + half
    return moved
