create table core.cpi as
select month, index_1982_84, release, raw_row
from staging.cpi
where set_aside_reason is null
order by month;

comment on table core.cpi is 'Consumer Price Index (CPIAUCSL) by month.';
