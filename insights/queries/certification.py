"""What each state asks of a peer support worker, as sources state it: verified and unverified apart, conflicts side by side.

A statement is one row of mart.certification: a state, a field, a value and who says so. Sources that give the same value are
named together in ``sources``; values that differ keep a row each, with ``in_conflict``.
"""

import re
from collections.abc import Sequence

import pandas as pd

from insights.reader import Reader
from insights.words import spelled

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

BETWEEN = " · "  # between the sources of a value

# One row a value: who says so, the checking source first, with its date as recorded; address and date are those of the first.
VALUES = f"""
    select place_id, place_name, state, field, applies_to, value_text, value_number, unit, verified, in_conflict, note,
        first(source order by told) as source,
        first(source_date order by told) as source_date,
        first(as_of order by told) as as_of,
        first(source_url order by told) as source_url,
        first(release order by told) as release,
        string_agg(concat(source, ', ', if(as_of is null, source_date, strftime(as_of, '%B %Y'))), '{BETWEEN}' order by told)
            as sources,
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


def values(
    reader: Reader, *, states: Sequence[str] | None = None, field: str | None = None, verified_only: bool = False
) -> pd.DataFrame:
    """What is stated, of some states (postal codes) or all, of one field or all: one row a value, with its sources.

    ``value_number`` is in ``unit`` (hours, USD) and NULL where the text leaves more than one number possible; ``told`` is the
    value in words; source, its date and address are those of the checking source where there is one.
    """
    stated = reader.table(
        f"""
        with stated as ({VALUES})
        select * exclude (told) from stated
        where ($states is null or state in (select unnest($states))) and ($field is null or field = $field)
            and (verified or not $verified_only)
        order by place_name, list_position($fields, field), told
        """,
        {
            "states": list(states) if states is not None else None,
            "field": field,
            "fields": list(FIELDS),
            "verified_only": verified_only,
        },
    )
    stated.insert(0, "title", stated["field"].map(FIELDS))
    stated["sources"] = [spelled(sources) for sources in stated["sources"]]
    stated["told"] = [_in_words(one.value_text, one.value_number, one.unit) for one in stated.itertuples()]
    return stated


def of_states(reader: Reader, states: Sequence[str]) -> pd.DataFrame:
    """What states (postal codes) ask: one row a state and field, in the order asked for and of ``FIELDS``.

    Columns: state, place_name, field, title, ``value`` in words, several joined by '; ' with the credential they are for (missing
    where nothing is stated), ``verified`` (every value of the field is), ``in_conflict``, ``n_values``, ``n_verified``
    of them, sources, source_url.
    """
    names = reader.table(
        "select state, place_name from atlas.core.place where place_kind = 'state' and state in (select unnest($states))",
        {"states": list(states)},
    ).set_index("state")["place_name"]
    stated = dict(list(values(reader, states=states).groupby(["state", "field"])))
    return pd.DataFrame(
        [
            {"state": state, "place_name": names[state], "field": field, "title": title, **_together(stated.get((state, field)))}
            for state in states
            if state in names.index
            for field, title in FIELDS.items()
        ]
    )


def entry(reader: Reader, fact_id: str) -> pd.DataFrame:
    """One entry as its source states it, a row of mart.certification; 0 or 1 rows."""
    return reader.table("select * from atlas.mart.certification where fact_id = $fact_id", {"fact_id": fact_id})


def entries(reader: Reader, *, field: str, states: Sequence[str] | None = None) -> pd.DataFrame:
    """The entries of one field as their sources state them, rows of mart.certification; of some states (postal codes) or all."""
    return reader.table(
        """
        select * from atlas.mart.certification
        where field = $field and ($states is null or list_contains($states, state))
        order by place_name, fact_id
        """,
        {"field": field, "states": list(states) if states is not None else None},
    )


def coverage(reader: Reader) -> pd.DataFrame:
    """In how many states a field is stated, verified and in conflict, of ``n_places`` with anything; in order of FIELDS."""
    return reader.table(
        """
        select field, $titles[list_position($fields, field)] as title,
            count(distinct state)::integer as n_states,
            count(distinct state) filter (verified)::integer as n_verified,
            count(distinct state) filter (in_conflict)::integer as n_conflicts,
            (select count(distinct state) from atlas.mart.certification)::integer as n_places
        from atlas.mart.certification
        group by field
        order by list_position($fields, field)
        """,
        {"fields": list(FIELDS), "titles": list(FIELDS.values())},
    )


def _together(stated: pd.DataFrame | None) -> dict[str, object]:
    """The values of one state and field as one; all that is known when there is none."""
    if stated is None:
        return {
            "value": None,
            "verified": False,
            "in_conflict": False,
            "n_values": 0,
            "n_verified": 0,
            "sources": None,
            "source_url": None,
        }
    told = [f"{one.applies_to}: {one.told}" if isinstance(one.applies_to, str) else one.told for one in stated.itertuples()]
    return {
        "value": "; ".join(told),
        "verified": bool(stated["verified"].all()),
        "in_conflict": bool(stated["in_conflict"].any()),
        "n_values": len(stated),
        "n_verified": int(stated["verified"].sum()),
        "sources": BETWEEN.join(dict.fromkeys(BETWEEN.join(stated["sources"]).split(BETWEEN))),
        "source_url": stated["source_url"].iloc[0],
    }


def _in_words(printed: str, number: float, unit: object) -> str:
    """A value as printed, its shorthand spelled out: '60 (>=30 live)' -> '60 hours (at least 30 live)', '20 / 2 y'."""
    text = printed
    if unit == "hours" and not pd.isna(number):
        text = re.sub(r"^[0-9.,]+", f"{number:,g} hours", text)
    return spelled(text)
