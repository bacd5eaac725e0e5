"""Jobs at both ends of each projection cycle, and the openings a year that are expected in it."""

import pandas as pd

from insights.charts import palette
from insights.charts.frame import TEXT_PX, Chart, amount_axis, layout, picked_by, refusal, row_axis, tick_step, width_px
from insights.charts.panels import CYCLE_PX, cycle_names, panel_title, panels
from insights.charts.projections import growth_names, growth_rows

HEADINGS = ("Jobs at the start and the end of the cycle", "Openings a year")
OTHER_METHOD = "2014-24"
MIDDLE = 0.41  # of the two rows of a cycle: the bar of its start stands at 0, that of its end at twice this


def openings_bars(rows: pd.DataFrame, *, dark: bool, narrow: bool = False) -> Chart:
    """Jobs at both ends of each cycle and openings a year, as bars from zero; ``rows`` are one occupation's national cycles."""
    drawn = rows.dropna(subset=["base_employment", "projected_employment"]).sort_values("base_year")
    if drawn.empty:
        return refusal("We hold no projected employment for this occupation. BLS Employment Projections would fill the gap.")
    names = growth_names(drawn)
    sentence = _sentence(drawn)
    spoken = "; ".join(
        f"{one.cycle}: {int(one.base_employment):,} to {int(one.projected_employment):,} jobs"
        + ("" if pd.isna(one.annual_openings) else f", {int(one.annual_openings):,} openings a year")
        for one in drawn.itertuples()
    )
    alt = f"Bars by projection cycle. {sentence} {spoken}."
    return Chart(_figure(drawn, names, dark=dark, narrow=narrow), sentence, alt, growth_rows(drawn), names)


def _figure(drawn: pd.DataFrame, names: list[str], *, dark: bool, narrow: bool) -> dict:
    """Two panels: the jobs of each cycle, its start paler; its openings."""
    theme = palette.of(dark)
    grid = panels([len(drawn) * 2] * 2, 1 if narrow else 2, narrow)
    frame = layout(dark, grid.height, left=CYCLE_PX, right=8)
    frame["barmode"], frame["bargap"] = "overlay", 0.3
    data = [*_jobs(drawn, names, theme), _openings(drawn, names, theme)]
    openings = drawn["annual_openings"]
    most = (
        float(drawn[["base_employment", "projected_employment"]].max().max()),
        float(openings.max() if openings.notna().any() else 1),
    )
    for number, axis in enumerate(("", "2")):
        room = max(width_px(word) for trace in data if trace["xaxis"] == f"x{axis}" for word in trace["text"]) + 16
        reach = most[number] / max(0.3, 1 - room / grid.panel_px)
        placed = {"domain": grid.x[number], "anchor": f"y{axis}"}
        frame[f"xaxis{axis}"] = amount_axis(dark, 0, reach, **placed, dtick=tick_step(reach, 4), tick0=0, tickformat=",.0f")
        frame[f"yaxis{axis}"] = row_axis(len(drawn) * 2, domain=grid.y[number], anchor=f"x{axis}")
        frame["annotations"].append(panel_title(HEADINGS[number], axis, grid.panel_px, theme.ink))
        if narrow or number == 0:
            frame["annotations"] += cycle_names(drawn["cycle"].tolist(), axis, theme.quiet, 2, MIDDLE)
    return {"data": data, "layout": frame}


def _jobs(drawn: pd.DataFrame, names: list[str], theme: palette.Theme) -> list[dict]:
    """The jobs at the start of each cycle, and below them those at its end."""
    color = theme.mark["official"]
    traces = []
    for amounts, years, shift, fill in (
        (drawn["base_employment"], drawn["base_year"], 0, f"{color}66"),
        (drawn["projected_employment"], drawn["target_year"], 2 * MIDDLE, color),
    ):
        words = [f"{int(amount):,} in {int(year)}" for amount, year in zip(amounts, years, strict=True)]
        at = [2 * row + shift for row in range(len(drawn))]
        traces.append(_bars(amounts, at, words, names, fill=fill, theme=theme, axis="", width=0.74))
    return traces


def _openings(drawn: pd.DataFrame, names: list[str], theme: palette.Theme) -> dict:
    """The openings a year of each cycle, hatched where they were counted another way."""
    openings, color = drawn["annual_openings"], theme.mark["official"]
    other = ["/" if cycle == OTHER_METHOD else "" for cycle in drawn["cycle"]]
    words = [
        "not stated" if pd.isna(amount) else f"{int(amount):,}" + (", counted another way" if mark else "")
        for amount, mark in zip(openings, other, strict=True)
    ]
    at = [2 * row + MIDDLE for row in range(len(drawn))]
    bars = _bars(openings.fillna(0), at, words, names, fill=color, theme=theme, axis="2", width=1.2)
    bars["marker"]["pattern"] = {"shape": other, "fgcolor": theme.page, "bgcolor": color, "size": 6, "solidity": 0.3}
    return bars


def _bars(
    amounts: pd.Series,
    at: list[float],
    words: list[str],
    names: list[str],
    *,
    fill: str,
    theme: palette.Theme,
    axis: str,
    width: float,
) -> dict:
    """Horizontal bars from zero with their words at the end."""
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "x": amounts.tolist(),
        "y": at,
        "width": width,
        "text": words,
        "textposition": "outside",
        "textfont": {"size": TEXT_PX, "color": theme.ink},
        "cliponaxis": False,
        "marker": {"color": fill, "line": {"width": 1, "color": theme.mark["official"]}},
        "hovertext": [f"{name}<br>{said}" for name, said in zip(names, words, strict=True)],
        "hoverinfo": "text",
        **picked_by(names),
    }


def _sentence(drawn: pd.DataFrame) -> str:
    """The newest cycle in words, and whether the openings of one were counted another way."""
    last = drawn.iloc[-1]
    sentence = (
        f"{last['occupation_title']}: {int(last['base_employment']):,} jobs in {int(last['base_year'])}, "
        f"{int(last['projected_employment']):,} projected for {int(last['target_year'])}"
    )
    sentence += "." if pd.isna(last["annual_openings"]) else f", {int(last['annual_openings']):,} openings a year."
    if OTHER_METHOD in set(drawn["cycle"]):
        sentence += f" The openings of {OTHER_METHOD} are hatched: they were counted another way."
    return sentence
