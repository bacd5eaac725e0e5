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
    points,
    refusal,
    row_axis,
    row_name,
    tick_step,
    width_px,
)
from insights.charts.projections import growth_hover, growth_names, growth_rows
from insights.rows import Projection
from insights.words import count

TOP_PX, LETTERS = 32, 52
GAP_ROWS = 0.5  # between two occupations


def state_growth(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """States' own projections, one row a state and cycle, most growth first; each occupation is a ranking of its own.

    ``rows`` as mart.growth, of states; comparison occupations are left out.
    """
    drawn = rows[rows["relation"] == "neighbour"].dropna(subset=["percent_change"])
    if drawn.empty:
        return refusal("We hold no state projection of a neighbouring occupation. A state's own projection would fill the gap.")
    drawn = _ranked(drawn)
    names = growth_names(drawn)
    said = [_span(title, held) for title, held in drawn.groupby("occupation_title", sort=False)]
    sentence = f"{'; '.join(said)}."
    spoken = "; ".join(f"{one.occupation_title}, {one.place_name}: {_words(one)}" for one in drawn.itertuples())
    alt = f"Dots by state. {sentence} {spoken}."
    return Chart(_figure(drawn, names, dark=dark, narrow=narrow), sentence, alt, growth_rows(drawn), names)


def _ranked(drawn: pd.DataFrame) -> pd.DataFrame:
    """The occupation with most figures first, in each most growth first; ``row``: where each stands, below its heading."""
    size = drawn.groupby("occupation_title")["growth_id"].transform("size")
    drawn = drawn.assign(size=size).sort_values(
        ["size", "occupation_title", "percent_change", "place_name"], ascending=[False, True, False, True]
    )
    rows, at = [], 0
    for _, held in drawn.groupby("occupation_title", sort=False):
        rows += [at + 1 + index for index in range(len(held))]
        at += len(held) + 1 + GAP_ROWS
    return drawn.assign(row=rows)


def _figure(drawn: pd.DataFrame, names: list[str], *, dark: bool, narrow: bool) -> dict:
    """A mark for each figure, between the state's name and the words."""
    theme = palette.of(dark)
    left = max(map(width_px, drawn["place_name"])) + 12
    right = max(width_px(_words(one)) for one in drawn.itertuples()) + 20
    n_rows = float(drawn["row"].max()) + 1
    frame = layout(dark, TOP_PX + ROW_PX * n_rows, left=left, right=right, top=TOP_PX)
    frame["xaxis"] = _axis(drawn["percent_change"], inner_px(narrow) - left - right, dark)
    frame["yaxis"] = row_axis(n_rows)
    heading = {"x": 0, "xref": "paper", "xshift": -left, "bgcolor": theme.page}
    for title, row in drawn.groupby("occupation_title", sort=False)["row"].min().items():
        frame["annotations"].append(note(f"<b>{fitted(title, LETTERS)}</b>", color=theme.ink, y=row - 1, **heading))
    for one in drawn.itertuples():
        words = note(_words(one), color=theme.ink, x=one.percent_change, y=one.row, xshift=10, bgcolor=theme.page)
        frame["annotations"] += [row_name(one.place_name, color=theme.ink, y=one.row), words]
    marks = points(
        drawn["percent_change"].tolist(),
        drawn["row"].tolist(),
        marker={"symbol": palette.SYMBOL["official"], "size": MARK_PX - 2, "color": theme.mark["official"]},
        hover=[f"<b>{one.place_name}</b><br>{growth_hover(one)}" for one in drawn.itertuples()],
        names=names,
    )
    return {"data": [marks], "layout": frame}


def _axis(changes: pd.Series, plot_px: float, dark: bool) -> dict:
    """Percent on top, zero always on it."""
    low, high = min(0.0, changes.min()), max(0.0, changes.max())
    air = (high - low) * 0.04
    step = tick_step(high - low or 1, max(2, int(plot_px / 64)))
    zero = {"zeroline": True, "zerolinecolor": palette.of(dark).quiet}
    return amount_axis(dark, low - air, high + air, dtick=step, tick0=0, ticksuffix="%", side="top", **zero)


def _words(one: Projection) -> str:
    return f"{one.percent_change:g}%  {one.cycle}"


def _span(title: str, held: pd.DataFrame) -> str:
    most, least = held.iloc[0], held.iloc[-1]
    if len(held) == 1:
        return f"{title}: {most['percent_change']:g}% in {most['place_name']} ({most['cycle']})"
    return (
        f"{title}, {count(held['place_name'].nunique(), 'state')}: {least['percent_change']:g}% in {least['place_name']} "
        f"to {most['percent_change']:g}% in {most['place_name']}"
    )
