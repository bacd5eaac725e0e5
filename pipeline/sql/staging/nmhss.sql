-- after: facility_type
create table staging.nmhss as
with source as (
    select * from raw.nmhss
),

typed as (
    select
        raw_row,
        try_cast(year as integer) as year,
        state,
        facility_type,
        facility_type_code,
        ownership,
        try_cast(inpatient as boolean) as inpatient,
        try_cast(residential as boolean) as residential,
        try_cast(day_treatment as boolean) as day_treatment,
        try_cast(outpatient as boolean) as outpatient,
        try_cast(n_offering as uinteger)::integer as n_offering,
        try_cast(n_not_offering as uinteger)::integer as n_not_offering,
        try_cast(n_not_answered as uinteger)::integer as n_not_answered,
        release,
        publisher_url as source_url,
        year as year_as_read
    from source
),

final as (
    select
        * exclude (year_as_read),
        case
            when year is null then 'the year ''' || coalesce(year_as_read, '') || ''' is not a number'
            when coalesce(state, '') = '' then 'no state is given'
            when (facility_type in (select facility_type from staging.facility_type where set_aside_reason is null)) is not true
                then 'the facility type ''' || coalesce(facility_type, '') || ''' is not in the list of types'
            when (ownership in ('for_profit', 'nonprofit', 'public', 'federal_va')) is not true
                then 'the ownership ''' || coalesce(ownership, '') || ''' is not for_profit, nonprofit, public or federal_va'
            when inpatient is null or residential is null or day_treatment is null or outpatient is null
                then 'a setting is not 0 or 1'
            when n_offering is null or n_not_offering is null or n_not_answered is null
                then 'a count of facilities is not a whole number'
        end as set_aside_reason
    from typed
)

select * from final;

comment on table staging.nmhss is
    'Mental health facilities by year, state, type, ownership and settings, and whether they offer peer support (N-MHSS), typed.';
comment on column staging.nmhss.year is 'Year of the survey.';
comment on column staging.nmhss.state is 'LST: postal code of a state or territory; ZZ is several territories together.';
comment on column staging.nmhss.facility_type_code is
    'FACILITYTYPE as published; its meaning differs between 2014, 2015 to 2019, and 2020.';
comment on column staging.nmhss.ownership is
    'OWNERSHP: for_profit, nonprofit or public; federal_va where PUBLICAGENCY names Veterans Affairs.';
comment on column staging.nmhss.inpatient is 'SETTINGIP: the facilities offer hospital inpatient treatment.';
comment on column staging.nmhss.residential is 'SETTINGRC: they offer 24-hour residential treatment.';
comment on column staging.nmhss.day_treatment is 'SETTINGDTPH: they offer day treatment or partial hospitalization.';
comment on column staging.nmhss.outpatient is 'SETTINGOP: they offer outpatient treatment.';
comment on column staging.nmhss.n_offering is 'Facilities with consumer-run (peer support) services, MHCONSUMER = 1.';
comment on column staging.nmhss.n_not_offering is 'Facilities without them, MHCONSUMER = 0.';
comment on column staging.nmhss.n_not_answered is 'Facilities that did not answer, MHCONSUMER negative.';
comment on column staging.nmhss.release is 'Survey the counts come from.';
