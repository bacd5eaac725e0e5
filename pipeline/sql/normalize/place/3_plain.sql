-- What each different part names: the ways to read it, numbered by their order; the first that finds a place decides
-- (6_found.sql).
-- Here the plain ones, which read most parts; place_part_open holds the parts that are left to the others.
create or replace temp table place_part_named as
select
    part_key,
    any_value(default_id) as default_id,
    any_value(is_domestic) as is_domestic,
    any_value(zip) as zip,
    any_value(whole) as whole,
    any_value(trim(regexp_replace(whole, '[ ,]+', ' ', 'g'))) as words,
    any_value(name) as name,
    any_value(trim(regexp_replace(name, '[ ,]+', ' ', 'g'))) as name_words,
    any_value(printed_state) as printed_state,
    array_to_string(list_transform(string_split(name_words, ' '), lambda word: upper(word[1]) || word[2:]), ' ') as printed_name,
    any_value(place_part.state) as stated,
    coalesce(stated, any_value(default_id[4:5]), any_value(place_zip_state.state)) as within_state
from place_part
left join place_zip_state on zip_start = zip[:3]
group by part_key;

-- 'Charlotte, NC'; with the state of a later part, of the source, or of the ZIP code: 'Charlotte'.
create or replace temp table place_part_reading as
with city_of_state as (
    select part_key, 1 as reading, info_id, null::varchar as note
    from place_part_named
    join place_name on place_name.state = within_state and name_key = place_key(name) and place_kind = 'city'
    where name != ''
),

whole_phrase as (
    select part_key, 2, info_id, null
    from place_part_named
    join place_exact using (words)
    where zip is null or info_id not like '__-__'
),

zip_alone as (
    select part_key, 2, info_id, null
    from place_part_named
    join place_zip using (zip)
    where name = '' and coalesce(printed_state, place_zip.state) = place_zip.state
),

final as (
    from city_of_state union all from whole_phrase union all from zip_alone
)

select * from final;

create or replace temp table place_part_open as
select distinct place_part_named.*
from place_part_named
anti join place_part_reading using (part_key);
