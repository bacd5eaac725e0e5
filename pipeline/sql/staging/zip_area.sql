create table staging.zip_area as
with source as (
    select * from raw.zip_area
),

final as (
    select
        raw_row,
        zip,
        county_fips,
        place_id,
        case
            when not regexp_full_match(zip, '[0-9]{5}') then 'the ZIP code ''' || zip || ''' is not five digits'
            when not regexp_full_match(coalesce(county_fips, ''), '[0-9]{5}')
                then 'the county code ''' || coalesce(county_fips, '') || ''' is not five digits'
        end as set_aside_reason
    from source
)

select * from final;

comment on table staging.zip_area is 'ZIP code tabulation areas: the county and the city of each.';
comment on column staging.zip_area.zip is 'Five digits.';
comment on column staging.zip_area.county_fips is 'County that holds most of the area.';
comment on column staging.zip_area.place_id is
    'City that the area''s census place is named after, or the nearest; NULL when none is near.';
