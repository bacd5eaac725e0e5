"""A tornado: how far each input alone, run over its range, moves an outcome; the widest bar on top."""

import pandas as pd

from insights import palette
from insights.charts.frame import (
    Chart,
    amount_axis,
    inner_px,
    layout,
    note,
    refusal,
    tick_step,
    width_px,
    wrapped,
)
from insights.charts.rows import hatched, heading
from insights.worksheet import Outcome

NAME_LETTERS, LABEL_GAP_PX = 30, 8
LINE_PX, BAR_PX, ROW_AIR_PX, AXIS_PX = 18, 16, 18, 44


def tornado(rows: pd.DataFrame, outcome: Outcome, *, dark: bool, narrow: bool = False) -> Chart:
    """Bars from the outcome as it stands to the outcome with one input at the low (hatched) or high (filled) end of its range.

    ``rows`` as worksheet.sensitivity, most sensitive first.
    """
    if rows.empty:
        return refusal(f"Nothing moves the {outcome.name}: there is nobody to serve, or no wage to count with.")
    theme = palette.of(dark)
    base = float(rows["base"].iloc[0])
    names = [wrapped(name, 1000 if narrow else NAME_LETTERS * 6.6) for name in rows["input"]]
    said = [_ends(row, outcome) for row in rows.itertuples()]
    key = wrapped(
        f"Bars start at {outcome.said(base)}, today's answer. Hatched: the input at the low end of its range. "
        "Filled: at the high end.",
        inner_px(narrow),
    )
    left = 0.0 if narrow else max(width_px("<br>".join(lines)) for lines in names) + 16
    beside = (8.0, 8.0) if narrow else tuple(max(width_px(ends[side]) for ends in said) + 2 * LABEL_GAP_PX for side in (0, 1))
    lines_above = [
        [f"<b>{lines[0]}</b>", *wrapped(_span(row, outcome), inner_px(True))] if narrow else []
        for lines, row in zip(names, rows.itertuples(), strict=True)
    ]
    top = LINE_PX * len(key) + AXIS_PX
    at, down, notes = [], 0.0, []
    for row_names, above in zip(names, lines_above, strict=True):
        text_px = LINE_PX * len(above)
        height = text_px + max(BAR_PX, 0 if narrow else LINE_PX * len(row_names)) + ROW_AIR_PX
        if narrow:
            notes.append(note("<br>".join(above), color=theme.ink, x=0, xref="paper", y=down + 2, yanchor="top"))
        at.append(down + text_px + (height - text_px) / 2)
        down += height
    frame = layout(dark, top + down + 8, left=left, top=top, bottom=8)
    low, high = float(rows[["at_low", "at_high"]].min().min()), float(rows[["at_low", "at_high"]].max().max())
    plot_px = inner_px(narrow) - left
    usd_per_px = (high - low) / (plot_px - sum(beside))
    step = tick_step(high - low, max(2, int((plot_px - sum(beside)) / 88)))
    first = int(low // step) + (low % step > 0)
    ticks = [number * step for number in range(first, int(high // step) + 1)]
    frame["xaxis"] = amount_axis(
        dark,
        low - beside[0] * usd_per_px,
        high + beside[1] * usd_per_px,
        tickvals=ticks,
        ticktext=[f"{outcome.prefix}{tick:,.10g}" for tick in ticks],
        side="top",
    )
    frame["yaxis"] = {"range": [down, 0], "visible": False, "fixedrange": True}
    frame["barmode"] = "overlay"
    frame["shapes"].append(
        {
            "type": "line",
            "x0": base,
            "x1": base,
            "y0": 0,
            "y1": down,
            "line": {"width": 1.5, "color": theme.ink},
            "layer": "above",
        }
    )
    if not narrow:
        for lines, ends, row, y in zip(names, said, rows.itertuples(), at, strict=True):
            name = note("<br>".join(lines), color=theme.ink, x=0, xref="paper", y=y, xshift=-12)
            notes.append({**name, "xanchor": "right", "align": "right"})
            least, most = sorted((row.at_low, row.at_high))
            first_words = note(ends[0], color=theme.ink, x=min(least, base), y=y, xshift=-LABEL_GAP_PX)
            notes.append({**first_words, "xanchor": "right", "align": "right"})
            notes.append(note(ends[1], color=theme.ink, x=max(most, base), y=y, xshift=LABEL_GAP_PX))
    frame["annotations"] = notes
    heading(frame, key, dark)
    axis = note(outcome.axis[0].upper() + outcome.axis[1:], color=theme.quiet, x=0, xref="paper", y=1, yref="paper")
    frame["annotations"].append({**axis, "yanchor": "bottom", "yshift": AXIS_PX - 24})
    data = [
        _bars(rows, "at_low", at, hatched(theme), outcome),
        _bars(rows, "at_high", at, {"color": theme.accent, "line": {"width": 0}}, outcome),
    ]
    most = rows.iloc[0]
    sentence = (
        f"{most['input']} moves the {outcome.name} most: {_span(most, outcome)}. Each input runs over its stated range alone, "
        "the others stay."
    )
    spoken = "; ".join(f"{row.input}: {_span(row, outcome)}" for row in rows.itertuples())
    return Chart({"data": data, "layout": frame}, sentence, f"Tornado chart, {outcome.axis}. {sentence} {spoken}.", rows)


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
    }


def _ends(row: object, outcome: Outcome) -> tuple[str, str]:
    """The words at the lesser and at the greater end: the input's value and what comes of it."""
    ends = sorted([(row.at_low, row.low), (row.at_high, row.high)])
    first, last = (f"{_value(value, row.unit)}: {outcome.said(amount)}" for amount, value in ends)
    return first, last


def _span(row: object, outcome: Outcome) -> str:
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
