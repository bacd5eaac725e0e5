"""The wages a program can be sized with: figures for the role and of its neighbours, of the nation or of one state."""

import pandas as pd

from insights.reader import Reader


def places(reader: Reader) -> pd.DataFrame:
    """place_id and place_name of the nation and of every state that official pay is published for; the nation first."""
    return reader.table(
        """
        select distinct place_id, place_name
        from atlas.mart.pay
        where basis = 'official' and place_kind in ('nation', 'state')
        order by place_id != 'US', place_name
        """
    )


def wages(reader: Reader, *, place_id: str) -> pd.DataFrame:
    """Hourly pay in a place, one row a basis and occupation: a neighbour's newest official figures, and the role's own.

    Where a basis holds several figures of the role, the one that rests on the most reports, then the newest. Announcements that
    were cancelled never became a job and are left out. Amounts in USD an hour.
    """
    held = reader.table(
        """
        select basis, occupation_id, occupation_title, n_reports, as_of, reference_year, release, flags, source_url, figure_id,
            shown_as, shown_low::double as shown_low, shown_high::double as shown_high, hourly_p25::double as hourly_p25,
            hourly_p75::double as hourly_p75, hourly_low::double as hourly_low, hourly_high::double as hourly_high
        from atlas.mart.pay
        join (
            select occupation_id, nearness
            from atlas.core.occupation
            where relation in ('role', 'neighbour') and last_year is null
        ) using (occupation_id)
        where place_id = $place_id and industry = 'all' and is_newest
            and not list_contains(flags, 'cancelled_announcement')
            and shown_low is not null
        order by relation desc, basis, nearness,
            n_reports desc nulls last, as_of desc nulls last, figure_id
        """,
        {"place_id": place_id},
    )
    return held.drop_duplicates(["basis", "occupation_id"], ignore_index=True)
