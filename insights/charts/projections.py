"""Projections: each cycle's change for each neighbour, jobs and openings by cycle."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from insights.charts import palette
from insights.charts.frame import (
    LETTER_PX,
    MARK_PX,
    ROW_PX,
    TEXT_PX,
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
    wrapped,
)
from insights.words import listed

PANEL_GAP_PX, PANEL_TITLE_PX, PANEL_AXIS_PX = 24, 48, 24
CYCLE_PX, HOVER_PX = 72, 320
UNNAMED = "category not named"
OTHER_METHOD = "2014-24"
SHOWN_COLUMNS = (
    "growth_id",
    "place_name",
    "occupation_id",
    "occupation_title",
    "cycle",
    "base_year",
    "target_year",
    "base_employment",
    "projected_employment",
    "percent_change",
    "annual_openings",
    "openings_method",
    "note",
    "source_id",
    "source_line",
    "source_url",
)


def vintage_strip(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Each cycle's projected change for each neighbour, a panel an occupation; figures without an occupation apart and hollow.

    ``rows`` are growth figures of one place (mart.growth). Dots are never joined: each cycle is a projection of its own.
    """
    wanted = rows["relation"].isin(["neighbour", "unknown"]) & rows["percent_change"].notna()
    drawn = rows[wanted].sort_values(["base_year", "percent_change"], ascending=[True, False], kind="stable")
    if drawn.empty:
        return refusal(
            "We hold no projection of a neighbouring occupation. BLS Employment Projections would fill the gap."
        )
    theme = palette.of(dark)
    # Neighbours still published first, then the codes they replaced, then the figures that name no occupation.
    titles = drawn.sort_values(["relation", "base_year"], ascending=[True, False])["occupation_title"].drop_duplicates()
    panels = [drawn[drawn["occupation_title"] == title] for title in titles]
    every_cycle = sorted(drawn["cycle"].unique())
    cycles = [sorted(held["cycle"].unique()) if narrow else every_cycle for held in panels]
    columns = 1 if narrow else min(3, len(panels))
    grid = _panels([len(names) for names in cycles], columns, narrow)
    low, high = min(0.0, drawn["percent_change"].min()), max(0.0, drawn["percent_change"].max())
    reach = (high - low or 1.0) / (1 - 72 / grid.panel_px)
    frame = layout(dark, grid.height, left=CYCLE_PX, right=8)
    data = []
    for number, held in enumerate(panels):
        axis = "" if number == 0 else str(number + 1)
        anchored = {"domain": grid.x[number], "anchor": f"y{axis}", "zeroline": True, "zerolinecolor": theme.quiet}
        frame[f"xaxis{axis}"] = amount_axis(
            dark, low - 0.03 * reach, low + reach, dtick=tick_step(reach, 4), tick0=0, ticksuffix="%", **anchored
        )
        frame[f"yaxis{axis}"] = row_axis(len(cycles[number]), domain=grid.y[number], anchor=f"x{axis}")
        data.append(_dots(held, cycles[number], axis, theme))
        named = held["relation"].iloc[0] == "neighbour"
        heading = held["occupation_title"].iloc[0] if named else f"Articles: {UNNAMED}"
        frame["annotations"].append(_panel_title(heading, axis, grid.panel_px, theme.ink))
        if number % columns == 0:
            frame["annotations"] += _cycle_names(cycles[number], axis, theme.quiet)
    sentence = _vintage_sentence(drawn)
    spoken = "; ".join(f"{one.occupation_title} {one.cycle}: {one.percent_change:g}%" for one in drawn.itertuples())
    alt = f"Dots by projection cycle. {sentence} {spoken}."
    return Chart({"data": data, "layout": frame}, sentence, alt, growth_rows(drawn), growth_names(drawn))


