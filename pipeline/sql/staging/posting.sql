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

comment on table staging.posting is
    'Facts of real job ads as their files print them, in the columns that the normaliser reads; no text of an ad.';
comment on column staging.posting.file is 'File the ad was read from.';
comment on column staging.posting.row_in_file is 'Row of that file, counted from 1 below the header.';
comment on column staging.posting.collection is 'What readers call the files the ad came with.';
comment on column staging.posting.release is 'Date of those files.';
comment on column staging.posting.publisher_url is 'Address of the ad or of its publisher; NULL when not recorded.';
comment on column staging.posting.set_aside_reason is 'Why the ad is not used; NULL when it is.';
