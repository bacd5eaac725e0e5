-- posting_place: where the job is, and whether it is done there or from home. One row per posting.
-- Distinct first: the lists of places as read, then each text of a list, then each single place of a text ("Viera, FL; Orlando, FL").
-- Most texts are one well-known phrase ("Charlotte, NC 28202"); only the others are taken apart.
-- Needs the tables of lookups/place_names.sql and the patterns of rules/place_remote.toml.

create or replace macro place_mode_rank(mode) as case mode when 'hybrid' then 3 when 'remote' then 2 when 'onsite' then 1 end;

create or replace temp table place_list as
with first_seen as (
    select hash(places_as_read, place_default_of(source_id)) as list_key, min(posting_key) as posting_key
    from posting_as_read
    group by list_key
),

final as (
    select list_key, places_as_read as places, place_default_of(source_id) as default_id
    from first_seen
    join posting_as_read using (posting_key)
)

select * from final;

-- The texts of each list.
create or replace temp table place_list_text as
with listed as (
    select list_key, default_id, unnest(places) as printed, generate_subscripts(places, 1) as position
    from place_list
),

final as (
    select *, hash(printed, default_id) as text_key
    from listed
)

select * from final;

-- Each text once, with what surrounds the place taken off: words about remote work, the country, the ZIP code.
create or replace temp table place_text as
with printed as (
    select text_key, any_value(printed) as printed, any_value(default_id) as default_id
    from place_list_text
    group by text_key
),

folded as (
    select *, coalesce(place_words(printed), '') as words
    from printed
),

located as (
    select *, if(regexp_matches(words, place_remote_may_be_no_place()), trim(regexp_replace(words, place_remote_not_a_place(), ' ', 'g')), words) as in_words
    from folded
),

of_country as (
    select
        *,
        case
            when ends_with(in_words, ' united states') then in_words[:-15]
            when ends_with(in_words, ' usa') then in_words[:-5]
            when ends_with(in_words, ' us') then in_words[:-4]
            when ends_with(in_words, ' united states of america') then in_words[:-26]
            else in_words
        end as domestic
    from located
),

final as (
    select
        text_key,
        printed,
        default_id,
        words,
        in_words,
        if(domestic[-1] between '0' and '9', nullif(regexp_extract(domestic, ' ([0-9]{5})(?: [0-9]{4})?$', 1), ''), null) as zip,
        if(zip is null, domestic, regexp_replace(domestic, ' [0-9]{5}(?: [0-9]{4})?$', '')) as name_words
    from of_country
)

select * from final;

-- Texts that are one place by their whole name.
create or replace temp table place_text_exact as
select text_key, info_id, null as note
from place_text
join place_exact on place_exact.words = place_text.name_words
where zip is null or info_id not like '__-__'
union all
select text_key, null, 'no place stated'
from place_text
where regexp_matches(name_words, place_remote_nowhere()) and zip is null and name_words = in_words;

-- The others, cut at semicolons, bars, line breaks, slashes, "and", "or", and after each state of "Denver, CO, Boulder, CO".
create or replace temp table place_part as
with other as (
    -- Distinct only to spread the work over all cores.
    select distinct text_key, printed, default_id
    from place_text
    anti join place_text_exact using (text_key)
),

phrased as (
    select
        text_key,
        default_id,
        -- 'United States, Oregon, Portland': the country goes last.
        regexp_replace(
            place_phrase(
                regexp_replace(
                    regexp_replace(replace(printed, '&', ' and '), '(?i)\((county|parish|borough)\)', ' \1', 'g'), '[;|\n\r•·/]+', ' zzcut ', 'g'
                )
            ),
            '^(united states|usa|us) , (.+)$', '\2 , \1'
        ) as phrase
    from other
),

-- 'Ohio, Michigan': states only.
states as (
    select
        text_key,
        default_id,
        if(
            regexp_full_match(phrase, '(?:' || place_state_pattern() || ')(?:(?: ?,)?(?: and| or)? (?:' || place_state_pattern() || '))+')
            and not regexp_matches(phrase, '^(?:new york|washington) ,'),
            regexp_replace(phrase, ' ?, ', ' zzcut ', 'g'),
            phrase
        ) as phrase
    from phrased
),

