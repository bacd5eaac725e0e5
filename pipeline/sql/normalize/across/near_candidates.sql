-- Pairs of ads of two sites that may be one: peer roles only (nothing else is counted), the same state and city, and the same employer
-- or the same title, within 60 days, with pay that does not differ. Makes near_candidate(earlier_key, later_key, ranks, four texts).
-- The first three letters of the text that differs must agree: spellings of one name rarely differ there, and blocks stay small.
create or replace temp table near_ad as
select posting_key, state, coalesce(city, '') as city, title_words, employer_words, posted_on, pay_low, pay_high, pay_unit, pay_low_usd_hour,
    coalesce(nullif(regexp_extract(url, '^[a-z]+://(?:www\.)?([^/:?#]+)', 1), ''), source_id) as site,
    row_number() over (order by posted_on nulls last, facts_stated desc, posting_id) as rank
from posting_assembled
join title_read using (title)
join employer_read using (employer)
where role is not null and state is not null and employer_words is not null
    and posting_key not in (select posting_key from duplicate);

create or replace temp table near_candidate as
with same_employer as (
    select a.posting_key as a_key, b.posting_key as b_key
    from near_ad as a join near_ad as b
        on a.state = b.state and a.city = b.city and a.employer_words = b.employer_words and left(a.title_words, 3) = left(b.title_words, 3)
    where a.rank < b.rank and a.site <> b.site
),
same_title as (
    select a.posting_key as a_key, b.posting_key as b_key
    from near_ad as a join near_ad as b
        on a.state = b.state and a.city = b.city and a.title_words = b.title_words and left(a.employer_words, 3) = left(b.employer_words, 3)
    where a.rank < b.rank and a.site <> b.site
),
paired as (
    select * from same_employer union select * from same_title
),
final as (
    select a.posting_key as earlier_key, b.posting_key as later_key, a.rank as earlier_rank, b.rank as later_rank,
        a.title_words as earlier_title, b.title_words as later_title,
        a.employer_words as earlier_employer, b.employer_words as later_employer, a.city, a.state
    from paired join near_ad as a on a.posting_key = a_key join near_ad as b on b.posting_key = b_key
    where coalesce(abs(date_diff('day', a.posted_on, b.posted_on)) <= renewal_days(), true)
        and (coalesce(a.pay_low, a.pay_high) is null or coalesce(b.pay_low, b.pay_high) is null
            or (a.pay_unit = b.pay_unit and a.pay_low is not distinct from b.pay_low and a.pay_high is not distinct from b.pay_high)
            -- $40,000 a year and $19.23 an hour are one wage.
            or coalesce(abs(a.pay_low_usd_hour - b.pay_low_usd_hour) <= 0.01 * a.pay_low_usd_hour, false))
)
select * from final;
