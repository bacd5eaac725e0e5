-- after: place_of_ads
create table core.city as
with listed as (
    select place_id, city_name, state, counties[1] as county_fips, cbsa_code, latitude, longitude, raw_row
    from staging.city
    where set_aside_reason is null
),

counties as (
    select county_fips, county_name
    from staging.county
    where set_aside_reason is null
),

-- Boroughs that no postal city is named after: Queens and Manhattan.
boroughs as (
    select
        place_id,
        replace(place_name, ', ' || state, '') as city_name,
        state,
        null as county_fips,
        cbsa_code,
        latitude,
        longitude
    from core.place
    where place_kind in ('city', 'borough') and place_id not in (select place_id from listed)
),

final as (
    select
        place_id,
        city_name,
        city_name || ', ' || state as place_name,
        state,
        county_fips,
        county_name,
        cbsa_code,
        latitude,
        longitude,
        place_id in (select place_id from core.place) as has_figures,
        raw_row
    from (from listed union all by name from boroughs)
    left join counties using (county_fips)
)

select * from final
order by place_id;

comment on table core.city is
    'Every city a posting may name: postal cities and the boroughs of New York; those that figures stand for are in core.place '
    'too.';
comment on column core.city.place_id is 'US-NC/charlotte; the same id as in core.place.';
comment on column core.city.city_name is 'Name without the state.';
comment on column core.city.place_name is 'Name with the state: ''Charlotte, NC''.';
comment on column core.city.state is 'as in staging.city';
comment on column core.city.county_fips is
    'County that holds most of its residents; NULL for a borough that no postal city is named after.';
comment on column core.city.county_name is 'Name of that county.';
comment on column core.city.cbsa_code is
    'Core-based statistical area it lies in (July 2023); NULL for none, or for a city split between several.';
comment on column core.city.latitude is 'Degrees north.';
comment on column core.city.longitude is 'Degrees east, so negative here.';
comment on column core.city.has_figures is 'Whether core.place holds it, because a figure stands for it.';
comment on column core.city.raw_row is
    'Row of data/raw/gazetteer/city.csv, counted from 1 below the header; NULL for a borough that no postal city is named after.';
