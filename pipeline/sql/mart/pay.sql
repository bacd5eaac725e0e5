create table mart.pay as
with hours as (
    select value as hours_a_year from core.constant where name = 'hours_a_year'
),

band as (
    select
        max(value) filter (where name = 'plausible_hourly_low') as band_low,
        max(value) filter (where name = 'plausible_hourly_high') as band_high,
        max(value) filter (where name = 'n_anecdote_below') as anecdote_below,
        max(value) filter (where name = 'n_thin_below') as thin_below,
        max(value) filter (where name = 'n_fair_below') as fair_below
    from core.constant
),

hourly as (
    -- The one place where annual pay becomes hourly pay.
    select
        pay_figure.* exclude (mean, p10, p25, median, p75, p90, low, point, high, flags),
        published_unit = 'year' as converted,
        if(published_unit = 'year', hours_a_year, 1) as hours_in_unit,
        (mean / hours_in_unit)::decimal(10, 4) as hourly_mean,
        (p10 / hours_in_unit)::decimal(10, 4) as hourly_p10,
        (p25 / hours_in_unit)::decimal(10, 4) as hourly_p25,
        (median / hours_in_unit)::decimal(10, 4) as hourly_median,
        (p75 / hours_in_unit)::decimal(10, 4) as hourly_p75,
        (p90 / hours_in_unit)::decimal(10, 4) as hourly_p90,
        (low / hours_in_unit)::decimal(10, 4) as hourly_low,
        (point / hours_in_unit)::decimal(10, 4) as hourly_point,
        (high / hours_in_unit)::decimal(10, 4) as hourly_high,
        flags as source_flags
    from core.pay_figure
    cross join hours
),

spoken as (
    -- The one place that decides which amount speaks for a figure: as stated, else the median, else the mean, else the bounds.
    select
        *,
        case
            when hourly_point is not null then 'point'
            when hourly_median is not null then 'median'
            when hourly_mean is not null then 'mean'
            when hourly_low is not null or hourly_high is not null then 'range'
        end as shown_as,
        if(shown_as = 'range', hourly_low, coalesce(hourly_point, hourly_median, hourly_mean)) as shown_low,
        if(shown_as = 'range', hourly_high, coalesce(hourly_point, hourly_median, hourly_mean)) as shown_high
    from hourly
),

flagged as (
    select
        spoken.*,
        list_distinct(
            source_flags
            || if(as_of is null and reference_year is null, ['undated'], [])
            || if(place_id is null, ['place_missing'], [])
            || if(
                basis in ('reported', 'surveyed') and n_reports is null and not list_contains(source_flags, 'n_lower_bound'),
                ['n_missing'],
                []
            )
            || if(
                least(hourly_mean, hourly_p10, hourly_p25, hourly_median, hourly_low, hourly_point) < band_low
                or greatest(hourly_mean, hourly_median, hourly_p75, hourly_p90, hourly_high, hourly_point) > band_high,
                ['outside_plausible_band'],
                []
            )
        ).list_sort() as flags,
        case
            when basis in ('official', 'modelled') then null
            when n_reports is null then 'not reported'
            when n_reports < anecdote_below then 'anecdote'
            when n_reports < thin_below then 'thin'
            when n_reports < fair_below then 'fair'
            else 'solid'
        end as n_class
    from spoken
    cross join band
),

final as (
    select
        figure_id,
        flagged.place_id,
        coalesce(place.place_name, 'place not stated') as place_name,
        coalesce(place.short_name, place.place_name, 'place not stated') as short_name,
        coalesce(place.place_kind, 'unknown') as place_kind,
        place.state,
        occupation_id,
        occupation.title as occupation_title,
        relation,
        industry,
        industry_title,
        basis,
        employer_kind,
        source_id,
        flagged.release,
        as_of,
        reference_year,
        basis != 'official' or reference_year = max(reference_year) over (
            partition by basis, occupation_id, industry, coalesce(place.place_kind, 'unknown')
        ) as is_newest,
        shown_low,
        shown_high,
        shown_as,
        hourly_mean,
        hourly_p10,
        hourly_p25,
        hourly_median,
        hourly_p75,
        hourly_p90,
        hourly_low,
        hourly_point,
        hourly_high,
        published_unit,
        converted,
        n_reports,
        n_class,
        employment,
        rse_percent,
        location_quotient,
        price_parity,
        price_parity_year,
        official_area.area_name as price_parity_area,
        wage_note,
        employment_note,
        place_note,
        flags,
        published_text,
        title_as_published,
        source_url,
        source_line,
        table_name,
        flagged.raw_row
    from flagged
    join core.occupation using (occupation_id)
    left join core.place on place.place_id = flagged.place_id
    -- BEA publishes no parity for a city: it takes that of the metro it lies in, and says so in price_parity_area.
    left join core.official_area on official_area.place_id = flagged.place_id
)

select * from final
order by basis, occupation_id, place_kind, reference_year, place_id, figure_id;

comment on table mart.pay is
    'Every pay figure, hourly, with its evidence. Bases and relations are separate series: never average across them.';
comment on column mart.pay.place_id is 'as in core.pay_figure';
comment on column mart.pay.place_name is 'Full name of the place, or ''place not stated''.';
comment on column mart.pay.short_name is 'Name for charts, such as ''Charlotte, NC''.';
comment on column mart.pay.place_kind is 'nation, state, metro, nonmetro, city, borough or unknown; never ranked across kinds.';
comment on column mart.pay.occupation_title is 'Title of the occupation.';
comment on column mart.pay.release is 'as in core.pay_figure';
comment on column mart.pay.is_newest is
    'False for an official figure that has a newer one: of the same occupation, sector and type of place.';
comment on column mart.pay.shown_low is
    'Amount that speaks for the figure, USD an hour: its lower end; equal to shown_high where one amount speaks, NULL where no '
    'lower bound is stated.';
comment on column mart.pay.shown_high is 'Upper end of that amount, USD an hour; NULL where no upper bound is stated.';
comment on column mart.pay.shown_as is
    'Which amount speaks: point (as stated), else median, else mean, else range (the bounds as stated); NULL when there is none.';
comment on column mart.pay.hourly_mean is 'Mean, USD an hour.';
comment on column mart.pay.hourly_p10 is '10th percentile, USD an hour.';
comment on column mart.pay.hourly_p25 is '25th percentile, USD an hour.';
comment on column mart.pay.hourly_median is 'Median, USD an hour.';
comment on column mart.pay.hourly_p75 is '75th percentile, USD an hour.';
comment on column mart.pay.hourly_p90 is '90th percentile, USD an hour.';
comment on column mart.pay.hourly_low is 'Lower bound as stated, USD an hour; of job ads the lowest.';
comment on column mart.pay.hourly_point is 'Average or typical amount as stated, USD an hour.';
comment on column mart.pay.hourly_high is 'Upper bound as stated, USD an hour; of job ads the highest.';
comment on column mart.pay.published_unit is 'hour or year: the unit the source printed.';
comment on column mart.pay.converted is 'True when hourly amounts are annual ones divided by 2,080.';
comment on column mart.pay.n_class is
    'How sure n_reports makes a figure: not reported, anecdote, thin, fair or solid (bounds: core.constant); NULL for official '
    'figures.';
comment on column mart.pay.price_parity_area is 'Place whose parity it is: for a city or borough the metro it lies in.';
comment on column mart.pay.raw_row is 'as in core.pay_figure';
