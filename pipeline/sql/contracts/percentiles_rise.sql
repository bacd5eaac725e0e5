-- Percentiles rise from p10 to p90
with printed as (
    select
        figure_id,
        list_filter(
            [hourly_p10, hourly_p25, hourly_median, hourly_p75, hourly_p90], lambda amount: amount is not null
        ) as amounts
    from mart.pay
)

select figure_id
from printed
where amounts != list_sort(amounts);
