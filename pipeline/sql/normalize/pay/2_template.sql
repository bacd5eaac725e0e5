-- What each template of a pay phrase says besides its numbers: amounts, ranges, their units, and whether the words make them pay.
-- Reads pay_text and the words of rules/pay.toml. The order of the work: mark every amount with ¤, cut at the marks, join the two
-- ends of a range, judge each offer by the words before and after it. Only 3_offer.sql knows the numbers.

-- Phrases as they are read: line ends, list points and the cut words where text was left out are '|'; numbers that are counts,
-- hours or account names are '~'.
create or replace temp table pay_template_read as
with source as (
    select template_key, any_value(found_in) as found_in, any_value(template) as template
    from pay_text group by template_key
),
broken as (
    select template_key, found_in, regexp_replace(regexp_replace(replace(template, chr(0), ' '),
        '(?i)[^\s¦]*¦[^\s¦]*|[\r\n]+|</?(?:br|p|li|ul|ol|div|tr|td|h\d)\b[^<>]*>|[•·●▪◦]|&bull;|&middot;', ' | ', 'g'),
        '[*_\\`#\s]+',
        ' ',
        'g'
        ) as text
    from source
),
-- Folding costs as much as all the rest, and plain printed English needs none of it but lower case.
folded as (
    select
        template_key,
        found_in,
        ' ' || case when regexp_matches(text, '[^ -~]|[<&]') then fold_text(text) else trim(lower(text)) end || ' ' as text
    from broken
),
counted as (
    select template_key, found_in,
        regexp_replace(
            regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(text,
            '\b(?:\(\d{3}\)|\d{3})\s?[-. ]?\d{3}[-.]\d{4}\b|\(\d{3}\)\s?\d{3}[-. ]\d{4}', ' ~ ', 'g'),
            -- 40 hours per week, 5 days a week, 3 shifts/week: counts, whatever period follows.
            '([^\d$¤£€.,])(?:\d{1,3}(?:\.\d+)?(?:\s?(?:-|to|or)\s?\d{1,3}(?:\.\d+)?)?\s?\+?[ -]?)?\b(?:hours|days?'
            '|times?|shifts|weeks|months|nights|evenings|weekends|clients|visits)\s?(?:per|an?|each|every|/|out of the'
            '|in a)\s?(?:hour|day|week|wk|month|year|yr|pay period|quarter)\b',
            '\1 ~ ',
            'g'
            ),
            '([^\d$¤£€.,])\d{1,3}(?:\.\d+)?(?:\s?(?:-|to)\s?\d{1,3}(?:\.\d+)?)?\s?\+?[ -](?:(?:hours?'
            '|hrs?)\b(?:[ ./]*(?:per |a |each )?(?:week(?:ly)?|wk|day|daily|month(?:ly)?|bi-?weekly|pay period)\b)?'
            '|(?:days?|weeks?|months?|years?|yrs?|minutes?|mins?)\b)',
            '\1 ~ ',
            'g'
            ),
            -- How often wages are handed out says nothing about the amount.
            '\b(?:paid|payroll|pay ?days?|pay ?checks?)\s(?:is |are |on a |out )*(?:every (?:other )?(?:two '
            '|2 )?)?(?:bi-?|semi-?|bi )?(?:weekly|monthly|daily|weeks?|month|friday)\b|\b(?:weekly|daily|next[- ]day'
            '|same[- ]day|monthly|bi-?weekly) pay(?: ?checks?| ?days?|roll| available| options?)\b',
            ' ~ ',
            'g'
            ),
            '\b(?:after|within|with|of|than|in|for)\s(?:a|an|one|each|the first)\s(?:year|month|week|day|hour)\b'
            '|\bgrant[- ]?funded\b|\bbonus(?:es)?[- ](?:eligib\w+|potential|opportunit\w+|available)',
            ' ~ ',
            'g'
            ),
            '\b(?:annual|yearly|monthly|weekly|daily|quarterly)\s(bonus(?:es)?|stipends?|allowances?|increases?|raises?'
            '|reviews?|merit|leave|meetings?|incentives?|evaluations?)\b',
            '\1',
            'g'
            ),
            ':[\s|]*\|\s?', ': ', 'g'),
            '\b(hr|yr|mo|wk)\.\s?(-|to\b)', '\1 \2', 'g') as text
    from folded
)
select template_key, found_in,
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
    regexp_full_match(text, '[\s\d.,k]+(?:(?:-|to)[\s\d.,k]+)?') as is_bare,
    -- What several rates in one ad may depend on.
    case when regexp_matches(text, 'certif') then 'certified and not certified'
        when regexp_matches(text, '\b(?:i|ii|iii|iv|levels?|grades?|steps?|tiers?|gs-?\d+)\b') then 'levels' else '' end
        as rates_by
