-- after: posted_pay, place_alias, occupation, unplaced
create table core.pay_figure as
with named_place as (
    -- A name that could mean two places resolves to none.
    select folded, place_id from core.place_alias where places_named = 1
),

articles as (
    select
        'articles:' || figure_id as figure_id,
        'articles' as source_id,
        'article_pay' as table_name,
        raw_row,
        release,
        as_of,
        year(as_of)::integer as reference_year,
        place_as_read,
        'peer_support' as occupation_id,
        title_as_answered as title_as_published,
        'reported' as basis,
        unit as published_unit,
        amount_low as low,
        amount_point as point,
        amount_high as high,
        n_reports,
        flags,
        published_text,
        publisher_url as source_url,
        file || ', line ' || line as source_line
    from staging.article_pay
    where set_aside_reason is null
),

surveys as (
    select
        'surveys:' || figure_id as figure_id,
        'surveys' as source_id,
        'survey_pay' as table_name,
        raw_row,
        release,
        as_of,
        reference_year,
        place_as_read,
        'peer_support' as occupation_id,
        title_as_published,
        'surveyed' as basis,
        unit as published_unit,
        amount_mean as mean,
        amount_low as low,
        amount_high as high,
        n_reports,
        flags,
        published_text,
        publisher_url as source_url
    from staging.survey_pay
    where set_aside_reason is null
),

