create table mart.fact as
with named_place as (
    -- A name that could mean two places resolves to none.
    select folded, place_id from core.place_alias where places_named = 1
),

articles as (
    select
        'articles:' || fact_id as fact_id,
        'articles' as source_id,
        'article_fact' as table_name,
        raw_row,
        topic,
        measure as label,
        place_id,
        value_low,
        published_text as value_text,
        inequality,
        unit,
        as_of,
        year(as_of)::integer as reference_year,
        coalesce(as_of::varchar, 'undated') as period_text,
        release as publisher,
        publisher_url as source_url,
        file || ', line ' || line as source_line,
        flags
    from staging.article_fact
    left join named_place on named_place.folded = fold_words(place_as_read)
    where set_aside_reason is null
),

published as (
    select
        'headcount:' || fact_id as fact_id,
        'headcount' as source_id,
        'headcount_fact' as table_name,
        raw_row,
        case
            when measure like 'certified%' then 'headcount'
            when measure like 'states_with%' then 'certification'
            when measure like 'states_medicaid%' then 'reimbursement'
            when measure like 'share%' then 'facilities'
            else 'need'
        end as topic,
        label,
        place.place_id,
        value_low,
        value_text,
        inequality,
        unit,
        as_of,
        reference_year,
        period_text,
        note,
        publisher,
        source_url,
        release as source_line
    from staging.headcount_fact
    join (select area_code, place_id from core.place) as place on place.area_code = headcount_fact.area
    where set_aside_reason is null
),

facts as (
    select * from articles
    union all by name
    select * from published
),

final as (
    select
        fact_id,
        topic,
        label,
        place_id,
        coalesce(place_name, 'place not stated') as place_name,
        value_low,
        value_text,
        inequality,
        unit,
        as_of,
        reference_year,
        period_text,
        note,
        source_id,
        publisher,
        source_url,
        source_line,
        coalesce(flags, []) as flags,
        table_name,
        facts.raw_row
    from facts
    left join core.place using (place_id)
)

select * from final
order by topic, fact_id;

comment on table mart.fact is
    'What sources state that is neither pay nor growth: headcounts, certification, settings, training, part-time work.';
comment on column mart.fact.fact_id is 'Stable name of the fact.';
comment on column mart.fact.topic is
    'headcount, certification, reimbursement, facilities, need, setting, delivery_mode, part_time or training.';
comment on column mart.fact.label is 'What is stated, in plain words.';
comment on column mart.fact.place_id is 'Place; NULL when the source names none.';
comment on column mart.fact.place_name is 'Name of the place, or ''place not stated''.';
comment on column mart.fact.value_low is
    'The number, in `unit`; a lower bound where inequality says so; NULL where the fact is no number.';
comment on column mart.fact.value_text is 'The words or number as printed.';
comment on column mart.fact.inequality is 'How the number was printed: =, > or about.';
comment on column mart.fact.unit is 'Unit of the number: people, count, percent or hours.';
comment on column mart.fact.as_of is 'Date; NULL when the source prints none or a year only.';
comment on column mart.fact.reference_year is 'Year; NULL when undated.';
comment on column mart.fact.period_text is 'The period as printed, or ''undated''.';
comment on column mart.fact.source_url is 'Address; empty when not recorded.';
comment on column mart.fact.source_line is 'File and line, or the document.';
comment on column mart.fact.raw_row is 'as in staging.headcount_fact';
