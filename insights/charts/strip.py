"""The role's own pay figures on one dollar axis, a strip a basis."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from insights.charts import palette
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
    span,
)
from insights.charts.frame import (
    AXIS_PX,
    ROW_PX,
    TALL_ROW_PX,
    Chart,
    inner_px,
    layout,
    line_across,
    note,
    refusal,
    row_axis,
    width_px,
)
from insights.words import count, listed

HEADING_PX, LABEL_GAP_PX = 124, 24
STRIP_GAP = 0.25  # of a row
BELOW_LABEL = 0.24


def basis_strip(rows: pd.DataFrame, *, today: datetime.date, dark: bool, narrow: bool = False) -> Chart:
    """Every figure for peer support itself by how it was found, in US dollars an hour; each mark with place, n and date.

    ``rows`` are the role's pay figures in USD an hour.
    """
    drawn = priced(rows)
    if drawn.empty:
        return refusal(
            "We hold no pay figure for peer support itself. A dated pay report or a job ad with its pay would fill the gap."
        )
    drawn = drawn.assign(strip=drawn["basis"].map(palette.BASES.index)).sort_values(["strip", "amount"], kind="stable")
    everything = figures_of(drawn, "hour", today)
    sentence = _sentence(drawn)
    spoken = "; ".join(f"{one.basis}, {_label(one)}" for one in everything)
    return Chart(
        _figure(everything, dark=dark, narrow=narrow),
        sentence,
        f"Every pay figure for peer support itself as a mark, by basis, in US dollars an hour. {sentence} {spoken}.",
        evidence_rows(drawn, "hour"),
        [one.name for one in everything],
    )


class _Strips(NamedTuple):
    """Where everything stands, in rows from the top: each figure, the heading of each basis, the lines between; and the end."""

    figures: dict[float, Figure]
    headings: dict[float, str]
    borders: list[float]
    n_rows: float


def _strips(everything: Sequence[Figure], narrow: bool) -> _Strips:
    """A strip for each basis, the least amount first; on a phone its heading has a row of its own."""
    by_amount = sorted(everything, key=lambda one: one.low)
    figures: dict[float, Figure] = {}
    headings, borders, at = {}, [], 0.0
    for basis in dict.fromkeys(one.basis for one in everything):
        headings[at] = basis
        at += 1 if narrow else 0
        held = [one for one in by_amount if one.basis == basis]
        figures |= {at + index: one for index, one in enumerate(held)}
        at += len(held)
        borders.append(at - 0.5 + STRIP_GAP / 2)
        at += STRIP_GAP
    return _Strips(figures, headings, borders[:-1], at - STRIP_GAP)


def _figure(everything: Sequence[Figure], *, dark: bool, narrow: bool) -> dict:
    """The strips below the dollar axis; on a phone a figure's words stand above its mark."""
    theme = palette.of(dark)
    strips = _strips(everything, narrow)
    left = 0 if narrow else HEADING_PX
    right = 8 if narrow else width_px(_label(max(everything, key=lambda one: one.high))) + LABEL_GAP_PX
    height = AXIS_PX + strips.n_rows * (TALL_ROW_PX if narrow else ROW_PX) + 8
    frame = layout(dark, height, left=left, right=right, top=AXIS_PX, bottom=8)
    frame["xaxis"] = dollars(dark, *extent(everything), inner_px(narrow) - left - right)
    frame["yaxis"] = row_axis(strips.n_rows)
    frame["annotations"].append(axis_title(dark, "hour"))
    for row, basis in strips.headings.items():
        text = f"{coloured_glyph(palette.GLYPH[basis], basis, theme)} <b>{palette.WORD[basis]}</b>"
        frame["annotations"].append(note(text, color=theme.ink, x=0, xref="paper", xshift=-left, y=row))
    frame["shapes"] += [line_across(border, {"color": theme.line, "width": 1}) for border in strips.borders]
    for row, one in strips.figures.items():
        where = {"x": 0, "xref": "paper", "yshift": 9} if narrow else {"x": one.high, "xshift": 12}
        frame["annotations"].append(note(_label(one), color=theme.ink, y=row, bgcolor=theme.page, **where))
    shift = BELOW_LABEL * narrow
    return {"data": marks({row + shift: [one] for row, one in strips.figures.items()}, theme), "layout": frame}


def _label(one: Figure) -> str:
    return f"{one.place}  {one.words}"


def _sentence(drawn: pd.DataFrame) -> str:
    said = [
        f"{count(len(held), 'figure')} {palette.WORD[basis]} ({span(held, 'hour')})"
        for basis, held in drawn.groupby("basis", sort=False)
    ]
    undated = int((drawn["as_of"].isna() & drawn["reference_year"].isna()).sum())
    text = listed(said)
    return f"{text[0].upper()}{text[1:]}; {undated} of the {len(drawn)} {'is' if undated == 1 else 'are'} undated."
