"""The hours a week that job ads state, with how many ads state them and how many none."""

from collections.abc import Sequence

import pandas as pd

from insights.charts import palette
from insights.charts.figures import row_lines
from insights.charts.frame import Chart, amount_axis, refusal
from insights.charts.postings import NO_ADS
from insights.charts.rows import Row, placed_below, triangles
from insights.words import count, hours

AXIS_PX = 28


def hours_per_week(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """The hours a week that ads state, a row for each number or range with how many ads state it; the ads that state none count.

    ``rows``: one an ad, with hours_per_week_low and hours_per_week_high (NULL where the ad states none).
    """
    stated = rows.dropna(subset=["hours_per_week_low"])
    silent = len(rows) - len(stated)
    if stated.empty:
        return refusal(_missing(silent))
    low = stated["hours_per_week_low"].astype(float)
    high = stated["hours_per_week_high"].astype(float).fillna(low)
    groups = stated.assign(low=low, high=high).groupby(["low", "high"]).size().reset_index(name="n")
    made = [
        Row(hours(one.low, one.high), f"n={one.n}", one.high, f"{hours(one.low, one.high)}: {count(one.n, 'job ad')}")
        for one in groups.itertuples()
    ]
    none = f"{count(silent, 'ad')} {'states' if silent == 1 else 'state'} none" if silent else "every ad states its hours"
    states = "states its hours a week" if len(stated) == 1 else "state their hours a week"
    sentence = f"{count(len(stated), 'ad')} {states}, {hours(float(low.min()), float(high.max()))}; {none}."
    spoken = "; ".join(f"{row.name} {row.words}" for row in made)
    return Chart(
        _figure(made, groups, dark=dark, narrow=narrow),
        sentence,
        f"Marks of hours a week. {sentence} {spoken}.",
        stated.reset_index(drop=True),
        [hours(*ends) for ends in zip(low, high, strict=True)],
    )


def _missing(n_ads: int) -> str:
    """What is missing where no ad states its hours."""
    if n_ads == 0:
        return NO_ADS
    ads = "this job ad" if n_ads == 1 else f"these {n_ads} job ads"
    return f"We hold no hours a week for {ads}. An ad that states its hours would fill the gap."


def _figure(made: Sequence[Row], groups: pd.DataFrame, *, dark: bool, narrow: bool) -> dict:
    """A row for each of ``groups`` (low, high): a mark at each end, a line between them."""
    most = max(40.0, float(groups["high"].max())) * 1.02
    title = "Hours a week as the ad states them"
    frame, at = placed_below(title, made, 0, most, room=AXIS_PX, dark=dark, narrow=narrow)
    frame["xaxis"] = amount_axis(dark, 0, most, dtick=10 if narrow else 5, tick0=0, side="top")
    reach = list(zip(groups["low"].tolist(), groups["high"].tolist(), at, strict=True))
    ends = [(x, y, row) for row, (low, high, y) in zip(made, reach, strict=True) for x in {low, high}]
    marks = triangles(
        [x for x, _, _ in ends],
        [y for _, y, _ in ends],
        hover=[row.hover for *_, row in ends],
        names=[row.name for *_, row in ends],
        dark=dark,
    )
    return {"data": [row_lines(reach, palette.of(dark).mark["posted"], 2), marks], "layout": frame}
