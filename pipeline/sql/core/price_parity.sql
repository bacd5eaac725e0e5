-- after: place
create table core.price_parity as
with final as (
    select
        place.place_id,
        price_parity.year,
        price_parity.price_parity as rpp_all_items,
        price_parity.release,
        price_parity.raw_row
    from staging.price_parity
    join core.place on place.area_code = price_parity.area
    where price_parity.set_aside_reason is null
)

select * from final
order by place_id, year;

comment on table core.price_parity is 'Regional price parities of the Bureau of Economic Analysis by place and year.';
comment on column core.price_parity.place_id is 'Nation, state or metro.';
comment on column core.price_parity.rpp_all_items is 'Price level of all items, United States = 100 in that year.';
comment on column core.price_parity.release is 'as in staging.price_parity';
comment on column core.price_parity.raw_row is 'as in staging.price_parity';
