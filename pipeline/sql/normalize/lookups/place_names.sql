-- The names that the files of place/ look up, from gazetteer_city, gazetteer_county, gazetteer_zip (data/raw/gazetteer) and the
-- rule tables place_state, place_metro, place_alias.

-- What a name can stand for. info_id is place_id for cities, states and the nation; 'metro ...', 'county ...' for what has none
-- of its own.
create or replace table place_info as
with county as (
    select
        county_fips,
        county_name,
        state,
        cbsa_code,
        cbsa_title,
        fold_words(
            regexp_replace(
                replace(county_name, 'City of ', ''),
                '(?i) (county|parish|borough|census area|municipality|city and borough|municipio|island|district)$',
                ''
            )
        ) as short_words
    from gazetteer_county
),

city as (
    select
        place_id as info_id,
        'city' as place_kind,
        city_name as city,
        place_id[4:5] as state,
        place_id,
        cbsa_code,
        string_split(county_fips, ';')[1] as county_fips,
        if(
            cbsa_code is null and contains(county_fips, ';'),
            'ambiguous: the city lies in several counties, so its metro is not known',
            null
        ) as note,
        fold_words(city_name) as words,
        residents::bigint as residents
    from gazetteer_city
),

-- The two boroughs that no postal city is named after.
borough as (
    select place_id, 'city', city_name, place_id[4:5], place_id, cbsa_code, county_fips, null, fold_words(city_name), null
    from place_borough
),

state as (
    select 'US-' || state as info_id, 'state' as place_kind, null, state, 'US-' || state, null, null, 'state only', words, null
    from place_state
    where form = 'name'
),

nation as (
    select 'US', 'nation', null, null, 'US', null, null, 'nation only', 'united states', null
),

metro as (
    select
        'metro ' || cbsa_code, 'metro', null, any_value(split_part(split_part(cbsa_title, ', ', 2), '-', 1)),
        'CBSA-' || cbsa_code, cbsa_code, null, 'metro phrase', fold_words(any_value(cbsa_title)), null
    from county
    where cbsa_code is not null
    group by cbsa_code
),

counties as (
    select
        'county ' || county_fips, 'county', null, state, 'US-' || state, cbsa_code, county_fips,
        'county only: ' || county_name || ', ' || state, short_words, null
    from county
),

final as (
    from city union all from borough union all from state union all from nation union all from metro union all from counties
)

select * from final;

-- Names of cities and of counties within their state, without spaces.
create or replace table place_name as
with spelled as (
    select
        info_id,
        place_kind,
        state,
        residents,
        unnest(list_distinct([
            words,
            regexp_replace(words, '\bst\b', 'saint', 'g'),
            regexp_replace(words, '\bste\b', 'sainte', 'g'),
            regexp_replace(words, '^fort ', 'ft '),
            regexp_replace(words, '^mount ', 'mt '),
            regexp_replace(words, '^north ', 'n '),
            regexp_replace(words, '^south ', 's '),
            regexp_replace(words, '^east ', 'e '),
            regexp_replace(words, '^west ', 'w '),
            regexp_replace(words, ' heights$', ' hts'),
            regexp_replace(words, ' springs$', ' spgs'),
            regexp_replace(words, ' beach$', ' bch'),
            regexp_replace(words, ' afb$', ' air force base')
        ])) as words
    from place_info
    where place_kind in ('city', 'county')
),

called as (
    select info_id, place_kind, state, residents, words from spelled
    where not regexp_matches(words, '^(?:remote|hybrid|virtual)$')
    union all
    select place_id, 'city', place_id[4:5], null, words from place_alias
    union all
    select 'county ' || county_fips, 'county', state, null, fold_words(short_name) from gazetteer_county
),

final as (
    select
        place_kind,
        state,
        place_key(words) as name_key,
        arg_min(info_id, (-coalesce(residents, 1e9::bigint), info_id)) as info_id,
        any_value(words) as words,
        max(residents) as residents
    from called
    group by all
)

select * from final;

-- Whole texts that are places: 'charlotte nc', 'charlotte north carolina', 'georgia', 'twin cities', 'chicago'.
create or replace table place_exact as
with with_state as (
    select spelled.words || ' ' || place_state.words as words, info_id, null as note
    from place_name as spelled
    join place_state using (state)
    where place_kind = 'city' and form in ('name', 'code')
),

states as (
    select words, 'US-' || state as info_id, null as note from place_state
    where state != 'DC' and words not in (select words from place_info where place_kind = 'city' and residents > 500000)
    union all
    select words, 'US-DC/washington', null from place_state where state = 'DC'
),

nation as (
    select
        unnest(['us', 'usa', 'u s', 'u s a', 'united states', 'united states of america', 'the united states', 'nationwide'])
            as words,
        'US' as info_id,
        null as note
),

