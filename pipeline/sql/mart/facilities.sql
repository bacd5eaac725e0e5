create table mart.facilities as
with jurisdiction (state, jurisdiction_name) as (
    values
        ('AS', 'American Samoa'),
        ('GU', 'Guam'),
        ('VI', 'US Virgin Islands'),
        ('ZZ', 'Other jurisdictions')
),

final as (
    select
        nmhss.year,
        place.place_id,
        coalesce(place.place_name, jurisdiction_name, nmhss.state) as place_name,
        if(place.place_id is null, 'published as ' || nmhss.state || ', which is not among the places held', null) as place_note,
        nmhss.state,
        nmhss.facility_type,
        facility_type.title as facility_type_title,
        nmhss.ownership,
        nmhss.inpatient,
        nmhss.residential,
        nmhss.day_treatment,
        nmhss.outpatient,
        nmhss.n_offering,
        nmhss.n_not_offering,
        nmhss.n_not_answered,
        facility_type.note as facility_type_note,
        'nmhss' as source_id,
        nmhss.release,
        nmhss.source_url,
        nmhss.raw_row
    from staging.nmhss
    join core.facility_type on facility_type.facility_type = nmhss.facility_type
    left join core.place on place.place_id = 'US-' || nmhss.state
    left join jurisdiction on jurisdiction.state = nmhss.state
    where nmhss.set_aside_reason is null
)

select * from final
order by year, state, facility_type, ownership, inpatient, residential, day_treatment, outpatient;

comment on table mart.facilities is
    'Mental health facilities that offer peer support or do not (N-MHSS 2014-2020). Facilities, not jobs; 2014 asked with other '
    'words: trends start in 2015.';
comment on column mart.facilities.place_id is 'State; NULL for territories that are not among the places held.';
comment on column mart.facilities.place_name is 'Name of the state or territory.';
comment on column mart.facilities.state is 'Postal code as published; ZZ is several territories together.';
comment on column mart.facilities.facility_type_title is 'The type as people read it.';
comment on column mart.facilities.ownership is
    'for_profit, nonprofit, public (without Veterans Affairs) or federal_va; public and federal_va together are the published '
    'public agencies.';
comment on column mart.facilities.inpatient is
    'True when the facilities offer hospital inpatient treatment; a facility may tick several settings.';
comment on column mart.facilities.residential is 'True when they offer 24-hour residential treatment.';
comment on column mart.facilities.day_treatment is 'True when they offer day treatment or partial hospitalization.';
comment on column mart.facilities.outpatient is 'True when they offer outpatient treatment.';
comment on column mart.facilities.n_offering is 'Facilities that offer consumer-run (peer support) services.';
comment on column mart.facilities.n_not_offering is 'Facilities that do not.';
comment on column mart.facilities.n_not_answered is 'Facilities that did not answer the question.';
comment on column mart.facilities.facility_type_note is 'Why years do not compare for this type; NULL where they do.';
comment on column mart.facilities.release is 'as in staging.nmhss';
comment on column mart.facilities.raw_row is 'as in staging.nmhss';
