-- National OEWS figures match the published workbooks to the cent

-- BLS OEWS national workbooks, May of the year: occupation, employment, mean and median hourly wage.
with expected (occupation_id, reference_year, employment, hourly_mean, hourly_median) as (
    values
        ('21-1093', 2024, 424220, 22.64, 21.69),
        ('21-1094', 2024, 60730, 26.91, 24.54),
        ('21-1018', 2024, 440380, 31.30, 28.46),
        ('21-1093', 2013, 355500, 15.04, 14.05)
)

select occupation_id || ' ' || reference_year
from (
    select * from expected
    except all
    select occupation_id, reference_year, employment, hourly_mean, hourly_median
    from mart.pay
    where place_id = 'US' and industry = 'all' and basis = 'official'
);
