-- Each pay figure stands once
select figure_id
from mart.pay
group by figure_id
having count(*) > 1;
