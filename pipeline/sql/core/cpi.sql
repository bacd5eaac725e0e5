create table core.cpi as
select month, index_1982_84, release, raw_row
from staging.cpi
where set_aside_reason is null
order by month;

comment on table core.cpi is 'Consumer Price Index (CPIAUCSL) by month.';
comment on column core.cpi.month is 'First day of the month.';
comment on column core.cpi.index_1982_84 is 'Index, 1982-84 = 100, seasonally adjusted.';
comment on column core.cpi.release is 'Newest month in the download.';
comment on column core.cpi.raw_row is 'Row of data/raw/cpi/cpi.csv, counted from 1 below the header.';
