-- Every pay figure with an amount says which amount speaks for it, and shows that amount
select figure_id
from mart.pay
where (shown_as is null) <> (coalesce(hourly_point, hourly_median, hourly_mean, hourly_low, hourly_high) is null)
    or shown_low is distinct from case shown_as
        when 'point' then hourly_point
        when 'median' then hourly_median
        when 'mean' then hourly_mean
        when 'range' then hourly_low
    end
    or shown_high is distinct from if(shown_as = 'range', hourly_high, shown_low);
