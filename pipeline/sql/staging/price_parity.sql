create table staging.price_parity as
with source as (
    select * from raw.price_parity
),

typed as (
    select
        raw_row,
        area,
        area_kind,
        area_title,
        try_cast(year as integer) as year,
        try_cast(rpp_all_items as decimal(9, 3)) as price_parity,
        release,
        publisher_url as source_url,
        year as year_as_read,
        rpp_all_items as price_parity_as_read
    from source
),

final as (
    select
        raw_row,
        area,
        area_kind,
        area_title,
        year,
        price_parity,
        release,
        source_url,
        case
            when year is null then 'the year ''' || coalesce(year_as_read, '') || ''' is not a number'
            when coalesce(price_parity_as_read, '') = '' then 'no price parity was published'
            when price_parity is null then 'the price parity ''' || price_parity_as_read || ''' is not a number'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.price_parity is 'Regional price parity, all items, by area and year, typed.';
comment on column staging.price_parity.area is
    'FIPS code of two digits (99 = US), CBSA code of five digits, or 999 for the nonmetro portion of the US.';
comment on column staging.price_parity.area_kind is 'nation, state, metro or nonmetro_portion.';
comment on column staging.price_parity.area_title is 'Name of the area as BEA prints it.';
comment on column staging.price_parity.year is 'Year the prices were collected.';
comment on column staging.price_parity.price_parity is 'Price level of all items, US = 100 (BEA regional price parity).';
comment on column staging.price_parity.release is
    'BEA release the figure comes from; figures of earlier years are revised in each.';
