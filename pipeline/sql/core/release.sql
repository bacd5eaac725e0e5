-- after: set_aside
create table core.release as
with final as (
    select source_id, release, max(release_year) as newest_year, count(*) as n_rows
    from ledger.row_read
    anti join core.set_aside using (source_id, table_name, raw_row)
    where release is not null
    group by source_id, release
)

select * from final
order by source_id, newest_year, release;

comment on table core.release is 'The releases held of each source: of the rows that are used, as each table declares.';
comment on column core.release.source_id is 'Source of the release.';
comment on column core.release.release is 'Name of the release, as the source has it.';
comment on column core.release.newest_year is 'Year of its newest figure; NULL where neither figures nor release name one.';
comment on column core.release.n_rows is 'Rows of it that are used.';
