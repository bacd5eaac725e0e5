-- Hourly pay lies within the plausible band or is flagged
with printed as (
    select figure_id, flags, least(*columns('hourly_.*')) as lowest, greatest(*columns('hourly_.*')) as highest
    from mart.pay
)

select figure_id
from printed
where not coalesce(list_contains(flags, 'outside_plausible_band'), false)
    and (
        lowest < (select value from core.constant where name = 'plausible_hourly_low')
        or highest > (select value from core.constant where name = 'plausible_hourly_high')
    );