marked as (
    select
        text_key,
        default_id,
        regexp_replace(
            regexp_replace(
                regexp_replace(phrase, '(, (?:' || place_state_pattern() || ')) ?, ', '\1 zzstate ', 'g'),
                -- What follows is no place of its own: 'New York, NY', 'DC, United States'.
                ' zzstate ((?:' || place_state_pattern() || '|united states|usa|us|[0-9 ]+)(?:$| ?,| zz))', ', \1', 'g'
            ),
            ' zzstate |([^,]) (?:and|or) ', '\1 zzcut ', 'g'
        ) as phrase
    from states
),

cut as (
    select text_key, default_id, unnest(string_split(phrase, 'zzcut')) as part, generate_subscripts(string_split(phrase, 'zzcut'), 1) as part_number
    from marked
),

trimmed as (
    select text_key, default_id, part_number, trim(regexp_replace(part, place_remote_not_a_place(), ' ', 'g'), ' ,') as part
    from cut
),

domestic as (
    select
        * exclude (part),
        trim(regexp_replace(part, '(?:^|[ ,]+)(?:the )?(?:united states of america|united states|usa|us)$|^(?:usa|us|united states)[ ,]+', ''), ' ,') as part,
        regexp_matches(part, '(?:^|[ ,])(?:united states of america|united states|usa|us)(?:$|[ ,])') as is_domestic
    from trimmed
),

zipped as (
    select
        * exclude (part),
        nullif(regexp_extract(part, '(?:^|[^0-9])([0-9]{5})(?: ?[0-9]{4})?$', 1), '') as zip,
        trim(if(zip is null, part, regexp_replace(part, '[0-9]{5}(?: ?[0-9]{4})?$', '')), ' ,') as part
    from domestic
),

stated as (
    select
        * exclude (part),
        part as whole,
        regexp_extract(part, '^(?:(.*?)[ ,]+)?(' || place_state_pattern() || ')$', ['name', 'state']) as ending,
        nullif(ending['state'], '') as state_words,
        if(ending['state'] = '', part, ending['name']) as name
    from zipped
),

in_state as (
    select
        text_key,
        part_number,
        default_id,
        is_domestic,
        zip,
        whole,
        name,
        place_state.state as printed_state,
        -- "Nashville; Murfreesboro, TN": a part without a state may be in that of a later part of the same text.
        coalesce(
            printed_state,
            first_value(place_state.state ignore nulls) over (
                partition by text_key order by part_number rows between current row and unbounded following
            )
        ) as state
    from stated
    left join place_state on place_state.words = state_words
),

final as (
    select *, hash(default_id, is_domestic, zip, whole, printed_state, state) as part_key
    from in_state
)

select * from final;

-- What each different part names: the ways to read it in order; the first that finds a place decides.
create or replace temp table place_part_found as
with part as (
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
    group by part_key
),

-- 'Charlotte, NC'; with the state of a later part, of the source, or of the ZIP code: 'Charlotte'.
city_of_state as (
    select part_key, 1 as reading, info_id, null as note
    from part
    join place_name on place_name.state = within_state and name_key = place_key(name) and place_kind = 'city'
    where name != ''
),

whole_phrase as (
    select part_key, 2, info_id, null
    from part
    join place_exact using (words)
    where zip is null or info_id not like '__-__'
),

zip_alone as (
    select part_key, 2, info_id, null
    from part
    join place_zip using (zip)
    where name = '' and coalesce(printed_state, place_zip.state) = place_zip.state
),

-- What those could not tell.
open as (
    select distinct part.*
    from part
    anti join (from city_of_state union all from whole_phrase union all from zip_alone) as told using (part_key)
),

