create table staging.facility_type as
with source as (
    select * from raw.facility_type
),

final as (
    select
        raw_row,
        facility_type,
        title,
        code_2014,
        code_2015_19,
        code_2020,
        note,
        case when title is null then 'the facility type has no title' end as set_aside_reason
    from source
)

select * from final;

comment on table staging.facility_type is
    'Types of mental health facility in the N-MHSS, with their codes in each layout of the public-use file.';
comment on column staging.facility_type.facility_type is 'Our name of the type, the same in every year.';
comment on column staging.facility_type.title is 'Name of the type as people read it.';
comment on column staging.facility_type.code_2014 is 'FACILITYTYPE in the file of 2014; NULL where that year has no such type.';
comment on column staging.facility_type.code_2015_19 is
    'FACILITYTYPE in the files of 2015 to 2019; NULL where they have no such type.';
comment on column staging.facility_type.code_2020 is 'FACILITYTYPE in the file of 2020.';
comment on column staging.facility_type.note is 'Why years do not compare for this type; NULL where they do.';
