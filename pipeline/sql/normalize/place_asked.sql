-- The places that the one name in the table name_asked can stand for, states first, then most residents first: by its whole
-- spelling, by ZIP code, as the metro area of 'Greater Cleveland', else every state, city and county of that name.
-- Needs the macros of place_phrase.sql and the tables of lookups/place_names.sql.
with asked as (
    select regexp_replace(fold_words(name), ' (usa|us|united states|united states of america)$', '') as words
    from name_asked
),

bare as (
    select
        words,
        regexp_replace(
            words, '^(the )?(greater|metro|metropolitan) | (metro|metropolitan|metro area|metropolitan area|area)$', '', 'g'
        ) as metro_words,
        regexp_replace(words, ' (county|parish)$', '') as county_words
    from asked
),

could_be as (
    select 1 as precedence, info_id from bare join place_exact using (words)
    union all
    select 2, info_id from bare join place_zip on zip = words[:5] where regexp_full_match(words, '[0-9]{5}( [0-9]{4})?')
    union all
    select 3, 'metro ' || cbsa_code
    from bare
    join place_metro_name on place_metro_name.words = metro_words
    where metro_words != bare.words
    union all
    select 4, info_id
    from bare
    join place_name on place_name.words = county_words
    where place_kind = 'county' and county_words != bare.words
    union all
    select 4, info_id from bare join place_name using (words) where place_kind = 'city'
    union all
    select 4, info_id from bare join place_info using (words) where place_kind = 'state'
),

likeliest as (
    select distinct info_id
    from could_be
    qualify precedence = min(precedence) over ()
),

final as (
    select place_id, place_kind, city, state, place_info.cbsa_code, if(place_kind = 'county', county_name, null) as county
    from likeliest
    join place_info using (info_id)
    left join (select county_fips, any_value(county_name) as county_name from gazetteer_county group by all) using (county_fips)
    order by place_kind = 'state' desc, residents desc nulls last, info_id
)

select * from final;
