-- One row a posting: what was read, what each rule made of it, and its dates. Reads posting_as_read, the four results of the row
-- rules, and posting_given (rows that an earlier run has finished, which pass as they are).
-- Steps across rows add duplicate_of, and tell postings of one posting_id apart.

-- A date as printed; the day of the place of work, whatever the zone. Seconds and milliseconds since 1970 are dates too.
create or replace macro read_date(value) as case
    when regexp_matches(value, '^\d{4}-\d\d-\d\d') then try_cast(left(value, 10) as date)
    when regexp_matches(value, '^1\d{9}(\d{3})?(\.0)?$') then make_timestamp(left(value, 10)::bigint * 1000000)::date
    else try_strptime(regexp_extract(value, '^[^T]*?\d{4}|^\d{8}$|^\d\d?/\d\d?/\d\d$'),
        ['%m/%d/%Y', '%m-%d-%Y', '%Y/%m/%d', '%B %d, %Y', '%b %d, %Y', '%d %B %Y', '%d %b %Y', '%Y%m%d', '%m/%d/%y'])::date end;

create or replace temp table date_read as
with source as (
    select unnest([posted_on_as_read, closes_on_as_read, first_seen_as_read, last_seen_as_read]) as date_text from posting_as_read
),
parsed as (
    select distinct date_text, read_date(date_text) as read_on from source where date_text is not null
),
final as (
    -- "Open until filled" is printed as the year 9999 by some sites.
    select date_text, case when read_on between date '1990-01-01' and date '2099-12-31' then read_on end as read_on from parsed
)
select * from final;

create or replace table posting_assembled as
with dated as (
    select posting_key, posted.read_on as posted_on, closes.read_on as closes_on, first.read_on as first_seen, last.read_on as last_seen,
        list_filter([
            case when posted_on_as_read is not null and posted.read_on is null then 'posted_on_not_a_day' end,
            case when closes_on_as_read is not null and closes.read_on is null then 'closes_on_not_a_day' end,
            case when closes.read_on < posted.read_on then 'closes_before_posted' end
        ], lambda flag: flag is not null) as date_flags
    from posting_as_read
    left join date_read as posted on posted.date_text = posted_on_as_read
    left join date_read as closes on closes.date_text = closes_on_as_read
    left join date_read as first on first.date_text = first_seen_as_read
    left join date_read as last on last.date_text = last_seen_as_read
),
identified as (
    select posting_key, source_id, source_posting_id, url, read_flags,
        regexp_replace(title, '[\x00-\x1f\x7f]+', ' ', 'g') as title,
        regexp_replace(employer, '[\x00-\x1f\x7f]+', ' ', 'g') as employer,
        source_id || ':' || coalesce(source_posting_id, left(md5(coalesce(url,
            concat_ws(chr(31), title, employer, array_to_string(places_as_read, ';'), posted_on_as_read))), 16)) as posting_id
    from posting_as_read
),
together as (
    select posting_key, posting_id, source_id, source_posting_id, url, title, role, role_rule, employer, employer_type, city, state,
        place_id, cbsa_code, place_note, remote_mode, setting, setting_evidence, employment_type, contract_type,
        hours_per_week_low, hours_per_week_high, schedule_flags, pay_low, pay_high, pay_unit, pay_low_usd_hour, pay_high_usd_hour,
        pay_note, pay_basis, certification, lived_experience, posted_on, closes_on, first_seen, last_seen,
        list_sort(list_distinct(list_concat(coalesce(pay_flags, []), read_flags, date_flags))) as flags
    from identified
    join dated using (posting_key)
    join posting_role using (posting_key)
    join posting_pay using (posting_key)
    join posting_place using (posting_key)
    join posting_words using (posting_key)
    union all by name
    -- An id that an earlier run made unique ("adzuna:7#2") is the id of its posting again.
    select * exclude (duplicate_of) replace (regexp_replace(posting_id, '#\d+$', '') as posting_id), -row_number() over () as posting_key
    from posting_given
),
final as (
    -- How much an ad says: of two ads for one job the fuller one stands for both.
    select *, (pay_low is not null)::int + (pay_high is not null)::int + (pay_unit is distinct from 'not_stated')::int
        + (city is not null)::int + (state is not null)::int + (employer is not null)::int + (employer_type is not null)::int
        + (setting is distinct from 'not_stated')::int + (employment_type is distinct from 'not_stated')::int
        + (hours_per_week_low is not null)::int + (certification is distinct from 'not_stated')::int
        + (lived_experience is distinct from 'not_stated')::int + (closes_on is not null)::int + (url is not null)::int as facts_stated
    from together
)
select * from final;