from counted;

create or replace temp table pay_amount as
with signed as (
    select template_key, found_in, currency, is_bare,
        case when regexp_matches(text, '[$£€₹¤]\s?\d|(?:usd|gbp|eur|cad|aud|inr)\s?\d')
            then
                regexp_replace(
                    regexp_replace(text, '(?:\b(?:usd?|gbp|eur|cad|aud|inr|ca?|au?)\s?)?[$£€₹]\s?(\d)', ' ¤\1', 'g'),
                    '\b(?:usd|gbp|eur|cad|aud|inr)\s?¤?(\d)',
                    ' ¤\1',
                    'g'
                )
            -- 62.970,00 $ and 45,000 USD
            else
                regexp_replace(
                    text,
                    '(\d[\d.,]*k?(?:\s?(?:-|to)\s?\d[\d.,]*k?)?)\s?(?:[$£€₹]|(?:usd|us dollars|dollars|gbp|eur|cad|aud|inr)\b)',
                    ' ¤\1 ',
                    'g'
                )
            end as text
    from pay_template_read
),
-- An amount without a sign: with a unit, with k, or after a pay word.
unsigned as (
    select template_key, found_in, currency, is_bare,
        regexp_replace(regexp_replace(regexp_replace(text,
            '([^\d.,¤/-]\s?|^)(\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?k?(?:\s?(?:/|per |an? )?\s?(?:hour|hr|year'
            '|yr))?(?:\s?(?:-|to)\s?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?k?)?\s?(?:(?:/|per |an? |each )\s?(?:hour|hr|year'
            '|yr|annum|month|visit|session)|hourly|annually|annual|yearly|monthly|bi-?weekly|weekly|/h\b)\b)',
            '\1 ¤\2',
            'g'
            ),
            '([^\d.,¤/-]\s)(\d{2,3}(?:\.\d)?k\b)', '\1 ¤\2', 'g'),
            '(\b(?:salary|pay|wages?|compensation|hourly|rate|range)\b[^\d¤|]{0,25}(?:\b\d{1,2}:)?\s)(\d{2,3}(?:,\d{3}'
            '|\.\d{2}|k\b))',
            '\1 ¤\2',
            'g'
            ) as text
    from signed
),
bare as (
    select template_key, found_in, currency, is_bare,
        case when contains(text, '¤') or found_in <> 'pay field' then text
            when is_bare then regexp_replace(text, '(\d[\d.,]*)', '¤\1', 'g')
            -- A pay field without any sign: its numbers of the shape of money.
            else
                regexp_replace(
                    text,
                    '(^|[\s:(])(\d{2,4}\.\d{2}|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{5,6}(?:\.\d+)?)((?:\s|-|$|[);,+]))',
                    '\1 ¤\2\3',
                    'g'
                )
            end as text,
        contains(text, '¤') or is_bare as is_money
    from unsigned
),
-- The second end of a range needs no sign of its own.
ranged as (
    select template_key, found_in, currency, is_money, regexp_replace(text,
        '(¤[\d.,]*\d\s?k?\s?(?:(?:/|per |an? )\s?(?:hour|hr|year|yr|month)\s?)?(?:-|to|and|through|thru|~|/|\s|or)*(?:-'
        '|to|and|through|thru|~|/)\s*)(\d)',
        '\1 ¤\2',
        'g'
        ) as text
    from bare where contains(text, '¤')
),
cut as (
    select
        template_key,
        found_in,
        currency,
        is_money,
        unnest(pieces[2:41]) as piece,
        unnest(range(1, least(len(pieces), 41))) as place,
        pieces[1] as opening
    from (select *, string_split(text, '¤') as pieces from ranged)
),
parted as (
    select *, regexp_extract(piece,
        '(?s)^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d{2}|\d{1,3},\d{2}|\d{2,3}\.000|\d+(?:\.\d+)?)(\s?k\b)?(.*)$',
        ['number', 'thousand', 'rest']
        ) as part
    from cut
),
-- "after" ends where another thought begins; the unit is the first one inside it.
read as (
    select
        template_key,
        found_in,
        currency,
        is_money,
        place,
        opening,
        part['number'] as number,
        part['thousand'] <> '' as is_thousand,
        part['rest'] as rest,
        regexp_extract(
            part['rest'],
            '^([^|]*?)(?:\||\b(?:plus|with|and|benefits|including|bonus(?:es)?|while|who|when|if|upon|until|eligible'
            '|via)\b|\s\+\s|$)',
            1
        ) as after,
        regexp_extract(
            after, '^([^|\d]{0,45}?)(?:(?:(?:\bper|\ban?|\beach|\bevery|/|\bp/)\s?\(?(' || pay_noun() || ')|(?:^|[^a-z-])('
            || pay_adverb() || ')|^\s?(hour|hr|hrs|year|yr))(?:[^a-z]|$))', ['gap', 'noun', 'adverb', 'bare']) as unit_after,
        coalesce(nullif(unit_after['noun'], ''), nullif(unit_after['adverb'], ''), nullif(unit_after['bare'], '')) as unit_word,
        -- How the number is spelled: 62.970,00 | 18,50 | 45.000 | 45,000.00
        case when regexp_full_match(number, '\d{1,3}(\.\d{3})+,\d{2}') then 'point, comma'
            when regexp_full_match(number, '\d{1,3},\d{2}') then 'comma'
            when
                regexp_full_match(number, '\d{2,3}\.000') or (currency = 'EUR' and regexp_full_match(number, '\d{1,3}\.\d{3}'))
                then 'point'
            else 'plain' end as spelling,
        regexp_full_match(number, '[0.,]+') as is_zero,
        -- A typing slip ("$45,0000"), millions and percentages are no amounts of pay.
        regexp_matches(part['rest'], '^\d|^[.,]\d|^\s?%|^\s?(?:\+\s?)?(?:million|billion|mil|mm|m|b|bn|thousand)\b')
            as is_unreadable,
        -- "$19.43 - $26.6[cut]": the rest of the number is missing, so that end of the range is not known.
        regexp_full_match(number, '\d+(\.\d)?') and regexp_matches(part['rest'], '^\s?(?:\[|\.\.|…)') as is_cut
    from parted where part['number'] <> ''
),
placed as (
    select *,
        coalesce(
            lag(case when unit_word is null then rest else rest[length(unit_after['gap']) + length(unit_word) + 1:] end)
                over each_phrase,
            opening
        ) as before,
        lead(place) over each_phrase is not null as has_next,
        -- The other end of the range: nothing but a connector, a unit or a step lies between.
        regexp_matches(
            rest,
            '^[\s)*]*(?:\((?:[a-z]+ ?\d*)\)\s?)?(?:,?\s?(?:/|per |an? )?\s?(?:hour|hr|h|year|yr|annum|month|mo|week|wk'
            '|hourly|annually|monthly)\b\.?)?\s*(?:-|to|through|thru|~|up to|–)[\s-]*(?:up to\s)?$'
        )
            or (
                regexp_matches(rest, '^\s*and\s*$')
                and regexp_matches(coalesce(lag(rest) over each_phrase, opening), '\b(?:between|range (?:is|of)|ranges)\s*$')
            ) as opens_range
    from read
    window each_phrase as (partition by template_key order by place)
)
select
    template_key,
    found_in,
    currency,
    is_money,
    place,
    number,
    is_thousand,
    is_unreadable,
    is_cut,
    is_zero,
    spelling,
    unit_word,
    unit_after['gap'] as gap,
    before,
    after,
    rest,
    has_next,
    opens_range,
    sum(case when coalesce(lag_opens, false) then 0 else 1 end)
        over (partition by template_key order by place rows unbounded preceding)
        as offer
