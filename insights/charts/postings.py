"""Job ads counted: by setting, employer, state and month; every bar starts at zero and carries its n."""

from collections.abc import Sequence

import pandas as pd

from insights.charts import palette
from insights.charts.frame import Chart, first_rows, inner_px, layout, note, picked_by, refusal, wrapped
from insights.charts.rows import Row, bars, heading, placed
from insights.words import NOT_STATED, count, listed, month, posting_class

YEAR_ROW_PX, YEAR_PX, BAR_ROOM_PX, MONTH_AXIS_PX, TITLE_LINE_PX = 56, 96, 32, 28, 20
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_ADS = "We hold no job ad for peer support with these choices. An earlier year, or all states, would show some."


def posting_counts(
    rows: pd.DataFrame,
    *,
    by: str,
    what: str,
    first: Sequence[object] = (),
    chosen: str | None = None,
    dark: bool,
    narrow: bool = False,
    show_all: bool = False,
) -> Chart:
    """Job ads in each class of the column ``by``, most first, those that do not state it last and hatched.

    ``rows``: ``by`` (a class, or a name; NULL or 'not_stated' where no ad states it) and n_postings. ``what`` is what the classes
    are, such as 'setting'. Classes in ``first`` keep that order, and stand even with no ad; the ``chosen`` one is in the accent.
    25 classes unless ``show_all``; the chosen one and 'not stated' are always drawn.
    """
    held = counted(rows, by, first)
    if held["n_postings"].sum() == 0:
        return refusal(NO_ADS)
    strong = None if chosen is None else posting_class(chosen)
    drawn = held[held["title"].isin(first_rows(held["title"], show_all, always=[strong, NOT_STATED]))]
    made = [_bar(one.title, one.n_postings, one.title == strong) for one in drawn.itertuples()]
    frame, at = placed(made, 0, float(drawn["n_postings"].max()), dark=dark, narrow=narrow)
    sentence = _counts_sentence(held, what)
    if len(drawn) < len(held):
        sentence += f" The chart shows {len(drawn)} of {len(held)} rows."
    spoken = "; ".join(f"{one.title} {one.n_postings}" for one in drawn.itertuples())
    return Chart(
        {"data": bars(made, at, palette.of(dark).mark["posted"], dark=dark, narrow=narrow), "layout": frame},
        sentence,
        f"Bars of job ads by {what}. {sentence} {spoken}.",
        drawn.rename(columns={"title": what.replace(" ", "_")}).reset_index(drop=True),
        drawn["title"].tolist(),
    )


def counted(rows: pd.DataFrame, by: str, first: Sequence[object] = ()) -> pd.DataFrame:
    """``title`` and n_postings of each class, in words: those in ``first``, then by count; 'not stated' always, last."""
    held = rows.assign(title=rows[by].map(posting_class)).groupby("title", as_index=False)["n_postings"].sum()
    order = [*map(posting_class, first)]
    by_count = held.sort_values(["n_postings", "title"], ascending=[False, True])["title"]
    order += [title for title in by_count if title not in order and title != NOT_STATED]
    counts = held.set_index("title")["n_postings"].reindex([*order, NOT_STATED], fill_value=0)
    return counts.astype(int).reset_index()


