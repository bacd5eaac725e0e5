"""A tornado: how far each input alone, run over its range, moves an outcome; the widest bar on top."""

import math

import pandas as pd

from insights.charts import palette
from insights.charts.frame import (
    Chart,
    amount_axis,
    hidden_axis,
    inner_px,
    layout,
    note,
    picked_by,
    refusal,
    tick_step,
    width_px,
    wrapped,
)
from insights.charts.rows import hatched, heading
from insights.sentences.worksheet import Outcome, Sensitivity

NAME_PX, LABEL_GAP_PX = 200, 8
LINE_PX, BAR_PX, ROW_AIR_PX, AXIS_PX, TICK_PX = 18, 16, 18, 44, 88


def tornado(rows: pd.DataFrame, outcome: Outcome, *, dark: bool, narrow: bool = False) -> Chart:
    """Bars from the outcome as it stands to the outcome with one input at the low (hatched) or high (filled) end of its range.

    ``rows`` as worksheet.sensitivity, most sensitive first.
    """
    if rows.empty:
        return refusal(f"Nothing moves the {outcome.name}: there is nobody to serve, or no wage to count with.")
    most = rows.iloc[0]
    sentence = (
        f"{most['input']} moves the {outcome.name} most: {_span(most, outcome)}. Each input runs over its stated range alone, "
        "the others stay."
    )
    spoken = "; ".join(f"{row.input}: {_span(row, outcome)}" for row in rows.itertuples())
    alt = f"Tornado chart, {outcome.axis}. {sentence} {spoken}."
    return Chart(_figure(rows, outcome, dark=dark, narrow=narrow), sentence, alt, rows, rows["input"].tolist())


def _figure(rows: pd.DataFrame, outcome: Outcome, *, dark: bool, narrow: bool) -> dict:
    """The bars with their words, below the key and the axis."""
    base = float(rows["base"].iloc[0])
    key = wrapped(
        f"Bars start at {outcome.said(base)}, today's answer. Hatched: the input at the low end of its range. "
        "Filled: at the high end.",
        inner_px(narrow),
    )
    words = [_words(row, outcome, narrow) for row in rows.itertuples()]
    ends = [("", "") if narrow else _ends(row, outcome) for row in rows.itertuples()]
    left = 0.0 if narrow else max(width_px("<br>".join(lines)) for lines in words) + 16
    room = [max(width_px(pair[side]) for pair in ends) + 2 * LABEL_GAP_PX for side in (0, 1)]
    tops, at, bottom = _placed([len(lines) for lines in words], narrow)
    top = LINE_PX * len(key) + AXIS_PX
    theme = palette.of(dark)
    frame = layout(dark, top + bottom + 8, left=left, top=top, bottom=8)
    amounts = rows[["at_low", "at_high"]]
    bars_px = inner_px(narrow) - left - sum(room)
    frame["xaxis"] = _axis(float(amounts.min().min()), float(amounts.max().max()), bars_px, room, outcome, dark)
    frame["yaxis"] = hidden_axis(bottom, 0)
    frame["barmode"] = "overlay"
    frame["shapes"].append({"type": "line", "x0": base, "x1": base, "y0": 0, "y1": bottom, "line": {"color": theme.ink}})
    heading(frame, key, dark)
    title = note(outcome.axis[0].upper() + outcome.axis[1:], color=theme.quiet, x=0, xref="paper", y=1, yref="paper")
    frame["annotations"].append({**title, "yanchor": "bottom", "yshift": AXIS_PX - 24})
    for row, lines, pair, above, y in zip(rows.itertuples(), words, ends, tops, at, strict=True):
        frame["annotations"] += _above(lines, above, theme) if narrow else _beside(row, lines, pair, y, theme)
    full = {"color": theme.accent, "line": {"width": 0}}
    data = [_bars(rows, "at_low", at, hatched(theme), outcome), _bars(rows, "at_high", at, full, outcome)]
    return {"data": data, "layout": frame}


