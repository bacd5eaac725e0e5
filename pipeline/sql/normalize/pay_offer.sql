-- The offers of pay inside each distinct phrase: amount or range, unit, whether it is pay at all.
-- Reads pay_phrase, constant and the words of rules/pay.toml. The order of the work: mark every amount with ¤, cut at the marks, judge each
-- amount by the words before and after it, join the two ends of a range, settle the unit.
--
-- An amount without a unit gets one only where no other is possible. The limits come from two cited constants, the federal minimum
-- wage (7.25) and the highest plausible hourly pay (120): the least a full day can pay is 8 x 7.25 = 58, so 7.25 to under 58 is hourly;
-- the most a month can pay is 120 x 2,080 / 12 = 20,800, so above 20,800 and up to 120 x 2,080 = 249,600 is yearly. One end of a range
-- inside such a zone decides when the other end fits the same unit. Everything else stays 'not_stated'.


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

-- Phrases as they are read: line ends, list points and the cut words where text was left out are '|'; numbers that are counts, hours or account names are '~'.
create or replace temp table pay_phrase_read as
with source as (
    select phrase_key, any_value(found_in) as found_in, any_value(phrase) as phrase from pay_phrase group by phrase_key
),
broken as (
    select phrase_key, found_in, phrase, regexp_replace(regexp_replace(replace(phrase, chr(0), ' '),
        '(?i)[^\s¦]*¦[^\s¦]*|[\r\n]+|</?(?:br|p|li|ul|ol|div|tr|td|h\d)\b[^<>]*>|[•·●▪◦]|&bull;|&middot;', ' | ', 'g'), '[*_\\`#\s]+', ' ', 'g') as text
    from source
),
-- Folding costs as much as all the rest, and plain printed English needs none of it but lower case.
folded as (
    select phrase_key, found_in, phrase, ' ' || case when regexp_matches(text, '[^ -~]|[<&]') then fold_text(text) else trim(lower(text)) end || ' ' as text
    from broken
),
counted as (
    select phrase_key, found_in, phrase,
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(text,
            '\b(?:\(\d{3}\)|\d{3})\s?[-. ]?\d{3}[-.]\d{4}\b|\(\d{3}\)\s?\d{3}[-. ]\d{4}', ' ~ ', 'g'),
            '([^\d.,$])(?:401|403|457)(?:\s?\([kab]\)|[kab]\b|\s[kb]\b)', '\1 retirement ', 'g'),
            -- 40 hours per week, 5 days a week, 3 shifts/week: counts, whatever period follows.
            '([^\d$¤£€.,])(?:\d{1,3}(?:\.\d+)?(?:\s?(?:-|to|or)\s?\d{1,3}(?:\.\d+)?)?\s?\+?[ -]?)?\b(?:hours|days?|times?|shifts|weeks|months|nights|evenings|weekends|clients|visits)\s?(?:per|an?|each|every|/|out of the|in a)\s?(?:hour|day|week|wk|month|year|yr|pay period|quarter)\b', '\1 ~ ', 'g'),
            '([^\d$¤£€.,])\d{1,3}(?:\.\d+)?(?:\s?(?:-|to)\s?\d{1,3}(?:\.\d+)?)?\s?\+?[ -](?:(?:hours?|hrs?)\b(?:[ ./]*(?:per |a |each )?(?:week(?:ly)?|wk|day|daily|month(?:ly)?|bi-?weekly|pay period)\b)?|(?:days?|weeks?|months?|years?|yrs?|minutes?|mins?)\b)', '\1 ~ ', 'g'),
            -- How often wages are handed out says nothing about the amount.
            '\b(?:paid|payroll|pay ?days?|pay ?checks?)\s(?:is |are |on a |out )*(?:every (?:other )?(?:two |2 )?)?(?:bi-?|semi-?|bi )?(?:weekly|monthly|daily|weeks?|month|friday)\b|\b(?:weekly|daily|next[- ]day|same[- ]day|monthly|bi-?weekly) pay(?: ?checks?| ?days?|roll| available| options?)\b', ' ~ ', 'g'),
            '\b(?:after|within|with|of|than|in|for)\s(?:a|an|one|each|the first)\s(?:year|month|week|day|hour)\b|\bgrant[- ]?funded\b|\bbonus(?:es)?[- ](?:eligib\w+|potential|opportunit\w+|available)', ' ~ ', 'g'),
            '\b(?:annual|yearly|monthly|weekly|daily|quarterly)\s(bonus(?:es)?|stipends?|allowances?|increases?|raises?|reviews?|merit|leave|meetings?|incentives?|evaluations?)\b', '\1', 'g'),
            ':[\s|]*\|\s?', ': ', 'g'),
            '\b(hr|yr|mo|wk)\.\s?(-|to\b)', '\1 \2', 'g') as text
    from folded
)
select phrase_key, found_in, phrase,
    regexp_replace(regexp_replace(regexp_replace(text,
        -- $42 022 is one number where a range, a unit or the end follows.
        '(\d{1,3}) (\d{3}(?:\.\d\d)?\s?(?:-|–|to\b|/|\||per\b|an?\b|annual|year|p\.?a\b|usd\b|$))', '\1,\2', 'g'),
        '(\d{1,3}) (\d{3}(?:\.\d\d)?\s?(?:-|–|to\b|/|\||per\b|an?\b|annual|year|p\.?a\b|usd\b|$))', '\1,\2', 'g'),
        '[!?;]\s|\.\s', ' | ', 'g') as text,
    case when regexp_matches(text, '\b(?:cad|c\$|ca\$)') or regexp_matches(text, '(?:^|\s)c(?:a|dn)?\s?\$\s?\d') then 'CAD'
        when regexp_matches(text, '\baud\b|\ba(?:u)?\$\s?\d') then 'AUD'
        when contains(text, '$') or contains(text, 'usd') then 'USD'
        when contains(text, '£') or regexp_matches(text, '\bgbp\b') then 'GBP'
        when contains(text, '€') or regexp_matches(text, '\beur\b') then 'EUR'
        when contains(text, '₹') or regexp_matches(text, '\binr\b') then 'INR' end as currency,
    -- A phrase of one amount or range and nothing else is money without a sign.
    regexp_full_match(text, '[\s\d.,k]+(?:(?:-|to)[\s\d.,k]+)?') as is_bare
