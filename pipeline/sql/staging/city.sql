create table staging.city as
with source as (
    select * from raw.city
),

typed as (
    select
        raw_row,
        place_id,
        city_name,
        place_id[4:5] as state,
        string_split(coalesce(county_fips, ''), ';') as counties,
        cbsa_code,
        try_cast(latitude as decimal(9, 6)) as latitude,
        try_cast(longitude as decimal(9, 6)) as longitude,
        try_cast(residents as bigint) as residents,
        latitude as latitude_as_read,
        longitude as longitude_as_read
    from source
),

final as (
    select
        * exclude (latitude_as_read, longitude_as_read),
        case
            when
                not regexp_full_match(place_id, 'US-[A-Z]{2}/[a-z0-9-]+')
                then 'the id ''' || place_id || ''' is not of the form US-NC/charlotte'
            when residents is null then 'the residents are not a whole number'
            when latitude is null or longitude is null
                then 'the point ''' || concat_ws(' ', latitude_as_read, longitude_as_read) || ''' is not two numbers'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.city is 'Postal cities, one row each, with the counties they lie in.';
comment on column staging.city.place_id is 'US-NC/charlotte.';
comment on column staging.city.city_name is 'Name as the census writes it where it can be told: St. Louis, Winston-Salem.';
comment on column staging.city.state is 'Postal code of the state.';
comment on column staging.city.counties is 'Codes of the counties the city lies in; the one with most of its residents first.';
comment on column staging.city.cbsa_code is
    'Core-based statistical area that holds more than 3/4 of the residents (July 2023); NULL for none.';
comment on column staging.city.latitude is 'Degrees north, to three decimals.';
comment on column staging.city.longitude is 'Degrees east, so negative here, to three decimals.';
comment on column staging.city.residents is
    'People in the ZIP areas of the city, ACS 2019-2023; inferred, only to tell a large city from a small one.';
