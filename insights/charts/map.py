"""The state map: five classes of dollars or percent, unknown states hatched, Puerto Rico in its own inset, DC as a callout."""

import json
import math
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

from insights.charts import palette
from insights.charts.classes import Measure, class_breaks, colors_of, dollars, draw_legend, legend_px, legend_words
from insights.charts.frame import TEXT_PX, Chart, inner_px, layout, note, picked_by, refusal
from insights.words import count

SHAPES = Path(__file__).parent / "shapes" / "us_states.geojson"
# Albers USA, the projection of the fifty states, leaves Puerto Rico out: it is drawn at its true place in an inset of its own.
INSET = "US-PR"
INSET_FRAME = {"lonaxis": {"range": [-67.4, -65.1]}, "lataxis": {"range": [17.8, 18.6]}}
DC = "US-DC"
DC_AT, DC_CALLOUT = (-77.02, 38.9), (-71.8, 34.4)
# Degrees between hatch lines; Albers USA draws Alaska at about a third of its size, the inset draws Puerto Rico large.
HATCH_DEGREES, HATCH_DEGREES_OF = 0.75, {"US-AK": 2.2, "US-PR": 0.16}


def state_map(rows: pd.DataFrame, *, what: str, unit: str, dark: bool, narrow: bool = False) -> Chart:
    """Pay by state in US dollars per ``unit`` (hour, week or year); see ``measured_map`` for the rows."""
    return measured_map(rows, dollars(unit), what=what, dark=dark, narrow=narrow)


def measured_map(rows: pd.DataFrame, measure: Measure, *, what: str, dark: bool, narrow: bool = False) -> Chart:
    """States coloured by five quantile classes with readable breaks; a state without a value is hatched, never coloured.

    ``rows``: place_id, place_name, value (in ``measure``, NaN where there is no figure) and label (what else the pointer hears,
    such as date and source). ``what`` names the series, such as 'Median pay of Community health workers, May 2025'. States
    without a row are unknown.
    """
    known = rows[rows["place_id"].isin(shapes()) & rows["value"].notna()].drop_duplicates("place_id")
    if known.empty:
        return refusal(f"We hold no figure for any state: {what[0].lower()}{what[1:]}. A state's own figure would fill the gap.")
    known, breaks = _in_classes(known)
    unknown = [place for place in shapes() if place not in set(known["place_id"])]
    colors = colors_of(palette.of(dark), len(breaks) + 1)
    labels = dict(zip(rows["place_id"], rows["label"].fillna(""), strict=True))
    frame = _frame(legend_words(breaks, known["value"], colors, measure), bool(unknown), dark=dark, narrow=narrow)
    sentence = _sentence(known, unknown, what, measure)
    return Chart(
        {"data": _traces(known, unknown, labels, colors, measure, palette.of(dark)), "layout": frame},
        sentence,
        f"Map of the states. {sentence}",
        rows.drop(columns=["band"], errors="ignore").rename(columns={"value": measure.column}).reset_index(drop=True),
        rows["place_name"].tolist(),
    )


def _in_classes(known: pd.DataFrame) -> tuple[pd.DataFrame, list[float]]:
    """The rows with the number of their class, ``band``; and the lower bounds of all classes but the first."""
    known = known.assign(value=known["value"].astype(float))
    breaks = class_breaks(known["value"].tolist())
    return known.assign(band=[sum(value >= limit for limit in breaks) for value in known["value"]]), breaks


def _frame(classes: list[tuple[str, str]], with_unknown: bool, *, dark: bool, narrow: bool) -> dict:
    """The map's two frames below its legend."""
    theme = palette.of(dark)
    top = legend_px(len(classes), narrow)
    frame = layout(dark, top + (inner_px(narrow) * 0.68 if narrow else 560), top=top)
    quiet_geo = {"visible": False, "bgcolor": "rgba(0,0,0,0)"}
    inset = {"projection": {"type": "mercator"}, "domain": {"x": [0.86, 0.95], "y": [0.1, 0.18]}}
    frame["geo"] = {**quiet_geo, "scope": "usa", "domain": {"x": [0, 1], "y": [0, 1]}}
    frame["geo2"] = {**quiet_geo, **INSET_FRAME, **inset}
    draw_legend(frame, [*classes, (None, "no figure")] if with_unknown else classes, top, theme, narrow)
    inset_name = note("Puerto Rico", color=theme.quiet, x=0.905, xref="paper", y=0.1, yref="paper", yanchor="top")
    frame["annotations"].append({**inset_name, "xanchor": "center"})
    return frame


def _traces(
    known: pd.DataFrame,
    unknown: list[str],
    labels: Mapping[str, str],
    colors: list[str],
    measure: Measure,
    theme: palette.Theme,
) -> list[dict]:
    """The states with a figure coloured, those without hatched, and DC's callout; ``labels``: what else the pointer hears."""
    data = []
    for main in (True, False):
        held = known[(known["place_id"] != INSET) == main]
        if not held.empty:
            text = [
                f"<b>{row.place_name}</b><br>{measure.full(row.value)}<br>{labels[row.place_id]}" for row in held.itertuples()
            ]
            trace = _states(held["place_id"].tolist(), held["band"].tolist(), colors, text, theme.page, main)
            data.append({**trace, **picked_by(held["place_name"])})
        blank = [place for place in unknown if (place != INSET) == main]
        if blank:
            text = [f"<b>{_name(place)}</b><br>no figure{_after(labels.get(place))}" for place in blank]
            data.append(_states(blank, [0] * len(blank), [theme.card], text, theme.quiet, main))
            data.append(_hatching(blank, theme.quiet, main))
    data.append(_dc_callout(known, colors, theme, measure))
    return data


