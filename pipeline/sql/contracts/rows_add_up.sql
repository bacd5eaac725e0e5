-- Rows read are rows used plus rows set aside
select source_id || '.' || table_name
from core.row_count
where rows_read != rows_used + rows_set_aside or rows_used < 0;