from counted;

create or replace temp table pay_amount as
with signed as (
    select phrase_key, found_in, currency, is_bare,
        case when regexp_matches(text, '[$£€₹¤]\s?\d|(?:usd|gbp|eur|cad|aud|inr)\s?\d')
            then regexp_replace(regexp_replace(text, '(?:(?:usd?|gbp|eur|cad|aud|inr|ca?|au?)\s?)?[$£€₹]\s?(\d)', ' ¤\1', 'g'), '\b(?:usd|gbp|eur|cad|aud|inr)\s?¤?(\d)', ' ¤\1', 'g')
            -- 62.970,00 $ and 45,000 USD
            else regexp_replace(text, '(\d[\d.,]*k?(?:\s?(?:-|to)\s?\d[\d.,]*k?)?)\s?(?:[$£€₹]|(?:usd|us dollars|dollars|gbp|eur|cad|aud|inr)\b)', ' ¤\1 ', 'g') end as text
    from pay_phrase_read
),
-- An amount without a sign: with a unit, with k, or after a pay word.
unsigned as (
    select phrase_key, found_in, currency, is_bare,
        regexp_replace(regexp_replace(regexp_replace(text,
            '([^\d.,¤/-]\s?|^)(\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?k?(?:\s?(?:/|per |an? )?\s?(?:hour|hr|year|yr))?(?:\s?(?:-|to)\s?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?k?)?\s?(?:(?:/|per |an? |each )\s?(?:hour|hr|year|yr|annum|month|visit|session)|hourly|annually|annual|yearly|monthly|bi-?weekly|weekly|/h\b)\b)', '\1 ¤\2', 'g'),
            '([^\d.,¤/-]\s)(\d{2,3}(?:\.\d)?k\b)', '\1 ¤\2', 'g'),
            '(\b(?:salary|pay|wages?|compensation|hourly|rate|range)\b[^\d¤|]{0,25}\s)(\d{2,3}(?:,\d{3}|\.\d{2}|k\b))', '\1 ¤\2', 'g') as text
    from signed
),
bare as (
    select phrase_key, found_in, currency, is_bare,
        case when contains(text, '¤') or found_in <> 'pay field' then text
            when is_bare then regexp_replace(text, '(\d[\d.,]*)', '¤\1', 'g')
            -- A pay field without any sign: its numbers of the shape of money.
            else regexp_replace(text, '(^|[\s:(])(\d{2,4}\.\d{2}|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{5,6}(?:\.\d+)?)((?:\s|-|$|[);,+]))', '\1 ¤\2\3', 'g') end as text,
        contains(text, '¤') or is_bare as is_money
    from unsigned
),
-- The second end of a range needs no sign of its own.
ranged as (
    select phrase_key, found_in, currency, is_money, regexp_replace(text,
        '(¤[\d.,]*\d\s?k?\s?(?:(?:/|per |an? )\s?(?:hour|hr|year|yr|month)\s?)?(?:-|to|and|through|thru|~|/|\s|or)*(?:-|to|and|through|thru|~|/)\s*)(\d)', '\1 ¤\2', 'g') as text
    from bare where contains(text, '¤')
),
cut as (
    select phrase_key, found_in, currency, is_money, unnest(pieces[2:41]) as piece, unnest(range(1, least(len(pieces), 41))) as place, pieces[1] as opening
    from (select *, string_split(text, '¤') as pieces from ranged)
),
parted as (
    select *, regexp_extract(piece,
        '(?s)^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d{2}|\d{1,3},\d{2}|\d{2,3}\.000|\d+(?:\.\d+)?)(\s?k\b)?(.*)$', ['number', 'thousand', 'rest']) as part
    from cut
),
-- "after" ends where another thought begins; the unit is the first one inside it.
read as (
    select phrase_key, found_in, currency, is_money, place, opening, part['number'] as number, part['thousand'] <> '' as is_thousand, part['rest'] as rest,
        regexp_extract(part['rest'], '^([^|]*?)(?:\||\b(?:plus|with|and|benefits|including|bonus(?:es)?|while|who|when|if|upon|until|eligible|via)\b|\s\+\s|$)', 1) as after,
        regexp_extract(after, '^([^|\d]{0,45}?)(?:(?:(?:\bper|\ban?|\beach|\bevery|/|\bp/)\s?\(?(' || pay_noun() || ')|(?:^|[^a-z-])('
            || pay_adverb() || ')|^\s?(hour|hr|hrs|year|yr))(?:[^a-z]|$))', ['gap', 'noun', 'adverb', 'bare']) as unit_after,
        coalesce(nullif(unit_after['noun'], ''), nullif(unit_after['adverb'], ''), nullif(unit_after['bare'], '')) as unit_word,
        try_cast(case
            when regexp_full_match(number, '\d{1,3}(\.\d{3})+,\d{2}') then replace(replace(number, '.', ''), ',', '.')
            when regexp_full_match(number, '\d{1,3},\d{2}') then replace(number, ',', '.')
            when regexp_full_match(number, '\d{2,3}\.000') or (currency = 'EUR' and regexp_full_match(number, '\d{1,3}\.\d{3}')) then replace(number, '.', '')
            else replace(number, ',', '') end as decimal(18, 4)) as figure,
        -- A typing slip ("$45,0000"), millions and percentages are no amounts of pay.
        regexp_matches(part['rest'], '^\d|^[.,]\d|^\s?%|^\s?(?:\+\s?)?(?:million|billion|mil|mm|m|b|bn|thousand)\b') as is_unreadable,
        -- "$19.43 - $26.6[cut]": the rest of the number is missing, so that end of the range is not known.
        regexp_full_match(number, '\d+(\.\d)?') and regexp_matches(part['rest'], '^\s?(?:\[|\.\.|…)') as is_cut
    from parted where part['number'] <> ''
),
placed as (
    select *,
        coalesce(lag(case when unit_word is null then rest else rest[length(unit_after['gap']) + length(unit_word) + 1:] end) over each_phrase, opening) as before,
        -- The other end of the range: nothing but a connector, a unit or a step lies between.
        regexp_matches(rest, '^[\s)*]*(?:\((?:[a-z]+ ?\d*)\)\s?)?(?:,?\s?(?:/|per |an? )?\s?(?:hour|hr|h|year|yr|annum|month|mo|week|wk|hourly|annually|monthly)\b\.?)?\s*(?:-|to|through|thru|~|up to|–)[\s-]*(?:up to\s)?$')
            or (regexp_matches(rest, '^\s*and\s*$') and regexp_matches(coalesce(lag(rest) over each_phrase, opening), '\b(?:between|range (?:is|of)|ranges)\s*$')) as opens_range
    from read
    window each_phrase as (partition by phrase_key order by place)
)
select phrase_key, found_in, currency, is_money, place, number, is_thousand, is_unreadable, is_cut, figure, unit_word, unit_after['gap'] as gap, before, after, rest, opens_range,
    sum(case when coalesce(lag_opens, false) then 0 else 1 end) over (partition by phrase_key order by place rows unbounded preceding) as offer
