"""Pay figures made ready to draw: one mark each, its words, its place on a dollar axis, and the rows behind it."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

import pandas as pd

from insights.charts import palette
from insights.charts.frame import AXIS_PX, MARK_PX, amount_axis, note, picked_by, tick_step
from insights.money import SHOWN, STATED, amount_of
from insights.rows import PayFigure
from insights.words import PER_UNIT, dated, is_old, money, reports

EVIDENCE = (
    "place_name",
    "place_kind",
    "state",
    "occupation_title",
    "relation",
    "basis",
    "n_reports",
    "as_of",
    "reference_year",
    "release",
    "flags",
    "published_text",
    "published_unit",
    "converted",
    "source_id",
    "source_line",
    "source_url",
    "figure_id",
)


STATED_ENDS = ("in_unit_low", "in_unit_high", "in_unit_p10", "in_unit_p90")


class Figure(NamedTuple):
    """One pay figure: the name its mark is picked by, its amount and stated range in the unit shown, its mark, and its words."""

    name: str
    place: str
    basis: str
    measure: str
    amount: float
    low: float
    high: float
    hollow: bool
    old: bool
    words: str
    hover: str


def priced(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that state an amount, with ``amount`` (the one that speaks for the figure; NaN where a range does),
    ``measure``, its name, and ``place_on_axis``, the amount or the middle of the range, to sort by.

    A range whose ends are equal is one amount; one without an upper end is its lowest amount.
    """
    low, high, bounds = rows["shown_low"].astype(float), rows["shown_high"].astype(float), rows["shown_as"] == "range"
    measure = rows["shown_as"].mask((rows["shown_as"] == "point") | (bounds & (low == high)), "amount as stated")
    measure = measure.mask(bounds & low.notna() & high.isna(), "lowest amount stated")
    chosen = low.where((low == high) | high.isna())
    named = rows.assign(amount=chosen, measure=measure, place_on_axis=chosen.fillna((low + high) / 2))
    return named.dropna(subset=["place_on_axis"])


def figures_of(drawn: pd.DataFrame, unit: str, today: datetime.date) -> list[Figure]:
    """The rows of ``priced`` as figures, in their order."""
    needed = [
        "place_name",
        "short_name",
        "basis",
        "occupation_title",
        "n_reports",
        "as_of",
        "reference_year",
        "release",
    ]
    amounts = ["amount", "measure", "place_on_axis", *SHOWN, *STATED_ENDS]
    # Only these columns: a named tuple of the whole table costs milliseconds to make.
    rows = drawn[[*needed, *amounts]].itertuples(index=False)
    return [_figure(row, name, unit, today) for row, name in zip(rows, figure_names(drawn), strict=True)]


def figure_names(drawn: pd.DataFrame) -> list[str]:
    """What each figure is called in a list: place, occupation and basis; of figures alike in these, their date and print too."""
    named = zip(drawn["place_name"], drawn["occupation_title"], drawn["basis"], strict=True)
    said = [f"{place}: {title}, {basis}" for place, title, basis in named]
    when = [f", {dated(as_of, year)}" for as_of, year in zip(drawn["as_of"], drawn["reference_year"], strict=True)]
    prints = ["" if pd.isna(text) else f", {text}" for text in drawn["published_text"]]
    for more in (when, prints):
        times = Counter(said)
        said = [name + word if times[name] > 1 else name for name, word in zip(said, more, strict=True)]
    return said


class _Priced(PayFigure, Protocol):
    """A row of ``priced``."""

    short_name: str
    release: str
    in_unit_low: float
    in_unit_high: float
    in_unit_p10: float
    in_unit_p90: float
    amount: float
    measure: str
    place_on_axis: float


def _figure(row: _Priced, name: str, unit: str, today: datetime.date) -> Figure:
    official = row.basis == "official"
    when = dated(row.as_of, row.reference_year)
    ends = (row.in_unit_p10, row.in_unit_p90) if official else (row.in_unit_low, row.in_unit_high)
    low, high = (float(row.place_on_axis if pd.isna(end) else end) for end in ends)
    amount = amount_of(row)
    if official:
        words = f"{amount} mean" if row.measure == "mean" else amount
        said = f"{palette.WORD[row.basis]}, {row.measure}, {when}"
    else:
        words = f"{amount}  {reports(row.n_reports)}  {when}"
        said = f"{palette.WORD[row.basis]}, {row.measure}, {reports(row.n_reports)}, {when}"
    heard = [f"<b>{row.place_name}</b>", f"{amount} {PER_UNIT[unit]}", said]
    if high > low and not pd.isna(row.amount):
        heard.append(f"{'10th to 90th percentile' if official else 'stated range'} {money(low)} to {money(high)}")
    heard += [row.occupation_title, f"Source: {row.release}"]
    return Figure(
        name=name,
        place=row.short_name,
        basis=row.basis,
        measure=row.measure,
        amount=float(row.amount),
        low=min(low, float(row.place_on_axis)),
        high=max(high, float(row.place_on_axis)),
        hollow=not official and pd.isna(row.n_reports),
        old=not official and is_old(_last_day(row.as_of, row.reference_year), today),
        words=words,
        hover="<br>".join(heard),
    )


