-- after: place, posting
-- core.place holds what figures stand for: it gains the cities whose ads state pay.
insert into core.place by name
select
    city.place_id,
    city.city_name || ', ' || city.state as place_name,
    city.city_name || ', ' || city.state as short_name,
    'city' as place_kind,
    city.state,
    city.state as states,
    -- A metro that crosses the state's border does not lie in the state.
    if(metro.states = city.state, metro.place_id, 'US-' || city.state) as parent_id,
    city.cbsa_code,
    city.latitude,
    city.longitude,
    'point in the city list' as coordinates_from,
    'public city list' as release,
    'https://github.com/kelvins/US-Cities-Database' as publisher_url
from staging.city
left join (
    select place_id, states, area_code from core.place where place_kind = 'metro'
) as metro on metro.area_code = city.cbsa_code
where city.set_aside_reason is null
    and city.place_id in (select place_id from core.posting where left_out_of_pay is null)
    and city.place_id not in (select place_id from core.place);