phrases as (
    select
        words || unnest(['', ' area', ' metro area', ' region', ' ' || lower(state)]) as words,
        'metro ' || cbsa_code as info_id,
        null as note
    from place_metro
    union all
    select words, place_id, null from place_alias where length(words) > 5 or words in ('nyc', 'okc', 'kcmo', 'nola', 'bronx')
),

titles as (
    select fold_words(cbsa_title) as words, 'metro ' || cbsa_code as info_id, null as note
    from gazetteer_county
    where cbsa_code is not null
    union all
    select
        fold_words(array_to_string(string_split(split_part(cbsa_title, ', ', 1), '-')[1:2], ' ')),
        'metro ' || min(cbsa_code),
        null
    from gazetteer_county
    where contains(split_part(cbsa_title, ', ', 1), '-')
    group by 1
    having count(distinct cbsa_code) = 1
),

-- A name without its state: only when one place can be meant. A large city outweighs namesakes of a twentieth of its size.
alone as (
    select
        words,
        arg_max(info_id, coalesce(residents, 0)) as info_id,
        count(*) as places,
        max(residents) as largest,
        sum(residents) as together,
        list(coalesce(info_id, '') order by residents desc, info_id) as named
    from place_name
    where place_kind = 'city' and words not in (select words from place_state)
    group by words
),

lone as (
    select words, info_id, null as note
    from alone
    where (places = 1 and largest >= 2500) or (largest >= 100000 and together <= largest * 1.05)
),

united as (
    select 1 as precedence, * from phrases
    union all select 2, * from states
    union all select 3, * from nation
    union all select 4, * from with_state
    union all select 5, * from lone
    union all select 6, * from titles
),

final as (
    select words, arg_min(info_id, (precedence, info_id)) as info_id
    from united
    group by words
)

select * from final;

-- Names that could be several places, with what these have in common.
create or replace table place_ambiguous as
with states as (
    select words, 'US-' || state as info_id, 1e9::bigint as residents from place_state where form = 'name'
),

cities as (
    select words, info_id, residents from place_name where place_kind = 'city'
),

named as (
    select could_be.words, state, city, cbsa_code, place_kind, info.residents
    from (from states union all from cities) as could_be
    join place_info as info using (info_id)
    where could_be.words not in (select words from place_exact)
),

final as (
    select
        words,
        if(count(distinct state) = 1 and count(*) > 1, any_value(state), null) as state,
        if(count(distinct coalesce(cbsa_code, '')) = 1 and count(*) > 1, any_value(cbsa_code), null) as cbsa_code,
        'ambiguous: ' || array_to_string(
            list(
                if(place_kind = 'state', 'the state ' || state, city || ', ' || state)
                order by place_kind desc, residents desc nulls last, state
            )[:3],
            ' or '
        ) || if(count(*) = 1, ', and no state is stated', '') || if(count(*) > 3, ' or ' || (count(*) - 3) || ' more', '') as note
    from named
    group by words
)

select * from final;

-- Cities that metros are titled after, alone in 'Greater Cleveland': the metro at least three times as large as the next of that
-- name.
create or replace table place_metro_name as
with titled as (
    select cbsa_code, any_value(cbsa_title) as title, sum(population::bigint) as population
    from gazetteer_county
    where cbsa_kind = 'metro'
    group by cbsa_code
),

named as (
    select fold_words(unnest(string_split_regex(split_part(title, ', ', 1), '[-/]'))) as words, cbsa_code, population
    from titled
    union all
    -- 'minneapolis st paul': the first two together, which no other metro is called by.
    select fold_words(array_to_string(string_split(split_part(title, ', ', 1), '-')[1:2], ' ')), cbsa_code, population
    from titled
    where contains(split_part(title, ', ', 1), '-')
),

final as (
    select words, arg_max(cbsa_code, population) as cbsa_code
    from named
    where words != ''
    group by words
    having count(*) = 1 or max(population) >= 3 * max(population, 2)[2]
)

select * from final;

-- ZIP areas: the city where the gazetteer is sure of it, the borough in Queens, else the county; and the states of the first
-- three digits for ZIP codes that are no area (post boxes, single buildings).
create or replace table place_zip as
with area as (
    select
        zip,
        coalesce(gazetteer_zip.place_id, place_borough.place_id, 'county ' || gazetteer_zip.county_fips) as info_id,
        gazetteer_zip.county_fips,
        state
    from gazetteer_zip
    join gazetteer_county on gazetteer_county.county_fips = gazetteer_zip.county_fips
    left join place_borough on place_borough.county_fips = gazetteer_zip.county_fips
)

select * from area;

create or replace table place_zip_state as
select zip[:3] as zip_start, any_value(state) as state from place_zip group by zip_start having count(distinct state) = 1;
