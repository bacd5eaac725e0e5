-- after: set_aside
create table core.row_count as
with set_aside as (
    select source_id, table_name, count(*) as rows_set_aside
    from core.set_aside
    group by all
),

final as (
    select
        rows_read.source_id,
        rows_read.table_name,
        rows_read.rows_read,
        rows_read.rows_read - coalesce(rows_set_aside, 0) as rows_used,
        coalesce(rows_set_aside, 0) as rows_set_aside
    from ledger.rows_read
    left join set_aside using (source_id, table_name)
)

select * from final;

comment on table core.row_count is 'What became of each table''s rows: read = used + set aside.';
comment on column core.row_count.source_id is 'Source of the table.';
comment on column core.row_count.table_name is 'Raw table.';
comment on column core.row_count.rows_read is 'Rows in the raw table.';
comment on column core.row_count.rows_used is 'Rows that became figures, places or facts.';
comment on column core.row_count.rows_set_aside is 'Rows kept in core.set_aside with their reason.';
