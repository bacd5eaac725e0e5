-- posting_pay: what each ad pays, with its unit, and the hourly figure where the ad allows one. One row per posting.
-- Reads posting_as_read, pay_field, pay_phrase, pay_text, pay_template_read, pay_offer, posting_mentions and the rules of
-- rules/pay.toml (constants: variables set in 3_offer.sql).
-- Order of trust: stated figure fields, the pay field's words, the description, figures a site predicted.

create or replace macro pay_plain(amount) as regexp_replace(
    regexp_replace(amount::decimal(12, 2)::varchar, '\.00$', ''), '^0$', '0'
);
create or replace macro pay_span(low, high) as case
    when low is null then 'up to ' || pay_plain(high) when high is null then 'from ' || pay_plain(low)
    when low = high then pay_plain(low) else pay_plain(low) || ' - ' || pay_plain(high) end;
create or replace macro pay_unit_words(unit) as case unit
    when 'not_stated' then 'with no period' when 'biweekly' then 'every two weeks' else 'per ' || unit
end;

-- One answer a phrase: hourly before any other unit, outer bounds of all offers in that unit.
create or replace temp table pay_phrase_answer as
with by_unit as (
    select
        phrase_key,
        unit,
        bool_and(is_plausible) as is_plausible,
        bool_or(is_by_size) as is_by_size,
        bool_or(is_reversed) as is_reversed,
        count(*) as offers, any_value(currency) as currency, string_agg(words, '; ' order by offer) as words,
        least(min(low), min(high)) as least_end,
        min(low) as lowest,
        max(high) as highest,
        max(low) as open_low,
        min(high) as open_high,
        bool_or(low is null) as opens_below, bool_or(high is null) as opens_above
    from pay_offer group by phrase_key, unit
),
bounded as (
    select * replace (
        case when opens_below and open_high < lowest then null else lowest end as lowest,
        case when opens_above and open_low > highest then null else highest end as highest,
        -- "Min: $18, max: $24" is one range.
        case when offers = 2 and opens_below and opens_above then 1 else offers end as offers)
    from by_unit
),
ranked as (
    select *, row_number() over (partition by phrase_key order by unit = 'not_stated', not is_plausible,
        list_position(['hour', 'year', 'month', 'biweekly', 'week', 'day', 'visit', 'not_stated'], unit)) as preference
    from bounded
),
others as (
    select
        phrase_key, string_agg(pay_span(lowest, highest) || ' ' || pay_unit_words(unit), ', ' order by preference) as other_units,
        string_agg(words, '; ' order by preference) as other_words
    from ranked where preference > 1 and unit <> 'not_stated' group by phrase_key
)
select phrase_key, unit, lowest as low, highest as high, is_by_size, is_reversed, offers, ranked.currency, other_units,
    case when offers > 1 then rates_by end as several,
    -- Words from which the same answer can be read again: a short pay field itself; of other texts only the offers, without those
    -- of another unit where the amount has none of its own and would take theirs.
    case when pay_text.found_in = 'pay field' and length(phrase) <= 200 then trim(phrase)
        else concat_ws('; ', words, case when not is_by_size then other_words end) end as words
from ranked left join others using (phrase_key) join pay_text using (phrase_key) join pay_template_read using (template_key)
where preference = 1 and (lowest is not null or highest is not null);

-- One phrase a posting: the pay field answers before the description.
create or replace temp table pay_text_answer as
with answered as (
    select posting_key, found_in, phrase_key from pay_phrase semi join pay_phrase_answer using (phrase_key)
),
in_field as (select posting_key, phrase_key from answered where found_in = 'pay field')
select * from in_field
union all
select posting_key, phrase_key from answered anti join in_field using (posting_key) where found_in = 'description';

