create table core.place_alias as
with folded as (
    select fold_words(alias) as folded, place_id, alias, origin, raw_row
    from staging.place_alias
    where set_aside_reason is null
),

named as (
    select
        folded,
        place_id,
        min(alias) as alias,
        string_agg(distinct origin, '; ' order by origin) as origin,
        list(raw_row order by raw_row) as raw_rows
    from folded
    group by folded, place_id
),

final as (
    select *, count(*) over (partition by folded) as places_named
    from named
)

select * from final
order by folded, place_id;

comment on table core.place_alias is 'Names of places, folded for comparison; join on fold_words(text) where places_named = 1.';
comment on column core.place_alias.folded is 'The name as fold_words gives it: lower case, no accents, single spaces.';
comment on column core.place_alias.alias is 'One spelling of the name.';
comment on column core.place_alias.places_named is
    'How many places share the folded name; more than 1 means that the name alone is ambiguous.';
comment on column core.place_alias.raw_rows is 'Rows of data/raw/places/place_alias.csv, counted from 1 below the header.';