def openings_bars(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Jobs at both ends of each cycle and openings a year, as bars from zero; ``rows`` are one occupation's national cycles."""
    drawn = rows.dropna(subset=["base_employment", "projected_employment"]).sort_values("base_year")
    if drawn.empty:
        return refusal(
            "We hold no projected employment for this occupation. BLS Employment Projections would fill the gap."
        )
    theme = palette.of(dark)
    color = theme.mark["official"]
    grid = _panels([len(drawn) * 2] * 2, 1 if narrow else 2, narrow)
    frame = layout(dark, grid.height, left=CYCLE_PX, right=8)
    frame["barmode"], frame["bargap"] = "overlay", 0.3
    at, names = list(range(len(drawn))), growth_names(drawn)
    jobs = [
        (drawn["base_employment"], drawn["base_year"], [2 * row for row in at], f"{color}66"),
        (drawn["projected_employment"], drawn["target_year"], [2 * row + 0.82 for row in at], color),
    ]
    data = []
    for amounts, years, places, fill in jobs:
        words = [f"{int(amount):,} in {int(year)}" for amount, year in zip(amounts, years, strict=True)]
        data.append(_bars(amounts, places, words, names, fill, color, theme.ink, "", 0.74))
    openings = drawn["annual_openings"]
    other = ["/" if cycle == OTHER_METHOD else "" for cycle in drawn["cycle"]]
    words = [
        "not stated" if pd.isna(amount) else f"{int(amount):,}" + (", counted another way" if mark else "")
        for amount, mark in zip(openings, other, strict=True)
    ]
    bars = _bars(openings.fillna(0), [2 * row + 0.41 for row in at], words, names, color, color, theme.ink, "2", 1.2)
    bars["marker"]["pattern"] = {"shape": other, "fgcolor": theme.page, "bgcolor": color, "size": 6, "solidity": 0.3}
    data.append(bars)
    most = {
        "": float(drawn[["base_employment", "projected_employment"]].max().max()),
        "2": float(openings.max() if openings.notna().any() else 1),
    }
    for number, axis in enumerate(("", "2")):
        room = max(width_px(word) for trace in data if trace["xaxis"] == f"x{axis}" for word in trace["text"]) + 16
        reach = most[axis] / max(0.3, 1 - room / grid.panel_px)
        frame[f"xaxis{axis}"] = amount_axis(
            dark,
            0,
            reach,
            domain=grid.x[number],
            anchor=f"y{axis}",
            dtick=tick_step(reach, 4),
            tick0=0,
            tickformat=",.0f",
        )
        frame[f"yaxis{axis}"] = row_axis(len(drawn) * 2, domain=grid.y[number], anchor=f"x{axis}")
        heading = ("Jobs at the start and the end of the cycle", "Openings a year")[number]
        frame["annotations"].append(_panel_title(heading, axis, grid.panel_px, theme.ink))
        if narrow or number == 0:
            frame["annotations"] += _cycle_names(drawn["cycle"].tolist(), axis, theme.quiet, 2, 0.41)
    last = drawn.iloc[-1]
    sentence = (
        f"{last['occupation_title']}: {int(last['base_employment']):,} jobs in {int(last['base_year'])}, "
        f"{int(last['projected_employment']):,} projected for {int(last['target_year'])}"
    )
    sentence += "." if pd.isna(last["annual_openings"]) else f", {int(last['annual_openings']):,} openings a year."
    if OTHER_METHOD in set(drawn["cycle"]):
        sentence += f" The openings of {OTHER_METHOD} are hatched: they were counted another way."
    spoken = "; ".join(
        f"{one.cycle}: {int(one.base_employment):,} to {int(one.projected_employment):,} jobs"
        + ("" if pd.isna(one.annual_openings) else f", {int(one.annual_openings):,} openings a year")
        for one in drawn.itertuples()
    )
    alt = f"Bars by projection cycle. {sentence} {spoken}."
    return Chart({"data": data, "layout": frame}, sentence, alt, growth_rows(drawn), names)


class _Panels(NamedTuple):
    """Where small multiples stand: domains of each panel, the width of one in pixels, the height of all."""

    x: list[list[float]]
    y: list[list[float]]
    panel_px: float
    height: float


def _panels(rows: Sequence[int], columns: int, narrow: bool) -> _Panels:
    """One panel for each number of rows, in so many columns, each below its title and above its axis."""
    total = inner_px(narrow) - CYCLE_PX - 8
    panel_px = (total - PANEL_GAP_PX * (columns - 1)) / columns
    lines = [rows[start : start + columns] for start in range(0, len(rows), columns)]
    height = sum(PANEL_TITLE_PX + ROW_PX * max(line) + PANEL_AXIS_PX for line in lines)
    xs, ys, top = [], [], 0.0
    for line in lines:
        top += PANEL_TITLE_PX
        for column, n_rows in enumerate(line):
            left = column * (panel_px + PANEL_GAP_PX)
            xs.append([left / total, (left + panel_px) / total])
            ys.append([1 - (top + ROW_PX * n_rows) / height, 1 - top / height])
        top += ROW_PX * max(line) + PANEL_AXIS_PX
    return _Panels(xs, ys, panel_px, height)


def _dots(held: pd.DataFrame, cycles: Sequence[str], axis: str, theme: palette.Theme) -> dict:
    """A panel's marks with their percentages; hollow where the source names no occupation."""
    hollow = held["relation"].iloc[0] == "unknown"
    color = theme.quiet if hollow else theme.mark["official"]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "x": held["percent_change"].tolist(),
        "y": [cycles.index(cycle) for cycle in held["cycle"]],
        "text": [f" {change:g}%" for change in held["percent_change"]],
        "textposition": "middle right",
        "textfont": {"color": theme.ink, "size": TEXT_PX},
        "cliponaxis": False,
        "marker": {
            "symbol": "circle-open" if hollow else palette.SYMBOL["official"],
            "size": MARK_PX - 2,
            "color": color,
            "line": {"width": 2, "color": color},
        },
        "hovertext": [growth_hover(one) for one in held.itertuples()],
        "hoverinfo": "text",
        **picked_by(growth_names(held)),
    }


