"""The places that pages can show."""

import pandas as pd

from insights.queries.pay import NOT_CANCELLED
from insights.reader import Reader


def with_pay(reader: Reader) -> pd.DataFrame:
    """The places that Pay by place can show (states, metro areas, cities and boroughs): place_id, names, kind and state."""
    return reader.table(
        f"""
        select place_id, place_name, short_name, place_kind, state
        from atlas.core.place
        semi join (
            select place_id
            from atlas.mart.pay
            where industry = 'all'
                and ((relation = 'role' and {NOT_CANCELLED}) or (relation = 'neighbour' and basis = 'official'))
        ) using (place_id)
        where place_kind in ('state', 'metro', 'city', 'borough')
        order by place_kind, place_name
        """
    )
