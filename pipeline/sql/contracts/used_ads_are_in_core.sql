-- Every used row of the shipped job ads is one ad of core.posting
select format('{:,} rows', rows_used)
from core.row_count
where table_name = 'posting' and rows_used != (select count(*) from core.posting where source_id != 'inbox');