create or replace temp table pay_stated as
with unit_code as (
    select word, name as unit from (select distinct unit_read as word from pay_field)
    join pay_rule on rule_number = pay_rule_number(fold_text(word)) and decides = 'unit'
),
field as (
    select posting_key, low_read, high_read, unit_read, currency_read, is_predicted, unit,
        coalesce(low_read, high_read) as some_low, coalesce(high_read, low_read) as some_high,
        coalesce(unit, pay_unit_by_size(least(some_low, some_high), greatest(some_low, some_high)), 'not_stated') as unit_settled
    from pay_field left join unit_code on word = unit_read
    where low_read is not null or high_read is not null
),
chosen as (
    select posting_key, answer,
        -- A figure field without a period leaves it to words that name the same amounts with one.
        coalesce(low_read is not null or high_read is not null, false)
        and (answer is null or (not is_predicted and not (unit is null
            and answer.unit <> 'not_stated'
            and answer.low = least(low_read, high_read)
            and answer.high = greatest(low_read, high_read)
            )
            )
            ) as is_field,
        field.* exclude (posting_key)
    from field
    full join
        (select posting_key, pay_phrase_answer as answer from pay_text_answer join pay_phrase_answer using (phrase_key))
        using (posting_key)
)
select posting_key, is_field,
    case
        when
            is_field
            then case when low_read is null or high_read is null then low_read else least(low_read, high_read) end else answer.low
    end as low,
    case
        when
            is_field
            then case when low_read is null or high_read is null then high_read else greatest(low_read, high_read) end else
            answer.high
    end as high,
    case when is_field then unit_settled else answer.unit end as unit,
    case when is_field then unit is null and unit_settled <> 'not_stated' else answer.is_by_size end as is_by_size,
    case when is_field then coalesce(low_read > high_read, false) else answer.is_reversed end as is_reversed,
    case when is_field then null else answer.other_units end as other_units,
    case when not is_field then answer.several end as several,
    case when is_field and is_predicted then 'predicted' else 'stated' end as basis,
    coalesce(case when currency_read in ('$', 'US$', 'USD', 'US DOLLAR', 'US DOLLARS') then 'USD' else currency_read end,
        case when is_field then null else answer.currency end, 'USD') as currency,
    case when not is_field then answer.words
        else concat_ws(' ', case when low_read is null then 'up to' when high_read is null then 'from' end,
            case when currency <> 'USD' then currency end,
            case
                when low_read = high_read then pay_plain(low_read) else
                    concat_ws(' - ', pay_plain(low_read), pay_plain(high_read))
            end,
            case
                when unit is null then null when unit = 'not_stated' then unit_read when unit = 'biweekly' then 'biweekly' else
                    'per ' || unit
            end
            )
            end as pay_as_read
from chosen;

-- Hours a week and a day of the ads whose pay is not hourly, and whether they are part-time: the hours field, or the one figure
-- that the description names (posting_mentions); "20 hours a week to be eligible for benefits" names none of the job's.
create or replace macro pay_week_hours(text) as list_distinct(regexp_extract_all(text,
    '(?i)\b(\d{1,2}(?:\.\d{1,2})?(?:\s?(?:-|–|to)\s?\d{1,2}(?:\.\d{1,2})?)?)\s?\+?[ -]?(?:hours?|hrs?)\.?\s?(?:per|an?'
    '|each|/|every)?\s?(?:week(?:ly)?|wk)\b',
    1
    )
    );

-- The sentences about hours that are not the job's hours.
create or replace macro pay_without_other_hours(description) as regexp_replace(description,
    '(?i)[^.;\n]*\b(?:benefits? (?:for|to|are|is|if|when|begin|start)|eligib\w+|minimum|at least|overtime|more than'
    '|training|volunteer\w*|supervision)\b[^.;\n]*',
    ' ',
    'g'
    );

create or replace temp table pay_kind as
with source as (
    select posting_key, unit, phrases, nullif(trim(hours_as_read), '') as hours_as_read,
        lower(concat_ws(' ', employment_type_as_read, schedule_as_read, title)) as kind_words
    from posting_as_read
    join (select posting_key, unit from pay_stated where unit in ('day', 'week', 'biweekly', 'month', 'year')) using (posting_key)
    left join posting_mentions using (posting_key)
)
select posting_key, unit, hours_as_read,
    list_distinct(
        list_transform(regexp_extract_all(hours_as_read, '\d+(?:\.\d+)?'), lambda hours: try_cast(hours as decimal(9, 2)))
    ) as field_hours,
    case when regexp_matches(hours_as_read, '(?i)fte') then 40
        when regexp_matches(hours_as_read, '(?i)bi-?weekly|two weeks|pay period') then 0.5
        when regexp_matches(hours_as_read, '(?i)\bday|daily|shift|month|year') then null
        else 1 end as field_factor,
    case when hours_as_read is null and regexp_matches(phrases, '(?i)week|wk') then pay_week_hours(phrases) end as named_hours,
    regexp_matches(kind_words, 'full[-_ ]?time') as says_full_time,
    regexp_matches(kind_words, 'part[-_ ]?time') or (not says_full_time and coalesce(
        regexp_matches(phrases, '(?i)part[- ]?time') and not regexp_matches(phrases, '(?i)full[- ]?time'), false))
        as says_part_time
