create table core.place as
with final as (
    select * exclude (set_aside_reason)
    from staging.place
    where set_aside_reason is null
)

select * from final
order by place_id;

comment on table core.place is
    'Every place a figure can stand for: nation, states, metros, nonmetro areas, and the cities and boroughs needed.';
comment on column core.place.publisher_url is 'Publisher''s page of that release.';
comment on column core.place.raw_row is
    'Row of data/raw/places/place.csv, counted from 1 below the header; NULL for a city that is here for its job ads.';
