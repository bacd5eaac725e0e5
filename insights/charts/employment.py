"""Job ads by employment type: part-time, full-time, either, per diem or not stated, which is always drawn."""

import pandas as pd

from insights.charts import palette
from insights.charts.frame import (
    Chart,
    cut_short,
    first_rows,
    hidden_axis,
    layout,
    line_across,
    note,
    picked_by,
    refusal,
    row_axis,
)
from insights.charts.postings import NO_ADS, counted
from insights.charts.rows import hatched
from insights.words import EVERY_AD, NOT_STATED, count, listed, posting_class

EMPLOYMENT_TYPES = ("part_time", "full_time", "either", "per_diem", "not_stated")
CELL_BAR = 0.62  # the longest bar's part of its cell; the rest is for its number
HEADING_PX, ROW_PX, NARROW_ROW_PX, BAR_PX = 48, 32, 50, 14
NAME_PX = 240


def employment_mix(rows: pd.DataFrame, *, by: str, what: str, dark: bool, narrow: bool = False, show_all: bool = False) -> Chart:
    """How many ads are part-time, full-time, either, per diem or do not say: a column each, a row for each class of ``by``.

    ``rows``: ``by`` (NULL or 'not_stated' where no ad states it), employment_type and n_postings. The first row is all ads; rows
    follow by count, 'not stated' last; 25 of them, and that one, unless ``show_all``.
    """
    if rows["n_postings"].sum() == 0:
        return refusal(NO_ADS)
    every = counted(rows, by)["title"].tolist()
    order = first_rows(every, show_all, always=[NOT_STATED])
    cells = _cells(rows, by, every)
    totals, cells = cells.sum(), cells.loc[order]
    table = pd.concat([totals.to_frame(EVERY_AD).T, cells])
    sentence = _sentence(totals) + cut_short(len(order), len(every))
    spoken = "; ".join(
        f"{title}: {', '.join(f'{posting_class(kind).lower()} {n}' for kind, n in one.items())}"
        for title, one in cells.iterrows()
    )
    return Chart(
        _figure(table, dark=dark, narrow=narrow),
        sentence,
        f"Bars of job ads by hours and {what}. {sentence} {spoken}.",
        table.rename_axis(what.replace(" ", "_")).reset_index(),
        [EVERY_AD, *order],
    )


def _cells(rows: pd.DataFrame, by: str, titles: list[str]) -> pd.DataFrame:
    """How many ads: a row for each title of a class of ``by``, a column for each employment type."""
    held = rows.assign(title=rows[by].map(posting_class), kind=rows["employment_type"].fillna("not_stated"))
    cells = held.pivot_table(index="title", columns="kind", values="n_postings", aggfunc="sum", fill_value=0)
    return cells.reindex(index=titles, columns=list(EMPLOYMENT_TYPES), fill_value=0).astype(int)


def _figure(table: pd.DataFrame, *, dark: bool, narrow: bool) -> dict:
    """A bar in each cell of the table, whose first row is all ads; on a phone the title stands above its bars."""
    theme = palette.of(dark)
    left = 0 if narrow else NAME_PX
    row_px = NARROW_ROW_PX if narrow else ROW_PX
    frame = layout(dark, HEADING_PX + row_px * len(table), left=left, top=HEADING_PX)
    frame["xaxis"] = hidden_axis(0, len(EMPLOYMENT_TYPES))
    frame["yaxis"] = row_axis(len(table))
    frame["barmode"] = "overlay"
    for column, kind in enumerate(EMPLOYMENT_TYPES):
        title = f"<b>{posting_class(kind)}</b>"
        frame["annotations"].append(note(title, color=theme.ink, x=column, y=1, yref="paper", yanchor="bottom", yshift=12))
    for row, (title, cells) in enumerate(table.iterrows()):
        words = f"{f'<b>{title}</b>' if row == 0 or narrow else title}  n={int(cells.sum())}"
        where = {"x": 0, "xref": "paper", "xshift": -left, "y": row, "yshift": 12 if narrow else 0}
        frame["annotations"].append(note(words, color=theme.ink, **where))
    frame["shapes"].append(line_across(0.5, {"color": theme.line, "width": 1}))
    # All ads are counted on a scale of their own: they would dwarf their parts.
    most = [max(1, int(part.to_numpy().max())) for part in (table.iloc[:1], table.iloc[1:])]
    longest = [most[min(row, 1)] for row in range(len(table))]
    at = [row + (0.22 if narrow else 0.0) for row in range(len(table))]
    data = [_bars(table[kind], column, longest, at, BAR_PX / row_px, theme) for column, kind in enumerate(EMPLOYMENT_TYPES)]
    return {"data": data, "layout": frame}


def _bars(counts: pd.Series, column: int, longest: list[int], at: list[float], width: float, theme: palette.Theme) -> dict:
    """The bars of one employment type, each with its number; ``longest``: how many ads fill a cell of that row."""
    kind = str(counts.name)
    color = theme.accent if kind == "part_time" else theme.mark["posted"]
    return {
        "type": "bar",
        "orientation": "h",
        "base": column,
        "x": [CELL_BAR * n / most for n, most in zip(counts, longest, strict=True)],
        "y": at,
        "width": width,
        "text": [str(n) for n in counts],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"color": theme.ink, "size": 13},
        "cliponaxis": False,
        "marker": hatched(theme) if kind == "not_stated" else {"color": color, "line": {"width": 0}},
        "hovertext": [f"{title}, {posting_class(kind).lower()}: {count(n, 'job ad')}" for title, n in counts.items()],
        "hoverinfo": "text",
        **picked_by(counts.index),
    }


def _sentence(totals: pd.Series) -> str:
    """'30 job ads: 10 part-time, 5 full-time …; 12 of 30 ads say nothing.'"""
    n_ads, silent = int(totals.sum()), int(totals["not_stated"])
    said = listed([f"{n} {posting_class(kind).lower()}" for kind, n in totals.drop("not_stated").items()])
    share = f"{silent} of {count(n_ads, 'ad')} {'says' if silent == 1 else 'say'} nothing"
    return f"{count(n_ads, 'job ad')}: {said}; {share}."
