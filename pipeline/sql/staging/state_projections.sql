create table staging.state_projections as
with source as (
    select * from raw.state_projections
),

typed as (
    select
        raw_row,
        area,
        area_title,
        occ_code,
        nullif(occ_title, '') as occ_title,
        try_cast(base_year as integer) as base_year,
        try_cast(target_year as integer) as target_year,
        try_cast(base_employment as decimal(12, 0)) as base_employment,
        try_cast(projected_employment as decimal(12, 0)) as projected_employment,
        try_cast(percent_change as decimal(7, 1)) as percent_change,
        try_cast(annual_openings as decimal(12, 0)) as annual_openings,
        nullif(flag, '') as flag,
        release,
        publisher,
        publisher_url as source_url
    from source
),

final as (
    select
        raw_row,
        area,
        area_title,
        occ_code,
        occ_title,
        base_year,
        target_year,
        base_employment,
        projected_employment,
        percent_change,
        annual_openings,
        flag,
        release,
        publisher,
        source_url,
        case
            when base_year is null or target_year is null then 'the years are not numbers'
            when base_employment is null then 'no employment is published for the base year'
            when projected_employment is null then 'no employment is published for the target year'
            when percent_change is null then 'no percent change is published'
            when annual_openings is null then 'no openings are published'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.state_projections is
    'Long-term projections of states and, where printed beside them, the US, in persons; each row has a single source.';
comment on column staging.state_projections.area_title is 'Name of the area as printed.';
comment on column staging.state_projections.occ_code is 'SOC code of the occupation.';
comment on column staging.state_projections.occ_title is 'Occupation title as printed; NULL where the table names only the code.';
comment on column staging.state_projections.base_employment is 'Persons employed in the base year, rounded by the publisher.';
comment on column staging.state_projections.projected_employment is
    'Persons projected to be employed in the target year, rounded by the publisher.';
comment on column staging.state_projections.percent_change is
    'Change over the whole period in percent of the base employment, as printed.';
comment on column staging.state_projections.annual_openings is 'Openings a year in persons, annual average, as printed.';
comment on column staging.state_projections.flag is 'What looks wrong with the row; NULL when nothing does.';
comment on column staging.state_projections.release is 'Projection period of the row.';
comment on column staging.state_projections.publisher is 'Who publishes the row.';
