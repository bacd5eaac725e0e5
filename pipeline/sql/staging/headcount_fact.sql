create table staging.headcount_fact as
with source as (
    select * from raw.headcount_fact
),

labels (measure, label, measure_note) as (
    values
        (
            'certified_peer_specialists',
            'certified peer specialists',
            'certificates, not jobs'
        ),
        (
            'certified_peer_support_specialists',
            'certified peer support specialists whom the state could write to',
            'certificates, not jobs'
        ),
        (
            'states_with_statewide_certification',
            'states with a statewide certificate',
            null
        ),
        (
            'states_with_certification',
            'states with a certificate',
            'another source of 2016 says all but 5 states'
        ),
        (
            'states_medicaid_funds_some_peer_services',
            'states where Medicaid pays for some peer services',
            null
        ),
        (
            'states_medicaid_peer_support_adults_with_SUD',
            'states where Medicaid pays for peer support for adults with substance use disorder',
            null
        ),
        (
            'share_MH_facilities_offering_peer_support',
            'mental health facilities that offer peer support',
            'facilities, not jobs'
        ),
        (
            'share_SUD_facilities_offering_peer_support',
            'substance use facilities that offer peer support',
            'facilities, not jobs; defined otherwise than for mental health facilities'
        ),
        (
            'mental_health_HPSA_designations',
            'places and groups short of mental health professionals',
            'need in general, not for peer support'
        )
),

-- a sign or 'about', the number, and what follows it: '>100000', 'about 3000', '49 + DC'
parts as (
    select
        *,
        regexp_extract(
            trim(value_as_printed),
            '^(>|about)?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(.*)$',
            ['sign', 'number', 'rest']
        ) as part,
        regexp_extract(period_as_printed, '(19|20)[0-9]{2}') as year_text
    from source
),

final as (
    select
        parts.raw_row,
        parts.fact_id,
        parts.area,
        parts.measure,
        coalesce(labels.label, replace(lower(parts.measure), '_', ' ')) as label,
        try_cast(replace(parts.part.number, ',', '') as decimal(12, 1)) as value_low,
        parts.value_as_printed as value_text,
        coalesce(nullif(parts.part.sign, ''), '=') as inequality,
        case when parts.unit like 'percent%' then 'percent' else 'count' end as unit,
        try_cast(regexp_extract(parts.unit, 'of ([0-9]+) facilities', 1) as integer) as n_facilities,
        nullif(
            concat_ws(
                '; ',
                nullif(regexp_replace(parts.part.rest, '^\+ DC', 'and the District of Columbia'), ''),
                labels.measure_note
            ),
            ''
        ) as note,
        coalesce(
            try_cast(parts.period_as_printed as date),
            try_cast(parts.period_as_printed || '-01' as date)
        ) as as_of,
        try_cast(parts.year_text as integer) as reference_year,
        parts.period_as_printed as period_text,
        parts.publisher,
        parts.publisher_url as source_url,
        parts.confirmation,
        parts.release,
        case
            when
                coalesce(parts.part.number, '') = ''
                then 'the value ''' || coalesce(parts.value_as_printed, '') || ''' is not a number'
            when
                coalesce(parts.year_text, '') = ''
                then 'the period ''' || coalesce(parts.period_as_printed, '') || ''' names no year'
        end as set_aside_reason
    from parts
    left join labels using (measure)
)

select * from final;

comment on table staging.headcount_fact is
    'Published counts of certificates, states and facilities around peer support, one fact a row.';
comment on column staging.headcount_fact.fact_id is 'Name of the fact: area, measure and period.';
comment on column staging.headcount_fact.measure is 'What is counted, as a key.';
comment on column staging.headcount_fact.label is 'What is counted, in plain words.';
comment on column staging.headcount_fact.value_low is
    'The number printed; read with inequality, it is a lower bound where that says >.';
comment on column staging.headcount_fact.inequality is 'How the number was printed: = (exactly), > (more than) or about.';
comment on column staging.headcount_fact.unit is 'count or percent.';
comment on column staging.headcount_fact.n_facilities is 'Facilities that a percent is a share of; NULL for counts.';
comment on column staging.headcount_fact.note is
    'What else was printed with the number, and what it is not; NULL when there is nothing to add.';
comment on column staging.headcount_fact.as_of is
    'Day or first day of the month the fact holds for; NULL when only a year is printed.';
comment on column staging.headcount_fact.reference_year is 'Year the fact holds for.';
comment on column staging.headcount_fact.period_text is 'The period as printed.';
comment on column staging.headcount_fact.source_url is 'The page the fact was read from.';
comment on column staging.headcount_fact.confirmation is 'How many sources give the fact.';
