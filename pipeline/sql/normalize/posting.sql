-- One row a posting: what was read, what each rule made of it, and its dates. Reads posting_as_read, posting_ruled (the results
-- of every row rule side by side), and posting_given (rows that an earlier run has finished, which pass as they are). Adds to
-- posting_assembled, by their names, whatever fields the rules made. Steps across rows add duplicate_of, and tell postings of one
-- posting_id apart.

-- A date as printed; the day of the place of work, whatever the zone. Seconds and milliseconds since 1970 are dates too. "Open
-- until filled" is printed as the year 9999 by some sites, which is no date.
create or replace macro day_printed(value) as coalesce(
    case when value[5] = '-' then try_cast(left(value, 10) as date) end,
    case when regexp_matches(value, '^1\d{9}(\d{3})?(\.0)?$') then make_timestamp(left(value, 10)::bigint * 1000000)::date end,
    try_strptime(regexp_extract(value, '^\d{8}$|^\d\d?/\d\d?/\d\d$|^[^T]*?\d{4}\b'),
        ['%m/%d/%y', '%m/%d/%Y', '%m-%d-%Y', '%Y/%m/%d', '%B %d, %Y', '%b %d, %Y', '%d %B %Y', '%d %b %Y', '%Y%m%d'])::date
);
create or replace macro read_date(value) as
    case when day_printed(value) between date '1990-01-01' and date '2099-12-31' then day_printed(value) end;

insert into posting_assembled by name
with identified as (
    select
        posting_key,
        source_id,
        source_posting_id,
        url,
        replace(title, chr(0), ' ') as title,
        replace(employer, chr(0), ' ') as employer,
        source_id || ':' || coalesce(source_posting_id, left(md5(coalesce(url,
            concat_ws(chr(31), title, employer, array_to_string(places_as_read, ';'), posted_on_as_read))), 16)) as posting_id,
        read_date(posted_on_as_read) as posted_on, read_date(closes_on_as_read) as closes_on,
        read_date(first_seen_as_read) as first_seen, read_date(last_seen_as_read) as last_seen,
        read_flags,
        posted_on is null and posted_on_as_read is not null as posted_unreadable,
        closes_on is null and closes_on_as_read is not null as closes_unreadable,
        coalesce(closes_on < posted_on, false) as closes_before
    from posting_as_read
),
together as (
    select
        identified.* exclude (read_flags, posted_unreadable, closes_unreadable, closes_before),
        posting_ruled.* exclude (posting_key, phrases, place_ids, pay_as_read, pay_flags, remote_mode_in_text)
            replace (if(remote_mode = 'unknown', coalesce(remote_mode_in_text, 'unknown'), remote_mode) as remote_mode),
        case
            when
                len(pay_flags) = 0
                and len(read_flags) = 0
                and not posted_unreadable
                and not closes_unreadable
                and not closes_before
                then []
            else list_sort(list_distinct(list_filter(list_concat(pay_flags, read_flags, [
                case when posted_unreadable then 'posted_on_not_a_day' end,
                case when closes_unreadable then 'closes_on_not_a_day' end,
                case when closes_before then 'closes_before_posted' end
            ]), lambda flag: flag is not null))) end as flags
    from identified
    join posting_ruled using (posting_key)
    union all by name
    -- An id that an earlier run made unique ("adzuna:7#2") is the id of its posting again.
    select * exclude (duplicate_of) replace (
            coalesce(source_id || ':' || source_posting_id, regexp_replace(posting_id, '#\d+$', '')) as posting_id),
        -row_number() over () as posting_key
    from posting_given
),
final as (
    -- How much an ad says: of two ads for one job the fuller one stands for both.
    select *, (pay_low is not null)::int + (pay_high is not null)::int + (pay_unit is distinct from 'not_stated')::int
        + (city is not null)::int + (state is not null)::int + (employer is not null)::int + (employer_type is not null)::int
        + (setting is distinct from 'not_stated')::int + (employment_type is distinct from 'not_stated')::int
        + (hours_per_week_low is not null)::int + (certification is distinct from 'not_stated')::int
        + (lived_experience is distinct from 'not_stated')::int
        + (closes_on is not null)::int
        + (url is not null)::int as facts_stated
    from together
)
select * from final;
