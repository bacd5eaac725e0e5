"""Growth figures of every projection cycle; employment in persons."""

import pandas as pd

from insights.reader import Reader


def figure(reader: Reader, growth_id: str) -> pd.DataFrame:
    """One growth figure of mart.growth; 0 or 1 rows."""
    return reader.table("select * from atlas.mart.growth where growth_id = $growth_id", {"growth_id": growth_id})


def figures(reader: Reader, *, place_kind: str = "nation") -> pd.DataFrame:
    """Growth figures of every cycle for places of one kind, articles' unnamed categories included; employment in persons."""
    return reader.table(
        """
        select growth.*, source.title as source_title, source.publisher
        from atlas.mart.growth as growth
        join atlas.mart.source as source using (source_id)
        where place_kind = $place_kind
        order by relation, occupation_id, base_year
        """,
        {"place_kind": place_kind},
    )
