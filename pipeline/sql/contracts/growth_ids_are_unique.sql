-- Each growth figure stands once
select growth_id
from mart.growth
group by growth_id
having count(*) > 1;
