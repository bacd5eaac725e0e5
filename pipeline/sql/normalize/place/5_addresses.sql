-- What is left: street addresses, the state in front, the ZIP code of an address, places abroad; and why a part names no place.

-- Addresses without what is left of the state after the city: 'Brooklyn Ny Ny' has it twice, 'Bronx New Yor' was cut by its
-- field.
insert into place_part_reading
with address as (
    select
        part_key,
        within_state,
        case
            when ends_with(name_words, ' ' || lower(within_state)) then left(name_words, -3)
            when is_cut then regexp_extract(name_words, '^(.+) [a-z]+ [a-z]+$', 1)
            else name_words
        end as address_words
    from (
        select
            place_part_open.*,
            -- The last two words begin the name of the state and do not end it: 'new yor', 'north carol'.
            regexp_extract(name_words, ' ([a-z]+ [a-z]{2,})$', 1) as last,
            last != '' and starts_with(place_state.words, last) as is_cut
        from place_part_open
        left join place_state on place_state.state = within_state and form = 'name'
        where regexp_matches(name_words, '[0-9]')
    )
),

-- The city at the end of a street address: '335 Adams Street Brooklyn NY'; the longest name wins.
address_end as (
    select part_key, 40 - n_words, info_id, null
    from (
        select
            part_key,
            within_state,
            n_words,
            array_to_string(string_split(address_words, ' ')[-n_words:], '') as ending
        from address, (select unnest([1, 2, 3, 4]) as n_words)
        where len(string_split(address_words, ' ')) > n_words
    )
    join place_name on place_name.state = within_state and name_key = ending and place_kind = 'city'
),

-- 'NC - Charlotte', 'Virginia, Henrico'.
state_first as (
    select part_key, 41, info_id, null
    from (
        select
            part_key,
            regexp_extract(words, '^(' || place_state_pattern() || ') (.+)$', 1) as state_words,
            regexp_extract(words, '^(' || place_state_pattern() || ') (.+)$', 2) as city
        from place_part_open
        where printed_state is null and regexp_matches(words, '^(?:' || place_state_pattern() || ') .')
    ) as reversed
    join place_state on place_state.words = state_words
    join place_name on place_name.state = place_state.state and name_key = place_key(city)
),

zip_of_address as (
    select part_key, 42, info_id, null
    from place_part_open
    join place_zip using (zip)
    where printed_state is null or printed_state = place_zip.state
),

abroad as (
    select part_key, if(name = '' or printed_state is null, 43, 50), null, 'outside the US'
    from place_part_open
    where
        not is_domestic
        and (
            (printed_state is null and regexp_matches(whole, '(?:^|[ ,])(?:' || place_country_pattern() || ')$'))
            or split_part(whole, ',', 1).trim() in (select words from place_country)
            or words in (select words from place_country)
        )
),

several as (
    select part_key, 51, null, note
    from place_part_open
    join place_ambiguous using (words)
    where zip is null
),

by_default as (
    select part_key, 60, default_id, 'not found: ' || printed_name || '; the city is that of all postings of this source'
    from place_part_open
    where default_id is not null and coalesce(printed_state, default_id[4:5]) = default_id[4:5]
),

nowhere as (
    select part_key, 0, null, if(is_domestic, 'nation only', 'no place stated')
    from place_part_open
    where regexp_matches(words, place_remote_nowhere()) and printed_state is null and zip is null
),

not_found as (
    select part_key, 80, null, 'not found: ' || concat_ws(', ', nullif(printed_name, ''), printed_state, zip)
    from place_part_open
),

final as (
    from address_end union all from state_first union all from zip_of_address union all from abroad
    union all from several union all from by_default union all from nowhere union all from not_found
)

select * from final;
