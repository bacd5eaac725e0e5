"""The classes of a map: how its values are said, where one class ends, its colour, and the legend."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from insights.charts import palette
from insights.charts.frame import inner_px, note
from insights.words import money, percent

CLASSES = 5
ROW_PX, SWATCH_PX = 24, 16


class Measure(NamedTuple):
    """How a map says its values: one alone, one with its unit, the limit of a class; their column, the most there is."""

    alone: Callable[[float], str]
    full: Callable[[float], str]
    limit: Callable[[float], str]
    column: str
    most: float = math.inf


def dollars(unit: str) -> Measure:
    """US dollars an hour, a week or a year."""
    return Measure(money, partial(money, unit=unit), _round_dollars, f"usd_per_{unit}")


def _round_dollars(amount: float) -> str:
    return f"${amount:,.0f}" if amount == round(amount) else money(amount)


PERCENT = Measure(percent, percent, lambda share: f"{round(share, 1):g}%", "percent", most=100)


def class_breaks(values: Sequence[float]) -> list[float]:
    """The lower bounds of all classes but the first: quantiles moved to the roundest dollars that keep every class filled.

    Five classes; with five or fewer different values one class each.
    """
    different = sorted(set(values))
    if len(different) <= CLASSES:
        return different[1:]
    quantiles = pd.Series(values).quantile([k / CLASSES for k in range(1, CLASSES)]).tolist()
    fair_share = len(values) / CLASSES
    for step in (5000, 2500, 1000, 500, 250, 100, 50, 25, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.01):
        breaks = [round(round(quantile / step) * step, 2) for quantile in quantiles]
        edges = [-math.inf, *breaks, math.inf]
        sizes = [sum(low <= value < high for value in values) for low, high in pairwise(edges)]
        if all(0.5 * fair_share <= size <= 1.6 * fair_share for size in sizes):
            return breaks
    middle = len(different) / CLASSES
    return [different[round(middle * k)] for k in range(1, CLASSES)]


def colors_of(theme: palette.Theme, classes: int) -> list[str]:
    """As many colours of the scale as there are classes, spread over its whole length."""
    if classes == 1:
        return [theme.scale[2]]
    return [theme.scale[round(index * (CLASSES - 1) / (classes - 1))] for index in range(classes)]


def legend_words(breaks: list[float], values: pd.Series, colors: list[str], measure: Measure) -> list[tuple[str, str]]:
    """Each class's colour and its limits; single values where every class is one value."""
    different = sorted(set(values))
    if len(different) == len(breaks) + 1:
        return list(zip(colors, map(measure.limit, different), strict=True))
    words = [f"under {measure.limit(breaks[0])}"]
    words += [f"{measure.limit(low)} to {measure.limit(high)}" for low, high in pairwise(breaks)]
    words.append(measure.limit(breaks[-1]) + (" and over" if breaks[-1] < measure.most else ""))
    return list(zip(colors, words, strict=True))


def legend_px(n_classes: int, narrow: bool) -> float:
    """How high the legend is, with a place for the states without a figure."""
    return 8 + ROW_PX * math.ceil((n_classes + 1) / _columns(narrow))


def draw_legend(frame: dict, legend: Sequence[tuple[str | None, str]], top: float, theme: palette.Theme, narrow: bool) -> None:
    """Give the map a square of each colour with its words; hatched for None."""
    columns = _columns(narrow)
    for index, (color, words) in enumerate(legend):
        left, down = (index % columns) * inner_px(narrow) / columns, (index // columns) * ROW_PX
        frame["shapes"] += _swatch(left, top - down, color, theme)
        where = {"x": 0, "xref": "paper", "xshift": left + SWATCH_PX + 6, "y": 1, "yref": "paper", "yanchor": "middle"}
        frame["annotations"].append(note(words, color=theme.ink, **where, yshift=top - down - SWATCH_PX / 2))


def _columns(narrow: bool) -> int:
    return 2 if narrow else 6


def _swatch(left: float, top: float, color: str | None, theme: palette.Theme) -> list[dict]:
    """A legend square at so many pixels right of and above the map's corner; hatched where it has no colour."""
    square = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
        "line": {"color": theme.quiet, "width": 0.8},
    }
    low = top - SWATCH_PX
    drawn = [
        {
            **square,
            "type": "rect",
            "x0": left,
            "x1": left + SWATCH_PX,
            "y0": low,
            "y1": top,
            "fillcolor": color or theme.card,
        }
    ]
    if color is None:
        for start in (0, SWATCH_PX / 2):
            drawn.append({**square, "type": "line", "x0": left, "x1": left + SWATCH_PX - start, "y0": top - start, "y1": low})
        drawn.append(
            {
                **square,
                "type": "line",
                "x0": left + SWATCH_PX / 2,
                "x1": left + SWATCH_PX,
                "y0": top,
                "y1": top - SWATCH_PX / 2,
            }
        )
    return drawn
