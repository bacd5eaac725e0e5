-- Ads that one site may print otherwise than another, and the spellings to compare. Peer roles only: nothing else is counted.
-- Reads posting_assembled, duplicate, title_read, employer_read. Makes near_ad, title_pair(one, other), employer_pair(one,
-- other).

-- The title without what sites append to it: the number of the opening, the place.
create or replace temp table near_ad as
select posting_key, posting_id, state, coalesce(city, '') as city, employer_words, posted_on, facts_stated, url, source_id,
    pay_low, pay_high, pay_unit, pay_low_usd_hour,
    case when contains(title_words, ' ') then trim(regexp_replace(
        case when city is null then title_words
            else
                replace(
                    replace(title_words || ' ', ' ' || lower(city) || ' ' || lower(state) || ' ', ' '),
                    ' ' || lower(city) || ' ',
                    ' '
                )
            end,
        ' [a-z]{0,3}\d{4,}\b', ' ', 'g')) else title_words end as title_words
from posting_assembled
join title_read using (title)
join employer_read using (employer)
where role is not null and state is not null and employer_words is not null
    and posting_key not in (select posting_key from duplicate);

-- Spellings of one name stand near each other in the alphabet: each text is compared with the next ten of its block, so that the
-- work grows with the number of texts and not with its square.
create or replace macro neighbours() as 10;

create or replace temp table title_pair as
with block as (
    select distinct state, city, employer_words, title_words from near_ad
),
placed as (
    select *, row_number() over (partition by state, city, employer_words order by title_words) as position from block
),
final as (
    select distinct a.title_words as one, b.title_words as other
    from placed as a
    join placed as b
        on a.state = b.state and a.city = b.city and a.employer_words = b.employer_words
        and b.position between a.position + 1 and a.position + neighbours()
    where levenshtein(left(a.title_words, 3), left(b.title_words, 3)) <= 1
        and length(a.title_words) between 0.8 * length(b.title_words) and 1.25 * length(b.title_words)
)
select * from final;

create or replace temp table employer_pair as
with placed as (
    select employer_words, row_number() over (order by employer_words) as position
    from (select distinct employer_words from near_ad)
),
stepped as (
    select *, unnest(range(1, neighbours() + 1)) as step from placed
),
final as (
    select stepped.employer_words as one, placed.employer_words as other
    from stepped join placed on placed.position = stepped.position + step
    where left(stepped.employer_words, 3) = left(placed.employer_words, 3)
)
select * from final;
