"""What is held of a few places of one type: their pay, job ads and growth, one row a place and figure."""

from collections.abc import Collection, Sequence

import pandas as pd

from insights.money import AMOUNT_COLUMNS
from insights.queries.pay import NOT_CANCELLED
from insights.reader import Reader

BASES = ["reported", "surveyed", "posted", "modelled", "official"]
WHERE_HELD = ("surveyed", "modelled")  # the other bases have a row even where nothing is held

LIES_IN = """case compared.place_kind
    when 'state' then ads.state = compared.state
    when 'metro' then 'CBSA-' || ads.cbsa_code = compared.place_id
    else ads.place_id = compared.place_id
end"""

# The places in the order asked. A city or borough lies in a metro area, whose official figures are the nearest there are.
COMPARED = """
    select place_id, short_name, place_kind, state, states, list_position($place_ids, place_id) as position,
        official_area.* exclude (place_id)
    from atlas.core.place
    join atlas.core.official_area using (place_id)
    where list_contains($place_ids, place_id)
"""


def places(reader: Reader, *, place_kinds: Sequence[str]) -> pd.DataFrame:
    """Every place of the types that can be compared: place_id, short_name, place_name, place_kind; by name.

    ``n_bases`` and ``n_reports`` count the bases on which the role's pay is held there, and the reports and ads behind them.
    """
    return reader.table(
        f"""
        with role as (
            select place_id, count(distinct basis) as n_bases, sum(n_reports) as n_reports
            from atlas.mart.pay
            where relation = 'role' and {NOT_CANCELLED}
            group by all
        )
        select place_id, short_name, place_name, place_kind, coalesce(n_bases, 0) as n_bases,
            coalesce(n_reports, 0)::bigint as n_reports
        from atlas.core.place
        left join role using (place_id)
        where list_contains($place_kinds, place_kind)
        order by short_name
        """,
        {"place_kinds": list(place_kinds)},
    )


def pay(reader: Reader, *, place_ids: Sequence[str]) -> pd.DataFrame:
    """The role's figures and each neighbour's newest official ones, as a grid: where nothing is held stands an empty row.

    One row a figure, money.AMOUNTS in USD an hour, ``figure_id`` NULL in an empty row. Every place has a row for reported and
    posted pay and for each neighbour, and for surveyed or modelled pay where one of the places has any. ``compared_id`` and
    ``compared`` name the place asked for; of a city or borough the official figures are those of its metro area, which
    ``place_name`` then names. ``price_parity`` (US = 100) is that of ``area_name``: the place, or the metro area around it.
    """
    grid = reader.table(
        f"""
        with compared as ({COMPARED}),
        lines as (
            select basis, occupation_id, title as occupation_title, relation,
                list_position($bases, basis) as basis_order, nearness
            from atlas.core.occupation
            cross join (select unnest($bases) as basis)
            where last_year is null and relation = if(basis = 'official', 'neighbour', 'role')
        )
        select compared.place_id as compared_id, compared.short_name as compared, compared.place_kind as compared_kind, area_name,
            compared.price_parity::double as price_parity, compared.price_parity_year, lines.basis, lines.occupation_id,
            lines.occupation_title, lines.relation, figure_id, figure.place_name, figure.short_name, figure.place_kind,
            figure.state, {AMOUNT_COLUMNS}, n_reports, n_class, wage_note, as_of, reference_year, figure.release, flags,
            published_text, published_unit, converted, source_id, source_line, source_url
        from compared
        cross join lines
        left join atlas.mart.pay as figure
            on figure.place_id = if(lines.basis = 'official', compared.official_id, compared.place_id)
            and figure.basis = lines.basis and figure.occupation_id = lines.occupation_id
            and industry = 'all' and is_newest and {NOT_CANCELLED}
        order by basis_order, nearness, position, figure_id
        """,
        {"place_ids": list(place_ids), "bases": BASES},
    )
    held = grid.groupby("basis")["figure_id"].transform("count") > 0
    return grid[held | ~grid["basis"].isin(WHERE_HELD)].reset_index(drop=True)


