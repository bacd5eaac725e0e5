-- The eight pay points of the seed articles are held exactly as printed

-- The seed articles: place, unit, lower, single and upper amount, n, date; each stands once among the reported figures.
with expected (place_id, published_unit, low, point, high, n_reports, as_of) as (
    values
        ('US-DC/washington', 'hour', null, 21.09, null, 6, null),
        ('US-NY/bronx', 'hour', null, 18.30, null, 8, null),
        ('US-NY/brooklyn', 'hour', null, 17.45, null, 19, null),
        (null, 'hour', null, 16.86, null, 12, null),
        ('US-NC/charlotte', 'hour', null, 16.76, null, null, null),
        ('US-TX', 'hour', null, 14.14, null, null, null),
        ('US-GA', 'year', 31836, 35672, 39775, null, date '2022-08-29'),
        ('US-FL', 'hour', null, 17.52, null, 71, date '2022-08-23')
),

held as (
    select place_id, published_unit, low, point, high, n_reports, as_of
    from core.pay_figure
    where source_id = 'articles'
)

select coalesce(place_id, 'place not stated') || ' ' || point
from (
    (select * from expected except all select * from held)
    union all
    (select * from held except all select * from expected)
);
