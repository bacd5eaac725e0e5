create table core.county as
with known as (
    -- What the normaliser looked names up in, with the row that it came from.
    select county_fips from ledger.place_info where place_kind = 'county'
),

final as (
    select county_fips, county_name, short_name, state, cbsa_code, cbsa_title, cbsa_kind, population, raw_row
    from staging.county
    join known using (county_fips)
    where set_aside_reason is null
)

select * from final
order by county_fips;

comment on table core.county is 'Counties that the place of an ad is looked up among.';
comment on column core.county.county_fips is 'Five digits: state and county (ANSI INCITS 31); Connecticut has planning regions, and counties until 2022.';
comment on column core.county.county_name is 'Full name: ''Merced County'', ''Orleans Parish'', ''City of Richmond''.';
comment on column core.county.short_name is 'Name without its kind: ''Merced'', ''Orleans'', ''Richmond (city)''.';
comment on column core.county.state is 'Postal code of the state or territory.';
comment on column core.county.cbsa_code is 'Core-based statistical area of the July 2023 delineation; NULL for a county in none.';
comment on column core.county.cbsa_title is 'Title of that area.';
comment on column core.county.cbsa_kind is 'metro or micro; NULL for a county in none.';
comment on column core.county.population is 'Residents, ACS 2019-2023; NULL for a former county.';
