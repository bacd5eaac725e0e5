"""What stands behind the cells of a comparison: each figure, projection, count of ads and certification entry by its name."""

import datetime
from collections.abc import Callable

import pandas as pd

from insights import compare_queries
from insights.compare import Comparison
from insights.evidence import ads, certification, growth, pay
from insights.evidence.card import Card
from insights.reader import Reader
from insights.words import series


def choices(held: Comparison, *, today: datetime.date) -> dict[str, Callable[[Reader], Card]]:
    """What a reader may ask the evidence of, in the order of the blocks, and how its card is made."""
    found: dict[str, Callable[[Reader], Card]] = {}
    for row in held.pay.dropna(subset=["figure_id"]).itertuples():
        name = f"{row.compared}: pay, {series(row.basis, row.occupation_title).lower()}"
        name += f", {row.published_text}" if name in found else ""
        found[name] = lambda reader, one=row.figure_id: pay.card(reader, one, today=today)
    for row in held.ads[held.ads["n_postings"] > 0].itertuples():
        name = f"{row.compared}: job ads"
        found[name] = lambda reader, one=row: ads.counted(
            reader, f"Job ads, {one.compared}", compare_queries.ads_of(reader, place_id=one.compared_id)
        )
    for row in held.growth.itertuples():
        name = f"{row.compared}: growth, {row.occupation_title.lower()}, {row.place_name} {row.cycle}"
        found[name] = lambda reader, one=row.growth_id: growth.card(reader, one)
    for row in held.certification[~held.certification["value"].map(pd.isna)].itertuples():
        name = f"{row.place_name}: certification, {row.title.lower()}"
        found[name] = lambda reader, one=row: certification.of_field(reader, one.field, states=[one.state])
    return found
