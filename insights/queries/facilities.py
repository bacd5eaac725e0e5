"""Mental health facilities that offer peer support (N-MHSS): where, of which kind, since when; facilities, not jobs.

Every frame holds n_offering, n_not_offering, n_not_answered, n_answered and n_facilities, and two shares in percent:
``percent_of_answered`` (of the facilities that answered) ranks places and kinds; ``percent_of_all`` counts those that did not
answer as well. They are NULL where there is no facility to count. The nation includes the territories.
"""

from dataclasses import asdict, dataclass

import pandas as pd

from insights.reader import Reader

FIRST_COMPARABLE_YEAR = 2015  # 2014 asked the question with other words

NATION = "US"

OWNERSHIP_TITLES = {
    "for_profit": "Private for-profit",
    "nonprofit": "Private non-profit",
    "public": "Public agency",
    "federal_va": "Veterans Affairs",
}
SETTING_TITLES = {
    "inpatient": "Hospital inpatient",
    "residential": "24-hour residential",
    "day_treatment": "Day treatment or partial hospitalization",
    "outpatient": "Outpatient",
}

COUNTS = """
    sum(n_offering)::bigint as n_offering,
    sum(n_not_offering)::bigint as n_not_offering,
    sum(n_not_answered)::bigint as n_not_answered,
    (sum(n_offering) + sum(n_not_offering))::bigint as n_answered,
    (sum(n_offering) + sum(n_not_offering) + sum(n_not_answered))::bigint as n_facilities,
    100.0 * sum(n_offering) / nullif(sum(n_offering) + sum(n_not_offering), 0) as percent_of_answered,
    100.0 * sum(n_offering) / nullif(sum(n_offering) + sum(n_not_offering) + sum(n_not_answered), 0) as percent_of_all
"""
HIGHEST_FIRST = "percent_of_answered desc nulls last, n_facilities desc"
IN_PLACE = "($place_id = 'US' or place_id = $place_id)"


@dataclass(frozen=True)
class Cut:
    """Which facilities: of one year, in the nation or one state, of every kind or of one type, owner or setting of care."""

    year: int
    place_id: str = NATION
    facility_type: str | None = None
    ownership: str | None = None
    setting: str | None = None


def cells(reader: Reader, cut: Cut) -> pd.DataFrame:
    """The survey's cells that a number of facilities adds up, as mart.facilities; most facilities first."""
    return reader.table(
        f"""
        select year, place_name, facility_type_title, ownership, inpatient, residential, day_treatment, outpatient,
            n_offering, n_not_offering, n_not_answered, facility_type_note, release, source_url
        from atlas.mart.facilities
        where year = $year and {IN_PLACE}
            and ($facility_type is null or facility_type = $facility_type)
            and ($ownership is null or ownership = $ownership)
            and case $setting
                when 'inpatient' then inpatient
                when 'residential' then residential
                when 'day_treatment' then day_treatment
                when 'outpatient' then outpatient
                else $setting is null
            end
        order by n_offering + n_not_offering + n_not_answered desc, place_name, facility_type, ownership
        """,
        asdict(cut),
    )


def survey_years(reader: Reader) -> pd.DataFrame:
    """The survey years held, newest first; column ``comparable`` is False for 2014."""
    return reader.table(
        f"select distinct year, year >= {FIRST_COMPARABLE_YEAR} as comparable from atlas.mart.facilities order by year desc"
    )


def by_state(reader: Reader, *, year: int, facility_type: str | None = None) -> pd.DataFrame:
    """Facilities of each state, DC and Puerto Rico in a year, of every type or of one; highest share first."""
    return reader.table(
        f"""
        select place_id, place_name, state, {COUNTS}
        from atlas.mart.facilities
        where year = $year and place_id is not null and ($facility_type is null or facility_type = $facility_type)
        group by all
        order by {HIGHEST_FIRST}, place_name
        """,
        {"year": year, "facility_type": facility_type},
    )


