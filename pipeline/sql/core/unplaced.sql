-- after: place, place_alias
create table core.unplaced as
with coded as (
    select 'oews' as source_id, 'oews' as table_name, raw_row, area as area_code, area_title
    from staging.oews where set_aside_reason is null
    union all
    select 'state_projections', 'state_projections', raw_row, area, area_title
    from staging.state_projections where set_aside_reason is null
    union all
    select 'price_parity', 'price_parity', raw_row, area, area_title
    from staging.price_parity where set_aside_reason is null
    union all
    select 'headcount', 'headcount_fact', raw_row, area, area
    from staging.headcount_fact where set_aside_reason is null
    union all
    select 'certification', 'certification', raw_row, area, area
    from staging.certification where set_aside_reason is null
),

final as (
    select
        coded.source_id,
        coded.table_name,
        coded.raw_row,
        'area ' || coalesce(area_code, '(blank)') || ' (' || coalesce(area_title, 'no name') || ') is not among the places held' as reason
    from coded
    anti join core.place on place.area_code = coded.area_code
)

select * from final;

comment on table core.unplaced is 'Rows of tables with area codes whose code is no place of ours: set aside, not guessed.';
comment on column core.unplaced.reason is 'The code and name that no place has.';
