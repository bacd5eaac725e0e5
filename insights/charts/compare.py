"""A few places side by side: one block of rows a basis and occupation, one row a place, the reader's offer across them."""

import datetime
from collections.abc import Mapping, Sequence

import pandas as pd

from insights.charts import palette
from insights.charts.figures import Figure, axis_title, dollars, evidence_rows, extent, figures_of, marks, priced, row_lines, span
from insights.charts.frame import AXIS_PX, Chart, inner_px, picked_by, refusal, wrapped
from insights.charts.rows import Row, heading, placed
from insights.sentences.measures import by_measure, title
from insights.words import count, listed, listed_places, money, series

KEY_LINE_PX = 20
OFFER_PX = 16  # the size of the stroke that marks the offer in a row: 22 pixels high
YOUR_OFFER = "Your offer"
KEY = "official pay: median, lines from the 10th to the 90th and the 25th to the 75th percentile · hollow: n not stated"


def compared_pay(
    pay: pd.DataFrame, offers: Mapping[str, float], *, today: datetime.date, dark: bool, narrow: bool = False
) -> Chart:
    """Hourly pay of a few places, each basis and occupation in a block of its own; a place without a figure keeps its row.

    ``pay`` as queries.compare.pay; ``offers``: what the reader's offer comes to an hour at each ``compared_id``, none when empty.
    """
    held = priced(pay[pay["figure_id"].notna()])
    places = listed_places(list(pay["compared"].unique()))
    if held.empty:
        return refusal(f"We hold no pay figure for {places}. A pay report or a job ad from there would fill the gap.")
    figure_of = dict(zip(held.index, figures_of(held, "hour", today), strict=True))
    rows, drawn = _rows(pay, figure_of, offers)

    theme = palette.of(dark)
    low, high = extent(figure_of.values())
    low, high = min([low, *(0.98 * one for one in offers.values())]), max([high, *(1.02 * one for one in offers.values())])
    key = wrapped(_key(offers), inner_px(narrow))
    chart = placed(rows, low, high, dark=dark, narrow=narrow, top=AXIS_PX + KEY_LINE_PX * len(key))
    frame, margin = chart.frame, chart.frame["margin"]
    frame["xaxis"] = dollars(dark, low, high, inner_px(narrow) - margin["l"] - margin["r"])
    frame["annotations"].append(axis_title(dark, "hour"))
    heading(frame, key, dark)

    at = {index: chart.at[row] for row, (index, _) in drawn.items() if index is not None}
    called = {place: f"{YOUR_OFFER}, {name}" for place, name in zip(pay["compared_id"], pay["compared"], strict=True)}
    strokes = [(called[place], offers[place], chart.at[row]) for row, (_, place) in drawn.items() if place in offers]
    figures = {at[index]: [one] for index, one in figure_of.items()}
    sentence = _sentence(pay, held, offers)
    spoken = "; ".join(f"{row.name}: {row.words}" if row.words else row.name for row in rows)
    described = f"Dot-and-range plot of hourly pay in US dollars in {count(pay['compared_id'].nunique(), 'place')}."
    return Chart(
        {"data": [*_percentiles(held, at, theme), *_strokes(strokes, theme), *marks(figures, theme)], "layout": frame},
        sentence,
        f"{described} {sentence} {spoken}.",
        _evidence(held, pay, offers),
        [*(one.name for one in figure_of.values()), *(called[place] for place in offers)],
    )


