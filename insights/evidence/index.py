"""What stands behind a month of the index of job postings: the mean of its days."""

import pandas as pd

from insights.evidence.card import Card, made
from insights.reader import Reader
from insights.words import count


def card(reader: Reader, title: str, row: pd.Series) -> Card:
    """The card of a row of mart.posting_index."""
    return made(
        reader,
        title,
        [f"{row['month']:%B %Y}", "an index, no count"],
        [
            ("Index", f"{row['index_mean']:.2f}, where 1 February 2020 is 100"),
            ("Arithmetic", f"the mean of {count(row['days'], 'daily value')} as published"),
            ("Release", row["release"]),
            ("Address", row["source_url"]),
        ],
        row["source_id"],
    )
