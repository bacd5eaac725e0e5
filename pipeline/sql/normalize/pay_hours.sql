-- pay_hours: hours a week and a day of the ads whose pay is not hourly, and whether they are part-time. Reads pay_stated, posting_as_read.
-- The hours field, or the one figure that the description names; "20 hours a week to be eligible for benefits" names none of the job's.

create or replace macro pay_week_hours(description) as list_distinct(regexp_extract_all(description,
    '(?i)\b(\d{1,2}(?:\.\d{1,2})?(?:\s?(?:-|–|to)\s?\d{1,2}(?:\.\d{1,2})?)?)\s?\+?[ -]?(?:hours?|hrs?)\.?\s?(?:per|an?|each|/|every)?\s?(?:week(?:ly)?|wk)\b', 1));

-- The sentences about hours that are not the job's hours.
create or replace macro pay_without_other_hours(description) as regexp_replace(description,
    '(?i)[^.;\n]*\b(?:benefits? (?:for|to|are|is|if|when|begin|start)|eligib\w+|minimum|at least|overtime|more than|training|volunteer\w*|supervision)\b[^.;\n]*', ' ', 'g');

create or replace temp table pay_hours as
with source as (
    select posting_key, description, nullif(trim(hours_as_read), '') as hours_as_read,
        lower(concat_ws(' ', employment_type_as_read, schedule_as_read, title)) as kind_words
    from posting_as_read semi join (select posting_key from pay_stated where unit in ('day', 'week', 'biweekly', 'month', 'year')) using (posting_key)
),
found as (
    select posting_key, hours_as_read,
        list_distinct(list_transform(regexp_extract_all(hours_as_read, '\d+(?:\.\d+)?'), lambda hours: try_cast(hours as decimal(9, 2)))) as field_hours,
        case when regexp_matches(hours_as_read, '(?i)fte') then 40
            when regexp_matches(hours_as_read, '(?i)bi-?weekly|two weeks|pay period') then 0.5
            when regexp_matches(hours_as_read, '(?i)\bday|daily|shift|month|year') then null
            else 1 end as field_factor,
        case when hours_as_read is null and (contains(description, 'week') or contains(description, 'Week') or contains(description, 'wk'))
            then pay_week_hours(description) end as named_hours,
        -- Forty is the full-time week anyway; other figures are looked at closely.
        case when len(list_filter(named_hours, lambda hours: hours <> '40')) > 0 then pay_week_hours(pay_without_other_hours(description))
            else named_hours end as said_hours,
        case when contains(description, 'day') or contains(description, 'shift') then
            list_distinct(regexp_extract_all(description, '(?i)\b(\d{1,2}(?:\.\d{1,2})?)[ -]?(?:hours?|hrs?)\s?(?:per|a|each|/)?\s?(?:days?|shifts?)\b', 1)) end as said_day_hours,
        regexp_matches(kind_words, 'full[-_ ]?time') as says_full_time,
        regexp_matches(kind_words, 'part[-_ ]?time') or (not says_full_time
            and (contains(description, 'art-time') or contains(description, 'art time') or contains(description, 'PART'))
            and regexp_matches(description, '(?i)part[- ]?time') and not regexp_matches(description, '(?i)full[- ]?time')) as says_part_time
    from source
)
select posting_key, coalesce(says_part_time and not says_full_time, false) as is_part_time,
    try_cast(case when len(field_hours) = 1 then field_hours[1] * field_factor
        when len(said_hours) = 1 then try_cast(said_hours[1] as decimal(9, 2)) end as decimal(9, 2)) as hours_named,
    coalesce(len(field_hours) > 1 or len(said_hours) > 1 or (len(said_hours) = 1 and hours_named is null), false) as has_several_hours,
    -- A full-time ad that also names a few hours names those of something else.
    case when hours_named between 1 and 80 and not (says_full_time and hours_named < 30 and hours_as_read is null) then hours_named end as hours_a_week,
    case when len(said_day_hours) = 1 then nullif(least(try_cast(said_day_hours[1] as decimal(9, 2)), 24), 0) end as hours_a_day
from found;
