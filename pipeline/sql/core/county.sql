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