by_name as (
    select joined.* exclude (place_as_read, folded), place_id,
        case
            when coalesce(place_as_read, '') = '' then 'the source names no place'
            when place_id is null then 'the place ''' || place_as_read || ''' is not among those held'
        end as place_note
    from (
        select *, fold_words(place_as_read) as folded
        from (select * from articles union all by name select * from surveys)
    ) as joined
    left join named_place using (folded)
),

oews_units as (
    -- A release may print hourly and annual pay, or one of them, or part of each: take the unit that prints more.
    select *,
        (h_mean is not null)::integer + (h_pct10 is not null)::integer + (h_pct25 is not null)::integer
        + (h_median is not null)::integer + (h_pct75 is not null)::integer + (h_pct90 is not null)::integer as n_hourly,
        (a_mean is not null)::integer + (a_pct10 is not null)::integer + (a_pct25 is not null)::integer
        + (a_median is not null)::integer + (a_pct75 is not null)::integer + (a_pct90 is not null)::integer as n_annual
    from staging.oews
    where set_aside_reason is null
),

oews as (
    select
        'oews:' || reference_year || ':' || area || ':' || naics || ':' || occ_code as figure_id,
        'oews' as source_id,
        'oews' as table_name,
        raw_row,
        release,
        make_date(reference_year, 5, 1) as as_of,
        reference_year,
        place_id,
        occ_code as occupation_id,
        occ_title as title_as_published,
        case when naics = '000000' then 'all' else naics end as industry,
        case when naics = '000000' then 'All industries' else naics_title end as industry_title,
        'official' as basis,
        if(n_hourly >= n_annual, 'hour', 'year') as published_unit,
        if(n_hourly >= n_annual, h_mean, a_mean) as mean,
        if(n_hourly >= n_annual, h_pct10, a_pct10) as p10,
        if(n_hourly >= n_annual, h_pct25, a_pct25) as p25,
        if(n_hourly >= n_annual, h_median, a_median) as median,
        if(n_hourly >= n_annual, h_pct75, a_pct75) as p75,
        if(n_hourly >= n_annual, h_pct90, a_pct90) as p90,
        wage_note,
        tot_emp as employment,
        employment_note,
        mean_prse as rse_percent,
        loc_quotient as location_quotient,
        publisher_url as source_url,
        file as source_line
    from oews_units
    join (select area_code, place_id from core.place) as place on place.area_code = oews_units.area
),

posted as (
    select
        figure_id,
        'postings' as source_id,
        'posting' as table_name,
        release,
        as_of,
        reference_year,
        place_id,
        place_note,
        'peer_support' as occupation_id,
        title_as_published,
        'posted' as basis,
        employer_kind,
        published_unit,
        low,
        high,
        n_ads as n_reports,
        flags,
        n_ads || if(n_ads = 1, ' ad', ' ads') as published_text,
        source_url,
        source_line
    from core.posted_pay
),

final as (
    select * from by_name
    union all by name
    select * from oews
    union all by name
    select * from posted
)

select
    figure_id,
    source_id,
    table_name,
    raw_row,
    release,
    as_of,
    reference_year,
    place_id,
    place_note,
    occupation_id,
    title_as_published,
    coalesce(industry, 'all') as industry,
    coalesce(industry_title, 'All industries') as industry_title,
    basis,
    employer_kind,
    published_unit,
    mean::decimal(12, 2) as mean,
    p10::decimal(12, 2) as p10,
    p25::decimal(12, 2) as p25,
    median::decimal(12, 2) as median,
    p75::decimal(12, 2) as p75,
    p90::decimal(12, 2) as p90,
    low::decimal(12, 4) as low,
    point::decimal(12, 2) as point,
    high::decimal(12, 4) as high,
    wage_note,
    n_reports,
    employment,
    employment_note,
    rse_percent,
    location_quotient,
    coalesce(flags, []) as flags,
    published_text,
    source_url,
    source_line
from final;

comment on table core.pay_figure is 'Every pay figure as its source gave it, in its own unit; nothing is converted here.';
comment on column core.pay_figure.figure_id is 'Stable name of the figure: source and the source''s own key.';
comment on column core.pay_figure.source_id is 'Source of the figure.';
comment on column core.pay_figure.raw_row is
    'Row in that raw table, counted from 1 below the header; NULL for a figure of several job ads.';
comment on column core.pay_figure.release is 'Release of the source, such as ''May 2024''.';
comment on column core.pay_figure.as_of is
    'Date of the figure; for OEWS the first of its reference month; NULL when the source prints none.';
comment on column core.pay_figure.reference_year is 'Year the figure is about; NULL when unknown.';
comment on column core.pay_figure.place_id is 'Place of the figure; NULL when the source names none.';
comment on column core.pay_figure.occupation_id is 'as in core.occupation';
comment on column core.pay_figure.title_as_published is 'The job title as the source prints it beside the figure.';
comment on column core.pay_figure.industry is 'NAICS sector, or ''all''.';
comment on column core.pay_figure.industry_title is 'Name of the sector.';
comment on column core.pay_figure.basis is 'reported, surveyed, posted, official or modelled; never mixed.';
comment on column core.pay_figure.employer_kind is
    'federal, other or mixed: the employers whose ads a posted figure rests on; NULL for a figure that is about no employer.';
comment on column core.pay_figure.published_unit is 'hour or year: the unit of the amounts in this row.';
comment on column core.pay_figure.mean is 'Mean, USD per published_unit.';
comment on column core.pay_figure.p10 is '10th percentile, USD per published_unit.';
comment on column core.pay_figure.p25 is '25th percentile, USD per published_unit.';
comment on column core.pay_figure.median is 'Median, USD per published_unit.';
comment on column core.pay_figure.p75 is '75th percentile, USD per published_unit.';
comment on column core.pay_figure.p90 is '90th percentile, USD per published_unit.';
comment on column core.pay_figure.low is
    'Lower bound as stated, USD per published_unit; what the bound means is the source''s. Of job ads the lowest.';
comment on column core.pay_figure.point is 'Average or typical amount as stated, USD per published_unit.';
comment on column core.pay_figure.high is 'Upper bound as stated, USD per published_unit. Of job ads the highest.';
comment on column core.pay_figure.wage_note is 'Why an amount is missing: suppressed, above top code, ...; NULL when none is.';
comment on column core.pay_figure.n_reports is 'People, reports or job ads behind the figure; NULL when the source does not say.';
comment on column core.pay_figure.employment is 'Employment in persons (OEWS: without the self-employed, rounded to 10).';
comment on column core.pay_figure.employment_note is 'Why employment is missing; NULL when it is not.';
comment on column core.pay_figure.rse_percent is 'Relative standard error of the mean wage, percent.';
comment on column core.pay_figure.location_quotient is
    'Share of the occupation in the area''s employment over its share in the nation''s.';
comment on column core.pay_figure.flags is 'What a reader must know of this figure, as short words.';
comment on column core.pay_figure.published_text is 'The figure as printed; NULL where the amounts are the print.';
comment on column core.pay_figure.source_url is 'Address of the figure; NULL or empty when not recorded.';
comment on column core.pay_figure.source_line is 'Where in the source: file and line, or the workbook.';
