-- Every used row on certification is one row of mart.certification
select format('{:,} rows', rows_used)
from core.row_count
where table_name = 'certification' and rows_used != (select count(*) from mart.certification);
