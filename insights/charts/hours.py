"""The hours of job ads: part-time or full-time, hours a week, and what each pays; 'not stated' is always drawn."""

from collections import Counter

import pandas as pd

from insights.charts import palette
from insights.charts.figures import row_lines
from insights.charts.frame import (
    MARK_PX,
    Chart,
    amount_axis,
    first_rows,
    inner_px,
    layout,
    note,
    picked_by,
    refusal,
    row_axis,
    tick_step,
    wrapped,
)
from insights.charts.postings import NO_ADS, counted
from insights.charts.rows import Row, hatched, heading, placed, text_lines
from insights.words import EVERY_AD, NOT_STATED, count, hours, listed, money, month, posting_class

EMPLOYMENT_TYPES = ("part_time", "full_time", "either", "per_diem", "not_stated")
CELL_BAR = 0.62  # the longest bar's part of its cell; the rest is for its number
HEADING_PX, MIX_ROW_PX, NARROW_MIX_ROW_PX, BAR_PX = 48, 32, 50, 14
NAME_PX = 240
AXIS_PX, TITLE_LINE_PX, LANE_PX, HEADING_LINE_PX, GROUP_GAP_PX = 28, 20, 13, 18, 14
CANCELLED = "cancelled_announcement"
PAY_GROUPS = {
    **{kind: posting_class(kind) for kind in EMPLOYMENT_TYPES},
    CANCELLED: "Cancelled federal announcements, scales over several grades",
}


def employment_mix(
    rows: pd.DataFrame, *, by: str, what: str, dark: bool, narrow: bool = False, show_all: bool = False
) -> Chart:
    """How many ads are part-time, full-time, either, per diem or do not say: a column each, a row for each class of ``by``.

    ``rows``: ``by`` (NULL or 'not_stated' where no ad states it), employment_type and n_postings. The first row is all ads; rows
    follow by count, 'not stated' last; 25 of them, and that one, unless ``show_all``.
    """
    if rows["n_postings"].sum() == 0:
        return refusal(NO_ADS)
    every = counted(rows, by)["title"].tolist()
    order = first_rows(every, show_all, always=[NOT_STATED])
    held = rows.assign(title=rows[by].map(posting_class), kind=rows["employment_type"].fillna("not_stated"))
    cells = held.pivot_table(index="title", columns="kind", values="n_postings", aggfunc="sum", fill_value=0)
    cells = cells.reindex(index=every, columns=list(EMPLOYMENT_TYPES), fill_value=0).astype(int)
    totals, cells = cells.sum(), cells.loc[order]
    table = pd.concat([totals.to_frame(EVERY_AD).T, cells])
    theme = palette.of(dark)
    left = 0 if narrow else NAME_PX
    row_px = NARROW_MIX_ROW_PX if narrow else MIX_ROW_PX
    frame = layout(dark, HEADING_PX + row_px * len(table), left=left, top=HEADING_PX)
    frame["xaxis"] = {"range": [0, len(EMPLOYMENT_TYPES)], "visible": False, "fixedrange": True}
    frame["yaxis"] = row_axis(len(table))
    frame["barmode"] = "overlay"
    below = 0.22 if narrow else 0.0
    most = {True: max(1, int(totals.max())), False: max(1, int(cells.to_numpy().max()))}
    data = []
    for column, kind in enumerate(EMPLOYMENT_TYPES):
        pale = kind == "not_stated"
        color = theme.accent if kind == "part_time" else theme.mark["posted"]
        counts = table[kind]
        # All ads are counted on a scale of their own: they would dwarf their parts.
        lengths = [CELL_BAR * n / most[row == 0] for row, n in enumerate(counts)]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "base": column,
                "x": lengths,
                "y": [row + below for row in range(len(table))],
                "width": BAR_PX / row_px,
                "text": [str(n) for n in counts],
                "textposition": "outside",
                "constraintext": "none",
                "textfont": {"color": theme.ink, "size": 13},
                "cliponaxis": False,
                "marker": hatched(theme) if pale else {"color": color, "line": {"width": 0}},
                "hovertext": [f"{title}, {posting_class(kind).lower()}: {count(n, 'job ad')}" for title, n in counts.items()],
                "hoverinfo": "text",
                **picked_by(counts.index),
            }
        )
        title = f"<b>{posting_class(kind)}</b>"
        frame["annotations"].append(note(title, color=theme.ink, x=column, y=1, yref="paper", yanchor="bottom", yshift=12))
    for row, title in enumerate(table.index):
        words = f"<b>{title}</b>" if row == 0 or narrow else title
        n = int(table.loc[title].sum())
        shift = 12 if narrow else 0
        frame["annotations"].append(
            note(f"{words}  n={n}", color=theme.ink, x=0, xref="paper", xshift=-left, y=row, yshift=shift)
        )
    border = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0.5, "y1": 0.5}
    frame["shapes"].append({**border, "line": {"color": theme.line, "width": 1}})
    n_ads, silent = int(totals.sum()), int(totals["not_stated"])
    said = listed([f"{n} {posting_class(kind).lower()}" for kind, n in totals.drop("not_stated").items()])
    share = f"{silent} of {count(n_ads, 'ad')} {'says' if silent == 1 else 'say'} nothing"
    sentence = f"{count(n_ads, 'job ad')}: {said}; {share}."
    if len(order) < len(every):
        sentence += f" The chart shows {len(order)} of {len(every)} rows."
    spoken = "; ".join(
        f"{title}: {', '.join(f'{posting_class(kind).lower()} {n}' for kind, n in one.items())}"
        for title, one in cells.iterrows()
    )
    shown = table.rename_axis(what.replace(" ", "_")).reset_index()
    alt = f"Bars of job ads by hours and {what}. {sentence} {spoken}."
    return Chart({"data": data, "layout": frame}, sentence, alt, shown, [EVERY_AD, *order])


