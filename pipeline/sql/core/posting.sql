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
    select placed.* exclude (flags), coalesce(flags, []) || coalesce(flags_of_ad, []) as flags
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

comment on table core.posting is
    'Every job ad that was read, one row each, as the normaliser understood it: the shipped facts and the files in the inbox. '
    'Other roles and duplicates included.';
comment on column core.posting.source_id is
    'peer_ads, usajobs or nyc_jobs for shipped ads; inbox for those of a user''s own files.';
comment on column core.posting.employer is 'as in ledger.posting_normalized';
comment on column core.posting.dated_on is
    'Day of the ad: posting, else closing, else first or last seen; NULL when no day is known.';
comment on column core.posting.ad_month is 'First day of the month of the ad; NULL when unknown.';
comment on column core.posting.ad_year is 'Year of the ad; NULL when unknown.';
comment on column core.posting.release is 'Date of the files the ad came with.';
comment on column core.posting.file is 'File the ad was read from; NULL for rows that were the normaliser''s own output.';
comment on column core.posting.row_in_file is 'Row of that file, counted from 1.';
comment on column core.posting.flags is 'What a reader must know of the ad, as short words.';
comment on column core.posting.left_out_of_pay is 'Why the ad''s pay is in no figure of mart.pay; NULL when it is.';
comment on column core.posting.raw_row is
    'Row of data/raw/postings/posting.csv, counted from 1 below the header; NULL for an ad of the inbox.';
