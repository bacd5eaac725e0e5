create table core.facility_type as
select facility_type, title, note, raw_row
from staging.facility_type
where set_aside_reason is null
order by facility_type;

comment on table core.facility_type is 'Types of mental health facility and what the survey calls them.';