def hours_per_week(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """The hours a week that ads state, a row for each number or range with how many ads state it; the ads that state none count.

    ``rows``: one an ad, with hours_per_week_low and hours_per_week_high (NULL where the ad states none).
    """
    stated = rows.dropna(subset=["hours_per_week_low"])
    silent = len(rows) - len(stated)
    if stated.empty:
        return refusal(
            f"We hold no hours a week for these {len(rows)} job ads. An ad that states its hours would fill the gap."
            if len(rows) > 1
            else NO_ADS
            if rows.empty
            else "We hold no hours a week for this job ad. An ad that states its hours would fill the gap."
        )
    low = stated["hours_per_week_low"].astype(float)
    high = stated["hours_per_week_high"].astype(float).fillna(low)
    groups = stated.assign(low=low, high=high).groupby(["low", "high"]).size().reset_index(name="n")
    made = [
        Row(hours(one.low, one.high), f"n={one.n}", one.high, f"{hours(one.low, one.high)}: {count(one.n, 'job ad')}")
        for one in groups.itertuples()
    ]
    most = max(40.0, float(high.max()))
    theme = palette.of(dark)
    color = theme.mark["posted"]
    title = wrapped("Hours a week as the ad states them", inner_px(narrow))
    top = TITLE_LINE_PX * len(title) + AXIS_PX
    frame, at = placed(made, 0, most * 1.02, dark=dark, narrow=narrow, top=top)
    frame["xaxis"] = amount_axis(dark, 0, most * 1.02, dtick=10 if narrow else 5, tick0=0, side="top")
    heading(frame, title, dark)
    ends = [(x, y, row) for row, y, one in zip(made, at, groups.itertuples(), strict=True) for x in {one.low, one.high}]
    heard, names = [row.hover for *_, row in ends], [row.name for *_, row in ends]
    marks = _triangles([x for x, _, _ in ends], [y for _, y, _ in ends], heard, names, color)
    lines = row_lines([(one.low, one.high, y) for one, y in zip(groups.itertuples(), at, strict=True)], color, 2)
    none = f"{count(silent, 'ad')} {'states' if silent == 1 else 'state'} none" if silent else "every ad states its hours"
    span = hours(float(low.min()), float(high.max()))
    states = "states its hours a week" if len(stated) == 1 else "state their hours a week"
    sentence = f"{count(len(stated), 'ad')} {states}, {span}; {none}."
    spoken = "; ".join(f"{row.name} {row.words}" for row in made)
    return Chart(
        {"data": [lines, marks], "layout": frame},
        sentence,
        f"Marks of hours a week. {sentence} {spoken}.",
        stated.reset_index(drop=True),
        [hours(*ends) for ends in zip(low, high, strict=True)],
    )


def posted_pay_by_employment_type(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """What each ad pays an hour: a triangle at the amount, or at the low end of its range with a line to the high end.

    ``rows`` as queries.postings.pay, one an ad. Cancelled announcements stand apart; ads that stand for no pay today
    (``left_out_of_pay``) are counted and not drawn.
    """
    drawn = rows[rows["left_out_of_pay"].isna()]
    if drawn.empty:
        return refusal("We hold no pay an hour for today in these job ads. A newer ad that states its pay would fill the gap.")
    low, high = drawn["pay_low_usd_hour"].astype(float), drawn["pay_high_usd_hour"].astype(float)
    cancelled = drawn["flags"].map(lambda flags: CANCELLED in flags)
    kind = drawn["employment_type"].fillna("not_stated").mask(cancelled, CANCELLED)
    drawn = drawn.assign(low=low.fillna(high), high=high.fillna(low), kind=kind).sort_values(["low", "high"])
    theme = palette.of(dark)
    color = theme.mark["posted"]
    title = wrapped("US dollars an hour · ▲ the pay an ad states, with a line to the top of its range", inner_px(narrow))
    top = TITLE_LINE_PX * len(title) + AXIS_PX
    groups = [(PAY_GROUPS[kind], drawn[drawn["kind"] == kind]) for kind in PAY_GROUPS]
    groups = [(name, held) for name, held in groups if name != PAY_GROUPS[CANCELLED] or len(held)]
    at, notes, said, down = [], [], [], 0.0
    for name, held in groups:
        words = f"n={len(held)}" + (f", {_pay(held['low'].min(), held['high'].max())}" if len(held) else "")
        lines = text_lines(Row(name, words), inner_px(narrow))
        where = {"x": 0, "xref": "paper", "y": down + 2, "yanchor": "top"}
        notes.append(note("<br>".join(lines), color=theme.ink, bgcolor=theme.page, **where))
        down += HEADING_LINE_PX * len(lines) + 6
        at += [down + LANE_PX * (index + 0.5) for index in range(len(held))]
        down += LANE_PX * len(held) + GROUP_GAP_PX
        said.append(f"{name.lower()} {words}")
    drawn = pd.concat([held for _, held in groups])
    air = 0.04 * (drawn["high"].max() - drawn["low"].min()) + 0.5
    least, most = max(0.0, drawn["low"].min() - air), drawn["high"].max() + air
    frame = layout(dark, top + down, left=0, right=12, top=top)
    step = tick_step(most - least, 4 if narrow else 10)
    frame["xaxis"] = amount_axis(dark, least, most, dtick=step, tick0=0, tickprefix="$", side="top")
    frame["yaxis"] = {"range": [down, 0], "visible": False, "fixedrange": True}
    frame["annotations"] = notes
    heading(frame, title, dark)
    hover = [
        f"<b>{one.title}</b><br>{'place not stated' if pd.isna(one.place_name) else one.place_name}, {month(one.posted_on)}"
        f"<br>{_pay(one.low, one.high)} an hour, {posting_class(one.employment_type).lower()}"
        for one in drawn.itertuples()
    ]
    lines = row_lines(list(zip(drawn["low"], drawn["high"], at, strict=True)), color, 2)
    names = _ad_names(drawn)
    marks = _triangles(drawn["low"].tolist(), at, hover, names, color)
    sentence = f"{count(len(drawn), 'job ad')} with pay an hour: {'; '.join(said)}."
    reasons = rows["left_out_of_pay"].dropna().value_counts()
    if len(reasons):
        left_out = listed([f"{count(n, 'ad')} (reason: {reason})" for reason, n in reasons.items()])
        sentence += f" Not drawn: {left_out}."
    return Chart(
        {"data": [lines, marks], "layout": frame},
        sentence,
        f"Marks of pay by job ad, in US dollars an hour. {sentence}",
        drawn.drop(columns=["low", "high", "kind"]).reset_index(drop=True),
        names,
    )


def _ad_names(drawn: pd.DataFrame) -> list[str]:
    """What each ad is called in a list: its title, its place, its pay and, of ads alike in these, which of them."""
    said = [
        f"{one.title}, {'place not stated' if pd.isna(one.place_name) else one.place_name}, {_pay(one.low, one.high)}"
        for one in drawn.itertuples()
    ]
    times, seen = Counter(said), Counter()
    names = []
    for name in said:
        seen[name] += 1
        names.append(f"{name}, ad {seen[name]}" if times[name] > 1 else name)
    return names


def _triangles(x: list[float], y: list[float], hover: list[str], names: list[str], color: str) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {"symbol": palette.SYMBOL["posted"], "size": MARK_PX - 1, "color": color, "line": {"width": 0}},
        "hovertext": hover,
        "hoverinfo": "text",
        "cliponaxis": False,
        **picked_by(names),
    }


def _pay(low: float, high: float) -> str:
    return money(low) if low == high else f"{money(low)} to {money(high)}"