def states_without(reader: Reader, *, year: int, facility_type: str | None = None) -> pd.DataFrame:
    """The rows of ``by_state`` where not one facility (of the type) offers peer support, most facilities first."""
    states = by_state(reader, year=year, facility_type=facility_type)
    none = states[states["n_offering"] == 0]
    return none.sort_values(["n_facilities", "place_name"], ascending=[False, True], ignore_index=True)


def by_facility_type(reader: Reader, *, year: int, place_id: str = NATION) -> pd.DataFrame:
    """Facilities of each type in a year, in the nation or one state; highest share first.

    ``note`` says why a type does not compare with other years (NULL where it does).
    """
    return reader.table(
        f"""
        select $place_id as place_id, facility_type, facility_type_title as title, facility_type_note as note, {COUNTS}
        from atlas.mart.facilities
        where year = $year and {IN_PLACE}
        group by all
        order by {HIGHEST_FIRST}, facility_type
        """,
        {"year": year, "place_id": place_id},
    )


def by_ownership(reader: Reader, *, year: int, place_id: str = NATION) -> pd.DataFrame:
    """Facilities of each kind of owner in a year, in the nation or one state; highest share first.

    Veterans Affairs stands apart from the other public agencies.
    """
    facilities = reader.table(
        f"""
        select $place_id as place_id, ownership, {COUNTS}
        from atlas.mart.facilities
        where year = $year and {IN_PLACE}
        group by all
        order by {HIGHEST_FIRST}, ownership
        """,
        {"year": year, "place_id": place_id},
    )
    facilities.insert(2, "title", facilities["ownership"].map(OWNERSHIP_TITLES))
    return facilities


def by_setting(reader: Reader, *, year: int, place_id: str = NATION) -> pd.DataFrame:
    """Facilities with each setting of care in a year, in the nation or one state; highest share first.

    A facility counts in every setting that it ticks, so the rows add up to more than all facilities.
    """
    facilities = reader.table(
        f"""
        with ticked as (
            unpivot (from atlas.mart.facilities where year = $year and {IN_PLACE})
            on inpatient, residential, day_treatment, outpatient
            into name setting value offers
        )
        select $place_id as place_id, setting, {COUNTS}
        from ticked
        where offers
        group by all
        order by {HIGHEST_FIRST}, setting
        """,
        {"year": year, "place_id": place_id},
    )
    facilities.insert(2, "title", facilities["setting"].map(SETTING_TITLES))
    return facilities


def by_year(reader: Reader, *, place_id: str = NATION, facility_type: str | None = None) -> pd.DataFrame:
    """Facilities by year from 2015 on, in the nation or one state, of every type or of one; oldest first."""
    return reader.table(
        f"""
        select year, {COUNTS}
        from atlas.mart.facilities
        where year >= {FIRST_COMPARABLE_YEAR} and {IN_PLACE} and ($facility_type is null or facility_type = $facility_type)
        group by all
        order by year
        """,
        {"place_id": place_id, "facility_type": facility_type},
    )


def state_and_nation(reader: Reader, *, place_id: str, facility_type: str | None = None) -> pd.DataFrame:
    """``by_year`` of a state, then of the nation, with ``place_id`` and ``place_name``; an unknown one has no rows."""
    return reader.table(
        f"""
        with shown as (
            select place_id, place_name from atlas.core.place where place_id in ($place_id, 'US')
        )
        select shown.place_id, shown.place_name, year, {COUNTS}
        from atlas.mart.facilities as facilities
        join shown on shown.place_id = 'US' or shown.place_id = facilities.place_id
        where year >= {FIRST_COMPARABLE_YEAR} and ($facility_type is null or facility_type = $facility_type)
        group by shown.place_id, shown.place_name, year
        order by shown.place_id = 'US', year
        """,
        {"place_id": place_id, "facility_type": facility_type},
    )
