create table mart.posting_index as
with final as (
    select
        month,
        place.place_id,
        coalesce(place.place_name, area) as place_name,
        if(place.place_id is null, 'published as ' || area || ', which is not among the places held', null) as place_note,
        sector,
        index_mean,
        days,
        days = day(last_day(month)) as whole_month,
        'hiring_lab' as source_id,
        posting_index.release,
        source_url,
        posting_index.raw_row
    from staging.posting_index
    left join core.place on place.place_id = if(area = 'US', area, 'US-' || area)
    where set_aside_reason is null
)

select * from final
order by sector, place_id, month;

comment on table mart.posting_index is
    'Indeed Hiring Lab''s index of job postings by month: a direction, not a count, and not peer support.';
comment on column mart.posting_index.place_id is
    'Nation (every sector held) or state (all sectors together); NULL when the area is no place of ours.';
comment on column mart.posting_index.place_name is 'Name of the place; the area as published when it is no place of ours.';
comment on column mart.posting_index.whole_month is 'False when the release ends within the month.';
comment on column mart.posting_index.release is
    'Day of the publisher''s file; an older release was adjusted by another method and does not compare to the point.';
comment on column mart.posting_index.raw_row is 'as in staging.posting_index';
