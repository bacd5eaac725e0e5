-- Where an ad may speak of pay: its pay field whole, and of a description only the surroundings of its money amounts.
-- Reads posting_as_read. Descriptions are searched as they are, once, and only where no trustworthy pay field answers.

-- A figure field as a number: '$45,000.00' is 45000. NULL: nothing, words, 0 and 0.0 (absent, in every source), negative numbers, and
-- ten million and more (no pay).
create or replace macro pay_field_number(field) as (
    list_filter([coalesce(try_cast(field as decimal(14, 4)), try_cast(regexp_replace(upper(field), '[$,\s]|USD', '', 'g') as decimal(14, 4)))],
        lambda figure: figure > 0 and figure < 1e7)[1]);

-- Beside every mark at most 80 characters before it and 70 after it, at most 40 marks; ¦ is where text was left out.
create or replace macro pay_windows(description, mark) as list_transform([string_split(description, mark)[1:41]], lambda pieces:
    array_to_string(list_transform(pieces, lambda piece, i:
        case when strlen(piece) <= 80 then piece
             when i = 1 then '¦' || right(piece, 80)
             when i = len(pieces) then left(piece, 70) || '¦'
             when strlen(piece) > 160 then left(piece, 70) || '¦' || right(piece, 80)
             else piece end), mark))[1];

create or replace temp table pay_field as
select posting_key,
    pay_field_number(pay_min_as_read) as low_read,
    pay_field_number(pay_max_as_read) as high_read,
    nullif(trim(pay_unit_as_read), '') as unit_read,
    nullif(trim(upper(pay_currency_as_read)), '') as currency_read,
    -- A figure field that holds words ("$18 to $22 an hour") is read as a pay phrase.
    case when low_read is null and high_read is null and regexp_matches(concat(pay_min_as_read, pay_max_as_read), '[1-9]')
        then concat_ws(' ', case when pay_min_as_read is distinct from pay_max_as_read then concat_ws(' - ', pay_min_as_read, pay_max_as_read)
            else pay_min_as_read end, pay_unit_as_read, pay_currency_as_read) end as words_read,
    coalesce(pay_is_predicted, false) as is_predicted
from posting_as_read
where pay_min_as_read is not null or pay_max_as_read is not null or pay_unit_as_read is not null;

-- Does a description without a dollar sign speak of pay? One search, since almost every description comes by here.
create or replace macro pay_may_be_unsigned(description) as
    regexp_matches(description, 'per (?:hour|year)|/h|an hour|ourly|alary|USD|nnual|ay:|ay [rR]ate|ompensation:');

-- Without a dollar sign an amount shows itself by its unit, by a pay word before it, or by "USD" after it; ¤ is put in front of it.
create or replace macro pay_mark_unsigned(description) as regexp_replace(regexp_replace(regexp_replace(description,
    '(?i)([^\d.,¤]|^)(\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?k?(?:\s?(?:-|–|to)\s?[\d.,]+k?)?\s?(?:per |an? |/ ?|each )?(?:hour|hourly|hr|year|yr|annum|annually)\b)',
    '\1¤\2', 'g'),
    '(?i)(\b(?:salary|pay|wages?|compensation|hourly|rate|range)\b[^\d$¤.\n]{0,40})((?:usd ?)?\d{2,3}(?:,\d{3}|\.\d{2}|k\b))', '\1¤\2', 'g'),
    '([^\d.,¤]|^)(\d[\d.,]*k?\s?USD\b)', '\1¤\2', 'g');

create or replace temp table pay_phrase as
with source as (
    select posting_key, description,
        low_read is null and high_read is null or unit_read is null or is_predicted as is_open,
        nullif(concat_ws(' ; ', nullif(trim(pay_text), ''), words_read), '') as pay_text
    from posting_as_read left join pay_field using (posting_key)
),
asked as materialized (
    select posting_key,
        case when regexp_matches(pay_text, '\d') then left(pay_text, 1500) end as in_field,
        case when contains(description, '$') then pay_windows(description, '$')
            when pay_may_be_unsigned(description) then
                case when contains(pay_mark_unsigned(description), '¤') then pay_windows(pay_mark_unsigned(description), '¤') end end as in_description
    from source where coalesce(is_open, true)
),
phrases as (
    select posting_key, 'pay field' as found_in, in_field as phrase from asked where in_field is not null
    union all
    select posting_key, 'description' as found_in, in_description as phrase from asked where in_description is not null
)
select posting_key, found_in, phrase, hash(found_in, phrase) as phrase_key from phrases;
