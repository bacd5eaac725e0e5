-- Pairs of ads of two sites that are one job in one city: employer and title equal or alike, within 60 days, with pay that does
-- not differ. Reads near_ad, alike_title, alike_employer (one, other; both ways). Makes near_pair(earlier_key, later_key, ...).
create or replace temp table near_pair as
with sited as (
    select *, coalesce(nullif(regexp_extract(url, '^[a-z]+://(?:www\.)?([^/:?#]+)', 1), ''), source_id) as site,
        coalesce(posted_on, date '9999-12-31') as day
    from near_ad
),
spelled as (
    select *, title_words as title_spelled, employer_words as employer_spelled from sited
    union all by name
    select sited.*, other as title_spelled, employer_words as employer_spelled from sited join alike_title on one = title_words
    union all by name
    select sited.*, title_words as title_spelled, other as employer_spelled from sited join alike_employer on one = employer_words
),
final as (
    select a.posting_key as earlier_key, b.posting_key as later_key,
        a.day as earlier_day, a.facts_stated as earlier_facts, a.posting_id as earlier_id,
        b.day as later_day, b.facts_stated as later_facts, b.posting_id as later_id
    from spelled as a
    join sited as b
        on a.state = b.state and a.city = b.city and a.title_spelled = b.title_words and a.employer_spelled = b.employer_words
    where a.site <> b.site
        and (a.day, -a.facts_stated, a.posting_id) < (b.day, -b.facts_stated, b.posting_id)
        and coalesce(abs(date_diff('day', a.posted_on, b.posted_on)) <= renewal_days(), true)
        and (coalesce(a.pay_low, a.pay_high) is null or coalesce(b.pay_low, b.pay_high) is null
            or (
                a.pay_unit = b.pay_unit
                and a.pay_low is not distinct from b.pay_low
                and a.pay_high is not distinct from b.pay_high
            )
            -- $40,000 a year and $19.23 an hour are one wage.
            or coalesce(abs(a.pay_low_usd_hour - b.pay_low_usd_hour) <= 0.01 * a.pay_low_usd_hour, false))
)
select * from final;
