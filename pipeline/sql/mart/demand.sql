-- after: postings
create table mart.demand as
with ads as (
    select
        *,
        -- What an ad offers, as one number: the middle of its range. Only for quantiles over ads; never shown for one.
        if(
            states_pay and not list_has_any(flags, ['service_corps', 'unit_doubtful', 'implausible_period', 'other_currency']),
            (coalesce(pay_low_usd_hour, pay_high_usd_hour) + coalesce(pay_high_usd_hour, pay_low_usd_hour)) / 2,
            null
        )::decimal(10, 4) as offer_usd_hour
    from mart.postings
    where is_survivor
),

counted as (
    select
        setting,
        'US-' || state as place_id,
        state,
        ad_month,
        employment_type,
        count(*)::integer as n_postings,
        count(*) filter (states_pay)::integer as n_stating_pay,
        count(offer_usd_hour)::integer as n_hourly_pay,
        quantile_cont(offer_usd_hour, [0.25, 0.5, 0.75]) as quantiles,
        count(*) filter (list_contains(flags, 'cancelled_announcement'))::integer as n_cancelled,
        count(*) filter (remote_mode = 'remote')::integer as n_remote,
        count(*) filter (remote_mode = 'hybrid')::integer as n_hybrid,
        count(*) filter (remote_mode = 'onsite')::integer as n_onsite,
        count(*) filter (remote_mode = 'unknown')::integer as n_remote_unknown
    from ads
    group by all
),

final as (
    select
        * exclude (quantiles, fewest, n_cancelled, n_remote, n_hybrid, n_onsite, n_remote_unknown),
        if(n_hourly_pay >= fewest, quantiles[1], null)::decimal(10, 4) as hourly_p25,
        if(n_hourly_pay >= fewest, quantiles[2], null)::decimal(10, 4) as hourly_median,
        if(n_hourly_pay >= fewest, quantiles[3], null)::decimal(10, 4) as hourly_p75,
        n_cancelled,
        n_remote,
        n_hybrid,
        n_onsite,
        n_remote_unknown
    from counted
    cross join (select value as fewest from core.constant where name = 'n_for_quantiles')
)

select * from final
order by setting, state, ad_month, employment_type;

comment on table mart.demand is 'Ads for peer support work by setting, state, month and employment type; copies are not counted. Postings are not vacancies, and these are no sample.';
comment on column mart.demand.place_id is 'State; NULL for ads that name none or several.';
comment on column mart.demand.state is 'Its postal code.';
comment on column mart.demand.n_postings is 'Ads.';
comment on column mart.demand.n_stating_pay is 'Ads in which the employer states an amount.';
comment on column mart.demand.n_hourly_pay is 'Ads whose stated pay can be compared by the hour: the n of the quantiles.';
comment on column mart.demand.hourly_p25 is '25th percentile over ads of the middle of each ad''s range, USD an hour; NULL below five ads.';
comment on column mart.demand.hourly_median is 'Median over ads of the middle of each ad''s range, USD an hour; NULL below five ads.';
comment on column mart.demand.hourly_p75 is '75th percentile over ads of the middle of each ad''s range, USD an hour; NULL below five ads.';
comment on column mart.demand.n_cancelled is 'Ads among them that were cancelled announcements.';
comment on column mart.demand.n_remote is 'Ads for remote work.';
comment on column mart.demand.n_hybrid is 'Ads for hybrid work.';
comment on column mart.demand.n_onsite is 'Ads for work on site.';
comment on column mart.demand.n_remote_unknown is 'Ads that do not say where the work is done.';
