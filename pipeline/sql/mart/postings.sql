create table mart.postings as
with places as (
    select place_id, place_name, 'city' as place_kind from core.city
    union all
    select place_id, place_name, place_kind from core.place where place_kind in ('nation', 'state')
),

final as (
    select
        posting.* exclude (source_posting_id, role, collection, publisher_url, file, row_in_file, raw_row),
        collection as source_title,
        coalesce(place.place_name, city || ', ' || posting.state, state_place.place_name, 'place not stated') as place_name,
        coalesce(place.place_kind, if(posting.state is null, 'unknown', 'state')) as place_kind,
        state_place.place_name as state_name,
        metro.short_name as metro_name,
        coalesce(pay_basis = 'stated' and coalesce(pay_low, pay_high) is not null, false) as states_pay,
        duplicate_of is null as is_survivor
    from core.posting
    left join places as place on place.place_id = posting.place_id
    left join places as state_place on state_place.place_id = 'US-' || posting.state
    left join core.place as metro on metro.place_id = 'CBSA-' || posting.cbsa_code
    where role = 'peer_support'
)

select * from final
order by posting_id;

comment on table mart.postings is
    'Job ads for peer support work, one row each, copies marked. No sample of the market: count them with n, and never call '
    'them the market.';
comment on column mart.postings.source_title is 'What readers call the files the ad came with.';
comment on column mart.postings.state is 'as in core.posting';
comment on column mart.postings.place_id is 'as in core.posting';
comment on column mart.postings.place_name is 'Name of that place, else of the state; ''place not stated'' for none.';
comment on column mart.postings.place_kind is 'city (boroughs too), state, nation or unknown: what place_name is.';
comment on column mart.postings.state_name is 'Name of the state; NULL for none or several.';
comment on column mart.postings.cbsa_code is 'as in core.posting';
comment on column mart.postings.metro_name is 'Name of that area where it is one of the metros held.';
comment on column mart.postings.states_pay is 'Whether the employer states an amount; pay that a site guessed is not stated.';
comment on column mart.postings.is_survivor is 'Whether the ad is counted: false for a copy of another one.';
comment on column mart.postings.role_rule is 'The rule by which the title is one of peer support.';
comment on column mart.postings.release is 'as in core.posting';
