create table mart.growth as
with national as (
    select
        'projections:' || cycle || ':' || occ_code as growth_id,
        'projections' as source_id,
        'projections' as table_name,
        raw_row,
        'US' as place_id,
        occ_code as occupation_id,
        occ_title as title_as_published,
        cycle,
        base_year,
        target_year,
        base_employment,
        projected_employment,
        percent_change,
        annual_openings,
        openings_method,
        source_url
    from staging.projections
    where set_aside_reason is null
),

state as (
    select
        base_year || '-' || right(target_year::varchar, 2) as cycle,
        'state_projections:' || place.place_id || ':' || cycle || ':' || occ_code as growth_id,
        'state_projections' as source_id,
        'state_projections' as table_name,
        raw_row,
        place.place_id,
        occ_code as occupation_id,
        occ_title as title_as_published,
        base_year,
        target_year,
        base_employment,
        projected_employment,
        percent_change,
        annual_openings,
        'annual average, as published by ' || publisher as openings_method,
        flag as note,
        source_url
    from staging.state_projections
    join (select area_code, place_id from core.place) as place on place.area_code = state_projections.area
    where set_aside_reason is null
),

articles as (
    select
        'articles:' || figure_id as growth_id,
        'articles' as source_id,
        'article_growth' as table_name,
        raw_row,
        'US' as place_id,
        cycle,
        base_year,
        target_year,
        percent_change,
        note,
        flags,
        publisher_url as source_url,
        file || ', line ' || line as source_line
    from staging.article_growth
    where set_aside_reason is null
),

figures as (
    select * from national
    union all by name
    select * from state
    union all by name
    select * from articles
),

final as (
    select
        growth_id,
        occupation_id,
        coalesce(occupation.title, 'category not named') as occupation_title,
        coalesce(relation, 'unknown') as relation,
        place_id,
        place_name,
        place_kind,
        figures.source_id,
        cycle,
        base_year,
        target_year,
        base_employment,
        projected_employment,
        percent_change,
        annual_openings,
        openings_method,
        note,
        coalesce(flags, []) as flags,
        title_as_published,
        source_url,
        source_line,
        table_name,
        figures.raw_row
    from figures
    left join core.occupation using (occupation_id)
    left join core.place using (place_id)
)

select * from final
order by place_kind, occupation_id, base_year, growth_id;

comment on table mart.growth is
    'Employment projections by occupation, place and cycle; and growth figures whose occupation is not named.';
comment on column mart.growth.growth_id is 'Stable name of the figure.';
comment on column mart.growth.occupation_id is 'SOC code; NULL when the source names no category.';
comment on column mart.growth.occupation_title is 'Title of the occupation, or ''category not named''.';
comment on column mart.growth.relation is 'neighbour, comparison, all, or unknown when no category is named.';
comment on column mart.growth.place_id is 'Nation or state.';
comment on column mart.growth.place_kind is 'nation or state.';
comment on column mart.growth.base_employment is 'Employment in the base year, persons (with the self-employed).';
comment on column mart.growth.projected_employment is 'Employment in the target year, persons.';
comment on column mart.growth.percent_change is 'Change from base to target, percent, as published.';
comment on column mart.growth.annual_openings is 'Openings a year, persons.';
comment on column mart.growth.openings_method is
    'How openings were counted, or who published them; BLS changed its method with the 2016-26 cycle.';
comment on column mart.growth.note is 'What a reader must know of the row.';
comment on column mart.growth.title_as_published is 'Occupation title as the release prints it.';
comment on column mart.growth.source_line is 'File and line, for articles.';
comment on column mart.growth.table_name is 'Raw table the figure was read from.';
comment on column mart.growth.raw_row is 'as in staging.state_projections';
