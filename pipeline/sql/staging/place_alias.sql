create table staging.place_alias as
with source as (
    select * from raw.place_alias
),

final as (
    select
        raw_row,
        alias,
        place_id,
        origin,
        release,
        publisher_url,
        case when not regexp_matches(coalesce(alias, ''), '[\p{L}\p{N}]') then 'the name has no letter or digit' end
            as set_aside_reason
    from source
)

select * from final;

comment on table staging.place_alias is 'Names that places go by; a name of two places has two rows.';
comment on column staging.place_alias.alias is 'Name as it may stand in a text.';
comment on column staging.place_alias.place_id is 'Place it means.';
comment on column staging.place_alias.origin is
    'Why it is a name of the place: its own name, postal code, area code, title, or what people call it.';
