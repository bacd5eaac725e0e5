create table staging.county as
with source as (
    select * from raw.county
),

final as (
    select
        raw_row,
        county_fips,
        county_name,
        short_name,
        state,
        cbsa_code,
        cbsa_title,
        cbsa_kind,
        try_cast(population as bigint) as population,
        case
            when
                not regexp_full_match(county_fips, '[0-9]{5}')
                then 'the county code ''' || county_fips || ''' is not five digits'
            when population is not null and try_cast(population as bigint) is null
                then 'the population ''' || population || ''' is not a whole number'
        end as set_aside_reason
    from source
)

select * from final;

comment on table staging.county is
    'Counties and their equivalents of today, and Connecticut''s former ones, with the core-based statistical area each belongs '
    'to.';
comment on column staging.county.county_fips is
    'Five digits: state and county (ANSI INCITS 31); Connecticut has planning regions, and counties until 2022.';
comment on column staging.county.county_name is 'Full name: ''Merced County'', ''Orleans Parish'', ''City of Richmond''.';
comment on column staging.county.short_name is 'Name without its kind: ''Merced'', ''Orleans'', ''Richmond (city)''.';
comment on column staging.county.state is 'Postal code of the state or territory.';
comment on column staging.county.cbsa_code is
    'Core-based statistical area of the July 2023 delineation; NULL for a county in none.';
comment on column staging.county.cbsa_title is 'Title of that area.';
comment on column staging.county.cbsa_kind is 'metro or micro; NULL for a county in none.';
comment on column staging.county.population is 'Residents, ACS 2019-2023; NULL for a former county.';