-- The last piece between commas that is a city: 'VA Medical Center, Bedford, MA'; and 'Detroit (Wayne County), MI'.
city_in_pieces as (
    select part_key, 20 - piece_number, info_id, null
    from (
        select part_key, within_state, unnest(string_split(name, ',')) as piece, generate_subscripts(string_split(name, ','), 1) as piece_number
        from open
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
        from open
        where regexp_matches(name, '^[^,]+,[^,]+ (?:county|parish|borough)$')
    ) as pair
    join place_name as counties on counties.place_kind = 'county' and counties.name_key = place_key(pair.county)
    join place_name as cities on cities.place_kind = 'city' and cities.name_key = place_key(pair.city) and cities.state = counties.state
    join place_info as info on info.info_id = cities.info_id and 'county ' || info.county_fips = counties.info_id
    where coalesce(within_state, counties.state) = counties.state
    group by part_key
    having count(distinct info.info_id) = 1
),

county as (
    select part_key, 22, any_value(info_id), null
    from (
        select part_key, within_state, regexp_extract(name_words, '^(?:.* )??([^,]*?) ?(?:county|parish|borough|census area|municipio|planning region)(?: area)?$', 1) as county
        from open
        where regexp_matches(name_words, ' ?(?:county|parish|borough|census area|municipio|planning region)(?: area)?$')
    ) as named
    join place_name on place_kind = 'county' and name_key = place_key(county) and place_name.state = coalesce(within_state, place_name.state)
    group by part_key
    having count(*) = 1
),

-- 'Greater Cleveland', 'Metro Atlanta', 'Charlotte metro area', 'Columbus, Ohio Metropolitan Area': the metro of the city named.
around_words as (
    select
        part_key,
        within_state,
        coalesce(
            nullif(regexp_extract(name_words, '^(?:the )?(?:greater|metro|metropolitan) (.+?)(?: metro| metropolitan| metroplex)?(?: area| region)?$', 1), ''),
            nullif(regexp_extract(name_words, '^(?:the )?(.+?) (?:metro|metropolitan|metroplex)(?: area| region)?$', 1), ''),
            nullif(regexp_extract(name_words, '^(?:the )?(.+?)(?: and)?(?: surrounding)? (?:area|areas|region|vicinity)$', 1), '')
        ) as city
    from open
),

around as (
    select part_key, coalesce(place_state.state, within_state) as within_state, if(place_state.state is null, city, ending['name']) as city
    from (select *, regexp_extract(city, '^(.+) (' || place_state_pattern() || ')$', ['name', 'state']) as ending from around_words)
    left join place_state on place_state.words = ending['state']
    where city is not null
),

-- A name of the metro itself ('tampa bay', 'hampton roads va') goes before a city of that name.
metro as (
    select part_key, 23, coalesce(phrase.info_id, 'metro ' || coalesce(info.cbsa_code, place_metro_name.cbsa_code, lone.cbsa_code)), null
    from around
    left join place_exact as phrase
        on phrase.words = concat_ws(' ', around.city, lower(within_state)) and phrase.info_id like 'metro %'
    left join place_name on place_name.state = within_state and name_key = place_key(around.city) and place_name.place_kind = 'city'
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
            regexp_replace(name_words, '^(?:the )?(?:(?:city|town|village|township|municipality|borough) of|downtown|midtown|uptown|central|near|north|south|east|west|northeast|northwest|southeast|southwest) ', ''),
            ' (?:township|twp|city|town|village|downtown|air force base|afb|dc)$', ''
        ) as plain
    from open
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
    from open
    join place_exact on place_exact.words = trim(string_split(name, ',')[-1]) and info_id like '%/%'
    where contains(name, ',') and within_state is null
),

-- Addresses without what is left of the state after the city: 'Brooklyn Ny Ny' has it twice, 'Bronx New Yor' was cut by its field.
address as (
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
            open.*,
            -- The last two words begin the name of the state and do not end it: 'new yor', 'north carol'.
            regexp_extract(name_words, ' ([a-z]+ [a-z]{2,})$', 1) as last,
            last != '' and starts_with(place_state.words, last) as is_cut
        from open
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
        from open
        where printed_state is null and regexp_matches(words, '^(?:' || place_state_pattern() || ') .')
    ) as reversed
    join place_state on place_state.words = state_words
    join place_name on place_name.state = place_state.state and name_key = place_key(city)
),

