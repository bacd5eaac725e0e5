"""The role, its neighbouring occupations, and those that they are compared with."""

import pandas as pd

from insights.reader import Reader


def registered(reader: Reader) -> pd.DataFrame:
    """Occupations with their relation to the role, the role first."""
    return reader.table(
        """
        select occupation_id, title, relation, continues, why
        from atlas.core.occupation
        order by list_position(['role', 'neighbour', 'comparison', 'all'], relation), occupation_id
        """
    )


def current_neighbours(reader: Reader) -> pd.DataFrame:
    """The neighbouring occupations that official statistics still publish, nearest first."""
    return reader.table(
        """
        select occupation_id, title
        from atlas.core.occupation
        where relation = 'neighbour' and last_year is null
        order by nearness
        """
    )