from (select *, lag(opens_range) over (partition by template_key order by place) as lag_opens from placed);

create or replace temp table pay_candidate as
with joined as (
    select template_key, offer, any_value(found_in) as found_in, any_value(currency) as currency, bool_and(is_money) as is_money,
        bool_or(is_unreadable) or bool_and(is_cut or is_zero) as is_unreadable,
        bool_or(is_cut) as is_cut,
        arg_min(is_zero, place) as starts_at_zero,
        list({number: number, spelling: spelling, is_thousand: is_thousand} order by place) filter (not is_cut and not is_zero)
            as ends,
        arg_min(before, place) as before,
        arg_max(rest, place) as rest,
        arg_max(after, place) as after,
        arg_max(has_next, place) as has_next,
        coalesce(arg_max(unit_word, place), arg_min(unit_word, place)) as unit_word, max_by(gap, place) as gap
    from pay_amount group by template_key, offer
),
bounded as (
    select *, regexp_extract(before, '([^|]*)$', 1) as clause from joined where not is_unreadable
),
worded as (
    select *,
        (
            regexp_extract_all(
                right(clause, 60),
                '(?:per |an? |/ ?|\b)(hourly|annually|annual|yearly|monthly|bi-?weekly|weekly|daily|hour|year|annum)\b',
                1
            )
        )[-1] as word_before,
        -- The nearest word before the amount decides: pay, or something else that costs money.
        (
            regexp_extract_all(
                right(clause, 70), '\b(' || pay_supplement() || '|' || pay_sum_word() || '|' || pay_pay_word() || ')\b', 1
            )
        )[-1] as near_word,
        (regexp_extract_all(right(before, 70), '\b(' || pay_pay_word() || ')\b', 1))[-1] is not null as has_pay_word,
        case when is_cut then 'from'
            when starts_at_zero then 'up to'
            when
                regexp_matches(
                    clause,
                    '\b(?:up to|max(?:imum)?(?: (?:pay|salary|wage|rate|hourly|base))*(?: of| is)?|as much as'
                    '|not to exceed|no more than)[\s:]*(?:approximately |about )?$'
                )
                -- "Minimum $17 maximum $25": the word belongs to the amount that follows it.
                or (
                    regexp_matches(rest, '^\s?max(?:imum)?\s*(?:$|[|,;.)])')
                    and not (has_next and regexp_full_match(rest, '[\s,:]*\w+[\s:]*'))
                )
                then 'up to'
            when
                regexp_matches(
                    clause,
                    '\b(?:from|start(?:s|ing)?(?: (?:at|from|out|pay|rate|salary|wage|wages|hourly|rate of pay|base'
                    '|annual))*(?: is| of| at)?|min(?:imum)?(?: (?:pay|salary|wage|rate|hourly|base))*(?: of| is)?'
                    '|at least|begin(?:s|ning)?(?: at)?|no less than|as low as|over|more than|entry)[\s:]*(?:usd )?$'
                )
                or regexp_matches(
                    rest,
                    '^(?:\+(?:[\s/,;)|]|$)|(?:\s?(?:/|per |an? )\s?(?:hour|hr|year|yr)|k)?\s?(?:\+(?:\s?$|[,;)|]'
                    '|\s?doe)|and up|& up|or more|or higher|and above|min(?:imum)?\s*(?:$|[|,;.)])|to start'
                    '|starting\b))'
                )
                then 'from'
                end as bound
    from bounded
)
select * from worded;

