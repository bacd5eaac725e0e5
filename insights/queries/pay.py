"""Pay figures for the role and its neighbours; amounts are USD in the unit that was asked for."""

from collections.abc import Sequence

import pandas as pd

from insights.money import AMOUNT_COLUMNS, converted, full_time_year, hours_in
from insights.reader import Reader

UNITS = ("hour", "week", "year")

# What a page shows of a figure; the evidence card reads the rest. Each column costs a quarter of a millisecond.
PAGE_COLUMNS = """
    figure_id, place_id, place_name, short_name, place_kind, state, occupation_id, occupation_title, relation, basis, n_reports,
    n_class, as_of, reference_year, release, flags, published_text, published_unit, converted, source_id, source_line, source_url,
    wage_note, employment, location_quotient, price_parity
"""
NOT_CANCELLED = "not list_contains(flags, 'cancelled_announcement')"


def peer_figures(reader: Reader, *, unit: str = "hour", hours_a_week: float = 40, adjust: bool = False) -> pd.DataFrame:
    """Every pay figure for the role itself, one row a figure; NULL place and n stay NULL.

    Of job ads the rows by state: the same ads by city and metro would show them twice. Announcements that were cancelled never
    became a job and are left out; the Evidence page holds them.
    """
    where = f"relation = 'role' and (basis != 'posted' or place_kind = 'state') and {NOT_CANCELLED}"
    return _pay(reader, where, {}, unit, hours_a_week, adjust)


def by_place(
    reader: Reader,
    *,
    place_kinds: Sequence[str],
    bases: Sequence[str],
    neighbour: str | None,
    min_n: int = 0,
    dated_only: bool = False,
    unit: str = "hour",
    hours_a_week: float = 40,
    adjust: bool = False,
) -> pd.DataFrame:
    """Pay figures of places of one type: the role's on the chosen bases, and one neighbour occupation's newest official ones.

    ``min_n`` drops role figures with fewer reports or none stated; ``dated_only`` those without a date. One row a figure; a
    neighbour's row whose wages the publisher withholds keeps its ``wage_note`` and empty amounts.
    """
    where = f"""
        list_contains($place_kinds, place_kind) and industry = 'all'
        and (
            (relation = 'role' and list_contains($bases, basis) and {NOT_CANCELLED}
                and ($min_n = 0 or n_reports >= $min_n) and (not $dated_only or as_of is not null))
            or (occupation_id = $neighbour and basis = 'official' and is_newest)
        )
    """
    parameters = {
        "place_kinds": list(place_kinds),
        "bases": list(bases) or [""],
        "neighbour": neighbour,
        "min_n": min_n,
        "dated_only": dated_only,
    }
    return _pay(reader, where, parameters, unit, hours_a_week, adjust)


def of_state(reader: Reader, *, state: str) -> pd.DataFrame:
    """The newest official pay of each neighbour in a state (postal code), and the role's own figures there; hourly."""
    return reader.table(
        """
        select pay.*
        from atlas.mart.pay as pay
        join atlas.core.occupation using (occupation_id)
        where place_kind = 'state' and state = $state and industry = 'all' and pay.relation in ('role', 'neighbour')
            and is_newest and not list_contains(flags, 'cancelled_announcement')
        order by pay.relation, basis, nearness
        """,
        {"state": state},
    )


def national_of(reader: Reader, *, title: str) -> pd.DataFrame:
    """Official national hourly pay of the occupation with this title, and of the codes it continues, by year."""
    codes = reader.table(
        """
        select unnest([occupation_id] || string_split(coalesce(continues, ''), ';')) as code
        from atlas.core.occupation
        where title = $title
        """,
        {"title": title},
    )["code"]
    return national(reader, occupation_ids=[code for code in codes if code])


def national(reader: Reader, *, occupation_ids: Sequence[str], unit: str = "hour", hours_a_week: float = 40) -> pd.DataFrame:
    """Official national pay of occupations, every year held, all industries; one row an occupation and year."""
    return _pay(
        reader,
        "place_id = 'US' and basis = 'official' and industry = 'all' and list_contains($occupation_ids, occupation_id)",
        {"occupation_ids": list(occupation_ids)},
        unit,
        hours_a_week,
        False,
    )


def figure_list(reader: Reader) -> pd.DataFrame:
    """The figures for the role itself, highest first within a basis, with amounts in USD an hour; one row a figure."""
    return reader.table(
        """
        select place_name as place, basis, published_text as as_published,
            if(shown_as = 'range', null, shown_low)::double as usd_an_hour,
            hourly_low::double as from_usd_an_hour, hourly_high::double as to_usd_an_hour, n_reports, as_of, reference_year,
            title_as_published as job_title, flags, release as source, source_line, source_url, figure_id
        from atlas.mart.pay
        where relation = 'role'
        order by basis, usd_an_hour desc nulls last
        """
    )


def figure(reader: Reader, figure_id: str) -> pd.DataFrame:
    """One pay figure of mart.pay with its amounts as published; 0 or 1 rows."""
    return reader.table(
        """
        select pay.*, published.mean, published.p10, published.p25, published.median, published.p75, published.p90,
            published.low, published.point, published.high
        from atlas.mart.pay as pay
        join atlas.core.pay_figure as published using (figure_id)
        where figure_id = $figure_id
        """,
        {"figure_id": figure_id},
    )


def completeness(reader: Reader) -> pd.DataFrame:
    """What is known of each figure from pay sites and surveys (place, n, date, range, title) as booleans, one row a figure."""
    return reader.table(
        """
        select figure_id, basis, place_name, short_name, shown_low::double as shown_low, shown_high::double as shown_high,
            place_id is not null as place_known,
            n_reports is not null as n_known,
            as_of is not null or reference_year is not null as date_known,
            coalesce(hourly_low, hourly_p10) is not null as range_known,
            not list_contains(flags, 'titles_differ') as title_agrees
        from atlas.mart.pay
        where relation = 'role' and basis in ('reported', 'surveyed')
        order by basis, shown_low desc
        """
    )


def every_figure(reader: Reader) -> pd.DataFrame:
    """The whole of mart.pay, as a researcher would download it."""
    return reader.table(
        "select * from atlas.mart.pay order by basis, occupation_id, place_kind, reference_year, place_id, figure_id"
    )


def _pay(reader: Reader, where: str, parameters: dict[str, object], unit: str, hours_a_week: float, adjust: bool) -> pd.DataFrame:
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r}: expected one of {', '.join(UNITS)}")
    rows = reader.table(
        f"""
        select {PAGE_COLUMNS}, {AMOUNT_COLUMNS}
        from atlas.mart.pay
        where {where}
        order by list_position(['reported', 'surveyed', 'posted', 'modelled', 'official'], basis),
            shown_low desc nulls last, figure_id
        """,
        parameters,
    )
    hours = full_time_year() if unit == "year" else hours_in(unit, hours_a_week)
    return converted(rows, hours=hours, adjust=adjust)
