"""What stands behind one pay figure: as published, and every step of arithmetic up to the number on the page."""

import datetime
from functools import partial

import pandas as pd

from insights import queries
from insights.evidence.ads import COLUMNS
from insights.evidence.card import Card, Choices, flags, flags_counted, is_told, made
from insights.money import at_average_prices, full_time_year, is_range, price_level
from insights.reader import Reader
from insights.words import BASIS, PER_UNIT, count, dated, is_old, money, series, sureness

AMOUNTS = (
    ("point", "average"),
    ("mean", "mean"),
    ("median", "median"),
    ("low", "from"),
    ("high", "to"),
    ("p10", "10th percentile"),
    ("p25", "25th percentile"),
    ("p75", "75th percentile"),
    ("p90", "90th percentile"),
)


LISTED = ["place_name", "published_text", "usd_an_hour", "n_reports", "as_of", "flags", "source_line", "figure_id"]


def as_published(figure: pd.Series) -> str:
    """The amounts in the unit the source printed: 'mean $22.64, median $21.69 an hour'; or why there is none."""
    printed = [f"{word} {_exact(figure[name])}" for name, word in AMOUNTS if not pd.isna(figure[name])]
    if not printed:
        return f"no figure: {figure['wage_note']}"
    return f"{', '.join(printed)} {PER_UNIT[figure['published_unit']]}"


def arithmetic(figure: pd.Series, *, unit: str, hours_a_week: float, adjust: bool) -> list[str]:
    """The steps from the published amount to the one shown, one sentence each; empty when it is shown as published."""
    if pd.isna(figure["shown_low"]):
        return []
    name = "low" if is_range(figure) else figure["shown_as"]
    steps, shown = [], float(figure["shown_low"])
    if figure["converted"]:
        steps.append(f"{_exact(figure[name])} a year / {full_time_year():,.0f} hours = {_exact(shown)} an hour")
    if adjust and not pd.isna(figure["price_parity"]):
        step, shown = adjusted(shown, figure["price_parity"], figure["price_parity_year"], figure["price_parity_area"])
        steps.append(step)
    if unit == "week":
        steps.append(f"{_exact(shown)} x {hours_a_week:g} hours = {money(shown * hours_a_week, 'week')}")
    if unit == "year":
        steps.append(f"{_exact(shown)} x {full_time_year():,.0f} hours = {money(shown * full_time_year(), 'year')}")
    return steps


def adjusted(hourly: float, parity: float, year: float, area: str) -> tuple[str, float]:
    """An hourly amount at average US prices: the step in words, and the amount; ``parity`` is that of the area, US = 100."""
    shown = at_average_prices(hourly, parity)
    return (
        f"{_exact(hourly)} / {price_level(parity):g} = {_exact(shown)} an hour at average US prices "
        f"(price parity {int(year)} of {area}: {parity:g}, US = 100)"
    ), shown


def choices(figures: pd.DataFrame, *, today: datetime.date) -> Choices:
    """Some pay figures, rows of mart.pay, by what they are and where."""
    return {
        f"{series(one.basis, one.occupation_title)}, {one.place_name}, {dated(one.as_of, one.reference_year)}": partial(
            card, figure_id=one.figure_id, today=today
        )
        for one in figures.itertuples()
    }


def card(
    reader: Reader,
    figure_id: str,
    *,
    today: datetime.date,
    unit: str = "hour",
    hours_a_week: float = 40,
    adjust: bool = False,
) -> Card | None:
    """The card of a row of mart.pay, its arithmetic up to the amount shown in ``unit``; None when no such figure is held."""
    found = queries.pay.figure(reader, figure_id)
    if found.empty:
        return None
    figure = found.iloc[0]
    old = ", over 24 months old" if is_old(figure["as_of"], today) else ""
    return made(
        reader,
        f"{figure['occupation_title']}, {figure['place_name']}",
        [
            sureness(figure["n_class"], figure["n_reports"]),
            dated(figure["as_of"], figure["reference_year"]) + old,
            BASIS[figure["basis"]],
        ],
        [
            ("As published", figure["published_text"] if is_told(figure["published_text"]) else as_published(figure)),
            *(("Arithmetic", step) for step in arithmetic(figure, unit=unit, hours_a_week=hours_a_week, adjust=adjust)),
            ("Job title", figure["title_as_published"]),
            ("Place", figure["place_note"]),
            ("Sector", None if figure["industry"] == "all" else figure["industry_title"]),
            ("Missing", " ".join(filter(is_told, [figure["wage_note"], figure["employment_note"]]))),
            ("Employment", None if pd.isna(figure["employment"]) else count(figure["employment"], "job")),
            ("Error", None if pd.isna(figure["rse_percent"]) else f"relative standard error {figure['rse_percent']}%"),
            ("To know", flags(figure["flags"])),
            ("Release", figure["release"]),
            ("Where", figure["source_line"]),
            ("Address", figure["source_url"]),
        ],
        figure["source_id"],
        counted=queries.postings.behind_pay(reader, figure_id=figure_id)[COLUMNS] if figure["basis"] == "posted" else None,
        counted_as="The ads whose pay it spans",
        figure_id=figure_id,
    )


def span(reader: Reader, title: str, figures: pd.DataFrame) -> Card:
    """The card of what several averages of one source reach over: the highest, the lowest, and every one of them.

    ``figures`` are rows of queries.pay.peer_figures, in USD an hour.
    """
    ordered = figures.sort_values("shown_low", ascending=False)
    highest, lowest = ordered.iloc[0], ordered.iloc[-1]
    return made(
        reader,
        title,
        [count(len(ordered), "figure"), f"{ordered['as_of'].notna().sum()} of them dated", BASIS[highest["basis"]]],
        [
            ("Lowest", f"{_exact(lowest['shown_low'])} an hour, {lowest['place_name']}"),
            ("Highest", f"{_exact(highest['shown_low'])} an hour, {highest['place_name']}"),
            ("To know", flags_counted(ordered["flags"])),
            ("Release", "; ".join(ordered["release"].unique())),
        ],
        highest["source_id"],
        counted=ordered.rename(columns={"shown_low": "usd_an_hour"})[LISTED],
        counted_as="The figures it reaches over",
    )


def _exact(amount: float) -> str:
    """An amount with as many decimals as the next step of arithmetic needs: $35,672, $18.30, $18.9808."""
    whole, _, decimals = f"{float(amount):,.4f}".partition(".")
    kept = decimals.rstrip("0")
    return f"${whole}" if float(amount) >= 1000 and not kept else f"${whole}.{kept:0<2}"
