-- Every used row of a pay table is one figure of mart.pay
select row_count.table_name
from core.row_count
left join (select table_name, count(*) as n from mart.pay group by all) using (table_name)
where row_count.table_name in ('article_pay', 'survey_pay', 'oews') and rows_used is distinct from n;
