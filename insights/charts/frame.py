"""What every chart shares: the record it returns, its bare frame, axes, points and lines, and text that fits."""

import textwrap
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from plotly.basedatatypes import BaseFigure
from plotly.graph_objects import Figure

from insights.charts import palette
from insights.words import count

# plotly.js fetches its base map from outside, even when a chart brings its own shapes: it is handed an empty one instead.
CONFIG = {
    "displayModeBar": False,
    "responsive": True,
    "topojsonURL": 'data:application/json,{"type":"Topology","arcs":[],"objects":{}}#',
}
FONT = '"Source Sans", "Source Sans Pro", "Source Sans 3", sans-serif'
TEXT_PX = 13
ROW_PX = 28
TALL_ROW_PX = 44  # on a phone: a line of words, and the marks below it
LETTER_PX = 6.6  # mean width of a letter of the 13 px font, a little on the wide side
WIDE_PX, NARROW_PX = 1088, 358
MARK_PX = 11
AXIS_PX = 48  # room above the rows for an axis and its title
FIRST_ROWS = 25  # of a list; the rest on request


@dataclass(frozen=True)
class Chart:
    """A drawn answer: a plotly figure (plain dict), the sentence below it, what a screen reader hears, and the rows drawn.

    ``names`` says for each of the rows which mark it stands behind; the mark carries the name as its ``customdata``. A chart that
    has nothing to draw has no rows, and its sentence says what is missing.
    """

    figure: dict
    sentence: str
    alt: str
    rows: pd.DataFrame = field(repr=False)
    names: Sequence[str] = field(default=(), repr=False)

    @cached_property
    def checked(self) -> BaseFigure:
        """The figure for whoever draws it again and again: plotly checks it once, which takes longer than all else on a page."""
        return _Checked(self.figure)


class _Checked(BaseFigure):
    """A figure that hands out what plotly made of it, without checking or copying it anew; nobody changes it."""

    def __init__(self, figure: dict) -> None:
        self._made = Figure(**figure).to_dict()

    def to_dict(self) -> dict:
        return self._made


def refusal(sentence: str) -> Chart:
    """The chart that is not drawn: its sentence names what is missing."""
    return Chart({"data": [], "layout": {}}, sentence, sentence, pd.DataFrame())


def first_rows(names: Sequence[str], show_all: bool, *, always: Collection[str | None] = ()) -> list[str]:
    """The names of the rows to draw, in their order: the first of them and those that are always drawn, or all."""
    return [name for place, name in enumerate(names) if show_all or place < FIRST_ROWS or name in always]


def cut_short(n_drawn: int, n_all: int, what: str = "row") -> str:
    """' The chart shows 25 of 51 rows.', for the end of a sentence; nothing where all are drawn."""
    return f" The chart shows {n_drawn} of {count(n_all, what)}." if n_drawn < n_all else ""


def picked_by(names: Iterable[str]) -> dict:
    """What a trace needs so that a click tells which mark it hit, without the other marks fading for it."""
    whole = {"marker": {"opacity": 1}}
    return {"customdata": [[name] for name in names], "selected": whole, "unselected": whole}


def points(x: Iterable[float], y: Iterable[float], *, marker: dict, hover: Iterable[str], names: Iterable[str]) -> dict:
    """Marks at these places: the pointer hears ``hover`` at each, and a click picks its name."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": list(y),
        "marker": marker,
        "hovertext": list(hover),
        "hoverinfo": "text",
        "cliponaxis": False,
        **picked_by(names),
    }


def layout(dark: bool, height: float, *, left: float = 0, right: float = 0, top: float = 0, bottom: float = 0) -> dict:
    """The bare frame: transparent page, our font and ink, no box, no legend; margins and height in pixels."""
    theme = palette.of(dark)
    return {
        "height": round(height),
        "margin": {"l": round(left), "r": round(right), "t": round(top), "b": round(bottom), "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT_PX, "color": theme.ink},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.card,
            "bordercolor": theme.line,
            "align": "left",
            "font": {"family": FONT, "size": TEXT_PX, "color": theme.ink},
        },
        "dragmode": False,
        "annotations": [],
        "shapes": [],
    }


def amount_axis(dark: bool, low: float, high: float, **more: object) -> dict:
    """A horizontal axis of amounts with its light grid; it cannot be zoomed by accident."""
    theme = palette.of(dark)
    return {
        "range": [low, high],
        "gridcolor": theme.line,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": TEXT_PX, "color": theme.quiet},
        "fixedrange": True,
        **more,
    }


def row_axis(n_rows: float, **more: object) -> dict:
    """A vertical axis of rows 0, 1, 2 ... from the top, without labels of its own."""
    return {
        "range": [n_rows - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "fixedrange": True,
        **more,
    }


def hidden_axis(start: float, end: float) -> dict:
    """An axis that places what is drawn and shows nothing itself."""
    return {"range": [start, end], "visible": False, "fixedrange": True}


def line_across(y: float, line: dict, **more: object) -> dict:
    """A line over the whole width; ``line`` is its colour, width and dash."""
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line, **more}


def line_upright(x: object, line: dict, **more: object) -> dict:
    """A line over the whole height; ``line`` is its colour, width and dash."""
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line, **more}


def note(text: str, *, color: str, x: object, y: object, **more: object) -> dict:
    """Text at a place on the chart, from its left end unless told otherwise."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "xanchor": "left",
        "align": "left",
        "font": {"size": TEXT_PX, "color": color},
        **more,
    }


def row_name(text: str, *, color: str, y: float) -> dict:
    """What a row is called, left of the plot and up against it."""
    label = note(text, color=color, x=0, y=y, xref="paper", xshift=-12)
    return {**label, "xanchor": "right", "align": "right"}


def inner_px(narrow: bool) -> float:
    """How many pixels wide a chart is: a phone, or the 1120 px page."""
    return NARROW_PX if narrow else WIDE_PX


def width_px(text: str) -> float:
    """About how wide a line of text is drawn; line breaks count, markup does not."""
    return LETTER_PX * max((len(line) for line in text.split("<br>")), default=0)


def fitted(name: str, letters: int) -> str:
    """A name on at most two lines of so many letters; the rest gives way to an ellipsis, never to the edge of the page."""
    parts = textwrap.wrap(name, letters, max_lines=2, placeholder=" …", break_long_words=True)
    return "<br>".join(parts)


def wrapped(text: str, pixels: float) -> list[str]:
    """A text as the lines that fit into so many pixels."""
    return textwrap.wrap(text, max(12, int(pixels / LETTER_PX)))


def tick_step(span: float, most: float) -> float:
    """The readable distance between at most so many ticks: 1, 2 or 5 times a power of ten."""
    for step in (base * 10**power for power in range(-2, 9) for base in (1, 2, 5)):
        if span / step <= most:
            return step
    raise ValueError(f"no readable step for a span of {span}")