from (select *, lag(opens_range) over (partition by phrase_key order by place) as lag_opens from placed);

create or replace temp table pay_candidate as
with joined as (
    select phrase_key, offer, any_value(found_in) as found_in, any_value(currency) as currency, bool_and(is_money) as is_money,
        bool_or(is_unreadable) or bool_or(figure is null or figure >= 1e7) or bool_and(is_cut or figure = 0) as is_unreadable, bool_or(is_cut) as is_cut, arg_min(figure, place) = 0 as starts_at_zero,
        list(figure order by place) filter (not is_cut and figure > 0) as figures, list(is_thousand order by place) filter (not is_cut and figure > 0) as thousands,
        list(number order by place) filter (not is_cut and figure > 0) as numbers,
        arg_min(before, place) as before, arg_max(rest, place) as rest, arg_max(after, place) as after,
        coalesce(arg_max(unit_word, place), arg_min(unit_word, place)) as unit_word, max_by(gap, place) as gap, count(*) filter (not is_cut and figure > 0) as ends
    from pay_amount group by phrase_key, offer
),
-- $42-48k, $45-$52,000: the thousands count for both ends.
scaled as (
    select * replace (list_transform(figures, lambda figure, i:
        case when thousands[i] or (list_contains(thousands, true) and figure < 1000)
            or (list_max(figures) >= 10000 and figure < 1000 and figure * 1000 between list_max(figures) / 3 and list_max(figures)) then figure * 1000 else figure end) as figures)
    from joined where not is_unreadable
),
bounded as (
    select *, list_min(figures) as low, list_max(figures) as high, figures[1] > figures[-1] as is_reversed, regexp_extract(before, '([^|]*)$', 1) as clause
    from scaled
),
worded as (
    select *,
        (regexp_extract_all(right(clause, 60), '(?:per |an? |/ ?|\b)(hourly|annually|annual|yearly|monthly|bi-?weekly|weekly|daily|hour|year|annum)\b', 1))[-1] as word_before,
        -- The nearest word before the amount decides: pay, or something else that costs money.
        (regexp_extract_all(right(clause, 70), '\b(' || pay_supplement() || '|' || pay_sum_word() || '|' || pay_pay_word() || ')\b', 1))[-1] as near_word,
        (regexp_extract_all(right(before, 70), '\b(' || pay_pay_word() || ')\b', 1))[-1] is not null as has_pay_word,
        case when is_cut then 'from'
            when starts_at_zero then 'up to'
            when regexp_matches(clause, '\b(?:up to|max(?:imum)?(?: of)?|as much as|not to exceed|no more than)[\s:]*(?:approximately |about )?$')
                or regexp_matches(rest, '^\s?max(?:imum)?\s*(?:$|[|,;.)])') then 'up to'
            when regexp_matches(clause, '\b(?:from|start(?:s|ing)?(?: (?:at|from|out|pay|rate|salary|wage|wages|hourly|rate of pay|base|annual))*(?: is| of| at)?|minimum(?: of)?|min|at least|begin(?:s|ning)?(?: at)?|no less than|as low as|over|more than|entry)[\s:]*(?:usd )?$')
                or regexp_matches(rest, '^(?:\+(?:[\s/,;)|]|$)|(?:\s?(?:/|per |an? )\s?(?:hour|hr|year|yr)|k)?\s?(?:\+(?:\s?$|[,;)|]|\s?doe)|and up|& up|or more|or higher|and above|min(?:imum)?\s*(?:$|[|,;.)])|to start|starting\b))') then 'from' end as bound
    from bounded
)
select * from worded;

