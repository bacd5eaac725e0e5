-- National projections of 21-1093 match the published tables

-- BLS Employment Projections, 21-1093: cycle, persons employed in the base and the target year, percent change, openings a year.
with expected (cycle, base, projected, percent_change, openings) as (
    values
        ('2014-24', 386600, 430800, 11.4, 12000),
        ('2016-26', 389800, 453600, 16.4, 55400),
        ('2018-28', 413700, 466000, 12.6, 57500),
        ('2019-29', 425600, 497100, 16.8, 56500),
        ('2021-31', 420600, 472900, 12.5, 55900),
        ('2022-32', 415100, 450600, 8.6, 47400),
        ('2024-34', 449600, 478500, 6.4, 50600)
)

select cycle
from (
    select * from expected
    except all
    select cycle, base_employment, projected_employment, percent_change, annual_openings
    from mart.growth
    where place_id = 'US' and occupation_id = '21-1093'
)
order by cycle;
