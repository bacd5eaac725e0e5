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
                    regexp_replace(replace(printed, '&', ' and '), '(?i)\((county|parish|borough)\)', ' \1', 'g'),
                    '[;|\n\r•·/]+',
                    ' zzcut ',
                    'g'
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
            regexp_full_match(
                phrase, '(?:' || place_state_pattern() || ')(?:(?: ?,)?(?: and| or)? (?:' || place_state_pattern() || '))+'
            )
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
    select
        text_key,
        default_id,
        unnest(string_split(phrase, 'zzcut')) as part,
        generate_subscripts(string_split(phrase, 'zzcut'), 1) as part_number
    from marked
),

trimmed as (
    select text_key, default_id, part_number, trim(regexp_replace(part, place_remote_not_a_place(), ' ', 'g'), ' ,') as part
    from cut
),

domestic as (
    select
        * exclude (part),
        trim(
            regexp_replace(
                part, '(?:^|[ ,]+)(?:the )?(?:united states of america|united states|usa|us)$|^(?:usa|us|united states)[ ,]+', ''
            ),
            ' ,'
        ) as part,
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
