-- A published percent change agrees with its base and projected employment

-- Percent is printed to one decimal, employment to 100 persons for the nation and to 1,000 at most for a state.
select growth_id
from mart.growth
where abs(100.0 * (projected_employment - base_employment) / base_employment - percent_change)
    > 0.06 + if(place_kind = 'nation', 100, 1000) / base_employment * 100;
