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

comment on table mart.certification is 'What each state asks of a peer support worker, as sources state it; sources that disagree stand side by side.';
comment on column mart.certification.fact_id is 'Stable name of the statement.';
comment on column mart.certification.place_id is 'The state, such as US-OH; DC is among them.';
comment on column mart.certification.place_name is 'Name of the state.';
comment on column mart.certification.state is 'Postal code.';
comment on column mart.certification.field is 'credential, body, training_hours, work_experience_hours, supervision_hours, exam, fee, renewal or medicaid_billable.';
comment on column mart.certification.applies_to is 'The credential, pathway or services that the value is for, where a state has several; NULL for all.';
comment on column mart.certification.value_text is 'The value as printed.';
comment on column mart.certification.value_number is 'The value as a number in `unit`; NULL when the text leaves more than one number possible, or none.';
comment on column mart.certification.unit is 'Unit of the field: hours, USD (fees), or NULL where values are words.';
comment on column mart.certification.verified is 'Whether the value was compared with a second source, or with the rule itself, and agreed.';
comment on column mart.certification.in_conflict is 'Whether another row gives another value for the same state, field and credential.';
comment on column mart.certification.note is 'What else a reader must know; NULL when nothing.';
comment on column mart.certification.source is 'Who says so; a verified value has a row for each source.';
comment on column mart.certification.release is 'The document or page.';
comment on column mart.certification.as_of is 'First day of the month that the source is from, of several months the first; NULL when it prints none.';
comment on column mart.certification.source_date is 'Date of the source, as recorded.';
comment on column mart.certification.source_url is 'Address; NULL when not recorded.';
comment on column mart.certification.source_id is 'Source of the row.';
comment on column mart.certification.raw_row is 'Row of data/raw/certification/certification.csv, counted from 1 below the header.';
