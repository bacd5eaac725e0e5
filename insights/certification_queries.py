"""What each state asks of a peer support worker, as sources state it: verified and unverified apart, conflicts side by side.

A statement is one row of mart.certification: a state, a field, a value and who says so. Sources that give the same value are
named together in ``sources``; values that differ keep a row each, with ``in_conflict``.
"""

from collections.abc import Sequence

import pandas as pd

from insights.reader import Reader

FIELDS = {
    "credential": "Credential",
    "body": "Certifying body",
    "training_hours": "Training",
    "work_experience_hours": "Work experience",
    "supervision_hours": "Supervision",
    "exam": "Exam",
    "fee": "Fee",
    "renewal": "Renewal",
    "medicaid_billable": "Medicaid pays",
}
"""The fields in the order in which somebody who wants the work asks: field and its title."""

# One row a value: who says so, the checking source first, with its date as recorded; address and date are those of the first.
VALUES = """
    select place_id, place_name, state, field, applies_to, value_text, value_number, unit, verified, in_conflict, note,
        first(source order by told) as source,
        first(source_date order by told) as source_date,
        first(as_of order by told) as as_of,
        first(source_url order by told) as source_url,
        first(release order by told) as release,
        list(source || ', ' || if(as_of is null, source_date, strftime(as_of, '%B %Y')) order by told) as said_by,
        min(told) as told
    from (select *, row_number() over (order by fact_id) as told from atlas.mart.certification)
    group by all
"""


def states(reader: Reader) -> pd.DataFrame:
    """Every state, DC and Puerto Rico by name: place_id, place_name, state (postal code), n_fields stated and n_verified."""
    return reader.table(
        """
        select place.place_id, place.place_name, place.state,
            count(distinct field)::integer as n_fields,
            count(distinct field) filter (verified)::integer as n_verified
        from atlas.core.place as place
        left join atlas.mart.certification using (place_id)
        where place_kind = 'state'
        group by all
        order by place.place_name
        """
    )


def values(reader: Reader, *, state: str | None = None, field: str | None = None) -> pd.DataFrame:
    """What is stated, of one state (postal code) or all, of one field or all: one row a value, with its sources.

    ``value_number`` is in ``unit`` (hours, USD) and NULL where the text leaves more than one number possible.
    """
    return reader.table(
        f"""
        with stated as ({VALUES})
        select * exclude (told, said_by), array_to_string(said_by, '; ') as sources from stated
        where ($state is null or state = $state) and ($field is null or field = $field)
        order by place_name, list_position($fields, field), told
        """,
        {"state": state, "field": field, "fields": list(FIELDS)},
    )


def of_states(reader: Reader, states: Sequence[str]) -> pd.DataFrame:
    """What states (postal codes) ask: one row a state and field, in the order asked for and of ``FIELDS``.

    Columns: state, place_name, field, title, ``value`` as printed, several joined by '; ' with the credential they are for (NULL
    where nothing is stated), ``verified`` (every value of the field is), ``in_conflict``, ``n_values``, sources, source_url.
    """
    return reader.table(
        f"""
        with stated as ({VALUES}),

        asked as (
            select place_name, state, field, title
            from atlas.core.place
            cross join (select unnest($fields) as field, unnest($titles) as title)
            where place_kind = 'state' and state in (select unnest($states))
        )

        select asked.state, asked.place_name, asked.field, asked.title,
            string_agg(
                coalesce(applies_to || ': ', '') || value_text || if(unit = 'hours' and value_number is not null, ' hours', ''),
                '; ' order by told
            ) as value,
            coalesce(bool_and(verified), false) as verified,
            coalesce(bool_or(in_conflict), false) as in_conflict,
            count(value_text)::integer as n_values,
            nullif(array_to_string(list_sort(list_distinct(flatten(list(said_by)))), '; '), '') as sources,
            first(source_url order by told) as source_url
        from asked
        left join stated using (state, field)
        group by asked.state, asked.place_name, asked.field, asked.title
        order by list_position($states, asked.state), list_position($fields, asked.field)
        """,
        {"states": list(states), "fields": list(FIELDS), "titles": list(FIELDS.values())},
    )


def coverage(reader: Reader) -> pd.DataFrame:
    """How many states are known by field: field, title, n_states (of 51 with DC), n_verified, n_conflicts; in order of FIELDS."""
    return reader.table(
        """
        select field, $titles[list_position($fields, field)] as title,
            count(distinct state)::integer as n_states,
            count(distinct state) filter (verified)::integer as n_verified,
            count(distinct state) filter (in_conflict)::integer as n_conflicts
        from atlas.mart.certification
        group by field
        order by list_position($fields, field)
        """,
        {"fields": list(FIELDS), "titles": list(FIELDS.values())},
    )
