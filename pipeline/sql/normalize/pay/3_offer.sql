-- The offers of pay inside each distinct phrase: its numbers in the places of its template's amounts. Reads pay_text,
-- pay_template_offer, constant.
--
-- An amount without a unit gets one only where no other is possible. The limits come from two cited constants, the federal
-- minimum wage (7.25) and the highest plausible hourly pay (120): the least a full day can pay is 8 x 7.25 = 58, so 7.25 to under
-- 58 is hourly; the most a month can pay is 120 x 2,080 / 12 = 20,800, so above 20,800 and up to 120 x 2,080 = 249,600 is yearly.
-- One end of a range inside such a zone decides when the other end fits the same unit. Everything else stays 'not_stated'.

set variable pay_hour_low = (select value::decimal(12, 4) from constant where name = 'plausible_hourly_low');
set variable pay_hour_high = (select value::decimal(12, 4) from constant where name = 'plausible_hourly_high');
set variable pay_day_low = (select value::decimal(12, 4) from constant where name = 'minimum_wage_hours_a_day') * getvariable('pay_hour_low');
set variable pay_year_hours = (select value::decimal(12, 4) from constant where name = 'hours_a_year');
set variable pay_months = (select value::decimal(12, 4) from constant where name = 'months_a_year');
set variable pay_weeks = (select value::decimal(12, 4) from constant where name = 'weeks_a_year');
set variable pay_impossible_hour = (select value::decimal(12, 4) from constant where name = 'impossible_hourly_high');
set variable pay_impossible_year = (select value::decimal(12, 4) from constant where name = 'impossible_yearly_high');
set variable pay_month_high = (getvariable('pay_hour_high') * getvariable('pay_year_hours') / getvariable('pay_months'))::decimal(12, 4);

-- Hours that full-time pay of a unit stands for; NULL where the unit says nothing about hours.
create or replace macro pay_full_time_hours(unit) as case unit
    when 'hour' then 1 when 'day' then 8
    when 'week' then getvariable('pay_year_hours') / getvariable('pay_weeks')
    when 'biweekly' then 2 * getvariable('pay_year_hours') / getvariable('pay_weeks')
    when 'month' then getvariable('pay_year_hours') / getvariable('pay_months')
    when 'year' then getvariable('pay_year_hours') end;

-- Is the amount full-time pay of this unit within the plausible hourly limits? A visit lasts up to a day.
create or replace macro pay_fits(amount, unit) as case
    when unit = 'visit' then amount between getvariable('pay_hour_low') and getvariable('pay_hour_high') * 8
    when unit = 'not_stated' then true
    else amount between getvariable('pay_hour_low') * pay_full_time_hours(unit) and getvariable('pay_hour_high') * pay_full_time_hours(unit) end;

-- The only unit an amount or range can have, or NULL.
create or replace macro pay_unit_by_size(low, high) as case
    when low >= getvariable('pay_hour_low') and high <= getvariable('pay_hour_high') and low < getvariable('pay_day_low') then 'hour'
    when pay_fits(low, 'year') and pay_fits(high, 'year') and high > getvariable('pay_month_high') then 'year' end;

-- A number as it is spelled, in the currency's unit; NULL where it is too long to be one.
create or replace macro pay_figure(number, spelling) as try_cast(case spelling
    when 'plain' then replace(number, ',', '')
    when 'point, comma' then replace(replace(number, '.', ''), ',', '.')
    when 'comma' then replace(number, ',', '.')
    when 'point' then replace(number, '.', '') end as decimal(18, 4));

create or replace temp table pay_offer as
with stated as (
    select phrase_key, template.* exclude (template_key),
        -- A template's digit says which number of the phrase stands there.
        list_transform(ends, lambda each: coalesce(numbers[try_cast(each.number[1] as integer)], each.number)) as printed,
        list_transform(ends, lambda each, i: pay_figure(printed[i], each.spelling)) as plain_figures
    from pay_text join pay_template_offer as template using (template_key)
),
-- $42-48k, $45-$52,000: the thousands count for both ends.
scaled as (
    select *, list_max(plain_figures) as largest, len(list_filter(ends, lambda each: each.is_thousand)) > 0 as has_thousand,
        list_transform(plain_figures, lambda figure, i:
            case when ends[i].is_thousand or (has_thousand and figure < 1000)
                or (largest >= 10000 and figure < 1000 and figure * 1000 between largest / 3 and largest) then figure * 1000 else figure end) as figures
    from stated
    where len(list_filter(plain_figures, lambda figure: figure is null or figure >= 1e7)) = 0
),
bounded as (
    select *, list_min(figures) as low, list_max(figures) as high, figures[1] > figures[-1] as is_reversed,
        unit_own in ('hour', 'year') and pay_fits(low, unit_own) and pay_fits(high, unit_own) as is_strong,
        is_worded_as_pay or is_strong
            or coalesce(unit_own in ('month', 'week', 'biweekly', 'day', 'visit') and pay_fits(low, unit_own), false)
            or coalesce((len(ends) > 1 or is_alone) and is_money and pay_unit_by_size(low, high) is not null, false) as is_evident
    from scaled
),
kept as (
    select * from bounded
    where not (is_refused or (is_doubtful and not coalesce(is_strong, false)) or (coalesce(unit_own, 'hour') = 'hour' and high < 5))
),
-- "$16.50 certified, $15.39 not certified per hour": an amount shares the evidence and the unit of a neighbour of like size.
neighbours as (
    select phrase_key, list({unit: coalesce(unit_own, unit_before), amount: high} order by offer) as evident,
        list_filter(evident, lambda other: other.unit <> 'not_stated' and pay_fits(other.amount, other.unit)) as known
    from kept where is_evident group by phrase_key
),
settled as (
    select kept.*,
        case when unit_before is not null and pay_fits(low, unit_before) and pay_fits(high, unit_before) then unit_before end as unit_weak,
        list_filter(known, lambda other: other.amount between low / 3 and high * 3)[1].unit as unit_like,
        case when is_money then pay_unit_by_size(low, high) end as unit_size,
        coalesce(unit_own, unit_weak, unit_like, unit_size, 'not_stated') as unit,
        unit_own is null and unit_weak is null and unit_like is null and unit_size is not null as is_by_size
    from kept left join neighbours using (phrase_key)
    where is_evident or len(list_filter(evident, lambda other: other.amount between low / 3 and high * 3)) > 0
)
select phrase_key, found_in, currency, offer, unit, is_by_size, is_reversed, bound, len(ends) as ends,
    case when len(ends) = 1 and bound = 'up to' then null else low end as low,
    case when len(ends) = 1 and bound = 'from' then null else high end as high,
    coalesce(pay_fits(low, unit) and pay_fits(high, unit), true) as is_plausible,
    concat_ws(' ', case when len(ends) = 1 then bound end,
        array_to_string(list_transform(printed, lambda number, i: '$' || number || case when ends[i].is_thousand then 'k' else '' end), ' - '),
        coalesce(unit_printed, case when unit <> 'not_stated' and not is_by_size then 'per ' || case unit when 'biweekly' then 'two weeks' else unit end end)) as words
from settled;
