-- The texts that name places: each list of them once, then each text of a list once.
-- posting_place (7_lists.sql): where the job is, and whether it is done there or from home. One row per posting.
-- Distinct first: the lists of places as read, then each text of a list, then each single place of a text ("Viera, FL; Orlando,
-- FL").
-- Most texts are one well-known phrase ("Charlotte, NC 28202"); only the others are taken apart.
-- Needs the tables of lookups/place_names.sql and the patterns of rules/place_remote.toml.

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
    select *, coalesce(fold_words(printed), '') as words
    from printed
),

located as (
    select
        *,
        if(
            regexp_matches(words, place_remote_may_be_no_place()),
            trim(regexp_replace(words, place_remote_not_a_place(), ' ', 'g')),
            words
        ) as in_words
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
