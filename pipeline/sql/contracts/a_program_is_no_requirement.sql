-- The hours of one college's program are no state's requirement
select fact_id
from mart.certification
where field = 'training_hours' and value_number in (select value_low from mart.fact where topic = 'training');
