"""Projections: each cycle's change for each neighbour; and how a growth figure is called, heard and listed."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.frame import MARK_PX, TEXT_PX, Chart, amount_axis, layout, picked_by, refusal, row_axis, tick_step, wrapped
from insights.charts.panels import CYCLE_PX, cycle_names, panel_title, panels
from insights.rows import Projection
from insights.words import listed

CHANGE_PX, HOVER_PX = 72, 320  # room for a percentage right of its mark; a line of what the pointer hears
UNNAMED = "category not named"
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
        return refusal("We hold no projection of a neighbouring occupation. BLS Employment Projections would fill the gap.")
    sentence = _vintage_sentence(drawn)
    spoken = "; ".join(f"{one.occupation_title} {one.cycle}: {one.percent_change:g}%" for one in drawn.itertuples())
    alt = f"Dots by projection cycle. {sentence} {spoken}."
    return Chart(_figure(drawn, dark=dark, narrow=narrow), sentence, alt, growth_rows(drawn), growth_names(drawn))


def _figure(drawn: pd.DataFrame, *, dark: bool, narrow: bool) -> dict:
    """A panel for each occupation; on a phone below each other, each with its own cycles alone."""
    theme = palette.of(dark)
    # Neighbours still published first, then the codes they replaced, then the figures that name no occupation.
    titles = drawn.sort_values(["relation", "base_year"], ascending=[True, False])["occupation_title"].drop_duplicates()
    held_in = [drawn[drawn["occupation_title"] == title] for title in titles]
    every_cycle = sorted(drawn["cycle"].unique())
    cycles = [sorted(held["cycle"].unique()) if narrow else every_cycle for held in held_in]
    columns = 1 if narrow else min(3, len(held_in))
    grid = panels([len(names) for names in cycles], columns, narrow)
    low, high = min(0.0, drawn["percent_change"].min()), max(0.0, drawn["percent_change"].max())
    reach = (high - low or 1.0) / (1 - CHANGE_PX / grid.panel_px)
    percent = {"dtick": tick_step(reach, 4), "tick0": 0, "ticksuffix": "%"}
    frame = layout(dark, grid.height, left=CYCLE_PX, right=8)
    data = []
    for number, held in enumerate(held_in):
        axis = "" if number == 0 else str(number + 1)
        anchored = {"domain": grid.x[number], "anchor": f"y{axis}", "zeroline": True, "zerolinecolor": theme.quiet}
        frame[f"xaxis{axis}"] = amount_axis(dark, low - 0.03 * reach, low + reach, **percent, **anchored)
        frame[f"yaxis{axis}"] = row_axis(len(cycles[number]), domain=grid.y[number], anchor=f"x{axis}")
        data.append(_dots(held, cycles[number], axis, theme))
        named = held["relation"].iloc[0] == "neighbour"
        heading = held["occupation_title"].iloc[0] if named else f"Articles: {UNNAMED}"
        frame["annotations"].append(panel_title(heading, axis, grid.panel_px, theme.ink))
        if number % columns == 0:
            frame["annotations"] += cycle_names(cycles[number], axis, theme.quiet)
    return {"data": data, "layout": frame}


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


class Growth(Projection, Protocol):
    """A projection with what its source notes of it: queries.growth.figures."""

    note: str


def growth_hover(one: Growth) -> str:
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
