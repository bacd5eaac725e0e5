create table core.place as
with final as (
    select * exclude (set_aside_reason)
    from staging.place
    where set_aside_reason is null
)

select * from final
order by place_id;

comment on table core.place is 'Every place a figure can stand for: nation, states, metros, nonmetro areas, and the cities and boroughs needed.';
comment on column core.place.place_id is 'US; US-CA; CBSA-16740; BOS-0100001 (OEWS nonmetro area); US-NC/charlotte.';
comment on column core.place.place_name is 'Name as its publisher gives it.';
comment on column core.place.short_name is 'Name as people say it; unique within a kind.';
comment on column core.place.place_kind is 'nation, state (with DC and Puerto Rico), metro, nonmetro, city or borough.';
comment on column core.place.state is 'Postal code of the state, the first one of a metro in several; empty for the nation.';
comment on column core.place.states is 'All states the place lies in, separated by semicolons.';
comment on column core.place.parent_id is 'The smallest place held that contains all of it; a metro in several states has the nation.';
comment on column core.place.area_code is 'Code that OEWS and BEA use: 99, state FIPS, CBSA or nonmetro area code; NULL for cities and boroughs.';
comment on column core.place.cbsa_code is 'CBSA code of the metro, or of the metro a city or borough lies in (July 2023 delineation).';
comment on column core.place.latitude is 'Degrees north; NULL when no file gives it.';
comment on column core.place.longitude is 'Degrees east, so negative here; NULL when no file gives it.';
comment on column core.place.coordinates_from is 'What the point is: published, or a mean of county points weighted by population.';
comment on column core.place.population is 'Residents; NULL when the files at hand do not give it.';
comment on column core.place.population_year is 'Year of the population: 2024 estimate, or last year of ACS 2019-2023.';
comment on column core.place.release is 'Release that name, population and point come from.';
comment on column core.place.publisher_url is 'Publisher''s page of that release.';
comment on column core.place.raw_row is 'Row of data/raw/places/place.csv, counted from 1 below the header; NULL for a city that is here for its job ads.';
