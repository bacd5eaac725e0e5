create table staging.projections as
with source as (
    select * from raw.projections
),

figures as (
    select
        raw_row,
        cycle,
        try_cast(base_year as integer) as base_year,
        try_cast(target_year as integer) as target_year,
        occ_code,
        occ_title,
        nullif(occ_type, '') as occ_type,
        try_cast(replace(base_employment_thousands, ',', '') as decimal(12, 1)) as base_thousands,
        try_cast(replace(projected_employment_thousands, ',', '') as decimal(12, 1)) as projected_thousands,
        try_cast(replace(change_thousands, ',', '') as decimal(12, 1)) as change_thousands,
        try_cast(replace(percent_change, ',', '') as decimal(7, 1)) as percent_change,
        try_cast(replace(openings_thousands, ',', '') as decimal(12, 1)) as openings_thousands,
        openings_period,
        try_cast(replace(median_annual_wage, ',', '') as decimal(12, 2)) as median_annual_wage,
        median_annual_wage as wage_as_read,
        try_cast(wage_year as integer) as wage_year,
        release,
        publisher_url as source_url
    from source
),

persons as (
    select
        *,
        (base_thousands * 1000)::decimal(12, 0) as base_employment,
        (projected_thousands * 1000)::decimal(12, 0) as projected_employment,
        (change_thousands * 1000)::decimal(12, 0) as employment_change,
        case openings_period
            when 'annual average' then (openings_thousands * 1000)::decimal(12, 0)
            -- a tenth of thousands is hundreds, so the division stays exact
            when 'ten-year total' then (openings_thousands * 100)::decimal(12, 0)
        end as annual_openings
    from figures
),

final as (
    select
        raw_row,
        cycle,
        base_year,
        target_year,
        occ_code,
        occ_title,
        occ_type,
        base_employment,
        projected_employment,
        employment_change,
        percent_change,
        annual_openings,
        case openings_period
            when 'annual average' then 'annual average, separations method (from 2016-26)'
            when 'ten-year total' then 'ten-year total / 10, replacement method'
        end as openings_method,
        median_annual_wage,
        wage_year,
        case when median_annual_wage is null then 'not available' end as wage_note,
        release,
        source_url,
        case
            when base_year is null or target_year is null then 'the years of the cycle are not numbers'
            when base_employment is null then 'no employment is published for the base year'
            when projected_employment is null then 'no employment is published for the target year'
            when percent_change is null then 'no percent change is published'
            when annual_openings is null then 'no openings are published, or their period is unknown'
        end as set_aside_reason
    from persons
)

select * from final;

comment on table staging.projections is
    'National employment projections by cycle and occupation (BLS Employment Projections), in persons.';
comment on column staging.projections.occ_code is
    'Occupation code of the National Employment Matrix: SOC 2010 to 2016-26, SOC 2018 from 2018-28 in part.';
comment on column staging.projections.occ_title is 'Occupation title as printed, without the sample job titles.';
comment on column staging.projections.occ_type is
    'Summary or Line item, as the workbooks print it; NULL from the exports, which hold line items.';
comment on column staging.projections.base_employment is 'Persons employed in the base year: printed thousands times 1,000.';
comment on column staging.projections.projected_employment is
    'Persons projected to be employed in the target year: printed thousands times 1,000.';
comment on column staging.projections.employment_change is
    'Change in persons over the cycle: printed thousands times 1,000; rounded apart from the two levels.';
comment on column staging.projections.percent_change is 'Change over the whole cycle in percent of the base employment.';
comment on column staging.projections.annual_openings is
    'Openings a year in persons; the ten-year total of 2014-24 is divided by 10.';
comment on column staging.projections.openings_method is
    'How BLS counted openings: the method changed with 2016-26, so the two never compare.';
comment on column staging.projections.median_annual_wage is
    'Median annual wage in USD that the table prints beside the projection (OEWS).';
comment on column staging.projections.wage_year is 'Year of the median annual wage; not always the base year.';
comment on column staging.projections.wage_note is 'Why the median annual wage is missing; NULL when it is there.';
comment on column staging.projections.release is 'Cycle of the BLS release.';
