"""Job ads by month, a row of bars a year; the ads without a date are counted."""

import pandas as pd

from insights.charts import palette
from insights.charts.frame import Chart, hidden_axis, layout, note, picked_by, refusal
from insights.charts.postings import NO_ADS
from insights.words import count, month

YEAR_ROW_PX, YEAR_PX, BAR_ROOM_PX, AXIS_PX = 56, 96, 32, 28
FIRST, LAST = 0.4, 12.6  # where the axis of the months 1 to 12 begins and ends
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def posting_months(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Job ads by month, a row of twelve bars a year, newest first; the ads without a date are counted below.

    ``rows``: month (first day; NULL where an ad prints no date) and n_postings.
    """
    dated = rows.dropna(subset=["month"])
    dated = dated.assign(month=pd.to_datetime(dated["month"])).sort_values("month", ignore_index=True)
    undated = int(rows.loc[rows["month"].isna(), "n_postings"].sum())
    n_dated = int(dated["n_postings"].sum())
    if n_dated + undated == 0:
        return refusal(NO_ADS)
    if n_dated == 0:
        ads = "this job ad" if undated == 1 else f"these {undated} job ads"
        return refusal(f"We hold no date for {ads}. Ads that print their date would fill the gap.")
    sentence = _sentence(dated, undated)
    spoken = "; ".join(f"{one.month:%B %Y} {one.n_postings}" for one in dated.itertuples())
    return Chart(
        _figure(dated, undated, dark=dark, narrow=narrow),
        sentence,
        f"Bars of job ads by month. {sentence} {spoken}.",
        rows[["month", "n_postings"]].reset_index(drop=True),
        [month(one) for one in rows["month"]],
    )


def _figure(dated: pd.DataFrame, undated: int, *, dark: bool, narrow: bool) -> dict:
    """A row of bars for each year; the vertical axis counts pixels from the top."""
    theme = palette.of(dark)
    year_of = dated["month"].dt.year
    years = list(range(year_of.max(), year_of.min() - 1, -1))
    floor = {year: YEAR_ROW_PX * (row + 1) - 8 for row, year in enumerate(years)}
    down = YEAR_ROW_PX * len(years) + 28
    frame = layout(dark, AXIS_PX + down, left=YEAR_PX, right=8, top=AXIS_PX)
    frame["xaxis"] = _month_axis(theme, narrow)
    frame["yaxis"] = hidden_axis(down, 0)
    left = {"x": 0, "xref": "paper", "xshift": -YEAR_PX}
    for year, y in floor.items():
        words = f"<b>{year}</b>  n={int(dated.loc[year_of == year, 'n_postings'].sum())}"
        frame["annotations"].append(note(words, color=theme.ink, y=y, **left, yanchor="bottom", yshift=-4))
        line = {"type": "line", "x0": FIRST, "x1": LAST, "y0": y, "y1": y, "layer": "below"}
        frame["shapes"].append({**line, "line": {"color": theme.line, "width": 1}})
    silent = f"{count(undated, 'ad')} without a date" if undated else "every ad has a date"
    frame["annotations"].append(note(silent, color=theme.quiet, y=down - 10, **left))
    return {"data": _bars(dated, [floor[year] for year in year_of], theme), "layout": frame}


def _month_axis(theme: palette.Theme, narrow: bool) -> dict:
    return {
        "range": [FIRST, LAST],
        "tickvals": list(range(1, 13)),
        "ticktext": [name[0] for name in MONTHS] if narrow else list(MONTHS),
        "side": "top",
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"color": theme.quiet},
        "fixedrange": True,
    }


def _bars(dated: pd.DataFrame, base: list[int], theme: palette.Theme) -> list[dict]:
    """A bar for each month, up from the ``base`` of its year, and the numbers above the bars."""
    most = int(dated["n_postings"].max())
    heights = [BAR_ROOM_PX * n / most for n in dated["n_postings"]]
    months = dated["month"].dt.month.tolist()
    bars = {
        "type": "bar",
        "x": months,
        "y": [-height for height in heights],
        "base": base,
        "width": 0.6,
        "marker": {"color": theme.mark["posted"], "line": {"width": 0}},
        "hovertext": [f"{one.month:%B %Y}: {count(one.n_postings, 'job ad')}" for one in dated.itertuples()],
        "hoverinfo": "text",
        **picked_by(map(month, dated["month"])),
    }
    numbers = {
        "type": "scatter",
        "mode": "text",
        "x": months,
        "y": [start - height for start, height in zip(base, heights, strict=True)],
        "text": [str(n) for n in dated["n_postings"]],
        "textposition": "top center",
        "textfont": {"color": theme.ink, "size": 13},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [bars, numbers]


def _sentence(dated: pd.DataFrame, undated: int) -> str:
    """'12 dated job ads, from May 2024 to June 2025; 3 ads print no date.'"""
    first, last = dated["month"].iloc[0], dated["month"].iloc[-1]
    span = f"in {first:%B %Y}" if first == last else f"from {first:%B %Y} to {last:%B %Y}"
    sentence = f"{count(int(dated['n_postings'].sum()), 'dated job ad')}, {span}"
    return sentence + (f"; {count(undated, 'ad')} {'prints' if undated == 1 else 'print'} no date." if undated else ".")
