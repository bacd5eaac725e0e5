"""The index of job postings by month: context, not a count, and not peer support."""

import datetime
from typing import Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.frame import Chart, line_across, refusal
from insights.charts.lines import Line, labelled_lines
from insights.words import listed

BASE = 100
NATION = "US"
ALL = "all"


def index_lines(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Each series as a line, 1 February 2020 = 100: the nation's sectors, and one place with all its sectors together.

    ``rows`` as mart.posting_index: month, place_id, place_name, sector ('all', or a sector's name), index_mean.
    """
    drawn = rows.dropna(subset=["index_mean"]).assign(month=pd.to_datetime(rows["month"]), index=rows["index_mean"].astype(float))
    drawn = drawn.sort_values(["sector", "place_id", "month"])
    if drawn.empty:
        return refusal("We hold no index of job postings for this place. Indeed Hiring Lab publishes one for every state.")
    theme = palette.of(dark)
    lines = _lines(drawn, theme)
    low, high = min(drawn["index"].min(), BASE), max(drawn["index"].max(), BASE)
    air = (high - low) * 0.06
    figure = labelled_lines(
        lines,
        title=f"Index of job postings, 1 February 2020 = {BASE}",
        time_axis={
            "range": [f"{drawn['month'].min():%Y-%m-%d}", f"{drawn['month'].max():%Y-%m-%d}"],
            "dtick": "M12",
            "tick0": "2021-01-01",
            "tickformat": "%Y",
        },
        low=low - air,
        high=high + air,
        dark=dark,
        narrow=narrow,
    )
    level = {"color": theme.quiet, "width": 1, "dash": "dot"}
    figure["layout"]["shapes"].append(line_across(BASE, level, layer="below"))
    said = listed([f"{line.name} {line.last}" for line in lines])
    sentence = f"Index of job postings, 1 February 2020 = {BASE}: {said}."
    shown = drawn[[name for name in rows.columns if name != "whole_month"]].reset_index(drop=True)
    names = [_named(one) for one in drawn.itertuples()]
    return Chart(figure, sentence, f"Lines by month. {sentence}", shown, names)


def _lines(drawn: pd.DataFrame, theme: palette.Theme) -> list[Line]:
    """A line for each series; a sector's is dashed where a solid line is already drawn."""
    lines: list[Line] = []
    for (sector, place_id), held in drawn.groupby(["sector", "place_id"]):
        name = _series(held["place_name"].iloc[0], sector)
        dashed = any(line.dash == "solid" for line in lines) and sector != ALL
        own = theme.accent if place_id != NATION else theme.mark["official"]
        lines.append(
            Line(
                name=name,
                x=held["month"].dt.strftime("%Y-%m-%d").tolist(),
                y=held["index"].tolist(),
                hover=[f"{name}<br>{one.month:%B %Y}: {one.index_mean:.1f}" for one in held.itertuples()],
                names=[_named(one) for one in held.itertuples()],
                last=f"{held['index'].iloc[-1]:.0f} in {held['month'].iloc[-1]:%B %Y}",
                color=own if sector == ALL else theme.mark["posted"],
                dash="dash" if dashed else "solid",
            )
        )
    return lines


class _Month(Protocol):
    """A month of the index of a place and sector."""

    place_name: str
    sector: str
    month: datetime.date


def _named(one: _Month) -> str:
    """What a month of a series is called: 'Ohio, all sectors, May 2025'."""
    return f"{_series(one.place_name, one.sector)}, {one.month:%B %Y}"


def _series(place_name: str, sector: str) -> str:
    """What a line is called: 'Ohio, all sectors'."""
    return f"{place_name}, {'all sectors' if sector == ALL else sector}"