from source;

-- Forty is the full-time week anyway; other figures, and hours a day, are looked at closely.
create or replace temp table pay_close_look as
select posting_key,
    case
        when
            len(list_filter(named_hours, lambda hours: hours <> '40')) > 0
            then pay_week_hours(pay_without_other_hours(description))
    end as week_hours,
    case when unit = 'day' then
        list_distinct(
            regexp_extract_all(
                description, '(?i)\b(\d{1,2}(?:\.\d{1,2})?)[ -]?(?:hours?|hrs?)\s?(?:per|a|each|/)?\s?(?:days?|shifts?)\b', 1
            )
        )
        end as day_hours
from posting_as_read
join (from pay_kind where unit = 'day' or len(list_filter(named_hours, lambda hours: hours <> '40')) > 0) using (posting_key);

create or replace temp table pay_hours as
with said as (
    select pay_kind.*, coalesce(week_hours, named_hours) as said_hours, day_hours
    from pay_kind left join pay_close_look using (posting_key)
)
select posting_key, coalesce(says_part_time and not says_full_time, false) as is_part_time,
    try_cast(case when len(field_hours) = 1 then field_hours[1] * field_factor
        when len(said_hours) = 1 then try_cast(said_hours[1] as decimal(9, 2)) end as decimal(9, 2)) as hours_named,
    coalesce(len(field_hours) > 1 or len(said_hours) > 1 or (len(said_hours) = 1 and hours_named is null), false)
        as has_several_hours,
    -- A full-time ad that also names a few hours names those of something else.
    case
        when hours_named between 1 and 80 and not (says_full_time and hours_named < 30 and hours_as_read is null) then hours_named
    end as hours_a_week,
    case when len(day_hours) = 1 then nullif(least(try_cast(day_hours[1] as decimal(9, 2)), 24), 0) end as hours_a_day
from said;

create or replace table posting_pay as
with timed as (
    select
        stated.*,
        hours_a_week,
        hours_a_day,
        coalesce(is_part_time, false) as is_part_time,
        coalesce(has_several_hours, false) as has_several_hours,
        coalesce(
            unit = 'hour' and greatest(low, high) > getvariable('pay_impossible_hour')
            or unit = 'year' and greatest(low, high) < getvariable('pay_impossible_year'),
            false
        ) as is_implausible,
        case unit
            when 'week' then 1 when 'biweekly' then 2 when
                'month'
                then getvariable('pay_weeks') / getvariable('pay_months') when 'year' then getvariable('pay_weeks')
        end as weeks_paid,
        coalesce(hours_a_week, case when not is_part_time then getvariable('pay_year_hours') / getvariable('pay_weeks') end)
            as week_hours,
        -- Hours that the amount pays for: the ad's own, else those of the full-time year; none for part-time work that does not
        -- state them.
        case
            when is_implausible or currency <> 'USD' then null when unit = 'hour' then 1 when unit = 'day' then hours_a_day else
                weeks_paid * week_hours
        end as hours_paid
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
                when
                    unit = 'day'
                    then
                        case
                            when hours_a_day is null then 'hours a day not stated: no hourly figure' else
                                'hourly at ' || regexp_replace(hours_a_day::varchar, '\.?0+$', '') || ' h a day'
                        end
                when unit = 'hour' then null
                when
                    hours_a_week is not null
                    then 'hourly at ' || regexp_replace(hours_a_week::varchar, '\.?0+$', '') || ' h a week'
                when
                    hours_paid is not null
                    then
                        'hourly at 2,080 h a year' || case when has_several_hours then ' (several hours a week named)' else '' end
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

-- Read no more; at ten million postings they would spill.
drop table pay_field;
drop table pay_phrase;
drop table pay_text;
drop table pay_template_read;
drop table pay_template_offer;
drop table pay_offer;
drop table pay_phrase_answer;
drop table pay_text_answer;
drop table pay_stated;
drop table pay_kind;
drop table pay_close_look;
drop table pay_hours;
