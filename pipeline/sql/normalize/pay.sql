-- posting_pay: what each ad pays, with its unit, and the hourly figure where the ad allows one. One row per posting.
-- Reads posting_as_read, pay_stated and pay_hours (constants: variables set in pay_offer.sql).

create or replace table posting_pay as
with timed as (
    select stated.*, hours_a_week, hours_a_day, coalesce(is_part_time, false) as is_part_time, coalesce(has_several_hours, false) as has_several_hours,
        coalesce(unit = 'hour' and greatest(low, high) > getvariable('pay_impossible_hour') or unit = 'year' and greatest(low, high) < getvariable('pay_impossible_year'), false) as is_implausible,
        case unit when 'week' then 1 when 'biweekly' then 2 when 'month' then getvariable('pay_weeks') / getvariable('pay_months') when 'year' then getvariable('pay_weeks') end as weeks_paid,
        coalesce(hours_a_week, case when not is_part_time then getvariable('pay_year_hours') / getvariable('pay_weeks') end) as week_hours,
        -- Hours that the amount pays for: the ad's own, else those of the full-time year; none for part-time work that does not state them.
        case when is_implausible or currency <> 'USD' then null when unit = 'hour' then 1 when unit = 'day' then hours_a_day else weeks_paid * week_hours end as hours_paid
    from pay_stated as stated left join pay_hours using (posting_key)
),
hourly as (
    select *, (low / hours_paid)::decimal(18, 4) as low_hour, (high / hours_paid)::decimal(18, 4) as high_hour from timed
),
noted as (
    select *,
        list_filter([
            case when is_by_size then 'period read from the size of the amount' end,
            case when low is null then 'upper bound only' when high is null then 'lower bound only' end,
            case when is_reversed then 'bounds printed in reverse order' end,
            'several rates, outer bounds' || case when several <> '' then ' (' || several || ')' else several end,
            'also stated: ' || other_units,
            case when unit = 'not_stated' then 'period not stated'
                when is_implausible then 'the amount does not fit the period: not converted'
                when currency <> 'USD' then 'paid in ' || currency || ': no hourly figure in USD'
                when unit = 'visit' then 'paid by the visit: no hourly figure'
                when unit = 'day' then case when hours_a_day is null then 'hours a day not stated: no hourly figure' else 'hourly at ' || regexp_replace(hours_a_day::varchar, '\.?0+$', '') || ' h a day' end
                when unit = 'hour' then null
                when hours_a_week is not null then 'hourly at ' || regexp_replace(hours_a_week::varchar, '\.?0+$', '') || ' h a week'
                when hours_paid is not null then 'hourly at 2,080 h a year' || case when has_several_hours then ' (several hours a week named)' else '' end
                when has_several_hours then 'part-time, several hours a week named: no hourly figure'
                else 'part-time, hours not stated: no hourly figure' end
        ], lambda note: note is not null) as notes,
        list_filter([
            case when is_implausible then 'implausible_period' end,
            case when is_by_size then 'period_by_size' end,
            case when several is not null then 'several_rates' end,
            case when currency <> 'USD' then 'other_currency' end,
            case when least(low_hour, high_hour) < getvariable('pay_hour_low') then 'below_minimum_wage' end,
            case when greatest(low_hour, high_hour) > getvariable('pay_hour_high') then 'above_top_code' end
        ], lambda flag: flag is not null) as flags
    from hourly
)
select posting_key, low::decimal(12, 2) as pay_low, high::decimal(12, 2) as pay_high, unit as pay_unit,
    try_cast(low_hour as decimal(10, 4)) as pay_low_usd_hour, try_cast(high_hour as decimal(10, 4)) as pay_high_usd_hour,
    nullif(array_to_string(notes, '; '), '') as pay_note, basis as pay_basis, pay_as_read, coalesce(flags, []) as pay_flags
from posting_as_read left join noted using (posting_key);
