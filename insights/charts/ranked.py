"""Places in order of pay: a dot-and-range plot with one row a place."""

import datetime
from collections.abc import Mapping, Sequence

import pandas as pd

from insights import palette
from insights.charts.figures import (
    Figure,
    axis_title,
    coloured_glyph,
    dollars,
    evidence_rows,
    extent,
    figures_of,
    marks,
    priced,
    row_lines,
    span,
)
from insights.charts.frame import (
    AXIS_PX,
    ROW_PX,
    TALL_ROW_PX,
    Chart,
    fitted,
    inner_px,
    layout,
    note,
    refusal,
    row_axis,
    width_px,
    wrapped,
)
from insights.words import PER_UNIT, count, listed

FIRST_ROWS = 25
NAME_LETTERS = 28
KEY_LINE_PX = 20
BELOW_NAME = 0.24  # of a row: on a phone the marks stand below their own line of words


def ranked_pay(
    rows: pd.DataFrame, unit: str, *, today: datetime.date, dark: bool, narrow: bool = False, show_all: bool = False
) -> Chart:
    """Places, highest pay first: official percentiles as lines with a square, the role's own figures as marks on the same row.

    ``rows`` are pay figures of places of one type with ``shown_*`` amounts in ``unit`` (hour, week or year). Places with a figure
    for the role itself come first, in its order; then the others in the order of the neighbour. 25 places unless ``show_all``.
    """
    held = priced(rows[rows["place_kind"] != "unknown"])
    if held.empty:
        return refusal(
            "We hold no pay figure for these places with these settings. A pay report or a job ad from there would fill the gap."
        )
    order = _order(held)
    shown = order if show_all else order[:FIRST_ROWS]
    row_of = {place: row for row, place in enumerate(shown)}
    drawn = held[held["place_id"].isin(shown)]
    drawn = drawn.assign(row=drawn["place_id"].map(row_of)).sort_values(
        ["row", "relation"], ascending=[True, False], kind="stable"
    )
    figures: dict[int, list[Figure]] = {}
    for row, one in zip(drawn["row"], figures_of(drawn, unit, today), strict=True):
        figures.setdefault(row, []).append(one)
    names = dict(zip(drawn["row"], drawn["short_name"], strict=True))

    theme = palette.of(dark)
    left = 0.0 if narrow else max(width_px(fitted(name, NAME_LETTERS)) for name in names.values()) + 12
    right = 8.0 if narrow else max(width_px(_words(held)) for held in figures.values()) + 24
    key = wrapped(_key(drawn), inner_px(narrow))
    top = AXIS_PX + KEY_LINE_PX * len(key)
    frame = layout(
        dark, top + len(shown) * (TALL_ROW_PX if narrow else ROW_PX) + 8, left=left, right=right, top=top, bottom=8
    )
    low, high = extent(one for held in figures.values() for one in held)
    frame["xaxis"] = dollars(dark, low, high, inner_px(narrow) - left - right)
    frame["yaxis"] = row_axis(len(shown))
    frame["annotations"].append(axis_title(dark, unit))
    frame["annotations"].append(
        note(
            _coloured(key, theme),
            color=theme.quiet,
            x=0,
            xref="paper",
            xshift=-left,
            y=1,
            yref="paper",
            yanchor="top",
            yshift=top,
        )
    )
    for row, name in names.items():
        words = _words(figures[row], theme)
        if narrow:
            text = f"<b>{fitted(name, NAME_LETTERS).split('<br>')[0]}</b>  {words}"
            frame["annotations"].append(
                note(text, color=theme.ink, x=0, xref="paper", y=row, yshift=9, bgcolor=theme.page)
            )
            continue
        name_note = note(fitted(name, NAME_LETTERS), color=theme.ink, x=0, xref="paper", y=row, xshift=-12)
        frame["annotations"].append({**name_note, "xanchor": "right", "align": "right"})
        end = max(one.high for one in figures[row])
        frame["annotations"].append(note(words, color=theme.ink, x=end, y=row, xshift=10, bgcolor=theme.page))

    sentence = _sentence(drawn, len(order), unit)
    spoken = "; ".join(f"{names[row]} {_words(figures[row])}" for row in list(names)[:5])
    return Chart(
        {"data": _percentiles(drawn, narrow, theme) + marks(_lowered(figures, narrow), theme), "layout": frame},
        sentence,
        f"Dot-and-range plot of pay by place, in US dollars {PER_UNIT[unit]}. {sentence} First rows: {spoken}.",
        evidence_rows(drawn, unit),
    )


