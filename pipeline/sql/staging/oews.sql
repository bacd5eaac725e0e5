create table staging.oews as
with source as (
    select * from raw.oews
),

word as (
    -- Every cell of a figure that is no plain number: a marker, or something that nobody told us of.
    select raw_row, figure, trim(text) as word
    from (
        unpivot (
            select
                raw_row,
                columns('^([ha]_(mean|median|pct\d\d)|mean_prse|tot_emp|emp_prse|jobs_1000|loc_quotient)$')
            from source
        )
        on columns(* exclude (raw_row)) into name figure value text
    )
    where trim(text) <> '' and not regexp_full_match(trim(text), '(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d+)?')
),

marked as (
    select
        raw_row,
        bool_or(word = '#') as above_top_code,
        bool_or(word <> '#' and regexp_matches(figure, '^[ha]_')) as partly_suppressed,
        min('column ' || figure || ' reads ''' || word || ''', which is neither a number nor one of the markers *, **, #, ~')
            filter (word not in ('*', '**', '#', '~')) as unknown_marker
    from word
    group by raw_row
),

typed as (
    select
        * replace (
            try_cast(reference_year as integer) as reference_year,
            try_cast(area_type as integer) as area_type,
            try_cast(replace(tot_emp, ',', '') as integer) as tot_emp,
            try_cast(replace(emp_prse, ',', '') as decimal(12, 1)) as emp_prse,
            try_cast(replace(mean_prse, ',', '') as decimal(12, 1)) as mean_prse,
            try_cast(replace(jobs_1000, ',', '') as decimal(12, 3)) as jobs_1000,
            try_cast(replace(loc_quotient, ',', '') as decimal(12, 2)) as loc_quotient,
            try_cast(replace(h_mean, ',', '') as decimal(12, 2)) as h_mean,
            try_cast(replace(a_mean, ',', '') as decimal(12, 2)) as a_mean,
            try_cast(replace(h_pct10, ',', '') as decimal(12, 2)) as h_pct10,
            try_cast(replace(a_pct10, ',', '') as decimal(12, 2)) as a_pct10,
            try_cast(replace(h_pct25, ',', '') as decimal(12, 2)) as h_pct25,
            try_cast(replace(a_pct25, ',', '') as decimal(12, 2)) as a_pct25,
            try_cast(replace(h_median, ',', '') as decimal(12, 2)) as h_median,
            try_cast(replace(a_median, ',', '') as decimal(12, 2)) as a_median,
            try_cast(replace(h_pct75, ',', '') as decimal(12, 2)) as h_pct75,
            try_cast(replace(a_pct75, ',', '') as decimal(12, 2)) as a_pct75,
            try_cast(replace(h_pct90, ',', '') as decimal(12, 2)) as h_pct90,
            try_cast(replace(a_pct90, ',', '') as decimal(12, 2)) as a_pct90
        ),
        trim(tot_emp) as tot_emp_as_read,
        reference_year as year_as_read,
        area_type as area_type_as_read
    from source
),

noted as (
    select
        typed.*,
        marked.* exclude (raw_row),
        coalesce(h_mean, a_mean) is not null as has_mean,
        coalesce(h_pct10, h_pct25, h_median, h_pct75, h_pct90, a_pct10, a_pct25, a_median, a_pct75, a_pct90) is not null
            as has_percentile,
        -- From May 2019 one code stands for its broad group and for the only occupation in it.
        o_group = 'broad'
        and bool_or(o_group = 'detailed') over (partition by reference_year, area, naics, own_code, occ_code) as is_twin
    from typed
    left join marked using (raw_row)
),

final as (
    select
        raw_row,
        release,
        reference_year,
        area_type,
        area,
        area_title,
        prim_state,
        naics,
        naics_title,
        own_code,
        occ_code,
        occ_title,
        o_group,
        tot_emp,
        emp_prse,
        jobs_1000,
        loc_quotient,
        h_mean,
        a_mean,
        mean_prse,
        h_pct10,
        h_pct25,
        h_median,
        h_pct75,
        h_pct90,
        a_pct10,
        a_pct25,
        a_median,
        a_pct75,
        a_pct90,
        upper(trim(annual)) = 'TRUE' as is_annual_only,
        upper(trim(hourly)) = 'TRUE' as is_hourly_only,
        case
            when above_top_code then 'above top code'
            when not has_mean and not has_percentile then 'suppressed'
            when partly_suppressed then 'partly suppressed'
            when not has_percentile then 'mean only'
            when not has_mean then 'percentiles only'
        end as wage_note,
        case
            when tot_emp is not null then null
            when tot_emp_as_read = '~' then 'under 0.5% of establishments'
            when layout = 'state means' then 'not in the table at hand'
            else 'suppressed'
        end as employment_note,
        layout,
        file,
        publisher_url,
        case
            when reference_year is null then 'the year ''' || coalesce(year_as_read, '') || ''' is not a year'
            when area_type is null or area_type not in (1, 2, 3, 4, 6)
                then 'the area type ''' || coalesce(area_type_as_read, '') || ''' is not one of 1, 2, 3, 4, 6'
            when unknown_marker is not null then unknown_marker
            when is_twin then 'the broad group repeats the detailed occupation of the same code'
        end as set_aside_reason
    from noted
)

select * from final;

comment on table staging.oews is
    'OEWS employment and wages by release, area, industry and occupation, typed; field meanings from the publisher''s field '
    'descriptions.';
comment on column staging.oews.release is 'Release, such as ''May 2024''.';
comment on column staging.oews.reference_year is 'Year of the release; figures refer to May.';
comment on column staging.oews.area_type is
    '1 nation, 2 state, 3 territory, 4 metropolitan area (to 2023 also New England city and town area), 6 nonmetropolitan area.';
comment on column staging.oews.area is
    'Area code: 99 nation, two-digit state FIPS, five-digit CBSA, seven-digit OEWS nonmetropolitan area.';
comment on column staging.oews.area_title is 'Name of the area as published.';
comment on column staging.oews.prim_state is
    'Postal code of the area''s primary state; US for the nation. Where the file has none: by the area code, for a metropolitan '
    'area the first state in its name.';
comment on column staging.oews.naics is 'NAICS code; 000000 all industries, two digits or a range for a sector.';
comment on column staging.oews.naics_title is 'Name of the industry.';
comment on column staging.oews.own_code is
    'Ownership covered: 1235 private and all government, 5 private, other digits as in the field descriptions.';
comment on column staging.oews.occ_code is 'SOC code or OEWS-specific code.';
comment on column staging.oews.occ_title is 'Title as published; NULL where the table at hand has none.';
comment on column staging.oews.o_group is
    'Level: total, major, minor, broad or detailed. In tables cut from the publisher''s, by the form of the code.';
comment on column staging.oews.tot_emp is 'Employment in persons, rounded to 10, without the self-employed.';
comment on column staging.oews.emp_prse is 'Relative standard error of employment, percent.';
comment on column staging.oews.jobs_1000 is 'Jobs in the occupation per 1,000 jobs in the area.';
comment on column staging.oews.loc_quotient is
    'Location quotient: the occupation''s share of the area''s employment over its share of the nation''s.';
comment on column staging.oews.h_mean is 'Mean wage, USD an hour.';
comment on column staging.oews.a_mean is 'Mean wage, USD a year (2,080 hours).';
comment on column staging.oews.mean_prse is 'Relative standard error of the mean wage, percent.';
comment on column staging.oews.h_pct10 is '10th percentile wage, USD an hour.';
comment on column staging.oews.h_pct25 is '25th percentile wage, USD an hour.';
comment on column staging.oews.h_median is 'Median wage, USD an hour.';
comment on column staging.oews.h_pct75 is '75th percentile wage, USD an hour.';
comment on column staging.oews.h_pct90 is '90th percentile wage, USD an hour.';
comment on column staging.oews.a_pct10 is '10th percentile wage, USD a year (2,080 hours).';
comment on column staging.oews.a_pct25 is '25th percentile wage, USD a year (2,080 hours).';
comment on column staging.oews.a_median is 'Median wage, USD a year (2,080 hours).';
comment on column staging.oews.a_pct75 is '75th percentile wage, USD a year (2,080 hours).';
comment on column staging.oews.a_pct90 is '90th percentile wage, USD a year (2,080 hours).';
comment on column staging.oews.is_annual_only is
    'TRUE when the publisher releases only annual wages for the occupation; NULL or FALSE otherwise.';
comment on column staging.oews.is_hourly_only is
    'TRUE when the publisher releases only hourly wages for the occupation; NULL or FALSE otherwise.';
comment on column staging.oews.wage_note is
    'Why a wage is missing: suppressed (marker * or withheld cell), partly suppressed, above top code (marker #: $90.00 an hour '
    'or $187,200 a year in 2013-15, $100.00 or $208,000 in 2016-21, $115.00 or $239,200 in 2022-24), mean only and percentiles '
    'only (the table at hand holds no more). NULL when mean and percentiles are there.';
comment on column staging.oews.employment_note is
    'Why employment is missing: suppressed (marker ** or withheld cell), under 0.5% of establishments (marker ~), not in the '
    'table at hand; NULL when it is not.';
comment on column staging.oews.layout is
    'Kind of file the row came from: official workbook, state means, state extract or area extract.';
comment on column staging.oews.file is 'File the row came from, with its zip.';
