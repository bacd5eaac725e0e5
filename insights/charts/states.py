"""State projections: each state's own, occupation by occupation."""

import pandas as pd

from insights.charts import palette
from insights.charts.frame import (
    MARK_PX,
    ROW_PX,
    Chart,
    amount_axis,
    fitted,
    inner_px,
    layout,
    note,
    picked_by,
    refusal,
    row_axis,
    tick_step,
    width_px,
)
from insights.charts.projections import growth_hover, growth_names, growth_rows
from insights.words import count

TOP_PX, LETTERS = 32, 52


def state_growth(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """States' own projections, one row a state and cycle, most growth first; each occupation is a ranking of its own.

    ``rows`` as mart.growth, of states; comparison occupations are left out.
    """
    drawn = rows[rows["relation"] == "neighbour"].dropna(subset=["percent_change"])
    if drawn.empty:
        return refusal(
            "We hold no state projection of a neighbouring occupation. A state's own projection would fill the gap."
        )
    size = drawn.groupby("occupation_title")["growth_id"].transform("size")
    drawn = drawn.assign(size=size).sort_values(
        ["size", "occupation_title", "percent_change", "place_name"], ascending=[False, True, False, True]
    )
    theme = palette.of(dark)
    color = theme.mark["official"]
    left = max(map(width_px, drawn["place_name"])) + 12
    right = max(width_px(_words(one)) for one in drawn.itertuples()) + 20
    plot_px = inner_px(narrow) - left - right
    low, high = min(0.0, drawn["percent_change"].min()), max(0.0, drawn["percent_change"].max())
    air = (high - low) * 0.04
    rows_of, notes, at = [], [], 0
    for title, held in drawn.groupby("occupation_title", sort=False):
        heading = f"<b>{fitted(title, LETTERS)}</b>"
        notes.append(note(heading, color=theme.ink, x=0, xref="paper", xshift=-left, y=at, bgcolor=theme.page))
        rows_of += [at + 1 + index for index in range(len(held))]
        at += len(held) + 1.5
    drawn = drawn.assign(row=rows_of)
    for one in drawn.itertuples():
        name = note(one.place_name, color=theme.ink, x=0, xref="paper", y=one.row, xshift=-12)
        notes.append({**name, "xanchor": "right", "align": "right"})
        notes.append(note(_words(one), color=theme.ink, x=one.percent_change, y=one.row, xshift=10, bgcolor=theme.page))
    frame = layout(dark, TOP_PX + ROW_PX * (at - 0.5), left=left, right=right, top=TOP_PX)
    frame["xaxis"] = amount_axis(
        dark,
        low - air,
        high + air,
        dtick=tick_step(high - low or 1, max(2, int(plot_px / 64))),
        tick0=0,
        ticksuffix="%",
        side="top",
        zeroline=True,
        zerolinecolor=theme.quiet,
    )
    frame["yaxis"] = row_axis(at - 0.5)
    frame["annotations"] = notes
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": drawn["percent_change"].tolist(),
        "y": drawn["row"].tolist(),
        "marker": {"symbol": palette.SYMBOL["official"], "size": MARK_PX - 2, "color": color},
        "cliponaxis": False,
        "hovertext": [f"<b>{one.place_name}</b><br>{growth_hover(one)}" for one in drawn.itertuples()],
        "hoverinfo": "text",
        **picked_by(growth_names(drawn)),
    }
    said = [_span(title, held) for title, held in drawn.groupby("occupation_title", sort=False)]
    sentence = f"{'; '.join(said)}."
    spoken = "; ".join(f"{one.occupation_title}, {one.place_name}: {_words(one)}" for one in drawn.itertuples())
    alt = f"Dots by state. {sentence} {spoken}."
    return Chart({"data": [marks], "layout": frame}, sentence, alt, growth_rows(drawn), growth_names(drawn))


def _words(one: object) -> str:
    return f"{one.percent_change:g}%  {one.cycle}"


def _span(title: str, held: pd.DataFrame) -> str:
    most, least = held.iloc[0], held.iloc[-1]
    if len(held) == 1:
        return f"{title}: {most['percent_change']:g}% in {most['place_name']} ({most['cycle']})"
    return (
        f"{title}, {count(held['place_name'].nunique(), 'state')}: {least['percent_change']:g}% in {least['place_name']} "
        f"to {most['percent_change']:g}% in {most['place_name']}"
    )
