"""Small multiples over projection cycles: where the panels stand, their titles, and the cycles beside their rows."""

from collections.abc import Sequence
from typing import NamedTuple

from insights.charts.frame import LETTER_PX, ROW_PX, fitted, inner_px, note

PANEL_GAP_PX, PANEL_TITLE_PX, PANEL_AXIS_PX = 24, 48, 24
CYCLE_PX = 72


class Panels(NamedTuple):
    """Where small multiples stand: domains of each panel, the width of one in pixels, the height of all."""

    x: list[list[float]]
    y: list[list[float]]
    panel_px: float
    height: float


def panels(rows: Sequence[int], columns: int, narrow: bool) -> Panels:
    """One panel for each number of rows, in so many columns, each below its title and above its axis."""
    total = inner_px(narrow) - CYCLE_PX - 8
    panel_px = (total - PANEL_GAP_PX * (columns - 1)) / columns
    lines = [rows[start : start + columns] for start in range(0, len(rows), columns)]
    height = sum(PANEL_TITLE_PX + ROW_PX * max(line) + PANEL_AXIS_PX for line in lines)
    xs, ys, top = [], [], 0.0
    for line in lines:
        top += PANEL_TITLE_PX
        for column, n_rows in enumerate(line):
            left = column * (panel_px + PANEL_GAP_PX)
            xs.append([left / total, (left + panel_px) / total])
            ys.append([1 - (top + ROW_PX * n_rows) / height, 1 - top / height])
        top += ROW_PX * max(line) + PANEL_AXIS_PX
    return Panels(xs, ys, panel_px, height)


def panel_title(words: str, axis: str, panel_px: float, color: str) -> dict:
    """A panel's title, above its left corner; on two lines where it must."""
    text = f"<b>{fitted(words, int(panel_px / LETTER_PX))}</b>"
    where = {"xref": f"x{axis} domain", "yref": f"y{axis} domain", "yanchor": "bottom", "yshift": 2}
    return note(text, color=color, x=0, y=1, **where)


def cycle_names(cycles: Sequence[str], axis: str, color: str, step: float = 1, start: float = 0) -> list[dict]:
    """The cycles beside their rows, left of a panel."""
    where = {"xref": "paper", "yref": f"y{axis}", "xshift": -CYCLE_PX}
    return [note(cycle, color=color, x=0, y=step * row + start, **where) for row, cycle in enumerate(cycles)]
