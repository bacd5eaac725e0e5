create table mart.source as
with rows_by_source as (
    select
        source_id,
        sum(rows_read)::bigint as rows_read,
        sum(rows_used)::bigint as rows_used,
        sum(rows_set_aside)::bigint as rows_set_aside
    from core.row_count
    group by source_id
),

newest as (
    select
        source_id,
        count(*) as n_releases,
        arg_max(release, (coalesce(newest_year, 0), release)) as newest_release,  -- a tie goes to the later name
        max(newest_year)::integer as newest_year
    from core.release
    group by source_id
),

final as (
    select source.*, rows_read, rows_used, rows_set_aside, n_releases, newest_release, newest_year
    from core.source
    left join rows_by_source using (source_id)
    left join newest using (source_id)
)

select * from final
order by source_id;

comment on table mart.source is 'Sources with their releases and what became of their rows.';
comment on column mart.source.source_id is 'as in core.source';
comment on column mart.source.title is 'as in core.source';
comment on column mart.source.publisher_url is 'as in core.source';
comment on column mart.source.rows_read is 'Rows read.';
comment on column mart.source.rows_used is 'Rows used.';
comment on column mart.source.rows_set_aside is 'Rows set aside, each with its reason in core.set_aside.';
comment on column mart.source.n_releases is 'Releases held; NULL for sources without releases.';
comment on column mart.source.newest_release is 'Newest release held.';
comment on column mart.source.newest_year is 'Year of the newest figure.';
