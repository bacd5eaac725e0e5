-- after: place
create table core.unplaced as
with final as (
    select
        source_id,
        table_name,
        raw_row,
        'area '
        || coalesce(row_read.area_code, '(blank)')
        || coalesce(' (' || area_title || ')', '')
        || ' is not among the places held' as reason
    from ledger.row_read
    anti join core.place on place.area_code = row_read.area_code
    where names_area and set_aside_reason is null
)

select * from final;

comment on table core.unplaced is
    'Rows of tables that declare an area code, and whose code is no place of ours: set aside, not guessed.';
comment on column core.unplaced.reason is 'The code and name that no place has.';
