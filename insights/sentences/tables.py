"""Rows as a reader sees them in a table: headings in words, classes in words, and what kind of number stands in a column."""

from collections.abc import Callable, Mapping

import pandas as pd

from insights.words import BASIS, flag, listed, posting_class

HEADINGS = {
    "as_of": "Date",
    "n_reports": "n",
    "n_postings": "Job ads",
    "n_facilities": "Facilities",
    "n_offering": "Offer peer support",
    "n_not_offering": "Do not offer it",
    "n_not_answered": "Did not answer",
    "n_answered": "Answered",
    "place_kind": "Type of place",
    "published_text": "As published",
    "ad_year": "Year of the ad",
    "period_text": "Period",
    "url": "Address",
    "source_url": "Address of the source",
    "usd_an_hour": "USD an hour",
}
CLASSES = ("setting", "employer_type", "employment_type", "remote_mode", "certification", "lived_experience", "working_time")
WORDS: Mapping[str, Callable[..., object]] = {
    **dict.fromkeys(CLASSES, posting_class),
    "topic": lambda topic: topic.replace("_", " "),
    "basis": lambda basis: BASIS.get(basis, basis),
    "flags": lambda flags: listed([flag(word) for word in flags]),
}


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the words of a reader in place of those of the warehouse: 'Federal (Veterans Affairs)' for federal_va."""
    return rows.assign(**{name: rows[name].map(say) for name, say in WORDS.items() if name in rows})


def heading(column: str) -> str:
    """A column's heading: 'Point USD per hour' for point_usd_per_hour."""
    words = column.replace("_", " ").replace("usd", "USD")
    return HEADINGS.get(column, words[0].upper() + words[1:])


def kind(column: str, values: pd.Series) -> str:
    """What stands in a column: 'money', 'percent', 'year', 'count', 'number', 'month', 'day', 'address' or 'other'."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return "month" if column == "month" else "day"
    if column.endswith("url"):
        return "address"
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return "other"
    if "usd" in column or column.startswith(("hourly_", "shown_", "pay_low", "pay_high")):
        return "money"
    if "percent" in column:
        return "percent"
    if column.endswith("year"):
        return "year"
    return "count" if (values.dropna() % 1 == 0).all() else "number"
