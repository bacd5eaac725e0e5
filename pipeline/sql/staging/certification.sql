create table staging.certification as
with source as (
    select * from raw.certification
),

-- An amount alone, or with words in brackets: '60 (>=30 live)'. Brackets that add to it or replace it leave no one number:
-- '40 (+16 online) or 3 years', '0 (or 3 years)'; nor do ranges and sums: '40-46', '30 core + 16 additional'.
parts as (
    select
        *,
        case
            when not regexp_matches(value_as_printed, '\((\+|or )')
                then regexp_extract(value_as_printed, '^\$?([0-9][0-9,]*(?:\.[0-9]+)?)(?: \([^()]*\))?$', 1)
        end as number_text,
        case when field like '%\_hours' escape '\' then 'hours' when field = 'fee' then 'USD' end as unit
    from source
),

final as (
    select
        raw_row,
        fact_id,
        area,
        field,
        nullif(applies_to, '') as applies_to,
        value_as_printed as value_text,
        case when unit is not null then try_cast(replace(number_text, ',', '') as decimal(12, 2)) end as value_number,
        unit,
        verified = 'yes' as verified,
        nullif(note, '') as note,
        try_cast(regexp_extract(source_date, '^([0-9]{4}-[0-9]{2})(/[0-9]{2})?$', 1) || '-01' as date) as as_of,
        source_date as source_date_text,
        publisher,
        release,
        nullif(publisher_url, '') as source_url,
        case
            when coalesce(value_as_printed, '') = '' then 'no value is printed'
            when value_as_printed like '%(not stated)%' then 'the cell itself says that nothing is stated'
            when verified is null or verified not in ('yes', 'no') then 'whether it was verified is not recorded'
        end as set_aside_reason
    from parts
)

select * from final;

comment on table staging.certification is
    'What a source says a state asks of a peer support worker: one row a state, field, value and source.';
comment on column staging.certification.fact_id is 'Name of the statement: state, field and number.';
comment on column staging.certification.field is
    'credential, body, training_hours, work_experience_hours, supervision_hours, exam, fee, renewal or medicaid_billable.';
comment on column staging.certification.applies_to is
    'The credential, pathway or services that the value is for, where a state has several; NULL for all.';
comment on column staging.certification.value_number is
    'The value as a number in `unit`; NULL when the text leaves more than one number possible, or none.';
comment on column staging.certification.unit is 'Unit of the field: hours, USD (fees), or NULL where values are words.';
comment on column staging.certification.verified is
    'Whether the value was compared with a second source, or with the rule itself, and agreed.';
comment on column staging.certification.note is 'What else a reader must know; NULL when nothing.';
comment on column staging.certification.as_of is
    'First day of the month that the source is from, of several months the first; NULL when it prints none.';
comment on column staging.certification.source_date_text is 'Date of the source, as recorded.';
comment on column staging.certification.source_url is 'Address; NULL when not recorded.';
