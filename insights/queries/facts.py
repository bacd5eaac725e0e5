"""Facts that are neither pay nor growth, by topic: headcounts, settings, facilities, training, certification and others."""

from collections.abc import Sequence

import pandas as pd

from insights.reader import Reader


def fact(reader: Reader, fact_id: str) -> pd.DataFrame:
    """One fact of mart.fact; 0 or 1 rows."""
    return reader.table("select * from atlas.mart.fact where fact_id = $fact_id", {"fact_id": fact_id})


def facts(reader: Reader, *, topics: Sequence[str] | None = None) -> pd.DataFrame:
    """Facts that are neither pay nor growth (headcounts, certification, settings, training), one row a fact."""
    return reader.table(
        "select * from atlas.mart.fact where $topics is null or topic in (select unnest($topics)) order by topic, as_of, fact_id",
        {"topics": list(topics) if topics is not None else None},
    )
