create table mart.certification as
with states as (
    select area_code, place_id, place_name, state from core.place where place_kind = 'state'
),

-- Values differ for the same credential: a conflict, whoever says so.
weighed as (
    select
        *,
        count(distinct value_text) over (partition by area, field, applies_to) > 1 as in_conflict
    from staging.certification
    where set_aside_reason is null
),

final as (
    select
        'certification:' || fact_id as fact_id,
        states.place_id,
        states.place_name,
        states.state,
        field,
        applies_to,
        value_text,
        value_number,
        unit,
        verified,
        in_conflict,
        note,
        publisher as source,
        release,
        as_of,
        source_date_text as source_date,
        source_url,
        'certification' as source_id,
        weighed.raw_row
    from weighed
    join states on states.area_code = weighed.area
)

select * from final
order by state, field, fact_id;

comment on table mart.certification is
    'What each state asks of a peer support worker, as sources state it; sources that disagree stand side by side.';
comment on column mart.certification.place_id is 'The state, such as US-OH; DC is among them.';
comment on column mart.certification.place_name is 'Name of the state.';
comment on column mart.certification.state is 'Postal code.';
comment on column mart.certification.in_conflict is
    'Whether another row gives another value for the same state, field and credential.';
comment on column mart.certification.source is 'Who says so; a verified value has a row for each source.';
comment on column mart.certification.release is 'as in staging.certification';
comment on column mart.certification.source_date is 'Date of the source, as recorded.';
comment on column mart.certification.raw_row is 'as in staging.certification';
