create table core.facility_type as
select facility_type, title, note, raw_row
from staging.facility_type
where set_aside_reason is null
order by facility_type;

comment on table core.facility_type is 'Types of mental health facility and what the survey calls them.';
comment on column core.facility_type.facility_type is 'Our name of the type, the same in every year.';
comment on column core.facility_type.title is 'Name of the type as people read it.';
comment on column core.facility_type.note is 'Why years do not compare for this type; NULL where they do.';
