"""A neighbour's jobs and median pay in each sector of the economy."""

import pandas as pd

from insights.charts import palette
from insights.charts.frame import Chart, refusal
from insights.charts.rows import Row, bars, placed_below
from insights.words import count


def sector_employment(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """A neighbour's jobs in each sector with the sector's median pay, most jobs first; sectors without a job count last.

    ``rows`` of one occupation and year: occupation_title, sector, reference_year, employment (NULL where not published),
    hourly_median (NULL where not published).
    """
    drawn = rows.sort_values("employment", ascending=False, na_position="last", ignore_index=True)
    if drawn["employment"].notna().sum() == 0:
        return refusal("We hold no jobs by sector for this occupation. The OEWS tables by industry would fill the gap.")
    made = []
    for one in drawn.itertuples():
        pay = "median not published" if pd.isna(one.hourly_median) else f"median ${float(one.hourly_median):,.2f} an hour"
        jobs = "jobs not published" if pd.isna(one.employment) else count(one.employment, "job")
        end = float("nan") if pd.isna(one.employment) else float(one.employment)
        made.append(Row(one.sector, f"{jobs}, {pay}", end, f"<b>{one.sector}</b><br>{jobs}<br>{pay}"))
    first = drawn.iloc[0]
    title = f"{first['occupation_title']}, {int(first['reference_year'])}"
    frame, at = placed_below(title, made, 0, float(drawn["employment"].max()), room=8, dark=dark, narrow=narrow)
    sentence = (
        f"{first['occupation_title']}, a neighbouring occupation: most jobs are in {first['sector']} "
        f"({int(first['employment']):,} in {int(first['reference_year'])})."
    )
    spoken = "; ".join(f"{row.name}: {row.words}" for row in made)
    return Chart(
        {"data": bars(made, at, palette.of(dark).mark["official"], dark=dark, narrow=narrow), "layout": frame},
        sentence,
        f"Bars of jobs by sector. {sentence} {spoken}.",
        drawn,
        drawn["sector"].tolist(),
    )
