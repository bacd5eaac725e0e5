-- What each ad states or a site predicted: amounts, unit, currency, and the words they came from; one row per posting with pay.
-- Reads posting_as_read, pay_field, pay_phrase, pay_offer and the rules of rules/pay.toml.
-- Order of trust: stated figure fields, the pay field's words, the description, figures a site predicted.

create or replace macro pay_plain(amount) as regexp_replace(regexp_replace(amount::decimal(12, 2)::varchar, '\.00$', ''), '^0$', '0');
create or replace macro pay_span(low, high) as case
    when low is null then 'up to ' || pay_plain(high) when high is null then 'from ' || pay_plain(low)
    when low = high then pay_plain(low) else pay_plain(low) || ' - ' || pay_plain(high) end;
create or replace macro pay_unit_words(unit) as case unit when 'not_stated' then 'with no period' when 'biweekly' then 'every two weeks' else 'per ' || unit end;

-- One answer a phrase: hourly before any other unit, outer bounds of all offers in that unit.
create or replace temp table pay_phrase_answer as
with by_unit as (
    select phrase_key, unit, bool_and(is_plausible) as is_plausible, bool_or(is_by_size) as is_by_size, bool_or(is_reversed) as is_reversed,
        count(*) as offers, any_value(currency) as currency, string_agg(words, '; ' order by offer) as words,
        least(min(low), min(high)) as least_end, min(low) as lowest, max(high) as highest, max(low) as open_low, min(high) as open_high,
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
    select phrase_key, string_agg(pay_span(lowest, highest) || ' ' || pay_unit_words(unit), ', ' order by preference) as other_units,
        string_agg(words, '; ' order by preference) as other_words
    from ranked where preference > 1 and unit <> 'not_stated' group by phrase_key
)
select phrase_key, unit, lowest as low, highest as high, is_by_size, is_reversed, offers, ranked.currency, other_units,
    case when offers = 1 then null when regexp_matches(text, 'certif') then 'certified and not certified'
        when regexp_matches(text, '\b(?:i|ii|iii|iv|levels?|grades?|steps?|tiers?|gs-?\d+)\b') then 'levels' else '' end as several,
    -- Words from which the same answer can be read again: a short pay field itself; of other texts only the offers, without those of
    -- another unit where the amount has none of its own and would take theirs.
    case when found_in = 'pay field' and length(phrase) <= 200 then trim(phrase)
        else concat_ws('; ', words, case when not is_by_size then other_words end) end as words
from ranked left join others using (phrase_key) join pay_phrase_read using (phrase_key)
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
        coalesce(low_read is not null or high_read is not null, false) and (answer is null or (not is_predicted and not (unit is null
            and answer.unit <> 'not_stated' and answer.low = least(low_read, high_read) and answer.high = greatest(low_read, high_read)))) as is_field,
        field.* exclude (posting_key)
    from field full join (select posting_key, pay_phrase_answer as answer from pay_text_answer join pay_phrase_answer using (phrase_key)) using (posting_key)
)
select posting_key, is_field,
    case when is_field then case when low_read is null or high_read is null then low_read else least(low_read, high_read) end else answer.low end as low,
    case when is_field then case when low_read is null or high_read is null then high_read else greatest(low_read, high_read) end else answer.high end as high,
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
            case when low_read = high_read then pay_plain(low_read) else concat_ws(' - ', pay_plain(low_read), pay_plain(high_read)) end,
            case when unit is null then null when unit = 'not_stated' then unit_read when unit = 'biweekly' then 'biweekly' else 'per ' || unit end) end as pay_as_read
from chosen;
