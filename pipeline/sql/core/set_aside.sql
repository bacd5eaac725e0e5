-- after: unplaced
create table core.set_aside as
with unreadable as (
    select source_id, table_name, raw_row, set_aside_reason as reason
    from ledger.row_read
    where set_aside_reason is not null
),

final as (
    select source_id, table_name, raw_row, reason, text_as_read
    from (select * from unreadable union all select * from core.unplaced)
    join ledger.row_read using (source_id, table_name, raw_row)
)

select * from final
order by source_id, table_name, raw_row;

comment on table core.set_aside is 'Every row that was read and not used, word for word, with the reason: nothing is lost.';
comment on column core.set_aside.reason is 'Why the row is not used.';
comment on column core.set_aside.text_as_read is 'The row as it was read, as JSON.';
