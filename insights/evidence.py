"""What stands behind one pay figure: as published, and every step of arithmetic up to the number on the page."""

import pandas as pd

from insights.words import PER_UNIT, count, flag, money
from pipeline.constants import value

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


def as_published(figure: pd.Series) -> str:
    """The amounts in the unit the source printed: 'mean $22.64, median $21.69 an hour'; or why there is none."""
    printed = [f"{word} {_exact(figure[name])}" for name, word in AMOUNTS if not pd.isna(figure[name])]
    if not printed:
        return f"no figure: {figure['wage_note']}"
    return f"{', '.join(printed)} {PER_UNIT[figure['published_unit']]}"


def arithmetic(figure: pd.Series, *, unit: str, hours_a_week: float, adjust: bool) -> list[str]:
    """The steps from the published amount to the one shown, one sentence each; empty when it is shown as published."""
    name = next((name for name in ("point", "median", "mean", "low") if not pd.isna(figure[name])), None)
    if name is None:
        return []
    steps, shown = [], float(figure[f"hourly_{name}"])
    if figure["converted"]:
        steps.append(f"{_exact(figure[name])} a year / {value('hours_a_year'):,} hours = {_exact(shown)} an hour")
    if adjust and not pd.isna(figure["price_parity"]):
        parity = float(figure["price_parity"])
        paid, shown = shown, shown / (parity / 100)
        steps.append(
            f"{_exact(paid)} / {parity / 100:g} = {_exact(shown)} an hour at average US prices "
            f"(price parity {int(figure['price_parity_year'])} of {figure['price_parity_area']}: {parity:g}, US = 100)"
        )
    if unit == "week":
        steps.append(f"{_exact(shown)} x {hours_a_week:g} hours = {money(shown * hours_a_week, 'week')}")
    if unit == "year":
        steps.append(f"{_exact(shown)} x {value('hours_a_year'):,} hours = {money(shown * float(value('hours_a_year')), 'year')}")
    return steps


def rows(figure: pd.Series, *, unit: str, hours_a_week: float, adjust: bool) -> list[tuple[str, str]]:
    """The evidence of one figure (a row of queries.figure) as name and words, in the order in which a reader asks."""
    said = [
        ("As published", figure["published_text"] if _told(figure["published_text"]) else as_published(figure)),
        *(("Arithmetic", step) for step in arithmetic(figure, unit=unit, hours_a_week=hours_a_week, adjust=adjust)),
        ("Job title", figure["title_as_published"]),
        ("Place", figure["place_note"]),
        ("Missing", " ".join(filter(_told, [figure["wage_note"], figure["employment_note"]]))),
        ("Employment", None if pd.isna(figure["employment"]) else count(figure["employment"], "job")),
        ("Error", None if pd.isna(figure["rse_percent"]) else f"relative standard error {figure['rse_percent']}%"),
        ("To know", "; ".join(flag(word) for word in figure["flags"])),
        ("Source", f"{figure['source_title']}. {figure['publisher']}. {figure['release']}"),
        ("Where", figure["source_line"]),
        ("Address", figure["source_url"]),
        ("How it reached us", figure["obtained"]),
        ("Caveat", figure["caveat"]),
        ("Set aside", set_aside(figure["rows_set_aside"])),
        ("Figure", figure["figure_id"]),
    ]
    return [(name, str(text)) for name, text in said if _told(text)]


def set_aside(n_rows: int) -> str:
    """How many rows of a figure's source were read and not used."""
    return f"{count(n_rows, 'row')} of this source" if n_rows else "no row of this source"


def _told(text: object) -> bool:
    return text is not None and not pd.isna(text) and str(text).strip() != ""


def _exact(amount: object) -> str:
    """An amount with as many decimals as the next step of arithmetic needs: $35,672, $18.30, $18.9808."""
    whole, _, decimals = f"{float(amount):,.4f}".partition(".")
    kept = decimals.rstrip("0")
    return f"${whole}" if float(amount) >= 1000 and not kept else f"${whole}.{kept:0<2}"
