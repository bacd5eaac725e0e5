create table core.occupation as
with registry as (
    select occupation_id, title, relation, nearness, first_year, last_year, continues, why, raw_row
    from staging.occupation
    where set_aside_reason is null
),

role as (
    select
        'peer_support' as occupation_id,
        'Peer support specialist' as title,
        'role' as relation,
        null::integer as nearness,
        null::integer as first_year,
        null::integer as last_year,
        null::varchar as continues,
        'The role itself: no code of its own in the 2018 SOC, so no official statistic counts it.' as why
),

final as (
    select * from role
    union all by name
    select * from registry
)

select * from final;

comment on table core.occupation is 'Occupations that figures are about, and how each relates to peer support.';
comment on column core.occupation.occupation_id is 'SOC code, or ''peer_support'' for the role itself.';
comment on column core.occupation.title is 'Official SOC title, or the role''s usual name.';
comment on column core.occupation.relation is
    'role: peer support itself; neighbour: where official statistics hide it; comparison: jobs nearby; all: every occupation.';
comment on column core.occupation.first_year is
    'First OEWS year that publishes the code; NULL when from the start of our series.';
comment on column core.occupation.raw_row is
    'Row of data/raw/oews/occupation.csv, counted from 1 below the header; NULL for the role itself.';