zip_of_address as (
    select part_key, 42, info_id, null
    from open
    join place_zip using (zip)
    where printed_state is null or printed_state = place_zip.state
),

abroad as (
    select part_key, if(name = '' or printed_state is null, 43, 50), null, 'outside the US'
    from open
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
    from open
    join place_ambiguous using (words)
    where zip is null
),

by_default as (
    select part_key, 60, default_id, 'not found: ' || printed_name || '; the city is that of all postings of this source'
    from open
    where default_id is not null and coalesce(printed_state, default_id[4:5]) = default_id[4:5]
),

nowhere as (
    select part_key, 0, null, if(is_domestic, 'nation only', 'no place stated')
    from open
    where regexp_matches(words, place_remote_nowhere()) and printed_state is null and zip is null
),

not_found as (
    select part_key, 80, null, 'not found: ' || concat_ws(', ', nullif(printed_name, ''), printed_state, zip)
    from open
),

readings as (
    from city_of_state union all from whole_phrase union all from zip_alone union all from city_in_pieces union all from city_of_county
    union all from county union all from metro union all from plain_name union all from lone_piece union all from address_end union all from state_first
    union all from zip_of_address union all from abroad union all from several union all from by_default union all from nowhere
    union all from not_found
),

decided as (
    select part_key, arg_min({info_id: info_id, note: note}, (reading, info_id)) as found
    from readings
    group by part_key
),

final as (
    select
        part_key,
        if(found.info_id is null and found.note = 'nation only', 'US', found.info_id) as info_id,
        if(found.note = 'nation only', null, found.note) as note,
        -- A city that is not in the gazetteer is kept as printed when its state is.
        if(
            found.note like 'not found:%' and found.info_id is null and printed_state is not null and not regexp_matches(name_words, '[0-9]'),
            array_to_string(list_transform(string_split(trim(string_split(name, ',')[-1]), ' '), lambda word: upper(word[1]) || word[2:]), ' '),
            null
        ) as city_as_printed,
        case
            when found.note like 'outside%' then null
            when found.note like 'ambiguous%' then place_ambiguous.state
            when name = '' then coalesce(printed_state, within_state)
            else printed_state
        end as state,
        if(found.info_id is null, place_ambiguous.cbsa_code, null) as cbsa_code,
        zip
    from decided
    join part using (part_key)
    left join place_ambiguous on found.note = place_ambiguous.note and place_ambiguous.words = part.words
)

select * from final;

-- Every place of every text.
create or replace temp table place_found as
with exact as (
    select text_key, 1 as part_number, info_id, note, null as city_as_printed, null as state, null as cbsa_code, zip
    from place_text_exact
    join place_text using (text_key)
),

parts as (
    -- Spelt as printed where the text begins with it: 'Scott AFB, Illinois'.
    select
        text_key,
        part_number,
        info_id,
        note,
        if(place_words(split_part(printed, ',', 1)) = place_words(city_as_printed), trim(split_part(printed, ',', 1)), city_as_printed) as city_as_printed,
        place_part_found.state,
        cbsa_code,
        place_part_found.zip
    from place_part
    join place_part_found using (part_key)
    join place_text using (text_key)
),

zip_metro as (
    select zip, gazetteer_county.state, gazetteer_county.cbsa_code from place_zip join gazetteer_county using (county_fips)
),

final as (
    select
        text_key,
        part_number,
        coalesce(place_kind, if(found.note = 'no place stated', 'none', 'unresolved')) as place_kind,
        coalesce(city, city_as_printed) as city,
        coalesce(info.state, found.state) as state,
        place_id,
        coalesce(info.cbsa_code, found.cbsa_code, if(info.note like 'ambiguous:%' and zip_metro.state = info.state, zip_metro.cbsa_code, null)) as cbsa_code,
        county_fips,
        coalesce(found.note, if(info.note like 'ambiguous:%' and zip_metro.cbsa_code is not null, null, info.note)) as note
    from (from exact union all from parts) as found
    left join place_info as info using (info_id)
    left join zip_metro on info.note like 'ambiguous:%' and zip_metro.zip = found.zip
)

select * from final;

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
