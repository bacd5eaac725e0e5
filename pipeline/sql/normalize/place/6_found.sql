-- The place that each part names, and every place of every text.
create or replace temp table place_part_found as
with decided as (
    select part_key, arg_min({info_id: info_id, note: note}, (reading, info_id)) as found
    from place_part_reading
    group by part_key
),

final as (
    select
        part_key,
        if(found.info_id is null and found.note = 'nation only', 'US', found.info_id) as info_id,
        if(found.note = 'nation only', null, found.note) as note,
        -- A city that is not in the gazetteer is kept as printed when its state is.
        if(
            found.note like 'not found:%'
            and found.info_id is null
            and printed_state is not null
            and not regexp_matches(name_words, '[0-9]'),
            array_to_string(
                list_transform(string_split(trim(string_split(name, ',')[-1]), ' '), lambda word: upper(word[1]) || word[2:]), ' '
            ),
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
    join place_part_named as part using (part_key)
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
        if(
            fold_words(split_part(printed, ',', 1)) = fold_words(city_as_printed),
            trim(split_part(printed, ',', 1)),
            city_as_printed
        ) as city_as_printed,
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
        coalesce(
            info.cbsa_code,
            found.cbsa_code,
            if(info.note like 'ambiguous:%' and zip_metro.state = info.state, zip_metro.cbsa_code, null)
        ) as cbsa_code,
        county_fips,
        coalesce(found.note, if(info.note like 'ambiguous:%' and zip_metro.cbsa_code is not null, null, info.note)) as note
    from (from exact union all from parts) as found
    left join place_info as info using (info_id)
    left join zip_metro on info.note like 'ambiguous:%' and zip_metro.zip = found.zip
)

select * from final;
