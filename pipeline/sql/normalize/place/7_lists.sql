-- posting_place: the places of each posting together, and how the work is done.

create or replace macro place_mode_rank(mode) as case mode when 'hybrid' then 3 when 'remote' then 2 when 'onsite' then 1 end;

-- What the place texts say of how the work is done, as a number: hybrid (3) outweighs remote (2), remote outweighs on site (1).
create or replace temp table place_list_mode as
select list_key, max(place_mode_rank(place_remote_rule.mode)) as mode_rank
from place_list_text
join place_text using (text_key)
join place_remote_rule on rule_number = place_remote_rule_number(words)
where regexp_matches(words, place_remote_may_say())
group by list_key;

-- The places of each list together. A place that contains another one of the list says nothing more and is left out.
create or replace temp table place_of_list as
with named as (
    select list_key, position, place_found.*
    from place_list_text
    join place_found using (text_key)
),

single as (
    select list_key from named group by list_key having count(*) = 1
),

marked as (
    select
        *,
        case place_kind
            when 'none' then count(*) filter (place_kind != 'none') over within_list > 0
            when 'nation' then count(*) filter (place_kind not in ('nation', 'none')) over within_list > 0
            when 'state' then count(*) filter (place_kind in ('city', 'county', 'metro')) over within_state > 0
            when 'county' then count(*) filter (place_kind = 'city') over within_county > 0
            else false
        end as says_nothing_more
    from named
    anti join single using (list_key)
    window
        within_list as (partition by list_key),
        within_state as (partition by list_key, state),
        within_county as (partition by list_key, county_fips)
),

several as (
    select
        list_key,
        count(distinct coalesce(place_id, note, city)) as places,
        list(place_id order by position, part_number) filter (place_id is not null) as all_ids,
        any_value(city) as city,
        if(count(distinct coalesce(state, '')) = 1, any_value(state), null) as state,
        any_value(place_id) as place_id,
        if(count(distinct coalesce(cbsa_code, '')) = 1, any_value(cbsa_code), null) as cbsa_code,
        string_agg(distinct note, '; ' order by note) as note
    from marked
    where not says_nothing_more
    group by list_key
),

together as (
    select list_key, city, state, place_id, cbsa_code, if(place_id is null, [], [place_id]) as place_ids, note as place_note
    from named
    semi join single using (list_key)
    union all
    select
        list_key,
        if(places = 1, city, null),
        state,
        if(places = 1, place_id, null),
        cbsa_code,
        list_filter(coalesce(all_ids, []), lambda id, position: list_position(all_ids, id) = position),
        if(places = 1, note, concat_ws('; ', 'several places', note))
    from several
),

final as (
    select *
    from together
    left join place_list_mode using (list_key)
)

select * from final;

create or replace table posting_place as
with titled as (
    select title, place_remote_rule_number(fold_words(title)) as rule_number
    from (select distinct title from posting_as_read where regexp_matches(title, place_remote_may_say()))
),

title_mode as (
    select title, place_mode_rank(mode) as title_rank
    from titled
    join place_remote_rule using (rule_number)
),

field_mode as (
    select remote_as_read, place_mode_rank(mode) as field_rank
    from (select remote_as_read, place_remote_rule_number(fold_words(remote_as_read)) as rule_number from (select distinct remote_as_read from posting_as_read))
    join place_remote_rule using (rule_number)
),

keyed as (
    select posting_key, title, remote_as_read, hash(places_as_read, place_default_of(source_id)) as list_key
    from posting_as_read
),

final as (
    select
        posting_key,
        city,
        state,
        place_id,
        cbsa_code,
        coalesce(place_ids, []) as place_ids,
        if(place_of_list.list_key is null, 'no place stated', place_note) as place_note,
        coalesce(['onsite', 'remote', 'hybrid'][greatest(mode_rank, title_rank, field_rank)], 'unknown') as remote_mode
    from keyed
    left join place_of_list using (list_key)
    left join title_mode using (title)
    left join field_mode using (remote_as_read)
)

select * from final;