def _rows(
    pay: pd.DataFrame, figure_of: Mapping[object, Figure], offers: Mapping[str, float]
) -> tuple[list[Row], dict[int, tuple[object, str]]]:
    """The rows with their headings; and for each row that is no heading the index of its figure in ``pay`` and its place."""
    rows, drawn = [], {}
    for (basis, _), held in by_measure(pay).items():
        name = f"{palette.GLYPH[basis]} {title(held)}"
        if not any(row.Index in figure_of for row in held):
            rows.append(Row(f"{name}: no figure for any of these places"))
            continue
        rows.append(Row(name))
        for row in held:
            one, place = figure_of.get(row.Index), row.compared_id
            drawn[len(rows)] = (row.Index if one else None, place)
            words = f"{palette.glyph(basis, one.hollow)} {one.words}" if one else "no figure"
            # The words stand clear of the figure and of the offer.
            ends = ([one.high] if one else []) + ([offers[place]] if place in offers else [])
            rows.append(Row(row.compared, words, max(ends, default=float("nan"))))
    return rows, drawn


def _percentiles(held: pd.DataFrame, at: Mapping[object, float], theme: palette.Theme) -> list[dict]:
    """Official percentiles: 10th to 90th as a thin line, 25th to 75th as a thicker one."""
    traces = []
    for start, end, width in (("in_unit_p10", "in_unit_p90", 1.5), ("in_unit_p25", "in_unit_p75", 5)):
        known = held[held["basis"] == "official"].dropna(subset=[start, end])
        lines = [(low, high, at[index]) for index, low, high in zip(known.index, known[start], known[end], strict=True)]
        traces += [row_lines(lines, theme.mark["official"], width)] if lines else []
    return traces


def _strokes(strokes: Sequence[tuple[str, float, float]], theme: palette.Theme) -> list[dict]:
    """The offer as a short stroke in every row: what it is called, the amount, where the row stands."""
    if not strokes:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [amount for _, amount, _ in strokes],
            "y": [middle for *_, middle in strokes],
            "marker": {"symbol": "line-ns", "size": OFFER_PX, "opacity": 1, "line": {"color": theme.accent, "width": 3}},
            "hovertext": [f"<b>{name}</b><br>{money(amount, 'hour')}" for name, amount, _ in strokes],
            "hoverinfo": "text",
            "cliponaxis": False,
            **picked_by(name for name, *_ in strokes),
        }
    ]


def _key(offers: Mapping[str, float]) -> str:
    """What the lines and strokes mean."""
    return f"┃ your offer: {_offered(offers)} · {KEY}" if offers else KEY


def _offered(offers: Mapping[str, float]) -> str:
    low, high = min(offers.values()), max(offers.values())
    return (
        money(low, "hour") if money(low) == money(high) else f"{money(low)} to {money(high, 'hour')}, by the prices of the place"
    )


def _sentence(pay: pd.DataFrame, held: pd.DataFrame, offers: Mapping[str, float]) -> str:
    """What each block spans, and for how many of the places."""
    n = pay["compared_id"].nunique()
    said = []
    for (basis, occupation), line in held.groupby(["basis", "occupation_title"], sort=False):
        which = f" {listed(sorted(line['measure'].unique()))}" if basis == "official" else ""
        said.append(f"{series(basis, occupation)}{which}: {span(line, 'hour')} in {line['compared_id'].nunique()} of {n} places")
    return "; ".join(said) + f"{f'; your offer: {_offered(offers)}' if offers else ''}."


def _evidence(held: pd.DataFrame, pay: pd.DataFrame, offers: Mapping[str, float]) -> pd.DataFrame:
    """The figures drawn with their evidence, after the place that was asked for and its price level; then the offers."""
    rows = evidence_rows(held, "hour")
    rows.insert(0, "compared_place", list(held["compared"]))
    rows.insert(rows.columns.get_loc("n_reports"), "price_level_us_100", list(held["price_parity"]))
    if not offers:
        return rows
    asked = pay.drop_duplicates("compared_id").set_index("compared_id").loc[list(offers)]
    own = {
        "compared_place": asked["compared"],
        "basis": YOUR_OFFER.lower(),
        "point_usd_per_hour": offers.values(),
        "price_level_us_100": asked["price_parity"],
        "flags": [[] for _ in offers],
    }
    return pd.concat([rows, pd.DataFrame(own)], ignore_index=True)
