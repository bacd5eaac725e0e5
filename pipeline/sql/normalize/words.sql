-- posting_words: what a posting's fields, title, employer and mentions (mentions.sql) say of its setting, employer, hours and
-- requirements.
-- One row per posting. Every rule is asked once per distinct text:
-- rules/{setting,employer_setting,employer_type,employment,contract, schedule,certification,lived_experience,place_remote}.toml.
-- What is not written is 'not_stated' or NULL.
-- setting: the first to speak of the field, a title that names a line, an employer that has one setting only, the title, the
-- employer's name, the description, a title that only hints at one, the kind of employer. setting_evidence: which of them, and
-- its words.
-- employment_type: the first to speak of the field, the schedule field, the title, the description, and last the weekly hours: 35
-- and over is full time (Bureau of Labor Statistics, https://www.bls.gov/cps/definitions.htm#fullparttime).
-- remote_mode_in_text: 'hybrid', 'remote' or 'onsite' where the description says so; posting.sql reads it where nothing else
-- speaks of it.
-- hours_per_week_low, _high: weekly hours as printed, hours a week; two weeks' hours are halved; outside 1 to 60 they are not
-- read.

-- {low, high} of the first match of a pattern with the groups low, high and period; NULL when there is none.
create or replace macro weekly_hours(value, pattern) as list_transform(
    [{
        low: try_cast(regexp_extract(value, pattern, 1) as decimal(5, 1)),
        high: try_cast(
            coalesce(nullif(regexp_extract(value, pattern, 2), ''), regexp_extract(value, pattern, 1)) as decimal(5, 1)
        ),
        weeks: case when regexp_matches(regexp_extract(value, pattern, 3), 'pay|two|bi') then 2 else 1 end
    }],
    lambda h: case when h.low / h.weeks >= 1 and h.low <= h.high and h.high / h.weeks <= 60
        then {low: (h.low / h.weeks)::decimal(5, 1), high: (h.high / h.weeks)::decimal(5, 1)}
    end
)[1];

create or replace macro without(value, noise) as regexp_replace(value, noise, ' ', 'g');

create or replace table posting_words as
with as_read as (
    select
        posting_key, title, employer,
        {
            employment: employment_type_as_read, schedule: schedule_as_read, hours: hours_as_read, contract: contract_as_read,
            setting: setting_as_read, employer_type: employer_type_as_read, certification: certification_as_read,
            lived_experience: lived_experience_as_read
        } as fields
    from posting_as_read
),
field_words as (
    select
        fields, fold_words(fields.employment) as employment, fold_words(fields.schedule) as schedule,
        fold_words(fields.contract) as contract, fold_words(fields.setting) as setting
    from (select distinct fields from as_read)
),
by_field as (
    select
        fields,
        -- On call is a duty in a text, and a kind of employment as the whole of its field.
        coalesce(
            employment_first(if(employment = 'on call', 'per diem', employment)),
            employment_first(without(schedule, employment_noise()))
        )
            as employment_type,
        coalesce(contract_first(contract), contract_first(employment), contract_first(schedule)) as contract_type,
        schedule_all(without(concat_ws(' ; ', schedule, employment), schedule_noise())) as schedule_flags,
        coalesce(
            weekly_hours(fold_text(fields.hours), schedule_hours_field()),
            weekly_hours(fold_text(fields.hours), schedule_hours_in_text()),
            weekly_hours(fold_text(fields.schedule), schedule_hours_in_text())
        ) as hours,
        setting_first(setting) as setting, setting,
        'field: ' || setting_words(setting_first(setting), setting) as setting_evidence,
        nullif(replace(fold_words(fields.employer_type), ' ', '_'), '') as employer_type,
        certification_first(fold_words(fields.certification)) as certification,
        lived_experience_first(fold_words(fields.lived_experience)) as lived_experience
    from field_words
),
title_words as (
    select title, fold_words(title) as words, fold_text(title) as text
    from (select distinct title from as_read)
),
by_title as (
    select
        title, setting_first(words) as setting, coalesce(strength, '') = 'fallback' as is_hint,
        'title: ' || setting_words(setting_first(words), words) as setting_evidence,
        employment_first(words) as employment_type, contract_first(words) as contract_type,
        schedule_all(without(words, schedule_noise())) as schedule_flags,
        coalesce(weekly_hours(text, schedule_hours_in_text()), weekly_hours(text, schedule_hours_in_title())) as hours
    from title_words
    left join setting_rule on rule_number = setting_rule_number(words)
),
employer_words as (
    select employer, fold_words(employer) as words from (select distinct employer from as_read)
),
by_employer as (
    select
        employer, setting, strength, 'employer: ' || employer_setting_words(setting, words) as setting_evidence,
        employer_type_first(words) as employer_type
    from employer_words
    left join employer_setting_rule on rule_number = employer_setting_rule_number(words)
),
phrase_list as (
    select phrases, string_split(phrases, ' ; ') as list from posting_mentions where phrases is not null group by phrases
),
-- Descriptions repeat the same few phrases: each is read once. Each speaks of one thing, so that "certified for crisis work" is
-- no setting.
phrase_words as (
    select
        phrase, regexp_replace(lower(phrase), '[\s\p{Z}\p{Pd}/_,()]+', ' ', 'g') as words,
        case when regexp_matches(words, certification_topic()) then 'certification'
            when regexp_matches(words, lived_experience_topic()) then 'lived experience' else 'other' end as topic
    from (select distinct unnest(list) as phrase from phrase_list)
),
phrase_read as (
    select
        phrase,
        case topic when 'other' then setting_first(words) end as setting,
        case topic when 'other' then setting_words(setting_first(words), words) end as setting_words,
        case topic when 'other' then employment_first(without(words, employment_noise())) end as employment_type,
        case topic when 'other' then contract_rule_number(words) end as contract_number,
        case topic when 'other' then schedule_all(without(words, schedule_noise())) end as flags,
        case topic when 'other' then coalesce(
            weekly_hours(fold_text(phrase), schedule_hours_in_text()),
            weekly_hours(fold_text(phrase), schedule_hours_after_words())
        ) end as hours,
        case topic when 'certification' then certification_rule_number(without(words, certification_noise())) end
            as certification_number,
        case topic when 'lived experience' then lived_experience_rule_number(words) end as lived_experience_number,
        case
            when
                regexp_matches(words, '^(?:hybrid|remote|work from home|work location:?) ')
                then nullif(place_remote_rule.mode, '')
        end as remote_mode
    from phrase_words
    left join place_remote_rule on rule_number = place_remote_rule_number(words)
),
spoken as (
    select phrases, position, phrase_read.*
    from (select phrases, unnest(list) as phrase, generate_subscripts(list, 1) as position from phrase_list)
    join phrase_read using (phrase)
),
settings_spoken as (
    select phrases, setting, count(*) as times, min(position) as position, arg_min(setting_words, position) as words
    from spoken where setting is not null group by phrases, setting
),
setting_spoken as (
    -- The setting named most often; of equals, the one named first.
    select phrases, arg_min({setting: setting, words: words}, {fewer: -times, position: position}) as named
    from settings_spoken
    group by phrases
),
words_spoken as (
    select
        phrases,
        case
            when bool_or(employment_type = 'either') then 'either'
            when bool_or(employment_type = 'full_time') and bool_or(employment_type = 'part_time') then 'either'
            when bool_or(employment_type = 'per_diem') then 'per_diem'
            else any_value(employment_type)
        end as employment_type,
        min(contract_number) as contract_number,
        flatten(list(flags)) as schedule_flags,
        arg_min(hours, position) filter (hours is not null) as hours,
        min(certification_number) as certification_number,
        min(lived_experience_number) as lived_experience_number,
        -- Hybrid outweighs the others; of these, 'remote' outweighs 'onsite'.
        coalesce(max(remote_mode) filter (remote_mode = 'hybrid'), max(remote_mode)) as remote_mode
    from spoken group by phrases
),
by_phrase as (
    select
        phrases,
        named.setting as setting,
        'text: ' || named.words as setting_evidence,
        employment_type,
        contract_type,
        schedule_flags,
        hours,
        certification, lived_experience, remote_mode
    from words_spoken
    left join setting_spoken using (phrases)
    left join contract_rule on contract_rule.rule_number = contract_number
    left join certification_rule on certification_rule.rule_number = certification_number
    left join lived_experience_rule on lived_experience_rule.rule_number = lived_experience_number
),
joined as (
    select
        as_read.posting_key, by_field, by_title, by_employer, by_phrase,
        coalesce(by_field.hours, by_title.hours, by_phrase.hours) as hours,
        list_concat(by_field.schedule_flags, by_title.schedule_flags, by_phrase.schedule_flags) as flags,
        -- Who speaks first of the setting.
        case
            when by_field.setting is not null then {slug: by_field.setting, evidence: by_field.setting_evidence}
            when by_title.setting = 'remote_warmline' then {slug: by_title.setting, evidence: by_title.setting_evidence}
            when by_employer.strength = 'certain' then {slug: by_employer.setting, evidence: by_employer.setting_evidence}
            when
                by_title.setting is not null and not by_title.is_hint
                then {slug: by_title.setting, evidence: by_title.setting_evidence}
            when by_employer.strength = 'likely' then {slug: by_employer.setting, evidence: by_employer.setting_evidence}
            when by_phrase.setting is not null then {slug: by_phrase.setting, evidence: by_phrase.setting_evidence}
            when by_title.setting is not null then {slug: by_title.setting, evidence: by_title.setting_evidence}
            when by_employer.setting is not null then {slug: by_employer.setting, evidence: by_employer.setting_evidence}
        end as place_of_work
    from as_read
    left join by_field on by_field.fields = as_read.fields
    left join by_title on by_title.title = as_read.title
    left join by_employer on by_employer.employer = as_read.employer
    left join posting_mentions using (posting_key)
    left join by_phrase using (phrases)
),
final as (
    select
        posting_key,
        coalesce(place_of_work.slug, 'not_stated') as setting,
        place_of_work.evidence as setting_evidence,
        coalesce(by_field.employer_type, by_employer.employer_type) as employer_type,
        coalesce(
            by_field.employment_type, by_title.employment_type, by_phrase.employment_type,
            case
                when hours.low >= 35 then 'full_time' when hours.high < 35 then 'part_time' when hours is not null then 'either'
            end,
            'not_stated'
        ) as employment_type,
        coalesce(by_field.contract_type, by_title.contract_type, by_phrase.contract_type) as contract_type,
        hours.low as hours_per_week_low,
        hours.high as hours_per_week_high,
        [flag for flag in ['evenings', 'weekends', 'nights', 'on_call'] if list_contains(flags, flag)] as schedule_flags,
        coalesce(by_field.certification, by_phrase.certification, 'not_stated') as certification,
        coalesce(by_field.lived_experience, by_phrase.lived_experience, 'not_stated') as lived_experience,
        by_phrase.remote_mode as remote_mode_in_text
    from joined
)
select * from final;
