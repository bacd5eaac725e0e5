"""The role's own pay figures on one dollar axis, a strip a basis."""

import datetime

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
from insights.charts.frame import AXIS_PX, ROW_PX, TALL_ROW_PX, Chart, inner_px, layout, note, refusal, row_axis, width_px
from insights.words import count, listed

HEADING_PX, LABEL_GAP_PX = 124, 24
STRIP_GAP = 0.25  # of a row
BELOW_LABEL = 0.24


def basis_strip(rows: pd.DataFrame, *, today: datetime.date, dark: bool, narrow: bool = False) -> Chart:
    """Every figure for peer support itself by how it was found, in US dollars an hour; each mark with place, n and date.

    ``rows`` are the role's pay figures with ``shown_*`` amounts an hour.
    """
    drawn = priced(rows)
    if drawn.empty:
        return refusal(
            "We hold no pay figure for peer support itself. A dated pay report or a job ad with its pay would fill the gap."
        )
    drawn = drawn.assign(strip=drawn["basis"].map(palette.BASES.index)).sort_values(["strip", "amount"], kind="stable")
    everything = figures_of(drawn, "hour", today)
    by_amount = sorted(everything, key=lambda one: one.low)
    held_by_basis = {basis: [one for one in by_amount if one.basis == basis] for basis in drawn["basis"].unique()}
    theme = palette.of(dark)
    left = 0 if narrow else HEADING_PX
    right = 8 if narrow else width_px(_label(max(everything, key=lambda one: one.high))) + LABEL_GAP_PX
    low, high = extent(everything)
    plot_px = inner_px(narrow) - left - right
    rows_of: dict[float, list[Figure]] = {}
    headings, borders, at = [], [], 0.0
    for basis, held in held_by_basis.items():
        headings.append((at, basis))
        at += 1 if narrow else 0
        rows_of |= {at + index: [one] for index, one in enumerate(held)}
        at += len(held)
        borders.append(at - 0.5 + STRIP_GAP / 2)
        at += STRIP_GAP
    n_rows = at - STRIP_GAP

    frame = layout(
        dark, AXIS_PX + n_rows * (TALL_ROW_PX if narrow else ROW_PX) + 8, left=left, right=right, top=AXIS_PX, bottom=8
    )
    frame["xaxis"] = dollars(dark, low, high, plot_px)
    frame["yaxis"] = row_axis(n_rows)
    frame["annotations"].append(axis_title(dark, "hour"))
    for row, basis in headings:
        text = f"{coloured_glyph(palette.GLYPH[basis], basis, theme)} <b>{palette.WORD[basis]}</b>"
        frame["annotations"].append(note(text, color=theme.ink, x=0, xref="paper", xshift=-left, y=row))
    for border in borders[:-1]:
        frame["shapes"].append(
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": border,
                "y1": border,
                "line": {"color": theme.line, "width": 1},
            }
        )
    for row, (one,) in rows_of.items():
        where = {"x": 0, "xref": "paper", "yshift": 9} if narrow else {"x": one.high, "xshift": 12}
        frame["annotations"].append(note(_label(one), color=theme.ink, y=row, bgcolor=theme.page, **where))

    sentence = _sentence(drawn)
    spoken = "; ".join(f"{one.basis}, {_label(one)}" for one in everything)
    return Chart(
        {"data": marks({row + BELOW_LABEL * narrow: held for row, held in rows_of.items()}, theme), "layout": frame},
        sentence,
        f"Every pay figure for peer support itself as a mark, by basis, in US dollars an hour. {sentence} {spoken}.",
        evidence_rows(drawn, "hour"),
        [one.name for one in everything],
    )


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
