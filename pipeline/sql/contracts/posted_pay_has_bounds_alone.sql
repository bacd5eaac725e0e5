-- Pay of job ads is bounds and a number of ads, never an average
select figure_id
from mart.pay
where basis = 'posted'
    and (
        n_reports is null
        or coalesce(hourly_mean, hourly_median, hourly_point) is not null
        or hourly_low > hourly_high
        or not list_contains(flags, 'not_a_sample')
    );