def price_level(reader: Reader, *, place_id: str) -> pd.DataFrame:
    """The newest price parity (US = 100) that stands for a place: area_name, year, rpp_all_items, release; 0 or 1 rows."""
    return reader.table(
        """
        select area_name, year, rpp_all_items::double as rpp_all_items, release
        from atlas.core.official_area
        join atlas.core.price_parity on price_parity.place_id = official_area.official_id and year = price_parity_year
        where official_area.place_id = $place_id
        """,
        {"place_id": place_id},
    )


def ads(reader: Reader, *, place_ids: Sequence[str]) -> pd.DataFrame:
    """compared_id, compared, states (postal codes, ';' between them), and of the job ads held there: n_postings, n_part_time,
    n_either, n_not_stated, n_stating_pay, first_year, last_year.

    One row a place, without copies of an ad; 0 ads where none is held. An ad that names its state alone is in no metro or city.
    """
    return reader.table(
        f"""
        with compared as ({COMPARED}),
        ads as (select * from atlas.mart.postings where is_survivor)
        select compared.place_id as compared_id, compared.short_name as compared, compared.states,
            count(posting_id) as n_postings,
            count(posting_id) filter (employment_type = 'part_time') as n_part_time,
            count(posting_id) filter (employment_type = 'either') as n_either,
            count(posting_id) filter (employment_type = 'not_stated') as n_not_stated,
            count(posting_id) filter (states_pay) as n_stating_pay,
            min(ad_year) as first_year,
            max(ad_year) as last_year
        from compared
        left join ads on {LIES_IN}
        group by compared.place_id, compared.short_name, compared.states, compared.position
        order by compared.position
        """,
        {"place_ids": list(place_ids)},
    )


def ads_of(reader: Reader, *, place_id: str) -> pd.DataFrame:
    """The job ads that ``ads`` counts for one place, rows of mart.postings, newest first."""
    return reader.table(
        f"""
        with compared as ({COMPARED})
        select ads.*
        from atlas.mart.postings as ads
        join compared on {LIES_IN}
        where ads.is_survivor
        order by ads.dated_on desc nulls last, ads.posting_id
        """,
        {"place_ids": [place_id]},
    )


def growth(reader: Reader, *, place_ids: Sequence[str]) -> pd.DataFrame:
    """The newest projection of each neighbour for the states a place lies in, or for the nation where none of them is held.

    compared_id, compared, growth_id, occupation_title, place_name (whose projection it is), cycle, percent_change,
    annual_openings (jobs a year), source_id.
    """
    return reader.table(
        f"""
        with compared as ({COMPARED}),
        newest as (
            select growth.*
            from atlas.mart.growth as growth
            join atlas.core.occupation as occupation using (occupation_id)
            where growth.relation = 'neighbour' and occupation.last_year is null and percent_change is not null
            qualify row_number() over (
                partition by occupation_id, place_id order by base_year desc, source_id = 'projections' desc
            ) = 1
        ),
        home_state as (
            select place_id as compared_id, 'US-' || unnest(string_split(states, ';')) as state_id from compared
        ),
        of_state as (
            select compared_id, newest.* from home_state join newest on newest.place_id = state_id
        ),
        of_nation as (
            select compared.place_id as compared_id, newest.*
            from compared
            cross join newest
            where newest.place_id = 'US'
                and (compared.place_id, newest.occupation_id) not in (select compared_id, occupation_id from of_state)
        )
        select compared_id, compared.short_name as compared, growth_id, occupation_title, held.place_name, cycle,
            percent_change::double as percent_change, annual_openings::double as annual_openings, source_id
        from (select * from of_state union all select * from of_nation) as held
        join compared on compared.place_id = compared_id
        join atlas.core.occupation using (occupation_id)
        order by nearness, position, held.place_name
        """,
        {"place_ids": list(place_ids)},
    )


def citations(reader: Reader, *, source_ids: Collection[str]) -> list[str]:
    """Each of these sources in a line: its title, its publisher and its newest release."""
    cited = """
        select concat_ws(', ', title, publisher, newest_release) as cited
        from atlas.mart.source
        where list_contains($source_ids, source_id)
        order by title
    """
    return list(reader.table(cited, {"source_ids": list(source_ids)})["cited"])
