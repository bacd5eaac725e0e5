-- Names inside longer phrases: pieces between commas, counties, metros, parts of a city.

-- The last piece between commas that is a city: 'VA Medical Center, Bedford, MA'; and 'Detroit (Wayne County), MI'.
insert into place_part_reading
with city_in_pieces as (
    select part_key, 20 - piece_number, info_id, null
    from (
        select
            part_key,
            within_state,
            unnest(string_split(name, ',')) as piece,
            generate_subscripts(string_split(name, ','), 1) as piece_number
        from place_part_open
        where contains(name, ',')
    )
    join place_name on place_name.state = within_state and name_key = place_key(piece) and place_kind = 'city'
    where piece_number < 19
),

-- 'Herndon, Fairfax County': the state is that of the county that has such a city.
city_of_county as (
    select part_key, 21, any_value(info.info_id), null
    from (
        select
            part_key,
            within_state,
            regexp_extract(name, '^(.*?) ?,.*$', 1) as city,
            regexp_extract(name, '^.*, ?(.*?) (?:county|parish|borough)$', 1) as county
        from place_part_open
        where regexp_matches(name, '^[^,]+,[^,]+ (?:county|parish|borough)$')
    ) as pair
    join place_name as counties on counties.place_kind = 'county' and counties.name_key = place_key(pair.county)
    join
        place_name as cities
    on cities.place_kind = 'city' and cities.name_key = place_key(pair.city) and cities.state = counties.state
    join place_info as info on info.info_id = cities.info_id and 'county ' || info.county_fips = counties.info_id
    where coalesce(within_state, counties.state) = counties.state
    group by part_key
    having count(distinct info.info_id) = 1
),

county as (
    select part_key, 22, any_value(info_id), null
    from (
        select
            part_key,
            within_state,
            regexp_extract(
                name_words, '^(?:.* )??([^,]*?) ?(?:county|parish|borough|census area|municipio|planning region)(?: area)?$', 1
            ) as county
        from place_part_open
        where regexp_matches(name_words, ' ?(?:county|parish|borough|census area|municipio|planning region)(?: area)?$')
    ) as named
    join
        place_name
        on place_kind = 'county' and name_key = place_key(county) and place_name.state = coalesce(within_state, place_name.state)
    group by part_key
    having count(*) = 1
),

-- 'Greater Cleveland', 'Metro Atlanta', 'Charlotte metro area', 'Columbus, Ohio Metropolitan Area': the metro of the city named.
around_words as (
    select
        part_key,
        within_state,
        coalesce(
            nullif(
                regexp_extract(
                    name_words,
                    '^(?:the )?(?:greater|metro|metropolitan) (.+?)(?: metro| metropolitan| metroplex)?(?: area| region)?$',
                    1
                ),
                ''
            ),
            nullif(regexp_extract(name_words, '^(?:the )?(.+?) (?:metro|metropolitan|metroplex)(?: area| region)?$', 1), ''),
            nullif(regexp_extract(name_words, '^(?:the )?(.+?)(?: and)?(?: surrounding)? (?:area|areas|region|vicinity)$', 1), '')
        ) as city
    from place_part_open
),

around as (
    select
        part_key,
        coalesce(place_state.state, within_state) as within_state,
        if(place_state.state is null, city, ending['name']) as city
    from
        (select *, regexp_extract(city, '^(.+) (' || place_state_pattern() || ')$', ['name', 'state']) as ending from around_words
        )
    left join place_state on place_state.words = ending['state']
    where city is not null
),

-- A name of the metro itself ('tampa bay', 'hampton roads va') goes before a city of that name.
metro as (
    select
        part_key,
        23,
        coalesce(phrase.info_id, 'metro ' || coalesce(info.cbsa_code, place_metro_name.cbsa_code, lone.cbsa_code)),
        null
    from around
    left join place_exact as phrase
        on phrase.words = concat_ws(' ', around.city, lower(within_state)) and phrase.info_id like 'metro %'
    left join
        place_name
        on place_name.state = within_state and name_key = place_key(around.city) and place_name.place_kind = 'city'
    left join place_metro_name on within_state is null and place_metro_name.words = around.city
    left join place_info as info on info.info_id = place_name.info_id
    left join place_exact as city on within_state is null and city.words = around.city and city.info_id like '%/%'
    left join place_info as lone on lone.info_id = city.info_id
    where coalesce(phrase.info_id, info.cbsa_code, place_metro_name.cbsa_code, lone.cbsa_code) is not null
),

-- 'City of Denver', 'Downtown Seattle', 'Upper Darby Township'.
plainer as (
    select
        part_key,
        within_state,
        regexp_replace(
            regexp_replace(
                name_words,
                '^(?:the )?(?:(?:city|town|village|township|municipality|borough) of|downtown|midtown|uptown|central'
                '|near|north|south|east|west|northeast|northwest|southeast|southwest) ',
                ''
            ),
            ' (?:township|twp|city|town|village|downtown|air force base|afb|dc)$', ''
        ) as plain
    from place_part_open
    where name_words != ''
),

plain_name as (
    select part_key, 24, coalesce(place_name.info_id, place_exact.info_id), null
    from plainer
    left join place_name on place_name.state = within_state and name_key = place_key(plain) and place_kind = 'city'
    left join place_exact on within_state is null and place_exact.words = plain and place_exact.info_id like '%/%'
    where coalesce(place_name.info_id, place_exact.info_id) is not null
),

-- 'State Hospital, Chicago'.
lone_piece as (
    select part_key, 25, info_id, null
    from place_part_open
    join place_exact on place_exact.words = trim(string_split(name, ',')[-1]) and info_id like '%/%'
    where contains(name, ',') and within_state is null
),

final as (
    from city_in_pieces union all from city_of_county union all from county
    union all from metro union all from plain_name union all from lone_piece
)

select * from final;