def _above(lines: list[str], top: float, theme: palette.Theme) -> list[dict]:
    """The words of a row on a phone, above its bar."""
    said = note("<br>".join(lines), color=theme.ink, x=0, xref="paper", y=top, bgcolor=theme.page)
    return [{**said, "yanchor": "top"}]


def _beside(row: Sensitivity, lines: list[str], ends: tuple[str, str], y: float, theme: palette.Theme) -> list[dict]:
    """The words left of a row's bar, and those at its two ends."""
    low, high = sorted((row.at_low, row.at_high))
    said = note("<br>".join(lines), color=theme.ink, x=0, xref="paper", y=y, bgcolor=theme.page)
    least = note(ends[0], color=theme.ink, x=min(low, row.base), y=y, xshift=-LABEL_GAP_PX)
    return [
        {**said, "xshift": -12, "xanchor": "right", "align": "right"},
        {**least, "xanchor": "right", "align": "right"},
        note(ends[1], color=theme.ink, x=max(high, row.base), y=y, xshift=LABEL_GAP_PX),
    ]


def _placed(n_lines: list[int], narrow: bool) -> tuple[list[float], list[float], float]:
    """How many pixels from the top each row begins, where its bar stands, and where the last row ends."""
    tops, at, down = [], [], 0.0
    for lines in n_lines:
        above = LINE_PX * lines if narrow else 0
        height = above + max(BAR_PX, 0 if narrow else LINE_PX * lines) + ROW_AIR_PX
        tops.append(down + 2)
        at.append(down + (above + height) / 2)
        down += height
    return tops, at, down


def _axis(low: float, high: float, bars_px: float, room: list[float], outcome: Outcome, dark: bool) -> dict:
    """The axis on top: ticks where the bars are, and room in pixels at both sides for the words at their ends."""
    per_px = (high - low) / bars_px
    step = tick_step(high - low, max(2, int(bars_px / TICK_PX)))
    ticks = [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
    words = [f"{outcome.prefix}{tick:,.10g}" for tick in ticks]
    return amount_axis(dark, low - room[0] * per_px, high + room[1] * per_px, tickvals=ticks, ticktext=words, side="top")


def _words(row: Sensitivity, outcome: Outcome, narrow: bool) -> list[str]:
    """The words of a row: beside its bar the name; on a phone above it, with the values of both ends."""
    if narrow:
        return [f"<b>{row.input}</b>", *wrapped(_span(row, outcome), inner_px(narrow))]
    return wrapped(row.input, NAME_PX)


def _bars(rows: pd.DataFrame, end: str, at: list[float], marker: dict, outcome: Outcome) -> dict:
    heard = [f"<b>{row.input}</b><br>{_span(row, outcome)}<br>Range: {row.range_from}" for row in rows.itertuples()]
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(rows[end] - rows["base"]),
        "base": list(rows["base"]),
        "y": at,
        "width": BAR_PX,
        "marker": marker,
        "hovertext": heard,
        "hoverinfo": "text",
        **picked_by(rows["input"]),
    }


def _ends(row: Sensitivity, outcome: Outcome) -> tuple[str, str]:
    """The words at the lesser and at the greater end: the input's value and what comes of it."""
    ends = sorted([(row.at_low, row.low), (row.at_high, row.high)])
    first, last = (f"{_value(value, row.unit)}: {outcome.said(amount)}" for amount, value in ends)
    return first, last


def _span(row: Sensitivity, outcome: Outcome) -> str:
    """'from 30 minutes ($130,000) to 90 minutes ($390,000)'."""
    return (
        f"from {_value(row.low, row.unit)} ({outcome.said(row.at_low)}) to {_value(row.high, row.unit)} "
        f"({outcome.said(row.at_high)})"
    )


def _value(value: float, unit: str) -> str:
    """'30 minutes', '60%', '$18.16'."""
    if unit == "%":
        return f"{value:g}%"
    if unit.startswith("US dollars"):
        return f"${value:,.2f}" if unit.endswith("hour") else f"${value:,.0f}"
    return f"{value:g} {unit.split(' a ')[0]}"
