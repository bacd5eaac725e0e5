-- after: price_parity, place_of_ads
create table core.official_area as
with newest_parity as (
    select place_id, year as price_parity_year, rpp_all_items as price_parity
    from core.price_parity
    qualify row_number() over (partition by place_id order by year desc) = 1
),

final as (
    select
        place.place_id,
        area.place_id as official_id,
        area.place_name as area_name,
        price_parity,
        price_parity_year
    from core.place as place
    left join core.place as area
        on area.place_id = if(place.place_kind in ('city', 'borough'), 'CBSA-' || place.cbsa_code, place.place_id)
    left join newest_parity on newest_parity.place_id = area.place_id
)

select * from final
order by place_id;

comment on table core.official_area is
    'The area whose official figures are nearest to a place: the place, or the metro that a city or borough lies in.';
comment on column core.official_area.place_id is 'Any place held.';
comment on column core.official_area.official_id is
    'Place whose official pay and prices stand for it; NULL for a city that lies in no metro.';
comment on column core.official_area.area_name is 'Name of that place.';
comment on column core.official_area.price_parity is
    'Newest regional price parity of the place (of a city or borough: of its metro), United States = 100; NULL where BEA '
    'publishes none.';
comment on column core.official_area.price_parity_year is 'Year of that parity.';
