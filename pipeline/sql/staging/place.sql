create table staging.place as
with source as (
    select * from raw.place
),

typed as (
    select
        raw_row,
        place_id,
        place_name,
        short_name,
        place_kind,
        coalesce(state, '') as state,
        coalesce(states, '') as states,
        nullif(parent_id, '') as parent_id,
        nullif(area_code, '') as area_code,
        nullif(cbsa_code, '') as cbsa_code,
        try_cast(nullif(latitude, '') as decimal(9, 6)) as latitude,
        try_cast(nullif(longitude, '') as decimal(9, 6)) as longitude,
        nullif(coordinates_from, '') as coordinates_from,
        try_cast(nullif(population, '') as bigint) as population,
        try_cast(nullif(population_year, '') as integer) as population_year,
        release,
        publisher_url,
        latitude as latitude_as_read,
        longitude as longitude_as_read,
        population as population_as_read
    from source
),

final as (
    select
        * exclude (latitude_as_read, longitude_as_read, population_as_read),
        case
            when place_kind not in ('nation', 'state', 'metro', 'nonmetro', 'city', 'borough')
                then 'the kind ''' || place_kind || ''' is not one of nation, state, metro, nonmetro, city, borough'
            when latitude is null and coalesce(latitude_as_read, '') != ''
                then 'the latitude ''' || latitude_as_read || ''' is not a number'
            when longitude is null and coalesce(longitude_as_read, '') != ''
                then 'the longitude ''' || longitude_as_read || ''' is not a number'
            when population is null and coalesce(population_as_read, '') != ''
                then 'the population ''' || population_as_read || ''' is not a whole number'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.place is 'Nation, states, metros, nonmetro areas, and the cities and boroughs that figures name, typed.';
comment on column staging.place.place_id is 'US; US-CA; CBSA-16740; BOS-0100001 (OEWS nonmetro area); US-NC/charlotte.';
comment on column staging.place.place_name is 'Name as its publisher gives it.';
comment on column staging.place.short_name is 'Name as people say it; unique within a kind.';
comment on column staging.place.place_kind is 'nation, state (with DC and Puerto Rico), metro, nonmetro, city or borough.';
comment on column staging.place.state is 'Postal code of the state, the first one of a metro in several; empty for the nation.';
comment on column staging.place.states is 'All states the place lies in, separated by semicolons.';
comment on column staging.place.parent_id is
    'The smallest place held that contains all of it; a metro in several states has the nation.';
comment on column staging.place.area_code is
    'Code that OEWS and BEA use: 99, state FIPS, CBSA or nonmetro area code; NULL for cities and boroughs.';
comment on column staging.place.cbsa_code is
    'CBSA code of the metro, or of the metro a city or borough lies in (July 2023 delineation).';
comment on column staging.place.latitude is 'Degrees north; NULL when no file gives it.';
comment on column staging.place.longitude is 'Degrees east, so negative here; NULL when no file gives it.';
comment on column staging.place.coordinates_from is
    'What the point is: published, or a mean of county points weighted by population.';
comment on column staging.place.population is 'Residents; NULL when the files at hand do not give it.';
comment on column staging.place.population_year is 'Year of the population: 2024 estimate, or last year of ACS 2019-2023.';
comment on column staging.place.release is 'Release that name, population and point come from.';
