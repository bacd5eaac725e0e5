create table staging.occupation as
with source as (
    select * from raw.occupation
),

typed as (
    select
        raw_row,
        occupation_id,
        title,
        relation,
        try_cast(nearness as integer) as nearness,
        try_cast(first_year as integer) as first_year,
        try_cast(last_year as integer) as last_year,
        nullif(continues, '') as continues,
        why,
        nearness as nearness_as_read,
        first_year as first_year_as_read,
        last_year as last_year_as_read
    from source
),

final as (
    select
        raw_row,
        occupation_id,
        title,
        relation,
        nearness,
        first_year,
        last_year,
        continues,
        why,
        case
            when relation not in ('neighbour', 'comparison', 'all')
                then 'the relation ''' || relation || ''' is not neighbour, comparison or all'
            when nearness is null and coalesce(nearness_as_read, '') <> ''
                then 'the nearness ''' || nearness_as_read || ''' is not a whole number'
            when first_year is null then 'the first year ''' || coalesce(first_year_as_read, '') || ''' is not a year'
            when last_year is null and coalesce(last_year_as_read, '') <> ''
                then 'the last year ''' || last_year_as_read || ''' is not a year'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.occupation is 'The registry of OEWS occupations that the warehouse keeps, typed.';
comment on column staging.occupation.occupation_id is 'SOC code.';
comment on column staging.occupation.title is 'Title as the publisher prints it.';
comment on column staging.occupation.relation is 'What the occupation is to peer support: neighbour, comparison or all.';
comment on column staging.occupation.nearness is
    'Order among the neighbours still published: 1 is the nearest; NULL for every other occupation.';
comment on column staging.occupation.first_year is 'First May release from 2013 on that publishes the code.';
comment on column staging.occupation.last_year is 'Last May release that publishes the code; NULL while it still does.';
comment on column staging.occupation.continues is
    'Codes of earlier releases whose work this code took over, parted by a semicolon.';
comment on column staging.occupation.why is 'Why the occupation is kept.';