-- What the words mean, each distinct word once.
create or replace temp table pay_meaning as
select word, name, decides
from (select distinct word from (select unnest([unit_word, word_before, near_word]) as word from pay_candidate) where word is not null)
    join pay_rule on rule_number = pay_rule_number(word);

create or replace temp table pay_offer as
with judged as (
    -- "$30 per group" has a unit, but none that is known here.
    select candidate.*, coalesce(own.name, case when regexp_matches(after, '^\s?per (?:[a-z]+)\b') and not regexp_matches(after, '^\s?per (?:experience|contract|policy|agreement|guidelines|scale|union|cba|qualifications)') then 'not_stated' end) as unit_own, hinted.name as unit_before,
        unit_own in ('hour', 'year') and pay_fits(low, unit_own) and pay_fits(high, unit_own) as is_strong,
        coalesce(near.decides = 'supplement', false) as is_supplement_before,
        coalesce(near.decides = 'sum', false) as is_sum_before,
        -- What follows the amount and its unit, to the next comma or bracket.
        regexp_extract(regexp_replace(case when unit_word is null then ltrim(rest, ' (*:,-') else rest[length(gap) + length(unit_word) + 1:] end,
            '^\s?(?:/\s|[)*])?\s?|\b(?:plus|with|and|including)\b.*', '', 'g'), '^([^|,;(+&/]{0,30})', 1) as words_after,
        coalesce(gap, '') as words_between
    from pay_candidate as candidate
    left join pay_meaning as own on own.word = unit_word and own.decides = 'unit'
    left join pay_meaning as hinted on hinted.word = word_before and hinted.decides = 'unit'
    left join pay_meaning as near on near.word = near_word
),
refused as (
    select *,
        regexp_matches(clause, '(?:\bplus|\+|\badditional|\bextra|\badd|\band an?)\s*(?:an? )?(?:additional |extra )?$') and not is_strong
        or regexp_matches(clause, '(?:\badditional|\bextra)\s*$')
        or is_supplement_before
        or (is_sum_before and not is_strong)
        or regexp_matches(words_after, '^\W*(?:\w+\W+){0,2}(?:' || pay_supplement() || ')\b') and not regexp_matches(words_after, '\bor more\b|^\s?-')
        or (regexp_matches(words_between || ' ' || words_after, '^\W*(?:[\w-]+\W+){0,3}(?:' || pay_sum_word() || ')\b') and not is_strong)
        or regexp_matches(words_between, '\b(?:' || pay_supplement() || ')\b')
        or (coalesce(unit_own, 'hour') = 'hour' and high < 5) as is_refused,
        -- In running text an amount is pay only when something says so: a unit, a pay word beside it, or a range that only pay can be.
        found_in = 'pay field' or is_strong or has_pay_word
            or coalesce(unit_own in ('month', 'week', 'biweekly', 'day', 'visit') and pay_fits(low, unit_own), false)
            or coalesce(ends > 1 and is_money and pay_unit_by_size(low, high) is not null, false)
            or regexp_matches(rest, '^\W{0,3}(?:[\w-]+\W+){0,2}(?:salary|pay|wage|doe|d\.o\.e|depending on|dependent on|starting|base|commensurate|compensation)\b') as is_evident
    from judged
),
-- "$16.50 certified, $15.39 not certified per hour": an amount shares the evidence and the unit of a neighbour of like size.
neighbours as (
    select phrase_key, list({unit: coalesce(unit_own, unit_before), amount: high} order by offer) as evident,
        list_filter(evident, lambda other: other.unit <> 'not_stated' and pay_fits(other.amount, other.unit)) as known
    from refused where is_evident and not is_refused group by phrase_key
),
settled as (
    select refused.*,
        case when unit_before is not null and pay_fits(low, unit_before) and pay_fits(high, unit_before) then unit_before end as unit_weak,
        list_filter(known, lambda other: other.amount between low / 3 and high * 3)[1].unit as unit_like,
        case when is_money then pay_unit_by_size(low, high) end as unit_size,
        coalesce(unit_own, unit_weak, unit_like, unit_size, 'not_stated') as unit,
        unit_own is null and unit_weak is null and unit_like is null and unit_size is not null as is_by_size
    from refused left join neighbours using (phrase_key)
    where not is_refused and (is_evident or len(list_filter(evident, lambda other: other.amount between low / 3 and high * 3)) > 0)
)
select phrase_key, found_in, currency, offer, unit, is_by_size, is_reversed, bound, ends,
    case when ends = 1 and bound = 'up to' then null else low end as low,
    case when ends = 1 and bound = 'from' then null else high end as high,
    coalesce(pay_fits(low, unit) and pay_fits(high, unit), true) as is_plausible,
    concat_ws(' ', case when ends = 1 then bound end,
        array_to_string(list_transform(numbers, lambda number, i: '$' || number || case when thousands[i] then 'k' else '' end), ' - '),
        case when unit_word is not null then case when regexp_full_match(unit_word, pay_adverb()) then unit_word else 'per ' || unit_word end
            when unit not in ('not_stated') and not is_by_size then 'per ' || case unit when 'biweekly' then 'two weeks' else unit end end) as words
from settled;

-- Read no more; at ten million postings they would spill.
drop table pay_amount;
drop table pay_candidate;
drop table pay_meaning;
