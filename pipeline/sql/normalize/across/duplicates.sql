-- Which postings are one ad read twice: the same id; then the same title, employer, place and pay within 60 days.
-- Reads posting_assembled. Makes duplicate(posting_key, survivor_key): every posting that another stands for, never in chains.
-- Only columns of the output decide, so that a finished file read again gives the same answer.

-- Days between two ads of one offer. Job boards show an ad for 30 days and let it be renewed once; a later ad is a new opening.
create or replace macro renewal_days() as 60;

-- Words of an employer's name without its legal form and article.
create or replace macro legal_forms() as 'the|inc|incorporated|llc|ltd|corp|corporation|co|company|pc|pllc';
create or replace macro employer_words(words) as nullif(case when regexp_matches(words, '\b(?:' || legal_forms() || ')\b')
    then
        trim(
            regexp_replace(
                regexp_replace(' ' || replace(words, ' ', '  ') || ' ', ' (?:' || legal_forms() || ') ', ' ', 'g'), ' +', ' ', 'g'
            )
        )
    else words end, '');

-- 1. The same id.
create or replace temp table repeated_id as
with repeated as (
    select hash(posting_id) as id_hash from posting_assembled group by all having count(*) > 1
),
final as (
    select posting_key, posting_id,
        row_number() over same_id as copy_number,
        first_value(posting_key) over same_id as survivor_key
    from posting_assembled
    where hash(posting_id) in (from repeated)
    -- Copies that are alike in everything may stand in any order.
    window same_id as (partition by posting_id order by posted_on nulls last, facts_stated desc,
        hash(row(*columns(* exclude (posting_key)))))
)
select * from final;

create or replace table duplicate as
select posting_key, survivor_key from repeated_id where copy_number > 1;

-- 2. The same offer: title, employer, place and pay. An ad without employer, or with neither place nor pay, is like too many
-- others.
create or replace temp table title_read as
select title, fold_words(title) as title_words from (select distinct title from posting_assembled);

create or replace temp table employer_read as
with worded as (
    select employer, fold_words(employer) as words
    from (select distinct employer from posting_assembled where employer is not null)
)
select employer, employer_words(words) as employer_words from worded;

create or replace temp table offer as
select posting_key, posted_on, hash(title_words, employer_words, coalesce(place_id, ''), coalesce(city, ''), coalesce(state, ''),
    coalesce(place_note, ''), coalesce(pay_low, 0), coalesce(pay_high, 0), coalesce(pay_unit, '')) as offer_key
from posting_assembled
join title_read using (title)
join employer_read using (employer)
where employer_words is not null and (state is not null or pay_low is not null or pay_high is not null)
    and posting_key not in (select posting_key from duplicate);

create or replace temp table repeated_offer as
select offer.posting_key, posted_on, offer_key
from offer
where offer_key in (select offer_key from offer group by all having count(*) > 1);

-- The days on which an offer was made anew: the first, and each first day more than 60 days after the last such day.
create or replace temp table offer_made as
with recursive made as (
    select offer_key, min(posted_on) as made_on from repeated_offer group by all
    union all
    select made.offer_key, min(posted_on) as made_on
    from made join repeated_offer on repeated_offer.offer_key = made.offer_key and posted_on > made_on + renewal_days()
    group by made.offer_key, made_on
)
select * from made;

-- An undated ad goes with the first.
insert into duplicate
with first_made as (
    select offer_key, min(made_on) as first_on from offer_made group by all
),
dated as (
    select posting_key, offer_key, coalesce(posted_on, first_on) as day from repeated_offer join first_made using (offer_key)
),
placed as (
    select posting_key, dated.offer_key, made_on
    from dated asof join offer_made on dated.offer_key = offer_made.offer_key and day >= made_on
    union all
    select posting_key, offer_key, null as made_on from dated where day is null
),
ranked as (
    select placed.posting_key, first_value(placed.posting_key) over (
        partition by offer_key, made_on order by posted_on nulls last, facts_stated desc, posting_id
    ) as survivor_key
    from placed join posting_assembled using (posting_key)
)
select posting_key, survivor_key from ranked where posting_key <> survivor_key;