-- What the words mean, each distinct word once.
create or replace temp table pay_meaning as
select word, name, decides
from
    (
        select distinct word
        from (select unnest([unit_word, word_before, near_word]) as word from pay_candidate)
        where word is not null
    )
    join pay_rule on rule_number = pay_rule_number(word);

create or replace temp table pay_template_offer as
with judged as (
    -- "$30 per group" has a unit, but none that is known here.
    select
        candidate.*,
        coalesce(
            own.name,
            case
                when
                    regexp_matches(after, '^\s?per (?:[a-z]+)\b')
                    and not regexp_matches(
                        after, '^\s?per (?:experience|contract|policy|agreement|guidelines|scale|union|cba|qualifications)'
                    )
                    then 'not_stated'
            end
        ) as unit_own,
        hinted.name as unit_before,
        coalesce(near.decides = 'supplement', false) as is_supplement_before,
        coalesce(near.decides = 'sum', false) as is_sum_before,
        -- What follows the amount and its unit, to the next comma or bracket.
        regexp_extract(
            regexp_replace(
                case when unit_word is null then ltrim(rest, ' (*:,-') else rest[length(gap) + length(unit_word) + 1:] end,
            '^\s?(?:/\s|[)*])?\s?|\b(?:plus|with|and|including)\b.*', '', 'g'), '^([^|,;(+&/]{0,30})', 1) as words_after,
        coalesce(gap, '') as words_between
    from pay_candidate as candidate
    left join pay_meaning as own on own.word = unit_word and own.decides = 'unit'
    left join pay_meaning as hinted on hinted.word = word_before and hinted.decides = 'unit'
    left join pay_meaning as near on near.word = near_word
)
select template_key, offer, found_in, currency, is_money, ends, bound, unit_word, unit_own, unit_before,
    -- The words say that this is no pay ...
    regexp_matches(clause, '(?:\badditional|\bextra)\s*$')
        -- "An increase to $18.50" is pay, "an increase of $1" is not all of it.
        or (is_supplement_before and not regexp_matches(clause, '\b(?:increases?|raises?|bumps?) to\s*$'))
        or regexp_matches(words_after, '^\W*(?:\w+\W+){0,2}(?:' || pay_supplement() || ')\b')
        and not regexp_matches(words_after, '\bor more\b|^\s?-')
        or regexp_matches(words_between, '\b(?:' || pay_supplement() || ')\b') as is_refused,
    -- ... or that it is none unless the amount is plainly a wage by its unit.
    regexp_matches(clause, '(?:\bplus|\+|\badditional|\bextra|\badd|\band an?)\s*(?:an? )?(?:additional |extra )?$')
        or is_sum_before
        or regexp_matches(words_between || ' ' || words_after, '^\W*(?:[\w-]+\W+){0,3}(?:' || pay_sum_word() || ')\b')
            as is_doubtful,
    -- In running text an amount is pay only when something says so: here a pay word beside it.
    found_in = 'pay field' or has_pay_word or regexp_matches(clause, '\b(?:base|min(?:imum)?|max(?:imum)?)[\s:]*$')
        or regexp_matches(
            rest,
            '^\W{0,3}(?:[\w-]+\W+){0,2}(?:salary|pay|wage|doe|d\.o\.e|depending on|dependent on|starting|base'
            '|commensurate|compensation)\b'
        ) as is_worded_as_pay,
    -- A sentence or line of its own.
    trim(clause) = '' and regexp_matches(rest, '^[\s.)]*(?:\||$)') and not has_next as is_alone,
    case
        when
            unit_word is not null
            then case when regexp_full_match(unit_word, pay_adverb()) then unit_word else 'per ' || unit_word end
    end as unit_printed
from judged;

drop table pay_amount;
drop table pay_candidate;
drop table pay_meaning;
