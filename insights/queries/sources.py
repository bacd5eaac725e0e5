"""Where the figures come from, what became of every row, and what the warehouse says of itself."""

import pandas as pd

from insights.reader import Reader


def in_brief(reader: Reader) -> pd.DataFrame:
    """The sources in a few words each: newest release, rows read, used and set aside, licence, day of reading."""
    return reader.table(
        """
        select source_id as source, title, publisher, newest_release, rows_read, rows_used, rows_set_aside, licence,
            accessed as read_on
        from atlas.mart.source
        order by source_id
        """
    )


def held(reader: Reader) -> pd.DataFrame:
    """Every source with licence, newest release and what became of its rows."""
    return reader.table("select * from atlas.mart.source order by source_id")


def source(reader: Reader, source_id: str) -> pd.Series:
    """One source, a row of ``sources``."""
    return reader.table("select * from atlas.mart.source where source_id = $source_id", {"source_id": source_id}).iloc[0]


def set_aside(reader: Reader, *, source_id: str | None = None) -> pd.DataFrame:
    """Rows that were read and not used, word for word, each with its reason."""
    return reader.table(
        """
        select source_id, table_name, raw_row, reason, text_as_read
        from atlas.core.set_aside
        where $source_id is null or source_id = $source_id
        order by source_id, table_name, raw_row
        """,
        {"source_id": source_id},
    )


def set_aside_reasons(reader: Reader, *, source_id: str | None = None) -> pd.DataFrame:
    """How many rows were set aside for which reason; reasons that name a code or a word are counted by source and table."""
    return reader.table(
        """
        select source_id, table_name, reason, count(*) as n_rows
        from atlas.core.set_aside
        where $source_id is null or source_id = $source_id
        group by all
        order by n_rows desc, source_id, table_name, reason
        """,
        {"source_id": source_id},
    )


def citation(reader: Reader) -> str:
    """How to cite the warehouse and the sources it holds, one a line."""
    cited = held(reader)["citation"]
    return "\n".join([f"Peer Workforce Atlas, built {built_at(reader):%Y-%m-%d} from:", *cited])


def constants(reader: Reader) -> pd.DataFrame:
    """Every constant with unit, reason and citation."""
    return reader.table("select * from atlas.core.constant order by name")


def built_at(reader: Reader) -> pd.Timestamp:
    """When the warehouse was built, UTC."""
    return reader.table("select built_at from atlas.core.build")["built_at"].iloc[0]
