create table staging.posting_index as
with source as (
    select * from raw.posting_index
),

typed as (
    select
        raw_row,
        try_cast(month as date) as month,
        area,
        sector,
        try_cast(index_mean as decimal(9, 2)) as index_mean,
        try_cast(days as integer) as days,
        release,
        publisher_url as source_url,
        month as month_as_read,
        index_mean as index_as_read,
        days as days_as_read
    from source
),

final as (
    select
        * exclude (month_as_read, index_as_read, days_as_read),
        case
            when month is null then 'the month ''' || coalesce(month_as_read, '') || ''' is not a date'
            when coalesce(area, '') = '' then 'no area is given'
            when coalesce(sector, '') = '' then 'no sector is given'
            when index_mean is null then 'the index ''' || coalesce(index_as_read, '') || ''' is not a number'
            when (days between 1 and day(last_day(month))) is not true
                then 'the number of days ''' || coalesce(days_as_read, '') || ''' does not fit the month'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.posting_index is 'Indeed job postings index by month, area and sector, typed.';
comment on column staging.posting_index.area is 'US, or the postal code of a state.';
comment on column staging.posting_index.sector is 'all, or Indeed''s name of the sector.';
comment on column staging.posting_index.index_mean is
    'Mean of the month''s daily index of total postings (not new ones), seasonally adjusted, 1 February 2020 = 100.';
comment on column staging.posting_index.days is 'Days averaged.';
comment on column staging.posting_index.release is 'Day of the publisher''s file: its stated date, or its newest day.';
