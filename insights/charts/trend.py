"""A neighbour's official pay by year, broken where the method changed."""

from collections.abc import Mapping

import pandas as pd

from insights.charts import palette
from insights.charts.figures import evidence_rows, figure_names
from insights.charts.frame import Chart, amount_axis, inner_px, layout, line_upright, note, picked_by, refusal, tick_step, wrapped
from insights.words import listed, money

METHOD_CHANGE = 2021
PLOT_PX, LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX, KEY_LINE_PX = 280, 44, 40, 52, 32, 18
LABEL_PX = 15  # from a mark to the middle of its label


def trend_line(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Hourly median by year (the mean where no median is held); a line ends where OEWS changed its method or the code changed.

    ``rows`` are national official figures (queries.pay, in USD an hour) of one occupation and the codes it
    continues; several codes are told apart by their SOC code at the line and their titles above the chart.
    """
    drawn = rows.assign(amount=rows["shown_low"].astype(float), measure=rows["shown_as"])
    drawn = drawn[drawn["basis"] == "official"].dropna(subset=["amount", "reference_year"])
    if drawn.empty:
        return refusal("We hold no official pay by year for this occupation. National OEWS tables would fill the gap.")
    drawn = drawn.assign(year=drawn["reference_year"].astype(int)).sort_values(["year", "occupation_id"])
    drawn = drawn.assign(name=figure_names(drawn))
    broken = int(drawn["year"].min()) < METHOD_CHANGE <= int(drawn["year"].max())
    sentence = _sentence(drawn, broken)
    spoken = "; ".join(f"{one.year} {money(one.amount)} ({one.occupation_title})" for one in drawn.itertuples())
    return Chart(
        _figure(drawn, broken, dark=dark, narrow=narrow),
        sentence,
        f"Line by year. {sentence} {spoken}.",
        evidence_rows(drawn, "hour"),
        drawn["name"].tolist(),
    )


def _figure(drawn: pd.DataFrame, broken: bool, *, dark: bool, narrow: bool) -> dict:
    """A line for each code and method, its ends in dollars, and its code where there are several."""
    theme = palette.of(dark)
    codes = dict(zip(drawn["occupation_id"], drawn["occupation_title"], strict=True))
    frame = _frame(drawn, codes, dark=dark, narrow=narrow)
    edges = int(drawn["year"].min()), int(drawn["year"].max())
    data = []
    for (code, _), line in drawn.groupby(["occupation_id", drawn["year"] >= METHOD_CHANGE], sort=False):
        data.append(_line(line, theme))
        below = _is_lower(line, drawn)
        frame["annotations"] += _end_labels(line, below, narrow, edges, theme.ink)
        if len(codes) > 1 and line["year"].iloc[0] == drawn.loc[drawn["occupation_id"] == code, "year"].min():
            middle = line.iloc[-1 if narrow else len(line) // 2]
            where = {"x": middle["year"], "y": middle["amount"], "yshift": -LABEL_PX if below else LABEL_PX}
            frame["annotations"].append({**note(code, color=theme.quiet, **where), "xanchor": "center"})
    if broken:
        border = METHOD_CHANGE - 0.5
        frame["shapes"].append(line_upright(border, {"color": theme.quiet, "width": 1, "dash": "dot"}))
        where = {"x": border, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
        words = note(f"{METHOD_CHANGE}: OEWS changed its method", color=theme.quiet, **where)
        frame["annotations"].append({**words, "xanchor": "center"})
    return {"data": data, "layout": frame}


def _frame(drawn: pd.DataFrame, codes: Mapping[str, str], *, dark: bool, narrow: bool) -> dict:
    """Years below, dollars at the left; above them the unit and, of several codes, what each stands for."""
    quiet = palette.of(dark).quiet
    key = [f"{code}: {title}" for code, title in codes.items()] if len(codes) > 1 else []
    key_lines = [line for entry in key for line in wrapped(entry, inner_px(narrow))]
    top = TOP_PX + KEY_LINE_PX * len(key_lines)
    frame = layout(dark, top + PLOT_PX + BOTTOM_PX, left=LEFT_PX, right=RIGHT_PX, top=top, bottom=BOTTOM_PX)
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    years = {"showgrid": False, "tickformat": "d", "tick0": last, "dtick": 3 if narrow else 1}
    frame["xaxis"] = amount_axis(dark, first - 0.4, last + 0.4, **years)
    low, high = drawn["amount"].min(), drawn["amount"].max()
    air = max(1.0, (high - low) * 0.2)
    step = tick_step(high - low + 2 * air, 7)
    in_dollars = {"dtick": step, "tick0": 0, "tickprefix": "$", "tickformat": ",.2f" if step % 1 else ",.0f"}
    frame["yaxis"] = amount_axis(dark, low - air, high + air, **in_dollars)
    above = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": -LEFT_PX}
    frame["annotations"].append(note("US dollars an hour", color=quiet, yanchor="bottom", yshift=26, **above))
    if key_lines:
        frame["annotations"].append(note("<br>".join(key_lines), color=quiet, yanchor="top", yshift=top, **above))
    return frame


def _line(line: pd.DataFrame, theme: palette.Theme) -> dict:
    color = theme.mark["official"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": line["year"].tolist(),
        "y": line["amount"].tolist(),
        "line": {"color": color, "width": 2},
        "marker": {"symbol": palette.SYMBOL["official"], "size": 8, "color": color},
        "hovertext": [
            f"<b>{one.occupation_title}</b><br>{money(one.amount, 'hour')}, {one.measure}, {one.year}<br>Source: {one.release}"
            for one in line.itertuples()
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
        **picked_by(line["name"]),
    }


def _is_lower(line: pd.DataFrame, drawn: pd.DataFrame) -> bool:
    """Whether another code's line runs above this one: its labels then stand below it."""
    start = line.iloc[0]
    beside = drawn[(drawn["year"] == start["year"]) & (drawn["occupation_id"] != start["occupation_id"])]
    return bool((beside["amount"] > start["amount"]).any())


def _end_labels(line: pd.DataFrame, below: bool, narrow: bool, edges: tuple[int, int], color: str) -> list[dict]:
    """Dollars at both ends of a line; on a phone at the first and the last year of the chart."""
    notes = []
    for _, end in (line.iloc[[0, -1]] if len(line) > 1 else line).iterrows():
        if narrow and end["year"] not in edges:
            continue
        label = note(money(end["amount"]), color=color, x=end["year"], y=end["amount"], yshift=-LABEL_PX if below else LABEL_PX)
        notes.append({**label, "xanchor": "left" if end["year"] == edges[0] else "center"})
    return notes


def _sentence(drawn: pd.DataFrame, broken: bool) -> str:
    newest, oldest = drawn.iloc[-1], drawn.iloc[0]
    measure = listed(sorted(drawn["measure"].unique(), reverse=True))
    said = f"{newest['occupation_title']}: official {measure} of {money(newest['amount'], 'hour')} in {newest['year']}"
    same = drawn[(drawn["occupation_id"] == newest["occupation_id"]) & (drawn["year"] < newest["year"])]
    if not same.empty:
        said += f", {money(same.iloc[0]['amount'])} in {same.iloc[0]['year']}"
    if oldest["occupation_id"] != newest["occupation_id"]:
        said += ", before that counted under other codes"
    return f"{said}; the line breaks at {METHOD_CHANGE}, where the method changed." if broken else f"{said}."
