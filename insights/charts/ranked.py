"""Places in order of pay: a dot-and-range plot with one row a place."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import accumulate

import pandas as pd

from insights.charts import palette
from insights.charts.figures import (
    Figure,
    axis_title,
    coloured_glyph,
    dollars,
    evidence_rows,
    extent,
    figure_names,
    figures_of,
    marks,
    priced,
    row_lines,
    span,
)
from insights.charts.frame import (
    AXIS_PX,
    ROW_PX,
    Chart,
    first_rows,
    fitted,
    inner_px,
    layout,
    line_across,
    note,
    refusal,
    row_axis,
    row_name,
    width_px,
    wrapped,
)
from insights.words import PER_UNIT, count, listed

ORDER = ("reported", "surveyed", "posted", "modelled", "official")
MARK_ROOM_PX = 24  # a mark before its words, and the space after them
NAME_LETTERS = 28
KEY_LINE_PX = 20
LINE_PX = 23  # on a phone the marks stand below their own lines of words, in which there are marks as well


def ranked_pay(
    rows: pd.DataFrame, unit: str, *, today: datetime.date, dark: bool, narrow: bool = False, show_all: bool = False
) -> Chart:
    """Places, highest pay first: official percentiles as lines with a square, the role's own figures as marks on the same row.

    ``rows`` are pay figures of places of one type with amounts in ``unit`` (hour, week or year). Kinds of figures are
    not ranked against each other: places with reported pay come first, then those with surveyed pay, with job ads, and with the
    neighbour's pay alone, each group in its own order below a line. 25 places unless ``show_all``.
    """
    held = priced(rows[rows["place_kind"] != "unknown"])
    if held.empty:
        return refusal(
            "We hold no pay figure for these places with these settings. A pay report or a job ad from there would fill the gap."
        )
    ranks = _ranks(held)
    shown = first_rows(list(ranks), show_all)
    drawn = held[held["place_id"].isin(shown)]
    drawn = drawn.assign(row=drawn["place_id"].map({place: row for row, place in enumerate(shown)})).sort_values(
        ["row", "relation"], ascending=[True, False], kind="stable"
    )
    names = dict(zip(drawn["row"], drawn["short_name"], strict=True))
    figures: dict[int, list[Figure]] = {}
    for row, one in zip(drawn["row"], figures_of(drawn, unit, today), strict=True):
        figures.setdefault(row, []).append(one)
    groups = [ranks[place] for place in shown]
    figure = _figure(drawn, names, figures, groups, unit, dark=dark, narrow=narrow)
    sentence = _sentence(drawn, len(ranks), unit)
    spoken = "; ".join(f"{names[row]} {_words(figures[row])}" for row in list(names)[:5])
    return Chart(
        figure,
        sentence,
        f"Dot-and-range plot of pay by place, in US dollars {PER_UNIT[unit]}. {sentence} First rows: {spoken}.",
        evidence_rows(drawn, unit),
        figure_names(drawn),
    )


def _figure(
    drawn: pd.DataFrame,
    names: Mapping[int, str],
    figures: Mapping[int, Sequence[Figure]],
    groups: Sequence[int],
    unit: str,
    *,
    dark: bool,
    narrow: bool,
) -> dict:
    """The rows of ``drawn`` with the name, the figures and the group of each; the vertical axis counts pixels from the top."""
    theme = palette.of(dark)
    left = 0.0 if narrow else max(width_px(fitted(name, NAME_LETTERS)) for name in names.values()) + 12
    right = 8.0 if narrow else max(width_px(_words(held)) for held in figures.values()) + 24
    key = wrapped(_key(drawn), inner_px(narrow))
    top = AXIS_PX + KEY_LINE_PX * len(key)
    lines = {row: _lines(names[row], held, theme) if narrow else [] for row, held in figures.items()}
    edges = [0, *accumulate(ROW_PX + LINE_PX * len(lines[row]) for row in names)]
    at = {row: edges[row + 1] - ROW_PX / 2 for row in names}
    frame = layout(dark, top + edges[-1] + 8, left=left, right=right, top=top, bottom=8)
    low, high = extent(one for held in figures.values() for one in held)
    frame["xaxis"] = dollars(dark, low, high, inner_px(narrow) - left - right)
    frame["yaxis"] = row_axis(0, range=[edges[-1], 0])
    border = {"color": theme.line, "width": 1}
    frame["shapes"] += [line_across(edges[row], border) for row in names if row and groups[row] != groups[row - 1]]
    above = {"x": 0, "xref": "paper", "xshift": -left, "y": 1, "yref": "paper", "yanchor": "top", "yshift": top}
    frame["annotations"] += [axis_title(dark, unit), note(_coloured(key, theme), color=theme.quiet, **above)]
    for row, name in names.items():
        words = _above(lines[row], edges[row], theme) if narrow else _beside(name, figures[row], at[row], theme)
        frame["annotations"] += words
    data = _percentiles(drawn, at, theme) + marks({at[row]: held for row, held in figures.items()}, theme)
    return {"data": data, "layout": frame}


def _above(lines: Sequence[str], top: float, theme: palette.Theme) -> list[dict]:
    """The words of a row on a phone, above its marks."""
    where = {"x": 0, "xref": "paper", "y": top + 2, "yanchor": "top"}
    return [note("<br>".join(lines), color=theme.ink, bgcolor=theme.page, **where)]


def _beside(name: str, held: Sequence[Figure], y: float, theme: palette.Theme) -> list[dict]:
    """The name left of a row's marks and its words right of them."""
    end = max(one.high for one in held)
    words = note(_words(held, theme), color=theme.ink, x=end, y=y, xshift=10, bgcolor=theme.page)
    return [row_name(fitted(name, NAME_LETTERS), color=theme.ink, y=y), words]


