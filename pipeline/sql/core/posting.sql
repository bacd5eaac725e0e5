-- after: constant
create table core.posting as
with shipped as (
    select raw_row as posting_key, raw_row, collection, release, publisher_url
    from staging.posting
    where set_aside_reason is null
),

dated as (
    select
        *,
        -- The day of an ad: posted, else closing, else seen. Some ads print a month or a year alone.
        coalesce(posted_on, closes_on, first_seen, last_seen) as dated_on,
        regexp_extract(posted_on_as_read, '^((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?$', ['year', 'month']) as printed
    from ledger.posting_normalized
),

placed as (
    select
        dated.* exclude (posting_key, file, row_in_file, posted_on_as_read, printed)
        -- The id keeps the name of the format, so that an ad that both the inbox and the shipped files hold is known as one.
        replace (if(collection is null, 'inbox', source_id) as source_id),
        coalesce(
            date_trunc('month', dated_on)::date,
            make_date(nullif(printed.year, '')::integer, nullif(printed.month, '')::integer, 1)
        ) as ad_month,
        coalesce(year(dated_on)::integer, nullif(printed.year, '')::integer) as ad_year,
        coalesce(collection, 'Your own files') as collection,
        coalesce(release, 'as dropped in') as release,
        publisher_url,
        file,
        row_in_file,
        raw_row
    from dated
    left join shipped using (posting_key)
),

-- What one copy of an ad tells of it holds for the others.
told as (
    select coalesce(duplicate_of, posting_id) as survivor_id, list(distinct flag) as flags_of_ad
    from (select posting_id, duplicate_of, unnest(flags) as flag from placed)
    where flag in ('cancelled_announcement', 'service_corps', 'unit_doubtful')
    group by survivor_id
),

flagged as (
    select placed.* exclude (flags), flags || coalesce(flags_of_ad, []) as flags
    from placed
    left join told on survivor_id = coalesce(duplicate_of, posting_id)
),

final as (
    select
        * exclude (flags),
        list_sort(list_distinct(
            flags || ['not_a_sample'] || if(ad_year < (select value from core.constant where name = 'posted_pay_from_year'), ['before_2020'], [])
        )) as flags,
        -- Ads that must not stand for pay today. The first reason that holds is given.
        case
            when role is null then 'its title is not one of peer support'
            when duplicate_of is not null then 'the same ad is counted already'
            when pay_low is null and pay_high is null then 'it states no pay'
            when pay_basis is distinct from 'stated' then 'its pay was guessed by the site'
            when list_has_any(flags, ['service_corps']) then 'a term of service, not a wage'
            when list_has_any(flags, ['unit_doubtful', 'implausible_period', 'other_currency'])
                then 'the period or the currency of its pay is in doubt'
            when pay_low_usd_hour is null and pay_high_usd_hour is null then 'its pay cannot be made hourly'
            when list_has_any(flags, ['before_2020'])
                or ad_year < (select value from core.constant where name = 'posted_pay_from_year')
                then 'it is dated before 2020'
        end as left_out_of_pay
    from flagged
)

select * from final
order by posting_id;

comment on table core.posting is 'Every job ad that was read, one row each, as the normaliser understood it: the shipped facts and the files in the inbox. Other roles and duplicates included.';
comment on column core.posting.posting_id is 'Stable id: format and the ad''s own id, or a hash of address or title, employer and place; #2 marks a second ad of one id.';
comment on column core.posting.source_id is 'peer_ads, usajobs or nyc_jobs for shipped ads; inbox for those of a user''s own files.';
comment on column core.posting.role is 'peer_support, or NULL for another role or an ambiguous title.';
comment on column core.posting.role_rule is 'The rule that decided on the role; NULL when none spoke.';
comment on column core.posting.employer is 'Employer as printed; NULL when the ad names none.';
comment on column core.posting.employer_type is 'federal, state, county, city, nonprofit, hospital_system, university, tribal, peer_run, company; NULL when neither field nor name says.';
comment on column core.posting.city is 'City; NULL for none, several or an unresolved one.';
comment on column core.posting.state is 'Postal code of the state; NULL for none or several.';
comment on column core.posting.place_id is 'Smallest place the ad names, when it is one: US-NC/charlotte, US-NC, US; NULL otherwise.';
comment on column core.posting.cbsa_code is 'Core-based statistical area of the place; NULL outside one or when several.';
comment on column core.posting.place_note is 'Why the place is no city, or none.';
comment on column core.posting.remote_mode is 'onsite, hybrid, remote or unknown: most ads do not say.';
comment on column core.posting.setting is 'One of twelve settings; not_stated when nothing tells.';
comment on column core.posting.setting_evidence is 'Which field told the setting, and its words.';
comment on column core.posting.employment_type is 'full_time, part_time, either, per_diem or not_stated.';
comment on column core.posting.contract_type is 'temporary, contract, internship and the like; NULL when nothing tells.';
comment on column core.posting.hours_per_week_low is 'Fewest hours a week stated; NULL when none are.';
comment on column core.posting.hours_per_week_high is 'Most hours a week stated; NULL when none are.';
comment on column core.posting.schedule_flags is 'evenings, weekends, nights, on_call, as far as stated.';
comment on column core.posting.pay_low is 'Lower bound of the pay stated, USD per pay_unit; NULL when not stated.';
comment on column core.posting.pay_high is 'Upper bound of the pay stated, USD per pay_unit; NULL when not stated.';
comment on column core.posting.pay_unit is 'hour, day, week, biweekly, month, year, visit or not_stated; NULL without pay.';
comment on column core.posting.pay_low_usd_hour is 'Lower bound, USD an hour; NULL when it cannot be made hourly.';
comment on column core.posting.pay_high_usd_hour is 'Upper bound, USD an hour; NULL when it cannot be made hourly.';
comment on column core.posting.pay_note is 'How the pay was read, or why there is none by the hour.';
comment on column core.posting.pay_basis is 'stated by the employer, or predicted by the site; NULL without pay.';
comment on column core.posting.certification is 'required, preferred, obtain_within, not_required or not_stated.';
comment on column core.posting.lived_experience is 'required, preferred or not_stated.';
comment on column core.posting.posted_on is 'Day of posting; NULL when no day is printed.';
comment on column core.posting.closes_on is 'Closing day; NULL when none is printed.';
comment on column core.posting.first_seen is 'Day on which the ad was first seen; NULL when not recorded.';
comment on column core.posting.last_seen is 'Day on which the ad was last seen; NULL when not recorded.';
comment on column core.posting.duplicate_of is 'The ad that stands for this one; NULL for an ad that is counted.';
comment on column core.posting.dated_on is 'Day of the ad: posting, else closing, else first or last seen; NULL when no day is known.';
comment on column core.posting.ad_month is 'First day of the month of the ad; NULL when unknown.';
comment on column core.posting.ad_year is 'Year of the ad; NULL when unknown.';
comment on column core.posting.release is 'Date of the files the ad came with.';
comment on column core.posting.file is 'File the ad was read from; NULL for rows that were the normaliser''s own output.';
comment on column core.posting.row_in_file is 'Row of that file, counted from 1.';
comment on column core.posting.flags is 'What a reader must know of the ad, as short words.';
comment on column core.posting.left_out_of_pay is 'Why the ad''s pay is in no figure of mart.pay; NULL when it is.';
comment on column core.posting.raw_row is 'Row of data/raw/postings/posting.csv, counted from 1 below the header; NULL for an ad of the inbox.';
