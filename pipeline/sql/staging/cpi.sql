create table staging.cpi as
with source as (
    select * from raw.cpi
),

typed as (
    select
        raw_row,
        try_cast(month as date) as month,
        try_cast(index_1982_84 as decimal(9, 3)) as index_1982_84,
        release,
        index_1982_84 as index_as_read,
        month as month_as_read
    from source
),

final as (
    select
        raw_row,
        month,
        index_1982_84,
        release,
        case
            when month is null then 'the month ''' || coalesce(month_as_read, '') || ''' is not a date'
            when index_1982_84 is null and coalesce(index_as_read, '') in ('', '.') then 'no index was published for this month'
            when index_1982_84 is null then 'the index ''' || index_as_read || ''' is not a number'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.cpi is 'Consumer Price Index by month, typed.';
comment on column staging.cpi.index_1982_84 is 'Index, 1982-84 = 100, seasonally adjusted.';
comment on column staging.cpi.release is 'Newest month in the download.';