def _order(held: pd.DataFrame) -> list[str]:
    """Place ids: those with a figure for the role by its highest amount, then the rest by the neighbour's."""
    best = (
        held.assign(role=held["relation"] == "role").groupby(["place_id", "role"])["place_on_axis"].max().reset_index()
    )
    best = best.sort_values(["role", "place_on_axis", "place_id"], ascending=[False, False, True])
    return best["place_id"].drop_duplicates().tolist()


def _lowered(figures: Mapping[int, Sequence[Figure]], narrow: bool) -> dict[float, Sequence[Figure]]:
    return {row + BELOW_NAME * narrow: held for row, held in figures.items()}


def _percentiles(drawn: pd.DataFrame, narrow: bool, theme: palette.Theme) -> list[dict]:
    """Official percentiles: 10th to 90th as a thin line, 25th to 75th as a thicker one."""
    traces = []
    for start, end, width in (("shown_p10", "shown_p90", 1.5), ("shown_p25", "shown_p75", 5)):
        held = drawn[drawn["basis"] == "official"].dropna(subset=[start, end])
        if not held.empty:
            rows = zip(
                held[start].astype(float), held[end].astype(float), held["row"] + BELOW_NAME * narrow, strict=True
            )
            traces.append(row_lines(rows, theme.mark["official"], width))
    return traces


def _words(held: Sequence[Figure], theme: palette.Theme | None = None) -> str:
    """The words of a row; where it holds several figures, each behind its mark, in colour when a theme is given."""
    if len(held) == 1:
        return held[0].words
    said = []
    for one in held:
        mark = palette.glyph(one.basis, one.hollow)
        said.append(f"{coloured_glyph(mark, one.basis, theme) if theme else mark} {one.words}")
    return "   ".join(said)


def _key(drawn: pd.DataFrame) -> str:
    """What the marks mean, in words, for the marks on the chart."""
    said = []
    for basis in palette.BASES:
        held = drawn[drawn["basis"] == basis]
        if held.empty:
            continue
        if basis != "official":
            said.append(f"{palette.GLYPH[basis]} {palette.WORD[basis]} for peer support")
            continue
        title, measures = listed(sorted(held["occupation_title"].unique())), sorted(held["measure"].unique())
        lines = (
            ", lines from the 10th to the 90th and the 25th to the 75th percentile"
            if held["shown_p10"].notna().any()
            else ""
        )
        said.append(f"{palette.GLYPH[basis]} {title}, official {' or '.join(measures)}{lines}")
    role = drawn[drawn["basis"] != "official"]
    if role["n_reports"].isna().any():
        said.append("hollow: n not stated")
    return " · ".join(said)


def _coloured(key: Sequence[str], theme: palette.Theme) -> str:
    """The lines of the key with each mark in its colour."""
    text = "<br>".join(key)
    for basis, mark in palette.GLYPH.items():
        text = text.replace(mark, coloured_glyph(mark, basis, theme))
    return text


def _sentence(drawn: pd.DataFrame, n_places: int, unit: str) -> str:
    shown = drawn["place_id"].nunique()
    scope = count(n_places, "place") if shown == n_places else f"{shown} of {count(n_places, 'place')}"
    said = []
    for (basis, title), held in drawn.groupby(["basis", "occupation_title"], sort=False):
        if basis == "official":
            means = (held["measure"] == "mean").sum()
            measure = (
                "mean"
                if means == len(held)
                else "median"
                if means == 0
                else "median (mean where no median is published)"
            )
            said.append(f"{title}, a neighbouring occupation, official {measure}: {span(held, unit)}")
        else:
            said.append(f"peer support, {count(len(held), 'figure')} {palette.WORD[basis]}: {span(held, unit)}")
    return (
        f"The chart shows {scope}. "
        + "; ".join(part[0].upper() + part[1:] if not index else part for index, part in enumerate(said))
        + "."
    )
