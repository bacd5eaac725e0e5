"""What is known of each figure: a grid of yes and no, in words."""

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.figures import coloured_glyph
from insights.charts.frame import ROW_PX, TALL_ROW_PX, Chart, hidden_axis, layout, note, refusal, row_axis
from insights.money import amount_of
from insights.rows import Shown
from insights.words import listed

ASKED = {
    "place_known": "place",
    "n_known": "n",
    "date_known": "date",
    "range_known": "range",
    "title_agrees": "one title",
}
NAME_PX, HEADING_PX = 340, 48
YES_TINT = "33"  # a fifth of the colour: the word carries the meaning


def completeness_grid(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """One row a figure, one column a thing one should know of it; a cell says yes or no.

    ``rows``: figure_id, basis, short_name, shown_low, shown_high and the booleans place_known, n_known, date_known,
    range_known and title_agrees (question and answer name the same job title).
    """
    if rows.empty:
        return refusal(
            "We hold no pay figure for peer support itself, so there is nothing to check. A pay report would be a start."
        )
    strip = rows["basis"].map(palette.BASES.index)
    drawn = rows.assign(strip=strip).sort_values("strip", kind="stable").reset_index(drop=True)
    sentence = _sentence(drawn)
    spoken = "; ".join(f"{_name(held)}: {_gaps(held)}" for held in drawn.itertuples())
    columns = ["figure_id", "basis", "place_name", *ASKED]
    return Chart(
        _figure(drawn, dark=dark, narrow=narrow),
        sentence,
        f"Grid of what is known of each pay figure. {sentence} {spoken}.",
        drawn[[name for name in columns if name in drawn]],
        [f"{_name(held)}, {held.basis}" for held in drawn.itertuples()],
    )


def _figure(drawn: pd.DataFrame, *, dark: bool, narrow: bool) -> dict:
    """The grid: on a phone the name of a figure stands above its cells, else left of them."""
    theme = palette.of(dark)
    left = 0 if narrow else NAME_PX
    row_px = TALL_ROW_PX + 8 if narrow else ROW_PX
    frame = layout(dark, HEADING_PX + row_px * len(drawn), left=left, top=HEADING_PX)
    frame["xaxis"] = hidden_axis(-0.5, len(ASKED) - 0.5)
    frame["yaxis"] = row_axis(len(drawn))
    half, shift = (0.23, 0.22) if narrow else (0.44, 0)
    where = {"xref": "paper", "x": 0, "xshift": -left, "yshift": 14 if narrow else 0}
    for row, held in enumerate(drawn.itertuples()):
        basis = coloured_glyph(palette.GLYPH[held.basis], held.basis, theme)
        frame["annotations"].append(note(f"{basis} {_name(held)}", color=theme.ink, y=row, **where))
        for column, asked in enumerate(ASKED):
            yes = bool(getattr(held, asked))
            frame["shapes"].append(_cell(column, row + shift, half, yes, theme))
            color = theme.ink if yes else theme.quiet
            frame["annotations"].append(note("yes" if yes else "no", color=color, x=column, y=row + shift, xanchor="center"))
    frame["annotations"] += [
        _heading(column, f"<b>{name}</b><br>{int(drawn[asked].sum())} of {len(drawn)}", theme)
        for column, (asked, name) in enumerate(ASKED.items())
    ]
    # Plotly draws neither axes nor shapes without a trace.
    data = [{"type": "scatter", "x": [0], "y": [0], "mode": "markers", "marker": {"opacity": 0}, "hoverinfo": "skip"}]
    return {"data": data, "layout": frame}


def _cell(column: int, row: float, half: float, yes: bool, theme: palette.Theme) -> dict:
    return {
        "type": "rect",
        "x0": column - 0.47,
        "x1": column + 0.47,
        "y0": row - half,
        "y1": row + half,
        "line": {"width": 0 if yes else 1, "color": theme.line},
        "fillcolor": f"{theme.mark['reported']}{YES_TINT}" if yes else theme.page,
        "layer": "below",
    }


def _heading(column: int, words: str, theme: palette.Theme) -> dict:
    """What a column asks, above it, and of how many figures it is known."""
    where = {"yref": "paper", "yanchor": "bottom", "yshift": 6, "xanchor": "center", "align": "center"}
    return note(words, color=theme.ink, x=column, y=1, **where)


def known_share(rows: pd.DataFrame) -> Mapping[str, tuple[int, int]]:
    """For each basis: how many figures have a date, of how many."""
    return {basis: (int(held["date_known"].sum()), len(held)) for basis, held in rows.groupby("basis", sort=False)}


class _Held(Shown, Protocol):
    """A figure of queries.pay.completeness, and where it is of."""

    short_name: str


def _name(held: _Held) -> str:
    return f"{held.short_name}  {amount_of(held)}".strip()


def _gaps(held: object) -> str:
    gaps = [name for asked, name in ASKED.items() if not getattr(held, asked)]
    return f"no {', no '.join(gaps)}" if gaps else "all known"


def _sentence(drawn: pd.DataFrame) -> str:
    said = [f"{dates} of {of} {basis} {'figure' if of == 1 else 'figures'}" for basis, (dates, of) in known_share(drawn).items()]
    full = int(drawn[list(ASKED)].all(axis=1).sum())
    complete = {0: "no figure has", 1: "one figure has"}.get(full, f"{full} figures have")
    return f"Dates are known for {listed(said)}; {complete} place, n, date, range and one title all stated."
