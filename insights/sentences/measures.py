"""The figures of a comparison by measure: a measure is one basis of one occupation, and is never mixed with another."""

from collections.abc import Iterable, Sequence

import pandas as pd

from insights.words import dated, listed, series

Measure = tuple[str, str]  # basis, title of the occupation


def by_measure(pay: pd.DataFrame) -> dict[Measure, list]:
    """The rows of queries.compare.pay as named tuples, measure by measure, in their order."""
    held: dict[Measure, list] = {}
    for row in pay.itertuples():
        held.setdefault((row.basis, row.occupation_title), []).append(row)
    return held


def by_place(rows: Iterable) -> dict[str, list]:
    """Rows by the name of the place compared, in their order."""
    held: dict[str, list] = {}
    for row in rows:
        held.setdefault(row.compared, []).append(row)
    return held


def title(rows: Sequence) -> str:
    """What the rows of one measure are called; official ones with their date and, of cities, their area."""
    name = series(rows[0].basis, rows[0].occupation_title)
    figures = [row for row in rows if not pd.isna(row.figure_id)]
    if rows[0].basis != "official" or not figures:
        return name
    around = ", for the metro area around each" if any(row.place_kind != row.compared_kind for row in figures) else ""
    dates = dict.fromkeys(dated(row.as_of, row.reference_year) for row in figures)
    return f"{name}{around}, {listed(list(dates))}"
