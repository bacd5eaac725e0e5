"""Job ads for peer support work: how many, where, in which settings, for which hours and pay; postings, not vacancies.

Every count keeps the ads that do not say: their class is 'not_stated' ('unknown' for remote work), or NULL for a state or a
month. ``n_postings`` is the number of ads in a row; rows of one function add up to the ads chosen unless it says otherwise.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from insights.reader import Reader

MOST_FIRST = "n_postings desc"


@dataclass(frozen=True)
class Chosen:
    """Which ads: of one state, one setting (its slug, 'not_stated' too), from a year on; copies of an ad only when asked for.

    ``since_year`` leaves out the ads whose year is not known.
    """

    state: str | None = None
    setting: str | None = None
    since_year: int | None = None
    survivors_only: bool = True


ALL = Chosen()
ADS = """
    select * replace (coalesce(employer_type, 'not_stated') as employer_type)
    from atlas.mart.postings
    where ($state is null or state = $state)
        and ($setting is null or setting = $setting)
        and ($since_year is null or ad_year >= $since_year)
        and (is_survivor or not $survivors_only)
"""


def by_setting(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """setting, n_postings: most first."""
    return _ads(reader, chosen, f"select setting, count(*) as n_postings from ads group by all order by {MOST_FIRST}, setting")


def by_employer_type(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """employer_type, n_postings: most first."""
    return _ads(
        reader, chosen, f"select employer_type, count(*) as n_postings from ads group by all order by {MOST_FIRST}, employer_type"
    )


def by_state(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """state, place_id, place_name, n_postings: most first; NULL for the ads that name no state, or several."""
    return _ads(
        reader,
        chosen,
        f"""
        select state, 'US-' || state as place_id, state_name as place_name, count(*) as n_postings
        from ads
        group by all
        order by {MOST_FIRST}, state nulls last
        """,
    )


def by_month(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """month (first day), n_postings: oldest first, then NULL for ads without a month; months without an ad have no row."""
    return _ads(
        reader, chosen, "select ad_month as month, count(*) as n_postings from ads group by all order by month nulls last"
    )


def years(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """ad_year, n_postings: newest first, then NULL for the ads whose year is not known."""
    return _ads(reader, chosen, "select ad_year, count(*) as n_postings from ads group by all order by ad_year desc nulls last")


def by_source(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """source_title, release, n_postings, first_year, last_year: where the ads come from, most first."""
    return _ads(
        reader,
        chosen,
        f"""
        select source_title, release, count(*) as n_postings, min(ad_year) as first_year, max(ad_year) as last_year
        from ads
        group by all
        order by {MOST_FIRST}, source_title, release
        """,
    )


def employment_by_setting(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """setting, employment_type, n_postings, n_in_class (all ads of the setting)."""
    return _employment(reader, chosen, "setting")


def employment_by_state(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """state, place_name, employment_type, n_postings, n_in_class (all ads of the state); NULL for no state or several."""
    return _employment(reader, chosen, "state, state_name as place_name")


def hours(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """Hours a week, one row an ad, fewest first: hours_per_week_low and _high (NULL when not stated), employment_type."""
    return _ads(
        reader,
        chosen,
        """
        select posting_id, title, place_name, employment_type,
            hours_per_week_low::double as hours_per_week_low, hours_per_week_high::double as hours_per_week_high
        from ads
        order by hours_per_week_low nulls last, hours_per_week_high, posting_id
        """,
    )


def schedule(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """schedule_flag (evenings, weekends, nights, on_call, not_stated), n_postings; an ad counts in every flag that it states."""
    return _ads(
        reader,
        chosen,
        f"""
        select schedule_flag, count(*) as n_postings
        from (select unnest(if(len(schedule_flags) = 0, ['not_stated'], schedule_flags)) as schedule_flag from ads)
        group by all
        order by {MOST_FIRST}, schedule_flag
        """,
    )


def pay(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """Hourly pay, one row an ad that states it, whatever its date: each ad's own low and high, never an average; lowest first.

    ``pay_low_usd_hour`` and ``pay_high_usd_hour`` (NULL where one bound is stated), ``employment_type``, and ``left_out_of_pay``:
    why the ad stands for no pay today (NULL where it does). Amounts whose period or currency is in doubt are left out.
    """
    return _ads(
        reader,
        chosen,
        """
        select posting_id, title, employer, place_name, state, setting, employment_type, hours_per_week_low, hours_per_week_high,
            pay_low_usd_hour::double as pay_low_usd_hour, pay_high_usd_hour::double as pay_high_usd_hour,
            pay_low::double as pay_low, pay_high::double as pay_high, pay_unit, pay_note, posted_on, ad_year, left_out_of_pay,
            flags, url
        from ads
        where states_pay and coalesce(pay_low_usd_hour, pay_high_usd_hour) is not null
            and not list_has_any(flags, ['service_corps', 'unit_doubtful', 'implausible_period', 'other_currency'])
        order by coalesce(pay_low_usd_hour, pay_high_usd_hour), posting_id
        """,
    )


def ads(reader: Reader, chosen: Chosen = ALL) -> pd.DataFrame:
    """The ads themselves, every column of mart.postings, newest first, undated ones last."""
    return _ads(reader, chosen, "select * from ads order by dated_on desc nulls last, ad_year desc nulls last, posting_id")


def ad(reader: Reader, posting_id: str) -> pd.DataFrame:
    """One ad, a row of mart.postings, whether it is a copy or not; 0 or 1 rows."""
    return reader.table("select * from atlas.mart.postings where posting_id = $posting_id", {"posting_id": posting_id})


def behind_pay(reader: Reader, *, figure_id: str) -> pd.DataFrame:
    """The ads whose pay one posted figure of mart.pay spans, rows of mart.postings, newest first."""
    return reader.table(
        """
        select ads.*
        from atlas.mart.postings as ads
        join atlas.core.posted_pay as figure on list_contains(figure.posting_ids, ads.posting_id)
        where figure.figure_id = $figure_id
        order by ads.dated_on desc nulls last, ads.posting_id
        """,
        {"figure_id": figure_id},
    )


def copies(reader: Reader, *, posting_ids: Sequence[str]) -> int:
    """How many ads are copies of these."""
    held = reader.table(
        "select count(*) as n_copies from atlas.mart.postings where list_contains($posting_ids, duplicate_of)",
        {"posting_ids": list(posting_ids)},
    )
    return int(held["n_copies"].iloc[0])


def _employment(reader: Reader, chosen: Chosen, columns: str) -> pd.DataFrame:
    key = columns.split(",")[0]
    return _ads(
        reader,
        chosen,
        f"""
        select *, sum(n_postings) over (partition by {key})::bigint as n_in_class
        from (select {columns}, employment_type, count(*) as n_postings from ads group by all)
        order by n_in_class desc, {key} nulls last,
            list_position(['part_time', 'full_time', 'either', 'per_diem', 'not_stated'], employment_type)
        """,
    )


def _ads(reader: Reader, chosen: Chosen, select: str) -> pd.DataFrame:
    return reader.table(f"with ads as ({ADS}) {select}", asdict(chosen))
