"""The amount that speaks for a pay figure, in the reader's unit and in words; the hours in a unit; prices: once, for everybody.

Which amount speaks is decided in mart.pay: ``shown_as`` is 'point', 'median', 'mean' or 'range', and ``shown_low`` and
``shown_high`` are its ends, equal where one amount speaks. In a frame they are in the unit asked for, and so are all amounts that
a figure states: ``in_unit_median``, ``in_unit_p10``.
"""

from typing import TypeVar

import pandas as pd

from insights.rows import Shown, ShownAs
from insights.words import money
from pipeline.constants import value

UNITS = ("hour", "week", "month", "year")
STATED = ("low", "point", "high", "mean", "p10", "p25", "median", "p75", "p90")
SHOWN = ["shown_low", "shown_high"]
AMOUNTS = [*SHOWN, *(f"in_unit_{name}" for name in STATED)]

AMOUNT_COLUMNS = ", ".join(
    [
        "shown_as",
        *(f"{name}::double as {name}" for name in SHOWN),
        *(f"hourly_{name}::double as in_unit_{name}" for name in STATED),
    ]
)
"""What a SELECT on mart.pay reads of the amounts: USD an hour, to be made the reader's by ``converted``."""

Amounts = TypeVar("Amounts", float, pd.Series, pd.DataFrame)


def hours_in(unit: str, hours_a_week: float) -> float:
    """The paid hours in an hour, week, month or year (52 weeks, 12 months) of so many hours a week. Raises KeyError otherwise."""
    weeks = float(value("weeks_a_year"))
    weeks_in = {"week": 1.0, "month": weeks / float(value("months_a_year")), "year": weeks}
    return 1.0 if unit == "hour" else weeks_in[unit] * hours_a_week


def full_time_year() -> float:
    """The paid hours in a year of full-time work."""
    return float(value("hours_a_year"))


def price_level(parity: Amounts) -> Amounts:
    """What a dollar's worth of goods at average US prices costs in a place; ``parity`` is its price parity, US = 100."""
    return parity / 100


def at_average_prices(amount: Amounts, parity: Amounts) -> Amounts:
    """What an amount buys, at average US prices; missing where there is no parity."""
    return amount / price_level(parity)


def converted(rows: pd.DataFrame, *, hours: float = 1, adjust: bool = False) -> pd.DataFrame:
    """Rows with ``AMOUNTS`` in USD an hour, for so many hours; ``adjust``: at average US prices, by their ``price_parity``."""
    amounts = rows[AMOUNTS] * hours
    if adjust:
        amounts = amounts.div(price_level(rows["price_parity"]), axis=0)
    return rows.assign(**amounts)


def is_range(row: ShownAs) -> bool:
    """Whether bounds speak for a figure, as those of job ads do; not so for an average or a median, nor where nothing speaks."""
    return row.shown_as == "range"


def amount_of(row: Shown, hours: float = 1, *, cents: bool = True) -> str:
    """The amount that speaks for a figure, for so many hours: '$18.30', '$15.00 to $20.00', 'from $15.00'; '' for none."""
    low, high = (
        "" if pd.isna(end) else money(end * hours) if cents else f"${end * hours:,.0f}" for end in (row.shown_low, row.shown_high)
    )
    if low and high:
        return low if low == high else f"{low} to {high}"
    return f"from {low}" if low else f"up to {high}" if high else ""
