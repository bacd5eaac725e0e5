-- Where an ad may speak of pay: its pay field whole, and of a description only the surroundings of its money amounts.
-- Reads posting_as_read. Descriptions are searched as they are, once, and only where no trustworthy pay field answers.

-- A figure field as a number: '$45,000.00' is 45000. NULL: nothing, words, 0 and 0.0 (absent, in every source), negative numbers,
-- and ten million and more (no pay).
create or replace macro pay_field_number(field) as (
    list_filter([coalesce(try_cast(field as decimal(14, 4)), try_cast(regexp_replace(upper(field), '[$,\s]|USD', '', 'g') as decimal(14, 4)))],
        lambda figure: figure > 0 and figure < 1e7)[1]);

-- The text before an amount: its sentence or line so far, at most 80 characters. ¦ is where a sentence was cut; of the sentence
-- before only the word 'pay' is kept, if it speaks of pay.
create or replace macro pay_last_line(words) as case when contains(words, chr(10)) then split_part(words, chr(10), -1) else words end;
create or replace macro pay_clause_before(words) as pay_last_line(split_part(words, '. ', -1));
create or replace macro pay_sentence_before(words) as case
    when contains(split_part(words, '. ', -1), chr(10)) then split_part(split_part(words, '. ', -1), chr(10), -2)
    else pay_last_line(split_part(words, '. ', -2)) end;
create or replace macro pay_before(words) as concat(
    case when regexp_matches(right(pay_sentence_before(words), 60), '(?i)\b(?:' || pay_pay_word() || ')\b') then 'pay | ' else '| ' end,
    case when strlen(pay_clause_before(words)) > 80 then '¦' || right(pay_clause_before(words), 80) else pay_clause_before(words) end);
-- The text after an amount: the rest of its sentence or line, at most 70 characters.
create or replace macro pay_after(words) as concat(split_part(split_part(left(words, 70), '. ', 1), chr(10), 1),
    case when strlen(words) > 70 and not contains(left(words, 70), '. ') and not contains(left(words, 70), chr(10)) then '¦' else '' end);

-- Of a text in pieces, cut at its amounts, what stands beside them; at most 40 amounts.
create or replace macro pay_beside(pieces, sign) as concat(pay_before(pieces[1]), sign,
    case when len(pieces) > 2 then array_to_string(list_transform(pieces[2:least(len(pieces) - 1, 40)], lambda piece:
        case when strlen(piece) > 80 then pay_after(piece) || ' | ' || pay_before(piece) else piece end), sign) || sign else '' end,
    pay_after(pieces[least(len(pieces), 41)]));

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

-- Without a dollar sign an amount shows itself by its unit, by a pay word before it, or by "USD" after it; ¤ is put in front of
-- it.
create or replace macro pay_mark_unsigned(description) as regexp_replace(regexp_replace(regexp_replace(description,
    '(?i)([^\d.,¤$]|^)(\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?k?(?:\s?(?:-|–|to)\s?[\d.,]+k?)?\s?(?:per |an? |/ ?'
    '|each )?(?:hour|hourly|hr|year|yr|annum|annually)\b)',
    '\1¤\2', 'g'),
    '(?i)(\b(?:salary|pay|wages?|compensation|hourly|rate'
    '|range)\b[^\d$¤.\n]{0,40}(?:\b\d{1,2}: ?)?)((?:usd ?)?\d{2,3}(?:,\d{3}|\.\d{2}|k\b))', '\1¤\2', 'g'),
    '([^\d.,¤$]|^)(\d[\d.,]*k?\s?USD\b)', '\1¤\2', 'g');

-- The sentences with a number in them: what there is to search for amounts without a sign.
create or replace macro pay_numbered_sentences(description) as
    array_to_string(list_filter(string_split(description, '. '), lambda sentence: regexp_matches(sentence, '\d')), '. ');

create or replace temp table pay_phrase as
with source as (
    select posting_key, description,
        low_read is null and high_read is null or unit_read is null or is_predicted as is_open,
        nullif(concat_ws(' ; ', nullif(trim(pay_text), ''), words_read), '') as pay_text
    from posting_as_read left join pay_field using (posting_key)
),
asked as (
    select posting_key,
        case when regexp_matches(pay_text, '\d') then left(pay_text, 1500) end as in_field,
        -- Beside a dollar sign other amounts need one of their own; "USD" is another sign.
        contains(description, '$') and not contains(description, 'USD') as has_sign,
        case when has_sign then string_split(description, '$')
            when contains(description, '$') or pay_may_be_unsigned(description) then string_split(replace(pay_mark_unsigned(pay_numbered_sentences(description)), '$', '¤'), '¤') end as pieces
    from source where coalesce(is_open, true)
),
beside as materialized (
    select posting_key, in_field, case when len(pieces) > 1 then case when has_sign then pay_beside(pieces, '$') else pay_beside(pieces, '¤') end end as in_description
    from asked
),
phrases as (
    select posting_key, 'pay field' as found_in, in_field as phrase from beside where in_field is not null
    union all
    select posting_key, 'description' as found_in, in_description as phrase from beside where in_description is not null
)
select posting_key, found_in, phrase, hash(found_in, phrase) as phrase_key from phrases;

-- Each distinct phrase once, with its numbers taken out: "$18.25 - $22.00 an hour" is the template "$11.11 - $22.22 an hour" and
-- the numbers 18.25 and 22.00, so that the words around them are read once for all amounts. The digit is the number's place in
-- the phrase; zero stays zero. A phrase of more than nine numbers, or whose digits mean something ("42 022", "45.000"), is its
-- own template.
create or replace macro pay_number() as '\d+(?:[.,]\d+)*';
create or replace temp table pay_text as
with source as (
    select phrase_key, any_value(found_in) as found_in, any_value(phrase) as phrase from pay_phrase group by phrase_key
),
worded as (
    select *, case when regexp_matches(phrase, '40[13]|457|2 week') then replace(regexp_replace(phrase,
        '(?i)([^\d.,$]|^)(?:401|403|457)(?:\s?\([kab]\)|[kab]\b|\s[kb]\b)', '\1 retirement ', 'g'), '2 week', 'two week') else phrase end as words
    from source
),
numbered as (
    select *, case when not regexp_matches(words, '\d[\s\p{Z}]\d{3}|\.000') then regexp_extract_all(words, pay_number()) end as found
    from worded
),
templated as (
    select phrase_key, found_in, phrase, case when len(found) <= 9 then found end as numbers,
        case when len(found) <= 9 then array_to_string(list_transform(regexp_split_to_array(words, pay_number()), lambda piece, i:
            concat(piece, case when regexp_full_match(found[i], '[0.,]+') then found[i] else translate(found[i], '0123456789', repeat(i::varchar, 10)) end)), '')
            else words end as template
    from numbered
)
select *, hash(found_in, template, numbers is null) as template_key from templated;
