create table staging.posting as
with source as (
    select * from raw.posting
),

typed as (
    select
        raw_row,
        * exclude (raw_row, row_in_file, places_as_read, pay_is_predicted, read_flags)
        replace (coalesce(source_id, '') as source_id),
        string_split_regex(coalesce(places_as_read, ''), ' \| ').list_filter(lambda place: place != '') as places_as_read,
        string_split_regex(coalesce(read_flags, ''), ' \| ').list_filter(lambda flag: flag != '') as read_flags,
        try_cast(pay_is_predicted as boolean) as pay_is_predicted,
        try_cast(row_in_file as bigint) as row_in_file,
        row_in_file as row_as_read,
        pay_is_predicted as predicted_as_read
    from source
),

final as (
    select
        * exclude (row_as_read, predicted_as_read),
        case
            when title is null then 'the ad has no title'
            when source_id = '' then 'the source of the ad is not given'
            when row_in_file is null then 'the row ''' || coalesce(row_as_read, '') || ''' is not a number'
            when pay_is_predicted is null and predicted_as_read is not null
                then 'whether the pay is predicted reads ''' || predicted_as_read || ''', neither true nor false'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.posting is 'Facts of real job ads as their files print them, in the columns that the normaliser reads; no text of an ad.';
comment on column staging.posting.file is 'File the ad was read from.';
comment on column staging.posting.row_in_file is 'Row of that file, counted from 1 below the header.';
comment on column staging.posting.source_id is 'Format and site of the file: peer_ads, usajobs, nyc_jobs.';
comment on column staging.posting.source_posting_id is 'Id of the ad at its source; NULL when it has none.';
comment on column staging.posting.url is 'Address of the ad; NULL when not recorded.';
comment on column staging.posting.title is 'Job title as printed.';
comment on column staging.posting.employer is 'Employer as printed or, in the ads read by hand, as inferred (the note says so).';
comment on column staging.posting.employer_type_as_read is 'Kind of employer, in the source''s words.';
comment on column staging.posting.places_as_read is 'Places as printed, one an entry; empty when none is given.';
comment on column staging.posting.remote_as_read is 'What the source says of remote work.';
comment on column staging.posting.pay_text is 'Pay phrase as printed.';
comment on column staging.posting.pay_min_as_read is 'Lower amount of the pay fields, as printed.';
comment on column staging.posting.pay_max_as_read is 'Upper amount of the pay fields, as printed.';
comment on column staging.posting.pay_unit_as_read is 'Period of the pay fields, as printed.';
comment on column staging.posting.pay_currency_as_read is 'Currency of the pay fields; NULL when not printed.';
comment on column staging.posting.pay_is_predicted is 'Whether the site guessed the pay; NULL when it does not say.';
comment on column staging.posting.employment_type_as_read is 'Full time, part time and the like, in the source''s words.';
comment on column staging.posting.schedule_as_read is 'Days and hours in a few words.';
comment on column staging.posting.hours_as_read is 'Hours a week, as printed.';
comment on column staging.posting.contract_as_read is 'Permanent, temporary and the like, in the source''s words.';
comment on column staging.posting.setting_as_read is 'Setting of the work: a reader''s judgement of the ad''s text.';
comment on column staging.posting.certification_as_read is 'Whether certification is asked for: a reader''s judgement.';
comment on column staging.posting.lived_experience_as_read is 'Whether lived experience is asked for: a reader''s judgement.';
comment on column staging.posting.posted_on_as_read is 'Day of posting as printed; a year or a month where no more is known.';
comment on column staging.posting.closes_on_as_read is 'Closing day as printed.';
comment on column staging.posting.first_seen_as_read is 'Day on which the ad was first seen.';
comment on column staging.posting.last_seen_as_read is 'Day on which the ad was last seen.';
comment on column staging.posting.note_as_read is 'A few words on what was inferred, or on grade and unit.';
comment on column staging.posting.read_flags is 'What was noticed while reading, as short words.';
comment on column staging.posting.collection is 'What readers call the files the ad came with.';
comment on column staging.posting.release is 'Date of those files.';
comment on column staging.posting.publisher_url is 'Address of the ad or of its publisher; NULL when not recorded.';
comment on column staging.posting.set_aside_reason is 'Why the ad is not used; NULL when it is.';
