create table staging.article_fact as
with source as (
    select * from raw.article_fact
),

typed as (
    select
        raw_row,
        fact_id,
        file,
        try_cast(line as integer) as line,
        topic,
        measure,
        nullif(place_as_read, '') as place_as_read,
        nullif(inequality, '') as inequality,
        try_cast(nullif(value_low, '') as decimal(14, 2)) as value_low,
        nullif(unit, '') as unit,
        try_cast(nullif(as_of, '') as date) as as_of,
        coalesce(string_split(nullif(flags, ''), ';'), []) as flags,
        published_text,
        release,
        nullif(publisher_url, '') as publisher_url,
        coalesce(value_low, '') as value_as_read,
        coalesce(as_of, '') as as_of_as_read,
        nullif(not_a_figure_because, '') as not_a_figure_because
    from source
),

final as (
    select
        * exclude (value_as_read, as_of_as_read, not_a_figure_because),
        case
            when not_a_figure_because is not null then not_a_figure_because
            when value_low is null and value_as_read != '' then 'the value ''' || value_as_read || ''' is not a number'
            when as_of is null and as_of_as_read != '' then 'the date ''' || as_of_as_read || ''' is not a date'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.article_fact is
    'Facts about the role in web articles, and what looks like a figure there and is none, typed.';
comment on column staging.article_fact.fact_id is 'Name of the fact within the articles.';
comment on column staging.article_fact.topic is
    'headcount, part_time, setting, delivery_mode, training, certification or reimbursement; others are set aside.';
comment on column staging.article_fact.measure is 'What the fact says, or what its value measures.';
comment on column staging.article_fact.inequality is 'How the value bounds the truth: = or >; NULL when the fact has no value.';
comment on column staging.article_fact.value_low is 'The value in its unit; NULL when the fact has none.';
comment on column staging.article_fact.unit is 'Unit of the value: people or hours.';
comment on column staging.article_fact.as_of is 'Date of the fact; NULL when undated.';
comment on column staging.article_fact.published_text is 'The few words that state it, as printed.';
comment on column staging.article_fact.set_aside_reason is 'Why it is no figure of the role or not used; NULL when it is used.';
