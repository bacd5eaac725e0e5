"""What stands behind a fact that is neither pay nor growth: a headcount, a share, a rule, as its source states it."""

from functools import partial

import pandas as pd

from insights import queries
from insights.evidence.card import Card, Choices, flags, made
from insights.reader import Reader
from insights.words import spelled


def choices(facts: pd.DataFrame) -> Choices:
    """Some facts, rows of mart.fact, by what they are about and who states them."""
    found = {}
    for one in facts.itertuples():
        name = f"{one.label[0].upper()}{one.label[1:]}, {one.publisher}"
        found[f"{name}, {one.value_text}" if name in found else name] = partial(card, fact_id=one.fact_id)
    return found


def card(reader: Reader, fact_id: str) -> Card | None:
    """The card of a row of mart.fact; None when no such fact is held."""
    found = queries.facts.fact(reader, fact_id)
    if found.empty:
        return None
    fact = found.iloc[0]
    return made(
        reader,
        f"{fact['label'][0].upper()}{fact['label'][1:]}",
        [fact["topic"].replace("_", " "), spelled(fact["period_text"])],
        [
            ("As published", fact["value_text"]),
            ("Unit", fact["unit"]),
            ("Place", fact["place_name"]),
            ("Note", fact["note"]),
            ("To know", flags(fact["flags"])),
            ("Stated by", fact["publisher"]),
            ("Where", fact["source_line"]),
            ("Address", fact["source_url"]),
        ],
        fact["source_id"],
        figure_id=fact_id,
    )
