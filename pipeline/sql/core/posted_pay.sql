-- after: place_of_ads
-- Cancelled federal announcements carry real pay scales, but over several grades (GS-6 to GS-9): their bounds would swallow those
-- of every other ad. So they stand apart, as a figure of their own for each place.
create table core.posted_pay as
with ads as (
    select
        posting.*,
        list_contains(flags, 'cancelled_announcement') as is_cancelled,
        place.place_id as state_id,
        coalesce(employer_type = 'federal', false) as is_federal
    from core.posting
    left join core.place on place.place_id = 'US-' || posting.state
    where left_out_of_pay is null
),

-- An ad counts once among states, the nation (remote in all of it) and the unknown; its city and its metro show it again.
placed as (
    select *, coalesce(state_id, if(place_id = 'US' and remote_mode = 'remote', 'US', null)) as figure_place from ads
    union all
    select *, place_id from ads where place_id in (select place_id from core.place where place_kind in ('city', 'borough'))
    union all
    select *, 'CBSA-' || cbsa_code from ads where 'CBSA-' || cbsa_code in (select place_id from core.place)
),

grouped as (
    select
        figure_place as place_id,
        is_cancelled,
        count(*)::integer as n_ads,
        case when bool_and(is_federal) then 'federal' when bool_or(is_federal) then 'mixed' else 'other' end as employer_kind,
        bool_and(pay_unit = 'year' and not contains(coalesce(pay_note, ''), ' h a week')) as all_by_the_year,
        bool_and(pay_unit = 'hour') as all_by_the_hour,
        -- "From $40" beside "$20 to $30" reaches to $40; where no ad states an upper bound there is none.
        least(min(pay_low), if(min(pay_low) is null, null, min(pay_high))) as low_as_stated,
        greatest(max(pay_high), if(max(pay_high) is null, null, max(pay_low))) as high_as_stated,
        least(min(pay_low_usd_hour), if(min(pay_low_usd_hour) is null, null, min(pay_high_usd_hour))) as low_an_hour,
        greatest(max(pay_high_usd_hour), if(max(pay_high_usd_hour) is null, null, max(pay_low_usd_hour))) as high_an_hour,
        max(dated_on) as as_of,
        max(ad_year) as reference_year,
        count(*) filter (ad_year is null) as n_undated,
        string_agg(distinct release, ', ' order by release) as release,
        if(count(distinct title) = 1, any_value(title), 'several titles') as title_as_published,
        if(count(*) = 1, any_value(coalesce(url, publisher_url)), null) as source_url,
        list(posting_id order by posting_id) as posting_ids
    from placed
    group by all
),

final as (
    select
        'postings:' || coalesce(place_id, 'unknown') || if(is_cancelled, ':cancelled', '') as figure_id,
        place_id,
        if(place_id is null, 'the ads name no state, or several', null) as place_note,
        n_ads,
        employer_kind,
        if(all_by_the_year, 'year', 'hour') as published_unit,
        if(all_by_the_year, low_as_stated, low_an_hour) as low,
        if(all_by_the_year, high_as_stated, high_an_hour) as high,
        as_of,
        reference_year,
        release,
        title_as_published,
        source_url,
        array_to_string(posting_ids[:3], ', ') || if(n_ads > 3, ' and ' || n_ads - 3 || ' more', '') as source_line,
        posting_ids,
        ['not_a_sample']
        || if(is_cancelled, ['cancelled_announcement'], [])
        || if(n_undated > 0 and n_undated < n_ads, ['some_ads_undated'], [])
        || if(not all_by_the_year and not all_by_the_hour, ['made_hourly'], []) as flags
    from grouped
)

select * from final
order by figure_id;

comment on table core.posted_pay is
    'Pay that job ads state, by place: the outer bounds of the ads, never an average. Ads that must not stand for pay today are '
    'left out (core.posting.left_out_of_pay).';
comment on column core.posted_pay.figure_id is 'Stable name: postings, place, and whether the ads are cancelled announcements.';
comment on column core.posted_pay.place_id is
    'State, city, metro or nation (remote in all of it); NULL for ads that name no place or several states.';
comment on column core.posted_pay.place_note is 'Why place_id is NULL.';
comment on column core.posted_pay.n_ads is 'Ads behind the figure, duplicates not counted.';
comment on column core.posted_pay.employer_kind is
    'federal when every ad is of a federal employer, other when none is, mixed when some are; an employer of no known kind is '
    'no federal one.';
comment on column core.posted_pay.published_unit is
    'year when every ad states pay by the year and none names part-time hours; else hour.';
comment on column core.posted_pay.low is 'Lowest lower bound, USD per published_unit; NULL when no ad states one.';
comment on column core.posted_pay.high is 'Highest upper bound, USD per published_unit; NULL when no ad states one.';
comment on column core.posted_pay.as_of is 'Day of the newest ad; NULL when none is dated to the day.';
comment on column core.posted_pay.reference_year is 'Year of the newest ad; NULL when none is dated.';
comment on column core.posted_pay.release is 'Dates of the files the ads came with.';
comment on column core.posted_pay.title_as_published is 'The ads'' title, where they share one.';
comment on column core.posted_pay.source_url is 'Address of the ad, where it is one.';
comment on column core.posted_pay.source_line is 'Ids of the first ads, as in mart.postings.';
comment on column core.posted_pay.posting_ids is 'Ids of all its ads, as in mart.postings.';
comment on column core.posted_pay.flags is 'What a reader must know of these ads, as short words.';