def _last_day(as_of: object, reference_year: float) -> object:
    """The date of a figure; the end of its year where the source prints only that."""
    if pd.isna(as_of) and not pd.isna(reference_year):
        return pd.Timestamp(int(reference_year), 12, 31)
    return as_of


def marks(figures_by_row: Mapping[float, Iterable[Figure]], theme: palette.Theme) -> list[dict]:
    """One trace a basis: its marks, hollow where n is not stated and paler where old; stated ranges of the role as lines."""
    drawn = [(row, one) for row, held in figures_by_row.items() for one in held]
    traces = []
    for basis in palette.BASES:
        held = [(row, one) for row, one in drawn if one.basis == basis]
        if not held:
            continue
        ranged = [(row, one) for row, one in held if basis != "official" and one.high > one.low]
        if ranged:
            traces.append(row_lines([(one.low, one.high, row) for row, one in ranged], theme.mark[basis], 2))
        # A range without an amount has no mark of its own: its two ends are marked, and hear the pointer.
        held = [(row, one, one.amount, palette.symbol(basis, one.hollow)) for row, one in held if not pd.isna(one.amount)] + [
            (row, one, end, palette.SYMBOL[basis] if basis == "posted" else "line-ns-open")
            for row, one in ranged
            if pd.isna(one.amount)
            for end in (one.low, one.high)
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": palette.WORD[basis],
                "x": [at for _, _, at, _ in held],
                "y": [row for row, *_ in held],
                "marker": {
                    "symbol": [shape for *_, shape in held],
                    "color": theme.mark[basis],
                    "opacity": [palette.OLD_OPACITY if one.old else 1 for _, one, *_ in held],
                    "size": MARK_PX if basis != "official" else MARK_PX - 3,
                    "line": {"width": 2, "color": theme.mark[basis]},
                },
                "hovertext": [one.hover for _, one, *_ in held],
                "hoverinfo": "text",
                "cliponaxis": False,
                **picked_by(one.name for _, one, *_ in held),
            }
        )
    return traces


def row_lines(segments: Iterable[tuple[float, float, float]], color: str, width: float) -> dict:
    """Horizontal lines (from, to, row) as one trace that no pointer hits."""
    segments = list(segments)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for start, end, _ in segments for x in (start, end, None)],
        "y": [y for _, _, row in segments for y in (row, row, None)],
        "line": {"color": color, "width": width},
        "hoverinfo": "skip",
    }


def extent(figures: Iterable[Figure]) -> tuple[float, float]:
    """Least and greatest amount drawn, with a little air."""
    held = list(figures)
    low, high = min(one.low for one in held), max(one.high for one in held)
    air = max((high - low) * 0.04, high * 0.01)
    return max(0.0, low - air), high + air


def dollars(dark: bool, low: float, high: float, plot_px: float) -> dict:
    """The dollar axis of a chart of rows, on top, where a reader of a long list starts."""
    step = tick_step(high - low, max(2, int(plot_px / 72)))
    return amount_axis(
        dark,
        low,
        high,
        dtick=step,
        tick0=0,
        tickprefix="$",
        tickformat=",.2f" if step % 1 else ",.0f",
        side="top",
    )


def axis_title(dark: bool, unit: str) -> dict:
    """The dollar axis in the unit's words, above its left end."""
    words = f"US dollars {PER_UNIT[unit]}"
    return note(words, color=palette.of(dark).quiet, x=0, xref="paper", y=1, yref="paper", yanchor="bottom", yshift=AXIS_PX - 24)


def coloured_glyph(mark: str, basis: str, theme: palette.Theme) -> str:
    """A mark among words, in the colour of its basis and large enough to see."""
    return f"<span style='color:{theme.mark[basis]};font-size:18px'>{mark}</span>"


def evidence_rows(drawn: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows drawn, for the table and the CSV: evidence columns, and amounts named by their unit (median_usd_per_hour)."""
    amounts = {f"in_unit_{name}": f"{name}_usd_per_{unit}" for name in STATED if drawn[f"in_unit_{name}"].notna().any()}
    columns = [*EVIDENCE[:6], *amounts, *EVIDENCE[6:]]
    return drawn[[name for name in columns if name in drawn]].rename(columns=amounts).reset_index(drop=True)


def span(held: pd.DataFrame, unit: str) -> str:
    """What the figures of ``priced`` reach over, stated ranges included where no amount is: '$14.14 to $21.09 an hour'."""
    low = held["shown_low"].astype(float).min()
    high = held["amount"].fillna(held["shown_high"].astype(float)).max()
    return money(high, unit) if low == high else f"{money(low)} to {money(high, unit)}"
