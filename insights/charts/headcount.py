"""How many peers there are: each claim a mark of its own, with its inequality; never a line."""

import datetime
from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.frame import (
    MARK_PX,
    Chart,
    amount_axis,
    inner_px,
    layout,
    note,
    points,
    refusal,
    row_axis,
    tick_step,
    wrapped,
)
from insights.words import count, is_old

AXIS_PX, MARK_ROW_PX, LINE_PX = 32, 28, 18
NATION = "US"
SIGN = {">": "more than ", ">=": "at least ", "about": "about ", "=": ""}
COLUMNS = (
    "fact_id",
    "label",
    "place_name",
    "value_low",
    "inequality",
    "value_text",
    "unit",
    "as_of",
    "period_text",
    "note",
    "publisher",
    "source_id",
    "source_line",
    "source_url",
)


def headcount_marks(rows: pd.DataFrame, *, today: datetime.date, dark: bool, narrow: bool = False) -> Chart:
    """Each headcount as a mark on an axis from zero, its words above it; an arrow to the right where the source says 'more than'.

    ``rows`` as mart.fact: fact_id, label, place_id, place_name, value_low, value_text, inequality, unit, as_of, period_text and
    where they come from.
    """
    drawn = rows.dropna(subset=["value_low"])
    if drawn.empty:
        return refusal("We hold no headcount of peer support workers. A state's count of certificates in force would be a start.")
    drawn = drawn.assign(value=drawn["value_low"].astype(float)).sort_values("value", ascending=False)
    names = [_words(one) for one in drawn.itertuples()]
    sentence = f"{count(len(drawn), 'headcount')}, the largest first: {'; '.join(names)}."
    return Chart(
        _figure(drawn, names, today, dark=dark, narrow=narrow),
        sentence,
        f"Marks on a count axis. {sentence}",
        drawn[[name for name in COLUMNS if name in drawn]].reset_index(drop=True),
        names,
    )


def _figure(drawn: pd.DataFrame, names: Sequence[str], today: datetime.date, *, dark: bool, narrow: bool) -> dict:
    """A row for each headcount, as high as the longest words need: the words above, the mark below."""
    theme = palette.of(dark)
    color = theme.mark["reported"]
    texts = [wrapped(name, inner_px(narrow) - 8) for name in names]
    row_px = MARK_ROW_PX + LINE_PX * max(map(len, texts))
    mark_shift = (row_px / 2 - MARK_ROW_PX / 2) / row_px
    frame = _frame(float(drawn["value"].max()), len(drawn), row_px, dark=dark, narrow=narrow)
    place = {"x": 0, "xref": "paper", "xshift": -8, "yanchor": "top", "yshift": row_px / 2 - 4, "bgcolor": theme.page}
    for row, (one, text) in enumerate(zip(drawn.itertuples(), texts, strict=True)):
        frame["annotations"].append(note("<br>".join(text), color=theme.ink, y=row, **place))
        if one.inequality.startswith(">"):
            frame["annotations"].append(_arrow(one.value, row + mark_shift, color))
    marks = points(
        drawn["value"].tolist(),
        [row + mark_shift for row in range(len(drawn))],
        marker={
            "symbol": [palette.symbol("reported", inequality != "=") for inequality in drawn["inequality"]],
            "size": MARK_PX,
            "color": color,
            "opacity": [palette.OLD_OPACITY if is_old(as_of, today) else 1 for as_of in drawn["as_of"]],
            "line": {"width": 2, "color": color},
        },
        hover=[
            "<br>".join(wrapped(f"{name}. Source: {source}", 320)) for name, source in zip(names, drawn["publisher"], strict=True)
        ],
        names=names,
    )
    return {"data": [marks], "layout": frame}


def _frame(most: float, n_rows: int, row_px: float, *, dark: bool, narrow: bool) -> dict:
    frame = layout(dark, AXIS_PX + row_px * n_rows + 8, right=48, left=8, top=AXIS_PX, bottom=8)
    step = tick_step(most, 3 if narrow else 8)
    frame["xaxis"] = amount_axis(dark, 0, most * 1.02, dtick=step, tick0=0, tickformat=",.0f", side="top")
    frame["yaxis"] = row_axis(n_rows)
    return frame


def _arrow(x: float, y: float, color: str) -> dict:
    """An arrow from a mark to the right: it may be more."""
    return {
        "x": x,
        "y": y,
        "ax": 36,
        "ay": 0,
        "axref": "pixel",
        "ayref": "pixel",
        "text": "",
        "showarrow": True,
        "arrowside": "start",
        "startarrowhead": 2,
        "arrowcolor": color,
        "arrowwidth": 2,
        "standoff": 6,
    }


class _Headcount(Protocol):
    """A number of people or of certificates, a row of queries.facts with its number as ``value``."""

    place_id: str
    place_name: str
    label: str
    inequality: str
    value: float
    period_text: str


def _words(one: _Headcount) -> str:
    """'more than 30,000: people working as peer support specialists, undated'; with the place where it is a state."""
    where = "" if pd.isna(one.place_id) or one.place_id == NATION else f", {one.place_name}"
    return f"{SIGN.get(one.inequality, '')}{one.value:,.0f}: {one.label}{where}, {one.period_text}"