def _ranks(held: pd.DataFrame) -> dict[str, int]:
    """Place ids in order, each with the group it is in: the first basis it has a figure of, and there the highest amount."""
    ranked = held.assign(group=held["basis"].map({basis: group for group, basis in enumerate(ORDER)}))
    ranked = ranked.sort_values(["group", "place_on_axis", "place_id"], ascending=[True, False, True])
    return ranked.drop_duplicates("place_id").set_index("place_id")["group"].to_dict()


def _lines(name: str, held: Sequence[Figure], theme: palette.Theme) -> list[str]:
    """On a phone: name and figures on as many lines as they need."""
    said = [fitted(name, NAME_LETTERS).split("<br>")[0], *(_words([one]) for one in held)]
    drawn = [f"<b>{said[0]}</b>", *([_words(held, theme)] if len(held) == 1 else [_marked(one, theme) for one in held])]
    lines, room = [], 0.0
    for plain, markup in zip(said, drawn, strict=True):
        width = width_px(plain) + MARK_ROOM_PX
        if width > room:
            lines, room = [*lines, markup], inner_px(True)
        else:
            lines[-1] += f"  {markup}"
        room -= width
    return lines


def _percentiles(drawn: pd.DataFrame, at: Mapping[int, float], theme: palette.Theme) -> list[dict]:
    """Official percentiles: 10th to 90th as a thin line, 25th to 75th as a thicker one; ``at``: where each row stands."""
    traces = []
    for start, end, width in (("in_unit_p10", "in_unit_p90", 1.5), ("in_unit_p25", "in_unit_p75", 5)):
        held = drawn[drawn["basis"] == "official"].dropna(subset=[start, end])
        if not held.empty:
            rows = zip(held[start].astype(float), held[end].astype(float), held["row"].map(at), strict=True)
            traces.append(row_lines(rows, theme.mark["official"], width))
    return traces


def _words(held: Sequence[Figure], theme: palette.Theme | None = None) -> str:
    """The words of a row; where it holds several figures, each behind its mark, in colour when a theme is given."""
    if len(held) == 1:
        return held[0].words
    return "   ".join(_marked(one, theme) for one in held)


def _marked(one: Figure, theme: palette.Theme | None) -> str:
    mark = palette.glyph(one.basis, one.hollow)
    return f"{coloured_glyph(mark, one.basis, theme) if theme else mark} {one.words}"


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
            ", lines from the 10th to the 90th and the 25th to the 75th percentile" if held["in_unit_p10"].notna().any() else ""
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
            measure = "mean" if means == len(held) else "median" if means == 0 else "median (mean where no median is published)"
            said.append(f"{title}, a neighbouring occupation, official {measure}: {span(held, unit)}")
        else:
            said.append(f"peer support, {count(len(held), 'figure')} {palette.WORD[basis]}: {span(held, unit)}")
    return (
        f"The chart shows {scope}. "
        + "; ".join(part[0].upper() + part[1:] if not index else part for index, part in enumerate(said))
        + "."
    )