def _cycle_names(cycles: Sequence[str], axis: str, color: str, step: float = 1, start: float = 0) -> list[dict]:
    """The cycles beside their rows, left of a panel."""
    where = {"xref": "paper", "yref": f"y{axis}", "xshift": -CYCLE_PX}
    return [note(cycle, color=color, x=0, y=step * row + start, **where) for row, cycle in enumerate(cycles)]


def _vintage_sentence(drawn: pd.DataFrame) -> str:
    said = []
    named, unnamed = drawn[drawn["relation"] == "neighbour"], drawn[drawn["relation"] == "unknown"]
    if not named.empty:
        newest = named[named["cycle"] == named["cycle"].max()].sort_values("percent_change", ascending=False)
        changes = [f"{one.occupation_title} {one.percent_change:g}%" for one in newest.itertuples()]
        said.append(f"Projected change {newest['cycle'].iloc[0]}: {listed(changes)}.")
    if not unnamed.empty:
        claims = listed([f"{change:g}%" for change in sorted(unnamed["percent_change"], reverse=True)])
        said.append(
            f"The articles' {claims} ({unnamed['cycle'].iloc[0]}) stand{'s' * (len(unnamed) == 1)} for no named occupation."
        )
    return " ".join(said)


def _panel_title(words: str, axis: str, panel_px: float, color: str) -> dict:
    """A panel's title, above its left corner; on two lines where it must."""
    text = f"<b>{fitted(words, int(panel_px / LETTER_PX))}</b>"
    where = {"xref": f"x{axis} domain", "yref": f"y{axis} domain", "yanchor": "bottom", "yshift": 2}
    return note(text, color=color, x=0, y=1, **where)


def _bars(
    amounts: pd.Series,
    at: list[float],
    words: list[str],
    names: list[str],
    fill: str,
    edge: str,
    ink: str,
    axis: str,
    width: float,
) -> dict:
    """Horizontal bars from zero with their words at the end."""
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "x": amounts.tolist(),
        "y": at,
        "width": width,
        "text": words,
        "textposition": "outside",
        "textfont": {"size": TEXT_PX, "color": ink},
        "cliponaxis": False,
        "marker": {"color": fill, "line": {"width": 1, "color": edge}},
        "hovertext": [f"{name}<br>{said}" for name, said in zip(names, words, strict=True)],
        "hoverinfo": "text",
        **picked_by(names),
    }


def growth_hover(one: object) -> str:
    """What the pointer hears at a growth figure."""
    said = f"{one.occupation_title}<br>{one.percent_change:g}% projected, {one.cycle}"
    return said if pd.isna(one.note) or not one.note else f"{said}<br>{'<br>'.join(wrapped(one.note, HOVER_PX))}"


def growth_names(drawn: pd.DataFrame) -> list[str]:
    """What each growth figure is called in a list: its place, its occupation and its cycle; an article's claim its number too."""
    return [
        f"{one.place_name}: {one.occupation_title}, {one.cycle}"
        + (f", {one.percent_change:g}%" if one.occupation_title == UNNAMED else "")
        for one in drawn.itertuples()
    ]


def growth_rows(drawn: pd.DataFrame) -> pd.DataFrame:
    """The rows drawn, for the table and the CSV."""
    return drawn[[name for name in SHOWN_COLUMNS if name in drawn]].reset_index(drop=True)