@cache
def shapes() -> dict[str, dict]:
    """GeoJSON features by place_id: the 50 states, DC and Puerto Rico."""
    return {feature["id"]: feature for feature in json.loads(SHAPES.read_text(encoding="utf-8"))["features"]}


@cache
def hatch(place_id: str) -> tuple[tuple[float, float, float, float], ...]:
    """Diagonal lines (longitude, latitude, to longitude, latitude) that fill a state's outline and stay inside it."""
    step = HATCH_DEGREES_OF.get(place_id, HATCH_DEGREES)
    segments = []
    for rings in shapes()[place_id]["geometry"]["coordinates"]:
        edges = [edge for ring in rings for edge in pairwise(ring)]
        heights = [x + y for (x, y), _ in edges]
        for number in range(math.ceil(min(heights) / step), math.floor(max(heights) / step) + 1):
            level = number * step
            crossings = []
            for (x0, y0), (x1, y1) in edges:
                start, end = x0 + y0 - level, x1 + y1 - level
                if (start < 0) != (end < 0):
                    part = start / (start - end)
                    crossings.append((x0 + part * (x1 - x0), y0 + part * (y1 - y0)))
            crossings.sort()
            segments += [(*a, *b) for a, b in zip(crossings[::2], crossings[1::2], strict=False)]
    return tuple(segments)


def _states(places: list[str], bands: list[int], colors: list[str], text: list[str], border: str, main: bool) -> dict:
    top = max(len(colors) - 1, 1)
    return {
        "type": "choropleth",
        "geo": "geo" if main else "geo2",
        "geojson": {"type": "FeatureCollection", "features": [shapes()[place] for place in places]},
        "locations": places,
        "z": bands,
        "zmin": 0,
        "zmax": top,
        "colorscale": [[index / top, color] for index, color in enumerate(colors)]
        if len(colors) > 1
        else [[0, colors[0]], [1, colors[0]]],
        "showscale": False,
        "marker": {"line": {"color": border, "width": 0.8}},
        "hovertext": text,
        "hoverinfo": "text",
    }


def _hatching(places: list[str], color: str, main: bool) -> dict:
    segments = [segment for place in places for segment in hatch(place)]
    return {
        "type": "scattergeo",
        "geo": "geo" if main else "geo2",
        "mode": "lines",
        "lon": [x for x0, _, x1, _ in segments for x in (x0, x1, None)],
        "lat": [y for _, y0, _, y1 in segments for y in (y0, y1, None)],
        "line": {"color": color, "width": 0.8},
        "opacity": 0.55,
        "hoverinfo": "skip",
    }


def _dc_callout(known: pd.DataFrame, colors: list[str], theme: palette.Theme, measure: Measure) -> dict:
    """DC is too small to see: a line leads out to its square in the Atlantic, with its value beside it."""
    held = known[known["place_id"] == DC]
    words = f"DC {measure.alone(held['value'].iloc[0])}" if len(held) else "DC no figure"
    color = colors[held["band"].iloc[0]] if len(held) else theme.card
    return {
        "type": "scattergeo",
        "mode": "lines+markers+text",
        "lon": [DC_AT[0], DC_CALLOUT[0]],
        "lat": [DC_AT[1], DC_CALLOUT[1]],
        "line": {"color": theme.quiet, "width": 1},
        "marker": {
            "symbol": "square",
            "size": [0, 13],
            "opacity": 1,
            "color": color,
            "line": {"color": theme.quiet, "width": 1},
        },
        "text": ["", words],
        "textposition": "bottom center",
        "textfont": {"size": TEXT_PX, "color": theme.ink},
        "hoverinfo": "skip",
    }


def _name(place_id: str) -> str:
    return shapes()[place_id]["properties"]["name"]


def _after(label: str | None) -> str:
    return f"<br>{label}" if label else ""


def _sentence(known: pd.DataFrame, unknown: list[str], what: str, measure: Measure) -> str:
    low, high = known["value"].min(), known["value"].max()
    if len(known) == 1:
        said = f"{what}: {measure.full(high)} in {_where(known, high)}, the one place with a figure"
    elif low == high:
        said = f"{what}: {measure.full(high)} in all {count(len(known), 'place')}"
    else:
        said = (
            f"{what}: from {measure.alone(low)} in {_where(known, low)} to {measure.full(high)} in {_where(known, high)}, "
            f"over {count(len(known), 'place')}"
        )
    if not unknown:
        return f"{said}."
    missing = _name(unknown[0]) if len(unknown) == 1 else count(len(unknown), "place")
    return f"{said}; no figure for {missing}, hatched."


def _where(known: pd.DataFrame, value: float) -> str:
    """The place with a value, or how many share it."""
    places = known.loc[known["value"] == value, "place_name"]
    return places.iloc[0] if len(places) == 1 else count(len(places), "place")
