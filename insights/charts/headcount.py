"""How many peers there are: each claim a mark of its own, with its inequality; never a line."""

import datetime

import pandas as pd

from insights.charts import palette
from insights.charts.frame import (
    MARK_PX,
    Chart,
    amount_axis,
    inner_px,
    layout,
    note,
    picked_by,
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
    drawn = rows.dropna(subset=["value_low"]).copy()
    if drawn.empty:
        return refusal(
            "We hold no headcount of peer support workers. A state's count of certificates in force would be a start."
        )
    drawn["value"] = drawn["value_low"].astype(float)
    drawn = drawn.sort_values("value", ascending=False)
    theme = palette.of(dark)
    color = theme.mark["reported"]
    texts = [wrapped(_words(one), inner_px(narrow) - 8) for one in drawn.itertuples()]
    row_px = MARK_ROW_PX + LINE_PX * max(map(len, texts))
    frame = layout(dark, AXIS_PX + row_px * len(drawn) + 8, right=48, left=8, top=AXIS_PX, bottom=8)
    most = float(drawn["value"].max())
    step = tick_step(most, 3 if narrow else 8)
    frame["xaxis"] = amount_axis(dark, 0, most * 1.02, dtick=step, tick0=0, tickformat=",.0f", side="top")
    frame["yaxis"] = row_axis(len(drawn))
    mark_shift = (row_px / 2 - MARK_ROW_PX / 2) / row_px
    for row, (one, text) in enumerate(zip(drawn.itertuples(), texts, strict=True)):
        frame["annotations"].append(
            note(
                "<br>".join(text),
                color=theme.ink,
                x=0,
                xref="paper",
                xshift=-8,
                y=row,
                yanchor="top",
                yshift=row_px / 2 - 4,
                bgcolor=theme.page,
            )
        )
        if one.inequality.startswith(">"):
            arrow = {
                "x": one.value,
                "y": row + mark_shift,
                "ax": 36,
                "ay": 0,
                "axref": "pixel",
                "ayref": "pixel",
                "text": "",
            }
            frame["annotations"].append(
                {
                    **arrow,
                    "showarrow": True,
                    "arrowside": "start",
                    "startarrowhead": 2,
                    "arrowcolor": color,
                    "arrowwidth": 2,
                    "standoff": 6,
                }
            )
    names = [_words(one) for one in drawn.itertuples()]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": drawn["value"].tolist(),
        "y": [row + mark_shift for row in range(len(drawn))],
        "marker": {
            "symbol": [palette.symbol("reported", one.inequality != "=") for one in drawn.itertuples()],
            "size": MARK_PX,
            "color": color,
            "opacity": [palette.OLD_OPACITY if is_old(as_of, today) else 1 for as_of in drawn["as_of"]],
            "line": {"width": 2, "color": color},
        },
        "hovertext": [
            "<br>".join(wrapped(f"{_words(one)}. Source: {one.publisher}", 320)) for one in drawn.itertuples()
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
        **picked_by(names),
    }
    said = "; ".join(_words(one) for one in drawn.itertuples())
    sentence = f"{count(len(drawn), 'headcount')}, the largest first: {said}."
    columns = [name for name in COLUMNS if name in drawn]
    return Chart(
        {"data": [marks], "layout": frame},
        sentence,
        f"Marks on a count axis. {sentence}",
        drawn[columns].reset_index(drop=True),
        names,
    )


def _words(one: object) -> str:
    """'more than 30,000: people working as peer support specialists, undated'; with the place where it is a state."""
    where = "" if pd.isna(one.place_id) or one.place_id == NATION else f", {one.place_name}"
    return f"{SIGN.get(one.inequality, '')}{one.value:,.0f}: {one.label}{where}, {one.period_text}"
