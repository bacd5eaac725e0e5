create table core.zip_area as
with known as (
    -- What the normaliser looked names up in, with the row that it came from.
    select zip, state, if(info_id like 'county %', null, info_id) as place_id from ledger.place_zip
),

final as (
    select zip, known.place_id, county_fips, state, raw_row
    from staging.zip_area
    join known using (zip)
    where set_aside_reason is null
)

select * from final
order by zip;

comment on table core.zip_area is 'ZIP areas that the place of an ad is looked up among.';
comment on column core.zip_area.zip is 'ZIP code, 5 digits.';
comment on column core.zip_area.place_id is 'City or borough that the area lies in; NULL where the gazetteer is not sure of one.';
comment on column core.zip_area.county_fips is 'County that holds most of it.';
comment on column core.zip_area.state is 'Postal code of the state that the area lies in.';