def schedule_flags(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Job ads that ask for evenings, weekends, nights or being on call, and those that state none of them, hatched and last.

    ``rows``: schedule_flag (NULL or 'not_stated' for the ads that state none) and n_postings; an ad may state several.
    """
    chart = posting_counts(
        rows,
        by="schedule_flag",
        what="working time",
        first=["evenings", "weekends", "nights", "on_call"],
        dark=dark,
        narrow=narrow,
    )
    if chart.rows.empty:
        return chart
    counts = dict(zip(chart.rows["working_time"], chart.rows["n_postings"], strict=True))
    silent = counts.pop(NOT_STATED)
    said = listed([f"{name.lower()} ({n})" for name, n in counts.items()])
    sentence = f"Job ads that name {said}; {count(silent, 'ad')} {'names' if silent == 1 else 'name'} none of them."
    return Chart(chart.figure, sentence, f"Bars of job ads by working time. {sentence}", chart.rows, chart.names)


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
    theme = palette.of(dark)
    years = list(range(dated["month"].dt.year.max(), dated["month"].dt.year.min() - 1, -1))
    down = YEAR_ROW_PX * len(years) + 28
    frame = layout(dark, MONTH_AXIS_PX + down, left=YEAR_PX, right=8, top=MONTH_AXIS_PX)
    frame["xaxis"] = {
        "range": [0.4, 12.6],
        "tickvals": list(range(1, 13)),
        "ticktext": [name[0] for name in MONTHS] if narrow else list(MONTHS),
        "side": "top",
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"color": theme.quiet},
        "fixedrange": True,
    }
    frame["yaxis"] = {"range": [down, 0], "visible": False, "fixedrange": True}
    most = int(dated["n_postings"].max())
    floor = {year: YEAR_ROW_PX * (row + 1) - 8 for row, year in enumerate(years)}
    base = [floor[year] for year in dated["month"].dt.year]
    heights = [BAR_ROOM_PX * n / most for n in dated["n_postings"]]
    for year in years:
        n = int(dated.loc[dated["month"].dt.year == year, "n_postings"].sum())
        words = f"<b>{year}</b>  n={n}"
        frame["annotations"].append(
            note(words, color=theme.ink, x=0, xref="paper", xshift=-YEAR_PX, y=floor[year], yanchor="bottom", yshift=-4)
        )
        line = {"type": "line", "x0": 0.4, "x1": 12.6, "y0": floor[year], "y1": floor[year], "layer": "below"}
        frame["shapes"].append({**line, "line": {"color": theme.line, "width": 1}})
    silent = f"{count(undated, 'ad')} without a date" if undated else "every ad has a date"
    frame["annotations"].append(note(silent, color=theme.quiet, x=0, xref="paper", xshift=-YEAR_PX, y=down - 10))
    drawn = {
        "type": "bar",
        "x": dated["month"].dt.month.tolist(),
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
        "x": drawn["x"],
        "y": [start - height for start, height in zip(base, heights, strict=True)],
        "text": [str(n) for n in dated["n_postings"]],
        "textposition": "top center",
        "textfont": {"color": theme.ink, "size": 13},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    first, last = dated["month"].iloc[0], dated["month"].iloc[-1]
    span = f"in {first:%B %Y}" if first == last else f"from {first:%B %Y} to {last:%B %Y}"
    sentence = f"{count(n_dated, 'dated job ad')}, {span}"
    sentence += f"; {count(undated, 'ad')} {'prints' if undated == 1 else 'print'} no date." if undated else "."
    spoken = "; ".join(f"{one.month:%B %Y} {one.n_postings}" for one in dated.itertuples())
    return Chart(
        {"data": [drawn, numbers], "layout": frame},
        sentence,
        f"Bars of job ads by month. {sentence} {spoken}.",
        rows[["month", "n_postings"]].reset_index(drop=True),
        [month(one) for one in rows["month"]],
    )


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
    title = wrapped(f"{drawn['occupation_title'].iloc[0]}, {int(drawn['reference_year'].iloc[0])}", inner_px(narrow))
    top = TITLE_LINE_PX * len(title) + 8
    frame, at = placed(made, 0, float(drawn["employment"].max()), dark=dark, narrow=narrow, top=top)
    heading(frame, title, dark)
    first = drawn.iloc[0]
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


def _bar(title: str, n: int, strong: bool) -> Row:
    return Row(title, f"n={n:,}", float(n), f"{title}: {count(n, 'job ad')}", strong, pale=title == NOT_STATED)


def _counts_sentence(drawn: pd.DataFrame, what: str) -> str:
    """'Most often: a (30), b (20) and c (9); 20 ads name no setting.'"""
    stated = drawn[(drawn["title"] != NOT_STATED) & (drawn["n_postings"] > 0)]
    silent = int(drawn.loc[drawn["title"] == NOT_STATED, "n_postings"].iloc[0])
    none = f"{count(silent, 'ad')} {'names' if silent == 1 else 'name'} no {what}" if silent else f"every ad names its {what}"
    if stated.empty:
        return f"{none[0].upper()}{none[1:]}."
    most = stated.nlargest(3, "n_postings")
    said = listed([f"{one.title} ({one.n_postings:,})" for one in most.itertuples()])
    if len(stated) == 1:
        return f"The one {what} named: {said}; {none}."
    return f"Most often: {said}; {none}." if len(stated) > 3 else f"Named: {said}; {none}."
