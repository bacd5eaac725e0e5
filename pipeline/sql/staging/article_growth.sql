create table staging.article_growth as
with source as (
    select * from raw.article_growth
),

typed as (
    select
        raw_row,
        figure_id,
        file,
        try_cast(line as integer) as line,
        base_year || '-' || right(target_year, 2) as cycle,
        try_cast(base_year as integer) as base_year,
        try_cast(target_year as integer) as target_year,
        try_cast(nullif(percent_change, '') as decimal(6, 1)) as percent_change,
        'The article names no occupation for this figure.' as note,
        coalesce(string_split(nullif(flags, ''), ';'), []) as flags,
        published_text,
        release,
        nullif(publisher_url, '') as publisher_url,
        percent_change as percent_as_read
    from source
),

final as (
    select
        * exclude (percent_as_read),
        case
            when base_year is null or target_year is null then 'the years ''' || coalesce(cycle, '') || ''' are not years'
            when percent_change is null then 'the change ''' || coalesce(percent_as_read, '') || ''' is not a number'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.article_growth is 'Job growth as a web article quotes it, without an occupation, typed.';
comment on column staging.article_growth.figure_id is 'Name of the figure within the articles.';
comment on column staging.article_growth.percent_change is 'Change over the cycle, percent, as printed.';
comment on column staging.article_growth.note is 'What the figure lacks.';
comment on column staging.article_growth.flags is 'The same, as short words.';
